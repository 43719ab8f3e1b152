/* SPDX-License-Identifier: MIT */
/* Large, long and deep schemas: time and memory in proportion, a located error where there is a limit. */
#include "config.h"

#include "parsing.h"

#include <stdlib.h>
#include <time.h>

struct text {
    char *ptr;
    size_t len, cap;
};

static void put(struct text *text, const char *what)
{
    size_t len = strlen(what);
    if (text->len + len + 1 > text->cap) {
        text->cap = 2 * (text->len + len) + 1024;
        text->ptr = realloc(text->ptr, text->cap);
        ck_assert_ptr_nonnull(text->ptr);
    }
    memcpy(text->ptr + text->len, what, len + 1);
    text->len += len;
}

static void put_many(struct text *text, const char *what, size_t times)
{
    while (times-- > 0)
        put(text, what);
}

/* Reads and frees the text; what it said stands in `faults`. Returns seconds of CPU time. */
static double read_text(struct text *text, char *faults, size_t size)
{
    clock_t before = clock();
    struct parsing parsing = parsing_of_bytes(text->ptr, text->len);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    parsing_faults(parsing.cx, faults, size);
    parsing_done(&parsing);
    free(text->ptr);
    *text = (struct text){0};
    return seconds;
}

static void put_members(struct text *text, size_t count)
{
    char line[96];
    put(text, "struct Wide {\n");
    for (size_t i = 0; i < count; i++) {
        snprintf(line, sizeof line, "    member_%zu?: string(1..64) | null @name(\"m%zu\");\n", i, i);
        put(text, line);
    }
    put(text, "}\n");
}

START_TEST(a_hundred_thousand_members_take_linear_time)
{
    char faults[256];
    struct text text = {0};
    put_members(&text, 20000);
    double small = read_text(&text, faults, sizeof faults);
    ck_assert_str_eq(faults, "");
    put_members(&text, 200000);
    ck_assert_uint_gt(text.len, 10000000); /* ten megabytes */
    double large = read_text(&text, faults, sizeof faults);
    ck_assert_str_eq(faults, "");
    ck_assert_double_lt(large, small * 30 + 0.2); /* ten times the text, room for a busy machine */
}
END_TEST

START_TEST(one_line_may_have_ten_million_characters)
{
    char faults[256];
    struct text text = {0};
    put_many(&text, "struct A { a: b; } ", 500000);
    double seconds = read_text(&text, faults, sizeof faults);
    ck_assert_str_eq(faults, "");
    ck_assert_double_lt(seconds, 20);
}
END_TEST

START_TEST(a_broken_line_of_a_million_characters_is_not_quadratic)
{
    static char printed[1 << 20];
    struct text text = {0};
    put_many(&text, "struct A { a b; } ", 60000);
    clock_t before = clock();
    struct parsing parsing = parsing_of_bytes(text.ptr, text.len);
    ck_assert_uint_eq(diagnostic_errors(parsing.cx), 60000);
    parsing_printed(parsing.cx, printed, sizeof printed);
    ck_assert_double_lt((double)(clock() - before) / CLOCKS_PER_SEC, 10);
    ck_assert_uint_lt(strlen(printed), 100 * 600);
    parsing_done(&parsing);
    free(text.ptr);
}
END_TEST

static const struct {
    const char *lead, *opener, *inner, *closer, *tail, *code;
} nests[] = {
    {"@a(", "[", "1", "]", ")\nstruct A { }", "too-deep"},
    {"@a(", "{\"b\":", "1", "}", ")\nstruct A { }", "too-deep"},
    {"typedef A = ", "(", "b", ")", ";", "too-deep"},
    {"typedef A = ", "b<", "b", ">", ";", "too-deep"},
    {"typedef A = b", "[]", "", "", ";", "too-deep"},
    {"typedef A = b", "[2]", "", "", ";", "too-deep"},
    {"", "group \"/a\" { ", "", "} ", "", "too-deep"},
    {"struct A { x: ", "(", "b", " | null)[]", "; }", "too-deep"},
    {"", "((((", "", "", "", NULL},
    {"", "[{<(", "", "", "", NULL},
    {"", "}])>", "", "", "", NULL},
    {"", "struct A {", "", "", "", NULL},
    {"", "@", "", "", "", NULL},
    {"", "a.", "b", "", "", NULL},
};

