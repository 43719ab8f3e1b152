/* SPDX-License-Identifier: MIT */
/* ASCII only: names of a schema have no other letters, and what stands in a file's name becomes an underscore. */
#include "config.h"

#include "model/c_name.h"

#include "model/c_words.h"

#include <string.h>

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A capital opens a word after a small letter or digit, and before a small letter when it ends a run of capitals. */
static bool opens_word(const char *text, size_t len, size_t i)
{
    if (i == 0 || !is_upper(text[i]))
        return false;
    char before = text[i - 1];
    if (is_lower(before) || is_digit(before))
        return true;
    return is_upper(before) && i + 1 < len && is_lower(text[i + 1]);
}

char *c_name_snake(struct pool *pool, const char *text, size_t len)
{
    char *name = pool_alloc(pool, 2 * len + 1), *out = name;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (opens_word(text, len, i))
            *out++ = '_';
        *out++ = is_upper(c) ? (char)(c - 'A' + 'a') : is_lower(c) || is_digit(c) ? c : '_';
    }
    *out = '\0';
    return name;
}

char *c_name_upper(struct pool *pool, const char *text, size_t len)
{
    char *name = c_name_snake(pool, text, len);
    for (char *at = name; *at != '\0'; at++)
        if (is_lower(*at))
            *at = (char)(*at - 'a' + 'A');
    return name;
}

const char *c_name_prefix(struct pool *pool, const char *space)
{
    if (space == NULL)
        return "";
    return pool_printf(pool, "%s_", c_name_snake(pool, space, strlen(space)));
}

const char *c_name_safe(struct pool *pool, const char *name)
{
    return c_word_is_taken(name) ? pool_printf(pool, "%s_", name) : name;
}

bool c_name_is_reserved(const char *name)
{
    return name[0] == '_' && (name[1] == '_' || is_upper(name[1]));
}
