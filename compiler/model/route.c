/* SPDX-License-Identifier: MIT */
/* A group is a path in front of the paths in it. Two routes of one shape would answer the same requests, whatever
   their parameters are called. */
#include "config.h"

#include "model/route.h"

#include "model/annotation.h"
#include "model/auth.h"
#include "model/cors.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/declare.h"
#include "model/model.h"
#include "model/number.h"
#include "model/parameter.h"
#include "model/path.h"
#include "model/resolve.h"
#include "model/response.h"
#include "syntax/diagnostic.h"

#include <inttypes.h>
#include <string.h>

#define MAX_BODY_MOST ((uint64_t)1 << 40) /* bytes; more than any memory */

struct group { /* from the inside out */
    const struct group *outer;
    const struct ast_group *ast;
    struct response_scope scope;
    struct model_auth auth; /* what is asked for in it */
    const struct model_cors *cors;
};

struct tag {
    struct tag *next;
    struct model_tag made;
};

struct look {
    struct unit *unit;
    const struct model_cors *cors; /* of the namespace */
    struct model_route *list;
    size_t count;
    struct name_map names, shapes; /* to struct ast_decl */
    struct name_map tags;          /* to struct tag */
    struct tag *first_tag, **next_tag;
    size_t tag_count;
};

static const char *method_text(enum ast_method method)
{
    static const char *const texts[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    return texts[method];
}

/* ---- names ---- */

static bool check_once(struct look *look, const struct ast_decl *decl)
{
    struct ast_decl *mine = pool_alloc(&look->unit->cx->pool, sizeof *mine);
    *mine = *decl;
    const struct ast_decl *there = name_map_add(&look->names, decl->name.text, decl->name.len, mine);
    if (there == mine)
        return true;
    diagnose(look->unit->cx, &decl->name.at, DIAGNOSTIC_DUPLICATE_DECLARATION, "a second route '%s'", decl->name.text);
    diagnose_note(look->unit->cx, &there->name.at, "the first one is here");
    return false;
}

static bool set_names(struct look *look, const struct ast_decl *decl, struct model_route *out)
{
    static const char *const tags[] = {"_params", "_reply", NULL};
    struct unit *unit = look->unit;
    struct pool *pool = &unit->cx->pool;
    const struct ast_name *name = &decl->name;
    if (!declare_check_name(unit, name, "route") || !check_once(look, decl))
        return false;
    const char *c_name = pool_printf(pool, "%s%s", unit->prefix, c_name_snake(pool, name->text, name->len));
    const char *what = pool_printf(pool, "the handler of '%s'", name->text);
    out->name = name->text;
    out->c_name = c_name_safe(pool, c_name);
    out->c_upper = c_name_upper(pool, c_name, strlen(c_name));
    if (!claim(unit, out->c_name, C_ORDINARY | CLAIM_PRIVATE, &name->at, what))
        return false;
    claim_endings(unit, out->c_name, tags, C_TAG | CLAIM_PRIVATE, &name->at, what);
    return true;
}

/* ---- paths ---- */

/* Outermost first. */
static bool add_groups(const struct look *look, struct path *path, const struct group *group)
{
    if (group == NULL)
        return true;
    return add_groups(look, path, group->outer) && path_add_group(look->unit, path, &group->ast->path);
}

static void set_segments(const struct look *look, const struct path *path, struct model_route *out)
{
    struct model_segment *list = pool_alloc(&look->unit->cx->pool, path->count * sizeof *list);
    size_t count = 0;
    for (const struct path_segment *segment = path->first; segment != NULL; segment = segment->next)
        list[count++] = segment->made;
    out->segments = list;
    out->segment_count = count;
    out->path = path->text;
}

static bool check_shape(struct look *look, const struct ast_decl *decl, const struct path *path)
{
    struct compilation *cx = look->unit->cx;
    const char *method = method_text(decl->route.method);
    const char *shape = pool_printf(&cx->pool, "%s %s", method, path_shape(look->unit, path));
    struct ast_decl *mine = pool_alloc(&cx->pool, sizeof *mine);
    *mine = *decl;
    const struct ast_decl *there = name_map_add(&look->shapes, shape, strlen(shape), mine);
    if (there == mine)
        return true;
    diagnose(cx, &decl->route.path.at, DIAGNOSTIC_DUPLICATE_ROUTE,
             "'%s' and '%s' would answer the same requests, %s %s", there->name.text, decl->name.text, method,
             path->text);
    diagnose_note(cx, &there->route.path.at, "'%s' is here", there->name.text);
    return false;
}

static bool set_path(struct look *look, const struct ast_decl *decl, const struct group *group, struct path *path,
                     struct model_route *out)
{
    if (!add_groups(look, path, group) || !path_add_route(look->unit, path, &decl->route.path))
        return false;
    set_segments(look, path, out);
    check_shape(look, decl, path);
    return true;
}

/* ---- limits ---- */

/* @max_body of the route, or of the innermost group that has one. */
static void set_max_body(const struct unit *unit, const struct response_scope *scope, struct model_route *out)
{
    const struct ast_annotation *given = NULL;
    uint64_t bytes = 0;
    for (; scope != NULL && given == NULL; scope = scope->outer)
        given = annotation_find(scope->annotations, "max_body");
    if (given == NULL || !annotation_is_fine(given))
        return;
    const struct ast_value *value = given->arguments.first->value;
    if (number_unsigned(&value->number, 1, MAX_BODY_MOST, &bytes) != NUMBER_FINE)
        diagnose(unit->cx, &value->at, DIAGNOSTIC_BAD_ANNOTATION, "'@max_body' takes bytes, from 1 to %" PRIu64,
                 MAX_BODY_MOST);
    else
        out->max_body = (size_t)bytes;
}

/* ---- words for documents ---- */

static struct tag *find_tag(struct look *look, const struct ast_string *name)
{
    struct tag *mine = pool_alloc(&look->unit->cx->pool, sizeof *mine);
    *mine = (struct tag){.made.name = name->text};
    struct tag *there = name_map_add(&look->tags, name->text, name->len, mine);
    if (there != mine)
        return there;
    *look->next_tag = mine;
    look->next_tag = &mine->next;
    look->tag_count++;
    return mine;
}

/* A group that has one tag says what that is about. */
static void describe_tag(struct look *look, const struct ast_decl *group)
{
    const struct ast_string *name = annotation_text(&group->annotations, "tags");
    const char *summary = annotation_note(&group->annotations).summary;
    if (name == NULL || name->len == 0)
        return;
    struct tag *tag = find_tag(look, name);
    if (tag->made.doc == NULL)
        tag->made.doc = summary != NULL ? summary : declare_doc(group->doc);
}

static size_t count_tags(const struct response_scope *scope)
{
    size_t count = 0;
    for (; scope != NULL; scope = scope->outer) {
        const struct ast_annotation *tags = annotation_find(scope->annotations, "tags");
        count += tags == NULL ? 0 : tags->arguments.count;
    }
    return count;
}

/* Of the outermost group first. */
static void add_tags(struct look *look, const struct response_scope *scope, const char **list, size_t *count)
{
    if (scope == NULL)
        return;
    add_tags(look, scope->outer, list, count);
    const struct ast_annotation *tags = annotation_find(scope->annotations, "tags");
    bool is_fine = tags != NULL && annotation_is_fine(tags);
    for (const struct ast_argument *arg = is_fine ? tags->arguments.first : NULL; arg != NULL; arg = arg->next) {
        const char *name = find_tag(look, &arg->value->string)->made.name;
        bool is_there = false;
        for (size_t i = 0; i < *count; i++)
            is_there |= list[i] == name;
        if (!is_there)
            list[(*count)++] = name;
    }
}

/* What holds for a group holds for its routes; of two that say something the inner one is heard. */
static void set_words(struct look *look, const struct response_scope *scope, struct model_route *out)
{
    const char **tags = pool_alloc(&look->unit->cx->pool, count_tags(scope) * sizeof *tags);
    add_tags(look, scope, tags, &out->tag_count);
    out->tags = tags;
    out->note = annotation_note(scope->annotations);
    out->is_hidden = annotation_find(scope->annotations, "hidden") != NULL;
    for (scope = scope->outer; scope != NULL; scope = scope->outer) {
        out->is_hidden |= annotation_find(scope->annotations, "hidden") != NULL;
        struct model_note outer = annotation_note(scope->annotations);
        out->note.since = out->note.since == NULL ? outer.since : out->note.since;
        out->note.instead = out->note.instead == NULL ? outer.instead : out->note.instead;
        out->note.is_deprecated |= outer.is_deprecated;
    }
}

static void set_tags(const struct look *look, struct model *out)
{
    struct model_tag *list = pool_alloc(&look->unit->cx->pool, look->tag_count * sizeof *list);
    for (const struct tag *tag = look->first_tag; tag != NULL; tag = tag->next)
        list[out->tag_count++] = tag->made;
    out->tags = list;
}

/* ---- all ---- */

static void look_at_route(struct look *look, const struct ast_decl *decl, const struct group *group)
{
    struct path path = {0};
    struct model_route made = {.method = method_text(decl->route.method), .doc = declare_doc(decl->doc)};
    annotation_check(look->unit, &decl->annotations, ON_ROUTE);
    bool has_name = set_names(look, decl, &made);
    bool has_path = set_path(look, decl, group, &path, &made);
    const struct response_scope scope = {group == NULL ? NULL : &group->scope, &decl->annotations};
    set_max_body(look->unit, &scope, &made);
    made.auth = auth_look(look->unit, &scope, group == NULL ? NULL : &group->auth);
    made.cors = cors_look(look->unit, &scope, group == NULL ? look->cors : group->cors);
    set_words(look, &scope, &made);
    parameter_look(look->unit, decl, has_path ? &path : NULL, &made);
    response_look(look->unit, decl, &scope, has_name, &made);
    look->list[look->count++] = made;
}

static size_t count_routes(const struct ast_decl_list *decls)
{
    size_t count = 0;
    for (const struct ast_decl *decl = decls->first; decl != NULL; decl = decl->next)
        count += decl->kind == AST_DECL_ROUTE ? 1 : decl->kind == AST_DECL_GROUP ? count_routes(&decl->group.decls) : 0;
    return count;
}

static void look_at_all(struct look *look, const struct ast_decl_list *decls, const struct group *group)
{
    for (const struct ast_decl *decl = decls->first; decl != NULL; decl = decl->next) {
        if (decl->kind == AST_DECL_ROUTE) {
            look_at_route(look, decl, group);
        } else if (decl->kind == AST_DECL_GROUP) {
            struct group inner = {.outer = group,
                                  .ast = &decl->group,
                                  .scope = {group == NULL ? NULL : &group->scope, &decl->annotations}};
            struct path path = {0};
            annotation_check(look->unit, &decl->annotations, ON_GROUP);
            inner.auth = auth_look(look->unit, &inner.scope, group == NULL ? NULL : &group->auth);
            inner.cors = cors_look(look->unit, &inner.scope, group == NULL ? look->cors : group->cors);
            describe_tag(look, decl);
            add_groups(look, &path, &inner); /* a group with nothing in it is looked at too */
            look_at_all(look, &decl->group.decls, &inner);
        }
    }
}

void route_look(struct unit *unit, struct model *out)
{
    struct pool *pool = &unit->cx->pool;
    size_t count = count_routes(&unit->file->decls);
    struct look look = {.unit = unit,
                        .cors = cors_of_file(unit),
                        .list = pool_alloc(pool, count * sizeof *look.list),
                        .names = NAME_MAP_INIT(pool),
                        .shapes = NAME_MAP_INIT(pool),
                        .tags = NAME_MAP_INIT(pool)};
    look.next_tag = &look.first_tag;
    look_at_all(&look, &unit->file->decls, NULL);
    out->routes = look.list;
    out->route_count = look.count;
    set_tags(&look, out);
}
