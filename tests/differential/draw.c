/* SPDX-License-Identifier: MIT */
/* splitmix64: one word of state, and neighbouring seeds have nothing in common. */
#include "config.h"

#include "draw.h"

void draw_seed(struct draw *draw, uint64_t seed, uint64_t stream)
{
    draw->state = seed;
    draw->state = draw_bits(draw) ^ (stream * UINT64_C(0xd6e8feb86659fd93));
}

uint64_t draw_bits(struct draw *draw)
{
    uint64_t z = draw->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

size_t draw_below(struct draw *draw, size_t limit)
{
    return (size_t)(draw_bits(draw) % limit);
}

int64_t draw_between(struct draw *draw, int64_t low, int64_t high)
{
    uint64_t width = (uint64_t)high - (uint64_t)low + 1;
    uint64_t step = width == 0 ? draw_bits(draw) : draw_bits(draw) % width;
    return (int64_t)((uint64_t)low + step);
}

bool draw_chance(struct draw *draw, unsigned percent)
{
    return draw_below(draw, 100) < percent;
}
