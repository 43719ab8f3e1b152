/* SPDX-License-Identifier: MIT */
/* Who is asking: credentials, verdicts at once and later, what clients are answered, and what stands in no answer. */
#include "zoo.h"

#include "club_routes.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;
static int verdict;           /* of verifiers */
static unsigned asked, handled, went;
static swage_request *waiting; /* for a verdict */
static const struct club_member *seen; /* in->auth of the last handler */
static char given[200];        /* to the last verifier */

static const swage_str scopes[] = {SWAGE_STR_INIT("notes:read"), SWAGE_STR_INIT("notes:write"), SWAGE_STR_INIT("admin")};
static size_t scope_count;

/* --- the application ---------------------------------------------------------------------------------------------- */

static int judge(swage_request *rq, swage_str what)
{
    asked++;
    waiting = rq;
    snprintf(given, sizeof given, "%.*s", (int)what.len, what.ptr);
    return verdict;
}

static int judge_session(swage_request *rq, swage_str token, struct club_member *identity)
{
    ck_assert_ptr_null(identity->name.ptr);
    *identity = (struct club_member){.id = 7, .name = SWAGE_STR("Ann"), .scopes = {scopes, scope_count}};
    return judge(rq, token);
}

static int judge_login(swage_request *rq, const struct swage_login *login, struct club_member *identity)
{
    char text[100];
    identity->id = 8;
    snprintf(text, sizeof text, "%.*s|%.*s", (int)login->name.len, login->name.ptr, (int)login->password.len,
             login->password.ptr);
    return judge(rq, swage_str_from(text));
}

static int judge_machine(swage_request *rq, swage_str token, struct club_machine *identity)
{
    identity->id = 9;
    return judge(rq, token);
}

static int judge_visit(swage_request *rq, swage_str token, struct club_member *identity)
{
    return judge_session(rq, token, identity);
}

static int list_notes(const struct club_list_notes_params *in, struct club_list_notes_reply *out)
{
    handled++;
    seen = in->auth;
    return club_list_notes_200(out, (struct club_note_array){NULL, 0});
}

static int add_note(const struct club_add_note_params *in, struct club_add_note_reply *out)
{
    handled++;
    seen = in->auth;
    return club_add_note_201(out, &in->body);
}

static int add_session(const struct club_add_session_params *in, struct club_add_session_reply *out)
{
    handled++;
    seen = in->auth;
    return club_add_session_201(out, &(struct club_session){.token = SWAGE_STR("t")});
}

static int get_visit(const struct club_get_visit_params *in, struct club_get_visit_reply *out)
{
    handled++;
    return club_get_visit_200(out, in->auth);
}

static int send_log(const struct club_send_log_params *in, struct club_send_log_reply *out)
{
    handled++;
    ck_assert_int_eq(in->auth->id, 9);
    return club_send_log_204(out);
}

static int drop_note(const struct club_drop_note_params *in, struct club_drop_note_reply *out)
{
    handled++;
    seen = in->auth;
    return club_drop_note_204(out);
}

static int get_health(const struct club_get_health_params *in, struct club_get_health_reply *out)
{
    (void)in;
    handled++;
    return club_get_health_204(out);
}

static int export_notes(const struct club_export_notes_params *in, struct club_export_notes_reply *out)
{
    handled++;
    ck_assert_int_eq(in->auth->id, 9);
    return club_export_notes_200(out, (struct club_note_array){NULL, 0});
}

static struct club_handlers handlers;

static const struct club_handlers usual = {
    .club_auth_session = judge_session,
    .club_auth_login = judge_login,
    .club_auth_machine = judge_machine,
    .club_auth_link = judge_machine,
    .club_auth_visit = judge_visit,
    .club_list_notes = list_notes,
    .club_add_note = add_note,
    .club_add_session = add_session,
    .club_get_visit = get_visit,
    .club_send_log = send_log,
    .club_drop_note = drop_note,
    .club_get_health = get_health,
    .club_export_notes = export_notes,
};

