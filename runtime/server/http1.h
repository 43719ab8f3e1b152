/* SPDX-License-Identifier: MIT */
/*
 * HTTP/1 on one connection (RFC 9112) as a machine over bytes: it knows no socket, no loop and no clock.
 *
 *     bytes ─http1_receive→ head ─swage_request_begin→ body ─_body, _lend→ ─_end→ handler ─sink→ http1->out
 *
 * A machine exists only while a connection has something in progress: idle connections own none. One request is in
 * progress at a time. All complete requests of a read are answered into one output buffer; whoever owns the machine
 * sends that.
 *
 * A request that lies whole in the bytes received costs no copy: its head is parsed where it is, its body lent, its
 * answer encoded into the output. What is unfinished is kept: a partial head in the machine's stash, the head of a
 * request whose body is unfinished, and that body, in the request's arena.
 *
 * When the handler answers later, reading on stops: leftovers are stashed, and the block in which the request lies is
 * given over to it. A handler that takes its body in pieces is called at the head; input is read on while it waits for one. Memory of one machine, at most: a partial head and one read in the stash, output_high and one
 * answer in the output, one request.
 */
#ifndef SWAGE_SERVER_HTTP1_H
#define SWAGE_SERVER_HTTP1_H

#include <swage/app.h>

#include "app/coding.h"
#include "app/request.h"
#include "http/chunked.h"
#include "http/head.h"
#include "http/repeat.h"
#include "http/response.h"
#include "server/block.h"

#define HTTP1_OUTPUT_KEEP (16 * 1024)  /* bytes of output memory that an idle machine keeps */
#define HTTP1_DRAIN_MAX   (64 * 1024)  /* bytes of an unwanted body that are read in order to keep the connection */
#define HTTP1_RELIEVE     32           /* requests of one read between two calls of host->relieve; a power of two */
#define HTTP1_BEGAN       (-1)         /* for host->note, where statuses stand */
#define HTTP1_TICKS_NEW   UINT32_MAX
#define HTTP1_IDLE_MAX    64           /* idle machines that a host keeps */

struct http1;

/* What all machines of a loop share. Whoever makes it fills in the first part. */
struct http1_host {
    const struct swage_app *app;
    swage_env *env;
    const struct http_date *date;
    struct block_pool *blocks;
    struct http_limits limits;
    size_t answer_max;     /* bytes of one answer, head included */
    size_t output_high;    /* bytes unsent above which no further request is read */
    size_t extra_max;      /* bytes of chunk extensions and trailers in one body */
    uint32_t requests_max; /* that one connection may make; 0: any number */
    bool is_draining;  /* every answer is the last of its connection */
    bool notes_begin;  /* HTTP1_BEGAN is wanted as well */
    /* An answer (or a piece) came outside of http1_receive and http1_resume, from a request that was answered later. */
    void (*wake)(struct http1 *http1);
    /* A request goes on to its handler (HTTP1_BEGAN, with `notes_begin`), or has come to its end: with this status, or 0
       when it got no whole answer. http1->rq is there still, or NULL when it never came to be. NULL: nobody wants to know. */
    void (*note)(struct http1 *http1, int status);
    struct coding *coding; /* packs answers; NULL: they are sent as they are */
    const uint64_t *now_ns; /* monotonic, of the turn: when a request begins; with `note` */
    /* Called now and then between the requests of one read, so that handlers of these hold up nobody else's answers. */
    void (*relieve)(struct http1 *http1);

    struct http_repeat repeat;           /* the last head */
    const struct swage_operation *found; /* what it led to; NULL when that is not known, or another head came since */
    size_t found_max;
    struct http_plain plain; /* the head of the last plain answer */
    unsigned digits;         /* of the last answer's Content-Length: the guess for the next one */
    struct http1 *idle;
    unsigned idle_count;
};

enum http1_state {
    HTTP1_HEAD,         /* between requests or in a head */
    HTTP1_BODY_LENGTH,  /* in a body with Content-Length */
    HTTP1_BODY_CHUNKED, /* in a chunked one */
    HTTP1_DEFERRED,     /* the handler answers later */
    HTTP1_DRAIN_LENGTH, /* answered already; the rest of the body is dropped */
    HTTP1_DRAIN_CHUNKED,
    HTTP1_FEEDING, /* answered; the rest of the body comes from `source` as the peer takes it */
    HTTP1_CLOSING /* nothing more is read; the connection ends when the output is sent */
};

