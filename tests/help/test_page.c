/* SPDX-License-Identifier: MIT */
/* Every code has a page, whose wrong example is answered with this code alone and whose right one with nothing. */
#include "config.h"

#include "help/page.h"
#include "model/build.h"
#include "model/lint.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Those that no short schema can show; tests/command/errors.sh and tests/syntax have them. */
static const enum diagnostic_code unshown[] = {DIAGNOSTIC_UNREADABLE_FILE, DIAGNOSTIC_FILE_TOO_LARGE,
                                               DIAGNOSTIC_OUT_OF_MEMORY, DIAGNOSTIC_BAD_ENCODING, DIAGNOSTIC_TOO_DEEP};

static bool is_unshown(enum diagnostic_code code)
{
    for (size_t i = 0; i < sizeof unshown / sizeof *unshown; i++)
        if (unshown[i] == code)
            return true;
    return false;
}

static char folder[] = "/tmp/test_page_XXXXXX";

/* common.swage is found in the folder of -I. */
static void set_up(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    FILE *out = fopen("common.swage", "w");
    ck_assert_int_ge(fputs(page_common, out), 0);
    fclose(out);
}

static void tear_down(void)
{
    unlink("common.swage");
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(folder);
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
}

/* Compiles the text, and lints it when the page is of a rule; how many messages there are. */
static size_t compile(struct compilation *cx, const char *text, enum diagnostic_code code)
{
    struct lint_choice choice = lint_usual();
    const struct model *model = NULL;
    const struct ast_file *file = parse_text(cx, "page.swage", text, strlen(text));
    if (file != NULL)
        model = model_build(cx, file, NULL);
    ck_assert(model != NULL || diagnostic_errors(cx) > 0);
    choice.is_on[code] = true;
    if (model != NULL && lint_is_rule(code))
        lint_check(cx, file, model, &choice);
    return diagnostic_errors(cx) + cx->diagnostics.warning_count;
}

START_TEST(a_wrong_example_is_answered_with_its_code_alone)
{
    enum diagnostic_code code = (enum diagnostic_code)_i;
    const struct page *page = page_get(code);
    ck_assert_int_eq(page->wrong == NULL, is_unshown(code));
    if (page->wrong == NULL)
        return;
    struct compilation *cx = compilation_new();
    ck_assert_uint_gt(compile(cx, page->wrong, code), 0);
    for (const struct diagnostic *each = cx->diagnostics.first; each != NULL; each = each->next)
        ck_assert_msg(each->code == code, "%s: %s [%s]", diagnostic_code_name(code), each->message,
                      diagnostic_code_name(each->code));
    compilation_free(cx);
}
END_TEST

START_TEST(a_right_example_is_answered_with_nothing)
{
    enum diagnostic_code code = (enum diagnostic_code)_i;
    const struct page *page = page_get(code);
    ck_assert_int_eq(page->right == NULL, is_unshown(code));
    if (page->right == NULL)
        return;
    struct compilation *cx = compilation_new();
    size_t count = compile(cx, page->right, code);
    ck_assert_msg(count == 0, "%s: %s", diagnostic_code_name(code), count == 0 ? "" : cx->diagnostics.first->message);
    compilation_free(cx);
}
END_TEST

START_TEST(a_page_says_why)
{
    const struct page *page = page_get((enum diagnostic_code)_i);
    size_t len = strlen(page->text);
    ck_assert_int_eq((int)page->code, _i);
    ck_assert_uint_gt(len, 40);
    ck_assert_int_eq(page->text[len - 1], '.');
}
END_TEST

START_TEST(a_page_fits_a_terminal)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    page_print(page_get((enum diagnostic_code)_i), out);
    fclose(out);
    for (const char *line = text; *line != '\0';) {
        size_t len = strcspn(line, "\n");
        ck_assert_msg(len <= 110, "%.*s", (int)len, line);
        ck_assert_msg(len == 0 || line[len - 1] != ' ', "%.*s", (int)len, line);
        line += len + 1;
    }
    free(text);
}
END_TEST

START_TEST(a_page_is_laid_out)
{
    static const struct page page = {DIAGNOSTIC_STRAY_DOC, "a\n\nb\n", "c\n",
                                     "One two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                                     "fifteen."};
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    page_print(&page, out);
    fclose(out);
    ck_assert_str_eq(text, "stray-doc (warning): a doc comment that nothing stands behind\n"
                           "\n"
                           "One two three four five six seven eight nine ten eleven twelve thirteen\n"
                           "fourteen fifteen.\n"
                           "\nWrong:\n\n    a\n\n    b\n\nRight:\n\n    c\n");
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("page");
    TCase *tc = tcase_create("page");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, a_wrong_example_is_answered_with_its_code_alone, 0, DIAGNOSTIC_CODE_COUNT);
    tcase_add_loop_test(tc, a_right_example_is_answered_with_nothing, 0, DIAGNOSTIC_CODE_COUNT);
    tcase_add_loop_test(tc, a_page_says_why, 0, DIAGNOSTIC_CODE_COUNT);
    tcase_add_loop_test(tc, a_page_fits_a_terminal, 0, DIAGNOSTIC_CODE_COUNT);
    tcase_add_test(tc, a_page_is_laid_out);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
