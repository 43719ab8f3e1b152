/* SPDX-License-Identifier: MIT */
/*
 * Refusals of parameters of every type and place, and which media a route takes. The operations here have tables alone:
 * what they are asked is always refused, with every fault that the tables know of, or with "invalid" where there is
 * none.
 */
#include "zoo.h"

#include <swage/faults.h>

#include <stdio.h>
#include <stdlib.h>

static int refuse(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_refuse(rq);
}

/* --- the types ---------------------------------------------------------------------------------------------------- */

/* ^[0-9]+$ */
static unsigned char class_of[256];
static const uint16_t digits_next[] = {2, 1, 2, 1, 2, 2};
static const unsigned char digits_accepts[] = {0, 1, 0};
static const struct swage_pattern digits_pattern = {"^[0-9]+$", class_of, digits_next, digits_accepts, 2};
static const struct swage_pattern *const patterns[] = {&digits_pattern};

static void check_even(swage_str json, swage_arena *arena, struct swage_faults *faults)
{
    (void)arena;
    if (json.ptr[json.len - 2] % 2 != 0)
        swage_fault_add(faults, "", "an odd one");
}

static const swage_str words[] = {SWAGE_STR_INIT("up"), SWAGE_STR_INIT("")};
static const swage_str bounds[] = {SWAGE_STR_INIT("0.5"), {NULL, 0}};
static const int64_t levels[] = {0, 1};
static const struct swage_type code_type = {
    .kind = SWAGE_KIND_STRING, .most = 3, .patterns = patterns, .pattern_count = 1};
static const struct swage_type types[] = {
    {.kind = SWAGE_KIND_STRING, .most = SIZE_MAX, .format = SWAGE_FORMAT_UUID},
    {.kind = SWAGE_KIND_BYTES, .encoding = SWAGE_HEX, .most = 2},
    {.kind = SWAGE_KIND_DECIMAL, .words = bounds},
    {.kind = SWAGE_KIND_INTEGER, .min = 0, .max = 100, .step = 5},
    {.kind = SWAGE_KIND_INTEGER, .min = 0, .max = 100, .flags = SWAGE_TYPE_QUOTED},
    {.kind = SWAGE_KIND_ENUM, .words = words, .count = 2},
    {.kind = SWAGE_KIND_ENUM, .words = words, .count = 2, .flags = SWAGE_TYPE_OPEN},
    {.kind = SWAGE_KIND_ENUM_NUMBER, .numbers = levels, .count = 2, .bits = 8, .umax = UINT8_MAX},
    {.kind = SWAGE_KIND_EXTERN, .item = &code_type, .check = check_even},
    {.kind = SWAGE_KIND_FLOAT64, .low = 0, .high = 1, .flags = SWAGE_TYPE_ABOVE},
    {.kind = SWAGE_KIND_STRING, .least = 4, .most = 9, .flags = SWAGE_TYPE_SECRET},
};
static const struct swage_type code_list = {
    .kind = SWAGE_KIND_ARRAY, .item = &code_type, .most = 4, .flags = SWAGE_TYPE_UNIQUE};
static const struct swage_type number_list = {
    .kind = SWAGE_KIND_ARRAY, .item = &types[4], .most = 4, .flags = SWAGE_TYPE_UNIQUE};

#define PLACES(in, flags)                                                                                        \
    {in, flags, SWAGE_STR_INIT("uuid"), &types[0], 0}, {in, flags, SWAGE_STR_INIT("hex"), &types[1], 0},         \
        {in, flags, SWAGE_STR_INIT("decimal"), &types[2], 0}, {in, flags, SWAGE_STR_INIT("five"), &types[3], 0}, \
        {in, flags, SWAGE_STR_INIT("id"), &types[4], 0}, {in, flags, SWAGE_STR_INIT("word"), &types[5], 0},      \
        {in, flags, SWAGE_STR_INIT("open"), &types[6], 0}, {in, flags, SWAGE_STR_INIT("level"), &types[7], 0},   \
        {in, flags, SWAGE_STR_INIT("custom"), &types[8], 0}, {in, flags, SWAGE_STR_INIT("share"), &types[9], 0}, \
        {in, flags, SWAGE_STR_INIT("secret"), &types[10], 0}, {in, flags, SWAGE_STR_INIT("code"), &code_type, 0}
