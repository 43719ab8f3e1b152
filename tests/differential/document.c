/* SPDX-License-Identifier: MIT */
/* Objects, arrays and maps. Deep inside only what has to be there is written, so that every document ends. */
#include "config.h"

#include "document.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MAX = 128, COUNT_MAX = 24, DOCUMENT_MAX = 1 << 15 };

/* ---- pieces ---- */

void document_put(struct document *document, const char *text)
{
    swage_buffer_add(document->out, text, strlen(text));
}

void document_printf(struct document *document, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    document_put(document, text);
}

bool document_slips(struct document *document)
{
    return document->sloppiness > 0 && draw_chance(document->draw, document->sloppiness);
}

static void space(struct document *document)
{
    static const char *const spaces[] = {" ", "\n", "\t", "\r\n", "  "};
    if (document->has_space && draw_chance(document->draw, 30))
        document_put(document, DRAW_ONE(document->draw, spaces));
}

static void put_mark(struct document *document, const char *mark)
{
    space(document);
    document_put(document, mark);
    space(document);
}

static bool is_lavish(const struct document *document)
{
    return document->depth <= document->lavish && document->out->len < DOCUMENT_MAX;
}

size_t document_count(struct document *document, size_t least, size_t most)
{
    struct draw *draw = document->draw;
    if (document_slips(document))
        return draw_chance(draw, 50) && least > 0 ? least - 1 : most < 500 ? most + 1 : least;
    switch (is_lavish(document) ? draw_below(draw, 4) : 0) {
    case 0: return least;
    case 1: return most <= 300 ? most : least + 1;
    case 2: return most > least ? least + 1 : least;
    default: return least + draw_below(draw, most - least < COUNT_MAX ? most - least + 1 : COUNT_MAX);
    }
}

/* ---- anything ---- */

static void write_list(struct document *document, unsigned depth, bool is_object)
{
    static const char *const keys[] = {"\"a\"", "\"b\"", "\"\"", "\"a\\u0000\"", "\"\xc3\xa9\"", "\"kind\""};
    put_mark(document, is_object ? "{" : "[");
    for (size_t i = draw_below(document->draw, 4); i > 0; i--) {
        if (is_object) {
            document_put(document, DRAW_ONE(document->draw, keys));
            put_mark(document, ":");
        }
        document_write_any(document, depth - 1);
        if (i > 1)
            put_mark(document, ",");
    }
    put_mark(document, is_object ? "}" : "]");
}

void document_write_any(struct document *document, unsigned depth)
{
    static const char *const scalars[] = {"null",
                                          "true",
                                          "false",
                                          "0",
                                          "-1",
                                          "1.5e3",
                                          "\"\"",
                                          "\"text\"",
                                          "\"\\ud83d\\ude00\\u0000\"",
                                          "12345678901234567890123",
                                          "[]",
                                          "{}",
                                          "\"\xe2\x82\xac\"",
                                          "-0.0"};
    size_t pick = draw_below(document->draw, 10);
    if (depth == 0 || pick < 6)
        document_put(document, DRAW_ONE(document->draw, scalars));
    else
        write_list(document, depth, pick < 8);
}

/* ---- containers ---- */

/* Whether the text behind `at` stands among those that began at `starts`, each `lens` long. */
static bool is_there(const struct document *document, const size_t *starts, const size_t *lens, size_t count, size_t at)
{
    size_t len = document->out->len - at;
    for (size_t i = 0; i < count; i++)
        if (lens[i] == len && memcmp(document->out->ptr + starts[i], document->out->ptr + at, len) == 0)
            return true;
    return false;
}

