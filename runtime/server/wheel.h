/* SPDX-License-Identifier: MIT */
/*
 * A timer wheel: deadlines of many connections, each a link in the list of its slot.
 *
 *     slots   [0][1][2] ... [1023][0][1] ...     a slot is 100 ms; a revolution 102.4 s
 *                 ^now    ^due
 *
 * It knows no clock: whoever owns it says what time it is, in ticks of 100 ms. Timers that are due beyond a revolution
 * go into the farthest slot and are put on when they come up there. To postpone a timer costs nothing: its owner lets
 * it fire and adds it again (activity only stamps a connection).
 */
#ifndef SWAGE_SERVER_WHEEL_H
#define SWAGE_SERVER_WHEEL_H

#include <swage/base.h>

#define WHEEL_TICK_MS 100
#define WHEEL_SLOTS   1024

struct timer {
    struct timer *next;
    struct timer **link; /* what points here; NULL while it is in no wheel */
    void (*fire)(struct timer *timer);
    uint32_t due;   /* tick; compared modulo 2^32, which is 13 years */
    uint32_t since; /* the owner's, in room that would be lost: a tick that `due` is reckoned from */
};

struct wheel {
    struct timer *slots[WHEEL_SLOTS];
    uint64_t used[WHEEL_SLOTS / 64]; /* a bit a slot, set while its list may have something */
    uint32_t now;                    /* all slots up to this tick have been fired */
};

void wheel_init(struct wheel *wheel, uint32_t now);

/* Has timer->fire called when the wheel is advanced to `due`, or to the next tick when that has passed; instead of when it
 * was due before, if it is in the wheel. */
void wheel_add(struct wheel *wheel, struct timer *timer, uint32_t due);

/* Takes it out; nothing happens when it is in none. */
void wheel_remove(struct timer *timer);

/* Fires all that is due at `now`; a timer is out of the wheel when it fires and may be added again, or freed. */
void wheel_advance(struct wheel *wheel, uint32_t now);

/* The tick at which it has to be advanced next, or false when nothing is in it. */
bool wheel_next(struct wheel *wheel, uint32_t *tick);

static inline bool timer_is_set(const struct timer *timer)
{
    return timer->link != NULL;
}

/* Whether tick `a` comes after `b`. */
static inline bool wheel_is_after(uint32_t a, uint32_t b)
{
    return (int32_t)(a - b) > 0;
}

#endif
