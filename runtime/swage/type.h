/* SPDX-License-Identifier: MIT */
/*
 * Tables that describe the types of a schema: what the cold paths of the runtime read when a document was refused, to
 * find every fault and say where and what. Generated code defines them (`user_type`); valid documents never touch them.
 */
#ifndef SWAGE_TYPE_H
#define SWAGE_TYPE_H

#include <math.h>

#include <swage/base.h>
#include <swage/string.h>

SWAGE_BEGIN_C

enum swage_kind {
    SWAGE_KIND_BOOL,
    SWAGE_KIND_INTEGER,     /* between `min` and `max`, which are within the C type's range */
    SWAGE_KIND_UNSIGNED,    /* between `umin` and `umax` */
    SWAGE_KIND_FLOAT32,     /* between `low` and `high` */
    SWAGE_KIND_FLOAT64,     /* between `low` and `high` */
    SWAGE_KIND_STRING,      /* `least` to `most` code points */
    SWAGE_KIND_ENUM,        /* one of the texts in `words` */
    SWAGE_KIND_ENUM_NUMBER, /* one of the numbers in `numbers` */
    SWAGE_KIND_STRUCT,      /* `members` */
    SWAGE_KIND_ARRAY        /* `least` to `most` items of type `item` */
};

enum swage_member_flag {
    SWAGE_MEMBER_REQUIRED = 1, /* the key must be there */
    SWAGE_MEMBER_NULLABLE = 2  /* the value may be null */
};

enum { SWAGE_TYPE_STRICT = 4 }; /* structs: a member that is not declared is a fault */

struct swage_type;

struct swage_member {
    swage_str key; /* on the wire */
    const struct swage_type *type;
    unsigned flags; /* enum swage_member_flag */
};

struct swage_type {
    enum swage_kind kind;
    unsigned flags;             /* structs: SWAGE_TYPE_STRICT; arrays: SWAGE_MEMBER_NULLABLE when items may be null */
    const char *name;           /* as the schema calls it: "User", "int32" */
    int64_t min, max;           /* SWAGE_KIND_INTEGER */
    uint64_t umin, umax;        /* SWAGE_KIND_UNSIGNED */
    double low, high;           /* floats */
    size_t least, most;         /* strings and arrays */
    const struct swage_type *item;
    const struct swage_member *members;
    const swage_str *words;
    const int64_t *numbers;
    size_t count;  /* of members, words or numbers */
    unsigned bits; /* integers: of the C type, 0 for 64; a number that it cannot hold is "range", not "too_large" */
};

/* The types of the schema language that have no bounds of their own. */
extern SWAGE_API const struct swage_type swage_type_bool, swage_type_int8, swage_type_int16, swage_type_int32,
    swage_type_int64, swage_type_uint8, swage_type_uint16, swage_type_uint32, swage_type_uint64, swage_type_float32,
    swage_type_float64, swage_type_string;

SWAGE_END_C

#endif
