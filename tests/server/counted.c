/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "counted.h"

#include <stdatomic.h>
#include <stddef.h>

static atomic_ulong count;

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

void *__wrap_malloc(size_t size)
{
    atomic_fetch_add(&count, 1);
    return __real_malloc(size);
}

void *__wrap_calloc(size_t items, size_t size)
{
    atomic_fetch_add(&count, 1);
    return __real_calloc(items, size);
}

void *__wrap_realloc(void *at, size_t size)
{
    atomic_fetch_add(&count, 1);
    return __real_realloc(at, size);
}
