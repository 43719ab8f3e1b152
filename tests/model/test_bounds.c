/* SPDX-License-Identifier: MIT */
/* Lengths and memory that follow from the bounds of a schema. */
#include "config.h"

#include "desk.h"
#include "model/bounds.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct desk desk;

static struct bounds *compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    return bounds_new(&desk.cx->pool, &desk.model, 1);
}

static struct bounds_type bounds_of_struct(const struct bounds *bounds, const char *name)
{
    struct model_type type = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, name)};
    return bounds_of(bounds, &type, name);
}

/* ---- texts ---- */

static const struct {
    const char *type;
    size_t least, largest, escaped;
} texts[] = {
    {"bool", 4, 5, 5},
    {"int8", 1, 4, 4},
    {"int8(10..99)", 2, 2, 2},
    {"int8(-99..-1)", 2, 3, 3},
    {"int32", 1, 11, 11},
    {"int64", 1, 20, 20},
    {"uint8(100..)", 3, 3, 3},
    {"uint64", 1, 20, 20},
    {"float32", 1, 22, 22},
    {"float64", 1, 25, 25},
    {"string(5)", 7, 32, 62},
    {"string(..64)", 2, 386, 770},
    {"string(1..64)", 3, 386, 770},
    {"string", 2, BOUNDS_NONE, BOUNDS_NONE},
    /* As many as there can be. */
    {SIZE_MAX > UINT32_MAX ? "string(..9223372036854775807)" : "string(..4294967294)", 2, BOUNDS_NONE, BOUNDS_NONE},
    {"E", 3, 6, 20},      /* "a" or "b\"c" */
    {"N", 1, 4, 4},       /* -100 */
    {"bool[]", 2, BOUNDS_NONE, BOUNDS_NONE},
    {"bool[..0]", 2, 2, 2},
    {"bool[2..3]", 11, 19, 19}, /* [true,true] and [false,false,false] */
    {"bool[3]", 16, 19, 19},
    {"int8[2][3]", 19, 37, 37},
    {"string(..1)[..2]", 2, 19, 31},
    {"Small", 13, 14, 28},   /* {"k\"e":true}: keys count with their escapes */
};

START_TEST(texts_have_these_lengths)
{
    char text[512];
    snprintf(text, sizeof text,
             "enum E { a, b = \"b\\\"c\" } enum N : int8 { low = -100, high = 5 }\n"
             "struct Small { k: bool @name(\"k\\\"e\"); } struct A { x: %s; }",
             texts[_i].type);
    struct bounds *bounds = compile(text);
    struct bounds_type type = bounds_of(bounds, desk_member(&desk, "A", "x")->type, "A.x");
    ck_assert_msg(type.least == texts[_i].least, "%s: least %zu", texts[_i].type, type.least);
    ck_assert_msg(type.largest == texts[_i].largest, "%s: largest %zu", texts[_i].type, type.largest);
    ck_assert_msg(type.escaped == texts[_i].escaped, "%s: escaped %zu", texts[_i].type, type.escaped);
    ck_assert_int_eq(type.why == NULL, type.largest != BOUNDS_NONE);
    desk_close(&desk);
}
END_TEST

/* {"a":true} with each kind of mark. */
static const struct {
    const char *member;
    size_t least, largest;
} members[] = {
    {"a: bool;", 10, 11},
    {"a?: bool;", 2, 11},
    {"a: bool | null;", 10, 11},
    {"a?: bool | null;", 2, 11},
    {"a: bool = true;", 10, 11}, /* always written */
    {"a: int8(100..) | null;", 9, 10},
    {"a: bool; b: bool;", 19, 21},
    {"a?: bool; b: bool;", 10, 21},
};

START_TEST(optional_members_may_be_left_out_and_others_not)
{
    char text[256];
    snprintf(text, sizeof text, "struct A { %s }", members[_i].member);
    struct bounds_type type = bounds_of_struct(compile(text), "A");
    ck_assert_uint_eq(type.least, members[_i].least);
    ck_assert_uint_eq(type.largest, members[_i].largest);
    desk_close(&desk);
}
END_TEST

