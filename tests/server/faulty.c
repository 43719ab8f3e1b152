/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "faulty.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int armed = -1, left, error_number;
static atomic_bool has_failed;
static pthread_t spared;

void faulty_arm(enum faulty_call call, int error, int nth)
{
    spared = pthread_self();
    atomic_store(&has_failed, false);
    atomic_store(&error_number, error);
    atomic_store(&left, nth);
    atomic_store(&armed, (int)call);
}

bool faulty_disarm(void)
{
    atomic_store(&armed, -1);
    return atomic_load(&has_failed);
}

static bool is_to_fail(enum faulty_call call)
{
    if (atomic_load(&armed) != (int)call || pthread_equal(pthread_self(), spared))
        return false;
    if (atomic_fetch_sub(&left, 1) != 0)
        return false;
    atomic_store(&has_failed, true);
    errno = atomic_load(&error_number);
    return true;
}

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
