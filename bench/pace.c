/* SPDX-License-Identifier: MIT */
/*
 * pace: echoes at a given rate, whatever the server does, and how long each took from the moment it was due.
 *
 *     pace PORT RATE SECONDS CONNECTIONS DEPTH
 *
 * Request i is due i / RATE seconds after the start. It goes out on a connection that has fewer than DEPTH requests in
 * progress; while there is none it waits, and its wait counts: a server that stalls is charged for every request that
 * was due meanwhile, not for the few that were in progress ("coordinated omission"). What could not be sent half a second
 * after it was due is given up, as is what has no answer a second after; both count as lost, and as slower than all others.
 * RATE 0 is a closed loop: as many as the connections carry, each due when it is sent.
 *
 * It never sleeps while it makes an open loop: it needs a core that the server has not. One line of JSON says what came of
 * it: requests due, answered (within a second), lost; answers that came before the end of the SECONDS, a second; the time it
 * took until the last one; and percentiles in microseconds, null where that request was lost. Anything but a whole answer of status 200 ends the program with a failure.
 */
#include "config.h"

#include "wire.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

enum { CONNECTIONS_MAX = 16384, DEPTH_MAX = 64, EVENTS = 256, BUFFER = 16384, LATENCIES_MAX = 1 << 26 };

static const uint64_t second_ns = 1000000000, give_up_ns = second_ns / 2, late_ns = second_ns;

struct connection {
    int fd;
    bool is_ready;      /* it stands in the ring of those that can take a request */
    unsigned sent, got; /* requests and answers, counted modulo 2^32; their difference is in progress */
    size_t len;         /* of an answer that is not whole yet */
    uint64_t due[DEPTH_MAX];
    char bytes[BUFFER];
};

struct pace {
    struct connection *connections;
    size_t count, depth;
    int epoll;

    struct connection *ready[CONNECTIONS_MAX]; /* a ring: who has waited longest is next */
    size_t ready_at, ready_count;

    double interval_ns; /* between two requests, 0 in a closed loop */
    uint64_t start_ns, end_ns; /* of the time in which requests are due */
    uint64_t next; /* the first request that was neither sent nor given up */

    size_t in_progress;
    uint64_t lost;
    size_t answered;
    size_t answered_before_end;
};

static uint32_t latencies_ns[LATENCIES_MAX]; /* of the answered */
static char requests[DEPTH_MAX * 256];
static char known[1024]; /* the first answer: all that are the same as it need no second look */
static size_t known_len;

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * second_ns + (uint64_t)now.tv_nsec;
}

static void make_ready(struct pace *p, struct connection *c)
{
    if (c->is_ready)
        return;
    c->is_ready = true;
    p->ready[(p->ready_at + p->ready_count++) % CONNECTIONS_MAX] = c;
}

static struct connection *take_ready(struct pace *p)
{
    struct connection *c = p->ready[p->ready_at];
    p->ready_at = (p->ready_at + 1) % CONNECTIONS_MAX;
    p->ready_count--;
    c->is_ready = false;
    return c;
}

static uint64_t due_ns(const struct pace *p, uint64_t i)
{
    return p->start_ns + (uint64_t)((double)i * p->interval_ns);
}

/* How many requests are due and not sent, after those that have waited too long are given up. */
static uint64_t count_due(struct pace *p, uint64_t now)
{
    if (p->interval_ns == 0)
        return now < p->end_ns ? UINT64_MAX : 0;
    uint64_t until = now < p->end_ns ? now : p->end_ns;
    uint64_t due = (uint64_t)((double)(until - p->start_ns) / p->interval_ns);
    uint64_t too_late = now - p->start_ns < give_up_ns
                            ? 0
                            : (uint64_t)((double)(now - give_up_ns - p->start_ns) / p->interval_ns);
    too_late = too_late < due ? too_late : due;
    if (p->next < too_late) {
        p->lost += too_late - p->next;
        p->next = too_late;
    }
    return due - p->next;
}

static void send_on(struct pace *p, struct connection *c, size_t count, uint64_t now)
{
    for (size_t i = 0; i < count; i++)
        c->due[(c->sent + i) % DEPTH_MAX] = p->interval_ns == 0 ? now : due_ns(p, p->next + i);
    c->sent += (unsigned)count;
    p->next += count;
    p->in_progress += count;
    size_t len = count * wire_request_len;
    if (send(c->fd, requests, len, MSG_NOSIGNAL) != (ssize_t)len)
        wire_die("send");
}

static void send_due(struct pace *p)
{
    uint64_t now = now_ns();
    uint64_t due = count_due(p, now);
    while (due > 0 && p->ready_count > 0) {
        struct connection *c = take_ready(p);
        size_t room = p->depth - (c->sent - c->got);
        size_t count = due < room ? (size_t)due : room;
        send_on(p, c, count, now);
        due -= count;
        if (count < room)
            make_ready(p, c);
    }
}

