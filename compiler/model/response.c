/* SPDX-License-Identifier: MIT */
/* Only final statuses: those below 200 are the server's own business. */
#include "config.h"

#include "model/response.h"

#include "model/annotation.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/declare.h"
#include "model/media.h"
#include "model/model.h"
#include "model/number.h"
#include "model/parameter.h"
#include "model/resolve.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <stdlib.h>
#include <string.h>

enum { STATUS_FIRST = 200, STATUS_LAST = 599, STATUS_COUNT = STATUS_LAST - STATUS_FIRST + 1 };

struct look {
    struct unit *unit;
    const struct ast_decl *decl;
    const struct model_route *route;
    const struct ast_response *by_status[STATUS_COUNT];
    bool has_name;
    const struct ast_response *stream; /* the one that there may be */
};

static const struct place *status_place(const struct ast_response *ast)
{
    return ast->has_status ? &ast->status.at : &ast->at;
}

/* Those that people mean by a number that is none. */
static void suggest_status(struct compilation *cx, const struct ast_number *status)
{
    static const char *const known[] = {"200", "201", "202", "204", "206", "301", "302", "303", "304", "307",
                                        "308", "400", "401", "403", "404", "405", "406", "409", "410", "412",
                                        "413", "415", "422", "428", "429", "500", "501", "502", "503", "504", NULL};
    diagnose_suggestion(cx, suggest_nearest(status->text, status->len, known));
}

/* A type alone is 200. */
static bool set_status(struct look *look, const struct ast_response *ast, struct model_response *out)
{
    struct compilation *cx = look->unit->cx;
    int64_t status = 200;
    if (ast->has_status && number_signed(&ast->status, STATUS_FIRST, STATUS_LAST, &status) != NUMBER_FINE) {
        diagnose(cx, &ast->status.at, DIAGNOSTIC_BAD_RESPONSE, "a status is a number from %d to %d, not %s",
                 STATUS_FIRST, STATUS_LAST, ast->status.text);
        suggest_status(cx, &ast->status);
        return false;
    }
    out->status = (int)status;
    const struct ast_response **there = &look->by_status[status - STATUS_FIRST];
    if (*there != NULL) {
        diagnose(cx, status_place(ast), DIAGNOSTIC_BAD_RESPONSE, "a second response with status %d", out->status);
        diagnose_note(cx, status_place(*there), "the first one is here");
        return false;
    }
    *there = ast;
    return true;
}

/* RFC 9110 15.3.5, 15.3.6, 15.4.5: these end after the head; and so does every answer to HEAD (9.3.2). */
static bool may_have_body(const struct look *look, int status)
{
    return status != 204 && status != 205 && status != 304 && look->decl->route.method != AST_METHOD_HEAD;
}

/* ---- headers and cookies ---- */

static bool set_fields(struct look *look, const struct ast_response *ast, struct model_response *out)
{
    struct pool *pool = &look->unit->cx->pool;
    if (ast->members.count == 0)
        return true;
    bool is_fine = parameter_look_sent(look->unit, &ast->members, out);
    if (!look->has_name)
        return is_fine;
    out->c_head = pool_printf(pool, "%s_%d_head", look->route->c_name, out->status);
    const char *what = pool_printf(pool, "the head of the answer %d of '%s'", out->status, look->route->name);
    return claim(look->unit, out->c_head, C_TAG | CLAIM_PRIVATE, status_place(ast), what) && is_fine;
}

/* ---- bodies ---- */

static bool has_no_media(const struct unit *unit, const struct ast_annotation_list *list, const char *why)
{
    const struct ast_annotation *media = annotation_find(list, "media");
    if (media != NULL)
        diagnose(unit->cx, &media->at, DIAGNOSTIC_BAD_RESPONSE, "%s", why);
    return media == NULL;
}

