/* SPDX-License-Identifier: MIT */
/* NAME_routes.c: from a request to the handler's params, replies, and the tables that the runtime routes by. */
#include "config.h"

#include "emit/auth.h"
#include "emit/cors.h"
#include "emit/tree.h"
#include "sample/request.h"

#include <string.h>

static const char *str_literal(struct emitter *e, const char *macro, struct model_text text)
{
    return emitter_format(e, "%s(%s)", macro, text_literal(e->pool, text.ptr, text.len));
}

/* ---- parameters: text to values ---- */

static void fail_if(struct emitter *e, const char *condition)
{
    text_add(&e->text, "if (%s)\n    return false;\n", condition);
}

/* Refuses what breaks a rule of the type beside `condition`. */
static void fail_unless(struct emitter *e, const struct model_type *type, const char *target, const char *condition)
{
    const char *rules = violation(e, type, target);
    fail_if(e, *rules ? emitter_format(e, "!%s || %s", condition, rules) : emitter_format(e, "!%s", condition));
}

static void emit_text_integer(struct emitter *e, const struct model_type *type, const char *target)
{
    const struct model_type *base = type->kind == MODEL_ENUM ? type->enumeration->base : type;
    const char *call = is_signed(base)
                           ? emitter_format(e, "!swage_text_int64(text, %s, %s, &number)", int_constant(e, base->min),
                                            int_constant(e, base->max))
                           : emitter_format(e, "!swage_text_uint64(text, %s, %s, &number)", uint_constant(e, base->umin),
                                            uint_constant(e, base->umax));
    text_add(&e->text, "%s number;\n", is_signed(base) ? "int64_t" : "uint64_t");
    fail_if(e, call);
    if (base->step > 1)
        fail_if(e, emitter_format(e, "number %% %s != 0", is_signed(base) ? int_constant(e, (int64_t)base->step)
                                                                          : uint_constant(e, base->step)));
    text_add(&e->text, "%s = (%s)number;\n", target, base->c_type);
    if (type->kind == MODEL_ENUM && !type->enumeration->is_open)
        fail_if(e, emitter_format(e, "!%s_valid(%s)", type->enumeration->c_name, target));
}

/* Then a text that is absent, since it could not be decoded, must not be taken for the word. */
static bool has_empty_word(const struct model_enum *enumeration)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (enumeration->enumerators[i].text.len == 0)
            return true;
    return false;
}

static void emit_text_enum(struct emitter *e, const struct model_type *type, const char *target)
{
    const struct model_enum *enumeration = type->enumeration;
    if (!enumeration->is_open) {
        if (has_empty_word(enumeration))
            fail_if(e, "!text.ptr");
        text_add(&e->text, "%s = %s_from(text);\n", target, enumeration->c_name);
        fail_if(e, emitter_format(e, "%s == %s_UNSET", target, enumeration->c_upper));
        return;
    }
    fail_if(e, "!swage_text_string(text, 0, SIZE_MAX)");
    text_add(&e->text, "%s.value = %s_from(text);\n%s.text = text;\n", target, enumeration->c_name, target);
}

static void emit_text_value(struct emitter *e, const struct model_type *type, const char *target);

static void emit_text_extern(struct emitter *e, const struct model_extern *external, const char *target)
{
    text_add(&e->text, "%s;\n", c_variable(e, external->base, "value"));
    emit_text_value(e, external->base, "value");
    fail_if(e, emitter_format(e, "%s_read(value, swage_params_arena(in->rq), &%s) != SWAGE_OK", external->c_name, target));
}

/* Lines that read the variable `text` into the lvalue `target`, or return false. */
static void emit_text_value(struct emitter *e, const struct model_type *type, const char *target)
{
    switch (type->kind) {
    case MODEL_STRING:
        text_add(&e->text, "%s = text;\n", target);
        fail_unless(e, type, target, type->allows_nul ? "swage_utf8_valid(text)" : "swage_text_string(text, 0, SIZE_MAX)");
        break;
    case MODEL_DECIMAL:
        text_add(&e->text, "%s = text;\n", target);
        fail_unless(e, type, target, "swage_text_decimal(text)");
        break;
    case MODEL_BYTES:
        fail_unless(e, type, target, emitter_format(e, "swage_bytes_decode(%s, text, swage_params_arena(in->rq), &%s)",
                                                    encoding_name(type), target));
        break;
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
        fail_unless(e, type, target, emitter_format(e, "swage_text_%s(text, &%s)", scalar_word(type), target));
        break;
    case MODEL_BOOL: fail_if(e, emitter_format(e, "!swage_text_bool(text, &%s)", target)); break;
    case MODEL_EXTERN: emit_text_extern(e, type->external, target); break;
    default:
        if (is_text_enum(type))
            emit_text_enum(e, type, target);
        else
            emit_text_integer(e, type, target);
        break;
    }
}

