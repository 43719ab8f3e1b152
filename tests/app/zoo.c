/* SPDX-License-Identifier: MIT */
/* The application of the tests: codecs, serve functions and tables in the shape that the compiler gives them. */
#include "zoo.h"

#include <swage/write.h>

/* --- codecs ------------------------------------------------------------------------------------------------------- */

static const struct swage_type type_id = {
    .kind = SWAGE_KIND_INTEGER, .name = "int32", .min = 1, .max = INT32_MAX, .bits = 32};
static const struct swage_type type_limit = {
    .kind = SWAGE_KIND_INTEGER, .name = "int32", .min = 1, .max = 100, .bits = 32};
static const struct swage_type type_name = {.kind = SWAGE_KIND_STRING, .name = "string", .least = 1, .most = 8};
static const struct swage_type type_tag = {.kind = SWAGE_KIND_STRING, .name = "string", .least = 1, .most = 4};
static const struct swage_type type_tags = {.kind = SWAGE_KIND_ARRAY, .name = "string[]", .most = 2, .item = &type_tag};
static const struct swage_type type_pair = {
    .kind = SWAGE_KIND_ARRAY, .name = "int32[]", .least = 2, .most = 2, .item = &type_id};
static const swage_str order_words[] = {SWAGE_STR_INIT("up"), SWAGE_STR_INIT("down")};
static const struct swage_type type_order = {
    .kind = SWAGE_KIND_ENUM, .name = "Order", .words = order_words, .count = 2};
static const struct swage_type type_at = {.kind = SWAGE_KIND_FLOAT64, .name = "float64", .low = 0, .high = HUGE_VAL};

static const struct swage_member user_members[] = {
    {SWAGE_STR_INIT("id"), &swage_type_int32, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("name"), &type_name, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("email"), &swage_type_string, SWAGE_MEMBER_REQUIRED},
};
static const struct swage_type user_type = {
    .kind = SWAGE_KIND_STRUCT, .name = "User", .members = user_members, .count = 3};

static int find_user_member(swage_str key)
{
    for (int i = 0; i < 3; i++)
        if (swage_str_equal(key, user_members[i].key))
            return i;
    return -1;
}

static const char *read_user_member(swage_reader *r, const char *p, int member, struct user *out)
{
    if (member == 0)
        return swage_read_int32(p, &out->id);
    if (member == 2)
        return swage_read_string(r, p, &out->email);
    if (member == 1)
        return (p = swage_read_string(r, p, &out->name)) && swage_within(out->name, 1, 8) ? p : NULL;
    return (p = swage_skip(r, p)) ? swage_inside(r, p) : NULL;
}

static const char *user_read(swage_reader *r, const char *p, struct user *out)
{
    unsigned seen = 0;
    bool more = true;
    if (!(p = swage_open(r, p, '{')))
        return NULL;
    while (more) {
        char scratch[8];
        swage_str key;
        if (!(p = swage_read_key(r, p, &key, scratch, sizeof scratch)))
            return NULL;
        int member = key.ptr ? find_user_member(key) : -1;
        if (member >= 0 && seen & 1u << member)
            return NULL;
        seen |= member >= 0 ? 1u << member : 0;
        if (!(p = read_user_member(r, p, member, out)))
            return NULL;
        more = swage_comma(r, &p);
    }
    return seen == 7 ? swage_close(p, '}') : NULL;
}

static enum swage_status user_encode(const struct user *in, swage_buffer *out)
{
    char *p = swage_writer_open(out, 28 + SWAGE_MAX_INT32 + in->name.len + in->email.len);
    if (p) {
        p = swage_put(p, "{\"id\":", 6);
        p = swage_write_int64(p, in->id);
        p = swage_put(p, ",\"name\":\"", 9);
        p = swage_write_text(out, p, in->name);
    }
    if (p && !swage_within(in->name, 1, 8))
        p = swage_write_breach(out, p);
    if (p) {
        p = swage_put(p, "\",\"email\":\"", 11);
        p = swage_write_text(out, p, in->email);
    }
    return swage_writer_close(out, p ? swage_put(p, "\"}", 2) : NULL);
}

/* --- requests ----------------------------------------------------------------------------------------------------- */

static bool read_id(struct zoo_params *in)
{
    int64_t number;
    if (!swage_text_int64(swage_path_param(in->rq, 0), 1, INT32_MAX, &number))
        return false;
    in->id = (int32_t)number;
    return true;
}

static bool read_limit(struct zoo_params *in)
{
    swage_str text;
    unsigned at = 0;
    int64_t number = 20;
    if (swage_query_param(in->rq, SWAGE_STR("limit"), &at, &text)) {
        if (!swage_text_int64(text, 1, 100, &number))
            return false;
        if (swage_query_param(in->rq, SWAGE_STR("limit"), &at, &text))
            return false;
    }
    in->limit = (int32_t)number;
    return true;
}

