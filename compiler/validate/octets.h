/* SPDX-License-Identifier: MIT */
/* Bytes as text (RFC 4648): one text for each, but for the case of hexadecimal digits and the padding of base64url. */
#ifndef SWAGE_VALIDATE_OCTETS_H
#define SWAGE_VALIDATE_OCTETS_H

#include "model/model.h"

#include <stdbool.h>

struct pool;

bool octets_decode(struct pool *pool, enum model_encoding encoding, struct model_text text, struct model_text *out);

/* As encoders write them: base64 padded, base64url not, digits in lower case. */
struct model_text octets_encode(struct pool *pool, enum model_encoding encoding, struct model_text bytes);

#endif
