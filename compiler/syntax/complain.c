/* SPDX-License-Identifier: MIT */
/* Known slips first, the grammar's own list of expected tokens last. */
#include "config.h"

#include "syntax/complain.h"

#include "syntax/cascade.h"
#include "syntax/parse_state.h"
#include "syntax/parser.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 40 }; /* of a name or string that a message repeats */

static bool expects(const struct complaint *complaint, const char *name)
{
    for (size_t i = 0; i < complaint->expected_count; i++)
        if (strcmp(complaint->expected[i], name) == 0)
            return true;
    return false;
}

static int shown(const struct token *token)
{
    return token->text.len < TEXT_MAX ? (int)token->text.len : TEXT_MAX;
}

static bool is_type_word(const struct token *token)
{
    static const char *const words[] = {
        "bool",    "int8",     "int16",    "int32",   "int64", "uint8", "uint16",   "uint32", "uint64", "float32",
        "float64", "string",   "bytes",    "email",   "uri",   "uuid",  "hostname", "ipv4",   "ipv6",   "date",
        "time",    "datetime", "duration", "decimal", "json",  "map",   "file",     NULL,
    };
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], token->text.ptr) == 0)
            return true;
    return suggest_type_habit(token->text.ptr, token->text.len) != NULL ||
           (token->text.ptr[0] >= 'A' && token->text.ptr[0] <= 'Z');
}

static const char *type_meant(const struct token *token)
{
    const char *type = suggest_type_habit(token->text.ptr, token->text.len);
    return type != NULL ? type : token->text.ptr;
}

/* int32 age;  char *name;  and the opposite slip, name string; */
static bool is_c_order(struct parse *p, const struct complaint *complaint)
{
    const struct token *got = &p->filter.recent[0], *before = &p->filter.recent[1];
    if (before->kind != TOKEN_IDENT || !expects(complaint, "':'"))
        return false;
    if (got->kind == '*') {
        diagnose(p->cx, &before->at, DIAGNOSTIC_NAME_FIRST,
                 "the name comes first, and there are no pointers: 'name: %s'", type_meant(before));
        return true;
    }
    if (got->kind != TOKEN_IDENT)
        return false;
    if (is_type_word(got) && !is_type_word(before))
        diagnose(p->cx, &got->at, DIAGNOSTIC_SYNTAX, "missing ':': '%.*s: %.*s'", shown(before), before->text.ptr,
                 shown(got), got->text.ptr);
    else
        diagnose(p->cx, &before->at, DIAGNOSTIC_NAME_FIRST, "the name comes first: '%.*s: %s'", shown(got),
                 got->text.ptr, type_meant(before));
    return true;
}

/* create_user(body User), get_users(int32 limit): read as a word and a name until the ')' or ','. */
static bool is_colon_missing(struct parse *p, const struct complaint *complaint)
{
    const struct token *first = &p->filter.recent[2], *second = &p->filter.recent[1];
    if (!expects(complaint, "':'") || first->kind != TOKEN_IDENT || second->kind != TOKEN_IDENT)
        return false;
    if (is_type_word(second))
        diagnose(p->cx, &second->at, DIAGNOSTIC_SYNTAX, "missing ':': '%.*s: %.*s'", shown(first), first->text.ptr,
                 shown(second), second->text.ptr);
    else if (is_type_word(first))
        diagnose(p->cx, &first->at, DIAGNOSTIC_NAME_FIRST, "the name comes first: '%.*s: %s'", shown(second),
                 second->text.ptr, type_meant(first));
    else
        return false;
    return true;
}

/* (a: b c: d): read as "stream" and a type until the second ':'. */
static bool is_comma_missing(struct parse *p, const struct complaint *complaint)
{
    const struct token *recent = p->filter.recent;
    bool is_name = (recent[0].kind == ':' || recent[0].kind == '?') && recent[1].kind == TOKEN_IDENT;
    if (!is_name || recent[2].kind != TOKEN_IDENT || recent[3].kind != ':' || expects(complaint, "':'"))
        return false;
    struct place at = recent[2].at;
    at.col += at.end - at.first;
    at.first = at.end;
    diagnose(p->cx, &at, DIAGNOSTIC_MISSING_SEPARATOR, "missing ','");
    return true;
}

static bool is_reserved(struct parse *p, const struct complaint *complaint)
{
    const struct token *got = &p->filter.recent[0];
    bool wants_name = expects(complaint, "name");
    bool is_word = got->at.end > got->at.first && complaint->got[0] == '\'' && complaint->got[1] >= 'a' &&
                   complaint->got[1] <= 'z';
    if (!wants_name || !is_word || !(expects(complaint, "'}'") || complaint->expected_count <= 2))
        return false;
    diagnose(p->cx, &got->at, DIAGNOSTIC_SYNTAX, "%s is a reserved word and no name", complaint->got);
    return true;
}

static bool is_annotation_too_early(struct parse *p, const struct complaint *complaint)
{
    const struct token *got = &p->filter.recent[0];
    if (got->kind != '@')
        return false;
    bool is_before = expects(complaint, "name") || expects(complaint, "'...'");
    diagnose(p->cx, &got->at, DIAGNOSTIC_MISPLACED_ANNOTATION, "%s",
             is_before ? "annotations stand behind a member or parameter: 'id: int32 @name(\"x\")'"
                       : "an annotation cannot stand here");
    return true;
}

