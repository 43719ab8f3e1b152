/* SPDX-License-Identifier: MIT */
/* What suites are run by finds what is wrong: each fact is broken once, and words come of it. */
#include "config.h"

#include "test/merge.h"
#include "user.h"

#include <swage/suite.h>

#include <check.h>
#include <stdlib.h>

/* ---- a type in order ---- */

static enum swage_status decode(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    return user_decode(json, arena, out, error);
}

static enum swage_status encode(const void *in, swage_buffer *out)
{
    return user_encode(in, out);
}

static enum swage_status validate(const void *in, struct swage_error *error)
{
    return user_validate(in, error);
}

static bool equal(const void *a, const void *b)
{
    return user_equal(a, b);
}

static enum swage_status copy(const void *in, swage_arena *arena, void *out)
{
    return user_copy(in, arena, out);
}

static void *dup_user(const void *in)
{
    return user_dup(in);
}

static const char *read_user(swage_reader *r, const char *p, void *out)
{
    return user_read(r, p, out);
}

static void init(void *out)
{
    user_init(out);
}

static const struct swage_suite_case cases[] = {
    {.what = "minimal", .json = SWAGE_SUITE_TEXT("{\"id\":1,\"name\":\"\",\"email\":\"\"}")},
    {.what = "long", .json = SWAGE_SUITE_TEXT("{\"id\":1,\"name\":\"`40*ab`\",\"email\":\"``\"}")},
    {
        .what = "spaced",
        .json = SWAGE_SUITE_TEXT("{\"email\" : \"\\u0061\", \"id\":1,\"name\":\"\"} "),
        .encoded = SWAGE_SUITE_TEXT("{\"id\":1,\"name\":\"\",\"email\":\"a\"}"),
    },
    {.what = "id_true", .json = SWAGE_SUITE_TEXT("{\"id\":true,\"name\":\"\",\"email\":\"\"}"), .fault = "type", .pointer = "/id"},
    {.what = "cut", .json = SWAGE_SUITE_TEXT("{\"id\":1"), .fault = "syntax", .pointer = ""},
};

static const struct swage_suite_type user = {
    .name = "user",
    .size = sizeof(struct user),
    .table = &user_type,
    .decode = decode,
    .encode = encode,
    .validate = validate,
    .equal = equal,
    .copy = copy,
    .dup = dup_user,
    .read = read_user,
    .init = init,
    .cases = cases,
    .count = sizeof cases / sizeof *cases,
    .is_bracketed = true,
};

typedef const char *fact(const struct swage_suite_type *type);

static fact *const facts[] = {
    swage_suite_verdicts,    swage_suite_explanations, swage_suite_values, swage_suite_truncations,
    swage_suite_depths,      swage_suite_defaults,     swage_suite_memory, swage_suite_allocations,
};

START_TEST(of_what_is_in_order_there_are_no_words)
{
    const char *words = facts[_i](&user);
    ck_assert_msg(!words, "%s", words);
}
END_TEST

/* ---- and out of order ---- */

static enum swage_status decode_anything(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    static const char good[] = "{\"id\":1,\"name\":\"\",\"email\":\"\"}";
    (void)json;
    return user_decode(swage_str_from(good), arena, out, error);
}

static enum swage_status decode_nothing(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    (void)json;
    return user_decode(SWAGE_STR("?"), arena, out, error);
}

static enum swage_status decode_and_touch(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    enum swage_status status = user_decode(json, arena, out, error);
    ((struct user *)out)->id += status != SWAGE_OK;
    return status;
}

static enum swage_status decode_otherwise(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    enum swage_status status = user_decode(json, arena, out, error);
    if (status == SWAGE_OK)
        ((struct user *)out)->id++;
    return status;
}

static enum swage_status decode_with_malloc(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    void *volatile block = malloc(8);
    free(block);
    return user_decode(json, arena, out, error);
}

/* Takes a memory that ends for a fault of the document. */
static enum swage_status decode_forgetful(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    enum swage_status status = user_decode(json, arena, out, error);
    return status == SWAGE_E_LIMIT ? SWAGE_E_INVALID : status;
}

static enum swage_status encode_and_leave(const void *in, swage_buffer *out)
{
    enum swage_status status = user_encode(in, out);
    if (status != SWAGE_OK && out->len > 0)
        out->len--;
    return status;
}

static enum swage_status validate_never(const void *in, struct swage_error *error)
{
    (void)in;
    (void)error;
    return SWAGE_E_INVALID;
}

