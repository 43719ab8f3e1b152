/* SPDX-License-Identifier: MIT */
/*
 * JSON merge patches (RFC 7396): x_patch_apply() changes a struct as the patch says. A member that the patch does not have
 * stays, null takes it away, objects are merged, everything else is replaced.
 *
 * What the patch makes from nothing must be whole: where an object was not there, its required members have to be in the
 * patch.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

/* A member of the struct with its counterpart in the patch. */
struct pair {
    struct emitter *e;
    const struct model_member *base, *patch;
    const char *to, *from;   /* lvalues */
    const char *given;       /* a condition: the patch has a value */
    const char *removed;     /* a condition: the patch has null; NULL when it cannot */
};

/* ---- conditions ---- */

static struct pair pair_of(struct emitter *e, const struct model_member *base, const struct model_member *patch)
{
    struct pair pair = {.e = e, .base = base, .patch = patch};
    pair.to = emitter_format(e, "value.%s", base->c_name);
    pair.from = emitter_format(e, "patch->%s", patch->c_name);
    pair.given = patch->is_pointer                     ? pair.from
                 : patch->presence == MODEL_BY_HAS ? emitter_format(e, "patch->has.%s", patch->c_name)
                                                       : emitter_format(e, "%s.ptr", pair.from);
    pair.removed = patch->has_null_bit ? emitter_format(e, "patch->is_null.%s", patch->c_name) : NULL;
    return pair;
}

/* ---- what the struct holds afterwards ---- */

static void set_there(const struct pair *pair)
{
    if (pair->base->presence == MODEL_BY_HAS)
        text_add(&pair->e->text, "value.has.%s = true;\n", pair->base->c_name);
    if (pair->base->has_null_bit)
        text_add(&pair->e->text, "value.is_null.%s = false;\n", pair->base->c_name);
}

/* Null: the member is absent, or null where it may not be absent. */
static void set_away(const struct pair *pair)
{
    struct text *t = &pair->e->text;
    if (pair->base->presence == MODEL_BY_HAS)
        text_add(t, "value.has.%s = false;\n", pair->base->c_name);
    else if (pair->base->is_pointer)
        text_add(t, "%s = NULL;\n", pair->to);
    else
        text_add(t, "memset(&%s, 0, sizeof %s);\n", pair->to, pair->to);
    if (pair->base->has_null_bit)
        text_add(t, "value.is_null.%s = false;\n", pair->base->c_name);
}

/* ---- objects and maps ---- */

static const char *apply_name(struct emitter *e, const struct model_struct *patch)
{
    const char *name = emitter_find(e, patch, "apply");
    return name ? name : emitter_name(e, patch, "apply", patch->c_name);
}

/* Merges *from, a patch, into an object that `to` is or points to. */
static void merge_object(const struct pair *pair)
{
    struct text *t = &pair->e->text;
    const struct model_struct *patch = pair->patch->type->structure, *base = pair->base->type->structure;
    const char *apply = apply_name(pair->e, patch);
    if (!pair->base->is_pointer) {
        text_add(t, "if ((status = %s(&%s, %s, arena, is_new)) != SWAGE_OK)\n    return status;\n", apply, pair->to, pair->from);
        return;
    }
    text_add(t,
             "struct %s *item = swage_arena_alloc(arena, sizeof *item);\n"
             "if (!item)\n"
             "    return SWAGE_E_LIMIT;\n"
             "if (%s)\n"
             "    *item = *%s;\n"
             "else\n"
             "    %s_init(item);\n"
             "if ((status = %s(item, %s, arena, !%s)) != SWAGE_OK)\n"
             "    return status;\n"
             "%s = item;\n",
             base->c_name, pair->to, pair->to, base->c_name, apply, pair->from, pair->to, pair->to);
}

static const char *key_test(struct emitter *e, const struct model_type *key)
{
    return is_text(key) ? emitter_format(e, "swage_str_equal(items[at].key, in.ptr[i].key)") : "items[at].key == in.ptr[i].key";
}

/* Whether the patch's entry `in.ptr[i]` says null. */
static const char *entry_is_null(struct emitter *e, const struct model_type *item)
{
    if (is_object(item->item))
        return "!in.ptr[i].value";
    return is_boxed(item) ? "!in.ptr[i].value.has" : emitter_format(e, "!in.ptr[i].value.ptr");
}

static bool is_merged(const struct model_type *base, const struct model_type *patch)
{
    return patch->kind == MODEL_STRUCT && patch->structure->patch_of == base->structure && patch->structure != base->structure;
}

