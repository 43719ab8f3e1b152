/* SPDX-License-Identifier: MIT */
/* What the tests of the collector share: documents beside the faults that they have, written out. */
#ifndef TESTS_JSON_FAULTS_H
#define TESTS_JSON_FAULTS_H

#include "guarded.h"

#include <swage/explain.h>
#include <swage/read.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAULTS_MAX 16

/* All faults of a document on one line: "code@offset /pointer(detail); ...". */
static inline const char *faults_of(swage_str json, const struct swage_type *type, unsigned depth)
{
    static char line[8192];
    struct swage_error faults[FAULTS_MAX];
    size_t len = 0;
    size_t count = swage_explain(json, type, depth, faults, FAULTS_MAX);
    line[0] = '\0';
    for (size_t i = 0; i < count; i++)
        len +=
            (size_t)snprintf(line + len, sizeof line - len, "%s%s@%zu %s(%s)", i ? "; " : "",
                             swage_fault_code(faults[i].fault), faults[i].offset, faults[i].pointer, faults[i].detail);
    return line;
}

struct sample {
    const char *json;
    const char *faults;
};

/* Each document ends where memory ends. */
static inline void check_samples(const struct sample *samples, size_t count, const struct swage_type *type)
{
    struct guarded guarded = guarded_new(512);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(samples[i].json);
        const char *json = guarded_put(&guarded, samples[i].json, len);
        const char *found = faults_of(swage_str_of(json, len), type, 64);
        ck_assert_msg(strcmp(found, samples[i].faults) == 0, "%s\nwanted %s\nfound  %s", samples[i].json,
                      samples[i].faults, found);
    }
    guarded_free(&guarded);
}

#define CHECK_SAMPLES(samples, type) check_samples(samples, sizeof(samples) / sizeof *(samples), type)

/* Runs the tests of a program: for main to return. */
static inline int run_tests(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    tcase_set_timeout(tests, 20);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
