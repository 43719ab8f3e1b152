/* SPDX-License-Identifier: MIT */
/*
 * The limits that the compiler has written into the tables of routes, against what reading the largest valid requests
 * takes in fact. What was found stands in the output:
 *
 *     PUT /items/{id}: a body of 1048576 of 1048576 bytes, an arena of ... of ... bytes
 */
#include "config.h"

#include "largest.h"
#include "shop_routes.h"
#include "user_routes.h"

#include "app/request.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { VAST = 1 << 30 };

/* ---- applications whose handlers only look at the arena ---- */

static size_t taken;

static int measure(swage_request *rq)
{
    taken = swage_arena_taken(&rq->arena);
    return swage_reply_empty(rq, 204);
}

#define MEASURED(name)                                                              \
    static int name(const struct shop_##name##_params *in, struct shop_##name##_reply *out) \
    {                                                                               \
        (void)out;                                                                  \
        return measure(in->rq);                                                     \
    }
MEASURED(get_item)
MEASURED(list_items)
MEASURED(put_item)
MEASURED(delete_item)
MEASURED(place_order)
MEASURED(count_orders)
MEASURED(order_file)
MEASURED(add)
MEASURED(toggle)

static const struct shop_handlers shop_handlers = {get_item,     list_items,   put_item,   delete_item, place_order,
                                                   count_orders, order_file,   add,        toggle};

static int create(const struct create_user_params *in, struct create_user_reply *out)
{
    (void)out;
    return measure(in->rq);
}

static int create_at_root(const struct create_user_at_root_params *in, struct create_user_at_root_reply *out)
{
    (void)out;
    return measure(in->rq);
}

static const struct user_handlers user_handlers = {create_at_root, create};

/* ---- requests ---- */

static void post(swage_env *env, struct swage_mail *mail)
{
    (void)env;
    (void)mail;
    ck_abort_msg("no handler answers later");
}

static void note(swage_env *env, int level, const char *line)
{
    (void)env;
    (void)level;
    fprintf(stderr, "%s\n", line);
}

static const struct swage_env_ops ops = {.post = post, .log = note};

static struct swage_collector answer;

/* The status of a request for `operation`, whose body is lent, so that all in the arena is what was made of it. */
static int ask(const struct swage_app *app, const struct swage_operation *operation, const char *target, swage_str body)
{
    size_t body_max, path_len = strcspn(target, "?");
    swage_env env = {.ops = &ops, .body_max = VAST, .arena_max = VAST};
    swage_collector_clear(&answer);
    taken = 0;
    swage_request *rq = swage_request_take(&env, app, &answer.sink);
    ck_assert_ptr_nonnull(rq);
    rq->head = (struct http_head){.method = operation->method,
                                  .target = swage_str_from(target),
                                  .path = swage_str_of(target, path_len),
                                  .length = (int64_t)body.len,
                                  .content_type = SWAGE_STR("application/json")};
    if (target[path_len])
        rq->head.query = swage_str_from(target + path_len + 1);
    if (swage_request_begin(rq, &body_max) == REQUEST_GO_ON) {
        if (body.len > 0)
            swage_request_lend(rq, body.ptr, body.len);
        ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
    }
    ck_assert_uint_eq(env.live_count, 0);
    return answer.status;
}

/* The same application without limits of memory, to measure what is needed. */
static struct swage_app without_limits(const struct swage_app *app, struct swage_operation *operations)
{
    struct swage_app copy = *app;
    memcpy(operations, app->operations, app->operation_count * sizeof *operations);
    for (unsigned i = 0; i < app->operation_count; i++)
        operations[i].max_arena = 0;
    copy.operations = operations;
    return copy;
}

/* ---- bodies ---- */

static const struct {
    const char *path, *target;
} targets[] = {
    {"/items/{id}", "/items/7"}, {"/orders", "/orders"}, {"/add/{amount}", "/add/1.5"}, {"/switch", "/switch"},
    {"/", "/"},                  {"/user", "/user"},
};

static const char *target_of(const struct swage_operation *operation)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i].path, operation->path) == 0)
            return targets[i].target;
    ck_abort_msg("%s: the test has no target for it", operation->path);
    return NULL;
}

