/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "server/origins.h"

#include <swage/http.h>

#include "server/log.h"

#include <string.h>

static bool refuse(swage_str origin, const char *why)
{
    log_line(LOG_ERROR, "--cors-origins: \"%.*s\": %s", (int)origin.len, origin.ptr, why);
    return false;
}

static bool add(struct origins *origins, swage_str origin)
{
    const char *fault = swage_origin_fault(origin);
    if (fault)
        return refuse(origin, fault);
    if (origins->cors.origin_count == ORIGINS_MAX)
        return refuse(origin, "there are 64 before it, and no room for more");
    origins->list[origins->cors.origin_count++] = origin;
    return true;
}

static bool has_star(const struct origins *origins)
{
    for (unsigned i = 0; i < origins->cors.origin_count; i++)
        if (origins->list[i].len == 1)
            return true;
    return false;
}

bool origins_read(struct origins *origins, const struct options *options)
{
    *origins = (struct origins){.cors = {.has_credentials = options->cors_credentials != 0}};
    origins->cors.origins = origins->list;
    for (const char *at = options->cors_origins; *at;) {
        size_t len = strcspn(at, ",");
        if (!add(origins, swage_str_of(at, len)))
            return false;
        at += len + (at[len] == ',');
    }
    if (!has_star(origins))
        return true;
    if (origins->cors.origin_count > 1)
        return refuse(SWAGE_STR("*"), "is every origin: none stands beside it");
    return !origins->cors.has_credentials || refuse(SWAGE_STR("*"), "--cors-credentials is for origins that are named");
}
