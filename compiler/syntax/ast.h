/* SPDX-License-Identifier: MIT */
/* The tree of one schema file, as written: names are not bound and nothing is checked but the grammar. Nodes are
   plain structs from the compilation's pool, chained through `next` in source order; absent parts are NULL, an
   absent name has len 0. Every node and every name knows its place. Strings are (text, len) and NUL-terminated,
   except where a comment says that they point into the source. */
#ifndef SWAGE_SYNTAX_AST_H
#define SWAGE_SYNTAX_AST_H

#include "syntax/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AST_DEPTH_MAX = 256 }; /* brackets within brackets, and types within types: what walks the tree may recurse */

#define AST_LIST(noun)                   \
    struct ast_##noun##_list {           \
        struct ast_##noun *first, *last; \
        size_t count;                    \
    }

/* ---- names, numbers, text ---- */

struct ast_name {
    struct ast_name *next; /* in lists of names: type parameters, omit User(id, created) */
    struct place at;
    const char *text;
    size_t len;
};

/* shop.Item: `text` is "shop.Item", `space` "shop" (NULL where there is no dot), `last` "Item", the tail of `text`. */
struct ast_qname {
    struct place at;
    const char *text;
    size_t len;
    const char *space;
    const char *last;
};

struct ast_number {
    struct place at;
    const char *text; /* as written, sign and 0x included: "-1", "0xFF", "1.5e3" */
    size_t len;
    bool is_integer; /* neither fraction nor exponent */
};

struct ast_string {
    struct place at;  /* with its quotes */
    const char *text; /* escapes done, UTF-8; may hold NUL bytes from \u0000, so mind len */
    size_t len;
};

/* Text of /// lines or of a block that opens with two stars: without markers and common indentation, joined by \n. */
struct ast_doc {
    struct place at;
    const char *text;
    size_t len;
};

AST_LIST(name);

/* ---- values: JSON, plus names and ranges ---- */

enum ast_value_kind {
    AST_VALUE_NULL,
    AST_VALUE_BOOL,
    AST_VALUE_NUMBER,
    AST_VALUE_STRING,
    AST_VALUE_NAME, /* member, session, shop.Item: an enumerator, a scheme, a type */
    AST_VALUE_RANGE,
    AST_VALUE_ARRAY,
    AST_VALUE_OBJECT
};

/* 1..64, 1.., ..64, 64. At least one end is there. */
struct ast_range {
    struct place at;
    bool has_min, has_max;
    bool is_exact; /* a single number: both ends are there and are it */
    struct ast_number min, max;
};

struct ast_value;
AST_LIST(value);

struct ast_pair; /* "key": value */
AST_LIST(pair);

struct ast_value {
    struct ast_value *next; /* in an array */
    struct place at;
    const char *text; /* as written, in the source: not NUL-terminated */
    size_t len;
    enum ast_value_kind kind;
    union {
        bool boolean;
        struct ast_number number;
        struct ast_string string;
        struct ast_qname name;
        struct ast_range *range;
        struct ast_value_list items;
        struct ast_pair_list pairs;
    };
};

struct ast_pair {
    struct ast_pair *next;
    struct place at;
    struct ast_string key;
    struct ast_value *value;
};

/* ---- annotations ---- */

struct ast_argument {
    struct ast_argument *next;
    struct place at;
    struct ast_name name; /* len 0: positional */
    struct ast_value *value;
};
AST_LIST(argument);

struct ast_annotation {
    struct ast_annotation *next;
    struct place at;       /* with the @ and the arguments */
    struct ast_qname name; /* without the @; a dotted one is another tool's */
    struct ast_argument_list arguments;
};
AST_LIST(annotation);

/* ---- types ---- */

enum ast_type_kind {
    AST_TYPE_NAMED, /* int32(1..), Page<User>, map<K, T>(..16) */
    AST_TYPE_ARRAY  /* T[], T[0..16], T[3]; suffixes read left to right, so the outermost node is the last suffix */
};

struct ast_type;
AST_LIST(type);

struct ast_type {
    struct ast_type *next; /* among type arguments */
    struct place at;       /* with parentheses and "| null" */
    enum ast_type_kind kind;
    uint32_t depth;                 /* 1 for a plain name; at most AST_DEPTH_MAX */
    bool is_nullable;               /* T | null */
    struct ast_range *range;        /* named: bounds in ( ); array: count in [ ]; NULL when not given */
    struct ast_qname name;          /* named */
    struct ast_type_list arguments; /* named */
    struct ast_type *element;       /* array */
};

/* ---- members: of structs and unions, parameters, headers and cookies of responses ---- */

/* The word before a parameter or a response's member. */
enum ast_word {
    AST_WORD_NONE, /* a struct's or union's member, a path parameter, `body` */
    AST_WORD_QUERY,
    AST_WORD_HEADER,
    AST_WORD_COOKIE,
    AST_WORD_FORM,
    AST_WORD_BODY
};

