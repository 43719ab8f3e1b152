/* SPDX-License-Identifier: MIT */
/* One wire, what is sent over it as text, and what must come back: for the tests of the HTTP/1 machine. */
#ifndef TESTS_SERVER_SAID_H
#define TESTS_SERVER_SAID_H

#include "wire.h"

#define GET(path)       "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define ECHO_HEAD       "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
#define ECHO(len, body) ECHO_HEAD "Content-Length: " len "\r\n\r\n" body
#define CHUNKED(body)   ECHO_HEAD "Transfer-Encoding: chunked\r\n\r\n" body

extern struct wire wire;

/* The fixture of each test: an open wire to the sample application. */
void set_up(void);
void tear_down(void);

void send_text(const char *text);

/* The next answer, which must be there; it must have this status, and this body unless that is NULL; there must be none. */
struct wire_answer next_answer(void);
void expect_answer(int status, const char *body);
void expect_nothing(void);

bool contains(swage_str text, const char *piece);

#endif
