/* SPDX-License-Identifier: MIT */
/* The order of declarations in C, what is declared in front, and cycles that C or JSON could not end. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

static void check_before(const char *first, const char *second)
{
    ck_assert_msg(desk_position(&desk, first) < desk_position(&desk, second), "'%s' stands behind '%s'", first, second);
}

START_TEST(names_that_stand_in_containers_come_before)
{
    compile("struct Zoo { a: map<Kind, Height>; b: (Level | null)[]; c: map<Money>; d: Kind[][]; e: (Pair | null)[]; }"
            "enum Kind { x } typedef Height = int32; @open enum Level { lo } typedef Pair = float64[2];"
            "extern typedef Money = string(..9) @c(\"money\");");
    static const char *const names[] = {"Kind", "Height", "Level", "Pair", "Money"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check_before(names[i], "Zoo");
    desk_close(&desk);
}
END_TEST

START_TEST(items_of_fixed_arrays_are_complete_before)
{
    compile("struct Zoo { a: Tag[2][]; b: (Row | null)[]; c: map<Cell[2] | null>; } struct Tag { k: string; }"
            "typedef Row = Cell[2]; struct Cell { v: int8; }");
    check_before("Tag", "Zoo");
    check_before("Row", "Zoo");
    check_before("Cell", "Row");
    ck_assert(!desk_struct(&desk, "Tag")->needs_forward);
    desk_close(&desk);
}
END_TEST

START_TEST(what_is_only_pointed_at_is_declared_in_front)
{
    static const char *const ways[] = {"Tag[]",      "map<Tag>",    "(Tag | null)[]", "map<Tag | null>",
                                       "Tag | null", "map<Tag[2]>", "Tag[][]"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char text[256];
        snprintf(text, sizeof text, "struct Zoo { tag: %s; } struct Tag { zoo: Zoo; }", ways[i]);
        compile(text);
        check_before("Zoo", "Tag");
        ck_assert_msg(desk_struct(&desk, "Tag")->needs_forward, "%s", text);
        ck_assert_msg(!desk_struct(&desk, "Zoo")->needs_forward, "%s", text);
        ck_assert_msg(desk_struct(&desk, "Tag")->is_recursive && desk_struct(&desk, "Zoo")->is_recursive, "%s", text);
        desk_close(&desk);
    }
}
END_TEST

START_TEST(containers_of_itself_are_declared_in_front)
{
    compile("struct A { a: map<A>; } struct B { b: (B | null)[]; } struct C { c?: C; } struct D { d: D[]; }");
    ck_assert(desk_struct(&desk, "A")->needs_forward);
    ck_assert(desk_struct(&desk, "B")->needs_forward);
    ck_assert(!desk_struct(&desk, "C")->needs_forward);
    ck_assert(desk_struct(&desk, "D")->needs_forward);
    desk_close(&desk);
}
END_TEST

START_TEST(cycles_end_somewhere)
{
    static const struct desk_row rows[] = {
        {"struct A { a: map<A>; }", ""},
        {"struct A { a: map<A>(1..); }", "1:12 endless-type"},
        {"struct A { a?: map<A>(1..); b: map<A>(1..) | null; c: map<A | null>(1..); }", ""},
        {"struct A { a: (A | null)[2]; }", ""},
        {"struct A { a: (A | null)[1..]; }", ""},
        {"struct A { a: A[1..][1..]; }", "1:12 endless-type"},
        {"struct A { a: A[1..][]; }", ""},
        {"struct A { a: A[][1..]; }", ""},
        {"struct A { a: A[2][]; }", "1:12 endless-type"},
        {"struct A { a?: A[2][]; b: B; } struct B { x: int8; }", "1:12 endless-type"},
        {"struct A { b: B[2][]; } struct B { a: A; }", "1:12 endless-type"},
        {"struct A { a: map<A[2]>; }", ""},
        {"struct A { a: map<A[2] | null>; }", "1:12 endless-type"},
        {"typedef Td = A[2]; struct A { a: (Td | null)[]; }", "1:9 endless-type"},
        {"struct A { u: U; } union U { a: A; b: A; }", "1:26 endless-type"},
        {"struct A { u: U; } union U { a: A; b: V; } union V { a: A; c: U; }", "1:26 endless-type"},
        {"struct A { u: U; } union U { a: A; b: V; } union V { a: A; c: U; d: int8; }", ""},
        {"struct A { u?: U; } union U { a: A; b: A; }", ""},
        {"struct A { a: A[2][]; b: int8; } @untagged union U { a: A; }", "1:12 endless-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("order");
    TCase *tcase = tcase_create("order");
    tcase_add_test(tcase, names_that_stand_in_containers_come_before);
    tcase_add_test(tcase, items_of_fixed_arrays_are_complete_before);
    tcase_add_test(tcase, what_is_only_pointed_at_is_declared_in_front);
    tcase_add_test(tcase, containers_of_itself_are_declared_in_front);
    tcase_add_test(tcase, cycles_end_somewhere);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
