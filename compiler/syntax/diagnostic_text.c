/* SPDX-License-Identifier: MIT */
/* Messages as compilers print them, each with the line it speaks of and a mark below:

       file:line:col: error: message [code]
           7 |     text of the line
             |             ^~~~
   A stretch of several lines is shown by its first and its last. What is printed of a line is bounded, and found from
   the place outwards, so that a line of a million characters costs nothing. */
#include "config.h"

#include "syntax/column.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"

#include <stdbool.h>
#include <string.h>

enum { SHOWN_BEFORE = 70, SHOWN_AFTER = 70 }; /* bytes of a line around the place; what is more is cut */

struct printer {
    FILE *out;
    bool has_colours;
};

/* ECMA-48 8.3.117, in the colours that cc and clang have made a habit. */
#define BOLD    "\033[1m"
#define RED     "\033[1;31m"
#define MAGENTA "\033[1;35m"
#define CYAN    "\033[1;36m"
#define GREEN   "\033[1;32m"

static void begin(const struct printer *p, const char *colour)
{
    if (p->has_colours)
        fputs(colour, p->out);
}

static void end(const struct printer *p)
{
    if (p->has_colours)
        fputs("\033[0m", p->out);
}

/* What would steer the terminal, or turn the text around, is shown as a question mark. */
static void print_text(const struct printer *p, const char *text, size_t len)
{
    while (len > 0) {
        struct column_char c = column_read(text, len);
        if (c.is_unsafe)
            putc('?', p->out);
        else
            fwrite(text, 1, c.len, p->out);
        text += c.len;
        len -= c.len;
    }
}

/* ---- a line ---- */

/* What of the line is shown: the bytes first to end - 1, and whether more stands on either side. */
struct excerpt {
    size_t first, end;
    bool is_cut_before, is_cut_after;
};

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

static struct excerpt find_excerpt(const struct source *source, size_t at)
{
    struct excerpt shown = {.first = at, .end = at};
    const char *text = source->text;
    while (shown.first > 0 && text[shown.first - 1] != '\n' && at - shown.first < SHOWN_BEFORE)
        shown.first--;
    while (shown.end < source->len && text[shown.end] != '\n' && shown.end - at < SHOWN_AFTER)
        shown.end++;
    shown.is_cut_before = shown.first > 0 && text[shown.first - 1] != '\n';
    shown.is_cut_after = shown.end < source->len && text[shown.end] != '\n';
    while (shown.first < at && is_continuation(text[shown.first]))
        shown.first++;
    while (shown.end > at && is_continuation(text[shown.end]))
        shown.end--;
    if (!shown.is_cut_after && shown.end > at && text[shown.end - 1] == '\r')
        shown.end--;
    return shown;
}

static void repeat(const struct printer *p, char c, unsigned count)
{
    for (; count > 0; count--)
        putc(c, p->out);
}

/* Below the bytes `first` to `end` - 1 of the text a line of '~' that begins with `mark`. Tabs stay tabs, so that they
   are as wide as above. */
static void print_marks(const struct printer *p, const char *text, size_t first, size_t end_at, char mark)
{
    putc(mark, p->out);
    for (size_t i = first; i < end_at;) {
        struct column_char c = column_read(text + i, end_at - i);
        unsigned done = i == first ? 1 : 0;
        if (text[i] == '\t')
            repeat(p, '\t', done == 0 || i + 1 < end_at);
        else if (c.width > done)
            repeat(p, '~', c.width - done);
        i += c.len;
    }
}

static void print_indent(const struct printer *p, const char *text, size_t first, size_t end_at)
{
    for (size_t i = first; i < end_at;) {
        struct column_char c = column_read(text + i, end_at - i);
        if (text[i] == '\t')
            putc('\t', p->out);
        else
            repeat(p, ' ', c.width);
        i += c.len;
    }
}

/* The line around `at`, and marks below `first` to `end_at` - 1 of it. */
static void print_line(const struct printer *p, const struct source *source, uint32_t line, struct excerpt shown,
                       size_t first, size_t end_at, char mark)
{
    fprintf(p->out, "%5u | %s", (unsigned)line, shown.is_cut_before ? "..." : "");
    print_text(p, source->text + shown.first, shown.end - shown.first);
    fprintf(p->out, "%s\n      | %s", shown.is_cut_after ? "..." : "", shown.is_cut_before ? "   " : "");
    print_indent(p, source->text, shown.first, first);
    begin(p, GREEN);
    print_marks(p, source->text, first, end_at < shown.end ? end_at : shown.end, mark);
    end(p);
    putc('\n', p->out);
}