static void emit_present(struct emitter *e, const struct model_parameter *parameter, const char *target)
{
    emit_text_value(e, parameter->type, target);
    if (parameter->presence == MODEL_BY_HAS)
        text_add(&e->text, "in->has.%s = true;\n", parameter->c_name);
}

/* Closes "if (it is there) {": what happens when it is not. */
static void emit_absent(struct emitter *e, const struct model_parameter *parameter, const char *target)
{
    const struct model_value *value = parameter->value;
    if (parameter->is_required) {
        text_add(&e->text, "} else {\nreturn false;\n}\n");
    } else if (value && value->kind != MODEL_VALUE_NULL && value->kind != MODEL_VALUE_EMPTY) {
        text_add(&e->text, "} else {\n");
        emit_assign(e, value, parameter->type, target);
        text_add(&e->text, "}\n");
    } else {
        text_add(&e->text, "}\n");
    }
}

/* "swage_query_param(in->rq, SWAGE_STR("limit"), &at, &text)": the next text of that name. */
static const char *next_text(struct emitter *e, const struct model_parameter *parameter)
{
    const char *from = parameter->where == MODEL_IN_QUERY ? "query" : parameter->where == MODEL_IN_FORM ? "form" : "cookie";
    return emitter_format(e, "swage_%s_param(in->rq, %s, &at, &text)", from, str_literal(e, "SWAGE_STR", parameter->name));
}

static void emit_array(struct emitter *e, const struct model_parameter *parameter, const char *target)
{
    const struct model_type *type = parameter->type;
    const struct model_value *value = parameter->value;
    text_add(&e->text,
             "swage_reader reader = {.arena = swage_params_arena(in->rq)};\n"
             "%s = NULL;\n"
             "size_t count = 0, cap = 0;\n"
             "while (%s) {\n",
             c_items(e, type->item, "items", false), next_text(e, parameter));
    if (type->most != MODEL_UNBOUNDED)
        fail_if(e, emitter_format(e, "count == %zu", type->most));
    fail_if(e, "count == cap && !(items = swage_array_grow(&reader, items, &cap, count, sizeof *items))");
    emit_text_value(e, type->item, "items[count]");
    text_add(&e->text, "count++;\n}\n");
    if (type->least > 0)
        fail_if(e, emitter_format(e, parameter->is_required ? "count < %zu" : "count > 0 && count < %zu", type->least));
    if (type->is_unique)
        fail_if(e, unique_test(e, type, "&reader", "items", "count"));
    text_add(&e->text, "%s.ptr = items;\n%s.len = count;\n", target, target);
    if (value && value->kind == MODEL_VALUE_LIST) {
        text_add(&e->text, "if (count == 0) {\n");
        emit_assign(e, value, type, target);
        text_add(&e->text, "}\n");
    }
}

/* From where a name may stand several times: the query, a form, cookies. */
static void emit_named(struct emitter *e, const struct model_parameter *parameter, const char *target)
{
    text_add(&e->text, "unsigned at = 0;\n");
    if (parameter->type->kind == MODEL_ARRAY) {
        emit_array(e, parameter, target);
        return;
    }
    text_add(&e->text, "if (%s) {\n", next_text(e, parameter));
    emit_present(e, parameter, target);
    fail_if(e, next_text(e, parameter));
    emit_absent(e, parameter, target);
}

/* Their bounds and media types were looked at when they came. */
static void emit_files(struct emitter *e, const struct model_parameter *parameter, const char *target, size_t number)
{
    struct text *t = &e->text;
    const char *call = emitter_format(e, "swage_form_files(in->rq, %zu)", number);
    if (parameter->type->kind == MODEL_ARRAY) {
        text_add(t, "%s = %s;\n", target, call);
        return;
    }
    text_add(t, "swage_upload_array files = %s;\n", call);
    if (parameter->is_required)
        fail_if(e, "files.len == 0");
    else
        text_add(t, "if (files.len == 0)\n    return true;\n");
    text_add(t, "%s = files.ptr[0];\n", target);
    if (parameter->presence == MODEL_BY_HAS)
        text_add(t, "in->has.%s = true;\n", parameter->c_name);
}

