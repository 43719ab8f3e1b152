/* SPDX-License-Identifier: MIT */
/* The codec of the measured job, made from schemas/user.swage. */
#include "codec.h"

#include "user.h"

static const char spaced[] = "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";
static const char compact[] = "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}";

static swage_arena *arena;
static swage_buffer out;

static void set_up(void)
{
    arena = swage_arena_new(1 << 20);
    ck_assert_ptr_nonnull(arena);
    swage_buffer_init(&out, 1 << 20);
}

static void tear_down(void)
{
    swage_arena_free(arena);
    swage_buffer_done(&out);
}

/* The whole way of one text, in a block that ends with it. */
static const char *line_of(const char *json, size_t len, struct user *user)
{
    struct swage_error error;
    swage_str text = codec_exact(json, len);
    enum swage_status status = user_decode(text, arena, user, &error);
    const char *line = codec_line(status, &error);
    if (status == SWAGE_OK) {
        swage_buffer_clear(&out, 1 << 20);
        ck_assert_int_eq(user_encode(user, &out), SWAGE_OK);
    }
    codec_free(text);
    return line;
}

static void check_round_trip(const char *json, const char *expected)
{
    struct user user;
    ck_assert_str_eq(line_of(json, strlen(json), &user), "");
    ck_assert_uint_eq(out.len, strlen(expected));
    ck_assert_mem_eq(out.ptr, expected, out.len);
}

START_TEST(what_is_decoded_is_encoded_again)
{
    check_round_trip(spaced, compact);
    check_round_trip(compact, compact);
    check_round_trip(" \t\r\n{ \"id\" :1 ,\n\"name\":\t\"user\",\"email\" : \"user@email.com\" } \n", compact);
}
END_TEST

START_TEST(members_may_come_in_any_order)
{
    static const char *const members[] = {"\"id\":1", "\"name\":\"user\"", "\"email\":\"user@email.com\""};
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++) {
            char json[200];
            if (a == b)
                continue;
            snprintf(json, sizeof json, "{%s,%s,%s}", members[a], members[b], members[3 - a - b]);
            check_round_trip(json, compact);
        }
}
END_TEST

START_TEST(unknown_members_are_skipped_wherever_they_stand)
{
    check_round_trip("{\"x\":null,\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}", compact);
    check_round_trip("{\"id\":1,\"x\":[1,2,{\"id\":7}],\"name\":\"user\",\"email\":\"user@email.com\"}", compact);
    check_round_trip("{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\",\"idx\":{\"a\":\"\\u0000\"}}", compact);
    check_round_trip("{\"\":0,\"i\":0,\"id\":1,\"na\":-1.5e3,\"name\":\"user\",\"emai\":true,\"email\":\"user@email.com\"}", compact);
}
END_TEST

START_TEST(escaped_keys_match)
{
    check_round_trip("{\"\\u0069d\":1,\"na\\u006de\":\"user\",\"\\u0065\\u006d\\u0061\\u0069\\u006c\":\"user@email.com\"}", compact);
}
END_TEST

START_TEST(texts_are_views_of_the_input)
{
    struct user user;
    swage_str json = SWAGE_STR_INIT("{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}");
    ck_assert_int_eq(user_decode(json, arena, &user, NULL), SWAGE_OK);
    ck_assert_ptr_eq(user.name.ptr, json.ptr + 16);
    ck_assert_uint_eq(user.name.len, 4);
    ck_assert_uint_eq(swage_arena_taken(arena), 0);
}
END_TEST

