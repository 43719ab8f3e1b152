/* SPDX-License-Identifier: MIT */
/*
 * Limits of routes. A body may have twice the bytes of its largest text with every character escaped, and a little more:
 * for white space, and members that the schema does not know.
 *
 * The arena of a request that is being read has room for the handler's `in` and `out`, the parameters that are copied,
 * and the body's value. What the pairs of queries, forms and cookies take is counted when their length is known, by the
 * server. A limit of 0 is none, as in model_route: a type of the user's takes what it takes.
 */
#include "config.h"

#include "model/budget.h"

#include "model/measure.h"

enum {
    BODY_SLACK = 4096,   /* more than twice the largest text */
    ARENA_SLACK = 8192,  /* the free end of the last block, where that is one of the smallest */
    ESCAPE_LEN = 3,      /* of a byte in a form: %41 */
    PART_LEN = 4096 + 80, /* of what stands around a value in multipart/form-data: its head and a boundary, both as long as they
                             may be */
    ALIGN = 16
};

/* ---- bodies ---- */

/* Of a string or bytes that stand as they are. */
static size_t raw_len(const struct model_type *type)
{
    return type->kind == MODEL_STRING ? bounds_product(measure_points(type), measure_point_bytes(type)) : type->most;
}

/* The longest text of a value in a form, with every byte escaped. */
static size_t form_value(const struct bounds *bounds, const struct model_type *type)
{
    size_t len;
    if (type->kind == MODEL_STRING)
        len = raw_len(type);
    else
        len = bounds_of(bounds, type, "").largest;
    return bounds_product(len, ESCAPE_LEN);
}

static size_t part_len(const struct bounds *bounds, const struct model_type *type)
{
    size_t len = type->kind == MODEL_STRING || type->is_file ? raw_len(type) : bounds_of(bounds, type, "").largest;
    return bounds_sum(len, PART_LEN);
}

/* Parts that nobody asks for have no room; what stands in front of the first boundary has little. */
static size_t parts_len(const struct bounds *bounds, const struct model_route *route)
{
    size_t sum = BODY_SLACK;
    for (size_t i = 0; i < route->parameter_count; i++) {
        const struct model_type *type = route->parameters[i].type;
        bool is_array = type->kind == MODEL_ARRAY;
        size_t part = part_len(bounds, is_array ? type->item : type);
        if (route->parameters[i].where == MODEL_IN_FORM)
            sum = bounds_sum(sum, is_array ? bounds_product(part, type->most) : part);
    }
    return sum;
}

static size_t form_len(const struct bounds *bounds, const struct model_route *route)
{
    size_t sum = 0;
    for (size_t i = 0; i < route->parameter_count; i++) {
        const struct model_parameter *parameter = &route->parameters[i];
        bool is_array = parameter->type->kind == MODEL_ARRAY;
        size_t value = form_value(bounds, is_array ? parameter->type->item : parameter->type);
        size_t pair = bounds_sum(value, parameter->name.len * ESCAPE_LEN + 2);
        if (parameter->where == MODEL_IN_FORM)
            sum = bounds_sum(sum, is_array ? bounds_product(pair, parameter->type->most) : pair);
    }
    return sum;
}

static size_t body_limit(const struct bounds *bounds, const struct model_route *route)
{
    size_t len = 0;
    if (route->body_is_raw) {
        len = raw_len(route->body);
        len = len > 0 ? len : 1; /* 0 is no limit */
        return len < BUDGET_BODY_DEFAULT ? len : BUDGET_BODY_DEFAULT;
    }
    if (route->has_files) { /* which are not held in memory */
        len = parts_len(bounds, route);
        return len < BOUNDS_NONE ? len : BUDGET_BODY_DEFAULT;
    }
    if (route->body != NULL)
        len = bounds_of(bounds, route->body, "").escaped;
    else if (route->has_form)
        len = form_len(bounds, route);
    else
        return 0;
    size_t limit = bounds_sum(bounds_product(len, 2), BODY_SLACK);
    return limit < BUDGET_BODY_DEFAULT ? limit : BUDGET_BODY_DEFAULT;
}

/* ---- the handler's structs ---- */

