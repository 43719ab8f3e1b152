/* SPDX-License-Identifier: MIT */
/*
 * Why a request was refused: its parameters and body are read again along the operation's tables, without hurry, and
 * every fault is put into one problem document. Names and pointers come from the schema, texts that the client sent are
 * not repeated.
 */
#include "config.h"

#include "app/problem.h"
#include "app/upload.h"
#include "app/reply.h"
#include "json/explain.h"

#include <swage/explain.h>
#include <swage/write.h>

#include <stdarg.h>
#include <stdio.h>

#define TEXT_FAULTS_MAX 8 /* of one parameter: its length and some patterns */

struct refusal {
    swage_request *rq;
    size_t count;
    bool is_bad;  /* a fault of the text, or in a parameter: 400 and not 422 */
    bool is_full; /* there was no memory to find all faults */
    struct problem_place places[PROBLEM_FAULTS_MAX];
    struct swage_error errors[PROBLEM_FAULTS_MAX];
};

/* --- parameters --------------------------------------------------------------------------------------------------- */

static const char *const where_names[] = {[SWAGE_IN_PATH] = "path",
                                          [SWAGE_IN_QUERY] = "query",
                                          [SWAGE_IN_HEADER] = "header",
                                          [SWAGE_IN_COOKIE] = "cookie",
                                          [SWAGE_IN_FORM] = "form"};

static void place(struct refusal *x, const char *in, swage_str name, const struct swage_error *error)
{
    if (x->count == PROBLEM_FAULTS_MAX)
        return;
    x->places[x->count] = (struct problem_place){in, name};
    x->errors[x->count++] = *error;
}

static void add(struct refusal *x, const struct swage_param *param, enum swage_fault fault, const char *format, ...)
    SWAGE_PRINTF(4, 5);

static void add(struct refusal *x, const struct swage_param *param, enum swage_fault fault, const char *format, ...)
{
    struct swage_error error = {.fault = fault};
    va_list args;
    va_start(args, format);
    vsnprintf(error.detail, sizeof error.detail, format, args);
    va_end(args);
    x->is_bad = true;
    place(x, where_names[param->where], param->name, &error);
}

/* As swage_explain, within the request's memory: whether that was enough is kept. */
static size_t explain(struct refusal *x, swage_str json, const struct swage_type *type, struct swage_error *errors,
                      size_t max)
{
    size_t count = swage_explain_within(json, type, SWAGE_DEPTH_MAX, x->rq->arena.max, errors, max);
    x->is_full = x->is_full || (count > 0 && errors[count - 1].fault == SWAGE_FAULT_MEMORY);
    return count;
}

/* Whether a value of the type is a string in JSON. */
static bool is_text(const struct swage_type *type)
{
    if (type->kind == SWAGE_KIND_EXTERN)
        return explain_is_quoted(type->item) || is_text(type->item);
    return type->kind == SWAGE_KIND_STRING || type->kind == SWAGE_KIND_ENUM || type->kind == SWAGE_KIND_BYTES;
}

/* The type of a parameter: numbers that JSON has in strings are here without quotes. */
static struct swage_type as_text(const struct swage_type *type)
{
    struct swage_type bare = *type;
    bare.flags &= ~(unsigned)SWAGE_TYPE_QUOTED;
    return bare;
}

/* Appends a text as a string of JSON. Returns the status. */
static int put_string(swage_buffer *json, swage_str text)
{
    char *p = swage_writer_open(json, text.len + 2);
    if (p) {
        *p++ = '"';
        p = swage_write_text(json, p, text);
        p = p ? swage_reserve(json, p, 1) : NULL;
    }
    if (p)
        *p++ = '"';
    return swage_writer_close(json, p);
}

