/* SPDX-License-Identifier: MIT */
/* The example with tasks: who may do what, what is kept, and what bounds it. */
#include "config.h"

#include "service.h"
#include "todo_routes.h"

#include <swage/test.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct service service;
static struct swage_test *test;
static char bearer[sizeof "Bearer " + TOKEN_BYTES];

/* What accounts_read makes of a file with this text. */
static bool read_accounts(struct accounts *accounts, const char *text)
{
    char path[] = "/tmp/test_todo.XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    bool is_read = accounts_read(accounts, path);
    unlink(path);
    return is_read;
}

static const struct swage_test_reply *sign_in(const char *name, const char *password)
{
    const struct swage_test_pair form[] = {{"name", name}, {"password", password}, {NULL, NULL}};
    return swage_test_call(test, &(struct swage_test_request){.method = "POST", .target = "/sessions", .form = form});
}

/* The bearer of a new session of Ann's. */
static const char *open_session(void)
{
    ck_assert_int_eq(sign_in("ann", "let:me:in")->status, 201);
    const char *token = swage_test_at(test, "/token"); /* in quotes */
    snprintf(bearer, sizeof bearer, "Bearer %.*s", TOKEN_BYTES, token + 1);
    return bearer;
}

static void set_up(void)
{
    service = (struct service)SERVICE_INIT;
    ck_assert(read_accounts(&service.accounts, "ann:let:me:in\nbob:b\n"));
    test = swage_test_new(&todo_app, &service);
    ck_assert_ptr_nonnull(test);
    swage_test_always(test, "Authorization", open_session());
}

static void tear_down(void)
{
    swage_test_free(test);
    tasks_drop_all(&service.tasks);
}

static int send_task(const char *json)
{
    return swage_test_send(test, "POST", "/tasks", json)->status;
}

static int ask(const char *method, const char *target, const char *header, const char *value, const char *json)
{
    const struct swage_test_pair headers[] = {{header, value}, {NULL, NULL}};
    return swage_test_call(test, &(struct swage_test_request){method, target, .headers = headers, .json = json})->status;
}

static void header_is(const char *name, const char *value)
{
    swage_str found = swage_test_header(test, name);
    ck_assert_str_eq(found.ptr, value);
}

