/* SPDX-License-Identifier: MIT */
/* One run of the compiler: its memory, the files it read and what it has to say about them. Every stage is
   handed this object; there is no other state. */
#ifndef SWAGE_SYNTAX_COMPILATION_H
#define SWAGE_SYNTAX_COMPILATION_H

#include "syntax/diagnostic.h"
#include "syntax/pool.h"
#include "syntax/source.h"

#include <stdbool.h>
#include <stddef.h>

#define COMPILATION_MEMORY_MAX ((size_t)2 << 30) /* 64 MiB of the densest text make about 1.5 GiB of tree */

struct compilation {
    struct pool pool;
    struct source *sources, *last_source;
    size_t source_count;
    struct diagnostic_list diagnostics;
    struct place reached; /* the last token read: where memory ended, if it does */
    void *escape;         /* compilation_run's jmp_buf while it runs */
};

/* NULL when out of memory. */
struct compilation *compilation_new(void);

/* Frees everything that was made for it; takes NULL. */
void compilation_free(struct compilation *cx);

/* Calls stages(cx, arg). False when memory ended on the way: that is then a diagnostic, and `stages` was left
   where it stood. Outside of this call the end of memory ends the process with a message. */
bool compilation_run(struct compilation *cx, void (*stages)(struct compilation *cx, void *arg), void *arg);

#endif
