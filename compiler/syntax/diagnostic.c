/* SPDX-License-Identifier: MIT */
/* Collects messages, and prints them sorted with the line they speak of. What is printed of a line is bounded,
   and found from the place outwards, so that a line of a million characters costs nothing. */
#include "config.h"

#include "syntax/diagnostic.h"

#include "syntax/compilation.h"

#include <stdbool.h>
#include <string.h>

enum { SHOWN_BEFORE = 70, SHOWN_AFTER = 70 }; /* bytes of a line around the caret; below that it is cut */

static const struct code_info {
    const char *name;
    enum severity severity;
    const char *summary;
} codes[] = {
#define X(constant, code, severity, summary) [DIAGNOSTIC_##constant] = {code, SEVERITY_##severity, summary},
    DIAGNOSTIC_CODES(X)
#undef X
};

const char *diagnostic_code_name(enum diagnostic_code code)
{
    return codes[code].name;
}

const char *diagnostic_code_summary(enum diagnostic_code code)
{
    return codes[code].summary;
}

enum severity diagnostic_code_severity(enum diagnostic_code code)
{
    return codes[code].severity;
}

size_t diagnostic_errors(const struct compilation *cx)
{
    return cx->diagnostics.error_count;
}

/* ---- collecting ---- */

static bool says_the_same(const struct diagnostic *old, const struct place *place, enum diagnostic_code code)
{
    if (old->place.file != place->file || old->place.first != place->first || old->place.line != place->line)
        return false;
    return old->code == code || code == DIAGNOSTIC_SYNTAX;
}

static bool is_repeated(const struct diagnostic_list *list, const struct place *place, enum diagnostic_code code)
{
    for (const struct diagnostic *old = list->first; old != NULL; old = old->next)
        if (says_the_same(old, place, code))
            return true;
    return false;
}

static void add(struct diagnostic_list *list, struct diagnostic *fresh)
{
    if (list->last != NULL)
        list->last->next = fresh;
    else
        list->first = fresh;
    list->last = list->current = fresh;
    list->kept++;
}

static void count(struct diagnostic_list *list, enum diagnostic_code code)
{
    if (codes[code].severity == SEVERITY_ERROR)
        list->error_count++;
    else
        list->warning_count++;
}

void diagnose(struct compilation *cx, const struct place *place, enum diagnostic_code code, const char *format, ...)
{
    struct diagnostic_list *list = &cx->diagnostics;
    list->current = NULL;
    if (list->kept >= DIAGNOSTIC_KEEP_MAX) {
        count(list, code);
        return;
    }
    if (is_repeated(list, place, code))
        return;
    struct diagnostic *fresh = pool_alloc(&cx->pool, sizeof *fresh);
    va_list args;
    va_start(args, format);
    fresh->message = pool_vprintf(&cx->pool, format, args);
    va_end(args);
    fresh->place = *place;
    fresh->code = code;
    count(list, code);
    add(list, fresh);
}

void diagnose_note(struct compilation *cx, const struct place *place, const char *format, ...)
{
    if (cx->diagnostics.current == NULL)
        return;
    struct diagnostic *note = pool_alloc(&cx->pool, sizeof *note);
    va_list args;
    va_start(args, format);
    note->message = pool_vprintf(&cx->pool, format, args);
    va_end(args);
    note->place = *place;
    struct diagnostic **tail = &cx->diagnostics.current->notes;
    while (*tail != NULL)
        tail = &(*tail)->next;
    *tail = note;
}

void diagnose_suggestion(struct compilation *cx, const char *name)
{
    if (cx->diagnostics.current != NULL && name != NULL)
        cx->diagnostics.current->suggestion = pool_copy(&cx->pool, name, strlen(name));
}

void diagnostic_add_reserved(struct compilation *cx, const struct place *place, enum diagnostic_code code,
                             const char *message)
{
    struct diagnostic_list *list = &cx->diagnostics;
    if (list->reserved.message != NULL)
        return;
    list->reserved = (struct diagnostic){.place = *place, .code = code, .message = message};
    count(list, code);
    add(list, &list->reserved);
}

