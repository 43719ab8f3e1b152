/* SPDX-License-Identifier: MIT */
/* Names become those of C by turning what C does not allow into underscores; where two get the same a number is put
   behind the second. */
#include "config.h"

#include "sample/spot.h"

#include "sample/rewrite.h"
#include "sample/sheet.h"

#include <ctype.h>
#include <string.h>

enum {
    WHAT_MAX = 100,      /* letters of a name, before the number */
    BYTES_MAX = 1 << 24, /* of all documents of a list */
    RUNTIME_DEPTH = 64   /* SWAGE_DEPTH_MAX */
};

void list_init(struct list *list, struct maker *maker, const struct model_type *type)
{
    *list = (struct list){.maker = maker,
                          .type = type,
                          .asks_user = rewrite_asks_user(maker->pool, type),
                          .names = NAME_MAP_INIT(maker->pool),
                          .texts = NAME_MAP_INIT(maker->pool)};
}

bool list_is_full(const struct list *list)
{
    return list->count == SAMPLE_MAX || list->bytes > BYTES_MAX / 2;
}

struct spot spot_root(struct list *list)
{
    return (struct spot){.list = list, .before = {"", 0}, .after = {"", 0}, .what = ""};
}

/* ---- names ---- */

static const char *join(struct pool *pool, const char *outer, const char *inner)
{
    return pool_printf(pool, "%s%s%s", outer, *outer == '\0' || *inner == '\0' ? "" : "_", inner);
}

/* Runs of what is no letter are one underscore. */
static char *c_word(struct pool *pool, const char *text)
{
    char *word = pool_alloc(pool, strlen(text) + 2);
    size_t len = 0;
    for (; *text != '\0' && len < WHAT_MAX; text++) {
        bool is_letter = isalnum((unsigned char)*text) && (unsigned char)*text < 0x80;
        if (is_letter)
            word[len++] = (char)tolower((unsigned char)*text);
        else if (len > 0 && word[len - 1] != '_')
            word[len++] = '_';
    }
    while (len > 0 && word[len - 1] == '_')
        word[--len] = '\0';
    return word;
}

static const char *name_of(struct list *list, const char *what)
{
    struct pool *pool = list->maker->pool;
    char *word = c_word(pool, what);
    const char *name = *word == '\0' ? "it" : isdigit((unsigned char)*word) ? pool_printf(pool, "n%s", word) : word;
    size_t *count = name_map_find(&list->names, name, strlen(name));
    if (count == NULL) {
        count = pool_alloc(pool, sizeof *count);
        *count = 1;
        name_map_add(&list->names, name, strlen(name), count);
        return name;
    }
    return name_of(list, pool_printf(pool, "%s_%zu", name, ++*count));
}

/* ---- places ---- */

static struct model_text glue(struct pool *pool, struct model_text a, struct model_text b)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_text(&sheet, a);
    sheet_text(&sheet, b);
    return sheet_done(&sheet);
}

struct spot spot_inside(const struct spot *spot, struct model_text before, struct model_text after, const char *what)
{
    struct spot inside = *spot;
    struct pool *pool = spot->list->maker->pool;
    inside.before = glue(pool, spot->before, before);
    inside.after = glue(pool, after, spot->after);
    inside.what = join(pool, spot->what, what);
    return inside;
}

static void append(struct spot *spot, const char *bytes, size_t len)
{
    if (spot->is_cut || len > sizeof spot->pointer - 1 - spot->pointer_len) {
        spot->is_cut = true;
        return;
    }
    memcpy(spot->pointer + spot->pointer_len, bytes, len);
    spot->pointer_len += len;
    spot->pointer[spot->pointer_len] = '\0';
}

static size_t character_len(const char *p)
{
    size_t len = 1;
    while (((unsigned char)p[len] & 0xC0) == 0x80)
        len++;
    return len;
}

void spot_to_member(struct spot *spot, struct model_text key)
{
    append(spot, "/", 1);
    for (const char *p = key.ptr; p < key.ptr + key.len; p += character_len(p)) {
        if (*p == '~' || *p == '/')
            append(spot, *p == '~' ? "~0" : "~1", 2);
        else
            append(spot, p, character_len(p));
    }
}

void spot_to_item(struct spot *spot, size_t index)
{
    struct model_text step = sheet_printf(spot->list->maker->pool, "/%zu", index);
    append(spot, step.ptr, step.len);
}

