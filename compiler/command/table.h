/* SPDX-License-Identifier: MIT */
/* Text in columns, for people. Nothing is printed before all rows are there, as the widest cell makes its column. */
#ifndef SWAGE_COMMAND_TABLE_H
#define SWAGE_COMMAND_TABLE_H

#include "syntax/pool.h"

#include <stddef.h>
#include <stdio.h>

enum { TABLE_COLUMNS_MAX = 10 };

struct table_row {
    struct table_row *next;
    const char *cells[TABLE_COLUMNS_MAX];
};

struct table {
    struct pool *pool;
    struct table_row *first, *last;
    size_t columns;
    unsigned right; /* a bit for each column that is aligned to the right */
    size_t filled;  /* cells of the last row */
};

/* `right` has the bits of columns with numbers. */
void table_init(struct table *table, struct pool *pool, size_t columns, unsigned right);

/* The next cell, in the next row when this one is full. Kept by reference. */
void table_add(struct table *table, const char *cell);

/* Prints the rows, `indent` blanks in front, two between columns and none at the end. */
void table_print(const struct table *table, FILE *out, int indent);

#endif
