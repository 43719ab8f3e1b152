/* SPDX-License-Identifier: MIT */
/*
 * floor: the least that a server of this shape can do, to measure the others by.
 *
 * Level-triggered epoll in one thread; for each ready connection one recv, the ends of the requests in it by their
 * head's end and Content-Length, and one send of as many copies of a constant answer. Nothing is parsed beyond that,
 * nothing is checked, no timer runs. The answer comes from a file, so that it has the size of the measured server's.
 *
 *     floor PORT ANSWER-FILE        listens on 127.0.0.1, until a signal ends it
 */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 64, DESCRIPTORS = 4096, BUFFER = 16384, ANSWER_MAX = 1024, ANSWERS_MAX = 128 };

/* What a connection has sent of a request that is not whole yet. */
struct connection {
    size_t len;
    char bytes[BUFFER];
};

static struct connection *connections[DESCRIPTORS];
static char answers[ANSWER_MAX * ANSWERS_MAX]; /* the answer ANSWERS_MAX times over, so one send can hold many */
static size_t answer_len;

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static void load_answer(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        die(path);
    answer_len = fread(answers, 1, ANSWER_MAX, file);
    if (answer_len == 0 || ferror(file))
        die(path);
    fclose(file);
    for (size_t i = 1; i < ANSWERS_MAX; i++)
        memcpy(answers + i * answer_len, answers, answer_len);
}

static int listen_on(int port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
        die("socket");
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, SOMAXCONN) < 0)
        die("listen");
    return fd;
}

static void watch(int epoll, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
        die("epoll_ctl");
}

static void drop(int fd)
{
    free(connections[fd]);
    connections[fd] = NULL;
    close(fd);
}

static void accept_one(int epoll, int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0)
        return;
    int on = 1;
    if (fd >= DESCRIPTORS || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0) {
        close(fd);
        return;
    }
    connections[fd] = calloc(1, sizeof *connections[fd]);
    if (!connections[fd])
        die("calloc");
    watch(epoll, fd);
}

/* The length of the first request, 0 while it is not whole: line by line, looking at nothing but Content-Length. */
static size_t request_len(const char *bytes, size_t len)
{
    static const char key[] = "Content-Length: ";
    size_t body = 0;
    const char *line = bytes, *end = bytes + len;
    for (const char *feed; (feed = memchr(line, '\n', (size_t)(end - line))) != NULL; line = feed + 1) {
        if (feed - line == 1) {
            size_t head = (size_t)(feed + 1 - bytes);
            return body <= len - head ? head + body : 0;
        }
        if ((size_t)(feed - line) > sizeof key && memcmp(line, key, sizeof key - 1) == 0)
            body = (size_t)strtoul(line + sizeof key - 1, NULL, 10);
    }
    return 0;
}

/* How many whole requests stand in the buffer; what follows the last of them moves to the front. */
static size_t take_requests(struct connection *c)
{
    size_t at = 0, count = 0;
    for (size_t len; count < ANSWERS_MAX && (len = request_len(c->bytes + at, c->len - at)) > 0; at += len)
        count++;
    c->len -= at;
    if (c->len > 0)
        memmove(c->bytes, c->bytes + at, c->len);
    return count;
}

static void serve(int fd)
{
    struct connection *c = connections[fd];
    ssize_t got = recv(fd, c->bytes + c->len, BUFFER - c->len, 0);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN)
            drop(fd);
        return;
    }
    c->len += (size_t)got;
    size_t len = take_requests(c) * answer_len;
    /* A peer that does not read its answers is none of a benchmark's: a short send ends the connection. */
    if (len > 0 && send(fd, answers, len, MSG_NOSIGNAL) != (ssize_t)len)
        drop(fd);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: floor PORT ANSWER-FILE\n", stderr);
        return EXIT_FAILURE;
    }
    load_answer(argv[2]);
    int listener = listen_on(atoi(argv[1]));
    int epoll = epoll_create1(0);
    if (epoll < 0)
        die("epoll_create1");
    watch(epoll, listener);
    for (;;) {
        struct epoll_event events[EVENTS];
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.fd == listener)
                accept_one(epoll, listener);
            else
                serve(events[i].data.fd);
        }
    }
}
