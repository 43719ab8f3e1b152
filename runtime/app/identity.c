/* SPDX-License-Identifier: MIT */
/*
 * Ids of requests and traces, where the server was told to have them.
 *
 *     X-Request-Id: 1 to 128 visible ASCII characters of the client's, else 32 hexadecimal digits of ours
 *     traceparent:  W3C Trace Context 1, section 3.2: version "00", of which later ones are a superset
 *
 * The answer has both: X-Request-Id, and traceresponse (Trace Context 2, section 4) with the span that was made here.
 */
#include "config.h"

#include "app/identity.h"

#include "http/field.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/random.h>
#include <time.h>

#define LOG_LINE_MAX 1024
#define ID_MAX      128
#define PARENT_LEN  55 /* "00-" 32 digits "-" 16 digits "-" 2 digits */
#define TRACE_AT    3
#define TRACE_LEN   32
#define SPAN_AT     36
#define SPAN_LEN    16
#define FLAGS_AT    53

/* --- chance ------------------------------------------------------------------------------------------------------- */

/* splitmix64 (Steele, Lea, Flood 2014): ids have to differ, not to be secret. */
static uint64_t next_random(swage_env *env)
{
    if (env->chance == 0 && getrandom(&env->chance, sizeof env->chance, GRND_NONBLOCK) != sizeof env->chance)
        env->chance = (uint64_t)time(NULL) ^ (uint64_t)(uintptr_t)env;
    uint64_t z = env->chance += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 16 hexadecimal digits, not all zero. */
static void write_random(swage_env *env, char *out)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t number;
    do
        number = next_random(env);
    while (number == 0);
    for (int i = 0; i < 16; i++, number >>= 4)
        out[i] = digits[number & 15];
}

/* --- what the client says ----------------------------------------------------------------------------------------- */

static bool is_id(swage_str text)
{
    if (text.len == 0 || text.len > ID_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] > '~')
            return false;
    return true;
}

/* Lower case hexadecimal digits; and: not all of them zero. */
static bool is_hex(const char *text, size_t len, bool may_be_zero)
{
    bool is_zero = true;
    for (size_t i = 0; i < len; i++) {
        if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f')))
            return false;
        is_zero &= text[i] == '0';
    }
    return may_be_zero || !is_zero;
}

static bool is_traceparent(swage_str text)
{
    if (text.len < PARENT_LEN || !is_hex(text.ptr, 2, true) || memcmp(text.ptr, "ff", 2) == 0)
        return false;
    bool is_first = memcmp(text.ptr, "00", 2) == 0;
    if (is_first ? text.len != PARENT_LEN : text.len > PARENT_LEN && text.ptr[PARENT_LEN] != '-')
        return false;
    return text.ptr[2] == '-' && is_hex(text.ptr + TRACE_AT, TRACE_LEN, false) && text.ptr[TRACE_AT + TRACE_LEN] == '-' &&
           is_hex(text.ptr + SPAN_AT, SPAN_LEN, false) && text.ptr[SPAN_AT + SPAN_LEN] == '-' &&
           is_hex(text.ptr + FLAGS_AT, 2, true);
}

/* The value of the one field of that name; of several none counts (Trace Context 1, 3.2: a header, not a list). */
static swage_str only_field(const swage_request *rq, swage_str name)
{
    swage_str value;
    return swage_header_param(rq, name, &value) == 1 ? value : (swage_str){NULL, 0};
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static void set_id(swage_request *rq, struct identity *out)
{
    swage_str given = only_field(rq, SWAGE_STR("X-Request-Id"));
    out->id_len = is_id(given) ? given.len : 32;
    if (is_id(given)) {
        memcpy(out->id, given.ptr, given.len);
        return;
    }
    write_random(rq->env, out->id);
    write_random(rq->env, out->id + 16);
}

/* "00-TRACE-SPAN-FLAGS": the trace and whether it is sampled are the caller's, the span is ours. */
static void set_parent(swage_request *rq, struct identity *out)
{
    swage_str given = only_field(rq, SWAGE_STR("traceparent"));
    memcpy(out->parent, "00-00000000000000000000000000000000-0000000000000000-00", PARENT_LEN);
    if (is_traceparent(given)) {
        memcpy(out->parent + TRACE_AT, given.ptr + TRACE_AT, TRACE_LEN);
        bool is_sampled = strchr("13579bdf", given.ptr[FLAGS_AT + 1]) != NULL; /* the lowest bit; others have no meaning */
        out->parent[FLAGS_AT + 1] = is_sampled ? '1' : '0';
    } else {
        write_random(rq->env, out->parent + TRACE_AT);
        write_random(rq->env, out->parent + TRACE_AT + 16);
    }
    write_random(rq->env, out->parent + SPAN_AT);
}

void identity_set(swage_request *rq)
{
    struct identity *identity = swage_arena_alloc(&rq->arena, sizeof *identity);
    rq->identity = identity;
    if (!identity)
        return; /* then it has none: the limit was about what the request may hold */
    set_id(rq, identity);
    set_parent(rq, identity);
}

unsigned identity_fields(const swage_request *rq, struct swage_field out[IDENTITY_FIELDS])
{
    out[0] = (struct swage_field){SWAGE_STR("X-Request-Id"), swage_request_id(rq)};
    out[1] = (struct swage_field){SWAGE_STR("traceresponse"), swage_request_traceparent(rq)};
    return IDENTITY_FIELDS;
}

swage_str swage_request_id(const swage_request *rq)
{
    return rq->identity ? swage_str_of(rq->identity->id, rq->identity->id_len) : (swage_str){NULL, 0};
}

swage_str swage_request_traceparent(const swage_request *rq)
{
    return rq->identity ? swage_str_of(rq->identity->parent, PARENT_LEN) : (swage_str){NULL, 0};
}

void swage_log(swage_request *rq, int level, const char *format, ...)
{
    char line[LOG_LINE_MAX];
    swage_str id = swage_request_id(rq);
    int len = snprintf(line, sizeof line, "%s%s%.*s: ", rq->operation ? rq->operation->name : "-", id.len > 0 ? " " : "",
                       (int)id.len, id.len > 0 ? id.ptr : "");
    va_list args;
    va_start(args, format);
    vsnprintf(line + len, sizeof line - (size_t)len, format, args);
    va_end(args);
    rq->env->ops->log(rq->env, level < 0 ? 0 : level > 2 ? 2 : level, line);
}
