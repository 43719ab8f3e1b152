/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "emit/operation.h"

#include "model/c_name.h"

#include <swage/error.h>
#include <swage/http.h>

#include <string.h>

static struct pool *pool_of(const struct schema *s)
{
    return s->leaf.text.pool;
}

static struct model_text text_of(const char *text)
{
    return (struct model_text){text, strlen(text)};
}

static bool takes_body(const struct model_route *route)
{
    return route->body != NULL || route->has_form || route->has_pieces;
}

/* ---- answers that come by themselves ---- */

static bool may_be_400(const struct model_route *route)
{
    return route->parameter_count > 0 || takes_body(route);
}

/* Where a handler could answer otherwise than by a stream, it is not asked whether the client wants one. */
static bool may_be_406(const struct model_route *route)
{
    bool has_stream = false;
    for (size_t i = 0; i < route->response_count; i++) {
        has_stream |= route->responses[i].stream != MODEL_NO_STREAM;
        if (!route->responses[i].stream && !route->responses[i].is_problem)
            return false;
    }
    return has_stream;
}

static bool may_be_415(const struct model_route *route)
{
    return route->body != NULL || route->has_form || route->body_media != NULL;
}

static bool may_be_422(const struct model_route *route)
{
    return route->body != NULL;
}

static bool may_be_401(const struct model_route *route)
{
    return route->auth.scheme != NULL;
}

static bool may_always_be(const struct model_route *route)
{
    (void)route;
    return true;
}

static const struct {
    int status; /* 0: a range */
    const char *key, *name, *words;
    bool (*may_be)(const struct model_route *route);
} refusals[] = {
    {400, "400", "BadRequest", "A parameter has a fault, or the body is missing or cannot be read: `errors` lists all faults.",
     may_be_400},
    {401, "401", "Unauthorized", "There are no credentials, or they are not good.", may_be_401},
    {403, "403", "Forbidden", "Who has these credentials may not do this.", may_be_401},
    {406, "406", "NotAcceptable", "The stream has no form that the client accepts.", may_be_406},
    {413, "413", "TooLarge", "The body is larger than this route accepts, or takes more memory to read than it may.",
     takes_body},
    {415, "415", "UnsupportedMedia", "The body is not of the media that this route takes, or is encoded.", may_be_415},
    {422, "422", "Unprocessable", "The body can be read, and is not what its schema says: `errors` lists all faults.", may_be_422},
    {0, "4XX", "Refused", "Any other request that is refused.", may_always_be},
    {0, "5XX", "Failed", "The server has failed, or is too busy.", may_always_be},
};

enum { REFUSALS = sizeof refusals / sizeof *refusals };

static void put_content(struct schema *s, const char *media, const struct model_type *type)
{
    leaf_key(&s->leaf, media);
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "schema");
    schema_write(s, type, NULL);
    leaf_close(&s->leaf);
}

#define MEDIA_PROBLEM "application/problem+json"

static void put_problem(struct schema *s)
{
    leaf_key(&s->leaf, MEDIA_PROBLEM);
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "schema");
    schema_reference(s, "Problem");
    leaf_close(&s->leaf);
}

static void put_problem_content(struct schema *s)
{
    leaf_key(&s->leaf, "content");
    leaf_open(&s->leaf, '{');
    put_problem(s);
    leaf_close(&s->leaf);
}

/* RFC 9110 11.6.1 */
static void put_challenge(struct schema *s)
{
    leaf_key(&s->leaf, "headers");
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "WWW-Authenticate");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "description", "How to ask again.");
    leaf_put_flag(&s->leaf, "required", true);
    leaf_key(&s->leaf, "schema");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "string");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

void operation_responses(struct schema *s, const struct model *model)
{
    leaf_key(&s->leaf, "responses");
    leaf_open(&s->leaf, '{');
    for (size_t k = 0; k < REFUSALS; k++) {
        bool is_used = false;
        for (size_t i = 0; i < model->route_count; i++)
            is_used = is_used || refusals[k].may_be(&model->routes[i]);
        if (!is_used)
            continue;
        leaf_key(&s->leaf, refusals[k].name);
        leaf_open(&s->leaf, '{');
        leaf_put(&s->leaf, "description", refusals[k].words);
        if (refusals[k].status == 401)
            put_challenge(s);
        put_problem_content(s);
        leaf_close(&s->leaf);
    }
    leaf_close(&s->leaf);
}

