/* SPDX-License-Identifier: MIT */
/* The names of methods (RFC 9110 9.1), which are told apart by case. */
#ifndef SWAGE_HTTP_METHOD_H
#define SWAGE_HTTP_METHOD_H

#include <swage/http.h>

extern const swage_str swage_http_methods[SWAGE_METHODS];

/* SWAGE_METHOD_OTHER for one that is not among them. */
enum swage_method swage_http_method_of(swage_str name);

#endif
