/* SPDX-License-Identifier: MIT */
/*
 * The part of NAME_check.c about routes: for each a function that writes down what the handler was given, functions that
 * make the bodies of its replies, a stub handler that puts these together, and the requests.
 */
#include "config.h"

#include "emit/auth.h"
#include "emit/check.h"
#include "sample/request.h"

#include <string.h>

enum { ANSWERS_MAX = 12 }; /* of one response whose body is no struct; of structs two */

/* ---- what handlers are given ---- */

static void emit_say(struct check *check, const struct model_route *route)
{
    const char *name = check_name(check, route, "say", route->c_name);
    emit_members_writer(check->e, sample_params(check->e->pool, route, true), emitter_format(check->e, "static char *%s", name));
}

/* ---- bodies of replies ---- */

/* "static bool make_x_200(swage_str json, swage_arena *arena, struct user *out)": as the item of an array, so that any value
   is read alike. */
static void emit_make(struct check *check, const struct model_response *response)
{
    struct emitter *e = check->e;
    const struct model_type *type = response->body;
    const char *base = response->c_name;
    emit_patterns(e, type, base);
    emit_read_functions(e, type, emitter_format(e, "%s_items", base), false);
    bool is_fixed = type->kind == MODEL_FIXED;
    const char *out = is_fixed ? c_variable(e, type, "out") : emitter_format(e, "%s *out", type->c_type);
    const char *read = check_name(check, response, "fetch", base), *make = check_name(check, response, "make", base);
    text_add(&e->text, "static const char *%s(swage_reader *r, const char *p, %s)\n{\n(void)r;\n", read, out);
    emit_read_value(e, type, is_fixed ? "out" : "*out", false);
    text_add(&e->text, "return p;\n}\n\n");
    text_add(&e->text,
             "static bool %s(swage_str json, swage_arena *arena, %s)\n"
             "{\n"
             "swage_reader r;\n"
             "const char *p = swage_reader_wrap(&r, json, arena);\n"
             "return p && (p = %s(&r, p, out)) && swage_reader_unwrap(&r, p);\n"
             "}\n"
             "\n",
             make, out, read);
}

/* "static bool make_x_200_head(swage_str json, swage_arena *arena, struct x_200_head *out)" */
static void emit_make_head(struct check *check, const struct model_response *response)
{
    struct emitter *e = check->e;
    if (response->field_count == 0)
        return;
    const char *read = check_name(check, response->fields, "fetch", response->c_head);
    emit_members_reader(e, sample_fields(e->pool, response), read);
    text_add(&e->text,
             "static bool %s(swage_str json, swage_arena *arena, struct %s *out)\n"
             "{\n"
             "swage_reader r;\n"
             "const char *p = swage_reader_open(&r, json, arena);\n"
             "return p && (p = %s(&r, p, out)) && p == r.end;\n"
             "}\n"
             "\n",
             check_name(check, response->fields, "make", response->c_head), response->c_head, read);
}

/* ---- stubs ---- */

/* Sends the body, twice when it can be called something. */
static void emit_stream(struct check *check, const struct model_route *route, const struct model_response *response,
                        const char *body)
{
    struct text *t = &check->e->text;
    const char *name = route->c_name;
    const char *head = response->field_count > 0 ? ", &head" : "";
    text_add(t, "int status = %s(out%s);\nif (status != SWAGE_OK)\n    return status;\n", response->c_name, head);
    if (response->body)
        text_add(t, "if (%s_send(out, %s) == SWAGE_OK)\n    %s_send_as(out, &stub.event, %s);\n", name, body, name, body);
    else
        text_add(t, "%s_send(out, (swage_bytes){(const unsigned char *)stub.body.ptr, stub.body.len});\n", name);
    text_add(t, "return %s_end(out);\n", name);
}

/* What is no JSON is in the stub as it is sent. */
static void emit_raw_body(struct check *check, const struct model_type *type)
{
    struct text *t = &check->e->text;
    if (type->kind == MODEL_STRING)
        text_add(t, "swage_str body = stub.body;\n");
    else
        text_add(t, "swage_bytes body = {(const unsigned char *)stub.body.ptr, stub.body.len};\n");
    text_add(t, "if (stub.broken && !stub.broken(&body, &stub.arena)) {\nstub.calls = 0;\nbreak;\n}\n");
}

