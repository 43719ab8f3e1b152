/* SPDX-License-Identifier: MIT */
/* The list of a type's samples: what the schema says itself, whole documents, and then each place of them. */
#include "config.h"

#include "sample/sample.h"

#include "sample/maker.h"
#include "sample/spot.h"
#include "sample/vary.h"

static const struct model_examples *examples_of(const struct model_type *type)
{
    static const struct model_examples none;
    switch (type->kind) {
    case MODEL_STRUCT: return &type->structure->examples;
    case MODEL_UNION: return &type->choice->examples;
    case MODEL_ENUM: return &type->enumeration->examples;
    case MODEL_EXTERN: return &type->external->examples;
    default: return &none;
    }
}

static void add_examples(const struct spot *root, const struct model_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++)
        if (!examples->items[i].is_reject)
            spot_accept(root, "example", examples->items[i].json);
}

void sample_type(struct pool *pool, const struct model_type *type, struct samples *out)
{
    struct maker maker;
    struct list list;
    maker_init(&maker, pool, type);
    list_init(&list, &maker, type);
    struct spot root = spot_root(&list);
    add_examples(&root, examples_of(type));
    spot_accept(&root, "minimal", pick(&maker, type, 0));
    spot_accept(&root, "maximal", small_full(&maker, type));
    vary_syntax(&root, type);
    vary_depth(&root, type);
    vary(&root, type, false);
    *out = (struct samples){list.items, list.count};
}
