/* SPDX-License-Identifier: MIT */
/* System calls that fail when told to, in a program that is linked with faulty.c: its definitions take the place of the C
   library's for libevent too. Calls of the thread that arms are never made to fail. */
#ifndef TESTS_SERVER_FAULTY_H
#define TESTS_SERVER_FAULTY_H

#include <stdbool.h>

enum faulty_call {
    FAULTY_RECV,
    FAULTY_SEND,
    FAULTY_ACCEPT,
    FAULTY_EPOLL_WAIT,
    FAULTY_EPOLL_CTL,
    FAULTY_WRITE,
    FAULTY_SHUTDOWN,
    FAULTY_CALLS
};

/* Has call number `nth` from now on, 0 being the next one, fail with this error. */
void faulty_arm(enum faulty_call call, int error, int nth);

/* No more; whether it has failed. */
bool faulty_disarm(void);

#endif
