/* SPDX-License-Identifier: MIT */
/*
 * Which policy is asked:
 *
 *     of the server's flags    for every path, also one that is not there; but for routes with @cors(none)
 *     of the schema            for the route, or of a preflight for that with the method which is asked for; where a path has
 *                              not the method, for any route of it
 *
 * An answer that depends on who asks says so, also to those who did not say who they are: caches keep it for others.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */
#include "config.h"

#include "app/cors.h"
#include "http/field.h"
#include "http/method.h"
#include "http/origin.h"

/* --- whose policy ------------------------------------------------------------------------------------------------- */

static swage_str field_of(const swage_request *rq, swage_str name)
{
    unsigned at = swage_field_find(rq->head.fields, rq->head.field_count, 0, name);
    return at < rq->head.field_count ? rq->head.fields[at].value : (swage_str){NULL, 0};
}

static bool has_method(const struct swage_operation *operation, enum swage_method method)
{
    return operation->method == method || (operation->method == SWAGE_METHOD_GET && method == SWAGE_METHOD_HEAD);
}

/* Of a path that was refused or asked about: what it has with the method of which a preflight asks, or NULL. */
static const struct swage_operation *find_wanted(const swage_request *rq)
{
    enum swage_method wanted = swage_http_method_of(field_of(rq, SWAGE_STR("Access-Control-Request-Method")));
    for (unsigned i = 0; rq->node && i < rq->node->operation_count; i++) {
        const struct swage_operation *at = &rq->app->operations[rq->node->operations + i];
        if (has_method(at, wanted))
            return at;
    }
    return NULL;
}

static const struct swage_operation *operation_of(const swage_request *rq)
{
    if (rq->operation || !rq->node)
        return rq->operation;
    const struct swage_operation *wanted = find_wanted(rq);
    return wanted ? wanted : &rq->app->operations[rq->node->operations];
}

static const struct swage_cors *policy_of(const swage_request *rq, const struct swage_operation *operation)
{
    const struct swage_cors *own = operation ? operation->cors : NULL;
    if (own && own->origin_count == 0)
        return NULL;
    return rq->env->cors ? rq->env->cors : own;
}

/* --- whether it holds --------------------------------------------------------------------------------------------- */

/* One that lets in whoever comes says so to all alike. */
static bool is_for_all(const struct swage_cors *policy)
{
    return policy->origin_count == 1 && policy->origins[0].len == 1;
}

static bool lets_in(const struct swage_cors *policy, swage_str origin)
{
    for (unsigned i = 0; origin.ptr && i < policy->origin_count; i++)
        if (origin_matches(policy->origins[i], origin))
            return true;
    return false;
}

unsigned cors_fields(const swage_request *rq, struct swage_field out[CORS_FIELDS - 1], bool *varies)
{
    const struct swage_operation *operation = operation_of(rq);
    const struct swage_cors *policy = policy_of(rq, operation);
    swage_str origin = field_of(rq, SWAGE_STR("Origin"));
    unsigned count = 0;
    *varies = policy && !is_for_all(policy);
    if (!policy || !lets_in(policy, origin))
        return 0;
    out[count++] = (struct swage_field){SWAGE_STR("Access-Control-Allow-Origin"), is_for_all(policy) ? SWAGE_STR("*") : origin};
    if (policy->has_credentials)
        out[count++] = (struct swage_field){SWAGE_STR("Access-Control-Allow-Credentials"), SWAGE_STR("true")};
    if (operation && operation->cors_answers && rq->head.method != SWAGE_METHOD_OPTIONS)
        out[count++] =
            (struct swage_field){SWAGE_STR("Access-Control-Expose-Headers"), swage_str_from(operation->cors_answers)};
    return count;
}

unsigned cors_preflight(const swage_request *rq, swage_str methods, struct swage_field out[CORS_PREFLIGHT_FIELDS])
{
    const struct swage_operation *operation = find_wanted(rq);
    const struct swage_cors *policy = policy_of(rq, operation);
    unsigned count = 0;
    if (!operation || !policy || !lets_in(policy, field_of(rq, SWAGE_STR("Origin"))))
        return 0;
    out[count++] = (struct swage_field){SWAGE_STR("Access-Control-Allow-Methods"), methods};
    if (operation->cors_requests)
        out[count++] =
            (struct swage_field){SWAGE_STR("Access-Control-Allow-Headers"), swage_str_from(operation->cors_requests)};
    if (policy->max_age)
        out[count++] = (struct swage_field){SWAGE_STR("Access-Control-Max-Age"), swage_str_from(policy->max_age)};
    return count;
}