static bool equal_always(const void *a, const void *b)
{
    (void)a;
    (void)b;
    return true;
}

static bool equal_never(const void *a, const void *b)
{
    (void)a;
    (void)b;
    return false;
}

static enum swage_status copy_flat(const void *in, swage_arena *arena, void *out)
{
    (void)arena;
    memcpy(out, in, sizeof(struct user));
    return SWAGE_OK;
}

static void *dup_flat(const void *in)
{
    void *copied = malloc(sizeof(struct user));
    memcpy(copied, in, sizeof(struct user));
    return copied;
}

static const char *read_deeper(swage_reader *r, const char *p, void *out)
{
    p = user_read(r, p, out);
    r->depth -= p && r->depth > 0;
    return p;
}

static void init_some(void *out)
{
    user_init(out);
    ((struct user *)out)->id = 1;
}

enum change { DECODE, ENCODE, VALIDATE, EQUAL, COPY, DUP, READ, INIT };

static const struct {
    fact *fact;
    enum change change;
    void (*function)(void);
} changes[] = {
#define CHANGE(fact, change, function) {swage_suite_##fact, change, (void (*)(void))function}
    CHANGE(verdicts, DECODE, decode_anything),   CHANGE(verdicts, DECODE, decode_nothing),
    CHANGE(verdicts, DECODE, decode_and_touch),  CHANGE(verdicts, DECODE, decode_otherwise),
    CHANGE(truncations, DECODE, decode_anything), CHANGE(values, VALIDATE, validate_never),
    CHANGE(values, EQUAL, equal_always),         CHANGE(values, EQUAL, equal_never),
    CHANGE(values, COPY, copy_flat),             CHANGE(values, DUP, dup_flat),
    CHANGE(depths, READ, read_deeper),           CHANGE(defaults, INIT, init_some),
    CHANGE(memory, DECODE, decode_forgetful),    CHANGE(memory, ENCODE, encode_and_leave),
    CHANGE(memory, DECODE, decode_and_touch),    CHANGE(allocations, DECODE, decode_with_malloc),
#undef CHANGE
};

static void put_change(struct swage_suite_type *type, enum change change, void (*function)(void))
{
    switch (change) {
    case DECODE: type->decode = (enum swage_status(*)(swage_str, swage_arena *, void *, struct swage_error *))function; break;
    case ENCODE: type->encode = (enum swage_status(*)(const void *, swage_buffer *))function; break;
    case VALIDATE: type->validate = (enum swage_status(*)(const void *, struct swage_error *))function; break;
    case EQUAL: type->equal = (bool (*)(const void *, const void *))function; break;
    case COPY: type->copy = (enum swage_status(*)(const void *, swage_arena *, void *))function; break;
    case DUP: type->dup = (void *(*)(const void *))function; break;
    case READ: type->read = (const char *(*)(swage_reader *, const char *, void *))function; break;
    case INIT: type->init = (void (*)(void *))function; break;
    }
}

START_TEST(what_is_out_of_order_is_found)
{
    struct swage_suite_type type = user;
    if (changes[_i].fact == swage_suite_allocations && !swage_suite_counts())
        return;
    put_change(&type, changes[_i].change, changes[_i].function);
    ck_assert_ptr_nonnull(changes[_i].fact(&type));
}
END_TEST

static const struct swage_suite_case wrong[] = {
    {.what = "code", .json = SWAGE_SUITE_TEXT("{\"id\":true}"), .fault = "range", .pointer = "/id"},
    {.what = "place", .json = SWAGE_SUITE_TEXT("{\"id\":true}"), .fault = "type", .pointer = "/name"},
    {.what = "refused", .json = SWAGE_SUITE_TEXT("{\"id\":1}")},
    {
        .what = "accepted",
        .json = SWAGE_SUITE_TEXT("{\"id\":1,\"name\":\"\",\"email\":\"\"}"),
        .fault = "type",
        .pointer = "/id",
    },
};

START_TEST(a_wrong_case_is_found)
{
    struct swage_suite_type type = user;
    type.cases = &wrong[_i];
    type.count = 1;
    ck_assert_ptr_nonnull(swage_suite_verdicts(&type));
    ck_assert_ptr_nonnull(swage_suite_explanations(&type));
}
END_TEST

/* ---- breaks and layouts ---- */

static bool break_name(void *at, swage_arena *arena)
{
    (void)arena;
    ((struct user *)at)->name = (swage_str){NULL, 0};
    return true;
}