static void set_up(void)
{
    handlers = usual;
    desk_open(&desk, NULL);
    desk.app = club_app_with(&handlers);
    verdict = SWAGE_OK;
    asked = handled = went = 0;
    scope_count = 3;
    seen = NULL;
    waiting = NULL;
    given[0] = '\0';
}

static void tear_down(void)
{
    desk_close(&desk);
}

/* --- requests ----------------------------------------------------------------------------------------------------- */

static swage_request *take(const char *method, const char *target, const char *name, const char *value, const char *body)
{
    swage_request *rq = desk_take(&desk, method, target, body ? SWAGE_MEDIA_JSON : NULL, body ? (int64_t)strlen(body) : -1);
    if (name) {
        rq->head.fields[0] = (struct swage_field){swage_str_from(name), swage_str_from(value)};
        rq->head.field_count = 1;
    }
    return rq;
}

static enum request_step ask(const char *method, const char *target, const char *name, const char *value, const char *body)
{
    size_t body_max;
    swage_request *rq = take(method, target, name, value, body);
    enum request_step step = swage_request_begin(rq, &body_max);
    if (step != REQUEST_GO_ON)
        return step;
    if (body)
        swage_request_lend(rq, body, strlen(body));
    return swage_request_end(rq);
}

static enum request_step ask_bearer(const char *value)
{
    return ask("POST", "/notes", "Authorization", value, "{\"text\":\"x\"}");
}

static void expect(int status, const char *challenge)
{
    swage_str found = swage_collector_header(&desk.out, SWAGE_STR("WWW-Authenticate"));
    ck_assert(desk.out.done);
    ck_assert_msg(desk.out.status == status, "wanted %d, found %d: %s", status, desk.out.status, desk_body(&desk));
    ck_assert_msg(challenge ? swage_str_equal(found, swage_str_from(challenge)) : !found.ptr, "%.*s", (int)found.len,
                  found.ptr ? found.ptr : "");
    ck_assert(status < 400 || swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("Content-Type")),
                                              SWAGE_STR("application/problem+json")));
}

#define CLUB    "Bearer realm=\"the club\""
#define WRITE   ", scope=\"notes:write\""
#define ADMIN   ", scope=\"admin notes:write\""
#define INVALID ", error=\"invalid_token\""

/* --- credentials -------------------------------------------------------------------------------------------------- */

START_TEST(a_bearer_is_asked_for_its_token)
{
    ck_assert_int_eq(ask_bearer("Bearer abc"), REQUEST_ANSWERED);
    expect(201, NULL);
    ck_assert_str_eq(given, "abc");
    ck_assert_uint_eq(handled, 1);
}
END_TEST

START_TEST(without_credentials_comes_a_challenge)
{
    ask("POST", "/notes", NULL, NULL, "{\"text\":\"x\"}");
    expect(401, CLUB WRITE);
    zoo_contains(desk_body(&desk), "\"status\":401");
    ask("DELETE", "/admin/notes/1", NULL, NULL, NULL);
    expect(401, CLUB ADMIN);
    ask("POST", "/sessions", NULL, NULL, NULL);
    expect(401, "Basic realm=\"club\", charset=\"UTF-8\"");
    ask("GET", "/visit", NULL, NULL, NULL);
    expect(401, "ApiKey realm=\"club\"");
    ask("GET", "/notes", "Authorization", "Digest x", NULL); /* it is optional, and not absent */
    expect(401, CLUB);
    ck_assert_uint_eq(asked + handled, 0);
}
END_TEST

START_TEST(malformed_credentials_are_refused_without_asking)
{
    static const char *const bearers[] = {"Bearer", "Bearer a b", "Bearer =", "Bearer a=b"};
    static const char *const logins[] = {"Basic", "Basic !", "Basic dXNlcjpwYXNz=", "Basic dXNlcg==", "Basic YTpiCg==",
                                         "Basic /zr/", "Basic dXNlcjpwYXNzz"};
    for (size_t i = 0; i < sizeof bearers / sizeof *bearers; i++) {
        ask_bearer(bearers[i]);
        expect(401, CLUB INVALID WRITE);
    }
    for (size_t i = 0; i < sizeof logins / sizeof *logins; i++) {
        ask("POST", "/sessions", "Authorization", logins[i], NULL);
        expect(401, "Basic realm=\"club\", charset=\"UTF-8\"");
    }
    ck_assert_uint_eq(asked + handled, 0);
}
END_TEST

