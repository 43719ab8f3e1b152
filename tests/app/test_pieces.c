/* SPDX-License-Identifier: MIT */
/* Request bodies that the handler reads piece by piece, from adapters that have them whole and from those that read on. */
#include "config.h"

#include "zoo.h"

#include <stdio.h>
#include <stdlib.h>

static struct desk desk;
static swage_request *kept;
static swage_buffer seen;
static int pulls, last_count, gone_count, calls, end_at;
static bool is_slow; /* the handler asks for the next piece from the loop */

static int take(void *arg, const struct swage_piece *piece)
{
    swage_request *rq = arg;
    calls++;
    gone_count += piece->status == SWAGE_GONE;
    last_count += piece->is_last;
    if (piece->status != SWAGE_OK)
        return swage_abandon(rq);
    ck_assert_int_eq(swage_buffer_add(&seen, (const char *)piece->bytes.ptr, piece->bytes.len), SWAGE_OK);
    if (piece->is_last)
        ck_assert_int_eq(swage_body_read(rq, take, rq), SWAGE_E_ARGUMENT);
    if (piece->is_last || calls == end_at)
        return swage_reply_empty(rq, 204);
    if (is_slow)
        return SWAGE_LATER;
    ck_assert_int_eq(swage_body_read(rq, take, rq), SWAGE_LATER);
    return swage_body_read(rq, take, rq) == SWAGE_E_ARGUMENT ? SWAGE_LATER : SWAGE_OK;
}

static int serve(swage_request *rq, const void *handlers)
{
    (void)handlers;
    kept = rq;
    return is_slow ? SWAGE_LATER : swage_body_read(rq, take, rq);
}

static struct swage_operation operations[] = {
    {.name = "store", .path = "/", .method = SWAGE_METHOD_POST, .serve = serve, .media = SWAGE_TAKES_PIECES}};
static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 1}, {.text = SWAGE_STR_INIT(""), .operation_count = 1, .kind = SWAGE_NODE_LITERAL}};

static void set_up(void)
{
    desk_open(&desk, NULL);
    desk.env.body_max = 1 << 20;
    desk.app = (struct swage_app){.abi = SWAGE_ABI, .nodes = nodes, .operations = operations, .node_count = 2, .operation_count = 1};
    swage_buffer_init(&seen, 4 << 20);
    operations[0].max_body = 0;
    operations[0].body_media = NULL;
    pulls = last_count = gone_count = calls = 0;
    end_at = -1;
    is_slow = false;
}

static void tear_down(void)
{
    swage_buffer_done(&seen);
    desk_close(&desk);
}

static char text[200001];

static void fill(size_t len)
{
    for (size_t i = 0; i < len; i++)
        text[i] = (char)('a' + i % 26);
    text[len] = '\0';
}

static void expect_seen(size_t len)
{
    ck_assert_uint_eq(seen.len, len);
    ck_assert_mem_eq(seen.ptr, text, len);
    ck_assert_int_eq(last_count, 1);
    ck_assert_int_eq(desk.out.status, 204);
}

START_TEST(a_body_that_is_there_comes_in_pieces)
{
    fill(200000);
    ck_assert_int_eq(desk_ask(&desk, "POST", "/", text, _i ? 70000 : 0), REQUEST_ANSWERED);
    expect_seen(200000);
    ck_assert_int_eq(calls, 4);
}
END_TEST

START_TEST(no_body_is_one_empty_piece)
{
    fill(0);
    ck_assert_int_eq(desk_ask(&desk, "POST", "/", _i ? "" : NULL, 0), REQUEST_ANSWERED);
    ck_assert_int_eq(calls, 1);
    ck_assert_int_eq(last_count, 1);
    ck_assert_int_eq(desk.out.status, 204);
}
END_TEST

START_TEST(a_slow_handler_asks_from_the_loop)
{
    fill(200000);
    is_slow = true;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/", text, 0), REQUEST_LATER);
    for (int i = 1; i <= 4; i++) {
        ck_assert_int_eq(swage_body_read(kept, take, kept), SWAGE_LATER);
        ck_assert_int_eq(calls, i - 1); /* not before it has returned to the loop */
        ck_assert_uint_eq(desk_run_mail(&desk), 1);
        ck_assert_int_eq(calls, i);
    }
    expect_seen(200000);
}
END_TEST

START_TEST(a_client_that_goes_while_a_piece_is_on_its_way)
{
    fill(200000);
    is_slow = true;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/", text, 0), REQUEST_LATER);
    ck_assert_int_eq(swage_body_read(kept, take, kept), SWAGE_LATER);
    swage_request_abort(kept);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(gone_count, 1);
}
END_TEST

/* --- an adapter that reads on ------------------------------------------------------------------------------------- */

static void count_pull(swage_sink *sink)
{
    (void)sink;
    pulls++;
}

