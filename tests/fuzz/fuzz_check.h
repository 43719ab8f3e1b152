/* SPDX-License-Identifier: MIT */
/* What fuzz targets demand. */
#ifndef TESTS_FUZZ_FUZZ_CHECK_H
#define TESTS_FUZZ_FUZZ_CHECK_H

#include <stdbool.h>
#include <stdlib.h>

static inline void check(bool is_so)
{
    if (!is_so)
        abort();
}

#endif