static void put_refusal(struct schema *s, size_t number)
{
    leaf_key(&s->leaf, refusals[number].key);
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "$ref", pool_printf(pool_of(s), "#/components/responses/%s", refusals[number].name));
    leaf_close(&s->leaf);
}

/* ---- problem documents ---- */

static void put_words(struct schema *s, const char *key, const char *type, const char *words)
{
    leaf_key(&s->leaf, key);
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", type);
    leaf_put(&s->leaf, "description", words);
    leaf_close(&s->leaf);
}

static void put_row(struct schema *s, const char *key, const char *const *words)
{
    leaf_key(&s->leaf, key);
    leaf_row(&s->leaf);
    for (; *words != NULL; words++)
        leaf_string(&s->leaf, *words);
    leaf_close(&s->leaf);
}

/* Those that answers have. Clients must be ready for others: later versions may have more. */
static void put_codes(struct schema *s)
{
    leaf_key(&s->leaf, "code");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "string");
    leaf_put(&s->leaf, "description", "What is wrong; codes may be added.");
    leaf_key(&s->leaf, "examples");
    leaf_row(&s->leaf);
    for (int fault = SWAGE_FAULT_NONE + 1; fault < SWAGE_FAULTS; fault++)
        if (fault != SWAGE_FAULT_MEMORY)
            leaf_string(&s->leaf, swage_fault_code((enum swage_fault)fault));
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static void put_fault(struct schema *s)
{
    static const char *const required[] = {"in", "code", "detail", NULL};
    static const char *const places[] = {"path", "query", "header", "cookie", "form", "body", NULL};
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "object");
    put_row(s, "required", required);
    leaf_key(&s->leaf, "properties");
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "in");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "string");
    put_row(s, "enum", places);
    leaf_close(&s->leaf);
    put_words(s, "name", "string", "The parameter; not in the body.");
    put_words(s, "pointer", "string", "In the body: a JSON Pointer to the value.");
    put_codes(s);
    put_words(s, "detail", "string", "The rule, for people.");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

void operation_problem(struct schema *s)
{
    static const char *const required[] = {"type", "title", "status", NULL};
    leaf_key(&s->leaf, "Problem");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "description", "A problem document (RFC 9457).");
    leaf_put(&s->leaf, "type", "object");
    put_row(s, "required", required);
    leaf_key(&s->leaf, "properties");
    leaf_open(&s->leaf, '{');
    put_words(s, "type", "string", "What kind of problem it is: a URI, `about:blank` unless the program says more.");
    put_words(s, "title", "string", "The kind in words.");
    leaf_key(&s->leaf, "status");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "integer");
    leaf_put_uint(&s->leaf, "minimum", 400);
    leaf_put_uint(&s->leaf, "maximum", 599);
    leaf_close(&s->leaf);
    put_words(s, "detail", "string", "This problem in words.");
    put_words(s, "instance", "string", "This problem: a URI.");
    leaf_key(&s->leaf, "errors");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "array");
    leaf_put(&s->leaf, "description", "All faults of the request, as far as they are 32.");
    leaf_key(&s->leaf, "items");
    put_fault(s);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

/* ---- parameters ---- */

static bool is_rest(const struct model_route *route, const struct model_parameter *parameter)
{
    size_t capture = 0;
    for (size_t i = 0; i < route->segment_count; i++) {
        if (route->segments[i].kind == MODEL_LITERAL)
            continue;
        if (capture++ == parameter->capture)
            return route->segments[i].kind == MODEL_REST;
    }
    return false;
}