static void emit_body(struct check *check, const struct model_response *response)
{
    const struct model_type *type = response->body;
    const char *address = type->kind == MODEL_FIXED ? "" : "&";
    if (response->is_raw) {
        emit_raw_body(check, type);
        return;
    }
    text_add(&check->e->text,
             "%s;\n"
             "if (!%s(stub.body, &stub.arena, %sbody) || (stub.broken && !stub.broken(%sbody, &stub.arena))) {\n"
             "stub.calls = 0;\n"
             "break;\n"
             "}\n",
             c_variable(check->e, type, "body"), emitter_find(check->e, response, "make"), address, address);
}

static void emit_head(struct check *check, const struct model_response *response)
{
    text_add(&check->e->text,
             "struct %s head;\n"
             "if (!%s(stub.head, &stub.arena, &head)) {\n"
             "stub.calls = 0;\n"
             "break;\n"
             "}\n",
             response->c_head, emitter_find(check->e, response->fields, "make"));
}

/* The variable `body` as a reply function takes it. Arrays of arrays become const by a cast only, before C23. */
static const char *body_argument(struct emitter *e, const struct model_type *type)
{
    if (type->kind == MODEL_FIXED && type->item->kind == MODEL_FIXED)
        return emitter_format(e, "(%s)body", c_items(e, type->item, "", true));
    return is_object(type) || type->kind == MODEL_EXTERN ? "&body" : "body";
}

static void emit_reply(struct check *check, const struct model_route *route, const struct model_response *response)
{
    struct text *t = &check->e->text;
    const struct model_type *type = response->body;
    const char *body = type ? body_argument(check->e, type) : NULL;
    const char *head = response->field_count > 0 ? ", &head" : "";
    bool is_block = type || response->stream || response->field_count > 0;
    text_add(t, "case %d:%s\n", response->status, is_block ? " {" : "");
    if (response->field_count > 0)
        emit_head(check, response);
    if (type)
        emit_body(check, response);
    if (response->stream)
        emit_stream(check, route, response, body);
    else if (type)
        text_add(t, "return %s(out%s, %s);\n", response->c_name, head, body);
    else
        text_add(t, "return %s(out%s%s);\n", response->c_name, head, response->is_problem ? ", NULL" : "");
    if (is_block)
        text_add(t, "}\n");
}

static void emit_stub(struct check *check, const struct model_route *route)
{
    struct text *t = &check->e->text;
    const char *name = route->c_name;
    text_add(t,
             "static int %s(const struct %s_params *in, struct %s_reply *out)\n"
             "{\n"
             "char *p = swage_writer_open(&stub.seen, 0);\n"
             "swage_suite_see(&stub, swage_writer_close(&stub.seen, p ? %s(&stub.seen, p, in) : NULL));\n"
             "switch (stub.status) {\n",
             check_name(check, route, "stub", name), name, name, emitter_find(check->e, route, "say"));
    for (size_t i = 0; i < route->response_count; i++)
        emit_reply(check, route, &route->responses[i]);
    text_add(t, "default:\nbreak;\n}\nreturn swage_abandon(in->rq);\n}\n\n");
}

/* ---- requests ---- */

/* What one request is answered by. */
struct answer {
    int status;
    const char *media;
    struct model_text body; /* of the stub, and of the answer */
    bool is_stream;         /* of such bodies */
    struct model_text head; /* the stub's, as sample_fields() has it, in JSON; and the lines that it becomes */
    struct model_text lines;
};

/* Those of the next document from number `*at` on that can be sent. */
static bool next_head(struct pool *pool, const struct model_response *response, const struct samples *samples, size_t *at,
                      struct answer *answer)
{
    while (*at < samples->count) {
        const struct sample *sample = &samples->items[(*at)++];
        answer->head = sample->encoded;
        if (!sample->fault && !sample->may_be_refused && sample_lines(pool, response, sample->encoded, &answer->lines))
            return true;
    }
    return false;
}

static void sample_heads(struct pool *pool, const struct model_response *response, struct samples *out)
{
    struct model_type type = {.kind = MODEL_STRUCT, .schema = response->c_head, .structure = sample_fields(pool, response)};
    sample_type(pool, &type, out);
}

static struct answer response_answer(struct pool *pool, const struct model_response *response, struct model_text body)
{
    struct answer answer = {.status = response->status};
    struct samples heads = {NULL, 0};
    size_t at = 0;
    if (response->field_count > 0) {
        sample_heads(pool, response, &heads);
        next_head(pool, response, &heads, &at, &answer);
    }
    answer.is_stream = response->stream && response->body;
    if (response->is_problem)
        answer.media = "application/problem+json";
    else if (response->body)
        answer.media = answer.is_stream ? "text/event-stream" : "application/json";
    else if (response->stream)
        answer.media = "application/octet-stream";
    if (response->media)
        answer.media = response->media;
    answer.body = body;
    return answer;
}

