/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "sample.h"

#include <swage/stream.h>

#include <event2/event.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

enum { WAITING_MAX = 64 };

static atomic_uint calls;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static swage_request *waiting[WAITING_MAX];
static unsigned waiting_count;
static pthread_t threads[WAITING_MAX];
static unsigned thread_count;

unsigned sample_calls(void)
{
    return atomic_load(&calls);
}

unsigned sample_waiting(void)
{
    pthread_mutex_lock(&lock);
    unsigned count = waiting_count;
    pthread_mutex_unlock(&lock);
    return count;
}

bool sample_is_gone(void)
{
    pthread_mutex_lock(&lock);
    bool is_gone = waiting_count > 0 && swage_request_gone(waiting[0]);
    pthread_mutex_unlock(&lock);
    return is_gone;
}

unsigned sample_threads(void)
{
    pthread_mutex_lock(&lock);
    unsigned count = thread_count;
    pthread_mutex_unlock(&lock);
    return count;
}

static void note_thread(void)
{
    pthread_mutex_lock(&lock);
    unsigned i = 0;
    while (i < thread_count && !pthread_equal(threads[i], pthread_self()))
        i++;
    if (i == thread_count && i < WAITING_MAX)
        threads[thread_count++] = pthread_self();
    pthread_mutex_unlock(&lock);
}

void sample_reset(void)
{
    atomic_store(&calls, 0);
    waiting_count = 0;
}

static int serve_any(swage_request *rq, const void *handlers)
{
    (void)handlers;
    unsigned number = atomic_fetch_add(&calls, 1) + 1;
    note_thread();
    swage_buffer *out = swage_reply_open(rq, 200);
    return swage_reply_close(rq, out ? swage_buffer_printf(out, "{\"n\":%u}", number) : 0);
}

static int serve_echo(swage_request *rq, const void *handlers)
{
    (void)handlers;
    atomic_fetch_add(&calls, 1);
    swage_buffer *out = swage_reply_open(rq, 200);
    return swage_reply_close(rq, out ? swage_buffer_add_str(out, swage_request_body_text(rq)) : 0);
}

static int add_text(swage_buffer *out, uint64_t len)
{
    static const char some[] = "0123456789012345678901234567890123456789012345678901234567890123";
    int status = swage_buffer_add(out, "\"", 1);
    for (; len > 0 && status == 0; len -= len < 64 ? len : 64)
        status = swage_buffer_add(out, some, len < 64 ? (size_t)len : 64);
    return status ? status : swage_buffer_add(out, "\"", 1);
}

static int serve_big(swage_request *rq, const void *handlers)
{
    (void)handlers;
    unsigned at = 0;
    swage_str text;
    uint64_t len = 0;
    atomic_fetch_add(&calls, 1);
    if (!swage_query_param(rq, SWAGE_STR("bytes"), &at, &text) || !swage_text_uint64(text, 0, 1 << 30, &len))
        return swage_reply_problem(rq, 400, NULL);
    swage_buffer *out = swage_reply_open(rq, 200);
    return swage_reply_close(rq, out ? add_text(out, len) : 0);
}

static int serve_pid(swage_request *rq, const void *handlers)
{
    (void)handlers;
    swage_buffer *out = swage_reply_open(rq, 200);
    return swage_reply_close(rq, out ? swage_buffer_printf(out, "{\"pid\":%ld}", (long)getpid()) : 0);
}

static int serve_empty(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_reply_empty(rq, 204);
}

static int serve_late(swage_request *rq, const void *handlers)
{
    (void)handlers;
    pthread_mutex_lock(&lock);
    bool has_room = waiting_count < WAITING_MAX;
    if (has_room)
        waiting[waiting_count++] = rq;
    pthread_mutex_unlock(&lock);
    return has_room ? SWAGE_LATER : swage_reply_problem(rq, 503, NULL);
}

