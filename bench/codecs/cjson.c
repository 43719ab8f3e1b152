/* SPDX-License-Identifier: MIT */
/*
 * cJSON: numbers are doubles, so that integers beyond 2^53 are not what was sent; UTF-8 is not checked.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "native.h"

typedef cJSON *node;

struct state {
    swage_arena *arena;
    cJSON *read; /* what was read last, and owns its strings */
    char *text;  /* what was written last */
};

struct members {
    const cJSON *at;
    const char *key;
    size_t len;
    node value;
};

struct items {
    cJSON *at;
    size_t hint;
};

static inline bool members_open(node v, struct members *it)
{
    it->at = v->child;
    return cJSON_IsObject(v);
}

static inline bool members_next(struct members *it)
{
    if (!it->at)
        return false;
    it->value = (cJSON *)(uintptr_t)it->at;
    it->key = it->at->string;
    it->len = strlen(it->key);
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
    *it = (struct items){v->child, 0};
    return cJSON_IsArray(v);
}

static inline bool items_next(struct items *it, node *v)
{
    *v = it->at;
    if (!it->at)
        return false;
    it->at = it->at->next;
    return true;
}

static inline bool items_good(const struct items *it)
{
    (void)it;
    return true;
}

static inline bool is_null(node v)
{
    return cJSON_IsNull(v);
}

static inline bool read_bool(struct state *c, node v, bool *out)
{
    (void)c;
    *out = cJSON_IsTrue(v);
    return cJSON_IsBool(v);
}

static inline bool read_int64(struct state *c, node v, int64_t *out)
{
    (void)c;
    if (!cJSON_IsNumber(v) || !(fabs(v->valuedouble) < 0x1p63) || v->valuedouble != floor(v->valuedouble))
        return false;
    *out = (int64_t)v->valuedouble;
    return true;
}

static inline bool read_uint64(struct state *c, node v, uint64_t *out)
{
    int64_t value;
    if (!read_int64(c, v, &value) || value < 0)
        return false;
    *out = (uint64_t)value;
    return true;
}

static inline bool read_float64(struct state *c, node v, double *out)
{
    (void)c;
    *out = v->valuedouble;
    return cJSON_IsNumber(v);
}

static inline bool read_string(struct state *c, node v, swage_str *out)
{
    (void)c;
    if (!cJSON_IsString(v))
        return false;
    *out = swage_str_of(v->valuestring, strlen(v->valuestring));
    return true;
}

#include "dom.h"

static bool text_open(struct state *c, swage_str text, node *root)
{
    const char *end;
    cJSON_Delete(c->read);
    swage_arena_reset(c->arena);
    *root = c->read = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, false);
    return c->read && end == text.ptr + text.len;
}

static bool text_close(struct state *c)
{
    (void)c;
    return true;
}

static inline node new_object(struct state *c)
{
    (void)c;
    return cJSON_CreateObject();
}

static inline node new_array(struct state *c)
{
    (void)c;
    return cJSON_CreateArray();
}

/* It wants a NUL behind each text. */
static inline node new_string(struct state *c, swage_str text)
{
    char *copy = (char *)swage_arena_alloc(c->arena, text.len + 1);
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return cJSON_CreateStringReference(copy);
}

static inline node new_int64(struct state *c, int64_t value)
{
    (void)c;
    return cJSON_CreateNumber((double)value);
}

static inline node new_uint64(struct state *c, uint64_t value)
{
    (void)c;
    return cJSON_CreateNumber((double)value);
}

static inline node new_float64(struct state *c, double value)
{
    (void)c;
    return cJSON_CreateNumber(value);
}

static inline node new_bool(struct state *c, bool value)
{
    (void)c;
    return cJSON_CreateBool(value);
}

static inline node new_null(struct state *c)
{
    (void)c;
    return cJSON_CreateNull();
}

static inline void set(struct state *c, node object, const char *key, size_t len, node value)
{
    (void)c;
    (void)len;
    cJSON_AddItemToObjectCS(object, key, value);
}

static inline void push(struct state *c, node list, node value)
{
    (void)c;
    cJSON_AddItemToArray(list, value);
}

static bool text_write(struct state *c, node root, swage_str *out)
{
    free(c->text);
    c->text = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    swage_arena_reset(c->arena);
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
    cJSON_Delete(c->read);
    free(c->text);
    swage_arena_free(c->arena);
    free(c);
}

#define TEXT(x)    #x
#define DIGITS(x)  TEXT(x)
#define CJSON_TEXT DIGITS(CJSON_VERSION_MAJOR) "." DIGITS(CJSON_VERSION_MINOR) "." DIGITS(CJSON_VERSION_PATCH)

const struct peer cjson_peer = {"cJSON", CJSON_TEXT, true, shapes, open_state, close_state};
