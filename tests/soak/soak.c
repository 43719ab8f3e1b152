/* SPDX-License-Identifier: MIT */
/*
 * A mixed load for a while on a server that has the route of examples/user and on one of tests/server/sample.h: clients that
 * behave, and others that abort, trickle, do not read, or send what is no HTTP. Answers are compared byte for byte.
 *
 *     soak PORT SAMPLE-PORT SECONDS [CLIENTS]
 *
 * Each client is a thread that takes one kind of behaviour after another, from a seed of its own. Prints how often each came,
 * how often its answer was wrong, and the answers by their status; fails when one was wrong.
 */
#include "config.h"

#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 256, PATIENCE_S = 20, ANSWER_MAX = 1 << 16, PIPELINED = 16, NUMBERS = 2000 };

static const char request[] =
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 52\r\n\r\n"
    "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";
static const char chunked[] =
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    "b\r\n{\"id\": 1, \"\r\n29;x=y\r\nname\": \"user\", \"email\": \"user@email.com\"}\r\n0\r\nT: r\r\n\r\n";
static const char answer[] = "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}";

struct client {
    uint64_t state; /* of its chance */
    int fd;
    size_t len;
    char bytes[ANSWER_MAX];
};

static uint16_t port, sample_port;
static time_t end;
static atomic_ulong statuses[600];

static unsigned chance(struct client *client, unsigned below)
{
    client->state = client->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(client->state >> 33) % below;
}