#define LISTS(in) \
    {in, 0, SWAGE_STR_INIT("codes"), &code_list, 0}, {in, 0, SWAGE_STR_INIT("ids"), &number_list, 0}

static const struct swage_param query_params[] = {PLACES(SWAGE_IN_QUERY, 0), LISTS(SWAGE_IN_QUERY)};
static const struct swage_param form_params[] = {
    PLACES(SWAGE_IN_FORM, 0), LISTS(SWAGE_IN_FORM), {SWAGE_IN_FORM, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("must"), &code_type, 0}};
static const struct swage_param cookie_params[] = {PLACES(SWAGE_IN_COOKIE, 0)};

static const struct swage_operation operations[] = {
    {.name = "query", .path = "/", .method = SWAGE_METHOD_GET, .serve = refuse, .params = query_params, .param_count = 14},
    {.name = "form",
     .path = "/",
     .method = SWAGE_METHOD_POST,
     .serve = refuse,
     .params = form_params,
     .param_count = 15,
     .media = SWAGE_TAKES_FORM},
    {.name = "cookie",
     .path = "/",
     .method = SWAGE_METHOD_DELETE,
     .serve = refuse,
     .params = cookie_params,
     .param_count = 12},
    {.name = "patch",
     .path = "/",
     .method = SWAGE_METHOD_PATCH,
     .serve = refuse,
     .body = &swage_type_bool,
     .media = SWAGE_TAKES_JSON | SWAGE_TAKES_MERGE_PATCH},
    {.name = "put", .path = "/", .method = SWAGE_METHOD_PUT, .serve = refuse, .body = &swage_type_bool},
};
static const struct swage_node nodes[] = {{SWAGE_STR_INIT(""), 1, 1, 0, 0, SWAGE_NODE_LITERAL},
                                          {SWAGE_STR_INIT(""), 2, 0, 0, 5, SWAGE_NODE_LITERAL}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .name = "kinds", .nodes = nodes, .operations = operations, .node_count = 2, .operation_count = 5};

/* --- asking ------------------------------------------------------------------------------------------------------- */

static struct swage_collector out;

static void set_up(void)
{
    swage_collector_init(&out);
    for (int c = '0'; c <= '9'; c++)
        class_of[c] = 1;
}

static void tear_down(void)
{
    swage_collector_done(&out);
}

/* "400 in name code (detail), ...", of the answer. */
static const char *faults_of_answer(void)
{
    static char text[4096];
    size_t len = (size_t)snprintf(text, sizeof text, "%d", out.status);
    ck_assert_int_eq(swage_buffer_add(&out.body, "", 1), SWAGE_OK);
    for (const char *at = out.body.ptr; (at = strstr(at, "{\"in\":\"")); at++) {
        char in[16], name[32] = "", code[32], detail[160];
        ck_assert_int_eq(sscanf(at, "{\"in\":\"%15[^\"]\"", in), 1);
        const char *label = strstr(at, "\"name\":\"");
        if (strcmp(in, "body") != 0)
            ck_assert_int_eq(sscanf(label, "\"name\":\"%31[^\"]\"", name), 1);
        ck_assert_int_eq(sscanf(strstr(at, "\"code\":\""), "\"code\":\"%31[^\"]\"", code), 1);
        ck_assert_int_eq(sscanf(strstr(at, "\"detail\":\""), "\"detail\":\"%159[^\"]\"", detail), 1);
        len += (size_t)snprintf(text + len, sizeof text - len, ", %s %s %s (%s)", in, name, code, detail);
    }
    return text;
}

static const char *ask(const char *method, const char *target, const char *name, const char *value, const char *body)
{
    struct swage_field field = {swage_str_from(name), swage_str_from(value)};
    swage_collector_clear(&out);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), &field, value ? 1 : 0,
                                    swage_str_from(body), &out.sink),
                     SWAGE_OK);
    return faults_of_answer();
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

