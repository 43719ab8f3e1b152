/* SPDX-License-Identifier: MIT */
/* Addresses from text and back. */
#include "config.h"

#include "server/address.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned parse_unix(const char *path, struct address *out, const char **why)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof at.sun_path) {
        *why = len ? "the path is too long for a Unix socket" : "a path is missing";
        return 0;
    }
    memcpy(at.sun_path, path, len + 1);
    memcpy(&out->at, &at, sizeof at);
    out->len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len + 1);
    return 1;
}

/* Splits "host:port" at its last colon; an IPv6 host stands in brackets. */
static bool split(const char *text, char host[256], const char **port)
{
    const char *colon = strrchr(text, ':');
    if (!colon || colon[1] == '\0')
        return false;
    size_t len = (size_t)(colon - text);
    if (len >= 2 && text[0] == '[' && text[len - 1] == ']') {
        text++;
        len -= 2;
    } else if (memchr(text, ':', len) || memchr(text, '[', len)) {
        return false;
    }
    if (len >= 256)
        return false;
    memcpy(host, text, len);
    host[len] = '\0';
    *port = colon + 1;
    return true;
}

static unsigned copy_found(const struct addrinfo *found, struct address *out, unsigned max)
{
    unsigned count = 0;
    for (; found && count < max; found = found->ai_next) {
        memcpy(&out[count].at, found->ai_addr, found->ai_addrlen);
        out[count++].len = found->ai_addrlen;
    }
    return count;
}

/* getaddrinfo takes the lower 16 bits of any number. */
static bool is_too_large(const char *port)
{
    size_t len = strlen(port);
    return strspn(port, "0123456789") == len && (len > 5 || strtol(port, NULL, 10) > UINT16_MAX);
}

unsigned address_parse(const char *text, struct address *out, unsigned max, const char **why)
{
    if (strncmp(text, "unix:", 5) == 0)
        return parse_unix(text + 5, out, why);
    char host[256];
    const char *port;
    if (!split(text, host, &port)) {
        *why = "expected HOST:PORT, :PORT, [IPV6]:PORT, unix:PATH or fd:N";
        return 0;
    }
    if (is_too_large(port)) {
        *why = "there is no such port";
        return 0;
    }
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE, .ai_family = AF_UNSPEC}, *found;
    int error = getaddrinfo(*host ? host : NULL, port, &hints, &found);
    if (error) {
        *why = gai_strerror(error);
        return 0;
    }
    unsigned count = copy_found(found, out, max);
    freeaddrinfo(found);
    return count;
}

const char *address_path(const struct address *address)
{
    if (address->at.ss_family != AF_UNIX)
        return NULL;
    return ((const struct sockaddr_un *)(const void *)&address->at)->sun_path;
}

void address_text(const struct address *address, char text[ADDRESS_TEXT_MAX])
{
    char host[128], port[16];
    const char *path = address_path(address);
    if (path)
        snprintf(text, ADDRESS_TEXT_MAX, "unix:%s", path);
    else if (getnameinfo((const struct sockaddr *)&address->at, address->len, host, sizeof host, port, sizeof port,
                         NI_NUMERICHOST | NI_NUMERICSERV))
        snprintf(text, ADDRESS_TEXT_MAX, "an address of family %d", (int)address->at.ss_family);
    else
        snprintf(text, ADDRESS_TEXT_MAX, strchr(host, ':') ? "http://[%s]:%s" : "http://%s:%s", host, port);
}