START_TEST(credentials_that_stand_twice_are_no_credentials)
{
    size_t body_max;
    swage_request *rq = take("GET", "/notes", "Authorization", "Bearer a", NULL);
    rq->head.fields[1] = (struct swage_field){SWAGE_STR("authorization"), SWAGE_STR("Bearer b")};
    rq->head.field_count = 2;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_ANSWERED);
    expect(400, CLUB ", error=\"invalid_request\"");
    ask("GET", "/admin/export?key=a&key=b", NULL, NULL, NULL);
    expect(400, "ApiKey realm=\"club\"");
    ask("GET", "/visit", "Cookie", "visit=a; visit=b", NULL);
    expect(400, "ApiKey realm=\"club\"");
    ck_assert_uint_eq(asked + handled, 0);
}
END_TEST

START_TEST(a_login_is_a_name_and_a_password)
{
    ask("POST", "/sessions", "Authorization", "bAsIc dGVzdDoxMjPCow==", NULL); /* RFC 7617 2.1 */
    expect(201, NULL);
    ck_assert_str_eq(given, "test|123\xc2\xa3");
    ask("POST", "/sessions", "Authorization", "Basic Og==", NULL);
    expect(201, NULL);
    ck_assert_str_eq(given, "|");
}
END_TEST

START_TEST(keys_are_taken_from_their_places)
{
    static const char *const bad[] = {"/admin/export?key=", "/admin/export?key", "/admin/export?key=%zz",
                                      "/admin/export?key=a%00b", "/admin/export?key=%FF"};
    ask("GET", "/admin/export?part=2&key=a%20b", NULL, NULL, NULL);
    expect(200, NULL);
    ck_assert_str_eq(given, "a b");
    ask("GET", "/visit", "Cookie", "theme=x; visit=\"v1\"", NULL);
    expect(200, NULL);
    ck_assert_str_eq(given, "v1");
    ask("PUT", "/log", "x-machine-key", "k 1", NULL);
    expect(204, NULL);
    ck_assert_str_eq(given, "k 1");
    ck_assert_uint_eq(asked, 3);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ask("GET", bad[i], NULL, NULL, NULL);
        expect(401, "ApiKey realm=\"club\"");
    }
    ask("PUT", "/log", "X-Machine-Key", "", NULL);
    expect(401, "ApiKey realm=\"club\"");
    ck_assert_uint_eq(asked, 3);
}
END_TEST

START_TEST(an_optional_auth_lets_nobody_through_and_no_impostor)
{
    ask("GET", "/notes", NULL, NULL, NULL);
    expect(200, NULL);
    ck_assert_ptr_null(seen);
    ck_assert_uint_eq(asked, 0);
    ask("GET", "/notes", "Authorization", "Bearer a", NULL);
    expect(200, NULL);
    ck_assert_uint_eq(asked, 1);
    verdict = SWAGE_DENIED;
    ask("GET", "/notes", "Authorization", "Bearer a", NULL);
    expect(401, CLUB INVALID);
    ck_assert_uint_eq(handled, 2);
}
END_TEST

START_TEST(what_asks_nobody_and_preflights_go_through)
{
    ask("GET", "/admin/health", NULL, NULL, NULL);
    expect(204, NULL);
    ask("OPTIONS", "/notes", NULL, NULL, NULL);
    expect(204, NULL);
    ask("GET", "/admin/notes/1", NULL, NULL, NULL); /* no such method: that comes first */
    expect(405, NULL);
    ck_assert_uint_eq(asked, 0);
}
END_TEST

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

