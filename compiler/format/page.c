/* SPDX-License-Identifier: MIT */
/* Lines are kept without indentation and without what stands between code and comment: both are put in at the end. */
#include "config.h"

#include "format/page.h"

#include <string.h>

static void *grow(struct pool *pool, const void *old, size_t used, size_t size)
{
    void *larger = pool_alloc(pool, size);
    if (used > 0)
        memcpy(larger, old, used);
    return larger;
}

static void append(struct page *page, const char *text, size_t len)
{
    if (len > page->cap - page->len) {
        page->cap = (page->len + len) * 2 + 256;
        page->text = grow(page->pool, page->text, page->len, page->cap);
    }
    if (len > 0)
        memcpy(page->text + page->len, text, len);
    page->len += len;
}

static void append_spaces(struct page *page, size_t count)
{
    for (; count > 0; count--)
        append(page, " ", 1);
}

static struct page_line *last(const struct page *page)
{
    return &page->lines[page->count - 1];
}

static void begin_line(struct page *page, size_t column)
{
    if (page->count == page->line_cap) {
        page->line_cap = page->line_cap * 2 + 64;
        page->lines =
            grow(page->pool, page->lines, page->count * sizeof *page->lines, page->line_cap * sizeof *page->lines);
    }
    page->lines[page->count++] = (struct page_line){.indent = column, .first = page->len};
    page->column = column;
}

void page_init(struct page *page, struct pool *pool)
{
    *page = (struct page){.pool = pool};
    begin_line(page, 0);
}

void page_break(struct page *page, size_t lines, size_t column)
{
    if (lines > 1)
        begin_line(page, 0);
    begin_line(page, column);
}

void page_space(struct page *page, size_t count)
{
    append_spaces(page, count);
    page->column += count;
}

void page_add(struct page *page, const char *text, size_t len, size_t width)
{
    append(page, text, len);
    page->column += width;
}

void page_raw(struct page *page, size_t spaces, const char *text, size_t len)
{
    begin_line(page, 0);
    page_space(page, len > 0 ? spaces : 0);
    page_add(page, text, len, len);
}

void page_mark_comment(struct page *page)
{
    last(page)->code_end = page->len;
    last(page)->width = page->column;
}

/* ---- comments behind code ---- */

static size_t end_of(const struct page *page, size_t line)
{
    return line + 1 < page->count ? page->lines[line + 1].first : page->len;
}

static bool is_aligned(const struct page_line *line)
{
    return line->code_end > 0 && line->width <= PAGE_ALIGN_MAX;
}

/* The lines from `line` on that have its indentation and no empty line between them. */
static size_t run_end(const struct page *page, size_t line)
{
    size_t end = line;
    while (end < page->count && page->lines[end].indent == page->lines[line].indent &&
           end_of(page, end) > page->lines[end].first)
        end++;
    return end > line ? end : line + 1;
}

static size_t widest(const struct page *page, size_t line, size_t end)
{
    size_t width = 0;
    for (; line < end; line++)
        if (is_aligned(&page->lines[line]) && page->lines[line].width > width)
            width = page->lines[line].width;
    return width;
}

static void put_line(struct page *out, const struct page *page, size_t at, size_t comment_column)
{
    const struct page_line *line = &page->lines[at];
    size_t end = end_of(page, at), code_end = line->code_end > 0 ? line->code_end : end;
    if (end > line->first)
        append_spaces(out, line->indent);
    append(out, page->text + line->first, code_end - line->first);
    if (line->code_end > 0) {
        append_spaces(out, is_aligned(line) ? comment_column - line->width + 1 : 1);
        append(out, page->text + code_end, end - code_end);
    }
    append(out, "\n", 1);
}

const char *page_finish(struct page *page, size_t *len)
{
    struct page out = {.pool = page->pool};
    for (size_t line = 0, end; line < page->count; line = end) {
        end = run_end(page, line);
        size_t column = widest(page, line, end);
        for (size_t i = line; i < end; i++)
            put_line(&out, page, i, column);
    }
    *len = out.len;
    append(&out, "", 1);
    return out.text;
}
