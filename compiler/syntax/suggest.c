/* SPDX-License-Identifier: MIT */
/* Optimal string alignment distance (a swap of neighbours is one edit), letters compared without case. Words of
   more than WORD_MAX bytes have no neighbours: the cost stays bounded whatever the schema says. */
#include "config.h"

#include "syntax/suggest.h"

#include <stdbool.h>
#include <string.h>

enum { WORD_MAX = 48 };

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Three rows of the usual table are enough: a swap looks two rows back. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *over = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            bool same = fold(a[i - 1]) == fold(b[j - 1]);
            row[j] = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1]) &&
                over[j - 2] + 1 < row[j])
                row[j] = over[j - 2] + 1;
        }
    }
    return rows[a_len % 3][b_len];
}

/* One edit for each three letters, but two in words of four and five: 'GTE' is 'GET', 'strng' is 'string', and
   'id' is not 'if'. */
static size_t allowed(size_t len)
{
    if (len < 3)
        return 0;
    return len == 3 ? 1 : len < 6 ? 2 : len / 3;
}

void suggest_offer(struct suggest *suggest, const char *name)
{
    size_t len = strlen(name), limit = allowed(suggest->len);
    size_t gap = len > suggest->len ? len - suggest->len : suggest->len - len;
    if (suggest->len == 0 || suggest->len > WORD_MAX || len > WORD_MAX || gap > limit)
        return;
    if (len == suggest->len && memcmp(name, suggest->word, len) == 0)
        return;
    size_t edits = distance(suggest->word, suggest->len, name, len);
    if (edits > limit || edits >= len || (suggest->best != NULL && edits >= suggest->distance))
        return;
    suggest->best = name;
    suggest->distance = edits;
}

const char *suggest_nearest(const char *word, size_t len, const char *const *names)
{
    struct suggest suggest = SUGGEST_INIT(word, len);
    for (; *names != NULL; names++)
        suggest_offer(&suggest, *names);
    return suggest.best;
}

const char *suggest_type_habit(const char *word, size_t len)
{
    static const struct {
        const char *habit, *type;
    } habits[] = {
        {"int", "int32"},       {"integer", "int64"},   {"long", "int64"},      {"short", "int16"},
        {"byte", "uint8"},      {"unsigned", "uint32"}, {"uint", "uint32"},     {"size_t", "uint64"},
        {"float", "float32"},   {"double", "float64"},  {"number", "float64"},  {"real", "float64"},
        {"char", "string"},     {"string", "string"},   {"str", "string"},      {"text", "string"},
        {"varchar", "string"},  {"boolean", "bool"},    {"_Bool", "bool"},      {"timestamp", "datetime"},
        {"binary", "bytes"},    {"blob", "bytes"},      {"any", "json"},        {"object", "json"},
        {"url", "uri"},         {"guid", "uuid"},       {"dict", "map"},        {"int8_t", "int8"},
        {"int16_t", "int16"},   {"int32_t", "int32"},   {"int64_t", "int64"},   {"uint8_t", "uint8"},
        {"uint16_t", "uint16"}, {"uint32_t", "uint32"}, {"uint64_t", "uint64"},
    };
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        size_t k = 0;
        while (k < len && habits[i].habit[k] != '\0' && fold(word[k]) == fold(habits[i].habit[k]))
            k++;
        if (k == len && habits[i].habit[k] == '\0')
            return habits[i].type;
    }
    return NULL;
}