/* The name of the path's parameter number `capture`, as its key writes it. */
static struct model_text path_name(const struct schema *s, const struct named_path *named, size_t capture)
{
    const struct model_segment *segment = named->route->segments;
    for (; segment->kind == MODEL_LITERAL || capture > 0; segment++)
        capture -= segment->kind != MODEL_LITERAL;
    if (segment->kind == MODEL_REST && named->has_plus)
        return text_of(pool_printf(pool_of(s), "%s+", segment->text.ptr));
    return segment->text;
}

static struct model_text wire_name(const struct schema *s, const struct named_path *named,
                                   const struct model_parameter *parameter)
{
    if (parameter->where == MODEL_IN_PATH)
        return path_name(s, named, parameter->capture);
    return parameter->header != NULL ? text_of(parameter->header) : parameter->name;
}

static void put_parameter(struct schema *s, const struct model_route *route, const struct named_path *named,
                          const struct model_parameter *parameter)
{
    static const char *const places[] = {"path", "query", "header", "cookie"};
    bool has_segments = parameter->where == MODEL_IN_PATH && is_rest(route, parameter);
    struct schema_place place = {.value = parameter->value, .examples = &parameter->examples};
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "name");
    leaf_text(&s->leaf, wire_name(s, named, parameter));
    leaf_put(&s->leaf, "in", places[parameter->where]);
    schema_words(s, parameter->doc, &parameter->note,
                 has_segments ? "One or more segments of the path, with the slashes between them." : NULL);
    leaf_put_flag(&s->leaf, "required", parameter->is_required || parameter->where == MODEL_IN_PATH);
    if (parameter->type->kind == MODEL_ARRAY) {
        leaf_put(&s->leaf, "style", "form");
        leaf_put_flag(&s->leaf, "explode", true);
    }
    leaf_put_flag(&s->leaf, "x-swage-segments", has_segments);
    leaf_key(&s->leaf, "schema");
    schema_write(s, parameter->type, &place);
    leaf_close(&s->leaf);
}

static void put_parameters(struct schema *s, const struct model_route *route, const struct named_path *named)
{
    size_t count = 0;
    for (size_t i = 0; i < route->parameter_count; i++)
        count += route->parameters[i].where != MODEL_IN_FORM;
    if (count == 0)
        return;
    leaf_key(&s->leaf, "parameters");
    leaf_open(&s->leaf, '[');
    for (size_t i = 0; i < route->parameter_count; i++)
        if (route->parameters[i].where != MODEL_IN_FORM)
            put_parameter(s, route, named, &route->parameters[i]);
    leaf_close(&s->leaf);
}

/* ---- bodies ---- */

static bool has_required_form(const struct model_route *route)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        if (route->parameters[i].where == MODEL_IN_FORM && route->parameters[i].is_required)
            return true;
    return false;
}

static void put_form_schema(struct schema *s, const struct model_route *route)
{
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "object");
    if (has_required_form(route)) {
        leaf_key(&s->leaf, "required");
        leaf_row(&s->leaf);
        for (size_t i = 0; i < route->parameter_count; i++)
            if (route->parameters[i].where == MODEL_IN_FORM && route->parameters[i].is_required)
                leaf_text(&s->leaf, route->parameters[i].name);
        leaf_close(&s->leaf);
    }
    leaf_key(&s->leaf, "properties");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < route->parameter_count; i++) {
        const struct model_parameter *parameter = &route->parameters[i];
        struct schema_place place = {parameter->doc, &parameter->note, NULL, false, parameter->value, &parameter->examples};
        if (parameter->where != MODEL_IN_FORM)
            continue;
        leaf_key_text(&s->leaf, parameter->name);
        schema_write(s, parameter->type, &place);
    }
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static const struct model_type *file_type(const struct model_parameter *parameter)
{
    const struct model_type *type = parameter->type->kind == MODEL_ARRAY ? parameter->type->item : parameter->type;
    return type->is_file ? type : NULL;
}

/* The media types of parts (OpenAPI 3.1 4.8.15). */
static void put_form_encoding(struct schema *s, const struct model_route *route)
{
    leaf_key(&s->leaf, "encoding");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < route->parameter_count; i++) {
        const struct model_type *type = file_type(&route->parameters[i]);
        if (type == NULL)
            continue;
        leaf_key_text(&s->leaf, route->parameters[i].name);
        leaf_open(&s->leaf, '{');
        leaf_put(&s->leaf, "contentType", type->media != NULL ? type->media : "application/octet-stream");
        leaf_close(&s->leaf);
    }
    leaf_close(&s->leaf);
}

