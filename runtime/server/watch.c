/* SPDX-License-Identifier: MIT */
/* From the end of a request to its counters and its line. */
#include "config.h"

#include "server/watch.h"

#include "server/connection.h"
#include "server/loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- clients ------------------------------------------------------------------------------------------------------ */

/* "192.0.2.7". inet_ntop prints, which takes a thousand instructions. Its end. */
static char *put_ipv4(char *at, const uint8_t bytes[4])
{
    for (unsigned i = 0; i < 4; i++) {
        unsigned byte = bytes[i];
        if (i > 0)
            *at++ = '.';
        if (byte >= 100)
            *at++ = (char)('0' + byte / 100);
        if (byte >= 10)
            *at++ = (char)('0' + byte / 10 % 10);
        *at++ = (char)('0' + byte % 10);
    }
    return at;
}

void watch_client_set(struct watch_client *client, const struct sockaddr_storage *from)
{
    client->len = 0;
    if (from->ss_family == AF_INET) {
        uint8_t bytes[4];
        memcpy(bytes, &((const struct sockaddr_in *)(const void *)from)->sin_addr, sizeof bytes);
        client->len = (uint8_t)(put_ipv4(client->text, bytes) - client->text);
    } else if (from->ss_family == AF_INET6 &&
               inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr, client->text,
                         sizeof client->text)) {
        client->len = (uint8_t)strlen(client->text);
    }
}

/* --- routes without a line ---------------------------------------------------------------------------------------- */

/* The next name at `*at`; false at the end. */
static bool next_name(const char **at, char name[64])
{
    size_t len = strcspn(*at, ",");
    if (len == 0 && **at == '\0')
        return false;
    snprintf(name, 64, "%.*s", (int)(len < 63 ? len : 63), *at);
    *at += len + ((*at)[len] == ',');
    return true;
}

static bool silence(bool *is_silent, const struct swage_app *app, const char *name)
{
    bool is_found = false;
    for (unsigned i = 0; i < app->operation_count; i++) {
        bool is_it = strcmp(app->operations[i].name, name) == 0;
        if (is_it && is_silent)
            is_silent[i] = true;
        is_found |= is_it;
    }
    return is_found;
}

const char *watch_unknown(const struct options *options, const struct swage_app *app, char name[64])
{
    for (const char *at = options->access_except; next_name(&at, name);)
        if (!silence(NULL, app, name))
            return name;
    return NULL;
}

static bool name_routes(struct watch *watch, const struct swage_app *app)
{
    watch->routes = calloc(app->operation_count + 1, sizeof *watch->routes);
    if (!watch->routes)
        return false;
    watch->route_count = app->operation_count;
    for (unsigned i = 0; i < app->operation_count; i++)
        watch->routes[i] = swage_str_from(app->operations[i].name);
    return true;
}

static bool set_silent(struct watch *watch, const struct options *options, const struct swage_app *app)
{
    char name[64];
    if (!*options->access_except)
        return true;
    watch->is_silent = calloc(app->operation_count + 1, sizeof *watch->is_silent);
    if (!watch->is_silent)
        return false;
    for (const char *at = options->access_except; next_name(&at, name);)
        silence(watch->is_silent, app, name);
    return true;
}

/* --- a request's end ---------------------------------------------------------------------------------------------- */

/* The number of its route, or that of those that came to none. */
static unsigned route_of(const struct loop *loop, const swage_request *rq)
{
    const struct swage_app *app = loop->host.app;
    if (!rq || !rq->operation || rq->app != app)
        return app->operation_count;
    return (unsigned)(rq->operation - app->operations);
}

static void on_timer(struct timer *timer)
{
    struct watch *watch = (struct watch *)(void *)((char *)timer - offsetof(struct watch, timer));
    access_flush(&watch->access);
}

/* Its end, as the counters and the line have it. */
struct end {
    int status;
    uint64_t now_ns, ns, bytes_in;
};

/* The loop reads one clock a turn, and here is read once; the other, of the day, is known to differ by so much, ten times
   a second anew. */
static struct timespec time_of_day(const struct loop *loop, uint64_t now_ns)
{
    uint64_t ns = now_ns + loop->day_ns;
    return (struct timespec){.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)};
}

