/* SPDX-License-Identifier: MIT */
/* Documents that are part of the program: both representations, their tags, and what stands in front of them. */
#include "config.h"

#include <swage/app.h>
#include <swage/route.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct swage_collector out;

static const swage_str pieces[] = {SWAGE_STR_INIT("{\"a\":"), SWAGE_STR_INIT("1}")};
static const unsigned char packed[] = {0x1f, 0x8b, 0, 7};
static const struct swage_document document = {.media = SWAGE_STR_INIT("application/json"),
                                               .tag = SWAGE_STR_INIT("\"t\""),
                                               .pieces = pieces,
                                               .piece_count = 2,
                                               .packed_tag = SWAGE_STR_INIT("\"t-gzip\""),
                                               .packed = {packed, sizeof packed}};
static const struct swage_document *const documents[] = {&document};
static const struct swage_node doc_nodes[] = {{SWAGE_STR_INIT(""), 1, 1, 0, 0, SWAGE_NODE_LITERAL},
                                              {SWAGE_STR_INIT("openapi.json"), 0, 0, 0, 1, SWAGE_NODE_LITERAL}};
static const struct swage_operation doc_operation = {
    .name = "openapi", .path = "/openapi.json", .method = SWAGE_METHOD_GET, .serve = swage_serve_document};
static const struct swage_app docs = {
    .abi = SWAGE_ABI, .nodes = doc_nodes, .operations = &doc_operation, .node_count = 2, .operation_count = 1, .handlers = documents};

static int serve_own(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_reply_empty(rq, 204);
}

/* One whose schema has a path of that name. */
static const struct swage_operation own_operation = {
    .name = "own", .path = "/openapi.json", .method = SWAGE_METHOD_POST, .serve = serve_own};
static const struct swage_node no_nodes[] = {{SWAGE_STR_INIT(""), 0, 0, 0, 0, SWAGE_NODE_LITERAL}};
static const struct swage_app plain = {.abi = SWAGE_ABI, .nodes = no_nodes, .node_count = 1, .docs = &docs};
static const struct swage_app taken = {
    .abi = SWAGE_ABI, .nodes = doc_nodes, .operations = &own_operation, .node_count = 2, .operation_count = 1, .docs = &docs};

static void ask_app(const struct swage_app *app, const char *method, const struct swage_field *fields, unsigned count)
{
    swage_collector_clear(&out);
    ck_assert_int_eq(swage_dispatch(app, swage_str_from(method), SWAGE_STR("/openapi.json"), fields, count,
                                    (swage_str){NULL, 0}, &out.sink),
                     SWAGE_OK);
}

static void ask(const char *coding, const char *tags)
{
    struct swage_field fields[2] = {{{NULL, 0}, {NULL, 0}}};
    unsigned count = 0;
    if (coding)
        fields[count++] = (struct swage_field){SWAGE_STR("Accept-Encoding"), swage_str_from(coding)};
    if (tags)
        fields[count++] = (struct swage_field){SWAGE_STR("If-None-Match"), swage_str_from(tags)};
    ask_app(&plain, "GET", fields, count);
}

static void expect_field(const char *name, const char *value)
{
    swage_str found = swage_collector_header(&out, swage_str_from(name));
    if (value)
        ck_assert_msg(swage_str_equal(found, swage_str_from(value)), "%s: %.*s", name, (int)found.len, found.ptr);
    else
        ck_assert_ptr_null(found.ptr);
}

static void expect(int status, const void *body, size_t len)
{
    ck_assert_int_eq(out.status, status);
    ck_assert_uint_eq(out.body.len, len);
    if (len > 0)
        ck_assert_mem_eq(out.body.ptr, body, len);
    ck_assert(out.done && !out.aborted);
}

static void set_up(void)
{
    swage_collector_init(&out);
}

static void tear_down(void)
{
    swage_collector_done(&out);
}

START_TEST(it_comes_as_it_is)
{
    ask(NULL, NULL);
    expect(200, "{\"a\":1}", 7);
    expect_field("Content-Type", "application/json");
    expect_field("ETag", "\"t\"");
    expect_field("Vary", "Accept-Encoding");
    expect_field("Cache-Control", "no-cache");
    expect_field("Content-Encoding", NULL);
    ask("br, deflate", NULL);
    expect(200, "{\"a\":1}", 7);
    ask("gzip;q=0, *", NULL);
    expect(200, "{\"a\":1}", 7);
}
END_TEST

START_TEST(it_comes_packed_to_whom_it_is_welcome)
{
    static const char *const codings[] = {"gzip", "br;q=1, GZIP;q=0.1", "*"};
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        ask(codings[i], NULL);
        expect(200, packed, sizeof packed);
        expect_field("Content-Type", "application/json");
        expect_field("Content-Encoding", "gzip");
        expect_field("ETag", "\"t-gzip\"");
    }
}
END_TEST

