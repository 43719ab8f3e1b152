/* SPDX-License-Identifier: MIT */
/* Formats: texts that are in them and texts that are not, and that the runtime says the same of their mutations. */
#include "config.h"

#include "bench.h"
#include "random.h"
#include "validate/grammar.h"

#include <stdio.h>
#include <string.h>
#include <swage/format.h>

struct row {
    enum model_format format;
    const char *good[8], *bad[10]; /* up to NULL */
};

static const struct row rows[] = {
    {MODEL_FORMAT_EMAIL,
     {"a@b", "ann.b+c@example.com", "\"a b\\\"@\"@x.y", "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]", "a@[ipv6:::1]",
      "{}~@x"},
     {"", "a@", "@b", "a@b@c", ".a@b", "a..b@c", "a@-b", "a@[1.2.3]", "a@[IPv6:]", "\"a\n\"@b"}},
    {MODEL_FORMAT_URI,
     {"http://example.com/~a?x=1#top", "urn:x", "a:", "http://[::1]:80/", "http://[v1.a:b]",
      "foo://u:p@h:8042/over/there?n=f#nose", "mailto:a@b?subject=%20", "file:///etc"},
     {"", "a", ":", "1a:b", "http://[::1", "http://a b", "http://%zz", "http://[1]", "a:#b#c", "http://a:b/"}},
    {MODEL_FORMAT_UUID,
     {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"},
     {"", "f81d4fae7dec11d0a76500a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
      "g81d4fae-7dec-11d0-a765-00a0c91e6bf6"}},
    {MODEL_FORMAT_HOSTNAME,
     {"a", "www.example.com", "a-b.c1", "1.2"},
     {"", ".", "a.", "-a", "a-", "a..b", "a_b", "\303\251"}},
    {MODEL_FORMAT_IPV4,
     {"0.0.0.0", "255.255.255.255"},
     {"", "1.2.3", "1.2.3.04", "256.1.1.1", "1.2.3.4 ", "1.2.3.4.5"}},
    {MODEL_FORMAT_IPV6,
     {"::", "::1", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4", "1:2:3:4:5:6:7::"},
     {"", ":", "1:2:3:4:5:6:7", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", "::1.2.3.04", "fe80::1%eth0",
      ":::", "::1:"}},
    {MODEL_FORMAT_DATE,
     {"2000-02-29", "0000-01-01", "9999-12-31", "2026-04-30"},
     {"", "1900-02-29", "2001-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-1-01", "2026-01-00",
      "2026-01-01\n"}},
    {MODEL_FORMAT_TIME,
     {"00:00:00Z", "23:59:60Z", "23:59:59.123456789z", "00:29:60+00:30", "18:59:60-05:00", "12:00:00-23:59"},
     {"", "12:00:00", "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:60Z", "12:00:00.Z", "12:00:00+24:00",
      "12:00:00+0100"}},
    {MODEL_FORMAT_DATETIME,
     {"2026-01-01T00:00:00Z", "2026-01-01t00:00:00.5+01:00"},
     {"", "2026-01-01", "2026-01-01 00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z"}},
    {MODEL_FORMAT_DURATION,
     {"P1Y2M3DT4H5M6S", "P4W", "PT0S", "P1D", "P1Y2M", "PT1H2M", "P4294967295D"},
     {"", "P", "PT", "P1Y1D", "PT1H1S", "P1W1D", "1D", "P4294967296D", "P1DT", "p1d"}},
};

static const char *name_of(enum grammar_verdict verdict)
{
    static const char *const names[] = {"holds", "broken", "no memory"};
    return names[verdict];
}

static void check(struct grammar *grammar, enum model_format format, const char *text, enum grammar_verdict wanted)
{
    enum grammar_verdict verdict = grammar_check(grammar, format, (struct model_text){text, strlen(text)});
    ck_assert_msg(verdict == wanted, "%d: '%s' %s", (int)format, text, name_of(verdict));
}

START_TEST(texts_are_in_a_format_or_not)
{
    struct grammar *grammar = grammar_new();
    const struct row *row = &rows[_i];
    for (size_t i = 0; i < COUNT(row->good) && row->good[i] != NULL; i++)
        check(grammar, row->format, row->good[i], GRAMMAR_HOLDS);
    for (size_t i = 0; i < COUNT(row->bad) && row->bad[i] != NULL; i++)
        check(grammar, row->format, row->bad[i], GRAMMAR_BROKEN);
    ck_assert_int_eq(grammar_check(grammar, row->format, (struct model_text){"P1D\0", 4}), GRAMMAR_BROKEN);
    ck_assert_int_eq(grammar_check(grammar, MODEL_FORMAT_NONE, (struct model_text){"\0", 1}), GRAMMAR_HOLDS);
    grammar_free(grammar);
}
END_TEST

START_TEST(lengths_are_bounded)
{
    struct grammar *grammar = grammar_new();
    char text[400];
    memset(text, 'a', sizeof text);
    strcpy(text + 63, ".b");
    check(grammar, MODEL_FORMAT_HOSTNAME, text, GRAMMAR_HOLDS);
    strcpy(text + 63, "a.b");
    check(grammar, MODEL_FORMAT_HOSTNAME, text, GRAMMAR_BROKEN);
    for (size_t i = 0; i < 254; i++)
        text[i] = i % 2 ? '.' : 'a';
    text[253] = '\0';
    check(grammar, MODEL_FORMAT_HOSTNAME, text, GRAMMAR_HOLDS);
    strcpy(text + 253, "aa");
    check(grammar, MODEL_FORMAT_HOSTNAME, text, GRAMMAR_BROKEN);
    memset(text, 'a', 64);
    strcpy(text + 64, "@b");
    check(grammar, MODEL_FORMAT_EMAIL, text, GRAMMAR_HOLDS);
    strcpy(text + 64, "a@b");
    check(grammar, MODEL_FORMAT_EMAIL, text, GRAMMAR_BROKEN);
    grammar_free(grammar);
}
END_TEST

static bool runtime_says(enum model_format format, swage_str text)
{
    switch (format) {
    case MODEL_FORMAT_NONE: return true;
    case MODEL_FORMAT_EMAIL: return swage_is_email(text);
    case MODEL_FORMAT_URI: return swage_is_uri(text);
    case MODEL_FORMAT_UUID: return swage_is_uuid(text);
    case MODEL_FORMAT_HOSTNAME: return swage_is_hostname(text);
    case MODEL_FORMAT_IPV4: return swage_is_ipv4(text);
    case MODEL_FORMAT_IPV6: return swage_is_ipv6(text);
    case MODEL_FORMAT_DATE: return swage_is_date(text);
    case MODEL_FORMAT_TIME: return swage_is_time(text);
    case MODEL_FORMAT_DATETIME: return swage_is_datetime(text);
    case MODEL_FORMAT_DURATION: return swage_is_duration(text);
    }
    return false;
}

/* One to three bytes are taken away, replaced or put in. */
static size_t mutate(uint64_t *state, char *text)
{
    static const char bytes[] = "0123459:.-+@[]\"\\/%#?aAfFgTtZzPDHMSWYv_~ !\x7f\xc3";
    size_t len = strlen(text);
    for (size_t times = 1 + random_below(state, 3); times > 0; times--) {
        size_t at = random_below(state, len + 1), kind = random_below(state, 3);
        char byte = bytes[random_below(state, sizeof bytes - 1)];
        if (kind == 0 && at < len) {
            memmove(text + at, text + at + 1, len-- - at);
        } else if (kind == 1 && at < len) {
            text[at] = byte;
        } else {
            memmove(text + at + 1, text + at, ++len - at);
            text[at] = byte;
        }
    }
    return len;
}

START_TEST(the_runtime_says_the_same)
{
    struct grammar *grammar = grammar_new();
    uint64_t state = (uint64_t)_i + 10;
    const struct row *row = &rows[_i];
    size_t good = 0;
    while (good < COUNT(row->good) && row->good[good] != NULL)
        good++;
    for (int i = 0; i < 10000; i++) {
        char text[200];
        strcpy(text, row->good[random_below(&state, good)]);
        size_t len = mutate(&state, text);
        bool theirs = runtime_says(row->format, swage_str_of(text, len));
        check(grammar, row->format, text, theirs ? GRAMMAR_HOLDS : GRAMMAR_BROKEN);
    }
    grammar_free(grammar);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("grammar");
    tcase_add_loop_test(tests, texts_are_in_a_format_or_not, 0, COUNT(rows));
    tcase_add_test(tests, lengths_are_bounded);
    tcase_add_loop_test(tests, the_runtime_says_the_same, 0, COUNT(rows));
    return bench_run("grammar", tests);
}