static bool set_body(struct look *look, const struct ast_response *ast, struct model_response *out)
{
    struct compilation *cx = look->unit->cx;
    const struct ast_annotation_list *list = &ast->annotations;
    if (ast->type == NULL)
        return has_no_media(look->unit, list, "an answer without a body has no media type");
    const struct model_type *type = type_make(look->unit, ast->type);
    if (type == NULL)
        return false;
    out->body = type;
    if (!may_have_body(look, out->status))
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_RESPONSE, "an answer to %s with status %d has no body",
                 look->route->method, out->status);
    else if (type_may_be_null(ast->type, type))
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_RESPONSE,
                 "a body is not null; declare a status without a body for that");
    else
        return media_look_value(look->unit, list, MEDIA_OF_ANSWER, type, &out->media, &out->is_raw);
    return false;
}

/* Its functions are named after the route. */
static bool claim_stream(struct look *look, const struct ast_response *ast)
{
    static const char *const endings[] = {"_send", "_send_as", "_end", NULL};
    const struct place *at = status_place(ast);
    const char *what = pool_printf(&look->unit->cx->pool, "the stream of '%s'", look->route->name);
    if (look->stream != NULL) {
        diagnose(look->unit->cx, at, DIAGNOSTIC_BAD_RESPONSE, "a second stream of '%s'", look->route->name);
        diagnose_note(look->unit->cx, status_place(look->stream), "the first one is here");
        return false;
    }
    look->stream = ast;
    if (look->has_name)
        claim_endings(look->unit, look->route->c_name, endings, C_ORDINARY | CLAIM_PRIVATE, at, what);
    return true;
}

static bool is_form_of_items(const char *media)
{
    return strcmp(media, "text/event-stream") == 0 || strcmp(media, "application/x-ndjson") == 0;
}

static bool set_stream(struct look *look, const struct ast_response *ast, struct model_response *out)
{
    struct compilation *cx = look->unit->cx;
    const struct model_type *type = type_make(look->unit, ast->type);
    if (type == NULL || !claim_stream(look, ast))
        return false;
    bool has_media = media_look(look->unit, &ast->annotations, MEDIA_OF_ANSWER, &out->media);
    out->stream = type->kind == MODEL_BYTES ? MODEL_STREAM_BYTES : MODEL_STREAM_ITEMS;
    out->body = type->kind == MODEL_BYTES ? NULL : type;
    if (!may_have_body(look, out->status) || out->status >= 300)
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_RESPONSE, "an answer to %s with status %d is no stream",
                 look->route->method, out->status);
    else if (type_may_be_null(ast->type, type))
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_RESPONSE, "an item of a stream is not null");
    else if (out->body != NULL && out->media != NULL && !is_form_of_items(out->media))
        diagnose(cx, &annotation_find(&ast->annotations, "media")->at, DIAGNOSTIC_BAD_RESPONSE,
                 "a stream of items is \"text/event-stream\" or \"application/x-ndjson\"; 'stream bytes' is of any media");
    else
        return has_media;
    return false;
}

/* `Problem` is built in, and is what the runtime answers errors with (RFC 9457). */
static bool is_problem(const struct ast_type *type)
{
    return type != NULL && type->kind == AST_TYPE_NAMED && strcmp(type->name.text, "Problem") == 0;
}

static bool set_problem(struct look *look, const struct ast_response *ast, struct model_response *out)
{
    struct compilation *cx = look->unit->cx;
    out->is_problem = true;
    if (ast->type->is_nullable || ast->type->range != NULL || ast->type->arguments.count > 0)
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_RESPONSE, "'Problem' stands by itself");
    else if (out->status < 400)
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_RESPONSE, "a problem has a status from 400 to 599, not %d",
                 out->status);
    else
        return has_no_media(look->unit, &ast->annotations, "a problem is always \"application/problem+json\"");
    return false;
}

static bool set_name(struct look *look, const struct place *at, struct model_response *out)
{
    struct pool *pool = &look->unit->cx->pool;
    if (!look->has_name)
        return false;
    out->c_name = pool_printf(pool, "%s_%d", look->route->c_name, out->status);
    const char *what = pool_printf(pool, "the answer %d of '%s'", out->status, look->route->name);
    return claim(look->unit, out->c_name, C_ORDINARY | CLAIM_PRIVATE, at, what);
}

