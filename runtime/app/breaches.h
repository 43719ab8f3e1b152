/* SPDX-License-Identifier: MIT */
/* Replies that were outside of the bounds of their schema: how many, and which routes have been told of. All loops of a
   server share one of these. */
#ifndef SWAGE_APP_BREACHES_H
#define SWAGE_APP_BREACHES_H

#include <swage/app.h>

struct swage_breaches;

/* For the routes of `app`. NULL without memory. */
struct swage_breaches *swage_breaches_new(const struct swage_app *app);

/* NULL is fine. */
void swage_breaches_free(struct swage_breaches *breaches);

/* Counts a reply of the route. True when it is the route's first: then somebody should be told. From any thread. */
bool swage_breaches_add(struct swage_breaches *breaches, const struct swage_operation *operation);

/* How many were counted. */
uint64_t swage_breaches_count(const struct swage_breaches *breaches);

/* Whether replies are to be held to their bounds where no flag says so: when the library was built with --enable-debug,
   or the environment has SWAGE_STRICT_REPLIES=1. */
bool swage_breaches_are_failures(void);

#endif
