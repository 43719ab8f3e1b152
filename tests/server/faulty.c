/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "faulty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHARED_NAME "FAULTY_SHARED" /* in the environment: the descriptor of a struct faulty */

struct faulty {
    atomic_int armed, left, error;
    atomic_int spared; /* a thread */
    atomic_long wall_s;
    atomic_bool has_failed;
};

static struct faulty own = {.armed = -1};
static struct faulty *state = &own;

static int thread_id(void)
{
    return (int)syscall(SYS_gettid);
}

void faulty_arm(enum faulty_call call, int error, int nth)
{
    atomic_store(&state->spared, thread_id());
    atomic_store(&state->has_failed, false);
    atomic_store(&state->error, error);
    atomic_store(&state->left, nth);
    atomic_store(&state->armed, (int)call);
}

void faulty_spare_nobody(void)
{
    atomic_store(&state->spared, 0);
}

bool faulty_disarm(void)
{
    atomic_store(&state->armed, -1);
    return atomic_load(&state->has_failed);
}

void faulty_set_wall(long seconds)
{
    atomic_store(&state->wall_s, seconds);
}

static bool is_to_fail(enum faulty_call call)
{
    if (atomic_load(&state->armed) != (int)call || thread_id() == atomic_load(&state->spared))
        return false;
    if (atomic_fetch_sub(&state->left, 1) != 0)
        return false;
    atomic_store(&state->has_failed, true);
    errno = atomic_load(&state->error);
    return true;
}

/* --- over processes ----------------------------------------------------------------------------------------------- */

void *__real_mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset);

static void share(int fd)
{
    void *found = __real_mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (found == MAP_FAILED)
        abort();
    state = found;
}

void faulty_share(void)
{
    char text[16];
    int fd = memfd_create("faulty", 0);
    if (fd < 0 || ftruncate(fd, sizeof *state) < 0)
        abort();
    share(fd);
    atomic_store(&state->armed, -1);
    snprintf(text, sizeof text, "%d", fd);
    setenv(SHARED_NAME, text, 1);
}

__attribute__((constructor)) static void take_part(void)
{
    const char *text = getenv(SHARED_NAME);
    if (text)
        share(atoi(text));
}

/* --- in place of the C library ------------------------------------------------------------------------------------ */

ssize_t recv(int fd, void *bytes, size_t len, int flags)
{
    return is_to_fail(FAULTY_RECV) ? -1 : syscall(SYS_recvfrom, fd, bytes, len, flags, NULL, NULL);
}

ssize_t send(int fd, const void *bytes, size_t len, int flags)
{
    return is_to_fail(FAULTY_SEND) ? -1 : syscall(SYS_sendto, fd, bytes, len, flags, NULL, 0);
}

/* glibc's header has a union of pointers for the address. */
int accept4(int fd, __SOCKADDR_ARG address, socklen_t *restrict len, int flags)
{
    return is_to_fail(FAULTY_ACCEPT) ? -1 : (int)syscall(SYS_accept4, fd, address.__sockaddr__, len, flags);
}

int epoll_wait(int fd, struct epoll_event *events, int max, int timeout)
{
    return is_to_fail(FAULTY_EPOLL_WAIT) ? -1 : (int)syscall(SYS_epoll_wait, fd, events, max, timeout);
}

int epoll_ctl(int fd, int op, int about, struct epoll_event *event)
{
    return is_to_fail(FAULTY_EPOLL_CTL) ? -1 : (int)syscall(SYS_epoll_ctl, fd, op, about, event);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    return is_to_fail(FAULTY_WRITE) ? -1 : syscall(SYS_write, fd, bytes, len);
}

int shutdown(int fd, int how)
{
    return is_to_fail(FAULTY_SHUTDOWN) ? -1 : (int)syscall(SYS_shutdown, fd, how);
}

/* --- wrapped by the linker ---------------------------------------------------------------------------------------- */

#define WRAP(type, name, parameters, call, arguments)           \
    type __real_##name parameters;                              \
    type __wrap_##name parameters;                              \
    type __wrap_##name parameters                               \
    {                                                           \
        return is_to_fail(call) ? -1 : __real_##name arguments; \
    }

WRAP(int, execv, (const char *path, char *const *argv), FAULTY_EXECV, (path, argv))
WRAP(pid_t, fork, (void), FAULTY_FORK, ())
WRAP(int, kill, (pid_t pid, int number), FAULTY_KILL, (pid, number))
WRAP(int, poll, (struct pollfd * fds, nfds_t count, int timeout), FAULTY_POLL, (fds, count, timeout))
WRAP(ssize_t, read, (int fd, void *bytes, size_t len), FAULTY_READ, (fd, bytes, len))
WRAP(int, signalfd, (int fd, const sigset_t *mask, int flags), FAULTY_SIGNALFD, (fd, mask, flags))
WRAP(int, socketpair, (int family, int type, int protocol, int *ends), FAULTY_SOCKETPAIR,
     (family, type, protocol, ends))
WRAP(pid_t, waitpid, (pid_t pid, int *status, int options), FAULTY_WAITPID, (pid, status, options))
WRAP(int, bind, (int fd, __CONST_SOCKADDR_ARG address, socklen_t len), FAULTY_BIND, (fd, address, len))
WRAP(int, eventfd, (unsigned start, int flags), FAULTY_EVENTFD, (start, flags))
WRAP(int, getsockname, (int fd, __SOCKADDR_ARG address, socklen_t *len), FAULTY_GETSOCKNAME, (fd, address, len))
WRAP(int, listen, (int fd, int backlog), FAULTY_LISTEN, (fd, backlog))
WRAP(int, setsockopt, (int fd, int level, int name, const void *value, socklen_t len), FAULTY_SETSOCKOPT,
     (fd, level, name, value, len))
WRAP(int, socket, (int family, int type, int protocol), FAULTY_SOCKET, (family, type, protocol))
WRAP(int, timerfd_create, (clockid_t clock, int flags), FAULTY_TIMERFD, (clock, flags))
WRAP(int, timerfd_settime, (int fd, int flags, const struct itimerspec *time, struct itimerspec *before),
     FAULTY_TIMERFD_SET, (fd, flags, time, before))

/* Where off_t would have 32 bits programs call the other one. */
#define WRAP_OPEN(name)                                                              \
    int __real_##name(const char *path, int flags, ...);                             \
    int __wrap_##name(const char *path, int flags, ...);                             \
    int __wrap_##name(const char *path, int flags, ...)                              \
    {                                                                                \
        va_list rest;                                                                \
        va_start(rest, flags);                                                       \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                    \
        va_end(rest);                                                                \
        return is_to_fail(FAULTY_OPEN) ? -1 : __real_##name(path, flags, mode);      \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)

void *__wrap_mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset);
void *__wrap_mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset)
{
    return is_to_fail(FAULTY_MMAP) ? MAP_FAILED : __real_mmap(at, len, protection, flags, fd, offset);
}

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *arg), void *arg);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *arg), void *arg);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *arg), void *arg)
{
    return is_to_fail(FAULTY_THREAD) ? errno : __real_pthread_create(thread, attributes, run, arg);
}

int __real_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
    int status = __real_clock_gettime(clock, time);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
        time->tv_sec += atomic_load(&state->wall_s);
    return status;
}
