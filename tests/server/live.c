/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "live.h"

#include "sample.h"

#include <arpa/inet.h>
#include <check.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 40 };

static struct {
    pthread_t thread;
    const struct swage_service *service;
    char *argv[ARGUMENTS_MAX + 1];
    int argc, status, port;
    char flags[2048];
    char said[4096];
} live;

static void split(const char *flags)
{
    bool has_listen = strstr(flags, "--listen") != NULL;
    snprintf(live.flags, sizeof live.flags, "test %s %s", has_listen ? "" : "--listen=127.0.0.1:0", flags);
    live.argc = 0;
    for (char *at = strtok(live.flags, " "); at && live.argc < ARGUMENTS_MAX; at = strtok(NULL, " "))
        live.argv[live.argc++] = at;
    live.argv[live.argc] = NULL;
}

static void *serve(void *arg)
{
    (void)arg;
    live.status = swage_serve_with(live.argc, live.argv, live.service);
    return NULL;
}

/* Reads what the server says until it listens, or has given up. */
static void read_said(int fd)
{
    size_t len = 0;
    ssize_t got;
    live.port = 0;
    while (!strstr(live.said, "listening on") && (got = read(fd, live.said + len, sizeof live.said - 1 - len)) > 0) {
        len += (size_t)got;
        live.said[len] = '\0';
    }
    const char *address = strstr(live.said, "http://127.0.0.1:");
    if (address)
        live.port = atoi(address + strlen("http://127.0.0.1:"));
}

void live_start_service(const struct swage_service *service, const char *flags)
{
    int pipes[2], kept = dup(STDERR_FILENO);
    live.service = service;
    live.said[0] = '\0';
    split(flags);
    ck_assert_int_eq(pipe(pipes), 0);
    dup2(pipes[1], STDERR_FILENO);
    close(pipes[1]);
    ck_assert_int_eq(pthread_create(&live.thread, NULL, serve, NULL), 0);
    read_said(pipes[0]);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(pipes[0]);
}

void live_start(const char *flags)
{
    static const struct swage_service service = {.app = &sample_app};
    live_start_service(&service, flags);
}

int live_port(void)
{
    return live.port;
}

const char *live_said(void)
{
    return live.said;
}

void live_signal(void)
{
    kill(getpid(), SIGTERM);
}

int live_join(void)
{
    pthread_join(live.thread, NULL);
    return live.status;
}

int live_stop(void)
{
    live_signal();
    return live_join();
}

int live_run(const struct swage_service *service, const char *flags)
{
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);
    live.service = service;
    split(flags);
    dup2(fileno(file), STDERR_FILENO);
    int status = swage_serve_with(live.argc, live.argv, service);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    live.said[fread(live.said, 1, sizeof live.said - 1, file)] = '\0';
    fclose(file);
    return status;
}

/* --- clients ------------------------------------------------------------------------------------------------------ */

static void set_patience(int fd)
{
    struct timeval wait = {.tv_sec = LIVE_WAIT_MS / 1000};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
}

int live_connect(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)live.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    set_patience(fd);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

int live_connect_unix(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    set_patience(fd);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

void live_send(int fd, const char *text)
{
    size_t len = strlen(text);
    ck_assert_int_eq(send(fd, text, len, MSG_NOSIGNAL), (ssize_t)len);
}

/* More bytes; false at the end, however it came. */
static bool read_more(struct live_reader *reader)
{
    if (reader->at > 0) {
        memmove(reader->bytes, reader->bytes + reader->at, reader->len - reader->at);
        reader->len -= reader->at;
        reader->at = 0;
    }
    ck_assert_uint_lt(reader->len, sizeof reader->bytes);
    ssize_t got = recv(reader->fd, reader->bytes + reader->len, sizeof reader->bytes - reader->len, 0);
    if (got <= 0)
        return false;
    reader->last_read = (size_t)got;
    reader->len += (size_t)got;
    return true;
}

bool live_answer(struct live_reader *reader, struct wire_answer *answer)
{
    for (;;) {
        size_t len = wire_parse(reader->bytes + reader->at, reader->len - reader->at, false, answer);
        reader->at += len;
        if (len > 0)
            return true;
        if (!read_more(reader))
            return false;
    }
}

bool live_is_ended(struct live_reader *reader)
{
    return reader->at == reader->len && !read_more(reader);
}

void live_sleep(int ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    nanosleep(&time, NULL);
}

void live_await(bool (*is_so)(void *arg), void *arg)
{
    for (int waited = 0; !is_so(arg); waited += 5) {
        ck_assert_msg(waited < LIVE_WAIT_MS, "it did not come true");
        live_sleep(5);
    }
}

void live_read_from(struct live_reader *reader, int fd)
{
    reader->fd = fd;
    reader->at = reader->len = 0;
}

void live_open(struct live_reader *reader)
{
    live_read_from(reader, live_connect());
}

struct wire_answer live_expect(struct live_reader *reader, int status)
{
    struct wire_answer answer;
    int shown = reader->len < 200 ? (int)reader->len : 200;
    ck_assert_msg(live_answer(reader, &answer), "no answer; %zu bytes: %.*s", reader->len, shown, reader->bytes);
    ck_assert_int_eq(answer.status, status);
    return answer;
}

static bool is_waiting(void *arg)
{
    return sample_waiting() == *(unsigned *)arg;
}

void live_await_waiting(unsigned count)
{
    live_await(is_waiting, &count);
}