static bool look_at_one(struct look *look, const struct ast_response *ast, struct model_response *out)
{
    annotation_check(look->unit, &ast->annotations, ON_RESPONSE);
    out->doc = declare_doc(ast->doc);
    out->note = annotation_note(&ast->annotations);
    if (!set_status(look, ast, out))
        return false;
    bool has_fields = set_fields(look, ast, out);
    bool has_body = ast->is_stream          ? set_stream(look, ast, out)
                    : is_problem(ast->type) ? set_problem(look, ast, out)
                                            : set_body(look, ast, out);
    return set_name(look, status_place(ast), out) && has_fields && has_body;
}

/* ---- @errors ---- */

static bool add_error(struct look *look, const struct ast_argument *argument, struct model_response *out)
{
    struct compilation *cx = look->unit->cx;
    int64_t status = 0;
    if (argument->name.len > 0 || argument->value->kind != AST_VALUE_NUMBER ||
        number_signed(&argument->value->number, 400, STATUS_LAST, &status) != NUMBER_FINE) {
        diagnose(cx, &argument->at, DIAGNOSTIC_BAD_ANNOTATION, "'@errors' takes statuses from 400 to %d", STATUS_LAST);
        return false;
    }
    out->status = (int)status;
    out->is_problem = true;
    if (look->by_status[status - STATUS_FIRST] != NULL) {
        diagnose(cx, &argument->at, DIAGNOSTIC_BAD_RESPONSE, "a response with status %d is declared", out->status);
        diagnose_note(cx, status_place(look->by_status[status - STATUS_FIRST]), "it is here");
        return false;
    }
    return set_name(look, &argument->at, out);
}

/* Those of the route, and those of its groups that none further inside has. */
static void add_errors(struct look *look, const struct ast_annotation_list *list, struct model_response *made,
                       size_t *count, bool is_group, bool *is_fine)
{
    const struct ast_annotation *errors = annotation_find(list, "errors");
    for (const struct ast_argument *arg = errors == NULL ? NULL : errors->arguments.first; arg != NULL;
         arg = arg->next) {
        bool is_there = false;
        for (size_t i = 0; i < *count && arg->value->kind == AST_VALUE_NUMBER; i++)
            is_there |= made[i].status == atoi(arg->value->number.text);
        if (is_there && is_group)
            continue;
        *is_fine = add_error(look, arg, &made[*count]) && *is_fine;
        (*count)++;
    }
}

static size_t count_errors(const struct response_scope *scope)
{
    size_t count = 0;
    for (; scope != NULL; scope = scope->outer) {
        const struct ast_annotation *errors = annotation_find(scope->annotations, "errors");
        count += errors == NULL ? 0 : errors->arguments.count;
    }
    return count;
}

/* ---- all ---- */

static bool look_at_declared(struct look *look, struct model_response *made, size_t *count)
{
    bool is_fine = true;
    const struct ast_response_list *list = &look->decl->route.responses;
    for (const struct ast_response *ast = list->first; ast != NULL; ast = ast->next)
        is_fine = look_at_one(look, ast, &made[(*count)++]) && is_fine;
    if (list->count > 0)
        return is_fine;
    made[*count].status = 204;
    return set_name(look, &look->decl->name.at, &made[(*count)++]);
}

bool response_look(struct unit *unit, const struct ast_decl *decl, const struct response_scope *scope, bool has_name,
                   struct model_route *out)
{
    struct look look = {.unit = unit, .decl = decl, .route = out, .has_name = has_name};
    size_t room = decl->route.responses.count + 1 + count_errors(scope), count = 0;
    struct model_response *made = pool_alloc(&unit->cx->pool, room * sizeof *made);
    bool is_fine = look_at_declared(&look, made, &count);
    for (const struct response_scope *at = scope; at != NULL; at = at->outer)
        add_errors(&look, at->annotations, made, &count, at != scope, &is_fine);
    out->responses = made;
    out->response_count = count;
    return is_fine;
}
