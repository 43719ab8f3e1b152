/* SPDX-License-Identifier: MIT */
/*
 * What reading a value may take from the arena, against the length of its text: the most that `taken - rate * length` can
 * be over all values and all texts of them, for each of several rates. With the rate 0 that is what the bounds allow; with
 * a rate at which it is 0 or less, the rate is what any text can take for each of its bytes; and between the two lies what
 * a text of limited length can take.
 *
 * Counted is what the reader allocates: strings with escapes, by their length in the text; items, whose room doubles; what
 * stands behind pointers. What lies in blocks and is not used comes on top: an allocation that does not fit leaves less
 * behind than it takes, so that is counted once more. See runtime/core/arena.c and runtime/json/reader.c.
 */
#include "config.h"

#include "model/measure.h"

const unsigned measure_rates[MEASURE_RATES] = {0,  1,  2,  3,   4,   6,   8,   12,  16,   24,
                                               32, 48, 64, 96, 128, 192, 256, 512, 1024, 65536};

enum {
    ALIGN = 16,           /* of allocations */
    SMALL = 2048,         /* half of the smallest block: what is given back of an allocation up to this is on top */
    BLOCK_MAX = 1 << 20,  /* a larger allocation has a block of its own */
    ITEMS_BYTES = 256,    /* what a new array takes, and how many items at least */
    ITEMS_LEAST = 4,
    SORTED_BYTES = 8,     /* of each item, where all have to differ, while they are compared */
};

/* ---- sums ---- */

#define NEED_MAX (INT64_MAX / 4) /* beyond this nothing is told apart */

/* Whether the size is beyond `max`: where size_t has 32 bits all but BOUNDS_NONE are below NEED_MAX. */
static bool is_beyond(uint64_t size, int64_t max)
{
    return size == BOUNDS_NONE || size > (uint64_t)max;
}

static int64_t from_size(size_t size)
{
    return is_beyond(size, NEED_MAX) ? MEASURE_NONE : (int64_t)size;
}

static int64_t plus(int64_t a, int64_t b)
{
    if (a == MEASURE_UNKNOWN || b == MEASURE_UNKNOWN)
        return MEASURE_UNKNOWN;
    if (a == MEASURE_NONE || b == MEASURE_NONE || a + b > NEED_MAX)
        return MEASURE_NONE;
    return a + b < -NEED_MAX ? -NEED_MAX : a + b;
}

static int64_t times(int64_t a, size_t count)
{
    if (count == 0)
        return 0;
    if (a == MEASURE_UNKNOWN || a == 0)
        return a;
    if (a == MEASURE_NONE || (a > 0 && is_beyond(count, NEED_MAX / a)))
        return MEASURE_NONE;
    if (a < 0 && is_beyond(count, NEED_MAX / -a))
        return -NEED_MAX;
    return a * (int64_t)count;
}

/* The same where the text has `len` more bytes. */
static int64_t less(int64_t need, unsigned rate, size_t len)
{
    return plus(need, -times(is_beyond(len, NEED_MAX) ? NEED_MAX : (int64_t)len, rate));
}

static int64_t most_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* ---- allocations ---- */

static size_t round_up(size_t size)
{
    return size > BOUNDS_NONE - ALIGN ? BOUNDS_NONE : (size + ALIGN - 1) / ALIGN * ALIGN;
}

/* An allocation of `size` bytes, of which all but `kept` are given back at once. */
static size_t charge(size_t size, size_t kept)
{
    if (size <= SMALL)
        return round_up(kept) * 2;
    return bounds_product(round_up(size), size <= BLOCK_MAX ? 2 : 1);
}

size_t bounds_alloc_arena(size_t size)
{
    return charge(size, size);
}

/* A struct or union behind a pointer. */
static int64_t pointed(const struct bounds *bounds, const struct model_type *type)
{
    size_t size = bounds_layout(bounds, type).size;
    return from_size(charge(size, size));
}

