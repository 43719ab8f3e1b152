/* SPDX-License-Identifier: MIT */
/* In NAME_routes.c: the OpenAPI document as part of the program, and the routes of it and of the page that shows it. */
#include "config.h"

#include "emit/emitter.h"
#include "emit/openapi.h"
#include "emit/pack.h"

#include <stdio.h>

enum {
    PIECE_MOST = 4000, /* C11 5.2.4.1 warrants 4095 characters of a string literal */
    LINE_MOST = 88,
    ROW_MOST = 20
};

static void put_piece(struct emitter *e, const char *ptr, size_t len)
{
    text_add(&e->text, "SWAGE_STR_INIT(\n");
    for (size_t i = 0; i < len; i += LINE_MOST) {
        size_t line = len - i < LINE_MOST ? len - i : LINE_MOST;
        text_add(&e->text, "%s\n", text_literal(e->pool, ptr + i, line));
    }
    text_add(&e->text, "),\n");
}

static void put_pieces(struct emitter *e, const char *name, struct model_text text)
{
    text_add(&e->text, "static const swage_str %s[] = {\n", name);
    for (size_t i = 0; i < text.len; i += PIECE_MOST)
        put_piece(e, text.ptr + i, text.len - i < PIECE_MOST ? text.len - i : PIECE_MOST);
    text_add(&e->text, "};\n\n");
}

void emit_bytes(struct emitter *e, const char *name, struct model_text bytes)
{
    text_add(&e->text, "static const unsigned char %s[] = {\n", name);
    for (size_t i = 0; i < bytes.len; i += ROW_MOST) {
        char row[ROW_MOST * (sizeof " 255," - 1) + 1];
        int len = 0;
        for (size_t k = i; k < bytes.len && k < i + ROW_MOST; k++)
            len += sprintf(row + len, "%s%u,", k > i ? " " : "", (unsigned)(unsigned char)bytes.ptr[k]);
        text_add(&e->text, "%s\n", row);
    }
    text_add(&e->text, "};\n\n");
}

static const char *name(struct emitter *e, const char *word)
{
    return emitter_name(e, e->model, "docs", word);
}

static const char *put_document(struct emitter *e)
{
    struct model_text text = openapi_document(e->pool, e->model, true);
    const char *pieces = name(e, "text"), *packed = name(e, "packed"), *document = name(e, "openapi");
    const char *tag = pack_tag(e->pool, text);
    put_pieces(e, pieces, text);
    emit_bytes(e, packed, pack_gzip(e->pool, text));
    text_add(&e->text,
             "static const struct swage_document %s = {\n"
             ".media = SWAGE_STR_INIT(\"application/json\"),\n"
             ".tag = SWAGE_STR_INIT(\"\\\"%s\\\"\"),\n"
             ".pieces = %s,\n"
             ".piece_count = sizeof %s / sizeof *%s,\n"
             ".packed_tag = SWAGE_STR_INIT(\"\\\"%s-gzip\\\"\"),\n"
             ".packed = {%s, sizeof %s}\n"
             "};\n"
             "\n",
             document, tag, pieces, pieces, pieces, tag, packed, packed);
    return document;
}

void emit_docs(struct emitter *e)
{
    const char *stem = e->model->c_stem;
    if (!e->has_docs)
        return;
    text_banner(&e->text, "documents");
    const char *document = put_document(e), *nodes = name(e, "nodes"), *operations = name(e, "operations"), *all = name(e, "all");
    text_add(&e->text,
             "static const struct swage_node %s[] = {\n"
             "{SWAGE_STR_INIT(\"\"), 1, 2, 0, 0, SWAGE_NODE_LITERAL},\n"
             "{SWAGE_STR_INIT(\"docs\"), 3, 1, 0, 1, SWAGE_NODE_LITERAL},\n"
             "{SWAGE_STR_INIT(\"openapi.json\"), 0, 0, 1, 1, SWAGE_NODE_LITERAL},\n"
             "{SWAGE_STR_INIT(\"page.js\"), 0, 0, 2, 1, SWAGE_NODE_LITERAL},\n"
             "};\n"
             "\n"
             "static const struct swage_document *const %s[] = {&swage_docs_page, &%s, &swage_docs_script};\n"
             "\n"
             "static const struct swage_operation %s[] = {\n"
             "{.name = \"docs\", .path = \"/docs\", .method = SWAGE_METHOD_GET, .serve = swage_serve_document},\n"
             "{.name = \"openapi\", .path = \"/openapi.json\", .method = SWAGE_METHOD_GET, .serve = swage_serve_document},\n"
             "{.name = \"docs_script\", .path = \"/docs/page.js\", .method = SWAGE_METHOD_GET, .serve = swage_serve_document},\n"
             "};\n"
             "\n"
             "extern const struct swage_app %s_docs;\n"
             "const struct swage_app %s_docs = {\n"
             ".abi = SWAGE_ABI,\n"
             ".name = \"docs\",\n"
             ".nodes = %s,\n"
             ".operations = %s,\n"
             ".node_count = 4,\n"
             ".operation_count = 3,\n"
             ".handlers = %s\n"
             "};\n"
             "\n",
             nodes, all, document, operations, stem, stem, nodes, operations, all);
}

const char *docs_member(struct emitter *e)
{
    const char *docs = e->has_docs ? emitter_format(e, ",\n.docs = &%s_docs", e->model->c_stem) : "";
    const char *files = e->model->files_count > 0 ? emitter_format(e, ",\n.files = &%s_files", e->model->c_stem) : "";
    return emitter_format(e, "%s%s\n", docs, files);
}
