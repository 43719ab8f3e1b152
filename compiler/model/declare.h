/* SPDX-License-Identifier: MIT */
/* The declarations of a file, one after another: what they are called in C, and what stands in them. Enums, typedefs
   and spread structs that are used before their turn are looked at when they are wanted. */
#ifndef SWAGE_MODEL_DECLARE_H
#define SWAGE_MODEL_DECLARE_H

#include <stdbool.h>
#include <stddef.h>

struct ast_decl;
struct ast_doc;
struct ast_name;
struct model_type;
struct symbol;
struct unit;

enum { DECLARE_DEPTH_MAX = 256 }; /* typedefs of typedefs, and spreads within spreads: looking at them recurses */

/* Gives every type of the file its names in C, so that it can be referred to. */
void declare_names(struct unit *unit);

/* The same for one type. */
void declare_name(struct symbol *symbol);

/* Checks every declaration of the file but auth and routes, and fills in the model's objects. */
void declare_all(struct unit *unit);

/* Completes one. False when it has an error, which is reported by then. */
bool declare_enum(struct symbol *symbol);
bool declare_typedef(struct symbol *symbol);
bool declare_union(struct symbol *symbol);
bool declare_extern(struct symbol *symbol);
bool declare_struct(struct symbol *symbol);

/* Whether this struct is written in C: it has no type parameters. */
bool declare_is_written(const struct ast_decl *decl);

/* ---- for the modules that look at what stands in declarations ---- */

/* The words of a comment, or NULL. */
const char *declare_doc(const struct ast_doc *doc);

/* Whether a name can be one in C; `what` is "member", "struct". False after a diagnostic. */
bool declare_check_name(const struct unit *unit, const struct ast_name *name, const char *what);

#endif
