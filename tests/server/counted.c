/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "counted.h"

#include <stdatomic.h>
#include <stddef.h>

static atomic_ulong count;
static _Thread_local bool is_ignored;

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

static void note(void)
{
    if (!is_ignored)
        atomic_fetch_add(&count, 1);
}

void *__wrap_malloc(size_t size)
{
    note();
    return __real_malloc(size);
}

void *__wrap_calloc(size_t items, size_t size)
{
    note();
    return __real_calloc(items, size);
}

void *__wrap_realloc(void *at, size_t size)
{
    note();
    return __real_realloc(at, size);
}
