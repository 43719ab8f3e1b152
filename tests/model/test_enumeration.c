/* SPDX-License-Identifier: MIT */
/* Open enums, and numbers that no enum of C holds; what else enums are stands in test_build and test_check. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <inttypes.h>
#include <stdlib.h>

static struct desk desk;

START_TEST(an_open_enum_of_texts_is_a_struct)
{
    desk_open(&desk, "@open enum Role { admin, guest = \"GUEST\" } struct A { role: Role; old?: Role; all: Role[]; }");
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    const struct model_enum *role = desk_enum(&desk, "Role");
    ck_assert(role->is_open && !role->is_number);
    ck_assert_str_eq(role->c_name, "role");
    ck_assert_str_eq(role->array->c_item, "struct role");
    ck_assert_str_eq(role->enumerators[0].c_name, "ROLE_ADMIN");
    ck_assert_str_eq(desk_member(&desk, "A", "role")->type->c_type, "struct role");
    ck_assert_int_eq(desk_member(&desk, "A", "old")->presence, MODEL_BY_HAS);
    desk_close(&desk);
}
END_TEST

START_TEST(an_open_enum_of_numbers_is_its_base)
{
    desk_open(&desk, "@open enum Level : int16 { low = 1, high = 2 } struct A { level: Level; }");
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    ck_assert(desk_enum(&desk, "Level")->is_open);
    ck_assert_str_eq(desk_member(&desk, "A", "level")->type->c_type, "int16_t");
    desk_close(&desk);
}
END_TEST

START_TEST(numbers_beyond_int_are_kept)
{
    desk_open(&desk, "enum Big : int64 { low = -9223372036854775808, high = 9223372036854775807 }"
                     "enum Flags : uint64 { top = 9223372036854775807 } enum Wide : uint32 { all = 4294967295 }"
                     "struct A { big: Big; }");
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    ck_assert_int_eq(desk_enum(&desk, "Big")->enumerators[0].number, INT64_MIN);
    ck_assert_int_eq(desk_enum(&desk, "Big")->enumerators[1].number, INT64_MAX);
    ck_assert_int_eq(desk_enum(&desk, "Wide")->enumerators[0].number, UINT32_MAX);
    desk_close(&desk);
}
END_TEST

START_TEST(enums_are_refused_where_c_would_lose_them)
{
    static const struct desk_row rows[] = {
        {"enum Flags : uint64 { top = 9223372036854775808 }", "1:29 bad-enum"},
        {"enum Flags : uint64 { top = 18446744073709551616 }", "1:29 bad-enum"},
        {"enum Wide : int32 { a = 2147483648 }", "1:25 bad-enum"},
        {"@open(1) enum E { a }", "1:1 bad-annotation"},
        {"@open struct S { a: int8; }", "1:1 misplaced-annotation"},
        {"@open enum Role { a } struct RoleValue { a: int8; }", "1:30 name-collision"},
        {"enum Role { a } struct RoleValue { a: int8; }", ""},
        {"@open enum Role : int8 { a = 1 } struct RoleValue { a: int8; }", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("enumeration");
    TCase *tcase = tcase_create("enumeration");
    tcase_add_test(tcase, an_open_enum_of_texts_is_a_struct);
    tcase_add_test(tcase, an_open_enum_of_numbers_is_its_base);
    tcase_add_test(tcase, numbers_beyond_int_are_kept);
    tcase_add_test(tcase, enums_are_refused_where_c_would_lose_them);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