static void emit_header(struct emitter *e, const struct model_parameter *parameter, const char *target)
{
    text_add(&e->text, "unsigned count = swage_header_param(in->rq, %s, &text);\n",
             str_literal(e, "SWAGE_STR", parameter->name));
    fail_if(e, "count > 1");
    text_add(&e->text, "if (count == 1) {\n");
    emit_present(e, parameter, target);
    emit_absent(e, parameter, target);
}

static bool is_file(const struct model_type *type)
{
    return type->is_file || (type->kind == MODEL_ARRAY && type->item->is_file);
}

static const char *parameter_reader(struct emitter *e, const struct model_route *route, const struct model_parameter *parameter)
{
    const char *base = emitter_format(e, "%s_%s", route->c_name, parameter->c_name);
    const char *name = emitter_name(e, parameter, "read", base);
    emit_patterns(e, parameter->type, base);
    if (parameter->type->is_unique)
        emit_comparison(e, parameter->type->item);
    if (parameter->value)
        emit_constants(e, parameter->value, parameter->type, base);
    const char *target = emitter_format(e, "in->%s", parameter->c_name);
    text_add(&e->text, "static bool %s(struct %s_params *in)\n{\n", name, route->c_name);
    if (is_file(parameter->type)) {
        emit_files(e, parameter, target, (size_t)(parameter - route->parameters));
    } else if (parameter->where == MODEL_IN_PATH) {
        text_add(&e->text, "swage_str text = swage_path_param(in->rq, %zu);\n", parameter->capture);
        emit_present(e, parameter, target);
    } else {
        text_add(&e->text, "swage_str text;\n");
        (parameter->where == MODEL_IN_HEADER ? emit_header : emit_named)(e, parameter, target);
    }
    text_add(&e->text, "return true;\n}\n\n");
    return name;
}

/* ---- the body ---- */

/* Lines that read the root at `p` into what `target` points to. */
static void emit_root(struct emitter *e, const struct model_type *type, const char *target, bool is_marked)
{
    const char *reader = is_object(type) ? emitter_format(e, "%s_read", object_name(type)) : list_reader(e, type, is_marked);
    fail_if(e, emitter_format(e, "!(p = %s(r, p, %s))", reader, target));
    text_add(&e->text, "return p == r->end;\n");
}

/* What may stand alone is read as the only item of an array. */
static void emit_bare_reader(struct emitter *e, const struct model_route *route, const char *name)
{
    text_add(&e->text, "static const char *%s(swage_reader *r, const char *p, %s *out)\n{\n(void)r;\n", name, route->body->c_type);
    emit_read_value(e, route->body, "*out", false);
    text_add(&e->text, "return p;\n}\n\n");
}

static void emit_body_lines(struct emitter *e, const struct model_route *route, const char *bare)
{
    struct text *t = &e->text;
    const struct model_type *type = route->body;
    bool is_pointer = route->body_optional && is_object(type);
    const char *target = is_pointer ? "body" : type->kind == MODEL_FIXED ? "in->body" : "&in->body";
    fail_if(e, "!p");
    if (is_pointer) {
        text_add(t, "struct %s *body = swage_read_alloc(r, sizeof *body);\n", object_name(type));
        fail_if(e, "!body");
        text_add(t, "in->body = body;\n");
    }
    if (route->body_presence == MODEL_BY_HAS)
        text_add(t, "in->has.body = true;\n");
    if (!bare) {
        emit_root(e, type, target, route->body_optional);
        return;
    }
    fail_if(e, emitter_format(e, "!(p = %s(r, p, %s))", bare, target));
    text_add(t, "return swage_reader_unwrap(r, p) != NULL;\n");
}

/* A body that is no JSON is text as a parameter's is, or octets. */
static const char *raw_body_reader(struct emitter *e, const struct model_route *route)
{
    struct text *t = &e->text;
    const struct model_type *type = route->body;
    const char *base = emitter_format(e, "%s_body", route->c_name), *name = emitter_name(e, route, "read", base);
    emit_patterns(e, type, base);
    text_add(t, "static bool %s(struct %s_params *in)\n{\n", name, route->c_name);
    if (route->body_optional)
        text_add(t, "if (!swage_has_body(in->rq))\n    return true;\n");
    text_add(t, "swage_str text = swage_body_text(in->rq);\n");
    if (type->kind == MODEL_STRING) {
        emit_text_value(e, type, "in->body");
    } else {
        text_add(t, "in->body = (swage_bytes){(const unsigned char *)text.ptr, text.len};\n");
        if (*violation(e, type, "in->body"))
            fail_if(e, violation(e, type, "in->body"));
    }
    text_add(t, "return true;\n}\n\n");
    return name;
}

