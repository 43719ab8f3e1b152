/* SPDX-License-Identifier: MIT */
/* Collects messages, each once, and as many as are of use to anybody. */
#include "config.h"

#include "syntax/diagnostic.h"

#include "syntax/compilation.h"

#include <stdbool.h>
#include <string.h>

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

bool diagnostic_code_find(const char *name, enum diagnostic_code *out)
{
    for (size_t i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        if (strcmp(codes[i].name, name) == 0) {
            *out = (enum diagnostic_code)i;
            return true;
        }
    return false;
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
    if (cx->diagnostics.current != NULL)
        diagnose_replacement(cx, name, &cx->diagnostics.current->place, name);
}

void diagnose_replacement(struct compilation *cx, const char *name, const struct place *place, const char *text)
{
    struct diagnostic *to = cx->diagnostics.current;
    if (to == NULL || name == NULL)
        return;
    to->suggestion = pool_copy(&cx->pool, name, strlen(name));
    to->replacement = pool_copy(&cx->pool, text, strlen(text));
    to->replaced = *place;
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

/* ---- handing out ---- */

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
size_t diagnostic_sort(const struct compilation *cx, const struct diagnostic **sorted)
{
    size_t total = 0;
    for (const struct diagnostic *each = cx->diagnostics.first; each != NULL; each = each->next) {
        size_t k = total++;
        for (; k > 0 && is_before(each, sorted[k - 1]); k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = each;
    }
    return total;
}

void diagnostic_write(const struct compilation *cx, enum diagnostic_form form, FILE *out)
{
    if (form == DIAGNOSTIC_JSON)
        diagnostic_write_json(cx, out);
    else
        diagnostic_write_text(cx, form == DIAGNOSTIC_COLOURS, out);
}

void diagnostic_print(const struct compilation *cx, FILE *out)
{
    diagnostic_write_text(cx, false, out);
}
