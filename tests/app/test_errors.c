/* SPDX-License-Identifier: MIT */
/*
 * The manual's page of errors: it has every code and no other, and its examples are what a server answers. The tables
 * here are those of the schema on the page.
 */
#include "config.h"

#include "zoo.h"

#include <swage/faults.h>

#include <stdio.h>
#include <stdlib.h>

/* --- the page's schema -------------------------------------------------------------------------------------------- */

/* ^[0-9]+$ */
static unsigned char class_of[256];
static const uint16_t digits_next[] = {2, 1, 2, 1, 2, 2};
static const unsigned char digits_accepts[] = {0, 1, 0};
static const struct swage_pattern digits_pattern = {"^[0-9]+$", class_of, digits_next, digits_accepts, 2};
static const struct swage_pattern *const digits[] = {&digits_pattern};

static void dates_in_order(swage_str json, swage_arena *arena, struct swage_faults *faults)
{
    char text[256];
    (void)arena;
    snprintf(text, sizeof text, "%.*s", (int)json.len, json.ptr);
    const char *start = strstr(text, "\"start\":\""), *end = strstr(text, "\"end\":\"");
    if (start && end && strncmp(start + 9, end + 7, 10) > 0)
        swage_fault_add(faults, "/end", "the end comes before the start");
}

static const swage_str roles[] = {SWAGE_STR_INIT("admin"), SWAGE_STR_INIT("member")};
static const struct swage_type id_type = {.kind = SWAGE_KIND_INTEGER, .bits = 32, .min = 1, .max = INT32_MAX};
static const struct swage_type limit_type = {.kind = SWAGE_KIND_INTEGER, .bits = 32, .min = 1, .max = 100};
static const struct swage_type name_type = {.kind = SWAGE_KIND_STRING, .least = 1, .most = 16};
static const struct swage_type text_type = {.kind = SWAGE_KIND_STRING, .most = 8};
static const struct swage_type role_type = {.kind = SWAGE_KIND_ENUM, .words = roles, .count = 2};
static const struct swage_type email_type = {
    .kind = SWAGE_KIND_STRING, .most = SIZE_MAX, .format = SWAGE_FORMAT_EMAIL};
static const struct swage_type date_type = {.kind = SWAGE_KIND_STRING, .most = SIZE_MAX, .format = SWAGE_FORMAT_DATE};
static const struct swage_type key_type = {.kind = SWAGE_KIND_BYTES, .encoding = SWAGE_HEX, .least = 2, .most = 4};
static const struct swage_type price_type = {
    .kind = SWAGE_KIND_FLOAT64, .low = 0, .high = HUGE_VAL, .step_digits = 25, .step_scale = 100};
static const struct swage_type tags_type = {
    .kind = SWAGE_KIND_ARRAY, .item = &text_type, .least = 1, .most = 2, .flags = SWAGE_TYPE_UNIQUE};
static const struct swage_type number_type = {
    .kind = SWAGE_KIND_STRING, .least = 4, .most = 19, .patterns = digits, .pattern_count = 1};
static const struct swage_type iban_type = {.kind = SWAGE_KIND_STRING, .least = 15, .most = 34};
static const struct swage_member card_members[] = {{SWAGE_STR_INIT("number"), &number_type, SWAGE_MEMBER_REQUIRED}};
static const struct swage_member transfer_members[] = {{SWAGE_STR_INIT("iban"), &iban_type, SWAGE_MEMBER_REQUIRED}};
static const struct swage_type card_type = {.kind = SWAGE_KIND_STRUCT, .members = card_members, .count = 1};
static const struct swage_type transfer_type = {.kind = SWAGE_KIND_STRUCT, .members = transfer_members, .count = 1};
static const struct swage_member payments[] = {{SWAGE_STR_INIT("card"), &card_type, 0},
                                               {SWAGE_STR_INIT("transfer"), &transfer_type, 0}};
