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
    MODEL_STRING,  /* also the checked text formats: see `format` */
    MODEL_BYTES,   /* swage_bytes; see `encoding`; a `file` is bytes with `is_file` */
    MODEL_DECIMAL, /* swage_str with a number's digits as sent */
    MODEL_JSON,    /* swage_str with any JSON text */
    MODEL_STRUCT,
    MODEL_UNION,
    MODEL_ENUM,   /* text or number on the wire: see model_enum.is_number */
    MODEL_EXTERN, /* a type of the user's, read from and written as `item` */
    MODEL_ARRAY,
    MODEL_FIXED, /* an array of a fixed count: inline in C */
    MODEL_MAP,
    MODEL_MAYBE /* `item` or null; stands only as the item of ARRAY, FIXED and MAP */
};

enum model_format { /* of MODEL_STRING */
    MODEL_FORMAT_NONE,
    MODEL_FORMAT_EMAIL,
    MODEL_FORMAT_URI,
    MODEL_FORMAT_UUID,
    MODEL_FORMAT_HOSTNAME,
    MODEL_FORMAT_IPV4,
    MODEL_FORMAT_IPV6,
    MODEL_FORMAT_DATE,
    MODEL_FORMAT_TIME,
    MODEL_FORMAT_DATETIME,
    MODEL_FORMAT_DURATION
};

enum model_encoding { MODEL_BASE64, MODEL_BASE64URL, MODEL_HEX }; /* of MODEL_BYTES */

/*
 * A DFA that reads UTF-8 a byte at a time and says whether the text has a match. State 0 is the start. A state that
 * always or never matches, whatever comes, leads only to itself.
 */
struct model_pattern {
    const char *text; /* as the schema says it, for documents and messages */
    size_t state_count;
    size_t class_count;       /* bytes that all states treat alike are one class */
    const uint8_t *classes;   /* [256]: the class of each byte */
    const uint16_t *next;     /* [state_count * class_count]: where a state goes on a class */
    const bool *accepts;      /* [state_count]: whether a text that ends here matches */
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
 *     email               STRING swage_str          format EMAIL
 *     bytes(..16) @hex    BYTES  swage_bytes        encoding HEX; least, most in bytes
 *     decimal(0..)        DECIMAL swage_str         low_text "0"
 *     json                JSON   swage_str
 *     Payment             UNION  struct payment
 *     Role, @open         ENUM   struct role        a text enum that keeps unknown values
 *     Money               EXTERN struct money       item: its base, string(..20)
 *     map<Tag>(..16)      MAP    struct tag_map     least 0, most 16, key: string, item: Tag
 *     map<int64,string>   MAP    struct swage_str_map_by_int64
 *     float64[2][]        ARRAY  struct swage_float64_2_array, of double (*ptr)[2]
 *     string[][]          ARRAY  struct swage_str_array_array
 *     (int32 | null)[]    ARRAY  struct swage_int32_maybe_array, item: MAYBE struct swage_int32_maybe {bool has; int32_t
 *                                value;}, whose item is INT32
 *     (string | null)[]   ARRAY  swage_str_array, item: MAYBE swage_str, whose ptr is NULL for null; also bytes, decimal,
 *                                json, arrays and maps
 *     (Tag | null)[]      ARRAY  struct tag_ptr_array of const struct tag *, item: MAYBE const struct tag *; also unions
 *
 * A MAYBE is a struct {bool has; T value;} (`container` says which) when its item is a scalar, an enum, an EXTERN or
 * FIXED.
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
    const struct model_type *item;        /* ARRAY, FIXED, MAP: of its values; MAYBE; EXTERN: its base */
    const struct model_type *key;         /* MAP: STRING, an integer, or a text ENUM that is not open */
    const struct model_struct *structure; /* STRUCT */
    const struct model_union *choice;     /* UNION */
    const struct model_enum *enumeration; /* ENUM */
    const struct model_extern *external;  /* EXTERN */
    const struct model_array *array;      /* ARRAY: its C struct */
    const struct model_container *container; /* MAP, a boxed MAYBE, ARRAY where array->c_guard: what C needs first */
    enum model_format format;             /* STRING */
    enum model_encoding encoding;         /* BYTES */
    bool is_file;                         /* BYTES: swage_upload, a part of a form; an optional one is MODEL_BY_HAS */
    const char *media;                    /* of files, from @media, maybe a range; NULL: any */
    bool is_quoted;                       /* @string: a number that is a string on the wire, "123" */
    bool allows_nul;                      /* @nul: STRING may hold U+0000 */
    bool is_unique;                       /* @unique: ARRAY, FIXED; items are scalars, strings, bytes, decimals, enums */
    bool is_secret;                       /* @secret: stands in no log and no error */
    bool low_open, high_open;             /* @gt, @lt on floats and decimals: the bound itself is not allowed;
                                             integers have them in min and max already */
    uint64_t step;                        /* @multiple_of on integers, else 0 */
    const char *step_text;                /* @multiple_of on floats: step is step_digits / step_scale, C literals of */
    const char *step_digits, *step_scale; /* doubles: 0.25 is "25.0" / "100.0"; step_text is as in the schema; or NULL */
    const struct model_pattern *const *patterns; /* @pattern: STRING without format; all of them have to match */
    size_t pattern_count;
};

