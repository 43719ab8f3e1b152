/* SPDX-License-Identifier: MIT */
/*
 * A mixed load on a server that has the route of examples/user, for a while: clients that behave, and others that abort,
 * trickle, do not read, or send what is no HTTP. Answers are compared byte for byte.
 *
 *     soak PORT SECONDS [CLIENTS]
 *
 * Each client is a thread that takes one kind of behaviour after another, from a seed of its own. Prints how often each came,
 * and how often its answer was wrong; fails when one was.
 */
#include "config.h"

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

enum { CLIENTS_MAX = 256, PATIENCE_S = 20, ANSWER_MAX = 1 << 16, PIPELINED = 16 };

static const char request[] = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 52\r\n\r\n"
                              "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}\n";
static const char chunked[] = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "b\r\n{\"id\": 1, \"\r\n29;x=y\r\nname\": \"user\", \"email\": \"user@email.com\"}\r\n0\r\nT: r\r\n\r\n";
static const char answer[] = "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}";

struct client {
    uint64_t state; /* of its chance */
    int fd;
    size_t len;
    char bytes[ANSWER_MAX];
};

static uint16_t port;
static time_t end;

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

static bool open_it(struct client *client)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
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

/* Nothing but refusals comes, and then the end. */
static bool expect_refusal(struct client *client)
{
    ssize_t got;
    while ((got = recv(client->fd, client->bytes + client->len, ANSWER_MAX - 1 - client->len, 0)) > 0)
        client->len += (size_t)got;
    client->bytes[client->len] = '\0';
    return client->len == 0 || (strncmp(client->bytes, "HTTP/1.1 4", 10) == 0 && !strstr(client->bytes, answer)) ||
           strncmp(client->bytes, "HTTP/1.1 50", 11) == 0;
}

/* --- behaviours: false when the answer was wrong ------------------------------------------------------------------ */

static bool behave(struct client *client)
{
    for (unsigned i = chance(client, 50) + 1; i > 0; i--) {
        bool is_chunked = chance(client, 4) == 0;
        if (!put(client, is_chunked ? chunked : request, is_chunked ? sizeof chunked - 1 : sizeof request - 2) || !expect(client))
            return false;
    }
    return true;
}

static bool pipeline(struct client *client)
{
    char many[PIPELINED * sizeof request];
    size_t len = 0;
    for (int i = 0; i < PIPELINED; i++, len += sizeof request - 2)
        memcpy(many + len, request, sizeof request - 2);
    if (!put(client, many, len))
        return false;
    for (int i = 0; i < PIPELINED; i++)
        if (!expect(client))
            return false;
    return true;
}

static bool half_close(struct client *client)
{
    return put(client, request, sizeof request - 2) && shutdown(client->fd, SHUT_WR) == 0 && expect(client);
}

/* Slower than others, and still in time. */
static bool trickle(struct client *client)
{
    for (size_t at = 0; at < sizeof request - 2; at += 16) {
        size_t left = sizeof request - 2 - at;
        if (!put(client, request + at, left < 16 ? left : 16))
            return false;
        sleep_ms(20);
    }
    return expect(client);
}

/* Too slow: it is cut off. */
static bool stall(struct client *client)
{
    return put(client, request, 1 + chance(client, sizeof request - 3)) && expect_refusal(client);
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
    put(client, request, sizeof request - 2);
    if (chance(client, 2))
        reset(client);
    return true;
}

/* Sends and does not read, until nothing more is taken. */
static bool ignore_answers(struct client *client)
{
    struct timeval wait = {.tv_usec = 100000};
    setsockopt(client->fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    for (int i = 0; i < 5000 && put(client, request, sizeof request - 2); i++)
        continue;
    return true;
}

static bool send_nonsense(struct client *client)
{
    static const char *const texts[] = {"\x16\x03\x01\x02",
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

static const struct {
    const char *name;
    bool (*run)(struct client *client);
    unsigned share; /* of all, in parts of the sum */
} kinds[] = {{"behave", behave, 40},
             {"pipeline", pipeline, 15},
             {"half-close", half_close, 10},
             {"trickle", trickle, 5},
             {"stall", stall, 2},
             {"abandon", abandon, 10},
             {"leave before the answer", leave_before_the_answer, 10},
             {"ignore answers", ignore_answers, 1},
             {"nonsense", send_nonsense, 10}};

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
        if (!open_it(client)) {
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

int main(int argc, char **argv)
{
    static struct client clients[CLIENTS_MAX];
    pthread_t threads[CLIENTS_MAX];
    int count = argc > 3 ? atoi(argv[3]) : 32;
    unsigned long all = 0, bad = 0;
    if (argc < 3 || count < 1 || count > CLIENTS_MAX) {
        fprintf(stderr, "usage: soak PORT SECONDS [CLIENTS up to %d]\n", CLIENTS_MAX);
        return 2;
    }
    port = (uint16_t)atoi(argv[1]);
    end = time(NULL) + atoi(argv[2]);
    for (int i = 0; i < count; i++) {
        clients[i].state = (uint64_t)i;
        if (pthread_create(&threads[i], NULL, run, &clients[i]) != 0)
            return 2;
    }
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    for (unsigned i = 0; i < KINDS; i++) {
        printf("%-24s %10lu  %lu wrong\n", kinds[i].name, atomic_load(&done[i]), atomic_load(&wrong[i]));
        all += atomic_load(&done[i]);
        bad += atomic_load(&wrong[i]);
    }
    printf("%lu connections, %lu wrong, %lu not made\n", all, bad, atomic_load(&lost));
    return all > 0 && bad == 0 && atomic_load(&lost) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
