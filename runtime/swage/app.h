/* SPDX-License-Identifier: MIT */
/*
 * An application: what generated `*_routes.c` and `*_app.c` describe, and what serves it.
 *
 *     head ─swage_request_begin→ route found, limits known ─_body→ pieces ─_end→ decode, handler, reply ─sink→ answer
 *
 * Two sides meet here. Generated code fills in the tables and calls the functions under "for generated code". Adapters
 * (the server, the in-process client, tests) drive requests and take answers through a sink; nothing here knows of
 * sockets.
 */
#ifndef SWAGE_APP_H
#define SWAGE_APP_H

#include <swage/arena.h>
#include <swage/auth.h>
#include <swage/base.h>
#include <swage/buffer.h>
#include <swage/bytes.h>
#include <swage/error.h>
#include <swage/http.h>
#include <swage/read.h>
#include <swage/request.h>
#include <swage/route.h>
#include <swage/stream.h>
#include <swage/string.h>
#include <swage/type.h>
#include <swage/upload.h>

SWAGE_BEGIN_C

/* --- tables, written by the compiler ------------------------------------------------------------------------------ */

struct swage_app {
    unsigned abi; /* SWAGE_ABI */
    const char *name;
    const struct swage_node *nodes;
    const struct swage_operation *operations;
    unsigned node_count, operation_count;
    const void *handlers; /* struct NAME_handlers: a function pointer a route; a NULL one answers 501 */
    bool has_query_keys; /* some clients send their keys in the query: no log has the query of any request */
    bool has_cors;       /* some operation has `cors` */
    const struct swage_app *docs; /* documents about it, behind its own paths: /openapi.json; or NULL */
    const struct swage_app *files; /* static files, behind all other paths; or NULL */
};

/* --- for generated code: parameters ------------------------------------------------------------------------------- */

/* As swage_request_arena, for what parameters become: while a request is read its arena may take only what its operation
   allows, and asking by that name ends the reading. */
SWAGE_API swage_arena *swage_params_arena(swage_request *rq);

/* Memory for the handler's `in` and `out`, zeroed, with the request's life. NULL when the arena is full: return
   swage_refuse(rq) then. */
SWAGE_API void *swage_request_zero(swage_request *rq, size_t size);

/*
 * Parameters are texts, decoded. One with a bad percent escape, or for whose decoding there was no memory, is there but
 * absent ({NULL, 0}): no function below takes that for a value.
 */

/* The path parameter number `capture`. */
SWAGE_API swage_str swage_path_param(swage_request *rq, unsigned capture);

/* The next query parameter `name` at or behind number `*at` (start with 0; it is moved behind what was found): its
   value ('+' is a space), or false when there is no more. */
SWAGE_API bool swage_query_param(swage_request *rq, swage_str name, unsigned *at, swage_str *value);

/* How often header field `name` stands in the head; `value` is that of the first, or absent. */
SWAGE_API unsigned swage_header_param(const swage_request *rq, swage_str name, swage_str *value);

/* Parameter text as a value: the whole text, in the grammar that JSON has for the type, with no white space around
   it. False, and `out` untouched, when it is none. */
SWAGE_API bool swage_text_bool(swage_str text, bool *out);
SWAGE_API bool swage_text_int64(swage_str text, int64_t min, int64_t max, int64_t *out);
SWAGE_API bool swage_text_uint64(swage_str text, uint64_t min, uint64_t max, uint64_t *out);
SWAGE_API bool swage_text_float64(swage_str text, double *out);
SWAGE_API bool swage_text_float32(swage_str text, float *out);
/* Valid UTF-8 without U+0000 and with `least` to `most` code points. */
SWAGE_API bool swage_text_string(swage_str text, size_t least, size_t most);

/* As swage_query_param, of the cookies that the request's Cookie fields hold (RFC 6265 5.4): names are compared as they
   stand; a value is taken as it stands, without the quotes around it if it has them. */
SWAGE_API bool swage_cookie_param(swage_request *rq, swage_str name, unsigned *at, swage_str *value);

/* As swage_query_param, of the body, which is application/x-www-form-urlencoded or multipart/form-data (RFC 7578), and where that
   cannot be read a value that is absent. */
SWAGE_API bool swage_form_param(swage_request *rq, swage_str name, unsigned *at, swage_str *value);

/*
 * For routes whose form has files: whether it was read. Else read it, and return what this returns: the route's serve function is
 * called again when the form is there, with files as the schema has them. Where they are not, or there is no room for them, the
 * request is answered: 400 for the form, 413 for a file that is too long, 503 without room.
 */
SWAGE_API bool swage_form_is_read(const swage_request *rq);
SWAGE_API int swage_form_read(swage_request *rq);