/*
 * Structs of C that come from the use of types in one another, under an #ifndef of `c_guard`: every file that uses one
 * emits it. The heads only point at items and need no complete item; entries and boxes need one.
 *
 *     struct tag_map_entry;
 *     struct tag_map {const struct tag_map_entry *ptr; size_t len;};                 the head
 *     struct tag_map_entry {swage_str key; struct tag value;};                       the body
 *     struct swage_int32_maybe {bool has; int32_t value;};                           the body of a box; it has no head
 */
struct model_container {
    enum { MODEL_CONTAINER_ARRAY, MODEL_CONTAINER_MAP, MODEL_CONTAINER_BOX } kind;
    const char *c_name;              /* "tag_map": struct tag_map, struct tag_map_entry, tag_map_find() */
    const char *c_guard;             /* "SWAGE_HAS_TAG_MAP" */
    const struct model_type *item;   /* of an array, the values of a map, what a box holds */
    const struct model_type *key;    /* of a map */
};

/* The C struct `{const T *ptr; size_t len;}` of arrays with one item type. Emitted once, beside the item's
   declaration. */
struct model_array {
    const char *c_type; /* "struct tag_array", "swage_str_array" */
    const char *c_item; /* "struct tag", "swage_str", "int32_t" */
    bool is_builtin;    /* in the runtime (arrays of scalars) */
    bool is_derived;    /* not beside a declaration but where it is used: see the type's `container` */
};

/* ---- @example and @reject ---- */

struct model_example {
    struct model_text json; /* the document, as short as JSON can be */
    bool is_reject;         /* it is to be refused, else to be accepted */
    const char *pointer;    /* of @reject: a place (RFC 6901) where it is refused; NULL: the schema does not say */
};

struct model_examples { /* in the order of the schema */
    const struct model_example *items;
    size_t count;
};

/* ---- what annotations say for documents, beside a doc comment ---- */