/* --- accounts ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *text;
    bool is_good;
} files[] = {
    {"ann:letmein\n", true}, {"a:b\nc:d\n", true},  {"", false},          {"ann\n", false},
    {":b\n", false},         {"ann:\n", false},     {"ann:x", false},     {"ann:x\n\n", false},
};

START_TEST(an_account_is_a_name_and_a_password)
{
    static struct accounts accounts;
    accounts = (struct accounts){0};
    ck_assert_int_eq(read_accounts(&accounts, files[_i].text), files[_i].is_good);
}
END_TEST

static bool reads_account(struct accounts *accounts, const char *name, int password_len)
{
    char line[NAME_BYTES + PASSWORD_BYTES + 8];
    snprintf(line, sizeof line, "%s:%0*d\n", name, password_len, 0);
    accounts->count = 0;
    return read_accounts(accounts, line);
}

START_TEST(accounts_are_bounded)
{
    static struct accounts accounts;
    char name[NAME_BYTES + 2] = "", text[8 * (ACCOUNTS_MAX + 1)] = "";
    for (int i = 0; i < ACCOUNTS_MAX; i++)
        strcat(text, "ann:x\n");
    ck_assert(read_accounts(&accounts, text));
    accounts.count = 0;
    ck_assert(!read_accounts(&accounts, strcat(text, "ann:x\n")));

    for (int i = 0; i < 40; i++)
        strcat(name, "\xf0\x9f\x8d\xb5");
    ck_assert(reads_account(&accounts, name, PASSWORD_BYTES));
    ck_assert(!reads_account(&accounts, name, PASSWORD_BYTES + 1));
    ck_assert(!reads_account(&accounts, strcat(name, "a"), 1));
    ck_assert(!reads_account(&accounts, "12345678901234567890123456789012345678901", 1));
    ck_assert(!reads_account(&accounts, "\xff", 1));
    ck_assert(!accounts_read(&accounts, "/nowhere/at/all"));
}
END_TEST

START_TEST(only_who_is_known_signs_in)
{
    ck_assert_int_eq(sign_in("ann", "letmein")->status, 403);
    ck_assert_int_eq(sign_in("eve", "b")->status, 403);
    ck_assert_int_eq(sign_in("bob", "b")->status, 201);
    ck_assert_str_eq(swage_test_at(test, "/account"), "{\"name\":\"bob\"}");
}
END_TEST

START_TEST(a_session_is_a_token_or_a_cookie)
{
    const struct swage_test_pair cookies[] = {{"sid", bearer + sizeof "Bearer " - 1}, {NULL, NULL}};
    const struct swage_test_pair other[] = {{"sid", "00000000000000000000000000000000"}, {NULL, NULL}};
    ck_assert_int_eq(swage_test_call(test, &(struct swage_test_request){.target = "/me", .cookies = cookies})->status, 200);
    ck_assert_str_eq(swage_test_at(test, "/name"), "\"ann\"");
    ck_assert_int_eq(swage_test_call(test, &(struct swage_test_request){.target = "/me", .cookies = other})->status, 401);
    ck_assert_int_eq(ask("GET", "/tasks", "Authorization", "Bearer 0", NULL), 401);
    ck_assert_int_eq(ask("GET", "/export", "Authorization", "Basic Ym9iOmI=", NULL), 200);
    ck_assert_int_eq(ask("GET", "/export", "Authorization", "Basic Ym9iOmM=", NULL), 401);
}
END_TEST

START_TEST(the_oldest_session_makes_room)
{
    char first[sizeof bearer];
    memcpy(first, bearer, sizeof first);
    for (int i = 1; i < VISITS_MAX; i++)
        open_session();
    ck_assert_int_eq(ask("GET", "/tasks", "Authorization", first, NULL), 200);
    open_session();
    ck_assert_int_eq(ask("GET", "/tasks", "Authorization", first, NULL), 401);
    ck_assert_int_eq(ask("GET", "/tasks", "Authorization", bearer, NULL), 200);
}
END_TEST

START_TEST(a_session_ends_after_its_time)
{
    ck_assert_int_eq(swage_test_get(test, "/tasks")->status, 200);
    service.accounts.visits[0].until = time(NULL) - 1;
    ck_assert_int_eq(swage_test_get(test, "/tasks")->status, 401);
}
END_TEST

/* --- tasks --------------------------------------------------------------------------------------------------------- */

START_TEST(a_task_is_kept_with_its_place_and_state)
{
    ck_assert_int_eq(send_task("{\"title\":\"buy tea\",\"tags\":[\"home\"],\"effort\":5,\"due\":\"2026-12-24\"}"), 201);
    header_is("Location", "/tasks/1");
    header_is("ETag", "\"1-1\"");
    ck_assert_int_eq(swage_test_get(test, "/tasks/1")->status, 200);
    ck_assert_str_eq(swage_test_at(test, "/title"), "\"buy tea\"");
    ck_assert_str_eq(swage_test_at(test, "/tags"), "[\"home\"]");
    ck_assert_str_eq(swage_test_at(test, "/priority"), "\"normal\"");
    ck_assert_str_eq(swage_test_at(test, "/owner"), "\"ann\"");
    ck_assert_int_eq(swage_test_get(test, "/tasks/2")->status, 404);
}
END_TEST

START_TEST(a_task_that_was_seen_is_not_sent_again)
{
    send_task("{\"title\":\"a\"}");
    ck_assert_int_eq(ask("GET", "/tasks/1", "If-None-Match", "\"7-1\", W/\"1-1\"", NULL), 304);
    header_is("ETag", "\"1-1\"");
    ck_assert_int_eq(ask("GET", "/tasks/1", "If-None-Match", "*", NULL), 304);
    ck_assert_int_eq(ask("GET", "/tasks/1", "If-None-Match", "\"1-2\"", NULL), 200);
}
END_TEST