/* ---- stretches ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t line_end(const struct place *place)
{
    const char *text = place->file->text, *feed = memchr(text + place->first, '\n', place->end - place->first);
    return feed == NULL ? place->end : (size_t)(feed - text);
}

/* Where the last line of the stretch begins to say something. */
static size_t last_line(const struct place *place, size_t end_at)
{
    const char *text = place->file->text;
    size_t first = end_at;
    while (text[first - 1] != '\n')
        first--;
    while (is_blank(text[first]))
        first++;
    return first;
}

static void print_source(const struct printer *p, const struct place *place)
{
    if (place->file == NULL || place->line == 0)
        return;
    const char *text = place->file->text;
    size_t first_end = line_end(place), end_at = place->end;
    while (end_at > first_end && is_blank(text[end_at - 1]))
        end_at--;
    print_line(p, place->file, place->line, find_excerpt(place->file, place->first), place->first, first_end, '^');
    if (end_at <= first_end)
        return;
    struct place rest = *place;
    uint32_t line, col;
    rest.end = (uint32_t)end_at;
    place_end(&rest, &line, &col);
    size_t first = last_line(&rest, end_at);
    if (line > place->line + 1)
        fputs("  ... |\n", p->out);
    print_line(p, place->file, line, find_excerpt(place->file, first), first, end_at, '~');
}

/* ---- messages ---- */

static void print_head(const struct printer *p, const struct place *place, const char *kind, const char *colour)
{
    const char *path = place->file != NULL ? place->file->path : "swage";
    begin(p, BOLD);
    print_text(p, path, strlen(path));
    if (place->line > 0)
        fprintf(p->out, ":%u:%u", (unsigned)place->line, (unsigned)place->col);
    fputs(": ", p->out);
    end(p);
    begin(p, colour);
    fprintf(p->out, "%s: ", kind);
    end(p);
}

static void print_one(const struct printer *p, const struct diagnostic *each)
{
    bool is_error = diagnostic_code_severity(each->code) == SEVERITY_ERROR;
    print_head(p, &each->place, is_error ? "error" : "warning", is_error ? RED : MAGENTA);
    begin(p, BOLD);
    print_text(p, each->message, strlen(each->message));
    if (each->suggestion != NULL) {
        fputs("; did you mean '", p->out);
        print_text(p, each->suggestion, strlen(each->suggestion));
        fputs("'?", p->out);
    }
    end(p);
    fprintf(p->out, " [%s]\n", diagnostic_code_name(each->code));
    print_source(p, &each->place);
    for (const struct diagnostic *note = each->notes; note != NULL; note = note->next) {
        print_head(p, &note->place, "note", CYAN);
        print_text(p, note->message, strlen(note->message));
        putc('\n', p->out);
        print_source(p, &note->place);
    }
}

static void print_count(const struct printer *p, size_t count, const char *what)
{
    fprintf(p->out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

/* One message counts itself. */
static void print_counts(const struct printer *p, const struct diagnostic_list *list)
{
    if (list->error_count + list->warning_count < 2)
        return;
    fputs("swage: ", p->out);
    if (list->error_count > 0)
        print_count(p, list->error_count, "error");
    if (list->error_count > 0 && list->warning_count > 0)
        fputs(", ", p->out);
    if (list->warning_count > 0)
        print_count(p, list->warning_count, "warning");
    putc('\n', p->out);
}

void diagnostic_write_text(const struct compilation *cx, bool has_colours, FILE *out)
{
    const struct diagnostic *sorted[DIAGNOSTIC_KEEP_MAX + 1]; /* one more: the reserved one */
    const struct printer printer = {out, has_colours};
    const struct diagnostic_list *list = &cx->diagnostics;
    size_t total = diagnostic_sort(cx, sorted);
    size_t shown = total < DIAGNOSTIC_PRINT_MAX ? total : DIAGNOSTIC_PRINT_MAX;
    for (size_t i = 0; i < shown; i++)
        print_one(&printer, sorted[i]);
    size_t left = list->error_count + list->warning_count - shown;
    if (left > 0)
        fprintf(out, "swage: %zu more %s not shown\n", left, left == 1 ? "message is" : "messages are");
    print_counts(&printer, list);
}