static void write_array(struct document *document, const struct model_type *type)
{
    size_t starts[ENTRIES_MAX], lens[ENTRIES_MAX], written = 0;
    size_t count = document_count(document, type->least, type->most);
    put_mark(document, "[");
    for (size_t i = 0; i < count && i < ENTRIES_MAX && (is_lavish(document) || i <= type->least); i++) {
        size_t before = document->out->len;
        if (written > 0)
            put_mark(document, ",");
        size_t at = document->out->len;
        document_write(document, type->item);
        if (type->is_unique && is_there(document, starts, lens, written, at) && !document_slips(document)) {
            document->out->len = before;
            continue;
        }
        starts[written] = at;
        lens[written++] = document->out->len - at;
    }
    put_mark(document, "]");
}

static void write_key(struct document *document, const struct model_type *key)
{
    struct model_type plain = *key;
    bool is_number = key->kind >= MODEL_INT8 && key->kind <= MODEL_UINT64;
    plain.is_quoted = is_number;
    document_write(document, &plain);
}

static void write_map(struct document *document, const struct model_type *type)
{
    size_t starts[ENTRIES_MAX], lens[ENTRIES_MAX], written = 0;
    size_t count = document_count(document, type->least, type->most);
    unsigned sloppiness = document->sloppiness;
    put_mark(document, "{");
    for (size_t i = 0; i < count && i < ENTRIES_MAX; i++) {
        size_t before = document->out->len;
        if (written > 0)
            put_mark(document, ",");
        size_t at = document->out->len;
        write_key(document, type->key);
        if (document->out->ptr[at] != '"' ||
            (is_there(document, starts, lens, written, at) && !document_slips(document))) {
            document->out->len = before;
            continue;
        }
        starts[written] = at;
        lens[written++] = document->out->len - at;
        put_mark(document, ":");
        document_write(document, type->item);
    }
    document->sloppiness = sloppiness;
    put_mark(document, "}");
}

/* ---- objects ---- */

struct entry { /* of an object: a member, a tag, or something that nobody knows */
    const struct model_member *member;
    struct model_text key, text;
    const struct model_type *type; /* of the content of an adjacent union */
};

struct entries {
    struct entry items[ENTRIES_MAX];
    size_t count;
};

static void add_entry(struct document *document, struct entries *entries, struct entry entry)
{
    if (entries->count + 1 >= ENTRIES_MAX || document_slips(document))
        return;
    entries->items[entries->count++] = entry;
    if (document_slips(document) && draw_chance(document->draw, 30))
        entries->items[entries->count++] = entry;
}

static void add_members(struct document *document, struct entries *entries, const struct model_struct *structure)
{
    unsigned percent = is_lavish(document) ? 60 : 0;
    for (size_t i = 0; i < structure->wire_count; i++) {
        const struct model_member *member = &structure->wire[i];
        if (member->is_required || draw_chance(document->draw, percent))
            add_entry(document, entries, (struct entry){.member = member, .key = member->key});
    }
    if (!structure->is_strict && draw_chance(document->draw, 10))
        add_entry(document, entries, (struct entry){.key = {"nobody knows", 12}});
    if (structure->is_strict && document_slips(document))
        add_entry(document, entries, (struct entry){.key = {"x", 1}});
}

static void shuffle(struct document *document, struct entries *entries)
{
    for (size_t i = entries->count; i > 1; i--) {
        size_t at = draw_below(document->draw, i);
        struct entry entry = entries->items[i - 1];
        entries->items[i - 1] = entries->items[at];
        entries->items[at] = entry;
    }
}

static void write_entry(struct document *document, const struct entry *entry)
{
    document_write_text(document, entry->key);
    put_mark(document, ":");
    if (entry->type)
        document_write(document, entry->type);
    else if (entry->text.ptr)
        document_write_text(document, entry->text);
    else if (!entry->member)
        document_write_any(document, 3);
    else if (entry->member->is_nullable && draw_chance(document->draw, is_lavish(document) ? 25 : 100))
        document_put(document, "null");
    else
        document_write(document, entry->member->type);
}

