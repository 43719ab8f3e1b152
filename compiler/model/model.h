/* SPDX-License-Identifier: MIT */
/* What a checked schema means, in the words of the C that is written from it: every name bound, every bound a number,
   every C name chosen. The emitters read this and nothing else; ast.h is unknown here. All memory is the
   compilation's pool; lists are arrays with a count. */
#ifndef SWAGE_MODEL_MODEL_H
#define SWAGE_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MODEL_UNBOUNDED SIZE_MAX /* a `most` that was not given */

struct model_text { /* bytes that may hold NUL; also NUL-terminated */
    const char *ptr;
    size_t len;
};

/* ---- types in use ---- */

enum model_kind {
    MODEL_BOOL,
    MODEL_INT8,
    MODEL_INT16,
    MODEL_INT32,
    MODEL_INT64,
    MODEL_UINT8,
    MODEL_UINT16,
    MODEL_UINT32,
    MODEL_UINT64,
    MODEL_FLOAT32,
    MODEL_FLOAT64,
    MODEL_STRING,
    MODEL_STRUCT,
    MODEL_ENUM, /* text or number on the wire: see model_enum.is_number */
    MODEL_ARRAY,
    MODEL_FIXED /* an array of a fixed count: inline in C */
};

/*
 * A type as it stands at one place, with its bounds; typedefs are looked through, but leave their name in `c_type` (not
 * in that of FIXED, nor in `item` and `array`: UserId[] is a swage_int64_array).
 *
 *     schema              kind   c_type             bounds
 *     int32(1..)          INT32  int32_t            min 1, max INT32_MAX (the type's own where not given)
 *     string(1..64)       STRING swage_str          least 1, most 64
 *     Tag[0..16]          ARRAY  struct tag_array   least 0, most 16, item: Tag
 *     string[]            ARRAY  swage_str_array
 *     uint8[3]            FIXED  uint8_t            least 3, most 3, item: uint8
 *     float64[3][4]       FIXED  double             least 4, most 4, item: float64[3]; C's double v[4][3]
 *     Role                ENUM   enum role          a text enum
 *     Level               ENUM   int32_t            a number enum: the type of its base
 *     User                STRUCT struct user
 *     UserId              INT64  user_id            a typedef, with the bounds of int64(1..); alias is set
 *
 * Items of ARRAY are scalars, strings, enums and structs, those of FIXED also ARRAY and FIXED; an ARRAY of arrays is
 * refused in this release, and so are items that may be null.
 */
struct model_type {
    enum model_kind kind;
    const char *schema;                /* as the schema says it: "int32(1..)", "Tag[0..16]" */
    const char *c_type;                /* of a variable that holds one; for FIXED of the innermost item */
    const struct model_typedef *alias; /* the typedef that was named at this place, or NULL */
    int64_t min;                       /* signed integers, inclusive */
    int64_t max;
    uint64_t umin; /* unsigned integers, inclusive */
    uint64_t umax;
    bool has_low, has_high; /* floats: whether a bound was given */
    double low, high;
    const char *low_text; /* the bounds as C literals of the type, exact: "0.5", "0.5f"; NULL when not given */
    const char *high_text;
    size_t least, most;                   /* strings: code points; arrays: items */
    const struct model_type *item;        /* ARRAY, FIXED */
    const struct model_struct *structure; /* STRUCT */
    const struct model_enum *enumeration; /* ENUM */
    const struct model_array *array;      /* ARRAY: its C struct */
};

/* The C struct `{const T *ptr; size_t len;}` of arrays with one item type. Emitted once, beside the item's
   declaration. */
struct model_array {
    const char *c_type; /* "struct tag_array", "swage_str_array" */
    const char *c_item; /* "struct tag", "swage_str", "int32_t" */
    bool is_builtin;    /* in the runtime (arrays of scalars) */
};

/* ---- values of defaults ---- */

struct model_value {
    enum {
        MODEL_VALUE_NULL,
        MODEL_VALUE_BOOL,
        MODEL_VALUE_INTEGER,
        MODEL_VALUE_UNSIGNED,
        MODEL_VALUE_FLOAT,
        MODEL_VALUE_STRING,
        MODEL_VALUE_ENUM, /* `enumerator` */
        MODEL_VALUE_EMPTY /* an empty array */
    } kind;
    bool boolean;
    int64_t integer;
    uint64_t unsign;
    const char *c_float; /* a C literal of the member's type */
    struct model_text text;
    const struct model_enumerator *enumerator;
};

/* ---- declarations ---- */

/* How C says that a member is not there, or is null. */
enum model_presence {
    MODEL_ALWAYS,     /* it is always there */
    MODEL_BY_POINTER, /* strings and arrays: ptr is NULL; structs: const T * that is NULL */
    MODEL_BY_HAS      /* scalars, enums, fixed arrays: has.x */
};

struct model_member {
    struct model_text key; /* on the wire */
    const char *key_c;     /* the inside of a C string literal that holds the key's JSON text without its quotes */
    const char *c_name;
    const char *c_constant; /* "USER_CREATED_AT": free for its number in the decoder */
    const char *doc; /* the schema's words, lines joined by \n, as they stand: they may hold the end of a comment */
    const struct model_type *type;
    bool is_required;  /* the key must be in the input */
    bool is_optional;  /* name?: the key may be missing, and is left out on output when not there */
    bool is_nullable;  /* the value may be null */
    bool is_pointer;   /* a struct member that C holds as const struct x * (optional or nullable structs) */
    bool has_null_bit; /* three states: is_null.x tells null from absent */
    enum model_presence presence;
    const struct model_value *value; /* the default, or NULL */
};

