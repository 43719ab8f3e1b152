/* SPDX-License-Identifier: MIT */
/*
 * The first step of a request: whether it may go on to its body. Looked at in this order:
 *
 *     path      404 unless the server has it beside the application; OPTIONS * answers 204
 *     method    HEAD is served by GET; OPTIONS answers 204 with Allow; a method that is not known is 501; else 405 with Allow
 *     length    413 by Content-Length
 *     media     415 for a body that is not of the route's media (JSON, a JSON merge patch, a form, or what its schema
 *               names), has no Content-Type, or is encoded
 *     range     400 for a part of a document, to PUT
 *     auth      401, 403 where the route asks who is asking: see auth.c
 *
 * Nothing is said of the media of a body that is not there, or that the operation takes no notice of.
 */
#include "config.h"

#include "app/auth.h"
#include "app/cors.h"
#include "app/identity.h"
#include "app/reply.h"
#include "app/request.h"
#include "http/field.h"
#include "http/match.h"
#include "http/method.h"

#include <stdio.h>

#define MEDIA_MERGE_PATCH "application/merge-patch+json"
#define MEDIA_FORM        "application/x-www-form-urlencoded"

/* --- methods ------------------------------------------------------------------------------------------------------ */

#define ALLOW_MAX 64 /* all seven names with commas take 47 */

static unsigned bit(enum swage_method method)
{
    return 1u << method;
}

/* The methods of operations `first` to `first + count - 1`, and those that come by themselves. */
static unsigned methods_of(const struct swage_app *app, unsigned first, unsigned count)
{
    unsigned set = bit(SWAGE_METHOD_OPTIONS);
    for (unsigned i = first; i < first + count; i++)
        set |= bit(app->operations[i].method);
    if (set & bit(SWAGE_METHOD_GET))
        set |= bit(SWAGE_METHOD_HEAD);
    return set;
}

/* "GET, HEAD, OPTIONS" */
static swage_str write_allow(unsigned set, char text[ALLOW_MAX])
{
    size_t len = 0;
    for (unsigned method = 0; method < SWAGE_METHODS; method++) {
        if (!(set & bit((enum swage_method)method)))
            continue;
        if (len > 0) {
            memcpy(text + len, ", ", 2);
            len += 2;
        }
        swage_str name = swage_http_methods[method];
        memcpy(text + len, name.ptr, name.len);
        len += name.len;
    }
    return swage_str_of(text, len);
}

/*
 * Methods that are known and no route can have: TRACE, which would send secrets back (RFC 9110 9.3.8), and QUERY, which
 * schemas have no word for. They are not allowed; what nobody has heard of is not implemented.
 */
static bool is_unknown(const struct http_head *head)
{
    return head->method == SWAGE_METHOD_OTHER && !swage_str_equal(head->method_text, SWAGE_STR("TRACE")) &&
           !swage_str_equal(head->method_text, SWAGE_STR("QUERY"));
}

/* What the path has, and whether a browser may let a script of somebody else's ask for that. */
static SWAGE_COLD void answer_options(swage_request *rq, const struct swage_field *allow)
{
    struct swage_field fields[CORS_PREFLIGHT_FIELDS + 1] = {*allow};
    unsigned count = 1;
    if (rq->has_extras)
        count += cors_preflight(rq, allow->value, fields + 1);
    reply_bare(rq, 204, fields, count);
}

/* A path that is there, but not with this method. */
static SWAGE_COLD bool answer_method(swage_request *rq, unsigned first, unsigned count)
{
    char text[ALLOW_MAX];
    struct swage_field allow = {SWAGE_STR("Allow"), write_allow(methods_of(rq->app, first, count), text)};
    if (rq->head.method == SWAGE_METHOD_OPTIONS)
        answer_options(rq, &allow);
    else if (is_unknown(&rq->head))
        reply_refusal(rq, 501, "This method is not known here.", NULL, 0);
    else
        reply_refusal(rq, 405, "The path is there, but not with this method.", &allow, 1);
    return false;
}

static SWAGE_COLD bool answer_path_without(swage_request *rq, const struct swage_node *node)
{
    rq->node = node;
    return answer_method(rq, node->operations, node->operation_count);
}

