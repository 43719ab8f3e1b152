/* SPDX-License-Identifier: MIT */
/* A pool for one test, which ends the test when it is exhausted. */
#ifndef SWAGE_TESTS_VALIDATE_BENCH_H
#define SWAGE_TESTS_VALIDATE_BENCH_H

#include "syntax/pool.h"

#include <check.h>
#include <stdlib.h>

#define BENCH_MEMORY ((size_t)256 << 20)
#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof *(ARRAY))

static struct pool bench_pool;

static _Noreturn void bench_exhausted(void *arg)
{
    (void)arg;
    ck_abort_msg("the pool is exhausted");
    abort();
}

static inline void bench_open(void)
{
    pool_init(&bench_pool, BENCH_MEMORY, bench_exhausted, NULL);
}

static inline void bench_close(void)
{
    pool_done(&bench_pool);
}

/* Adds the case to a suite of that name and runs it: what main returns. */
static inline int bench_run(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    tcase_add_checked_fixture(tests, bench_open, bench_close);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
