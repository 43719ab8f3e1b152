/* SPDX-License-Identifier: MIT */
/*
 * What the parts of NAME_check.c share. The suite is tables of cases (sample/), and short tests that hand a table to the
 * library that runs it (swage/suite.h).
 *
 *     check.c         the frame: what is included, which tests there are, main
 *     check_text.c    texts of tables: what repeats is said once
 *     check_types.c   documents of structs and unions, enums, merge patches, layouts
 *     check_break.c   structs that must not be encoded
 *     check_routes.c  stub handlers, and requests to them
 */
#ifndef SWAGE_EMIT_CHECK_H
#define SWAGE_EMIT_CHECK_H

#include "emit/emitter.h"
#include "model/bounds.h"
#include "sample/sample.h"

struct check_test {
    struct check_test *next;
    const char *name;
};

struct check {
    struct emitter *e;
    struct bounds *bounds; /* for layouts */
    struct check_test *first, **last;
    size_t test_count, case_count;
    size_t long_count; /* texts that stand in pieces */
};

/* A test that holds what the call says. */
void check_test(struct check *check, const void *of, const char *base, const char *call);

/* A function's or table's name that nothing else in the file has: emitter_name for things that no model has. */
const char *check_name(struct check *check, const void *of, const char *verb, const char *base);

/* The initializer of a struct swage_suite_text. Pieces of a long one are written to the file at once: before the table. */
const char *check_text(struct check *check, struct model_text text);

/* An expression for a string of C; NULL is "NULL". */
const char *check_string(struct check *check, const char *text);

/* The rows of a table under construction, which is written when all of them are known. */
void check_row(struct text *rows, const char *format, ...) POOL_PRINTF(2, 3);
/* Appends a row of fields, each a line that ends with a comma: on one line where they fit. */
void check_fields(struct check *check, struct text *rows, const struct text *fields);
void check_table(struct check *check, const char *head, const struct text *rows);

/* ---- parts ---- */

void check_types(struct check *check);

/* The breaks of a struct or union, and a test of them, where there are any. `suite` names its table. */
void check_breaks(struct check *check, const struct model_type *type, const void *of, const char *suite);

/* Functions that break a value of another type, such as stands alone in a body; NULL: there are none. */
struct check_break {
    const struct check_break *next;
    const char *what, *function;
};
const struct check_break *check_break_body(struct check *check, const struct model_type *type, const char *c_name);

void check_routes(struct check *check);

#endif
