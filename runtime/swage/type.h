/* SPDX-License-Identifier: MIT */
/*
 * Tables that describe the types of a schema: what the cold paths of the runtime read when a document was refused, to
 * find every fault and say where and what. Generated code defines them (`user_type`); valid documents never touch them.
 */
#ifndef SWAGE_TYPE_H
#define SWAGE_TYPE_H

#include <math.h>

#include <swage/arena.h>
#include <swage/base.h>
#include <swage/bytes.h>
#include <swage/pattern.h>
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
    SWAGE_KIND_ARRAY,       /* `least` to `most` items of type `item` */
    SWAGE_KIND_BYTES,       /* `least` to `most` bytes, as a string in `encoding` */
    SWAGE_KIND_DECIMAL,     /* a number of any size, between `words[0]` and `words[1]` where these have a text */
    SWAGE_KIND_JSON,        /* any value */
    SWAGE_KIND_MAP,         /* `least` to `most` members of type `item`, keys of type `key` */
    SWAGE_KIND_UNION,       /* `members`: the variants by their tags; see `tagging`, `tag`, `content` */
    SWAGE_KIND_EXTERN,      /* `item`, and then what `check` says */
    SWAGE_KIND_FILE         /* `least` to `most` bytes of `media`; only of forms */
};

enum swage_format { /* checked texts; <swage/format.h> reads them */
    SWAGE_FORMAT_NONE,
    SWAGE_FORMAT_EMAIL,
    SWAGE_FORMAT_URI,
    SWAGE_FORMAT_UUID,
    SWAGE_FORMAT_HOSTNAME,
    SWAGE_FORMAT_IPV4,
    SWAGE_FORMAT_IPV6,
    SWAGE_FORMAT_DATE,
    SWAGE_FORMAT_TIME,
    SWAGE_FORMAT_DATETIME,
    SWAGE_FORMAT_DURATION
};

enum swage_tagging {
    SWAGE_TAG_INTERNAL, /* the tag is a member of the variant's own object */
    SWAGE_TAG_ADJACENT, /* the tag and the content are two members */
    SWAGE_TAG_EXTERNAL, /* an object with one member, whose key is the tag */
    SWAGE_TAG_NONE      /* variants differ by what JSON they are */
};

enum swage_member_flag {
    SWAGE_MEMBER_REQUIRED = 1, /* the key must be there */
    SWAGE_MEMBER_NULLABLE = 2  /* the value may be null */
};

enum swage_type_flag {
    SWAGE_TYPE_STRICT = 4,   /* structs: a member that is not declared is a fault */
    SWAGE_TYPE_UNIQUE = 8,   /* arrays: no item stands twice */
    SWAGE_TYPE_QUOTED = 16,  /* numbers: a string on the wire, "123" */
    SWAGE_TYPE_NUL = 32,     /* strings: U+0000 is allowed */
    SWAGE_TYPE_OPEN = 64,    /* enums: other values are allowed */
    SWAGE_TYPE_ABOVE = 128,  /* floats and decimals: the lower bound itself is not allowed */
    SWAGE_TYPE_BELOW = 256,  /* floats and decimals: the upper bound itself is not allowed */
    SWAGE_TYPE_SECRET = 512, /* nothing of the value stands in a fault: no lengths, no keys below it */
    SWAGE_TYPE_SECRET_ITEMS = 1024, /* arrays, maps: of all they hold, though its own table may not say so */
    SWAGE_TYPE_SECRET_KEYS = 2048   /* maps: of their keys, likewise */
};

struct swage_faults;
struct swage_type;

/* What a decoder can check and a table cannot: members against one another, and types of the user's. `json` is the text
   of one value that has no other fault; the faults are added under the value's own pointer. */
typedef void swage_check(swage_str json, swage_arena *arena, struct swage_faults *faults);

struct swage_member {
    swage_str key; /* on the wire */
    const struct swage_type *type;
    unsigned flags; /* enum swage_member_flag; SWAGE_TYPE_SECRET when the type is not so everywhere, of variants too */
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
    unsigned bits; /* integers: of the C type, 0 for 64; a number that it cannot hold is "range", not "too_large".
                      ENUM_NUMBER: of its base; `umax` is more than 0 where that is unsigned, and then -0 is refused */
    enum swage_format format;     /* strings */
    enum swage_encoding encoding; /* bytes */
    enum swage_tagging tagging;   /* unions */
    swage_str tag, content;       /* unions: the keys of tag and content */
    const struct swage_type *key; /* maps */
    const struct swage_pattern *const *patterns; /* strings: all have to match */
    size_t pattern_count;
    uint64_t step;                  /* integers: a multiple of it, when not 0 */
    double step_digits, step_scale; /* floats: a multiple of step_digits / step_scale, when that is not 0 */
    swage_check *check;             /* structs, extern types; NULL when there is nothing to check */
    const char *media;              /* files: a media type or a range of them; NULL: any */
};

/* The types of the schema language that have no bounds of their own. */
extern SWAGE_API const struct swage_type swage_type_bool, swage_type_int8, swage_type_int16, swage_type_int32,
    swage_type_int64, swage_type_uint8, swage_type_uint16, swage_type_uint32, swage_type_uint64, swage_type_float32,
    swage_type_float64, swage_type_string, swage_type_bytes, swage_type_decimal, swage_type_json,
    swage_type_file;

SWAGE_END_C

#endif