/* ---- strings ---- */

struct points { /* of a string: how many, and their bytes when unescaped and when escaped */
    size_t least, most, bytes, escape;
};

/* Nothing when it has no escapes; else first room for its text as it stands. The shortest escape has two bytes, and each
   further byte of text takes two of the arena at most. */
static int64_t text_need(struct points points, unsigned rate)
{
    size_t raw = bounds_product(points.most, points.escape);
    size_t shortest = points.least == 0 ? 2 : bounds_sum(points.least, 1);
    int64_t plain = less(0, rate, bounds_sum(points.least, 2));
    int64_t escaped = from_size(charge(raw, bounds_product(points.most, points.bytes)));
    if (points.most == 0)
        return plain;
    if (rate >= 2)
        escaped = least_of(escaped, from_size(bounds_sum(bounds_product(shortest, 2), 2 * ALIGN)));
    return most_of(plain, less(escaped, rate, bounds_sum(shortest, 2)));
}

static int64_t string_need(const struct model_type *type, unsigned rate)
{
    struct points points = {type->least, measure_points(type), measure_point_bytes(type), measure_point_escape(type)};
    return text_need(points, rate);
}

/* Always into the arena; what is escaped is unescaped there before. Each byte of text takes four of the arena at most. */
static int64_t bytes_need(const struct model_type *type, unsigned rate)
{
    size_t shortest = measure_digits(type, type->least), longest = measure_digits(type, type->most);
    size_t text = charge(bounds_product(longest, 6), longest), decoded = charge(bounds_sum(longest, 2), type->most);
    int64_t taken = from_size(bounds_sum(text, decoded));
    if (rate >= 4)
        taken = least_of(taken, from_size(bounds_sum(bounds_product(bounds_sum(shortest, 3), 4), 4 * ALIGN)));
    return less(taken, rate, bounds_sum(shortest, 2));
}

static int64_t words_need(const struct model_enum *enumeration, unsigned rate)
{
    struct points points = {BOUNDS_NONE, 0, 4, 12};
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        size_t count = measure_count(enumeration->enumerators[i].text);
        points.least = count < points.least ? count : points.least;
        points.most = count > points.most ? count : points.most;
    }
    if (enumeration->is_open)
        points = (struct points){0, BOUNDS_NONE, 4, 12};
    return text_need(points, rate);
}

/* ---- lists ---- */

struct list {
    size_t size; /* of an item, in C */
    size_t least, most;
    int64_t item;    /* what an item needs, with its comma */
    bool allocates;  /* what is read of items stands between the array and the arena's free end */
    bool must_differ;
};

static size_t first_count(size_t size)
{
    return size > 0 && size < ITEMS_BYTES / ITEMS_LEAST ? ITEMS_BYTES / size : ITEMS_LEAST;
}

/* Room for items, that of which it was made while they were fewer included. */
static size_t room_for(size_t size, size_t count, bool allocates)
{
    size_t room = first_count(size), sum = 0;
    if (count == 0)
        return 0;
    if (count == BOUNDS_NONE || size == BOUNDS_NONE)
        return BOUNDS_NONE;
    while (room < count && room < BOUNDS_NONE / 4) {
        sum = bounds_sum(sum, charge(bounds_product(room, size), bounds_product(room, size)));
        room *= 2;
    }
    size_t last = bounds_product(room, size);
    /* It grows in place, and gives back what is not needed. */
    if (!allocates && last <= SMALL)
        return charge(last, count * size);
    return bounds_sum(sum, charge(last, last));
}

/* What all items take where there is room for the most of them. */
static int64_t list_at_most(const struct list *list, unsigned rate)
{
    size_t count = list->item > 0 ? list->most : list->least > 0 ? list->least : 1;
    size_t sorted = list->must_differ ? charge(bounds_product(list->most, SORTED_BYTES), 0) : 0;
    int64_t room = from_size(bounds_sum(room_for(list->size, list->most, list->allocates), sorted));
    return less(plus(room, times(list->item, count)), rate, 1);
}

