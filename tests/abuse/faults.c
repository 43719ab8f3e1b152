/* SPDX-License-Identifier: MIT */
/* One call after another is counted, whichever of them it is. */
#include "config.h"

#include "faults.h"

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

static enum faults_kind failing;
static long left = -1;
static bool has_come;

void *__real_malloc(size_t size);
void *__real_calloc(size_t items, size_t size);
void *__real_realloc(void *at, size_t size);
char *__real_strdup(const char *text);
char *__real_realpath(const char *path, char *out);
int __real_mkdir(const char *path, mode_t mode);
int __real_mkstemp(char *path);
ssize_t __real_write(int fd, const void *bytes, size_t len);
int __real_fchmod(int fd, mode_t mode);
int __real_rename(const char *from, const char *to);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t items, size_t size);
void *__wrap_realloc(void *at, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_realpath(const char *path, char *out);
int __wrap_mkdir(const char *path, mode_t mode);
int __wrap_mkstemp(char *path);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
int __wrap_fchmod(int fd, mode_t mode);
int __wrap_rename(const char *from, const char *to);

void faults_set(enum faults_kind kind, long nth)
{
    failing = kind;
    left = nth;
    has_come = false;
}

bool faults_came(void)
{
    return has_come;
}

static bool fails(enum faults_kind kind)
{
    if (left < 0 || kind != failing || left-- > 0)
        return false;
    has_come = true;
    errno = kind == FAULTS_MEMORY ? ENOMEM : ENOSPC;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails(FAULTS_MEMORY) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t items, size_t size)
{
    return fails(FAULTS_MEMORY) ? NULL : __real_calloc(items, size);
}

void *__wrap_realloc(void *at, size_t size)
{
    return fails(FAULTS_MEMORY) ? NULL : __real_realloc(at, size);
}

char *__wrap_strdup(const char *text)
{
    return fails(FAULTS_MEMORY) ? NULL : __real_strdup(text);
}

char *__wrap_realpath(const char *path, char *out)
{
    return fails(FAULTS_MEMORY) ? NULL : __real_realpath(path, out);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
    return fails(FAULTS_FILE) ? -1 : __real_mkdir(path, mode);
}

int __wrap_mkstemp(char *path)
{
    return fails(FAULTS_FILE) ? -1 : __real_mkstemp(path);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    return fails(FAULTS_FILE) ? -1 : __real_write(fd, bytes, len);
}

int __wrap_fchmod(int fd, mode_t mode)
{
    return fails(FAULTS_FILE) ? -1 : __real_fchmod(fd, mode);
}

int __wrap_rename(const char *from, const char *to)
{
    return fails(FAULTS_FILE) ? -1 : __real_rename(from, to);
}
