/* SPDX-License-Identifier: MIT */
/* Each sample against what the runtime's collector says, of all types of the schemas and of odd ones. */
#include "config.h"

#include "desk.h"

#include "model/name_map.h"
#include "sample/collect.h"
#include "sample/rewrite.h"
#include "sample/sample.h"

#include <swage/explain.h>

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FAULTS = 4 };

/* ---- one list ---- */

static void check_sample(const char *name, const struct swage_type *table, const struct sample *sample)
{
    struct swage_error faults[FAULTS];
    size_t count = collect(table, sample->json, faults, FAULTS);
    const char *fault = count == 0 ? "none" : swage_fault_code(faults[0].fault);
    const char *wanted = sample->fault == NULL ? "none" : sample->fault;
    bool is_users =
        sample->fault != NULL && strcmp(sample->fault, "check") == 0; /* which the collector does not ask here */
    if (is_users && count == 0) {
        ck_assert(sample->may_be_refused);
        return;
    }
    ck_assert_msg(strcmp(fault, wanted) == 0, "%s: %s is said to be %s, and is %s\n%s", name, sample->what, wanted,
                  fault, sample->json.ptr);
    if (sample->fault == NULL)
        return;
    ck_assert_msg(strcmp(faults[0].pointer, sample->pointer) == 0,
                  "%s: %s is said to be %s at '%s', and is at '%s'\n%s", name, sample->what, wanted, sample->pointer,
                  faults[0].pointer, sample->json.ptr);
}

/* What encoders make is right itself, and they make the same of it; one level less is too few. */
static void check_encoded(struct pool *pool, const char *name, const struct model_type *type,
                          const struct swage_type *table, const struct sample *sample)
{
    struct swage_error faults[FAULTS];
    struct rewritten again;
    if (sample->fault != NULL) {
        ck_assert_ptr_null(sample->encoded.ptr);
        return;
    }
    ck_assert_msg(collect(table, sample->encoded, faults, FAULTS) == 0, "%s: %s is encoded so that it is refused\n%s",
                  name, sample->what, sample->encoded.ptr);
    rewrite(pool, type, sample->encoded, &again);
    ck_assert_msg(strcmp(again.encoded.ptr, sample->encoded.ptr) == 0, "%s: %s is encoded in two ways\n%s\n%s", name,
                  sample->what, sample->encoded.ptr, again.encoded.ptr);
    swage_str json = swage_str_of(sample->json.ptr, sample->json.len);
    ck_assert_msg(swage_explain(json, table, sample->depth, faults, FAULTS) == 0, "%s: %s is deeper than %u\n%s", name,
                  sample->what, sample->depth, sample->json.ptr);
    ck_assert_msg(sample->depth == 0 || swage_explain(json, table, sample->depth - 1, faults, FAULTS) == 1,
                  "%s: %s is not %u deep\n%s", name, sample->what, sample->depth, sample->json.ptr);
}

static void check_name(const struct sample *sample, struct name_map *names)
{
    static int taken;
    ck_assert_msg(isalpha((unsigned char)sample->what[0]), "%s", sample->what);
    for (const char *p = sample->what; *p != '\0'; p++)
        ck_assert_msg(isalnum((unsigned char)*p) || *p == '_', "%s", sample->what);
    ck_assert_msg(name_map_find(names, sample->what, strlen(sample->what)) == NULL, "%s stands twice", sample->what);
    name_map_add(names, sample->what, strlen(sample->what), &taken);
}

static size_t check_type(struct pool *pool, const char *name, const struct model_type *type)
{
    struct samples samples;
    struct name_map names = NAME_MAP_INIT(pool);
    const struct swage_type *table = collect_table(pool, type);
    sample_type(pool, type, &samples);
    ck_assert_uint_le(samples.count, SAMPLE_MAX);
    for (size_t i = 0; i < samples.count; i++) {
        check_name(&samples.items[i], &names);
        check_sample(name, table, &samples.items[i]);
        check_encoded(pool, name, type, table, &samples.items[i]);
    }
    return samples.count;
}

/* ---- all types of a model ---- */

static bool type_of(const struct model_decl *decl, struct model_type *out)
{
    *out = (struct model_type){.kind = MODEL_STRUCT, .structure = decl->structure};
    if (decl->kind == MODEL_DECL_UNION)
        *out = (struct model_type){.kind = MODEL_UNION, .choice = decl->choice};
    if (decl->kind == MODEL_DECL_ENUM)
        *out = (struct model_type){.kind = MODEL_ENUM, .enumeration = decl->enumeration};
    if (decl->kind == MODEL_DECL_TYPEDEF)
        *out = *decl->alias->type;
    if (decl->kind == MODEL_DECL_EXTERN)
        *out = (struct model_type){.kind = MODEL_EXTERN, .external = decl->external, .item = decl->external->base};
    return true;
}

