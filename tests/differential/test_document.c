/* SPDX-License-Identifier: MIT */
/* Random documents of schemas/zoo.swage: careful ones are often right, others have every fault that there is. */
#include "config.h"

#include "document.h"
#include "model/build.h"
#include "mutate.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"
#include "validate/validate.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400, LIST = 32 };

static struct compilation *cx;
static struct validate *validate;
static const struct model *model;

static void compile(struct compilation *compilation, void *arg)
{
    struct model_options options = {0};
    char path[512];
    (void)arg;
    snprintf(path, sizeof path, "%s/schemas/zoo.swage", getenv("SRCDIR") ? getenv("SRCDIR") : ".");
    const struct ast_file *file = parse_file(compilation, path, NULL);
    model = file ? model_build(compilation, file, &options) : NULL;
}

static void setup(void)
{
    cx = compilation_new();
    validate = validate_new();
    ck_assert(compilation_run(cx, compile, NULL));
    ck_assert_ptr_nonnull(model);
}

static void teardown(void)
{
    validate_free(validate);
    compilation_free(cx);
}

/* False when there is no such struct or union. */
static bool type_at(size_t index, struct model_type *out)
{
    const struct model_decl *decl = &model->decls[index];
    *out = (struct model_type){.kind = decl->kind == MODEL_DECL_STRUCT ? MODEL_STRUCT : MODEL_UNION,
                               .schema = "",
                               .structure = decl->structure,
                               .choice = decl->choice};
    return decl->kind == MODEL_DECL_STRUCT || decl->kind == MODEL_DECL_UNION;
}

static void judge(const struct model_type *type, uint64_t seed, unsigned sloppiness, bool is_mutated,
                  struct validate_result *out)
{
    struct draw draw;
    swage_buffer text;
    draw_seed(&draw, seed, 3);
    swage_buffer_init(&text, 1 << 20);
    struct document document = {.draw = &draw, .out = &text, .has_space = true, .lavish = 4, .sloppiness = sloppiness};
    document_write(&document, type);
    if (is_mutated)
        mutate(&draw, &text);
    ck_assert(validate_document(validate, type, false, text.ptr, text.len, false, out));
    swage_buffer_done(&text);
}

START_TEST(careful_documents_are_often_accepted)
{
    struct model_type type;
    static struct validate_result result;
    for (size_t i = 0; i < model->decl_count; i++) {
        size_t accepted = 0;
        if (!type_at(i, &type))
            continue;
        for (uint64_t seed = 0; seed < ROUNDS; seed++) {
            judge(&type, seed, 0, false, &result);
            accepted += result.count == 0;
        }
        ck_assert_msg(accepted > ROUNDS / 8, "%s: %zu of %d are accepted",
                      type.structure ? type.structure->name : type.choice->name, accepted, ROUNDS);
    }
}
END_TEST

static void note(const char *list[LIST], const char *code)
{
    size_t i = 0;
    while (i < LIST && list[i] && strcmp(list[i], code) != 0)
        i++;
    ck_assert_uint_lt(i, LIST);
    list[i] = code;
}

START_TEST(others_have_every_fault)
{
    static const char *const wanted[] = {"syntax",      "utf8",      "depth",    "trailing", "type",      "null",
                                         "missing",     "duplicate", "unknown",  "range",    "too_small", "too_large",
                                         "multiple_of", "too_short", "too_long", "format",   "pattern",   "encoding",
                                         "too_few",     "too_many",  "unique",   "enum",     "variant",   "nul"};
    const char *seen[LIST] = {0};
    struct model_type type;
    static struct validate_result result;
    for (size_t i = 0; i < model->decl_count; i++)
        for (uint64_t seed = 0; seed < 4 * ROUNDS && type_at(i, &type); seed++) {
            judge(&type, seed, seed % 2 ? 5 : 0, seed % 2 == 0, &result);
            for (size_t k = 0; k < result.count; k++)
                note(seen, result.faults[k].code);
        }
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        size_t k = 0;
        while (k < LIST && seen[k] && strcmp(seen[k], wanted[i]) != 0)
            k++;
        ck_assert_msg(k < LIST && seen[k], "no document had '%s'", wanted[i]);
    }
}
END_TEST

START_TEST(a_seed_is_one_document)
{
    struct draw draw;
    struct model_type type;
    swage_buffer texts[2];
    size_t at = 0;
    while (!type_at(at, &type))
        at++;
    for (size_t i = 0; i < 2; i++) {
        draw_seed(&draw, 5, 5);
        swage_buffer_init(&texts[i], 1 << 20);
        struct document document = {.draw = &draw, .out = &texts[i], .lavish = 4, .sloppiness = 5};
        document_write(&document, &type);
        mutate(&draw, &texts[i]);
    }
    ck_assert_uint_eq(texts[0].len, texts[1].len);
    ck_assert_mem_eq(texts[0].ptr, texts[1].ptr, texts[0].len);
    swage_buffer_done(&texts[0]);
    swage_buffer_done(&texts[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random documents");
    TCase *tcase = tcase_create("document");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, careful_documents_are_often_accepted);
    tcase_add_test(tcase, others_have_every_fault);
    tcase_add_test(tcase, a_seed_is_one_document);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
