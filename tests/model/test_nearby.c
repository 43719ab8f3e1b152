/* SPDX-License-Identifier: MIT */
/* What is proposed for files and types that are not found. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is said about t.swage, beside which the others stand: common.swage, shop.swage, sub/deep.swage. */
static void open(struct desk *desk, char **folder, const char *text)
{
    *folder = desk_folder();
    free(desk_write(*folder, "common.swage", "namespace common; struct Address { a: int8; }"));
    free(desk_write(*folder, "shop.swage", "struct Item { a: int8; }"));
    free(desk_write(*folder, "notes.txt", ""));
    char *path = desk_write(*folder, "t.swage", text);
    desk_open_file(desk, path, NULL);
    free(path);
}

static const struct {
    const char *text, *meant; /* NULL: nothing is proposed */
} rows[] = {
    {"import \"comon.swage\";", "'common.swage'"},
    {"import \"common\";", "'common.swage'"},
    {"import \"Shop.swage\";", "'shop.swage'"},
    {"import \"./shpo.swage\";", "'./shop.swage'"},
    {"import \"notes.tx\";", NULL},
    {"import \"x.swage\";", NULL}, /* not itself */
    {"import \"nowhere/shop.swage\";", NULL},
    {"import \"\\u0007ommon.swage\";", "'common.swage'"},
    {"import \"common.swage\"; struct A { a: Address; }", "'common.Address'"},
    {"import \"common.swage\"; struct A { a: commn.Address; }", "'common.Address'"},
    {"import \"shop.swage\"; struct A { a: shop.Item; }", "'Item'"},
    {"namespace n; struct A { a: m.B; } struct B { b: int8; }", "'B'"},
    {"struct Page<Element> { a: Elment[]; } struct A { a: int8; } struct P = Page<A>;", "'Element'"},
    {"import \"shop.swage\"; struct A { a: Nothing; }", NULL},
};

START_TEST(what_may_be_meant_is_proposed)
{
    struct desk desk;
    char *folder;
    open(&desk, &folder, rows[_i].text);
    const char *said = strstr(desk.messages, "did you mean ");
    ck_assert_ptr_null(desk.model);
    ck_assert_msg((said != NULL) == (rows[_i].meant != NULL), "%s", desk.messages);
    if (said != NULL)
        ck_assert_msg(strncmp(said + 13, rows[_i].meant, strlen(rows[_i].meant)) == 0, "%s", said);
    desk_close(&desk);
    desk_remove(folder);
}
END_TEST

START_TEST(a_type_of_a_file_that_is_not_imported_is_shown)
{
    static const char a[] = "struct A { a: Address; b: Nothing; }", b[] = "namespace far; struct Address { a: int8; }";
    struct compilation *cx = compilation_new();
    const struct ast_file *files[] = {parse_text(cx, "a.swage", a, sizeof a - 1),
                                      parse_text(cx, "b.swage", b, sizeof b - 1)};
    const struct model *models[2];
    ck_assert(!model_build_all(cx, files, 2, NULL, models));
    const struct diagnostic *first = cx->diagnostics.first;
    ck_assert_ptr_nonnull(first->notes);
    ck_assert_str_eq(first->notes->message, "one is declared here, in a file that 'a.swage' does not import");
    ck_assert_str_eq(first->notes->place.file->path, "b.swage");
    ck_assert_uint_eq(first->notes->place.first, strlen("namespace far; struct "));
    ck_assert_ptr_null(first->next->notes);
    compilation_free(cx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("nearby");
    TCase *tcase = tcase_create("nearby");
    tcase_add_loop_test(tcase, what_may_be_meant_is_proposed, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, a_type_of_a_file_that_is_not_imported_is_shown);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
