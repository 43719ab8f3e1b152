/* SPDX-License-Identifier: MIT */
/*
 * Arrays of arrays, maps, and items that may be null: structs of C that stand beside no declaration. Every file that uses
 * one has it, behind a guard; what it points to need not be complete there.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

static void open_guard(struct emitter *e, const char *guard, const char *part)
{
    text_add(&e->text,
             "#ifndef %s%s\n"
             "#define %s%s\n",
             guard, part, guard, part);
}

static void close_guard(struct emitter *e)
{
    text_add(&e->text, "#endif\n\n");
}

/* ---- heads ---- */

static void emit_array_head(struct emitter *e, const struct model_container *container)
{
    const struct model_type *item = container->item;
    const struct model_type *inner = item->kind == MODEL_MAYBE ? item->item : item;
    if (is_object(inner))
        text_add(&e->text, "struct %s;\n", object_name(inner));
    if (is_boxed(item))
        text_add(&e->text, "%s;\n", item->c_type);
    text_add(&e->text,
             "struct %s {\n"
             "%s;\n"
             "size_t len;\n"
             "};\n",
             container->c_name, c_items(e, item, "ptr", true));
}

static void emit_map_head(struct emitter *e, const struct model_container *container)
{
    text_add(&e->text,
             "struct %s_entry;\n"
             "struct %s {\n"
             "const struct %s_entry *ptr;\n"
             "size_t len;\n"
             "};\n",
             container->c_name, container->c_name, container->c_name);
}

static void emit_box(struct emitter *e, const struct model_container *container)
{
    text_add(&e->text,
             "struct %s {\n"
             "bool has;\n"
             "%s;\n"
             "};\n",
             container->c_name, c_variable(e, container->item, "value"));
}

/* Whether the file has it; the model may have several objects for one container. */
static bool is_written(struct emitter *e, const struct model_container *container)
{
    for (const struct emitter_container *c = e->containers; c; c = c->next)
        if (strcmp(c->container->c_guard, container->c_guard) == 0)
            return true;
    struct emitter_container *mine = pool_alloc(e->pool, sizeof *mine);
    mine->container = container;
    struct emitter_container **end = &e->containers;
    while (*end)
        end = &(*end)->next;
    *end = mine;
    return false;
}

void emit_container_heads(struct emitter *e, const struct model_type *type)
{
    if (type->item && type->kind != MODEL_EXTERN)
        emit_container_heads(e, type->item);
    if (type->key)
        emit_container_heads(e, type->key);
    const struct model_container *container = type->container;
    if (!container || is_written(e, container))
        return;
    open_guard(e, container->c_guard, "");
    if (container->kind == MODEL_CONTAINER_ARRAY)
        emit_array_head(e, container);
    else if (container->kind == MODEL_CONTAINER_MAP)
        emit_map_head(e, container);
    else
        emit_box(e, container);
    close_guard(e);
}

/* ---- bodies ---- */

static void emit_map_body(struct emitter *e, const struct model_container *container)
{
    const char *name = container->c_name;
    const char *key = container->key->c_type;
    const char *test = is_text(container->key) ? "swage_str_equal(map.ptr[i].key, key)" : "map.ptr[i].key == key";
    open_guard(e, container->c_guard, "_ENTRY");
    text_add(&e->text,
             "struct %s_entry {\n"
             "%s key;\n"
             "%s;\n"
             "};\n"
             "\n"
             "/* The entry of a key, or NULL; looks at one after the other. */\n"
             "SWAGE_INLINE const struct %s_entry *%s_find(struct %s map, %s key)\n"
             "{\n"
             "for (size_t i = 0; i < map.len; i++)\n"
             "    if (%s)\n"
             "        return &map.ptr[i];\n"
             "return NULL;\n"
             "}\n",
             name, key, c_variable(e, container->item, "value"), name, name, name, key, test);
    close_guard(e);
}

void emit_container_bodies(struct emitter *e)
{
    for (const struct emitter_container *c = e->containers; c; c = c->next)
        if (c->container->kind == MODEL_CONTAINER_MAP)
            emit_map_body(e, c->container);
}