/* The token begins a line, so what is missing is missing at the end of the line before. */
static bool is_end_missing(struct parse *p, const struct complaint *complaint)
{
    const struct token *got = &p->filter.recent[0], *before = &p->filter.recent[1];
    if (got->at.line <= before->at.line || before->kind == 0)
        return false;
    const char *wanted = expects(complaint, "';'") ? ";" : expects(complaint, "','") ? "," : NULL;
    if (wanted == NULL)
        return false;
    complain_missing(p, *wanted);
    return true;
}

static void list_expected(const struct complaint *complaint, char *buf, size_t size)
{
    size_t used = 0;
    buf[0] = '\0';
    for (size_t i = 0; i < complaint->expected_count; i++) {
        const char *glue = i == 0 ? ", expected " : i + 1 == complaint->expected_count ? " or " : ", ";
        int len = snprintf(buf + used, size - used, "%s%s", glue, complaint->expected[i]);
        if (len < 0 || (size_t)len >= size - used)
            return;
        used += (size_t)len;
    }
}

static void complain_plainly(struct parse *p, const struct complaint *complaint)
{
    const struct token *got = &p->filter.recent[0];
    char expected[256];
    list_expected(complaint, expected, sizeof expected);
    if (got->kind == TOKEN_IDENT || got->kind == TOKEN_QNAME || got->kind == TOKEN_INTEGER || got->kind == TOKEN_FLOAT)
        diagnose(p->cx, &got->at, DIAGNOSTIC_SYNTAX, "unexpected '%.*s'%s", shown(got), got->text.ptr, expected);
    else
        diagnose(p->cx, &got->at, DIAGNOSTIC_SYNTAX, "unexpected %s%s", complaint->got, expected);
}

/* Braces, and whatever stands between declarations. */
static bool is_structural(const struct parse *p, const struct complaint *complaint)
{
    static const char *const words[] = {"'{'",     "'}'",      "'{' of a group", "'struct'", "'enum'",
                                        "'union'", "'typedef'", "declaration",   "end of declaration"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], complaint->got) == 0)
            return true;
    const struct filter *f = &p->filter;
    size_t depth = f->depth;
    if (depth > 0 && f->open[depth - 1].at.first == f->recent[0].at.first) /* the one that it opened itself */
        depth--;
    return depth == 0 || f->open[depth - 1].role == BRACKET_GROUP;
}

/* The grammar is at the end of a declaration and the filter is not: some error before this one set them apart. */
static bool has_lost_count(const struct parse *p, const struct complaint *complaint)
{
    return p->cx->diagnostics.error_count > 0 && expects(complaint, "end of declaration") &&
           p->filter.recent[0].kind == TOKEN_IDENT;
}

void complain_unexpected(struct parse *p, const struct complaint *complaint)
{
    if (has_lost_count(p, complaint))
        cascade_begin(p);
    if (cascade_is_echo(p, &p->filter.recent[0].at))
        p->is_recovering = true;
    if (cascade_hides(p)) /* what follows from something reported is no news */
        return;
    bool is_known = is_c_order(p, complaint) || is_colon_missing(p, complaint) || is_comma_missing(p, complaint) ||
                    is_annotation_too_early(p, complaint) || is_reserved(p, complaint) || is_end_missing(p, complaint);
    if (!is_known)
        complain_plainly(p, complaint);
    p->is_recovering = true;
    if (is_structural(p, complaint))
        cascade_begin(p);
}

/* A member's name is followed by ':' or '?'; what is not begins no member. */
static bool begins_member(struct parse *p)
{
    const struct token *got = &p->filter.recent[0];
    return got->kind != TOKEN_IDENT || filter_peek(p) == ':' || filter_peek(p) == '?';
}

void complain_semicolon(struct parse *p)
{
    const struct token *got = &p->filter.recent[0];
    if (begins_member(p)) {
        complain_missing(p, ';');
        return;
    }
    if (!cascade_hides(p))
        diagnose(p->cx, &got->at, DIAGNOSTIC_SYNTAX, "unexpected '%.*s', expected ';', '=' or '@'", shown(got),
                 got->text.ptr);
    p->is_recovering = true;
}

void complain_missing(struct parse *p, char wanted)
{
    struct place at = p->filter.recent[1].at;
    at.col += at.end - at.first;
    at.first = at.end;
    const struct diagnostic *last = p->cx->diagnostics.last;
    bool is_said = last != NULL && last->place.file == p->source && last->place.first == at.first; /* a bracket is */
    if (!cascade_hides(p) && !is_said)
        diagnose(p->cx, &at, DIAGNOSTIC_MISSING_SEPARATOR, "missing '%c'", wanted);
}

void complain_separator(struct parse *p, const struct place *at, char wanted)
{
    if (!p->is_over && !p->cascade.is_lost)
        diagnose(p->cx, at, DIAGNOSTIC_MISSING_SEPARATOR, "'%c' stands here, not '%c'", wanted,
                 wanted == ';' ? ',' : ';');
}

void complain_comma(struct parse *p)
{
    if (p->filter.recent[0].kind != '}')
        complain_missing(p, ',');
}