/* Files come in parts only. */
static void put_form(struct schema *s, const struct model_route *route)
{
    static const char *const medias[] = {"application/x-www-form-urlencoded", "multipart/form-data"};
    for (size_t i = route->has_files ? 1 : 0; i < sizeof medias / sizeof *medias; i++) {
        leaf_key(&s->leaf, medias[i]);
        leaf_open(&s->leaf, '{');
        leaf_key(&s->leaf, "schema");
        put_form_schema(s, route);
        if (route->has_files)
            put_form_encoding(s, route);
        leaf_close(&s->leaf);
    }
}

/* Bytes of any kind: OpenAPI 3.1 has no schema for what is no JSON, but tools know this one for it. `type`: bytes whose
   bounds are said, in octets (OpenAPI 3.1.1 4.8.14.3), or NULL. */
static void put_binary(struct schema *s, const char *media, const struct model_type *type)
{
    leaf_key(&s->leaf, media);
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "schema");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "string");
    leaf_put(&s->leaf, "format", "binary");
    if (type != NULL && type->least > 0)
        leaf_put_uint(&s->leaf, "minLength", type->least);
    if (type != NULL && type->most != MODEL_UNBOUNDED)
        leaf_put_uint(&s->leaf, "maxLength", type->most);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static void put_body_examples(struct schema *s, const struct model_examples *examples)
{
    size_t count = 0;
    for (size_t i = 0; i < examples->count; i++) {
        if (examples->items[i].is_reject)
            continue;
        if (count++ == 0) {
            leaf_key(&s->leaf, "examples");
            leaf_open(&s->leaf, '{');
        }
        leaf_key(&s->leaf, pool_printf(pool_of(s), "%zu", count));
        leaf_open(&s->leaf, '{');
        leaf_put_raw(&s->leaf, "value", examples->items[i].json);
        leaf_close(&s->leaf);
    }
    if (count > 0)
        leaf_close(&s->leaf);
}

static void put_value_body(struct schema *s, const struct model_route *route, const char *media)
{
    leaf_key(&s->leaf, media);
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "schema");
    schema_write(s, route->body, NULL);
    put_body_examples(s, &route->body_examples);
    leaf_close(&s->leaf);
}

/* Whether no body at all is a value of the type: of what is no JSON, "" is. */
static bool may_be_empty(const struct model_type *type)
{
    return type->least == 0 && type->pattern_count == 0 && type->format == MODEL_FORMAT_NONE;
}

/* A form with nothing in it that has to be there may be left out; so may a body in pieces, which is empty then. */
static bool is_body_required(const struct model_route *route)
{
    if (route->has_form)
        return has_required_form(route);
    return route->body != NULL && !route->body_optional && !(route->body_is_raw && may_be_empty(route->body));
}

static void put_body(struct schema *s, const struct model_route *route)
{
    leaf_key(&s->leaf, "requestBody");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "description", route->body_doc);
    leaf_put_flag(&s->leaf, "required", is_body_required(route));
    if (route->max_body > 0)
        leaf_put_uint(&s->leaf, "x-swage-max-body", route->max_body);
    leaf_key(&s->leaf, "content");
    leaf_open(&s->leaf, '{');
    if (route->has_form)
        put_form(s, route);
    else if (route->has_pieces)
        put_binary(s, route->body_media != NULL ? route->body_media : "*/*", NULL);
    else if (route->body_is_raw && route->body->kind == MODEL_BYTES)
        put_binary(s, route->body_media, route->body);
    else
        put_value_body(s, route, route->body_media != NULL ? route->body_media : "application/json");
    if (route->is_merge_patch)
        put_value_body(s, route, "application/merge-patch+json");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

/* ---- responses ---- */