START_TEST(verdicts_are_answered)
{
    static const struct {
        int verdict, status;
        const char *challenge;
    } rows[] = {{SWAGE_DENIED, 401, CLUB INVALID WRITE}, {SWAGE_FORBIDDEN, 403, NULL}, {SWAGE_E_SYSTEM, 500, NULL},
                {99, 500, NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        verdict = rows[i].verdict;
        ask_bearer("Bearer s3cret");
        expect(rows[i].status, rows[i].challenge);
        ck_assert_ptr_null(strstr(desk_body(&desk), "s3cret"));
        ck_assert_ptr_null(strstr(desk.log, "s3cret"));
    }
    ck_assert_uint_eq(handled, 0);
    ck_assert_uint_eq(desk.log_count, 2);
    zoo_contains(desk.log, "add_note: the verifier failed");
}
END_TEST

START_TEST(all_scopes_of_the_route_are_wanted)
{
    static const int of_write[] = {403, 403, 201, 201}, of_admin[] = {403, 403, 403, 204};
    for (scope_count = 0; scope_count <= 3; scope_count++) {
        ask_bearer("Bearer a");
        expect(of_write[scope_count],
               of_write[scope_count] == 403 ? CLUB ", error=\"insufficient_scope\"" WRITE : NULL);
        ask("DELETE", "/admin/notes/1", "Authorization", "Bearer a", NULL);
        expect(of_admin[scope_count],
               of_admin[scope_count] == 403 ? CLUB ", error=\"insufficient_scope\"" ADMIN : NULL);
    }
    ck_assert_uint_eq(handled, 3);
}
END_TEST

static int answer_itself(swage_request *rq, swage_str token, struct club_member *identity)
{
    (void)token;
    (void)identity;
    return swage_reply_problem(rq, 503, NULL);
}

START_TEST(a_verifier_may_answer_itself)
{
    handlers.club_auth_session = answer_itself;
    ck_assert_int_eq(ask_bearer("Bearer a"), REQUEST_ANSWERED);
    expect(503, NULL);
    ck_assert_uint_eq(handled, 0);
}
END_TEST

START_TEST(without_a_verifier_nobody_is_let_in)
{
    handlers.club_auth_session = NULL;
    ask_bearer("Bearer a");
    expect(501, NULL);
    ck_assert_uint_eq(handled, 0);
}
END_TEST

START_TEST(refusals_come_before_the_body)
{
    size_t body_max;
    swage_request *rq = take("POST", "/notes", NULL, NULL, "{\"text\":\"x\"}");
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_ANSWERED);
    expect(401, CLUB WRITE);
}
END_TEST

START_TEST(memory_may_end_anywhere)
{
    for (size_t limit = 0; limit < 4096; limit += 16) {
        desk.env.arena_max = limit;
        swage_env_done(&desk.env);
        ask("POST", "/sessions", "Authorization", "Basic dXNlcjpwYXNz", NULL);
        ck_assert_msg(desk.out.status == 413 || desk.out.status == 201, "%zu: %d", limit, desk.out.status);
        ask("GET", "/admin/export?key=a", NULL, NULL, NULL);
        ck_assert_msg(desk.out.status == 413 || desk.out.status == 200, "%zu: %d", limit, desk.out.status);
        ask_bearer("Bearer");
        ck_assert_msg(desk.out.status == 413 || desk.out.status == 401, "%zu: %d", limit, desk.out.status);
    }
    ck_assert_int_eq(desk.out.status, 401);
}
END_TEST

/* --- later -------------------------------------------------------------------------------------------------------- */

static void give_verdict(int of)
{
    ck_assert_int_eq(swage_auth_done(waiting, of), SWAGE_LATER);
    ck_assert_int_eq(swage_auth_done(waiting, SWAGE_OK), SWAGE_E_REPLIED);
    ck_assert(!desk.out.done);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
}

