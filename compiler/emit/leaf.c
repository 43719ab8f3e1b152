/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "emit/leaf.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

void leaf_init(struct leaf *p, struct pool *pool, bool is_tight)
{
    memset(p, 0, sizeof *p);
    text_init(&p->text, pool);
    p->is_tight = is_tight;
}

static void put(struct leaf *p, const char *text)
{
    text_bytes(&p->text, text, strlen(text));
}

static void new_line(struct leaf *p)
{
    if (p->is_tight || p->row > 0)
        return;
    put(p, "\n");
    for (size_t i = 0; i < p->depth; i++)
        put(p, "  ");
}

/* Before an item of an array or a key of an object. */
static void begin(struct leaf *p)
{
    if (p->depth == 0)
        return;
    bool *has_items = &p->has_items[p->depth - 1];
    if (*has_items)
        put(p, p->row > 0 && !p->is_tight ? ", " : ",");
    *has_items = true;
    new_line(p);
}

/* Before a value: behind a key all is said. */
static void begin_value(struct leaf *p)
{
    if (p->depth > 0 && p->ends[p->depth - 1] == ']')
        begin(p);
}

void leaf_open(struct leaf *p, char bracket)
{
    begin_value(p);
    assert(p->depth < LEAF_DEPTH);
    p->has_items[p->depth] = false;
    p->ends[p->depth++] = bracket == '{' ? '}' : ']';
    text_bytes(&p->text, &bracket, 1);
}

void leaf_row(struct leaf *p)
{
    leaf_open(p, '[');
    if (p->row == 0)
        p->row = p->depth;
}

void leaf_close(struct leaf *p)
{
    bool had_items = p->has_items[--p->depth];
    if (p->row > p->depth)
        p->row = 0;
    else if (had_items)
        new_line(p);
    text_bytes(&p->text, &p->ends[p->depth], 1);
    if (p->depth == 0 && !p->is_tight)
        put(p, "\n");
}

static void put_string(struct leaf *p, struct model_text text)
{
    struct model_text inside = text_json(p->text.pool, text.ptr, text.len);
    put(p, "\"");
    text_bytes(&p->text, inside.ptr, inside.len);
    put(p, "\"");
}

void leaf_key_text(struct leaf *p, struct model_text key)
{
    begin(p);
    put_string(p, key);
    put(p, p->is_tight ? ":" : ": ");
}

void leaf_key(struct leaf *p, const char *key)
{
    leaf_key_text(p, (struct model_text){key, strlen(key)});
}

/* ---- values ---- */

void leaf_text(struct leaf *p, struct model_text text)
{
    begin_value(p);
    put_string(p, text);
}

void leaf_string(struct leaf *p, const char *text)
{
    leaf_text(p, (struct model_text){text, strlen(text)});
}

void leaf_raw(struct leaf *p, struct model_text json)
{
    begin_value(p);
    text_bytes(&p->text, json.ptr, json.len);
}

static void put_digits(struct leaf *p, const char *digits)
{
    leaf_raw(p, (struct model_text){digits, strlen(digits)});
}

void leaf_int(struct leaf *p, int64_t value)
{
    put_digits(p, pool_printf(p->text.pool, "%" PRId64, value));
}

void leaf_uint(struct leaf *p, uint64_t value)
{
    put_digits(p, pool_printf(p->text.pool, "%" PRIu64, value));
}

/* ---- members ---- */

void leaf_put(struct leaf *p, const char *key, const char *text)
{
    if (text == NULL)
        return;
    leaf_key(p, key);
    leaf_string(p, text);
}

void leaf_put_flag(struct leaf *p, const char *key, bool value)
{
    if (!value)
        return;
    leaf_key(p, key);
    put_digits(p, "true");
}

void leaf_put_int(struct leaf *p, const char *key, int64_t value)
{
    leaf_key(p, key);
    leaf_int(p, value);
}

void leaf_put_uint(struct leaf *p, const char *key, uint64_t value)
{
    leaf_key(p, key);
    leaf_uint(p, value);
}

void leaf_put_raw(struct leaf *p, const char *key, struct model_text json)
{
    leaf_key(p, key);
    leaf_raw(p, json);
}
