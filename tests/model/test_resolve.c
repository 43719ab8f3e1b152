/* SPDX-License-Identifier: MIT */
/* Files that import one another, and which declaration a name means. */
#include "config.h"

#include "desk.h"

#include "syntax/source.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct file {
    const char *name, *text;
};

enum { FILES_MAX = 5 };

/* Compiles the first of some files that lie in one folder. */
static void open_files(struct desk *desk, const struct file *files)
{
    char *folder = desk_folder(), *first = NULL;
    for (size_t i = 0; i < FILES_MAX && files[i].name != NULL; i++) {
        char *path = desk_write(folder, files[i].name, files[i].text);
        if (i == 0)
            first = path;
        else
            free(path);
    }
    desk_open_file(desk, first, NULL);
    free(first);
    desk_remove(folder);
}

static void check_files(const struct file *files, const char *faults)
{
    struct desk desk;
    open_files(&desk, files);
    ck_assert_msg(strcmp(desk.faults, faults) == 0, "%s\nwanted: %s\nfound:  %s\n%s", files[0].text, faults,
                  desk.faults, desk.messages);
    desk_close(&desk);
}

START_TEST(imports_bring_types)
{
    static const struct file files[] = {
        {"t.swage", "import \"common.swage\"; struct A { b: B; e: E = x; t: Tt; }"},
        {"common.swage", "struct B { b: int8; } enum E { x } typedef Tt = int8; POST \"/b\" b();"},
        {NULL, NULL}};
    struct desk desk;
    open_files(&desk, files);
    ck_assert_str_eq(desk.faults, "");
    ck_assert_str_eq(desk_member(&desk, "A", "b")->type->c_type, "struct b");
    ck_assert_str_eq(desk_member(&desk, "A", "b")->type->structure->home, "common");
    ck_assert_str_eq(desk_member(&desk, "A", "e")->value->enumerator->c_name, "E_X");
    ck_assert_str_eq(desk_struct(&desk, "A")->home, "t");
    ck_assert_uint_eq(desk.model->decl_count, 1); /* its own ones only */
    ck_assert_uint_eq(desk.model->route_count, 0);
    ck_assert_uint_eq(desk.model->import_count, 1);
    ck_assert_str_eq(desk.model->imports[0].stem, "common");
    desk_close(&desk);
}
END_TEST

START_TEST(names_of_other_namespaces_are_qualified)
{
    static const struct file files[] = {{"t.swage",
                                         "namespace a; import \"b.swage\"; import \"c.swage\"; import \"d.swage\";\n"
                                         "struct A { own: X; other: b.X; deep: b.c.X; free: Free; }\n"
                                         "struct X { mine: int8; }"},
                                        {"b.swage", "namespace b; struct X { b: int8; }"},
                                        {"c.swage", "namespace b.c; struct X { c: int8; }"},
                                        {"d.swage", "struct Free { d: int8; }"},
                                        {NULL, NULL}};
    struct desk desk;
    open_files(&desk, files);
    ck_assert_str_eq(desk.faults, "");
    ck_assert_str_eq(desk_member(&desk, "A", "own")->type->c_type, "struct a_x");
    ck_assert_str_eq(desk_member(&desk, "A", "other")->type->c_type, "struct b_x");
    ck_assert_str_eq(desk_member(&desk, "A", "deep")->type->c_type, "struct b_c_x");
    ck_assert_str_eq(desk_member(&desk, "A", "free")->type->c_type, "struct free");
    desk_close(&desk);
}
END_TEST

START_TEST(one_namespace_may_have_several_files)
{
    static const struct file files[] = {{"t.swage", "namespace a; import \"b.swage\"; struct A { x: X; y: a.X; }"},
                                        {"b.swage", "namespace a; struct X { b: int8; }"},
                                        {NULL, NULL}};
    check_files(files, "");
}
END_TEST