static size_t check_model(struct desk *desk)
{
    size_t count = 0;
    ck_assert_msg(desk->model != NULL, "%s", desk->messages);
    for (size_t i = 0; i < desk->model->decl_count; i++) {
        struct model_type type;
        if (type_of(&desk->model->decls[i], &type))
            count += check_type(&desk->cx->pool, desk->model->file, &type);
    }
    for (size_t i = 0; i < desk->model->route_count; i++) {
        const struct model_route *route = &desk->model->routes[i];
        if (route->body != NULL)
            count += check_type(&desk->cx->pool, route->name, route->body);
        for (size_t k = 0; k < route->parameter_count; k++)
            count += check_type(&desk->cx->pool, route->name, route->parameters[k].type);
    }
    return count;
}

static const char *const schemas[] = {"common", "shop", "user", "zoo"};

START_TEST(verdicts_of_all_schemas_are_those_of_the_collector)
{
    char path[4096];
    struct desk desk;
    snprintf(path, sizeof path, SCHEMAS "/%s.swage", schemas[_i]);
    desk_open_file(&desk, path, NULL);
    ck_assert_uint_gt(check_model(&desk), 200);
    desk_close(&desk);
}
END_TEST

/* Each has something that the schemas of the project have not. */
static const char *const odd[] = {
    /* bounds at the ends of their types, on one value, and below zero */
    "struct A { a: int8(-128..-128); b: uint8(255); c: int64(..-9223372036854775807); d: uint64(18446744073709551614..);"
    "  e: int32(-7..-2) @multiple_of(3); f: uint16 @multiple_of(7); g: int64 @multiple_of(9223372036854775807);"
    "  h: int16(100..200) @multiple_of(50); i: uint32(1..) @string @multiple_of(2); j: int32(5..5) @string; }",
    /* floats and decimals */
    "struct A { a: float32(0.1..0.3); b: float64(0.1..0.3) @multiple_of(0.1); c: float64 @gt(1e300); d: float32 @lt(-1e30);"
    "  e: float64(-5..-2); f: float32 @string @multiple_of(0.5); g: decimal(0.10..0.20); h: decimal @gt(1) @lt(1.1);"
    "  i: decimal(-3..-2.5) @string; j: decimal(1e10..1e12); k: decimal(..-0.001); l: float64(7..7); m: float64 @gt(0) @lt(1e-300); }",
    /* texts */
    "struct A { a: string(3) @pattern(\"^[a-c]*$\") @pattern(\"b\"); b: string(..4) @pattern(\"^[\xc3\xa0-\xc3\xbf]+$\");"
    "  c: string(2..3) @nul; d: email(5..8); e: uri(10..) @pattern(\"^https:\"); f: hostname(..70); g: date @pattern(\"-01$\");"
    "  h: string(0); i: string(1..1) @pattern(\"[^a-z]\"); j: string @pattern(\"^(\xc3\xa9|\xf0\x9f\x98\x80)+$\"); k: ipv6 @secret;"
    "  l: string(5000..5001); m: string(20) @pattern(\"^(ab){10}$\"); n: duration(3..4); }",
    /* bytes */
    "struct A { a: bytes(0); b: bytes(1..3) @base64url; c: bytes(2) @hex; d: bytes(300..300); e: bytes; f: bytes(5..6) @secret; }",
    /* keys as they may be called */
    "struct A { a: int8 @name(\"a/b\"); b?: int8 @name(\"~\"); c: int8 @name(\"\xc3\xa9\"); d: int8 @name(\"\\\"\\\\\"); "
    "  e: int8 @name(\"!\"); f?: A @name(\"with space\"); g: int8 @name(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"); }",
    /* lists that differ */
    "enum E { a, b, c } @open enum O { x } enum N : int8 { one = 1, two = -2 } @open enum M : uint8 { m = 7 }"
    "struct A { a: bool[2] @unique; b: E[..3] @unique; c: O[..3] @unique; d: N[2] @unique; e: M[3..3] @unique;"
    "  f: float32[..4] @unique; g: decimal[..4] @unique; h: bytes(1)[..4] @unique; i: email[2..3] @unique; j: int8(1..3)[3..3] @unique;"
    "  k: string(1) [20..] @unique; l: Qu[3..5] @unique; } typedef Qu = int64 @string;",
    /* lists and maps in one another */
    "enum E { a, b } struct A { a: int8[][]; b: (int8[] | null)[2..3]; c: map<int8, map<E, string(1..2)[2]>(..1)>(1..2); d: json[1..2];"
    "  e: map<uuid, (bool | null)>(2..3); f: map<Di, float32>; g: int32[1]; h: map<date, decimal>(1..);"
    "  i: map<uint64, json>(3..3); j: map<Nu, int8>; k: A[]; l: map<email, A>; m: int8[2][3]; n: map<map<int8>>; }"
    "typedef Di = string(1..2) @pattern(\"^[0-9]+$\"); typedef Nu = string @nul;",
    /* unions in one another */
    "@untagged union U { t: string(2..3); n: int8; o: V; l: U[..2]; b: bool; }"
    "@discriminator(\"k\", \"v\") union V { u: U @name(\"\xc3\xa9\"); v: V; w: int8[2]; s: S; j: json; m: map<int8>(1..2); }"
    "union X { x: X; w: W; n: int8 @name(\"~/\"); l: (X | null)[]; }"
    "@discriminator(\"/t\") union W { s: S; t: T @name(\"a b\"); } @strict struct S { x?: X; y?: W; } struct T { t: T[]; u: int8; }",
    /* structs that hold themselves by every way */
    "struct A { b?: B; } struct B { c: C[..2]; n: int8; } struct C { d: map<D>; } struct D { a: A | null; e: E; }"
    "union E { a: A; n: int8; }",
    /* what is secret */
    "@strict struct S { a: string(2..4); m: map<string(1..2), int8>; } struct A { s: S @secret; m: map<S>(..2) @secret; k: map<int8[1]> @secret;"
    "  l: map<string(2..3), S>[] @secret; n: int32 @secret; o: map<map<int8(1..2)>>[1..2] @secret; }",
    /* what the schema says itself */
    "@example({\"a\": 7, \"b\": [\"x\"]}) @reject({\"a\": 0, \"b\": []}, at = \"/a\") @reject([]) @reject({\"a\": 1, \"b\": [\"\", \"yy\"]}, at = \"/b/1\")"
    "struct A { a: int8(1..) @example(3) @example(5); b: Td[..4]; c?: Ex; } @example(\"z\") @reject(\"zz\") typedef Td = string(..1);"
    "@example(7.5) extern typedef Ex = float64(..100) @c(\"struct ex\", \"ex.h\");"
    "@check(together) @reject({\"a\": 1, \"b\": 1, \"e\": 7.5}) struct C { a: int8; b: int8; e: Ex; }",
    /* defaults of all kinds, none of which is there */
    "enum E { a, b } enum N : int8 { n = -3 } struct P { x: int8 = 1; y?: int8; z: string(..3) | null = null; } struct A {"
    "  a: int8 = 0x10; b: uint64 = 18446744073709551615; c: float32 = 0.1; d: float64 = -1.5 @string; e: decimal = 1.50;"
    "  f: string(..9) = \"a\\\"b\"; g: bytes(..4) = \"AQI=\"; h: E = b; i: N = n; j: P = {\"y\": 2}; k: (int8 | null)[..3] = [1, null];"
    "  l: bool = true; m: json = {\"a\": [1]}; n: map<int8>(..2) = {}; o: int8[2] = [3, 4]; p: string[..2] = []; q: int64 = 5 @string; }",
};

