/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "declare.h"

#include "names.h"
#include "numeral.h"
#include "phrase.h"

#include <string.h>

static struct thing *self(struct maker *maker)
{
    return &maker->things[maker->self];
}

static const char *add(struct maker *maker, const char *text, const char *more)
{
    return pool_printf(maker->pool, "%s%s", text, more);
}

/* ---- members ---- */

static const char *name_note(struct maker *maker, const char *name, const char *wire)
{
    return strcmp(name, wire) == 0 ? "" : pool_printf(maker->pool, " @name(\"%s\")", wire);
}

/* Presence and default of a member that has the type `phrase`; `absent` is set when it need not be there. */
static const char *member_line(struct maker *maker, const struct thing_member *member, const struct phrase *phrase,
                               enum kind kind)
{
    const char *note = name_note(maker, member->name, member->wire);
    const char *optional = kind == KIND_OPTIONAL || kind == KIND_OPTIONAL_NULLABLE ? "?" : "";
    const char *null =
        kind == KIND_NULLABLE || kind == KIND_OPTIONAL_NULLABLE || kind == KIND_DEFAULT_NULL ? " | null" : "";
    const char *value = kind == KIND_DEFAULT        ? add(maker, " = ", phrase->value)
                        : kind == KIND_DEFAULT_NULL ? " = null"
                                                    : "";
    maker_count(maker, kind);
    return pool_printf(maker->pool, "    %s%s: %s%s%s%s%s;\n", member->name, optional, phrase->type, null, value, note,
                       phrase->notes);
}

/* A kind of presence that the type can have. */
static enum kind draw_presence(struct maker *maker, const struct phrase *phrase)
{
    static const enum kind kinds[] = {KIND_REQUIRED, KIND_REQUIRED,    KIND_REQUIRED,          KIND_OPTIONAL,
                                      KIND_OPTIONAL, KIND_NULLABLE,    KIND_OPTIONAL_NULLABLE, KIND_DEFAULT,
                                      KIND_DEFAULT,  KIND_DEFAULT_NULL};
    enum kind kind = DRAW_ONE(&maker->draw, kinds);
    bool may_be_null = phrase->shape != SHAPE_ANY && !phrase->is_nullable;
    if (kind == KIND_DEFAULT)
        return phrase->value != NULL && !phrase->is_nullable ? kind : KIND_REQUIRED;
    if (kind == KIND_REQUIRED || kind == KIND_OPTIONAL || may_be_null)
        return kind;
    return KIND_OPTIONAL;
}

static const char *skipped_line(struct maker *maker, const struct thing_member *member)
{
    maker_count(maker, KIND_SKIPPED);
    return pool_printf(maker->pool, "    %s?: json%s @skip;\n", member->name,
                       name_note(maker, member->name, member->wire));
}

/* The presence is drawn first where the member may hold what is declared later. */
static const char *draw_member(struct maker *maker, struct thing *thing, bool *can_be_absent)
{
    const struct thing_member *member = names_member(maker, thing);
    *can_be_absent = true;
    if (draw_chance(&maker->draw, 6))
        return skipped_line(maker, member);
    bool is_behind = draw_chance(&maker->draw, 25);
    struct phrase phrase = phrase_draw(maker, PHRASE_NOTED | PHRASE_NULLABLE | (is_behind ? PHRASE_BEHIND : 0u), 3);
    enum kind kind = is_behind ? KIND_OPTIONAL : draw_presence(maker, &phrase);
    if (kind == KIND_OPTIONAL && phrase.shape != SHAPE_ANY && !phrase.is_nullable && draw_chance(&maker->draw, 30))
        kind = KIND_OPTIONAL_NULLABLE;
    *can_be_absent = kind != KIND_REQUIRED && kind != KIND_NULLABLE;
    return member_line(maker, member, &phrase, kind);
}

static bool is_disjoint(const struct thing *thing, const struct thing *other)
{
    for (size_t i = 0; i < other->member_count; i++)
        if (names_has(thing, other->members[i].name, other->members[i].wire))
            return false;
    return thing->member_count + other->member_count < MAKER_MEMBERS_MAX;
}

/* "...Name;" of a struct that was written in full, or nothing. */
static const char *draw_spread(struct maker *maker, struct thing *thing, bool *can_be_absent)
{
    const struct thing *other = &maker->things[draw_below(&maker->draw, maker->thing_count)];
    if (other >= self(maker) || other->kind != THING_STRUCT || other->is_derived || other->member_count == 0 ||
        !is_disjoint(thing, other))
        return "";
    maker_count(maker, KIND_SPREAD);
    for (size_t i = 0; i < other->member_count; i++) {
        thing->members[thing->member_count] = other->members[i];
        thing->members[thing->member_count++].is_lent = true;
    }
    *can_be_absent = other->phrase.value != NULL;
    return pool_printf(maker->pool, "    ...%s;\n", maker_name(maker, other));
}

