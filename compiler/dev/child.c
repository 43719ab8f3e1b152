/* SPDX-License-Identifier: MIT */
/* fork and exec of the shell. */
#include "config.h"

#include "dev/child.h"

#include "dev/port.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void become(const char *command, const sigset_t *mask, const struct port *port)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    setpgid(0, 0);
    sigprocmask(SIG_SETMASK, mask, NULL);
    if (port == NULL || port_bequeath(port))
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    perror("swage dev: cannot start sh");
    _exit(127);
}

pid_t child_start(const char *command, const sigset_t *mask, const struct port *port)
{
    pid_t child = fork();
    if (child == 0)
        become(command, mask, port);
    if (child > 0)
        setpgid(child, child); /* whoever of the two comes first */
    return child;
}

void child_signal(pid_t child, int signal)
{
    if (child > 0)
        kill(-child, signal);
}

bool child_is_there(pid_t child)
{
    return kill(-child, 0) == 0;
}

void child_describe(int status, char text[CHILD_TEXT_MAX])
{
    if (WIFSIGNALED(status))
        snprintf(text, CHILD_TEXT_MAX, "was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        snprintf(text, CHILD_TEXT_MAX, "ended with status %d", WEXITSTATUS(status));
}
