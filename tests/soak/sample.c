/* SPDX-License-Identifier: MIT */
/* The server of tests/server/sample.h as a program, whose offloaded work does not wait. */
#include "config.h"

#include <swage/server.h>

#include "../server/sample.h"

enum { WORKS = 10 * 1000 * 1000 }; /* of a process: more than a day's */

static int start(void *state, int argc, char **argv)
{
    (void)state, (void)argc, (void)argv;
    sample_let_work(WORKS);
    return 0;
}

int main(int argc, char **argv)
{
    return swage_serve_with(argc, argv, &(struct swage_service){.app = &sample_app, .start = start});
}
