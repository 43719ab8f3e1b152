/* SPDX-License-Identifier: MIT */
/*
 * parts: what decoding and encoding the User of 52 bytes costs, and answering a whole request in process.
 *
 *     parts                    each for about a second on the processor: times a second, and nanoseconds a time
 *     parts PART COUNT         one part COUNT times and nothing else, for counting instructions
 *
 * PART is decode, encode, both (decode, then encode what was decoded) or dispatch. The texts differ from one time to the
 * next in a digit, so that no result can be kept; every result is checked for success and, once, for its bytes.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <swage/app.h>

#include "user.h"
#include "user_routes.h"

enum { TEXTS = 8, BATCH = 10000, BATCHES = 5, OUT_MAX = 4096, ARENA_MAX = 65536 };

struct bench {
    char texts[TEXTS][64]; /* the document, with ids 1 to 8 */
    size_t len;
    struct user user;
    swage_arena *arena;
    swage_buffer out;
};

static void die(const char *what)
{
    fprintf(stderr, "parts: %s\n", what);
    exit(EXIT_FAILURE);
}

static swage_str text_of(const struct bench *b, long time)
{
    return swage_str_of(b->texts[time % TEXTS], b->len);
}

static void decode(struct bench *b, long time)
{
    struct swage_error error;
    swage_arena_reset(b->arena);
    if (user_decode(text_of(b, time), b->arena, &b->user, &error) != SWAGE_OK)
        die("the user was refused");
}

static void encode(struct bench *b, long time)
{
    b->user.id = (int32_t)(time % TEXTS) + 1;
    b->out.len = 0;
    if (user_encode(&b->user, &b->out) != SWAGE_OK)
        die("the user could not be written");
}

static void decode_and_encode(struct bench *b, long time)
{
    decode(b, time);
    b->out.len = 0;
    if (user_encode(&b->user, &b->out) != SWAGE_OK)
        die("the user could not be written");
}

/* What the measured handler does: a new User from the received one. */
static int echo(const struct create_user_params *in, struct create_user_reply *out)
{
    struct user fresh = {.id = in->body.id, .name = in->body.name, .email = in->body.email};
    return create_user_200(out, &fresh);
}

/* A sink that keeps the body in the buffer of the bench and drops the rest. */
struct body_sink {
    swage_sink sink;
    swage_buffer *out;
    int status;
};

static swage_buffer *open_body(swage_sink *sink, const struct swage_answer *answer)
{
    struct body_sink *body = (struct body_sink *)sink;
    body->status = answer->status;
    body->out->len = 0;
    return body->out;
}

static int close_body(swage_sink *sink, bool keep)
{
    struct body_sink *body = (struct body_sink *)sink;
    return keep ? SWAGE_OK : (body->status = 0);
}

static void dispatch(struct bench *b, long time)
{
    static const struct swage_sink_ops ops = {.open = open_body, .close = close_body};
    static const struct user_handlers handlers = {.create_user = echo};
    static const struct swage_field fields[] = {
        {SWAGE_STR_INIT("Host"), SWAGE_STR_INIT("localhost")},
        {SWAGE_STR_INIT("Content-Type"), SWAGE_STR_INIT("application/json")},
        {SWAGE_STR_INIT("Content-Length"), SWAGE_STR_INIT("52")},
    };
    struct swage_app app = user_app_with(&handlers);
    struct body_sink body = {.sink = {&ops}, .out = &b->out};
    int status = swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/user"), fields, sizeof fields / sizeof *fields,
                                text_of(b, time), &body.sink);
    if (status != SWAGE_OK || body.status != 200)
        die("the request was refused");
}

static const struct part {
    const char *name;
    void (*run)(struct bench *b, long time);
} parts[] = {{"decode", decode}, {"encode", encode}, {"both", decode_and_encode}, {"dispatch", dispatch}};

enum { PARTS = sizeof parts / sizeof *parts };

static void init(struct bench *b)
{
    for (int i = 0; i < TEXTS; i++)
        snprintf(b->texts[i], sizeof b->texts[i], "{\"id\": %d, \"name\": \"user\", \"email\": \"user@email.com\"}", i + 1);
    b->len = strlen(b->texts[0]);
    b->arena = swage_arena_new(ARENA_MAX);
    if (!b->arena)
        die("no memory");
    swage_buffer_init(&b->out, OUT_MAX);
    decode(b, 0);
}

static void done(struct bench *b)
{
    swage_buffer_done(&b->out);
    swage_arena_free(b->arena);
}

/* Each part must leave the document without its spaces, encode and the two with it. */
static void check(struct bench *b)
{
    static const char wanted[] = "{\"id\":3,\"name\":\"user\",\"email\":\"user@email.com\"}";
    for (int i = 0; i < PARTS; i++) {
        parts[i].run(b, 2);
        if (i > 0 && (b->out.len != sizeof wanted - 1 || memcmp(b->out.ptr, wanted, b->out.len) != 0))
            die("not the text that was wanted");
    }
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The best of five batches of a fifth of a second each: what disturbs a run only ever slows it down. */
static void time_part(struct bench *b, const struct part *part)
{
    double best = 1e9;
    for (int batch = 0; batch < BATCHES; batch++) {
        double began = cpu_seconds(), took = 0;
        long times = 0;
        while (took < 0.2) {
            for (long i = 0; i < BATCH; i++)
                part->run(b, i);
            times += BATCH;
            took = cpu_seconds() - began;
        }
        if (took / (double)times < best)
            best = took / (double)times;
    }
    printf("%-9s %12.0f a second %9.1f ns\n", part->name, 1 / best, best * 1e9);
}

static const struct part *find_part(const char *name)
{
    for (int i = 0; i < PARTS; i++)
        if (strcmp(parts[i].name, name) == 0)
            return &parts[i];
    return NULL;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    const struct part *only = argc == 3 ? find_part(argv[1]) : NULL;
    long count = only ? atol(argv[2]) : 0;
    if (argc != 1 && !only) {
        fputs("usage: parts [decode|encode|both|dispatch COUNT]\n", stderr);
        return EXIT_FAILURE;
    }
    init(&bench);
    check(&bench);
    for (int i = 0; !only && i < PARTS; i++)
        time_part(&bench, &parts[i]);
    for (long time = 0; time < count; time++)
        only->run(&bench, time);
    done(&bench);
    return EXIT_SUCCESS;
}