START_TEST(who_has_it_gets_304)
{
    static const char *const tags[] = {"\"t\"", "W/\"t\"", "\"x\", \"t\" , \"y\"", "*"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        ask(NULL, tags[i]);
        expect(304, NULL, 0);
        expect_field("ETag", "\"t\"");
        expect_field("Vary", "Accept-Encoding");
        expect_field("Content-Encoding", NULL);
    }
    ask("gzip", "\"t-gzip\"");
    expect(304, NULL, 0);
    expect_field("ETag", "\"t-gzip\"");
}
END_TEST

START_TEST(another_tag_is_no_reason_to_send_nothing)
{
    static const char *const tags[] = {"\"u\"", "\"t-gzip\"", "t", "\"t", "w/\"t\"", "W/", ""};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        ask(NULL, tags[i]);
        expect(200, "{\"a\":1}", 7);
    }
}
END_TEST

START_TEST(a_head_is_answered_and_other_methods_are_not)
{
    ask_app(&plain, "HEAD", NULL, 0);
    expect(200, NULL, 0);
    expect_field("ETag", "\"t\"");
    ask_app(&plain, "POST", NULL, 0);
    ck_assert_int_eq(out.status, 405);
    expect_field("Allow", "GET, HEAD, OPTIONS");
}
END_TEST

START_TEST(a_path_of_the_schema_comes_first)
{
    ask_app(&taken, "POST", NULL, 0);
    expect(204, NULL, 0);
    ask_app(&taken, "GET", NULL, 0);
    ck_assert_int_eq(out.status, 405);
}
END_TEST

START_TEST(without_documents_there_is_no_such_path)
{
    struct swage_app bare = plain;
    bare.docs = NULL;
    ask_app(&bare, "GET", NULL, 0);
    ck_assert_int_eq(out.status, 404);
}
END_TEST

/* "{}" by gzip -n: what is kept packed only is unpacked for whom it has to be. */
static const unsigned char braces[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0, 0x43, 0xbf, 0xa6, 0xa3, 2, 0, 0, 0};

static void serve(const struct swage_document *one, const char *coding)
{
    const struct swage_document *const list[] = {one};
    struct swage_app beside = docs, app = plain;
    struct swage_field field = {SWAGE_STR("Accept-Encoding"), swage_str_from(coding)};
    beside.handlers = list;
    app.docs = &beside;
    ask_app(&app, "GET", &field, 1);
}

START_TEST(one_that_is_kept_packed_only_is_unpacked)
{
    struct swage_document one = document;
    one.pieces = NULL;
    one.piece_count = 0;
    one.packed = (swage_bytes){braces, sizeof braces};
    serve(&one, "gzip");
    expect(200, braces, sizeof braces);
    expect_field("Content-Encoding", "gzip");
    serve(&one, "identity");
    expect(200, "{}", 2);
    expect_field("Content-Encoding", NULL);
    expect_field("ETag", "\"t\"");
    for (size_t len = 1; len < sizeof braces; len++) {
        one.packed.len = len;
        serve(&one, "identity");
        ck_assert_int_eq(out.status, 500);
    }
}
END_TEST

START_TEST(one_that_is_not_kept_packed_is_sent_as_it_is)
{
    struct swage_document one = document;
    one.packed = (swage_bytes){NULL, 0};
    serve(&one, "gzip");
    expect(200, "{\"a\":1}", 7);
    expect_field("Content-Encoding", NULL);
}
END_TEST

START_TEST(the_page_asks_for_its_script)
{
    swage_buffer page;
    swage_buffer_init(&page, 1 << 16);
    for (size_t i = 0; i < swage_docs_page.piece_count; i++)
        ck_assert_int_eq(swage_buffer_add_str(&page, swage_docs_page.pieces[i]), SWAGE_OK);
    ck_assert_int_eq(swage_buffer_add(&page, "", 1), SWAGE_OK);
    ck_assert_ptr_nonnull(strstr(page.ptr, "openapi.json"));
    ck_assert((strstr(page.ptr, "docs/page.js") != NULL) == (swage_docs_script.packed.len > 0));
    swage_buffer_done(&page);
    serve(&swage_docs_script, "identity");
    ck_assert_int_eq(out.status, 200);
    ck_assert((out.body.len > swage_docs_script.packed.len) == (swage_docs_script.packed.len > 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("document");
    TCase *tc = tcase_create("document");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, it_comes_as_it_is);
    tcase_add_test(tc, it_comes_packed_to_whom_it_is_welcome);
    tcase_add_test(tc, who_has_it_gets_304);
    tcase_add_test(tc, another_tag_is_no_reason_to_send_nothing);
    tcase_add_test(tc, a_head_is_answered_and_other_methods_are_not);
    tcase_add_test(tc, a_path_of_the_schema_comes_first);
    tcase_add_test(tc, without_documents_there_is_no_such_path);
    tcase_add_test(tc, one_that_is_kept_packed_only_is_unpacked);
    tcase_add_test(tc, one_that_is_not_kept_packed_is_sent_as_it_is);
    tcase_add_test(tc, the_page_asks_for_its_script);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