/* Types by themselves, as the model has them. */
static const struct model_type any_text = {.kind = MODEL_STRING, .most = MODEL_UNBOUNDED};
static const struct model_type short_text = {.kind = MODEL_STRING, .least = 1, .most = 4};
static const struct model_type small = {.kind = MODEL_UINT8, .umin = 10, .umax = 255};
static const struct model_type maybe_small = {.kind = MODEL_MAYBE, .item = &small};
static const struct model_type maybe_text = {.kind = MODEL_MAYBE, .item = &short_text};
static const struct model_enumerator words[] = {{.text = {"a", 1}}, {.text = {"bc", 2}}};
static const struct model_enum either = {.enumerators = words, .enumerator_count = 2};
static const struct model_type word = {.kind = MODEL_ENUM, .enumeration = &either};
static const struct model_type any_bytes = {.kind = MODEL_BYTES, .most = MODEL_UNBOUNDED};

static const struct {
    struct model_type type;
    size_t least, largest, escaped;
} built[] = {
    {{.kind = MODEL_BYTES, .least = 1, .most = 4}, 6, 10, 50},
    {{.kind = MODEL_BYTES, .least = 1, .most = 4, .encoding = MODEL_BASE64URL}, 4, 8, 38},
    {{.kind = MODEL_BYTES, .least = 3, .most = 6, .encoding = MODEL_BASE64URL}, 6, 10, 50},
    {{.kind = MODEL_BYTES, .least = 1, .most = 4, .encoding = MODEL_HEX}, 4, 10, 50},
    {{.kind = MODEL_BYTES, .most = MODEL_UNBOUNDED}, 2, BOUNDS_NONE, BOUNDS_NONE},
    {{.kind = MODEL_DECIMAL, .most = MODEL_UNBOUNDED}, 1, BOUNDS_NONE, BOUNDS_NONE},
    {{.kind = MODEL_JSON, .most = MODEL_UNBOUNDED}, 1, BOUNDS_NONE, BOUNDS_NONE},
    {{.kind = MODEL_UINT8, .umin = 10, .umax = 255, .is_quoted = true}, 4, 5, 5},
    {{.kind = MODEL_STRING, .most = MODEL_UNBOUNDED, .format = MODEL_FORMAT_UUID}, 2, 38, 218},
    {{.kind = MODEL_STRING, .most = MODEL_UNBOUNDED, .format = MODEL_FORMAT_EMAIL}, 2, 510, 1526},
    {{.kind = MODEL_STRING, .most = 20, .format = MODEL_FORMAT_EMAIL}, 2, 42, 122},
    {{.kind = MODEL_STRING, .most = 500, .format = MODEL_FORMAT_DATE}, 2, 12, 62},
    {{.kind = MODEL_STRING, .most = MODEL_UNBOUNDED, .format = MODEL_FORMAT_URI}, 2, BOUNDS_NONE, BOUNDS_NONE},
    {{.kind = MODEL_STRING, .most = 10, .format = MODEL_FORMAT_URI}, 2, 12, 62},
    {{.kind = MODEL_MAP, .most = 2, .key = &short_text, .item = &small}, 2, 2 * (26 + 1 + 3) + 3, 2 * (50 + 1 + 3) + 3},
    {{.kind = MODEL_MAP, .least = 1, .most = 2, .key = &short_text, .item = &small}, 8, 63, 111},
    {{.kind = MODEL_MAP, .most = 1, .key = &small, .item = &small}, 2, 1 + 5 + 1 + 3 + 1, 1 + 20 + 1 + 3 + 1},
    {{.kind = MODEL_MAP, .most = 1, .key = &any_text, .item = &small}, 2, BOUNDS_NONE, BOUNDS_NONE},
    {{.kind = MODEL_MAP, .most = MODEL_UNBOUNDED, .key = &short_text, .item = &small}, 2, BOUNDS_NONE, BOUNDS_NONE},
    {{.kind = MODEL_MAP, .most = MODEL_UNBOUNDED, .key = &word, .item = &small}, 2, 2 * (4 + 1 + 3) + 3, 2 * (14 + 1 + 3) + 3},
    {{.kind = MODEL_ARRAY, .least = 1, .most = 2, .item = &maybe_small}, 4, 11, 11}, /* [10], [null,null] */
    {{.kind = MODEL_ARRAY, .most = 1, .item = &any_bytes}, 2, BOUNDS_NONE, BOUNDS_NONE},
};

