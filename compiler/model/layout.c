/* SPDX-License-Identifier: MIT */
/* Sizes of C's structs on LP64 machines, as compilers lay them out: members in order, each on its own alignment. A type
   of the user's has a size that is not known here, and makes that of whatever holds it unknown. */
#include "config.h"

#include "model/measure.h"

static const struct bounds_layout pointer = {8, 8}, view = {16, 8}, upload = {56, 8}, unknown = {BOUNDS_NONE, 8};

struct bounds_layout bounds_append(struct bounds_layout end, struct bounds_layout next)
{
    size_t padding = end.size == BOUNDS_NONE ? 0 : (next.align - end.size % next.align) % next.align;
    end.size = bounds_sum(bounds_sum(end.size, padding), next.size);
    end.align = next.align > end.align ? next.align : end.align;
    return end;
}

/* With the padding behind it that an array needs. */
static struct bounds_layout close_struct(struct bounds_layout end)
{
    return bounds_append(end, (struct bounds_layout){0, end.align});
}

static struct bounds_layout scalar(enum model_kind kind)
{
    static const unsigned char sizes[] = {
        [MODEL_BOOL] = 1,   [MODEL_INT8] = 1,   [MODEL_INT16] = 2,  [MODEL_INT32] = 4,   [MODEL_INT64] = 8,  [MODEL_UINT8] = 1,
        [MODEL_UINT16] = 2, [MODEL_UINT32] = 4, [MODEL_UINT64] = 8, [MODEL_FLOAT32] = 4, [MODEL_FLOAT64] = 8};
    return (struct bounds_layout){sizes[kind], sizes[kind]};
}

static struct bounds_layout enumeration(const struct model_enum *enumeration)
{
    static const struct bounds_layout value = {4, 4};
    if (enumeration->is_number)
        return scalar(enumeration->base->kind);
    return enumeration->is_open ? close_struct(bounds_append(value, view)) : value;
}

/* A struct of `has` and `value`, or what can be NULL itself. */
static struct bounds_layout maybe(const struct bounds *bounds, const struct model_type *type)
{
    static const struct bounds_layout has = {1, 1};
    const struct model_type *item = type->item;
    if (item->kind == MODEL_STRUCT || item->kind == MODEL_UNION)
        return pointer;
    if (type->container == NULL)
        return bounds_layout(bounds, item);
    return close_struct(bounds_append(has, bounds_layout(bounds, item)));
}

struct bounds_layout bounds_layout(const struct bounds *bounds, const struct model_type *type)
{
    struct bounds_layout layout;
    if (type->is_file)
        return upload;
    switch (type->kind) {
    case MODEL_STRING:
    case MODEL_BYTES:
    case MODEL_DECIMAL:
    case MODEL_JSON:
    case MODEL_ARRAY:
    case MODEL_MAP: return view;
    case MODEL_ENUM: return enumeration(type->enumeration);
    case MODEL_EXTERN: return unknown;
    case MODEL_STRUCT:
    case MODEL_UNION: return measure_find(bounds, type)->layout;
    case MODEL_MAYBE: return maybe(bounds, type);
    case MODEL_FIXED:
        layout = bounds_layout(bounds, type->item);
        layout.size = bounds_product(layout.size, type->most);
        return layout;
    default: return scalar(type->kind);
    }
}

/* ---- objects ---- */

static struct bounds_layout bits(size_t count)
{
    return (struct bounds_layout){(count + 7) / 8, 1};
}

static struct bounds_layout structure_layout(const struct bounds *bounds, const struct model_struct *structure)
{
    struct bounds_layout end = {0, 1};
    size_t has = 0, is_null = 0;
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        end = bounds_append(end, member->is_pointer ? pointer : bounds_layout(bounds, member->type));
        has += member->presence == MODEL_BY_HAS;
        is_null += member->has_null_bit;
    }
    if (structure->member_count == 0)
        end.size = 1; /* C has no empty structs */
    return close_struct(bounds_append(bounds_append(end, bits(has)), bits(is_null)));
}

/* The kind, and room for the largest variant. */
static struct bounds_layout choice_layout(const struct bounds *bounds, const struct model_union *choice)
{
    struct bounds_layout room = {0, 1};
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        struct bounds_layout layout = variant->is_pointer ? pointer : bounds_layout(bounds, variant->type);
        room.size = layout.size > room.size ? layout.size : room.size;
        room.align = layout.align > room.align ? layout.align : room.align;
    }
    return close_struct(bounds_append((struct bounds_layout){4, 4}, room));
}

struct bounds_layout measure_layout_object(const struct bounds *bounds, const struct measure_object *object)
{
    return object->structure != NULL ? structure_layout(bounds, object->structure) : choice_layout(bounds, object->choice);
}
