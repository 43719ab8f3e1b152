/* SPDX-License-Identifier: MIT */
/* Values that are no object or array, and how they are called in messages. */
#include "config.h"

#include "validate/walk.h"

#include "syntax/pool.h"
#include "validate/grammar.h"
#include "validate/jsontree.h"
#include "validate/matcher.h"
#include "validate/octets.h"

#include <string.h>

/* ---- words ---- */

bool walk_is_integer(const struct model_type *type)
{
    return type->kind >= MODEL_INT8 && type->kind <= MODEL_UINT64;
}

static const char *wanted_number(const struct model_type *type)
{
    bool is_integer = walk_is_integer(type) || type->kind == MODEL_ENUM;
    if (type->is_quoted)
        return is_integer ? "a string that holds an integer" : "a string that holds a number";
    return is_integer ? "an integer" : "a number";
}

const char *walk_wanted(const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL: return "a boolean";
    case MODEL_STRING:
    case MODEL_BYTES: return "a string";
    case MODEL_ENUM: return type->enumeration->is_number ? wanted_number(type) : "a string";
    case MODEL_STRUCT:
    case MODEL_MAP: return "an object";
    case MODEL_ARRAY:
    case MODEL_FIXED: return "an array";
    case MODEL_UNION: return type->choice->tagging == MODEL_TAG_NONE ? "a value" : "an object";
    case MODEL_EXTERN:
    case MODEL_MAYBE: return walk_wanted(type->item);
    case MODEL_JSON: return "a value";
    default: return wanted_number(type);
    }
}

const char *walk_found(struct json_object *value)
{
    static const char *const words[] = {
        [JSONTREE_NOTHING] = "nothing",  [JSONTREE_NULL] = "null",       [JSONTREE_BOOL] = "a boolean",
        [JSONTREE_NUMBER] = "a number",  [JSONTREE_STRING] = "a string", [JSONTREE_ARRAY] = "an array",
        [JSONTREE_OBJECT] = "an object",
    };
    return words[jsontree_kind(value)];
}

/* ---- lengths ---- */

static void check_length(struct walk *w, const struct model_type *type, size_t found, const char *unit)
{
    bool is_short = found < type->least;
    size_t limit = is_short ? type->least : type->most;
    const char *code = is_short ? "too_short" : "too_long", *plural = limit == 1 ? "" : "s";
    const char *rule = is_short ? "at least" : "at most";
    if (!is_short && found <= type->most)
        return;
    if (w->is_secret)
        findings_add(&w->findings, code, "%s %zu %s%s", rule, limit, unit, plural);
    else
        findings_add(&w->findings, code, "%s %zu %s%s, found %zu", rule, limit, unit, plural, found);
}