static void sleep_ms(long ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

static bool open_it(struct client *client, uint16_t to)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(to)};
    struct timeval wait = {.tv_sec = PATIENCE_S};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client->len = 0;
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(client->fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(client->fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    return connect(client->fd, (struct sockaddr *)&address, sizeof address) == 0;
}

/* By a reset instead of the usual end. */
static void reset(struct client *client)
{
    struct linger linger = {.l_onoff = 1};
    setsockopt(client->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static bool put(struct client *client, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        ssize_t sent = send(client->fd, text + at, len - at, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += (size_t)sent;
    }
    return true;
}

static void count_status(const struct client *client)
{
    if (client->len >= 12 && memcmp(client->bytes, "HTTP/1.1 ", 9) == 0) {
        int status = atoi(client->bytes + 9);
        atomic_fetch_add(&statuses[status > 0 && status < 600 ? status : 0], 1);
    }
}

/* The next answer is the one that is wanted; what comes behind it is kept. */
static bool expect(struct client *client)
{
    for (;;) {
        client->bytes[client->len] = '\0';
        char *body = strstr(client->bytes, "\r\n\r\n");
        if (body && strlen(body + 4) >= sizeof answer - 1) {
            size_t size = (size_t)(body - client->bytes) + 4 + sizeof answer - 1;
            bool is_right = strncmp(client->bytes, "HTTP/1.1 200 OK\r\n", 17) == 0 &&
                            memcmp(body + 4, answer, sizeof answer - 1) == 0;
            count_status(client);
            memmove(client->bytes, client->bytes + size, client->len - size);
            client->len -= size;
            return is_right;
        }
        ssize_t got = recv(client->fd, client->bytes + client->len, ANSWER_MAX - 1 - client->len, 0);
        if (got <= 0)
            return false;
        client->len += (size_t)got;
    }
}

/* Nothing but refusals comes, and then the end, before patience has. */
static bool expect_refusal(struct client *client)
{
    ssize_t got;
    errno = 0;
    while ((got = recv(client->fd, client->bytes + client->len, ANSWER_MAX - 1 - client->len, 0)) > 0)
        client->len += (size_t)got;
    client->bytes[client->len] = '\0';
    count_status(client);
    if (got < 0 && errno != ECONNRESET)
        return false;
    return client->len == 0 || (strncmp(client->bytes, "HTTP/1.1 4", 10) == 0 && !strstr(client->bytes, answer)) ||
           strncmp(client->bytes, "HTTP/1.1 50", 11) == 0;
}

/* --- behaviours: false when the answer was wrong ------------------------------------------------------------------ */

static bool behave(struct client *client)
{
    for (unsigned i = chance(client, 50) + 1; i > 0; i--) {
        bool is_chunked = chance(client, 4) == 0;
        if (!put(client, is_chunked ? chunked : request, is_chunked ? sizeof chunked - 1 : sizeof request - 1) ||
            !expect(client))
            return false;
    }
    return true;
}

static bool pipeline(struct client *client)
{
    char many[PIPELINED * sizeof request];
    size_t len = 0;
    for (int i = 0; i < PIPELINED; i++, len += sizeof request - 1)
        memcpy(many + len, request, sizeof request - 1);
    if (!put(client, many, len))
        return false;
    for (int i = 0; i < PIPELINED; i++)
        if (!expect(client))
            return false;
    return true;
}

static bool half_close(struct client *client)
{
    return put(client, request, sizeof request - 1) && shutdown(client->fd, SHUT_WR) == 0 && expect(client);
}

/* Slower than others, and still in time. */
static bool trickle(struct client *client)
{
    for (size_t at = 0; at < sizeof request - 1; at += 16) {
        size_t left = sizeof request - 1 - at;
        if (!put(client, request + at, left < 16 ? left : 16))
            return false;
        sleep_ms(20);
    }
    return expect(client);
}

/* Too slow: it is cut off. */
static bool stall(struct client *client)
{
    return put(client, request, 1 + chance(client, sizeof request - 2)) && expect_refusal(client);
}

static bool abandon(struct client *client)
{
    put(client, request, chance(client, sizeof request - 1));
    if (chance(client, 2))
        reset(client);
    return true;
}

static bool leave_before_the_answer(struct client *client)
{
    put(client, request, sizeof request - 1);
    if (chance(client, 2))
        reset(client);
    return true;
}

/* Sends and does not read, until nothing more is taken. */
static bool ignore_answers(struct client *client)
{
    struct timeval wait = {.tv_usec = 100000};
    setsockopt(client->fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    for (int i = 0; i < 5000 && put(client, request, sizeof request - 1); i++)
        continue;
    return true;
}

static bool send_nonsense(struct client *client)
{
    static const char *const texts[] = {
        "\x16\x03\x01\x02",
        "GET / HTTP/1.1\nHost: a\n\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
        "\r\n\r\n\r\n"};
    const char *text = texts[chance(client, sizeof texts / sizeof *texts)];
    put(client, text, strlen(text));
    return expect_refusal(client);
}

/* --- behaviours towards the sample --------------------------------------------------------------------------------- */

static bool put_text(struct client *client, const char *text)
{
    return put(client, text, strlen(text));
}

/* Reads up to `end`, which is the end of what comes; the body then, or NULL. */
static char *read_to(struct client *client, const char *last)
{
    size_t last_len = strlen(last);
    while (client->len < last_len || memcmp(client->bytes + client->len - last_len, last, last_len) != 0) {
        ssize_t got = recv(client->fd, client->bytes + client->len, ANSWER_MAX - 1 - client->len, 0);
        if (got <= 0)
            return NULL;
        client->len += (size_t)got;
    }
    client->bytes[client->len] = '\0';
    count_status(client);
    char *body = strstr(client->bytes, "\r\n\r\n");
    return body && strncmp(client->bytes, "HTTP/1.1 200 OK\r\n", 17) == 0 ? body + 4 : NULL;
}

/* A whole answer in chunks, put together. */
static const char *expect_chunks(struct client *client)
{
    char *from = read_to(client, "\r\n0\r\n\r\n"), *to = from, *data;
    const char *body = from;
    if (!from)
        return "";
    for (size_t size; (size = strtoul(from, &data, 16)) > 0; from = data + 2 + size + 2, to += size) {
        if (size > (size_t)(client->bytes + client->len - data))
            return "";
        memmove(to, data + 2, size);
    }
    *to = '\0';
    client->len = 0;
    return body;
}

static bool expect_numbers(struct client *client, const char *before, const char *after)
{
    const char *at = expect_chunks(client);
    for (int i = 0; i < NUMBERS; i++) {
        char item[64];
        int len = snprintf(item, sizeof item, "%s{\"n\":%d}%s", before, i, after);
        if (strncmp(at, item, (size_t)len) != 0)
            return false;
        at += len;
    }
    return *at == '\0';
}

static bool read_lines(struct client *client)
{
    return put_text(client, "GET /numbers?count=2000 HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\n\r\n") &&
           expect_numbers(client, "", "\n");
}

static bool read_events(struct client *client)
{
    return put_text(client, "GET /numbers?count=2000 HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n") &&
           expect_numbers(client, "data: ", "\n\n");
}

/* Reads something of a stream that would go on for long; or nothing, and is cut off at the write deadline. */
static bool leave_a_stream(struct client *client)
{
    put_text(client, "GET /numbers?count=1000000000 HTTP/1.1\r\nHost: a\r\n\r\n");
    if (chance(client, 20) == 0) {
        sleep_ms(2500);
        return true;
    }
    for (unsigned i = chance(client, 20); i > 0; i--)
        if (recv(client->fd, client->bytes, ANSWER_MAX, 0) <= 0)
            return false;
    if (chance(client, 2))
        reset(client);
    return true;
}

static bool send_pieces(struct client *client)
{
    for (unsigned i = chance(client, 10) + 1; i > 0; i--) {
        if (!put_text(client, "POST /pieces HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello "))
            return false;
        if (chance(client, 4) == 0)
            sleep_ms(5);
        if (!put_text(client, "world") || strcmp(expect_chunks(client), "hello world") != 0)
            return false;
    }
    return true;
}

static bool abort_pieces(struct client *client)
{
    put_text(client, "POST /pieces HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello ");
    if (chance(client, 2))
        reset(client);
    return true;
}

static bool offload(struct client *client)
{
    for (unsigned i = chance(client, 10) + 1; i > 0; i--) {
        client->len = 0;
        if (!put_text(client, "GET /work HTTP/1.1\r\nHost: a\r\n\r\n"))
            return false;
        const char *body = read_to(client, "}");
        if (!body || strncmp(body, "{\"n\":", 5) != 0)
            return false;
    }
    return true;
}

static bool leave_offloaded(struct client *client)
{
    put_text(client, "GET /work HTTP/1.1\r\nHost: a\r\n\r\n");
    if (chance(client, 2))
        reset(client);
    return true;
}

/* --- the mix ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    bool (*run)(struct client *client);
    unsigned share; /* of all, in parts of the sum */
    bool is_sample; /* towards the sample */
} kinds[] = {{"behave", behave, 40, false},
             {"pipeline", pipeline, 15, false},
             {"half-close", half_close, 10, false},
             {"trickle", trickle, 5, false},
             {"stall", stall, 2, false},
             {"abandon", abandon, 10, false},
             {"leave before the answer", leave_before_the_answer, 10, false},
             {"ignore answers", ignore_answers, 1, false},
             {"nonsense", send_nonsense, 10, false},
             {"lines", read_lines, 5, true},
             {"events", read_events, 5, true},
             {"leave a stream", leave_a_stream, 4, true},
             {"pieces", send_pieces, 10, true},
             {"abort pieces", abort_pieces, 4, true},
             {"offload", offload, 10, true},
             {"leave offloaded", leave_offloaded, 4, true}};

enum { KINDS = sizeof kinds / sizeof *kinds };

static atomic_ulong done[KINDS], wrong[KINDS], lost;

static unsigned pick(struct client *client)
{
    unsigned sum = 0, kind = 0;
    for (unsigned i = 0; i < KINDS; i++)
        sum += kinds[i].share;
    for (unsigned at = chance(client, sum); at >= kinds[kind].share; kind++)
        at -= kinds[kind].share;
    return kind;
}

static void *run(void *arg)
{
    struct client *client = arg;
    while (time(NULL) < end) {
        unsigned kind = pick(client);
        if (!open_it(client, kinds[kind].is_sample ? sample_port : port)) {
            atomic_fetch_add(&lost, 1);
            sleep_ms(10);
        } else {
            atomic_fetch_add(&done[kind], 1);
            if (!kinds[kind].run(client))
                atomic_fetch_add(&wrong[kind], 1);
        }
        close(client->fd);
    }
    return NULL;
}

/* Whether all is well. */
static bool report(void)
{
    unsigned long all = 0, bad = 0;
    for (unsigned i = 0; i < KINDS; i++) {
        printf("%-24s %10lu  %lu wrong\n", kinds[i].name, atomic_load(&done[i]), atomic_load(&wrong[i]));
        all += atomic_load(&done[i]);
        bad += atomic_load(&wrong[i]);
    }
    for (int i = 0; i < 600; i++)
        if (atomic_load(&statuses[i]) > 0)
            printf("answers %d             %10lu\n", i, atomic_load(&statuses[i]));
    printf("%lu connections, %lu wrong, %lu not made\n", all, bad, atomic_load(&lost));
    return all > 0 && bad == 0 && atomic_load(&lost) == 0;
}

int main(int argc, char **argv)
{
    static struct client clients[CLIENTS_MAX];
    pthread_t threads[CLIENTS_MAX];
    int count = argc > 4 ? atoi(argv[4]) : 32;
    if (argc < 4 || count < 1 || count > CLIENTS_MAX) {
        fprintf(stderr, "usage: soak PORT SAMPLE-PORT SECONDS [CLIENTS up to %d]\n", CLIENTS_MAX);
        return 2;
    }
    port = (uint16_t)atoi(argv[1]);
    sample_port = (uint16_t)atoi(argv[2]);
    end = time(NULL) + atoi(argv[3]);
    for (int i = 0; i < count; i++) {
        clients[i].state = (uint64_t)i;
        if (pthread_create(&threads[i], NULL, run, &clients[i]) != 0)
            return 2;
    }
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    return report() ? EXIT_SUCCESS : EXIT_FAILURE;
}
