/* SPDX-License-Identifier: MIT */
/* What counts as the definition of a function in a C file, and what only looks like one. */
#include "config.h"

#include "scaffold/definitions.h"
#include "syntax/pool.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void exhausted(void *arg)
{
    (void)arg;
    abort();
}

/* "name:line", with a star where it is a handler; "" without any. */
static void find(const char *text, size_t len, char *out, size_t size)
{
    struct pool pool;
    pool_init(&pool, 64 << 20, exhausted, NULL);
    char *copy = malloc(len > 0 ? len : 1); /* so that reading beyond it is noticed */
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, len);
    struct definitions definitions = definitions_find(&pool, copy, len);
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < definitions.count && used < size; i++) {
        const struct definition *each = &definitions.items[i];
        used += (size_t)snprintf(out + used, size - used, "%s%s%s:%zu", i > 0 ? " " : "", each->name,
                                 each->is_handler ? "*" : "", each->line);
    }
    free(copy);
    pool_done(&pool);
}

/* clang-format off */
static const struct {
    const char *text, *wanted;
} cases[] = {
    {"", ""},
    {"int f(void) { return 0; }", "f:1"},
    {"int f(void)\n{\n}\n\nstatic const struct a *g(int b)\n{\n}\n", "f:1 g:5"},
    {"int f(const struct f_params *in, struct f_reply *out)\n{\n}\n", "f*:1"},
    {"int f(const struct g_params *in) { }", "f:1"},
    {"int f(int (*g)(int), struct f_params *in) { }", "f*:1"},
    /* prototypes, calls and variables */
    {"int f(void);", ""},
    {"int f(void); int g(void) { return f(); }", "g:1"},
    {"int g(void) { f(); { h(); } } int i(void) {}", "g:1 i:1"},
    {"static int (*p)(int) = f;", ""},
    {"static const struct a table[] = {{f(1)}, {g}}; int h(void) {}", "h:1"},
    {"int x = sizeof(int); int h(void) {}", "h:1"},
    {"struct a { int (*f)(void); }; int h(void) {}", "h:1"},
    {"enum { A = B(1), C }; int h(void) {}", "h:1"},
    {"_Static_assert(sizeof(int) == 4, \"no\"); int h(void) {}", "h:1"},
    {"typedef int f(void); int h(void) {}", "h:1"},
    /* comments, strings, characters */
    {"/* int f(void) {} */ int g(void) {}", "g:1"},
    {"// int f(void) {}\nint g(void) {}", "g:2"},
    {"// int f(void) {} \\\nint g(void) {}\nint h(void) {}", "h:3"},
    {"// a \\\\\nint g(void) {}\nint h(void) {}", "h:3"},
    {"// a \\ \nint g(void) {}", "g:2"},
    {"int f /* ( */ (void) /* ; */ { /* } */ } int g(void) {}", "f:1 g:1"},
    {"const char *s = \"int f(void) {\"; int g(void) {}", "g:1"},
    {"const char *s = \"\\\"int f(void) {\"; int g(void) {}", "g:1"},
    {"const char *s = \"a\\\\\"; int g(void) {}", "g:1"},
    {"int f(void) { return '}' + '\\'' + '{' + '\"'; } int g(void) {}", "f:1 g:1"},
    {"int f(void) { puts(\"}\"); } int g(void) {}", "f:1 g:1"},
    /* the preprocessor */
    {"#define F int f(void) {\nint g(void) {}", "g:2"},
    {"#define F int f(void) { \\\n  int h(void) {\nint g(void) {}", "g:3"},
    {"  # define F { /* a\nb */ {\nint g(void) {}", "g:3"},
    {"/* a */ #include \"x(\"\nint g(void) {}", "g:2"},
    {"#include <x>\r\nint g(void) {}\r\n", "g:2"},
    /* decoration */
    {"__attribute__((weak)) int f(void) {}", "f:1"},
    {"int f(void) __attribute__((weak)) {}", "f:1"},
    {"[[gnu::weak]] int f(void) {}", "f:1"},
    {"EXPORT(int) f(void) {}", "f:1"},
    {"extern \"C\" {\nint f(void) {}\n}\nint g(void) {}", "f:2 g:4"},
    {"extern \"C\" int f(void) {}", "f:1"},
    {"struct a { int b; } f(void) {}", "f:1"},
    /* what is no C */
    {"int f(void) {", "f:1"},
    {"int f(", ""},
    {"int f(void", ""},
    {"}}}} int f(void) {}", "f:1"},
    {"/* never closed", ""},
    {"\"never closed", ""},
    {"'", ""},
    {"#", ""},
    {"\\", ""},
    {"{ int f(void) {} } int g(void) {}", "g:1"},
    {"(((((", ""},
    {"= ; int f(void) {}", "f:1"},
};
/* clang-format on */

START_TEST(definitions_are_found)
{
    char found[1024];
    find(cases[_i].text, strlen(cases[_i].text), found, sizeof found);
    ck_assert_msg(strcmp(found, cases[_i].wanted) == 0, "%s: %s, not %s", cases[_i].text, found, cases[_i].wanted);
}
END_TEST

START_TEST(a_text_may_end_anywhere)
{
    static const char text[] =
        "extern \"C\" { /* a */ #define X \\\nint f(const struct f_params *in)\n{ return '\\''; } // b\n"
        "int g[] = {1, \"x\\\"\"}; __attribute__((x)) int h(void) {}";
    char found[1024];
    for (size_t len = 0; len <= sizeof text - 1; len++)
        find(text, len, found, sizeof found);
    ck_assert_str_eq(found, "f*:2 h:4");
}
END_TEST

START_TEST(many_functions_and_deep_brackets_are_no_matter)
{
    enum { COUNT = 20000 };
    char *text = malloc(COUNT * 40);
    size_t len = 0;
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < COUNT; i++)
        len += (size_t)sprintf(text + len, "int f%zu(int a) {{{}}}\n", i);
    struct pool pool;
    pool_init(&pool, 64 << 20, exhausted, NULL);
    struct definitions definitions = definitions_find(&pool, text, len);
    ck_assert_uint_eq(definitions.count, COUNT);
    ck_assert_str_eq(definitions.items[COUNT - 1].name, "f19999");
    ck_assert_uint_eq(definitions.items[COUNT - 1].line, COUNT);
    memset(text, '{', COUNT * 40);
    ck_assert_uint_eq(definitions_find(&pool, text, COUNT * 40).count, 0);
    pool_done(&pool);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("definitions");
    TCase *tests = tcase_create("definitions");
    tcase_add_loop_test(tests, definitions_are_found, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, a_text_may_end_anywhere);
    tcase_add_test(tests, many_functions_and_deep_brackets_are_no_matter);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