static const struct swage_operation *find_operation(const struct swage_app *app, const struct swage_node *node,
                                                    enum swage_method method)
{
    const struct swage_operation *at = &app->operations[node->operations];
    const struct swage_operation *end = at + node->operation_count;
    const struct swage_operation *get = NULL;
    for (; at != end; at++) {
        if (at->method == method)
            return at;
        if (at->method == SWAGE_METHOD_GET)
            get = at;
    }
    return method == SWAGE_METHOD_HEAD ? get : NULL;
}

/* --- paths -------------------------------------------------------------------------------------------------------- */

static SWAGE_COLD bool answer_path(swage_request *rq)
{
    /* RFC 9110 9.3.7: OPTIONS * asks about the server as a whole. */
    if (rq->head.method == SWAGE_METHOD_OPTIONS && swage_str_equal(rq->head.path, SWAGE_STR("*")))
        return answer_method(rq, 0, rq->app->operation_count);
    if (rq->arena.failed)
        reply_refusal(rq, rq->arena.failed == SWAGE_E_LIMIT ? 414 : 500, NULL, NULL, 0);
    else
        reply_refusal(rq, 404, "There is no such path.", NULL, 0);
    return false;
}

/* --- the body, as the head announces it --------------------------------------------------------------------------- */

static unsigned char lower(char byte)
{
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static bool ends_with(swage_str text, swage_str end)
{
    if (text.len < end.len)
        return false;
    for (size_t i = 0; i < end.len; i++)
        if (lower(text.ptr[text.len - end.len + i]) != lower(end.ptr[i]))
            return false;
    return true;
}

/* Patches say in JSON what is to be done (RFC 6902, RFC 7396): they are not the document that a route wants. */
static bool is_patch(swage_str content_type)
{
    return swage_media_is(content_type, SWAGE_STR(MEDIA_MERGE_PATCH)) ||
           swage_media_is(content_type, SWAGE_STR("application/json-patch+json"));
}

/* application/problem+json and its like (RFC 6839 3.1). */
static bool is_json_suffix(swage_str content_type)
{
    const char *semicolon = memchr(content_type.ptr, ';', content_type.len);
    swage_str essence = content_type;
    if (semicolon)
        essence.len = (size_t)(semicolon - content_type.ptr);
    while (essence.len > 0 && (essence.ptr[essence.len - 1] == ' ' || essence.ptr[essence.len - 1] == '\t'))
        essence.len--;
    return essence.len > sizeof "application/+json" - 1 && ends_with(essence, SWAGE_STR("+json")) &&
           ends_with(swage_str_of(essence.ptr, 12), SWAGE_STR("application/")) && swage_media_is(content_type, essence);
}

static SWAGE_COLD bool is_json_spelled_otherwise(swage_str content_type)
{
    return content_type.ptr &&
           (swage_media_is(content_type, SWAGE_STR(SWAGE_MEDIA_JSON)) ||
            (is_json_suffix(content_type) && !is_patch(content_type)));
}

static bool is_json(swage_str content_type)
{
    swage_str json = SWAGE_STR(SWAGE_MEDIA_JSON);
    if (SWAGE_LIKELY(content_type.len == json.len && memcmp(content_type.ptr, json.ptr, json.len) == 0))
        return true;
    return is_json_spelled_otherwise(content_type);
}

/* A media type other than JSON's. */
static SWAGE_COLD bool is_other_media(const struct swage_operation *operation, unsigned media, swage_str content_type)
{
    if (media & SWAGE_TAKES_NAMED) {
        bool is_text = operation->body && operation->body->kind == SWAGE_KIND_STRING;
        return swage_media_in(content_type, swage_str_from(operation->body_media), is_text);
    }
    if (!content_type.ptr)
        return false;
    if (media & SWAGE_TAKES_MERGE_PATCH && swage_media_is(content_type, SWAGE_STR(MEDIA_MERGE_PATCH)))
        return true;
    return media & SWAGE_TAKES_FORM && (swage_media_is(content_type, SWAGE_STR(MEDIA_FORM)) ||
                                        swage_media_is(content_type, SWAGE_STR(SWAGE_MEDIA_MULTIPART)));
}

static unsigned media_of(const struct swage_operation *operation)
{
    return operation->media ? operation->media : SWAGE_TAKES_JSON;
}

static bool is_media(const struct swage_operation *operation, swage_str content_type)
{
    unsigned media = media_of(operation);
    if (SWAGE_LIKELY(media & SWAGE_TAKES_JSON) && is_json(content_type))
        return true;
    return is_other_media(operation, media, content_type);
}

/* Whether no field from `field` on is a Content-Encoding other than identity. */
static SWAGE_COLD bool has_no_coding(const struct swage_field *field, const struct swage_field *end)
{
    for (; field != end; field++)
        if (swage_field_is(field->name, SWAGE_STR("Content-Encoding")) &&
            !swage_field_is(field->value, SWAGE_STR("identity")))
            return false;
    return true;
}

/* RFC 9110 8.4: whether the body comes as it is. No other coding than identity is read. */
static bool is_plain(const struct http_head *head)
{
    const struct swage_field *field = head->fields, *end = field + head->field_count;
    while (field != end && field->name.len != sizeof "Content-Encoding" - 1)
        field++;
    return SWAGE_LIKELY(field == end) || has_no_coding(field, end);
}

static SWAGE_COLD bool refuse_length(swage_request *rq)
{
    reply_refusal(rq, 413, "The body is larger than this route accepts.", NULL, 0);
    return false;
}

static const char *media_text(const struct swage_operation *operation)
{
    static const char *const texts[8] = {
        [SWAGE_TAKES_JSON] = SWAGE_MEDIA_JSON,
        [SWAGE_TAKES_MERGE_PATCH] = MEDIA_MERGE_PATCH,
        [SWAGE_TAKES_JSON | SWAGE_TAKES_MERGE_PATCH] = MEDIA_MERGE_PATCH ", " SWAGE_MEDIA_JSON,
        [SWAGE_TAKES_FORM] = MEDIA_FORM ", " SWAGE_MEDIA_MULTIPART,
        [SWAGE_TAKES_FORM | SWAGE_TAKES_JSON] = MEDIA_FORM ", " SWAGE_MEDIA_MULTIPART ", " SWAGE_MEDIA_JSON,
    };
    unsigned media = media_of(operation);
    if (operation->body_media)
        return operation->body_media;
    return texts[media & 7] ? texts[media & 7] : "*/*";
}

/* RFC 9110 15.5.16: the answer says what would have been taken; to PATCH in a field of its own (RFC 5789 2.2). */
static SWAGE_COLD bool refuse_media(swage_request *rq)
{
    char detail[160];
    unsigned media = media_of(rq->operation);
    swage_str taken = swage_str_from(media_text(rq->operation));
    struct swage_field fields[2] = {{SWAGE_STR("Accept"), taken}, {SWAGE_STR("Accept-Patch"), taken}};
    bool is_patched = rq->head.method == SWAGE_METHOD_PATCH;
    snprintf(detail, sizeof detail, "The body must be %s%s.", taken.ptr,
             media & (SWAGE_TAKES_FORM | SWAGE_TAKES_PIECES | SWAGE_TAKES_RAW) ? "" : " in UTF-8");
    reply_refusal(rq, 415, detail, fields, is_patched ? 2 : 1);
    return false;
}

static SWAGE_COLD bool refuse_coding(swage_request *rq)
{
    struct swage_field field = {SWAGE_STR("Accept-Encoding"), SWAGE_STR("identity")};
    reply_refusal(rq, 415, "The body must not be encoded: no Content-Encoding is read here.", &field, 1);
    return false;
}

/* RFC 9110 14.5: a part of a document must not be taken for all of it, but where the route asks which part it is. */
static SWAGE_COLD bool is_part(const swage_request *rq)
{
    swage_str name = SWAGE_STR("Content-Range");
    const struct swage_operation *operation = rq->operation;
    for (unsigned i = 0; i < operation->param_count; i++)
        if (operation->params[i].where == SWAGE_IN_HEADER && swage_field_is(operation->params[i].name, name))
            return false;
    return swage_field_find(rq->head.fields, rq->head.field_count, 0, name) < rq->head.field_count;
}

static SWAGE_COLD bool refuse_part(swage_request *rq)
{
    reply_refusal(rq, 400, "This route takes whole documents: no Content-Range is read here.", NULL, 0);
    return false;
}

static bool admit_content(swage_request *rq)
{
    if (!is_plain(&rq->head))
        return refuse_coding(rq);
    return SWAGE_LIKELY(rq->head.method != SWAGE_METHOD_PUT) || !is_part(rq) || refuse_part(rq);
}

/* One that is never held as a whole may be larger than the server allows others to be, where its route says so. */
static SWAGE_COLD bool admit_pieces(swage_request *rq)
{
    const struct swage_operation *operation = rq->operation;
    const struct http_head *head = &rq->head;
    if (operation->max_body > 0)
        rq->body_max = operation->max_body;
    if (head->length > 0 && (uint64_t)head->length > rq->body_max)
        return refuse_length(rq);
    if (operation->body_media && !swage_media_in(head->content_type, swage_str_from(operation->body_media), false))
        return refuse_media(rq);
    return admit_content(rq);
}

static bool admit_body(swage_request *rq)
{
    const struct http_head *head = &rq->head;
    if (SWAGE_UNLIKELY(swage_request_takes_pieces(rq)))
        return admit_pieces(rq);
    if (head->length > 0 && (uint64_t)head->length > rq->body_max)
        return refuse_length(rq);
    if (!request_takes_body(rq))
        return true;
    if (!is_media(rq->operation, head->content_type))
        return refuse_media(rq);
    return admit_content(rq);
}

static const struct swage_node *find_in(swage_request *rq, const struct swage_app *beside)
{
    if (!beside || rq->arena.failed)
        return NULL;
    const struct swage_node *node =
        swage_route_match(beside->nodes, rq->head.path, &rq->arena, rq->captures, &rq->capture_count);
    if (!node || node->operation_count == 0)
        return NULL;
    rq->app = beside;
    return node;
}

/* A path that the application's schema has not may be that of a document about it, one of the server's own, or a file's. */
static SWAGE_COLD const struct swage_node *find_beside(swage_request *rq)
{
    const struct swage_app *app = rq->app;
    const struct swage_node *node = find_in(rq, app->docs);
    if (!node)
        node = find_in(rq, rq->env->beside);
    return node ? node : find_in(rq, app->files);
}

static inline bool admit(swage_request *rq)
{
    const struct swage_node *node =
        swage_route_match(rq->app->nodes, rq->head.path, &rq->arena, rq->captures, &rq->capture_count);
    if (SWAGE_UNLIKELY(!node || node->operation_count == 0) && !(node = find_beside(rq)))
        return answer_path(rq);
    const struct swage_operation *operation = find_operation(rq->app, node, rq->head.method);
    if (SWAGE_UNLIKELY(!operation))
        return answer_path_without(rq, node);
    rq->operation = operation;
    rq->body_max = rq->env->body_max;
    if (operation->max_body > 0 && operation->max_body < rq->body_max)
        rq->body_max = operation->max_body;
    return (rq->head.length <= 0 && !rq->head.is_chunked) || admit_body(rq);
}

enum request_step swage_request_begin(swage_request *rq, size_t *body_max)
{
    if (SWAGE_UNLIKELY(rq->env->has_identities))
        identity_set(rq);
    if (SWAGE_UNLIKELY(!admit(rq))) {
        request_release(rq);
        return REQUEST_ANSWERED;
    }
    *body_max = rq->body_max;
    return SWAGE_LIKELY(rq->operation->auth == NULL) ? REQUEST_GO_ON : auth_begin(rq);
}

const struct swage_operation *swage_request_found(const swage_request *rq, const struct swage_app *app, size_t *body_max)
{
    *body_max = rq->body_max;
    return rq->capture_count == 0 && rq->app == app && !rq->operation->auth ? rq->operation : NULL;
}

void swage_request_begin_again(swage_request *rq, const struct swage_operation *found, size_t body_max)
{
    rq->operation = found;
    rq->body_max = body_max;
    if (SWAGE_UNLIKELY(rq->env->has_identities))
        identity_set(rq);
}
