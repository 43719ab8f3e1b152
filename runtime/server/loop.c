/* SPDX-License-Identifier: MIT */
/*
 * The loop: the base, the clock, the turn and its flush, the timerfd behind the wheel, the mailbox, and the end of it
 * all.
 */
#include "config.h"

#include "server/loop.h"

#include "server/connection.h"
#include "server/log.h"
#include "server/ops.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define NS_A_TICK    ((uint64_t)WHEEL_TICK_MS * 1000000)
#define DRAIN_MS     1000  /* when the server ends: what remains to one that has sent nothing yet, or lingers */

uint32_t loop_ticks(uint64_t ms)
{
    return ms == 0 ? 0 : (uint32_t)((ms + WHEEL_TICK_MS - 1) / WHEEL_TICK_MS) + 1;
}

/* --- the clock ---------------------------------------------------------------------------------------------------- */

uint64_t loop_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void set_date(struct loop *loop)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    loop->day_ns = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec - loop->now_ns;
    swage_http_date_set(&loop->date, now.tv_sec);
}

static void read_clock(struct loop *loop)
{
    loop->now_ns = loop_clock();
    uint32_t now = (uint32_t)((loop->now_ns - loop->start_ns) / NS_A_TICK);
    if (now == loop->now)
        return;
    loop->now = now;
    set_date(loop); /* ten times a second is often enough to be right within one */
}

/* --- the turn ----------------------------------------------------------------------------------------------------- */

void loop_open_turn(struct loop *loop)
{
    loop->is_in_turn = true;
    read_clock(loop);
    event_active(&loop->flush_event, EV_TIMEOUT, 0);
}

void loop_list(struct loop *loop, struct connection *c, size_t bytes)
{
    loop->unsent_bytes += bytes;
    if (c->is_listed)
        return;
    c->is_listed = true;
    c->next = NULL;
    *loop->turn_last = c;
    loop->turn_last = &c->next;
    loop->unsent_count++;
}

/* Sends for all from `*from` on. What is closed stays in the list, so that it does not change under our feet. */
static void send_from(struct loop *loop, struct connection **from)
{
    for (struct connection *c = *from; c; c = c->next)
        connection_send(c);
    loop->unsent_from = loop->turn_last;
    loop->unsent_count = 0;
    loop->unsent_bytes = 0;
}

void loop_send_now(struct loop *loop)
{
    send_from(loop, loop->unsent_from);
    loop->now_ns = loop_clock();
}

void loop_send_if_late(struct loop *loop)
{
    if (loop->unsent_count > 0 && loop_clock() - loop->now_ns >= LOOP_EARLY_NS)
        loop_send_now(loop);
}

static struct connection *take_list(struct loop *loop)
{
    struct connection *first = loop->turn_first;
    loop->turn_first = NULL;
    loop->turn_last = loop->unsent_from = &loop->turn_first;
    return first;
}

/* Empties the list; those with more to do get a slice when `has_slices`, and are listed again. */
static void empty_list(struct loop *loop, bool has_slices)
{
    for (struct connection *c = take_list(loop), *next; c; c = next) {
        next = c->next;
        c->is_listed = false;
        if (c->is_dead)
            connection_free(c);
        else if (!connection_has_work(c))
            continue;
        else if (has_slices)
            connection_work(c);
        else
            loop_list(loop, c, 0);
    }
}

static bool is_done(const struct loop *loop)
{
    return loop->is_draining && loop->env.live_count == 0 &&
           atomic_load_explicit(&loop->connection_count, memory_order_relaxed) == 0;
}

/* Its last word. */
static void end(struct loop *loop)
{
    if (!loop->is_guest)
        event_base_loopbreak(loop->base);
    else if (loop->ended)
        loop->ended(loop, loop->ended_arg);
}

static void on_flush(evutil_socket_t fd, short what, void *arg)
{
    struct loop *loop = arg;
    (void)fd, (void)what;
    send_from(loop, &loop->turn_first);
    empty_list(loop, true);
    if (loop->turn_first) { /* the slices' answers; who has still more to do waits until others had their turn */
        send_from(loop, &loop->turn_first);
        empty_list(loop, false);
    }
    loop->is_in_turn = false;
    if (is_done(loop)) {
        end(loop);
    } else if (loop->turn_first) {
        loop_open_turn(loop);
        event_base_loopcontinue(loop->base); /* polls for events before it comes back here */
    }
}

/* --- deadlines ---------------------------------------------------------------------------------------------------- */

static void arm(struct loop *loop, uint32_t tick)
{
    uint64_t ns = loop->start_ns + (uint64_t)tick * NS_A_TICK;
    struct itimerspec when = {.it_value = {.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)}};
    timerfd_settime(loop->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
    loop->is_armed = true;
    loop->armed = tick;
}

