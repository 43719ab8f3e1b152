/* SPDX-License-Identifier: MIT */
/*
 * How things are called: type-name, route-name; member-name, parameter-name and enumerator-name look for the odd one out.
 * Most of a file decide what is usual, and what is one word in lower case goes with everything that begins so.
 */
#include "config.h"

#include "model/annotation.h"
#include "model/lint_room.h"

#include <string.h>

enum style { STYLE_WORD, STYLE_SNAKE, STYLE_CAMEL, STYLE_KEBAB, STYLE_PASCAL, STYLE_UPPER, STYLE_OTHER, STYLES };

static const char *const style_names[] = {"lower case", "lower_snake", "lowerCamel", "kebab-case",
                                          "UpperCamel", "UPPER_SNAKE", "no case"};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static enum style style_of(const char *name, size_t len)
{
    size_t upper = 0, lower = 0, under = 0, hyphen = 0;
    for (size_t i = 0; i < len; i++) {
        upper += is_upper(name[i]);
        lower += name[i] >= 'a' && name[i] <= 'z';
        under += name[i] == '_';
        hyphen += name[i] == '-';
    }
    if (under + hyphen == 0 && upper == 0)
        return STYLE_WORD;
    if (under > 0 && hyphen > 0)
        return STYLE_OTHER;
    if (upper == 0)
        return under > 0 ? STYLE_SNAKE : STYLE_KEBAB;
    if (lower == 0)
        return hyphen == 0 ? STYLE_UPPER : STYLE_OTHER;
    return under + hyphen > 0 ? STYLE_OTHER : is_upper(name[0]) ? STYLE_PASCAL : STYLE_CAMEL;
}

/* ---- one by one ---- */

static void look_at_type(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    if (!is_upper(decl->name.text[0]) || memchr(decl->name.text, '_', decl->name.len) != NULL)
        lint_say(lint, scope, DIAGNOSTIC_TYPE_NAME, &decl->name.at, "'%s' is a type, and types are UpperCamel",
                 decl->name.text);
}

static void look_at_route(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    enum style style = style_of(decl->name.text, decl->name.len);
    if (style != STYLE_WORD && style != STYLE_SNAKE)
        lint_say(lint, scope, DIAGNOSTIC_ROUTE_NAME, &decl->name.at, "'%s' is a route, and routes are lower_snake",
                 decl->name.text);
}

/* ---- the odd one out ---- */

struct sample { /* a name of some kind, where most others are in one case */
    const char *text;
    size_t len;
    const struct place *at;
    const struct lint_scope *scope;
};

struct poll {
    struct lint *lint;
    enum diagnostic_code rule;
    bool is_counting; /* the first of two rounds */
    size_t votes[STYLES];
    struct place first[STYLES];
    enum style usual;
};

static enum style usual_of(const struct poll *poll)
{
    enum style usual = STYLE_WORD;
    size_t most = 0;
    for (int i = STYLE_SNAKE; i < STYLE_OTHER; i++)
        if (poll->votes[i] > most ||
            (most > 0 && poll->votes[i] == most && poll->first[i].first < poll->first[usual].first)) {
            usual = (enum style)i;
            most = poll->votes[i];
        }
    bool is_lower = usual == STYLE_SNAKE || usual == STYLE_CAMEL || usual == STYLE_KEBAB;
    return !is_lower && poll->votes[STYLE_WORD] >= most ? STYLE_WORD : usual;
}

static bool is_odd(enum style style, enum style usual)
{
    if (style == usual)
        return false;
    bool is_lower = style == STYLE_SNAKE || style == STYLE_CAMEL || style == STYLE_KEBAB;
    bool is_usual_lower = usual == STYLE_SNAKE || usual == STYLE_CAMEL || usual == STYLE_KEBAB;
    return !(style == STYLE_WORD && is_usual_lower) && !(usual == STYLE_WORD && is_lower);
}

