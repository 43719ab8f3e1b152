/* SPDX-License-Identifier: MIT */
/* The list of a type's samples: what the schema says itself, whole documents, and then each place of them. */
#include "config.h"

#include "sample/sample.h"

#include "sample/collect.h"
#include "sample/maker.h"
#include "sample/spot.h"
#include "sample/vary.h"

#include <string.h>

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

/* What is wrong with it is for the collector to say; where nothing is, a function of the user's refuses it. */
static void add_reject(const struct spot *root, const struct model_type *type, const struct model_example *example)
{
    struct pool *pool = root->list->maker->pool;
    struct swage_error fault;
    struct sample sample = {.json = example->json, .fault = "check", .pointer = "", .may_be_refused = true};
    if (collect(collect_table(pool, type), example->json, &fault, 1) == 0) {
        sample.pointer = example->pointer == NULL ? "" : example->pointer;
        spot_add(root, "reject", &sample);
        return;
    }
    sample.fault = swage_fault_code(fault.fault);
    sample.pointer = pool_copy(pool, fault.pointer, strlen(fault.pointer));
    sample.may_be_refused = root->list->asks_user;
    spot_add(root, "reject", &sample);
}

static void add_rejects(const struct spot *root, const struct model_type *type, const struct model_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++)
        if (examples->items[i].is_reject)
            add_reject(root, type, &examples->items[i]);
}

void sample_type(struct pool *pool, const struct model_type *type, struct samples *out)
{
    struct maker maker;
    struct list list;
    maker_init(&maker, pool, type);
    list_init(&list, &maker, type);
    struct spot root = spot_root(&list);
    add_examples(&root, examples_of(type));
    add_rejects(&root, type, examples_of(type));
    if (type->alias != NULL)
        add_rejects(&root, type, &type->alias->examples);
    spot_accept(&root, "minimal", pick(&maker, type, 0));
    spot_accept(&root, "maximal", small_full(&maker, type));
    vary_syntax(&root, type);
    vary_depth(&root, type);
    vary(&root, type, false);
    *out = (struct samples){list.items, list.count};
}
