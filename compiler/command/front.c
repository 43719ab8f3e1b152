/* SPDX-License-Identifier: MIT */
/* Files that cannot be read have said so; the others are looked at all the same. */
#include "config.h"

#include "command/front.h"

#include "command/options.h"
#include "model/build.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"

/* All files are parsed before any is looked at, so that every syntax error of the run is told. */
static size_t parse_all(struct compilation *cx, const struct options *options, const struct ast_file **files)
{
    size_t count = 0;
    for (unsigned i = 0; i < options->file_count; i++) {
        const struct ast_file *file = parse_file(cx, options->files[i], NULL);
        if (file != NULL)
            files[count++] = file;
    }
    return count;
}

static size_t drop_repeated(const struct model **models, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept && models[k] != models[i])
            k++;
        if (k == kept)
            models[kept++] = models[i];
    }
    return kept;
}

bool front_models(struct compilation *cx, const struct options *options, const struct model ***models, size_t *count)
{
    const struct ast_file **files = pool_alloc(&cx->pool, options->file_count * sizeof(*files));
    const struct model **list = pool_alloc(&cx->pool, options->file_count * sizeof(*list));
    struct model_options build = {.include_dirs = options->include_dirs,
                                  .include_dir_count = options->include_dir_count};
    size_t parsed = parse_all(cx, options, files);
    if (!model_build_all(cx, files, parsed, &build, list))
        return false;
    *count = drop_repeated(list, parsed);
    *models = list;
    return true;
}
