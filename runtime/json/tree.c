/* SPDX-License-Identifier: MIT */
/*
 * json-c's trees of members of type `json`. The text is checked by the runtime's own rules first; json-c, which is more
 * generous, only builds the tree.
 *
 * This is the one file that needs json-c. It calls public functions only, as it stays a member of its own in an
 * installed archive: programs that do not call it link without json-c.
 */
#include "config.h"

#include <swage/json.h>
#include <swage/read.h>
#include <swage/write.h>

#include <json-c/json.h>
#include <limits.h>

/* The tree of a text that is known to be good, with the NUL behind it, which ends a number: `size` bytes. */
static enum swage_status build(const char *text, int size, struct json_object **tree)
{
    struct json_tokener *tokener = json_tokener_new_ex(SWAGE_DEPTH_MAX + 2); /* the root, and a scalar at the bottom */
    if (!tokener)
        return SWAGE_E_NOMEM;
    struct json_object *root = json_tokener_parse_ex(tokener, text, size);
    bool built = json_tokener_get_error(tokener) == json_tokener_success;
    json_tokener_free(tokener);
    if (!built) {
        json_object_put(root);
        return SWAGE_E_NOMEM;
    }
    *tree = root;
    return SWAGE_OK;
}

enum swage_status swage_json_tree(swage_str json, struct json_object **tree)
{
    swage_buffer copy;
    if (json.len >= INT_MAX)
        return SWAGE_E_LIMIT;
    swage_buffer_init(&copy, json.len + 1);
    char *p = swage_writer_open(&copy, json.len + 1);
    p = p ? swage_write_json(&copy, p, json) : NULL;
    if (p)
        *p++ = '\0';
    enum swage_status status = swage_writer_close(&copy, p);
    if (status == SWAGE_OK)
        status = build(copy.ptr, (int)copy.len, tree);
    else if (status != SWAGE_E_NOMEM)
        status = SWAGE_E_INVALID;
    swage_buffer_done(&copy);
    return status;
}
