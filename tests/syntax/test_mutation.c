/* SPDX-License-Identifier: MIT */
/* The example with every token deleted once, doubled once, and torn at random: one mistake is one message, and
   nothing crashes, hangs or leaks. Set SWAGE_TEST_VERBOSE to see the counts. */
#include "config.h"

#include "tokens.h"

#include <stdint.h>
#include <stdlib.h>

enum { TEXT_MAX = 16384, TOKEN_MAX = 2048, COUNT_MAX = 8 };

static char example[TEXT_MAX];
static size_t example_len;
static struct {
    size_t first, len;
} tokens[TOKEN_MAX];
static size_t token_count;

static void read_example(void)
{
    char path[1024];
    const char *folder = getenv("SRCDIR");
    snprintf(path, sizeof path, "%s/tests/syntax/whole.swage", folder != NULL ? folder : ".");
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    example_len = fread(example, 1, sizeof example - 1, file);
    fclose(file);
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, example, example_len);
    for (struct token token = lexer_read(p); token.kind != 0; token = lexer_read(p)) {
        ck_assert_uint_lt(token_count, TOKEN_MAX);
        tokens[token_count].first = token.at.first;
        tokens[token_count++].len = token.at.end - token.at.first;
    }
    compilation_free(cx);
    ck_assert_uint_gt(token_count, 500);
}

/* Reads a text; every message must be printable, and every tree walkable to its end. */
static size_t count_errors(const char *text, size_t len)
{
    static char printed[1 << 20];
    struct parsing parsing = parsing_of_bytes(text, len);
    parsing_printed(parsing.cx, printed, sizeof printed);
    size_t decls = 0;
    if (parsing.file != NULL)
        for (const struct ast_decl *decl = parsing.file->decls.first; decl != NULL; decl = decl->next)
            decls++;
    ck_assert(parsing.file == NULL || decls == parsing.file->decls.count);
    size_t errors = diagnostic_errors(parsing.cx);
    parsing_done(&parsing);
    return errors;
}

static void tally(const char *what, const size_t *counts)
{
    if (getenv("SWAGE_TEST_VERBOSE") == NULL)
        return;
    printf("%s:", what);
    for (size_t i = 0; i <= COUNT_MAX; i++)
        printf(" %zu", counts[i]);
    printf("  (texts with 0, 1, 2, ... messages)\n");
}

static void count(size_t *counts, size_t errors)
{
    counts[errors < COUNT_MAX ? errors : COUNT_MAX]++;
}

START_TEST(a_missing_token_is_one_message)
{
    char text[TEXT_MAX];
    size_t counts[COUNT_MAX + 1] = {0};
    for (size_t i = 0; i < token_count; i++) {
        size_t behind = tokens[i].first + tokens[i].len;
        memcpy(text, example, tokens[i].first);
        memcpy(text + tokens[i].first, example + behind, example_len - behind);
        count(counts, count_errors(text, example_len - tokens[i].len));
    }
    tally("deleted", counts);
    ck_assert_uint_le(counts[2], token_count / 100);
    ck_assert_uint_le(counts[3], 3);
    for (size_t i = 4; i <= COUNT_MAX; i++)
        ck_assert_uint_eq(counts[i], 0);
    ck_assert_uint_gt(counts[1], counts[0] * 5); /* most tokens mean something */
}
END_TEST

START_TEST(a_doubled_token_is_seldom_more_than_two_messages)
{
    char text[2 * TEXT_MAX];
    size_t counts[COUNT_MAX + 1] = {0};
    for (size_t i = 0; i < token_count; i++) {
        size_t behind = tokens[i].first + tokens[i].len;
        memcpy(text, example, behind);
        text[behind] = ' ';
        memcpy(text + behind + 1, example + tokens[i].first, example_len - tokens[i].first);
        count(counts, count_errors(text, example_len + 1 + tokens[i].len));
    }
    tally("doubled", counts);
    size_t many = 0;
    for (size_t i = 3; i <= COUNT_MAX; i++)
        many += counts[i];
    ck_assert_uint_le(many, token_count / 20);
}
END_TEST

static uint32_t state;

static size_t pick(size_t below)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

static size_t cut(char *text, size_t len, size_t at)
{
    size_t gone = 1 + pick(30);
    gone = gone < len - at ? gone : len - at;
    memmove(text + at, text + at + gone, len - at - gone);
    return len - gone;
}

static size_t insert(char *text, size_t len, size_t at, const char *what, size_t what_len)
{
    memmove(text + at + what_len, text + at, len - at);
    memcpy(text + at, what, what_len);
    return len + what_len;
}

static size_t mutate(char *text, size_t len)
{
    size_t at = pick(len), token = pick(token_count);
    char byte = (char)(1 + pick(255));
    switch (pick(4)) {
    case 0: return cut(text, len, at);
    case 1: return insert(text, len, at, &byte, 1);
    case 2: text[at] = (char)(1 + pick(127)); return len;
    default: return insert(text, len, at, example + tokens[token].first, tokens[token].len);
    }
}

START_TEST(torn_texts_never_crash)
{
    char text[2 * TEXT_MAX];
    state = 2463534242u + (uint32_t)_i;
    for (int i = 0; i < 500; i++) {
        size_t len = example_len;
        memcpy(text, example, len);
        for (size_t left = 1 + pick(6); left > 0; left--)
            len = mutate(text, len);
        count_errors(text, len);
    }
}
END_TEST

START_TEST(a_text_cut_at_any_byte_never_crashes)
{
    for (size_t len = 0; len < example_len; len++)
        count_errors(example, len);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_unchecked_fixture(tests, read_example, NULL);
    tcase_add_test(tests, a_missing_token_is_one_message);
    tcase_add_test(tests, a_doubled_token_is_seldom_more_than_two_messages);
    tcase_add_loop_test(tests, torn_texts_never_crash, 0, 4);
    tcase_add_test(tests, a_text_cut_at_any_byte_never_crashes);
}

int main(void)
{
    return parsing_run("mutation", add_tests);
}