static size_t draw_size(struct maker *maker)
{
    if (draw_chance(&maker->draw, 4))
        return 0;
    if (draw_chance(&maker->draw, 4))
        return 40 + draw_below(&maker->draw, 50); /* more than 64 are counted in two words */
    return 1 + draw_below(&maker->draw, 9);
}

static void write_struct(struct maker *maker, struct thing *thing)
{
    size_t size = draw_size(maker);
    bool can_be_absent = true, can_be_empty = true;
    const char *text = "";
    maker_count(maker, size == 0 ? KIND_EMPTY_STRUCT : size >= 40 ? KIND_LARGE_STRUCT : KIND_STRUCT);
    if (draw_chance(&maker->draw, 15)) {
        maker_count(maker, KIND_STRICT);
        text = "@strict\n";
    }
    if (size > 0 && draw_chance(&maker->draw, 8)) {
        maker_count(maker, KIND_CHECK);
        text = pool_printf(maker->pool, "%s@check(check_%zu)\n", text, maker->self);
    }
    text = pool_printf(maker->pool, "%sstruct %s {\n", text, thing->name);
    for (size_t i = 0; i < size; i++) {
        text = add(maker, text, draw_member(maker, thing, &can_be_absent));
        can_be_empty = can_be_empty && can_be_absent;
        if (i == size / 2 && draw_chance(&maker->draw, 20))
            text = add(maker, text, draw_spread(maker, thing, &can_be_absent));
        can_be_empty = can_be_empty && can_be_absent;
    }
    thing->phrase.value = can_be_empty ? "{}" : NULL;
    thing->text = add(maker, text, "}\n");
}

/* ---- structs from structs ---- */

static void write_choice(struct maker *maker, struct thing *thing, const struct thing *other, bool is_pick)
{
    const char *list = "";
    for (size_t i = 0; i < other->member_count; i++) {
        bool is_named = list[0] == '\0' || draw_chance(&maker->draw, 40);
        if (is_named)
            list = pool_printf(maker->pool, "%s%s%s", list, list[0] == '\0' ? "" : ", ", other->members[i].name);
        if (is_named == is_pick)
            thing->members[thing->member_count++] = other->members[i];
    }
    maker_count(maker, is_pick ? KIND_PICK : KIND_OMIT);
    thing->text = pool_printf(maker->pool, "struct %s = %s %s(%s);\n", thing->name, is_pick ? "pick" : "omit",
                              maker_name(maker, other), list);
}

static const char *arguments(struct maker *maker, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        struct phrase phrase = phrase_draw(maker, 0, 1);
        while (phrase.shape == SHAPE_ANY)
            phrase = phrase_draw(maker, 0, 1);
        text = pool_printf(maker->pool, "%s%s%s", text, i == 0 ? "" : ", ", phrase.type);
    }
    return text;
}

/* False when the other thing is none that a struct can be made from. */
static bool write_derived(struct maker *maker, struct thing *thing, const struct thing *other)
{
    thing->is_derived = true;
    if (other->kind == THING_GENERIC) {
        maker_count(maker, KIND_INSTANCE);
        thing->text = pool_printf(maker->pool, "struct %s = %s<%s>;\n", thing->name, maker_name(maker, other),
                                  arguments(maker, other->parameters));
        memcpy(thing->members, other->members, sizeof other->members);
        thing->member_count = other->member_count;
        return true;
    }
    if (other->kind != THING_STRUCT || other->member_count == 0)
        return false;
    thing->is_partial = other->is_partial;
    if (thing->is_partial || draw_chance(&maker->draw, 50)) {
        write_choice(maker, thing, other, draw_chance(&maker->draw, 50));
        return true;
    }
    maker_count(maker, KIND_PARTIAL);
    thing->is_partial = true;
    thing->text = pool_printf(maker->pool, "struct %s = partial %s;\n", thing->name, maker_name(maker, other));
    memcpy(thing->members, other->members, sizeof other->members);
    thing->member_count = other->member_count;
    return true;
}

/* ---- generics ---- */

