/* SPDX-License-Identifier: MIT */
/* Names with values, as queries, urlencoded forms and cookies have them: split and decoded once, then asked for. */
#ifndef SWAGE_APP_PAIRS_H
#define SWAGE_APP_PAIRS_H

#include <swage/arena.h>
#include <swage/error.h>
#include <swage/http.h>

struct pairs {
    struct swage_field *list; /* in the arena; an absent name or value is one that could not be decoded */
    unsigned count;
    bool is_split;
    const char *fault; /* why no pair of a form is known; NULL: all are */
};

/* Splits a query, or the body of a form (application/x-www-form-urlencoded). */
void pairs_split_query(struct pairs *pairs, swage_str query, swage_arena *arena) SWAGE_COLD;

/* Splits the body of a form that is multipart/form-data, as its Content-Type says. Values are of the body and lent with it; what
   a part's file was called is not kept. */
void pairs_split_multipart(struct pairs *pairs, swage_str body, swage_str content_type, swage_arena *arena) SWAGE_COLD;

/* Splits the Cookie fields among `fields`. */
void pairs_split_cookies(struct pairs *pairs, const struct swage_field *fields, unsigned field_count,
                         swage_arena *arena) SWAGE_COLD;

/* The next value of `name` at or behind number `*at`, which is moved behind it. After the arena has failed, and of a form with a
   fault, one that is absent: so nobody takes a parameter for missing that may be there. */
bool pairs_next(const struct pairs *pairs, const swage_arena *arena, swage_str name, unsigned *at, swage_str *value);

#endif
