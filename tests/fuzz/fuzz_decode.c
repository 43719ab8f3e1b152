/* SPDX-License-Identifier: MIT */
/* A generated decoder on any bytes: what it takes is written, read again and the same; what it refuses has a reason. */
#include "shop.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool fact)
{
    if (!fact)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    swage_arena *arena = swage_arena_new(1 << 22);
    struct shop_item item, again;
    struct swage_error error;
    swage_buffer out;
    swage_buffer_init(&out, 1 << 22);
    enum swage_status status = shop_item_decode((swage_str){(const char *)data, size}, arena, &item, &error);
    if (status == SWAGE_OK) {
        demand(shop_item_encode(&item, &out) == SWAGE_OK);
        demand(shop_item_decode((swage_str){out.ptr, out.len}, arena, &again, &error) == SWAGE_OK);
        demand(shop_item_equal(&item, &again));
    } else if (status == SWAGE_E_INVALID) {
        demand(error.fault != SWAGE_FAULT_NONE && error.fault != SWAGE_FAULT_INVALID); /* the collector agrees, and knows why */
    }
    swage_buffer_done(&out);
    swage_arena_free(arena);
    return 0;
}