static void put_stream(struct schema *s, const struct model_response *response)
{
    if (response->stream == MODEL_STREAM_BYTES) {
        put_binary(s, response->media != NULL ? response->media : "application/octet-stream", NULL);
        return;
    }
    if (response->media != NULL) {
        put_content(s, response->media, response->body);
        return;
    }
    put_content(s, "text/event-stream", response->body);
    put_content(s, "application/x-ndjson", response->body);
}

static const char *more_of(const struct model_response *response)
{
    if (response->stream == MODEL_STREAM_ITEMS)
        return "A stream: the schema is that of each event's data, or of each line.";
    return response->stream == MODEL_STREAM_BYTES ? "A stream of bytes." : NULL;
}

static const char *doc_of(const struct model_response *response)
{
    const char *reason = swage_status_reason(response->status);
    if (response->doc != NULL)
        return response->doc;
    return *reason != '\0' ? reason : "Answer";
}

/* Whether the server may answer the route by this status itself, too: by a problem, and without the fields declared. */
static bool is_refusal(const struct model_route *route, int status)
{
    for (size_t k = 0; k < REFUSALS; k++)
        if (refusals[k].status == status && refusals[k].may_be(route))
            return true;
    return false;
}

static void put_header(struct schema *s, const struct model_parameter *field, bool is_required)
{
    struct schema_place place = {.examples = &field->examples};
    leaf_key(&s->leaf, field->header);
    leaf_open(&s->leaf, '{');
    schema_words(s, field->doc, &field->note, NULL);
    leaf_put_flag(&s->leaf, "required", is_required);
    leaf_key(&s->leaf, "schema");
    schema_write(s, field->type, &place);
    leaf_close(&s->leaf);
}

/* An object has one member of a name, and OpenAPI so one Set-Cookie: which cookies these are stands in its words. */
static void put_cookies(struct schema *s, const struct model_response *response, bool may_miss)
{
    const char *words = NULL;
    bool is_required = false;
    for (size_t i = 0; i < response->field_count; i++) {
        const struct model_parameter *field = &response->fields[i];
        if (field->where != MODEL_IN_COOKIE)
            continue;
        const char *line = pool_printf(pool_of(s), "- `%s`%s%s", field->name.ptr, field->doc == NULL ? "" : ": ",
                                       field->doc == NULL ? "" : field->doc);
        words = words == NULL ? line : pool_printf(pool_of(s), "%s\n%s", words, line);
        is_required |= field->is_required;
    }
    if (words == NULL)
        return;
    leaf_key(&s->leaf, "Set-Cookie");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "description", words);
    leaf_put_flag(&s->leaf, "required", is_required && !may_miss);
    leaf_key(&s->leaf, "schema");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "string");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static void put_headers(struct schema *s, const struct model_response *response, bool may_miss)
{
    if (response->field_count == 0)
        return;
    leaf_key(&s->leaf, "headers");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < response->field_count; i++)
        if (response->fields[i].where == MODEL_IN_HEADER)
            put_header(s, &response->fields[i], response->fields[i].is_required && !may_miss);
    put_cookies(s, response, may_miss);
    leaf_close(&s->leaf);
}

static void put_answer(struct schema *s, const struct model_response *response)
{
    const char *media = response->media != NULL ? response->media : "application/json";
    if (response->is_problem)
        put_problem(s);
    else if (response->stream)
        put_stream(s, response);
    else if (response->is_raw && response->body->kind == MODEL_BYTES)
        put_binary(s, media, response->body);
    else
        put_content(s, media, response->body);
}

/* Both kinds of body under the one name of theirs. */
static void put_answer_or_problem(struct schema *s, const struct model_response *response)
{
    leaf_key(&s->leaf, MEDIA_PROBLEM);
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "schema");
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "anyOf");
    leaf_open(&s->leaf, '[');
    schema_write(s, response->body, NULL);
    schema_reference(s, "Problem");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static void put_answers(struct schema *s, const struct model_response *response, bool has_refusal)
{
    if (!response->is_problem && !response->stream && response->body == NULL)
        return;
    leaf_key(&s->leaf, "content");
    leaf_open(&s->leaf, '{');
    if (has_refusal && response->media != NULL && strcmp(response->media, MEDIA_PROBLEM) == 0) {
        put_answer_or_problem(s, response);
    } else {
        put_answer(s, response);
        if (has_refusal && !response->is_problem)
            put_problem(s);
    }
    leaf_close(&s->leaf);
}