/* Lines that put the patch's value of an entry into items[at].value. */
static void emit_entry_value(struct emitter *e, const struct model_type *base, const struct model_type *patch)
{
    struct text *t = &e->text;
    const struct model_type *inner = patch->kind == MODEL_MAYBE ? patch->item : patch;
    const char *from = is_boxed(patch) ? "in.ptr[i].value.value" : "in.ptr[i].value";
    const struct model_type *whole = base->kind == MODEL_MAYBE ? base->item : base;
    if (inner->kind == MODEL_MAP) {
        text_add(t,
                 "if (at == count)\n"
                 "    memset(&items[at].value, 0, sizeof items[at].value);\n"
                 "if ((status = %s(&items[at].value, %s, arena)) != SWAGE_OK)\n"
                 "    return status;\n",
                 emitter_find(e, inner, "apply"), from);
    } else if (is_object(inner) && !is_merged(whole, inner)) {
        bool is_lent = patch->kind == MODEL_MAYBE && base->kind != MODEL_MAYBE; /* a pointer to what goes in by value */
        text_add(t, "items[at].value = %s%s;\n", is_lent ? "*" : "", from);
    } else if (is_object(inner)) {
        const char *apply = apply_name(e, inner->structure), *name = whole->structure->c_name;
        if (base->kind == MODEL_MAYBE)
            text_add(t,
                     "struct %s *item = swage_arena_alloc(arena, sizeof *item);\n"
                     "if (!item)\n"
                     "    return SWAGE_E_LIMIT;\n"
                     "bool is_new = at == count || !items[at].value;\n"
                     "if (is_new)\n"
                     "    %s_init(item);\n"
                     "else\n"
                     "    *item = *items[at].value;\n"
                     "if ((status = %s(item, %s, arena, is_new)) != SWAGE_OK)\n"
                     "    return status;\n"
                     "items[at].value = item;\n",
                     name, name, apply, from);
        else
            text_add(t,
                     "if (at == count)\n"
                     "    %s_init(&items[at].value);\n"
                     "if ((status = %s(&items[at].value, %s, arena, at == count)) != SWAGE_OK)\n"
                     "    return status;\n",
                     name, apply, from);
    } else if (is_boxed(base)) {
        text_add(t, "items[at].value.has = true;\n");
        text_add(t, whole->kind == MODEL_FIXED ? "memcpy(items[at].value.value, %s, sizeof items[at].value.value);\n"
                                               : "items[at].value.value = %s;\n", from);
    } else {
        text_add(t, inner->kind == MODEL_FIXED ? "memcpy(items[at].value, %s, sizeof items[at].value);\n" : "items[at].value = %s;\n",
                 from);
    }
}

static bool map_needs_status(const struct model_type *base, const struct model_type *patch)
{
    const struct model_type *inner = patch->item->kind == MODEL_MAYBE ? patch->item->item : patch->item;
    const struct model_type *whole = base->item->kind == MODEL_MAYBE ? base->item->item : base->item;
    return inner->kind == MODEL_MAP || (is_object(inner) && is_merged(whole, inner));
}

/* A function that merges a map: few entries are looked up one by one, as x_map_find does. */
static void emit_merge_map(struct emitter *e, const struct model_type *base, const struct model_type *patch, const char *name)
{
    struct text *t = &e->text;
    text_add(t,
             "static enum swage_status %s(%s *out, %s in, swage_arena *arena)\n"
             "{\n"
             "size_t count = out->len;\n"
             "struct %s_entry *items = swage_arena_alloc(arena, (count + in.len) * sizeof *items);\n"
             "if (!items)\n"
             "    return SWAGE_E_LIMIT;\n",
             name, base->c_type, patch->c_type, base->container->c_name);
    if (map_needs_status(base, patch))
        text_add(t, "enum swage_status status;\n");
    text_add(t,
             "if (count > 0)\n"
             "    memcpy(items, out->ptr, count * sizeof *items);\n"
             "for (size_t i = 0; i < in.len; i++) {\n"
             "size_t at = 0;\n"
             "while (at < count && !(%s))\n"
             "    at++;\n",
             key_test(e, base->key));
    if (patch->item->kind == MODEL_MAYBE)
        text_add(t,
                 "if (%s) {\n"
                 "if (at < count) {\n"
                 "memmove(&items[at], &items[at + 1], (count - at - 1) * sizeof *items);\n"
                 "count--;\n"
                 "}\n"
                 "continue;\n"
                 "}\n",
                 entry_is_null(e, patch->item));
    text_add(t, "items[at].key = in.ptr[i].key;\n");
    emit_entry_value(e, base->item, patch->item);
    text_add(t,
             "count += at == count;\n"
             "}\n"
             "out->ptr = items;\n"
             "out->len = count;\n"
             "return SWAGE_OK;\n"
             "}\n"
             "\n");
}

/* ---- members ---- */

static void emit_given(const struct pair *pair)
{
    struct text *t = &pair->e->text;
    const struct model_type *base = pair->base->type, *patch = pair->patch->type;
    if (base->kind == MODEL_STRUCT && is_merged(base, patch))
        merge_object(pair);
    else if (base->kind == MODEL_MAP)
        text_add(t, "if ((status = %s(&%s, %s, arena)) != SWAGE_OK)\n    return status;\n", emitter_find(pair->e, pair->patch, "apply"),
                 pair->to, pair->from);
    else if (base->kind == MODEL_FIXED)
        text_add(t, "memcpy(%s, %s, sizeof %s);\n", pair->to, pair->from, pair->to);
    else if (pair->patch->is_pointer && !pair->base->is_pointer)
        text_add(t, "%s = *%s;\n", pair->to, pair->from);
    else
        text_add(t, "%s = %s;\n", pair->to, pair->from);
    set_there(pair);
}