static const char *body_reader(struct emitter *e, const struct model_route *route)
{
    struct text *t = &e->text;
    const struct model_type *type = route->body;
    const char *base = emitter_format(e, "%s_body", route->c_name), *bare = NULL;
    emit_patterns(e, type, base);
    emit_read_functions(e, type, emitter_format(e, "%s_items", base), route->body_optional);
    if (!is_bracketed(type)) {
        bare = emitter_name(e, type, "read", emitter_format(e, "%s_value", base));
        emit_bare_reader(e, route, bare);
    }
    const char *name = emitter_name(e, route, "read", base);
    text_add(t, "static bool %s(struct %s_params *in)\n{\n", name, route->c_name);
    if (route->body_optional)
        text_add(t, "if (!swage_has_body(in->rq))\n    return true;\n");
    text_add(t, "swage_reader reader, *r = &reader;\nconst char *p = swage_body_%s(in->rq, r);\n", bare ? "wrap" : "open");
    emit_body_lines(e, route, bare);
    text_add(t, "}\n\n");
    return name;
}

/* ---- serve ---- */

/* What the runtime cannot tell from the kind. */
static const char *stream_media(struct emitter *e, const struct model_response *response)
{
    if (response->stream != MODEL_STREAM_BYTES || !response->media)
        return "NULL";
    return text_literal(e->pool, response->media, strlen(response->media));
}

static const char *stream_kinds(const struct model_response *response)
{
    if (response->stream == MODEL_STREAM_BYTES)
        return "SWAGE_STREAM_BYTES";
    if (!response->media)
        return "SWAGE_STREAM_EVENTS | SWAGE_STREAM_LINES";
    return strcmp(response->media, "text/event-stream") == 0 ? "SWAGE_STREAM_EVENTS" : "SWAGE_STREAM_LINES";
}

/* RFC 9110 12.5.1: where a stream is the only thing that is not a problem, a client that accepts none is refused. */
static void emit_wanted(struct emitter *e, const struct model_route *route)
{
    const struct model_response *stream = NULL;
    for (size_t i = 0; i < route->response_count; i++) {
        if (route->responses[i].stream)
            stream = &route->responses[i];
        else if (!route->responses[i].is_problem)
            return;
    }
    if (stream)
        text_add(&e->text, "if (!swage_stream_wanted(rq, %s, %s))\n    return swage_stream_unwanted(rq, %s, %s);\n",
                 stream_kinds(stream), stream_media(e, stream), stream_kinds(stream), stream_media(e, stream));
}

static void emit_serve(struct emitter *e, const struct model_route *route)
{
    struct text *t = &e->text;
    const char **readers = pool_alloc(e->pool, (route->parameter_count + 1) * sizeof *readers);
    size_t count = 0;
    for (size_t i = 0; i < route->parameter_count; i++)
        readers[count++] = parameter_reader(e, route, &route->parameters[i]);
    if (route->body)
        readers[count++] = (route->body_is_raw ? raw_body_reader : body_reader)(e, route);
    text_add(t,
             "static int %s(swage_request *rq, const void *table)\n"
             "{\n"
             "const struct %s_handlers *handlers = table;\n"
             "struct {\n"
             "struct %s_params in;\n"
             "struct %s_reply out;\n"
             "} *call;\n"
             "\n"
             "%s",
             emitter_name(e, route, "serve", route->c_name), e->model->c_stem, route->c_name, route->c_name,
             route->auth.scheme ? "if (swage_auth_is_pending(rq))\n    return SWAGE_LATER;\n" : "");
    text_add(t,
             "if (!handlers->%s)\n"
             "    return swage_unhandled(rq);\n"
             "%s"
             "if (!(call = swage_request_zero(rq, sizeof *call)))\n"
             "    return swage_refuse(rq);\n"
             "call->in.rq = call->out.rq = rq;\n",
             route->c_name, route->has_files ? "if (!swage_form_is_read(rq))\n    return swage_form_read(rq);\n" : "");
    if (route->auth.scheme)
        text_add(t, "call->in.auth = swage_auth_identity(rq);\n");
    emit_wanted(e, route);
    for (size_t i = 0; i < count; i++)
        text_add(t, "if (!%s(&call->in))\n    return swage_refuse(rq);\n", readers[i]);
    text_add(t, "return handlers->%s(&call->in, &call->out);\n}\n\n", route->c_name);
}

