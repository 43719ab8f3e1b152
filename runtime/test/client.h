/* SPDX-License-Identifier: MIT */
/* What the files of the client share: one test, and the request that it is about to make. */
#ifndef TEST_CLIENT_H
#define TEST_CLIENT_H

#include <pthread.h>

#include <swage/test.h>

#include "app/request.h"
#include "http/head.h"

#define CLIENT_ALWAYS_MAX 16
#define CLIENT_LOG_MAX    (64 * 1024)
#define CLIENT_TEXT_MAX   (256 * 1024 * 1024) /* bytes of a request's own texts */

struct swage_test {
    swage_env env; /* first */
    const struct swage_app *app;
    pthread_mutex_t lock;
    pthread_cond_t posted;
    struct swage_mail *mail, *last; /* of threads that reply, in order; under the lock */
    struct swage_collector answer;
    swage_buffer log;
    swage_arena texts; /* of the request, and of what was found in the reply; until the next call */
    struct swage_test_pair always[CLIENT_ALWAYS_MAX];
    unsigned always_count;
    struct swage_test_reply reply;
};

/* A request as swage_request_whole() takes it. */
struct client_request {
    swage_str method, target, body;
    unsigned field_count;
    struct swage_field fields[HTTP_FIELDS_MAX];
};

/* Fills it in; what has to be made is in the test's arena. NULL, or what is wrong with it. */
const char *client_compose(struct swage_test *test, const struct swage_test_request *request,
                           struct client_request *out);

#endif
