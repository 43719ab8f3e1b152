/* SPDX-License-Identifier: MIT */
/* The server's side of a connection on any bytes: the answers to a text are those to its pieces. The first byte says how it is cut,
   and whether answers are packed. */
#include "config.h"

#include "../server/wire.h"
#include "app/coding.h"
#include "shop_routes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int put_item(const struct shop_put_item_params *in, struct shop_put_item_reply *out)
{
    return shop_put_item_200(out, &in->body);
}

static int add(const struct shop_add_params *in, struct shop_add_reply *out)
{
    return shop_add_200(out, in->amount + in->body);
}

static int order_file(const struct shop_order_file_params *in, struct shop_order_file_reply *out)
{
    return shop_order_file_200(out, (swage_str_array){&in->file, 1});
}

enum { IS_PACKED = 128 };

static void run(struct wire *wire, const char *bytes, size_t len, size_t piece)
{
    for (size_t at = 0; at < len; at += piece)
        wire_send(wire, bytes + at, len - at < piece ? len - at : piece);
    wire_end(wire);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct shop_handlers handlers = {
        .shop_put_item = put_item, .shop_add = add, .shop_order_file = order_file};
    struct swage_app app = shop_app_with(&handlers);
    struct wire whole, cut;
    struct coding coding;
    if (size < 2)
        return 0;
    wire_init(&whole, &app);
    wire_init(&cut, &app);
    swage_coding_init(&coding, 1, 1 << 16);
    whole.host.coding = cut.host.coding = data[0] & IS_PACKED ? &coding : NULL;
    run(&whole, (const char *)data + 1, size - 1, size);
    run(&cut, (const char *)data + 1, size - 1, (size_t)data[0] % 64 + 1);
    if (whole.out.len != cut.out.len || (whole.out.len > 0 && memcmp(whole.out.ptr, cut.out.ptr, whole.out.len) != 0))
        abort();
    wire_done(&whole);
    wire_done(&cut);
    swage_coding_done(&coding);
    return 0;
}