static void take_latency(struct pace *p, uint64_t due, uint64_t now)
{
    p->in_progress--;
    if (now - due >= late_ns) {
        p->lost++;
        return;
    }
    if (p->answered == LATENCIES_MAX) {
        fputs("pace: too many requests for one run\n", stderr);
        exit(EXIT_FAILURE);
    }
    latencies_ns[p->answered++] = (uint32_t)(now - due);
    if (now < p->end_ns)
        p->answered_before_end++;
}

static size_t answer_len(const char *bytes, size_t len)
{
    if (known_len > 0 && len >= known_len && memcmp(bytes, known, known_len) == 0)
        return known_len;
    size_t answer = wire_answer_len(bytes, len);
    if (answer == 0)
        return 0;
    if (strncmp(bytes, "HTTP/1.1 200", 12) != 0) {
        fprintf(stderr, "pace: not the answer that was wanted:\n%.*s\n", (int)answer, bytes);
        exit(EXIT_FAILURE);
    }
    if (answer <= sizeof known) { /* again when its date has changed */
        memcpy(known, bytes, answer);
        known_len = answer;
    }
    return answer;
}

static void receive(struct pace *p, struct connection *c)
{
    ssize_t got = recv(c->fd, c->bytes + c->len, BUFFER - c->len, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0)
        wire_die("recv");
    uint64_t now = now_ns();
    size_t len = c->len + (size_t)got, at = 0;
    for (size_t answer; (answer = answer_len(c->bytes + at, len - at)) > 0; at += answer)
        take_latency(p, c->due[c->got++ % DEPTH_MAX], now);
    c->len = len - at;
    memmove(c->bytes, c->bytes + at, c->len);
    if (c->sent - c->got < p->depth)
        make_ready(p, c);
}

/* Returns the seconds until the last answer was there. */
static double run(struct pace *p, double seconds)
{
    p->start_ns = now_ns();
    p->end_ns = p->start_ns + (uint64_t)(seconds * 1e9);
    uint64_t wait_until = p->end_ns + late_ns;
    for (uint64_t now = p->start_ns; now < p->end_ns || (p->in_progress > 0 && now < wait_until); now = now_ns()) {
        send_due(p);
        struct epoll_event events[EVENTS];
        int count = epoll_wait(p->epoll, events, EVENTS, p->interval_ns == 0 ? 10 : 0);
        for (int i = 0; i < count; i++)
            receive(p, events[i].data.ptr);
    }
    return (double)(now_ns() - p->start_ns) / 1e9;
}

static void open_connections(struct pace *p, int port)
{
    wire_raise_files();
    p->epoll = epoll_create1(0);
    p->connections = calloc(p->count, sizeof *p->connections);
    if (p->epoll < 0 || !p->connections)
        wire_die("start");
    for (size_t i = 0; i < p->count; i++) {
        struct connection *c = &p->connections[i];
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        c->fd = wire_connect(port);
        if (epoll_ctl(p->epoll, EPOLL_CTL_ADD, c->fd, &event) < 0)
            wire_die("epoll_ctl");
        make_ready(p, c);
    }
}

static int compare(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* "name":microseconds of the request that this share of all was not slower than. */
static void print_percentile(const char *name, double share, size_t answered, uint64_t all)
{
    size_t at = all ? (size_t)(share * (double)(all - 1)) : 0;
    if (at < answered)
        printf(",\"%s_us\":%.1f", name, latencies_ns[at] / 1e3);
    else
        printf(",\"%s_us\":null", name);
}

static void report(struct pace *p, double seconds, double took)
{
    p->lost += p->in_progress;
    uint64_t all = p->answered + p->lost;
    qsort(latencies_ns, p->answered, sizeof *latencies_ns, compare);
    printf("{\"due\":%llu,\"answered\":%zu,\"lost\":%llu", (unsigned long long)all, p->answered, (unsigned long long)p->lost);
    printf(",\"rate\":%.1f,\"took\":%.6f", (double)p->answered_before_end / seconds, took);
    print_percentile("p50", 0.5, p->answered, all);
    print_percentile("p99", 0.99, p->answered, all);
    print_percentile("p999", 0.999, p->answered, all);
    print_percentile("max", 1, p->answered, all);
    puts("}");
}

static bool in_range(size_t value, size_t max)
{
    return value >= 1 && value <= max;
}

int main(int argc, char **argv)
{
    static struct pace pace;
    double rate = argc == 6 ? strtod(argv[2], NULL) : 0, seconds = argc == 6 ? strtod(argv[3], NULL) : 0;
    if (argc == 6) {
        pace.count = strtoul(argv[4], NULL, 10);
        pace.depth = strtoul(argv[5], NULL, 10);
    }
    if (rate < 0 || seconds <= 0 || !in_range(pace.count, CONNECTIONS_MAX) || !in_range(pace.depth, DEPTH_MAX)) {
        fputs("usage: pace PORT RATE SECONDS CONNECTIONS DEPTH\n", stderr);
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < pace.depth; i++)
        memcpy(requests + i * wire_request_len, wire_request, wire_request_len);
    pace.interval_ns = rate > 0 ? 1e9 / rate : 0;
    open_connections(&pace, atoi(argv[1]));
    double took = run(&pace, seconds);
    report(&pace, seconds, took);
    return EXIT_SUCCESS;
}
