/* SPDX-License-Identifier: MIT */
/* Commands for sh, each in a process group of its own, so that what they start ends with them. When we die they are
   told to end (Linux). */
#ifndef SWAGE_DEV_CHILD_H
#define SWAGE_DEV_CHILD_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

struct port;

/* Starts `command`. `mask` is the signal mask that it gets; with a port it inherits that and is told so by SWAGE_LISTEN.
   -1 when the system refuses, with errno. */
pid_t child_start(const char *command, const sigset_t *mask, const struct port *port);

/* To the whole group. Nothing for 0. */
void child_signal(pid_t child, int signal);

/* Whether one of the group is left, ended ones that nobody has waited for among them. */
bool child_is_there(pid_t child);

enum { CHILD_TEXT_MAX = 96 };

/* "ended with status 1", "was killed by signal 11 (Segmentation fault)": of waitpid's status. */
void child_describe(int status, char text[CHILD_TEXT_MAX]);

#endif