static char *many_members(void)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fputs("struct A {", out);
    for (size_t i = 0; i < 70; i++)
        fprintf(out, " m%zu%s: int8;", i, i % 3 == 0 ? "" : "?");
    fputs("}", out);
    fclose(out);
    return text;
}

START_TEST(verdicts_of_odd_types_are_those_of_the_collector)
{
    struct desk desk;
    desk_open(&desk, odd[_i]);
    ck_assert_uint_gt(check_model(&desk), 100);
    desk_close(&desk);
}
END_TEST

START_TEST(verdicts_of_many_members_are_those_of_the_collector)
{
    struct desk desk;
    char *text = many_members();
    desk_open(&desk, text);
    ck_assert_uint_gt(check_model(&desk), 1000);
    desk_close(&desk);
    free(text);
}
END_TEST

/* ---- whether what has to be there is there ---- */

struct wanted {
    const char *what, *json, *fault, *pointer;
};

static const struct sample *find(const struct samples *samples, const char *json)
{
    for (size_t i = 0; i < samples->count; i++)
        if (strcmp(samples->items[i].json.ptr, json) == 0)
            return &samples->items[i];
    return NULL;
}

static void check_wanted(const char *schema, const char *name, const struct wanted *rows, size_t count)
{
    struct desk desk;
    struct samples samples;
    desk_open(&desk, schema);
    struct model_type type = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, name)};
    sample_type(&desk.cx->pool, &type, &samples);
    for (size_t i = 0; i < count; i++) {
        const struct sample *sample = find(&samples, rows[i].json);
        ck_assert_msg(sample != NULL, "no sample is %s", rows[i].json);
        ck_assert_str_eq(sample->fault == NULL ? "" : sample->fault, rows[i].fault);
        ck_assert_str_eq(sample->pointer == NULL ? "" : sample->pointer, rows[i].pointer);
        if (rows[i].what != NULL)
            ck_assert_str_eq(sample->what, rows[i].what);
    }
    desk_close(&desk);
}