/* A text whose type is a string or has words: is written as JSON, and read as that. */
static size_t explain_words(struct refusal *x, swage_str text, const struct swage_type *type,
                            struct swage_error errors[TEXT_FAULTS_MAX])
{
    swage_buffer json;
    swage_buffer_init(&json, text.len * 6 + 2);
    int status = put_string(&json, text);
    size_t count = 1;
    if (status < 0)
        *errors = (struct swage_error){.fault = status == SWAGE_E_VALUE ? SWAGE_FAULT_UTF8 : SWAGE_FAULT_INVALID};
    else
        count = explain(x, swage_str_of(json.ptr, json.len), type, errors, TEXT_FAULTS_MAX);
    swage_buffer_done(&json);
    return count;
}

/* A text whose type is a number or bool is JSON already, but for white space around it and values of another kind. */
static size_t explain_bare(struct refusal *x, swage_str text, const struct swage_type *type,
                           struct swage_error errors[TEXT_FAULTS_MAX])
{
    const struct swage_type bare = as_text(type);
    bool is_padded = text.len == 0 || (unsigned char)text.ptr[0] <= ' ' || (unsigned char)text.ptr[text.len - 1] <= ' ';
    size_t count = is_padded ? 1 : explain(x, text, &bare, errors, TEXT_FAULTS_MAX);
    if (count == 0)
        return 0;
    enum swage_fault last = is_padded ? SWAGE_FAULT_TYPE : errors[count - 1].fault;
    if (!swage_is_text_fault(last) && last != SWAGE_FAULT_NULL && last != SWAGE_FAULT_TYPE)
        return count;
    /* What JSON it would be instead says nothing about a text. */
    *errors = (struct swage_error){.fault = SWAGE_FAULT_TYPE};
    snprintf(errors->detail, sizeof errors->detail, "expected %s", explain_wanted(&bare));
    return 1;
}

static void check_text(struct refusal *x, const struct swage_param *param, const struct swage_type *type,
                       swage_str text)
{
    struct swage_error errors[TEXT_FAULTS_MAX];
    if (!text.ptr) {
        add(x, param, SWAGE_FAULT_ESCAPE, "a percent sign wants two hexadecimal digits behind it, and not %%00");
        return;
    }
    size_t count = is_text(type) ? explain_words(x, text, type, errors) : explain_bare(x, text, type, errors);
    for (size_t i = 0; i < count; i++)
        place(x, where_names[param->where], param->name, &errors[i]);
    x->is_bad |= count > 0;
}

static void check_count(struct refusal *x, const struct swage_param *param, size_t count)
{
    const struct swage_type *type = param->type;
    if (count == 0 && !(param->flags & SWAGE_MEMBER_REQUIRED))
        return;
    if (count < type->least)
        add(x, param, SWAGE_FAULT_TOO_FEW, "at least %zu, found %zu", type->least, count);
    else if (count > type->most)
        add(x, param, SWAGE_FAULT_TOO_MANY, "at most %zu, found %zu", type->most, count);
}

/* The next text of a parameter of which there may be several. */
static bool next_text(struct refusal *x, const struct swage_param *param, unsigned *at, swage_str *text)
{
    switch (param->where) {
    case SWAGE_IN_COOKIE: return swage_cookie_param(x->rq, param->name, at, text);
    case SWAGE_IN_FORM: return swage_form_param(x->rq, param->name, at, text);
    default: return swage_query_param(x->rq, param->name, at, text);
    }
}

/* Appends all texts of a parameter, which have no faults, as an array of JSON. Returns the status. */
static int put_array(struct refusal *x, const struct swage_param *param, swage_buffer *json)
{
    swage_str text;
    int status = SWAGE_OK;
    for (unsigned at = 0; status == SWAGE_OK && next_text(x, param, &at, &text);) {
        status = swage_buffer_add(json, json->len > 0 ? "," : "[", 1);
        if (status == SWAGE_OK)
            status = is_text(param->type->item) ? put_string(json, text) : swage_buffer_add_str(json, text);
    }
    return status == SWAGE_OK ? swage_buffer_add(json, "]", 1) : status;
}

