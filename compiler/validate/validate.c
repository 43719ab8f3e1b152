/* SPDX-License-Identifier: MIT */
/* A document has a pool of its own; where that ends, or something else keeps it from being judged, one longjmp leads
   out of whatever was going on. */
#include "config.h"

#include "validate/validate.h"

#include "syntax/pool.h"
#include "validate/canonical.h"
#include "validate/grammar.h"
#include "validate/jsontree.h"
#include "validate/matcher.h"
#include "validate/walk.h"
#include "validate/writing.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY (SIZE_MAX / 2) /* of one document */

struct validate {
    struct grammar *grammar;
    struct matcher *matcher;
    struct pool pool; /* of the last document: its value is in it */
    struct jsontree tree;
    struct walk walk;
    jmp_buf way_out;
    char failure[VALIDATE_MESSAGE];
};

static _Noreturn void leave(void *arg)
{
    struct validate *validate = arg;
    longjmp(validate->way_out, 1);
}

struct validate *validate_new(void)
{
    struct validate *validate = calloc(1, sizeof *validate);
    if (validate == NULL)
        return NULL;
    pool_init(&validate->pool, MEMORY, leave, validate);
    validate->grammar = grammar_new();
    validate->matcher = matcher_new();
    if (validate->grammar == NULL || validate->matcher == NULL) {
        validate_free(validate);
        return NULL;
    }
    return validate;
}

void validate_free(struct validate *validate)
{
    if (validate == NULL)
        return;
    jsontree_done(&validate->tree);
    pool_done(&validate->pool);
    grammar_free(validate->grammar);
    matcher_free(validate->matcher);
    free(validate);
}

const char *validate_failure(const struct validate *validate)
{
    return validate->failure;
}

/* The last document makes place for the next. */
static void restart(struct validate *validate, struct validate_result *out)
{
    jsontree_done(&validate->tree);
    pool_done(&validate->pool);
    pool_init(&validate->pool, MEMORY, leave, validate);
    *out = (struct validate_result){.count = 0};
    validate->walk = (struct walk){.pool = &validate->pool,
                                   .tree = &validate->tree,
                                   .grammar = validate->grammar,
                                   .matcher = validate->matcher,
                                   .findings = {.list = out->faults},
                                   .depth = WALK_DEPTH};
}

static void judge(struct validate *validate, const struct model_type *type, bool is_nullable, const char *text,
                  size_t len)
{
    struct walk *walk = &validate->walk;
    jsontree_read(&validate->tree, &validate->pool, text, len);
    if (walk_value(walk, type, validate->tree.root, is_nullable) && validate->tree.code != NULL)
        walk_end(walk);
}

static void write(struct validate *validate, const struct model_type *type, struct validate_result *out)
{
    struct writing writing = WRITING_INIT(&validate->pool);
    canonical_write(&writing, type, validate->tree.root);
    writing_add(&writing, "", 1);
    out->value = writing.ptr;
    out->value_len = writing.len - 1;
}

static void fail(struct validate *validate, const char *why)
{
    snprintf(validate->failure, sizeof validate->failure, "%s",
             why != NULL ? why : "there is no memory for this document");
}

bool validate_document(struct validate *validate, const struct model_type *type, bool is_nullable, const char *text,
                       size_t len, bool wants_value, struct validate_result *out)
{
    if (len > VALIDATE_TEXT) {
        fail(validate, "the document is too long");
        return false;
    }
    restart(validate, out);
    if (setjmp(validate->way_out) != 0) {
        fail(validate, validate->walk.failure);
        return false;
    }
    judge(validate, type, is_nullable, text, len);
    out->count = validate->walk.findings.count;
    if (wants_value && out->count == 0)
        write(validate, type, out);
    return true;
}
