/* SPDX-License-Identifier: MIT */
/* For the tests of this folder: a compilation of a text, and what it said as short lines to compare with. */
#ifndef SWAGE_TESTS_SYNTAX_PARSING_H
#define SWAGE_TESTS_SYNTAX_PARSING_H

#include "syntax/compilation.h"
#include "syntax/parse.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

struct parsing {
    struct compilation *cx;
    struct ast_file *file;
};

static inline struct parsing parsing_of_bytes(const char *text, size_t len)
{
    struct parsing parsing = {.cx = compilation_new()};
    ck_assert_ptr_nonnull(parsing.cx);
    parsing.file = parse_text(parsing.cx, "t.swage", text, len);
    return parsing;
}

static inline struct parsing parsing_of(const char *text)
{
    return parsing_of_bytes(text, strlen(text));
}

static inline void parsing_done(struct parsing *parsing)
{
    compilation_free(parsing->cx);
    parsing->cx = NULL;
}

/* "3:14 missing-separator; 7:1 syntax", in the order in which they were reported. */
static inline const char *parsing_faults(const struct compilation *cx, char *buf, size_t size)
{
    size_t used = 0;
    buf[0] = '\0';
    for (const struct diagnostic *each = cx->diagnostics.first; each != NULL && used < size; each = each->next) {
        int len = snprintf(buf + used, size - used, "%s%u:%u %s", used > 0 ? "; " : "", (unsigned)each->place.line,
                           (unsigned)each->place.col, diagnostic_code_name(each->code));
        used += (size_t)len;
    }
    return buf;
}

/* The text must be without fault; shows what was said where it is not. */
static inline struct parsing parsing_of_good(const char *text)
{
    struct parsing parsing = parsing_of(text);
    if (parsing.cx->diagnostics.first != NULL)
        diagnostic_print(parsing.cx, stderr);
    ck_assert_ptr_null(parsing.cx->diagnostics.first);
    ck_assert_ptr_nonnull(parsing.file);
    return parsing;
}

/* What diagnostic_print prints. */
static inline const char *parsing_printed(const struct compilation *cx, char *buf, size_t size)
{
    FILE *out = tmpfile();
    ck_assert_ptr_nonnull(out);
    diagnostic_print(cx, out);
    rewind(out);
    size_t len = fread(buf, 1, size - 1, out);
    ck_assert(feof(out));
    buf[len] = '\0';
    fclose(out);
    return buf;
}

/* A suite of one case, run as a program. */
static inline int parsing_run(const char *name, void (*add_tests)(TCase *tests))
{
    Suite *suite = suite_create(name);
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, 60);
    add_tests(tests);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}

#endif
