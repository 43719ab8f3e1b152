/* SPDX-License-Identifier: MIT */
/* Files that cannot be read have said so; the others are looked at all the same. */
#include "config.h"

#include "command/front.h"

#include "command/options.h"
#include "model/build.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"

/* All files are parsed before any is looked at, so that every syntax error of the run is told. */
size_t front_files(struct compilation *cx, const struct options *options, const struct ast_file ***files)
{
    const struct ast_file **list = pool_alloc(&cx->pool, options->file_count * sizeof(*list));
    size_t count = 0;
    for (unsigned i = 0; i < options->file_count; i++) {
        const struct ast_file *file = parse_file(cx, options->files[i], NULL);
        if (file != NULL)
            list[count++] = file;
    }
    *files = list;
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

bool front_build(struct compilation *cx, const struct options *options, const struct ast_file *const *files,
                 size_t file_count, const struct model ***models, size_t *count)
{
    const struct model **list = pool_alloc(&cx->pool, file_count * sizeof(*list));
    struct model_options build = {.include_dirs = options->include_dirs,
                                  .include_dir_count = options->include_dir_count};
    if (!model_build_all(cx, files, file_count, &build, list))
        return false;
    *count = drop_repeated(list, file_count);
    *models = list;
    return true;
}

bool front_models(struct compilation *cx, const struct options *options, const struct model ***models, size_t *count)
{
    const struct ast_file **files;
    size_t file_count = front_files(cx, options, &files);
    return front_build(cx, options, files, file_count, models, count);
}
