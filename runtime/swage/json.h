/* SPDX-License-Identifier: MIT */
/*
 * Members of type `json`: any JSON, kept as its bytes. swage_json_tree() makes json-c's tree of them where a handler
 * wants to walk it; programs that call it link with json-c.
 */
#ifndef SWAGE_JSON_H
#define SWAGE_JSON_H

#include <swage/base.h>
#include <swage/error.h>
#include <swage/string.h>

SWAGE_BEGIN_C

struct json_object; /* <json-c/json.h> */

/*
 * The tree of one JSON value. `*tree` is the caller's, for json_object_put(); it is NULL for `null`, as json-c has it.
 * Returns SWAGE_OK; SWAGE_E_INVALID when the text is no value of RFC 8259 in UTF-8 or deeper than SWAGE_DEPTH_MAX;
 * SWAGE_E_NOMEM; SWAGE_E_LIMIT for 2 GiB and more. Of members with one key the last one counts, a key ends at U+0000,
 * and integers beyond 64 bits become what json-c makes of them.
 */
SWAGE_API enum swage_status swage_json_tree(swage_str json, struct json_object **tree);

SWAGE_END_C

#endif
