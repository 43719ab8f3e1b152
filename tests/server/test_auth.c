/* SPDX-License-Identifier: MIT */
/*
 * Who is asking, over the HTTP/1 machine and over sockets: what of a body is read before a verdict, whichever way the bytes
 * are cut, and what the access log says.
 */
#include "config.h"

#include "club_routes.h"
#include "live.h"
#include "said.h"

#include <swage/stream.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- the application ---------------------------------------------------------------------------------------------- */

static int verdict; /* what verifiers return */
static swage_request *waiting;
static unsigned asked, handled;
static size_t received;

static int judge_session(swage_request *rq, swage_str token, struct club_member *identity)
{
    static const swage_str scopes[] = {SWAGE_STR_INIT("notes:write"), SWAGE_STR_INIT("admin")};
    *identity = (struct club_member){.id = 7, .name = token, .scopes = {scopes, 2}};
    waiting = rq;
    asked++;
    return verdict;
}

static int judge_machine(swage_request *rq, swage_str token, struct club_machine *identity)
{
    (void)token;
    identity->id = 1;
    waiting = rq;
    asked++;
    return verdict;
}

static int list_notes(const struct club_list_notes_params *in, struct club_list_notes_reply *out)
{
    (void)in;
    handled++;
    return club_list_notes_200(out, (struct club_note_array){NULL, 0});
}

/* The token that was sent comes back: the head has to be where it was. */
static int add_note(const struct club_add_note_params *in, struct club_add_note_reply *out)
{
    handled++;
    return club_add_note_201(out, &(struct club_note){.text = in->body.text, .by = in->auth->name});
}

static int read_piece(void *arg, const struct swage_piece *piece)
{
    struct club_send_log_reply *out = arg;
    if (piece->status != SWAGE_OK)
        return swage_abandon(out->rq);
    received += piece->bytes.len;
    return piece->is_last ? club_send_log_204(out) : swage_body_read(out->rq, read_piece, out);
}

static int send_log(const struct club_send_log_params *in, struct club_send_log_reply *out)
{
    handled++;
    received = 0;
    return swage_body_read(in->rq, read_piece, out);
}

static int export_notes(const struct club_export_notes_params *in, struct club_export_notes_reply *out)
{
    (void)in;
    return club_export_notes_200(out, (struct club_note_array){NULL, 0});
}

static const struct club_handlers handlers = {.club_auth_session = judge_session,
                                              .club_auth_machine = judge_machine,
                                              .club_auth_link = judge_machine,
                                              .club_list_notes = list_notes,
                                              .club_add_note = add_note,
                                              .club_send_log = send_log,
                                              .club_export_notes = export_notes};
static struct swage_app app;

static void open_wire(void)
{
    app = club_app_with(&handlers);
    wire_init(&wire, &app);
    verdict = SWAGE_LATER;
    waiting = NULL;
    asked = handled = 0;
}

static void close_wire(void)
{
    wire_done(&wire);
    ck_assert_uint_eq(wire.env.live_count, 0);
}

static void decide(int of)
{
    ck_assert_ptr_nonnull(waiting);
    ck_assert_int_eq(swage_auth_done(waiting, of), SWAGE_LATER);
    waiting = NULL;
    wire_run_mail(&wire);
}

#define BODY       "{\"text\":\"x\"}"
#define ANSWER     "{\"text\":\"x\",\"by\":\"t0\"}"
#define NOTE_HEAD  "POST /notes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t0\r\nContent-Type: application/json\r\n"
#define NOTE       NOTE_HEAD "Content-Length: 12\r\n\r\n" BODY
#define NOTE_PARTS NOTE_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"tex\r\n7\r\nt\":\"x\"}\r\n0\r\n\r\n"
#define LOG        "PUT /log HTTP/1.1\r\nHost: a\r\nX-Machine-Key: k\r\nContent-Length: 6\r\n\r\nlogged"
#define LATE       "POST /notes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t0\r\nContent-Type: application/json\r\n" \
                   "Expect: 100-continue\r\nContent-Length: 12\r\n\r\n"

/* --- bodies ------------------------------------------------------------------------------------------------------- */

/* Cut in two anywhere, with the verdict after the first or after the second part. */
static void try_cuts(const char *request, int of, int status, const char *body)
{
    size_t len = strlen(request);
    for (size_t cut = 1; cut <= len; cut++)
        for (int is_early = 0; is_early < 2; is_early++) {
            wire_send(&wire, request, cut);
            if (is_early && waiting)
                decide(of);
            wire_send(&wire, request + cut, len - cut);
            if (waiting)
                decide(of);
            expect_answer(status, body);
            ck_assert_ptr_null(waiting);
            if (wire.is_closed)
                wire_reset(&wire);
            else
                expect_nothing();
        }
}

