/* SPDX-License-Identifier: MIT */
/* One table says it all. Dotted annotations belong to other tools: they stay in the tree and mean nothing here. */
#include "config.h"

#include "model/annotation.h"

#include "model/resolve.h"
#include "syntax/ast.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

enum arguments {
    TAKES_NOTHING,
    TAKES_TEXT,
    MAY_TAKE_TEXT,
    TAKES_TEXTS,
    TAKES_NUMBER,
    TAKES_VALUE,
    TAKES_DOCUMENT,
    TAKES_ANYTHING
};

enum {
    ON_TYPES = ON_STRUCT | ON_ENUM | ON_UNION | ON_TYPEDEF,
    ON_SENT = ON_HEADER | ON_COOKIE,
    ON_VALUES = ON_MEMBER | ON_PARAMETER | ON_BODY | ON_VARIANT | ON_SENT,
    ON_ROUTES = ON_ROUTE | ON_GROUP,
    ON_ANYTHING = (ON_COOKIE << 1) - 1
};

struct rule {
    const char *name;
    int places;
    enum arguments arguments;
    bool may_repeat;
};

static const struct rule rules[] = {
    {"name", ON_MEMBER | ON_PARAMETER | ON_VARIANT | ON_SENT, TAKES_TEXT, false},
    {"strict", ON_STRUCT, TAKES_NOTHING, false},
    {"summary", ON_ROUTES | ON_TYPES | ON_AUTH | ON_NAMESPACE, TAKES_TEXT, false},
    {"tags", ON_ROUTES, TAKES_TEXTS, false},
    {"version", ON_NAMESPACE, TAKES_TEXT, false},
    {"deprecated", ON_ANYTHING, MAY_TAKE_TEXT, false},
    {"since", ON_ANYTHING, TAKES_TEXT, false},
    {"example", ON_STRUCT | ON_UNION | ON_ENUM | ON_TYPEDEF | ON_VALUES, TAKES_VALUE, true},
    {"allow", ON_ANYTHING, TAKES_TEXTS, true},
    {"unbounded", ON_VALUES | ON_TYPEDEF | ON_STRUCT | ON_RESPONSE, TAKES_NOTHING, false},
    {"discriminator", ON_UNION, TAKES_TEXTS, false},
    {"untagged", ON_UNION, TAKES_NOTHING, false},
    {"open", ON_ENUM, TAKES_NOTHING, false},
    {"string", ON_VALUES | ON_TYPEDEF, TAKES_NOTHING, false},
    {"pattern", ON_VALUES | ON_TYPEDEF, TAKES_TEXT, true},
    {"unique", ON_VALUES | ON_TYPEDEF, TAKES_NOTHING, false},
    {"multiple_of", ON_VALUES | ON_TYPEDEF, TAKES_NUMBER, false},
    {"gt", ON_VALUES | ON_TYPEDEF, TAKES_NUMBER, false},
    {"lt", ON_VALUES | ON_TYPEDEF, TAKES_NUMBER, false},
    {"nul", ON_VALUES | ON_TYPEDEF, TAKES_NOTHING, false},
    {"base64url", ON_VALUES | ON_TYPEDEF, TAKES_NOTHING, false},
    {"hex", ON_VALUES | ON_TYPEDEF, TAKES_NOTHING, false},
    {"media", ON_BODY | ON_RESPONSE | ON_PARAMETER, TAKES_TEXT, false},
    {"c", ON_TYPEDEF, TAKES_TEXTS, false},
    {"reject", ON_STRUCT | ON_UNION | ON_TYPEDEF, TAKES_DOCUMENT, true},
    {"auth", ON_ROUTES, TAKES_ANYTHING, false},
    {"cors", ON_ROUTES | ON_NAMESPACE, TAKES_ANYTHING, false},
    {"errors", ON_ROUTES, TAKES_ANYTHING, false},
    {"check", ON_STRUCT, TAKES_ANYTHING, true},
    {"max_body", ON_ROUTES, TAKES_NUMBER, false},
    {"path", ON_COOKIE, TAKES_TEXT, false},
    {"domain", ON_COOKIE, TAKES_TEXT, false},
    {"max_age", ON_COOKIE | ON_FILES, TAKES_NUMBER, false},
    {"secure", ON_COOKIE, TAKES_NOTHING, false},
    {"http_only", ON_COOKIE, TAKES_NOTHING, false},
    {"same_site", ON_COOKIE, TAKES_TEXT, false},
    {"secret", ON_VALUES | ON_TYPEDEF, TAKES_NOTHING, false},
    {"hidden", ON_ROUTES, TAKES_NOTHING, false},
    {"skip", ON_MEMBER, TAKES_NOTHING, false},
};

