/* SPDX-License-Identifier: MIT */
/* All files go through each stage before the next begins, so that one run tells all errors of all files. What a later
   stage would say about the echo of an error is not asked: examples and sizes are looked at where everything else is
   fine. */
#include "config.h"

#include "model/build.h"

#include "model/auth.h"
#include "model/annotation.h"
#include "model/bounds.h"
#include "model/budget.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/container.h"
#include "model/declare.h"
#include "model/example.h"
#include "model/files.h"
#include "model/model.h"
#include "model/order.h"
#include "model/resolve.h"
#include "model/route.h"
#include "syntax/diagnostic.h"

#include <string.h>

/* What every file declares, whatever is in it. */
static void claim_file(struct unit *unit)
{
    static const char *const names[] = {"_app", "_app_with", "_docs", "_files", "_nodes", "_operations", NULL}, *const tags[] = {
                                                                                                 "_handlers", NULL};
    struct place at = source_place(unit->file->source);
    const char *what = pool_printf(&unit->cx->pool, "the application of '%s'", unit->stem);
    claim_endings(unit, unit->c_stem, names, C_ORDINARY | CLAIM_PRIVATE, &at, what);
    claim_endings(unit, unit->c_stem, tags, C_TAG | CLAIM_PRIVATE, &at, what);
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void set_imports(const struct unit *unit, struct model *model)
{
    size_t count = 0;
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        count++;
    struct model_import *list = pool_alloc(&unit->cx->pool, count * sizeof *list);
    count = 0;
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        list[count++] = (struct model_import){
            .stem = import->unit->stem, .is_used = import->is_used, .position = import->decl->import.at.first};
    model->imports = list;
    model->import_count = count;
}

/* ---- what the headers of imports declare ---- */

static const char *c_name_of(const struct symbol *symbol)
{
    if (symbol->structure != NULL)
        return symbol->structure->c_name;
    if (symbol->enumeration != NULL)
        return symbol->enumeration->c_name;
    if (symbol->choice != NULL)
        return symbol->choice->c_name;
    return symbol->external != NULL ? symbol->external->c_name : NULL;
}

/* Counts those of the file and of its imports, each file once, and writes them down where there is a list. */
static size_t add_foreign(struct unit *unit, unsigned search, const char **list, size_t count)
{
    if (unit->search == search)
        return count;
    unit->search = search;
    for (const struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next) {
        const char *name = c_name_of(symbol);
        if (name != NULL && list != NULL)
            list[count] = name;
        count += name != NULL;
    }
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        count = add_foreign(import->unit, search, list, count);
    return count;
}

static size_t add_imported(struct unit *unit, const char **list)
{
    unsigned search = ++unit->schema->search;
    size_t count = 0;
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        count = add_foreign(import->unit, search, list, count);
    return count;
}

static void set_foreign(struct unit *unit)
{
    size_t count = add_imported(unit, NULL);
    const char **list = pool_alloc(&unit->cx->pool, count * sizeof *list);
    unit->model->foreign_count = add_imported(unit, list);
    unit->model->foreign = list;
}

static void set_space(const struct unit *unit, struct model *model)
{
    const struct ast_decl *space = unit->file->space;
    if (space == NULL)
        return;
    const struct ast_string *version = annotation_text(&space->annotations, "version");
    model->doc = declare_doc(space->doc);
    model->note = annotation_note(&space->annotations);
    model->version = version == NULL ? NULL : version->text;
}

static struct model *model_new(const struct unit *unit)
{
    struct pool *pool = &unit->cx->pool;
    struct model *model = pool_alloc(pool, sizeof *model);
    model->file = file_name(unit->file->source->path);
    model->stem = unit->stem;
    model->c_stem = unit->c_stem;
    model->c_guard = pool_printf(pool, "%s_SWAGE", c_name_upper(pool, unit->stem, strlen(unit->stem)));
    set_space(unit, model);
    return model;
}

static bool is_checked(const struct unit *unit)
{
    return !unit->is_broken;
}

static void check_orders(struct unit *unit)
{
    if (unit->is_ordered)
        return;
    unit->is_ordered = true;
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        check_orders(import->unit);
    if (is_checked(unit))
        order_check(unit);
}

static void look_at_all(struct schema *schema)
{
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next) {
        if (is_checked(unit))
            claim_file(unit);
        declare_names(unit);
    }
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next) {
        if (!is_checked(unit))
            continue;
        unit->model = model_new(unit);
        declare_all(unit);
        auth_declare(unit, unit->model);
        files_declare(unit, unit->model);
        route_look(unit, unit->model);
        container_claim_all(unit);
    }
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next) {
        claim_check_imports(unit);
        check_orders(unit);
    }
    for (struct unit *unit = schema->units; unit != NULL && diagnostic_errors(schema->cx) == 0; unit = unit->next)
        example_check(unit);
}

/* What requests may bring and take, now that all types are complete. Files without routes are looked at only as far as
   those of others reach. */
static void set_limits(struct schema *schema)
{
    struct pool *pool = &schema->cx->pool;
    size_t count = 0;
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next)
        count += unit->model->route_count > 0;
    if (count == 0)
        return;
    const struct model **models = pool_alloc(pool, count * sizeof *models);
    count = 0;
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next)
        if (unit->model->route_count > 0)
            models[count++] = unit->model;
    const struct bounds *bounds = bounds_new(pool, models, count);
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next)
        if (unit->model->route_count > 0)
            budget_model(bounds, unit->model);
}

bool model_build_all(struct compilation *cx, const struct ast_file *const *files, size_t count,
                     const struct model_options *options, const struct model **models)
{
    struct schema schema;
    struct unit **units = pool_alloc(&cx->pool, count * sizeof(*units));
    schema_init(&schema, cx, options);
    for (size_t i = 0; i < count; i++)
        units[i] = resolve_add(&schema, files[i]);
    resolve_all(&schema);
    look_at_all(&schema);
    if (diagnostic_errors(cx) > 0)
        return false;
    for (struct unit *unit = schema.units; unit != NULL; unit = unit->next) {
        order_decls(unit);
        set_imports(unit, unit->model);
        set_foreign(unit);
    }
    set_limits(&schema);
    for (size_t i = 0; i < count; i++)
        models[i] = units[i]->model;
    return true;
}

const struct model *model_build(struct compilation *cx, const struct ast_file *file,
                                const struct model_options *options)
{
    const struct model *model = NULL;
    return model_build_all(cx, &file, 1, options, &model) ? model : NULL;
}
