/* SPDX-License-Identifier: MIT */
/* Forms in multipart/form-data (RFC 7578): one part behind the other, and PARTS_END. */
#ifndef SWAGE_SAMPLE_PARTS_H
#define SWAGE_SAMPLE_PARTS_H

#include "model/model.h"
#include "sample/sheet.h"

#define PARTS_BOUNDARY "swage"
#define PARTS_END      "--" PARTS_BOUNDARY "--\r\n"

/* `media` of a file, which is called "a"; NULL of a text. */
void parts_put(struct sheet *sheet, struct model_text name, const char *media, struct model_text text);

/* The pairs of a form that request_escape() has written. */
void parts_put_pairs(struct pool *pool, struct sheet *sheet, struct model_text form);

#endif
