/* SPDX-License-Identifier: MIT */
/* The real server in a thread of the test, and clients of it. Waiting ends after LIVE_WAIT_MS in a failed test. */
#ifndef TESTS_SERVER_LIVE_H
#define TESTS_SERVER_LIVE_H

#include <swage/server.h>

#include "wire.h"

#define LIVE_WAIT_MS 20000

#define LIVE_GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define LIVE_POST(length) \
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " length "\r\n\r\n"
#define LIVE_ECHO LIVE_POST("5") "[1,2]"

/* Starts it with these flags, separated by spaces, on a port of 127.0.0.1 that is free unless they say --listen. */
void live_start(const char *flags);
void live_start_service(const struct swage_service *service, const char *flags);

/* The port it listens on, 0 when it is no TCP port; what it has said on standard error so far. */
int live_port(void);
const char *live_said(void);

/* Sends SIGTERM; and: waits for its end and returns its exit status. */
void live_signal(void);
int live_join(void);

/* Both. */
int live_stop(void);

/* Runs swage_serve to its end, for what does not come to serve; what it says is in live_said(). */
int live_run(const struct swage_service *service, const char *flags);

/* A blocking client. */
int live_connect(void);
int live_connect_unix(const char *path);
void live_send(int fd, const char *text);

/* The next answer of `fd`, read to its end and not beyond; false when the connection ended before it was whole. */
struct live_reader {
    int fd;
    size_t at, len;
    size_t last_read; /* bytes that the last recv brought */
    char bytes[1 << 20];
};
bool live_answer(struct live_reader *reader, struct wire_answer *answer);

/* Makes it read from `fd`; and: from a new connection. */
void live_read_from(struct live_reader *reader, int fd);
void live_open(struct live_reader *reader);

/* The next answer, which must come and have this status. */
struct wire_answer live_expect(struct live_reader *reader, int status);

/* Whether the connection has ended (in order or by a reset), with nothing more to read. */
bool live_is_ended(struct live_reader *reader);

/* Waits until `is_so(arg)`. */
void live_await(bool (*is_so)(void *arg), void *arg);

/* ... until so many requests wait for sample_reply. */
void live_await_waiting(unsigned count);

void live_sleep(int ms);

#endif
