/* SPDX-License-Identifier: MIT */
/*
 * The access log: a line for each request, as text (the Common Log Format with three more words) or as JSON.
 *
 *     192.0.2.7 - - [23/Nov/2026:07:09:41 +0000] "POST /users?x=1 HTTP/1.1" 201 187 0.000042 create_user 4bf92f...
 *     {"time":"2026-11-23T07:09:41.123Z","peer":"192.0.2.7","method":"POST","target":"/users?x=1","status":201,...}
 *
 * Each loop collects lines in a buffer of its own and writes whole lines when that is full, or a second after the first of
 * them came. What cannot be written (a full disk, a closed pipe) is dropped and counted. What clients have sent is escaped:
 * nobody can forge a line.
 */
#ifndef SWAGE_SERVER_ACCESS_H
#define SWAGE_SERVER_ACCESS_H

#include <swage/string.h>
#include <time.h>

#define ACCESS_BUFFER    (64 * 1024)
#define ACCESS_LINE_ROOM (24 * 1024) /* bytes: more than any line takes */
#define ACCESS_DELAY_MS  1000

enum access_format { ACCESS_TEXT, ACCESS_JSON };

struct access_entry {
    struct timespec time; /* of the day, when the answer was whole */
    swage_str peer;       /* "192.0.2.7"; empty: a Unix socket */
    swage_str method, target;
    swage_str route; /* its name; empty: none */
    swage_str id;    /* empty: none */
    swage_str user_agent;
    int status; /* 0: there was no whole answer */
    uint64_t bytes_in, bytes_out, ns;
};

struct access {
    int fd; /* lent */
    enum access_format format;
    char *buffer;
    size_t len;
    uint64_t dropped; /* lines */
    time_t second;    /* of `moment` */
    char moment[48];  /* what a line says of it, and what stands around that */
    size_t moment_len;
};

/* False without memory. */
bool access_init(struct access *access, int fd, enum access_format format);

/* Writes what waits, and frees the buffer. */
void access_done(struct access *access);

/* Adds a line. True when it is the first that waits: then access_flush is due in ACCESS_DELAY_MS. */
bool access_add(struct access *access, const struct access_entry *entry);

void access_flush(struct access *access);

#endif
