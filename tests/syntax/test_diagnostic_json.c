/* SPDX-License-Identifier: MIT */
/* Messages as editors read them: what json-c makes of each line. */
#include "config.h"

#include "parsing.h"
#include "syntax/diagnostic.h"

#include <json-c/json.h>

static struct compilation *cx;
static char printed[1 << 20];

static void set_up(void)
{
    cx = compilation_new();
}

static void tear_down(void)
{
    compilation_free(cx);
}

static size_t print(void)
{
    FILE *out = tmpfile();
    diagnostic_write(cx, DIAGNOSTIC_JSON, out);
    rewind(out);
    size_t len = fread(printed, 1, sizeof printed - 1, out);
    ck_assert(feof(out));
    printed[len] = '\0';
    fclose(out);
    return len;
}

/* The value at a pointer of the n-th line, as JSON. */
static void expect(unsigned line, const char *pointer, const char *wanted)
{
    char *at = printed;
    struct json_object *object, *value;
    for (; line > 0; line--)
        at = strchr(at, '\n') + 1;
    *strchr(at, '\n') = '\0';
    object = json_tokener_parse(at);
    at[strlen(at)] = '\n';
    ck_assert_msg(object != NULL, "no JSON: %s", at);
    ck_assert_msg(json_pointer_get(object, pointer, &value) == 0, "nothing at %s of %s", pointer, at);
    ck_assert_str_eq(json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE),
                     wanted);
    json_object_put(object);
}

static struct place find(const struct source *source, const char *word)
{
    return source_locate(source, (size_t)(strstr(source->text, word) - source->text), strlen(word));
}

START_TEST(a_message_has_its_place_in_lines_and_bytes)
{
    static const char text[] = "\xef\xbb\xbfstruct User {\n  name: strng;\n}\n";
    struct source *source = source_from_text(cx, "user.swage", text, sizeof text - 1);
    struct place at = find(source, "strng"), user = find(source, "User {\n  name");
    diagnose(cx, &at, DIAGNOSTIC_UNKNOWN_TYPE, "unknown type '%s'", "strng");
    diagnose_suggestion(cx, "string");
    diagnose_note(cx, &user, "in \"this\"");
    print();
    expect(0, "/severity", "\"error\"");
    expect(0, "/code", "\"unknown-type\"");
    expect(0, "/message", "\"unknown type 'strng'\"");
    expect(0, "/file", "\"user.swage\"");
    /* the mark in front is part of the file */
    expect(0, "/range", "{\"line\":2,\"column\":9,\"end_line\":2,\"end_column\":14,\"offset\":25,\"end_offset\":30}");
    expect(0, "/suggestion/name", "\"string\"");
    expect(0, "/suggestion/replacement", "\"string\"");
    expect(0, "/suggestion/range",
           "{\"line\":2,\"column\":9,\"end_line\":2,\"end_column\":14,\"offset\":25,\"end_offset\":30}");
    expect(0, "/notes/0/message", "\"in \\\"this\\\"\"");
    expect(0, "/notes/0/file", "\"user.swage\"");
    expect(0, "/notes/0/range",
           "{\"line\":1,\"column\":8,\"end_line\":2,\"end_column\":7,\"offset\":10,\"end_offset\":23}");
    ck_assert_ptr_eq(strchr(printed, '\n') + 1, printed + strlen(printed));
}
END_TEST

START_TEST(a_replacement_may_stand_elsewhere)
{
    struct source *source = source_from_text(cx, "t", "@nmae(\"x\")", 10);
    struct place all = source_locate(source, 0, 10), name = source_locate(source, 1, 4);
    diagnose(cx, &all, DIAGNOSTIC_UNKNOWN_ANNOTATION, "unknown");
    diagnose_replacement(cx, "@name", &name, "name");
    print();
    expect(0, "/suggestion/name", "\"@name\"");
    expect(0, "/suggestion/replacement", "\"name\"");
    expect(0, "/suggestion/range/offset", "1");
    expect(0, "/suggestion/range/end_offset", "5");
}
END_TEST

START_TEST(what_has_no_place_says_null)
{
    struct source *source = source_from_text(cx, "bad\xff\xc3name", "", 0);
    struct place whole = source_place(source), nowhere = {.file = NULL};
    diagnose(cx, &nowhere, DIAGNOSTIC_OUT_OF_MEMORY, "a");
    diagnose(cx, &whole, DIAGNOSTIC_STRAY_DOC, "b");
    print();
    expect(0, "/file", "null");
    expect(0, "/range", "null");
    expect(0, "/notes", "[]");
    expect(1, "/severity", "\"warning\"");
    expect(1, "/file", "\"bad\xef\xbf\xbd\xef\xbf\xbdname\"");
    expect(1, "/range", "null");
    ck_assert_ptr_null(strstr(printed, "suggestion"));
}
END_TEST

START_TEST(all_that_was_kept_is_printed_and_the_rest_counted)
{
    char text[1500];
    memset(text, '\n', sizeof text);
    struct source *many = source_from_text(cx, "many.swage", text, sizeof text);
    for (uint32_t i = 0; i < sizeof text; i++) {
        struct place at = {.file = many, .first = i, .end = i + 1, .line = i + 1, .col = 1};
        diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "number %u", (unsigned)i);
    }
    print();
    expect(999, "/message", "\"number 999\"");
    expect(1000, "/severity", "\"note\"");
    expect(1000, "/code", "null");
    expect(1000, "/message", "\"500 more messages are not shown\"");
}
END_TEST

START_TEST(nothing_to_say_is_nothing)
{
    ck_assert_uint_eq(print(), 0);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_message_has_its_place_in_lines_and_bytes);
    tcase_add_test(tests, a_replacement_may_stand_elsewhere);
    tcase_add_test(tests, what_has_no_place_says_null);
    tcase_add_test(tests, all_that_was_kept_is_printed_and_the_rest_counted);
    tcase_add_test(tests, nothing_to_say_is_nothing);
}

int main(void)
{
    return parsing_run("diagnostic_json", add_tests);
}