/* Then: the files of parameter `number` of the operation, in their order. */
SWAGE_API swage_upload_array swage_form_files(swage_request *rq, unsigned number);

/* Decimals: swage_text_decimal() in <swage/read.h>. Checked texts: swage_format_check() in <swage/format.h>. */

/* Sets up `r` on the request's JSON body: the cursor, or NULL as swage_reader_open. */
SWAGE_API const char *swage_body_open(swage_request *rq, swage_reader *r);

/* For a body whose type is no struct or array: the cursor at the value, which is followed by ']'; swage_reader_wrap. */
SWAGE_API const char *swage_body_wrap(swage_request *rq, swage_reader *r);

/* A body that is no JSON, as it came: "" (and not absent) without one. In the request's memory. */
SWAGE_API swage_str swage_body_text(swage_request *rq);

/* Whether a body came (a Content-Length of 0 is none). */
SWAGE_API bool swage_has_body(const swage_request *rq);

/*
 * When a parameter or the body is not what the schema says: reads all of them again along the operation's tables and
 * answers with every fault (RFC 9457), 32 at most: 400 for parameters, a missing body and malformed JSON, 422 for a
 * body that the schema refuses. When memory was the reason it answers 413 where the request's arena was full, and 500
 * where the system had no more. Returns 0 or a negative status, for the serve function to return.
 */
SWAGE_API int swage_refuse(swage_request *rq) SWAGE_COLD;

/* Answers 501: the table of handlers has none for this route. */
SWAGE_API int swage_unhandled(swage_request *rq) SWAGE_COLD;

/* --- for generated code: replies ---------------------------------------------------------------------------------- */

#define SWAGE_MEDIA_JSON      "application/json"
#define SWAGE_MEDIA_MULTIPART "multipart/form-data"

/* Starts the reply: the buffer that its body is to be appended to. NULL when there is one already, the client has
   gone, or there is no memory. */
SWAGE_API swage_buffer *swage_reply_open(swage_request *rq, int status);

/* The same for a body of another media type than application/json: `media` is kept as it is, a literal for example. */
SWAGE_API swage_buffer *swage_reply_open_media(swage_request *rq, int status, swage_str media);

/* Ends it. `encoded` is what the encoder returned; a negative one takes the body back and answers 500. Returns 0,
   `encoded`, SWAGE_E_REPLIED, SWAGE_GONE or SWAGE_E_NOMEM (also after swage_reply_open returned NULL: call it all
   the same). */
SWAGE_API int swage_reply_close(swage_request *rq, int encoded);

/* A reply without a body. */
SWAGE_API int swage_reply_empty(swage_request *rq, int status);

struct swage_reply_field { /* that the schema declares for a reply */
    swage_str key;          /* its member's name in C */
    swage_str name;         /* "Location"; of a cookie its own */
    const char *attributes; /* of a cookie: what stands behind its value, "; Path=/; Secure"; NULL: it is no cookie */
};

/*
 * A reply whose head has such fields: begin, write them as one JSON object with the members that are there, in the table's
 * order, and hand them over; then reply with any of the functions above, or open a stream, on the same thread. Begin
 * returns NULL when there is a reply already; swage_reply_fields 0 or a negative status, after which there is nothing left
 * to do: it is SWAGE_E_REPLIED, or 500 was answered, since `encoded` is negative, or a value cannot stand in a head
 * (SWAGE_E_VALUE: control characters; in a cookie also blanks, quotes, commas, semicolons, backslashes and what is not
 * ASCII, RFC 6265 4.1.1), or there is no room for it.
 */
SWAGE_API swage_buffer *swage_reply_begin(swage_request *rq);
SWAGE_API int swage_reply_fields(swage_request *rq, const struct swage_reply_field *fields, size_t count, int encoded);

/* --- for generated code: documents -------------------------------------------------------------------------------- */

/* One that the compiler made. Its text is in pieces, because C has no long string literals. */
struct swage_document {
    swage_str media;
    swage_str tag; /* ETag, with its quotes */
    const swage_str *pieces;
    size_t piece_count;
    swage_str packed_tag; /* of the same with gzip (RFC 1952) */
    swage_bytes packed;   /* may be absent: then only the pieces are sent; without pieces, this is unpacked for who wants that */
};

/* The documentation page, and the script that it asks for as docs/page.js: the same for all servers. */
extern SWAGE_API const struct swage_document swage_docs_page, swage_docs_script;

/* Serves a GET of a document: packed for clients that take it so, 304 for those that have it already. `documents` points to
   one struct swage_document * for each operation of the application, in their order. */
SWAGE_API int swage_serve_document(swage_request *rq, const void *documents);

/* --- for generated code: static files ----------------------------------------------------------------------------- */

