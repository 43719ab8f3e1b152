/* SPDX-License-Identifier: MIT */
/* Structs with type parameters, and structs that are made from them. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

START_TEST(parameters_stand_for_types)
{
    compile("/// A page.\nstruct Page<T> { items: T[..100]; first: T; next?: string(..200); }"
            "struct UserPage = Page<User>; struct User { id: int32; } struct Counts = Page<int32(1..)>;");
    const struct model_struct *page = desk_struct(&desk, "UserPage");
    ck_assert_uint_eq(desk.model->decl_count, 3);
    ck_assert_str_eq(page->c_name, "user_page");
    ck_assert_str_eq(page->doc, "A page.");
    ck_assert_uint_eq(page->member_count, 3);
    ck_assert_str_eq(page->members[0].c_constant, "USER_PAGE_ITEMS");
    ck_assert_str_eq(page->members[0].type->c_type, "struct user_array");
    ck_assert_str_eq(page->members[0].type->schema, "User[..100]");
    ck_assert_ptr_eq(page->members[1].type->structure, desk_struct(&desk, "User"));
    ck_assert(page->members[2].is_optional);
    ck_assert_uint_lt(desk_position(&desk, "User"), desk_position(&desk, "UserPage"));
    const struct model_member *first = desk_member(&desk, "Counts", "first");
    ck_assert_int_eq(first->type->kind, MODEL_INT32);
    ck_assert_int_eq(first->type->min, 1);
    desk_close(&desk);
}
END_TEST

START_TEST(what_stands_at_the_generic_counts)
{
    compile("@strict struct Pair<K, V> { key: K; value: V | null; }\n/// Mine.\nstruct A = Pair<string, uint8[3]>;"
            "struct B = Pair<A, bool>; struct Open<T> { t: T; } @strict struct C = Open<A>; struct D = Open<A>;");
    ck_assert(desk_struct(&desk, "A")->is_strict);
    ck_assert_str_eq(desk_struct(&desk, "A")->doc, "Mine.");
    ck_assert_int_eq(desk_member(&desk, "A", "value")->type->kind, MODEL_FIXED);
    ck_assert(desk_member(&desk, "A", "value")->is_nullable);
    ck_assert_int_eq(desk_member(&desk, "B", "key")->type->kind, MODEL_STRUCT);
    ck_assert(desk_struct(&desk, "C")->is_strict);
    ck_assert(!desk_struct(&desk, "D")->is_strict);
    desk_close(&desk);
}
END_TEST

START_TEST(a_struct_made_so_may_be_its_own_argument)
{
    compile("struct Node<T, Self> { value: T; children: Self[]; next?: Self; } struct Names = Node<string, Names>;");
    const struct model_struct *names = desk_struct(&desk, "Names");
    ck_assert(names->is_recursive && names->needs_forward);
    ck_assert_ptr_eq(names->members[2].type->structure, names);
    desk_close(&desk);
}
END_TEST

START_TEST(names_mean_what_they_mean_where_they_stand)
{
    char *folder = desk_folder();
    free(desk_write(folder, "lib.swage",
                    "namespace lib; struct Page<T> { items: T[]; by: User; } struct User { a: int8; }"));
    char *path = desk_write(folder, "own.swage",
                            "import \"lib.swage\"; struct User { b: int8; } struct UserPage = lib.Page<User>;");
    desk_open_file(&desk, path, NULL);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    const struct model_struct *page = desk_struct(&desk, "UserPage");
    ck_assert_str_eq(page->home, "own");
    ck_assert_str_eq(page->members[0].type->c_type, "struct user_array");
    ck_assert_str_eq(page->members[1].type->c_type, "struct lib_user");
    desk_close(&desk);
    free(path);
    desk_remove(folder);
}
END_TEST

START_TEST(uses_have_a_name_and_the_right_arguments)
{
    static const struct desk_row rows[] = {
        {"struct Pa<T> { t: T; } struct B = Pa<int8>;", ""},
        {"struct Pa<T> { t: T; } struct B { p: Pa<int8>; }", "1:38 bad-type"},
        {"struct Pa<T> { t: T; } struct B { p: Pa; }", "1:38 bad-type"},
        {"struct Pa<T> { t: T; } struct B { p: B<int8>[]; }", "1:38 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa<int8, int8>;", "1:35 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa;", "1:35 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa<int8>[];", "1:35 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa<int8> | null;", "1:35 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa<Pa<int8>>;", "1:38 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa<string | null>;", "1:38 bad-type"},
        {"struct Pa<T> { t: T; } struct B = Pa<Nope>;", "1:38 unknown-type"},
        {"struct A { a: int8; } struct B = A;", "1:34 bad-type"},
        {"struct B = Nope<int8>;", "1:12 unknown-type"},
        {"struct B = string;", "1:12 bad-type"},
        {"enum E { e } struct B = E<int8>;", "1:25 bad-type"},
        {"struct A { a: int8; } struct B { a: A<int8>; }", "1:37 bad-type"},
        {"struct Pa<T> { t: T; } struct B { ...Pa; }", "1:38 bad-type"},
        {"struct Pa<T> { t: T; } struct B = partial Pa;", "1:43 bad-type"},
        {"struct B = Pa<B>; struct Pa<T> { t: T; }", "1:8 endless-type"},
        {"struct B = Pa<B>; struct Pa<T> { t?: T; }", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(generics_are_checked_without_being_used)
{
    static const struct desk_row rows[] = {
        {"struct Pa<T> { t: T; u: T[3]; v: T(1..2) | null; w?: T; }", ""},
        {"struct Pa<T> { t: T; u: Nope; }", "1:25 unknown-type"},
        {"struct Pa<T> { t: T; t: T; }", "1:22 duplicate-member"},
        {"struct Pa<T> { t: int8(9..1); }", "1:24 bad-bounds"},
        {"struct Pa<T> { t: Pa<T>; }", "1:19 bad-type"},
        {"struct Pa<T> { t?: T = 1; }", "1:16 bad-member"},
        {"struct Pa<T, T> { t: T; }", "1:14 duplicate-member"},
        {"struct Pa<string> { t: string; }", "1:11 reserved-name"},
        {"struct Pa<T> { ...T; }", "1:19 bad-type"},
        {"@example({}) struct Pa<T> { t: T; }", "1:1 misplaced-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(what_an_argument_cannot_be_is_said_once_with_its_use)
{
    desk_open(&desk, "struct Pa<T> { t: T(1..5); }\nstruct A = Pa<int8>;\nstruct B = Pa<bool>;");
    ck_assert_str_eq(desk.faults, "1:21 bad-bounds");
    ck_assert_ptr_nonnull(strstr(desk.messages, "t.swage:3:8: note: in 'B'"));
    desk_close(&desk);
}
END_TEST

START_TEST(examples_of_what_is_made_are_checked)
{
    static const struct desk_row rows[] = {
        {"struct Pa<T> { t: T; } @example({\"t\": 1}) struct A = Pa<int8>;", ""},
        {"struct Pa<T> { t: T; } @example({\"t\": \"x\"}) struct A = Pa<int8>;", "1:39 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("generic");
    TCase *tcase = tcase_create("generic");
    tcase_add_test(tcase, parameters_stand_for_types);
    tcase_add_test(tcase, what_stands_at_the_generic_counts);
    tcase_add_test(tcase, a_struct_made_so_may_be_its_own_argument);
    tcase_add_test(tcase, names_mean_what_they_mean_where_they_stand);
    tcase_add_test(tcase, uses_have_a_name_and_the_right_arguments);
    tcase_add_test(tcase, generics_are_checked_without_being_used);
    tcase_add_test(tcase, what_an_argument_cannot_be_is_said_once_with_its_use);
    tcase_add_test(tcase, examples_of_what_is_made_are_checked);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
