/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "counted.h"

#include <stdatomic.h>
#include <stddef.h>

static atomic_ulong count;
static _Thread_local bool is_ignored;
static atomic_long until_failure = -1;
static atomic_bool has_failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t items, size_t size);
void *__real_realloc(void *at, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t items, size_t size);
void *__wrap_realloc(void *at, size_t size);

unsigned long counted_allocations(void)
{
    return atomic_load(&count);
}

void counted_set(bool is_counted)
{
    is_ignored = !is_counted;
}

void counted_fail(long nth)
{
    atomic_store(&has_failed, false);
    atomic_store(&until_failure, nth);
}

bool counted_has_failed(void)
{
    return atomic_load(&has_failed);
}

/* Counts a call; false when it is to fail. */
static bool note(void)
{
    if (is_ignored)
        return true;
    atomic_fetch_add(&count, 1);
    if (atomic_load(&until_failure) < 0 || atomic_fetch_sub(&until_failure, 1) != 0)
        return true;
    atomic_store(&has_failed, true);
    return false;
}

void *__wrap_malloc(size_t size)
{
    return note() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t items, size_t size)
{
    return note() ? __real_calloc(items, size) : NULL;
}

void *__wrap_realloc(void *at, size_t size)
{
    return note() ? __real_realloc(at, size) : NULL;
}