static bool read_tag(struct zoo_params *in)
{
    swage_str text;
    unsigned at = 0;
    swage_reader reader = {.arena = swage_params_arena(in->rq)};
    swage_str *items = NULL;
    size_t count = 0, cap = 0;
    while (swage_query_param(in->rq, SWAGE_STR("tag"), &at, &text)) {
        if (count == 2)
            return false;
        if (count == cap && !(items = swage_array_grow(&reader, items, &cap, count, sizeof *items)))
            return false;
        if (!swage_text_string(text, 1, 4))
            return false;
        items[count++] = text;
    }
    in->tag.ptr = items;
    in->tag.len = count;
    return true;
}

static bool read_sort(struct zoo_params *in)
{
    swage_str text;
    unsigned at = 0;
    if (!swage_query_param(in->rq, SWAGE_STR("sort"), &at, &text))
        return true;
    in->sort = swage_str_equal(text, order_words[0])   ? ORDER_UP
               : swage_str_equal(text, order_words[1]) ? ORDER_DOWN
                                                       : ORDER_UNSET;
    return in->sort != ORDER_UNSET && !swage_query_param(in->rq, SWAGE_STR("sort"), &at, &text);
}

static bool read_request_id(struct zoo_params *in)
{
    swage_str text;
    unsigned count = swage_header_param(in->rq, SWAGE_STR("request-id"), &text);
    if (count == 0)
        return true;
    in->request_id = text;
    return count == 1 && swage_text_string(text, 1, 8);
}

static bool read_path(struct zoo_params *in)
{
    in->path = swage_path_param(in->rq, 0);
    return swage_text_string(in->path, 0, SIZE_MAX);
}

static bool read_at(struct zoo_params *in)
{
    swage_str text;
    unsigned at = 0;
    return swage_query_param(in->rq, SWAGE_STR("at"), &at, &text) && swage_text_float64(text, &in->at) && in->at >= 0 &&
           !swage_query_param(in->rq, SWAGE_STR("at"), &at, &text);
}

static bool read_on(struct zoo_params *in)
{
    swage_str text;
    unsigned at = 0;
    return swage_query_param(in->rq, SWAGE_STR("on"), &at, &text) && swage_text_bool(text, &in->on) &&
           !swage_query_param(in->rq, SWAGE_STR("on"), &at, &text);
}

static bool read_pair(struct zoo_params *in)
{
    swage_str text;
    unsigned at = 0, count = 0;
    int64_t number;
    while (swage_query_param(in->rq, SWAGE_STR("pair"), &at, &text))
        if (count++ == 2 || !swage_text_int64(text, 1, INT32_MAX, &number))
            return false;
    return count == 0 || count == 2;
}

static bool read_body(struct zoo_params *in)
{
    swage_reader reader, *r = &reader;
    const char *p = swage_body_open(in->rq, r);
    if (!p || !(p = user_read(r, p, &in->body)))
        return false;
    in->has_body = true;
    return p == r->end;
}

static bool read_body_if_any(struct zoo_params *in)
{
    return !swage_has_body(in->rq) || read_body(in);
}

static bool read_age(struct zoo_params *in)
{
    swage_reader reader, *r = &reader;
    const char *p = swage_body_wrap(in->rq, r);
    if (!p || !(p = swage_read_uint8(p, &in->age)))
        return false;
    return swage_reader_unwrap(r, p) != NULL;
}

#define SERVE(name, readers)                                      \
    static int serve_##name(swage_request *rq, const void *table) \
    {                                                             \
        const struct zoo_handlers *handlers = table;              \
        struct {                                                  \
            struct zoo_params in;                                 \
            struct zoo_reply out;                                 \
        } * call;                                                 \
        if (!handlers->name)                                      \
            return swage_unhandled(rq);                           \
        if (!(call = swage_request_zero(rq, sizeof *call)))       \
            return swage_refuse(rq);                              \
        call->in.rq = call->out.rq = rq;                          \
        struct zoo_params *in = &call->in;                        \
        if (!(readers))                                           \
            return swage_refuse(rq);                              \
        return handlers->name(in, &call->out);                    \
    }

SERVE(create_user, read_body(in))
SERVE(get_user, read_id(in) && read_limit(in) && read_tag(in) && read_sort(in) && read_request_id(in))
SERVE(put_user, read_id(in) && read_body_if_any(in))
SERVE(set_age, read_age(in))
SERVE(small, read_body(in))
SERVE(get_file, read_path(in))
SERVE(ask_file, read_path(in))
SERVE(filter, read_at(in) && read_on(in) && read_pair(in))

/* --- replies ------------------------------------------------------------------------------------------------------ */

int zoo_reply_user(struct zoo_reply *out, int status, const struct user *user)
{
    swage_buffer *buffer = swage_reply_open(out->rq, status);
    return swage_reply_close(out->rq, buffer ? user_encode(user, buffer) : SWAGE_OK);
}

