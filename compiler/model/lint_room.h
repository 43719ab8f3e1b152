/* SPDX-License-Identifier: MIT */
/*
 * What the rules of lint share. lint.c walks through a file, keeping the annotations of all that is around, and asks the
 * rooms (lint_bounds, lint_values, lint_names, lint_routes, lint_decls) about each thing it comes by. Rules see the tree,
 * as only that knows the places. A name means what this file declares; of what is imported nothing is said.
 */
#ifndef SWAGE_MODEL_LINT_ROOM_H
#define SWAGE_MODEL_LINT_ROOM_H

#include "model/name_map.h"
#include "syntax/ast.h"
#include "syntax/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

struct lint_choice;
struct model;

struct lint_scope { /* a declaration, member or route, and what is around it */
    const struct lint_scope *outer;
    const struct ast_annotation_list *annotations;
    const struct ast_string *path; /* of a group */
};

struct lint {
    struct compilation *cx;
    const struct ast_file *file;
    const struct model *model;
    const struct lint_choice *choice;
    struct name_map decls; /* types of this file, to struct ast_decl */
    struct name_map used;  /* names of types that something refers to */
    bool has_routes;
    size_t count;
};

/* ---- saying it ---- */

/* Reports unless the rule is off or allowed around here. Whether it did: a note or replacement may follow then. */
bool lint_say(struct lint *lint, const struct lint_scope *scope, enum diagnostic_code rule, const struct place *place,
              const char *format, ...) POOL_PRINTF(5, 6);

/* ---- types ---- */

/* Whether the type is the built-in of that name. */
bool lint_is_builtin(const struct ast_type *type, const char *name);

/* The type's declaration in this file, or NULL. */
const struct ast_decl *lint_decl(const struct lint *lint, const struct ast_type *type);

bool lint_has_most(const struct ast_type *type);

/* ---- words of names ---- */

enum { LINT_WORDS = 12, LINT_WORD_TEXT = 96 };

struct lint_words { /* in lower case; none of names that are too long to be looked at */
    char text[LINT_WORD_TEXT];
    unsigned char at[LINT_WORDS]; /* where in `text` each begins; a NUL is behind it */
    unsigned count;
};

/* "createdAt", "created_at" and "created-at" are created and at. */
struct lint_words lint_split(const char *name, size_t len);

/* The first and the last word, "" when there is none. */
const char *lint_first(const struct lint_words *words);
const char *lint_last(const struct lint_words *words);

bool lint_is_one_of(const char *word, const char *const *list);

/* Whether the words name something that nobody else may see: password, access_token, api_key. */
bool lint_is_secret(const struct lint_words *words);

/* ---- rooms ---- */

void lint_bounds_type(struct lint *lint, const struct lint_scope *scope, const struct ast_type *type);
void lint_bounds_enum(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl);

/* `is_parameter`: in the path, the query, a header, a cookie or a form. */
void lint_values_member(struct lint *lint, const struct lint_scope *scope, const struct ast_member *member,
                        bool is_parameter);
/* A type that stands in JSON; its annotations are those of the scope. */
void lint_values_type(struct lint *lint, const struct lint_scope *scope, const struct ast_type *type);
/* Where an auth has its credentials. */
void lint_values_auth(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl);

void lint_names_decl(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl);
void lint_names_file(struct lint *lint, const struct lint_scope *scope);

void lint_paths_string(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path, bool is_group);
void lint_routes_route(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl);

void lint_decls_annotations(struct lint *lint, const struct lint_scope *scope);
void lint_decls_doc(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl);
void lint_decls_file(struct lint *lint, const struct lint_scope *scope);

#endif
