/* SPDX-License-Identifier: MIT */
/*
 * Forms with files, as they come in:
 *
 *     serve ─swage_form_read→ swage_body_read → multipart_next → texts: rq->form, in the arena
 *                                  ↑                 │ files: the arena, or `stage`
 *                                  └── loop ←─ pool: stage → a file without a name
 *     the last piece → files as the schema has them? → serve again, or swage_refuse
 *
 * Nothing is read from the client while the pool writes: a request holds no more than two pieces that are not written yet.
 */
#ifndef SWAGE_APP_UPLOAD_H
#define SWAGE_APP_UPLOAD_H

#include <stdatomic.h>

#include <swage/app.h>
#include <swage/upload.h>

/* Where files stand, and for how many bytes of them there is room: one for all loops of a process. */
struct upload_space {
    const char *folder; /* NULL: $TMPDIR, or /tmp */
    uint64_t most;
    _Atomic uint64_t used;
};

/* What is wrong with the files that came for a parameter: one thing after the other, from `*at` = 0 on; false at the end. */
bool upload_next_fault(const swage_request *rq, const struct swage_param *param, unsigned *at, struct swage_error *error);

/* In refuse.c. Answers 413: the file that comes for the parameter is longer than it may be, and the rest is not read. */
int refuse_part(swage_request *rq, const struct swage_param *param, const struct swage_error *error) SWAGE_COLD;

/* The adapter gives memory over to a request whose form this is: freed with it. False: it is no such request. */
bool upload_give(swage_request *rq, void (*free_fn)(void *arg), void *arg);

#endif