static void write_entries(struct document *document, struct entries *entries)
{
    if (draw_chance(document->draw, 40))
        shuffle(document, entries);
    put_mark(document, "{");
    for (size_t i = 0; i < entries->count; i++) {
        if (i > 0)
            put_mark(document, ",");
        write_entry(document, &entries->items[i]);
    }
    put_mark(document, "}");
}

/* ---- unions ---- */

static void write_union(struct document *document, const struct model_union *choice)
{
    size_t which = is_lavish(document) ? draw_below(document->draw, choice->variant_count) : 0;
    const struct model_variant *variant = &choice->variants[which];
    struct entries *entries = calloc(1, sizeof *entries);
    struct model_text tag = document_slips(document) ? (struct model_text){"v9", 2} : variant->tag;
    if (!entries)
        abort();
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL:
        add_entry(document, entries, (struct entry){.key = choice->tag_key, .text = tag});
        add_members(document, entries, variant->type->structure);
        break;
    case MODEL_TAG_ADJACENT:
        add_entry(document, entries, (struct entry){.key = choice->tag_key, .text = tag});
        add_entry(document, entries, (struct entry){.key = choice->content_key, .type = variant->type});
        break;
    case MODEL_TAG_EXTERNAL: add_entry(document, entries, (struct entry){.key = tag, .type = variant->type}); break;
    case MODEL_TAG_NONE: break;
    }
    if (choice->tagging == MODEL_TAG_NONE)
        document_write(document, variant->type);
    else
        write_entries(document, entries);
    free(entries);
}

static void write_struct(struct document *document, const struct model_struct *structure)
{
    struct entries *entries = calloc(1, sizeof *entries);
    if (!entries)
        abort();
    add_members(document, entries, structure);
    write_entries(document, entries);
    free(entries);
}

/* ---- any type ---- */

static void write_enum(struct document *document, const struct model_type *type)
{
    const struct model_enum *enumeration = type->enumeration;
    const struct model_enumerator *one =
        &enumeration->enumerators[draw_below(document->draw, enumeration->enumerator_count)];
    bool is_unknown = document_slips(document) || (enumeration->is_open && draw_chance(document->draw, 20));
    if (enumeration->is_number && is_unknown)
        document_write_integer(document, enumeration->base);
    else if (enumeration->is_number)
        document_printf(document, "%lld", (long long)one->number);
    else
        document_write_text(document, is_unknown ? (struct model_text){"unknown \xc3\xa9", 10} : one->text);
}

/* Not what the type asks for. */
static void write_wrong(struct document *document)
{
    if (draw_chance(document->draw, 30))
        document_put(document, "null");
    else
        document_write_any(document, 2);
}

void document_write(struct document *document, const struct model_type *type)
{
    space(document);
    if (document_slips(document) && draw_chance(document->draw, 50)) {
        write_wrong(document);
        return;
    }
    document->depth++;
    switch (type->kind) {
    case MODEL_BOOL: document_put(document, draw_chance(document->draw, 50) ? "true" : "false"); break;
    case MODEL_FLOAT32:
    case MODEL_FLOAT64: document_write_float(document, type); break;
    case MODEL_DECIMAL: document_write_decimal(document, type); break;
    case MODEL_STRING: document_write_string(document, type); break;
    case MODEL_BYTES: document_write_bytes(document, type); break;
    case MODEL_JSON: document_write_any(document, 3); break;
    case MODEL_STRUCT: write_struct(document, type->structure); break;
    case MODEL_UNION: write_union(document, type->choice); break;
    case MODEL_ENUM: write_enum(document, type); break;
    case MODEL_EXTERN: document_write(document, type->item); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: write_array(document, type); break;
    case MODEL_MAP: write_map(document, type); break;
    case MODEL_MAYBE:
        if (draw_chance(document->draw, 25))
            document_put(document, "null");
        else
            document_write(document, type->item);
        break;
    default: document_write_integer(document, type); break;
    }
    document->depth--;
    space(document);
}
