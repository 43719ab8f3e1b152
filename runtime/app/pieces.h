/* SPDX-License-Identifier: MIT */
/* Request bodies in pieces, as the rest of the folder sees them. */
#ifndef SWAGE_APP_PIECES_H
#define SWAGE_APP_PIECES_H

#include "app/request.h"

/* Whether the handler waits for a piece that is there, or will never come; and: gives it that. What its function returned. */
bool pieces_are_ready(const swage_request *rq);
int pieces_pass(swage_request *rq);

/* The handler waits for a piece, and is not on the stack: asks for it. */
void pieces_ask(swage_request *rq);

#endif