static void write_generic(struct maker *maker, struct thing *thing)
{
    static const char *const uses[] = {"T", "T[..3]", "map<T>(..3)", "(T | null)[..2]", "T[2]", "T[..2][..2]"};
    const char *text = "";
    thing->parameters = draw_below(&maker->draw, 2) + 1;
    maker_count(maker, KIND_GENERIC);
    for (size_t i = draw_below(&maker->draw, 3) + 2; i > 0; i--) {
        static const enum kind kinds[] = {KIND_REQUIRED, KIND_OPTIONAL, KIND_NULLABLE, KIND_OPTIONAL_NULLABLE};
        struct phrase phrase = {.type = DRAW_ONE(&maker->draw, uses), .notes = ""};
        enum kind kind = DRAW_ONE(&maker->draw, kinds);
        text = add(maker, text, member_line(maker, names_member(maker, thing), &phrase, kind));
    }
    if (thing->parameters == 2) {
        struct phrase phrase = {.type = "map<U | null>(..3)", .notes = ""};
        text = add(maker, text, member_line(maker, names_member(maker, thing), &phrase, KIND_REQUIRED));
    }
    thing->text =
        pool_printf(maker->pool, "struct %s<%s> {\n%s}\n", thing->name, thing->parameters == 1 ? "T" : "T, U", text);
}

/* ---- unions ---- */

static const char *variant_line(struct maker *maker, size_t index, const struct phrase *phrase)
{
    const char *name = pool_printf(maker->pool, "v%zu", index);
    const char *tag = draw_chance(&maker->draw, 40) ? names_text(maker, index) : name;
    return pool_printf(maker->pool, "    %s: %s%s%s;\n", name, phrase->type, name_note(maker, name, tag),
                       phrase->notes);
}

/* Variants after the first may hold what is declared later. */
static const char *any_variants(struct maker *maker)
{
    const char *text = "";
    size_t count = draw_below(&maker->draw, 5) + 1;
    for (size_t i = 0; i < count; i++) {
        struct phrase phrase = phrase_draw(maker, PHRASE_NOTED | (i == 0 ? 0u : PHRASE_BEHIND), 2);
        text = add(maker, text, variant_line(maker, i, &phrase));
    }
    return text;
}

/* Structs that were written; empty when none was met. */
static const char *struct_variants(struct maker *maker)
{
    const char *text = "";
    size_t count = 0;
    for (size_t tries = 0; tries < 12 && count < 4; tries++) {
        const struct thing *other = &maker->things[draw_below(&maker->draw, maker->thing_count)];
        if (other->kind != THING_STRUCT || (count == 0 && other >= self(maker)) || other->file > self(maker)->file)
            continue;
        struct phrase phrase = other->phrase;
        phrase.type = maker_name(maker, other);
        text = add(maker, text, variant_line(maker, count++, &phrase));
    }
    return text;
}

static const char *shaped_variants(struct maker *maker)
{
    const char *text = "";
    size_t count = 0;
    for (enum shape shape = SHAPE_OBJECT; shape <= SHAPE_BOOL; shape++) {
        if (count > 0 && draw_chance(&maker->draw, 40))
            continue;
        struct phrase phrase = phrase_shaped(maker, shape);
        text = add(maker, text, variant_line(maker, count++, &phrase));
    }
    return text;
}

static void write_union(struct maker *maker, struct thing *thing)
{
    enum kind kind = (enum kind)(KIND_UNION_EXTERNAL + (int)draw_below(&maker->draw, 4));
    const char *before = "", *variants;
    if (kind == KIND_UNION_INTERNAL) {
        variants = struct_variants(maker);
        before = pool_printf(maker->pool, "@discriminator(\"%s\")\n", names_tag(maker));
        if (variants[0] == '\0')
            kind = KIND_UNION_EXTERNAL, before = "", variants = any_variants(maker);
    } else if (kind == KIND_UNION_ADJACENT) {
        static const char *const contents[] = {"value", "content", "v", "tag2", "@value", "\\u0001"};
        const char *tag = names_tag(maker), *content = DRAW_ONE(&maker->draw, contents);
        before = pool_printf(maker->pool, "@discriminator(\"%s\", \"%s\")\n", tag, content);
        variants = any_variants(maker);
    } else if (kind == KIND_UNION_UNTAGGED) {
        before = "@untagged\n";
        variants = shaped_variants(maker);
        thing->phrase.shape = SHAPE_ANY;
    } else {
        variants = any_variants(maker);
    }
    maker_count(maker, kind);
    thing->text = pool_printf(maker->pool, "%sunion %s {\n%s}\n", before, thing->name, variants);
}

/* ---- enums, typedefs ---- */

static void write_text_enum(struct maker *maker, struct thing *thing, bool is_open)
{
    size_t count = draw_below(&maker->draw, draw_chance(&maker->draw, 10) ? 40 : 6) + 1,
           chosen = draw_below(&maker->draw, count);
    const char *text = "";
    maker_count(maker, is_open ? KIND_ENUM_OPEN : KIND_ENUM_TEXT);
    for (size_t i = 0; i < count; i++) {
        const char *name = pool_printf(maker->pool, "e%zu", i);
        text = draw_chance(&maker->draw, 60)
                   ? pool_printf(maker->pool, "%s    %s,\n", text, name)
                   : pool_printf(maker->pool, "%s    %s = \"%s\",\n", text, name, names_text(maker, i));
        if (i == chosen)
            thing->phrase.value = name;
    }
    thing->phrase.is_plain = true;
    thing->phrase.is_key = !is_open;
    thing->text = pool_printf(maker->pool, "%senum %s {\n%s}\n", is_open ? "@open\n" : "", thing->name, text);
}

