/* SPDX-License-Identifier: MIT */
/* Examples that are right, and documents that are refused where the schema says. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(examples_of_every_type_are_checked)
{
    static const struct desk_row rows[] = {
        {"@example({\"a\": \"a@b.example\", \"b\": \"AAEC\", \"c\": 1.5, \"d\": {\"x\": [null, 1]}, \"e\": \"5\", "
         "\"f\": {\"3\": \"x\"}, "
         "\"g\": [1, null]})"
         "struct A { a: email; b: bytes; c: decimal; d: json; e: int8 @string; f: map<int8, string>; g: (int8 | "
         "null)[]; }",
         ""},
        {"@example({\"a\": \"a\", \"b\": \"A\", \"c\": \"1\", \"e\": 5})"
         "struct A { a: email; b: bytes; c: decimal; e: int8 @string; }",
         "1:16 bad-value, 1:26 bad-value, 1:36 bad-value, 1:46 bad-value"},
        {"@example({\"a\": 0x10, \"b\": \"0x10\", \"c\": \"01\", \"d\": -0, \"e\": \"\"})"
         "struct A { a: int8; b: int8 @string; c: int8 @string; d: uint8; e: int8 @string; }",
         "1:16 bad-value, 1:27 bad-value, 1:40 bad-value, 1:51 bad-value, 1:60 bad-value"},
        {"@example({\"a\": [1, 2, 1], \"b\": [\"x\", \"x\"]}) struct A { a: int8[] @unique; b: Ro[] @unique; } enum "
         "Ro { x }",
         "1:23 bad-value, 1:38 bad-value"},
        {"@example({\"nam\": 1}) struct Aa { name: int8; }", "1:11 bad-value"}, /* one mistake */
        {"@example({\"x\": 1}) struct Aa { name: int8; }", "1:10 bad-value, 1:11 bad-value"},
        {"@example([null]) @example([1, \"x\"]) typedef Td = (int8 | null)[];", "1:31 bad-value"},
        {"@example(null) @example(\"x\") @example(\"xxxx\") typedef Td = string(..3) | null;", "1:39 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(examples_of_maps_are_checked)
{
    static const struct desk_row rows[] = {
        {"@example({\"1\": 1, \"-2\": 2}) @example({\"x\": 1}) @example({\"1\": \"1\"}) typedef Td = map<int8, int8>;",
         "1:39 bad-value, 1:63 bad-value"},
        {"enum Ro { x } @example({\"x\": 1}) @example({\"y\": 1}) typedef Td = map<Ro, int8>;", "1:44 bad-value"},
        {"@example({\"aa\": 1}) @example({\"a\": 1, \"aa\": 1, \"bb\": 1}) @example({\"aa\": 1, \"aa\": 1}) "
         "typedef Td = map<string(2..), int8>(..2);",
         "1:30 bad-value, 1:31 bad-value, 1:77 bad-value"},
        {"@example({\"::1\": null, \"::g\": null}) typedef Td = map<ipv6, Bo | null>; struct Bo { x: int8; }",
         "1:24 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(examples_of_unions_have_their_tag_anywhere)
{
    static const struct desk_row rows[] = {
        {"@discriminator(\"k\") @example({\"x\": 1, \"k\": \"b\"}) @example({\"k\": \"c\"}) @example({\"x\": 1}) "
         "@example({\"k\": \"b\"}) @example({\"k\": 1}) @example([]) @example({\"k\": \"b\", \"x\": 1, \"y\": 2}) "
         "union U { b: Bo; } struct Bo { x: int8; }",
         "1:65 bad-value, 1:80 bad-value, 1:99 bad-value, 1:126 bad-value, 1:139 bad-value, 1:171 bad-value"},
        {"@discriminator(\"k\", \"v\") @example({\"v\": 1, \"k\": \"b\"}) @example({\"k\": \"b\"}) @example({\"k\": "
         "\"b\", \"v\": \"x\"}) "
         "@example({\"k\": \"b\", \"v\": 1, \"w\": 1}) union U { b: int8; }",
         "1:64 bad-value, 1:101 bad-value, 1:135 bad-value"},
        {"@example({\"b\": 1}) @example({}) @example({\"x\": 1}) @example({\"b\": 1, \"c\": \"\"}) @example({\"b\": "
         "\"\"}) "
         "union U { b: int8; c: string; }",
         "1:29 bad-value, 1:42 bad-value, 1:61 bad-value, 1:95 bad-value"},
        {"@untagged @example(1) @example(\"x\") @example(true) @example(\"xxxx\") union U { b: int8; c: string(..3); }",
         "1:46 bad-value, 1:61 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(documents_are_refused_where_it_is_said)
{
    static const struct desk_row rows[] = {
        {"@reject({\"a\": 200}, at = \"/a\") @reject({}, at = \"/a\") @reject([], at = \"\") @reject({\"a\": null}) "
         "@reject(at = \"/a\", {\"a\": \"\"}) struct A { a: int8; }",
         ""},
        {"@reject({\"a\": 1}, at = \"/a\") struct A { a: int8; }", "1:9 bad-value"},
        {"@reject({\"a\": 1}) struct A { a: int8; }", "1:9 bad-value"},
        {"@reject({\"a\": 200}, at = \"/b\") struct A { a: int8; }", "1:26 bad-value"},
        {"@reject({\"a\": 1, \"b\": 2}) struct A { a: int8; }", "1:9 bad-value"},
        {"@strict @reject({\"a\": 1, \"b\": 2}, at = \"\") struct A { a: int8; }", ""},
        {"@reject({\"a\": [{}, {\"b~/c\": \"\"}]}, at = \"/a/1/b~0~1c\") @reject({\"a\": [{}, {\"b~/c\": \"\"}]}, at "
         "= \"/a/0\") "
         "struct A { a: Bo[]; } struct Bo { b?: int8 @name(\"b~/c\"); }",
         "1:96 bad-value"},
        {"@reject({\"a\": {\"x\": \"\"}}, at = \"/a/x\") @reject({\"a\": {\"xx\": 1}}, at = \"/a/xx\") "
         "struct A { a: map<string(..1), int8>; }",
         ""},
        {"@reject({\"a\": [1, 2, 1]}, at = \"/a/2\") @reject({\"a\": [1, 2, 3, 4]}, at = \"/a\") "
         "struct A { a: int8[..3] @unique; }",
         ""},
        {"@reject({\"a\": {\"k\": \"z\"}}, at = \"/a/k\") @reject({\"a\": {}}, at = \"/a/k\") @reject({\"a\": "
         "{\"k\": \"b\"}}, at = "
         "\"/a/x\") struct A { a: U; } @discriminator(\"k\") union U { b: Bo; } struct Bo { x: int8; }",
         ""},
        {"@reject(0) @reject(1) typedef Td = int8(1..);", "1:20 bad-value"},
        {"@reject struct A { a: int8; }", "1:1 bad-annotation"},
        {"@reject({}, at = 1) @reject({}, {}) @reject({}, to = \"\") @reject(at = \"\") struct A { a?: int8; }",
         "1:1 bad-annotation, 1:21 bad-annotation, 1:37 bad-annotation, 1:58 bad-annotation"},
        {"struct A { a: int8 @reject(1); }", "1:20 misplaced-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(functions_of_the_users_are_believed)
{
    static const struct desk_row rows[] = {
        {"@reject({\"a\": 1}, at = \"/a\") @check(check_a) struct A { a: int8; }", ""},
        {"@reject({\"a\": {\"b\": 1}}) struct A { a: B; } @check(check_b) struct B { b: int8; more?: A[]; }", ""},
        {"@reject({\"a\": 1}) struct A { a: int8; next?: A; }", "1:9 bad-value"},
        {"@reject({\"a\": 200}, at = \"/b\") @check(check_a) struct A { a: int8; }", "1:26 bad-value"},
        {"@example({\"a\": 1}) @check(check_a) struct A { a: int8; }", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(a_fault_elsewhere_is_named)
{
    struct desk desk;
    desk_open(&desk, "@reject({\"a\": 200}, at = \"/b\") struct A { a: int8; b: int8; c: int8; }");
    ck_assert_str_eq(desk.faults, "");
    desk_close(&desk);
    desk_open(&desk, "@reject({\"a\": 200}, at = \"/b\") struct A { a: int8; b?: int8; c: int8; }");
    ck_assert_ptr_nonnull(strstr(desk.messages, "this document is refused, but at \"/a\", \"/c\""));
    desk_close(&desk);
}
END_TEST

START_TEST(examples_and_rejects_stand_in_the_model)
{
    struct desk desk;
    desk_open(&desk, "@example({\"a\": 1, \"b\": [ ]}) @reject({\"a\": \"x\"}, at = \"/a\") @reject([])\n"
                     "struct A { a: int8 @example(2) @example(3); b: string[]; }\n"
                     "@example(1) @reject(\"x\") typedef Td = int8; @example(\"x\") enum Ro { x, y }\n"
                     "@example({\"a\": 7}) union U { a: int8 @example(8); }\n"
                     "@example(\"xx\") extern typedef Ex = string(..4) @c(\"struct ex\", \"ex.h\");\n"
                     "POST \"/a\" ab(query p: int8 @example(5), query ...C, body: A @example({\"a\": 4, \"b\": []}));\n"
                     "struct B = pick A(a); struct C { c: int8 @example(6); }\n");
    const struct model_examples *of_a = &desk_struct(&desk, "A")->examples;
    ck_assert_uint_eq(of_a->count, 3);
    ck_assert_str_eq(of_a->items[0].json.ptr, "{\"a\":1,\"b\":[]}");
    ck_assert(!of_a->items[0].is_reject && of_a->items[1].is_reject && of_a->items[2].is_reject);
    ck_assert_str_eq(of_a->items[1].pointer, "/a");
    ck_assert_ptr_null(of_a->items[2].pointer);
    ck_assert_uint_eq(desk_member(&desk, "B", "a")->examples.count, 2);
    ck_assert_str_eq(desk_member(&desk, "B", "a")->examples.items[1].json.ptr, "3");
    ck_assert(desk_typedef(&desk, "Td")->examples.items[1].is_reject);
    ck_assert_str_eq(desk_enum(&desk, "Ro")->examples.items[0].json.ptr, "\"x\"");
    ck_assert_str_eq(desk_union(&desk, "U")->examples.items[0].json.ptr, "{\"a\":7}");
    ck_assert_str_eq(desk_union(&desk, "U")->variants[0].examples.items[0].json.ptr, "8");
    ck_assert_str_eq(desk_extern(&desk, "Ex")->examples.items[0].json.ptr, "\"xx\"");
    ck_assert_str_eq(desk_route(&desk, "ab")->parameters[0].examples.items[0].json.ptr, "5");
    ck_assert_str_eq(desk_route(&desk, "ab")->parameters[1].examples.items[0].json.ptr, "6");
    ck_assert_str_eq(desk_route(&desk, "ab")->body_examples.items[0].json.ptr, "{\"a\":4,\"b\":[]}");
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("document");
    TCase *tcase = tcase_create("document");
    tcase_add_test(tcase, examples_of_every_type_are_checked);
    tcase_add_test(tcase, examples_of_maps_are_checked);
    tcase_add_test(tcase, examples_of_unions_have_their_tag_anywhere);
    tcase_add_test(tcase, documents_are_refused_where_it_is_said);
    tcase_add_test(tcase, functions_of_the_users_are_believed);
    tcase_add_test(tcase, a_fault_elsewhere_is_named);
    tcase_add_test(tcase, examples_and_rejects_stand_in_the_model);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
