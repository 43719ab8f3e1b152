/* SPDX-License-Identifier: MIT */
/*
 * json-c: its tokener in strict mode with UTF-8 checked, kept from text to text.
 */
#include <stdlib.h>

#include <json-c/json.h>

#include "native.h"

typedef struct json_object *node;

struct state {
    swage_arena *arena;
    json_tokener *tokener;
    json_object *read;    /* what was read last, and owns its strings */
    json_object *written; /* what was written last, and owns the text */
};

struct members {
    struct lh_entry *at;
    const char *key;
    size_t len;
    node value;
};

struct items {
    json_object *list;
    size_t at, hint;
};

static inline bool members_open(node v, struct members *it)
{
    if (!json_object_is_type(v, json_type_object))
        return false;
    it->at = json_object_get_object(v)->head;
    return true;
}

static inline bool members_next(struct members *it)
{
    if (!it->at)
        return false;
    it->key = (const char *)lh_entry_k(it->at);
    it->len = strlen(it->key);
    it->value = (json_object *)lh_entry_v(it->at);
    it->at = it->at->next;
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
    if (!json_object_is_type(v, json_type_array))
        return false;
    *it = (struct items){v, 0, json_object_array_length(v)};
    return true;
}

static inline bool items_next(struct items *it, node *v)
{
    if (it->at == it->hint)
        return false;
    *v = json_object_array_get_idx(it->list, it->at++);
    return true;
}

static inline bool items_good(const struct items *it)
{
    (void)it;
    return true;
}

static inline bool is_null(node v)
{
    return !v;
}

static inline bool read_bool(struct state *c, node v, bool *out)
{
    (void)c;
    *out = json_object_get_boolean(v);
    return json_object_is_type(v, json_type_boolean);
}

static inline bool read_int64(struct state *c, node v, int64_t *out)
{
    (void)c;
    *out = json_object_get_int64(v);
    return json_object_is_type(v, json_type_int);
}

static inline bool read_uint64(struct state *c, node v, uint64_t *out)
{
    (void)c;
    *out = json_object_get_uint64(v);
    return json_object_is_type(v, json_type_int) && (json_object_get_int64(v) >= 0);
}

static inline bool read_float64(struct state *c, node v, double *out)
{
    (void)c;
    *out = json_object_get_double(v);
    return json_object_is_type(v, json_type_double) || json_object_is_type(v, json_type_int);
}

static inline bool read_string(struct state *c, node v, swage_str *out)
{
    (void)c;
    if (!json_object_is_type(v, json_type_string))
        return false;
    *out = swage_str_of(json_object_get_string(v), (size_t)json_object_get_string_len(v));
    return true;
}

#include "dom.h"

static bool text_open(struct state *c, swage_str text, node *root)
{
    json_object_put(c->read);
    swage_arena_reset(c->arena);
    json_tokener_reset(c->tokener);
    *root = c->read = json_tokener_parse_ex(c->tokener, text.ptr, (int)text.len);
    return c->read && json_tokener_get_parse_end(c->tokener) == text.len;
}

static bool text_close(struct state *c)
{
    (void)c;
    return true;
}

static inline node new_object(struct state *c)
{
    if (c->written) {
        json_object_put(c->written);
        c->written = NULL;
    }
    return json_object_new_object();
}

static inline node new_array(struct state *c)
{
    (void)c;
    return json_object_new_array();
}

static inline node new_string(struct state *c, swage_str text)
{
    (void)c;
    return json_object_new_string_len(text.ptr, (int)text.len);
}

static inline node new_int64(struct state *c, int64_t value)
{
    (void)c;
    return json_object_new_int64(value);
}

static inline node new_uint64(struct state *c, uint64_t value)
{
    (void)c;
    return json_object_new_uint64(value);
}

static inline node new_float64(struct state *c, double value)
{
    (void)c;
    return json_object_new_double(value);
}

static inline node new_bool(struct state *c, bool value)
{
    (void)c;
    return json_object_new_boolean(value);
}

static inline node new_null(struct state *c)
{
    (void)c;
    return NULL;
}

static inline void set(struct state *c, node object, const char *key, size_t len, node value)
{
    (void)c;
    (void)len;
    json_object_object_add_ex(object, key, value, JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY);
}

static inline void push(struct state *c, node list, node value)
{
    (void)c;
    json_object_array_add(list, value);
}

static bool text_write(struct state *c, node root, swage_str *out)
{
    c->written = root;
    out->ptr = json_object_to_json_string_length(root, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE,
                                                 &out->len);
    return out->ptr != NULL;
}

#include "shapes_dom.h"

static struct state *open_state(void)
{
    struct state *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->arena = new_arena();
    c->tokener = json_tokener_new();
    json_tokener_set_flags(c->tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    return c;
}

static void close_state(struct state *c)
{
    json_object_put(c->read);
    json_object_put(c->written);
    json_tokener_free(c->tokener);
    swage_arena_free(c->arena);
    free(c);
}

const struct peer jsonc_peer = {"json-c", JSON_C_VERSION, true, shapes, open_state, close_state};