/* An array whose items are in order: whether one stands twice. */
static void check_unique(struct refusal *x, const struct swage_param *param)
{
    const struct swage_type item = as_text(param->type->item);
    struct swage_type type = *param->type;
    struct swage_error error;
    swage_buffer json;
    type.item = &item;
    swage_buffer_init(&json, SIZE_MAX / 2);
    if (put_array(x, param, &json) == SWAGE_OK && explain(x, swage_str_of(json.ptr, json.len), &type, &error, 1) > 0)
        add(x, param, error.fault, "%s", error.detail);
    swage_buffer_done(&json);
}

static void check_array(struct refusal *x, const struct swage_param *param)
{
    unsigned at = 0;
    size_t count = 0, before = x->count;
    swage_str text;
    for (; next_text(x, param, &at, &text); count++)
        check_text(x, param, param->type->item, text);
    check_count(x, param, count);
    if (param->type->flags & SWAGE_TYPE_UNIQUE && count > 1 && x->count == before)
        check_unique(x, param);
}

/* Of a form that cannot be read nothing else is known. */
static bool is_broken_form(struct refusal *x)
{
    unsigned at = 0;
    swage_str value;
    if (!x->rq->form.is_split)
        swage_form_param(x->rq, SWAGE_EMPTY, &at, &value);
    return x->rq->form.fault != NULL;
}

/* How often a scalar parameter stands in the request; the first text of it. */
static unsigned find_param(struct refusal *x, const struct swage_param *param, swage_str *text)
{
    unsigned at = 0, count = 0;
    swage_str next;
    if (param->where == SWAGE_IN_HEADER)
        return swage_header_param(x->rq, param->name, text);
    if (param->where == SWAGE_IN_PATH) {
        *text = swage_path_param(x->rq, param->capture);
        return 1;
    }
    while (next_text(x, param, &at, &next))
        if (count++ == 0)
            *text = next;
    return count;
}

static bool is_file(const struct swage_type *type)
{
    return type->kind == SWAGE_KIND_FILE || (type->kind == SWAGE_KIND_ARRAY && is_file(type->item));
}

static void check_files(struct refusal *x, const struct swage_param *param)
{
    struct swage_error error;
    for (unsigned at = 0; upload_next_fault(x->rq, param, &at, &error);) {
        x->is_bad = true;
        place(x, where_names[param->where], param->name, &error);
    }
}

static void check_param(struct refusal *x, const struct swage_param *param)
{
    if (param->where == SWAGE_IN_FORM && is_broken_form(x))
        return;
    if (is_file(param->type)) {
        check_files(x, param);
        return;
    }
    if (param->type->kind == SWAGE_KIND_ARRAY) {
        check_array(x, param);
        return;
    }
    swage_str text = {NULL, 0};
    unsigned count = find_param(x, param, &text);
    if (count > 1)
        add(x, param, SWAGE_FAULT_DUPLICATE, "stands %u times, and may stand once", count);
    else if (count == 1)
        check_text(x, param, param->type, text);
    else if (param->flags & SWAGE_MEMBER_REQUIRED)
        add(x, param, SWAGE_FAULT_MISSING, "this parameter is required");
}

/* --- the body ----------------------------------------------------------------------------------------------------- */

static void add_body(struct refusal *x, enum swage_fault fault, const char *detail)
{
    struct swage_error error = {.fault = fault};
    snprintf(error.detail, sizeof error.detail, "%s", detail);
    x->is_bad = true;
    place(x, "body", (swage_str){NULL, 0}, &error);
}

/* Octets have a length, and nothing else that a schema says of them. */
static size_t explain_octets(swage_str octets, const struct swage_type *type, struct swage_error *error)
{
    if (octets.len >= type->least && octets.len <= type->most)
        return 0;
    bool is_short = octets.len < type->least;
    *error = (struct swage_error){.fault = is_short ? SWAGE_FAULT_TOO_SHORT : SWAGE_FAULT_TOO_LONG};
    snprintf(error->detail, sizeof error->detail, "at %s %zu bytes, found %zu", is_short ? "least" : "most",
             is_short ? type->least : type->most, octets.len);
    return 1;
}