/* ---- heads of replies ---- */

static void emit_field_table(struct emitter *e, const struct model_response *response, const char *name)
{
    text_add(&e->text, "static const struct swage_reply_field %s[] = {\n", name);
    for (size_t i = 0; i < response->field_count; i++) {
        const struct model_parameter *field = &response->fields[i];
        struct model_text shown = field->header ? (struct model_text){field->header, strlen(field->header)} : field->name;
        const char *attributes = field->attributes;
        text_add(&e->text, "{SWAGE_STR_INIT(\"%s\"), %s, %s},\n", field->c_name, str_literal(e, "SWAGE_STR_INIT", shown),
                 attributes ? text_literal(e->pool, attributes, strlen(attributes)) : "NULL");
    }
    text_add(&e->text, "};\n\n");
}

/* "static int begin_x_201(swage_request *rq, const struct x_201_head *head)" */
static void emit_begin(struct emitter *e, const struct model_response *response)
{
    if (response->field_count == 0)
        return;
    const char *table = emitter_name(e, response, "fields", response->c_name);
    const char *write = emitter_name(e, response->fields, "write", response->c_head);
    emit_field_table(e, response, table);
    emit_members_writer(e, sample_fields(e->pool, response), emitter_format(e, "static char *%s", write));
    text_add(&e->text,
             "static int %s(swage_request *rq, const struct %s *head)\n"
             "{\n"
             "swage_buffer *buffer = swage_reply_begin(rq);\n"
             "char *p = buffer ? swage_writer_open(buffer, 0) : NULL;\n"
             "if (p)\n"
             "    p = %s(buffer, p, head);\n"
             "return swage_reply_fields(rq, %s, %zu, buffer ? swage_writer_close(buffer, p) : SWAGE_OK);\n"
             "}\n"
             "\n",
             emitter_name(e, response, "begin", response->c_name), response->c_head, write, table, response->field_count);
}

/* How a reply function begins. */
static void emit_reply_open(struct emitter *e, const struct model_route *route, const struct model_response *response,
                            const char *body)
{
    text_add(&e->text, "int %s(struct %s_reply *out%s%s)\n{\n", response->c_name, route->c_name, head_argument(e, response),
             body);
    if (response->field_count > 0)
        text_add(&e->text, "int begun = %s(out->rq, head);\nif (begun < 0)\n    return begun;\n",
                 emitter_find(e, response, "begin"));
}

/* ---- replies ---- */

/* The variable `buffer`, which is NULL where no reply can begin. */
static void emit_buffer(struct emitter *e, const struct model_response *response)
{
    if (response->media)
        text_add(&e->text, "swage_buffer *buffer = swage_reply_open_media(out->rq, %d, SWAGE_STR(%s));\n", response->status,
                 text_literal(e->pool, response->media, strlen(response->media)));
    else
        text_add(&e->text, "swage_buffer *buffer = swage_reply_open(out->rq, %d);\n", response->status);
}

static void emit_struct_reply(struct emitter *e, const struct model_response *response)
{
    emit_buffer(e, response);
    text_add(&e->text,
             "return swage_reply_close(out->rq, buffer ? %s_encode(body, buffer) : SWAGE_OK);\n"
             "}\n"
             "\n",
             object_name(response->body));
}

/* What stands as it is, and is looked at first. */
static void emit_raw_reply(struct emitter *e, const struct model_response *response)
{
    const struct model_type *type = response->body;
    bool is_text = type->kind == MODEL_STRING;
    const char *rules = violation(e, type, "body");
    emit_buffer(e, response);
    const char *text = !is_text ? "!body.ptr" : type->allows_nul ? "!body.ptr || !swage_utf8_valid(body)" : "!swage_text_string(body, 0, SIZE_MAX)";
    text_add(&e->text, "if (%s%s%s)\n    return swage_reply_close(out->rq, SWAGE_E_VALUE);\n", text, *rules ? " || " : "", rules);
    text_add(&e->text,
             "return swage_reply_close(out->rq, buffer ? swage_buffer_add(buffer, %sbody.ptr, body.len) : SWAGE_OK);\n"
             "}\n"
             "\n",
             is_text ? "" : "(const char *)");
}