/* A value of the body's type, from JSON: what is none is sent as it is. */
static struct model_text body_of(struct check *check, const struct model_response *response, struct model_text json)
{
    struct model_text raw = json;
    if (response->is_raw && !sample_raw(check->e->pool, response->body, json, &raw))
        return (struct model_text){NULL, 0};
    return raw;
}

static struct model_text first_body(struct check *check, const struct model_response *response)
{
    struct samples samples = {NULL, 0};
    if (response->body)
        sample_type(check->e->pool, response->body, &samples);
    else if (response->stream)
        return (struct model_text){"octets", 6};
    for (size_t i = 0; i < samples.count; i++)
        if (!samples.items[i].fault)
            return body_of(check, response, samples.items[i].encoded);
    return (struct model_text){NULL, 0};
}

static const char *emit_headers(struct check *check, const struct sample_request *request)
{
    struct emitter *e = check->e;
    struct text rows;
    if (request->field_count == 0)
        return "NULL";
    text_init(&rows, e->pool);
    for (size_t i = 0; i < request->field_count; i++)
        check_row(&rows, "{\"%s\", %s},\n", request->fields[i].name,
                  text_literal(e->pool, request->fields[i].value.ptr, request->fields[i].value.len));
    check_row(&rows, "{NULL, NULL},\n");
    /* Most requests have the same ones. */
    const char *name = name_map_find(&e->functions, rows.ptr, rows.len);
    if (name)
        return name;
    name = check_name(check, rows.ptr, "headers", emitter_format(e, "%zu", ++check->long_count));
    name_map_add(&e->functions, rows.ptr, rows.len, (char *)(uintptr_t)name);
    check_table(check, emitter_format(e, "static const struct swage_test_pair %s[]", name), &rows);
    return name;
}

/* `{"in":"query","name":"limit","code":"too_small"`: how the first of a problem's faults begins. */
static const char *fault_text(struct check *check, const struct sample_request *request)
{
    struct pool *pool = check->e->pool;
    const char *place = request->name ? request->name : request->pointer;
    struct model_text json = text_json(pool, place, strlen(place));
    return pool_printf(pool, "{\"in\":\"%s\",\"%s\":\"%s\",\"code\":\"%s\"", request->in, request->name ? "name" : "pointer",
                       json.ptr, request->code);
}

static void add_request(struct check *check, struct text *all, const struct sample_request *request, const char *what,
                        const struct answer *answer, const char *broken)
{
    struct text row, *rows = &row;
    text_init(rows, check->e->pool);
    const char *target = check_text(check, request->target), *headers = emit_headers(check, request);
    check_row(rows, ".what = %s,\n.method = \"%s\",\n.target = %s,\n", check_string(check, what), request->method, target);
    if (request->field_count > 0)
        check_row(rows, ".headers = %s,\n", headers);
    if (request->body.ptr)
        check_row(rows, ".body = %s,\n", check_text(check, request->body));
    check_row(rows, ".status = %d,\n", answer->status);
    if (answer->media)
        check_row(rows, ".media = \"%s\",\n", answer->media);
    if (request->header)
        check_row(rows, ".header = %s,\n", check_string(check, request->header));
    if (request->in)
        check_row(rows, ".fault = %s,\n", check_string(check, fault_text(check, request)));
    if (request->seen.ptr)
        check_row(rows, ".seen = %s,\n", check_text(check, request->seen));
    if (request->seen.ptr && answer->body.ptr)
        check_row(rows, ".answer = %s,\n", check_text(check, answer->body));
    if (request->seen.ptr && answer->lines.ptr) {
        check_row(rows, ".head = %s,\n", check_text(check, answer->head));
        check_row(rows, ".lines = %s,\n", text_literal(check->e->pool, answer->lines.ptr, answer->lines.len));
    }
    if (answer->is_stream)
        check_row(rows, ".is_stream = true,\n");
    if (broken)
        check_row(rows, ".broken = %s,\n", broken);
    if (request->may_be_refused)
        check_row(rows, ".may_be_refused = true,\n");
    check_fields(check, all, rows);
    check->case_count++;
}

