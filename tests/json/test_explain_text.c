/* SPDX-License-Identifier: MIT */
/* The collector's strings: formats, patterns, encodings, open enums, U+0000, and what is not said of secrets.
   robustness 91, 92, 100 */
#include "config.h"

#include "faults.h"

#define FORMAT(name) {.kind = SWAGE_KIND_STRING, .most = SIZE_MAX, .format = SWAGE_FORMAT_##name}

struct format_case {
    struct swage_type type;
    const char *good, *bad, *detail;
};

static const struct format_case format_cases[] = {
    {FORMAT(EMAIL), "ann@example.com", "ann", "expected an e-mail address (RFC 5321)"},
    {FORMAT(URI), "https://example.com/a?b#c", "/a", "expected a URI with its scheme (RFC 3986)"},
    {FORMAT(UUID), "0123abcd-0123-4123-8123-0123456789AB", "0123abcd", "expected a UUID (RFC 9562)"},
    {FORMAT(HOSTNAME), "www.example.com", "-x", "expected a host name (RFC 1123)"},
    {FORMAT(IPV4), "127.0.0.1", "127.0.0.256", "expected an IPv4 address of four numbers"},
    {FORMAT(IPV6), "fe80::1", "fe80:::1", "expected an IPv6 address (RFC 4291)"},
    {FORMAT(DATE), "2024-02-29", "2023-02-29", "expected a date, as 2026-01-31 (RFC 3339)"},
    {FORMAT(TIME), "12:30:00+01:00", "12:30:00", "expected a time with its offset, as 12:30:00Z (RFC 3339)"},
    {FORMAT(DATETIME), "2026-01-01T00:00:00Z", "2026-01-01",
     "expected a date and time, as 2026-01-31T12:30:00Z (RFC 3339)"},
    {FORMAT(DURATION), "P1DT2H", "1D", "expected a duration, as P1DT12H (RFC 3339)"},
};

START_TEST(each_format_is_named_where_a_text_is_not_in_it)
{
    const struct format_case *c = &format_cases[_i];
    char json[128], want[160];
    snprintf(json, sizeof json, "\"%s\"", c->good);
    ck_assert_str_eq(faults_of(swage_str_from(json), &c->type, 64), "");
    /* As unescaped: the first character as an escape. */
    snprintf(json, sizeof json, "\"\\u%04x%s\"", (unsigned char)c->good[0], c->good + 1);
    ck_assert_str_eq(faults_of(swage_str_from(json), &c->type, 64), "");
    snprintf(json, sizeof json, "\"%s\"", c->bad);
    snprintf(want, sizeof want, "format@0 (%s)", c->detail);
    ck_assert_str_eq(faults_of(swage_str_from(json), &c->type, 64), want);
}
END_TEST

START_TEST(a_text_in_a_format_has_a_length_too)
{
    static const struct swage_type type = {.kind = SWAGE_KIND_STRING, .most = 8, .format = SWAGE_FORMAT_HOSTNAME};
    static const struct sample samples[] = {
        {"\"abc.de\"", ""},
        {"\"-bc.defgh\"",
         "too_long@0 (at most 8 characters, found 9); format@0 (expected a host name (RFC 1123))"},
        {"\"\"", "format@0 (expected a host name (RFC 1123))"},
        {"\"a\\u0000\"", "nul@0 (U+0000 is not allowed in a string)"},
    };
    CHECK_SAMPLES(samples, &type);
}
END_TEST

/* ^[0-9]+$ and [0-4]: digits below five are class 2, other digits class 1. */
static unsigned char class_of[256];
static const uint16_t all_digits_next[] = {2, 1, 1, 2, 1, 1, 2, 2, 2};
static const unsigned char all_digits_accepts[] = {0, 1, 0};
static const struct swage_pattern all_digits = {"^[0-9]+$", class_of, all_digits_next, all_digits_accepts, 3};
static const uint16_t any_low_next[] = {0, 0, 1, 1, 1, 1};
static const unsigned char any_low_accepts[] = {0, 1};
static const struct swage_pattern any_low = {"[0-4]", class_of, any_low_next, any_low_accepts, 3};

START_TEST(all_patterns_have_to_match)
{
    static const struct swage_pattern *const patterns[] = {&all_digits, &any_low};
    static const struct swage_type type = {
        .kind = SWAGE_KIND_STRING, .least = 1, .most = 4, .patterns = patterns, .pattern_count = 2};
    static const struct sample samples[] = {
        {"\"93\"", ""},
        {"\"\\u0039\\u0033\"", ""},
        {"\"99\"", "pattern@0 (must match [0-4])"},
        {"\"3x\"", "pattern@0 (must match ^[0-9]+$)"},
        {"\"x\"", "pattern@0 (must match ^[0-9]+$); pattern@0 (must match [0-4])"},
        {"\"\"", "too_short@0 (at least 1 character, found 0); pattern@0 (must match ^[0-9]+$); "
                 "pattern@0 (must match [0-4])"},
        {"\"12345\"", "too_long@0 (at most 4 characters, found 5)"},
        {"3", "type@0 (expected a string, found a number)"},
    };
    for (int c = '0'; c <= '9'; c++)
        class_of[c] = c < '5' ? 2 : 1;
    CHECK_SAMPLES(samples, &type);
}
END_TEST