START_TEST(types_by_themselves_have_these_lengths)
{
    struct pool pool;
    pool_init(&pool, (size_t)1 << 20, NULL, NULL);
    struct bounds *bounds = bounds_new(&pool, NULL, 0);
    struct bounds_type type = bounds_of(bounds, &built[_i].type, "T");
    ck_assert_uint_eq(type.least, built[_i].least);
    ck_assert_uint_eq(type.largest, built[_i].largest);
    ck_assert_uint_eq(type.escaped, built[_i].escaped);
    if (built[_i].largest == BOUNDS_NONE)
        ck_assert_str_eq(type.why, "T");
    else
        ck_assert_ptr_null(type.why);
    pool_done(&pool);
}
END_TEST

START_TEST(unions_are_as_long_as_their_longest_variant_with_its_tag)
{
    struct bounds *bounds = compile("struct Ann { x: bool; } struct Bob { name: string(..3); }\n"
                                    "@discriminator(\"k\") union Inner { a: Ann; bob: Bob; }\n"
                                    "@discriminator(\"k\", \"v\") union Beside { a: Ann; n: int8; }\n"
                                    "union Around { a: Ann; n: int8; } struct A { i: Inner; b: Beside; o: Around; }");
    struct bounds_type type = bounds_of(bounds, desk_member(&desk, "A", "i")->type, "i");
    ck_assert_uint_eq(type.least, strlen("{\"k\":\"a\",\"x\":true}"));
    ck_assert_uint_eq(type.largest, strlen("{\"k\":\"bob\",\"name\":\"\"}") + 3 * 6);
    ck_assert_uint_eq(type.size, 16);
    type = bounds_of(bounds, desk_member(&desk, "A", "b")->type, "b");
    ck_assert_uint_eq(type.least, strlen("{\"k\":\"n\",\"v\":1}"));
    ck_assert_uint_eq(type.largest, strlen("{\"k\":\"a\",\"v\":{\"x\":false}}"));
    type = bounds_of(bounds, desk_member(&desk, "A", "o")->type, "o");
    ck_assert_uint_eq(type.least, strlen("{\"n\":1}"));
    ck_assert_uint_eq(type.largest, strlen("{\"a\":{\"x\":false}}"));
    desk_close(&desk);
}
END_TEST

/* ---- what is to blame ---- */

static const struct {
    const char *schema, *why, *arena_why;
} blames[] = {
    {"struct A { a: int8; b: string(..5)[..3]; }", NULL, NULL},
    {"struct A { a: int8; name: string; }", "A.name", "A.name"},
    {"struct A { b: B; } struct B { c: int8; d: string; }", "B.d", "B.d"},
    {"struct A { b: B[..3]; } struct B { c: int8[]; }", "B.c", "B.c"},
    {"struct A { n: int8; next?: A; }", "A.next", "A.next"},
    {"struct A { n: int8; next?: B; } struct B { a?: A; }", "A.next", "A.next"},
    {"struct A { many: A[..2]; }", "A.many", "A.many"},
};

START_TEST(the_member_without_a_bound_is_named)
{
    struct bounds_type type = bounds_of_struct(compile(blames[_i].schema), "A");
    const char *why = blames[_i].why;
    ck_assert_int_eq(type.why == NULL, why == NULL);
    if (why != NULL) {
        ck_assert_str_eq(type.why, why);
        ck_assert_str_eq(type.arena_why, blames[_i].arena_why);
        ck_assert_uint_eq(type.largest, BOUNDS_NONE);
        ck_assert_uint_eq(type.arena, BOUNDS_NONE);
    } else {
        ck_assert_uint_ne(type.arena, BOUNDS_NONE);
    }
    desk_close(&desk);
}
END_TEST

