/* SPDX-License-Identifier: MIT */
/* Text to tokens: kinds, texts, places, and what is refused. */
#include "config.h"

#include "tokens.h"

#include <stdlib.h>

static const struct {
    const char *text, *tokens, *faults;
} cases[] = {
    {"", "END", ""},
    {" \t\r\n\n", "END", ""},
    {"struct enum union typedef true false null", "struct enum union typedef true false null END", ""},
    {"structs Struct import query _x9", "IDENT IDENT IDENT IDENT IDENT END", ""},
    {"a.b a.b.c", "QNAME QNAME END", ""},
    {"a..b", "IDENT .. IDENT END", ""},
    {"1..64 ..5 1.. -1..-0x1F", "INT .. INT .. INT INT .. INT .. INT END", ""},
    {"1.5..2.5e3", "FLOAT .. FLOAT END", ""},
    {"...Audit", "... IDENT END", ""},
    {"{}()[]<>:;,=?@|", "{ } ( ) [ ] < > : ; , = ? @ | END", ""},
    {"-> -1", "-> INT END", ""},
    {"\"a\\\"b\" \"\"", "STRING STRING END", ""},
    {"a // b c\nd", "IDENT IDENT END", ""},
    {"a /* b * c\n ** d **/ e /**/ f", "IDENT IDENT IDENT END", ""},
    {"a /* b", "IDENT END", "1:3 unclosed-comment"},
    {"a /* b *", "IDENT END", "1:3 unclosed-comment"},
    {"a /*/ b", "IDENT END", "1:3 unclosed-comment"},
    {"\"abc\nd", "STRING IDENT END", "1:1 unclosed-string"},
    {"\"abc\\\"", "STRING END", "1:1 unclosed-string"},
    {"\"abc\\\nd", "STRING IDENT END", "1:1 unclosed-string"},
    {"\"", "STRING END", "1:1 unclosed-string"},
    {"\"a\\\\\"", "STRING END", ""},
    {"x \"a\\qb\" y", "IDENT STRING IDENT END", "1:5 bad-string"},
    {"'abc' x", "STRING IDENT END", "1:1 bad-string"},
    {"007", "FLOAT END", "1:1 bad-number"},
    {"12abc 0xZZ", "FLOAT FLOAT END", "1:1 bad-number; 1:7 bad-number"},
    {"1e+ 1_000", "FLOAT FLOAT END", "1:1 bad-number; 1:5 bad-number"},
    {"# a b\nc", "IDENT END", "1:1 bad-character"},
    {"a $ b", "IDENT IDENT END", "1:3 bad-character"},
    {"a %%^%% b", "IDENT IDENT END", "1:3 bad-character"},
    {"a - b", "IDENT IDENT END", "1:3 bad-character"},
    {"a . b", "IDENT IDENT END", "1:3 bad-character"},
    {"a / b", "IDENT IDENT END", "1:3 bad-character"},
    {"gr\xc3\xb6\xc3\x9f"
     "e: int32",
     "IDENT : IDENT END", "1:1 bad-character"},
    {"\xe2\x82\xac", "IDENT END", "1:1 bad-character"},
    {"a \x01 b \x7f c", "IDENT IDENT IDENT END", "1:3 bad-character"},
    {"a 'b\nc", "IDENT IDENT IDENT END", "1:3 bad-character"},
};

START_TEST(texts_are_cut_into_tokens)
{
    char buf[512];
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, cases[_i].text, strlen(cases[_i].text));
    tokens_list(p, lexer_read, buf, sizeof buf);
    ck_assert_str_eq(buf, cases[_i].tokens);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), cases[_i].faults);
    lexer_close(p);
    compilation_free(cx);
}
END_TEST

START_TEST(tokens_know_their_text_and_place)
{
    static const struct {
        const char *text, *written;
        unsigned line, col;
    } want[] = {
        {"User", "User", 1, 1},   {"", ";", 1, 6},      {"a\tb", "\"a\\tb\"", 2, 3},
        {"-0x1F", "-0x1F", 5, 1}, {"a.b", "a.b", 7, 1},
    };
    static const char text[] = "User ;\r\n \t\"a\\tb\" /* x\n\n   */\r\n-0x1F\n\r\na.b\n";
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, text, sizeof text - 1);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct token token = lexer_read(p);
        if (token.kind != ';')
            ck_assert_str_eq(token.text.ptr, want[i].text);
        ck_assert_ptr_eq(token.at.file, p->source);
        ck_assert_uint_eq(token.at.line, want[i].line);
        ck_assert_uint_eq(token.at.col, want[i].col);
        ck_assert_uint_eq(token.at.end - token.at.first, strlen(want[i].written));
        ck_assert_mem_eq(text + token.at.first, want[i].written, strlen(want[i].written));
    }
    struct token end = lexer_read(p);
    ck_assert_int_eq(end.kind, 0);
    ck_assert_uint_eq(end.at.first, sizeof text - 1);
    ck_assert_int_eq(lexer_read(p).kind, 0);
    compilation_free(cx);
}
END_TEST

START_TEST(one_token_may_be_a_million_bytes)
{
    static const char *const frames[][2] = {{"", ""}, {"\"", "\""}, {"//", "\nx"}, {"/*", "*/ x"}};
    const size_t len = 1000000;
    char *text = malloc(len + 16);
    ck_assert_ptr_nonnull(text);
    strcpy(text, frames[_i][0]);
    size_t lead = strlen(text);
    memset(text + lead, 'a', len);
    strcpy(text + lead + len, frames[_i][1]);
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, text, strlen(text));
    struct token token = lexer_read(p);
    ck_assert_uint_eq(token.text.len, _i < 2 ? len : 1);
    ck_assert_int_eq(lexer_read(p).kind, 0);
    compilation_free(cx);
    free(text);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, texts_are_cut_into_tokens, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, tokens_know_their_text_and_place);
    tcase_add_loop_test(tests, one_token_may_be_a_million_bytes, 0, 4);
}

int main(void)
{
    return parsing_run("lexer", add_tests);
}
