/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "opinion.h"

#include "agree.h"
#include "model/build.h"
#include "model/model.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"
#include "validate/validate.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct compilation *cx;
static const struct model *models[4];
static size_t model_count;
static struct validate *validate;

static bool is_named(const struct model_decl *decl, const char *c_name, struct model_type *type)
{
    *type = (struct model_type){.kind = MODEL_STRUCT, .structure = decl->structure, .choice = decl->choice};
    if (decl->kind == MODEL_DECL_STRUCT)
        return strcmp(decl->structure->c_name, c_name) == 0;
    type->kind = MODEL_UNION;
    return decl->kind == MODEL_DECL_UNION && strcmp(decl->choice->c_name, c_name) == 0;
}

static struct model_type find_type(const char *c_name)
{
    struct model_type type;
    for (size_t m = 0; m < model_count; m++)
        for (size_t i = 0; i < models[m]->decl_count; i++)
            if (is_named(&models[m]->decls[i], c_name, &type))
                return type;
    ck_abort_msg("there is no %s", c_name);
    return type;
}

/* Whether functions of the user's write parts of a value, whose words for it only they know. */
static bool writes_otherwise(const struct model_type *type, unsigned depth)
{
    enum { DEEP = 8 }; /* types hold themselves */
    if (type->kind == MODEL_EXTERN || depth == DEEP)
        return type->kind == MODEL_EXTERN;
    if (type->item)
        return writes_otherwise(type->item, depth + 1);
    for (size_t i = 0; type->kind == MODEL_STRUCT && i < type->structure->member_count; i++)
        if (writes_otherwise(type->structure->members[i].type, depth + 1))
            return true;
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->choice->variant_count; i++)
        if (writes_otherwise(type->choice->variants[i].type, depth + 1))
            return true;
    return false;
}

/* "too_long /name, missing /id" */
static void add(char *text, size_t size, const char *code, const char *pointer)
{
    size_t len = strlen(text);
    snprintf(text + len, size - len, "%s%s %s", len > 0 ? ", " : "", code, pointer);
}

static void ask(const struct agree_type *type, swage_str json, const struct swage_error *faults, size_t count,
                swage_str encoded)
{
    static char theirs[16384], own[16384];
    struct validate_result result;
    struct model_type root = find_type(type->name);
    *theirs = *own = '\0';
    for (size_t i = 0; i < count; i++) {
        if (faults[i].fault == SWAGE_FAULT_CHECK)
            return;
        add(theirs, sizeof theirs, swage_fault_code(faults[i].fault), faults[i].pointer);
    }
    ck_assert(validate_document(validate, &root, false, json.ptr, json.len, true, &result));
    for (size_t i = 0; i < result.count; i++)
        add(own, sizeof own, result.faults[i].code, result.faults[i].pointer);
    ck_assert_msg(strcmp(own, theirs) == 0, "%s: the collector finds '%s', validate '%s'\n%.*s", type->name, theirs,
                  own, (int)json.len, json.ptr);
    if (!encoded.ptr)
        return;
    if (writes_otherwise(&root, 0))
        return;
    ck_assert_msg(result.value_len == encoded.len && memcmp(result.value, encoded.ptr, encoded.len) == 0,
                  "%s: the encoder writes %.*s, validate %s\n%.*s", type->name, (int)encoded.len, encoded.ptr,
                  result.value, (int)json.len, json.ptr);
}

void opinion_open(const char *schema)
{
    char path[4096];
    const char *source = getenv("SRCDIR");
    if (!cx)
        cx = compilation_new();
    if (!validate)
        validate = validate_new();
    snprintf(path, sizeof path, "%s/schemas/%s", source ? source : ".", schema);
    const struct ast_file *file = parse_file(cx, path, NULL);
    const struct model *model = file ? model_build(cx, file, NULL) : NULL;
    if (!model || !validate || model_count == sizeof models / sizeof *models) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    models[model_count++] = model;
    agree_third = ask;
}

void opinion_close(void)
{
    agree_third = NULL;
    validate_free(validate);
    compilation_free(cx);
}
