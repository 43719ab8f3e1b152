/* SPDX-License-Identifier: MIT */
/* Bodies that are no JSON, made from schemas/paste.swage, in process. */
#include "config.h"

#include "paste_routes.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct swage_collector answer;
static swage_str kept; /* what a handler was given; absent: it was not called */
static char keep[4096];

static void keep_text(const void *ptr, size_t len)
{
    ck_assert_uint_le(len, sizeof keep);
    memcpy(keep, ptr, len);
    kept = swage_str_of(keep, len);
}

static int add_note(const struct paste_add_note_params *in, struct paste_add_note_reply *out)
{
    struct paste_note note = {.id = 1, .size = (uint32_t)in->body.len};
    struct paste_add_note_201_head head = {.location = SWAGE_STR("/notes/1")};
    keep_text(in->body.ptr, in->body.len);
    return paste_add_note_201(out, &head, &note);
}

/* Note 1 is a text; 2 is one that the schema does not allow, 3 none at all. */
static int get_note(const struct paste_get_note_params *in, struct paste_get_note_reply *out)
{
    static const swage_str texts[] = {SWAGE_STR_INIT("\"Kettle\", 2\n"), SWAGE_STR_INIT(""), SWAGE_STR_INIT("\xff")};
    return paste_get_note_200(out, texts[in->id - 1]);
}

static int name_note(const struct paste_name_note_params *in, struct paste_name_note_reply *out)
{
    if (in->body.ptr)
        keep_text(in->body.ptr, in->body.len);
    else
        keep_text("none", 4);
    return paste_name_note_204(out);
}

static int draw_note(const struct paste_draw_note_params *in, struct paste_draw_note_reply *out)
{
    keep_text(in->body.ptr, in->body.len);
    return paste_draw_note_200(out, in->body);
}

static int drop(const struct paste_drop_params *in, struct paste_drop_reply *out)
{
    keep_text(in->content_type.ptr ? in->content_type.ptr : "none", in->content_type.ptr ? in->content_type.len : 4);
    return paste_drop_200(out, in->body);
}

static int replace_notes(const struct paste_replace_notes_params *in, struct paste_replace_notes_reply *out)
{
    keep_text(in->body.ptr, in->body.len);
    return paste_replace_notes_200(out, in->body);
}

static int ping(const struct paste_ping_params *in, struct paste_ping_reply *out)
{
    (void)in;
    return paste_ping_204(out);
}

static int copy_note(const struct paste_copy_note_params *in, struct paste_copy_note_reply *out)
{
    return paste_copy_note_200(out, &in->body);
}

static const struct paste_handlers handlers = {.paste_add_note = add_note,
                                               .paste_get_note = get_note,
                                               .paste_name_note = name_note,
                                               .paste_draw_note = draw_note,
                                               .paste_drop = drop,
                                               .paste_replace_notes = replace_notes,
                                               .paste_ping = ping,
                                               .paste_copy_note = copy_note};

/* `media`: of the body; NULL: nothing is said. */
static void ask(const char *method, const char *target, const char *media, swage_str body)
{
    struct swage_app app = paste_app_with(&handlers);
    struct swage_field field = {SWAGE_STR("Content-Type"), swage_str_from(media ? media : "")};
    swage_collector_clear(&answer);
    kept = (swage_str){NULL, 0};
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), &field, media ? 1 : 0, body,
                                    &answer.sink),
                     SWAGE_OK);
}

static void expect(int status, const char *media, swage_str body)
{
    ck_assert_int_eq(answer.status, status);
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Content-Type")), swage_str_from(media)));
    ck_assert_uint_eq(answer.body.len, body.len);
    ck_assert_mem_eq(answer.body.ptr, body.ptr, body.len);
    ck_assert(answer.done);
}

/* That it was refused before the handler, and what stands in the problem. */
static void expect_refusal(int status, const char *part)
{
    ck_assert_int_eq(answer.status, status);
    ck_assert(kept.ptr == NULL);
    char text[1024];
    snprintf(text, sizeof text, "%.*s", (int)answer.body.len, answer.body.ptr);
    ck_assert_msg(strstr(text, part) != NULL, "%s", text);
}

static void expect_kept(swage_str text)
{
    ck_assert(swage_str_equal(kept, text));
}

static void set_up(void)
{
    swage_collector_init(&answer);
}

static void tear_down(void)
{
    swage_collector_done(&answer);
}

START_TEST(a_text_is_taken_as_it_stands)
{
    ask("POST", "/notes", "text/plain", SWAGE_STR("\"not\\u0020JSON\" \xc3\xa9\n"));
    expect(201, "application/json", SWAGE_STR("{\"id\":1,\"size\":19}"));
    expect_kept(SWAGE_STR("\"not\\u0020JSON\" \xc3\xa9\n"));
    ask("POST", "/notes", "Text/Plain; charset=UTF-8", SWAGE_STR("x"));
    ck_assert_int_eq(answer.status, 201);
}
END_TEST