enum { RULES = sizeof rules / sizeof *rules };

static const struct rule *find_rule(const char *name)
{
    for (size_t i = 0; i < RULES; i++)
        if (strcmp(rules[i].name, name) == 0)
            return &rules[i];
    return NULL;
}

static const char *place_name(enum annotation_place place)
{
    static const char *const names[] = {
        "a namespace", "an import", "a struct", "an enum",       "a union",     "a typedef", "an auth",    "a route",
        "a group",     "a member",  "a spread", "an enumerator", "a parameter", "a body",    "a response", "a variant",
        "a header",    "a cookie",  "files"};
    size_t bit = 0;
    while ((int)place >> (bit + 1) != 0)
        bit++;
    return names[bit];
}

static void report_unknown(const struct unit *unit, const struct ast_annotation *annotation)
{
    struct suggest suggest = SUGGEST_INIT(annotation->name.text, annotation->name.len);
    for (size_t i = 0; i < RULES; i++)
        suggest_offer(&suggest, rules[i].name);
    diagnose(unit->cx, &annotation->at, DIAGNOSTIC_UNKNOWN_ANNOTATION, "unknown annotation '@%s'",
             annotation->name.text);
    if (suggest.best != NULL)
        diagnose_replacement(unit->cx, pool_printf(&unit->cx->pool, "@%s", suggest.best), &annotation->name.at,
                             suggest.best);
}

static bool is_text(const struct ast_argument *argument)
{
    return argument->name.len == 0 && argument->value->kind == AST_VALUE_STRING;
}

static bool is_number(const struct ast_argument *argument)
{
    return argument->name.len == 0 && argument->value->kind == AST_VALUE_NUMBER;
}

static bool all_are_texts(const struct ast_argument_list *list)
{
    for (const struct ast_argument *argument = list->first; argument != NULL; argument = argument->next)
        if (!is_text(argument))
            return false;
    return true;
}

/* One value, and perhaps where in it something is wrong. */
static bool is_document(const struct ast_argument_list *list)
{
    bool has_value = false, has_place = false;
    for (const struct ast_argument *argument = list->first; argument != NULL; argument = argument->next) {
        bool is_place = strcmp(argument->name.text == NULL ? "" : argument->name.text, "at") == 0 &&
                        argument->value->kind == AST_VALUE_STRING;
        bool *is_there = is_place ? &has_place : &has_value;
        if (*is_there || (!is_place && argument->name.len > 0))
            return false;
        *is_there = true;
    }
    return has_value;
}

/* What it should have been given, or NULL when that is what it was given. */
static const char *fault_in(enum arguments takes, const struct ast_argument_list *list)
{
    switch (takes) {
    case TAKES_NOTHING: return list->count == 0 ? NULL : "no arguments";
    case TAKES_TEXT: return list->count == 1 && is_text(list->first) ? NULL : "one text";
    case MAY_TAKE_TEXT:
        return list->count == 0 || (list->count == 1 && is_text(list->first)) ? NULL : "one text or nothing";
    case TAKES_TEXTS: return list->count > 0 && all_are_texts(list) ? NULL : "texts";
    case TAKES_NUMBER: return list->count == 1 && is_number(list->first) ? NULL : "one number";
    case TAKES_VALUE: return list->count == 1 && list->first->name.len == 0 ? NULL : "one JSON value";
    case TAKES_DOCUMENT: return is_document(list) ? NULL : "a JSON value and at = \"/pointer\"";
    case TAKES_ANYTHING: break;
    }
    return NULL;
}

/* Warnings, and what a route may be allowed although it is an error. */
static bool can_be_allowed(enum diagnostic_code code)
{
    return diagnostic_code_severity(code) == SEVERITY_WARNING || code == DIAGNOSTIC_UNEXPECTED_BODY;
}

