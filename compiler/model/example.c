/* SPDX-License-Identifier: MIT */
/* An example is right when a decoder would take it, a document that is to be refused when it would be refused where the
   schema says. What only a function of the user's can refuse is believed. */
#include "config.h"

#include "model/example.h"

#include "model/annotation.h"
#include "model/document.h"
#include "model/json_text.h"
#include "model/judge.h"
#include "model/model.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <string.h>

struct example {
    struct example *next;
    const struct ast_annotation *annotation;
    const struct model_type *type;
    bool is_nullable;
    bool is_reject;
};

static bool is_reject(const struct ast_annotation *annotation)
{
    return strcmp(annotation->name.text, "reject") == 0;
}

static bool is_example(const struct ast_annotation *annotation)
{
    return (is_reject(annotation) || strcmp(annotation->name.text, "example") == 0) && annotation_is_fine(annotation);
}

/* The argument without a name is the document, `at` the place of the fault. */
static const struct ast_argument *argument(const struct ast_annotation *annotation, bool is_named)
{
    const struct ast_argument *found = annotation->arguments.first;
    while (found != NULL && (found->name.len > 0) != is_named)
        found = found->next;
    return found;
}

struct model_examples example_list(const struct unit *unit, const struct ast_annotation_list *list)
{
    struct pool *pool = &unit->cx->pool;
    size_t count = 0;
    for (const struct ast_annotation *a = list->first; a != NULL; a = a->next)
        count += is_example(a);
    struct model_example *items = pool_alloc(pool, count * sizeof *items);
    count = 0;
    for (const struct ast_annotation *a = list->first; a != NULL; a = a->next) {
        if (!is_example(a))
            continue;
        const struct ast_argument *at = argument(a, true);
        items[count++] = (struct model_example){.json = json_text(pool, argument(a, false)->value),
                                                .is_reject = is_reject(a),
                                                .pointer = at == NULL ? NULL : at->value->string.text};
    }
    return (struct model_examples){items, count};
}

void example_keep(struct unit *unit, const struct ast_annotation_list *list, const struct model_type *type,
                  bool is_nullable)
{
    for (const struct ast_annotation *a = list->first; a != NULL; a = a->next) {
        if (!is_example(a))
            continue;
        struct example *example = pool_alloc(&unit->cx->pool, sizeof *example);
        *example =
            (struct example){.annotation = a, .type = type, .is_nullable = is_nullable, .is_reject = is_reject(a)};
        if (unit->last_example == NULL)
            unit->examples = example;
        else
            unit->last_example->next = example;
        unit->last_example = example;
    }
}

/* ---- @reject ---- */

static bool is_refused_at(const struct judge *judge, const char *pointer)
{
    for (const struct judge_fault *fault = judge->first; fault != NULL; fault = fault->next)
        if (strcmp(fault->pointer, pointer) == 0)
            return true;
    return false;
}

static void report_elsewhere(const struct judge *judge, const struct ast_argument *at)
{
    struct pool *pool = &judge->unit->cx->pool;
    const char *list = "";
    for (const struct judge_fault *fault = judge->first; fault != NULL; fault = fault->next)
        list = pool_printf(pool, "%s%s\"%s\"", list, *list == '\0' ? "" : ", ", fault->pointer);
    diagnose(judge->unit->cx, &at->value->at, DIAGNOSTIC_BAD_VALUE, "this document is refused, but at %s", list);
}

static void check_reject(struct judge *judge, const struct example *example)
{
    const struct ast_value *value = argument(example->annotation, false)->value;
    const struct ast_argument *at = argument(example->annotation, true);
    judge->is_silent = true;
    document_check(judge, value, example->type, example->is_nullable);
    if (judge->count == 0 && !document_has_checks(judge, example->type))
        diagnose(judge->unit->cx, &value->at, DIAGNOSTIC_BAD_VALUE,
                 "this document is to be refused, but nothing is wrong with it");
    else if (judge->count > 0 && at != NULL && !is_refused_at(judge, at->value->string.text))
        report_elsewhere(judge, at);
}

void example_check(struct unit *unit)
{
    for (const struct example *example = unit->examples; example != NULL; example = example->next) {
        struct judge judge = {.unit = unit, .is_document = true};
        if (example->is_reject)
            check_reject(&judge, example);
        else
            document_check(&judge, example->annotation->arguments.first->value, example->type, example->is_nullable);
    }
}
