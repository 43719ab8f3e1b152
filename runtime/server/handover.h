/* SPDX-License-Identifier: MIT */
/*
 * What a supervisor leaves to itself when it executes its program anew: for each slot the worker, the socket to it, and the
 * listening sockets, as text in an environment variable.
 *
 *     SWAGE_HANDOVER=4711;4712/9/5,6;4713/10/7,8        own pid; worker's pid / control / listeners; ...
 */
#ifndef SWAGE_SERVER_HANDOVER_H
#define SWAGE_SERVER_HANDOVER_H

#include "server/sockets.h"

#include <sys/types.h>

#define HANDOVER_NAME "SWAGE_HANDOVER"

struct handover_slot {
    pid_t pid;   /* of its worker; 0: none */
    int control; /* the supervisor's end; -1: none */
    struct sockets sockets;
};

/* Sets the variable and has the descriptors stay open across execve. False without memory. */
bool handover_leave(const struct handover_slot *slots, unsigned count);

/* Takes it back when execve has failed. */
void handover_keep(const struct handover_slot *slots, unsigned count);

/* What was left to this very process, at most `max` slots: how many. 0 when there is nothing, or when it makes no sense,
   which is said in the log. The variable is gone afterwards. */
unsigned handover_take(struct handover_slot *slots, unsigned max);

#endif
