/* SPDX-License-Identifier: MIT */
/* The writer of C text: layout from braces, and words of the schema that try to become code. */
#include "config.h"

#include "emit/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct pool pool;
static struct text text;

static void exhausted(void *arg)
{
    (void)arg;
    abort();
}

static void set_up(void)
{
    pool_init(&pool, 1 << 20, exhausted, NULL);
    text_init(&text, &pool);
}

static void tear_down(void)
{
    pool_done(&pool);
}

START_TEST(indentation_is_taken_from_braces)
{
    text_add(&text, "int f(int x)\n{\nswitch (x) {\ncase 1:\nif (x) {\nreturn %d;\n} else {\nx++;\n}\nbreak;\ndefault:\nbreak;\n}\n"
                    "\nclose:\nreturn 0;\n}\n",
             7);
    ck_assert_str_eq(text.ptr, "int f(int x)\n{\n    switch (x) {\n    case 1:\n        if (x) {\n            return 7;\n"
                               "        } else {\n            x++;\n        }\n        break;\n    default:\n        break;\n"
                               "    }\n\nclose:\n    return 0;\n}\n");
}
END_TEST

START_TEST(preprocessor_lines_are_not_indented)
{
    text_add(&text, "struct x {\n#if 1\nint a;\n#endif\n};\n");
    ck_assert_str_eq(text.ptr, "struct x {\n#if 1\n    int a;\n#endif\n};\n");
}
END_TEST

START_TEST(short_docs_take_one_line_and_long_ones_a_block)
{
    text_doc(&text, "One line.");
    text_doc(&text, "Two\nlines, with {");
    text_doc(&text, NULL);
    text_doc(&text, "");
    text_add(&text, "int x;\n");
    ck_assert_str_eq(text.ptr, "/* One line. */\n/*\n * Two\n * lines, with {\n */\nint x;\n");
}
END_TEST

static const char *const hostile[] = {"*/ int x; /*", "/* nested", "**/", "a\\\nb", "ends with \\", "?\?/\nint x;", "*/*/*/", "\r*/", "/*/"};

START_TEST(docs_cannot_end_their_comment)
{
    text_doc(&text, hostile[_i]);
    size_t len = strlen(text.ptr);
    const char *end = strstr(text.ptr, "*/");
    ck_assert_ptr_nonnull(end);
    ck_assert_uint_eq((size_t)(end - text.ptr), len - 3); /* the only end is the last */
    ck_assert_ptr_null(strstr(text.ptr + 2, "/*"));
    ck_assert_ptr_null(strstr(text.ptr, "\\\n"));
    ck_assert_ptr_null(strstr(text.ptr, "?\?/"));
}
END_TEST

START_TEST(literals_hold_any_bytes)
{
    ck_assert_str_eq(text_literal(&pool, "a\"b\\c", 5), "\"a\\\"b\\\\c\"");
    ck_assert_str_eq(text_literal(&pool, "\n\0007", 3), "\"\\012\\0007\"");
    ck_assert_str_eq(text_literal(&pool, "\xc3\xa9", 2), "\"\\303\\251\"");
    ck_assert_str_eq(text_literal(&pool, "?\?/?", 4), "\"?\\?/?\"");
    ck_assert_str_eq(text_literal(&pool, NULL, 0), "\"\"");
}
END_TEST

START_TEST(json_texts_are_escaped)
{
    struct model_text json = text_json(&pool, "a\"\\\n\x1f/\xc3\xa9\b\f\r\t", 12);
    ck_assert_str_eq(json.ptr, "a\\\"\\\\\\n\\u001f/\xc3\xa9\\b\\f\\r\\t");
    ck_assert_uint_eq(json.len, strlen(json.ptr));
}
END_TEST

START_TEST(a_long_text_is_kept_whole)
{
    for (int i = 0; i < 5000; i++)
        text_add(&text, "int x%d;\n", i);
    ck_assert_ptr_nonnull(strstr(text.ptr, "int x0;\n"));
    ck_assert_str_eq(text.ptr + text.len - 11, "int x4999;\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, indentation_is_taken_from_braces);
    tcase_add_test(tests, preprocessor_lines_are_not_indented);
    tcase_add_test(tests, short_docs_take_one_line_and_long_ones_a_block);
    tcase_add_loop_test(tests, docs_cannot_end_their_comment, 0, sizeof hostile / sizeof *hostile);
    tcase_add_test(tests, literals_hold_any_bytes);
    tcase_add_test(tests, json_texts_are_escaped);
    tcase_add_test(tests, a_long_text_is_kept_whole);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