struct model_note {
    const char *summary; /* @summary, or NULL */
    const char *since;   /* @since, or NULL */
    const char *instead; /* the words of @deprecated, or NULL */
    bool is_deprecated;
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
        MODEL_VALUE_ENUM,   /* `enumerator` */
        MODEL_VALUE_EMPTY,  /* an empty array or map */
        MODEL_VALUE_BYTES,  /* `text` holds the bytes themselves */
        MODEL_VALUE_LIST,   /* of ARRAY and FIXED: `items`, each a value of the item type (NULL: null) */
        MODEL_VALUE_OBJECT  /* of STRUCT: `items`, one for each member in order; NULL items: the member's own default,
                               or absent */
    } kind;
    const struct model_value *const *items; /* LIST, OBJECT */
    size_t item_count;
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
    const char *name;      /* as in the schema */
    struct model_text key; /* on the wire */
    const char *c_name;
    const char *c_constant; /* "USER_CREATED_AT": free for its number in the decoder */
    const char *doc; /* the schema's words, lines joined by \n, as they stand: they may hold the end of a comment */
    struct model_note note;
    const struct model_type *type;
    bool is_required;  /* the key must be in the input */
    bool is_optional;  /* name?: the key may be missing, and is left out on output when not there */
    bool is_nullable;  /* the value may be null */
    bool is_pointer;   /* C holds it as const struct x * (optional or nullable structs and unions) */
    bool has_null_bit; /* three states: is_null.x tells null from absent */
    bool is_skipped;   /* @skip: read past and never kept; any JSON, optional, and only in `wire` of its struct */
    enum model_presence presence;
    const struct model_value *value; /* the default, or NULL */
    struct model_examples examples;  /* of its value */
};

struct model_struct {
    const char *name;    /* as in the schema */
    const char *c_name;  /* "shop_item": struct shop_item, shop_item_decode() */
    const char *c_upper; /* "SHOP_ITEM" */
    const char *doc;
    struct model_note note;
    bool is_strict;    /* unknown keys are refused */
    bool is_recursive; /* one may hold others of its own, at any depth: decoders have to count it */
    bool has_defaults;
    bool has_bits;                      /* some member is MODEL_BY_HAS */
    bool has_null_bits;                 /* some member has_null_bit */
    bool needs_forward;                 /* see model_decl */
    bool has_array;                     /* always: a file that is not read now may import it and have arrays of it */
    const struct model_array *array;    /* struct x_array */
    const char *home;                   /* the stem of the file that declares it; model.stem for a file's own */
    const struct model_member *members; /* may be none: C has a `char empty_` then */
    size_t member_count;
    const struct model_member *wire; /* what may stand in JSON, in the schema's order: the members, and those skipped */
    size_t wire_count;
    const struct model_check *checks; /* @check functions, in order */
    size_t check_count;
    const struct model_struct *patch_of; /* `partial`: the struct it changes by x_apply(); else NULL. Its members are
                                            those of the other, by key and c_name */
    struct model_examples examples;
};

struct model_check {
    const char *c_name; /* void c_name(const struct x *in, struct swage_faults *faults) of the user's */
};

enum model_tagging {
    MODEL_TAG_INTERNAL, /* {"kind": "card", "number": "..."}: variants are structs */
    MODEL_TAG_ADJACENT, /* {"kind": "card", "value": ...} */
    MODEL_TAG_EXTERNAL, /* {"card": ...} */
    MODEL_TAG_NONE      /* @untagged: variants differ by the first byte of their JSON */
};

/* What JSON a type is, for @untagged. */
enum model_json { MODEL_JSON_OBJECT, MODEL_JSON_ARRAY, MODEL_JSON_STRING, MODEL_JSON_NUMBER, MODEL_JSON_BOOL };

struct model_variant {
    struct model_text tag; /* on the wire */
    const char *c_name;     /* the member in C's union */
    const char *c_constant; /* PAYMENT_CARD */
    const char *doc;
    struct model_note note;
    const struct model_type *type;
    bool is_pointer; /* structs and unions: C holds const struct x * */
    enum model_json json;
    struct model_examples examples; /* of its value, without the tag */
};

/*
 *     struct payment {
 *         enum payment_kind kind;     PAYMENT_UNSET is 0, PAYMENT_CARD 1, ...
 *         union {
 *             const struct card *card;
 *             const struct transfer *transfer;
 *         };
 *     };
 */
struct model_union {
    const char *name;
    const char *c_name;
    const char *c_upper;
    const char *doc;
    struct model_note note;
    enum model_tagging tagging;
    struct model_text tag_key;     /* INTERNAL, ADJACENT */
    struct model_text content_key; /* ADJACENT */
    bool is_recursive, needs_forward; /* as in model_struct */
    const struct model_array *array;
    const char *home;
    const struct model_variant *variants; /* at least one */
    size_t variant_count;
    struct model_examples examples;
};

