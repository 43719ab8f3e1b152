/* SPDX-License-Identifier: MIT */
/* @cors of namespaces, groups and routes. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

static const struct model_cors *cors_of(const char *route)
{
    return desk_route(&desk, route)->cors;
}

START_TEST(a_policy_says_whose_scripts_may_do_what)
{
    compile("@cors(origins = [\"https://a.org\", \"https://*.b.org\"], credentials = true, headers = [\"X-A\"],"
            "      expose = [\"X-B\", \"X-C\"], max_age = 600) GET \"/\" x() -> int8;");
    const struct model_cors *cors = cors_of("x");
    ck_assert_uint_eq(cors->origin_count, 2);
    ck_assert_str_eq(cors->origins[1].ptr, "https://*.b.org");
    ck_assert(cors->has_credentials);
    ck_assert_uint_eq(cors->header_count, 1);
    ck_assert_str_eq(cors->headers[0].ptr, "X-A");
    ck_assert_uint_eq(cors->exposed_count, 2);
    ck_assert_str_eq(cors->exposed[1].ptr, "X-C");
    ck_assert_str_eq(cors->max_age, "600");
    desk_close(&desk);
}
END_TEST

START_TEST(the_innermost_policy_counts)
{
    compile("@cors(origins = [\"https://a.org\"]) namespace n; GET \"/a\" a() -> int8; GET \"/b\" b() -> int8;"
            "group \"/g\" @cors(origins = [\"*\"]) { GET \"/c\" c() -> int8; @cors(none) GET \"/d\" d() -> int8;"
            "  group \"/h\" { GET \"/e\" e() -> int8; } }");
    ck_assert_str_eq(cors_of("a")->origins[0].ptr, "https://a.org");
    ck_assert_ptr_eq(cors_of("a"), cors_of("b"));
    ck_assert_str_eq(cors_of("c")->origins[0].ptr, "*");
    ck_assert_uint_eq(cors_of("d")->origin_count, 0);
    ck_assert_ptr_eq(cors_of("e"), cors_of("c"));
    desk_close(&desk);
    compile("GET \"/a\" a() -> int8;");
    ck_assert_ptr_null(cors_of("a"));
    desk_close(&desk);
}
END_TEST

START_TEST(what_cannot_be_is_refused_at_its_place)
{
#define ON(text) "@cors(" text ") GET \"/\" x() -> int8;"
    static const struct desk_row rows[] = {
        {ON("none"), ""},
        {ON("origins = [\"null\"]"), ""},
        {ON(""), "1:1 bad-annotation"},
        {ON("credentials = true"), "1:1 bad-annotation"},
        {ON("\"https://a.org\""), "1:7 bad-annotation"},
        {ON("origins = \"https://a.org\""), "1:17 bad-annotation"},
        {ON("origins = []"), "1:17 bad-annotation"},
        {ON("origins = [1]"), "1:18 bad-annotation"},
        {ON("origins = [\"https://a.org\", \"https://a.org/\"]"), "1:35 bad-annotation"},
        {ON("origins = [\"a.org\"]"), "1:18 bad-annotation"},
        {ON("orignis = [\"https://a.org\"]"), "1:7 bad-annotation"},
        {ON("origins = [\"*\"], origins = [\"*\"]"), "1:24 bad-annotation"},
        {ON("origins = [\"*\"], credentials = true"), "1:1 bad-annotation"},
        {ON("origins = [\"*\"], credentials = false"), ""},
        {ON("origins = [\"*\", \"https://a.org\"]"), "1:1 bad-annotation"},
        {ON("origins = [\"*\"], credentials = 1"), "1:38 bad-annotation"},
        {ON("origins = [\"*\"], headers = [\"X A\"]"), "1:35 bad-annotation"},
        {ON("origins = [\"*\"], headers = [\"\"]"), "1:35 bad-annotation"},
        {ON("origins = [\"*\"], expose = [\"X\\r\\nY\"]"), "1:34 bad-annotation"},
        {ON("origins = [\"*\"], expose = []"), "1:33 bad-annotation"},
        {ON("origins = [\"*\"], max_age = 86400"), ""},
        {ON("origins = [\"*\"], max_age = 86401"), "1:34 bad-annotation"},
        {ON("origins = [\"*\"], max_age = \"1\""), "1:34 bad-annotation"},
        {"@cors(none) struct A { a: int8; }", "1:1 misplaced-annotation"},
    };
#undef ON
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(origins_have_a_most)
{
    for (int count = 64; count <= 65; count++) {
        char schema[4096];
        int len = snprintf(schema, sizeof schema, "@cors(origins = [");
        for (int i = 0; i < count; i++)
            len += snprintf(schema + len, sizeof schema - (size_t)len, "%s\"https://a%d.org\"", i > 0 ? "," : "", i);
        snprintf(schema + len, sizeof schema - (size_t)len, "]) GET \"/\" x() -> int8;");
        const struct desk_row rows[] = {{schema, count == 64 ? "" : "1:17 bad-annotation"}};
        DESK_CHECK_ROWS(rows);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cors");
    TCase *tcase = tcase_create("cors");
    tcase_add_test(tcase, a_policy_says_whose_scripts_may_do_what);
    tcase_add_test(tcase, the_innermost_policy_counts);
    tcase_add_test(tcase, what_cannot_be_is_refused_at_its_place);
    tcase_add_test(tcase, origins_have_a_most);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