/* What the first item takes, and at most as much for every further one: less than four times its size, and once more. */
static int64_t list_by_item(const struct list *list, unsigned rate)
{
    size_t first = first_count(list->size), room = round_up(bounds_product(first, list->size));
    size_t sorted = list->must_differ ? 2 * SORTED_BYTES : 0;
    if (room == BOUNDS_NONE)
        return MEASURE_NONE;
    int64_t start = from_size(bounds_sum(room_for(list->size, 1, list->allocates), sorted));
    int64_t step = plus(list->item, from_size(bounds_sum(bounds_product(room / first + (room % first != 0), 8), sorted)));
    size_t more = step > 0 ? list->most - 1 : list->least > 0 ? list->least - 1 : 0;
    if (step > 0 && list->most == BOUNDS_NONE)
        return MEASURE_NONE;
    return less(plus(plus(start, list->item), times(step, more)), rate, 1);
}

static int64_t list_need(const struct list *list, unsigned rate)
{
    size_t first = bounds_product(first_count(list->size), list->size);
    int64_t empty = list->least > 0 ? MEASURE_UNKNOWN : less(from_size(charge(first, 0)), rate, 2);
    if (list->most == 0 || list->item == MEASURE_UNKNOWN)
        return empty;
    return most_of(empty, least_of(list_at_most(list, rate), list_by_item(list, rate)));
}

static int64_t array_need(const struct bounds *bounds, const struct model_type *type, size_t at)
{
    unsigned rate = measure_rates[at];
    struct list list = {.size = bounds_layout(bounds, type->item).size,
                        .least = type->least,
                        .most = type->most,
                        .item = less(measure_need_of(bounds, type->item, at), rate, 1),
                        .allocates = measure_need_of(bounds, type->item, 0) != 0,
                        .must_differ = type->is_unique};
    return list_need(&list, rate);
}

/* Keys may be escaped, whatever they say: digits too. */
static int64_t key_need(const struct model_type *key, unsigned rate)
{
    if (key->kind == MODEL_ENUM)
        return words_need(key->enumeration, rate);
    return key->kind == MODEL_STRING ? string_need(key, rate) : text_need((struct points){1, 20, 1, 6}, rate);
}

static int64_t map_need(const struct bounds *bounds, const struct model_type *type, size_t at)
{
    unsigned rate = measure_rates[at];
    struct bounds_layout entry = bounds_append(bounds_layout(bounds, type->key), bounds_layout(bounds, type->item));
    int64_t item = plus(key_need(type->key, rate), measure_need_of(bounds, type->item, at));
    struct list list = {.size = bounds_append(entry, (struct bounds_layout){0, entry.align}).size,
                        .least = type->least,
                        .most = measure_entries(type),
                        .item = less(item, rate, 2),
                        .allocates = true,
                        .must_differ = true};
    return list_need(&list, rate);
}

/* They lie where the array is. */
static int64_t fixed_need(const struct bounds *bounds, const struct model_type *type, size_t at)
{
    unsigned rate = measure_rates[at];
    int64_t item = less(measure_need_of(bounds, type->item, at), rate, 1);
    int64_t unique = type->is_unique ? from_size(charge(bounds_product(type->most, SORTED_BYTES), 0)) : 0;
    return less(plus(times(item, type->most), unique), rate, 1);
}

size_t bounds_items_arena(const struct bounds *bounds, const struct model_type *item, size_t count)
{
    return room_for(bounds_layout(bounds, item).size, count, measure_need_of(bounds, item, 0) != 0);
}

/* ---- values ---- */

