/* SPDX-License-Identifier: MIT */
/* robustness 107: what is drawn is always the same, has everything, and is right. */
#include "config.h"

#include "schema.h"
#include "model/build.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEEDS = 100, THINGS = SCHEMA_THINGS };

static void out_of_memory(void *arg)
{
    (void)arg;
    abort();
}

static struct pool pool;

static void setup(void)
{
    pool_init(&pool, (size_t)1 << 30, out_of_memory, NULL);
}

static void teardown(void)
{
    pool_done(&pool);
}

START_TEST(every_construct_occurs_in_the_fixed_set)
{
    static size_t counts[KINDS];
    struct schema schema;
    for (uint64_t seed = SCHEMA_FIXED_SEED; seed < SCHEMA_FIXED_SEED + SCHEMA_FIXED_COUNT; seed++) {
        schema_draw(&schema, &pool, seed, THINGS);
        for (size_t i = 0; i < KINDS; i++)
            counts[i] += schema.counts[i];
    }
    for (int i = 0; i < KINDS; i++)
        ck_assert_msg(counts[i] > 0, "%s was never drawn", schema_kind_name((enum kind)i));
}
END_TEST

START_TEST(a_seed_is_one_schema)
{
    struct schema one, two, other;
    schema_draw(&one, &pool, 7, THINGS);
    schema_draw(&other, &pool, 8, THINGS);
    schema_draw(&two, &pool, 7, THINGS);
    ck_assert_uint_eq(one.file_count, two.file_count);
    for (size_t i = 0; i < one.file_count; i++)
        ck_assert_str_eq(one.files[i].text, two.files[i].text);
    ck_assert_str_ne(one.files[0].text, other.files[0].text);
}
END_TEST

/* FNV-1a of the fixed set: another compiler that draws in another order would change it, and so does who changes what is
   drawn, who writes the new one here. */
START_TEST(every_compiler_draws_the_same)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (uint64_t seed = SCHEMA_FIXED_SEED; seed < SCHEMA_FIXED_SEED + SCHEMA_FIXED_COUNT; seed++) {
        struct schema schema;
        schema_draw(&schema, &pool, seed, THINGS);
        for (size_t i = 0; i < schema.file_count; i++)
            for (const char *c = schema.files[i].text; *c != '\0'; c++)
                hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
    }
    ck_assert_uint_eq(hash, UINT64_C(17694924781505311614));
}
END_TEST

/* ---- what the compiler says ---- */

struct job {
    const struct schema *schema;
    const char *folder;
    bool is_built;
};

static void compile(struct compilation *cx, void *arg)
{
    struct job *job = arg;
    const struct ast_file *trees[SCHEMA_FILES_MAX];
    const struct model *models[SCHEMA_FILES_MAX];
    struct model_options options = {0};
    for (size_t i = 0; i < job->schema->file_count; i++)
        trees[i] = parse_file(cx, pool_printf(&cx->pool, "%s/%s", job->folder, job->schema->files[i].name), NULL);
    job->is_built = diagnostic_errors(cx) == 0 && model_build_all(cx, trees, job->schema->file_count, &options, models);
}

static void write_files(const struct schema *schema, const char *folder)
{
    for (size_t i = 0; i < schema->file_count; i++) {
        FILE *file = fopen(pool_printf(&pool, "%s/%s", folder, schema->files[i].name), "w");
        ck_assert_ptr_nonnull(file);
        fputs(schema->files[i].text, file);
        fclose(file);
    }
}

static void remove_files(const char *folder)
{
    static const char *const names[] = {"case_base.swage", "case_mid.swage", "case_top.swage"};
    for (size_t i = 0; i < SCHEMA_FILES_MAX; i++)
        remove(pool_printf(&pool, "%s/%s", folder, names[i]));
}

START_TEST(no_schema_is_refused)
{
    char folder[] = "/tmp/test_schema_XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct schema schema;
        struct compilation *cx = compilation_new();
        schema_draw(&schema, &pool, seed, THINGS);
        struct job job = {.schema = &schema, .folder = folder};
        write_files(&schema, folder);
        ck_assert(compilation_run(cx, compile, &job));
        if (!job.is_built)
            diagnostic_print(cx, stderr);
        ck_assert_msg(job.is_built, "seed %d is refused", (int)seed);
        compilation_free(cx);
        remove_files(folder);
    }
    rmdir(folder);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random schemas");
    TCase *tcase = tcase_create("schema");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, every_construct_occurs_in_the_fixed_set);
    tcase_add_test(tcase, a_seed_is_one_schema);
    tcase_add_test(tcase, every_compiler_draws_the_same);
    tcase_add_test(tcase, no_schema_is_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