static void add_requests(struct check *check, struct text *rows, const struct model_route *route,
                         const struct sample_requests *requests)
{
    const struct model_response *first = &route->responses[0];
    const struct answer usual = response_answer(check->e->pool, first, first_body(check, first));
    for (size_t i = 0; i < requests->count; i++) {
        const struct sample_request *request = &requests->items[i];
        struct answer refusal = {.status = request->status,
                                 .media = request->status >= 400 ? "application/problem+json" : NULL};
        add_request(check, rows, request, request->what, request->status ? &refusal : &usual, NULL);
    }
}

/* The request with what the client accepts said. */
static struct sample_request accepting(struct pool *pool, const struct sample_request *request, const char *media)
{
    struct sample_request copy = *request;
    struct sample_field *fields = pool_alloc(pool, (request->field_count + 1) * sizeof *fields);
    if (request->field_count > 0)
        memcpy(fields, request->fields, request->field_count * sizeof *fields);
    fields[copy.field_count++] = (struct sample_field){"Accept", {media, strlen(media)}};
    copy.fields = fields;
    return copy;
}

/* A stream of documents has the form that the client likes. */
static void add_forms(struct check *check, struct text *rows, const struct model_response *response,
                      const struct sample_request *request)
{
    struct answer answer = response_answer(check->e->pool, response, first_body(check, response));
    answer.media = "application/x-ndjson";
    struct sample_request lines = accepting(check->e->pool, request, answer.media);
    add_request(check, rows, &lines, emitter_format(check->e, "answer_%d_in_lines", response->status), &answer, NULL);
}

/* Where a route has nothing but a stream and problems, a client that wants neither is told so before the handler. */
static void add_unwanted(struct check *check, struct text *rows, const struct model_route *route,
                         const struct sample_request *request)
{
    bool has_stream = false;
    for (size_t i = 0; i < route->response_count; i++) {
        has_stream |= route->responses[i].stream != MODEL_NO_STREAM;
        if (!route->responses[i].stream && !route->responses[i].is_problem)
            return;
    }
    if (!has_stream)
        return;
    struct answer refusal = {.status = 406, .media = "application/problem+json"};
    struct sample_request unwanted = accepting(check->e->pool, request, "text/x-other");
    unwanted.seen = (struct model_text){NULL, 0};
    add_request(check, rows, &unwanted, "unwanted", &refusal, NULL);
}

/* The first request, answered with every head that is known. */
static void add_heads(struct check *check, struct text *rows, const struct model_response *response,
                      const struct sample_request *request, struct answer answer)
{
    struct samples heads = {NULL, 0};
    size_t at = 0;
    sample_heads(check->e->pool, response, &heads);
    while (next_head(check->e->pool, response, &heads, &at, &answer))
        add_request(check, rows, request,
                    emitter_format(check->e, "answer_%d_head_%s", response->status, heads.items[at - 1].what), &answer, NULL);
}

/* The first request, answered in every way that the route declares. */
static void add_response(struct check *check, struct text *rows, const struct model_response *response,
                         const struct sample_request *request)
{
    struct samples samples = {NULL, 0};
    size_t most = response->body && is_object(response->body) ? 2 : ANSWERS_MAX, count = 0;
    struct answer answer = response_answer(check->e->pool, response, first_body(check, response));
    const char *what = emitter_format(check->e, "answer_%d", response->status);
    if (answer.is_stream && !response->media)
        add_forms(check, rows, response, request);
    if (response->field_count > 0)
        add_heads(check, rows, response, request, answer);
    if (!response->body) {
        add_request(check, rows, request, what, &answer, NULL);
        return;
    }
    sample_type(check->e->pool, response->body, &samples);
    for (size_t i = 0; i < samples.count && count < most; i++) {
        const struct sample *sample = &samples.items[i];
        if (sample->fault || sample->may_be_refused)
            continue;
        answer.body = body_of(check, response, sample->encoded);
        add_request(check, rows, request, emitter_format(check->e, "%s_%s", what, sample->what), &answer, NULL);
        count++;
    }
    if (count == 0 || is_object(response->body)) /* whose encoders have suites of their own */
        return;
    answer.body = body_of(check, response, sample_small(check->e->pool, response->body, true));
    const struct check_break *broken = check_break_body(check, response->body, response->c_name);
    for (; broken; broken = broken->next)
        add_request(check, rows, request, emitter_format(check->e, "%s_%s", what, broken->what), &answer, broken->function);
}

