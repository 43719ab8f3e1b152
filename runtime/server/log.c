/* SPDX-License-Identifier: MIT */
/* The log: each line is made in memory and written at once, so that lines of several threads do not mix. */
#include "config.h"

#include "server/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum log_level level_max = LOG_INFO;
static char worker[24]; /* "worker 1: " */

void log_set_level(enum log_level most)
{
    level_max = most;
}

void log_set_worker(unsigned number)
{
    snprintf(worker, sizeof worker, "worker %u: ", number);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static int log_fd = STDERR_FILENO;
static const char *log_path;

int log_open_file(const char *path)
{
    return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0640);
}

bool log_reopen_file(int fd, const char *path)
{
    int fresh = log_open_file(path);
    bool is_open = fresh >= 0 && dup3(fresh, fd, O_CLOEXEC) >= 0; /* at once for all threads that write to it */
    if (fresh >= 0)
        close(fresh);
    return is_open;
}

bool log_open(const char *path)
{
    int fd = log_open_file(path);
    if (fd < 0)
        return false;
    if (log_fd != STDERR_FILENO)
        close(log_fd);
    log_fd = fd;
    log_path = path;
    return true;
}

bool log_reopen(void)
{
    return !log_path || log_reopen_file(log_fd, log_path);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void clean(char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte < 0x20 || byte == 0x7f)
            line[i] = '?';
    }
}

/* Where the text that snprintf was to write into `room` bytes has ended. */
static size_t written(int len, size_t room)
{
    if (len < 0)
        return 0;
    return (size_t)len < room ? (size_t)len : room - 1;
}

void log_line(enum log_level level, const char *format, ...)
{
    static const char *const words[] = {"error: ", "warning: ", ""};
    if (level > level_max)
        return;
    char line[LOG_LINE_MAX + 1];
    size_t len = written(snprintf(line, LOG_LINE_MAX, "swage: %s%s", worker, words[level]), LOG_LINE_MAX);
    va_list args;
    va_start(args, format);
    len += written(vsnprintf(line + len, LOG_LINE_MAX - len, format, args), LOG_LINE_MAX - len);
    va_end(args);
    clean(line, len);
    line[len++] = '\n';
    /* ENOSPC, EPIPE and the like: there is nobody left to tell. */
    ssize_t lost = write(log_fd, line, len);
    (void)lost;
}
