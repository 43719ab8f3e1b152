/* SPDX-License-Identifier: MIT */
/* NAME_check.c: a suite for the Check framework. */
#include "config.h"

#include "emit/check.h"

#include <stdarg.h>
#include <string.h>

enum { ROW_WIDTH = 114 };

const char *check_name(struct check *check, const void *of, const char *verb, const char *base)
{
    return emitter_name(check->e, of, verb, base);
}

const char *check_string(struct check *check, const char *text)
{
    return text ? text_literal(check->e->pool, text, strlen(text)) : "NULL";
}

void check_row(struct text *rows, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *row = pool_vprintf(rows->pool, format, args);
    va_end(args);
    text_bytes(rows, row, strlen(row));
}

void check_fields(struct check *check, struct text *rows, const struct text *fields)
{
    if (fields->len > ROW_WIDTH) {
        check_row(rows, "{\n%s},\n", fields->ptr);
        return;
    }
    char *line = pool_copy(check->e->pool, fields->ptr, fields->len - 2); /* without the last comma */
    for (char *c = line; *c; c++)
        if (*c == '\n')
            *c = ' ';
    check_row(rows, "{%s},\n", line);
}

void check_table(struct check *check, const char *head, const struct text *rows)
{
    text_add(&check->e->text, "%s = {\n%s};\n\n", head, rows->ptr);
}

void check_test(struct check *check, const void *of, const char *base, const char *call)
{
    struct check_test *test = pool_alloc(check->e->pool, sizeof *test);
    test->name = check_name(check, of, "test", base);
    *check->last = test;
    check->last = &test->next;
    check->test_count++;
    text_add(&check->e->text, "START_TEST(%s)\n{\nhold_fact(%s);\n}\nEND_TEST\n\n", test->name, call);
}

static void emit_head(struct emitter *e)
{
    emitter_head(e);
    text_add(&e->text,
             "/*\n"
             " * Holds what was generated to the schema. Link it with NAME.c and NAME_routes.c, with the functions that the schema\n"
             " * leaves to you, with libswage-test and with Check:\n"
             " *\n"
             " *     cc %s_check.c %s.c %s$(pkg-config --cflags --libs swage-test check)\n"
             " *\n"
             " * Between backquotes stands how often a text is repeated, and the text.\n"
             " */\n",
             e->model->stem, e->model->stem,
             e->model->route_count > 0 ? emitter_format(e, "%s_routes.c ", e->model->stem) : "");
    text_add(&e->text, "#include \"%s%s.h\"\n\n#include <swage/suite.h>\n\n#include <check.h>\n#include <stdio.h>\n"
                       "#include <stdlib.h>\n\n",
             e->model->stem, e->model->route_count > 0 ? "_routes" : "");
    text_add(&e->text, "static void hold_fact(const char *fault)\n{\nif (fault)\n    ck_abort_msg(\"%%s\", fault);\n}\n\n");
}

static void emit_main(struct check *check)
{
    struct text *t = &check->e->text;
    text_banner(t, "all");
    text_add(t,
             "int main(void)\n"
             "{\n"
             "Suite *suite = suite_create(\"%s: %zu tests of %zu cases\");\n"
             "TCase *tcase = tcase_create(\"%s\");\n",
             check->e->model->stem, check->test_count, check->case_count, check->e->model->stem);
    for (const struct check_test *test = check->first; test; test = test->next)
        text_add(t, "tcase_add_test(tcase, %s);\n", test->name);
    text_add(t,
             "suite_add_tcase(suite, tcase);\n"
             "if (!swage_suite_counts())\n"
             "    puts(\"allocations cannot be counted here: skipped\");\n"
             "SRunner *runner = srunner_create(suite);\n"
             "srunner_run_all(runner, CK_ENV);\n"
             "int failed = srunner_ntests_failed(runner);\n"
             "srunner_free(runner);\n"
             "return failed ? EXIT_FAILURE : EXIT_SUCCESS;\n"
             "}\n");
}

void emit_check_source(struct emitter *e)
{
    struct check check = {.e = e, .bounds = bounds_new(e->pool, &e->model, 1)};
    check.last = &check.first;
    emit_head(e);
    check_types(&check);
    check_routes(&check);
    emit_main(&check);
}