static const struct swage_type payment_type = {.kind = SWAGE_KIND_UNION,
                                               .tagging = SWAGE_TAG_INTERNAL,
                                               .tag = SWAGE_STR_INIT("kind"),
                                               .members = payments,
                                               .count = 2};
static const struct swage_member places[] = {{SWAGE_STR_INIT("name"), &text_type, 0},
                                             {SWAGE_STR_INIT("number"), &swage_type_uint16, 0}};
static const struct swage_type place_type = {
    .kind = SWAGE_KIND_UNION, .tagging = SWAGE_TAG_NONE, .members = places, .count = 2};
static const struct swage_type labels_type = {
    .kind = SWAGE_KIND_MAP, .key = &swage_type_string, .item = &swage_type_int32, .most = 4};
static const struct swage_type extra_type = {.kind = SWAGE_KIND_JSON};

static const struct swage_member trip_members[] = {
    {SWAGE_STR_INIT("id"), &id_type, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("name"), &name_type, 0},
    {SWAGE_STR_INIT("role"), &role_type, 0},
    {SWAGE_STR_INIT("email"), &email_type, 0},
    {SWAGE_STR_INIT("key"), &key_type, 0},
    {SWAGE_STR_INIT("price"), &price_type, 0},
    {SWAGE_STR_INIT("tags"), &tags_type, 0},
    {SWAGE_STR_INIT("payment"), &payment_type, 0},
    {SWAGE_STR_INIT("place"), &place_type, 0},
    {SWAGE_STR_INIT("labels"), &labels_type, 0},
    {SWAGE_STR_INIT("extra"), &extra_type, 0},
    {SWAGE_STR_INIT("start"), &date_type, 0},
    {SWAGE_STR_INIT("end"), &date_type, 0},
};
static const struct swage_type trip_type = {.kind = SWAGE_KIND_STRUCT,
                                            .flags = SWAGE_TYPE_STRICT,
                                            .members = trip_members,
                                            .count = sizeof trip_members / sizeof *trip_members,
                                            .check = dates_in_order};

static int refuse(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_refuse(rq);
}

static const struct swage_param params[] = {
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("dry"), &swage_type_bool, 0},
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("limit"), &limit_type, 0},
    {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("note"), &text_type, 0},
};
static const struct swage_operation operation = {.name = "add_trip",
                                                 .path = "/trips",
                                                 .method = SWAGE_METHOD_POST,
                                                 .serve = refuse,
                                                 .params = params,
                                                 .param_count = 3,
                                                 .body = &trip_type,
                                                 .body_flags = SWAGE_MEMBER_REQUIRED};
static const struct swage_node nodes[] = {{SWAGE_STR_INIT(""), 1, 1, 0, 0, SWAGE_NODE_LITERAL},
                                          {SWAGE_STR_INIT("trips"), 2, 0, 0, 1, SWAGE_NODE_LITERAL}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .name = "trips", .nodes = nodes, .operations = &operation, .node_count = 2, .operation_count = 1};

/* --- the page ----------------------------------------------------------------------------------------------------- */

static char page[65536];

static void set_up(void)
{
    char path[4096];
    const char *folder = getenv("SRCDIR");
    snprintf(path, sizeof path, "%s/doc/errors.md", folder ? folder : ".");
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s", path);
    size_t len = fread(page, 1, sizeof page - 1, file);
    page[len] = '\0';
    ck_assert_uint_lt(len, sizeof page - 1);
    fclose(file);
    for (int c = '0'; c <= '9'; c++)
        class_of[c] = 1;
}

/* The heading of a code, or NULL. */
static const char *section_of(const char *code)
{
    char heading[64];
    snprintf(heading, sizeof heading, "\n### `%s`\n", code);
    return strstr(page, heading);
}