static void check_nest(int which, size_t depth, bool must_be_good)
{
    char faults[65536];
    struct text text = {0};
    put(&text, nests[which].lead);
    put_many(&text, nests[which].opener, depth);
    put(&text, nests[which].inner);
    put_many(&text, nests[which].closer, depth);
    put(&text, nests[which].tail);
    double seconds = read_text(&text, faults, sizeof faults);
    ck_assert_double_lt(seconds, 20);
    if (nests[which].code == NULL)
        return;
    if (must_be_good)
        ck_assert_str_eq(faults, "");
    else
        ck_assert_msg(strstr(faults, nests[which].code) != NULL, "%s", faults);
}

START_TEST(any_nesting_is_read_or_refused_where_it_is_too_deep)
{
    check_nest(_i, 100, true);
    check_nest(_i, 1000, false);
    check_nest(_i, 100000, false);
}
END_TEST

START_TEST(a_refused_nesting_is_one_message)
{
    char faults[65536];
    struct text text = {0};
    put(&text, "@a(");
    put_many(&text, "[", 100000);
    read_text(&text, faults, sizeof faults);
    ck_assert_str_eq(faults, "1:259 too-deep");
}
END_TEST

static void read_densest(struct compilation *cx, void *arg)
{
    const struct text *text = arg;
    cx->pool.max = 20u << 20;
    parse_text(cx, "dense.swage", text->ptr, text->len);
}

START_TEST(a_text_that_needs_too_much_memory_is_refused_where_it_ran_out)
{
    char faults[256];
    struct text text = {0};
    put(&text, "@a([1");
    put_many(&text, ",1", 1000000);
    put(&text, "])\nstruct A { }");
    struct compilation *cx = compilation_new();
    ck_assert(!compilation_run(cx, read_densest, &text));
    parsing_faults(cx, faults, sizeof faults);
    ck_assert_ptr_nonnull(strstr(faults, " out-of-memory"));
    ck_assert_int_eq(faults[0], '1');
    compilation_free(cx);
    free(text.ptr);
}
END_TEST

struct limited {
    const struct text *text;
    size_t max;
};

static void read_limited(struct compilation *cx, void *arg)
{
    const struct limited *limited = arg;
    cx->pool.max = limited->max;
    parse_text(cx, "t.swage", limited->text->ptr, limited->text->len);
}

START_TEST(memory_may_end_anywhere)
{
    char faults[256];
    struct text text = {0};
    put_members(&text, 500);
    put_many(&text, "/// doc\n@a([1, {\"b\": \"c\"}])\nGET \"/\" f(query q: r) -> 200 S { header h: t; };\n", 500);
    int failed = 0, passed = 0;
    for (size_t max = 0; max < 4000000; max += 50000) {
        struct limited limited = {.text = &text, .max = max};
        struct compilation *cx = compilation_new();
        bool is_good = compilation_run(cx, read_limited, &limited);
        ck_assert_uint_le(cx->pool.used, max);
        ck_assert_uint_eq(diagnostic_errors(cx), is_good ? 0 : 1);
        parsing_faults(cx, faults, sizeof faults);
        ck_assert_int_eq(strstr(faults, "out-of-memory") != NULL, !is_good);
        *(is_good ? &passed : &failed) += 1;
        compilation_free(cx);
    }
    ck_assert_int_gt(failed, 5);
    ck_assert_int_gt(passed, 5);
    free(text.ptr);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, a_hundred_thousand_members_take_linear_time);
    tcase_add_test(tests, one_line_may_have_ten_million_characters);
    tcase_add_test(tests, a_broken_line_of_a_million_characters_is_not_quadratic);
    tcase_add_loop_test(tests, any_nesting_is_read_or_refused_where_it_is_too_deep, 0, sizeof nests / sizeof *nests);
    tcase_add_test(tests, a_refused_nesting_is_one_message);
    tcase_add_test(tests, memory_may_end_anywhere);
    tcase_add_test(tests, a_text_that_needs_too_much_memory_is_refused_where_it_ran_out);
}

int main(void)
{
    return parsing_run("size", add_tests);
}
