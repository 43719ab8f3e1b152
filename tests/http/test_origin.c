/* SPDX-License-Identifier: MIT */
/* Origins and patterns of origins. */
#include "config.h"

#include "guard.h"
#include "http/origin.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static swage_str guarded(const char *text)
{
    size_t len = strlen(text);
    return swage_str_of(guard_behind(text, len), len);
}

START_TEST(patterns_are_origins_or_a_star_in_front_of_one)
{
    static const struct {
        bool is_fine;
        const char *text;
    } cases[] = {
        {true, "https://example.org"},
        {true, "http://localhost:5173"},
        {true, "https://a-b.c_d.example.org:8443"},
        {true, "https://*.example.org"},
        {true, "https://*.example.org:8443"},
        {true, "http://[::1]:8000"},
        {true, "chrome-extension://abcdef"},
        {true, "*"},
        {true, "null"},
        {false, ""},
        {false, "example.org"},
        {false, "https:"},
        {false, "https://"},
        {false, "https://example.org/"},
        {false, "https://example.org/path"},
        {false, "https://Example.org"},
        {false, "HTTPS://example.org"},
        {false, "https://example..org"},
        {false, "https://.example.org"},
        {false, "https://example.org."},
        {false, "https://*"},
        {false, "https://*.*.org"},
        {false, "https://a.*.org"},
        {false, "https://*example.org"},
        {false, "https://user@example.org"},
        {false, "https://example.org:"},
        {false, "https://example.org:0"},
        {false, "https://example.org:443"},
        {false, "http://example.org:80"},
        {false, "https://example.org:123456"},
        {false, "https://example.org:80x"},
        {false, "https://[::1"},
        {false, "https://[]"},
        {false, "https://*.[::1]"},
        {false, "https://exa mple.org"},
        {false, "Null"},
        {false, "**"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg((swage_origin_fault(guarded(cases[i].text)) == NULL) == cases[i].is_fine, "%s", cases[i].text);
}
END_TEST

START_TEST(an_origin_is_matched_by_its_bytes_and_a_star_by_labels)
{
    static const struct {
        const char *pattern, *origin;
        bool matches;
    } cases[] = {
        {"https://example.org", "https://example.org", true},
        {"https://example.org", "http://example.org", false},
        {"https://example.org", "https://example.org:8443", false},
        {"https://example.org", "https://example.org.evil.test", false},
        {"https://example.org", "", false},
        {"https://*.example.org", "https://a.example.org", true},
        {"https://*.example.org", "https://a.b.example.org", true},
        {"https://*.example.org", "https://example.org", false},
        {"https://*.example.org", "https://.example.org", false},
        {"https://*.example.org", "https://evilexample.org", false},
        {"https://*.example.org", "http://a.example.org", false},
        {"https://*.example.org", "https://a.example.org:8443", false},
        {"https://*.example.org", "https://evil.test/.example.org", false},
        {"https://*.example.org", "https://evil.test:1.example.org", false},
        {"https://*.example.org", "https://evil@a.example.org", false},
        {"https://*.example.org", "https://a..example.org", false},
        {"https://*.example.org", "https://", false},
        {"https://*.example.org:8443", "https://a.example.org:8443", true},
        {"https://*.example.org:8443", "https://a.example.org", false},
        {"*", "https://whoever.test", true},
        {"*", "null", true},
        {"null", "null", true},
        {"null", "https://null", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(origin_matches(guarded(cases[i].pattern), swage_str_from(cases[i].origin)) == cases[i].matches,
                      "%s by %s", cases[i].origin, cases[i].pattern);
}
END_TEST

START_TEST(they_are_read_within_their_bytes)
{
    static const char pattern[] = "https://*.example.org:8443", origin[] = "https://a.example.org:8443";
    for (size_t len = 0; len < sizeof pattern; len++) {
        swage_origin_fault(swage_str_of(guard_behind(pattern, len), len));
        for (size_t part = 0; part < sizeof origin; part++)
            origin_matches(SWAGE_STR("https://*.example.org:8443"), swage_str_of(guard_behind(origin, part), part));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("origin");
    TCase *tc = tcase_create("origin");
    tcase_add_test(tc, patterns_are_origins_or_a_star_in_front_of_one);
    tcase_add_test(tc, an_origin_is_matched_by_its_bytes_and_a_star_by_labels);
    tcase_add_test(tc, they_are_read_within_their_bytes);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
