/* SPDX-License-Identifier: MIT */
/*
 * simdjson, On-Demand. The text is copied into a buffer with the padding that it wants, as a server must whose requests
 * lie where they arrived. Its builder came in a later version than the package has that carries it: decode only.
 */
#include <simdjson.h>

#include "native.h"

namespace {

using namespace simdjson;
typedef ondemand::value node;

} // namespace

struct state {
    swage_arena *arena;
    char *padded;
    size_t cap;
    ondemand::parser parser;
    ondemand::document doc;
};

namespace {

struct members {
    ondemand::object object;
    ondemand::object_iterator at, end;
    bool has_begun, has_failed;
    std::string_view key;
    node value;
};

struct items {
    ondemand::array list;
    ondemand::array_iterator at, end;
    bool has_begun, has_failed;
    size_t hint;
};

inline bool members_open(node v, struct members *it)
{
    it->has_begun = it->has_failed = false;
    return !v.get_object().get(it->object) && !it->object.begin().get(it->at) && !it->object.end().get(it->end);
}

inline bool members_next(struct members *it)
{
    ondemand::field field;
    if (it->has_begun)
        ++it->at;
    it->has_begun = true;
    if (it->at == it->end)
        return false;
    if ((*it->at).get(field)) {
        it->has_failed = true;
        return false;
    }
    it->key = field.escaped_key();
    it->value = field.value();
    return true;
}

inline bool members_good(const struct members *it)
{
    return !it->has_failed;
}

inline bool key_is(const struct members *it, const char *key, size_t len)
{
    return it->key.size() == len && memcmp(it->key.data(), key, len) == 0;
}

inline swage_str key_text(const struct members *it)
{
    return swage_str_of(it->key.data(), it->key.size());
}

inline bool items_open(node v, struct items *it)
{
    it->has_begun = it->has_failed = false;
    it->hint = 0;
    return !v.get_array().get(it->list) && !it->list.begin().get(it->at) && !it->list.end().get(it->end);
}

inline bool items_next(struct items *it, node *v)
{
    if (it->has_begun)
        ++it->at;
    it->has_begun = true;
    if (it->at == it->end)
        return false;
    it->has_failed = (*it->at).get(*v);
    return !it->has_failed;
}

inline bool items_good(const struct items *it)
{
    return !it->has_failed;
}

inline bool is_null(node v)
{
    bool is = false;
    return !v.is_null().get(is) && is;
}

inline bool read_bool(struct state *, node v, bool *out)
{
    return !v.get_bool().get(*out);
}

inline bool read_int64(struct state *, node v, int64_t *out)
{
    return !v.get_int64().get(*out);
}

inline bool read_uint64(struct state *, node v, uint64_t *out)
{
    return !v.get_uint64().get(*out);
}

inline bool read_float64(struct state *, node v, double *out)
{
    return !v.get_double().get(*out);
}

inline bool read_string(struct state *, node v, swage_str *out)
{
    std::string_view text;
    if (v.get_string().get(text))
        return false;
    *out = swage_str_of(text.data(), text.size());
    return true;
}

} // namespace

#include "dom.h"

namespace {

bool text_open(struct state *c, swage_str text, node *root)
{
    swage_arena_reset(c->arena);
    if (c->cap < text.len + SIMDJSON_PADDING) {
        c->cap = text.len + SIMDJSON_PADDING;
        c->padded = (char *)realloc(c->padded, c->cap);
    }
    memcpy(c->padded, text.ptr, text.len);
    return !c->parser.iterate(padded_string_view(c->padded, text.len, c->cap)).get(c->doc) &&
           !c->doc.get_value().get(*root);
}

bool text_close(struct state *c)
{
    return c->doc.at_end();
}

#include "shapes_read.h"

struct state *open_state(void)
{
    struct state *c = new state;
    c->arena = new_arena();
    c->padded = nullptr;
    c->cap = 0;
    return c;
}

void close_state(struct state *c)
{
    swage_arena_free(c->arena);
    free(c->padded);
    delete c;
}

} // namespace

const struct peer simdjson_peer = {"simdjson", SIMDJSON_VERSION, false, shapes, open_state, close_state};
