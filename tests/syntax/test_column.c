/* SPDX-License-Identifier: MIT */
/* How many columns characters take, and which are not shown as they are. */
#include "config.h"

#include "parsing.h"
#include "syntax/column.h"

static const struct {
    const char *text;
    uint32_t code;
    unsigned len, width;
    bool is_unsafe;
} cases[] = {
    {"a", 'a', 1, 1, false},
    {"\t", '\t', 1, 1, false},
    {"\x1b", 0x1b, 1, 1, true},
    {"\x7f", 0x7f, 1, 1, true},
    {"\xc2\x9b", 0x9b, 2, 1, true}, /* CSI in one character */
    {"\xc3\xa4", 0xe4, 2, 1, false},
    {"\xcc\x88", 0x308, 2, 0, false}, /* diaeresis upon the letter before it */
    {"\xe2\x82\xac", 0x20ac, 3, 1, false},
    {"\xe2\x80\x8b", 0x200b, 3, 0, false},
    {"\xe2\x80\xae", 0x202e, 3, 1, true}, /* turns the text around */
    {"\xe2\x81\xa6", 0x2066, 3, 1, true},
    {"\xe6\xbc\xa2", 0x6f22, 3, 2, false},
    {"\xea\xb0\x80", 0xac00, 3, 2, false},
    {"\xef\xbc\xa1", 0xff21, 3, 2, false},
    {"\xf0\x9f\x98\x80", 0x1f600, 4, 2, false},
    {"\xf0\x9d\x84\x9e", 0x1d11e, 4, 1, false},
    {"\xef\xbf\xbd", 0xfffd, 3, 1, false},
    {"\xff", 0xfffd, 1, 1, true},
    {"\x80", 0xfffd, 1, 1, true},
    {"\xc0\x80", 0xfffd, 1, 1, true},
    {"\xc3", 0xfffd, 1, 1, true}, /* cut off */
    {"\xe2\x82", 0xfffd, 1, 1, true},
    {"\xe2(\xa1", 0xfffd, 1, 1, true},
};

START_TEST(a_character_has_its_bytes_and_columns)
{
    struct column_char c = column_read(cases[_i].text, strlen(cases[_i].text));
    ck_assert_uint_eq(c.code, cases[_i].code);
    ck_assert_uint_eq(c.len, cases[_i].len);
    ck_assert_uint_eq(c.width, cases[_i].width);
    ck_assert_int_eq(c.is_unsafe, cases[_i].is_unsafe);
}
END_TEST

START_TEST(no_byte_behind_the_end_is_read)
{
    static const char euro[] = "\xe2\x82\xac";
    ck_assert_uint_eq(column_read(euro, 2).code, 0xfffd);
    ck_assert_uint_eq(column_read(euro, 3).code, 0x20ac);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, a_character_has_its_bytes_and_columns, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, no_byte_behind_the_end_is_read);
}

int main(void)
{
    return parsing_run("column", add_tests);
}