START_TEST(nul_is_a_character_where_it_is_allowed)
{
    static const struct swage_type type = {
        .kind = SWAGE_KIND_STRING, .least = 2, .most = 2, .flags = SWAGE_TYPE_NUL};
    static const struct sample samples[] = {
        {"\"a\\u0000\"", ""}, {"\"\\u0000\"", "too_short@0 (at least 2 characters, found 1)"}};
    CHECK_SAMPLES(samples, &type);
}
END_TEST

START_TEST(bytes_are_counted_as_bytes_in_their_encoding)
{
    static const struct swage_type base64 = {.kind = SWAGE_KIND_BYTES, .least = 1, .most = 3};
    static const struct swage_type url = {
        .kind = SWAGE_KIND_BYTES, .encoding = SWAGE_BASE64URL, .least = 1, .most = 3};
    static const struct swage_type hex = {.kind = SWAGE_KIND_BYTES, .encoding = SWAGE_HEX, .least = 2, .most = 2};
    static const struct sample base64s[] = {
        {"\"AQID\"", ""},
        {"\"AQ=\\u003d\"", ""},
        {"\"\"", "too_short@0 (at least 1 byte, found 0)"},
        {"\"AQIDBA==\"", "too_long@0 (at most 3 bytes, found 4)"},
        {"\"AQ\"", "encoding@0 (expected base64 (RFC 4648 4))"},
        {"\"A_==\"", "encoding@0 (expected base64 (RFC 4648 4))"},
        {"\"AQI D\"", "encoding@0 (expected base64 (RFC 4648 4))"},
        {"[1]", "type@0 (expected a string, found an array)"},
    };
    static const struct sample urls[] = {
        {"\"_-8\"", ""}, {"\"/+8\"", "encoding@0 (expected base64url (RFC 4648 5))"}};
    static const struct sample hexes[] = {{"\"0aFF\"", ""},
                                          {"\"0a\"", "too_short@0 (at least 2 bytes, found 1)"},
                                          {"\"0af\"", "encoding@0 (expected hexadecimal digits, two a byte)"},
                                          {"\"0ag0\"", "encoding@0 (expected hexadecimal digits, two a byte)"}};
    CHECK_SAMPLES(base64s, &base64);
    CHECK_SAMPLES(urls, &url);
    CHECK_SAMPLES(hexes, &hex);
}
END_TEST

START_TEST(an_open_enum_takes_any_text)
{
    static const swage_str words[] = {SWAGE_STR_INIT("a"), SWAGE_STR_INIT("")};
    static const struct swage_type open = {
        .kind = SWAGE_KIND_ENUM, .words = words, .count = 2, .flags = SWAGE_TYPE_OPEN};
    static const struct swage_type closed = {.kind = SWAGE_KIND_ENUM, .words = words, .count = 2};
    static const struct sample opens[] = {{"\"a\"", ""},
                                          {"\"other\"", ""},
                                          {"\"x\\u0000\"", "nul@0 (U+0000 is not allowed in a string)"},
                                          {"1", "type@0 (expected a string, found a number)"},
                                          {"null", "null@0 (expected a string, found null)"}};
    static const struct sample closeds[] = {{"\"\"", ""}, {"\"other\"", "enum@0 (one of \"a\", \"\")"}};
    CHECK_SAMPLES(opens, &open);
    CHECK_SAMPLES(closeds, &closed);
}
END_TEST

/* Of a secret the rule is told, and nothing of what was sent: no length, and not even what kind of value it was. */
START_TEST(a_secret_is_told_its_rule_alone)
{
    static const struct swage_type secret = {
        .kind = SWAGE_KIND_STRING, .least = 8, .most = 9, .flags = SWAGE_TYPE_SECRET};
    static const struct swage_type key = {.kind = SWAGE_KIND_BYTES, .least = 2, .most = 2, .flags = SWAGE_TYPE_SECRET};
    static const struct sample secrets[] = {
        {"\"12345678\"", ""},
        {"\"123\"", "too_short@0 (at least 8 characters)"},
        {"\"1234567890\"", "too_long@0 (at most 9 characters)"},
        {"123", "type@0 (expected a string)"},
        {"null", "null@0 (expected a string)"},
    };
    static const struct sample keys[] = {{"\"AQID\"", "too_long@0 (at most 2 bytes)"}};
    CHECK_SAMPLES(secrets, &secret);
    CHECK_SAMPLES(keys, &key);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain_text");
    tcase_add_loop_test(tests, each_format_is_named_where_a_text_is_not_in_it, 0,
                        sizeof format_cases / sizeof *format_cases);
    tcase_add_test(tests, a_text_in_a_format_has_a_length_too);
    tcase_add_test(tests, all_patterns_have_to_match);
    tcase_add_test(tests, nul_is_a_character_where_it_is_allowed);
    tcase_add_test(tests, bytes_are_counted_as_bytes_in_their_encoding);
    tcase_add_test(tests, an_open_enum_takes_any_text);
    tcase_add_test(tests, a_secret_is_told_its_rule_alone);
    return run_tests("explain_text", tests);
}