START_TEST(a_verdict_may_come_later)
{
    static const struct {
        int verdict, status;
        const char *challenge;
    } rows[] = {{SWAGE_OK, 201, NULL}, {SWAGE_DENIED, 401, CLUB INVALID WRITE}, {SWAGE_FORBIDDEN, 403, NULL},
                {SWAGE_E_NOMEM, 500, NULL}};
    verdict = SWAGE_LATER;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_int_eq(ask_bearer("Bearer a"), REQUEST_LATER);
        ck_assert_uint_eq(handled, i == 0 ? 0 : 1);
        give_verdict(rows[i].verdict);
        expect(rows[i].status, rows[i].challenge);
    }
    ck_assert_uint_eq(handled, 1);
    ck_assert_int_eq(seen->id, 7);
    scope_count = 1;
    ask_bearer("Bearer a");
    give_verdict(SWAGE_OK);
    expect(403, CLUB ", error=\"insufficient_scope\"" WRITE);
}
END_TEST

START_TEST(a_verdict_may_come_before_the_body)
{
    static const char body[] = "{\"text\":\"x\"}";
    size_t body_max;
    verdict = SWAGE_LATER;
    swage_request *rq = take("POST", "/notes", "Authorization", "Bearer a", body);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert(swage_request_is_verifying(rq));
    swage_auth_done(waiting, SWAGE_OK);
    desk_run_mail(&desk);
    ck_assert(!swage_request_is_verifying(rq));
    ck_assert_uint_eq(handled, 0);
    ck_assert_int_eq(swage_request_body(rq, body, sizeof body - 1), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
    expect(201, NULL);
}
END_TEST

START_TEST(an_adapter_may_collect_the_body_all_the_same)
{
    verdict = SWAGE_LATER;
    size_t body_max;
    swage_request *rq = take("POST", "/notes", "Authorization", "Bearer a", "{\"text\":\"x\"}");
    swage_request_begin(rq, &body_max);
    for (const char *at = "{\"text\":\"x\"}"; *at; at++)
        ck_assert_int_eq(swage_request_body(rq, at, 1), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_end(rq), REQUEST_LATER);
    give_verdict(SWAGE_OK);
    expect(201, NULL);
}
END_TEST

static void note_gone(void *arg)
{
    ck_assert_ptr_eq(arg, &went);
    went++;
}

static int wait_and_listen(swage_request *rq, swage_str token, struct club_member *identity)
{
    swage_on_gone(rq, note_gone, &went);
    return judge_session(rq, token, identity);
}

START_TEST(the_client_may_go_meanwhile)
{
    verdict = SWAGE_LATER;
    handlers.club_auth_session = wait_and_listen;
    for (int is_whole = 0; is_whole < 2; is_whole++) {
        size_t body_max;
        swage_request *rq = take("POST", "/notes", "Authorization", "Bearer a", "{}");
        ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
        if (is_whole) {
            swage_request_lend(rq, "{}", 2);
            ck_assert_int_eq(swage_request_end(rq), REQUEST_LATER);
        }
        swage_request_abort(rq);
        ck_assert_uint_eq(went, (unsigned)is_whole + 1);
        ck_assert_uint_eq(desk.env.live_count, 1); /* the verifier has it still */
        ck_assert(swage_request_gone(rq));
        swage_auth_done(rq, SWAGE_OK);
        desk_run_mail(&desk);
        ck_assert_uint_eq(desk.env.live_count, 0);
    }
    ck_assert_uint_eq(handled, 0);
    ck_assert(!desk.out.done);
}
END_TEST

static int add_note_later(const struct club_add_note_params *in, struct club_add_note_reply *out)
{
    (void)out;
    handled++;
    waiting = in->rq;
    return SWAGE_LATER;
}

START_TEST(what_a_verifier_listens_for_ends_with_its_verdict)
{
    verdict = SWAGE_LATER;
    handlers.club_auth_session = wait_and_listen;
    handlers.club_add_note = add_note_later;
    ck_assert_int_eq(ask_bearer("Bearer a"), REQUEST_LATER);
    swage_auth_done(waiting, SWAGE_OK);
    desk_run_mail(&desk);
    ck_assert_uint_eq(handled, 1);
    swage_request_abort(waiting);
    ck_assert_uint_eq(went, 0);
    swage_abandon(waiting);
    desk_run_mail(&desk);
    ck_assert_uint_eq(desk.env.live_count, 0);
}
END_TEST

START_TEST(a_request_that_is_refused_meanwhile_waits_for_its_verdict)
{
    verdict = SWAGE_LATER;
    desk.env.body_max = 4;
    size_t body_max;
    swage_request *rq = take("POST", "/notes", "Authorization", "Bearer a", NULL);
    rq->head.is_chunked = true;
    rq->head.content_type = SWAGE_STR(SWAGE_MEDIA_JSON);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, "{\"text\"", 7), REQUEST_ANSWERED);
    expect(413, NULL);
    ck_assert_uint_eq(desk.env.live_count, 1);
    swage_auth_done(waiting, SWAGE_OK);
    desk_run_mail(&desk);
    ck_assert_uint_eq(desk.env.live_count, 0);
    ck_assert_uint_eq(handled, 0);
}
END_TEST