static void emit_requests(struct check *check, const struct model_route *route)
{
    struct emitter *e = check->e;
    struct sample_requests requests;
    struct text rows;
    sample_route(e->pool, e->model, route, &requests);
    if (requests.count == 0) {
        text_add(&e->text, "/* No request to this route is known that its bounds allow. */\n\n");
        return;
    }
    text_init(&rows, e->pool);
    add_requests(check, &rows, route, &requests);
    for (size_t i = 0; i < route->response_count; i++)
        add_response(check, &rows, &route->responses[i], &requests.items[0]);
    add_unwanted(check, &rows, route, &requests.items[0]);
    const char *name = check_name(check, route, "requests", route->c_name);
    check_table(check, emitter_format(e, "static const struct swage_suite_request %s[]", name), &rows);
}

/* ---- tests ---- */

static void emit_handlers(struct check *check)
{
    struct emitter *e = check->e;
    const char *stem = e->model->c_stem;
    text_banner(&e->text, "the application");
    emit_test_verifiers(e);
    text_add(&e->text, "static const struct %s_handlers stub_handlers = {\n", stem);
    for (size_t i = 0; i < e->model->route_count; i++)
        text_add(&e->text, ".%s = %s,\n", e->model->routes[i].c_name, emitter_find(e, &e->model->routes[i], "stub"));
    emit_test_verifier_members(e);
    text_add(&e->text,
             "};\n"
             "\n"
             "static const struct %s_handlers no_handlers;\n"
             "\n"
             "static const char *hold_requests(const struct swage_suite_request *requests, size_t count)\n"
             "{\n"
             "const struct swage_app app = %s_app_with(&stub_handlers);\n"
             "const char *fault = swage_suite_requests(&app, &stub, requests, count);\n"
             "return fault ? fault : swage_suite_request_allocations(&app, &stub, requests, count);\n"
             "}\n"
             "\n"
             "static const char *hold_memory(const struct swage_suite_request *requests, size_t count)\n"
             "{\n"
             "const struct swage_app app = %s_app_with(&stub_handlers);\n"
             "return swage_suite_request_memory(&app, &stub, requests, count);\n"
             "}\n"
             "\n"
             "static const char *hold_unhandled(const struct swage_suite_request *request)\n"
             "{\n"
             "const struct swage_app app = %s_app_with(&no_handlers);\n"
             "const struct swage_suite_request unhandled = {\n"
             ".what = \"without_handler\",\n"
             ".method = request->method,\n"
             ".target = request->target,\n"
             ".headers = request->headers,\n"
             ".body = request->body,\n"
             ".status = 501,\n"
             ".media = \"application/problem+json\",\n"
             "};\n"
             "return swage_suite_requests(&app, &stub, &unhandled, 1);\n"
             "}\n"
             "\n",
             stem, stem, stem, stem);
}

static void emit_route_tests(struct check *check, const struct model_route *route)
{
    struct emitter *e = check->e;
    const char *table = emitter_find(e, route, "requests");
    if (!table)
        return;
    check_test(check, route, emitter_format(e, "%s_answers_each_request", route->c_name),
               emitter_format(e, "hold_requests(%s, sizeof %s / sizeof *%s)", table, table, table));
    check_test(check, route, emitter_format(e, "%s_may_run_out_of_memory_anywhere", route->c_name),
               emitter_format(e, "hold_memory(%s, sizeof %s / sizeof *%s)", table, table, table));
    check_test(check, route, emitter_format(e, "%s_without_a_handler_is_501", route->c_name),
               emitter_format(e, "hold_unhandled(&%s[0])", table));
}

void check_routes(struct check *check)
{
    struct emitter *e = check->e;
    const struct model *model = e->model;
    if (model->route_count == 0)
        return;
    text_add(&e->text, "static struct swage_suite_stub stub;\n");
    for (size_t i = 0; i < model->route_count; i++) {
        const struct model_route *route = &model->routes[i];
        text_banner(&e->text, pool_printf(e->pool, "%s %s", route->method, text_json(e->pool, route->path, strlen(route->path)).ptr));
        emit_say(check, route);
        for (size_t k = 0; k < route->response_count; k++) {
            emit_make_head(check, &route->responses[k]);
            if (route->responses[k].body && !route->responses[k].is_raw)
                emit_make(check, &route->responses[k]);
        }
        emit_stub(check, route);
        emit_requests(check, route);
    }
    emit_handlers(check);
    for (size_t i = 0; i < model->route_count; i++)
        emit_route_tests(check, &model->routes[i]);
}