START_TEST(what_is_not_imported_is_unknown)
{
    static const struct file rows[][FILES_MAX] = {
        {{"t.swage", "import \"b.swage\"; struct A { x: X; }"}, {"b.swage", "namespace b; struct X { b: int8; }"}},
        {{"t.swage", "import \"b.swage\"; struct A { x: b.Y; }"}, {"b.swage", "namespace b; struct X { b: int8; }"}},
        {{"t.swage", "import \"b.swage\"; struct A { x: C; }"},
         {"b.swage", "import \"c.swage\"; struct X { c: C; }"},
         {"c.swage", "struct C { b: int8; }"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_files(rows[i], "1:33 unknown-type");
}
END_TEST

START_TEST(a_qualified_name_is_proposed)
{
    static const struct file files[] = {{"t.swage", "import \"b.swage\"; struct A { x: bb.Itm; }"},
                                        {"b.swage", "namespace bb; struct Item { b: int8; }"},
                                        {NULL, NULL}};
    struct desk desk;
    open_files(&desk, files);
    ck_assert_ptr_nonnull(strstr(desk.messages, "did you mean 'bb.Item'?"));
    desk_close(&desk);
}
END_TEST

START_TEST(missing_and_odd_imports_are_located)
{
    static const struct file rows[][2] = {
        {{"t.swage", "import \"nope.swage\"; struct A { x: Nope; y: also.Nope; }"}},
        {{"t.swage", "import \"\"; struct A { a: int8; }"}},
        {{"t.swage", "import \"a\\u0000b\"; struct A { a: int8; }"}},
        {{"t.swage", "import \"t.swage\"; struct A { a: int8; }"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_files(rows[i], "1:8 bad-import");
}
END_TEST

START_TEST(cycles_of_imports_are_shown)
{
    static const struct file files[] = {{"t.swage", "import \"b.swage\"; struct A { b: B; }"},
                                        {"b.swage", "import \"c.swage\"; struct B { c: C; }"},
                                        {"c.swage", "import \"t.swage\"; struct C { x: A; }"},
                                        {NULL, NULL}};
    struct desk desk;
    open_files(&desk, files);
    ck_assert_str_eq(desk.faults, "c.swage:1:8 bad-import");
    ck_assert_ptr_nonnull(strstr(desk.messages, "t.swage:1:8: note:"));
    ck_assert_ptr_nonnull(strstr(desk.messages, "b.swage:1:8: note:"));
    desk_close(&desk);
}
END_TEST

START_TEST(a_file_is_read_once)
{
    static const struct file files[] = {
        {"t.swage", "import \"b.swage\"; import \"c.swage\"; import \"./b.swage\"; struct A { b: B; c: C; }"},
        {"b.swage", "struct B { b: int8; }"},
        {"c.swage", "import \"b.swage\"; struct C { b: B; }"},
        {NULL, NULL}};
    struct desk desk;
    open_files(&desk, files);
    ck_assert_str_eq(desk.faults, "");
    ck_assert_uint_eq(desk.cx->source_count, 3);
    ck_assert_uint_eq(desk.model->import_count, 2);
    desk_close(&desk);
}
END_TEST

START_TEST(errors_of_all_files_are_told_at_once)
{
    static const struct file files[] = {
        {"t.swage", "import \"b.swage\"; import \"c.swage\"; struct A { x: nope; b: B; }"},
        {"b.swage", "struct B { x: nope; }"},
        {"c.swage", "struct C { x: int8 y: nope; }\nPOST \"/{x}\" x();"},
        {NULL, NULL}};
    /* c.swage has a syntax error, so that names may come from there: nobody can say what is unknown in t.swage. */
    check_files(files, "b.swage:1:15 unknown-type, c.swage:1:19 missing-separator");
}
END_TEST

START_TEST(names_in_c_are_apart_across_files)
{
    static const struct file rows[][FILES_MAX] = {
        {{"t.swage", "import \"b.swage\"; struct A { b: int8; }"}, {"b.swage", "struct A { b: int8; }"}},
        {{"t.swage", "import \"b.swage\"; struct A { b: int8; }"}, {"b.swage", "struct A_copy { b: int8; }"}},
        {{"t.swage", "import \"b.swage\"; struct A { b: int8; }"},
         {"b.swage", "import \"c.swage\"; struct B { b: int8; }"},
         {"c.swage", "struct A { b: int8; }"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_files(rows[i], "1:26 name-collision");
    static const struct file siblings[] = {{"t.swage", "import \"b.swage\"; import \"c.swage\"; struct A { b: int8; }"},
                                           {"b.swage", "struct X { b: int8; }"},
                                           {"c.swage", "struct X { b: int8; }"},
                                           {NULL, NULL}};
    check_files(siblings, "1:26 name-collision");
    static const struct file apart[] = {{"t.swage", "namespace t; import \"b.swage\"; struct A { b: int8; }"},
                                        {"b.swage", "namespace b; struct A { b: int8; }"},
                                        {NULL, NULL}};
    check_files(apart, "");
}
END_TEST

START_TEST(headers_of_one_name_are_refused)
{
    char *folder = desk_folder(), path[256];
    struct desk desk;
    snprintf(path, sizeof path, "%s/x", folder);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    free(desk_write(folder, "x/b.swage", "struct B { b: int8; }"));
    free(desk_write(folder, "b.swage", "struct C { b: int8; }"));
    free(desk_write(folder, "x/t.swage", "struct D { b: int8; }"));
    char *first = desk_write(folder, "t.swage", "import \"b.swage\"; import \"x/b.swage\";\nimport \"x/t.swage\";");
    desk_open_file(&desk, first, NULL);
    ck_assert_str_eq(desk.faults, "1:26 name-collision, 2:8 name-collision");
    desk_close(&desk);
    free(first);
    desk_remove(folder);
}
END_TEST

START_TEST(imports_are_looked_for_beside_the_file_then_in_the_folders)
{
    char *folder = desk_folder(), *other = desk_folder();
    const char *dirs[] = {"/nonexistent", other};
    struct model_options options = {.include_dirs = dirs, .include_dir_count = 2};
    struct desk desk;
    free(desk_write(folder, "b.swage", "struct Beside { b: int8; }"));
    free(desk_write(other, "b.swage", "struct Hidden { b: int8; }"));
    free(desk_write(other, "c.swage", "import \"d.swage\"; struct Found { d: Deep; }"));
    free(desk_write(other, "d.swage", "struct Deep { b: int8; }"));
    char *first =
        desk_write(folder, "t.swage", "import \"b.swage\"; import \"c.swage\"; struct A { b: Beside; c: Found; }");
    desk_open_file(&desk, first, &options);
    ck_assert_str_eq(desk.faults, "");
    desk_close(&desk);
    free(first);
    desk_remove(folder);
    desk_remove(other);
}
END_TEST

START_TEST(names_of_files_can_be_names_in_c)
{
    static const struct {
        const char *path, *fault;
    } rows[] = {
        {"user.swage", NULL},
        {"user-v2.swage", NULL},
        {"a.b.swage", NULL},
        {"dir/Order.swage", NULL},
        {"time.swage", "reserved-name"},
        {"string.swage", "reserved-name"},
        {"swage.swage", "reserved-name"},
        {"swage_x.swage", "reserved-name"},
        {"1st.swage", "bad-name"},
        {"_x.swage", "bad-name"},
        {"a b.swage", "bad-name"},
        {"caf\xc3\xa9.swage", "bad-name"},
        {"a\"b.swage", "bad-name"},
    };
    static const char text[] = "struct A { a: int8; }";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct compilation *cx = compilation_new();
        const struct ast_file *file = parse_text(cx, rows[i].path, text, sizeof text - 1);
        const struct model *model = model_build(cx, file, NULL);
        if (rows[i].fault == NULL)
            ck_assert_msg(model != NULL, "%s", rows[i].path);
        else {
            ck_assert_msg(model == NULL, "%s", rows[i].path);
            ck_assert_str_eq(diagnostic_code_name(cx->diagnostics.first->code), rows[i].fault);
        }
        compilation_free(cx);
    }
}
END_TEST

START_TEST(files_named_together_are_not_bound_unless_they_import)
{
    static const char a[] = "struct User { a: int8; }", b[] = "struct User { b: Missing; }";
    struct compilation *cx = compilation_new();
    const struct ast_file *files[] = {parse_text(cx, "a.swage", a, sizeof a - 1),
                                      parse_text(cx, "b.swage", a, sizeof a - 1)};
    const struct model *models[2] = {NULL, NULL};
    ck_assert(model_build_all(cx, files, 2, NULL, models));
    ck_assert_str_eq(models[0]->stem, "a");
    ck_assert_str_eq(models[1]->stem, "b");
    compilation_free(cx);

    cx = compilation_new();
    files[0] = parse_text(cx, "a.swage", a, sizeof a - 1);
    files[1] = parse_text(cx, "b.swage", b, sizeof b - 1);
    models[0] = models[1] = NULL;
    ck_assert(!model_build_all(cx, files, 2, NULL, models));
    ck_assert_ptr_null(models[0]);
    compilation_free(cx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resolve");
    TCase *tcase = tcase_create("resolve");
    tcase_add_test(tcase, imports_bring_types);
    tcase_add_test(tcase, names_of_other_namespaces_are_qualified);
    tcase_add_test(tcase, one_namespace_may_have_several_files);
    tcase_add_test(tcase, what_is_not_imported_is_unknown);
    tcase_add_test(tcase, a_qualified_name_is_proposed);
    tcase_add_test(tcase, missing_and_odd_imports_are_located);
    tcase_add_test(tcase, cycles_of_imports_are_shown);
    tcase_add_test(tcase, a_file_is_read_once);
    tcase_add_test(tcase, errors_of_all_files_are_told_at_once);
    tcase_add_test(tcase, names_in_c_are_apart_across_files);
    tcase_add_test(tcase, headers_of_one_name_are_refused);
    tcase_add_test(tcase, imports_are_looked_for_beside_the_file_then_in_the_folders);
    tcase_add_test(tcase, names_of_files_can_be_names_in_c);
    tcase_add_test(tcase, files_named_together_are_not_bound_unless_they_import);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
