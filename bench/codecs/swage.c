/* SPDX-License-Identifier: MIT */
/*
 * swage itself: the generated decoder and encoder.
 */
#include <stdlib.h>

#include "native.h"

struct state {
    swage_arena *arena;
    swage_buffer out;
};

#include "shapes_swage.h"

static struct state *open_state(void)
{
    struct state *c = malloc(sizeof *c);
    if (!c || !(c->arena = swage_arena_new(64 << 20)))
        abort();
    swage_arena_keep(c->arena, 64 << 20);
    swage_buffer_init(&c->out, 64 << 20);
    return c;
}

static void close_state(struct state *c)
{
    swage_arena_free(c->arena);
    swage_buffer_done(&c->out);
    free(c);
}

const struct peer swage_peer = {"swage", SWAGE_PEER_VERSION, true, shapes, open_state, close_state};