#define CHECK_WANTED(SCHEMA, NAME, ROWS) check_wanted(SCHEMA, NAME, ROWS, sizeof(ROWS) / sizeof *(ROWS))

START_TEST(each_bound_is_tried_at_it_and_on_both_sides)
{
    static const struct wanted rows[] = {
        {"minimal", "{\"id\":1,\"name\":\"a\"}", "", ""},
        {"id_under_min", "{\"id\":0,\"name\":\"a\"}", "too_small", "/id"},
        {"id_over_min", "{\"id\":2,\"name\":\"a\"}", "", ""},
        {"id_at_max", "{\"id\":9,\"name\":\"a\"}", "", ""},
        {"id_under_max", "{\"id\":8,\"name\":\"a\"}", "", ""},
        {"id_over_max", "{\"id\":10,\"name\":\"a\"}", "too_large", "/id"},
        {"name_missing", "{\"id\":1}", "missing", "/name"},
        {"name_under_least", "{\"id\":1,\"name\":\"\"}", "too_short", "/name"},
        {"name_at_most", "{\"id\":1,\"name\":\"aaa\"}", "", ""},
        {"name_over_most", "{\"id\":1,\"name\":\"aaaa\"}", "too_long", "/name"},
        {"name_null", "{\"id\":1,\"name\":null}", "null", "/name"},
        {"name_number_for_it", "{\"id\":1,\"name\":1}", "type", "/name"},
        {NULL, "{\"id\":1,\"id\":1,\"name\":\"a\"}", "duplicate", "/id"},
        {NULL, "{\"id\":1,\"\\u006eame\":\"a\"}", "", ""},
        {NULL, "{\"id\":1,\"name\":\"\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\"}", "", ""},
    };
    CHECK_WANTED("struct A { id: int64(1..9); name: string(1..3); }", "A", rows);
}
END_TEST

START_TEST(steps_and_open_ends_are_tried)
{
    static const struct wanted rows[] = {
        {NULL, "{\"a\":3,\"b\":0.25,\"c\":1}", "", ""},
        {NULL, "{\"a\":4,\"b\":0.25,\"c\":1}", "multiple_of", "/a"},
        {NULL, "{\"a\":2,\"b\":0.25,\"c\":1}", "multiple_of", "/a"},
        {NULL, "{\"a\":3,\"b\":0,\"c\":1}", "too_small", "/b"},
        {NULL, "{\"a\":3,\"b\":0.5,\"c\":1}", "", ""},
        {NULL, "{\"a\":3,\"b\":0.25,\"c\":0}", "too_small", "/c"},
        {NULL, "{\"a\":3,\"b\":0.25,\"c\":99}", "", ""},
        {NULL, "{\"a\":3,\"b\":0.25,\"c\":100}", "too_large", "/c"},
    };
    CHECK_WANTED(
        "struct A { a: int32(1..) @multiple_of(3); b: float64 @gt(0) @multiple_of(0.25); c: int32 @gt(0) @lt(100); }",
        "A", rows);
}
END_TEST

