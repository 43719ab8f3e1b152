/* SPDX-License-Identifier: MIT */
/*
 * The tables of an application's routes, as the compiler writes them into `*_routes.c`: operations with their
 * parameters, and the tree of paths that leads to them. Data only; generated code includes it through <swage/app.h>.
 */
#ifndef SWAGE_ROUTE_H
#define SWAGE_ROUTE_H

#include <swage/base.h>
#include <swage/http.h>
#include <swage/string.h>
#include <swage/type.h>

SWAGE_BEGIN_C

struct swage_auth; /* <swage/auth.h> */
struct swage_request;

enum swage_where { SWAGE_IN_PATH, SWAGE_IN_QUERY, SWAGE_IN_HEADER, SWAGE_IN_COOKIE, SWAGE_IN_FORM };

struct swage_param {
    enum swage_where where;
    unsigned flags;                /* enum swage_member_flag */
    swage_str name;                /* on the wire; of a header in any case */
    const struct swage_type *type; /* scalar, string, enum, or (query, form) array of these */
    unsigned capture;              /* SWAGE_IN_PATH: its place among the path's parameters, from 0 */
};

enum swage_media {
    SWAGE_TAKES_JSON = 1,
    SWAGE_TAKES_MERGE_PATCH = 2,
    SWAGE_TAKES_FORM = 4, /* urlencoded, or multipart */
    SWAGE_TAKES_PIECES = 8, /* of any media, or of `body_media` alone; the handler reads it by swage_body_read() */
    SWAGE_TAKES_NAMED = 16, /* of `body_media` instead of JSON's own name */
    SWAGE_TAKES_RAW = 32    /* with NAMED: what came is the value as it stands, a string's text or octets */
};

/* Who else's scripts browsers may let in (CORS). */
struct swage_cors {
    const swage_str *origins; /* swage_origin_fault() says of what form */
    unsigned origin_count;    /* 0: nobody's, whatever the server's flags say */
    bool has_credentials;     /* and with the cookies and the like that the browser keeps for us */
    const char *max_age;      /* seconds that browsers may keep what they were told; NULL: what they like */
};

struct swage_operation {
    const char *name; /* "create_user" */
    const char *path; /* as in the schema: "/users/{id}" */
    enum swage_method method;
    /* Reads parameters and body, calls the handler of `handlers`, returns what it returned. */
    int (*serve)(struct swage_request *rq, const void *handlers);
    const struct swage_param *params;
    unsigned param_count;
    unsigned body_flags;           /* SWAGE_MEMBER_REQUIRED: a request without a body is refused */
    const struct swage_type *body; /* NULL: takes none; a body that comes is read and dropped */
    size_t max_body;               /* bytes; 0: the server's own limit alone */
    size_t max_arena;              /* bytes that what is read may take from the request's arena, beside the body's text
                                      and the pairs of query, form and cookies; 0: as above */
    unsigned media;                /* what a body may be: enum swage_media, or-ed; 0: JSON when there is a body */
    const char *body_media;        /* PIECES, NAMED: a media type, or a range of them; PIECES and NULL: any, or none */
    const struct swage_auth *auth; /* who may ask; NULL: anybody */
    const struct swage_cors *cors; /* NULL: what the server's flags say, or nobody */
    const char *cors_requests;     /* the header fields that such scripts may send: "Content-Type, X-Request-Id"; or NULL */
    const char *cors_answers;      /* and those of answers that they may read: "Location"; or NULL */
};

/*
 * The paths of all routes as a tree, one node a segment; the root is node 0 and stands for the slash that every path
 * starts with. A segment may be empty: "/" is an empty literal below the root, "/a/" one below "a". A literal child
 * beats a parameter (which takes one segment that is not empty) beats a rest ({x+}, which takes one or more segments,
 * the first not empty). Children are nodes `children` to `children + child_count - 1`, literals first in the order of
 * (length, bytes), then at most one parameter, then at most one rest. Operations that end at the node are `operations`
 * to `operations + operation_count - 1` of the application's; the root has none, a rest has no children.
 */
enum swage_node_kind { SWAGE_NODE_LITERAL, SWAGE_NODE_PARAM, SWAGE_NODE_REST };

struct swage_node {
    swage_str text; /* of a literal segment, percent-decoded */
    uint32_t children, child_count;
    uint32_t operations, operation_count;
    uint8_t kind; /* enum swage_node_kind */
};

#define SWAGE_CAPTURES_MAX 16 /* parameters in one path; the compiler refuses more */

SWAGE_END_C

#endif