#define NONE "400, body  invalid (refused)"

struct kind_case {
    const char *pair;   /* "name=value", in a query and in a form */
    const char *faults; /* "name code (detail)", or NULL for none */
};

static const struct kind_case kind_cases[] = {
    {"uuid=01234567-89ab-4def-8123-456789abcdef", NULL},
    {"uuid=0", "uuid format (expected a UUID (RFC 9562))"},
    {"hex=0Aff", NULL},
    {"hex=0", "hex encoding (expected hexadecimal digits, two a byte)"},
    {"hex=010203", "hex too_long (at most 2 bytes, found 3)"},
    {"decimal=0.500000000000000000000000001", NULL},
    {"decimal=0.4", "decimal too_small (a number of at least 0.5)"},
    {"decimal=x", "decimal type (expected a number)"},
    {"decimal=", "decimal type (expected a number)"},
    {"five=15", NULL},
    {"five=16", "five multiple_of (a multiple of 5)"},
    {"five=101", "five too_large (a number from 0 to 100)\1five multiple_of (a multiple of 5)"},
    {"id=7", NULL},
    {"id=%227%22", "id type (expected an integer)"},
    {"id=101", "id too_large (a number from 0 to 100)"},
    {"word=up", NULL},
    {"word=", NULL},
    {"word=%zz", "word escape (a percent sign wants two hexadecimal digits behind it, and not %00)"},
    {"word=down", "word enum (one of \\\"up\\\", \\\"\\\")"},
    {"open=down", NULL},
    {"open=%ff", "open utf8 (not UTF-8)"},
    {"level=1", NULL},
    {"level=-0", "level enum (one of 0, 1)"},
    {"custom=12", NULL},
    {"custom=13", "custom check (an odd one)"},
    {"custom=x", "custom pattern (must match ^[0-9]+$)"},
    {"share=1", NULL},
    {"share=0.0", "share too_small (a number above 0 and at most 1)"},
    {"share=null", "share type (expected a number)"},
    {"secret=abc", "secret too_short (at least 4 characters)"},
    {"code=12", NULL},
    {"code=12x4", "code too_long (at most 3 characters, found 4)\1code pattern (must match ^[0-9]+$)"},
    {"code=%22", "code pattern (must match ^[0-9]+$)"},
    {"codes=1&codes=2&codes=12", NULL},
    {"codes=1&codes=2&codes=1", "codes unique (the same item stands before; each may stand once)"},
    {"codes=1&codes=x&codes=1", "codes pattern (must match ^[0-9]+$)"},
    {"ids=1&ids=0&ids=-0", "ids unique (the same item stands before; each may stand once)"},
    {"ids=1&ids=2&ids=3&ids=4&ids=1", "ids too_many (at most 4, found 5)"},
};

/* "400, query uuid format (...)": each fault behind its place. */
static void expect(char *text, const char *in, const char *faults)
{
    int len = sprintf(text, "400");
    while (*faults) {
        size_t one = strcspn(faults, "\1");
        /* What sscanf reads ends at the first quote, escaped or not. */
        size_t shown = one;
        const char *quote = memchr(faults, '"', one);
        if (quote)
            shown = (size_t)(quote - faults);
        len += sprintf(text + len, ", %s %.*s%s", in, (int)shown, faults, quote ? ")" : "");
        faults += one + (faults[one] == '\1');
    }
}

START_TEST(every_type_is_explained_in_queries)
{
    const struct kind_case *c = &kind_cases[_i];
    char target[128], want[512];
    snprintf(target, sizeof target, "/?%s", c->pair);
    expect(want, "query", c->faults ? c->faults : "");
    ck_assert_str_eq(ask("GET", target, NULL, NULL, NULL), c->faults ? want : NONE);
}
END_TEST

#define FORM "application/x-www-form-urlencoded"

