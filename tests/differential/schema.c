/* SPDX-License-Identifier: MIT */
/* Declarations are planned first, then written one after another: what is planned may be meant before it is written
   where that is no cycle. In the files they stand in another order again. */
#include "config.h"

#include "schema.h"

#include "declare.h"
#include "maker.h"
#include "names.h"

#include <string.h>

const char *schema_kind_name(enum kind kind)
{
    static const char *const names[] = {
#define X(kind, name) name,
        KINDS_LIST(X)
#undef X
    };
    return names[kind];
}

const char *maker_name(struct maker *maker, const struct thing *thing)
{
    const char *space = maker->spaces[thing->file], *own = maker->spaces[maker->things[maker->self].file];
    if (space == NULL || (own != NULL && strcmp(space, own) == 0))
        return thing->name;
    maker_count(maker, KIND_QUALIFIED);
    return pool_printf(maker->pool, "%s.%s", space, thing->name);
}

static enum thing_kind draw_kind(struct draw *draw)
{
    size_t pick = draw_below(draw, 100);
    if (pick < 50)
        return THING_STRUCT;
    if (pick < 65)
        return THING_UNION;
    if (pick < 75)
        return THING_ENUM;
    if (pick < 89)
        return THING_TYPEDEF;
    return pick < 94 ? THING_EXTERN : THING_GENERIC;
}

static void plan(struct maker *maker, size_t file_count)
{
    static const enum shape shapes[] = {SHAPE_OBJECT, SHAPE_OBJECT, SHAPE_STRING,
                                        SHAPE_ANY,    SHAPE_STRING, SHAPE_OBJECT};
    for (size_t i = 0; i < maker->thing_count; i++) {
        struct thing *thing = &maker->things[i];
        thing->kind = i < 2 ? THING_STRUCT : draw_kind(&maker->draw);
        thing->name = names_thing(maker, i);
        thing->file = i * file_count / maker->thing_count;
        thing->phrase = (struct phrase){.type = thing->name, .notes = "", .shape = shapes[thing->kind]};
    }
}

/* Files without a namespace share one; so do files that say the same. */
static void draw_spaces(struct maker *maker, size_t file_count)
{
    static const char *const sets[][SCHEMA_FILES_MAX] = {
        {"base", "mid", "top"}, {NULL, NULL, NULL}, {"one", "one", "one"}, {"base", "mid", NULL}};
    memcpy(maker->spaces, DRAW_ONE(&maker->draw, sets), sizeof sets[0]);
    for (size_t i = 0; i < file_count; i++)
        if (maker->spaces[i] != NULL)
            maker_count(maker, KIND_NAMESPACE);
}

static const char *head(struct maker *maker, struct schema *schema, size_t file)
{
    const char *text = "";
    if (maker->spaces[file] != NULL)
        text = pool_printf(maker->pool, "namespace %s;\n", maker->spaces[file]);
    for (size_t i = 0; i < file; i++) {
        maker_count(maker, KIND_IMPORT);
        text = pool_printf(maker->pool, "%simport \"%s\";\n", text, schema->files[i].name);
    }
    return text;
}

/* One that is read and one that is answered by each struct: what is generated for them has to compile. */
static const char *routes(struct maker *maker, size_t file)
{
    const char *text = "";
    for (size_t i = 0; i < maker->thing_count; i++) {
        const struct thing *thing = &maker->things[i];
        if (thing->file != file || thing->kind == THING_GENERIC || thing->phrase.is_nullable ||
            !draw_chance(&maker->draw, 20))
            continue;
        maker_count(maker, KIND_ROUTE);
        maker->self = i;
        text = pool_printf(maker->pool, "%sPOST \"/r%zu\" route_%zu(body: %s) -> %s;\n", text, i, i, thing->name,
                           thing->name);
    }
    return text;
}

static const char *file_text(struct maker *maker, struct schema *schema, size_t file)
{
    size_t *order = pool_alloc(maker->pool, maker->thing_count * sizeof *order), count = 0;
    const char *text = head(maker, schema, file);
    for (size_t i = 0; i < maker->thing_count; i++) {
        if (maker->things[i].file != file)
            continue;
        size_t at = draw_below(&maker->draw, ++count);
        order[count - 1] = order[at];
        order[at] = i;
    }
    for (size_t i = 0; i < count; i++)
        text = pool_printf(maker->pool, "%s\n%s", text, maker->things[order[i]].text);
    return pool_printf(maker->pool, "%s\n%s", text, routes(maker, file));
}

void schema_draw(struct schema *out, struct pool *pool, uint64_t seed, size_t things)
{
    static const char *const names[] = {"case_base.swage", "case_mid.swage", "case_top.swage"};
    struct maker maker = {.pool = pool, .counts = out->counts, .thing_count = things};
    *out = (struct schema){0};
    draw_seed(&maker.draw, seed, 1);
    out->file_count = draw_below(&maker.draw, SCHEMA_FILES_MAX) + 1;
    maker.things = pool_alloc(pool, things * sizeof *maker.things);
    draw_spaces(&maker, out->file_count);
    plan(&maker, out->file_count);
    for (maker.self = 0; maker.self < things; maker.self++)
        declare_thing(&maker);
    for (size_t i = 0; i < out->file_count; i++) {
        out->files[i].name = names[i];
        out->files[i].text = file_text(&maker, out, i);
    }
}