/*
 * extern typedef Money = string(..20) @c("struct money", "money.h"): the user has
 *
 *     enum swage_status money_read(BASE value, swage_arena *arena, struct money *out);
 *     enum swage_status money_write(const struct money *in, char *room, size_t size, swage_str *out);   base is text
 *     enum swage_status money_write(const struct money *in, BASE *out);                                 base is a scalar
 *
 * `size` is the most bytes that the base's bound allows; such a bound must be there and at most 4096 characters.
 */
struct model_extern {
    const char *name;
    const char *c_name; /* money */
    const char *c_type; /* struct money */
    const char *header; /* money.h, as it stands between quotes in #include; NULL when none was given */
    const char *doc;
    struct model_note note;
    const char *home;
    const struct model_type *base; /* STRING, BYTES, DECIMAL, or a number or bool */
    const struct model_array *array; /* is_derived */
    struct model_examples examples;
};

struct model_enumerator {
    const char *name;   /* as in the schema */
    const char *c_name; /* ROLE_ADMIN */
    const char *doc;
    struct model_note note;
    struct model_text text; /* on the wire */
    int64_t number;         /* number enums: on the wire and in C; text enums: 1, 2, 3 in C (0 is unset) */
};

struct model_enum {
    const char *name;
    const char *c_name;  /* enum shop_unit */
    const char *c_upper; /* SHOP_UNIT: SHOP_UNIT_UNSET is 0 in text enums */
    const char *doc;
    struct model_note note;
    bool is_number;
    bool is_open; /* text: struct x {enum x_value value; swage_str text;}, constants ROLE_ADMIN of enum role_value;
                     number: any number of the base goes */
    const struct model_type *base;   /* number enums: the type of members in C, never a typedef's */
    bool has_array;                  /* text enums: always; number enums: never, their arrays are the base's */
    const struct model_array *array; /* of text enums struct x_array; of number enums the runtime's, of the base */
    const char *home;                /* as in model_struct */
    const struct model_enumerator *enumerators; /* at least one */
    size_t enumerator_count;
    struct model_examples examples;
};

struct model_typedef {
    const char *name;
    const char *c_name; /* typedef int64_t shop_user_id; */
    bool is_nullable;   /* = T | null: so is every place that uses it */
    const char *doc;
    struct model_note note;
    const struct model_type *type; /* its own `alias` is the typedef on the right side, if one is there */
    const char *home;              /* as in model_struct */
    struct model_examples examples;
};

/*
 * The declarations of a file in an order in which C accepts them: enums, typedefs and structs that another holds by
 * value come before it. A struct with `needs_forward` is wanted earlier than it can be complete (somebody before it, or
 * itself, holds an array of it; or somebody before it points at it): its `struct x;` and its `struct x_array {...};`
 * have to stand in front of all declarations. The array of any other struct may stand behind it.
 */
struct model_decl {
    enum { MODEL_DECL_STRUCT, MODEL_DECL_ENUM, MODEL_DECL_TYPEDEF, MODEL_DECL_UNION, MODEL_DECL_EXTERN } kind;
    const struct model_struct *structure;
    const struct model_enum *enumeration;
    const struct model_typedef *alias;
    const struct model_union *choice;
    const struct model_extern *external;
};

/* ---- routes ---- */

enum model_where { MODEL_IN_PATH, MODEL_IN_QUERY, MODEL_IN_HEADER, MODEL_IN_COOKIE, MODEL_IN_FORM };

struct model_parameter {
    enum model_where where;
    struct model_text name; /* on the wire; that of a header in lower case, as it is compared: "request-id" */
    const char *header;     /* MODEL_IN_HEADER: as documents write it: "Request-Id"; else NULL */
    const char *c_name;
    const char *doc;
    struct model_note note;
    const struct model_type *type;   /* scalar, string, bytes, decimal, enum, extern; in query and form also arrays of these */
    bool is_required;                /* an array without least items is not: no ?tag= at all is an empty one */
    enum model_presence presence;    /* as in model_member */
    const struct model_value *value; /* the default, or NULL */
    size_t capture;                  /* MODEL_IN_PATH: which {x} of the path, from 0 */
    const char *attributes;          /* of a cookie that is sent: what stands behind its value, "; Path=/; Secure" */
    struct model_examples examples;  /* JSON, as for bodies */
};

