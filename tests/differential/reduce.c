/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "reduce.h"

#include "mutate.h"

#include <stdlib.h>
#include <string.h>

/* ---- pieces ---- */

static size_t behind(const char *text, size_t len, size_t at, const char *end)
{
    size_t size = strlen(end);
    for (; at + size <= len; at++)
        if (memcmp(text + at, end, size) == 0)
            return at + size;
    return len;
}

size_t reduce_paragraph(const char *text, size_t len, size_t at)
{
    return behind(text, len, at, "\n\n");
}

size_t reduce_line(const char *text, size_t len, size_t at)
{
    return behind(text, len, at, "\n");
}

size_t reduce_note(const char *text, size_t len, size_t at)
{
    size_t i = at + 1;
    while (i < len && text[i] != '\n' && text[i] != ';' &&
           !(text[i] == ' ' && (text[i + 1] == '@' || text[i + 1] == '|' || text[i + 1] == '=')))
        i++;
    return i;
}

size_t reduce_token(const char *text, size_t len, size_t at)
{
    return mutate_token_end(text, len, at);
}

size_t reduce_byte(const char *text, size_t len, size_t at)
{
    (void)text, (void)len;
    return at + 1;
}

/* ---- chunks of them ---- */

static size_t *cut(const char *text, size_t len, reduce_piece *piece, size_t *count)
{
    size_t *ends = malloc((len + 1) * sizeof *ends), at = 0;
    if (!ends)
        abort();
    for (*count = 0; at < len; (*count)++)
        ends[*count] = at = piece(text, len, at);
    return ends;
}

/* The text without pieces `from` to `to`, for free(). */
static char *without(const char *text, size_t len, const size_t *ends, size_t from, size_t to, size_t *made_len)
{
    size_t start = from == 0 ? 0 : ends[from - 1], end = ends[to - 1];
    char *made = malloc(len + 1);
    if (!made)
        abort();
    memcpy(made, text, start);
    memcpy(made + start, text + end, len - end);
    *made_len = len - (end - start);
    made[*made_len] = '\0';
    return made;
}

/* One round over the text with chunks of `size` pieces; whether anything went. */
static bool drop_chunks(struct reduce *reduce, char **text, size_t *len, reduce_piece *piece, size_t size)
{
    size_t count, *ends = cut(*text, *len, piece, &count);
    bool is_changed = false;
    for (size_t end = count; end > 0 && reduce->tries > 0;) {
        size_t from = end > size ? end - size : 0, made_len;
        char *made = without(*text, *len, ends, from, end, &made_len);
        reduce->tries--;
        end = from;
        if (!reduce->still(reduce->arg, made, made_len)) {
            free(made);
            continue;
        }
        free(*text);
        *text = made; /* what is in front of the chunk stands as it stood */
        *len = made_len;
        is_changed = true;
    }
    free(ends);
    return is_changed;
}

char *reduce(struct reduce *reduce, const char *text, size_t *len, reduce_piece *piece)
{
    size_t count;
    char *made = malloc(*len + 1);
    if (!made)
        abort();
    memcpy(made, text, *len);
    made[*len] = '\0';
    free(cut(made, *len, piece, &count));
    for (size_t size = count / 2 > 0 ? count / 2 : 1; reduce->tries > 0;) {
        bool is_changed = drop_chunks(reduce, &made, len, piece, size);
        if (size == 1 && !is_changed)
            break;
        size = size > 1 ? size / 2 : 1;
    }
    return made;
}
