/* SPDX-License-Identifier: MIT */
/*
 * Tasks for those who have signed in. Who may do so stands in a file, NAME:PASSWORD a line:
 *
 *     echo ann:letmein >accounts
 *     todo --threads 2 -- accounts
 *     curl -s -d name=ann -d password=letmein http://127.0.0.1:8000/sessions
 */
#include "service.h"
#include "todo_routes.h"

#include <swage/server.h>

#include <stdio.h>

static int start(void *state, int argc, char **argv)
{
    struct service *service = state;
    if (argc != 2) {
        fprintf(stderr, "usage: %s [FLAGS] -- ACCOUNTS, a file with lines NAME:PASSWORD\n", argv[0]);
        return 1;
    }
    return accounts_read(&service->accounts, argv[1]) ? 0 : 1;
}

static void stop(void *state)
{
    struct service *service = state;
    tasks_drop_all(&service->tasks);
}

int main(int argc, char **argv)
{
    static struct service service = SERVICE_INIT;
    return swage_serve_with(argc, argv,
                            &(struct swage_service){.app = &todo_app, .state = &service, .start = start, .stop = stop});
}