/* --- offloaded ---------------------------------------------------------------------------------------------------- */

static int (*finish)(void *arg);

static void look_up(void *arg)
{
    (void)arg;
}

static int judge_elsewhere(swage_request *rq, swage_str token, struct club_member *identity)
{
    judge_session(rq, token, identity);
    return swage_offload(rq, look_up, finish, NULL);
}

static int finish_with_verdict(void *arg)
{
    (void)arg;
    return verdict;
}

static int finish_with_done(void *arg)
{
    (void)arg;
    return swage_auth_done(waiting, verdict);
}

static int finish_with_reply(void *arg)
{
    (void)arg;
    return swage_reply_problem(waiting, 503, NULL);
}

START_TEST(what_a_verifier_offloads_gives_the_verdict)
{
    static int (*const finishes[])(void *) = {finish_with_verdict, finish_with_done};
    handlers.club_auth_session = judge_elsewhere;
    for (size_t i = 0; i < 4; i++) {
        finish = finishes[i % 2];
        verdict = i < 2 ? SWAGE_OK : SWAGE_DENIED;
        ck_assert_int_eq(ask_bearer("Bearer a"), REQUEST_LATER);
        ck_assert_uint_eq(desk_run_work(&desk), 1);
        desk.work_left++;
        while (desk_run_mail(&desk) > 0)
            continue;
        expect(i < 2 ? 201 : 401, i < 2 ? NULL : CLUB INVALID WRITE);
    }
    ck_assert_uint_eq(handled, 2);
}
END_TEST

START_TEST(what_a_verifier_offloads_may_answer)
{
    handlers.club_auth_session = judge_elsewhere;
    finish = finish_with_reply;
    ask_bearer("Bearer a");
    desk_run_work(&desk);
    desk_run_mail(&desk);
    expect(503, NULL);
    ck_assert_uint_eq(desk.env.live_count, 0);
    ck_assert_uint_eq(handled, 0);
    desk.work_left = 0; /* and so does the pool, when too much waits for it */
    ask_bearer("Bearer a");
    expect(503, NULL);
}
END_TEST

static void *reply_elsewhere(void *arg)
{
    swage_reply_problem(arg, 503, NULL);
    return NULL;
}

static void *decide_elsewhere(void *arg)
{
    swage_auth_done(arg, SWAGE_OK);
    return NULL;
}

START_TEST(another_thread_may_decide_or_answer)
{
    static void *(*const runs[])(void *) = {decide_elsewhere, reply_elsewhere};
    verdict = SWAGE_LATER;
    for (size_t i = 0; i < 2; i++) {
        pthread_t thread;
        ck_assert_int_eq(ask_bearer("Bearer a"), REQUEST_LATER);
        ck_assert_int_eq(pthread_create(&thread, NULL, runs[i], waiting), 0);
        desk_await_mail(&desk);
        pthread_join(thread, NULL);
        expect(i == 0 ? 201 : 503, NULL);
        ck_assert_uint_eq(desk.env.live_count, 0);
    }
    ck_assert_uint_eq(handled, 1);
}
END_TEST

