/* SPDX-License-Identifier: MIT */
/* What values are: numbers that are rounded, texts that could be checked, null where it means nothing new, secrets. */
#include "config.h"

#include "model/annotation.h"
#include "model/lint_room.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

/* RFC 8259 6: integers up to this are of one mind everywhere. */
static const unsigned long long exact_max = (1ULL << 53) - 1;

static bool is_exact(const struct ast_number *bound)
{
    const char *digits = bound->text + (bound->text[0] == '-');
    char *end;
    errno = 0;
    unsigned long long value = strtoull(digits, &end, 0);
    return errno == 0 && *end == '\0' && value <= exact_max;
}

static bool is_within(const struct ast_type *type, bool is_signed)
{
    const struct ast_range *range = type->range;
    return range != NULL && range->has_max && is_exact(&range->max) &&
           (!is_signed || (range->has_min && is_exact(&range->min)));
}

void lint_values_type(struct lint *lint, const struct lint_scope *scope, const struct ast_type *type)
{
    bool is_signed = lint_is_builtin(type, "int64");
    if (!is_signed && !lint_is_builtin(type, "uint64"))
        return;
    if (is_within(type, is_signed) || annotation_find(scope->annotations, "string") != NULL)
        return;
    lint_say(
        lint, scope, DIAGNOSTIC_BIG_INTEGER, &type->name.at,
        "JavaScript and others round numbers beyond 2^53: '@string' sends digits as text, or bounds keep it within "
        "9007199254740991");
}

static void look_at_id(struct lint *lint, const struct lint_scope *scope, const struct ast_member *member,
                       const struct lint_words *words)
{
    static const char *const inexact[] = {"float32", "float64", "decimal", NULL};
    const struct ast_type *type = member->type;
    if (strcmp(lint_last(words), "id") == 0 && type->kind == AST_TYPE_NAMED && lint_is_one_of(type->name.text, inexact))
        lint_say(lint, scope, DIAGNOSTIC_FLOAT_ID, &type->name.at, "an id is compared, and %s compares badly",
                 type->name.text);
}

/* ---- texts ---- */

static const char *format_of(const struct lint_words *words)
{
    static const struct {
        const char *word, *format;
    } formats[] = {
        {"email", "email"}, {"uri", "uri"},           {"url", "uri"},           {"uuid", "uuid"},
        {"guid", "uuid"},   {"hostname", "hostname"}, {"ipv4", "ipv4"},         {"ipv6", "ipv6"},
        {"date", "date"},   {"birthday", "date"},     {"datetime", "datetime"}, {"timestamp", "datetime"},
    };
    const char *last = lint_last(words);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].word, last) == 0)
            return formats[i].format;
    return words->count > 1 && strcmp(last, "at") == 0 ? "datetime" : NULL; /* created_at */
}

static void look_at_format(struct lint *lint, const struct lint_scope *scope, const struct ast_member *member,
                           const struct lint_words *words)
{
    const char *format = format_of(words);
    if (format == NULL || !lint_is_builtin(member->type, "string") ||
        annotation_find(&member->annotations, "pattern") != NULL)
        return;
    if (lint_say(lint, scope, DIAGNOSTIC_LOOSE_FORMAT, &member->type->name.at,
                 "'%s' takes any text, and there is a type for it", member->name.text))
        diagnose_suggestion(lint->cx, format);
}

/* ---- null ---- */

static bool is_list(const struct ast_type *type)
{
    return type->kind == AST_TYPE_ARRAY || lint_is_builtin(type, "map");
}

static void look_at_null(struct lint *lint, const struct lint_scope *scope, const struct ast_member *member)
{
    const struct ast_type *type = member->type;
    if (!type->is_nullable)
        return;
    if (lint_is_builtin(type, "bool"))
        lint_say(lint, scope, DIAGNOSTIC_NULL_BOOL, &type->at,
                 "a bool that may be null has three values: an enum would name the third");
    if (is_list(type))
        lint_say(lint, scope, DIAGNOSTIC_NULL_LIST, &type->at,
                 "'%s' may be null as well as empty: readers have to treat both alike", member->name.text);
    if (member->is_optional && member->value == NULL)
        lint_say(lint, scope, DIAGNOSTIC_THREE_STATES, &member->name.at,
                 "'%s' may be missing and may be null: leave out '?' or '| null' unless they mean different things",
                 member->name.text);
}

/* ---- secrets ---- */

static bool is_marked_secret(const struct lint *lint, const struct ast_member *member)
{
    const struct ast_decl *decl = lint_decl(lint, member->type);
    return annotation_find(&member->annotations, "secret") != NULL ||
           (decl != NULL && annotation_find(&decl->annotations, "secret") != NULL);
}

/* A text, or what this file calls one. */
static bool is_text(const struct lint *lint, const struct ast_type *type)
{
    const struct ast_decl *decl = lint_decl(lint, type);
    if (decl != NULL && decl->kind == AST_DECL_TYPEDEF)
        type = decl->alias.type;
    return lint_is_builtin(type, "string") || lint_is_builtin(type, "bytes");
}

static void look_at_secret(struct lint *lint, const struct lint_scope *scope, const struct ast_member *member,
                           const struct lint_words *words, bool is_in_url)
{
    if (!lint_is_secret(words) || !is_text(lint, member->type))
        return;
    if (is_in_url)
        lint_say(lint, scope, DIAGNOSTIC_SECRET_IN_URL, &member->name.at,
                 "'%s' would stand in logs and histories: a header or the body keeps it to itself", member->name.text);
    else if (!is_marked_secret(lint, member))
        lint_say(lint, scope, DIAGNOSTIC_PLAIN_SECRET, &member->name.at,
                 "'%s' sounds like a secret: '@secret' keeps it out of logs and errors", member->name.text);
}

void lint_values_member(struct lint *lint, const struct lint_scope *scope, const struct ast_member *member,
                        bool is_parameter)
{
    struct lint_words words = lint_split(member->name.text, member->name.len);
    bool is_in_url = is_parameter && (member->word == AST_WORD_QUERY || member->word == AST_WORD_NONE);
    look_at_id(lint, scope, member, &words);
    look_at_format(lint, scope, member, &words);
    look_at_null(lint, scope, member);
    look_at_secret(lint, scope, member, &words, is_in_url);
}

void lint_values_auth(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    const struct ast_argument_list *list = &decl->auth.arguments;
    for (const struct ast_argument *argument = list->first; argument != NULL; argument = argument->next)
        if (decl->auth.scheme == AST_SCHEME_API_KEY && argument->name.len > 0 && strcmp(argument->name.text, "query") == 0)
            lint_say(lint, scope, DIAGNOSTIC_SECRET_IN_URL, &argument->at,
                     "'%s' would stand in logs and histories: a header or a cookie keeps it to itself", decl->name.text);
}
