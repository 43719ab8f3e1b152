/* SPDX-License-Identifier: MIT */
/* Header fields: names without regard to case, lists, media types (RFC 9110 5, 8.3). */
#ifndef SWAGE_HTTP_FIELD_H
#define SWAGE_HTTP_FIELD_H

#include <swage/http.h>

/* Whether two field names (or other words) are the same (ASCII, any case). */
bool swage_field_is(swage_str name, swage_str other);

/* The first field called `name` from number `from` on: its number, or `count` without one. */
unsigned swage_field_find(const struct swage_field *fields, unsigned count, unsigned from, swage_str name);

/* Takes the next element off a comma-separated list (RFC 9110 5.6.1), without white space around it; empty ones are
   passed over. False at the end. For lists of tokens: a comma in a quoted string divides too. */
bool swage_list_next(swage_str *list, swage_str *element);

/*
 * Takes the next parameter (RFC 9110 5.6.6) off a field's value behind its first word: `; name="value"`, the value without its
 * quotes and with the escapes as they were sent; empty ones are passed over. False at the end, when `text` is empty, or
 * before what is no parameter, which stays in it.
 */
bool swage_parameter_next(swage_str *text, swage_str *name, swage_str *value);

/* Whether a Content-Type is `media` ("application/json"), any case, with whatever parameters that are well formed;
   for JSON a charset other than utf-8 is refused (RFC 8259 8.1). */
bool swage_media_is(swage_str content_type, swage_str media);

/*
 * The same where `range` may be a range of media types (RFC 9110 12.5.1): "image/" and a star, or two stars, in which whatever
 * stands there is, and none at all. `is_text`: a charset other than utf-8 is refused of any media, and so is what is none.
 */
bool swage_media_in(swage_str content_type, swage_str range, bool is_text);

#endif
