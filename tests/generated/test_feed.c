/* SPDX-License-Identifier: MIT */
/* Streams made from schemas/feed.swage, in process. */
#include "feed_routes.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct swage_collector answer;
static size_t stored;

static int prices(const struct feed_prices_params *in, struct feed_prices_reply *out)
{
    int status = feed_prices_200(out);
    for (uint32_t i = 0; i < in->most && status == SWAGE_OK; i++) {
        struct feed_price price = {.symbol = in->symbol, .cents = i, .side = FEED_SIDE_SELL};
        struct swage_event event = {.name = SWAGE_STR("price"), .retry_ms = 100};
        status = i == 0 ? feed_prices_send(out, &price) : feed_prices_send_as(out, &event, &price);
    }
    int ended = feed_prices_end(out);
    return status == SWAGE_OK ? ended : status;
}

/* Sends a price without a side, which cannot be. */
static int ticks(const struct feed_ticks_params *in, struct feed_ticks_reply *out)
{
    struct feed_price price = {.symbol = SWAGE_STR("A")};
    struct feed_tick tick = {.kind = FEED_TICK_PRICE, .price = &price};
    (void)in;
    ck_assert_int_eq(feed_ticks_200(out), SWAGE_OK);
    ck_assert_int_lt(feed_ticks_send(out, &tick), 0);
    ck_assert_int_eq(feed_ticks_send(out, &tick), SWAGE_GONE);
    return feed_ticks_end(out);
}

struct storing {
    const struct feed_store_params *in;
    struct feed_store_reply *out;
};

static int take(void *arg, const struct swage_piece *piece)
{
    struct storing *storing = arg;
    stored += piece->bytes.len;
    return piece->is_last ? feed_store_204(storing->out) : swage_body_read(storing->in->rq, take, storing);
}

static int store(const struct feed_store_params *in, struct feed_store_reply *out)
{
    struct storing *storing = swage_arena_alloc(swage_request_arena(in->rq), sizeof *storing);
    *storing = (struct storing){in, out};
    return swage_body_read(in->rq, take, storing);
}

static int fetch_file(const struct feed_fetch_file_params *in, struct feed_fetch_file_reply *out)
{
    swage_bytes name = {(const unsigned char *)in->name.ptr, in->name.len};
    ck_assert_int_eq(feed_fetch_file_200(out), SWAGE_OK);
    ck_assert_int_eq(feed_fetch_file_send(out, name), SWAGE_OK);
    ck_assert_int_eq(feed_fetch_file_send(out, name), SWAGE_OK);
    return feed_fetch_file_end(out);
}

static int no_sides(const struct feed_sides_params *in, struct feed_sides_reply *out)
{
    (void)in;
    (void)out;
    ck_abort_msg("nobody wants them");
}

static int no_symbols(const struct feed_symbols_params *in, struct feed_symbols_reply *out)
{
    (void)in;
    (void)out;
    ck_abort_msg("nobody wants them");
}

static const struct feed_handlers handlers = {
    .feed_prices = prices, .feed_ticks = ticks,     .feed_store = store,
    .feed_fetch_file = fetch_file, .feed_sides = no_sides, .feed_symbols = no_symbols};

/* `media` is what GET accepts and what POST sends. */
static void ask(const char *method, const char *target, const char *media, swage_str body)
{
    struct swage_app app = feed_app_with(&handlers);
    struct swage_field field = {body.ptr ? SWAGE_STR("Content-Type") : SWAGE_STR("Accept"), swage_str_from(media)};
    swage_collector_clear(&answer);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), &field, media ? 1 : 0, body,
                                    &answer.sink),
                     SWAGE_OK);
}

static void expect(int status, const char *media, const char *body)
{
    swage_str found = swage_collector_header(&answer, SWAGE_STR("Content-Type"));
    ck_assert_int_eq(answer.status, status);
    ck_assert(swage_str_equal(found, swage_str_from(media)));
    ck_assert_uint_eq(answer.body.len, strlen(body));
    ck_assert_mem_eq(answer.body.ptr, body, answer.body.len);
    ck_assert(answer.done && !answer.aborted);
}

static void set_up(void)
{
    swage_collector_init(&answer);
    stored = 0;
}

static void tear_down(void)
{
    swage_collector_done(&answer);
}

START_TEST(items_are_encoded_by_their_type)
{
    ask("GET", "/prices/A?most=2", NULL, (swage_str){NULL, 0});
    expect(200, "text/event-stream",
           "data: {\"symbol\":\"A\",\"cents\":0,\"side\":\"sell\"}\n\n"
           "event: price\nretry: 100\ndata: {\"symbol\":\"A\",\"cents\":1,\"side\":\"sell\"}\n\n");
    ask("GET", "/prices/A?most=2", "application/x-ndjson", (swage_str){NULL, 0});
    expect(200, "application/x-ndjson",
           "{\"symbol\":\"A\",\"cents\":0,\"side\":\"sell\"}\n{\"symbol\":\"A\",\"cents\":1,\"side\":\"sell\"}\n");
    ask("GET", "/prices/A?most=2", "text/html", (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 406);
    ask("GET", "/prices/A?most=0", NULL, (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 400);
}
END_TEST

START_TEST(an_item_that_its_type_does_not_allow_breaks_the_stream_off)
{
    ask("GET", "/ticks", NULL, (swage_str){NULL, 0});
    ck_assert(answer.aborted && !answer.done);
    ck_assert_uint_eq(answer.body.len, 0);
}
END_TEST

START_TEST(bodies_come_and_files_go_in_pieces)
{
    static char body[150000];
    ask("POST", "/files/a", "application/zip", swage_str_of(body, sizeof body));
    ck_assert_int_eq(answer.status, 204);
    ck_assert_uint_eq(stored, sizeof body);
    ask("GET", "/files/abc", "application/*", (swage_str){NULL, 0});
    expect(200, "application/zip", "abcabc");
}
END_TEST

START_TEST(other_media_than_the_declared_are_refused)
{
    ask("POST", "/files/a", "application/json", SWAGE_STR("{}"));
    ck_assert_int_eq(answer.status, 415);
    ck_assert_uint_eq(stored, 0);
    ask("GET", "/files/abc", "application/octet-stream", (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 406);
    ask("GET", "/sides", "text/event-stream", (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 406);
    ask("GET", "/symbols", "application/x-ndjson", (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 406);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("feed");
    TCase *tc = tcase_create("feed");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, items_are_encoded_by_their_type);
    tcase_add_test(tc, an_item_that_its_type_does_not_allow_breaks_the_stream_off);
    tcase_add_test(tc, bodies_come_and_files_go_in_pieces);
    tcase_add_test(tc, other_media_than_the_declared_are_refused);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
