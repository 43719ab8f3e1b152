/* SPDX-License-Identifier: MIT */
/*
 * A server that follows its sources: built, served, and after each change built and served again.
 *
 *     change ─(quiet for a moment)→ build ─failed→ the old server goes on
 *                                        ─made nothing new→ it goes on too
 *                                        ─made a new program→ the old server drains ─→ the new one accepts from the same port
 *
 * A build during which a source changes is told to end, and begun again.
 */
#ifndef SWAGE_DEV_SESSION_H
#define SWAGE_DEV_SESSION_H

#include "dev/folders.h"
#include "dev/port.h"

#include <stdbool.h>

struct session_options {
    const char *build; /* commands for sh */
    const char *run;
    const char *prepared; /* without this file the build prepares first, and is let finish; NULL: it never does */
    const char
        *program; /* the file that, when the build left it as it was, need not be started anew; NULL: always is */
    /* Adds the folders of what is to be watched, before each build: imports come and go. False ends the session. */
    bool (*watch)(struct folders *folders, void *arg);
    void *arg;
};

/* Runs until SIGINT, SIGTERM or SIGHUP; everything that it started has ended then. False when it could not begin. */
bool session_run(const struct session_options *options, struct port *port);

#endif