/* The largest body of one style: valid, read within the limits, and what it took without them. */
static size_t check_style(const struct swage_app *app, unsigned number, enum largest_style style, char *text, size_t *len)
{
    const struct swage_operation *operation = &app->operations[number];
    struct swage_operation operations[32];
    struct swage_app free_app = without_limits(app, operations);
    *len = largest_document(operation->body, style, text, operation->max_body);
    int status = ask(&free_app, &operations[number], target_of(operation), swage_str_of(text, *len));
    ck_assert_msg(status == 204, "%s, style %d: %d %.300s", operation->name, style, status, answer.body.ptr);
    size_t needed = taken;
    status = ask(app, operation, target_of(operation), swage_str_of(text, *len));
    ck_assert_msg(status == 204, "%s, style %d: %d under its limits, which takes %zu", operation->name, style, status, needed);
    ck_assert_uint_le(needed, operation->max_arena);
    return needed;
}

static void check_operation(const struct swage_app *app, unsigned number)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    const struct swage_operation *operation = &app->operations[number];
    size_t most = 0, longest = 0, len;
    if (!operation->body)
        return;
    ck_assert_uint_gt(operation->max_body, 0);
    ck_assert_uint_gt(operation->max_arena, 0);
    char *text = malloc(operation->max_body);
    ck_assert_ptr_nonnull(text);
    for (int style = 0; style < LARGEST_STYLES; style++) {
        size_t needed = check_style(app, number, (enum largest_style)style, text, &len);
        most = needed > most ? needed : most;
        longest = len > longest ? len : longest;
    }
    free(text);
    printf("%s %s: a body of %zu of %zu bytes, an arena of %zu of %zu bytes\n", methods[operation->method], operation->path,
           longest, operation->max_body, most, operation->max_arena);
    fflush(stdout);
}

START_TEST(the_largest_bodies_are_read_within_the_limits_of_their_routes)
{
    struct swage_app shop = shop_app_with(&shop_handlers), user = user_app_with(&user_handlers);
    swage_collector_init(&answer);
    for (unsigned i = 0; i < shop.operation_count; i++)
        check_operation(&shop, i);
    for (unsigned i = 0; i < user.operation_count; i++)
        check_operation(&user, i);
    swage_collector_done(&answer);
}
END_TEST

/* ---- queries ---- */

static const struct swage_operation *find(const struct swage_app *app, const char *name)
{
    for (unsigned i = 0; i < app->operation_count; i++)
        if (strcmp(app->operations[i].name, name) == 0)
            return &app->operations[i];
    ck_abort_msg("there is no route '%s'", name);
    return NULL;
}

static const struct {
    const char *start, *piece;
    size_t count;
} queries[] = {
    {"/items/7?", "&", 8000},
    {"/items/7?", "=&", 4000},
    {"/items/7?", "+=+&", 2000},
    {"/items/7?limit=5", "&a=%41%42%43%44%45%46%47", 300},
    {"/items/7?limit=5", "&expand=%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80", 8},
};

/* What pairs take is allowed by the length of the query, whatever the route allows. */
START_TEST(queries_of_any_shape_are_read)
{
    struct swage_app shop = shop_app_with(&shop_handlers);
    const struct swage_operation *get_item = find(&shop, "get_item");
    size_t len = strlen(queries[_i].start), step = strlen(queries[_i].piece);
    char *target = malloc(len + step * queries[_i].count + 1);
    ck_assert_ptr_nonnull(target);
    memcpy(target, queries[_i].start, len + 1);
    for (size_t i = 0; i < queries[_i].count; i++)
        memcpy(target + len + i * step, queries[_i].piece, step + 1);
    swage_collector_init(&answer);
    ck_assert_int_eq(ask(&shop, get_item, target, (swage_str){NULL, 0}), 204);
    swage_collector_done(&answer);
    free(target);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("budget");
    TCase *tc = tcase_create("budget");
    tcase_add_test(tc, the_largest_bodies_are_read_within_the_limits_of_their_routes);
    tcase_add_loop_test(tc, queries_of_any_shape_are_read, 0, sizeof queries / sizeof *queries);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