void loop_set_timer(struct loop *loop, struct timer *timer, uint32_t due)
{
    wheel_add(&loop->wheel, timer, due);
    uint32_t tick;
    if (!loop->is_armed || wheel_is_after(loop->armed, timer->due)) {
        if (wheel_next(&loop->wheel, &tick))
            arm(loop, tick);
    }
}

static void on_timerfd(evutil_socket_t fd, short what, void *arg)
{
    struct loop *loop = arg;
    uint32_t tick;
    (void)fd, (void)what; /* edge-triggered: setting it anew also takes back what it has counted */
    loop_turn(loop);
    read_clock(loop);
    loop->is_armed = false;
    wheel_advance(&loop->wheel, loop->now);
    if (!loop->is_armed && wheel_next(&loop->wheel, &tick))
        arm(loop, tick);
}

/* --- other threads ------------------------------------------------------------------------------------------------ */

static void on_mail(evutil_socket_t fd, short what, void *arg)
{
    struct loop *loop = arg;
    (void)fd, (void)what;
    loop_turn(loop);
    mailbox_run(&loop->mailbox);
}

static void post(swage_env *env, struct swage_mail *mail)
{
    struct loop *loop = (struct loop *)(void *)env;
    mailbox_post(&loop->mailbox, mail);
}

static void write_log(swage_env *env, int level, const char *line)
{
    (void)env;
    log_line((enum log_level)level, "%s", line);
}

static bool offload(swage_env *env, struct swage_mail *work)
{
    struct loop *loop = (struct loop *)(void *)env;
    return crew_add(loop->crew, work);
}

static const struct swage_env_ops env_ops = {.post = post, .log = write_log, .offload = offload};

/* --- the end ------------------------------------------------------------------------------------------------------ */

static void drain_item(void *item)
{
    connection_drain(item);
}

static void cut_item(void *item)
{
    connection_cut(item);
}

static void on_grace(struct timer *timer)
{
    struct loop *loop = (struct loop *)(void *)((char *)timer - offsetof(struct loop, grace_timer));
    end(loop);
}

void loop_drain(struct loop *loop)
{
    if (loop->is_draining)
        return;
    loop_turn(loop);
    loop->is_draining = loop->host.is_draining = loop->env.is_stopping = true;
    loop->limits[PHASE_IDLE] = loop_ticks(DRAIN_MS);
    if (loop->limits[PHASE_LINGER] > loop_ticks(DRAIN_MS))
        loop->limits[PHASE_LINGER] = loop_ticks(DRAIN_MS);
    loop->grace_timer.fire = on_grace;
    loop_set_timer(loop, &loop->grace_timer, loop->now + loop->grace);
    slab_each(&loop->connections, drain_item);
}

static void run_drain(struct swage_mail *mail)
{
    loop_drain((struct loop *)(void *)((char *)mail - offsetof(struct loop, drain_mail)));
}

void loop_post_drain(struct loop *loop)
{
    loop->drain_mail.run = run_drain;
    mailbox_post(&loop->mailbox, &loop->drain_mail);
}

/* --- making and freeing ------------------------------------------------------------------------------------------- */

static struct event_base *make_base(void)
{
    struct event_config *config = event_config_new();
    if (!config)
        return NULL;
    /* Only its own thread touches a base; and no caller of ours asks libevent for the time. */
    event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK | EVENT_BASE_FLAG_IGNORE_ENV | EVENT_BASE_FLAG_NO_CACHE_TIME);
    event_config_require_features(config, EV_FEATURE_ET | EV_FEATURE_O1 | EV_FEATURE_EARLY_CLOSE);
    struct event_base *base = event_base_new_with_config(config);
    event_config_free(config);
    return base;
}

static bool add_event(struct loop *loop, struct event *event, int fd, event_callback_fn callback)
{
    return event_assign(event, loop->base, fd, EV_READ | EV_ET | EV_PERSIST, callback, loop) == 0 &&
           event_add(event, NULL) == 0;
}

static bool open_events(struct loop *loop)
{
    if (!loop->base)
        loop->base = make_base();
    loop->env.base = loop->base;
    loop->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (mailbox_open(&loop->mailbox) != SWAGE_OK)
        loop->mailbox.fd = -1;
    if (!loop->base || loop->timer_fd < 0 || loop->mailbox.fd < 0)
        return false;
    return event_assign(&loop->flush_event, loop->base, -1, 0, on_flush, loop) == 0 &&
           add_event(loop, &loop->timer_event, loop->timer_fd, on_timerfd) &&
           add_event(loop, &loop->mail_event, loop->mailbox.fd, on_mail);
}

