/* SPDX-License-Identifier: MIT */
/* A chapter of the manual is its schemas one after another, as tests/manual.sh has them; chapters of several files, and
   those that are to be refused, are left out. */
#include "config.h"

#include "../sanitizers.h"
#include "corpus.h"

#include "emit/emit.h"
#include "model/build.h"
#include "syntax/diagnostic.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"
#include "syntax/parse_state.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS_MAX = 64, FILE_LARGEST = 256 << 10, TEXT_LARGEST = 16 << 10, TOKENS_LARGEST = 8 << 10 };

/* ---- compiling ---- */

struct job {
    const char *path, *text;
    size_t len;
};

static void compile(struct compilation *cx, void *arg)
{
    const struct job *job = arg;
    const struct ast_file *file = parse_text(cx, job->path, job->text, job->len);
    const struct model *model = file == NULL ? NULL : model_build(cx, file, NULL);
    struct emit_outputs outputs;
    if (model != NULL)
        emit_files(&cx->pool, model, EMIT_TYPES | EMIT_ROUTES, &outputs);
}

struct compilation *corpus_compile(const char *path, const char *text, size_t len)
{
    struct compilation *cx = compilation_new();
    ck_assert_ptr_nonnull(cx);
    struct job job = {.path = path, .text = text, .len = len};
    compilation_run(cx, compile, &job);
    return cx;
}

enum { SHARE = HAS_ADDRESS_SANITIZER ? 4 : 1 };

size_t corpus_share(void)
{
    return SHARE;
}

size_t corpus_errors(const struct compilation *cx)
{
    size_t count = 0;
    for (const struct diagnostic *each = cx->diagnostics.first; each != NULL; each = each->next)
        count += diagnostic_code_severity(each->code) == SEVERITY_ERROR;
    return count;
}

/* ---- reading ---- */

static char *read_file(const char *path, size_t *len)
{
    char *text = malloc(FILE_LARGEST);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL && text != NULL, "%s", path);
    *len = fread(text, 1, FILE_LARGEST, file);
    ck_assert_uint_lt(*len, FILE_LARGEST);
    text[*len] = '\0';
    fclose(file);
    return text;
}

static void find_tokens(struct corpus_text *text)
{
    struct compilation *cx = compilation_new();
    struct parse *p = pool_alloc(&cx->pool, sizeof *p);
    p->cx = cx;
    p->source = source_from_text(cx, text->path, text->text, text->len);
    p->file = pool_alloc(&cx->pool, sizeof *p->file);
    lexer_open(p);
    text->tokens = malloc(TOKENS_LARGEST * sizeof *text->tokens);
    for (struct token token = lexer_read(p); token.kind != 0; token = lexer_read(p)) {
        ck_assert_uint_lt(text->token_count, TOKENS_LARGEST);
        text->tokens[text->token_count++] = (struct corpus_token){
            .first = token.at.first, .len = token.at.end - token.at.first, .kind = token.kind};
    }
    compilation_free(cx);
}

static void add(struct corpus *corpus, const char *name, const char *path, char *text, size_t len)
{
    struct compilation *cx = corpus_compile(path, text, len);
    bool is_fine = corpus_errors(cx) == 0;
    compilation_free(cx);
    if (!is_fine) {
        free(text);
        return;
    }
    ck_assert_uint_lt(corpus->count, TEXTS_MAX);
    ck_assert_uint_lt(len, TEXT_LARGEST);
    struct corpus_text *item = &corpus->items[corpus->count++];
    *item = (struct corpus_text){.path = strdup(path), .text = text, .len = len};
    snprintf(item->name, sizeof item->name, "%s", name);
    find_tokens(item);
    corpus->token_count += item->token_count;
}

static void add_file(struct corpus *corpus, const char *name)
{
    char path[1024];
    size_t len, before = corpus->count;
    snprintf(path, sizeof path, "%s/%s", getenv("SRCDIR"), name);
    char *text = read_file(path, &len);
    add(corpus, strrchr(name, '/') + 1, path, text, len);
    ck_assert_msg(corpus->count == before + 1, "%s has errors", name);
}

/* ---- the manual ---- */

struct chapter {
    char name[128];
    char *text;
    size_t len;
};

static void end_chapter(struct corpus *corpus, struct chapter *chapter)
{
    if (chapter->len > 0)
        add(corpus, chapter->name, "chapter.swage", strdup(chapter->text), chapter->len);
    chapter->len = 0;
    chapter->text[0] = '\0';
}

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void add_line(struct chapter *chapter, const char *line, size_t len)
{
    ck_assert_uint_lt(chapter->len + len, TEXT_LARGEST);
    memcpy(chapter->text + chapter->len, line, len);
    chapter->len += len;
    chapter->text[chapter->len] = '\0';
}

static void add_manual(struct corpus *corpus)
{
    char path[1024];
    size_t len;
    snprintf(path, sizeof path, "%s/doc/language.md", getenv("SRCDIR"));
    char *manual = read_file(path, &len);
    struct chapter chapter = {.text = calloc(1, TEXT_LARGEST)};
    bool is_schema = false;
    for (const char *line = manual; *line != '\0';) {
        size_t line_len = strcspn(line, "\n") + 1;
        if (starts(line, "## ")) {
            end_chapter(corpus, &chapter);
            snprintf(chapter.name, sizeof chapter.name, "language.md: %.*s", (int)line_len - 4, line + 3);
        } else if (starts(line, "```")) {
            is_schema = !is_schema && starts(line, "```swage\n");
        } else if (is_schema) {
            add_line(&chapter, line, line_len);
        }
        line += line_len;
    }
    end_chapter(corpus, &chapter);
    free(chapter.text);
    free(manual);
}

void corpus_open(struct corpus *corpus)
{
    *corpus = (struct corpus){.items = calloc(TEXTS_MAX, sizeof *corpus->items)};
    add_file(corpus, "schemas/common.swage");
    add_file(corpus, "schemas/user.swage");
    add_file(corpus, "schemas/shop.swage");
    add_file(corpus, "schemas/zoo.swage");
    add_file(corpus, "tests/syntax/whole.swage");
    add_manual(corpus);
    ck_assert_uint_ge(corpus->count, 15);
}

void corpus_close(struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        free(corpus->items[i].path);
        free(corpus->items[i].text);
        free(corpus->items[i].tokens);
    }
    free(corpus->items);
}