static int64_t maybe_need(const struct bounds *bounds, const struct model_type *type, size_t at)
{
    int64_t item = measure_need_of(bounds, type->item, at);
    if (type->item->kind == MODEL_STRUCT || type->item->kind == MODEL_UNION)
        item = plus(item, pointed(bounds, type->item));
    return most_of(item, less(0, measure_rates[at], 4));
}

int64_t measure_need_of(const struct bounds *bounds, const struct model_type *type, size_t at)
{
    unsigned rate = measure_rates[at];
    switch (type->kind) {
    case MODEL_STRING: return string_need(type, rate);
    case MODEL_BYTES: return bytes_need(type, rate);
    case MODEL_STRUCT:
    case MODEL_UNION: return measure_find(bounds, type)->need[at];
    case MODEL_EXTERN: return MEASURE_NONE; /* whatever the user's function takes */
    case MODEL_ARRAY: return array_need(bounds, type, at);
    case MODEL_MAP: return map_need(bounds, type, at);
    case MODEL_FIXED: return fixed_need(bounds, type, at);
    case MODEL_MAYBE: return maybe_need(bounds, type, at);
    case MODEL_ENUM:
        if (!type->enumeration->is_number)
            return words_need(type->enumeration, rate);
        break;
    default: break;
    }
    return less(0, rate, measure_text(bounds, type).least);
}

/* ---- objects ---- */

/* A value, and the struct behind its pointer. */
static int64_t held_need(const struct bounds *bounds, const struct model_type *type, bool is_pointer, size_t at)
{
    int64_t need = measure_need_of(bounds, type, at);
    return is_pointer ? plus(need, pointed(bounds, type)) : need;
}

static int64_t member_need(const struct bounds *bounds, const struct model_member *member, size_t at)
{
    unsigned rate = measure_rates[at];
    int64_t need = held_need(bounds, member->type, member->is_pointer, at);
    if (member->is_nullable)
        need = most_of(need, less(0, rate, 4));
    need = less(need, rate, member->key.len + 4); /* quotes, colon, comma */
    return member->is_required ? need : most_of(need, 0);
}

/* With one brace: the other stands for the comma that is too many. */
static int64_t members_need(const struct bounds *bounds, const struct model_struct *structure, size_t at)
{
    int64_t sum = less(0, measure_rates[at], 1);
    for (size_t i = 0; i < structure->member_count; i++)
        sum = plus(sum, member_need(bounds, &structure->members[i], at));
    return sum;
}

/* A tag that is unescaped into the arena as often as it is read. */
static int64_t tag_need(struct model_text key, struct model_text tag, size_t reads, unsigned rate)
{
    size_t len = measure_count(tag);
    int64_t plain = less(0, rate, len + 2);
    int64_t escaped = less(times(from_size(charge(len * 12, tag.len)), reads), rate, len + 3);
    return less(most_of(plain, escaped), rate, key.len + 4);
}

static int64_t variant_need(const struct bounds *bounds, const struct model_union *choice,
                            const struct model_variant *variant, size_t at)
{
    unsigned rate = measure_rates[at];
    int64_t value = held_need(bounds, variant->type, variant->is_pointer, at);
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL: return plus(value, tag_need(choice->tag_key, variant->tag, 2, rate));
    case MODEL_TAG_ADJACENT:
        return plus(less(value, rate, choice->content_key.len + 5), tag_need(choice->tag_key, variant->tag, 1, rate));
    case MODEL_TAG_EXTERNAL: return less(value, rate, variant->tag.len + 5);
    case MODEL_TAG_NONE: break;
    }
    return value;
}

int64_t measure_need_object(const struct bounds *bounds, const struct measure_object *object, size_t at)
{
    int64_t need = MEASURE_UNKNOWN;
    if (object->structure != NULL)
        return members_need(bounds, object->structure, at);
    for (size_t i = 0; i < object->choice->variant_count; i++)
        need = most_of(need, variant_need(bounds, object->choice, &object->choice->variants[i], at));
    return need;
}