struct model_response {
    int status;
    const char *doc;
    struct model_note note;
    const char *c_name;            /* "shop_add_item_201" */
    const struct model_type *body; /* or that of each item of a stream; NULL: none */
    bool is_problem;               /* declared as Problem: body is NULL */
    enum { MODEL_NO_STREAM, MODEL_STREAM_ITEMS, MODEL_STREAM_BYTES } stream; /* BYTES: in pieces, body is NULL */
    const char *media; /* from @media: "image/png"; NULL: JSON, any kind of stream, or of bytes octets */
    bool is_raw;       /* no stream, a string or bytes that stand as they are and are no JSON */
    const char *c_head;                   /* "shop_add_item_201_head": the struct that holds its fields; NULL: none */
    const struct model_parameter *fields; /* headers and cookies that it sends, without arrays and defaults */
    size_t field_count;
    bool has_bits; /* some field is MODEL_BY_HAS */
};

struct model_segment {                                        /* of a path, between slashes */
    enum { MODEL_LITERAL, MODEL_PARAMETER, MODEL_REST } kind; /* REST: {rest+}, one or more segments */
    struct model_text text;                                   /* LITERAL: percent-decoded; else the parameter's name */
};

/* ---- authentication ---- */

enum model_scheme_kind {
    MODEL_SCHEME_BEARER, /* Authorization: Bearer TOKEN */
    MODEL_SCHEME_BASIC,  /* Authorization: Basic USER:PASSWORD in base64 */
    MODEL_SCHEME_KEY,    /* `key` in a header, the query or a cookie */
    MODEL_SCHEME_JWT     /* as BEARER; the token is a JWT, whose signature and times are checked before the verifier */
};

enum { MODEL_HS256 = 1, MODEL_RS256 = 2, MODEL_ES256 = 4, MODEL_EDDSA = 8 }; /* algorithms of JWT, or-ed */

struct model_scheme {
    const char *name;   /* as in the schema: session */
    const char *c_name; /* "shop_auth_session": the verifier, in the table of handlers */
    const char *doc;
    const char *realm; /* as it stands between quotes in challenges */
    const struct model_struct *identity; /* whom the verifier recognised: in->auth points to it */
    const struct model_member *scopes;   /* its member that holds what somebody may: an array of strings; or NULL */
    enum model_scheme_kind kind;
    enum model_where where; /* KEY: HEADER, QUERY or COOKIE */
    struct model_text key;  /* KEY: its name there, as the schema writes it */
    unsigned algorithms;    /* JWT: those that are taken */
    unsigned leeway;        /* JWT: seconds that clocks may differ by */
    const char *issuer;     /* JWT: what "iss" has to be, and what "aud" has to hold; NULL: anything */
    const char *audience;
};

struct model_auth { /* what a route asks of its clients */
    const struct model_scheme *scheme; /* NULL: nothing */
    const char *const *scopes;         /* all of which the identity must have */
    size_t scope_count;
    bool is_optional; /* a request without credentials goes on, and in->auth is NULL */
};

struct model_cors { /* whose scripts browsers may let in */
    const struct model_text *origins; /* as swage_origin_fault() has them; none at all: nobody's */
    size_t origin_count;
    bool has_credentials;
    const char *max_age;              /* seconds; NULL: not said */
    const struct model_text *headers; /* that requests may have, beside those that the route reads */
    size_t header_count;
    const struct model_text *exposed; /* that such scripts may read, beside those that the route declares */
    size_t exposed_count;
};