static void write_number_enum(struct maker *maker, struct thing *thing, bool is_open)
{
    static const char *const bases[] = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32"};
    size_t base = draw_below(&maker->draw, 7), count = draw_below(&maker->draw, 6) + 1;
    const char *text = "";
    maker_count(maker, is_open ? KIND_ENUM_NUMBER_OPEN : KIND_ENUM_NUMBER);
    for (size_t i = 0; i < count; i++) {
        long number = (long)(i * i * 3) - (base < 4 ? 5 : 0);
        text = pool_printf(maker->pool, "%s    e%zu = %ld,\n", text, i, number);
    }
    thing->phrase.shape = SHAPE_NUMBER;
    thing->phrase.is_plain = true;
    thing->phrase.value = "e0";
    thing->text =
        pool_printf(maker->pool, "%senum %s : %s {\n%s}\n", is_open ? "@open\n" : "", thing->name, bases[base], text);
}

static void write_enum(struct maker *maker, struct thing *thing)
{
    bool is_open = draw_chance(&maker->draw, 35);
    if (draw_chance(&maker->draw, 60))
        write_text_enum(maker, thing, is_open);
    else
        write_number_enum(maker, thing, is_open);
}

static bool is_typedef(const struct maker *maker, const struct phrase *phrase)
{
    for (size_t i = 0; i < maker->self; i++)
        if (maker->things[i].kind == THING_TYPEDEF && strcmp(maker->things[i].phrase.type, phrase->type) == 0)
            return true;
    return false;
}

static void write_typedef(struct maker *maker, struct thing *thing)
{
    struct phrase phrase = phrase_draw(maker, PHRASE_NOTED, 2);
    const char *null = "";
    for (unsigned tries = draw_chance(&maker->draw, 30) ? 20 : 0; tries > 0 && !is_typedef(maker, &phrase); tries--)
        phrase = phrase_draw(maker, PHRASE_NOTED, 2);
    maker_count(maker, is_typedef(maker, &phrase) ? KIND_TYPEDEF_OF_TYPEDEF : KIND_TYPEDEF);
    if (phrase.shape != SHAPE_ANY && draw_chance(&maker->draw, 20)) {
        maker_count(maker, KIND_TYPEDEF_NULLABLE);
        null = " | null";
        phrase.is_nullable = true;
        phrase.is_key = phrase.is_plain = false;
    }
    thing->text = pool_printf(maker->pool, "typedef %s = %s%s%s;\n", thing->name, phrase.type, null, phrase.notes);
    thing->phrase = phrase;
    thing->phrase.type = thing->name;
    thing->phrase.notes = "";
}

/* The C of it is written along with the table of the types. */
static void write_extern(struct maker *maker, struct thing *thing)
{
    struct phrase base = phrase_base(maker);
    maker_count(maker, KIND_EXTERN);
    thing->text = pool_printf(maker->pool, "extern typedef %s = %s @c(\"struct own_%zu\", \"own.h\")%s;\n", thing->name,
                              base.type, maker->self, base.notes);
    thing->phrase.shape = base.shape;
}

/* What a struct may be made from: anything before it, generic ones more often than their number has it. */
static const struct thing *draw_origin(struct maker *maker)
{
    const struct thing *other = &maker->things[draw_below(&maker->draw, maker->self + 1)];
    bool wants_generic = draw_chance(&maker->draw, 40);
    for (size_t i = 0; wants_generic && i < maker->self; i++)
        if (maker->things[i].kind == THING_GENERIC)
            return &maker->things[i];
    return other;
}

void declare_thing(struct maker *maker)
{
    struct thing *thing = self(maker);
    const struct thing *other = draw_origin(maker);
    switch (thing->kind) {
    case THING_UNION: write_union(maker, thing); return;
    case THING_ENUM: write_enum(maker, thing); return;
    case THING_TYPEDEF: write_typedef(maker, thing); return;
    case THING_EXTERN: write_extern(maker, thing); return;
    case THING_GENERIC: write_generic(maker, thing); return;
    case THING_STRUCT: break;
    }
    if (other == thing || !draw_chance(&maker->draw, 35) || !write_derived(maker, thing, other)) {
        thing->is_derived = false;
        write_struct(maker, thing);
    }
}
