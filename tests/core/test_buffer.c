/* SPDX-License-Identifier: MIT */
/* Buffers: maximum and capacity, reservations and what is promised. */
#include "config.h"

#include <swage/buffer.h>
#include <swage/error.h>

#include <check.h>

START_TEST(bytes_are_appended_up_to_the_maximum)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 1000);
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(swage_buffer_add(&buffer, "0123456789", 10), SWAGE_OK);
    ck_assert_uint_eq(buffer.len, 1000);
    ck_assert_uint_eq(buffer.cap, 1000 + SWAGE_SLACK);
    ck_assert_int_eq(swage_buffer_add(&buffer, "x", 1), SWAGE_E_LIMIT);
    ck_assert_int_eq(swage_buffer_add(&buffer, "x", 0), SWAGE_OK);
    ck_assert_uint_eq(buffer.len, 1000);
    ck_assert_mem_eq(buffer.ptr + 990, "0123456789", 10);
    swage_buffer_done(&buffer);
    ck_assert_ptr_null(buffer.ptr);
    ck_assert_uint_eq(buffer.max, 1000);
}
END_TEST

START_TEST(capacity_doubles)
{
    swage_buffer buffer;
    size_t moves = 0;
    size_t cap = 0;
    swage_buffer_init(&buffer, 1 << 20);
    for (int i = 0; i < 100000; i++) {
        ck_assert_int_eq(swage_buffer_add(&buffer, "x", 1), SWAGE_OK);
        moves += buffer.cap != cap;
        cap = buffer.cap;
        ck_assert_uint_ge(buffer.cap, buffer.len + SWAGE_SLACK);
    }
    ck_assert_uint_le(moves, 12);
    swage_buffer_done(&buffer);
}
END_TEST

START_TEST(printf_appends_all_or_nothing)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 10);
    ck_assert_int_eq(swage_buffer_printf(&buffer, "%d-%s", 12, "abc"), SWAGE_OK);
    ck_assert_int_eq(swage_buffer_printf(&buffer, "%s", "12345"), SWAGE_E_LIMIT);
    ck_assert_int_eq(swage_buffer_printf(&buffer, "%s", "1234"), SWAGE_OK);
    ck_assert_uint_eq(buffer.len, 10);
    ck_assert_mem_eq(buffer.ptr, "12-abc1234", 10);
    swage_buffer_done(&buffer);
}
END_TEST

START_TEST(drop_moves_the_rest_to_the_front)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 100);
    swage_buffer_drop(&buffer, 3);
    ck_assert_int_eq(swage_buffer_add_str(&buffer, SWAGE_STR("headtail")), SWAGE_OK);
    swage_buffer_drop(&buffer, 0);
    swage_buffer_drop(&buffer, 4);
    ck_assert_uint_eq(buffer.len, 4);
    ck_assert_mem_eq(buffer.ptr, "tail", 4);
    swage_buffer_drop(&buffer, 5);
    ck_assert_uint_eq(buffer.len, 0);
    swage_buffer_done(&buffer);
}
END_TEST

START_TEST(clear_keeps_memory_up_to_a_size)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 10000);
    ck_assert_int_eq(swage_buffer_add_str(&buffer, SWAGE_STR("some")), SWAGE_OK);
    char *ptr = buffer.ptr;
    swage_buffer_clear(&buffer, buffer.cap);
    ck_assert_ptr_eq(buffer.ptr, ptr);
    ck_assert_uint_eq(buffer.len, 0);
    swage_buffer_clear(&buffer, buffer.cap - 1);
    ck_assert_ptr_null(buffer.ptr);
    ck_assert_uint_eq(buffer.cap, 0);
    swage_buffer_done(&buffer);
}
END_TEST

START_TEST(a_reservation_fits_exactly_up_to_the_maximum)
{
    for (size_t used = 0; used < 300; used += 7) {
        swage_buffer buffer;
        swage_buffer_init(&buffer, 300);
        char *p = swage_reserve(&buffer, NULL, used);
        ck_assert_ptr_nonnull(p);
        p += used;
        ck_assert_ptr_nonnull(p = swage_reserve(&buffer, p, 300 - used));
        ck_assert_ptr_eq(buffer.promised, buffer.ptr + 300);
        memset(p, 'x', 300 - used + SWAGE_SLACK);
        ck_assert_ptr_null(swage_reserve(&buffer, p, 301 - used));
        ck_assert_int_eq(buffer.failed, SWAGE_E_LIMIT);
        swage_buffer_done(&buffer);
    }
}
END_TEST

