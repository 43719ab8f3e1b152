/* SPDX-License-Identifier: MIT */
/*
 * RFC 7396 2, word for word:
 *
 *     MergePatch(Target, Patch):
 *         if Patch is an Object:
 *             if Target is not an Object: Target = {}
 *             for each Name/Value pair in Patch:
 *                 if Value is null: remove Name from Target
 *                 else: Target[Name] = MergePatch(Target[Name], Value)
 *             return Target
 *         else: return Patch
 */
#include "config.h"

#include "test/merge.h"

#include <swage/buffer.h>
#include <swage/read.h>

#include <string.h>

struct member {
    swage_str key; /* with its quotes */
    swage_str value;
};

struct members {
    struct member *list;
    size_t count;
};

static const swage_str absent;

static bool is_object(swage_str json)
{
    return json.len > 0 && json.ptr[0] == '{';
}

static bool is_null(swage_str json)
{
    return swage_str_equal(json, SWAGE_STR("null"));
}

/* The members of an object; at most one a colon. False without memory. */
static bool split(swage_str json, swage_arena *arena, struct members *out)
{
    swage_reader r;
    swage_str key;
    size_t most = 0;
    for (size_t i = 0; i < json.len; i++)
        most += json.ptr[i] == ':';
    out->count = 0;
    out->list = swage_arena_alloc(arena, (most + 1) * sizeof *out->list);
    const char *p = out->list ? swage_reader_open(&r, json, arena) : NULL;
    if (!p)
        return false;
    p = swage_open(&r, p, '{');
    for (bool more = *p != '}'; more; more = swage_comma(&r, &p)) {
        const char *start = p;
        if (!(p = swage_read_map_key_nul(&r, p, &key)))
            return false;
        struct member *member = &out->list[out->count++];
        member->key = swage_str_of(start, (size_t)(p - 1 - start));
        if (!(p = swage_read_json(&r, p, &member->value)))
            return false;
    }
    return true;
}

static const struct member *find(const struct members *members, swage_str key)
{
    for (size_t i = 0; i < members->count; i++)
        if (swage_str_equal(members->list[i].key, key))
            return &members->list[i];
    return NULL;
}

/* Appends `"key":value`. */
static int put_member(swage_buffer *out, swage_str key, swage_str value)
{
    int status = value.ptr ? SWAGE_OK : SWAGE_E_LIMIT;
    if (!status && out->ptr[out->len - 1] != '{')
        status = swage_buffer_add(out, ",", 1);
    if (!status)
        status = swage_buffer_add_str(out, key);
    if (!status)
        status = swage_buffer_add(out, ":", 1);
    return status ? status : swage_buffer_add_str(out, value);
}

/* Members of the target in their order, changed or not, and then those that are new. */
static int join(swage_buffer *out, const struct members *target, const struct members *patch, swage_arena *arena)
{
    int status = swage_buffer_add(out, "{", 1);
    for (size_t i = 0; i < target->count && !status; i++) {
        const struct member *old = &target->list[i], *change = find(patch, old->key);
        if (!change)
            status = put_member(out, old->key, old->value);
        else if (!is_null(change->value))
            status = put_member(out, old->key, merge_patch(old->value, change->value, arena));
    }
    for (size_t i = 0; i < patch->count && !status; i++) {
        const struct member *change = &patch->list[i];
        if (!find(target, change->key) && !is_null(change->value))
            status = put_member(out, change->key, merge_patch(absent, change->value, arena));
    }
    return status ? status : swage_buffer_add(out, "}", 1);
}

swage_str merge_patch(swage_str target, swage_str patch, swage_arena *arena)
{
    struct members old = {NULL, 0}, changes;
    swage_buffer out;
    if (!is_object(patch))
        return patch;
    if (!split(patch, arena, &changes) || (is_object(target) && !split(target, arena, &old)))
        return absent;
    swage_buffer_init(&out, SIZE_MAX / 2);
    int status = join(&out, &old, &changes, arena);
    swage_str merged = status ? absent : swage_str_copy(swage_str_of(out.ptr, out.len), arena);
    swage_buffer_done(&out);
    return merged;
}
