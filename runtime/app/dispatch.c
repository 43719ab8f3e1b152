/* SPDX-License-Identifier: MIT */
/*
 * A whole request in process: the same steps that the server drives, with surroundings of its own.
 *
 *     swage_dispatch ─begin, lend, end→ ─ mail that came meanwhile ─→ released: back to the idle ones
 *                                                                  → else: mail is run by the thread that posts it
 *
 * There is no loop, so mail runs on the thread that posts it, but never before the handler has returned, and never two at a
 * time: while somebody is at it (is_busy) mail is left to them. The sink is called without the lock.
 *
 * A few calls' surroundings are kept for reuse, by all threads, so that dispatching does not call malloc either.
 */
#include "config.h"

#include "app/breaches.h"
#include "app/reply.h"
#include "app/request.h"
#include "http/field.h"
#include "http/method.h"

#include <pthread.h>
#include <stdlib.h>

#define DISPATCH_BODY_MAX  (64 * 1024 * 1024)
#define DISPATCH_ARENA_MAX (256 * 1024 * 1024)
#define DISPATCH_IDLE_MAX  8

struct dispatch {
    swage_env env; /* first */
    struct dispatch *next_idle;
    pthread_mutex_t lock;
    struct swage_mail *mail, *last; /* in the order in which it was posted */
    bool is_busy;                   /* a thread is in the handler, or runs mail */
};

static struct {
    pthread_mutex_t lock;
    struct dispatch *first;
    unsigned count;
} idle = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* --- surroundings ------------------------------------------------------------------------------------------------- */

static void free_dispatch(struct dispatch *dispatch)
{
    swage_env_done(&dispatch->env);
    pthread_mutex_destroy(&dispatch->lock);
    free(dispatch);
}

static void put_back(struct dispatch *dispatch)
{
    pthread_mutex_lock(&idle.lock);
    bool is_kept = idle.count < DISPATCH_IDLE_MAX;
    if (is_kept) {
        dispatch->next_idle = idle.first;
        idle.first = dispatch;
        idle.count++;
    }
    pthread_mutex_unlock(&idle.lock);
    if (!is_kept)
        free_dispatch(dispatch);
}

static struct swage_mail *next_mail(struct dispatch *dispatch)
{
    pthread_mutex_lock(&dispatch->lock);
    struct swage_mail *mail = dispatch->mail;
    if (mail)
        dispatch->mail = mail->next;
    else
        dispatch->is_busy = false;
    pthread_mutex_unlock(&dispatch->lock);
    return mail;
}

/* By the one who is busy. Nobody else has the surroundings when the request is gone. */
static void run(struct dispatch *dispatch)
{
    for (;;) {
        bool is_over = dispatch->env.live_count == 0;
        struct swage_mail *mail = is_over ? NULL : next_mail(dispatch);
        if (mail) {
            mail->run(mail);
            continue;
        }
        if (is_over)
            put_back(dispatch);
        return;
    }
}

static void post(swage_env *env, struct swage_mail *mail)
{
    struct dispatch *dispatch = (struct dispatch *)env;
    mail->next = NULL;
    pthread_mutex_lock(&dispatch->lock);
    if (dispatch->mail)
        dispatch->last->next = mail;
    else
        dispatch->mail = mail;
    dispatch->last = mail;
    bool is_mine = !dispatch->is_busy;
    dispatch->is_busy = true;
    pthread_mutex_unlock(&dispatch->lock);
    if (is_mine)
        run(dispatch);
}

/* There is no log; the client sees the 500. */
static void drop_line(swage_env *env, int level, const char *line)
{
    (void)env;
    (void)level;
    (void)line;
}

static const struct swage_env_ops ops = {.post = post, .log = drop_line};

static struct dispatch *make(void)
{
    struct dispatch *dispatch = calloc(1, sizeof *dispatch);
    if (!dispatch)
        return NULL;
    dispatch->env.ops = &ops;
    dispatch->env.body_max = DISPATCH_BODY_MAX;
    dispatch->env.arena_max = DISPATCH_ARENA_MAX;
    dispatch->env.idle_max = 1;
    dispatch->env.strict_replies = swage_breaches_are_failures();
    pthread_mutex_init(&dispatch->lock, NULL);
    return dispatch;
}

