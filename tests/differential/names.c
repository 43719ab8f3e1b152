/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "names.h"

#include <string.h>

/* Each is a legal name of a member. What clashes with another is told apart by its number. */
static const char *const words[] = {
    "int",        "class",     "new",       "delete",   "this",     "template", "operator",  "virtual",   "private",
    "public",     "protected", "namespace", "using",    "typename", "export",   "and",       "or",        "not",
    "xor",        "bitand",    "compl",     "try",      "catch",    "throw",    "static",    "extern",    "register",
    "volatile",   "const",     "inline",    "restrict", "return",   "switch",   "case",      "default",   "goto",
    "sizeof",     "typeof",    "alignas",   "nullptr",  "bool",     "float",    "double",    "char",      "void",
    "long",       "short",     "signed",    "unsigned", "errno",    "assert",   "stdin",     "stdout",    "linux",
    "unix",       "i386",      "kind",      "key",      "value",    "len",      "item",      "items",     "count",
    "in",         "out",       "json",      "arena",    "error",    "status",   "reader",    "p",         "i",
    "n",          "a",         "b",         "x",        "y",        "at",       "end",       "from",      "string",
    "true_",      "main",      "exit",      "malloc",   "free",     "memcpy",   "strlen",    "max",       "min",
    "size",       "type",      "self",      "other",    "result",   "buffer",   "writer",    "import",    "query",
    "body",       "partial",   "pick",      "omit",     "stream",   "auth",     "group",     "patch",     "empty",
    "unset",      "seen",      "found",     "done",     "offsetof", "NULL_",    "createdAt", "HTTPError", "URLPath",
    "snake_case", "camelCase", "Y2K",       "next",
};

const char *names_thing(struct maker *maker, size_t index)
{
    static const char *const stems[] = {"T",       "Type",   "HTTPThing", "lower", "snake_case", "camelCase", "X",
                                        "Integer", "Struct", "ArrayOf",   "Swage", "Class",      "Z9"};
    return pool_printf(maker->pool, "%s%zu", DRAW_ONE(&maker->draw, stems), index);
}

/* ---- members ---- */

bool names_has(const struct thing *thing, const char *name, const char *wire)
{
    for (size_t i = 0; i < thing->member_count; i++)
        if (strcmp(thing->members[i].name, name) == 0 || strcmp(thing->members[i].wire, wire) == 0)
            return true;
    return false;
}

/* 1 to `most` of one letter, and the number behind. */
static const char *long_name(struct maker *maker, size_t most, size_t number)
{
    size_t len = draw_below(&maker->draw, most) + 1;
    char *text = pool_alloc(maker->pool, len + 1);
    memset(text, "kK_"[draw_below(&maker->draw, 3)], len);
    return pool_printf(maker->pool, "%s%zu", text, number);
}

static const char *hard_wire(struct maker *maker, size_t number)
{
    struct pool *pool = maker->pool;
    static const char *const codes[] = {
        "*/",   "//",  "?\?/", "%s%n", "__proto__", "constructor", "#define", "\\\"); abort(); (\\\"",
        "${x}", "<b>", "'",    ";",    "\\u2028",   "\\u007f"};
    static const char *const controls[] = {"\\u0001", "\\n", "\\t", "\\u001f", "\\r\\n", "\\b"};
    enum kind kind =
        (enum kind)(KIND_WIRE_QUOTE + (int)draw_below(&maker->draw, KIND_WIRE_POINTER - KIND_WIRE_QUOTE + 1));
    maker_count(maker, kind);
    switch (kind) {
    case KIND_WIRE_QUOTE: return pool_printf(pool, "a\\\"%zu\\\"", number);
    case KIND_WIRE_BACKSLASH: return pool_printf(pool, "\\\\%zu\\\\", number);
    case KIND_WIRE_CONTROL: return pool_printf(pool, "c%s%zu", DRAW_ONE(&maker->draw, controls), number);
    case KIND_WIRE_EMOJI:
        return pool_printf(pool, draw_chance(&maker->draw, 50) ? "\xf0\x9f\x98\x80%zu" : "%zu\\ud83d\\ude00\\u00e9",
                           number);
    case KIND_WIRE_LONG: return long_name(maker, 230, number);
    case KIND_WIRE_LAST_BYTE: return pool_printf(pool, "the-last-byte-of-this-is%06zu", number);
    case KIND_WIRE_PREFIX: return pool_printf(pool, "eightoct%s%zu", draw_chance(&maker->draw, 50) ? "" : "x", number);
    case KIND_WIRE_CODE: return pool_printf(pool, "%s%zu", DRAW_ONE(&maker->draw, codes), number);
    default: return pool_printf(pool, "~%zu/~1%s", number, draw_chance(&maker->draw, 50) ? "~0" : "/");
    }
}

static bool is_word_free(const struct thing *thing, const char *word)
{
    for (size_t i = 0; i < thing->member_count; i++)
        if (strcmp(thing->members[i].name, word) == 0)
            return false;
    return !names_has(thing, word, word);
}

struct thing_member *names_member(struct maker *maker, struct thing *thing)
{
    struct thing_member *member = &thing->members[thing->member_count];
    size_t number = maker->next_member++;
    const char *word = DRAW_ONE(&maker->draw, words);
    *member = (struct thing_member){0};
    if (draw_chance(&maker->draw, 35) && is_word_free(thing, word)) {
        maker_count(maker, KIND_WORD_OF_C);
        member->name = word;
    } else {
        static const char *const stems[] = {"m", "member", "aB", "x_y", "veryLongNameOfAMember", "M"};
        member->name = pool_printf(maker->pool, "%s%zu", DRAW_ONE(&maker->draw, stems), number);
    }
    member->wire = draw_chance(&maker->draw, 30) ? hard_wire(maker, number) : member->name;
    thing->member_count++;
    return member;
}

/* ---- tags ---- */

const char *names_tag(struct maker *maker)
{
    static const char *const tags[] = {"kind_tag",    "tag",         "@type",    "$tag",   "~/tag",
                                       "\\\"tag\\\"", "\xc3\xa9tag", "eightoct", "tag\\n", "k"};
    return DRAW_ONE(&maker->draw, tags);
}

const char *names_text(struct maker *maker, size_t index)
{
    if (draw_chance(&maker->draw, 60))
        return pool_printf(maker->pool, "text%zu", index);
    return hard_wire(maker, index);
}