START_TEST(a_vast_reservation_is_refused)
{
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - SWAGE_SLACK, SIZE_MAX / 2, SIZE_MAX / 2 + 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        swage_buffer buffer;
        swage_buffer_init(&buffer, SIZE_MAX);
        char *p = swage_reserve(&buffer, NULL, 10);
        ck_assert_ptr_null(swage_reserve(&buffer, p + 5, sizes[i]));
        ck_assert_int_lt(buffer.failed, 0);
        ck_assert_ptr_null(swage_reserve(&buffer, NULL, 10));
        swage_buffer_done(&buffer);
    }
}
END_TEST

START_TEST(a_null_cursor_after_a_failure_stays_null)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 10);
    ck_assert_ptr_null(swage_reserve(&buffer, NULL, 11));
    ck_assert_ptr_null(swage_reserve(&buffer, NULL, 1));
    ck_assert_int_eq(buffer.failed, SWAGE_E_LIMIT);
    swage_buffer_clear(&buffer, 0);
    ck_assert_ptr_nonnull(swage_reserve(&buffer, NULL, 1));
    swage_buffer_done(&buffer);
}
END_TEST

/* Reserves for ten pieces, and widens each of them: what was promised to those behind must always fit. */
START_TEST(widening_keeps_what_is_promised_behind)
{
    swage_buffer buffer;
    const size_t pieces = 10;
    const size_t size = 50;
    swage_buffer_init(&buffer, 100000);
    char *p = swage_reserve(&buffer, NULL, pieces * size);
    for (size_t i = 0; i < pieces; i++) {
        size_t extra = i * 100;
        size_t used = (size_t)(p - buffer.ptr);
        p = swage_buffer_widen(&buffer, p, extra);
        ck_assert_ptr_nonnull(p);
        ck_assert_uint_eq((size_t)(p - buffer.ptr), used);
        memset(p, 'a' + (int)i, size + extra);
        p += size + extra;
        ck_assert_uint_eq((size_t)(buffer.promised - p), (pieces - 1 - i) * size);
        ck_assert_uint_ge(buffer.cap, (size_t)(buffer.promised - buffer.ptr) + SWAGE_SLACK);
    }
    const char *at = buffer.ptr;
    for (size_t i = 0; i < pieces; i++)
        for (size_t j = 0; j < size + i * 100; j++)
            ck_assert_int_eq(*at++, 'a' + (int)i);
    swage_buffer_done(&buffer);
}
END_TEST

START_TEST(widening_stops_at_the_maximum)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 100);
    char *p = swage_reserve(&buffer, NULL, 60);
    ck_assert_ptr_nonnull(p = swage_buffer_widen(&buffer, p + 10, 40));
    ck_assert_ptr_null(swage_buffer_widen(&buffer, p, 1));
    ck_assert_int_eq(buffer.failed, SWAGE_E_LIMIT);
    ck_assert_ptr_null(swage_buffer_widen(&buffer, p, SIZE_MAX));
    swage_buffer_done(&buffer);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("buffer");
    tcase_add_test(tests, bytes_are_appended_up_to_the_maximum);
    tcase_add_test(tests, capacity_doubles);
    tcase_add_test(tests, printf_appends_all_or_nothing);
    tcase_add_test(tests, drop_moves_the_rest_to_the_front);
    tcase_add_test(tests, clear_keeps_memory_up_to_a_size);
    tcase_add_test(tests, a_reservation_fits_exactly_up_to_the_maximum);
    tcase_add_test(tests, a_vast_reservation_is_refused);
    tcase_add_test(tests, a_null_cursor_after_a_failure_stays_null);
    tcase_add_test(tests, widening_keeps_what_is_promised_behind);
    tcase_add_test(tests, widening_stops_at_the_maximum);
    Suite *suite = suite_create("buffer");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