START_TEST(a_verdict_comes_at_any_byte_of_the_request)
{
    try_cuts(NOTE, SWAGE_OK, 201, ANSWER);
    try_cuts(NOTE_PARTS, SWAGE_OK, 201, ANSWER);
    try_cuts(LOG, SWAGE_OK, 204, NULL);
    ck_assert_uint_eq(received, 6);
    unsigned before = handled;
    try_cuts(NOTE, SWAGE_DENIED, 401, NULL);
    try_cuts(NOTE_PARTS, SWAGE_FORBIDDEN, 403, NULL);
    try_cuts(LOG, SWAGE_DENIED, 401, NULL);
    ck_assert_uint_eq(handled, before);
}
END_TEST

START_TEST(requests_byte_by_byte_are_as_whole_ones)
{
    static const char *const requests[] = {NOTE, NOTE_PARTS, LOG};
    for (size_t i = 0; i < 3; i++) {
        for (const char *at = requests[i]; *at; at++)
            wire_send(&wire, at, 1);
        decide(SWAGE_OK);
        expect_answer(i < 2 ? 201 : 204, i < 2 ? ANSWER : NULL);
    }
    ck_assert_uint_eq(handled, 3);
}
END_TEST

START_TEST(nothing_of_a_body_is_read_before_the_verdict)
{
    static char big[300000];
    size_t len = (size_t)snprintf(big, sizeof big, "PUT /log HTTP/1.1\r\nHost: a\r\nX-Machine-Key: k\r\n"
                                                   "Content-Length: 200000\r\n\r\n");
    memset(big + len, 'x', 200000);
    wire_send(&wire, big, len + 200000);
    ck_assert_uint_eq(asked, 1);
    ck_assert_uint_gt(wire.waiting.len, 100000); /* more than one read was not taken */
    decide(SWAGE_OK);
    expect_answer(204, NULL);
    ck_assert_uint_eq(received, 200000);
    wire_send(&wire, big, len + 200000);
    decide(SWAGE_DENIED); /* too much is left to be dropped */
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 401);
    ck_assert(answer.says_close && wire.is_closed);
}
END_TEST

START_TEST(a_client_that_waits_for_a_word_waits_for_the_verdict)
{
    send_text(LATE);
    expect_nothing();
    decide(SWAGE_OK);
    expect_answer(100, NULL);
    send_text(BODY);
    expect_answer(201, ANSWER);
    send_text(LATE);
    decide(SWAGE_DENIED);
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 401);
    ck_assert(answer.says_close); /* whether it sends the body all the same cannot be known */
    wire_reset(&wire);
    send_text("PUT /log HTTP/1.1\r\nHost: a\r\nX-Machine-Key: k\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    expect_nothing();
    decide(SWAGE_OK);
    expect_answer(100, NULL);
    send_text("ab");
    expect_answer(204, NULL);
}
END_TEST

START_TEST(a_refusal_at_once_comes_before_any_body)
{
    verdict = SWAGE_DENIED;
    send_text(LATE);
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 401);
    ck_assert(contains(answer.head, "WWW-Authenticate: Bearer realm=\"the club\", error=\"invalid_token\", "
                                    "scope=\"notes:write\"\r\n"));
    ck_assert(contains(answer.head, "X-Content-Type-Options: nosniff"));
    expect_nothing();
}
END_TEST

START_TEST(what_is_pipelined_waits_its_turn)
{
    send_text(NOTE "GET /notes HTTP/1.1\r\nHost: a\r\n\r\n" NOTE);
    expect_nothing();
    decide(SWAGE_DENIED);
    expect_answer(401, NULL);
    expect_answer(200, "[]");
    expect_nothing();
    decide(SWAGE_OK);
    expect_answer(201, ANSWER);
}
END_TEST

START_TEST(heads_that_repeat_are_asked_each_time)
{
    verdict = SWAGE_OK;
    for (unsigned i = 1; i <= 5; i++) {
        send_text("GET /notes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t0\r\n\r\n");
        expect_answer(200, "[]");
        ck_assert_uint_eq(asked, i);
    }
    verdict = SWAGE_DENIED;
    send_text("GET /notes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t0\r\n\r\n");
    expect_answer(401, NULL);
}
END_TEST

