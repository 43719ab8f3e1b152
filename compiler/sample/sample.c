/* SPDX-License-Identifier: MIT */
/* The list of a type's samples. */
#include "config.h"

#include "sample/sample.h"

#include "sample/maker.h"
#include "sample/spot.h"

void sample_type(struct pool *pool, const struct model_type *type, struct samples *out)
{
    struct maker maker;
    struct list list;
    maker_init(&maker, pool, type);
    list_init(&list, &maker, type);
    struct spot root = spot_root(&list);
    spot_accept(&root, "minimal", pick(&maker, type, 0));
    spot_accept(&root, "maximal", small_full(&maker, type));
    *out = (struct samples){list.items, list.count};
}
