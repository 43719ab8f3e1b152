/* SPDX-License-Identifier: MIT */
/* The timer wheel, with a clock of its own. */
#include "config.h"

#include "server/wheel.h"

#include <check.h>
#include <stdlib.h>

static struct wheel wheel;
static unsigned fired;
static uint32_t fired_at;

static void note(struct timer *timer)
{
    (void)timer;
    fired++;
    fired_at = wheel.now;
}

static void set_up(void)
{
    wheel_init(&wheel, 0);
    fired = 0;
}

START_TEST(a_timer_fires_at_its_tick_and_once)
{
    struct timer timer = {.fire = note};
    wheel_add(&wheel, &timer, 7);
    wheel_advance(&wheel, 6);
    ck_assert_uint_eq(fired, 0);
    wheel_advance(&wheel, 7);
    ck_assert_uint_eq(fired, 1);
    ck_assert(!timer_is_set(&timer));
    wheel_advance(&wheel, 5000);
    ck_assert_uint_eq(fired, 1);
}
END_TEST

START_TEST(a_timer_beyond_a_revolution_waits_for_its_round)
{
    static const uint32_t dues[] = {1, 63, 64, 1023, 1024, 1025, 2048, 50000};
    struct timer timer = {.fire = note};
    wheel.now = 777;
    for (size_t i = 0; i < sizeof dues / sizeof *dues; i++) {
        uint32_t due = wheel.now + dues[i];
        fired = 0;
        wheel_add(&wheel, &timer, due);
        for (uint32_t tick; wheel_next(&wheel, &tick);) {
            ck_assert(!wheel_is_after(tick, due));
            wheel_advance(&wheel, tick);
        }
        ck_assert_uint_eq(fired, 1);
        ck_assert_uint_eq(fired_at, due);
    }
}
END_TEST

START_TEST(a_late_advance_fires_all_that_has_passed)
{
    struct timer timers[100];
    for (uint32_t i = 0; i < 100; i++) {
        timers[i] = (struct timer){.fire = note};
        wheel_add(&wheel, &timers[i], i * 37);
    }
    wheel_advance(&wheel, 4000);
    ck_assert_uint_eq(fired, 100);
    ck_assert_uint_eq(wheel.now, 4000);
}
END_TEST

START_TEST(a_deadline_in_the_past_fires_at_the_next_tick)
{
    struct timer timer = {.fire = note};
    wheel_advance(&wheel, 50);
    wheel_add(&wheel, &timer, 10);
    uint32_t tick;
    ck_assert(wheel_next(&wheel, &tick));
    ck_assert_uint_eq(tick, 51);
    wheel_advance(&wheel, 51);
    ck_assert_uint_eq(fired, 1);
}
END_TEST

START_TEST(a_removed_timer_does_not_fire)
{
    struct timer timers[3] = {{.fire = note}, {.fire = note}, {.fire = note}};
    for (int i = 0; i < 3; i++)
        wheel_add(&wheel, &timers[i], 5);
    wheel_remove(&timers[1]);
    wheel_remove(&timers[1]);
    wheel_advance(&wheel, 5);
    ck_assert_uint_eq(fired, 2);
    wheel_add(&wheel, &timers[0], 9);
    wheel_remove(&timers[0]);
    uint32_t tick;
    ck_assert(!wheel_next(&wheel, &tick));
}
END_TEST

static struct timer *victim;

static void kill_victim(struct timer *timer)
{
    (void)timer;
    fired++;
    wheel_remove(victim);
}

START_TEST(a_firing_timer_may_remove_its_neighbours)
{
    struct timer timers[3] = {{.fire = note}, {.fire = kill_victim}, {.fire = note}};
    for (int i = 0; i < 3; i++)
        wheel_add(&wheel, &timers[i], 5);
    victim = &timers[0]; /* the last in the list */
    wheel_advance(&wheel, 5);
    ck_assert_uint_eq(fired, 2);
}
END_TEST

START_TEST(a_timer_that_is_added_twice_fires_once_and_when_it_was_last_said)
{
    struct timer timers[2] = {{.fire = note}, {.fire = note}};
    wheel_add(&wheel, &timers[0], 10);
    wheel_add(&wheel, &timers[1], 10);
    wheel_add(&wheel, &timers[1], 10);
    wheel_add(&wheel, &timers[0], 20);
    wheel_advance(&wheel, 10);
    ck_assert_uint_eq(fired, 1);
    wheel_advance(&wheel, 20);
    ck_assert_uint_eq(fired, 2);
    wheel_advance(&wheel, 100);
    ck_assert_uint_eq(fired, 2);
}
END_TEST

static void again(struct timer *timer)
{
    fired++;
    wheel_add(&wheel, timer, wheel.now + 10);
}

START_TEST(a_firing_timer_may_be_added_again)
{
    struct timer timer = {.fire = again};
    wheel_add(&wheel, &timer, 10);
    wheel_advance(&wheel, 100);
    ck_assert_uint_eq(fired, 10);
    wheel_remove(&timer);
}
END_TEST

/* robustness 113 */
START_TEST(the_tick_may_wrap)
{
    struct timer timer = {.fire = note};
    wheel_init(&wheel, UINT32_MAX - 3);
    wheel_add(&wheel, &timer, 5);
    wheel_advance(&wheel, 4);
    ck_assert_uint_eq(fired, 0);
    wheel_advance(&wheel, 5);
    ck_assert_uint_eq(fired, 1);
}
END_TEST

/* Against a list: whatever the mix, each timer fires at exactly its tick. */
START_TEST(many_timers_fire_as_a_list_would)
{
    enum { COUNT = 300, TICKS = 3000 };
    static struct timer timers[COUNT];
    uint32_t due[COUNT], seed = 1;
    for (uint32_t i = 0; i < COUNT; i++) {
        seed = seed * 1664525 + 1013904223;
        due[i] = 1 + seed % TICKS;
        timers[i] = (struct timer){.fire = note};
        wheel_add(&wheel, &timers[i], due[i]);
    }
    for (uint32_t now = 0; now <= TICKS; now += 7) {
        unsigned wanted = 0;
        for (uint32_t i = 0; i < COUNT; i++)
            wanted += due[i] <= now;
        wheel_advance(&wheel, now);
        ck_assert_uint_eq(fired, wanted);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wheel");
    TCase *tc = tcase_create("wheel");
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, a_timer_fires_at_its_tick_and_once);
    tcase_add_test(tc, a_timer_beyond_a_revolution_waits_for_its_round);
    tcase_add_test(tc, a_late_advance_fires_all_that_has_passed);
    tcase_add_test(tc, a_deadline_in_the_past_fires_at_the_next_tick);
    tcase_add_test(tc, a_removed_timer_does_not_fire);
    tcase_add_test(tc, a_firing_timer_may_remove_its_neighbours);
    tcase_add_test(tc, a_timer_that_is_added_twice_fires_once_and_when_it_was_last_said);
    tcase_add_test(tc, a_firing_timer_may_be_added_again);
    tcase_add_test(tc, the_tick_may_wrap);
    tcase_add_test(tc, many_timers_fire_as_a_list_would);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
