/* SPDX-License-Identifier: MIT */
/*
 * Request bodies in pieces. The handler asks for one piece at a time, and gets it as soon as it has returned:
 *
 *     from an adapter that reads on    swage_body_read ─pull→ adapter ─swage_request_piece→ fn
 *     of a body that is all there      swage_body_read ─────── settle or mail ────────────→ fn
 *
 * `fn` is run as a handler. All of this is on the loop's thread.
 */
#include "config.h"

#include "app/pieces.h"
#include "app/reply.h"

#define PIECE_MAX (64 * 1024) /* bytes of a body that is all there: as much as a read brings */

static int call(void *arg)
{
    swage_request *rq = arg;
    return rq->reading.fn(rq->reading.arg, rq->reading.piece);
}

static int pass(swage_request *rq, int status, const char *bytes, size_t len, bool is_last)
{
    const struct swage_piece piece = {status, {(const unsigned char *)bytes, len}, is_last};
    rq->wants_piece = false;
    rq->is_body_over = is_last;
    rq->reading.piece = &piece;
    return request_run(rq, call, rq);
}

bool pieces_are_ready(const swage_request *rq)
{
    return rq->wants_piece && !(rq->held & REQUEST_READING) && (!rq->is_body_open || swage_request_gone(rq));
}

int pieces_pass(swage_request *rq)
{
    if (swage_request_gone(rq))
        return pass(rq, SWAGE_GONE, "", 0, true);
    size_t left = rq->body.len - rq->dropped, len = left < PIECE_MAX ? left : PIECE_MAX;
    const char *bytes = rq->body.len > 0 ? rq->body.ptr + rq->dropped : "";
    rq->dropped += len;
    return pass(rq, SWAGE_OK, bytes, len, len == left);
}

enum request_step swage_request_piece(swage_request *rq, const char *bytes, size_t len, bool is_last)
{
    rq->is_body_open = !is_last;
    return request_settle(rq, pass(rq, SWAGE_OK, bytes, len, is_last));
}

static void deliver(struct swage_mail *mail)
{
    swage_request *rq = (swage_request *)(void *)((char *)mail - offsetof(swage_request, reading.mail));
    if (request_let_go(rq, REQUEST_READING))
        request_settle(rq, pieces_pass(rq));
}

void pieces_ask(swage_request *rq)
{
    if (rq->is_body_open) {
        if (rq->sink)
            rq->sink->ops->pull(rq->sink);
        return;
    }
    rq->held |= REQUEST_READING;
    rq->reading.mail.run = deliver;
    rq->env->ops->post(rq->env, &rq->reading.mail);
}

int swage_body_read(swage_request *rq, int (*fn)(void *arg, const struct swage_piece *piece), void *arg)
{
    if (rq->wants_piece || rq->is_body_over)
        return SWAGE_E_ARGUMENT;
    rq->wants_piece = true;
    rq->reading.fn = fn;
    rq->reading.arg = arg;
    if (!rq->is_running)
        pieces_ask(rq);
    return SWAGE_LATER;
}
