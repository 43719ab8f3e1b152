/* SPDX-License-Identifier: MIT */
/* Trials of generated fuzz harnesses, and the program that replays inputs. */
#include "config.h"

#include <swage/fuzz.h>

#include <stdio.h>
#include <stdlib.h>

enum { MEMORY_MAX = 1 << 22, FIELDS_MAX = 64 };

void swage_fuzz_demand(bool fact, const char *what)
{
    if (fact)
        return;
    fprintf(stderr, "swage fuzz: %s\n", what);
    abort();
}

/* ---- types ---- */

void swage_fuzz_open(struct swage_fuzz_trial *trial, swage_str json)
{
    *trial = (struct swage_fuzz_trial){.json = json, .arena = swage_arena_new(MEMORY_MAX)};
    swage_fuzz_demand(trial->arena != NULL, "out of memory");
    swage_buffer_init(&trial->out, MEMORY_MAX);
    trial->out.is_strict = true;
}

void swage_fuzz_close(struct swage_fuzz_trial *trial)
{
    swage_buffer_done(&trial->out);
    swage_arena_free(trial->arena);
}

bool swage_fuzz_decoded(const struct swage_fuzz_trial *trial, enum swage_status status, const struct swage_type *type)
{
    struct swage_error fault;
    size_t count = swage_explain(trial->json, type, SWAGE_DEPTH_MAX, &fault, 1);
    if (status == SWAGE_OK)
        swage_fuzz_demand(count == 0, "the collector finds a fault in a document that the decoder took");
    if (status == SWAGE_E_INVALID)
        swage_fuzz_demand(trial->error.fault != SWAGE_FAULT_NONE && trial->error.fault != SWAGE_FAULT_INVALID,
                          "the collector finds nothing in a document that the decoder refused");
    return status == SWAGE_OK;
}

/* ---- requests ---- */

/* The text up to the next line feed, which is taken off `rest` with it. */
static swage_str take_line(swage_str *rest)
{
    const char *end = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;
    swage_str line = swage_str_of(rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len);
    size_t taken = end ? line.len + 1 : line.len;
    *rest = swage_str_of(rest->ptr + taken, rest->len - taken);
    return line;
}

/* "Name: value", as adapters hand them over: names are tokens in any case, values hold no control characters. */
static bool take_field(swage_str line, struct swage_field *out)
{
    const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
    if (!colon || colon == line.ptr)
        return false;
    for (const char *at = line.ptr; at < line.ptr + line.len; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f || (at < colon && *at == ' '))
            return false;
    size_t name = (size_t)(colon - line.ptr), space = name + 1 < line.len && colon[1] == ' ';
    *out = (struct swage_field){
        .name = swage_str_of(line.ptr, name),
        .value = swage_str_of(colon + 1 + space, line.len - name - 1 - space),
    };
    return true;
}

/* Targets that no adapter would hand over: the parser of heads refuses them. */
static bool is_target(swage_str target)
{
    if (target.len == 0 || target.ptr[0] != '/')
        return false;
    for (size_t i = 0; i < target.len; i++)
        if ((unsigned char)target.ptr[i] <= ' ' || (unsigned char)target.ptr[i] >= 0x7f || target.ptr[i] == '#')
            return false;
    return true;
}

void swage_fuzz_request(const struct swage_app *app, const char *method, swage_str input)
{
    struct swage_field fields[FIELDS_MAX];
    unsigned count = 0;
    swage_str body = input, target = take_line(&body), line;
    if (!is_target(target))
        return;
    while ((line = take_line(&body)).len > 0)
        if (count == FIELDS_MAX || !take_field(line, &fields[count++]))
            return;
    if (body.len == 0)
        body = (swage_str){NULL, 0};
    struct swage_collector out;
    swage_collector_init(&out);
    int status = swage_dispatch(app, swage_str_from(method), target, fields, count, body, &out.sink);
    swage_fuzz_demand(status == 0 && out.done && !out.aborted, "a request has no answer");
    swage_fuzz_demand(out.status >= 200 && out.status < 600 && out.status != 500, "a request is answered by 500");
    swage_collector_done(&out);
}

/* ---- inputs ---- */

static unsigned count_entries(const struct swage_fuzz *fuzz)
{
    unsigned count = 0;
    while (fuzz->entries[count])
        count++;
    return count;
}

/* More than one byte can tell apart takes two. */
static size_t choice_size(unsigned count)
{
    return count <= 1 ? 0 : count <= 256 ? 1 : 2;
}

void swage_fuzz_run(const struct swage_fuzz *fuzz, const uint8_t *data, size_t size)
{
    unsigned count = count_entries(fuzz), choice = 0;
    size_t head = choice_size(count);
    if (count == 0 || size < head)
        return;
    for (size_t i = 0; i < head; i++)
        choice = choice << 8 | data[i];
    fuzz->entries[choice % count](swage_str_of((const char *)data + head, size - head));
}