static void emit_value_reply(struct emitter *e, const struct model_response *response, const char *writer)
{
    emit_buffer(e, response);
    text_add(&e->text,
             "char *p = buffer ? swage_writer_open(buffer, 0) : NULL;\n"
             "if (p)\n"
             "    p = %s(buffer, p, body);\n"
             "return swage_reply_close(out->rq, buffer ? swage_writer_close(buffer, p) : SWAGE_OK);\n"
             "}\n"
             "\n",
             writer);
}

static const char *value_writer(struct emitter *e, const struct model_response *response)
{
    const struct model_type *type = response->body;
    emit_patterns(e, type, response->c_name);
    emit_write_functions(e, type, emitter_format(e, "%s_items", response->c_name));
    if (type->kind == MODEL_EXTERN)
        return emitter_find(e, type->external, "write");
    /* How many there may be is for whoever holds a list to look at. */
    if (is_list(type) && (type->kind == MODEL_FIXED || !*violation(e, type, "body")))
        return emitter_find(e, type, "write");
    const char *name = emitter_name(e, response, "write", response->c_name);
    text_add(&e->text, "static char *%s(swage_buffer *out, char *p, %s body)\n{\n", name, type->c_type);
    emit_write_value(e, type, "body", false);
    text_add(&e->text, "return p;\n}\n\n");
    return name;
}

static void emit_plain_reply(struct emitter *e, const struct model_route *route, const struct model_response *response)
{
    emit_reply_open(e, route, response, response->is_problem ? ", const struct swage_problem *problem" : "");
    text_add(&e->text, "return swage_reply_%s(out->rq, %d%s);\n}\n\n", response->is_problem ? "problem" : "empty",
             response->status, response->is_problem ? ", problem" : "");
}

/* The argument by which a writer is given what the void pointer `item` points to: of an array, a pointer to its first item,
   since arrays of arrays become const by no conversion. */
static const char *pointed_value(struct emitter *e, const struct model_type *type)
{
    if (type->kind == MODEL_EXTERN)
        return "item";
    if (type->kind == MODEL_FIXED)
        return emitter_format(e, "*(%s)item", c_items(e, type->item, "const *", true));
    return emitter_format(e, "*(%s)item", c_items(e, type, "", true));
}

/* "encode_x_item": writes what it points to. */
static void emit_item_encoder(struct emitter *e, const struct model_response *response, const char *encode)
{
    struct text *t = &e->text;
    const struct model_type *type = response->body;
    const char *writer = is_object(type) ? NULL : value_writer(e, response);
    text_add(t, "static int %s(const void *item, swage_buffer *buffer)\n{\n", encode);
    if (!writer) {
        text_add(t, "return %s_encode(item, buffer);\n}\n\n", object_name(type));
        return;
    }
    text_add(t,
             "char *p = swage_writer_open(buffer, 0);\n"
             "if (p)\n"
             "    p = %s(buffer, p, %s);\n"
             "return swage_writer_close(buffer, p);\n"
             "}\n"
             "\n",
             writer, pointed_value(e, type));
}

static void emit_send(struct emitter *e, const struct model_route *route, const struct model_response *response)
{
    const struct model_type *type = response->body;
    const char *name = route->c_name, *encode = emitter_format(e, "encode_%s_item", name);
    const char *item = reply_argument(e, type, "item");
    const char *address = is_object(type) || type->kind == MODEL_EXTERN ? "" : "&";
    emit_item_encoder(e, response, encode);
    text_add(&e->text,
             "int %s_send(struct %s_reply *out, %s)\n"
             "{\n"
             "return swage_stream_send(out->rq, NULL, %s, %sitem);\n"
             "}\n"
             "\n"
             "int %s_send_as(struct %s_reply *out, const struct swage_event *event, %s)\n"
             "{\n"
             "return swage_stream_send(out->rq, event, %s, %sitem);\n"
             "}\n"
             "\n",
             name, name, item, encode, address, name, name, item, encode, address);
}