static void ask(struct poll *poll, const struct sample *sample)
{
    enum style style = style_of(sample->text, sample->len);
    if (poll->is_counting) {
        if (poll->votes[style]++ == 0)
            poll->first[style] = *sample->at;
        return;
    }
    if (is_odd(style, poll->usual) &&
        lint_say(poll->lint, sample->scope, poll->rule, sample->at, "'%s' is %s where most are %s", sample->text,
                 style_names[style], style_names[poll->usual]))
        diagnose_note(poll->lint->cx, &poll->first[poll->usual], "as is this one");
}

/* Members are called what they are called on the wire. */
static void ask_member(struct poll *poll, const struct ast_member *member, const struct lint_scope *outer)
{
    struct lint_scope scope = {.outer = outer, .annotations = &member->annotations};
    const struct ast_string *wire = annotation_text(&member->annotations, "name");
    struct sample sample = {member->name.text, member->name.len, &member->name.at, &scope};
    if (member->spread != NULL)
        return;
    if (wire != NULL) {
        sample.text = wire->text;
        sample.len = wire->len;
        sample.at = &wire->at;
    }
    ask(poll, &sample);
}

static void ask_members(struct poll *poll, const struct ast_member_list *members, const struct lint_scope *scope)
{
    for (const struct ast_member *member = members->first; member != NULL; member = member->next)
        if (member->word != AST_WORD_HEADER && member->word != AST_WORD_COOKIE) /* which have habits of their own */
            ask_member(poll, member, scope);
}

/* An enumerator whose text is given is what somebody else calls it. */
static void ask_enumerators(struct poll *poll, const struct ast_enum *enumeration, const struct lint_scope *outer)
{
    for (const struct ast_enumerator *each = enumeration->enumerators.first; each != NULL; each = each->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &each->annotations};
        struct sample sample = {each->name.text, each->name.len, &each->name.at, &scope};
        if (each->value == NULL || each->value->kind != AST_VALUE_STRING)
            ask(poll, &sample);
    }
}

static void ask_decls(struct poll *poll, const struct ast_decl_list *decls, const struct lint_scope *outer)
{
    for (const struct ast_decl *decl = decls->first; decl != NULL; decl = decl->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &decl->annotations};
        bool is_members = poll->rule == DIAGNOSTIC_MEMBER_NAME;
        if (is_members && decl->kind == AST_DECL_STRUCT && decl->structure.form == AST_STRUCT_MEMBERS)
            ask_members(poll, &decl->structure.members, &scope);
        else if (!is_members && decl->kind == AST_DECL_ROUTE)
            ask_members(poll, &decl->route.parameters, &scope);
        else if (decl->kind == AST_DECL_GROUP)
            ask_decls(poll, &decl->group.decls, &scope);
    }
}

static void poll_file(struct lint *lint, const struct lint_scope *scope, enum diagnostic_code rule)
{
    struct poll poll = {.lint = lint, .rule = rule, .is_counting = true};
    ask_decls(&poll, &lint->file->decls, scope);
    poll.is_counting = false;
    poll.usual = usual_of(&poll);
    ask_decls(&poll, &lint->file->decls, scope);
}

void lint_names_file(struct lint *lint, const struct lint_scope *scope)
{
    poll_file(lint, scope, DIAGNOSTIC_MEMBER_NAME);
    poll_file(lint, scope, DIAGNOSTIC_PARAMETER_NAME);
}

static void look_at_enumerators(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    struct poll poll = {.lint = lint, .rule = DIAGNOSTIC_ENUMERATOR_NAME, .is_counting = true};
    ask_enumerators(&poll, &decl->enumeration, scope);
    poll.is_counting = false;
    poll.usual = usual_of(&poll);
    ask_enumerators(&poll, &decl->enumeration, scope);
}

void lint_names_decl(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    switch (decl->kind) {
    case AST_DECL_ENUM: look_at_enumerators(lint, scope, decl); /* fall through */
    case AST_DECL_STRUCT:
    case AST_DECL_UNION:
    case AST_DECL_TYPEDEF: look_at_type(lint, scope, decl); break;
    case AST_DECL_ROUTE: look_at_route(lint, scope, decl); break;
    default: break;
    }
}