static struct swage_sink_ops pulling;

static swage_request *open_head(void)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "POST", "/", NULL, 200000);
    pulling = *rq->sink->ops;
    pulling.pull = count_pull;
    desk.out.sink.ops = &pulling;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert(swage_request_takes_pieces(rq));
    ck_assert_int_eq(swage_request_open(rq), REQUEST_LATER);
    return rq;
}

START_TEST(pieces_are_passed_as_they_come)
{
    fill(100);
    swage_request *rq = open_head();
    ck_assert_int_eq(pulls, 1);
    for (int i = 0; i < 9; i++) {
        ck_assert(swage_request_wants_piece(rq));
        ck_assert_int_eq(swage_request_piece(rq, text + i * 10, 10, false), REQUEST_LATER);
    }
    ck_assert_int_eq(pulls, 10);
    ck_assert_int_eq(swage_request_piece(rq, text + 90, 10, true), REQUEST_ANSWERED);
    expect_seen(100);
}
END_TEST

START_TEST(nothing_is_passed_unasked)
{
    is_slow = true;
    swage_request *rq = open_head();
    ck_assert(!swage_request_wants_piece(rq));
    ck_assert_int_eq(pulls, 0);
    ck_assert_int_eq(swage_body_read(rq, take, rq), SWAGE_LATER);
    ck_assert_int_eq(pulls, 1);
    ck_assert(swage_request_wants_piece(rq));
    ck_assert_int_eq(swage_request_piece(rq, "", 0, true), REQUEST_ANSWERED);
    fill(0);
    ck_assert_int_eq(last_count, 1);
}
END_TEST

START_TEST(a_reply_may_come_before_the_last_piece)
{
    end_at = 2;
    fill(30);
    swage_request *rq = open_head();
    ck_assert_int_eq(swage_request_piece(rq, text, 10, false), REQUEST_LATER);
    ck_assert_int_eq(swage_request_piece(rq, text + 10, 10, false), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 204);
}
END_TEST

static void count_gone(void *arg)
{
    ck_assert_int_eq(swage_abandon(arg), SWAGE_OK);
    gone_count++;
}

START_TEST(a_client_that_goes_is_told_to_who_waits)
{
    is_slow = _i;
    swage_request *rq = open_head();
    swage_on_gone(rq, count_gone, rq);
    swage_request_abort(rq);
    desk_run_mail(&desk);
    ck_assert_int_eq(gone_count, 1);
    ck_assert_int_eq(calls, !_i); /* the piece that is waited for, or whoever has asked */
    ck_assert_int_eq(desk.out.status, 0);
}
END_TEST

/* --- what is let in ----------------------------------------------------------------------------------------------- */

static int begin_with(const char *media, int64_t length)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "POST", "/", media, length);
    if (swage_request_begin(rq, &body_max) == REQUEST_GO_ON) {
        swage_request_drop(rq);
        return 0;
    }
    return desk.out.status;
}

START_TEST(any_media_is_taken_unless_the_route_names_one)
{
    ck_assert_int_eq(begin_with("image/png", 10), 0);
    ck_assert_int_eq(begin_with(NULL, 10), 0);
    operations[0].body_media = "text/csv";
    ck_assert_int_eq(begin_with("text/csv; charset=utf-8", 10), 0);
    ck_assert_int_eq(begin_with("image/png", 10), 415);
    zoo_contains(desk_body(&desk), "The body must be text/csv.");
    ck_assert_int_eq(begin_with(NULL, 10), 415);
}
END_TEST

START_TEST(its_route_may_allow_more_than_the_server_holds)
{
    ck_assert_int_eq(begin_with(NULL, 1 << 20), 0);
    ck_assert_int_eq(begin_with(NULL, (1 << 20) + 1), 413);
    operations[0].max_body = (size_t)1 << 30;
    ck_assert_int_eq(begin_with(NULL, 1 << 30), 0);
    ck_assert_int_eq(begin_with(NULL, (1 << 30) + 1), 413);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pieces");
    TCase *tc = tcase_create("pieces");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, a_body_that_is_there_comes_in_pieces, 0, 2);
    tcase_add_loop_test(tc, no_body_is_one_empty_piece, 0, 2);
    tcase_add_test(tc, a_slow_handler_asks_from_the_loop);
    tcase_add_test(tc, a_client_that_goes_while_a_piece_is_on_its_way);
    tcase_add_test(tc, pieces_are_passed_as_they_come);
    tcase_add_test(tc, nothing_is_passed_unasked);
    tcase_add_test(tc, a_reply_may_come_before_the_last_piece);
    tcase_add_loop_test(tc, a_client_that_goes_is_told_to_who_waits, 0, 2);
    tcase_add_test(tc, any_media_is_taken_unless_the_route_names_one);
    tcase_add_test(tc, its_route_may_allow_more_than_the_server_holds);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
