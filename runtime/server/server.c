/* SPDX-License-Identifier: MIT */
/* Loops, sockets and what they share, from making to freeing. */
#include "config.h"

#include "server/server.h"

#include "server/log.h"
#include "server/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define DESCRIPTORS_BESIDE 1024 /* descriptors that are not connections: of loops, listeners, and the program itself */
#define CREW_WAIT_MS       1000 /* for a thread that is at work when the server has ended */

bool server_check(const struct swage_service *service)
{
    if (service->app && service->app->abi == SWAGE_ABI)
        return true;
    log_line(LOG_ERROR, "the application was generated for another version of this library");
    return false;
}

/* --- logs --------------------------------------------------------------------------------------------------------- */

static enum log_level level_of(const struct options *options)
{
    if (options->quiet || strcmp(options->log_level, "error") == 0)
        return LOG_ERROR;
    return strcmp(options->log_level, "warning") == 0 ? LOG_WARNING : LOG_INFO;
}

bool server_set_logs(const struct options *options, const struct swage_app *app)
{
    char name[64];
    log_set_level(level_of(options));
    if (*options->error_log && !log_open(options->error_log)) {
        log_line(LOG_ERROR, "cannot open %s: %s", options->error_log, strerror(errno));
        return false;
    }
    if (!watch_unknown(options, app, name))
        return true;
    log_line(LOG_ERROR, "--access-log-except: there is no route \"%s\"", name);
    return false;
}

static bool open_access_log(struct swage_server *server)
{
    const char *path = server->options.access_log;
    server->access_fd = -1;
    if (!*path)
        return true;
    server->access_fd = strcmp(path, "-") == 0 ? dup(STDOUT_FILENO) : log_open_file(path);
    if (server->access_fd < 0)
        log_line(LOG_ERROR, "cannot open %s: %s", path, strerror(errno));
    if (server->access_fd < 0 && server->is_substitute)
        server->access_fd = log_open_file("/dev/null"); /* until it is opened again */
    return server->access_fd >= 0;
}

void server_reopen_logs(const struct swage_server *server)
{
    const char *path = server->options.access_log;
    if (!log_reopen())
        log_line(LOG_ERROR, "cannot open %s again: %s", server->options.error_log, strerror(errno));
    if (server->access_fd >= 0 && strcmp(path, "-") != 0 && !log_reopen_file(server->access_fd, path))
        log_line(LOG_ERROR, "cannot open %s again: %s", path, strerror(errno));
}

/* --- making ------------------------------------------------------------------------------------------------------- */

/* The soft limit of descriptors is often 1,024, which is meant for programs that use select(). */
static void raise_descriptors(const struct options *options)
{
    rlim_t wanted = (rlim_t)options->max_connections + DESCRIPTORS_BESIDE;
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur < wanted)
        log_line(LOG_WARNING, "descriptors for %llu connections cannot be had: the limit is %llu",
                 (unsigned long long)options->max_connections, (unsigned long long)limit.rlim_cur);
}

void server_say_memory(const struct options *options, const struct swage_app *app)
{
    struct memory memory;
    char text[MEMORY_TEXT_MAX];
    memory_count(options, app, &memory);
    memory_text(options, &memory, text);
    log_line(LOG_INFO, "memory: %s", text);
}

/* A folder that is not there is found out now, and not by the first client that sends a file. */
static bool set_space(struct swage_server *server)
{
    const char *folder = server->options.upload_folder;
    server->space.most = server->options.upload_space;
    server->space.folder = *folder ? folder : NULL;
    if (!*folder || access(folder, R_OK | W_OK | X_OK) == 0)
        return true;
    log_line(LOG_ERROR, "--upload-folder: %s: %s", folder, strerror(errno));
    return false;
}

