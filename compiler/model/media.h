/* SPDX-License-Identifier: MIT */
/* @media: what a body or response is made of, when it is not JSON. */
#ifndef SWAGE_MODEL_MEDIA_H
#define SWAGE_MODEL_MEDIA_H

#include "model/resolve.h"

/*
 * The text of @media in `*out`, NULL where it is not in the list. False where it is no media type (RFC 9110 8.3.1), or has
 * parameters that it may not have: that was reported.
 */
bool media_look(struct unit *unit, const struct ast_annotation_list *list, bool may_have_parameters, const char **out);

/* Reports @media where nothing but JSON can be written yet. */
void media_refuse(struct unit *unit, const struct ast_annotation_list *list);

#endif
