/* SPDX-License-Identifier: MIT */
/*
 * wire: the echo as it stands on the wire, for the programs here that make load: the request, and where an answer ends.
 */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include <stddef.h>

/* One POST of a User; of it the first half_head bytes are half a head, the first half_body want the end of the body. */
extern const char wire_request[];
extern const size_t wire_request_len, wire_half_head, wire_half_body;

/* Says what failed, with errno's words, and ends the program. */
_Noreturn void wire_die(const char *what);

/* As many descriptors as the system lets the program have. */
void wire_raise_files(void);

/* A connection to 127.0.0.1, blocking; try returns -1 when nobody listens, connect dies. */
int wire_try_connect(int port);
int wire_connect(int port);

/* The length of the answer that the bytes begin with, 0 while it is not whole. */
size_t wire_answer_len(const char *bytes, size_t len);

#endif
