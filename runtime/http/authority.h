/* SPDX-License-Identifier: MIT */
/* Hosts with ports, as in Host fields and absolute targets (RFC 9110 7.2, RFC 3986 3.2). */
#ifndef SWAGE_HTTP_AUTHORITY_H
#define SWAGE_HTTP_AUTHORITY_H

#include <swage/string.h>

/* Whether `text` is a host with or without a port: a registered name, an IPv4 address, or an IPv6 address in
   brackets. There is no user information in HTTP (RFC 9110 4.2.4), and the host is not empty. */
bool authority_ok(swage_str text);

#endif
