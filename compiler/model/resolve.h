/* SPDX-License-Identifier: MIT */
/* All files of a run, bound to one another: which file imports which, and which declaration a type's name means. A
   file with syntax errors takes part, so that its types are known, but nothing in it is looked at, and names that
   could have come from it are not called unknown. */
#ifndef SWAGE_MODEL_RESOLVE_H
#define SWAGE_MODEL_RESOLVE_H

#include "model/name_map.h"
#include "syntax/ast.h"
#include "syntax/compilation.h"
#include "syntax/suggest.h"

#include <stdbool.h>
#include <stddef.h>

struct model_options;
struct unit;

/* What a type parameter stands for while the members of a generic are looked at. */
struct binding {
    const struct binding *next;
    const struct ast_name *name;
    const struct ast_type *type; /* NULL: nobody knows yet, and nobody asks */
    const struct unit *unit;     /* where the names in `type` mean something */
};

/* A declared type, and what later stages have made of it. */
struct symbol {
    struct symbol *next; /* in its file, in order */
    const struct ast_decl *decl;
    struct unit *unit;
    enum { SYMBOL_NEW, SYMBOL_BUSY, SYMBOL_DONE, SYMBOL_BAD } state; /* BAD: there was an error; uses of it have none */
    bool is_named; /* structs and enums: its name in C is its own; if not, what is derived from it is not looked at */
    struct symbol *wanted_by;       /* while BUSY: the one that is BUSY because of this one */
    struct model_struct *structure; /* exists from the start, so that it can be pointed at; complete when DONE */
    struct model_enum *enumeration;
    struct model_typedef *alias;         /* not of an extern typedef */
    struct model_union *choice;          /* exists, with its names in C, from the start */
    struct model_extern *external;       /* an extern typedef; exists from the start */
    struct symbol *patch_root;           /* of a struct that `partial` needs for a member: the one that says partial */
    struct symbol *patch_base;           /* and the struct that it is the partial one of */
    struct symbol *patches, *next_patch; /* of the one that says partial: those it needed */
};

struct unit_import {
    struct unit_import *next;
    const struct ast_decl *decl;
    struct unit *unit;
    bool is_used; /* a name was found there */
};

struct unit { /* a file */
    struct unit *next;
    struct schema *schema;
    struct compilation *cx; /* the schema's */
    const struct ast_file *file;
    const char *stem; /* "user" for "some/where/user.swage" */
    const char *c_stem;
    const char *space;                         /* "shop", or NULL */
    const char *prefix;                        /* "shop_", or "" */
    struct unit_import *imports, *last_import; /* each file once */
    struct symbol *symbols, *last_symbol;
    struct name_map names; /* of types, to struct symbol */
    bool is_broken;        /* has syntax errors */
    bool is_open;          /* names may come from a file that was not read */
    bool is_ordered;       /* order_check has seen it */
    enum { UNIT_NEW, UNIT_LOADING, UNIT_LOADED } state;
    struct model *model;    /* while and after it is built; NULL when there are errors */
    struct name_map claims; /* names of C: see claim.h */
    struct claim *first_claim, *last_claim;
    struct example *examples, *last_example; /* to be checked when all types are complete: see example.h */
    unsigned search;                         /* the last search that came by: see claim.c */
    const struct symbol *generic;            /* of a copy that generic.c makes of the unit, for this one; else NULL */
    const struct binding *bindings;          /* of such a copy */
};

struct schema { /* all files of a run */
    struct compilation *cx;
    const struct model_options *options;
    struct unit *units, *last_unit; /* the named files first, then the imported ones */
    struct name_map by_identity;
    struct name_map patterns; /* from the text of a pattern to its struct model_pattern: see pattern.c */
    struct name_map sizes;    /* from the bytes of a struct model_struct * to size_t: see order.c */
    struct name_map unknown;  /* names of types that nobody declares, to struct unknown_type: see resolve.c */
    struct name_map owners;   /* from the bytes of a struct model_struct * to its struct symbol */
    unsigned search;
    struct symbol *busy; /* the declaration being looked at, which `wanted_by` others */
    unsigned busy_depth;
};

void schema_init(struct schema *schema, struct compilation *cx, const struct model_options *options);

/* Adds a parsed file; the unit that is there already when it was added before. */
struct unit *resolve_add(struct schema *schema, const struct ast_file *file);

/* Reads what the units import, directly or not, and enters all names of types. */
void resolve_all(struct schema *schema);

/* The declaration that a name means in `unit`, or NULL. Nothing is reported. */
struct symbol *resolve_find(const struct unit *unit, const struct ast_qname *name);

/* Makes the symbol's struct. */
void resolve_own(struct schema *schema, struct symbol *symbol);

/* Puts a symbol behind the others of its file. */
void resolve_append(struct symbol *symbol);

/* The symbol of a struct. */
struct symbol *resolve_owner(const struct schema *schema, const struct model_struct *structure);

/* Reports a name that nobody declares, once: further uses are notes, and then nothing. `what` is "type" or "struct", and
   `suggest` has been offered what may stand there besides declared types. Nothing is said where names may come from a
   file that could not be read. */
void resolve_report_unknown(const struct unit *unit, const struct ast_qname *name, const char *what,
                            struct suggest *suggest, const char *habit);

/* Offers every type name that can be used in `unit`. */
void resolve_offer(const struct unit *unit, struct suggest *suggest);

/* A path that the file names, as one from where the compiler runs: it is meant from the file's own folder. */
const char *resolve_beside(const struct unit *unit, const char *path);

#endif