START_TEST(counts_keys_and_equal_items_are_tried)
{
    static const struct wanted rows[] = {
        {NULL, "{\"a\":[0],\"m\":{\"a\":0}}", "", ""},
        {"a_under_least", "{\"a\":[],\"m\":{\"a\":0}}", "too_few", "/a"},
        {NULL, "{\"a\":[0,1,2],\"m\":{\"a\":0}}", "too_many", "/a"},
        {NULL, "{\"a\":[0,0],\"m\":{\"a\":0}}", "unique", "/a/1"},
        {NULL, "{\"a\":[0],\"m\":{}}", "too_few", "/m"},
        {NULL, "{\"a\":[0],\"m\":{\"a\":0,\"b\":0,\"c\":0}}", "too_many", "/m"},
        {NULL, "{\"a\":[0],\"m\":{\"a\":0,\"\\u0061\":0}}", "duplicate", "/m/a"},
        {NULL, "{\"a\":[0],\"m\":{\"aa\":0}}", "too_long", "/m/aa"},
        {NULL, "{\"a\":[0],\"m\":{\"/\":0}}", "", ""},
        {NULL, "{\"a\":[0],\"m\":{\"a\":true}}", "type", "/m/a"},
    };
    CHECK_WANTED("struct A { a: int8[1..2] @unique; m: map<string(1), int8>(1..2); }", "A", rows);
}
END_TEST

START_TEST(examples_come_first_and_rejects_have_their_fault)
{
    static const struct wanted rows[] = {
        {"example", "{\"a\":7}", "", ""}, {"reject", "{\"a\":-7}", "too_small", "/a"}, {NULL, "{\"a\":5}", "", ""}};
    CHECK_WANTED("@example({\"a\": 7}) @reject({\"a\": -7}, at = \"/a\") struct A { a: int8(1..) @example(5); }", "A",
                 rows);
}
END_TEST

/* ---- the same again, and what cannot be ---- */

START_TEST(the_same_model_gives_the_same_bytes)
{
    struct desk desk;
    struct samples first, second;
    desk_open(&desk, odd[6]);
    struct model_type type = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, "A")};
    sample_type(&desk.cx->pool, &type, &first);
    sample_type(&desk.cx->pool, &type, &second);
    ck_assert_uint_eq(first.count, second.count);
    for (size_t i = 0; i < first.count; i++) {
        ck_assert_str_eq(first.items[i].what, second.items[i].what);
        ck_assert_uint_eq(first.items[i].json.len, second.items[i].json.len);
        ck_assert_mem_eq(first.items[i].json.ptr, second.items[i].json.ptr, first.items[i].json.len);
    }
    desk_close(&desk);
}
END_TEST

START_TEST(types_without_a_value_have_no_good_sample)
{
    struct desk desk;
    struct samples samples;
    desk_open(&desk, "struct A { a: bool[5..] @unique; }");
    struct model_type type = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, "A")};
    ck_assert_ptr_null(sample_small(&desk.cx->pool, &type, false).ptr);
    sample_type(&desk.cx->pool, &type, &samples);
    for (size_t i = 0; i < samples.count; i++)
        ck_assert_ptr_nonnull(samples.items[i].fault);
    desk_close(&desk);
}
END_TEST

START_TEST(long_lists_are_cut)
{
    struct desk desk;
    struct samples samples;
    size_t size, bytes = 0;
    char *text;
    FILE *out = open_memstream(&text, &size);
    fputs("struct A {", out);
    for (size_t i = 0; i < 1000; i++)
        fprintf(out, " member%zu: string(..2000);", i);
    fputs("}", out);
    fclose(out);
    desk_open(&desk, text);
    struct model_type type = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, "A")};
    sample_type(&desk.cx->pool, &type, &samples);
    for (size_t i = 0; i < samples.count; i++) {
        ck_assert_uint_le(samples.items[i].json.len, SAMPLE_BYTES_MAX);
        bytes += samples.items[i].json.len;
    }
    ck_assert_uint_gt(samples.count, 100);
    ck_assert_uint_le(bytes, 1 << 24);
    desk_close(&desk);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample");
    TCase *tcase = tcase_create("sample");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, verdicts_of_all_schemas_are_those_of_the_collector, 0,
                        (int)(sizeof schemas / sizeof *schemas));
    tcase_add_loop_test(tcase, verdicts_of_odd_types_are_those_of_the_collector, 0, (int)(sizeof odd / sizeof *odd));
    tcase_add_test(tcase, verdicts_of_many_members_are_those_of_the_collector);
    tcase_add_test(tcase, each_bound_is_tried_at_it_and_on_both_sides);
    tcase_add_test(tcase, steps_and_open_ends_are_tried);
    tcase_add_test(tcase, counts_keys_and_equal_items_are_tried);
    tcase_add_test(tcase, examples_come_first_and_rejects_have_their_fault);
    tcase_add_test(tcase, the_same_model_gives_the_same_bytes);
    tcase_add_test(tcase, types_without_a_value_have_no_good_sample);
    tcase_add_test(tcase, long_lists_are_cut);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
