/* SPDX-License-Identifier: MIT */
/*
 * A small application for the server's tests, its tables written by hand:
 *
 *     GET POST PUT PATCH DELETE /        answers {"n":N}, N counting the calls; a body is read and dropped
 *     the same with any other path
 *     POST /echo                         answers its JSON body, byte by byte
 *     GET  /big?bytes=N                  answers a JSON string of N bytes
 *     GET  /late, POST /late             is answered by sample_reply(): {"late":N} or the body
 *     GET  /empty                        204
 *     GET  /work                         offloads, waits for sample_let_work, and answers {"n":N}
 *     GET  /pid                          {"pid":N} of the process that answers
 *     GET  /numbers?count=N              streams {"n":0} to {"n":N-1}, as lines or as events
 *     POST /pieces                       streams its body back, piece by piece
 *     GET  /tick                         answers {"n":N} from a timer of its own on the loop, after 10 ms
 */
#ifndef TESTS_SERVER_SAMPLE_H
#define TESTS_SERVER_SAMPLE_H

#include <swage/app.h>

extern const struct swage_app sample_app;

/* How often a handler ran, and how many requests wait for sample_reply. */
unsigned sample_calls(void);
unsigned sample_waiting(void);

/* Answers the one that waits longest, from the thread that calls it; what the reply function returned. */
int sample_reply(void);

/* Whether the client of that one has gone. */
bool sample_is_gone(void);

/* How many different threads handlers have run on. */
unsigned sample_threads(void);

/* Lets so many works of /work go on; and: how many have begun. */
void sample_let_work(unsigned count);
unsigned sample_working(void);

void sample_reset(void);

#endif
