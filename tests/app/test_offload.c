/* SPDX-License-Identifier: MIT */
/* Work on other threads and its way back, and what goes along with a request. */
#include "zoo.h"

#include <stdlib.h>

static struct desk desk;
static unsigned worked, finished, went;
static struct zoo_reply *reply;
static int offloaded; /* what the last swage_offload returned */

static void work(void *arg)
{
    ck_assert_ptr_eq(arg, &desk);
    worked++;
}

static int finish(void *arg)
{
    ck_assert_ptr_eq(arg, &desk);
    finished++;
    return zoo_reply_age(reply, 7);
}

static int offload(const struct zoo_params *in, struct zoo_reply *out)
{
    reply = out;
    return offloaded = swage_offload(in->rq, work, finish, &desk);
}

static struct zoo_handlers handlers;

static void set_up(void)
{
    handlers = zoo_usual;
    handlers.set_age = offload;
    desk_open(&desk, &handlers);
    worked = finished = went = 0;
}

static void tear_down(void)
{
    desk_close(&desk);
}

static enum request_step ask(void)
{
    return desk_ask(&desk, "POST", "/age", "3", 0);
}

static void expect_seven(void)
{
    ck_assert(desk.out.done);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_str_eq(desk_body(&desk), "7");
}

START_TEST(work_comes_back_and_replies)
{
    ck_assert_int_eq(ask(), REQUEST_LATER);
    ck_assert_int_eq(offloaded, SWAGE_LATER);
    ck_assert_uint_eq(worked, 0);
    ck_assert_uint_eq(desk_run_work(&desk), 1);
    ck_assert(!desk.out.done);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_uint_eq(worked, 1);
    ck_assert_uint_eq(finished, 1);
    expect_seven();
}
END_TEST

static int finish_in_two(void *arg)
{
    (void)arg;
    return finished++ == 0 ? swage_offload(reply->rq, work, finish_in_two, &desk) : zoo_reply_age(reply, 7);
}

static int offload_twice(const struct zoo_params *in, struct zoo_reply *out)
{
    reply = out;
    return swage_offload(in->rq, work, finish_in_two, &desk);
}

START_TEST(what_came_back_may_go_again)
{
    handlers.set_age = offload_twice;
    ask();
    for (int i = 0; i < 2; i++) {
        ck_assert(!desk.out.done);
        ck_assert_uint_eq(desk_run_work(&desk), 1);
        ck_assert_uint_eq(desk_run_mail(&desk), 1);
    }
    ck_assert_uint_eq(worked, 2);
    expect_seven();
}
END_TEST

START_TEST(too_much_work_is_answered_by_503)
{
    desk.work_left = 0;
    ck_assert_int_eq(ask(), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 503);
    ck_assert(swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("retry-after")), SWAGE_STR("1")));
    ck_assert_uint_eq(worked + finished, 0);
}
END_TEST

static int offload_at_once_again(const struct zoo_params *in, struct zoo_reply *out)
{
    offload(in, out);
    ck_assert_int_eq(swage_offload(in->rq, work, finish, &desk), SWAGE_E_ARGUMENT);
    return SWAGE_LATER;
}

START_TEST(one_work_at_a_time)
{
    handlers.set_age = offload_at_once_again;
    ask();
    ck_assert_uint_eq(desk_run_work(&desk), 1);
    desk_run_mail(&desk);
    expect_seven();
}
END_TEST

START_TEST(work_whose_client_has_gone_still_comes_back)
{
    ask();
    swage_request_abort(reply->rq);
    desk_run_work(&desk);
    desk_run_mail(&desk);
    ck_assert_uint_eq(worked, 1);
    ck_assert_uint_eq(finished, 1);
    ck_assert(!desk.out.done);
}
END_TEST

static void work_and_reply(void *arg)
{
    (void)arg;
    worked++;
    ck_assert_int_eq(zoo_reply_age(reply, 7), SWAGE_OK);
}

static int finish_too_late(void *arg)
{
    (void)arg;
    finished++;
    ck_assert_int_eq(zoo_reply_age(reply, 8), SWAGE_E_REPLIED);
    return SWAGE_OK;
}

static int offload_replying(const struct zoo_params *in, struct zoo_reply *out)
{
    reply = out;
    return swage_offload(in->rq, work_and_reply, finish_too_late, NULL);
}

/* The answer is on its way before `done` runs, which must still find its request. */
START_TEST(a_request_lives_until_its_work_is_back)
{
    handlers.set_age = offload_replying;
    ask();
    desk_run_work(&desk);
    ck_assert_uint_eq(desk_run_mail(&desk), 2);
    ck_assert_uint_eq(finished, 1);
    expect_seven();
}
END_TEST