struct http1_flags {
    bool is_http10;      /* the request in progress is */
    bool is_asked_close; /* the peer said that it is the last */
    bool is_last;        /* the connection ends after this answer */
    bool is_body_open;   /* its body has not been read to the end */
    bool is_partial;     /* the stash holds no whole head: more input is needed */
    bool has_line;       /* a line of the stashed head is whole */
    bool is_ended;       /* the peer sends no more */
    bool is_running;     /* input is being judged */
    bool has_begun;      /* a request has begun since the owner cleared this */
    bool is_given;       /* that input has become a deferred request's */
    bool is_open;        /* between the sink's open and close */
    bool is_streaming;   /* between the sink's start and end */
    bool is_chunked_out; /* the pieces are chunks */
    bool is_mute;        /* the answer's body is not sent: HEAD, or a status that has none */
    bool is_dirty;       /* closing with input unread: linger */
    bool is_begun;       /* HTTP1_BEGAN was noted for the request in progress */
    bool is_cut;         /* the answer was aborted: the end must not look orderly */
    bool is_choked;      /* pieces of the answer wait until some of the output was sent */
    bool is_feeding;     /* what is left of `source` is to be sent; is_last stands for it, and was_last for itself */
    bool is_pieces;      /* the handler has been called, and asks for the body piece by piece */
    bool is_paused;      /* ... and does not right now */
    bool is_verifying;   /* ... since it is still being found out who asks; the handler has not been called */
    bool is_expecting;   /* ... the client waits for a word before it sends any */
    bool was_last;       /* ... is_last, whatever becomes of the body */
};

struct http1 {
    swage_sink sink; /* first: the sink's functions find the machine by it */
    struct http1_host *host;
    void *owner;
    struct http1 *next_idle;
    swage_request *rq;   /* begun and not answered */
    struct block *stash; /* input that could not be used yet */
    swage_buffer out;
    size_t sent;      /* bytes of out that are sent */
    size_t answer_at; /* where the answer in progress starts in out, and its body */
    size_t body_at;
    unsigned digits; /* of its Content-Length, as guessed; 0: it has none */
    enum http1_state state;
    uint64_t left;     /* bytes of the request's body still to come, or to be dropped */
    uint64_t received; /* bytes of it that came */
    uint32_t body_ticks; /* the owner's: how long it has waited for it before; HTTP1_TICKS_NEW: of a new request */
    uint64_t heard;      /* bytes_out when the client was last known to hear something */
    uint64_t begun_ns; /* with host->note: when the request in progress began, 0: none has */
    uint64_t bytes_in; /* ... bytes of its head, and of its body when that came at once */
    uint64_t bytes_out; /* ... bytes of its answer */
    int status;        /* of the answer in progress */
    uint32_t served;   /* requests of the connection; the owner sets it when it takes a machine and keeps it */
    int64_t promised;  /* bytes of a streamed answer still to come; -1: it is chunked or ends with the connection */
    struct http_chunked chunked;
    struct swage_source source; /* of the answer's body; `len` 0: there is none, or nothing left of it */
    struct http1_flags flags;
};

/* A machine for a connection of `owner`; NULL without memory. */
struct http1 *http1_take(struct http1_host *host, void *owner);

/* Gives it back; a request in progress is aborted. NULL is fine. */
void http1_release(struct http1 *http1);

/* Frees the idle machines. */
void http1_host_done(struct http1_host *host);

/*
 * Input of `*block`. At most `budget` requests are answered; what is left is stashed. When a request that lies in the
 * block is answered later, it becomes that request's and `*block` is NULL.
 */
void http1_receive(struct http1 *http1, struct block **block, unsigned budget);

/* Goes on with what is stashed, when the budget, the output or a deferred request stood against it before. */
void http1_resume(struct http1 *http1, unsigned budget);

/* The peer sends no more. What is complete is still answered. */
void http1_end_input(struct http1 *http1);

/* Answers with a problem document and closes: for a deadline (408) or for want of a place (503). A request that has its
   answer already gets no second one. When a handler answers later it is told that the client has gone. */
void http1_refuse(struct http1 *http1, int status, const char *detail);

/* The handler that was to answer later has not, in time: 504, and its reply will find the client gone. The connection
   goes on. */
void http1_expire(struct http1 *http1);

/* An answer in pieces has been silent since the last call: says a word where its kind allows that. */
void http1_ping(struct http1 *http1);

/* The server ends: so do answers in pieces. */
void http1_stop(struct http1 *http1);

/* Bytes at `*bytes` that wait to be sent, and: `len` of them were. */
size_t http1_output(const struct http1 *http1, const char **bytes);
void http1_sent(struct http1 *http1, size_t len);

/* Whether more input can be used now. */
bool http1_wants_input(const struct http1 *http1);

/* Whether http1_resume can get on without more input. */
bool http1_has_work(const struct http1 *http1);

/* Whether nothing is in progress, so that it can be released. */
bool http1_is_idle(const struct http1 *http1);

/* Whether it is in the midst of a head: bytes of one have come. */
bool http1_is_in_head(const struct http1 *http1);

/* Within the server's folder: the sink (http1_sink.c) and what it tells the machine. */
extern const struct swage_sink_ops http1_sink_ops;
void http1_answered(struct http1 *http1);
void http1_pull(struct http1 *http1);
void http1_feed(struct http1 *http1); /* more of its source into the output, as far as there is room */
int http1_write_problem(struct http1 *http1, int status, const char *detail);
void http1_note_end(struct http1 *http1, int status); /* for host->note, if there is one */

#endif
