/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

const char wire_request[] = "POST /user HTTP/1.1\r\n"
                            "Host: localhost\r\n"
                            "Content-Type: application/json\r\n"
                            "Content-Length: 52\r\n"
                            "\r\n"
                            "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";
const size_t wire_request_len = sizeof wire_request - 1;
const size_t wire_half_head = 40;
const size_t wire_half_body = sizeof wire_request - 20;

void wire_die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

void wire_raise_files(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) < 0)
        wire_die("getrlimit");
    files.rlim_cur = files.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &files) < 0)
        wire_die("setrlimit");
}

int wire_try_connect(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    if (fd < 0 || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0)
        wire_die("socket");
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    if (errno != ECONNREFUSED)
        wire_die("connect");
    close(fd);
    return -1;
}

int wire_connect(int port)
{
    int fd = wire_try_connect(port);
    if (fd < 0)
        wire_die("connect");
    return fd;
}

size_t wire_answer_len(const char *bytes, size_t len)
{
    static const char key[] = "Content-Length: ";
    const char *end = memmem(bytes, len, "\r\n\r\n", 4);
    if (!end)
        return 0;
    const char *length = memmem(bytes, (size_t)(end - bytes), key, sizeof key - 1);
    if (!length)
        return 0;
    size_t whole = (size_t)(end + 4 - bytes) + strtoul(length + sizeof key - 1, NULL, 10);
    return whole <= len ? whole : 0;
}
