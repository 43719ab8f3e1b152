/* SPDX-License-Identifier: MIT */
/* One place that looks at what json-c returns. */
#include "config.h"

#include "dump/part.h"

#include <stdlib.h>
#include <string.h>

static struct json_object *made(struct part_maker *m, struct json_object *part)
{
    if (part == NULL)
        m->has_failed = true;
    return part;
}

struct json_object *part_object(struct part_maker *m)
{
    return made(m, json_object_new_object());
}

struct json_object *part_array(struct part_maker *m)
{
    return made(m, json_object_new_array());
}

struct json_object *part_text(struct part_maker *m, const char *ptr, size_t len)
{
    return made(m, json_object_new_string_len(ptr, (int)len)); /* a schema has at most 64 MiB */
}

struct json_object *part_bool(struct part_maker *m, bool value)
{
    return made(m, json_object_new_boolean(value));
}

struct json_object *part_int(struct part_maker *m, int64_t value)
{
    return made(m, json_object_new_int64(value));
}

struct json_object *part_uint(struct part_maker *m, uint64_t value)
{
    return made(m, json_object_new_uint64(value));
}

struct json_object *part_raw(struct part_maker *m, const char *json)
{
    struct json_object *part = part_bool(m, false);
    char *copy = strdup(json);
    if (copy == NULL)
        m->has_failed = true;
    if (part != NULL && copy != NULL)
        json_object_set_serializer(part, json_object_userdata_to_json_string, copy, json_object_free_userdata);
    else
        free(copy);
    return part;
}

struct json_object *part_number(struct part_maker *m, const char *literal)
{
    char digits[64];
    size_t len = strlen(literal);
    if (strchr(literal, 'x') != NULL)
        return literal[0] == '-' ? part_int(m, strtoll(literal, NULL, 16)) : part_uint(m, strtoull(literal, NULL, 16));
    if (len == 0 || len >= sizeof digits || literal[len - 1] != 'f')
        return part_raw(m, literal);
    memcpy(digits, literal, len - 1);
    digits[len - 1] = '\0';
    return part_raw(m, digits);
}

/* ---- putting them together ---- */

/* Keys are literals of ours, each put once. */
void part_put(struct part_maker *m, struct json_object *to, const char *key, struct json_object *value)
{
    unsigned flags = JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY;
    if (to != NULL && json_object_object_add_ex(to, key, value, flags) == 0)
        return;
    m->has_failed = true;
    json_object_put(value);
}

void part_append(struct part_maker *m, struct json_object *to, struct json_object *value)
{
    if (to != NULL && json_object_array_add(to, value) == 0)
        return;
    m->has_failed = true;
    json_object_put(value);
}

void part_put_text(struct part_maker *m, struct json_object *to, const char *key, const char *text)
{
    if (text != NULL)
        part_put(m, to, key, part_text(m, text, strlen(text)));
}

void part_put_flag(struct part_maker *m, struct json_object *to, const char *key, bool value)
{
    if (value)
        part_put(m, to, key, part_bool(m, true));
}

void part_put_wire(struct part_maker *m, struct json_object *to, const char *key, struct model_text text)
{
    part_put(m, to, key, part_text(m, text.ptr, text.len));
}

void part_put_size(struct part_maker *m, struct json_object *to, const char *key, size_t size)
{
    part_put(m, to, key, size == SIZE_MAX ? NULL : part_uint(m, size));
}
