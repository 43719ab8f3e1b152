/* SPDX-License-Identifier: MIT */
/*
 * How a connection's bytes get to its descriptor: plainly. The only place with recv and send. A transport never waits;
 * what it cannot do now it answers with TRANSPORT_AGAIN, and `wants` says which readiness it waits for. That need not
 * be the obvious one (TLS may have to write in order to read), so nobody infers it.
 */
#ifndef SWAGE_SERVER_TRANSPORT_H
#define SWAGE_SERVER_TRANSPORT_H

#include <swage/base.h>
#include <sys/types.h>

enum { TRANSPORT_AGAIN = -1, TRANSPORT_FAILED = -2 };

enum transport_want { TRANSPORT_READABLE = 1, TRANSPORT_WRITABLE = 2 };

struct transport {
    /* Bytes read, 0 at the end of what the peer sends, TRANSPORT_AGAIN, or TRANSPORT_FAILED when the connection is
     * dead. */
    ssize_t (*read)(struct transport *transport, int fd, char *bytes, size_t cap);
    /* Bytes written, perhaps fewer than `len`, TRANSPORT_AGAIN or TRANSPORT_FAILED. */
    ssize_t (*write)(struct transport *transport, int fd, const char *bytes, size_t len);
    /* Ends the sending side: 0, TRANSPORT_AGAIN or TRANSPORT_FAILED. */
    int (*shutdown)(struct transport *transport, int fd);
    /* Bytes that it holds and `read` would give without the descriptor's being readable. */
    size_t (*pending)(const struct transport *transport);
    /* What the call that last said TRANSPORT_AGAIN waits for; `tried` is what it was about. */
    enum transport_want (*wants)(const struct transport *transport, enum transport_want tried);
};

/* Bytes that the kernel holds of what was written to `fd` and its peer has not taken; 0 when it does not say. */
size_t transport_queued(int fd);

/* Bytes as they are. It has no state: one serves all connections. */
extern struct transport transport_plain;

#endif
