/* SPDX-License-Identifier: MIT */
/* Each sample against what the runtime's collector says, of all types of the schemas and of odd ones. */
#include "config.h"

#include "desk.h"

#include "model/name_map.h"
#include "sample/collect.h"
#include "sample/rewrite.h"
#include "sample/sample.h"

#include <swage/explain.h>

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FAULTS = 4 };

/* ---- one list ---- */

static void check_sample(const char *name, const struct swage_type *table, const struct sample *sample)
{
    struct swage_error faults[FAULTS];
    size_t count = collect(table, sample->json, faults, FAULTS);
    const char *fault = count == 0 ? "none" : swage_fault_code(faults[0].fault);
    const char *wanted = sample->fault == NULL ? "none" : sample->fault;
    ck_assert_msg(strcmp(fault, wanted) == 0, "%s: %s is said to be %s, and is %s\n%s", name, sample->what, wanted, fault,
                  sample->json.ptr);
    if (sample->fault == NULL)
        return;
    ck_assert_msg(strcmp(faults[0].pointer, sample->pointer) == 0, "%s: %s is said to be %s at '%s', and is at '%s'\n%s", name,
                  sample->what, wanted, sample->pointer, faults[0].pointer, sample->json.ptr);
}

/* What encoders make is right itself, and they make the same of it; one level less is too few. */
static void check_encoded(struct pool *pool, const char *name, const struct model_type *type,
                          const struct swage_type *table, const struct sample *sample)
{
    struct swage_error faults[FAULTS];
    struct rewritten again;
    if (sample->fault != NULL) {
        ck_assert_ptr_null(sample->encoded.ptr);
        return;
    }
    ck_assert_msg(collect(table, sample->encoded, faults, FAULTS) == 0, "%s: %s is encoded so that it is refused\n%s", name,
                  sample->what, sample->encoded.ptr);
    rewrite(pool, type, sample->encoded, &again);
    ck_assert_msg(strcmp(again.encoded.ptr, sample->encoded.ptr) == 0, "%s: %s is encoded in two ways\n%s\n%s", name,
                  sample->what, sample->encoded.ptr, again.encoded.ptr);
    swage_str json = swage_str_of(sample->json.ptr, sample->json.len);
    ck_assert_msg(swage_explain(json, table, sample->depth, faults, FAULTS) == 0, "%s: %s is deeper than %u\n%s", name,
                  sample->what, sample->depth, sample->json.ptr);
    ck_assert_msg(sample->depth == 0 || swage_explain(json, table, sample->depth - 1, faults, FAULTS) == 1, "%s: %s is not %u deep\n%s",
                  name, sample->what, sample->depth, sample->json.ptr);
}

static void check_name(const struct sample *sample, struct name_map *names)
{
    static int taken;
    ck_assert_msg(isalpha((unsigned char)sample->what[0]), "%s", sample->what);
    for (const char *p = sample->what; *p != '\0'; p++)
        ck_assert_msg(isalnum((unsigned char)*p) || *p == '_', "%s", sample->what);
    ck_assert_msg(name_map_find(names, sample->what, strlen(sample->what)) == NULL, "%s stands twice", sample->what);
    name_map_add(names, sample->what, strlen(sample->what), &taken);
}

static size_t check_type(struct pool *pool, const char *name, const struct model_type *type)
{
    struct samples samples;
    struct name_map names = NAME_MAP_INIT(pool);
    const struct swage_type *table = collect_table(pool, type);
    sample_type(pool, type, &samples);
    ck_assert_uint_le(samples.count, SAMPLE_MAX);
    for (size_t i = 0; i < samples.count; i++) {
        check_name(&samples.items[i], &names);
        check_sample(name, table, &samples.items[i]);
        check_encoded(pool, name, type, table, &samples.items[i]);
    }
    return samples.count;
}

/* ---- all types of a model ---- */

static bool type_of(const struct model_decl *decl, struct model_type *out)
{
    *out = (struct model_type){.kind = MODEL_STRUCT, .structure = decl->structure};
    if (decl->kind == MODEL_DECL_UNION)
        *out = (struct model_type){.kind = MODEL_UNION, .choice = decl->choice};
    if (decl->kind == MODEL_DECL_ENUM)
        *out = (struct model_type){.kind = MODEL_ENUM, .enumeration = decl->enumeration};
    if (decl->kind == MODEL_DECL_TYPEDEF)
        *out = *decl->alias->type;
    if (decl->kind == MODEL_DECL_EXTERN)
        *out = (struct model_type){.kind = MODEL_EXTERN, .external = decl->external, .item = decl->external->base};
    return true;
}

static size_t check_model(struct desk *desk)
{
    size_t count = 0;
    ck_assert_msg(desk->model != NULL, "%s", desk->messages);
    for (size_t i = 0; i < desk->model->decl_count; i++) {
        struct model_type type;
        if (type_of(&desk->model->decls[i], &type))
            count += check_type(&desk->cx->pool, desk->model->file, &type);
    }
    for (size_t i = 0; i < desk->model->route_count; i++) {
        const struct model_route *route = &desk->model->routes[i];
        if (route->body != NULL)
            count += check_type(&desk->cx->pool, route->name, route->body);
        for (size_t k = 0; k < route->parameter_count; k++)
            count += check_type(&desk->cx->pool, route->name, route->parameters[k].type);
    }
    return count;
}

static const char *const schemas[] = {"common", "shop", "user", "zoo"};

START_TEST(verdicts_of_all_schemas_are_those_of_the_collector)
{
    char path[4096];
    struct desk desk;
    snprintf(path, sizeof path, SCHEMAS "/%s.swage", schemas[_i]);
    desk_open_file(&desk, path, NULL);
    ck_assert_uint_gt(check_model(&desk), 500);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample");
    TCase *tcase = tcase_create("sample");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, verdicts_of_all_schemas_are_those_of_the_collector, 0, (int)(sizeof schemas / sizeof *schemas));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