/* ---- printing ---- */

static bool is_before(const struct diagnostic *a, const struct diagnostic *b)
{
    if (a->place.file != b->place.file) {
        if (a->place.file == NULL || b->place.file == NULL)
            return a->place.file == NULL;
        return a->place.file->order < b->place.file->order;
    }
    return a->place.first < b->place.first;
}

/* Insertion from the back: stages report almost in order, and at most DIAGNOSTIC_KEEP_MAX are kept. */
static size_t sort(const struct diagnostic_list *list, const struct diagnostic **sorted)
{
    size_t total = 0;
    for (const struct diagnostic *each = list->first; each != NULL; each = each->next) {
        size_t k = total++;
        for (; k > 0 && is_before(each, sorted[k - 1]); k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = each;
    }
    return total;
}

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

/* Control characters would steer the terminal. */
static char visible(char c)
{
    return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7f ? '?' : c;
}

static void print_message(const char *message, FILE *out)
{
    for (; *message != '\0'; message++)
        putc(visible(*message), out);
}

static void print_line(const struct source *source, const struct excerpt *shown, FILE *out)
{
    if (shown->is_cut_before)
        fputs("...", out);
    for (size_t i = shown->first; i < shown->end; i++)
        putc(visible(source->text[i]), out);
    fputs(shown->is_cut_after ? "...\n" : "\n", out);
}

/* Tabs stay tabs, and a character of several bytes takes one column, so that the caret stands below its place. */
static void print_caret(const struct place *place, const struct excerpt *shown, FILE *out)
{
    const char *text = place->file->text;
    if (shown->is_cut_before)
        fputs("   ", out);
    for (size_t i = shown->first; i < place->first; i++)
        if (!is_continuation(text[i]))
            putc(text[i] == '\t' ? '\t' : ' ', out);
    putc('^', out);
    for (size_t i = (size_t)place->first + 1; i < place->end && i < shown->end; i++)
        if (!is_continuation(text[i]))
            putc('~', out);
    putc('\n', out);
}

static void print_head(const struct place *place, const char *kind, FILE *out)
{
    const char *path = place->file != NULL ? place->file->path : "swage";
    if (place->line == 0)
        fprintf(out, "%s: %s: ", path, kind);
    else
        fprintf(out, "%s:%u:%u: %s: ", path, (unsigned)place->line, (unsigned)place->col, kind);
}

static void print_source(const struct place *place, FILE *out)
{
    if (place->file == NULL || place->line == 0)
        return;
    struct excerpt shown = find_excerpt(place->file, place->first);
    fprintf(out, "%5u | ", (unsigned)place->line);
    print_line(place->file, &shown, out);
    fputs("      | ", out);
    print_caret(place, &shown, out);
}

static void print_one(const struct diagnostic *each, FILE *out)
{
    print_head(&each->place, codes[each->code].severity == SEVERITY_ERROR ? "error" : "warning", out);
    print_message(each->message, out);
    if (each->suggestion != NULL)
        fprintf(out, "; did you mean '%s'?", each->suggestion);
    fprintf(out, " [%s]\n", codes[each->code].name);
    print_source(&each->place, out);
    for (const struct diagnostic *note = each->notes; note != NULL; note = note->next) {
        print_head(&note->place, "note", out);
        print_message(note->message, out);
        putc('\n', out);
        print_source(&note->place, out);
    }
}

void diagnostic_print(const struct compilation *cx, FILE *out)
{
    const struct diagnostic *sorted[DIAGNOSTIC_KEEP_MAX + 1]; /* one more: the reserved one */
    const struct diagnostic_list *list = &cx->diagnostics;
    size_t total = sort(list, sorted);
    size_t shown = total < DIAGNOSTIC_PRINT_MAX ? total : DIAGNOSTIC_PRINT_MAX;
    for (size_t i = 0; i < shown; i++)
        print_one(sorted[i], out);
    size_t left = list->error_count + list->warning_count - shown;
    if (left > 0)
        fprintf(out, "swage: %zu more %s not shown\n", left, left == 1 ? "message is" : "messages are");
}
