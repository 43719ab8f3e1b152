/* SPDX-License-Identifier: MIT */
/*
 * A crew: the threads that do what handlers offload, for all loops. None runs before there is work; one more starts when
 * work comes, all are busy, and there are fewer than there may be. They stay until the server ends.
 */
#ifndef SWAGE_SERVER_CREW_H
#define SWAGE_SERVER_CREW_H

#include "app/request.h"

#include <pthread.h>

#define CREW_MAX 1024 /* threads */

struct crew {
    pthread_mutex_t lock;
    pthread_cond_t has_work, is_quiet;
    struct swage_mail *first, **last; /* in the order in which it came */
    unsigned waiting, waiting_max;
    unsigned threads, threads_max, idle;
    bool is_ending;
};

/* NULL without memory. No more than `waiting_max` wait for a thread. */
struct crew *crew_new(unsigned threads_max, unsigned waiting_max);

/* From any thread: has work->run(work) called by one of the crew. False when too many wait, or no thread can be had. */
bool crew_add(struct crew *crew, struct swage_mail *work);

/*
 * Takes no more work and drops what waits; a drop is as if the thread never came to it. Ends the threads, but not one that
 * is at work for longer than `wait_ms`: then the crew's memory stays, for the process is about to end. NULL is fine.
 */
void crew_free(struct crew *crew, unsigned wait_ms);

#endif
