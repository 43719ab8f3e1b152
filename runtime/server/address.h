/* SPDX-License-Identifier: MIT */
/* Where to listen: "127.0.0.1:8000", "[::1]:8000", ":8000" (all addresses), "localhost:http", "unix:/run/app.sock". */
#ifndef SWAGE_SERVER_ADDRESS_H
#define SWAGE_SERVER_ADDRESS_H

#include <swage/base.h>
#include <sys/socket.h>
#include <sys/un.h>

#define ADDRESS_TEXT_MAX 160

struct address {
    struct sockaddr_storage at;
    socklen_t len;
};

/* At most `max` addresses that `text` names; a host name may have several. Their number, or 0 and a reason at `why`. */
unsigned address_parse(const char *text, struct address *out, unsigned max, const char **why);

/* As people write it: "http://127.0.0.1:8000" or "unix:/run/app.sock". */
void address_text(const struct address *address, char text[ADDRESS_TEXT_MAX]);

/* The path of a Unix socket, or NULL. */
const char *address_path(const struct address *address);

#endif
