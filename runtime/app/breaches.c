/* SPDX-License-Identifier: MIT */
/* Counting replies that their schema does not allow. */
#include "config.h"

#include "app/breaches.h"

#include <stdatomic.h>
#include <stdlib.h>

struct swage_breaches {
    _Atomic uint64_t count;
    const struct swage_operation *operations;
    _Atomic bool is_told[]; /* one a route */
};

struct swage_breaches *swage_breaches_new(const struct swage_app *app)
{
    struct swage_breaches *breaches =
        calloc(1, sizeof *breaches + app->operation_count * sizeof breaches->is_told[0]);
    if (breaches)
        breaches->operations = app->operations;
    return breaches;
}

void swage_breaches_free(struct swage_breaches *breaches)
{
    free(breaches);
}

bool swage_breaches_add(struct swage_breaches *breaches, const struct swage_operation *operation)
{
    atomic_fetch_add_explicit(&breaches->count, 1, memory_order_relaxed);
    return !atomic_exchange_explicit(&breaches->is_told[operation - breaches->operations], true, memory_order_relaxed);
}

uint64_t swage_breaches_count(const struct swage_breaches *breaches)
{
    return atomic_load_explicit(&((struct swage_breaches *)(uintptr_t)breaches)->count, memory_order_relaxed);
}

bool swage_breaches_are_failures(void)
{
    const char *text = getenv("SWAGE_STRICT_REPLIES");
    if (text && *text)
        return strcmp(text, "1") == 0;
#if defined(SWAGE_DEBUG)
    return true;
#else
    return false;
#endif
}