START_TEST(every_type_is_explained_in_forms)
{
    const struct kind_case *c = &kind_cases[_i];
    char body[128], want[512];
    snprintf(body, sizeof body, "must=1&%s", c->pair);
    expect(want, "form", c->faults ? c->faults : "");
    ck_assert_str_eq(ask("POST", "/", "Content-Type", FORM, body), c->faults ? want : NONE);
}
END_TEST

START_TEST(cookies_are_explained_as_they_stand)
{
    ck_assert_str_eq(ask("DELETE", "/", "Cookie", "uuid=0; five=\"15\"; word=%zz", NULL),
                     "400, cookie uuid format (expected a UUID (RFC 9562)), cookie word enum (one of \\)");
    ck_assert_str_eq(ask("DELETE", "/", "Cookie", "code=1; code=1; custom=13", NULL),
                     "400, cookie custom check (an odd one), "
                     "cookie code duplicate (stands 2 times, and may stand once)");
    ck_assert_str_eq(ask("DELETE", "/", NULL, NULL, NULL), NONE);
}
END_TEST

START_TEST(a_form_parameter_may_be_missing)
{
    ck_assert_str_eq(ask("POST", "/", "Content-Type", FORM, "id=x"),
                     "400, form id type (expected an integer), form must missing (this parameter is required)");
    ck_assert_str_eq(ask("POST", "/", NULL, NULL, NULL), "400, form must missing (this parameter is required)");
    ck_assert_str_eq(ask("POST", "/?must=1", NULL, NULL, NULL), "400, form must missing (this parameter is required)");
    ck_assert_str_eq(ask("POST", "/", "Content-Type", FORM, "must=1&must=2"),
                     "400, form must duplicate (stands 2 times, and may stand once)");
}
END_TEST

START_TEST(a_secret_is_not_in_the_answer)
{
    ask("POST", "/", "Content-Type", FORM, "secret=WORD123456&must=1");
    ck_assert_ptr_null(strstr(out.body.ptr, "WORD"));
    ck_assert_ptr_null(strstr(out.body.ptr, "found"));
    ck_assert_ptr_nonnull(strstr(out.body.ptr, "at most 9 characters"));
}
END_TEST

/* --- media -------------------------------------------------------------------------------------------------------- */

struct media_case {
    const char *method, *media, *body;
    int status;
    const char *accept;
};

static const struct media_case media_cases[] = {
    {"POST", FORM, "must=1", 400, NULL},
    {"POST", "Application/X-WWW-Form-URLencoded; charset=utf-8", "must=1", 400, NULL},
    {"POST", "application/json", "{}", 415, FORM ", multipart/form-data"},
    {"POST", "multipart/form-data; boundary=x", "--x--", 400, NULL},
    {"POST", "multipart/form-data; boundary=x", "", 400, NULL},
    {"POST", "multipart/mixed; boundary=x", "--x--", 415, FORM ", multipart/form-data"},
    {"POST", NULL, "must=1", 415, FORM ", multipart/form-data"},
    {"PUT", "application/json", "true", 400, NULL},
    {"PUT", "application/vnd.it+json", "true", 400, NULL},
    {"PUT", "application/merge-patch+json", "true", 415, "application/json"},
    {"PUT", "application/json-patch+json", "true", 415, "application/json"},
    {"PUT", FORM, "true", 415, "application/json"},
    {"PATCH", "application/merge-patch+json", "true", 400, NULL},
    {"PATCH", "application/Merge-Patch+JSON; charset=utf-8", "true", 400, NULL},
    {"PATCH", "application/merge-patch+json; charset=latin1", "true", 415,
     "application/merge-patch+json, application/json"},
    {"PATCH", "application/json", "true", 400, NULL},
    {"PATCH", "application/json-patch+json", "[]", 415, "application/merge-patch+json, application/json"},
};

