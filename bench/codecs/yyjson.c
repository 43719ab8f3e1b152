/* SPDX-License-Identifier: MIT */
/*
 * yyjson: an immutable document for reading and a mutable one for writing, both in pools that are kept, so that its
 * allocator costs nothing.
 */
#include <stdlib.h>

#include <yyjson.h>

#include "native.h"

typedef void *node; /* yyjson_val, or yyjson_mut_val when writing */

enum { POOL_SIZE = 64 << 20 };

struct state {
    swage_arena *arena;
    void *read_pool, *write_pool, *text_pool;
    yyjson_alc text_alc; /* of the text that was written last */
    yyjson_mut_doc *doc;
    yyjson_alc write_alc;
};

struct members {
    yyjson_obj_iter at;
    const char *key;
    size_t len;
    yyjson_val *value;
};

struct items {
    yyjson_arr_iter at;
    size_t hint;
};

static inline bool members_open(node v, struct members *it)
{
    return yyjson_obj_iter_init((yyjson_val *)v, &it->at);
}

static inline bool members_next(struct members *it)
{
    yyjson_val *key = yyjson_obj_iter_next(&it->at);
    if (!key)
        return false;
    it->key = unsafe_yyjson_get_str(key);
    it->len = unsafe_yyjson_get_len(key);
    it->value = yyjson_obj_iter_get_val(key);
    return true;
}

static inline bool members_good(const struct members *it)
{
    (void)it;
    return true;
}

static inline bool key_is(const struct members *it, const char *key, size_t len)
{
    return it->len == len && memcmp(it->key, key, len) == 0;
}

static inline swage_str key_text(const struct members *it)
{
    return swage_str_of(it->key, it->len);
}

static inline bool items_open(node v, struct items *it)
{
    it->hint = yyjson_arr_size((yyjson_val *)v);
    return yyjson_arr_iter_init((yyjson_val *)v, &it->at);
}

static inline bool items_next(struct items *it, node *v)
{
    return (*v = yyjson_arr_iter_next(&it->at)) != NULL;
}

static inline bool items_good(const struct items *it)
{
    (void)it;
    return true;
}

static inline bool is_null(node v)
{
    return yyjson_is_null((yyjson_val *)v);
}

static inline bool read_bool(struct state *c, node v, bool *out)
{
    (void)c;
    *out = yyjson_get_bool((yyjson_val *)v);
    return yyjson_is_bool((yyjson_val *)v);
}

static inline bool read_int64(struct state *c, node v, int64_t *out)
{
    (void)c;
    *out = yyjson_get_sint((yyjson_val *)v);
    return yyjson_is_int((yyjson_val *)v) && (yyjson_is_sint((yyjson_val *)v) || *out >= 0);
}

static inline bool read_uint64(struct state *c, node v, uint64_t *out)
{
    (void)c;
    *out = yyjson_get_uint((yyjson_val *)v);
    return yyjson_is_uint((yyjson_val *)v);
}

static inline bool read_float64(struct state *c, node v, double *out)
{
    (void)c;
    *out = yyjson_get_num((yyjson_val *)v);
    return yyjson_is_num((yyjson_val *)v);
}

static inline bool read_string(struct state *c, node v, swage_str *out)
{
    (void)c;
    if (!yyjson_is_str((yyjson_val *)v))
        return false;
    *out = swage_str_of(unsafe_yyjson_get_str(v), unsafe_yyjson_get_len(v));
    return true;
}

#include "dom.h"

static bool text_open(struct state *c, swage_str text, node *root)
{
    yyjson_alc alc;
    swage_arena_reset(c->arena);
    yyjson_alc_pool_init(&alc, c->read_pool, POOL_SIZE);
    /* Without YYJSON_READ_INSITU the text is not written to, and a copy of it is part of the document. */
    yyjson_doc *doc = yyjson_read_opts((char *)text.ptr, text.len, YYJSON_READ_NOFLAG, &alc, NULL);
    *root = yyjson_doc_get_root(doc);
    return doc != NULL;
}

static bool text_close(struct state *c)
{
    (void)c;
    return true;
}

static inline node new_object(struct state *c)
{
    if (!c->doc) {
        yyjson_alc_pool_init(&c->write_alc, c->write_pool, POOL_SIZE);
        c->doc = yyjson_mut_doc_new(&c->write_alc);
    }
    return yyjson_mut_obj(c->doc);
}

static inline node new_array(struct state *c)
{
    return yyjson_mut_arr(c->doc);
}

static inline node new_string(struct state *c, swage_str text)
{
    return yyjson_mut_strn(c->doc, text.ptr, text.len);
}

static inline node new_int64(struct state *c, int64_t value)
{
    return yyjson_mut_sint(c->doc, value);
}

static inline node new_uint64(struct state *c, uint64_t value)
{
    return yyjson_mut_uint(c->doc, value);
}

static inline node new_float64(struct state *c, double value)
{
    return yyjson_mut_real(c->doc, value);
}

static inline node new_bool(struct state *c, bool value)
{
    return yyjson_mut_bool(c->doc, value);
}

static inline node new_null(struct state *c)
{
    return yyjson_mut_null(c->doc);
}

static inline void set(struct state *c, node object, const char *key, size_t len, node value)
{
    yyjson_mut_obj_add((yyjson_mut_val *)object, yyjson_mut_strn(c->doc, key, len), (yyjson_mut_val *)value);
}

static inline void push(struct state *c, node list, node value)
{
    (void)c;
    yyjson_mut_arr_append((yyjson_mut_val *)list, (yyjson_mut_val *)value);
}

static bool text_write(struct state *c, node root, swage_str *out)
{
    yyjson_mut_doc_set_root(c->doc, (yyjson_mut_val *)root);
    yyjson_alc_pool_init(&c->text_alc, c->text_pool, POOL_SIZE);
    out->ptr = yyjson_mut_write_opts(c->doc, YYJSON_WRITE_NOFLAG, &c->text_alc, &out->len, NULL);
    yyjson_mut_doc_free(c->doc);
    c->doc = NULL;
    return out->ptr != NULL;
}

#include "shapes_dom.h"

static struct state *open_state(void)
{
    struct state *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->arena = new_arena();
    c->read_pool = malloc(POOL_SIZE);
    c->write_pool = malloc(POOL_SIZE);
    c->text_pool = malloc(POOL_SIZE);
    return c;
}

static void close_state(struct state *c)
{
    swage_arena_free(c->arena);
    free(c->read_pool);
    free(c->write_pool);
    free(c->text_pool);
    free(c);
}

const struct peer yyjson_peer = {"yyjson", YYJSON_VERSION_STRING, true, shapes, open_state, close_state};
