/* SPDX-License-Identifier: MIT */
/* Listening, and handing it down. */
#include "config.h"

#include "dev/port.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { QUEUE = 511 }; /* connections that wait for the next server */

static int listen_at(const struct address *address)
{
    int on = 1, family = address->at.ss_family;
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(fd, (const struct sockaddr *)&address->at, address->len) == 0 && listen(fd, QUEUE) == 0)
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static bool refuse(const char *text, const char *why)
{
    fprintf(stderr, "swage dev: cannot listen on '%s': %s\n", text, why);
    return false;
}

bool port_open(struct port *port, const char *text)
{
    struct address found[PORT_MAX];
    const char *why = "";
    *port = (struct port){.count = 0};
    unsigned count = address_parse(text, found, PORT_MAX, &why);
    if (count == 0)
        return refuse(text, why);
    for (unsigned i = 0; i < count; i++) {
        int fd = listen_at(&found[i]);
        if (fd < 0 && errno == EAFNOSUPPORT && count > 1)
            continue; /* a machine without IPv6 has names with IPv6 addresses all the same */
        if (fd < 0) {
            refuse(text, strerror(errno));
            port_close(port);
            return false;
        }
        port->fds[port->count++] = fd;
    }
    port->address.len = sizeof port->address.at;
    return port->count > 0 && getsockname(port->fds[0], (struct sockaddr *)&port->address.at, &port->address.len) == 0;
}

void port_close(struct port *port)
{
    const char *path = port->count > 0 ? address_path(&port->address) : NULL;
    if (path != NULL && *path != '\0')
        unlink(path);
    for (unsigned i = 0; i < port->count; i++)
        close(port->fds[i]);
    port->count = 0;
}

bool port_bequeath(const struct port *port)
{
    char text[PORT_MAX * sizeof "fd:2147483647,"] = "";
    size_t len = 0;
    for (unsigned i = 0; i < port->count; i++) {
        if (fcntl(port->fds[i], F_SETFD, 0) < 0)
            return false;
        len += (size_t)snprintf(text + len, sizeof text - len, "%sfd:%d", i > 0 ? "," : "", port->fds[i]);
    }
    return setenv("SWAGE_LISTEN", text, 1) == 0;
}
