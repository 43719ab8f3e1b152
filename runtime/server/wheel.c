/* SPDX-License-Identifier: MIT */
/* The timer wheel: adding and removing are a few stores, finding the next slot is a look at sixteen words. */
#include "config.h"

#include "server/wheel.h"

void wheel_init(struct wheel *wheel, uint32_t now)
{
    *wheel = (struct wheel){.now = now};
}

static void link_at(struct timer **slot, struct timer *timer)
{
    timer->next = *slot;
    timer->link = slot;
    if (timer->next)
        timer->next->link = &timer->next;
    *slot = timer;
}

/* Into the slot of its due tick, or the farthest one there is. */
static void place(struct wheel *wheel, struct timer *timer)
{
    uint32_t ahead = timer->due - wheel->now;
    if (ahead > WHEEL_SLOTS - 1)
        ahead = WHEEL_SLOTS - 1;
    uint32_t slot = (wheel->now + ahead) % WHEEL_SLOTS;
    link_at(&wheel->slots[slot], timer);
    wheel->used[slot / 64] |= (uint64_t)1 << slot % 64;
}

void wheel_remove(struct timer *timer)
{
    if (!timer->link)
        return;
    *timer->link = timer->next;
    if (timer->next)
        timer->next->link = timer->link;
    timer->link = NULL;
    timer->next = NULL;
}

void wheel_add(struct wheel *wheel, struct timer *timer, uint32_t due)
{
    wheel_remove(timer);
    timer->due = wheel_is_after(due, wheel->now) ? due : wheel->now + 1;
    place(wheel, timer);
}

/* Fires the list that hangs at `list`. Firing may take out any timer, also of this list: it starts over at its head. */
static void fire_all(struct wheel *wheel, struct timer **list)
{
    for (struct timer *timer; (timer = *list) != NULL;) {
        wheel_remove(timer);
        if (wheel_is_after(timer->due, wheel->now))
            place(wheel, timer);
        else
            timer->fire(timer);
    }
}

static void fire_slot(struct wheel *wheel, uint32_t slot)
{
    struct timer *list = wheel->slots[slot];
    wheel->slots[slot] = NULL;
    wheel->used[slot / 64] &= ~((uint64_t)1 << slot % 64);
    if (list)
        list->link = &list;
    fire_all(wheel, &list);
}

/* Ticks from `now` to the next slot that may have something, 1 to WHEEL_SLOTS; 0 when there is none. */
static uint32_t distance(const struct wheel *wheel)
{
    uint32_t start = (wheel->now + 1) % WHEEL_SLOTS;
    for (uint32_t step = 0; step <= WHEEL_SLOTS / 64; step++) {
        uint32_t word = (start / 64 + step) % (WHEEL_SLOTS / 64);
        uint64_t bits = wheel->used[word];
        if (step == 0)
            bits &= ~(uint64_t)0 << start % 64;
        if (bits) {
            uint32_t slot = word * 64 + (uint32_t)__builtin_ctzll(bits);
            return (slot - start) % WHEEL_SLOTS + 1;
        }
    }
    return 0;
}

void wheel_advance(struct wheel *wheel, uint32_t now)
{
    while (wheel_is_after(now, wheel->now)) {
        uint32_t ahead = distance(wheel);
        if (ahead == 0 || ahead > now - wheel->now) {
            wheel->now = now;
            return;
        }
        wheel->now += ahead;
        fire_slot(wheel, wheel->now % WHEEL_SLOTS);
    }
}

bool wheel_next(struct wheel *wheel, uint32_t *tick)
{
    for (uint32_t ahead; (ahead = distance(wheel)) != 0;) {
        uint32_t slot = (wheel->now + ahead) % WHEEL_SLOTS;
        if (wheel->slots[slot]) {
            *tick = wheel->now + ahead;
            return true;
        }
        wheel->used[slot / 64] &= ~((uint64_t)1 << slot % 64); /* all of it was removed */
    }
    return false;
}