START_TEST(the_client_may_go_before_the_verdict)
{
    static const char *const requests[] = {NOTE, LOG, LATE};
    for (size_t i = 0; i < 3; i++)
        for (size_t cut = 0; cut < (i < 2 ? 2 : 1); cut++) { /* the last one has sent its head alone */
            wire_send(&wire, requests[i], strlen(requests[i]) - cut);
            http1_release(wire.http1);
            wire.http1 = NULL;
            ck_assert_uint_eq(wire.env.live_count, 1);
            if (waiting) {
                ck_assert(swage_request_gone(waiting));
                decide(SWAGE_OK);
            } else {
                wire_run_mail(&wire);
            }
            ck_assert_uint_eq(wire.env.live_count, 0);
            wire_reset(&wire);
        }
    ck_assert_uint_eq(handled, 0);
}
END_TEST

START_TEST(a_deadline_may_pass_before_the_verdict)
{
    wire_send(&wire, NOTE, sizeof NOTE - 6);
    http1_expire(wire.http1);
    wire_run_mail(&wire);
    expect_answer(504, NULL);
    decide(SWAGE_OK);
    expect_nothing();
    ck_assert_uint_eq(handled, 0);
    wire_reset(&wire);
    send_text(NOTE);
    http1_expire(wire.http1);
    decide(SWAGE_OK);
    expect_answer(504, NULL);
    ck_assert_uint_eq(handled, 0);
}
END_TEST

/* --- sockets ------------------------------------------------------------------------------------------------------ */

START_TEST(keys_stand_in_no_log)
{
    char path[] = "/tmp/swage-auth-XXXXXX", said[4096] = "", flags[100];
    static struct live_reader reader;
    const struct swage_service service = {.app = &app};
    int log = mkstemp(path);
    ck_assert_int_ge(log, 0);
    snprintf(flags, sizeof flags, "--access-log %s", path);
    app = club_app_with(&handlers);
    verdict = SWAGE_OK;
    live_start_service(&service, flags);
    live_open(&reader);
    live_send(reader.fd, "GET /admin/export?key=s3cret HTTP/1.1\r\nHost: a\r\n\r\n"
                         "PUT /admin/export?key=s3cret HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
                         "GET /notes?limit=7 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer s3cret\r\n\r\n");
    live_expect(&reader, 200);
    live_expect(&reader, 405);
    live_expect(&reader, 200);
    ck_assert_int_eq(live_stop(), 0);
    close(reader.fd);
    ck_assert_int_gt(read(log, said, sizeof said - 1), 0);
    close(log);
    unlink(path);
    ck_assert_msg(strstr(said, "GET /admin/export\"") && strstr(said, "PUT /admin/export\"") && strstr(said, "GET /notes\""),
                  "%s", said);
    ck_assert_ptr_null(strstr(said, "s3cret"));
    ck_assert_ptr_null(strstr(live_said(), "s3cret"));
}
END_TEST

static bool is_asked(void *arg)
{
    (void)arg;
    return asked > 0;
}

START_TEST(the_handlers_deadline_holds_for_verdicts)
{
    static struct live_reader reader;
    const struct swage_service service = {.app = &app};
    app = club_app_with(&handlers);
    verdict = SWAGE_LATER;
    asked = 0;
    live_start_service(&service, "--handler-timeout 300ms");
    live_open(&reader);
    live_send(reader.fd, NOTE_HEAD "Content-Length: 12\r\n\r\n{");
    live_await(is_asked, NULL);
    live_expect(&reader, 504);
    swage_auth_done(waiting, SWAGE_OK); /* it is for nobody now, and frees the request */
    waiting = NULL;
    close(reader.fd);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert_uint_eq(handled, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("auth");
    TCase *machine = tcase_create("machine"), *sockets = tcase_create("sockets");
    tcase_add_checked_fixture(machine, open_wire, close_wire);
    tcase_add_test(machine, a_verdict_comes_at_any_byte_of_the_request);
    tcase_add_test(machine, requests_byte_by_byte_are_as_whole_ones);
    tcase_add_test(machine, nothing_of_a_body_is_read_before_the_verdict);
    tcase_add_test(machine, a_client_that_waits_for_a_word_waits_for_the_verdict);
    tcase_add_test(machine, a_refusal_at_once_comes_before_any_body);
    tcase_add_test(machine, what_is_pipelined_waits_its_turn);
    tcase_add_test(machine, heads_that_repeat_are_asked_each_time);
    tcase_add_test(machine, the_client_may_go_before_the_verdict);
    tcase_add_test(machine, a_deadline_may_pass_before_the_verdict);
    tcase_add_test(sockets, keys_stand_in_no_log);
    tcase_add_test(sockets, the_handlers_deadline_holds_for_verdicts);
    tcase_set_timeout(sockets, 60);
    suite_add_tcase(suite, machine);
    suite_add_tcase(suite, sockets);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