struct model_struct {
    const char *name;    /* as in the schema */
    const char *c_name;  /* "shop_item": struct shop_item, shop_item_decode() */
    const char *c_upper; /* "SHOP_ITEM" */
    const char *doc;
    bool is_strict;    /* unknown keys are refused */
    bool is_recursive; /* one may hold others of its own, at any depth: decoders have to count it */
    bool has_defaults;
    bool has_bits;                      /* some member is MODEL_BY_HAS */
    bool has_null_bits;                 /* some member has_null_bit */
    bool needs_forward;                 /* see model_decl */
    bool has_array;                     /* always: a file that is not read now may import it and have arrays of it */
    const struct model_array *array;    /* struct x_array */
    const char *home;                   /* the stem of the file that declares it; model.stem for a file's own */
    const struct model_member *members; /* at least one */
    size_t member_count;
};

struct model_enumerator {
    const char *name;   /* as in the schema */
    const char *c_name; /* ROLE_ADMIN */
    const char *doc;
    struct model_text text; /* on the wire */
    const char *text_c;     /* the inside of a C string literal with its JSON text */
    int64_t number;         /* number enums: on the wire and in C; text enums: 1, 2, 3 in C (0 is unset) */
};

struct model_enum {
    const char *name;
    const char *c_name;  /* enum shop_unit */
    const char *c_upper; /* SHOP_UNIT: SHOP_UNIT_UNSET is 0 in text enums */
    const char *doc;
    bool is_number;
    const struct model_type *base;   /* number enums: the type of members in C, never a typedef's */
    bool has_array;                  /* text enums: always; number enums: never, their arrays are the base's */
    const struct model_array *array; /* of text enums struct x_array; of number enums the runtime's, of the base */
    const char *home;                /* as in model_struct */
    const struct model_enumerator *enumerators; /* at least one */
    size_t enumerator_count;
};

struct model_typedef {
    const char *name;
    const char *c_name; /* typedef int64_t shop_user_id; */
    const char *doc;
    const struct model_type *type; /* its own `alias` is the typedef on the right side, if one is there */
    const char *home;              /* as in model_struct */
};

/*
 * The declarations of a file in an order in which C accepts them: enums, typedefs and structs that another holds by
 * value come before it. A struct with `needs_forward` is wanted earlier than it can be complete (somebody before it, or
 * itself, holds an array of it; or somebody before it points at it): its `struct x;` and its `struct x_array {...};`
 * have to stand in front of all declarations. The array of any other struct may stand behind it.
 */
struct model_decl {
    enum { MODEL_DECL_STRUCT, MODEL_DECL_ENUM, MODEL_DECL_TYPEDEF } kind;
    const struct model_struct *structure;
    const struct model_enum *enumeration;
    const struct model_typedef *alias;
};

/* ---- routes ---- */

enum model_where { MODEL_IN_PATH, MODEL_IN_QUERY, MODEL_IN_HEADER };

struct model_parameter {
    enum model_where where;
    struct model_text name; /* on the wire; that of a header in lower case, as it is compared: "request-id" */
    const char *name_c;     /* the inside of a C string literal with `name` */
    const char *header;     /* MODEL_IN_HEADER: as documents write it: "Request-Id"; else NULL */
    const char *c_name;
    const char *doc;
    const struct model_type *type;   /* scalar, string, enum; in a query also arrays of these */
    bool is_required;                /* an array without least items is not: no ?tag= at all is an empty one */
    enum model_presence presence;    /* as in model_member */
    const struct model_value *value; /* the default, or NULL */
    size_t capture;                  /* MODEL_IN_PATH: which {x} of the path, from 0 */
};

struct model_response {
    int status;
    const char *doc;
    const char *c_name;            /* "shop_add_item_201" */
    const struct model_type *body; /* NULL: none; never FIXED */
};

struct model_segment {                                        /* of a path, between slashes */
    enum { MODEL_LITERAL, MODEL_PARAMETER, MODEL_REST } kind; /* REST: {rest+}, one or more segments */
    struct model_text text;                                   /* LITERAL: percent-decoded; else the parameter's name */
    const char *text_c;                                       /* the inside of a C string literal with `text` */
};

struct model_route {
    const char *method; /* "POST" */
    const char *path;   /* as in the schema, groups' paths in front */
    const char *path_c; /* the inside of a C string literal */
    const char *name;   /* as in the schema: create_user */
    const char *c_name; /* shop_create_user: the handler */
    const char *c_upper;
    const char *doc;
    const struct model_segment *segments; /* "/" is one empty literal */
    size_t segment_count;
    const struct model_parameter *parameters;
    size_t parameter_count;
    bool has_bits;                 /* some parameter or the body is MODEL_BY_HAS */
    const struct model_type *body; /* NULL: none; never FIXED */
    const char *body_doc;
    bool body_optional;                /* body?: no body at all is fine too */
    enum model_presence body_presence; /* as in model_member: a struct that may be missing is a pointer */
    const struct model_response *responses;
    size_t response_count;
};

/* ---- a file ---- */

struct model_import {
    const char *stem; /* "common": #include "common.h" */
};

struct model {
    const char *file;    /* "user.swage", without folders: outputs name no place of the machine */
    const char *stem;    /* "user": user.h, user_routes.h */
    const char *c_stem;  /* the stem as a C name: user_app, struct user_handlers */
    const char *c_guard; /* "USER_SWAGE", for USER_SWAGE_H and USER_SWAGE_ROUTES_H: nothing else is named so */
    const char *doc;     /* the namespace's */
    const struct model_import *imports; /* those the file names itself, each once */
    size_t import_count;
    const struct model_decl *decls; /* this file's own, in C's order */
    size_t decl_count;
    const struct model_route *routes; /* in the schema's order */
    size_t route_count;
};

#endif