/* Of structs that need one another the shortest text is found, whichever is asked for first. */
START_TEST(recursion_has_a_shortest_text)
{
    struct bounds *bounds = compile("struct A { b: B | null; } struct B { a: A | null; c: C; } struct C { x: int8; a?: A; }");
    ck_assert_uint_eq(bounds_of_struct(bounds, "A").least, strlen("{\"b\":null}"));
    ck_assert_uint_eq(bounds_of_struct(bounds, "B").least, strlen("{\"a\":null,\"c\":{\"x\":1}}"));
    ck_assert_uint_eq(bounds_of_struct(bounds, "C").least, strlen("{\"x\":1}"));
    desk_close(&desk);
}
END_TEST

/* ---- memory ---- */

START_TEST(scalars_take_nothing_from_the_arena)
{
    struct bounds_type type = bounds_of_struct(compile("struct A { a: int64; b: float64[3]; c?: bool; }"), "A");
    ck_assert_uint_eq(type.arena, 0);
    ck_assert_uint_eq(type.per_byte, 0);
    ck_assert_uint_eq(type.size, 40);
    desk_close(&desk);
}
END_TEST

/* What holds itself takes memory by the byte, and not more for each than its pointers. */
START_TEST(recursion_takes_memory_by_the_byte)
{
    struct bounds *bounds = compile("struct A { n: int64; next?: A; }");
    struct bounds_type type = bounds_of_struct(bounds, "A");
    struct model_type root = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, "A")};
    ck_assert_uint_eq(type.size, 16);
    /* {"n":1,"next":...}: 32 bytes for 15 */
    ck_assert_uint_eq(type.per_byte, 3);
    ck_assert_uint_le(bounds_arena(bounds, &root, 1000), 3000);
    ck_assert_uint_ge(bounds_arena(bounds, &root, 1000), 32 * (1000 / 15 - 1));
    desk_close(&desk);
}
END_TEST

START_TEST(a_limited_text_limits_the_memory)
{
    struct bounds *bounds = compile("struct A { names: string(..10)[..100000]; }");
    struct bounds_type type = bounds_of_struct(bounds, "A");
    struct model_type root = {.kind = MODEL_STRUCT, .structure = desk_struct(&desk, "A")};
    ck_assert_uint_gt(type.arena, 100000 * 48);
    ck_assert_uint_eq(bounds_arena(bounds, &root, SIZE_MAX), type.arena);
    ck_assert_uint_lt(bounds_arena(bounds, &root, 1000), 1000 * type.per_byte + 1);
    ck_assert_uint_lt(bounds_arena(bounds, &root, 1000), type.arena / 10);
    desk_close(&desk);
}
END_TEST

/* Of types by themselves; the sums stand in doc/limits.md. */
static const struct {
    struct model_type type;
    size_t arena, per_byte, size;
} costs[] = {
    {{.kind = MODEL_DECIMAL, .most = MODEL_UNBOUNDED}, 0, 0, 16},
    {{.kind = MODEL_JSON, .most = MODEL_UNBOUNDED}, 0, 0, 16},
    {{.kind = MODEL_STRING, .least = 1, .most = 4}, 2 * 16, 8, 16},               /* "\n" as small as can be */
    {{.kind = MODEL_STRING, .most = 170}, 2 * 688, 12, 16},                       /* 680 bytes, of 2040 escaped */
    {{.kind = MODEL_STRING, .most = 171}, 2 * 2064, 12, 16},                      /* 2052 escaped, and all kept */
    {{.kind = MODEL_STRING, .most = 100000}, 1200000, 12, 16},                    /* a block of its own */
    {{.kind = MODEL_STRING, .most = MODEL_UNBOUNDED, .format = MODEL_FORMAT_UUID}, 2 * 48, 12, 16},
    {{.kind = MODEL_BYTES, .most = 16}, 2 * 32 + 2 * 16, 48, 16},
    {{.kind = MODEL_ARRAY, .most = 3, .item = &small}, 2 * 16, 8, 16},            /* in place, trimmed */
    {{.kind = MODEL_ARRAY, .most = 3, .item = &short_text}, 2 * 256 + 3 * 32, 128, 16},
    {{.kind = MODEL_ARRAY, .most = 17, .item = &short_text}, 2 * (256 + 512) + 17 * 32, 128, 16},
    {{.kind = MODEL_MAYBE, .item = &short_text}, 2 * 16, 8, 16},
    {{.kind = MODEL_FIXED, .least = 3, .most = 3, .item = &short_text}, 3 * 32, 6, 48},
    {{.kind = MODEL_ARRAY, .most = 2, .item = &maybe_text}, 2 * 256 + 2 * 32, 128, 16},
    {{.kind = MODEL_EXTERN, .item = &small}, BOUNDS_NONE, BOUNDS_NONE, BOUNDS_NONE},
};

