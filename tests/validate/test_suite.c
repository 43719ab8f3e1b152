/* SPDX-License-Identifier: MIT */
/*
 * The documents of JSONTestSuite, where they are present (SWAGE_TEST_DATA): what must be accepted, what must be refused,
 * and what doc/json.md decides about the rest, of a value that nobody asked for.
 */
#include "config.h"

#include "validate/validate.h"

#include "model/model.h"

#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SKIPPED 77 /* what automake takes for a test that could not run */

static struct json_object *suite;

/* doc/json.md, "What RFC 8259 leaves open". */
static bool is_accepted(const char *id, const char *expect)
{
    static const char *const open[] = {"i_number_", "t_number_", "t_object_", "t_string_with_escaped_NULL"};
    for (size_t i = 0; strcmp(expect, "either") == 0 && i < sizeof open / sizeof *open; i++)
        if (strncmp(id, open[i], strlen(open[i])) == 0)
            return true;
    return strcmp(expect, "accept") == 0;
}

/* Appends text in which a code point up to U+00FF stands for a byte. */
static void put_bytes(FILE *to, struct json_object *text)
{
    const unsigned char *p = (const unsigned char *)json_object_get_string(text);
    const unsigned char *end = p + json_object_get_string_len(text);
    for (; p < end; p++) {
        if (*p < 0x80) {
            putc(*p, to);
            continue;
        }
        putc((p[0] & 3) << 6 | (p[1] & 0x3f), to);
        p++;
    }
}

/* A document is a list of parts: text, or text and how often. */
static char *document_of(struct json_object *parts, size_t *len)
{
    char *document;
    FILE *to = open_memstream(&document, len);
    for (size_t i = 0; i < json_object_array_length(parts); i++) {
        struct json_object *part = json_object_array_get_idx(parts, i);
        bool is_list = json_object_is_type(part, json_type_array);
        int times = is_list ? json_object_get_int(json_object_array_get_idx(part, 1)) : 1;
        for (int k = 0; k < times; k++)
            put_bytes(to, is_list ? json_object_array_get_idx(part, 0) : part);
    }
    fclose(to);
    return document;
}

/* robustness 85 */
START_TEST(every_document_has_its_verdict)
{
    static const struct model_type any = {.kind = MODEL_JSON};
    struct validate *validate = validate_new();
    struct validate_result result;
    struct json_object *cases = json_object_object_get(suite, "cases");
    size_t count = json_object_array_length(cases);
    ck_assert_uint_ge(count, 300);
    for (size_t i = 0; i < count; i++) {
        struct json_object *one = json_object_array_get_idx(cases, i);
        const char *id = json_object_get_string(json_object_object_get(one, "id"));
        bool wanted = is_accepted(id, json_object_get_string(json_object_object_get(one, "expect")));
        size_t len;
        char *document = document_of(json_object_object_get(one, "doc"), &len);
        ck_assert(validate_document(validate, &any, false, document, len, true, &result));
        ck_assert_msg((result.count == 0) == wanted, "%s", id);
        ck_assert_uint_le(result.count, 1); /* a fault of the text, and no other can be */
        free(document);
    }
    validate_free(validate);
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
    tcase_add_test(tests, every_document_has_its_verdict);
    Suite *all = suite_create("suite");
    suite_add_tcase(all, tests);
    SRunner *runner = srunner_create(all);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    json_object_put(suite);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
