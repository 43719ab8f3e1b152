/* SPDX-License-Identifier: MIT */
/*
 * malloc, calloc and realloc of programs that are linked with this library: glibc's own, which is reached by its other
 * names, and a count. A sanitizer's are gone on with where a program has them. Built with a sanitizer itself the library
 * leaves allocations alone, and valgrind puts its own in front: then nothing is ever counted, which is found out by making
 * an allocation.
 */
#include "config.h"

#include "test/counted.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

static atomic_ulong calls;
static atomic_long until_failure = -1;
static atomic_bool has_failed;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(IS_SANITIZED)

void *__interceptor_malloc(size_t size) __attribute__((weak));
void *__interceptor_calloc(size_t count, size_t size) __attribute__((weak));
void *__interceptor_realloc(void *at, size_t size) __attribute__((weak));
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);

/* Counts a call; false when it is to fail. */
static bool note(void)
{
    atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
    if (atomic_load_explicit(&until_failure, memory_order_relaxed) < 0 || atomic_fetch_sub(&until_failure, 1) != 0)
        return true;
    atomic_store(&has_failed, true);
    return false;
}

__attribute__((visibility("default"))) void *malloc(size_t size)
{
    if (__interceptor_malloc)
        return __interceptor_malloc(size);
    return note() ? __libc_malloc(size) : NULL;
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t size)
{
    if (__interceptor_calloc)
        return __interceptor_calloc(count, size);
    return note() ? __libc_calloc(count, size) : NULL;
}

__attribute__((visibility("default"))) void *realloc(void *at, size_t size)
{
    if (__interceptor_realloc)
        return __interceptor_realloc(at, size);
    return note() ? __libc_realloc(at, size) : NULL;
}

#endif

bool counted_works(void)
{
    unsigned long before = counted_calls();
    void *volatile probe = malloc(1); /* volatile, or the compiler takes both away */
    free(probe);
    return counted_calls() != before;
}

unsigned long counted_calls(void)
{
    return atomic_load(&calls);
}

bool counted_fail(long nth)
{
    atomic_store(&until_failure, nth);
    return atomic_exchange(&has_failed, false);
}
