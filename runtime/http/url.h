/* SPDX-License-Identifier: MIT */
/* The parts of a request target (RFC 3986): percent escapes, path segments, query parameters. */
#ifndef SWAGE_HTTP_URL_H
#define SWAGE_HTTP_URL_H

#include <swage/arena.h>
#include <swage/string.h>

/* Decodes percent escapes of `text`: itself where it has none, else in `arena`. False for a bad escape, for %00, and
   when the arena is full. With `plus` a '+' is a space (query parameters, as in application/x-www-form-urlencoded). */
bool swage_url_decode(swage_str text, bool plus, swage_arena *arena, swage_str *out);

/* Takes the next "name=value" off `query` (moved behind the '&'); both as sent. False at the end. Empty pairs are
   passed over. */
bool swage_url_next_pair(swage_str *query, swage_str *name, swage_str *value);

#endif
