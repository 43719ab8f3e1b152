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
    {"string(..9223372036854775807)", 2, BOUNDS_NONE, BOUNDS_NONE},
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
    tcase_add_test(lengths, recursion_has_a_shortest_text);
    tcase_add_test(lengths, sums_stop_where_nothing_bounds_them);
    suite_add_tcase(suite, lengths);
    TCase *memory = tcase_create("memory");
    tcase_add_test(memory, scalars_take_nothing_from_the_arena);
    tcase_add_test(memory, recursion_takes_memory_by_the_byte);
    tcase_add_test(memory, a_limited_text_limits_the_memory);
    suite_add_tcase(suite, memory);
    TCase *routes = tcase_create("routes");
    tcase_add_test(routes, a_body_may_be_twice_as_long_as_its_longest_text);
    tcase_add_test(routes, an_arena_has_room_for_parameters_and_body);
    suite_add_tcase(suite, routes);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