START_TEST(a_patch_changes_what_it_names)
{
    send_task("{\"title\":\"a\",\"note\":\"b\",\"effort\":5,\"tags\":[\"x\"]}");
    ck_assert_int_eq(swage_test_send(test, "PATCH", "/tasks/1", "{\"note\":null,\"effort\":null,\"done\":true}")->status, 200);
    header_is("ETag", "\"1-2\"");
    ck_assert_str_eq(swage_test_at(test, "/title"), "\"a\"");
    ck_assert_str_eq(swage_test_at(test, "/tags"), "[\"x\"]");
    ck_assert_str_eq(swage_test_at(test, "/done"), "true");
    ck_assert_ptr_null(swage_test_at(test, "/note"));
    ck_assert_ptr_null(swage_test_at(test, "/effort"));
    ck_assert_int_eq(swage_test_send(test, "PATCH", "/tasks/2", "{}")->status, 404);
}
END_TEST

START_TEST(nobody_undoes_what_another_did)
{
    send_task("{\"title\":\"a\"}");
    ck_assert_int_eq(ask("PATCH", "/tasks/1", "If-Match", "\"1-1\"", "{\"title\":\"b\"}"), 200);
    ck_assert_int_eq(ask("PATCH", "/tasks/1", "If-Match", "\"1-1\"", "{\"title\":\"c\"}"), 412);
    ck_assert_int_eq(ask("DELETE", "/tasks/1", "If-Match", "\"1-1\"", NULL), 412);
    ck_assert_int_eq(ask("DELETE", "/tasks/1", "If-Match", "\"1-2\"", NULL), 204);
    ck_assert_int_eq(swage_test_send(test, "DELETE", "/tasks/1", NULL)->status, 404);
}
END_TEST

START_TEST(revisions_begin_again_at_their_end)
{
    send_task("{\"title\":\"a\"}");
    service.tasks.kept[0]->revision = INT32_MAX;
    ck_assert_int_eq(swage_test_send(test, "PATCH", "/tasks/1", "{}")->status, 200);
    header_is("ETag", "\"1-1\"");
}
END_TEST

START_TEST(lists_come_page_by_page)
{
    for (int i = 0; i < 5; i++)
        send_task("{\"title\":\"a\"}");
    swage_test_send(test, "DELETE", "/tasks/3", NULL);
    swage_test_get(test, "/tasks?limit=2");
    ck_assert_str_eq(swage_test_at(test, "/items/1/id"), "2");
    ck_assert_str_eq(swage_test_at(test, "/next"), "2");
    swage_test_get(test, "/tasks?limit=2&after=2");
    ck_assert_str_eq(swage_test_at(test, "/items/0/id"), "4");
    ck_assert_str_eq(swage_test_at(test, "/items/1/id"), "5");
    ck_assert_ptr_null(swage_test_at(test, "/next"));
    swage_test_get(test, "/tasks?after=5");
    ck_assert_str_eq(swage_test_at(test, ""), "{\"items\":[]}");
}
END_TEST

static const struct {
    const char *query, *id;
} filters[] = {
    {"priority=high", "1"}, {"tag=home", "2"}, {"done=true", "3"}, {"done=false&tag=work", "4"},
};

START_TEST(lists_are_of_what_is_asked_for)
{
    char target[64];
    send_task("{\"title\":\"a\",\"priority\":\"high\"}");
    send_task("{\"title\":\"b\",\"tags\":[\"red\",\"home\"]}");
    send_task("{\"title\":\"c\",\"tags\":[\"work\"],\"done\":true}");
    send_task("{\"title\":\"d\",\"tags\":[\"work\"]}");
    snprintf(target, sizeof target, "/tasks?%s", filters[_i].query);
    swage_test_get(test, target);
    ck_assert_str_eq(swage_test_at(test, "/items/0/id"), filters[_i].id);
    ck_assert_ptr_null(swage_test_at(test, "/items/1"));
}
END_TEST