/* A response has no "deprecated"; that it is stands in its words. */
static void put_response(struct schema *s, const struct model_route *route, const struct model_response *response)
{
    struct model_note note = response->note;
    bool has_refusal = is_refusal(route, response->status);
    if (note.is_deprecated && note.instead == NULL)
        note.instead = "this answer is no longer given.";
    note.is_deprecated = false;
    leaf_key(&s->leaf, pool_printf(pool_of(s), "%d", response->status));
    leaf_open(&s->leaf, '{');
    schema_words(s, doc_of(response), &note, more_of(response));
    put_headers(s, response, has_refusal);
    put_answers(s, response, has_refusal);
    leaf_close(&s->leaf);
}

static bool is_declared(const struct model_route *route, int status)
{
    for (size_t i = 0; i < route->response_count; i++)
        if (route->responses[i].status == status)
            return true;
    return false;
}

static void put_responses(struct schema *s, const struct model_route *route)
{
    leaf_key(&s->leaf, "responses");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < route->response_count; i++)
        put_response(s, route, &route->responses[i]);
    for (size_t k = 0; k < REFUSALS; k++)
        if (refusals[k].may_be(route) && !is_declared(route, refusals[k].status))
            put_refusal(s, k);
    leaf_close(&s->leaf);
}

/* ---- all ---- */

/* "create_user" in words: "Create user". */
static const char *title_of(struct pool *pool, const char *name)
{
    char *words = c_name_snake(pool, name, strlen(name));
    for (char *at = words; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    if (words[0] >= 'a' && words[0] <= 'z')
        words[0] = (char)(words[0] - 'a' + 'A');
    return words;
}

static const char *method_key(struct pool *pool, const char *method)
{
    char *key = pool_copy(pool, method, strlen(method));
    for (char *at = key; *at != '\0'; at++)
        *at = (char)(*at - 'A' + 'a');
    return key;
}

static void put_tags(struct schema *s, const struct model *model, const struct model_route *route)
{
    leaf_key(&s->leaf, "tags");
    leaf_row(&s->leaf);
    for (size_t i = 0; i < route->tag_count; i++)
        leaf_string(&s->leaf, route->tags[i]);
    if (route->tag_count == 0)
        leaf_string(&s->leaf, model->stem);
    leaf_close(&s->leaf);
}

/* Of what the route asks for; without credentials as well where they may be left out. */
static void put_security(struct schema *s, const struct model_auth *auth)
{
    if (auth->scheme == NULL)
        return;
    leaf_key(&s->leaf, "security");
    leaf_open(&s->leaf, '[');
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, auth->scheme->name);
    leaf_row(&s->leaf);
    for (size_t i = 0; i < auth->scope_count; i++)
        leaf_string(&s->leaf, auth->scopes[i]);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
    if (auth->is_optional) {
        leaf_open(&s->leaf, '{');
        leaf_close(&s->leaf);
    }
    leaf_close(&s->leaf);
}

void operation_write(struct schema *s, const struct model *model, const struct model_route *route,
                     const struct named_path *named)
{
    const char *title = route->note.summary != NULL ? route->note.summary : title_of(pool_of(s), route->name);
    leaf_key(&s->leaf, method_key(pool_of(s), route->method));
    leaf_open(&s->leaf, '{');
    put_tags(s, model, route);
    leaf_put(&s->leaf, "summary", title);
    schema_words(s, route->doc != NULL ? route->doc : title, &route->note, NULL);
    leaf_put(&s->leaf, "operationId", route->name);
    put_security(s, &route->auth);
    s->way = COMPONENT_READ;
    put_parameters(s, route, named);
    if (takes_body(route))
        put_body(s, route);
    s->way = COMPONENT_WRITTEN;
    put_responses(s, route);
    leaf_close(&s->leaf);
}
