/* SPDX-License-Identifier: MIT */
/*
 * Answers and request bodies in pieces.
 *
 *     GET "/prices" watch(query symbol: string(..8)) -> stream Price;
 *
 *     int watch(const struct watch_params *in, struct watch_reply *out)
 *     {
 *         int status = watch_200(out);                     the head goes out
 *         if (status != SWAGE_OK)
 *             return status;
 *         subscribe(in->symbol, out);                      keeps `out`, and calls watch_send(out, &price) now and then
 *         swage_on_gone(in->rq, unsubscribe, out);         ... until watch_end(out), which has to be called in any case
 *         return SWAGE_LATER;
 *     }
 *
 * Two facts: a stream that was opened has to be ended, whatever became of its client; and what the client does not read
 * is not kept for it beyond --unread-max: then sending returns SWAGE_FULL.
 *
 * Sending. watch_200 returns SWAGE_OK, or why there is no stream: then the request has come to its end, as after any other
 * reply function. watch_send returns
 *
 *     SWAGE_OK    the item is on its way
 *     SWAGE_FULL  the client does not read fast enough. Nothing of the item was taken: send it once more when drained, or
 *                 leave it out
 *     SWAGE_GONE  the client has gone, or wanted the head alone (HEAD), or the server has ended the stream since it ends
 *                 itself. End it: watch_end(out)
 *     another     the item cannot be encoded. The answer is broken off so that it does not look whole, and sending returns
 *                 SWAGE_GONE from now on
 *
 * All of these may be called from any thread, by one at a time or by several; after watch_end the request is gone. A
 * handler that ends its stream before it returns, returns what watch_end returned; else SWAGE_LATER. swage_abandon(rq)
 * ends a stream too, so that its client sees that it is not whole.
 *
 * Deadlines. A stream has as long as it likes, but not a client that takes nothing of what waits for it: --write-timeout.
 */
#ifndef SWAGE_STREAM_H
#define SWAGE_STREAM_H

#include <swage/base.h>
#include <swage/buffer.h>
#include <swage/bytes.h>
#include <swage/request.h>
#include <swage/string.h>

SWAGE_BEGIN_C

/* --- answers ------------------------------------------------------------------------------------------------------ */

/* What Server-Sent Events say beside the data; for watch_send_as(). Other kinds of streams leave it out. */
struct swage_event {
    swage_str name;    /* "event: ...", without line ends; absent: none, which browsers call "message" */
    swage_str id;      /* "id: ...", without line ends and NUL: comes back as Last-Event-ID; absent: none */
    uint32_t retry_ms; /* "retry: ...": when to connect again; 0: not said */
};

/* Has `fn(arg)` called on the loop's thread each time that sending has returned SWAGE_FULL and may go on, or will return
   SWAGE_GONE where nobody has asked for that by swage_on_gone. For an open stream; a second call replaces the first. */
SWAGE_API void swage_on_drain(swage_request *rq, void (*fn)(void *arg), void *arg);

/* Has `fn(arg)` called on the loop's thread, once, when the server is told to end: it may send what is left to say, and
   ends the stream soon. Without it Server-Sent Events are ended by the server (their clients connect again, and find
   another); other streams have until --shutdown-grace, and are broken off then. For an open stream. */
SWAGE_API void swage_on_stop(swage_request *rq, void (*fn)(void *arg), void *arg);

/* --- request bodies ----------------------------------------------------------------------------------------------- */

/*
 *     POST "/files/{name}" store(name: string(..64), body: stream bytes) -> 204;
 *
 *     static int write_piece(void *arg, const struct swage_piece *piece)
 *     {
 *         struct store *store = arg;
 *         if (piece->status != SWAGE_OK)
 *             return remove_file(store), swage_abandon(store->rq);
 *         append(store->file, piece->bytes);
 *         return piece->is_last ? store_204(store->out) : swage_body_read(store->rq, write_piece, store);
 *     }
 */
struct swage_piece {
    int status;        /* SWAGE_OK; SWAGE_GONE: the rest will not come. The client has gone, or was refused already */
    swage_bytes bytes; /* lent for the call; may be empty when it is the last */
    bool is_last;      /* nothing follows */
};

/*
 * Has `fn(arg, piece)` called once, on the loop's thread, with the next piece of a body that is declared as `stream`: as a
 * handler, it returns what a reply function returned, or what another swage_body_read() or swage_offload() did. Until it
 * is called again nothing more is read from the client. Returns SWAGE_LATER, for the handler to return;
 * SWAGE_E_ARGUMENT after the last piece, or while another piece is waited for. On the loop's thread only.
 *
 * A reply may come before the last piece: what follows is dropped, up to 64 KiB, or the connection ends.
 */
SWAGE_API int swage_body_read(swage_request *rq, int (*fn)(void *arg, const struct swage_piece *piece), void *arg);

/* --- for generated code ------------------------------------------------------------------------------------------- */

/* What a stream's items look like on the wire; or-ed where the client chooses. */
enum swage_stream_kind {
    SWAGE_STREAM_EVENTS = 1, /* text/event-stream: "data: {...}\n\n" */
    SWAGE_STREAM_LINES = 2,  /* application/x-ndjson: "{...}\n" */
    SWAGE_STREAM_BYTES = 4   /* as they are */
};

/* Whether the client accepts one of `kinds`; and: answers 406 when it does not. `media`: as swage_stream_open. */
SWAGE_API bool swage_stream_wanted(const swage_request *rq, unsigned kinds, const char *media);
SWAGE_API int swage_stream_unwanted(swage_request *rq, unsigned kinds, const char *media) SWAGE_COLD;

/* Opens it as that of `kinds` which the client likes best. `media` is what SWAGE_STREAM_BYTES alone are, static text; NULL:
   application/octet-stream. */
SWAGE_API int swage_stream_open(swage_request *rq, int status, unsigned kinds, const char *media);

/* Sends what `encode(item, buffer)` appends. `event` may be NULL. SWAGE_E_ARGUMENT when it has line ends: nothing is sent
   then, and the stream goes on. */
SWAGE_API int swage_stream_send(swage_request *rq, const struct swage_event *event,
                                int (*encode)(const void *item, swage_buffer *buffer), const void *item);

/* The same for SWAGE_STREAM_BYTES. */
SWAGE_API int swage_stream_send_bytes(swage_request *rq, swage_bytes bytes);

/* SWAGE_OK, SWAGE_GONE when the client has not got it whole, or SWAGE_E_REPLIED. */
SWAGE_API int swage_stream_end(swage_request *rq);

SWAGE_END_C

#endif