static int offload_for_good(const struct zoo_params *in, struct zoo_reply *out)
{
    reply = out;
    return swage_offload(in->rq, work_and_reply, NULL, NULL);
}

START_TEST(work_may_reply_itself)
{
    handlers.set_age = offload_for_good;
    ask();
    desk_run_work(&desk);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    expect_seven();
}
END_TEST

static int finish_silently(void *arg)
{
    (void)arg;
    return 0;
}

static int offload_silent(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)out;
    return swage_offload(in->rq, work, finish_silently, &desk);
}

START_TEST(work_that_comes_back_without_a_reply_is_500)
{
    handlers.set_age = offload_silent;
    ask();
    desk_run_work(&desk);
    desk_run_mail(&desk);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_ptr_nonnull(strstr(desk.log, "without a reply"));
}
END_TEST

START_TEST(in_process_work_is_done_at_once)
{
    ck_assert_str_eq(zoo_ask(&handlers, "POST", "/age", "3"), "200 7");
    ck_assert_uint_eq(worked, 1);
    handlers.set_age = offload_for_good;
    ck_assert_str_eq(zoo_ask(&handlers, "POST", "/age", "3"), "200 7");
}
END_TEST

/* --- the client's going away -------------------------------------------------------------------------------------- */

static void note_gone(void *arg)
{
    ck_assert_ptr_eq(arg, &went);
    went++;
}

static int wait_for_it(const struct zoo_params *in, struct zoo_reply *out)
{
    reply = out;
    swage_on_gone(in->rq, note_gone, &went);
    return SWAGE_LATER;
}

START_TEST(a_handler_is_told_once_that_its_client_has_gone)
{
    handlers.set_age = wait_for_it;
    ask();
    ck_assert_uint_eq(went, 0);
    swage_request_abort(reply->rq);
    ck_assert_uint_eq(went, 1);
    ck_assert_int_eq(zoo_reply_age(reply, 7), SWAGE_GONE);
    desk_run_mail(&desk);
    ck_assert_uint_eq(went, 1);
}
END_TEST

START_TEST(who_has_replied_is_not_told)
{
    handlers.set_age = wait_for_it;
    ask();
    ck_assert_int_eq(zoo_reply_age(reply, 7), SWAGE_OK);
    swage_request_abort(reply->rq);
    ck_assert_uint_eq(went, 0);
    desk_run_mail(&desk);
}
END_TEST

static void abandon(void *arg)
{
    went++;
    swage_abandon(arg);
}

static int abandon_when_gone(const struct zoo_params *in, struct zoo_reply *out)
{
    reply = out;
    swage_on_gone(in->rq, note_gone, &went);
    swage_on_gone(in->rq, abandon, in->rq);
    return SWAGE_LATER;
}

START_TEST(the_last_word_counts_and_may_abandon)
{
    handlers.set_age = abandon_when_gone;
    ask();
    swage_request_abort(reply->rq);
    ck_assert_uint_eq(went, 1);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
}
END_TEST

/* --- what goes along ---------------------------------------------------------------------------------------------- */

static int look_at_state(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_ptr_null(swage_request_state(in->rq)); /* also in a request that had another life */
    swage_request_set_state(in->rq, out);
    ck_assert_ptr_eq(swage_request_state(in->rq), out);
    ck_assert_ptr_eq(swage_loop_state(in->rq), &worked);
    ck_assert_ptr_null(swage_request_loop(in->rq));
    return zoo_reply_age(out, 7);
}

START_TEST(requests_and_loops_have_states)
{
    handlers.set_age = look_at_state;
    desk.env.loop_state = &worked;
    for (int i = 0; i < 2; i++) {
        ask();
        expect_seven();
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("offload");
    TCase *tc = tcase_create("offload");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, work_comes_back_and_replies);
    tcase_add_test(tc, what_came_back_may_go_again);
    tcase_add_test(tc, too_much_work_is_answered_by_503);
    tcase_add_test(tc, one_work_at_a_time);
    tcase_add_test(tc, work_whose_client_has_gone_still_comes_back);
    tcase_add_test(tc, a_request_lives_until_its_work_is_back);
    tcase_add_test(tc, work_may_reply_itself);
    tcase_add_test(tc, work_that_comes_back_without_a_reply_is_500);
    tcase_add_test(tc, in_process_work_is_done_at_once);
    tcase_add_test(tc, a_handler_is_told_once_that_its_client_has_gone);
    tcase_add_test(tc, who_has_replied_is_not_told);
    tcase_add_test(tc, the_last_word_counts_and_may_abandon);
    tcase_add_test(tc, requests_and_loops_have_states);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
