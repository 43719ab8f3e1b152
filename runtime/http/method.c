/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "http/method.h"

const swage_str swage_http_methods[SWAGE_METHODS] = {
    [SWAGE_METHOD_GET] = SWAGE_STR_INIT("GET"),         [SWAGE_METHOD_HEAD] = SWAGE_STR_INIT("HEAD"),
    [SWAGE_METHOD_POST] = SWAGE_STR_INIT("POST"),       [SWAGE_METHOD_PUT] = SWAGE_STR_INIT("PUT"),
    [SWAGE_METHOD_PATCH] = SWAGE_STR_INIT("PATCH"),     [SWAGE_METHOD_DELETE] = SWAGE_STR_INIT("DELETE"),
    [SWAGE_METHOD_OPTIONS] = SWAGE_STR_INIT("OPTIONS"),
};

enum swage_method swage_http_method_of(swage_str name)
{
    for (unsigned i = 0; i < SWAGE_METHODS; i++)
        if (swage_str_equal(name, swage_http_methods[i]))
            return (enum swage_method)i;
    return SWAGE_METHOD_OTHER;
}