/* Absent without a route; `route` is its number. */
static swage_str route_name(const struct watch *watch, const swage_request *rq, unsigned route)
{
    if (SWAGE_LIKELY(route < watch->route_count))
        return watch->routes[route];
    return swage_str_from(rq->operation ? rq->operation->name : NULL);
}

/* Without the query where a key of the client's may stand in it, whatever route it was sent to. */
static swage_str target_of(const swage_request *rq)
{
    return SWAGE_UNLIKELY(rq->app->has_query_keys) ? rq->head.path : rq->head.target;
}

static SWAGE_NOINLINE void log_request(struct loop *loop, const struct http1 *http1, unsigned route, const struct end *end)
{
    struct watch *watch = &loop->watch;
    const struct watch_client *client = connection_client(http1->owner);
    const swage_request *rq = http1->rq;
    const swage_str none = {NULL, 0};
    struct access_entry entry = {.time = time_of_day(loop, end->now_ns),
                                 .peer = swage_str_of(client->text, client->len),
                                 .method = rq ? rq->head.method_text : none,
                                 .target = rq ? target_of(rq) : none,
                                 .route = rq ? route_name(watch, rq, route) : none,
                                 .id = rq ? swage_request_id(rq) : none,
                                 .user_agent = none,
                                 .status = end->status,
                                 .bytes_in = end->bytes_in,
                                 .bytes_out = http1->bytes_out,
                                 .ns = end->ns};
    if (rq && watch->access.format == ACCESS_JSON)
        entry.user_agent = swage_request_header(rq, SWAGE_STR("User-Agent"));
    if (access_add(&watch->access, &entry))
        loop_set_timer(loop, &watch->timer, loop->now + loop_ticks(ACCESS_DELAY_MS));
}

static void note_end(struct loop *loop, struct http1 *http1, unsigned route, int status)
{
    struct watch *watch = &loop->watch;
    struct end end = {.status = status, .now_ns = loop->now_ns};
    if (http1->begun_ns > 0) {
        end.now_ns = loop_clock();
        end.ns = end.now_ns - http1->begun_ns;
        end.bytes_in = http1->bytes_in + http1->received;
    }
    if (watch->sheet) {
        struct stats_route *counts = &watch->sheet->routes[route];
        if (!http1->flags.is_begun)
            stats_add(&counts->begun, 1);
        stats_note(counts, status, end.ns, end.bytes_in, http1->bytes_out);
    }
    if (watch->has_access && !(watch->is_silent && watch->is_silent[route]))
        log_request(loop, http1, route, &end);
}

void watch_note(struct http1 *http1, int status)
{
    struct loop *loop = ((struct connection *)http1->owner)->loop;
    unsigned route = route_of(loop, http1->rq);
    if (status != HTTP1_BEGAN)
        note_end(loop, http1, route, status);
    else
        stats_add(&loop->watch.sheet->routes[route].begun, 1);
}

/* --- from start to end -------------------------------------------------------------------------------------------- */

bool watch_init(struct loop *loop, const struct options *options, const struct swage_app *app, struct stats_sheet *sheet,
                int access_fd)
{
    struct watch *watch = &loop->watch;
    watch->sheet = sheet;
    watch->timer.fire = on_timer;
    if (sheet || access_fd >= 0) {
        loop->host.note = watch_note;
        loop->host.notes_begin = sheet != NULL;
        loop->host.now_ns = &loop->now_ns;
    }
    if (access_fd < 0)
        return true;
    enum access_format format = strcmp(options->access_format, "json") == 0 ? ACCESS_JSON : ACCESS_TEXT;
    watch->has_access = access_init(&watch->access, access_fd, format);
    return watch->has_access && name_routes(watch, app) && set_silent(watch, options, app);
}

void watch_done(struct loop *loop)
{
    struct watch *watch = &loop->watch;
    wheel_remove(&watch->timer);
    if (watch->has_access)
        access_done(&watch->access);
    free(watch->is_silent);
    free(watch->routes);
    watch->is_silent = NULL;
    watch->routes = NULL;
    watch->route_count = 0;
    watch->has_access = false;
    loop->host.note = NULL;
    loop->host.notes_begin = false;
}