static void check_allowed(const struct unit *unit, const struct ast_string *name)
{
    struct suggest suggest = SUGGEST_INIT(name->text, name->len);
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const char *code = diagnostic_code_name((enum diagnostic_code)i);
        if (!can_be_allowed((enum diagnostic_code)i))
            continue;
        if (strcmp(code, name->text) == 0)
            return;
        suggest_offer(&suggest, code);
    }
    diagnose(unit->cx, &name->at, DIAGNOSTIC_UNKNOWN_RULE, "nothing is called '%s' that could be allowed", name->text);
    if (suggest.best != NULL)
        diagnose_replacement(unit->cx, suggest.best, &name->at, pool_printf(&unit->cx->pool, "\"%s\"", suggest.best));
}

static void check_rule(const struct unit *unit, const struct ast_annotation *annotation, const struct rule *rule,
                       enum annotation_place place)
{
    const char *wanted = fault_in(rule->arguments, &annotation->arguments);
    if ((rule->places & (int)place) == 0)
        diagnose(unit->cx, &annotation->at, DIAGNOSTIC_MISPLACED_ANNOTATION, "'@%s' means nothing on %s", rule->name,
                 place_name(place));
    else if (wanted != NULL)
        diagnose(unit->cx, &annotation->at, DIAGNOSTIC_BAD_ANNOTATION, "'@%s' takes %s", rule->name, wanted);
    else if (strcmp(rule->name, "allow") == 0)
        for (const struct ast_argument *argument = annotation->arguments.first; argument != NULL; argument = argument->next)
            check_allowed(unit, &argument->value->string);
}

void annotation_check(const struct unit *unit, const struct ast_annotation_list *list, enum annotation_place place)
{
    for (const struct ast_annotation *annotation = list->first; annotation != NULL; annotation = annotation->next) {
        const struct rule *rule = find_rule(annotation->name.text);
        if (annotation->name.space != NULL)
            continue;
        if (rule == NULL) {
            report_unknown(unit, annotation);
            continue;
        }
        check_rule(unit, annotation, rule, place);
        const struct ast_annotation *first = annotation_find(list, rule->name);
        if (first != annotation && !rule->may_repeat) {
            diagnose(unit->cx, &annotation->at, DIAGNOSTIC_BAD_ANNOTATION, "'@%s' stands here twice", rule->name);
            diagnose_note(unit->cx, &first->at, "the first one is here");
        }
    }
}

bool annotation_is_fine(const struct ast_annotation *annotation)
{
    const struct rule *rule = annotation->name.space == NULL ? find_rule(annotation->name.text) : NULL;
    return rule != NULL && fault_in(rule->arguments, &annotation->arguments) == NULL;
}

const struct ast_annotation *annotation_find(const struct ast_annotation_list *list, const char *name)
{
    for (const struct ast_annotation *annotation = list->first; annotation != NULL; annotation = annotation->next)
        if (strcmp(annotation->name.text, name) == 0)
            return annotation;
    return NULL;
}

const struct ast_string *annotation_text(const struct ast_annotation_list *list, const char *name)
{
    const struct ast_annotation *annotation = annotation_find(list, name);
    if (annotation == NULL || annotation->arguments.count != 1 || !is_text(annotation->arguments.first))
        return NULL;
    return &annotation->arguments.first->value->string;
}

static const char *words_of(const struct ast_annotation_list *list, const char *name)
{
    const struct ast_string *text = annotation_text(list, name);
    return text == NULL || text->len == 0 ? NULL : text->text;
}

struct model_note annotation_note(const struct ast_annotation_list *list)
{
    return (struct model_note){.summary = words_of(list, "summary"),
                               .since = words_of(list, "since"),
                               .instead = words_of(list, "deprecated"),
                               .is_deprecated = annotation_find(list, "deprecated") != NULL};
}

bool annotation_has_text(const struct ast_annotation_list *list, const char *name, const char *text)
{
    for (const struct ast_annotation *annotation = list->first; annotation != NULL; annotation = annotation->next)
        if (strcmp(annotation->name.text, name) == 0)
            for (const struct ast_argument *arg = annotation->arguments.first; arg != NULL; arg = arg->next)
                if (is_text(arg) && strcmp(arg->value->string.text, text) == 0)
                    return true;
    return false;
}
