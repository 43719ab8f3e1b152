/* SPDX-License-Identifier: MIT */
/*
 * jansson: duplicate keys refused while parsing, strings without the second check of their UTF-8 where it offers that.
 */
#include <stdlib.h>

#include <jansson.h>

#include "native.h"

typedef json_t *node;

struct state {
    swage_arena *arena;
    json_t *read; /* what was read last, and owns its strings */
    char *text;   /* what was written last */
};

struct members {
    json_t *object;
    void *at;
    const char *key;
    size_t len;
    node value;
};

struct items {
    json_t *list;
    size_t at, hint;
};

static inline bool members_open(node v, struct members *it)
{
    it->object = v;
    it->at = json_object_iter(v);
    return json_is_object(v);
}

static inline bool members_next(struct members *it)
{
    if (!it->at)
        return false;
    it->key = json_object_iter_key(it->at);
    it->len = json_object_iter_key_len(it->at);
    it->value = json_object_iter_value(it->at);
    it->at = json_object_iter_next(it->object, it->at);
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
    *it = (struct items){v, 0, json_array_size(v)};
    return json_is_array(v);
}

static inline bool items_next(struct items *it, node *v)
{
    if (it->at == it->hint)
        return false;
    *v = json_array_get(it->list, it->at++);
    return true;
}

static inline bool items_good(const struct items *it)
{
    (void)it;
    return true;
}

static inline bool is_null(node v)
{
    return json_is_null(v);
}

static inline bool read_bool(struct state *c, node v, bool *out)
{
    (void)c;
    *out = json_is_true(v);
    return json_is_boolean(v);
}

static inline bool read_int64(struct state *c, node v, int64_t *out)
{
    (void)c;
    *out = json_integer_value(v);
    return json_is_integer(v);
}

static inline bool read_uint64(struct state *c, node v, uint64_t *out)
{
    (void)c;
    *out = (uint64_t)json_integer_value(v);
    return json_is_integer(v) && json_integer_value(v) >= 0;
}

static inline bool read_float64(struct state *c, node v, double *out)
{
    (void)c;
    *out = json_number_value(v);
    return json_is_number(v);
}

static inline bool read_string(struct state *c, node v, swage_str *out)
{
    (void)c;
    *out = swage_str_of(json_string_value(v), json_string_length(v));
    return json_is_string(v);
}

#include "dom.h"

static bool text_open(struct state *c, swage_str text, node *root)
{
    json_decref(c->read);
    swage_arena_reset(c->arena);
    *root = c->read = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
    return c->read != NULL;
}

static bool text_close(struct state *c)
{
    (void)c;
    return true;
}

static inline node new_object(struct state *c)
{
    (void)c;
    return json_object();
}

static inline node new_array(struct state *c)
{
    (void)c;
    return json_array();
}

/* With the check of UTF-8, which every other peer that offers one does as well. */
static inline node new_string(struct state *c, swage_str text)
{
    (void)c;
    return json_stringn(text.ptr, text.len);
}

static inline node new_int64(struct state *c, int64_t value)
{
    (void)c;
    return json_integer(value);
}

static inline node new_uint64(struct state *c, uint64_t value)
{
    (void)c;
    return json_integer((json_int_t)value);
}

static inline node new_float64(struct state *c, double value)
{
    (void)c;
    return json_real(value);
}

static inline node new_bool(struct state *c, bool value)
{
    (void)c;
    return json_boolean(value);
}

static inline node new_null(struct state *c)
{
    (void)c;
    return json_null();
}

static inline void set(struct state *c, node object, const char *key, size_t len, node value)
{
    (void)c;
    (void)len;
    json_object_set_new_nocheck(object, key, value);
}

static inline void push(struct state *c, node list, node value)
{
    (void)c;
    json_array_append_new(list, value);
}

static bool text_write(struct state *c, node root, swage_str *out)
{
    free(c->text);
    c->text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    *out = swage_str_of(c->text, c->text ? strlen(c->text) : 0);
    return c->text != NULL;
}

#include "shapes_dom.h"

static struct state *open_state(void)
{
    struct state *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->arena = new_arena();
    return c;
}

static void close_state(struct state *c)
{
    json_decref(c->read);
    free(c->text);
    swage_arena_free(c->arena);
    free(c);
}

const struct peer jansson_peer = {"jansson", JANSSON_VERSION, true, shapes, open_state, close_state};
