/* SPDX-License-Identifier: MIT */
/*
 * A place in a document, and the list of samples that are made of it. What stands before and behind the place is the
 * smallest document that has it:
 *
 *     {"id":1,"tags":[ X ]}       before {"id":1,"tags":[     after ]}     pointer /tags/0     what tags_item
 */
#ifndef SWAGE_SAMPLE_SPOT_H
#define SWAGE_SAMPLE_SPOT_H

#include "model/model.h"
#include "model/name_map.h"
#include "sample/maker.h"
#include "sample/sample.h"

#include <stdbool.h>
#include <stddef.h>

enum { SPOT_POINTER_SIZE = 128 }; /* as in struct swage_error */

struct list { /* of samples */
    struct maker *maker;
    const struct model_type *type; /* the root's */
    bool asks_user;                /* a function of the user's has a say in some of its documents */
    struct sample *items;
    size_t count, cap;
    size_t bytes;          /* of all documents */
    struct name_map names; /* those taken */
    struct name_map texts; /* and the documents: none stands twice */
};

struct spot {
    struct list *list;
    struct model_text before, after;
    char pointer[SPOT_POINTER_SIZE]; /* cut as the runtime cuts its own */
    size_t pointer_len;
    bool is_cut;
    bool is_secret; /* keys of maps do not stand in pointers */
    const char *what;
};

void list_init(struct list *list, struct maker *maker, const struct model_type *type);

/* Whether there is room for more: what takes long need not be done. */
bool list_is_full(const struct list *list);

/* The place of the whole document. */
struct spot spot_root(struct list *list);

/* A place inside of this one, between two pieces of text. It has the same pointer. */
struct spot spot_inside(const struct spot *spot, struct model_text before, struct model_text after, const char *what);

/* The pointer goes on to a member or an item. */
void spot_to_member(struct spot *spot, struct model_text key);
void spot_to_item(struct spot *spot, size_t index);

/* A document with `json` in this place, which is accepted or refused; nothing is added where `json` has no ptr. The
   fault is at the spot, or at the member or item of it. `what` may have any bytes. */
void spot_accept(const struct spot *spot, const char *what, struct model_text json);
void spot_refuse(const struct spot *spot, const char *what, struct model_text json, const char *fault);
void spot_refuse_member(const struct spot *spot, const char *what, struct model_text json, const char *fault,
                        struct model_text key);
void spot_refuse_item(const struct spot *spot, const char *what, struct model_text json, const char *fault,
                      size_t index);

/* How many objects and arrays it is in. */
unsigned spot_level(const struct spot *spot);

/* The same document with white space wherever it may be; NULL for none. */
struct model_text spot_spread(struct pool *pool, struct model_text json);

/* A sample as it is. */
void spot_add(const struct spot *spot, const char *what, const struct sample *sample);

#endif
