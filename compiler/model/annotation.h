/* SPDX-License-Identifier: MIT */
/* Which annotations there are, where they may stand and what they take. */
#ifndef SWAGE_MODEL_ANNOTATION_H
#define SWAGE_MODEL_ANNOTATION_H

#include "model/model.h"

#include <stdbool.h>

struct ast_annotation;
struct ast_annotation_list;
struct ast_string;
struct unit;

enum annotation_place {
    ON_NAMESPACE = 1 << 0,
    ON_IMPORT = 1 << 1,
    ON_STRUCT = 1 << 2,
    ON_ENUM = 1 << 3,
    ON_UNION = 1 << 4,
    ON_TYPEDEF = 1 << 5,
    ON_AUTH = 1 << 6,
    ON_ROUTE = 1 << 7,
    ON_GROUP = 1 << 8,
    ON_MEMBER = 1 << 9,
    ON_SPREAD = 1 << 10,
    ON_ENUMERATOR = 1 << 11,
    ON_PARAMETER = 1 << 12,
    ON_BODY = 1 << 13,
    ON_RESPONSE = 1 << 14,
    ON_VARIANT = 1 << 15,
    ON_HEADER = 1 << 16, /* of a response */
    ON_COOKIE = 1 << 17,
    ON_FILES = 1 << 18
};

/* Reports every annotation in the list that is unknown, misplaced, twice, wrong in its arguments, or not honoured
   yet. */
void annotation_check(const struct unit *unit, const struct ast_annotation_list *list, enum annotation_place place);

/* Whether an annotation of ours has the arguments that it takes; if not, that was reported. */
bool annotation_is_fine(const struct ast_annotation *annotation);

/* The first of that name, or NULL. */
const struct ast_annotation *annotation_find(const struct ast_annotation_list *list, const char *name);

/* What @summary, @since and @deprecated of the list say. */
struct model_note annotation_note(const struct ast_annotation_list *list);

/* The text of an annotation that takes one, or NULL without it (also after an error). */
const struct ast_string *annotation_text(const struct ast_annotation_list *list, const char *name);

/* Whether an annotation that takes texts has this one: @allow("unexpected-body"). */
bool annotation_has_text(const struct ast_annotation_list *list, const char *name, const char *text);

#endif
