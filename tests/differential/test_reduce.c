/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "reduce.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static bool has_x_and_y(void *arg, const char *text, size_t len)
{
    size_t *asked = arg;
    (*asked)++;
    return memchr(text, 'x', len) && memchr(text, 'y', len);
}

static void check(reduce_piece *piece, const char *text, const char *wanted)
{
    size_t asked = 0, len = strlen(text);
    struct reduce how = {has_x_and_y, &asked, 1000};
    char *made = reduce(&how, text, &len, piece);
    ck_assert_str_eq(made, wanted);
    ck_assert_uint_eq(len, strlen(wanted));
    ck_assert_uint_eq(asked, 1000 - how.tries);
    free(made);
}

START_TEST(what_is_left_is_as_small_as_its_pieces_allow)
{
    check(reduce_byte, "aaxbbbycc", "xy");
    check(reduce_line, "a\nbx\nc\nd\ney\nf\n", "bx\ney\n");
    check(reduce_paragraph, "a\n\nx\nb\n\nc\n\nd\ny\n", "x\nb\n\nd\ny\n");
    check(reduce_note, "a: x @b @c = 2 @d y;", "a: x @d y");
    check(reduce_token, "{\"ab\": [\"x\", 12, y]}", "\"x\"y");
    check(reduce_byte, "xy", "xy");
}
END_TEST

static bool never(void *arg, const char *text, size_t len)
{
    (void)arg, (void)text, (void)len;
    return false;
}

START_TEST(what_shows_nothing_when_smaller_stays)
{
    size_t len = 5;
    struct reduce how = {never, NULL, 1000};
    char *made = reduce(&how, "abcde", &len, reduce_byte);
    ck_assert_str_eq(made, "abcde");
    ck_assert_uint_gt(how.tries, 900);
    free(made);
}
END_TEST

START_TEST(it_asks_no_more_often_than_it_may)
{
    size_t asked = 0, len = 9;
    struct reduce how = {has_x_and_y, &asked, 3};
    free(reduce(&how, "aaxbbbycc", &len, reduce_byte));
    ck_assert_uint_eq(asked, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reduce");
    TCase *tcase = tcase_create("reduce");
    tcase_add_test(tcase, what_is_left_is_as_small_as_its_pieces_allow);
    tcase_add_test(tcase, what_shows_nothing_when_smaller_stays);
    tcase_add_test(tcase, it_asks_no_more_often_than_it_may);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
