/* SPDX-License-Identifier: MIT */
/* Random types where they are used: "int32(1..)", "(Tag | null)[..4]", with what may stand behind them. */
#ifndef TESTS_DIFFERENTIAL_PHRASE_H
#define TESTS_DIFFERENTIAL_PHRASE_H

#include "maker.h"

enum phrase_place {
    PHRASE_NOTED = 1,   /* annotations may follow */
    PHRASE_BEHIND = 2,  /* whatever stands here is not there in the smallest document: it may be what holds it */
    PHRASE_NULLABLE = 4 /* a nullable typedef goes */
};

/* `depth`: containers in one another. */
struct phrase phrase_draw(struct maker *maker, unsigned places, unsigned depth);

/* One of a given shape, for a union without tags. */
struct phrase phrase_shaped(struct maker *maker, enum shape shape);

/* A key of a map. */
struct phrase phrase_key(struct maker *maker);

/* What an extern typedef is read from: bounded text, bytes or a number. */
struct phrase phrase_base(struct maker *maker);

#endif
