/* SPDX-License-Identifier: MIT */
/* Extern typedefs: types of the user's, and what they are in JSON. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>

static struct desk desk;

START_TEST(a_type_of_the_users_has_a_base)
{
    desk_open(
        &desk,
        "namespace shop;\n/// Euros.\nextern typedef Money = string(..20) @c(\"struct money\", \"lib/money.h\");"
        "extern typedef Ticks = int64(0..) @c(\"ticks\"); struct Item { price: Money; old?: Money; at: Ticks[]; }");
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    const struct model_extern *money = desk_extern(&desk, "Money"), *ticks = desk_extern(&desk, "Ticks");
    ck_assert_str_eq(money->c_name, "shop_money");
    ck_assert_str_eq(money->c_type, "struct money");
    ck_assert_str_eq(money->header, "lib/money.h");
    ck_assert_str_eq(money->doc, "Euros.");
    ck_assert_int_eq(money->base->kind, MODEL_STRING);
    ck_assert_uint_eq(money->base->most, 20);
    ck_assert_ptr_null(ticks->header);
    ck_assert_int_eq(ticks->base->min, 0);
    const struct model_member *price = desk_member(&desk, "Item", "price"), *old = desk_member(&desk, "Item", "old");
    ck_assert_int_eq(price->type->kind, MODEL_EXTERN);
    ck_assert_str_eq(price->type->c_type, "struct money");
    ck_assert_ptr_eq(price->type->item, money->base);
    ck_assert_int_eq(old->presence, MODEL_BY_HAS);
    ck_assert_uint_lt(desk_position(&desk, "Ticks"), desk_position(&desk, "Item"));
    desk_close(&desk);
}
END_TEST

START_TEST(what_c_could_not_have_is_refused)
{
    static const struct desk_row rows[] = {
        {"extern typedef Mo = bool @c(\"flag\"); extern typedef No = bytes(..9) @c(\"struct no\");", ""},
        {"extern typedef Mo = decimal @c(\"mo_t\");", ""},
        {"extern typedef Mo = string(..9);", "1:16 bad-annotation"},
        {"extern typedef Mo = string(..9) @c;", "1:33 bad-annotation"},
        {"extern typedef Mo = string(..9) @c(\"a\", \"b\", \"c\");", "1:33 bad-annotation"},
        {"extern typedef Mo = string(..9) @c(\"a *\");", "1:36 bad-name"},
        {"extern typedef Mo = string(..9) @c(\"a; int b\");", "1:36 bad-name"},
        {"extern typedef Mo = string(..9) @c(\"struct  a\");", "1:36 bad-name"},
        {"extern typedef Mo = string(..9) @c(\"struct 1\");", "1:36 bad-name"},
        {"extern typedef Mo = string(..9) @c(\"\");", "1:36 bad-name"},
        {"extern typedef Mo = string(..9) @c(\"a\", \"b\\\"\\n\");", "1:41 bad-name"},
        {"extern typedef Mo = string(..9) @c(\"a\", \"\");", "1:41 bad-name"},
        {"extern typedef Mo = string @c(\"a\");", "1:21 bad-bounds"},
        {"extern typedef Mo = string(..4096) @c(\"a\");", ""},
        {"extern typedef Mo = string(..4097) @c(\"a\");", "1:21 bad-bounds"},
        {"extern typedef Mo = bytes @c(\"a\");", "1:21 bad-bounds"},
        {"extern typedef Mo = json @c(\"a\");", "1:21 bad-type"},
        {"extern typedef Mo = int8[] @c(\"a\");", "1:21 bad-type"},
        {"struct S { a: int8; } extern typedef Mo = S @c(\"a\");", "1:43 bad-type"},
        {"extern typedef Mo = int8 | null @c(\"a\");", "1:21 bad-type"},
        {"extern typedef Mo = Nope @c(\"a\");", "1:21 unknown-type"},
        {"typedef Mo = int8 @c(\"a\");", "1:19 misplaced-annotation"},
        {"extern typedef Mo = int8 @c(\"a\"); struct MoRead { a: int8; }", "1:42 name-collision"},
        {"extern typedef Mo = int8 @c(\"a\"); GET \"/\" mo_write() -> 204;", "1:43 name-collision"},
        {"extern typedef Mo = int8 @c(\"a\"); enum E : Mo { e = 1 }", "1:44 bad-enum"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("external");
    TCase *tcase = tcase_create("external");
    tcase_add_test(tcase, a_type_of_the_users_has_a_base);
    tcase_add_test(tcase, what_c_could_not_have_is_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