size_t budget_call(const struct bounds *bounds, const struct model_route *route)
{
    static const struct bounds_layout pointer = {8, 8};
    struct bounds_layout end = pointer; /* to the request */
    size_t bits = 0;
    if (route->auth.scheme != NULL)
        end = bounds_append(end, pointer);
    for (size_t i = 0; i < route->parameter_count; i++) {
        end = bounds_append(end, bounds_layout(bounds, route->parameters[i].type));
        bits += route->parameters[i].presence == MODEL_BY_HAS;
    }
    if (route->body != NULL) {
        bool is_pointer = route->body_presence == MODEL_BY_POINTER &&
                          (route->body->kind == MODEL_STRUCT || route->body->kind == MODEL_UNION);
        end = bounds_append(end, is_pointer ? pointer : bounds_layout(bounds, route->body));
        bits += route->body_presence == MODEL_BY_HAS;
    }
    end = bounds_append(end, (struct bounds_layout){(bits + 7) / 8, 1});
    return bounds_append(bounds_append(end, pointer), (struct bounds_layout){0, 8}).size;
}

/* ---- arenas ---- */

/* Whether the server gives it room by the length of what it stands in, when that is split into pairs. */
static bool is_counted_elsewhere(const struct model_parameter *parameter)
{
    return parameter->where == MODEL_IN_QUERY || parameter->where == MODEL_IN_FORM || parameter->where == MODEL_IN_COOKIE;
}

/* Bytes are decoded into the arena. */
static size_t bytes_arena(const struct model_parameter *parameter, const struct model_type *type)
{
    if (type->most == MODEL_UNBOUNDED && is_counted_elsewhere(parameter))
        return 0;
    return bounds_alloc_arena(measure_digits(type, type->most));
}

static size_t parameter_arena(const struct bounds *bounds, const struct model_parameter *parameter)
{
    const struct model_type *type = parameter->type;
    size_t value = 0;
    if (type->is_file || (type->kind == MODEL_ARRAY && type->item->is_file))
        return 0; /* they are there before it is read */
    if (type->kind == MODEL_EXTERN || (type->kind == MODEL_ARRAY && type->item->kind == MODEL_EXTERN))
        return BOUNDS_NONE;
    if (type->kind == MODEL_BYTES)
        return bytes_arena(parameter, type);
    if (type->kind != MODEL_ARRAY || type->most == MODEL_UNBOUNDED)
        return 0;
    if (type->item->kind == MODEL_BYTES)
        value = bytes_arena(parameter, type->item);
    return bounds_sum(bounds_items_arena(bounds, type->item, type->most), bounds_product(value, type->most));
}

/* A root that is neither object nor array is copied, to stand between brackets. */
static size_t body_arena(const struct bounds *bounds, const struct model_route *route)
{
    const struct model_type *type = route->body;
    if (route->body_is_raw)
        return 0;
    bool is_object = type->kind == MODEL_STRUCT || type->kind == MODEL_UNION;
    bool is_copied = type->kind != MODEL_STRUCT && type->kind != MODEL_ARRAY && type->kind != MODEL_MAP;
    size_t sum = bounds_arena(bounds, type, route->max_body);
    if (route->body_optional && is_object)
        sum = bounds_sum(sum, bounds_alloc_arena(bounds_layout(bounds, type).size));
    return is_copied ? bounds_sum(sum, bounds_alloc_arena(bounds_sum(route->max_body, 2))) : sum;
}

static size_t arena_limit(const struct bounds *bounds, const struct model_route *route)
{
    size_t sum = bounds_sum(bounds_alloc_arena(budget_call(bounds, route)), ARENA_SLACK);
    for (size_t i = 0; i < route->parameter_count; i++)
        sum = bounds_sum(sum, parameter_arena(bounds, &route->parameters[i]));
    if (route->body != NULL)
        sum = bounds_sum(sum, body_arena(bounds, route));
    return sum > BOUNDS_NONE - ALIGN ? 0 : (sum + ALIGN - 1) / ALIGN * ALIGN;
}

void budget_model(const struct bounds *bounds, struct model *model)
{
    struct model_route *routes = pool_alloc(bounds->pool, model->route_count * sizeof *routes);
    for (size_t i = 0; i < model->route_count; i++) {
        routes[i] = model->routes[i];
        if (routes[i].max_body == 0)
            routes[i].max_body = body_limit(bounds, &routes[i]);
        routes[i].max_arena = arena_limit(bounds, &routes[i]);
    }
    model->routes = routes;
}
