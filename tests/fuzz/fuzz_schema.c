/* SPDX-License-Identifier: MIT */
/* The whole compiler on any text: it says what is wrong, or writes files. */
#include "config.h"

#include "emit/emit.h"
#include "model/build.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    const uint8_t *data;
    size_t size;
};

static void compile(struct compilation *cx, void *arg)
{
    const struct input *input = arg;
    struct model_options options = {0};
    struct emit_outputs outputs;
    struct ast_file *file = parse_text(cx, "fuzz.swage", (const char *)input->data, input->size);
    if (!file || diagnostic_errors(cx) > 0)
        return;
    const struct model *model = model_build(cx, file, &options);
    if (model)
        emit_files(&cx->pool, model, EMIT_TYPES | EMIT_ROUTES, &outputs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    struct compilation *cx = compilation_new();
    if (cx)
        compilation_run(cx, compile, &input);
    compilation_free(cx);
    return 0;
}
