/* SPDX-License-Identifier: MIT */
/* swage_attach: one loop of ours as a guest on a base of the program's. */
#include "config.h"

#include "server/log.h"
#include "server/server.h"

#include <netinet/in.h>
#include <stdlib.h>

struct guest {
    struct swage_server server; /* first */
    void (*done)(void *arg);
    void *arg;
    bool is_started; /* the service's `start` agreed */
};

static struct guest *guest_of(swage_server *server)
{
    return (struct guest *)(void *)server;
}

static bool are_options_fine(int argc, char **argv, struct options *options)
{
    static char *none[] = {NULL};
    if (options_read(argc, argv ? argv : none, options) != OPTIONS_RUN)
        return false;
    if (options->threads == 1)
        return true;
    log_line(LOG_ERROR, "--threads: a server that is attached to a program's loop has that one alone");
    return false;
}

static bool start(struct guest *guest, struct event_base *base, char **argv)
{
    struct swage_server *server = &guest->server;
    const struct swage_service *service = server->service;
    if (!server_set_logs(&server->options, service->app))
        return false;
    guest->is_started = !service->start || service->start(service->state, server->options.rest_count, argv) == 0;
    return guest->is_started && server_open(server, base) && server_start_loop(server, server->loops[0]) &&
           server_listen(server);
}

swage_server *swage_attach(struct event_base *base, int argc, char **argv, const struct swage_service *service)
{
    if (!server_check(service))
        return NULL;
    struct guest *guest = calloc(1, sizeof *guest);
    if (!guest) {
        log_line(LOG_ERROR, "no memory for a server");
        return NULL;
    }
    guest->server.service = service;
    guest->server.access_fd = -1;
    if (are_options_fine(argc, argv, &guest->server.options) && start(guest, base, argv))
        return &guest->server;
    swage_detach(&guest->server);
    return NULL;
}

int swage_server_port(const swage_server *server, unsigned at)
{
    if (at >= server->sockets.count)
        return -1;
    const struct sockaddr_storage *address = &server->sockets.items[at].address.at;
    if (address->ss_family == AF_INET)
        return ntohs(((const struct sockaddr_in *)(const void *)address)->sin_port);
    if (address->ss_family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)(const void *)address)->sin6_port);
    return -1;
}

static void end(struct loop *loop, void *arg)
{
    struct guest *guest = arg;
    loop->ended = NULL;
    if (guest->done)
        guest->done(guest->arg);
}

void swage_drain(swage_server *server, void (*done)(void *arg), void *arg)
{
    struct guest *guest = guest_of(server);
    guest->done = done;
    guest->arg = arg;
    server->loops[0]->ended = end;
    server->loops[0]->ended_arg = guest;
    server_drain(server);
}

void swage_detach(swage_server *server)
{
    if (!server)
        return;
    const struct swage_service *service = server->service;
    bool is_started = guest_of(server)->is_started;
    if (server->loop_count > 0)
        server_stop_loop(server, server->loops[0]);
    server_close(server);
    if (is_started && service->stop)
        service->stop(service->state);
    options_done(&server->options);
    free(server);
}
