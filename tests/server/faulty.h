/* SPDX-License-Identifier: MIT */
/* System calls that fail when told to, in a program that is linked with faulty.c: its definitions take the place of the C
   library's for libevent too, and those that local.mk wraps for swage alone. Calls of the thread that arms are not made
   to fail. */
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
    FAULTY_EXECV,
    FAULTY_FORK,
    FAULTY_KILL,
    FAULTY_MMAP,
    FAULTY_POLL,
    FAULTY_READ,
    FAULTY_SIGNALFD,
    FAULTY_SOCKETPAIR,
    FAULTY_THREAD,
    FAULTY_WAITPID,
    FAULTY_BIND,
    FAULTY_EVENTFD,
    FAULTY_GETSOCKNAME,
    FAULTY_LISTEN,
    FAULTY_OPEN,
    FAULTY_SETSOCKOPT,
    FAULTY_SOCKET,
    FAULTY_TIMERFD,
    FAULTY_TIMERFD_SET,
    FAULTY_CALLS
};

/* Has call number `nth` from now on, 0 being the next one, fail with this error. */
void faulty_arm(enum faulty_call call, int error, int nth);

/* Calls of the thread that has armed fail like any other. */
void faulty_spare_nobody(void);

/* No more; whether it has failed. */
bool faulty_disarm(void);

/* From here on it holds for processes that this one starts, too, and for what they execute. */
void faulty_share(void);

/* By how many seconds the wall clock is wrong from now on. */
void faulty_set_wall(long seconds);

#endif