int sample_reply(void)
{
    pthread_mutex_lock(&lock);
    swage_request *rq = waiting[0];
    waiting_count--;
    memmove(waiting, waiting + 1, waiting_count * sizeof *waiting);
    pthread_mutex_unlock(&lock);
    unsigned number = atomic_fetch_add(&calls, 1) + 1;
    swage_str body = swage_request_body_text(rq);
    swage_buffer *out = swage_reply_open(rq, 200);
    int status = 0;
    if (out)
        status = body.len ? swage_buffer_add_str(out, body) : swage_buffer_printf(out, "{\"late\":%u}", number);
    return swage_reply_close(rq, status);
}

/* --- work elsewhere ----------------------------------------------------------------------------------------------- */

struct work {
    swage_request *rq;
    pthread_t loop;
};

static atomic_uint working;
static sem_t permits;
static pthread_once_t permits_once = PTHREAD_ONCE_INIT;

static void make_permits(void)
{
    sem_init(&permits, 0, 0);
}

void sample_let_work(unsigned count)
{
    pthread_once(&permits_once, make_permits);
    for (unsigned i = 0; i < count; i++)
        sem_post(&permits);
}

unsigned sample_working(void)
{
    return atomic_load(&working);
}

static void do_work(void *arg)
{
    const struct work *work = arg;
    pthread_once(&permits_once, make_permits);
    if (!pthread_equal(work->loop, pthread_self()))
        atomic_fetch_add(&working, 1);
    while (sem_wait(&permits))
        continue;
}

static int end_work(void *arg)
{
    const struct work *work = arg;
    if (!pthread_equal(work->loop, pthread_self()))
        return swage_reply_problem(work->rq, 500, NULL);
    return serve_any(work->rq, NULL);
}

static int serve_work(swage_request *rq, const void *handlers)
{
    (void)handlers;
    struct work *work = swage_arena_alloc(swage_request_arena(rq), sizeof *work);
    if (!work)
        return swage_reply_problem(rq, 503, NULL);
    *work = (struct work){rq, pthread_self()};
    return swage_offload(rq, do_work, end_work, work);
}

static void on_tick(evutil_socket_t fd, short what, void *rq)
{
    (void)fd, (void)what;
    serve_any(rq, NULL);
}

static int serve_tick(swage_request *rq, const void *handlers)
{
    (void)handlers;
    struct event_base *base = swage_request_loop(rq);
    struct timeval delay = {.tv_usec = 10000};
    if (!base || event_base_once(base, -1, EV_TIMEOUT, on_tick, rq, &delay))
        return swage_reply_problem(rq, 500, NULL);
    return SWAGE_LATER;
}

/* --- in pieces ---------------------------------------------------------------------------------------------------- */

struct source {
    swage_request *rq;
    uint64_t next, most;
};

static int encode_number(const void *item, swage_buffer *out)
{
    const uint64_t *number = item;
    return swage_buffer_printf(out, "{\"n\":%llu}", (unsigned long long)*number);
}

static int send_numbers(struct source *source)
{
    for (; source->next < source->most; source->next++) {
        int status = swage_stream_send(source->rq, NULL, encode_number, &source->next);
        if (status == SWAGE_FULL)
            return SWAGE_LATER;
        if (status != SWAGE_OK)
            break;
    }
    return swage_stream_end(source->rq);
}

static void send_more(void *source)
{
    send_numbers(source);
}

static void end_numbers(void *arg)
{
    const struct source *source = arg;
    swage_stream_end(source->rq);
}

