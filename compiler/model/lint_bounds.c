/* SPDX-License-Identifier: MIT */
/* unbounded: what a request may hold is bounded by the limits of its route alone. */
#include "config.h"

#include "model/annotation.h"
#include "model/lint_room.h"

#include <string.h>

static void say(struct lint *lint, const struct lint_scope *scope, const struct place *place, const char *message)
{
    lint_say(lint, scope, DIAGNOSTIC_UNBOUNDED, place, "%s", message);
}

/* "T[]": the brackets; the place of the type is that of T as well. Lines are counted from there, not from the file's
   begin: there may be many. */
static struct place brackets_of(const struct ast_type *type)
{
    struct place place = type->element->at;
    const char *text = place.file->text, *open = memchr(text + place.end, '[', type->at.end - place.end);
    if (open == NULL)
        return type->at;
    place.end = (uint32_t)(open - text);
    place_end(&place, &place.line, &place.col);
    place.first = place.end;
    place.end = type->at.end;
    return place;
}

static void look_at_map(struct lint *lint, const struct lint_scope *scope, const struct ast_type *type)
{
    if (!lint_has_most(type))
        say(lint, scope, &type->name.at, "this map has no upper bound: '(..N)' behind it is one");
    else if (type->arguments.count == 1)
        say(lint, scope, &type->name.at,
            "the keys of this map have no upper bound: 'map<string(..N), T>' gives them one");
}

void lint_bounds_type(struct lint *lint, const struct lint_scope *scope, const struct ast_type *type)
{
    bool has_most = lint_has_most(type);
    if (type->kind == AST_TYPE_ARRAY && !has_most) {
        struct place place = brackets_of(type);
        say(lint, scope, &place, "this array has no upper bound: '[..N]' is one");
    }
    if ((lint_is_builtin(type, "string") || lint_is_builtin(type, "uri")) && !has_most)
        say(lint, scope, &type->name.at, "this text has no upper bound: '(..N)' behind it is one, in characters");
    if (lint_is_builtin(type, "bytes") && !has_most)
        say(lint, scope, &type->name.at, "these bytes have no upper bound: '(..N)' behind them is one");
    if (lint_is_builtin(type, "file") && !has_most)
        say(lint, scope, &type->name.at, "this file has no upper bound: '(..N)' behind it is one, in bytes");
    if (lint_is_builtin(type, "decimal"))
        say(lint, scope, &type->name.at, "a decimal may have any number of digits");
    if (lint_is_builtin(type, "json"))
        say(lint, scope, &type->name.at, "a value of any JSON may have any length");
    if (lint_is_builtin(type, "map"))
        look_at_map(lint, scope, type);
}

void lint_bounds_enum(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    const struct ast_annotation *open = annotation_find(&decl->annotations, "open");
    if (open != NULL && !decl->enumeration.has_base)
        say(lint, scope, &open->at, "an open enum keeps texts of any length");
}