int zoo_reply_age(struct zoo_reply *out, uint8_t age)
{
    swage_buffer *buffer = swage_reply_open(out->rq, 200);
    char *p = buffer ? swage_writer_open(buffer, SWAGE_MAX_UINT8) : NULL;
    return swage_reply_close(out->rq,
                             buffer ? swage_writer_close(buffer, p ? swage_write_uint64(p, age) : NULL) : SWAGE_OK);
}

int zoo_reply_nothing(struct zoo_reply *out)
{
    return swage_reply_empty(out->rq, 204);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const struct swage_param get_user_params[] = {
    {SWAGE_IN_PATH, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("id"), &type_id, 0},
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("limit"), &type_limit, 0},
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("tag"), &type_tags, 0},
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("sort"), &type_order, 0},
    {SWAGE_IN_HEADER, 0, SWAGE_STR_INIT("Request-Id"), &type_name, 0},
};
static const struct swage_param put_user_params[] = {
    {SWAGE_IN_PATH, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("id"), &type_id, 0}};
static const struct swage_param file_params[] = {
    {SWAGE_IN_PATH, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("path"), &swage_type_string, 0}};
static const struct swage_param filter_params[] = {
    {SWAGE_IN_QUERY, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("at"), &type_at, 0},
    {SWAGE_IN_QUERY, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("on"), &swage_type_bool, 0},
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("pair"), &type_pair, 0},
};

static const struct swage_operation operations[] = {
    {.name = "set_age",
     .path = "/age",
     .method = SWAGE_METHOD_POST,
     .serve = serve_set_age,
     .body = &swage_type_uint8,
     .body_flags = SWAGE_MEMBER_REQUIRED},
    {.name = "create_user",
     .path = "/user",
     .method = SWAGE_METHOD_POST,
     .serve = serve_create_user,
     .body = &user_type,
     .body_flags = SWAGE_MEMBER_REQUIRED},
    {.name = "small",
     .path = "/small",
     .method = SWAGE_METHOD_POST,
     .serve = serve_small,
     .body = &user_type,
     .body_flags = SWAGE_MEMBER_REQUIRED,
     .max_body = 64},
    {.name = "filter",
     .path = "/filter",
     .method = SWAGE_METHOD_GET,
     .serve = serve_filter,
     .params = filter_params,
     .param_count = 3},
    {.name = "get_user",
     .path = "/users/{id}",
     .method = SWAGE_METHOD_GET,
     .serve = serve_get_user,
     .params = get_user_params,
     .param_count = 5},
    {.name = "put_user",
     .path = "/users/{id}",
     .method = SWAGE_METHOD_PUT,
     .serve = serve_put_user,
     .params = put_user_params,
     .param_count = 1,
     .body = &user_type},
    {.name = "get_file",
     .path = "/files/{path+}",
     .method = SWAGE_METHOD_GET,
     .serve = serve_get_file,
     .params = file_params,
     .param_count = 1},
    {.name = "ask_file",
     .path = "/files/{path+}",
     .method = SWAGE_METHOD_OPTIONS,
     .serve = serve_ask_file,
     .params = file_params,
     .param_count = 1},
};

static const struct swage_node nodes[] = {
    {SWAGE_STR_INIT(""), 1, 6, 0, 0, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("age"), 7, 0, 0, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("user"), 7, 0, 1, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("files"), 8, 1, 0, 0, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("small"), 7, 0, 2, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("users"), 7, 1, 0, 0, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("filter"), 7, 0, 3, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT(""), 9, 0, 4, 2, SWAGE_NODE_PARAM},
    {SWAGE_STR_INIT(""), 9, 0, 6, 2, SWAGE_NODE_REST},
};

struct swage_app zoo_app_with(const struct zoo_handlers *handlers)
{
    return (struct swage_app){.abi = SWAGE_ABI,
                              .name = "zoo",
                              .nodes = nodes,
                              .operations = operations,
                              .node_count = 9,
                              .operation_count = 8,
                              .handlers = handlers};
}

/* --- the usual handlers ------------------------------------------------------------------------------------------- */

static int create_user(const struct zoo_params *in, struct zoo_reply *out)
{
    return zoo_reply_user(out, 200, &in->body);
}

static int get_user(const struct zoo_params *in, struct zoo_reply *out)
{
    struct user user = {in->id, SWAGE_STR("Ann"), SWAGE_STR("a@b.c")};
    return zoo_reply_user(out, 200, &user);
}

static int set_age(const struct zoo_params *in, struct zoo_reply *out)
{
    return zoo_reply_age(out, in->age);
}

static int reply_nothing(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)in;
    return zoo_reply_nothing(out);
}

const struct zoo_handlers zoo_usual = {create_user,   get_user,      reply_nothing, set_age,
                                       reply_nothing, reply_nothing, reply_nothing, reply_nothing};