START_TEST(a_text_that_its_type_refuses_is_told_why)
{
    ask("POST", "/notes", "text/plain", SWAGE_STR("\xff"));
    expect_refusal(400, "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"utf8\"");
    ask("POST", "/notes", "text/plain", SWAGE_STR("a\0b"));
    expect_refusal(422, "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"nul\"");
    ask("POST", "/notes", NULL, (swage_str){NULL, 0});
    expect_refusal(400, "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"missing\"");
    ask("PUT", "/notes/1/name", "text/plain", SWAGE_STR("Ann"));
    expect_refusal(422, "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"pattern\"");
    ask("PUT", "/notes/0/name", "text/plain", SWAGE_STR("Ann"));
    expect_refusal(400, "\"name\":\"id\",\"code\":\"too_small\"");
    expect_refusal(400, "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"pattern\"");
}
END_TEST

START_TEST(a_text_is_bounded_in_characters_and_its_body_in_bytes)
{
    char text[801];
    for (size_t i = 0; i < 200; i++)
        memcpy(text + 4 * i, "\xf0\x9f\x98\x80", 4);
    text[800] = 'x';
    ask("POST", "/notes", "text/plain", swage_str_of(text, 800));
    ck_assert_int_eq(answer.status, 201);
    ask("POST", "/notes", "text/plain", swage_str_of(text, 801));
    ck_assert_int_eq(answer.status, 413);
    memset(text, 'x', sizeof text);
    ask("POST", "/notes", "text/plain", swage_str_of(text, 201));
    expect_refusal(422, "\"code\":\"too_long\",\"detail\":\"at most 200 characters, found 201\"");
}
END_TEST

START_TEST(a_text_of_another_charset_is_another_media_type)
{
    ask("POST", "/notes", "text/plain; charset=latin1", SWAGE_STR("x"));
    expect_refusal(415, "The body must be text/plain.");
    ask("POST", "/notes", "application/json", SWAGE_STR("\"x\""));
    expect_refusal(415, "The body must be text/plain.");
    ask("POST", "/notes", NULL, SWAGE_STR("x"));
    expect_refusal(415, "The body must be text/plain.");
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Accept")), SWAGE_STR("text/plain")));
}
END_TEST