static void emit_stream(struct emitter *e, const struct model_route *route, const struct model_response *response)
{
    struct text *t = &e->text;
    const char *name = route->c_name;
    emit_reply_open(e, route, response, "");
    text_add(t, "return swage_stream_open(out->rq, %d, %s, %s);\n}\n\n", response->status, stream_kinds(response),
             stream_media(e, response));
    if (response->body)
        emit_send(e, route, response);
    else
        text_add(t, "int %s_send(struct %s_reply *out, swage_bytes piece)\n{\nreturn swage_stream_send_bytes(out->rq, piece);\n}\n\n",
                 name, name);
    text_add(t, "int %s_end(struct %s_reply *out)\n{\nreturn swage_stream_end(out->rq);\n}\n\n", name, name);
}

static void emit_reply(struct emitter *e, const struct model_route *route, const struct model_response *response)
{
    const struct model_type *type = response->body;
    emit_begin(e, response);
    if (response->stream) {
        emit_stream(e, route, response);
        return;
    }
    if (!type) {
        emit_plain_reply(e, route, response);
        return;
    }
    const char *writer = is_object(type) || response->is_raw ? NULL : value_writer(e, response);
    if (response->is_raw)
        emit_patterns(e, type, response->c_name);
    emit_reply_open(e, route, response, emitter_format(e, ", %s", reply_argument(e, type, "body")));
    if (response->is_raw)
        emit_raw_reply(e, response);
    else if (writer)
        emit_value_reply(e, response, writer);
    else
        emit_struct_reply(e, response);
}

/* ---- tables ---- */

static void emit_param_table(struct emitter *e, const struct model_route *route)
{
    static const char *const where[] = {"SWAGE_IN_PATH", "SWAGE_IN_QUERY", "SWAGE_IN_HEADER", "SWAGE_IN_COOKIE",
                                        "SWAGE_IN_FORM"};
    struct text *t = &e->text;
    for (size_t i = 0; i < route->parameter_count; i++)
        emit_type_tables(e, route->parameters[i].type,
                         emitter_format(e, "%s_%s", route->c_name, route->parameters[i].c_name));
    if (route->body)
        emit_type_tables(e, route->body, emitter_format(e, "%s_body", route->c_name));
    if (route->parameter_count == 0)
        return;
    text_add(t, "static const struct swage_param %s[] = {\n",
             emitter_name(e, route, "type", emitter_format(e, "%s_params", route->c_name)));
    for (size_t i = 0; i < route->parameter_count; i++) {
        const struct model_parameter *parameter = &route->parameters[i];
        struct model_text name = parameter->name;
        if (parameter->header) /* as documents write it */
            name = (struct model_text){parameter->header, strlen(parameter->header)};
        text_add(t, "{%s, %s, %s, %s, %zu},\n", where[parameter->where],
                 parameter->is_required ? "SWAGE_MEMBER_REQUIRED" : "0", str_literal(e, "SWAGE_STR_INIT", name),
                 type_table(e, parameter->type), parameter->where == MODEL_IN_PATH ? parameter->capture : 0);
    }
    text_add(t, "};\n\n");
}

static const char *media(const struct model_route *route)
{
    if (route->has_form)
        return route->has_files ? "SWAGE_TAKES_FORM | SWAGE_TAKES_PIECES" : "SWAGE_TAKES_FORM";
    if (route->has_pieces)
        return "SWAGE_TAKES_PIECES";
    if (route->body_is_raw)
        return "SWAGE_TAKES_NAMED | SWAGE_TAKES_RAW";
    if (route->body_media)
        return route->is_merge_patch ? "SWAGE_TAKES_NAMED | SWAGE_TAKES_MERGE_PATCH" : "SWAGE_TAKES_NAMED";
    return route->is_merge_patch ? "SWAGE_TAKES_JSON | SWAGE_TAKES_MERGE_PATCH" : NULL;
}