static bool break_nothing(void *at, swage_arena *arena)
{
    (void)at;
    (void)arena;
    return true;
}

static bool break_nowhere(void *at, swage_arena *arena)
{
    (void)at;
    (void)arena;
    return false;
}

START_TEST(a_struct_that_is_encoded_although_it_is_broken_is_found)
{
    const struct swage_suite_break broken = {"name", break_name, SWAGE_E_UNSET};
    const struct swage_suite_break other = {"name", break_name, SWAGE_E_VALUE};
    const struct swage_suite_break whole = {"nothing", break_nothing, SWAGE_E_UNSET};
    const struct swage_suite_break none = {"nowhere", break_nowhere, SWAGE_E_UNSET};
    ck_assert_ptr_null(swage_suite_breaks(&user, &cases[0], &broken, 1));
    ck_assert_ptr_nonnull(swage_suite_breaks(&user, &cases[0], &other, 1));
    ck_assert_ptr_nonnull(swage_suite_breaks(&user, &cases[0], &whole, 1));
    ck_assert_ptr_null(swage_suite_breaks(&user, &cases[0], &none, 1));
}
END_TEST

START_TEST(a_layout_that_is_another_one_is_found)
{
    const struct swage_suite_layout layouts[] = {{"same", 8, 8}, {"other", 8, 16}};
    ck_assert_ptr_null(swage_suite_layouts(layouts, 1));
    ck_assert_int_eq(swage_suite_layouts(layouts, 2) != NULL, sizeof(void *) == 8);
}
END_TEST

/* ---- texts and patches ---- */

static const swage_str pieces[] = {SWAGE_STR_INIT("`2*yz`"), SWAGE_STR_INIT("!"), {NULL, 0}};

static const struct {
    struct swage_suite_text text;
    const char *plain;
} texts[] = {
    {SWAGE_SUITE_TEXT(""), ""},
    {SWAGE_SUITE_TEXT("abc"), "abc"},
    {SWAGE_SUITE_TEXT("`3*ab`c"), "abababc"},
    {SWAGE_SUITE_TEXT("a````b"), "a``b"},
    {SWAGE_SUITE_TEXT("`2*a*`"), "a*a*"},
    {SWAGE_SUITE_TEXT("`0*a``2*b`"), "bb"},
    {SWAGE_SUITE_TEXT("`12*0`"), "000000000000"},
    {{SWAGE_STR_INIT("x"), pieces}, "xyzyz!"},
};

START_TEST(what_repeats_is_said_once)
{
    swage_arena *arena = swage_arena_new(1 << 16);
    ck_assert_str_eq(swage_suite_unroll(texts[_i].text, arena).ptr, texts[_i].plain);
    swage_arena_free(arena);
}
END_TEST

/* RFC 7396 appendix A, without white space. */
static const struct {
    const char *target, *patch, *merged;
} merges[] = {
    {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
    {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
    {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
    {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
    {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
    {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
    {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
    {"{\"a\":\"foo\"}", "null", "null"},
    {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
    {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
    {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
    {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
};

START_TEST(patches_on_json_are_those_of_the_rfc)
{
    swage_arena *arena = swage_arena_new(1 << 16);
    swage_str merged = merge_patch(swage_str_from(merges[_i].target), swage_str_from(merges[_i].patch), arena);
    ck_assert_msg(swage_str_equal(merged, swage_str_from(merges[_i].merged)), "%s on %s: %.*s", merges[_i].patch,
                  merges[_i].target, (int)merged.len, merged.ptr);
    swage_arena_free(arena);
}
END_TEST

#define COUNT(list) (int)(sizeof list / sizeof *list)

int main(void)
{
    Suite *suite = suite_create("suite");
    TCase *tcase = tcase_create("suite");
    tcase_add_loop_test(tcase, of_what_is_in_order_there_are_no_words, 0, COUNT(facts));
    tcase_add_loop_test(tcase, what_is_out_of_order_is_found, 0, COUNT(changes));
    tcase_add_loop_test(tcase, a_wrong_case_is_found, 0, COUNT(wrong));
    tcase_add_test(tcase, a_struct_that_is_encoded_although_it_is_broken_is_found);
    tcase_add_test(tcase, a_layout_that_is_another_one_is_found);
    tcase_add_loop_test(tcase, what_repeats_is_said_once, 0, COUNT(texts));
    tcase_add_loop_test(tcase, patches_on_json_are_those_of_the_rfc, 0, COUNT(merges));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
