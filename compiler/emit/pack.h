/* SPDX-License-Identifier: MIT */
/* Texts packed by gzip (RFC 1952), with nothing in the head that tells when or where. */
#ifndef SWAGE_EMIT_PACK_H
#define SWAGE_EMIT_PACK_H

#include "model/model.h"
#include "syntax/pool.h"

struct model_text pack_gzip(struct pool *pool, struct model_text text);

/* A tag that other texts do not have: "5c1f0a77-3e2". */
const char *pack_tag(struct pool *pool, struct model_text text);

#endif
