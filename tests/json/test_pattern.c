/* SPDX-License-Identifier: MIT */
/* The matcher, on tables as the compiler writes them and on ones made up; tests/model/test_pattern.c holds the compiler
   to what patterns mean. */
#include "config.h"

#include "guarded.h"

#include <swage/pattern.h>

#include <check.h>
#include <stdlib.h>
#include <time.h>

enum { LONG = 1000 * 1000 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- (a+)+$: matches what ends in an a ---- */

static const unsigned char a_class_of[256] = {['a'] = 1};
static const uint16_t a_next[] = {0, 1, 0, 1};
static const unsigned char a_accepts[] = {0, 1};
static const struct swage_pattern ends_in_a = {"(a+)+$", a_class_of, a_next, a_accepts, 2};

/* ---- ^é?b: the first bytes decide ---- */

static const unsigned char b_class_of[256] = {[0xc3] = 1, [0xa9] = 2, ['b'] = 3};
static const uint16_t b_next[] = {
    1, 2, 1, 3, /* the start */
    1, 1, 1, 1, /* never */
    1, 1, 4, 1, /* half of the é */
    3, 3, 3, 3, /* always */
    1, 1, 1, 3, /* b is still wanted */
};
static const unsigned char b_accepts[] = {0, 0, 0, 1, 0};
static const struct swage_pattern begins_with_b = {"^é?b", b_class_of, b_next, b_accepts, 4};

static bool match(const struct swage_pattern *pattern, const char *text)
{
    return swage_pattern_match(pattern, swage_str_of(text, strlen(text)));
}

START_TEST(tables_are_followed_byte_by_byte)
{
    ck_assert(match(&ends_in_a, "a"));
    ck_assert(match(&ends_in_a, "ba"));
    ck_assert(!match(&ends_in_a, "ab"));
    ck_assert(!match(&ends_in_a, ""));
    ck_assert(match(&begins_with_b, "b"));
    ck_assert(match(&begins_with_b, "\303\251b and more"));
    ck_assert(!match(&begins_with_b, "\303\251\303\251b"));
    ck_assert(!match(&begins_with_b, "\303"));
    ck_assert(!match(&begins_with_b, ""));
}
END_TEST

START_TEST(absent_text_is_as_empty_text)
{
    static const unsigned char class_of[256] = {0}, accepts[] = {1, 0};
    static const uint16_t next[] = {1, 1};
    static const struct swage_pattern nothing = {"^$", class_of, next, accepts, 1};
    ck_assert(swage_pattern_match(&nothing, swage_str_of(NULL, 0)));
    ck_assert(swage_pattern_match(&nothing, SWAGE_EMPTY));
    ck_assert(!swage_pattern_match(&nothing, SWAGE_STR("x")));
    ck_assert(!swage_pattern_match(&ends_in_a, swage_str_of(NULL, 0)));
}
END_TEST

START_TEST(nul_is_a_byte_like_others)
{
    ck_assert(swage_pattern_match(&ends_in_a, SWAGE_STR("\0a")));
    ck_assert(!swage_pattern_match(&ends_in_a, SWAGE_STR("a\0")));
}
END_TEST

/* robustness 99 */
START_TEST(nested_repeats_are_linear)
{
    char *text = malloc(LONG + 1);
    double best_short = 1e9, best_long = 1e9;
    memset(text, 'a', LONG);
    text[LONG] = '!';
    for (int i = 0; i < 10; i++) {
        double before = now_ms();
        bool has_matched = match(&ends_in_a, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
        double between = now_ms();
        has_matched = swage_pattern_match(&ends_in_a, swage_str_of(text, LONG + 1)) || has_matched;
        double after = now_ms();
        ck_assert(!has_matched);
        best_short = between - before < best_short ? between - before : best_short;
        best_long = after - between < best_long ? after - between : best_long;
    }
    ck_assert(swage_pattern_match(&ends_in_a, swage_str_of(text, LONG)));
    ck_assert_double_lt(best_short, 1);
    ck_assert_double_lt(best_long, 200);
    free(text);
}
END_TEST

/* As only the first page of it may be read, whoever reads on dies. */
START_TEST(text_behind_a_decision_is_not_read)
{
    struct guarded guarded = guarded_new(64);
    char *text = guarded.map;
    memset(text, 'b', guarded.size);
    ck_assert(swage_pattern_match(&begins_with_b, swage_str_of(text, SIZE_MAX / 2)));
    text[0] = 'x';
    ck_assert(!swage_pattern_match(&begins_with_b, swage_str_of(text, SIZE_MAX / 2)));
    guarded_free(&guarded);
}
END_TEST

/* ---- tables made up ---- */

enum { STATES = 6, CLASSES = 3, TEXT_MAX = 300 };

struct table {
    unsigned char class_of[256], accepts[STATES];
    uint16_t next[STATES * CLASSES];
};

static uint32_t random_of(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Some of the states lead only to themselves. */
static void fill(struct table *table, uint32_t *seed)
{
    for (int i = 0; i < 256; i++)
        table->class_of[i] = (unsigned char)random_of(seed, CLASSES);
    for (uint16_t state = 0; state < STATES; state++) {
        bool is_sink = random_of(seed, 5) == 0;
        table->accepts[state] = (unsigned char)random_of(seed, 2);
        for (int i = 0; i < CLASSES; i++)
            table->next[state * CLASSES + i] = is_sink ? state : (uint16_t)random_of(seed, STATES);
    }
}

static bool follow(const struct table *table, const char *text, size_t len)
{
    unsigned state = 0;
    for (size_t i = 0; i < len; i++)
        state = table->next[state * CLASSES + table->class_of[(unsigned char)text[i]]];
    return table->accepts[state] == 1;
}

START_TEST(every_table_is_followed_on_every_length)
{
    struct guarded guarded = guarded_new(TEXT_MAX);
    uint32_t seed = 99;
    for (int round = 0; round < 300; round++) {
        struct table table;
        char bytes[TEXT_MAX];
        fill(&table, &seed);
        struct swage_pattern pattern = {"", table.class_of, table.next, table.accepts, CLASSES};
        for (size_t i = 0; i < TEXT_MAX; i++)
            bytes[i] = (char)random_of(&seed, 256);
        for (size_t len = 0; len <= TEXT_MAX; len++) {
            const char *text = guarded_put(&guarded, bytes, len);
            if (swage_pattern_match(&pattern, swage_str_of(text, len)) != follow(&table, text, len))
                ck_abort_msg("round %d differs at length %zu", round, len);
        }
    }
    guarded_free(&guarded);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pattern");
    TCase *tcase = tcase_create("pattern");
    tcase_add_test(tcase, tables_are_followed_byte_by_byte);
    tcase_add_test(tcase, absent_text_is_as_empty_text);
    tcase_add_test(tcase, nul_is_a_byte_like_others);
    tcase_add_test(tcase, nested_repeats_are_linear);
    tcase_add_test(tcase, text_behind_a_decision_is_not_read);
    tcase_add_test(tcase, every_table_is_followed_on_every_length);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