static void emit_member(struct emitter *e, const struct model_member *base, const struct model_member *patch)
{
    struct pair pair = pair_of(e, base, patch);
    struct text *t = &e->text;
    text_add(t, "if (%s) {\n", pair.given);
    emit_given(&pair);
    if (pair.removed) {
        text_add(t, "} else if (%s) {\n", pair.removed);
        set_away(&pair);
    }
    if (base->is_required)
        text_add(t, "} else if (is_new) {\nreturn SWAGE_E_UNSET;\n}\n");
    else
        text_add(t, "}\n");
}

/* The base's member of the same key; a patch has no others. */
static const struct model_member *counterpart(const struct model_struct *base, const struct model_member *patch)
{
    for (size_t i = 0; i < base->member_count; i++)
        if (strcmp(base->members[i].c_name, patch->c_name) == 0)
            return &base->members[i];
    return NULL;
}

static bool needs_status(const struct model_struct *patch)
{
    for (size_t i = 0; i < patch->member_count; i++) {
        const struct model_member *base = counterpart(patch->patch_of, &patch->members[i]);
        const struct model_type *type = patch->members[i].type;
        if (base && (type->kind == MODEL_MAP || (type->kind == MODEL_STRUCT && is_merged(base->type, type))))
            return true;
    }
    return false;
}

/* The function for `patch`, whose name `of` knows, behind those for the maps in it. */
static void emit_map_function(struct emitter *e, const void *of, const struct model_type *base,
                              const struct model_type *patch, const char *text)
{
    const struct model_type *inner = patch->item->kind == MODEL_MAYBE ? patch->item->item : patch->item;
    const struct model_type *whole = base->item->kind == MODEL_MAYBE ? base->item->item : base->item;
    if (inner->kind == MODEL_MAP)
        emit_map_function(e, inner, whole, inner, emitter_format(e, "%s_item", text));
    emit_merge_map(e, base, patch, emitter_name(e, of, "apply", text));
}

static void emit_map_functions(struct emitter *e, const struct model_struct *patch)
{
    for (size_t i = 0; i < patch->member_count; i++) {
        const struct model_member *member = &patch->members[i];
        const struct model_member *base = counterpart(patch->patch_of, member);
        if (!base || member->type->kind != MODEL_MAP)
            continue;
        emit_map_function(e, member, base->type, member->type,
                          emitter_format(e, "%s_%s", patch->c_name, member->c_name));
    }
}

static void emit_prototype(struct emitter *e, const struct model_struct *patch)
{
    text_add(&e->text,
             "static enum swage_status %s(struct %s *out, const struct %s *patch, swage_arena *arena, bool is_new);\n",
             apply_name(e, patch), patch->patch_of->c_name, patch->c_name);
}

static void emit_apply(struct emitter *e, const struct model_struct *patch)
{
    struct text *t = &e->text;
    const char *base = patch->patch_of->c_name, *apply = apply_name(e, patch);
    text_add(t,
             "static enum swage_status %s(struct %s *out, const struct %s *patch, swage_arena *arena, bool is_new)\n"
             "{\n"
             "struct %s value = *out;\n"
             "(void)arena;\n"
             "(void)is_new;\n",
             apply, base, patch->c_name, base);
    if (needs_status(patch))
        text_add(t, "enum swage_status status;\n");
    if (patch->member_count == 0)
        text_add(t, "(void)patch;\n");
    for (size_t i = 0; i < patch->member_count; i++) {
        const struct model_member *member = counterpart(patch->patch_of, &patch->members[i]);
        if (member)
            emit_member(e, member, &patch->members[i]);
    }
    text_add(t,
             "*out = value;\n"
             "return SWAGE_OK;\n"
             "}\n"
             "\n"
             "enum swage_status %s_apply(struct %s *out, const struct %s *patch, swage_arena *arena)\n"
             "{\n"
             "return %s(out, patch, arena, false);\n"
             "}\n"
             "\n",
             patch->c_name, base, patch->c_name, apply);
}

static const struct model_struct *patch_of(const struct model_decl *decl)
{
    return decl->kind == MODEL_DECL_STRUCT && decl->structure->patch_of ? decl->structure : NULL;
}

void emit_patches(struct emitter *e)
{
    bool is_first = true;
    for (size_t i = 0; i < e->model->decl_count; i++) {
        if (!patch_of(&e->model->decls[i]))
            continue;
        if (is_first)
            text_banner(&e->text, "patches");
        is_first = false;
        emit_prototype(e, patch_of(&e->model->decls[i]));
    }
    if (!is_first)
        text_add(&e->text, "\n");
    for (size_t i = 0; i < e->model->decl_count; i++)
        if (patch_of(&e->model->decls[i]))
            emit_map_functions(e, patch_of(&e->model->decls[i]));
    for (size_t i = 0; i < e->model->decl_count; i++)
        if (patch_of(&e->model->decls[i]))
            emit_apply(e, patch_of(&e->model->decls[i]));
}