static bool make_shared(struct swage_server *server)
{
    const struct options *options = &server->options;
    server->loops = calloc((size_t)options->threads, sizeof *server->loops);
    server->breaches = swage_breaches_new(server->service->app);
    server->crew = crew_new((unsigned)options->crew_threads, (unsigned)options->crew_waiting);
    if (options->metrics && !server->stats)
        server->stats = stats_new(server->service->app, (unsigned)options->threads);
    bool is_counting = peers_init(&server->peers, options->max_connections, options->max_per_address);
    bool is_counted = server->stats || !options->metrics;
    if (server->loops && server->breaches && server->crew && is_counting && is_counted)
        return true;
    log_line(LOG_ERROR, "no memory for %llu loops", (unsigned long long)options->threads);
    return false;
}

static bool make_loop(struct swage_server *server, struct event_base *base)
{
    struct loop *loop = loop_new(&server->options, server->service->app, server->service->state, base);
    if (!loop)
        return false;
    loop->env.breaches = server->breaches;
    loop->env.cors = server->origins.cors.origin_count > 0 ? &server->origins.cors : NULL;
    loop->env.space = &server->space;
    loop->peers = &server->peers;
    loop->crew = server->crew;
    loop->stats = server->stats;
    unsigned number = server->loop_count++;
    server->loops[number] = loop;
    struct stats_sheet *sheet = server->stats ? stats_sheet(server->stats, server->first_sheet + number) : NULL;
    if (watch_init(loop, &server->options, server->service->app, sheet, server->access_fd))
        return true;
    log_line(LOG_ERROR, "no memory for logs");
    return false;
}

bool server_open(struct swage_server *server, struct event_base *base)
{
    raise_descriptors(&server->options);
    server->are_lent = server->sockets.count > 0;
    server->is_stats_lent = server->stats != NULL;
    if (!server->are_lent)
        server_say_memory(&server->options, server->service->app);
    if (!open_access_log(server) || !set_space(server) || !make_shared(server) || !origins_read(&server->origins, &server->options))
        return false;
    for (unsigned i = 0; i < server->options.threads; i++)
        if (!make_loop(server, i == 0 ? base : NULL))
            return false;
    if (!server->are_lent && sockets_open(&server->sockets, 1, &server->options) != SWAGE_OK)
        return false;
    listener_init(&server->listeners, &server->options, server->loops, server->loop_count);
    return true;
}

bool server_listen(struct swage_server *server)
{
    if (!listener_watch(&server->listeners, &server->sockets))
        return false;
    if (!server->are_lent)
        sockets_announce(&server->sockets);
    return true;
}

/* --- the service's hooks ------------------------------------------------------------------------------------------ */

bool server_start_loop(struct swage_server *server, struct loop *loop)
{
    const struct swage_service *service = server->service;
    loop->has_started = !service->loop_start ||
                        service->loop_start(service->state, loop->base, &loop->env.loop_state) == 0;
    return loop->has_started;
}

void server_stop_loop(struct swage_server *server, struct loop *loop)
{
    const struct swage_service *service = server->service;
    if (loop->has_started && service->loop_stop)
        service->loop_stop(service->state, loop->env.loop_state);
    loop->has_started = false;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

static void stop_listening(struct swage_server *server)
{
    listener_stop(&server->listeners);
    if (!server->are_lent)
        sockets_unlink(&server->sockets);
    sockets_close(&server->sockets);
}

void server_drain(struct swage_server *server)
{
    loop_turn(server->loops[0]);
    stop_listening(server);
    for (unsigned i = 1; i < server->loop_count; i++)
        loop_post_drain(server->loops[i]);
    loop_drain(server->loops[0]);
}

/* What nobody may have seen among the lines of days. */
static void report_breaches(const struct swage_server *server)
{
    uint64_t count = server->breaches ? swage_breaches_count(server->breaches) : 0;
    if (count > 0)
        log_line(LOG_WARNING, "%llu replies were outside of their schema's bounds", (unsigned long long)count);
}

void server_close(struct swage_server *server)
{
    report_breaches(server);
    stop_listening(server);
    crew_free(server->crew, CREW_WAIT_MS);
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_free(server->loops[i]);
    free(server->loops);
    swage_breaches_free(server->breaches);
    peers_done(&server->peers);
    if (!server->is_stats_lent)
        stats_free(server->stats);
    if (server->access_fd >= 0)
        close(server->access_fd);
}
