/* SPDX-License-Identifier: MIT */
/*
 * Writes problem documents:
 *
 *     {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"...","errors":[
 *         {"in":"body","pointer":"/name","code":"too_short","detail":"..."},
 *         {"in":"query","name":"limit","code":"type","detail":"..."}]}
 *
 * Pieces take the cursor and return it moved, or NULL; NULL goes through all that follow.
 */
#include "config.h"

#include "app/problem.h"

#include <swage/http.h>
#include <swage/write.h>

static char *put(swage_buffer *out, char *p, const char *piece)
{
    size_t len = strlen(piece);
    p = p ? swage_reserve(out, p, len) : NULL;
    return p ? swage_put(p, piece, len) : NULL;
}

static char *put_string(swage_buffer *out, char *p, swage_str text)
{
    p = p ? swage_reserve(out, p, text.len + 2) : NULL;
    if (!p)
        return NULL;
    *p++ = '"';
    p = text.len > 0 ? swage_write_text(out, p, text) : p;
    return put(out, p, "\"");
}

/* `key` comes with its quotes, its colon, and what stands before it. An absent text is left out. */
static char *put_member(swage_buffer *out, char *p, const char *key, swage_str text)
{
    return text.ptr ? put_string(out, put(out, p, key), text) : p;
}

static char *put_status(swage_buffer *out, char *p, int status)
{
    p = put(out, p, ",\"status\":");
    p = p ? swage_reserve(out, p, SWAGE_MAX_INT32) : NULL;
    return p ? swage_write_int64(p, status) : NULL;
}

static char *put_fault(swage_buffer *out, char *p, const struct problem_place *place, const struct swage_error *error)
{
    p = put_member(out, p, "{\"in\":", swage_str_from(place->in));
    if (place->name.ptr)
        p = put_member(out, p, ",\"name\":", place->name);
    else
        p = put_member(out, p, ",\"pointer\":", swage_str_from(error->pointer));
    p = put_member(out, p, ",\"code\":", swage_str_from(swage_fault_code(error->fault)));
    p = put_member(out, p,
                   ",\"detail\":", swage_str_from(error->detail[0] ? error->detail : swage_fault_title(error->fault)));
    return put(out, p, "}");
}

static char *put_faults(swage_buffer *out, char *p, const struct problem_place *places,
                        const struct swage_error *errors, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        p = put(out, p, i ? "," : ",\"errors\":[");
        p = put_fault(out, p, &places[i], &errors[i]);
    }
    return count ? put(out, p, "]") : p;
}

int problem_write_faults(swage_buffer *out, int status, const struct swage_problem *problem,
                         const struct problem_place *places, const struct swage_error *errors, size_t count)
{
    static const struct swage_problem nothing;
    const struct swage_problem *source = problem ? problem : &nothing;
    swage_str type = source->type.ptr ? source->type : SWAGE_STR("about:blank");
    swage_str title = source->title.ptr ? source->title : swage_str_from(swage_status_reason(status));
    char *p = swage_writer_open(out, 0);
    p = put_member(out, p, "{\"type\":", type);
    p = put_member(out, p, ",\"title\":", title);
    p = put_status(out, p, status);
    p = put_member(out, p, ",\"detail\":", source->detail);
    p = put_member(out, p, ",\"instance\":", source->instance);
    p = put_faults(out, p, places, errors, count);
    return swage_writer_close(out, put(out, p, "}"));
}

int swage_problem_write(swage_buffer *out, int status, const struct swage_problem *problem)
{
    return problem_write_faults(out, status, problem, NULL, NULL, 0);
}
