/* SPDX-License-Identifier: MIT */
/* Widths are counted in code points: names may be in any script. */
#include "config.h"

#include "command/table.h"

#include <stdbool.h>

void table_init(struct table *table, struct pool *pool, size_t columns, unsigned right)
{
    *table = (struct table){.pool = pool, .columns = columns, .right = right, .filled = columns};
}

void table_add(struct table *table, const char *cell)
{
    if (table->filled == table->columns) {
        struct table_row *row = pool_alloc(table->pool, sizeof *row);
        if (table->last == NULL)
            table->first = row;
        else
            table->last->next = row;
        table->last = row;
        table->filled = 0;
    }
    table->last->cells[table->filled++] = cell;
}

static size_t width_of(const char *cell)
{
    size_t width = 0;
    for (; *cell != '\0'; cell++)
        width += ((unsigned char)*cell & 0xc0) != 0x80;
    return width;
}

static void fill(FILE *out, size_t blanks)
{
    for (; blanks > 0; blanks--)
        putc(' ', out);
}

/* Blanks are held back until something stands behind them. */
static void print_row(const struct table *table, const struct table_row *row, const size_t *widths, FILE *out, int indent)
{
    size_t blanks = (size_t)indent;
    for (size_t i = 0; i < table->columns; i++) {
        const char *cell = row->cells[i] == NULL ? "" : row->cells[i];
        size_t missing = widths[i] - width_of(cell);
        bool is_right = (table->right >> i & 1) != 0;
        if (*cell != '\0') {
            fill(out, blanks + (is_right ? missing : 0));
            fputs(cell, out);
            blanks = 0;
        }
        blanks += (*cell != '\0' && is_right ? 0 : missing) + 2;
    }
    putc('\n', out);
}

void table_print(const struct table *table, FILE *out, int indent)
{
    size_t widths[TABLE_COLUMNS_MAX] = {0};
    for (const struct table_row *row = table->first; row != NULL; row = row->next)
        for (size_t i = 0; i < table->columns; i++) {
            size_t width = row->cells[i] == NULL ? 0 : width_of(row->cells[i]);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    for (const struct table_row *row = table->first; row != NULL; row = row->next)
        print_row(table, row, widths, out, indent);
}
