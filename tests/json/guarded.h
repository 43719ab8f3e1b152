/* SPDX-License-Identifier: MIT */
/*
 * A text whose last byte is the last one that may be touched: the page behind it cannot be read. Whoever looks one byte
 * too far dies.
 */
#ifndef GUARDED_H
#define GUARDED_H

#include <check.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct guarded {
    char *map;
    size_t size; /* bytes that may be touched */
};

static inline struct guarded guarded_new(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    struct guarded guarded;
    guarded.size = (size + page - 1) / page * page;
    guarded.map = mmap(NULL, guarded.size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(guarded.map, MAP_FAILED);
    ck_assert_int_eq(mprotect(guarded.map + guarded.size, page, PROT_NONE), 0);
    return guarded;
}

static inline void guarded_free(struct guarded *guarded)
{
    munmap(guarded->map, guarded->size + (size_t)sysconf(_SC_PAGESIZE));
}

/* Copies the bytes so that they end at the guard. Lent until the next call. */
static inline char *guarded_put(struct guarded *guarded, const char *bytes, size_t len)
{
    char *at = guarded->map + guarded->size - len;
    ck_assert_uint_le(len, guarded->size);
    if (len > 0)
        memcpy(at, bytes, len);
    return at;
}

#endif
