/* SPDX-License-Identifier: MIT */
/* In NAME_routes.c: static files, those of the program with their bytes, and the tree of paths below which they stand. */
#include "config.h"

#include "emit/emitter.h"
#include "emit/pack.h"
#include "emit/tree.h"

#include <string.h>

static const char *name(struct emitter *e, const void *of, const char *base)
{
    return emitter_name(e, of, "files", base);
}

/* The bytes as they are and packed, where that is shorter; rows of the table for `list`. */
static const char *put_file(struct emitter *e, const struct model_file *file)
{
    struct model_text packed = pack_gzip(e->pool, file->bytes);
    const char *tag = pack_tag(e->pool, file->bytes), *bytes = name(e, file, "bytes"), *rows;
    if (file->bytes.len > 0)
        emit_bytes(e, bytes, file->bytes);
    rows = emitter_format(e, ".path = SWAGE_STR_INIT(%s),\n.tag = SWAGE_STR_INIT(\"\\\"%s\\\"\"),\n.bytes = {%s, %zu},\n",
                          text_literal(e->pool, file->path, strlen(file->path)), tag,
                          file->bytes.len > 0 ? bytes : "(const unsigned char *)\"\"", file->bytes.len);
    if (packed.len >= file->bytes.len)
        return rows;
    bytes = name(e, &file->bytes, "packed");
    emit_bytes(e, bytes, packed);
    return emitter_format(e, "%s.packed_tag = SWAGE_STR_INIT(\"\\\"%s-gzip\\\"\"),\n.packed = {%s, sizeof %s},\n", rows, tag,
                          bytes, bytes);
}

static const char *put_list(struct emitter *e, const struct model_files *files)
{
    const char **rows = pool_alloc(e->pool, files->count * sizeof *rows), *list = name(e, files, "list");
    for (size_t i = 0; i < files->count; i++)
        rows[i] = put_file(e, &files->list[i]);
    text_add(&e->text, "static const struct swage_file %s[] = {\n", list);
    for (size_t i = 0; i < files->count; i++)
        text_add(&e->text, "{\n%s},\n", rows[i]);
    text_add(&e->text, "};\n\n");
    return list;
}

/* The name of what stands below one path. */
static const char *put_files(struct emitter *e, const struct model_files *files)
{
    const char *list = files->is_embedded ? put_list(e, files) : NULL, *mount = name(e, &files->folder, "mount");
    const char *cache = files->has_max_age ? emitter_format(e, ", .cache = SWAGE_STR_INIT(\"max-age=%zu\")", files->max_age) : "";
    text_add(&e->text, "static const struct swage_files %s = {", mount);
    if (list)
        text_add(&e->text, ".list = %s, .count = %zu%s};\n\n", list, files->count, cache);
    else
        text_add(&e->text, ".folder = %s%s};\n\n", text_literal(e->pool, files->folder, strlen(files->folder)), cache);
    return mount;
}

/* What a mount looks like to the tree: its folder's own path, "/assets/", and all below it, "/assets/{path+}". */
static void set_routes(struct emitter *e, const struct model_files *files, const char *mount, struct model_route *out)
{
    static const struct model_segment ends[] = {{MODEL_LITERAL, {"", 0}}, {MODEL_REST, {"path", 4}}};
    static const char *const tails[] = {"/", "/{path+}"};
    for (size_t i = 0; i < 2; i++) {
        size_t count = files->segment_count;
        struct model_segment *segments = pool_alloc(e->pool, (count + 1) * sizeof *segments);
        if (count > 0)
            memcpy(segments, files->segments, count * sizeof *segments);
        segments[count] = ends[i];
        out[i].segments = segments;
        out[i].segment_count = count + 1;
        out[i].path = emitter_format(e, "%s%s", count > 0 ? files->path : "", tails[i]);
        out[i].name = mount;
    }
}

/* Operations, and beside each whose files it serves, in the order of the tree. */
static void put_operations(struct emitter *e, const struct tree *tree, const char *operations, const char *mounts)
{
    text_add(&e->text, "static const struct swage_operation %s[] = {\n", operations);
    for (const struct tree_node *node = tree->root; node; node = node->queue)
        if (node->route_count > 0)
            text_add(&e->text, "{.name = \"files\", .path = %s, .method = SWAGE_METHOD_GET, .serve = swage_serve_files},\n",
                     text_literal(e->pool, node->routes[0]->path, strlen(node->routes[0]->path)));
    text_add(&e->text, "};\n\nstatic const struct swage_files *const %s[] = {\n", mounts);
    for (const struct tree_node *node = tree->root; node; node = node->queue)
        if (node->route_count > 0)
            text_add(&e->text, "&%s,\n", node->routes[0]->name);
    text_add(&e->text, "};\n\n");
}

void emit_static_files(struct emitter *e)
{
    const struct model *model = e->model;
    size_t count = model->files_count;
    struct model_route *routes = pool_alloc(e->pool, 2 * count * sizeof *routes);
    struct tree tree;
    if (count == 0)
        return;
    text_banner(&e->text, "files");
    for (size_t i = 0; i < count; i++)
        set_routes(e, &model->files[i], put_files(e, &model->files[i]), &routes[2 * i]);
    tree_build(&tree, e->pool, routes, 2 * count);
    const char *operations = name(e, model, "operations"), *mounts = name(e, model->files, "mounts"),
               *nodes = name(e, &model->files, "nodes");
    put_operations(e, &tree, operations, mounts);
    text_add(&e->text, "static const struct swage_node %s[] = {\n", nodes);
    emit_tree(e, &tree);
    text_add(&e->text,
             "extern const struct swage_app %s_files;\n"
             "const struct swage_app %s_files = {\n"
             ".abi = SWAGE_ABI,\n"
             ".name = \"files\",\n"
             ".nodes = %s,\n"
             ".operations = %s,\n"
             ".node_count = %zu,\n"
             ".operation_count = %zu,\n"
             ".handlers = %s\n"
             "};\n\n",
             model->c_stem, model->c_stem, nodes, operations, tree.node_count, 2 * count, mounts);
}