START_TEST(a_body_that_may_be_missing_is_absent_when_it_is)
{
    ask("PUT", "/notes/1/name", NULL, (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 204);
    expect_kept(SWAGE_STR("none"));
    ask("PUT", "/notes/1/name", "text/plain", SWAGE_STR("tea pot"));
    expect_kept(SWAGE_STR("tea pot"));
}
END_TEST

START_TEST(a_range_of_media_types_takes_all_of_them)
{
    ask("PUT", "/notes/1/picture", "image/x-anything; a=b", SWAGE_STR("\0\xff\r\n"));
    expect(200, "image/png", SWAGE_STR("\0\xff\r\n"));
    expect_kept(SWAGE_STR("\0\xff\r\n"));
    ask("PUT", "/notes/1/picture", "image/", SWAGE_STR("1234"));
    expect_refusal(415, "The body must be image/*.");
    ask("PUT", "/notes/1/picture", "imagex/png", SWAGE_STR("1234"));
    expect_refusal(415, "The body must be image/*.");
    ask("PUT", "/notes/1/picture", "image/png", SWAGE_STR("123"));
    expect_refusal(422, "\"code\":\"too_short\",\"detail\":\"at least 4 bytes, found 3\"");
}
END_TEST

START_TEST(whatever_comes_is_taken_where_the_range_is_of_all)
{
    ask("POST", "/drop", "what ever", SWAGE_STR("{"));
    expect(200, "application/octet-stream", SWAGE_STR("{"));
    expect_kept(SWAGE_STR("what ever"));
    ask("POST", "/drop", NULL, SWAGE_STR("\x01"));
    expect(200, "application/octet-stream", SWAGE_STR("\x01"));
    expect_kept(SWAGE_STR("none"));
    ask("POST", "/drop", NULL, (swage_str){NULL, 0});
    expect(200, "application/octet-stream", SWAGE_EMPTY);
}
END_TEST

START_TEST(no_body_is_a_text_of_no_characters)
{
    ask("PUT", "/notes", "text/csv", SWAGE_STR("a,b\r\n"));
    expect(200, "text/csv", SWAGE_STR("a,b\r\n"));
    ask("PUT", "/notes", NULL, (swage_str){NULL, 0});
    expect(200, "text/csv", SWAGE_EMPTY);
    expect_kept(SWAGE_EMPTY);
}
END_TEST

START_TEST(an_answer_that_its_type_does_not_allow_is_not_sent)
{
    ask("GET", "/notes/1", NULL, (swage_str){NULL, 0});
    expect(200, "text/plain; charset=utf-8", SWAGE_STR("\"Kettle\", 2\n"));
    ask("GET", "/notes/2", NULL, (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 500);
    ask("GET", "/notes/3", NULL, (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 500);
}
END_TEST

static bool says(swage_str text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

START_TEST(what_is_hidden_is_served_and_in_no_document)
{
    ask("GET", "/ping", NULL, (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 204);
    ask("GET", "/openapi.json", NULL, (swage_str){NULL, 0});
    ck_assert_int_eq(answer.status, 200);
    swage_str document = swage_str_of(answer.body.ptr, answer.body.len);
    ck_assert(says(document, "\"/notes\"") && !says(document, "ping") && !says(document, "internal"));
}
END_TEST

START_TEST(json_may_have_a_name_of_its_own)
{
    const char *media = "application/vnd.paste.note+json";
    ask("POST", "/v2/notes", media, SWAGE_STR("{\"size\": 2, \"id\": 1}"));
    expect(200, media, SWAGE_STR("{\"id\":1,\"size\":2}"));
    ask("POST", "/v2/notes", "application/json", SWAGE_STR("{\"size\": 2, \"id\": 1}"));
    expect_refusal(415, "The body must be application/vnd.paste.note+json in UTF-8.");
    ask("POST", "/v2/notes", "application/vnd.paste.note+json; charset=latin1", SWAGE_STR("{\"size\": 2, \"id\": 1}"));
    expect_refusal(415, "The body must be");
}
END_TEST

/* A question with an Origin, and perhaps the method that it is about. */
static void ask_from(const char *origin, const char *method, const char *target, const char *wanted)
{
    struct swage_app app = paste_app_with(&handlers);
    struct swage_field fields[] = {{SWAGE_STR("Origin"), swage_str_from(origin)},
                                   {SWAGE_STR("Access-Control-Request-Method"), swage_str_from(wanted ? wanted : "")}};
    swage_collector_clear(&answer);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), fields, wanted ? 2 : 1,
                                    (swage_str){NULL, 0}, &answer.sink),
                     SWAGE_OK);
}

static void expect_field(const char *name, const char *value)
{
    swage_str found = swage_collector_header(&answer, swage_str_from(name));
    if (value)
        ck_assert_msg(swage_str_equal(found, swage_str_from(value)), "%s: %.*s", name, (int)found.len, found.len ? found.ptr : "");
    else
        ck_assert_ptr_null(found.ptr);
}

START_TEST(scripts_of_the_origins_that_the_schema_names_are_let_in)
{
    ask_from("https://eu.paste.example.org", "GET", "/notes/1", NULL);
    ck_assert_int_eq(answer.status, 200);
    expect_field("Access-Control-Allow-Origin", "https://eu.paste.example.org");
    expect_field("Access-Control-Allow-Credentials", "true");
    ask_from("https://paste.example.org", "OPTIONS", "/notes", "POST");
    ck_assert_int_eq(answer.status, 204);
    expect_field("Access-Control-Allow-Methods", "POST, PUT, OPTIONS");
    expect_field("Access-Control-Allow-Headers", "Content-Type");
    expect_field("Access-Control-Max-Age", "600");
    ask_from("https://paste.example.com", "OPTIONS", "/notes", "POST");
    expect_field("Access-Control-Allow-Methods", NULL);
    ask_from("https://anybody.test", "OPTIONS", "/drop", "POST");
    expect_field("Access-Control-Allow-Origin", "*");
    expect_field("Access-Control-Allow-Headers", "Content-Type, X-Trace");
    ask_from("https://paste.example.org", "POST", "/notes", NULL);
    ck_assert_int_eq(answer.status, 400);
    expect_field("Access-Control-Allow-Origin", "https://paste.example.org");
    expect_field("Access-Control-Expose-Headers", "Location");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("paste");
    TCase *tc = tcase_create("bodies");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_text_is_taken_as_it_stands);
    tcase_add_test(tc, a_text_that_its_type_refuses_is_told_why);
    tcase_add_test(tc, a_text_is_bounded_in_characters_and_its_body_in_bytes);
    tcase_add_test(tc, a_text_of_another_charset_is_another_media_type);
    tcase_add_test(tc, a_body_that_may_be_missing_is_absent_when_it_is);
    tcase_add_test(tc, a_range_of_media_types_takes_all_of_them);
    tcase_add_test(tc, whatever_comes_is_taken_where_the_range_is_of_all);
    tcase_add_test(tc, no_body_is_a_text_of_no_characters);
    tcase_add_test(tc, an_answer_that_its_type_does_not_allow_is_not_sent);
    tcase_add_test(tc, what_is_hidden_is_served_and_in_no_document);
    tcase_add_test(tc, json_may_have_a_name_of_its_own);
    tcase_add_test(tc, scripts_of_the_origins_that_the_schema_names_are_let_in);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
