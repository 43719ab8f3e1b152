/* SPDX-License-Identifier: MIT */
/*
 * client: the loads that wrk cannot make, each with a known number of requests.
 *
 *     client requests PORT COUNT            COUNT echoes over ten connections, each waiting for its answer
 *     client hold PORT COUNT [MANNER]       COUNT connections, held until the standard input ends: idle after one echo on each;
 *                                           head, half of one sent; or unread, with requests sent until the server takes no
 *                                           more, and no answer read
 *     client burst PORT COUNT               COUNT echoes on one connection, sent at once; prints the seconds to the last answer
 *     client deadline PORT head|body        sends half of it, and prints the seconds until the connection is ended
 *     client first PORT PROGRAM [ARGS...]   starts PROGRAM and prints the milliseconds from fork to its first answer
 *
 * All speak to 127.0.0.1. Anything but a whole answer of status 200 ends the client with a failure.
 */
#include "config.h"

#include "wire.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 10, ANSWER_MAX = 4096, GIVE_UP_MS = 5000 };

static void send_request(int fd)
{
    if (send(fd, wire_request, wire_request_len, MSG_NOSIGNAL) != (ssize_t)wire_request_len)
        wire_die("send");
}

static void read_answer(int fd)
{
    char answer[ANSWER_MAX];
    size_t len = 0;
    while (wire_answer_len(answer, len) == 0) {
        ssize_t got = recv(fd, answer + len, sizeof answer - len, 0);
        if (got <= 0)
            wire_die("recv");
        len += (size_t)got;
    }
    if (strncmp(answer, "HTTP/1.1 200", 12) != 0) {
        fprintf(stderr, "client: not the answer that was wanted:\n%.*s\n", (int)len, answer);
        exit(EXIT_FAILURE);
    }
}

static void make_requests(int port, long count)
{
    int fds[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++)
        fds[i] = wire_connect(port);
    for (long done = 0; done < count; done += CONNECTIONS) {
        int now = count - done < CONNECTIONS ? (int)(count - done) : CONNECTIONS;
        for (int i = 0; i < now; i++)
            send_request(fds[i]);
        for (int i = 0; i < now; i++)
            read_answer(fds[i]);
    }
    for (int i = 0; i < CONNECTIONS; i++)
        close(fds[i]);
}

/* Until nothing has been taken for half a second. */
static void send_without_reading(int fd)
{
    struct timeval wait = {.tv_usec = 500000};
    if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) < 0)
        wire_die("setsockopt");
    while (send(fd, wire_request, wire_request_len, MSG_NOSIGNAL) > 0)
        continue;
    if (errno != EAGAIN)
        wire_die("send");
}

static void send_part(int fd, size_t len)
{
    if (send(fd, wire_request, len, MSG_NOSIGNAL) != (ssize_t)len)
        wire_die("send");
}

static void hold_connections(int port, long count, const char *manner)
{
    wire_raise_files();
    for (long i = 0; i < count; i++) {
        int fd = wire_connect(port);
        if (strcmp(manner, "head") == 0) {
            send_part(fd, wire_half_head);
        } else if (strcmp(manner, "unread") == 0) {
            send_without_reading(fd);
        } else {
            send_request(fd);
            read_answer(fd);
        }
    }
    puts("holding");
    fflush(stdout);
    while (getchar() != EOF)
        continue;
}

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* All in one buffer, written by a process of its own, so that neither side waits for the other. */
static void write_burst(int fd, long count)
{
    size_t len = (size_t)count * wire_request_len;
    char *all = malloc(len);
    if (!all)
        wire_die("malloc");
    for (long i = 0; i < count; i++)
        memcpy(all + (size_t)i * wire_request_len, wire_request, wire_request_len);
    for (size_t at = 0; at < len;) {
        ssize_t sent = send(fd, all + at, len - at, MSG_NOSIGNAL);
        if (sent <= 0)
            _exit(EXIT_FAILURE);
        at += (size_t)sent;
    }
    _exit(EXIT_SUCCESS);
}

static long count_answers(int fd, long wanted)
{
    static char bytes[1 << 16];
    size_t len = 0;
    long count = 0;
    for (ssize_t got; count < wanted && (got = recv(fd, bytes + len, sizeof bytes - len, 0)) > 0;) {
        size_t at = 0;
        len += (size_t)got;
        for (size_t answer; (answer = wire_answer_len(bytes + at, len - at)) > 0; at += answer)
            count++;
        memmove(bytes, bytes + at, len - at);
        len -= at;
    }
    return count;
}

static int time_burst(int port, long count)
{
    int fd = wire_connect(port);
    double began = now_ms();
    pid_t pid = fork();
    if (pid < 0)
        wire_die("fork");
    if (pid == 0)
        write_burst(fd, count);
    long answered = count_answers(fd, count);
    printf("%.3f\n", (now_ms() - began) / 1e3);
    waitpid(pid, NULL, 0);
    return answered == count ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int time_deadline(int port, const char *part)
{
    char bytes[ANSWER_MAX];
    int fd = wire_connect(port);
    double began = now_ms();
    send_part(fd, strcmp(part, "head") == 0 ? wire_half_head : wire_half_body);
    while (recv(fd, bytes, sizeof bytes, 0) > 0)
        continue;
    printf("%.2f\n", (now_ms() - began) / 1e3);
    return EXIT_SUCCESS;
}

/* Connects again and again, since there is nothing to wait on before the program listens. */
static bool await_answer(int port, double give_up)
{
    int fd = -1;
    while (fd < 0 && now_ms() < give_up) {
        fd = wire_try_connect(port);
        if (fd < 0)
            nanosleep(&(struct timespec){.tv_nsec = 50000}, NULL);
    }
    if (fd < 0)
        return false;
    send_request(fd);
    read_answer(fd);
    close(fd);
    return true;
}

static int time_first_answer(int port, char **command)
{
    double began = now_ms();
    pid_t pid = fork();
    if (pid < 0)
        wire_die("fork");
    if (pid == 0) {
        execv(command[0], command);
        wire_die(command[0]);
    }
    bool answered = await_answer(port, began + GIVE_UP_MS);
    double took = now_ms() - began;
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    if (!answered) {
        fputs("client: no answer\n", stderr);
        return EXIT_FAILURE;
    }
    printf("%.2f\n", took);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "requests") == 0)
        make_requests(atoi(argv[2]), atol(argv[3]));
    else if ((argc == 4 || argc == 5) && strcmp(argv[1], "hold") == 0)
        hold_connections(atoi(argv[2]), atol(argv[3]), argc == 5 ? argv[4] : "idle");
    else if (argc == 4 && strcmp(argv[1], "burst") == 0)
        return time_burst(atoi(argv[2]), atol(argv[3]));
    else if (argc == 4 && strcmp(argv[1], "deadline") == 0)
        return time_deadline(atoi(argv[2]), argv[3]);
    else if (argc >= 4 && strcmp(argv[1], "first") == 0)
        return time_first_answer(atoi(argv[2]), argv + 3);
    else {
        fputs("usage: client requests PORT COUNT | hold PORT COUNT [MANNER] | burst PORT COUNT | deadline PORT PART | first PORT PROGRAM [ARGS...]\n", stderr);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