static void set_limits(struct loop *loop, const struct options *options)
{
    loop->limits[PHASE_IDLE] = loop_ticks(options->idle_ms);
    loop->limits[PHASE_HEADER] = loop_ticks(options->header_ms);
    loop->limits[PHASE_BODY] = loop_ticks(options->body_ms);
    loop->limits[PHASE_WAIT] = loop_ticks(options->handler_ms);
    loop->limits[PHASE_STREAM] = loop_ticks(options->ping_ms);
    loop->limits[PHASE_WRITE] = loop_ticks(options->write_ms);
    loop->limits[PHASE_LINGER] = loop_ticks(options->linger_ms);
    loop->body_rate = (uint32_t)options->body_rate;
    loop->linger_max = options->linger_max;
    loop->grace = loop_ticks(options->grace_ms);
}

static void set_host(struct loop *loop, const struct options *options, const struct swage_app *app, void *state)
{
    loop->env.ops = &env_ops;
    loop->env.state = state;
    loop->env.beside = &ops_app;
    loop->env.body_max = (size_t)options->body_max;
    loop->env.arena_max = (size_t)options->request_max;
    loop->env.unread_max = (size_t)options->output_high;
    loop->env.piece_max = (size_t)options->answer_max;
    loop->env.has_loop = true;
    loop->env.idle_max = LOOP_REQUESTS_IDLE;
    loop->env.has_identities = options->request_ids != 0;
    loop->env.strict_replies = options->strict_replies != 0;
    loop->host.app = app;
    loop->host.env = &loop->env;
    loop->host.date = &loop->date;
    loop->host.blocks = &loop->blocks;
    loop->host.limits = (struct http_limits){.head_max = (size_t)options->header_max,
                                             .target_max = (size_t)options->target_max,
                                             .field_max = (unsigned)options->header_count};
    loop->host.answer_max = (size_t)options->answer_max;
    loop->host.output_high = (size_t)options->output_high;
    loop->host.extra_max = (size_t)options->extra_max;
    loop->host.requests_max = (uint32_t)options->max_requests;
    loop->host.digits = 2;
    loop->host.wake = connection_wake;
    loop->host.relieve = connection_relieve;
    swage_coding_init(&loop->coding, (size_t)options->gzip_min, (size_t)options->gzip_max);
    loop->host.coding = options->gzip_min > 0 ? &loop->coding : NULL;
}

/* Readiness is kept in flags, for which every change has to be told once. */
static bool is_able(const struct event_base *base)
{
    const int needed = EV_FEATURE_ET | EV_FEATURE_EARLY_CLOSE;
    if ((event_base_get_features(base) & needed) == needed)
        return true;
    log_line(LOG_ERROR, "the event base has no edge-triggered events that tell of early closing (libevent's epoll has)");
    return false;
}

struct loop *loop_new(const struct options *options, const struct swage_app *app, void *state, struct event_base *base)
{
    if (base && !is_able(base))
        return NULL;
    struct loop *loop = calloc(1, sizeof *loop);
    if (!loop)
        return NULL;
    loop->base = base;
    loop->is_guest = base != NULL;
    loop->turn_last = loop->unsent_from = &loop->turn_first;
    loop->start_ns = loop->now_ns = loop_clock();
    loop->date.second = INT64_MIN;
    set_date(loop);
    wheel_init(&loop->wheel, 0);
    block_pool_init(&loop->blocks);
    slab_pool_init(&loop->connections, connection_size(*options->access_log != '\0'));
    set_limits(loop, options);
    set_host(loop, options, app, state);
    if (!open_events(loop)) {
        log_line(LOG_ERROR, "cannot make an event loop: %s", strerror(errno));
        loop_free(loop);
        return NULL;
    }
    return loop;
}

bool loop_run(struct loop *loop)
{
    event_base_loop(loop->base, EVLOOP_NO_EXIT_ON_EMPTY);
    return is_done(loop);
}

static void close_events(struct loop *loop)
{
    if (loop->base) {
        if (event_initialized(&loop->flush_event))
            event_del(&loop->flush_event);
        if (event_initialized(&loop->timer_event))
            event_del(&loop->timer_event);
        if (event_initialized(&loop->mail_event))
            event_del(&loop->mail_event);
        if (!loop->is_guest)
            event_base_free(loop->base);
    }
    if (loop->timer_fd >= 0)
        close(loop->timer_fd);
    if (loop->mailbox.fd >= 0)
        mailbox_close(&loop->mailbox);
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    if (loop->base) {
        mailbox_run(&loop->mailbox); /* answers and connections that came too late to be seen */
        slab_each(&loop->connections, cut_item);
        empty_list(loop, false);
    }
    watch_done(loop);
    if (loop->env.live_count > 0)
        return; /* handlers in other threads still hold requests, and will post to the mailbox */
    close_events(loop);
    http1_host_done(&loop->host);
    swage_coding_done(&loop->coding);
    swage_env_done(&loop->env);
    block_give(loop->read);
    block_pool_done(&loop->blocks);
    slab_pool_done(&loop->connections);
    free(loop);
}
