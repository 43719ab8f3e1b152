/* SPDX-License-Identifier: MIT */
/* Chance that comes back: the same seed gives the same draws on every machine, and with every compiler as long as no two
   draws stand in the arguments of one call: which one comes first there is the compiler's choice. */
#ifndef TESTS_DIFFERENTIAL_DRAW_H
#define TESTS_DIFFERENTIAL_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct draw {
    uint64_t state;
};

/* A stream of its own for each pair: schema 7 has the same documents whatever was drawn before. */
void draw_seed(struct draw *draw, uint64_t seed, uint64_t stream);

uint64_t draw_bits(struct draw *draw);

/* 0 to limit - 1; limit is at least 1. */
size_t draw_below(struct draw *draw, size_t limit);

/* Both ends belong to it. */
int64_t draw_between(struct draw *draw, int64_t low, int64_t high);

bool draw_chance(struct draw *draw, unsigned percent);

#define DRAW_ONE(DRAW, LIST) ((LIST)[draw_below((DRAW), sizeof(LIST) / sizeof *(LIST))])

#endif
