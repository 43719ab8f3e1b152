/* SPDX-License-Identifier: MIT */
/* Escapes: each of them, cut everywhere, and surrogates that do not pair. */
#include "config.h"

#include "guarded.h"
#include "json/unescape.h"

#include <swage/string.h>

#include <check.h>
#include <stdio.h>

static const struct {
    const char *from;
    swage_str to;
} good[] = {
    {"", SWAGE_STR_INIT("")},
    {"plain", SWAGE_STR_INIT("plain")},
    {"\\\"\\\\\\/\\b\\f\\n\\r\\t", SWAGE_STR_INIT("\"\\/\b\f\n\r\t")},
    {"a\\u0062c", SWAGE_STR_INIT("abc")},
    {"\\u000a\\u001F", SWAGE_STR_INIT("\n\x1f")},
    {"\\u00e9\\u00E9", SWAGE_STR_INIT("\xc3\xa9\xc3\xa9")},
    {"\\u07ff\\u0800", SWAGE_STR_INIT("\xdf\xbf\xe0\xa0\x80")},
    {"\\ud7ff\\ue000\\uffff", SWAGE_STR_INIT("\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf")},
    {"\\ud83d\\ude00", SWAGE_STR_INIT("\xf0\x9f\x98\x80")},
    {"\\uD800\\uDC00\\udbff\\udfff", SWAGE_STR_INIT("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf")},
    {"\xe6\x97\xa5\\u65e5\xe6\x97\xa5", SWAGE_STR_INIT("\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5")},
};

static const char *const bad[] = {
    "\\",         "\\a",           "\\x41",          "\\'",           "\\U0041",        "\\ ",
    "\\u",        "\\u1",          "\\u12",          "\\u123",        "\\u123g",        "\\u 123",
    "\\u-123",    "\\u+123",       "\\u12/4",        "\\u12:4",       "\\u12@4",        "\\u12G4",
    "\\u12`4",    "\\ud800",       "\\udbff",        "\\udc00",       "\\udfff",        "\\ud800x",
    "\\ud800\\n", "\\ud800\\u",    "\\ud800\\udc0",  "\\ud800\\u0041", "\\ud800\\ud800", "\\ud800\\udbff",
    "\\ud800\\ue000", "\\udc00\\ud800", "\\ud800udc00",
};

START_TEST(every_escape_has_its_character)
{
    struct guarded guarded = guarded_new(64);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char to[64];
        size_t len = strlen(good[i].from);
        const char *from = guarded_put(&guarded, good[i].from, len);
        size_t got = unescape_text(from, from + len, false, to, sizeof to);
        ck_assert_uint_eq(got, good[i].to.len);
        ck_assert_mem_eq(to, good[i].to.ptr, got);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(what_is_no_escape_is_refused)
{
    struct guarded guarded = guarded_new(64);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char to[64];
        uint32_t point;
        size_t len = strlen(bad[i]);
        const char *from = guarded_put(&guarded, bad[i], len);
        ck_assert_msg(!unescape_one(from, from + len, &point), "%s", bad[i]);
        ck_assert_uint_eq(unescape_text(from, from + len, false, to, sizeof to), UNESCAPE_BAD);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(every_unit_is_a_character_or_half_of_one)
{
    for (uint32_t unit = 0; unit <= 0xffff; unit++) {
        char text[8];
        uint32_t point = 0;
        snprintf(text, sizeof text, unit & 1 ? "\\u%04x" : "\\u%04X", unit);
        const char *end = unescape_one(text, text + 6, &point);
        bool is_surrogate = unit >= 0xd800 && unit <= 0xdfff;
        ck_assert_int_eq(end == NULL, is_surrogate);
        ck_assert(is_surrogate || (end == text + 6 && point == unit));
    }
}
END_TEST

/* An empty run was copied to NULL, which is no place to copy nothing to either. */
START_TEST(what_is_only_measured_needs_no_room)
{
    static const char text[] = "\\u0041\\u0042c";
    ck_assert_uint_eq(unescape_text(text, text + sizeof text - 1, false, NULL, 0), 3);
}
END_TEST

START_TEST(a_nul_is_refused_unless_it_is_allowed)
{
    char to[8];
    const char text[] = "a\\u0000b";
    ck_assert_uint_eq(unescape_text(text, text + 8, false, to, sizeof to), UNESCAPE_BAD);
    ck_assert_uint_eq(unescape_text(text, text + 8, true, to, sizeof to), 3);
    ck_assert_mem_eq(to, "a\0b", 3);
}
END_TEST

START_TEST(what_does_not_fit_is_measured_and_not_written)
{
    const char text[] = "ab\\u65e5cd";
    for (size_t size = 0; size < 7; size++) {
        char to[16];
        memset(to, '#', sizeof to);
        ck_assert_uint_eq(unescape_text(text, text + 10, false, to, size), 7);
        for (size_t i = size; i < sizeof to; i++)
            ck_assert_int_eq(to[i], '#');
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("unescape");
    tcase_add_test(tests, every_escape_has_its_character);
    tcase_add_test(tests, what_is_no_escape_is_refused);
    tcase_add_test(tests, every_unit_is_a_character_or_half_of_one);
    tcase_add_test(tests, what_is_only_measured_needs_no_room);
    tcase_add_test(tests, a_nul_is_refused_unless_it_is_allowed);
    tcase_add_test(tests, what_does_not_fit_is_measured_and_not_written);
    Suite *suite = suite_create("unescape");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
