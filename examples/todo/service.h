/* SPDX-License-Identifier: MIT */
/* What handlers are given as their state. */
#ifndef SERVICE_H
#define SERVICE_H

#include "accounts.h"
#include "tasks.h"

struct service {
    struct accounts accounts;
    struct tasks tasks;
};

#define SERVICE_INIT \
    {.accounts.lock = PTHREAD_MUTEX_INITIALIZER, .tasks.lock = PTHREAD_MUTEX_INITIALIZER}

#endif
