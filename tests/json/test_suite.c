/* SPDX-License-Identifier: MIT */
/*
 * The documents of JSONTestSuite, where they are present (SWAGE_TEST_DATA): what must be accepted, what must be
 * refused, and what doc/json.md decides about the rest.
 */
#include "config.h"

#include "guarded.h"

#include <swage/explain.h>
#include <swage/read.h>

#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#define SKIPPED 77 /* what automake takes for a test that could not run */

static struct json_object *suite;

/* Of the documents whose fate RFC 8259 leaves open those that are accepted, as doc/json.md says: numbers of any size
   where nobody asked for them, and in what is skipped keys that stand twice and U+0000. */
static const char *const accepted[] = {
    "i_number_",
    "t_number_",
    "t_object_",
    "t_string_with_escaped_NULL",
};

static bool is_accepted(const char *id, const char *expect)
{
    if (strcmp(expect, "accept") == 0)
        return true;
    for (size_t i = 0; strcmp(expect, "either") == 0 && i < sizeof accepted / sizeof *accepted; i++)
        if (strncmp(id, accepted[i], strlen(accepted[i])) == 0)
            return true;
    return false;
}

/* Appends text in which a code point up to U+00FF stands for a byte. */
static size_t put_bytes(char *to, struct json_object *text)
{
    const unsigned char *p = (const unsigned char *)json_object_get_string(text);
    const unsigned char *end = p + json_object_get_string_len(text);
    char *start = to;
    while (p < end) {
        unsigned byte = *p++;
        if (byte >= 0x80)
            byte = (byte & 3) << 6 | (*p++ & 0x3f);
        *to++ = (char)byte;
    }
    return (size_t)(to - start);
}

/* A document is a list of parts: text, or text and how often. */
static size_t put_document(char *to, struct json_object *parts)
{
    size_t len = 0;
    for (size_t i = 0; i < json_object_array_length(parts); i++) {
        struct json_object *part = json_object_array_get_idx(parts, i);
        bool is_list = json_object_is_type(part, json_type_array);
        int times = is_list ? json_object_get_int(json_object_array_get_idx(part, 1)) : 1;
        for (int j = 0; j < times; j++)
            len += put_bytes(to + len, is_list ? json_object_array_get_idx(part, 0) : part);
    }
    return len;
}

static bool skipper_accepts(swage_str json)
{
    swage_arena arena;
    swage_reader r;
    swage_arena_init(&arena, 1 << 21);
    const char *p = swage_reader_wrap(&r, json, &arena);
    p = p ? swage_skip(&r, p) : NULL;
    bool accepts = p && swage_reader_unwrap(&r, p) == r.end;
    swage_arena_done(&arena);
    return accepts;
}

/* A type whose arrays hold nothing has the collector skip all there is. */
static bool collector_accepts(swage_str json)
{
    static const struct swage_type none = {.kind = SWAGE_KIND_ARRAY, .item = &swage_type_bool, .most = 0};
    struct swage_error faults[2];
    size_t count = swage_explain(json, &none, SWAGE_DEPTH_MAX, faults, 2);
    return count == 0 || !swage_is_text_fault(faults[count - 1].fault);
}

/* As an unknown member: what is no text for itself may be one there, so only good documents are tried. */
static bool member_accepts(struct guarded *guarded, swage_str json)
{
    swage_reader r;
    char *text = guarded_put(guarded, "", 0) - json.len - 6;
    memcpy(text, "{\"x\":", 5);
    memcpy(text + 5, json.ptr, json.len);
    text[json.len + 5] = '}';
    const char *p = swage_reader_open(&r, swage_str_of(text, json.len + 6), NULL);
    p = swage_skip(&r, swage_space(p + 5));
    return p && swage_space(p) == r.end - 1;
}

/* robustness 85 */
START_TEST(every_document_has_its_verdict)
{
    const size_t size = 1 << 20;
    struct guarded guarded = guarded_new(size);
    char *bytes = malloc(size);
    struct json_object *cases = json_object_object_get(suite, "cases");
    size_t count = json_object_array_length(cases);
    ck_assert_uint_ge(count, 300);
    for (size_t i = 0; i < count; i++) {
        struct json_object *one = json_object_array_get_idx(cases, i);
        const char *id = json_object_get_string(json_object_object_get(one, "id"));
        const char *expect = json_object_get_string(json_object_object_get(one, "expect"));
        bool wanted = is_accepted(id, expect);
        size_t len = put_document(bytes, json_object_object_get(one, "doc"));
        swage_str json = swage_str_of(guarded_put(&guarded, bytes, len), len);
        ck_assert_msg(skipper_accepts(json) == wanted, "skipping %s", id);
        ck_assert_msg(collector_accepts(json) == wanted, "collecting %s", id);
        ck_assert_msg(!wanted || member_accepts(&guarded, swage_str_of(bytes, len)), "as a member: %s", id);
    }
    free(bytes);
    guarded_free(&guarded);
}
END_TEST

/* No document becomes another good one by being cut, except a number at the root, and white space at the end. */
START_TEST(a_cut_document_has_one_verdict)
{
    struct guarded guarded = guarded_new(1 << 20);
    char *bytes = malloc(1 << 20);
    struct json_object *cases = json_object_object_get(suite, "cases");
    for (size_t i = 0; i < json_object_array_length(cases); i++) {
        struct json_object *one = json_object_array_get_idx(cases, i);
        size_t len = put_document(bytes, json_object_object_get(one, "doc"));
        for (size_t cut = 0; cut < len && cut < 2000; cut++) {
            swage_str json = swage_str_of(guarded_put(&guarded, bytes, cut), cut);
            ck_assert_int_eq(skipper_accepts(json), collector_accepts(json));
        }
    }
    free(bytes);
    guarded_free(&guarded);
}
END_TEST

static bool open_suite(void)
{
    char path[4096];
    const char *data = getenv("SWAGE_TEST_DATA");
    const char *source = getenv("SRCDIR");
    if (data)
        snprintf(path, sizeof path, "%s/json/jsontestsuite.json", data);
    else
        snprintf(path, sizeof path, "%s/../shared/data/json/jsontestsuite.json", source ? source : ".");
    suite = json_object_from_file(path);
    if (!suite)
        printf("skipped: the documents of JSONTestSuite are not at %s\n", path);
    return suite != NULL;
}

int main(void)
{
    if (!open_suite())
        return SKIPPED;
    TCase *tests = tcase_create("suite");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_document_has_its_verdict);
    tcase_add_test(tests, a_cut_document_has_one_verdict);
    Suite *all = suite_create("suite");
    suite_add_tcase(all, tests);
    SRunner *runner = srunner_create(all);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    json_object_put(suite);
    return failed != 0;
}