START_TEST(types_by_themselves_take_this_memory)
{
    struct pool pool;
    struct model_extern external = {.base = &small};
    struct model_type type = costs[_i].type;
    type.external = &external;
    pool_init(&pool, (size_t)1 << 20, NULL, NULL);
    struct bounds_type sizes = bounds_of(bounds_new(&pool, NULL, 0), &type, "T");
    ck_assert_uint_eq(sizes.arena, costs[_i].arena);
    ck_assert_uint_eq(sizes.per_byte, costs[_i].per_byte);
    ck_assert_uint_eq(sizes.size, costs[_i].size);
    ck_assert_int_eq(sizes.arena_why == NULL, sizes.arena != BOUNDS_NONE);
    pool_done(&pool);
}
END_TEST

/* ---- routes ---- */

START_TEST(a_body_may_be_twice_as_long_as_its_longest_text)
{
    compile("struct A { name: string(..10); }\n"
            "POST \"/a\" a(body: A) -> A; GET \"/b\" b() -> A; POST \"/c\" c(body: string) -> A; PUT \"/d\" d(body?: bool);");
    size_t longest = strlen("{\"\":\"\"}") + 4 * 6 + 10 * 12;
    ck_assert_uint_eq(desk_route(&desk, "a")->max_body, 2 * longest + 4096);
    ck_assert_uint_eq(desk_route(&desk, "b")->max_body, 0);
    ck_assert_uint_eq(desk_route(&desk, "c")->max_body, 1048576);
    ck_assert_uint_eq(desk_route(&desk, "d")->max_body, 2 * 5 + 4096);
    desk_close(&desk);
}
END_TEST

START_TEST(an_arena_has_room_for_parameters_and_body)
{
    compile("struct A { name: string(..10); }\n"
            "POST \"/a\" a(body: A) -> A; GET \"/b\" b(query x: string(..5)[..4]) -> A; GET \"/c\" c() -> A;"
            "POST \"/d\" d(body: string) -> A;");
    size_t least = desk_route(&desk, "c")->max_arena;
    ck_assert_uint_ge(least, 8192 + 2 * 16);
    ck_assert_uint_ge(desk_route(&desk, "a")->max_arena, least + 2 * 48);
    ck_assert_uint_ge(desk_route(&desk, "b")->max_arena, least + 2 * 4 * 16);
    ck_assert_uint_ge(desk_route(&desk, "d")->max_arena, least + 2 * 1048576);
    ck_assert_uint_eq(desk_route(&desk, "a")->max_arena % 16, 0);
    desk_close(&desk);
}
END_TEST

START_TEST(a_form_is_as_long_as_its_fields_with_every_byte_escaped)
{
    compile("POST \"/\" f(form name: string(..10), form n: int8[..2], query q: string(..5)) -> 204;\n"
            "POST \"/b\" g(form name: string) -> 204;");
    size_t name = (4 + 10 * 4) * 3 + 2, number = (1 + 4) * 3 + 2; /* with '=' and '&' */
    ck_assert_uint_eq(desk_route(&desk, "f")->max_body, 2 * (name + 2 * number) + 4096);
    ck_assert_uint_eq(desk_route(&desk, "g")->max_body, 1048576);
    desk_close(&desk);
}
END_TEST