START_TEST(a_route_takes_its_media_and_says_which)
{
    const struct media_case *c = &media_cases[_i];
    ask(c->method, "/", "Content-Type", c->media, c->body);
    ck_assert_int_eq(out.status, c->status);
    swage_str accept = swage_collector_header(&out, SWAGE_STR("Accept"));
    ck_assert(swage_str_equal(accept, swage_str_from(c->accept)));
    swage_str patch = swage_collector_header(&out, SWAGE_STR("Accept-Patch"));
    ck_assert(swage_str_equal(patch, swage_str_from(strcmp(c->method, "PATCH") == 0 ? c->accept : NULL)));
}
END_TEST

START_TEST(an_encoded_body_is_told_that_none_is_read)
{
    const struct swage_field fields[] = {{SWAGE_STR("Content-Type"), SWAGE_STR(FORM)},
                                         {SWAGE_STR("Content-Encoding"), SWAGE_STR("gzip")}};
    swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/"), fields, 2, SWAGE_STR("must=1"), &out.sink);
    ck_assert_int_eq(out.status, 415);
    ck_assert(swage_str_equal(swage_collector_header(&out, SWAGE_STR("Accept-Encoding")), SWAGE_STR("identity")));
}
END_TEST

START_TEST(a_form_that_comes_in_pieces_is_kept)
{
    struct desk desk;
    size_t body_max;
    desk_open(&desk, &zoo_usual);
    desk.app = app;
    swage_request *rq = desk_take(&desk, "POST", "/", FORM, -1);
    rq->head.is_chunked = true;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, "must=1&i", 8), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, "d=x", 3), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
    zoo_contains(desk_body(&desk), "{\"in\":\"form\",\"name\":\"id\",\"code\":\"type\"");
    ck_assert_ptr_null(strstr(desk_body(&desk), "\"must\""));
    desk_close(&desk);
}
END_TEST

/* --- memory ------------------------------------------------------------------------------------------------------- */

static void check_greedy(swage_str json, swage_arena *arena, struct swage_faults *faults)
{
    (void)json;
    (void)faults;
    swage_arena_alloc(arena, SIZE_MAX / 4);
}

START_TEST(a_check_without_memory_is_not_the_clients_fault)
{
    static const struct swage_type greedy = {.kind = SWAGE_KIND_EXTERN, .item = &code_type, .check = check_greedy};
    static const struct swage_param param = {SWAGE_IN_QUERY, 0, SWAGE_STR_INIT("q"), &greedy, 0};
    static const struct swage_operation operation = {
        .name = "greedy", .path = "/", .method = SWAGE_METHOD_GET, .serve = refuse, .params = &param, .param_count = 1};
    static const struct swage_node two[] = {{SWAGE_STR_INIT(""), 1, 1, 0, 0, SWAGE_NODE_LITERAL},
                                            {SWAGE_STR_INIT(""), 2, 0, 0, 1, SWAGE_NODE_LITERAL}};
    static const struct swage_app greedy_app = {
    .abi = SWAGE_ABI, .name = "greedy", .nodes = two, .operations = &operation, .node_count = 2, .operation_count = 1};
    swage_dispatch(&greedy_app, SWAGE_STR("GET"), SWAGE_STR("/?q=1"), NULL, 0, (swage_str){NULL, 0}, &out.sink);
    ck_assert_int_eq(out.status, 500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("refuse_kinds");
    TCase *tests = tcase_create("refuse_kinds");
    int kinds = sizeof kind_cases / sizeof *kind_cases;
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, every_type_is_explained_in_queries, 0, kinds);
    tcase_add_loop_test(tests, every_type_is_explained_in_forms, 0, kinds);
    tcase_add_test(tests, cookies_are_explained_as_they_stand);
    tcase_add_test(tests, a_form_parameter_may_be_missing);
    tcase_add_test(tests, a_secret_is_not_in_the_answer);
    tcase_add_loop_test(tests, a_route_takes_its_media_and_says_which, 0, sizeof media_cases / sizeof *media_cases);
    tcase_add_test(tests, an_encoded_body_is_told_that_none_is_read);
    tcase_add_test(tests, a_form_that_comes_in_pieces_is_kept);
    tcase_add_test(tests, a_check_without_memory_is_not_the_clients_fault);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
