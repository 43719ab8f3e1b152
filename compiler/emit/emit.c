/* SPDX-License-Identifier: MIT */
/* Which files there are, and who writes each. */
#include "config.h"

#include "emit/emit.h"

#include "emit/emitter.h"

static void add(struct emit_outputs *out, struct emitter *e, const char *suffix, void (*emit)(struct emitter *e))
{
    emit(e);
    out->items[out->count++] = (struct emit_output){
        .name = emitter_format(e, "%s%s", e->model->stem, suffix),
        .text = e->text.ptr,
        .len = e->text.len,
    };
}

void emit_files(struct pool *pool, const struct model *model, unsigned what, struct emit_outputs *out)
{
    static const struct {
        unsigned what;
        const char *suffix;
        void (*emit)(struct emitter *e);
    } files[] = {
        {EMIT_TYPES, ".h", emit_types_header},           {EMIT_TYPES, ".c", emit_types_source},
        {EMIT_ROUTES, "_routes.h", emit_routes_header}, {EMIT_ROUTES, "_routes.c", emit_routes_source},
        {EMIT_ROUTES, "_app.c", emit_app_source},        {EMIT_TESTS, "_check.c", emit_check_source},
        {EMIT_FUZZ, "_fuzz.c", emit_fuzz_source},        {EMIT_FUZZ, ".dict", emit_fuzz_dict},
        {EMIT_OPENAPI, ".openapi.json", emit_openapi},
    };
    enum { FILES = sizeof files / sizeof *files };

    *out = (struct emit_outputs){.items = pool_alloc(pool, FILES * sizeof *out->items)};
    for (size_t i = 0; i < FILES; i++) {
        struct emitter e;
        if (!(files[i].what & what))
            continue;
        emitter_init(&e, pool, model);
        e.has_docs = what & EMIT_DOCS && model->route_count > 0;
        add(out, &e, files[i].suffix, files[i].emit);
    }
}