START_TEST(what_a_route_says_itself_comes_first)
{
    compile("struct A { name: string(..10); }\n@max_body(70) POST \"/a\" a(body: A) -> A; POST \"/b\" b(body: A) -> A;");
    ck_assert_uint_eq(desk_route(&desk, "a")->max_body, 70);
    ck_assert_uint_gt(desk_route(&desk, "b")->max_body, 4096);
    desk_close(&desk);
}
END_TEST

/* A type of the user's takes what it takes; bytes of a header have the length of the head. */
START_TEST(where_nothing_is_known_the_server_limits_the_arena)
{
    compile("extern typedef Money = string(..20) @c(\"struct money\", \"money.h\"); struct A { m?: Money; b: int8; }\n"
            "POST \"/a\" a(body: A) -> 204; GET \"/b\" b(header k: bytes) -> 204; GET \"/c\" c(query k: bytes) -> 204;"
            "GET \"/d\" d(query k: Money) -> 204; GET \"/e\" e(header k: bytes(..9)) -> 204;");
    ck_assert_uint_eq(desk_route(&desk, "a")->max_arena, 0);
    ck_assert_uint_gt(desk_route(&desk, "a")->max_body, 0);
    ck_assert_uint_eq(desk_route(&desk, "b")->max_arena, 0);
    ck_assert_uint_gt(desk_route(&desk, "c")->max_arena, 0);
    ck_assert_uint_eq(desk_route(&desk, "d")->max_arena, 0);
    ck_assert_uint_gt(desk_route(&desk, "e")->max_arena, 0);
    desk_close(&desk);
}
END_TEST

START_TEST(sums_stop_where_nothing_bounds_them)
{
    ck_assert_uint_eq(bounds_sum(1, 2), 3);
    ck_assert_uint_eq(bounds_sum(BOUNDS_NONE, 1), BOUNDS_NONE);
    ck_assert_uint_eq(bounds_sum(BOUNDS_NONE - 1, 2), BOUNDS_NONE);
    ck_assert_uint_eq(bounds_product(BOUNDS_NONE, 0), 0);
    ck_assert_uint_eq(bounds_product(0, BOUNDS_NONE), 0);
    ck_assert_uint_eq(bounds_product(BOUNDS_NONE / 2, 3), BOUNDS_NONE);
    ck_assert_uint_eq(bounds_product(1000, 1000), 1000000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bounds");
    TCase *lengths = tcase_create("lengths");
    tcase_add_loop_test(lengths, texts_have_these_lengths, 0, sizeof texts / sizeof *texts);
    tcase_add_loop_test(lengths, optional_members_may_be_left_out_and_others_not, 0, sizeof members / sizeof *members);
    tcase_add_loop_test(lengths, the_member_without_a_bound_is_named, 0, sizeof blames / sizeof *blames);
    tcase_add_loop_test(lengths, types_by_themselves_have_these_lengths, 0, sizeof built / sizeof *built);
    tcase_add_test(lengths, unions_are_as_long_as_their_longest_variant_with_its_tag);
    tcase_add_test(lengths, recursion_has_a_shortest_text);
    tcase_add_test(lengths, sums_stop_where_nothing_bounds_them);
    suite_add_tcase(suite, lengths);
    TCase *memory = tcase_create("memory");
    tcase_add_loop_test(memory, types_by_themselves_take_this_memory, 0, sizeof costs / sizeof *costs);
    tcase_add_test(memory, scalars_take_nothing_from_the_arena);
    tcase_add_test(memory, recursion_takes_memory_by_the_byte);
    tcase_add_test(memory, a_limited_text_limits_the_memory);
    suite_add_tcase(suite, memory);
    TCase *routes = tcase_create("routes");
    tcase_add_test(routes, a_body_may_be_twice_as_long_as_its_longest_text);
    tcase_add_test(routes, a_form_is_as_long_as_its_fields_with_every_byte_escaped);
    tcase_add_test(routes, what_a_route_says_itself_comes_first);
    tcase_add_test(routes, where_nothing_is_known_the_server_limits_the_arena);
    tcase_add_test(routes, an_arena_has_room_for_parameters_and_body);
    suite_add_tcase(suite, routes);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