/* What takes the most room: 80 quotes, and the most that JSON writes of it. */
static int send_longest(void)
{
    char json[512] = "{\"title\":\"";
    for (int i = 0; i < 80; i++)
        strcat(json, "\\\"");
    return send_task(strcat(json, "\"}"));
}

START_TEST(there_is_an_end_to_the_room)
{
    for (int i = 0; i < TASKS_MAX; i++)
        ck_assert_int_eq(send_longest(), 201);
    ck_assert_int_eq(send_longest(), 409);
    ck_assert_int_eq(ask("GET", "/export", "Authorization", "Basic Ym9iOmI=", NULL), 200);
    swage_test_send(test, "DELETE", "/tasks/500", NULL);
    ck_assert_int_eq(send_longest(), 201);
    header_is("Location", "/tasks/1001");
}
END_TEST

START_TEST(there_is_an_end_to_the_numbers)
{
    service.tasks.last_id = INT32_MAX - 1;
    ck_assert_int_eq(send_task("{\"title\":\"a\"}"), 201);
    header_is("Location", "/tasks/2147483647");
    ck_assert_int_eq(send_task("{\"title\":\"a\"}"), 409);
    ck_assert_int_eq(swage_test_get(test, "/tasks/2147483647")->status, 200);
}
END_TEST

START_TEST(spreadsheets_find_texts_and_no_formulas)
{
    send_task("{\"title\":\"say \\\"tea\\\"\",\"due\":\"2026-12-24\"}");
    send_task("{\"title\":\"=1+1\",\"done\":true}");
    service.tasks.kept[0]->created = SWAGE_STR("2026-01-01T00:00:00Z");
    service.tasks.kept[1]->created = SWAGE_STR("2026-01-02T00:00:00Z");
    ck_assert_int_eq(ask("GET", "/export", "Authorization", "Basic Ym9iOmI=", NULL), 200);
    header_is("Content-Type", "text/csv; charset=utf-8; header=present");
    ck_assert_str_eq(swage_test_call(test, &(struct swage_test_request){.target = "/export",
                                                                       .headers = (struct swage_test_pair[]){
                                                                           {"Authorization", "Basic Ym9iOmI="}, {NULL, NULL}}})
                         ->body.ptr,
                     "id,title,owner,due,created,state\r\n"
                     "1,\"say \"\"tea\"\"\",\"ann\",\"2026-12-24\",\"2026-01-01T00:00:00Z\",open\r\n"
                     "2,\"'=1+1\",\"ann\",\"\",\"2026-01-02T00:00:00Z\",done\r\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("todo");
    TCase *accounts = tcase_create("accounts"), *tasks = tcase_create("tasks");
    tcase_add_checked_fixture(accounts, set_up, tear_down);
    tcase_add_loop_test(accounts, an_account_is_a_name_and_a_password, 0, sizeof files / sizeof *files);
    tcase_add_test(accounts, accounts_are_bounded);
    tcase_add_test(accounts, only_who_is_known_signs_in);
    tcase_add_test(accounts, a_session_is_a_token_or_a_cookie);
    tcase_add_test(accounts, the_oldest_session_makes_room);
    tcase_add_test(accounts, a_session_ends_after_its_time);
    suite_add_tcase(suite, accounts);
    tcase_add_checked_fixture(tasks, set_up, tear_down);
    tcase_add_test(tasks, a_task_is_kept_with_its_place_and_state);
    tcase_add_test(tasks, a_task_that_was_seen_is_not_sent_again);
    tcase_add_test(tasks, a_patch_changes_what_it_names);
    tcase_add_test(tasks, nobody_undoes_what_another_did);
    tcase_add_test(tasks, revisions_begin_again_at_their_end);
    tcase_add_test(tasks, lists_come_page_by_page);
    tcase_add_loop_test(tasks, lists_are_of_what_is_asked_for, 0, sizeof filters / sizeof *filters);
    tcase_add_test(tasks, there_is_an_end_to_the_room);
    tcase_add_test(tasks, there_is_an_end_to_the_numbers);
    tcase_add_test(tasks, spreadsheets_find_texts_and_no_formulas);
    suite_add_tcase(suite, tasks);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
