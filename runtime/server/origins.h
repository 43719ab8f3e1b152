/* SPDX-License-Identifier: MIT */
/* --cors-origins and --cors-credentials: a policy in place of those of the schema. */
#ifndef SWAGE_SERVER_ORIGINS_H
#define SWAGE_SERVER_ORIGINS_H

#include <swage/route.h>

#include "server/options.h"

#define ORIGINS_MAX 64

struct origins {
    struct swage_cors cors; /* no origins: the flags say nothing */
    swage_str list[ORIGINS_MAX];
};

/* False when the flags cannot be as they are, with a line in the log. The texts are those of the options. */
bool origins_read(struct origins *origins, const struct options *options);

#endif
