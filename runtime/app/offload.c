/* SPDX-License-Identifier: MIT */
/*
 * Work on other threads, and what goes along with a request.
 *
 *     handler ─swage_offload→ env's pool: work ─post→ loop: done ─→ the sink, or deferred again
 *
 * The request lives until `done` has run, whoever replied meanwhile and whether or not the client is still there.
 */
#include "config.h"

#include "app/auth.h"
#include "app/request.h"

/* On the loop's thread. `done` stands where the handler stood. */
static void finish_work(struct swage_mail *mail)
{
    swage_request *rq = (swage_request *)(void *)((char *)mail - offsetof(swage_request, work.mail));
    rq->held &= (uint8_t)~REQUEST_OFFLOADED;
    int returned = request_run(rq, rq->work.done, rq->work.arg);
    if (rq->held & REQUEST_OFFLOADED)
        return; /* once more; is_over stays as it is */
    if (rq->is_over)
        request_release(rq);
    else if (swage_request_is_verifying(rq) && !rq->is_answered)
        auth_settle(rq, returned);
    else
        request_settle(rq, returned);
}

/* On the pool's. Without `done` the request is gone as soon as `run` has replied. */
static void do_work(struct swage_mail *mail)
{
    swage_request *rq = (swage_request *)(void *)((char *)mail - offsetof(swage_request, work.mail));
    bool is_coming_back = rq->work.done != NULL;
    rq->work.run(rq->work.arg);
    if (!is_coming_back)
        return;
    mail->run = finish_work;
    rq->env->ops->post(rq->env, mail);
}

static int refuse(swage_request *rq)
{
    int status = swage_reply_header(rq, SWAGE_STR("Retry-After"), SWAGE_STR("1"));
    if (status != SWAGE_OK)
        return status;
    return swage_reply_problem(rq, 503, &(struct swage_problem){.detail = SWAGE_STR("Too much work is waiting.")});
}

int swage_offload(swage_request *rq, void (*work)(void *arg), int (*done)(void *arg), void *arg)
{
    if (rq->held & REQUEST_OFFLOADED)
        return SWAGE_E_ARGUMENT;
    if (!rq->env->ops->offload) {
        work(arg);
        return done ? done(arg) : SWAGE_LATER;
    }
    rq->work.mail.run = do_work;
    rq->work.run = work;
    rq->work.done = done;
    rq->work.arg = arg;
    if (done)
        rq->held |= REQUEST_OFFLOADED;
    if (rq->env->ops->offload(rq->env, &rq->work.mail))
        return SWAGE_LATER;
    rq->held &= (uint8_t)~REQUEST_OFFLOADED;
    return refuse(rq);
}

void swage_on_gone(swage_request *rq, void (*fn)(void *arg), void *arg)
{
    rq->gone_fn = fn;
    rq->gone_arg = arg;
}

void *swage_request_state(const swage_request *rq)
{
    return rq->state;
}

void swage_request_set_state(swage_request *rq, void *state)
{
    rq->state = state;
}

void *swage_loop_state(const swage_request *rq)
{
    return rq->env->loop_state;
}

struct event_base *swage_request_loop(const swage_request *rq)
{
    return rq->env->base;
}