static size_t count_characters(struct model_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

/* ---- strings ---- */

static void check_format(struct walk *w, enum model_format format, struct model_text text)
{
    static const char *const names[] = {
        [MODEL_FORMAT_NONE] = "text",
        [MODEL_FORMAT_EMAIL] = "e-mail address",
        [MODEL_FORMAT_URI] = "URI",
        [MODEL_FORMAT_UUID] = "UUID",
        [MODEL_FORMAT_HOSTNAME] = "host name",
        [MODEL_FORMAT_IPV4] = "IPv4 address",
        [MODEL_FORMAT_IPV6] = "IPv6 address",
        [MODEL_FORMAT_DATE] = "date",
        [MODEL_FORMAT_TIME] = "time",
        [MODEL_FORMAT_DATETIME] = "date and time",
        [MODEL_FORMAT_DURATION] = "duration",
    };
    switch (grammar_check(w->grammar, format, text)) {
    case GRAMMAR_HOLDS: return;
    case GRAMMAR_BROKEN: findings_add(&w->findings, "format", "this is no %s", names[format]); return;
    case GRAMMAR_NO_MEMORY: walk_fail(w, "there is no memory to check a format"); return;
    }
}

static void check_pattern(struct walk *w, const struct model_pattern *pattern, struct model_text text)
{
    switch (matcher_check(w->matcher, w->pool, pattern, text)) {
    case MATCHER_MATCHES: return;
    case MATCHER_FAILS: findings_add(&w->findings, "pattern", "must match %s", pattern->text); return;
    case MATCHER_NO_MEMORY: walk_fail(w, "there is no memory to match a pattern"); return;
    case MATCHER_TOO_LARGE: walk_fail(w, pool_printf(w->pool, "PCRE2 refuses this pattern: %s", pattern->text)); return;
    }
}

static void add_nul(struct walk *w)
{
    findings_add(&w->findings, "nul", "U+0000 is not allowed in a string");
}

static bool has_nul(struct model_text text)
{
    return memchr(text.ptr, '\0', text.len) != NULL;
}

static void check_string(struct walk *w, const struct model_type *type, struct model_text text)
{
    if (has_nul(text) && !type->allows_nul) {
        add_nul(w);
        return;
    }
    check_length(w, type, count_characters(text), "character");
    check_format(w, type->format, text);
    for (size_t i = 0; i < type->pattern_count; i++)
        check_pattern(w, type->patterns[i], text);
}

static void check_word(struct walk *w, const struct model_enum *words, struct model_text text)
{
    const char *list = "";
    for (size_t i = 0; i < words->enumerator_count; i++)
        if (walk_is_text(words->enumerators[i].text, text))
            return;
    if (words->is_open) {
        if (has_nul(text))
            add_nul(w);
        return;
    }
    for (size_t i = 0; i < words->enumerator_count && strlen(list) < VALIDATE_MESSAGE; i++)
        list = pool_printf(w->pool, "%s%s\"%s\"", list, i > 0 ? ", " : "", words->enumerators[i].text.ptr);
    findings_add(&w->findings, "enum", "one of %s", list);
}

void walk_check_text(struct walk *w, const struct model_type *type, struct model_text text)
{
    if (type->kind == MODEL_ENUM)
        check_word(w, type->enumeration, text);
    else
        check_string(w, type, text);
}

static void check_bytes(struct walk *w, const struct model_type *type, struct model_text text)
{
    static const char *const names[] = {"base64", "base64url", "hexadecimal digits, two a byte"};
    struct model_text bytes;
    if (octets_decode(w->pool, type->encoding, text, &bytes))
        check_length(w, type, bytes.len, "byte");
    else
        findings_add(&w->findings, "encoding", "expected %s (RFC 4648)", names[type->encoding]);
}

/* ---- scalars ---- */

/* The JSON that the type is written as. */
static enum jsontree_kind kind_of(const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL: return JSONTREE_BOOL;
    case MODEL_STRING:
    case MODEL_BYTES: return JSONTREE_STRING;
    case MODEL_ENUM: return type->enumeration->is_number ? JSONTREE_NUMBER : JSONTREE_STRING;
    default: return type->is_quoted ? JSONTREE_STRING : JSONTREE_NUMBER;
    }
}

/* A number in quotes stands there as it is, without escapes. */
static void check_quoted(struct walk *w, const struct model_type *type, const struct jsontree_span *span)
{
    const char *inside = span->begin + 1;
    size_t len = (size_t)(span->end - span->begin) - 2;
    if (jsontree_is_number(inside, len))
        walk_check_number(w, type, pool_copy(w->pool, inside, len));
    else if (w->is_secret)
        findings_add(&w->findings, "type", "expected %s", walk_wanted(type));
    else
        findings_add(&w->findings, "type", "expected %s, found another string", walk_wanted(type));
}

bool walk_scalar(struct walk *w, const struct model_type *type, struct json_object *value)
{
    const struct jsontree_span *span = jsontree_span(value);
    if (span->kind != kind_of(type))
        return walk_mismatch(w, type, value);
    if (span->is_cut)
        return walk_end(w);
    if (span->kind == JSONTREE_NUMBER)
        walk_check_number(w, type, span->number);
    else if (type->kind == MODEL_BYTES)
        check_bytes(w, type, jsontree_text(value));
    else if (type->kind == MODEL_STRING || type->kind == MODEL_ENUM)
        walk_check_text(w, type, jsontree_text(value));
    else if (type->kind != MODEL_BOOL)
        check_quoted(w, type, span);
    return true;
}
