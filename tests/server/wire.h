/* SPDX-License-Identifier: MIT */
/*
 * A connection without a socket: segments go in, the answers collect, and what a real connection does around the HTTP/1
 * machine is done here in the plainest way. Segments that come while nothing may be read wait.
 */
#ifndef TESTS_SERVER_WIRE_H
#define TESTS_SERVER_WIRE_H

#include "server/http1.h"

#define WIRE_OUTPUT_HIGH (256 * 1024)

struct wire {
    swage_env env; /* first */
    struct http1_host host;
    struct http_date date;
    struct block_pool blocks;
    struct http1 *http1;
    swage_buffer waiting;    /* sent by the client, not read */
    swage_buffer out;        /* the answers */
    size_t at;               /* of the next answer in out */
    struct swage_mail *mail; /* posted, in order */
    struct swage_mail **mail_end;
    unsigned budget;     /* requests answered before another slice */
    size_t output_taken; /* bytes of output that each slice takes; SIZE_MAX unless the peer reads slowly */
    unsigned relieved;   /* how often others were let in between requests */
    bool is_ended;       /* the client has ended its side */
    bool is_closed;      /* the server has closed */
    bool is_dirty;       /* ... and would have lingered */
    bool is_cut;         /* ... or reset */
};

void wire_init(struct wire *wire, const struct swage_app *app);
void wire_done(struct wire *wire);

/* The connection is forgotten; pools stay warm. */
void wire_reset(struct wire *wire);

/* One segment of input. */
void wire_send(struct wire *wire, const char *bytes, size_t len);

/* The client ends its side. */
void wire_end(struct wire *wire);

/* Runs what was posted from deferred requests, and what follows from it. */
void wire_run_mail(struct wire *wire);

struct wire_answer {
    int status;
    swage_str head; /* status line and fields */
    swage_str body; /* chunks put together in place */
    bool says_close;
    bool is_whole;
};

/* The next answer in `out`; false when there is none. `is_head` when it was a HEAD request. */
bool wire_next(struct wire *wire, bool is_head, struct wire_answer *answer);

/* The same over any bytes: how many of them the answer takes, 0 when it is not whole. */
size_t wire_parse(char *bytes, size_t len, bool is_head, struct wire_answer *answer);

#endif
