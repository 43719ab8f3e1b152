/* SPDX-License-Identifier: MIT */
/*
 * The table of powers of ten, computed again in long integers.
 */
#include "config.h"

#include "json/powers.h"

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>

enum { LIMBS = 48 }; /* 1,536 bits; 10^342 has 1,137, and 128 more come on top */

struct integer {
    uint32_t limb[LIMBS];
};

static void scale(struct integer *n, uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        carry += (uint64_t)n->limb[i] * factor;
        n->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    ck_assert_uint_eq(carry, 0);
}

static void add(struct integer *n, const struct integer *more)
{
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        carry += (uint64_t)n->limb[i] + more->limb[i];
        n->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    ck_assert_uint_eq(carry, 0);
}

static int compare(const struct integer *a, const struct integer *b)
{
    for (int i = LIMBS - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static struct integer five_to(int k)
{
    struct integer n = {.limb = {1}};
    for (; k > 0; k--)
        scale(&n, 5);
    return n;
}

static struct integer two_to(int k)
{
    struct integer n = {.limb = {0}};
    ck_assert_int_lt(k, 32 * LIMBS);
    n.limb[k / 32] = (uint32_t)1 << k % 32;
    return n;
}

static struct integer to_integer(struct power p)
{
    struct integer n = {.limb = {(uint32_t)p.lo, (uint32_t)(p.lo >> 32), (uint32_t)p.hi, (uint32_t)(p.hi >> 32)}};
    return n;
}

static void shift(struct integer *n, int bits)
{
    for (; bits > 0; bits--)
        scale(n, 2);
}

/* significand * 2^y <= 5^k < (significand + 1) * 2^y, with negative powers on the other side; whether the first is
   equal. */
static bool check_power(int k)
{
    struct power p = powers_ten[k - POWERS_LEAST];
    ck_assert_msg(p.hi >> 63, "10^%d has its top bit", k);
    int y = powers_log2(k) - 127 - k;
    struct integer low = to_integer(p), unit = {.limb = {1}};
    struct integer ten = k < 0 ? two_to(-y) : five_to(k);
    if (k < 0) {
        struct integer divisor = five_to(-k);
        unit = divisor;
        for (int n = -k; n > 0; n--)
            scale(&low, 5);
    } else if (y >= 0) {
        shift(&low, y);
        unit = two_to(y);
    } else {
        shift(&ten, -y);
    }
    int order = compare(&low, &ten);
    ck_assert_msg(order <= 0, "10^%d is not too large", k);
    add(&low, &unit);
    ck_assert_msg(compare(&low, &ten) > 0, "10^%d is not too small", k);
    return order == 0;
}

START_TEST(every_power_is_rounded_down_to_128_bits)
{
    for (int k = POWERS_LEAST; k <= POWERS_MOST; k++)
        ck_assert_msg(check_power(k) == (k >= 0 && k <= POWERS_EXACT), "10^%d exact", k);
}
END_TEST

START_TEST(binary_logarithms_are_floors)
{
    for (int k = 0; k <= -POWERS_LEAST; k++) {
        struct integer five = five_to(k), low = two_to(powers_log2(k) - k), high = two_to(powers_log2(k) - k + 1);
        ck_assert_msg(compare(&low, &five) <= 0 && compare(&five, &high) < 0, "10^%d", k);
        /* 2^-x >= 10^-k > 2^-(x + 1) */
        if (k > 0)
            ck_assert_int_eq(powers_log2(-k), -powers_log2(k) - 1);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("number_powers");
    TCase *tests = tcase_create("powers");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_power_is_rounded_down_to_128_bits);
    tcase_add_test(tests, binary_logarithms_are_floors);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
