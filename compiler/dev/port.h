/* SPDX-License-Identifier: MIT */
/* The sockets that one server after another accepts from. They are ours, so that whoever connects between two servers
   waits, and is not refused. */
#ifndef SWAGE_DEV_PORT_H
#define SWAGE_DEV_PORT_H

#include "server/address.h"

#include <stdbool.h>

enum { PORT_MAX = 4 }; /* sockets: a host name may have several addresses */

struct port {
    int fds[PORT_MAX];
    unsigned count;
    struct address address; /* of the first, with the port that the system chose for 0 */
};

/* As the server's --listen has it. False after a message on stderr; nothing is open then. */
bool port_open(struct port *port, const char *text);

/* Removes the path of a Unix socket too. */
void port_close(struct port *port);

/* In the process that will be the server: the sockets outlive its exec, and SWAGE_LISTEN names them. */
bool port_bequeath(const struct port *port);

#endif