static const struct codec_case refused[] = {
    {"", "syntax "},
    {"{}", "missing /id"},
    {"[]", "type "},
    {"null", "null "},
    {"1", "type "},
    {"{\"id\":1,\"name\":\"u\"}", "missing /email"},
    {"{\"name\":\"u\",\"email\":\"e\"}", "missing /id"},
    {"{\"id\":null,\"name\":\"u\",\"email\":\"e\"}", "null /id"},
    {"{\"id\":\"1\",\"name\":\"u\",\"email\":\"e\"}", "type /id"},
    {"{\"id\":true,\"name\":\"u\",\"email\":\"e\"}", "type /id"},
    {"{\"id\":[],\"name\":\"u\",\"email\":\"e\"}", "type /id"},
    {"{\"id\":{},\"name\":\"u\",\"email\":\"e\"}", "type /id"},
    {"{\"id\":1.0,\"name\":\"u\",\"email\":\"e\"}", "type /id"},
    {"{\"id\":1e2,\"name\":\"u\",\"email\":\"e\"}", "type /id"},
    {"{\"id\":2147483648,\"name\":\"u\",\"email\":\"e\"}", "range /id"},
    {"{\"id\":-2147483649,\"name\":\"u\",\"email\":\"e\"}", "range /id"},
    {"{\"id\":18446744073709551617,\"name\":\"u\",\"email\":\"e\"}", "range /id"},
    {"{\"id\":1,\"name\":2,\"email\":\"e\"}", "type /name"},
    {"{\"id\":1,\"name\":null,\"email\":\"e\"}", "null /name"},
    {"{\"id\":1,\"id\":1,\"name\":\"u\",\"email\":\"e\"}", "duplicate /id"},
    {"{\"id\":1,\"name\":\"u\",\"name\":\"u\",\"email\":\"e\"}", "duplicate /name"},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\",\"na\\u006de\":\"u\"}", "duplicate /name"},
    {"{\"id\":1,\"name\":\"\\u0000\",\"email\":\"e\"}", "nul /name"},
    {"{\"id\":01,\"name\":\"u\",\"email\":\"e\"}", "syntax /id"},
    {"{\"id\":+1,\"name\":\"u\",\"email\":\"e\"}", "syntax /id"},
    {"{\"id\":1,\"name\":\"\\x\",\"email\":\"e\"}", "syntax /name"},
    {"{\"id\":1,\"name\":\"\\ud800\",\"email\":\"e\"}", "syntax /name"},
    {"{\"id\":1,\"name\":\"\x01\",\"email\":\"e\"}", "syntax /name"},
    {"{\"id\":1,\"name\":\"\xff\",\"email\":\"e\"}", "utf8 /name"},
    {"{\"id\":1,\"name\":\"\xc0\xaf\",\"email\":\"e\"}", "utf8 /name"},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\",}", "syntax "},
    {"{\"id\":1,,\"name\":\"u\",\"email\":\"e\"}", "syntax "},
    {"{\"id\":1 \"name\":\"u\",\"email\":\"e\"}", "syntax "},
    {"{\"id\" 1,\"name\":\"u\",\"email\":\"e\"}", "syntax "},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\"]", "syntax "},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\"}}", "trailing "},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\"} x", "trailing "},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\"}{}", "trailing "},
    {"{\"id\":1,\"name\":\"u\",\"email\":\"e\"", "syntax "},
    {"\xef\xbb\xbf{\"id\":1,\"name\":\"u\",\"email\":\"e\"}", "syntax "},
};

START_TEST(faults_are_named_with_their_place)
{
    const struct codec_case *c = &refused[_i];
    struct user user = {.id = 77};
    ck_assert_msg(strcmp(line_of(c->json, strlen(c->json), &user), c->expected) == 0, "%s: expected '%s', found '%s'", c->json,
                  c->expected, line_of(c->json, strlen(c->json), &user));
    ck_assert_int_eq(user.id, 77); /* outputs last, and untouched on failure */
}
END_TEST

START_TEST(a_nul_byte_in_the_text_is_refused)
{
    static const char json[] = "{\"id\":1,\"name\":\"a\0b\",\"email\":\"e\"}";
    struct user user;
    ck_assert_str_eq(line_of(json, sizeof json - 1, &user), "syntax /name");
}
END_TEST

START_TEST(no_prefix_is_accepted)
{
    struct user user;
    for (size_t len = 0; len < sizeof spaced - 1; len++)
        ck_assert_str_ne(line_of(spaced, len, &user), "");
    for (size_t len = 0; len < sizeof compact - 1; len++)
        ck_assert_str_ne(line_of(compact, len, &user), "");
}
END_TEST

START_TEST(every_changed_byte_is_decoded_or_refused_cleanly)
{
    for (size_t at = 0; at < sizeof spaced - 1; at++)
        for (int byte = 0; byte < 256; byte++) {
            char json[sizeof spaced];
            struct user user;
            memcpy(json, spaced, sizeof json);
            json[at] = (char)byte;
            line_of(json, sizeof json - 1, &user); /* a sanitizer looks on; whether it is accepted is other tests' matter */
        }
}
END_TEST

