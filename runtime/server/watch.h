/* SPDX-License-Identifier: MIT */
/* What a loop tells of its requests: counters (stats.h) and the access log (access.h), where they are wanted. Where neither
   is, nothing here is ever called. */
#ifndef SWAGE_SERVER_WATCH_H
#define SWAGE_SERVER_WATCH_H

#include <sys/socket.h>

#include "server/access.h"
#include "server/stats.h"
#include "server/wheel.h"

struct http1;
struct loop;
struct options;

/* Where a client is, as the access log says it. */
struct watch_client {
    uint8_t len;   /* 0: unknown */
    char text[47]; /* INET6_ADDRSTRLEN is 46 */
};

struct watch {
    struct stats_sheet *sheet; /* NULL: nothing is counted */
    struct access access;
    bool has_access;
    swage_str *routes; /* the names of the application's operations, which that has without their lengths */
    unsigned route_count;
    bool *is_silent; /* by operation: it has no line in the access log; NULL: all have */
    struct timer timer; /* fires when lines have waited long enough */
};

/* For the routes of `app`: the counters go to `sheet` (or NULL), the lines to `access_fd` (or -1). False without memory. */
bool watch_init(struct loop *loop, const struct options *options, const struct swage_app *app, struct stats_sheet *sheet,
                int access_fd);
void watch_done(struct loop *loop);

/* For struct http1_host. */
void watch_note(struct http1 *http1, int status);

/* From what accept4 gave. */
void watch_client_set(struct watch_client *client, const struct sockaddr_storage *from);

/* A name in --access-log-except that no route has; NULL: all are known. */
const char *watch_unknown(const struct options *options, const struct swage_app *app, char name[64]);

#endif