/* ---- samples ---- */

static struct sample *make_room(struct list *list)
{
    if (list->count == list->cap) {
        size_t cap = list->cap == 0 ? 64 : 2 * list->cap;
        struct sample *items = pool_alloc(list->maker->pool, cap * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->cap = cap;
    }
    return &list->items[list->count++];
}

void spot_add(const struct spot *spot, const char *what, const struct sample *sample)
{
    struct list *list = spot->list;
    if (list->count == SAMPLE_MAX || sample->json.ptr == NULL || sample->json.len > BYTES_MAX - list->bytes)
        return;
    if (name_map_find(&list->texts, sample->json.ptr, sample->json.len) != NULL)
        return;
    name_map_add(&list->texts, sample->json.ptr, sample->json.len, list);
    struct sample *mine = make_room(list);
    *mine = *sample;
    mine->what = name_of(list, join(list->maker->pool, spot->what, what));
    list->bytes += sample->json.len;
}

static struct model_text document(const struct spot *spot, struct model_text json)
{
    struct sheet sheet = SHEET_INIT(spot->list->maker->pool);
    sheet_text(&sheet, spot->before);
    sheet_text(&sheet, json);
    sheet_text(&sheet, spot->after);
    return sheet_done(&sheet);
}

/* A document that is deeper than the runtime goes is left out: what it is about cannot be seen. */
void spot_accept(const struct spot *spot, const char *what, struct model_text json)
{
    struct rewritten rewritten;
    struct sample sample = {.json = document(spot, json)};
    if (sample.json.ptr == NULL)
        return;
    rewrite(spot->list->maker->pool, spot->list->type, sample.json, &rewritten);
    sample.encoded = rewritten.encoded;
    sample.may_be_refused = rewritten.asks_user;
    sample.depth = rewritten.depth;
    if (rewritten.depth <= RUNTIME_DEPTH && sample.encoded.ptr != NULL)
        spot_add(spot, what, &sample);
}

void spot_refuse(const struct spot *spot, const char *what, struct model_text json, const char *fault)
{
    struct pool *pool = spot->list->maker->pool;
    struct sample sample = {.json = document(spot, json), .fault = fault, .may_be_refused = spot->list->asks_user};
    sample.pointer = pool_copy(pool, spot->pointer, spot->pointer_len);
    spot_add(spot, what, &sample);
}

void spot_refuse_member(const struct spot *spot, const char *what, struct model_text json, const char *fault,
                        struct model_text key)
{
    struct spot at = *spot;
    spot_to_member(&at, key);
    spot_refuse(&at, what, json, fault);
}

void spot_refuse_item(const struct spot *spot, const char *what, struct model_text json, const char *fault,
                      size_t index)
{
    struct spot at = *spot;
    spot_to_item(&at, index);
    spot_refuse(&at, what, json, fault);
}

/* ---- text around places ---- */

unsigned spot_level(const struct spot *spot)
{
    unsigned level = 0;
    bool is_within = false; /* a string */
    for (const char *p = spot->before.ptr; p != NULL && *p != '\0'; p++) {
        if (is_within && *p == '\\')
            p++;
        else if (*p == '"')
            is_within = !is_within;
        else if (!is_within && (*p == '{' || *p == '['))
            level++;
        else if (!is_within && (*p == '}' || *p == ']'))
            level--;
    }
    return level;
}

/* Behind the token at `p`. */
static const char *token_end(const char *p)
{
    if (*p != '"')
        return strchr("{}[],:", *p) != NULL ? p + 1 : p + strcspn(p, "{}[],:\" \t\r\n");
    for (p++; *p != '"'; p++)
        p += *p == '\\';
    return p + 1;
}

struct model_text spot_spread(struct pool *pool, struct model_text json)
{
    static const char *const spaces[] = {" ", "\n", "\t", "\r\n", "  \t "};
    struct sheet sheet = SHEET_INIT(pool);
    if (json.ptr == NULL)
        return json;
    size_t count = 0;
    sheet_put(&sheet, "\n");
    for (const char *p = json.ptr; p < json.ptr + json.len;) {
        const char *end = token_end(p);
        sheet_bytes(&sheet, p, (size_t)(end - p));
        sheet_put(&sheet, spaces[count++ % (sizeof spaces / sizeof *spaces)]);
        p = end;
    }
    return sheet_done(&sheet);
}