static const struct {
    const char *text;
    int64_t id;
} ids[] = {{"0", 0},           {"-0", 0},          {"-1", -1},
           {"9", 9},           {"10", 10},         {"2147483647", INT32_MAX},
           {"-2147483648", INT32_MIN}};

START_TEST(integers_reach_their_borders)
{
    struct user user;
    char json[100];
    int len = snprintf(json, sizeof json, "{\"id\":%s,\"name\":\"\",\"email\":\"\"}", ids[_i].text);
    ck_assert_str_eq(line_of(json, (size_t)len, &user), "");
    ck_assert_int_eq(user.id, ids[_i].id);
}
END_TEST

START_TEST(texts_of_every_length_go_both_ways)
{
    for (size_t len = 0; len < 100; len++) {
        char name[101], json[300];
        struct user user;
        memset(name, 'n', len);
        name[len] = '\0';
        int size = snprintf(json, sizeof json, "{\"id\":7,\"name\":\"%s\",\"email\":\"%s\"}", name, name);
        ck_assert_str_eq(line_of(json, (size_t)size, &user), "");
        ck_assert_uint_eq(user.name.len, len);
        ck_assert_uint_eq(out.len, (size_t)size);
        ck_assert_mem_eq(out.ptr, json, out.len);
    }
}
END_TEST

START_TEST(escapes_and_characters_outside_of_ascii_go_both_ways)
{
    check_round_trip("{\"id\":1,\"name\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f\",\"email\":\"\\u00e9\\u20ac\\ud83d\\ude00\"}",
                     "{\"id\":1,\"name\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\",\"email\":\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"}");
}
END_TEST

START_TEST(what_cannot_be_written_is_an_error_and_writes_nothing)
{
    struct user user = {.id = 1, .name = SWAGE_STR("a"), .email = {NULL, 0}};
    ck_assert_int_eq(user_encode(&user, &out), SWAGE_E_UNSET);
    user.email = SWAGE_STR("\xff\xff\xff\xff\xff");
    ck_assert_int_eq(user_encode(&user, &out), SWAGE_E_VALUE);
    ck_assert_uint_eq(out.len, 0);
    swage_buffer small;
    swage_buffer_init(&small, 20);
    user.email = SWAGE_STR("a@b");
    ck_assert_int_eq(user_encode(&user, &small), SWAGE_E_LIMIT);
    ck_assert_uint_eq(small.len, 0);
    swage_buffer_done(&small);
}
END_TEST

START_TEST(copies_are_equal_and_own_their_texts)
{
    struct user user, copy;
    ck_assert_int_eq(user_decode(swage_str_from(compact), arena, &user, NULL), SWAGE_OK);
    ck_assert_int_eq(user_copy(&user, arena, &copy), SWAGE_OK);
    ck_assert(user_equal(&user, &copy));
    ck_assert_ptr_ne(copy.name.ptr, user.name.ptr);
    ck_assert_int_eq(copy.name.ptr[copy.name.len], '\0');
    copy.id++;
    ck_assert(!user_equal(&user, &copy));
    copy.id--;
    copy.email.len--;
    ck_assert(!user_equal(&user, &copy));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("generated user");
    TCase *tests = tcase_create("codec");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, what_is_decoded_is_encoded_again);
    tcase_add_test(tests, members_may_come_in_any_order);
    tcase_add_test(tests, unknown_members_are_skipped_wherever_they_stand);
    tcase_add_test(tests, escaped_keys_match);
    tcase_add_test(tests, texts_are_views_of_the_input);
    tcase_add_loop_test(tests, faults_are_named_with_their_place, 0, sizeof refused / sizeof *refused);
    tcase_add_test(tests, a_nul_byte_in_the_text_is_refused);
    tcase_add_test(tests, no_prefix_is_accepted);
    tcase_add_test(tests, every_changed_byte_is_decoded_or_refused_cleanly);
    tcase_add_loop_test(tests, integers_reach_their_borders, 0, sizeof ids / sizeof *ids);
    tcase_add_test(tests, texts_of_every_length_go_both_ways);
    tcase_add_test(tests, escapes_and_characters_outside_of_ascii_go_both_ways);
    tcase_add_test(tests, what_cannot_be_written_is_an_error_and_writes_nothing);
    tcase_add_test(tests, copies_are_equal_and_own_their_texts);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
