/* SPDX-License-Identifier: MIT */
/* Steps lie on the stack of who goes through the document. */
#include "config.h"

#include "model/judge.h"

#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* RFC 6901 3 */
static const char *escape(struct pool *pool, const char *key, size_t len)
{
    char *text = pool_alloc(pool, 2 * len + 1);
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        bool is_mark = key[i] == '~' || key[i] == '/';
        text[at++] = is_mark ? '~' : key[i];
        if (is_mark)
            text[at++] = key[i] == '~' ? '0' : '1';
    }
    return text;
}

static const char *pointer_to(struct pool *pool, const struct judge_step *step)
{
    if (step == NULL)
        return "";
    const char *outer = pointer_to(pool, step->outer);
    if (step->key == NULL)
        return pool_printf(pool, "%s/%zu", outer, step->index);
    return pool_printf(pool, "%s/%s", outer, escape(pool, step->key, step->len));
}

static void keep(struct judge *judge)
{
    struct pool *pool = &judge->unit->cx->pool;
    struct judge_fault *fault = pool_alloc(pool, sizeof *fault);
    fault->pointer = pointer_to(pool, judge->step);
    if (judge->last == NULL)
        judge->first = fault;
    else
        judge->last->next = fault;
    judge->last = fault;
}

bool judge_fault(struct judge *judge, const struct place *at, const char *format, ...)
{
    va_list args;
    judge->count++;
    if (judge->is_silent) {
        keep(judge);
        return false;
    }
    va_start(args, format);
    const char *message = pool_vprintf(&judge->unit->cx->pool, format, args);
    va_end(args);
    diagnose(judge->unit->cx, at, DIAGNOSTIC_BAD_VALUE, "%s", message);
    return false;
}

void judge_suggest(const struct judge *judge, const char *name)
{
    if (!judge->is_silent)
        diagnose_suggestion(judge->unit->cx, name);
}

/* RFC 8259 7 */
static const char *quote(struct pool *pool, const char *text)
{
    char *quoted = pool_alloc(pool, 6 * strlen(text) + 3), *out = quoted;
    *out++ = '"';
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20) {
            out += sprintf(out, "\\u%04x", (unsigned)c);
            continue;
        }
        if (c == '"' || c == '\\')
            *out++ = '\\';
        *out++ = (char)c;
    }
    *out = '"';
    return quoted;
}

void judge_suggest_text(const struct judge *judge, const struct place *at, const char *text)
{
    struct compilation *cx = judge->unit->cx;
    if (!judge->is_silent && text != NULL)
        diagnose_replacement(cx, text, at, quote(&cx->pool, text));
}