/* A body that is no JSON: it is there, if empty, also where nothing came. */
static void check_raw(struct refusal *x)
{
    const struct swage_operation *operation = x->rq->operation;
    struct swage_error errors[TEXT_FAULTS_MAX];
    bool is_text = operation->body->kind == SWAGE_KIND_STRING, is_there = swage_has_body(x->rq);
    if (!is_there && !(operation->body_flags & SWAGE_MEMBER_REQUIRED))
        return;
    swage_str text = swage_body_text(x->rq);
    size_t count = is_text ? explain_words(x, text, operation->body, errors) : explain_octets(text, operation->body, errors);
    if (count > 0 && !is_there) {
        add_body(x, SWAGE_FAULT_MISSING, "this request needs a body");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        place(x, "body", (swage_str){NULL, 0}, &errors[i]);
        x->is_bad |= swage_is_text_fault(errors[i].fault);
    }
}

static void check_body(struct refusal *x)
{
    const struct swage_operation *operation = x->rq->operation;
    if (operation->media & SWAGE_TAKES_FORM && is_broken_form(x))
        add_body(x, SWAGE_FAULT_SYNTAX, x->rq->form.fault);
    if (!operation->body)
        return;
    if (operation->media & SWAGE_TAKES_RAW) {
        check_raw(x);
        return;
    }
    if (!swage_has_body(x->rq)) {
        if (operation->body_flags & SWAGE_MEMBER_REQUIRED)
            add_body(x, SWAGE_FAULT_MISSING, "this request needs a body");
        return;
    }
    size_t count = explain(x, x->rq->body, operation->body, x->errors + x->count, PROBLEM_FAULTS_MAX - x->count);
    for (size_t i = 0; i < count; i++, x->count++) {
        x->places[x->count] = (struct problem_place){"body", {NULL, 0}};
        x->is_bad |= swage_is_text_fault(x->errors[x->count].fault);
    }
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

/* The reading ended for want of memory, and whatever else is wrong is not worth more of it. */
static int refuse_memory(swage_request *rq)
{
    if (rq->arena.failed != SWAGE_E_LIMIT)
        return swage_reply_problem(rq, 500, NULL);
    return swage_reply_problem(
        rq, 413, &(struct swage_problem){.detail = SWAGE_STR("The request needs more memory than it is allowed.")});
}

static int answer(struct refusal *x, int status)
{
    char detail[64];
    snprintf(detail, sizeof detail, "The request has %zu fault%s%s.", x->count, x->count == 1 ? "" : "s",
             x->count == PROBLEM_FAULTS_MAX ? " or more" : "");
    swage_buffer *out = swage_reply_open_media(x->rq, status, SWAGE_STR(REPLY_MEDIA_PROBLEM));
    if (!out)
        return swage_reply_close(x->rq, SWAGE_OK);
    struct swage_problem problem = {.detail = swage_str_from(detail)};
    return swage_reply_close(x->rq, problem_write_faults(out, status, &problem, x->places, x->errors, x->count));
}

int swage_refuse(swage_request *rq)
{
    struct refusal x;
    x.rq = rq;
    x.count = 0;
    x.is_bad = x.is_full = false;
    int failed = rq->arena.failed;
    request_allow_all(rq);
    /* Parameters for which there was no memory cannot be told from those that are bad. */
    for (unsigned i = 0; i < rq->operation->param_count && !failed; i++)
        check_param(&x, &rq->operation->params[i]);
    check_body(&x);
    /* A body that the schema refuses is refused for that, also where it took too much memory first. */
    if (x.is_full || (rq->arena.failed && (x.count == 0 || failed != SWAGE_E_LIMIT)))
        return refuse_memory(rq);
    if (x.count == 0)
        add_body(&x, SWAGE_FAULT_INVALID, "refused");
    return answer(&x, x.is_bad ? 400 : 422);
}

int refuse_part(swage_request *rq, const struct swage_param *param, const struct swage_error *error)
{
    struct refusal x;
    x.rq = rq;
    x.count = 0;
    request_allow_all(rq);
    place(&x, where_names[param->where], param->name, error);
    return answer(&x, 413);
}