static void emit_operation(struct emitter *e, const struct model_route *route)
{
    struct text *t = &e->text;
    const char *auth = emitter_find(e, &route->auth, "asks");
    text_add(t, "{\n.name = \"%s\",\n.path = %s,\n.method = SWAGE_METHOD_%s,\n.serve = %s,\n", route->name,
             text_literal(e->pool, route->path, strlen(route->path)), route->method, emitter_find(e, route, "serve"));
    if (route->parameter_count > 0)
        text_add(t, ".params = %s,\n.param_count = %zu,\n", emitter_find(e, route, "type"), route->parameter_count);
    if (route->body)
        text_add(t, ".body = %s,\n.body_flags = %s,\n", type_table(e, route->body),
                 route->body_optional ? "0" : "SWAGE_MEMBER_REQUIRED");
    if (route->max_body > 0)
        text_add(t, ".max_body = %zu,\n", route->max_body);
    if (route->max_arena > 0)
        text_add(t, ".max_arena = %zu,\n", route->max_arena);
    if (media(route))
        text_add(t, ".media = %s,\n", media(route));
    if (route->body_media)
        text_add(t, ".body_media = %s,\n", text_literal(e->pool, route->body_media, strlen(route->body_media)));
    if (route->has_files)
        text_add(t, ".body_media = SWAGE_MEDIA_MULTIPART,\n");
    if (auth)
        text_add(t, ".auth = &%s,\n", auth);
    emit_cors_members(e, route);
    text_add(t, "},\n");
}

static void emit_operations(struct emitter *e, const struct tree *tree)
{
    text_add(&e->text, "extern const struct swage_operation %s_operations[];\n", e->model->c_stem);
    text_add(&e->text, "const struct swage_operation %s_operations[] = {\n", e->model->c_stem);
    for (const struct tree_node *node = tree->root; node; node = node->queue)
        for (size_t i = 0; i < node->route_count; i++)
            emit_operation(e, node->routes[i]);
    if (e->model->route_count == 0)
        text_add(&e->text, "{.name = NULL}\n");
    text_add(&e->text, "};\n\n");
}

void emit_tree(struct emitter *e, const struct tree *tree)
{
    static const char *const kinds[] = {"SWAGE_NODE_LITERAL", "SWAGE_NODE_PARAM", "SWAGE_NODE_REST"};
    for (const struct tree_node *node = tree->root; node; node = node->queue)
        text_add(&e->text, "{%s, %zu, %zu, %zu, %zu, %s},\n", str_literal(e, "SWAGE_STR_INIT", node->text), node->first_child,
                 node->child_count, node->first_operation, node->route_count, kinds[node->kind]);
    text_add(&e->text, "};\n\n");
}

static void emit_nodes(struct emitter *e, const struct tree *tree)
{
    text_add(&e->text, "extern const struct swage_node %s_nodes[];\n", e->model->c_stem);
    text_add(&e->text, "const struct swage_node %s_nodes[] = {\n", e->model->c_stem);
    emit_tree(e, tree);
}

static void emit_app_with(struct emitter *e, const struct tree *tree)
{
    const char *stem = e->model->c_stem;
    text_add(&e->text,
             "struct swage_app %s_app_with(const struct %s_handlers *handlers)\n"
             "{\n"
             "return (struct swage_app){\n"
             ".abi = SWAGE_ABI,\n"
             ".name = \"%s\",\n"
             ".nodes = %s_nodes,\n"
             ".operations = %s_operations,\n"
             ".node_count = %zu,\n"
             ".operation_count = %zu,\n"
             ".handlers = handlers%s%s%s"
             "};\n"
             "}\n",
             stem, stem, stem, stem, stem, tree->node_count, e->model->route_count, auth_app_member(e->model), cors_app_member(e->model),
             docs_member(e));
}

void emit_routes_source(struct emitter *e)
{
    struct tree tree;
    tree_build(&tree, e->pool, e->model->routes, e->model->route_count);
    emitter_head(e);
    text_add(&e->text, "#include \"%s_routes.h\"\n%s", e->model->stem,
             e->model->scheme_count > 0 ? "\n#include <stddef.h>\n" : "");
    emit_schemes(e);
    text_banner(&e->text, "requests");
    for (size_t i = 0; i < e->model->route_count; i++)
        emit_serve(e, &e->model->routes[i]);
    text_banner(&e->text, "replies");
    for (size_t i = 0; i < e->model->route_count; i++)
        for (size_t j = 0; j < e->model->routes[i].response_count; j++)
            emit_reply(e, &e->model->routes[i], &e->model->routes[i].responses[j]);
    text_banner(&e->text, "tables");
    for (size_t i = 0; i < e->model->route_count; i++)
        emit_param_table(e, &e->model->routes[i]);
    for (size_t i = 0; i < e->model->route_count; i++)
        if (e->model->routes[i].auth.scheme)
            emit_auth_table(e, &e->model->routes[i]);
    emit_cors(e);
    emit_operations(e, &tree);
    emit_nodes(e, &tree);
    emit_docs(e);
    emit_static_files(e);
    emit_app_with(e, &tree);
}
