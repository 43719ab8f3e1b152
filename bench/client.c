/* SPDX-License-Identifier: MIT */
/*
 * client: the loads that wrk cannot make, each with a known number of requests.
 *
 *     client requests PORT COUNT            COUNT echoes over ten connections, each waiting for its answer
 *     client hold PORT COUNT                COUNT connections, one echo on each, held until the standard input ends
 *     client first PORT PROGRAM [ARGS...]   starts PROGRAM and prints the milliseconds from fork to its first answer
 *
 * All speak to 127.0.0.1. Anything but a whole answer of status 200 ends the client with a failure.
 */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 10, ANSWER_MAX = 4096, GIVE_UP_MS = 5000 };

static const char request[] = "POST /user HTTP/1.1\r\n"
                              "Host: localhost\r\n"
                              "Content-Type: application/json\r\n"
                              "Content-Length: 52\r\n"
                              "\r\n"
                              "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

/* A connection, or -1 when nobody listens. */
static int try_connect(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    if (fd < 0 || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0)
        die("socket");
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    if (errno != ECONNREFUSED)
        die("connect");
    close(fd);
    return -1;
}

static int connect_to(int port)
{
    int fd = try_connect(port);
    if (fd < 0)
        die("connect");
    return fd;
}

static void send_request(int fd)
{
    if (send(fd, request, sizeof request - 1, MSG_NOSIGNAL) != (ssize_t)sizeof request - 1)
        die("send");
}

/* Whether the bytes are a whole answer. */
static bool is_whole(const char *answer, size_t len)
{
    static const char key[] = "Content-Length: ";
    const char *end = memmem(answer, len, "\r\n\r\n", 4);
    if (!end)
        return false;
    const char *length = memmem(answer, (size_t)(end - answer), key, sizeof key - 1);
    if (!length)
        return false;
    return len - (size_t)(end + 4 - answer) >= strtoul(length + sizeof key - 1, NULL, 10);
}

static void read_answer(int fd)
{
    char answer[ANSWER_MAX];
    size_t len = 0;
    while (!is_whole(answer, len)) {
        ssize_t got = recv(fd, answer + len, sizeof answer - len, 0);
        if (got <= 0)
            die("recv");
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
        fds[i] = connect_to(port);
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

static void hold_connections(int port, long count)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) < 0)
        die("getrlimit");
    files.rlim_cur = files.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &files) < 0)
        die("setrlimit");
    for (long i = 0; i < count; i++) {
        int fd = connect_to(port);
        send_request(fd);
        read_answer(fd);
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

/* Connects again and again, since there is nothing to wait on before the program listens. */
static bool await_answer(int port, double give_up)
{
    int fd = -1;
    while (fd < 0 && now_ms() < give_up) {
        fd = try_connect(port);
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
        die("fork");
    if (pid == 0) {
        execv(command[0], command);
        die(command[0]);
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
    else if (argc == 4 && strcmp(argv[1], "hold") == 0)
        hold_connections(atoi(argv[2]), atol(argv[3]));
    else if (argc >= 4 && strcmp(argv[1], "first") == 0)
        return time_first_answer(atoi(argv[2]), argv + 3);
    else {
        fputs("usage: client requests PORT COUNT | hold PORT COUNT | first PORT PROGRAM [ARGS...]\n", stderr);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