static struct dispatch *take(void)
{
    pthread_mutex_lock(&idle.lock);
    struct dispatch *dispatch = idle.first;
    if (dispatch) {
        idle.first = dispatch->next_idle;
        idle.count--;
    }
    pthread_mutex_unlock(&idle.lock);
    if (!dispatch)
        return make();
    dispatch->mail = NULL;
    return dispatch;
}

#if defined(__GNUC__)
/* When the process ends or the library is unloaded. */
static void __attribute__((destructor)) free_idle(void)
{
    while (idle.first) {
        struct dispatch *dispatch = idle.first;
        idle.first = dispatch->next_idle;
        free_dispatch(dispatch);
    }
}
#endif

/* --- the head ----------------------------------------------------------------------------------------------------- */

/* RFC 9112 3.2: origin form, or the asterisk of OPTIONS. Visible ASCII without a fragment. */
static bool is_target(enum swage_method method, swage_str target)
{
    if (method == SWAGE_METHOD_OPTIONS && swage_str_equal(target, SWAGE_STR("*")))
        return true;
    if (target.len == 0 || target.ptr[0] != '/')
        return false;
    for (size_t i = 0; i < target.len; i++)
        if (target.ptr[i] <= ' ' || target.ptr[i] > '~' || target.ptr[i] == '#')
            return false;
    return true;
}

static swage_str find_field(const struct swage_field *fields, unsigned count, swage_str name)
{
    unsigned at = swage_field_find(fields, count, 0, name);
    return at < count ? fields[at].value : (swage_str){NULL, 0};
}

static void split_target(struct http_head *head, swage_str target)
{
    const char *mark = memchr(target.ptr, '?', target.len);
    head->target = head->path = target;
    head->query = (swage_str){NULL, 0};
    if (!mark)
        return;
    head->path.len = (size_t)(mark - target.ptr);
    head->query = swage_str_of(mark + 1, target.len - head->path.len - 1);
}

static void fill_head(struct http_head *head, swage_str method, const struct swage_field *fields, unsigned field_count,
                      swage_str body)
{
    head->recalled = 0;
    head->method = swage_http_method_of(method);
    head->method_text = method;
    head->authority = find_field(fields, field_count, SWAGE_STR("Host"));
    head->content_type = find_field(fields, field_count, SWAGE_STR("Content-Type"));
    head->length = body.ptr ? (int64_t)body.len : -1;
    head->is_http10 = head->is_chunked = head->is_close = head->is_keep_alive = head->is_expecting = false;
    head->field_count = field_count;
    if (field_count > 0)
        memcpy(head->fields, fields, field_count * sizeof *fields);
}

/* --- the call ----------------------------------------------------------------------------------------------------- */

static enum request_step refuse(swage_request *rq, int status, const char *detail)
{
    reply_refusal(rq, status, detail, NULL, 0);
    request_release(rq);
    return REQUEST_ANSWERED;
}

enum request_step swage_request_whole(swage_request *rq, swage_str method, swage_str target,
                                      const struct swage_field *fields, unsigned field_count, swage_str body)
{
    size_t body_max;
    rq->head.method = SWAGE_METHOD_OTHER;
    if (field_count > HTTP_FIELDS_MAX)
        return refuse(rq, 431, NULL);
    fill_head(&rq->head, method, fields, field_count, body);
    if (!is_target(rq->head.method, target))
        return refuse(rq, 400, "The request's target is no path.");
    split_target(&rq->head, target);
    enum request_step step = swage_request_begin(rq, &body_max);
    if (step != REQUEST_GO_ON)
        return step;
    if (body.len > 0)
        swage_request_lend(rq, body.ptr, body.len);
    return swage_request_end(rq);
}

int swage_dispatch(const struct swage_app *app, swage_str method, swage_str target, const struct swage_field *fields,
                   unsigned field_count, swage_str body, swage_sink *sink)
{
    struct dispatch *dispatch = take();
    if (!dispatch)
        return SWAGE_E_NOMEM;
    swage_request *rq = swage_request_take(&dispatch->env, app, sink);
    if (!rq) {
        put_back(dispatch);
        return SWAGE_E_NOMEM;
    }
    dispatch->is_busy = true;
    swage_request_whole(rq, method, target, fields, field_count, body);
    run(dispatch);
    return SWAGE_OK;
}
