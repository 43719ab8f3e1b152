/* SPDX-License-Identifier: MIT */
/* swage explain: what the models say, for people. Nothing but sizes of machines with 64-bit pointers depends on where it
   runs, so its output can be compared. */
#include "config.h"

#include "command/command.h"
#include "command/describe.h"
#include "command/explain_route.h"
#include "command/front.h"
#include "command/table.h"
#include "model/bounds.h"
#include "model/model.h"
#include "syntax/compilation.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

const char command_explain_help[] =
    "usage: swage explain [-I DIR] FILE [ROUTE]\n"
    "\n"
    "Says of each route, or of one (its name, or 'METHOD /path'), what a request may bring, what is checked in\n"
    "which order, how large it may be, how much memory reading it may take, and what it can be answered with.\n"
    "Without ROUTE also of each type how long its JSON and how large its arena can be.\n"
    "\n"
    "  -I DIR   look for imports here too, after the importing file's own folder\n";

struct explain {
    struct front front;
    const char *wanted; /* the route, or NULL: all, and the types */
};

/* ---- types ---- */

static void add_type(struct table *table, const struct bounds *bounds, const struct model_type *type)
{
    struct pool *pool = table->pool;
    struct bounds_type sizes = bounds_of(bounds, type, type->schema);
    table_add(table, type->schema);
    table_add(table, describe_bytes(pool, sizes.least));
    table_add(table, describe_bytes(pool, sizes.largest));
    table_add(table, describe_bytes(pool, sizes.escaped));
    table_add(table, describe_bytes(pool, sizes.arena));
    table_add(table, describe_bytes(pool, sizes.per_byte));
    table_add(table, sizes.size == BOUNDS_NONE ? "not known" : describe_bytes(pool, sizes.size));
    table_add(table, sizes.why != NULL ? sizes.why : sizes.arena_why != NULL ? sizes.arena_why : "");
}

static void add_decl(struct table *table, const struct bounds *bounds, const struct model_decl *decl)
{
    struct model_type type = {.kind = MODEL_STRUCT, .structure = decl->structure, .choice = decl->choice};
    if (decl->kind == MODEL_DECL_STRUCT) {
        type.schema = decl->structure->name;
    } else if (decl->kind == MODEL_DECL_UNION) {
        type.kind = MODEL_UNION;
        type.schema = decl->choice->name;
    } else {
        return;
    }
    add_type(table, bounds, &type);
}

static void print_types(struct pool *pool, const struct bounds *bounds, const struct model *model)
{
    static const char *const heads[] = {"",      "shortest", "longest", "all escaped",
                                        "arena", "per byte", "in C",    "what has no bound"};
    struct table table;
    table_init(&table, pool, 8, 0x7e);
    for (size_t i = 0; i < 8; i++)
        table_add(&table, heads[i]);
    for (size_t i = 0; i < model->decl_count; i++)
        add_decl(&table, bounds, &model->decls[i]);
    if (table.first == table.last)
        return;
    fputs("types, in bytes of JSON without white space, of the arena, and of the C struct\n", stdout);
    table_print(&table, stdout, 2);
}

/* ---- routes ---- */

static bool is_called(struct pool *pool, const struct model_route *route, const char *wanted)
{
    return strcmp(route->name, wanted) == 0 || strcmp(pool_printf(pool, "%s %s", route->method, route->path), wanted) == 0;
}

static const struct model_route *find_route(struct pool *pool, const struct model *model, const char *wanted)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (is_called(pool, &model->routes[i], wanted))
            return &model->routes[i];
    return NULL;
}

static void refuse_route(struct pool *pool, const struct model *model, const char *wanted)
{
    struct suggest suggest = SUGGEST_INIT(wanted, strlen(wanted));
    for (size_t i = 0; i < model->route_count; i++) {
        const struct model_route *route = &model->routes[i];
        suggest_offer(&suggest, route->name);
        suggest_offer(&suggest, pool_printf(pool, "%s %s", route->method, route->path));
    }
    fprintf(stderr, "swage explain: there is no route '%s' in %s", wanted, model->file);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    putc('\n', stderr);
}

static void explain_all(struct pool *pool, const struct bounds *bounds, const struct model *model)
{
    for (size_t i = 0; i < model->route_count; i++) {
        explain_route(pool, bounds, &model->routes[i], stdout);
        putchar('\n');
    }
    print_types(pool, bounds, model);
}

static void stages(struct compilation *cx, struct front *front)
{
    const struct explain *explain = (struct explain *)front;
    const struct model **models;
    size_t count;
    if (!front_models(cx, front, &models, &count) || count == 0)
        return;
    struct bounds *bounds = bounds_new(&cx->pool, models, count);
    if (explain->wanted == NULL) {
        explain_all(&cx->pool, bounds, models[0]);
        return;
    }
    const struct model_route *route = find_route(&cx->pool, models[0], explain->wanted);
    front->is_refused = route == NULL;
    if (route != NULL)
        explain_route(&cx->pool, bounds, route, stdout);
    else
        refuse_route(&cx->pool, models[0], explain->wanted);
}

/* ---- the command ---- */

/* The second word is the route. */
static bool accept(struct front *front)
{
    struct explain *explain = (struct explain *)front;
    if (front->file_count > 2) {
        fprintf(stderr, "swage explain: one file and one route at most, and not '%s'\n", front->files[2]);
        return false;
    }
    explain->wanted = front->file_count > 1 ? front->files[1] : NULL;
    front->file_count = 1;
    return true;
}

int command_explain(int count, char **args)
{
    struct explain explain = {
        .front = {.name = "explain", .help = command_explain_help, .accept = accept, .stages = stages}};
    return front_run(&explain.front, count, args);
}
