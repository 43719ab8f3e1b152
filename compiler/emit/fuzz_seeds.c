/* SPDX-License-Identifier: MIT */
/* Inputs to start from: of the samples of each type and route those that are short, spread over all there are. */
#include "config.h"

#include "emit/fuzz.h"

#include "sample/request.h"
#include "sample/sample.h"

#include <string.h>

/* A fuzzer mutates short inputs well, and few of a kind are enough for it to find the others. */
enum { SEEDS_MAX = 48, SEEDS_FIRST = 12, SEED_BYTES_MAX = 1024 };

struct seed {
    const char *what;
    struct model_text input;
};

struct seeds { /* of one entry */
    struct seed *items;
    size_t count;
};

static void add(struct seeds *seeds, const char *what, struct model_text input)
{
    if (input.len <= SEED_BYTES_MAX)
        seeds->items[seeds->count++] = (struct seed){what, input};
}

/* The first samples are examples, small and full ones; of the others some of all kinds. */
static size_t choose(const struct seeds *seeds, size_t i)
{
    if (seeds->count <= SEEDS_MAX || i < SEEDS_FIRST)
        return i;
    return SEEDS_FIRST + (i - SEEDS_FIRST) * (seeds->count - SEEDS_FIRST) / (SEEDS_MAX - SEEDS_FIRST);
}

static void emit_seeds(struct emitter *e, const struct seeds *seeds, const char *entry)
{
    size_t taken = seeds->count < SEEDS_MAX ? seeds->count : SEEDS_MAX;
    for (size_t i = 0; i < taken; i++) {
        const struct seed *seed = &seeds->items[choose(seeds, i)];
        text_add(&e->text, "{\"%s-%s\", %s, SWAGE_STR_INIT(%s)},\n", entry + strlen("fuzz_"), seed->what, entry,
                 text_literal(e->pool, seed->input.ptr, seed->input.len));
    }
}

static void seed_type(struct emitter *e, const struct model_decl *decl)
{
    struct model_type type;
    struct samples samples;
    if (!fuzz_object(decl, &type))
        return;
    sample_type(e->pool, &type, &samples);
    struct seeds seeds = {.items = pool_alloc(e->pool, (samples.count + 1) * sizeof *seeds.items)};
    for (size_t i = 0; i < samples.count; i++)
        add(&seeds, samples.items[i].what, samples.items[i].json);
    emit_seeds(e, &seeds, emitter_find(e, decl, "fuzz"));
}

/* As swage_fuzz_request() reads it. */
static struct model_text request_input(struct pool *pool, const struct sample_request *request)
{
    struct text text;
    text_init(&text, pool);
    text_bytes(&text, request->target.ptr, request->target.len);
    text_bytes(&text, "\n", 1);
    for (size_t i = 0; i < request->field_count; i++) {
        text_bytes(&text, request->fields[i].name, strlen(request->fields[i].name));
        text_bytes(&text, ": ", 2);
        text_bytes(&text, request->fields[i].value.ptr, request->fields[i].value.len);
        text_bytes(&text, "\n", 1);
    }
    text_bytes(&text, "\n", 1);
    if (request->body.len > 0)
        text_bytes(&text, request->body.ptr, request->body.len);
    return (struct model_text){text.ptr, text.len};
}

static void seed_route(struct emitter *e, const struct model_route *route)
{
    struct sample_requests samples;
    sample_route(e->pool, e->model, route, &samples);
    struct seeds seeds = {.items = pool_alloc(e->pool, (samples.count + 1) * sizeof *seeds.items)};
    for (size_t i = 0; i < samples.count; i++)
        if (strcmp(samples.items[i].method, route->method) == 0)
            add(&seeds, samples.items[i].what, request_input(e->pool, &samples.items[i]));
    emit_seeds(e, &seeds, emitter_find(e, route, "fuzz"));
}

void fuzz_seeds(struct emitter *e)
{
    text_banner(&e->text, "seeds and entries");
    text_add(&e->text, "static const struct swage_fuzz_seed seeds[] = {\n");
    for (size_t i = 0; i < e->model->decl_count; i++)
        seed_type(e, &e->model->decls[i]);
    for (size_t i = 0; i < e->model->route_count; i++)
        seed_route(e, &e->model->routes[i]);
    text_add(&e->text, "{NULL, NULL, {NULL, 0}}\n};\n");
}