static int decide_at_once(swage_request *rq, swage_str token, struct club_member *identity)
{
    judge_session(rq, token, identity);
    return swage_auth_done(rq, SWAGE_OK);
}

START_TEST(a_verdict_may_be_faster_than_its_verifier)
{
    handlers.club_auth_session = decide_at_once;
    ck_assert_int_eq(ask_bearer("Bearer a"), REQUEST_LATER);
    desk_run_mail(&desk);
    expect(201, NULL);
    /* The same where nothing stands between posting and running but the call itself. */
    const struct swage_field field = {SWAGE_STR("Authorization"), SWAGE_STR("Bearer a")};
    struct swage_collector out;
    swage_collector_init(&out);
    ck_assert_int_eq(swage_dispatch(&desk.app, SWAGE_STR("GET"), SWAGE_STR("/notes"), &field, 1, (swage_str){NULL, 0}, &out.sink),
                     SWAGE_OK);
    ck_assert(out.done);
    ck_assert_int_eq(out.status, 200);
    swage_collector_done(&out);
}
END_TEST

START_TEST(texts_are_compared_whole)
{
    ck_assert(swage_auth_equal(SWAGE_STR("abc"), SWAGE_STR("abc")));
    ck_assert(swage_auth_equal(SWAGE_EMPTY, SWAGE_EMPTY));
    ck_assert(!swage_auth_equal(SWAGE_STR("abc"), SWAGE_STR("abd")));
    ck_assert(!swage_auth_equal(SWAGE_STR("abcabc"), SWAGE_STR("abc")));
    ck_assert(!swage_auth_equal(SWAGE_STR("ab"), SWAGE_STR("abc")));
    ck_assert(!swage_auth_equal(SWAGE_STR("a"), SWAGE_EMPTY));
    ck_assert(!swage_auth_equal(SWAGE_EMPTY, SWAGE_STR("a")));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("auth");
    TCase *tcase = tcase_create("auth");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_bearer_is_asked_for_its_token);
    tcase_add_test(tcase, without_credentials_comes_a_challenge);
    tcase_add_test(tcase, malformed_credentials_are_refused_without_asking);
    tcase_add_test(tcase, credentials_that_stand_twice_are_no_credentials);
    tcase_add_test(tcase, a_login_is_a_name_and_a_password);
    tcase_add_test(tcase, keys_are_taken_from_their_places);
    tcase_add_test(tcase, an_optional_auth_lets_nobody_through_and_no_impostor);
    tcase_add_test(tcase, what_asks_nobody_and_preflights_go_through);
    tcase_add_test(tcase, verdicts_are_answered);
    tcase_add_test(tcase, all_scopes_of_the_route_are_wanted);
    tcase_add_test(tcase, a_verifier_may_answer_itself);
    tcase_add_test(tcase, without_a_verifier_nobody_is_let_in);
    tcase_add_test(tcase, refusals_come_before_the_body);
    tcase_add_test(tcase, memory_may_end_anywhere);
    tcase_add_test(tcase, a_verdict_may_come_later);
    tcase_add_test(tcase, a_verdict_may_come_before_the_body);
    tcase_add_test(tcase, an_adapter_may_collect_the_body_all_the_same);
    tcase_add_test(tcase, the_client_may_go_meanwhile);
    tcase_add_test(tcase, what_a_verifier_listens_for_ends_with_its_verdict);
    tcase_add_test(tcase, a_request_that_is_refused_meanwhile_waits_for_its_verdict);
    tcase_add_test(tcase, what_a_verifier_offloads_gives_the_verdict);
    tcase_add_test(tcase, what_a_verifier_offloads_may_answer);
    tcase_add_test(tcase, another_thread_may_decide_or_answer);
    tcase_add_test(tcase, a_verdict_may_be_faster_than_its_verifier);
    tcase_add_test(tcase, texts_are_compared_whole);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