static int serve_numbers(swage_request *rq, const void *handlers)
{
    (void)handlers;
    unsigned at = 0;
    swage_str text;
    struct source *source = swage_arena_alloc(swage_request_arena(rq), sizeof *source);
    if (!source)
        return swage_reply_problem(rq, 503, NULL);
    *source = (struct source){.rq = rq};
    if (!swage_query_param(rq, SWAGE_STR("count"), &at, &text) || !swage_text_uint64(text, 0, 1 << 30, &source->most))
        return swage_reply_problem(rq, 400, NULL);
    int status = swage_stream_open(rq, 200, SWAGE_STREAM_LINES | SWAGE_STREAM_EVENTS, NULL);
    if (status != SWAGE_OK)
        return status;
    swage_on_drain(rq, send_more, source);
    swage_on_gone(rq, end_numbers, source);
    return send_numbers(source);
}

static int return_piece(void *arg, const struct swage_piece *piece)
{
    swage_request *rq = arg;
    if (piece->status != SWAGE_OK || swage_stream_send_bytes(rq, piece->bytes) == SWAGE_GONE)
        return swage_abandon(rq);
    return piece->is_last ? swage_stream_end(rq) : swage_body_read(rq, return_piece, rq);
}

static int serve_pieces(swage_request *rq, const void *handlers)
{
    (void)handlers;
    int status = swage_stream_open(rq, 200, SWAGE_STREAM_BYTES, NULL);
    return status == SWAGE_OK ? swage_body_read(rq, return_piece, rq) : status;
}

static const struct swage_type any = {.kind = SWAGE_KIND_STRING, .name = "any"};

#define OPERATION(op_name, op_path, op_method, op_serve, op_body)                                                \
    {                                                                                                            \
        .name = op_name, .path = op_path, .method = SWAGE_METHOD_##op_method, .serve = op_serve, .body = op_body \
    }

static const struct swage_operation operations[] = {
    OPERATION("get", "/", GET, serve_any, NULL),
    OPERATION("post", "/", POST, serve_any, NULL),
    OPERATION("put", "/", PUT, serve_any, NULL),
    OPERATION("patch", "/", PATCH, serve_any, NULL),
    OPERATION("remove", "/", DELETE, serve_any, NULL),
    OPERATION("big", "/big", GET, serve_big, NULL),
    OPERATION("echo", "/echo", POST, serve_echo, &any),
    OPERATION("late", "/late", GET, serve_late, NULL),
    OPERATION("late_echo", "/late", POST, serve_late, &any),
    OPERATION("empty", "/empty", GET, serve_empty, NULL),
    OPERATION("work", "/work", GET, serve_work, NULL),
    OPERATION("tick", "/tick", GET, serve_tick, NULL),
    OPERATION("pid", "/pid", GET, serve_pid, NULL),
    OPERATION("get_rest", "/{rest+}", GET, serve_any, NULL),
    OPERATION("post_rest", "/{rest+}", POST, serve_any, NULL),
    OPERATION("put_rest", "/{rest+}", PUT, serve_any, NULL),
    OPERATION("patch_rest", "/{rest+}", PATCH, serve_any, NULL),
    OPERATION("remove_rest", "/{rest+}", DELETE, serve_any, NULL),
    OPERATION("numbers", "/numbers", GET, serve_numbers, NULL),
    {.name = "pieces",
     .path = "/pieces",
     .method = SWAGE_METHOD_POST,
     .serve = serve_pieces,
     .media = SWAGE_TAKES_PIECES},
};

static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 11},
    {.text = SWAGE_STR_INIT(""), .operations = 0, .operation_count = 5, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("big"), .operations = 5, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("pid"), .operations = 12, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("echo"), .operations = 6, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("late"), .operations = 7, .operation_count = 2, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("tick"), .operations = 11, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("work"), .operations = 10, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("empty"), .operations = 9, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("pieces"), .operations = 19, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("numbers"), .operations = 18, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("rest"), .operations = 13, .operation_count = 5, .kind = SWAGE_NODE_REST},
};

const struct swage_app sample_app = {.abi = SWAGE_ABI,
                                     .name = "sample",
                                     .nodes = nodes,
                                     .operations = operations,
                                     .node_count = sizeof nodes / sizeof *nodes,
                                     .operation_count = sizeof operations / sizeof *operations};
