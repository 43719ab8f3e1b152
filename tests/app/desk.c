/* SPDX-License-Identifier: MIT */
/* The tests' surroundings: a post box, a log of one line, and a collecting sink. */
#include "zoo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void post(swage_env *env, struct swage_mail *mail)
{
    struct desk *desk = (struct desk *)env;
    pthread_mutex_lock(&desk->lock);
    mail->next = NULL;
    *desk->mail_end = mail;
    desk->mail_end = &mail->next;
    pthread_cond_signal(&desk->posted);
    pthread_mutex_unlock(&desk->lock);
}

static void note(swage_env *env, int level, const char *line)
{
    struct desk *desk = (struct desk *)env;
    snprintf(desk->log, sizeof desk->log, "%d %s", level, line);
    desk->log_count++;
}

static bool offload(swage_env *env, struct swage_mail *work)
{
    struct desk *desk = (struct desk *)env;
    if (desk->work_left == 0)
        return false;
    desk->work_left--;
    work->next = desk->work;
    desk->work = work;
    return true;
}

static const struct swage_env_ops ops = {post, note, offload};

void desk_open(struct desk *desk, const struct zoo_handlers *handlers)
{
    *desk = (struct desk){.app = zoo_app_with(handlers)};
    desk->env = (swage_env){.ops = &ops, .state = desk, .body_max = 100000, .arena_max = 1 << 20, .idle_max = 4};
    desk->mail_end = &desk->mail;
    desk->work_left = 4;
    pthread_mutex_init(&desk->lock, NULL);
    pthread_cond_init(&desk->posted, NULL);
    swage_collector_init(&desk->out);
}

void desk_close(struct desk *desk)
{
    ck_assert_ptr_null(desk->mail);
    ck_assert_uint_eq(desk->env.live_count, 0);
    swage_env_done(&desk->env);
    swage_collector_done(&desk->out);
    pthread_mutex_destroy(&desk->lock);
    pthread_cond_destroy(&desk->posted);
}

static struct swage_mail *take_mail(struct desk *desk)
{
    pthread_mutex_lock(&desk->lock);
    struct swage_mail *mail = desk->mail;
    desk->mail = NULL;
    desk->mail_end = &desk->mail;
    pthread_mutex_unlock(&desk->lock);
    return mail;
}

unsigned desk_run_mail(struct desk *desk)
{
    unsigned count = 0;
    struct swage_mail *mail = take_mail(desk);
    while (mail) {
        struct swage_mail *next = mail->next;
        mail->run(mail);
        mail = next;
        count++;
    }
    return count;
}

unsigned desk_run_work(struct desk *desk)
{
    unsigned count = 0;
    struct swage_mail *work = desk->work;
    desk->work = NULL;
    for (struct swage_mail *next; work; work = next, count++) {
        next = work->next;
        work->run(work);
    }
    return count;
}

void desk_await_mail(struct desk *desk)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 10;
    pthread_mutex_lock(&desk->lock);
    while (!desk->mail)
        ck_assert_int_ne(pthread_cond_timedwait(&desk->posted, &desk->lock, &until), ETIMEDOUT);
    pthread_mutex_unlock(&desk->lock);
    desk_run_mail(desk);
}

static enum swage_method method_of(const char *text)
{
    static const char *const names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    for (int i = 0; i < SWAGE_METHODS; i++)
        if (strcmp(text, names[i]) == 0)
            return (enum swage_method)i;
    return SWAGE_METHOD_OTHER;
}

swage_request *desk_take(struct desk *desk, const char *method, const char *target, const char *content_type,
                         int64_t length)
{
    swage_collector_clear(&desk->out);
    swage_request *rq = swage_request_take(&desk->env, &desk->app, &desk->out.sink);
    if (!rq)
        abort(); /* an assertion would allocate, and allocations are counted */
    size_t path_len = strcspn(target, "?");
    rq->head = (struct http_head){.method = method_of(method), .method_text = swage_str_from(method), .length = length};
    rq->head.target = swage_str_from(target);
    rq->head.path = swage_str_of(target, path_len);
    if (target[path_len])
        rq->head.query = swage_str_from(target + path_len + 1);
    rq->head.content_type = swage_str_from(content_type);
    return rq;
}

static enum request_step feed(swage_request *rq, const char *body, size_t piece)
{
    size_t len = strlen(body);
    if (piece == 0) {
        swage_request_lend(rq, body, len);
        return REQUEST_GO_ON;
    }
    for (size_t at = 0; at < len; at += piece) {
        size_t next = len - at < piece ? len - at : piece;
        /* A copy of its own, freed at once: nothing may keep a pointer into it. */
        char *copy = malloc(next);
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, body + at, next);
        enum request_step step = swage_request_body(rq, copy, next);
        free(copy);
        if (step != REQUEST_GO_ON)
            return step;
    }
    return REQUEST_GO_ON;
}

enum request_step desk_ask(struct desk *desk, const char *method, const char *target, const char *body, size_t piece)
{
    size_t body_max;
    int64_t length = body ? (int64_t)strlen(body) : -1;
    swage_request *rq = desk_take(desk, method, target, body ? SWAGE_MEDIA_JSON : NULL, length);
    enum request_step step = swage_request_begin(rq, &body_max);
    if (step == REQUEST_GO_ON && body)
        step = feed(rq, body, piece);
    return step == REQUEST_GO_ON ? swage_request_end(rq) : step;
}

const char *desk_body(const struct desk *desk)
{
    static char text[8192];
    snprintf(text, sizeof text, "%.*s", (int)desk->out.body.len, desk->out.body.ptr ? desk->out.body.ptr : "");
    return text;
}

const char *zoo_ask(const struct zoo_handlers *handlers, const char *method, const char *target, const char *body)
{
    static char text[8192];
    struct swage_app app = zoo_app_with(handlers);
    struct swage_field json = {SWAGE_STR("content-type"), SWAGE_STR("Application/JSON; charset=utf-8")};
    struct swage_collector out;
    swage_collector_init(&out);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), &json, body ? 1 : 0,
                                    swage_str_from(body), &out.sink),
                     SWAGE_OK);
    ck_assert(out.done);
    snprintf(text, sizeof text, "%d %.*s", out.status, (int)out.body.len, out.body.ptr ? out.body.ptr : "");
    swage_collector_done(&out);
    return text;
}

void zoo_contains(const char *text, const char *part)
{
    if (!strstr(text, part))
        ck_abort_msg("wanted %s\nin     %s", part, text);
}