struct ast_member {
    struct ast_member *next;
    struct place at; /* with annotations, without the separator */
    struct ast_doc *doc;
    struct ast_qname *spread; /* ...Audit, query ...Paging: then name is absent and type NULL; else NULL */
    enum ast_word word;
    struct place word_at; /* where word is not NONE */
    struct ast_name name;
    bool is_optional; /* name?: */
    bool is_stream;   /* body: stream bytes */
    struct ast_type *type;
    struct ast_value *value; /* the default after '=', or NULL */
    struct ast_annotation_list annotations;
};
AST_LIST(member);

struct ast_enumerator {
    struct ast_enumerator *next;
    struct place at;
    struct ast_doc *doc;
    struct ast_name name;
    struct ast_value *value; /* guest = "GUEST", low = 1, or NULL */
    struct ast_annotation_list annotations;
};
AST_LIST(enumerator);

/* ---- declarations ---- */

enum ast_decl_kind {
    AST_DECL_NAMESPACE,
    AST_DECL_IMPORT,
    AST_DECL_STRUCT,
    AST_DECL_ENUM,
    AST_DECL_UNION,
    AST_DECL_TYPEDEF,
    AST_DECL_AUTH,
    AST_DECL_FILES,
    AST_DECL_ROUTE,
    AST_DECL_GROUP
};

struct ast_decl;
AST_LIST(decl);

enum ast_struct_form {
    AST_STRUCT_MEMBERS, /* struct User { ... }, struct Page<T> { ... } */
    AST_STRUCT_TYPE,    /* = Page<User> */
    AST_STRUCT_PARTIAL, /* = partial User */
    AST_STRUCT_OMIT,    /* = omit User(id, created) */
    AST_STRUCT_PICK     /* = pick User(id, name) */
};

struct ast_struct {
    enum ast_struct_form form;
    struct ast_name_list parameters; /* <T>, MEMBERS only */
    struct ast_member_list members;  /* MEMBERS */
    struct ast_type *type;           /* TYPE */
    struct ast_qname base;           /* PARTIAL, OMIT, PICK */
    struct ast_name_list names;      /* OMIT, PICK */
};

struct ast_enum {
    bool has_base;
    struct ast_qname base; /* enum Level : int32 */
    struct ast_enumerator_list enumerators;
};

struct ast_union {
    struct ast_member_list variants;
};

struct ast_typedef {
    bool is_extern;
    struct ast_type *type;
};

enum ast_scheme { AST_SCHEME_BEARER, AST_SCHEME_BASIC, AST_SCHEME_API_KEY, AST_SCHEME_JWT };

struct ast_auth {
    enum ast_scheme scheme;
    struct place scheme_at;
    struct ast_argument_list arguments; /* api_key(...), jwt(...) */
    struct ast_qname identity;
};

struct ast_files { /* files "/assets" "public";   embed "/assets" "public"; */
    bool is_embedded;
    struct ast_string path;
    struct ast_string folder;
};

enum ast_method {
    AST_METHOD_GET,
    AST_METHOD_HEAD,
    AST_METHOD_POST,
    AST_METHOD_PUT,
    AST_METHOD_PATCH,
    AST_METHOD_DELETE,
    AST_METHOD_OPTIONS
};

struct ast_response {
    struct ast_response *next;
    struct place at;
    struct ast_doc *doc;
    bool has_status;
    struct ast_number status;       /* an integer of any size: 200 is not checked here */
    struct ast_type *type;          /* NULL: no body */
    bool is_stream;                 /* stream Event */
    struct ast_member_list members; /* { header location: uri; cookie sid?: string; } */
    struct ast_annotation_list annotations;
};
AST_LIST(response);

struct ast_route {
    enum ast_method method;
    struct place method_at;
    struct ast_string path; /* "/users/{id}" */
    struct ast_member_list parameters;
    struct ast_response_list responses; /* none: no "->" */
};

struct ast_group {
    struct ast_string path;
    struct ast_decl_list decls; /* routes and groups only */
};

struct ast_decl {
    struct ast_decl *next;
    struct place at; /* from the first annotation to the closing ';' or '}' */
    struct ast_doc *doc;
    struct ast_annotation_list annotations; /* before it, then those after a derived struct, typedef or group path */
    enum ast_decl_kind kind;
    struct ast_name name; /* all but import, files, group and namespace */
    union {
        struct ast_qname space;   /* namespace */
        struct ast_string import; /* import: the path */
        struct ast_struct structure;
        struct ast_enum enumeration;
        struct ast_union variants;
        struct ast_typedef alias;
        struct ast_auth auth;
        struct ast_files files;
        struct ast_route route;
        struct ast_group group;
    };
};

/* ---- the file ---- */

struct ast_comment {
    struct ast_comment *next;
    struct place at; /* with its markers, without the line end */
    bool is_doc;
};
AST_LIST(comment);

struct ast_file {
    const struct source *source;
    struct ast_decl *space;           /* the namespace, or NULL; also in decls */
    struct ast_decl_list decls;       /* everything, in order */
    struct ast_comment_list comments; /* all of them, in order, for the formatter */
};

#endif