struct swage_file { /* that is part of the program */
    swage_str path; /* below its folder: "css/site.css" */
    swage_str tag;  /* ETag, with its quotes */
    swage_bytes bytes;
    swage_str packed_tag; /* of the same with gzip (RFC 1952) */
    swage_bytes packed;   /* {NULL, 0} where that is not shorter */
};

struct swage_files {    /* what stands below one path */
    const char *folder; /* that they are read from; NULL: they are `list` */
    const struct swage_file *list; /* in the order of their paths' bytes */
    size_t count;
    swage_str cache; /* Cache-Control; absent: "no-cache", so that caches ask whether a file is still the same */
};

/* Serves a GET of a file. `files` has a const struct swage_files * for each of the application's operations; the path
   below it is the operation's one parameter, and that of its own index.html where it has none. */
SWAGE_API int swage_serve_files(swage_request *rq, const void *files);

/* --- sinks: where answers go -------------------------------------------------------------------------------------- */

struct swage_answer { /* what stands before the body; lent for the call */
    int status;
    swage_str media; /* Content-Type; absent without a body */
    const struct swage_field *fields;
    unsigned field_count;
    bool is_head; /* to a HEAD request: the body is made for its length alone, and is not to be sent */
};

struct swage_source { /* a body that is there already */
    const char *bytes; /* that stay where they are; NULL: they are the file's */
    int fd;            /* open for reading, and closed by whoever has the source */
    uint64_t at, len;  /* what is to be sent of it */
};

typedef struct swage_sink swage_sink;

/*
 * What an adapter fills in. Connection, Date, Content-Length, Transfer-Encoding and chunks are the sink's own matter.
 * All are called on the loop's thread. Either open and close, or start, writes and end, or send; abort may come at any
 * time instead.
 */
struct swage_sink_ops {
    /* A whole answer: returns the buffer to append the body to (bytes that stand in it already are not touched), or
       NULL when there is no memory: then comes abort. */
    swage_buffer *(*open)(swage_sink *sink, const struct swage_answer *answer);
    /* Ends it; with `keep` false the answer is taken back, as if open had not been called. */
    int (*close)(swage_sink *sink, bool keep);
    /* A body in pieces: `length` is its size in bytes, or -1. 0 or a negative status. */
    int (*start)(swage_sink *sink, const struct swage_answer *answer, int64_t length);
    /* 0, SWAGE_FULL (it was taken, and no more should come until drained), or SWAGE_GONE. */
    int (*write)(swage_sink *sink, const char *bytes, size_t len);
    int (*end)(swage_sink *sink);
    /* The answer cannot be finished: what was sent of it must not look whole. */
    void (*abort)(swage_sink *sink);
    /* The handler waits for the next piece of its request's body. NULL in adapters that give bodies as a whole. */
    void (*pull)(swage_sink *sink);
    /* A whole answer whose body is `source`, which is the sink's from now on, whatever this returns: 0 or a negative status.
       It is read as its receiver takes it. Needed where applications have static files. */
    int (*send)(swage_sink *sink, const struct swage_answer *answer, const struct swage_source *source);
};

struct swage_sink {
    const struct swage_sink_ops *ops;
};

/* A sink that collects one answer in memory, 64 MiB of body at most, for tests and in-process clients. */
struct swage_collector {
    swage_sink sink;
    int status; /* 0 before an answer */
    bool done;  /* the answer is whole */
    bool aborted;
    bool is_head;      /* the answer is to a HEAD request: its body is not kept */
    swage_buffer head; /* "Name: value\r\n" lines, Content-Type among them */
    swage_buffer body;
};

SWAGE_API void swage_collector_init(struct swage_collector *collector);
SWAGE_API void swage_collector_done(struct swage_collector *collector);
/* Empty again, for the next answer; its memory stays. */
SWAGE_API void swage_collector_clear(struct swage_collector *collector);
/* The value of a header field of the answer (any case); absent without. Lent until the next call on the collector. */
SWAGE_API swage_str swage_collector_header(const struct swage_collector *collector, swage_str name);

/*
 * Answers one whole request in process, without a socket or a clock. `target` is in origin form ("/users?limit=3"), or
 * "*" for OPTIONS. A body of {NULL, 0} is none. Fields that frame a message (Content-Length, Transfer-Encoding) mean
 * nothing here. Returns 0, or a negative status when the request could not even be begun (no memory).
 *
 * Usually the sink has the answer when this returns. A handler that returned SWAGE_LATER answers later: then the sink
 * is called by the thread that replies, before its reply function returns, and all that was passed in here must live
 * until then. The application's state is NULL.
 */
SWAGE_API int swage_dispatch(const struct swage_app *app, swage_str method, swage_str target,
                             const struct swage_field *fields, unsigned field_count, swage_str body, swage_sink *sink);

SWAGE_END_C

#endif