struct model_route {
    const char *method; /* "POST" */
    const char *path;   /* as in the schema, groups' paths in front */
    const char *name;   /* as in the schema: create_user */
    const char *c_name; /* shop_create_user: the handler */
    const char *c_upper;
    const char *doc;
    struct model_note note;          /* of @deprecated and @since also those of its groups */
    bool is_hidden;                  /* by @hidden, or by that of a group: no document has it */
    const char *const *tags;         /* @tags: of its groups from the outside in, then its own; each once */
    size_t tag_count;
    const struct model_segment *segments; /* "/" is one empty literal */
    size_t segment_count;
    const struct model_parameter *parameters;
    size_t parameter_count;
    bool has_bits;                 /* some parameter or the body is MODEL_BY_HAS */
    const struct model_type *body; /* NULL: none; never FIXED */
    bool has_pieces; /* the body is a stream of bytes: `body` is NULL, and the handler reads it */
    const char *body_media; /* from @media, maybe a range; NULL: JSON's own, or of a stream any, or none */
    bool body_is_raw;       /* a string or bytes that stand as they are and are no JSON */
    const char *body_doc;
    struct model_note body_note;
    struct model_examples body_examples;
    bool body_optional;                /* body?: no body at all is fine too */
    enum model_presence body_presence; /* as in model_member: a struct that may be missing is a pointer */
    const struct model_response *responses;
    size_t response_count;
    bool is_merge_patch; /* the body is a struct with patch_of: application/merge-patch+json is taken too */
    bool has_form;       /* some parameter is in the form, urlencoded or multipart, and there is no body */
    bool has_files;      /* some of them are files: the form is multipart, and read in pieces */
    struct model_auth auth;
    const struct model_cors *cors; /* NULL: nothing is said; the same for all routes that have it from one place */
    size_t max_body;     /* bytes of a request's body, from @max_body or the bounds; 0: nothing bounds it */
    size_t max_arena;    /* bytes that reading a request may take from its arena; 0: nothing bounds it */
};

/* ---- static files ---- */

struct model_file {
    const char *path; /* below its folder: "css/site.css" */
    struct model_text bytes;
};

struct model_files {
    const char *path; /* as in the schema: "/assets" */
    const struct model_segment *segments; /* literals; none for "/" */
    size_t segment_count;
    const char *folder; /* as in the schema */
    bool has_max_age; /* else caches always ask whether a file is still the same */
    size_t max_age;   /* seconds for which they need not */
    bool is_embedded;   /* `list` is all that was in it, and part of the program; else it is read from when it is asked for */
    const struct model_file *list; /* in the order of their paths' bytes */
    size_t count;
};

/* ---- a file ---- */

struct model_tag {
    const char *name;
    const char *doc; /* of the first group that has this tag alone: its @summary or its comment; or NULL */
};

struct model_import {
    const char *stem;  /* "common": #include "common.h" */
    bool is_used;      /* one of its types is named in this file */
    uint32_t position; /* where in this file it stands: bytes before its path */
};

struct model {
    const char *file;    /* "user.swage", without folders: outputs name no place of the machine */
    const char *stem;    /* "user": user.h, user_routes.h */
    const char *c_stem;  /* the stem as a C name: user_app, struct user_handlers */
    const char *c_guard; /* "USER_SWAGE", for USER_SWAGE_H and USER_SWAGE_ROUTES_H: nothing else is named so */
    const char *doc;     /* the namespace's */
    struct model_note note; /* the namespace's */
    const char *version; /* @version of the namespace: of what the file describes; or NULL */
    const struct model_import *imports; /* those the file names itself, each once */
    size_t import_count;
    const char *const *foreign; /* names in C of what the included headers declare, those that they include too */
    size_t foreign_count;
    const struct model_decl *decls; /* this file's own, in C's order */
    size_t decl_count;
    const struct model_scheme *schemes; /* in the schema's order */
    size_t scheme_count;
    const struct model_route *routes; /* in the schema's order */
    size_t route_count;
    const struct model_files *files; /* in the schema's order */
    size_t files_count;
    const struct model_tag *tags; /* of all routes, in the order in which they are met */
    size_t tag_count;
};

#endif
