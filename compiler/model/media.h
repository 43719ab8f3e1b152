/* SPDX-License-Identifier: MIT */
/* @media: what a body or response is made of, when it is not JSON. */
#ifndef SWAGE_MODEL_MEDIA_H
#define SWAGE_MODEL_MEDIA_H

#include "model/resolve.h"

enum media_place {
    MEDIA_OF_BODY,   /* may be a range, "image/" and a star or two stars, and has no parameters */
    MEDIA_OF_ANSWER, /* is one media type, with parameters or not */
};

/*
 * The text of @media in `*out`, NULL where it is not in the list. False where it is no media type (RFC 9110 8.3.1) for that
 * place: that was reported.
 */
bool media_look(struct unit *unit, const struct ast_annotation_list *list, enum media_place place, const char **out);

/*
 * The same of what is no stream. Where the media type is not JSON's, or one that ends with +json, the value is not written
 * as JSON but stands as it is (`*is_raw`), which only a string and bytes can.
 */
bool media_look_value(struct unit *unit, const struct ast_annotation_list *list, enum media_place place,
                      const struct model_type *type, const char **out, bool *is_raw);

#endif