/* The text between the fences of the block that opens with `fence` in the section; NULL without one. */
static char *block_of(const char *section, const char *fence, char *text, size_t size)
{
    const char *end = strstr(section + 1, "\n### ");
    const char *start = strstr(section, fence);
    if (!start || (end && start > end))
        return NULL;
    start += strlen(fence);
    size_t len = strcspn(start, "\n");
    ck_assert_uint_lt(len, size);
    memcpy(text, start, len);
    text[len] = '\0';
    return text;
}

static const char *const codes[] = {
#define X(name, code, title) code,
    SWAGE_FAULT_LIST(X)
#undef X
};

START_TEST(every_code_has_its_section)
{
    ck_assert_msg(section_of(codes[_i]) != NULL, "no section for %s", codes[_i]);
}
END_TEST

START_TEST(no_section_is_of_another_code)
{
    unsigned count = 0;
    for (const char *at = page; (at = strstr(at, "\n### `")); at++)
        count++;
    ck_assert_uint_eq(count, SWAGE_FAULTS);
}
END_TEST

/* Those that no request can have. */
static bool is_internal(const char *code)
{
    return strcmp(code, "none") == 0 || strcmp(code, "memory") == 0 || strcmp(code, "invalid") == 0;
}

/* Sends "POST /trips?x=y {...}"; the answer's body as a C string. */
static const char *send_example(char *request, struct swage_collector *out)
{
    const struct swage_field json = {SWAGE_STR("Content-Type"), SWAGE_STR("application/json")};
    char *target = strchr(request, ' ') + 1;
    char *body = strchr(target, ' ') + 1;
    swage_str method = swage_str_of(request, (size_t)(target - request - 1));
    swage_dispatch(&app, method, swage_str_of(target, (size_t)(body - target - 1)), &json, 1, swage_str_from(body),
                   &out->sink);
    ck_assert_int_eq(swage_buffer_add(&out->body, "", 1), SWAGE_OK);
    return out->body.ptr;
}

START_TEST(examples_are_answered_as_the_page_says)
{
    char request[1024], entry[1024], code[64], errors[1100];
    const char *section = section_of(codes[_i]);
    if (is_internal(codes[_i])) {
        ck_assert_ptr_null(block_of(section, "\n```json\n", entry, sizeof entry));
        return;
    }
    ck_assert_ptr_nonnull(block_of(section, "\n```\n", request, sizeof request));
    ck_assert_ptr_nonnull(block_of(section, "\n```json\n", entry, sizeof entry));
    snprintf(code, sizeof code, "\"code\":\"%s\"", codes[_i]);
    zoo_contains(entry, code);
    snprintf(errors, sizeof errors, "\"errors\":[%s]}", entry);
    struct swage_collector out;
    swage_collector_init(&out);
    zoo_contains(send_example(request, &out), errors);
    swage_collector_done(&out);
}
END_TEST

START_TEST(a_request_without_faults_has_none)
{
    char request[] = "POST /trips?dry=true&limit=1&note=n "
                     "{\"id\":1,\"name\":\"n\",\"role\":\"admin\",\"email\":\"a@b.de\",\"key\":\"00ff\",\"price\":0.5,"
                     "\"tags\":[\"a\",\"b\"],\"payment\":{\"kind\":\"card\",\"number\":\"4111\"},\"place\":7,"
                     "\"labels\":{\"a\":1},\"extra\":null,\"start\":\"2026-01-01\",\"end\":\"2026-01-02\"}";
    struct swage_collector out;
    swage_collector_init(&out);
    zoo_contains(send_example(request, &out), "\"errors\":[{\"in\":\"body\",\"pointer\":\"\",\"code\":\"invalid\"");
    swage_collector_done(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("errors");
    TCase *tests = tcase_create("errors");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_loop_test(tests, every_code_has_its_section, 0, SWAGE_FAULTS);
    tcase_add_test(tests, no_section_is_of_another_code);
    tcase_add_loop_test(tests, examples_are_answered_as_the_page_says, 0, SWAGE_FAULTS);
    tcase_add_test(tests, a_request_without_faults_has_none);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
