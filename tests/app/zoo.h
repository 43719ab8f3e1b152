/* SPDX-License-Identifier: MIT */
/*
 * A small application as the compiler would write it, and surroundings to drive its requests step by step:
 *
 *     POST   /user              create_user(body: User)                              -> 200 User
 *     GET    /users/{id}        get_user(id: int32(1..), query limit: int32(1..100) = 20, query tag: string(1..4)[..2],
 *                                        query sort?: Order, header request_id?: string(1..8))  -> 200 User, 404
 *     PUT    /users/{id}        put_user(id: int32(1..), body?: User)                -> 204
 *     POST   /age               set_age(body: uint8)                                 -> 200 uint8
 *     POST   /small             small(body: User) @max_body(64)                      -> 204
 *     GET    /files/{path+}     get_file(path: string)                               -> 204
 *     OPTIONS /files/{path+}    ask_file(path: string)                               -> 204
 *     GET    /filter            filter(query at: float64(0..), query on: bool, query pair: int32(1..)[2..2])  -> 204
 */
#ifndef TESTS_APP_ZOO_H
#define TESTS_APP_ZOO_H

#include <swage/app.h>

#include "app/request.h"

#include <check.h>
#include <pthread.h>

/* --- the application ---------------------------------------------------------------------------------------------- */

struct user {
    int32_t id;
    swage_str name;
    swage_str email;
};

enum order { ORDER_UNSET, ORDER_UP, ORDER_DOWN };

struct zoo_params { /* of all routes, to keep this short */
    swage_request *rq;
    int32_t id;
    int32_t limit;
    swage_str_array tag;
    enum order sort;
    swage_str request_id;
    swage_str path;
    double at;
    bool on;
    uint8_t age;
    struct user body;
    bool has_body;
};

struct zoo_reply {
    swage_request *rq;
};

typedef int zoo_handler(const struct zoo_params *in, struct zoo_reply *out);

struct zoo_handlers {
    zoo_handler *create_user, *get_user, *put_user, *set_age, *small, *get_file, *ask_file, *filter;
};

/* Every handler is one that answers as the route says; create_user echoes. */
extern const struct zoo_handlers zoo_usual;

struct swage_app zoo_app_with(const struct zoo_handlers *handlers);

int zoo_reply_user(struct zoo_reply *out, int status, const struct user *user);
int zoo_reply_age(struct zoo_reply *out, uint8_t age);
int zoo_reply_nothing(struct zoo_reply *out);

/* --- surroundings ------------------------------------------------------------------------------------------------- */

/* An env whose mail waits until the test runs it, as a loop would, and one sink. */
struct desk {
    swage_env env; /* first */
    struct swage_app app;
    struct swage_collector out;
    pthread_mutex_t lock;
    pthread_cond_t posted;
    struct swage_mail *mail, **mail_end; /* in the order in which it was posted */
    struct swage_mail *work;             /* offloaded, newest first */
    unsigned work_left;                  /* how much of that there is still room for */
    char log[512]; /* the last line */
    unsigned log_count;
};

void desk_open(struct desk *desk, const struct zoo_handlers *handlers);

/* Checks that no request is live. */
void desk_close(struct desk *desk);

/* Runs all mail; how much there was. */
unsigned desk_run_mail(struct desk *desk);

/* Runs what was offloaded, on the thread that calls this; how much there was. */
unsigned desk_run_work(struct desk *desk);

/* Waits for mail, which must come within ten seconds, and runs it. */
void desk_await_mail(struct desk *desk);

/* A request with its head filled in. `length` as in struct http_head; `content_type` NULL for none. */
swage_request *desk_take(struct desk *desk, const char *method, const char *target, const char *content_type,
                         int64_t length);

/* A whole request with `body` (NULL for none), whose body comes at once, or in pieces of `piece` bytes. */
enum request_step desk_ask(struct desk *desk, const char *method, const char *target, const char *body, size_t piece);

/* The answer's body as a C string, until the next call. */
const char *desk_body(const struct desk *desk);

/* The answer to a whole request with a body (or NULL), in process: "200 {...}". Until the next call. */
const char *zoo_ask(const struct zoo_handlers *handlers, const char *method, const char *target, const char *body);

/* Fails with what was found unless `text` contains `part`. */
void zoo_contains(const char *text, const char *part);

#endif
