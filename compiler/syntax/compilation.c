/* SPDX-License-Identifier: MIT */
/* The one way out when memory ends: a longjmp to compilation_run, with a message that needed no memory. */
#include "config.h"

#include "syntax/compilation.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static _Noreturn void leave(void *arg)
{
    struct compilation *cx = arg;
    if (cx->escape != NULL)
        longjmp(*(jmp_buf *)cx->escape, 1);
    fputs("swage: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

struct compilation *compilation_new(void)
{
    struct compilation *cx = calloc(1, sizeof *cx);
    if (cx != NULL)
        pool_init(&cx->pool, COMPILATION_MEMORY_MAX, leave, cx);
    return cx;
}

void compilation_free(struct compilation *cx)
{
    if (cx == NULL)
        return;
    pool_done(&cx->pool);
    free(cx);
}

bool compilation_run(struct compilation *cx, void (*stages)(struct compilation *cx, void *arg), void *arg)
{
    jmp_buf here;
    if (setjmp(here) != 0) {
        cx->escape = NULL;
        diagnostic_add_reserved(cx, &cx->reached, DIAGNOSTIC_OUT_OF_MEMORY,
                                "the compilation needs more memory than there is or than it may take");
        return false;
    }
    cx->escape = &here;
    stages(cx, arg);
    cx->escape = NULL;
    return true;
}
