/* SPDX-License-Identifier: MIT */
/* What the limits add up to, and that the server says so when it starts. */
#include "config.h"

#include "live.h"
#include "sample.h"
#include "server/memory.h"
#include "server/options.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define KIB UINT64_C(1024)
#define MIB (KIB * KIB)

static struct options options;
static struct memory memory;

static void set_up(void)
{
    options_init(&options);
}

/* doc/server.md: a head and a read, the request, answers not taken, and a late answer with its block. */
START_TEST(a_connection_holds_what_the_manual_says)
{
    memory_count(&options, &sample_app, &memory);
    ck_assert_uint_eq(memory.connection,
                      (32 * KIB + 64 * KIB) + (16 * MIB + 8 * KIB) + (256 * KIB + 16 * MIB) + (96 * KIB + 16 * MIB));
    ck_assert_uint_eq(memory.all, 10000 * memory.connection + memory.loop);
}
END_TEST

START_TEST(all_that_is_multiplied_counts)
{
    options.threads = 4;
    options.max_connections = 3;
    memory_count(&options, &sample_app, &memory);
    ck_assert_uint_eq(memory.all, 3 * memory.connection + 4 * memory.loop);
}
END_TEST

/* Each loop has a compressor's state, and room for what it makes. */
START_TEST(packing_counts_where_it_is_done)
{
    memory_count(&options, &sample_app, &memory);
    uint64_t before = memory.loop;
    options.gzip_min = KIB;
    memory_count(&options, &sample_app, &memory);
    ck_assert_uint_eq(memory.loop, before + 272 * KIB + 256 * KIB);
}
END_TEST

/* One operation with these limits, under a server's body-max of 1 MiB and request-memory of 16 MiB. */
static const struct {
    size_t max_body, max_arena;
    uint64_t reading; /* beside head and target, 40 KiB; 0: all that a request may hold */
} operations[] = {
    {1000, 10000, 4 * 1000 + 10000},
    {0, 10000, 4 * MIB + 10000},            /* the server's own limit of bodies */
    {2 * MIB, 10000, 4 * MIB + 10000},      /* is the smaller one */
    {1000, 0, 0},
    {1000, 100 * MIB, 0},
};

START_TEST(routes_limit_what_reading_takes)
{
    static const struct swage_type any = {.kind = SWAGE_KIND_JSON};
    struct swage_operation operation = {
        .body = &any, .max_body = operations[_i].max_body, .max_arena = operations[_i].max_arena};
    struct swage_app app = {.operations = &operation, .operation_count = 1};
    memory_count(&options, &app, &memory);
    uint64_t reading = operations[_i].reading;
    ck_assert_uint_eq(memory.reading, reading > 0 ? reading + 40 * KIB : 16 * MIB);
    operation.body = NULL; /* what is not taken is not kept */
    memory_count(&options, &app, &memory);
    if (reading > 0)
        ck_assert_uint_eq(memory.reading, 40 * KIB + operations[_i].max_arena);
}
END_TEST

START_TEST(the_largest_route_counts)
{
    static const struct swage_type any = {.kind = SWAGE_KIND_JSON};
    struct swage_operation both[] = {{.body = &any, .max_body = 10, .max_arena = 16},
                                     {.body = &any, .max_body = 1000, .max_arena = 32},
                                     {.body = &any, .max_body = 10, .max_arena = 64}};
    struct swage_app app = {.operations = both, .operation_count = 3};
    memory_count(&options, &app, &memory);
    ck_assert_uint_eq(memory.reading, 40 * KIB + 4 * 1000 + 32);
}
END_TEST

START_TEST(the_text_is_for_people)
{
    char text[MEMORY_TEXT_MAX];
    options.threads = 2;
    memory = (struct memory){.reading = 512, .connection = 1536 * KIB, .loop = 10 * MIB, .all = 3 * MIB * MIB};
    memory_text(&options, &memory, text);
    ck_assert_str_eq(text,
                     "at most 3.0 TiB: 10000 connections of 1.5 MiB (0.5 KiB to read a request) and 2 loops of 10.0 MiB");
}
END_TEST

/* Above all limits nothing is cut off. */
START_TEST(the_longest_text_fits)
{
    char text[MEMORY_TEXT_MAX];
    options.threads = options.max_connections = UINT64_MAX;
    memory = (struct memory){UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
    memory_text(&options, &memory, text);
    ck_assert_str_eq(text + strlen(text) - 4, " EiB");
}
END_TEST

START_TEST(the_server_says_it_when_it_starts)
{
    live_start("--max-connections 7");
    const char *line = strstr(live_said(), "swage: memory: at most ");
    ck_assert_msg(line != NULL, "said: %s", live_said());
    ck_assert_ptr_nonnull(strstr(line, ": 7 connections of "));
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tc = tcase_create("memory");
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, a_connection_holds_what_the_manual_says);
    tcase_add_test(tc, all_that_is_multiplied_counts);
    tcase_add_test(tc, packing_counts_where_it_is_done);
    tcase_add_loop_test(tc, routes_limit_what_reading_takes, 0, sizeof operations / sizeof *operations);
    tcase_add_test(tc, the_largest_route_counts);
    tcase_add_test(tc, the_text_is_for_people);
    tcase_add_test(tc, the_longest_text_fits);
    tcase_add_test(tc, the_server_says_it_when_it_starts);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
