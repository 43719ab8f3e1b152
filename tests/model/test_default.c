/* SPDX-License-Identifier: MIT */
/* Defaults: what becomes of them, and what cannot be one. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

static const struct model_value *value_of(const char *member)
{
    const struct model_value *value = desk_member(&desk, "A", member)->value;
    ck_assert_ptr_nonnull(value);
    return value;
}

START_TEST(texts_of_all_kinds_are_kept_as_they_are)
{
    compile(
        "struct A { a: email = \"a@b.example\"; b: decimal(0..) = 1.50; c: uuid = "
        "\"00000000-0000-0000-0000-000000000000\" @pattern(\"^0\"); d: string = \"a\\u0000b\" @nul; e: decimal = 1e3 "
        "@string; "
        "f: int8 = 5 @string; }");
    ck_assert_int_eq(value_of("a")->kind, MODEL_VALUE_STRING);
    ck_assert_str_eq(value_of("a")->text.ptr, "a@b.example");
    ck_assert_int_eq(value_of("b")->kind, MODEL_VALUE_STRING);
    ck_assert_str_eq(value_of("b")->text.ptr, "1.50");
    ck_assert_uint_eq(value_of("d")->text.len, 3);
    ck_assert_str_eq(value_of("e")->text.ptr, "1e3");
    ck_assert_int_eq(value_of("f")->integer, 5);
    desk_close(&desk);
}
END_TEST

START_TEST(bytes_are_given_in_their_encoding)
{
    compile(
        "struct A { a: bytes = \"AAEC\"; b: bytes = \"00fF\" @hex; c: bytes = \"-_8\" @base64url; d: bytes = \"\"; }");
    ck_assert_int_eq(value_of("a")->kind, MODEL_VALUE_BYTES);
    ck_assert_uint_eq(value_of("a")->text.len, 3);
    ck_assert_mem_eq(value_of("a")->text.ptr, "\0\1\2", 3);
    ck_assert_uint_eq(value_of("b")->text.len, 2);
    ck_assert_mem_eq(value_of("b")->text.ptr, "\0\377", 2);
    ck_assert_mem_eq(value_of("c")->text.ptr, "\373\377", 2);
    ck_assert_uint_eq(value_of("d")->text.len, 0);
    desk_close(&desk);
}
END_TEST

START_TEST(json_is_written_short)
{
    compile(
        "struct A { a: json = {\"x\": [1, 2.50, true, null, \"\\\"\\u0001\\n\"], \"x\": {}}; b: json = null; c: json "
        "= []; }");
    ck_assert_int_eq(value_of("a")->kind, MODEL_VALUE_STRING);
    ck_assert_str_eq(value_of("a")->text.ptr, "{\"x\":[1,2.50,true,null,\"\\\"\\u0001\\n\"],\"x\":{}}");
    ck_assert_str_eq(value_of("b")->text.ptr, "null");
    ck_assert_str_eq(value_of("c")->text.ptr, "[]");
    ck_assert_uint_eq(value_of("c")->text.len, 2);
    desk_close(&desk);
}
END_TEST

START_TEST(lists_hold_values_of_their_items)
{
    compile("enum Ro { r, s } struct A { a: int8[] = [1, -2]; b: (Ro | null)[3] = [s, null, r]; c: uint8[2][2] = [[1, "
            "2], [3, 4]]; d: int8[] = []; e: map<int8> = {}; f: Bo[..2] = [{\"x\": 1}]; } struct Bo { x: int8; }");
    const struct model_value *a = value_of("a"), *b = value_of("b"), *c = value_of("c"), *f = value_of("f");
    ck_assert_int_eq(a->kind, MODEL_VALUE_LIST);
    ck_assert_uint_eq(a->item_count, 2);
    ck_assert_int_eq(a->items[1]->integer, -2);
    ck_assert_uint_eq(b->item_count, 3);
    ck_assert_str_eq(b->items[0]->enumerator->name, "s");
    ck_assert_ptr_null(b->items[1]);
    ck_assert_int_eq(c->items[1]->kind, MODEL_VALUE_LIST);
    ck_assert_uint_eq(c->items[1]->items[0]->unsign, 3);
    ck_assert_int_eq(value_of("d")->kind, MODEL_VALUE_EMPTY);
    ck_assert_int_eq(value_of("e")->kind, MODEL_VALUE_EMPTY);
    ck_assert_int_eq(f->items[0]->kind, MODEL_VALUE_OBJECT);
    ck_assert_int_eq(f->items[0]->items[0]->integer, 1);
    desk_close(&desk);
}
END_TEST

START_TEST(objects_have_a_value_or_nothing_for_each_member)
{
    compile("struct A { a: Bo = {\"z\": null, \"x\": 1}; } "
            "struct Bo { x: int8; y: int8 = 7; z: string | null; v?: string; w: Co = {}; } struct Co { u?: int8; }");
    const struct model_value *a = value_of("a");
    ck_assert_int_eq(a->kind, MODEL_VALUE_OBJECT);
    ck_assert_uint_eq(a->item_count, 5);
    ck_assert_int_eq(a->items[0]->integer, 1);
    ck_assert_ptr_null(a->items[1]);
    ck_assert_int_eq(a->items[2]->kind, MODEL_VALUE_NULL);
    ck_assert_ptr_null(a->items[3]);
    ck_assert_ptr_null(a->items[4]);
    desk_close(&desk);
}
END_TEST

START_TEST(numbers_keep_to_their_bounds_and_steps)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8 = 1 @gt(1); b: int8 = 0 @lt(1); c: float64 = 0.0 @gt(0); d: float64 = 1 @lt(1); }",
         "1:22 bad-value, 1:65 bad-value, 1:90 bad-value"},
        {"struct A { a: int8 = -10 @multiple_of(5); b: int8 = 6 @multiple_of(5); c: uint64 = 11 @multiple_of(10); }",
         "1:53 bad-value, 1:84 bad-value"},
        {"struct A { a: float64 = 0.3 @multiple_of(0.1); b: float64 = 0.35 @multiple_of(0.1); }", "1:61 bad-value"},
        {"struct A { a: decimal(1..2) = 1; b: decimal(1..2) = 2.01; c: decimal(1..) = 1.0 @gt(1); d: decimal = 0x1; "
         "e: decimal = \"1\"; }",
         "1:53 bad-value, 1:77 bad-value, 1:102 bad-value, 1:120 bad-value"},
        {"typedef Td = int32(1..9); struct A { a: Td(..5) = 6; b: Td = 8 @multiple_of(4); }", "1:51 bad-value"},
        {"struct A { a: int64 = \"5\" @string; }", "1:23 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(texts_keep_to_what_they_are)
{
    static const struct desk_row rows[] = {
        {"struct A { a: email = \"a\"; b: uri = \"https://x.example/\"; c: uuid = \"x\"; d: hostname = \"a..b\"; "
         "e: ipv4 = \"1.2.3.256\"; f: ipv6 = \"::1\"; g: date = \"2026-02-29\"; h: time = \"12:00:00Z\"; "
         "i: datetime = \"2026-01-01\"; j: duration = \"P\"; }",
         "1:23 bad-value, 1:69 bad-value, 1:88 bad-value, 1:106 bad-value, 1:146 bad-value, 1:197 bad-value, 1:225 "
         "bad-value"},
        {"struct A { a: email(..5) = \"a@b.example\"; }", "1:28 bad-value"},
        {"struct A { a: string = \"ba\" @pattern(\"^a\"); b: string = \"ab\" @pattern(\"^a\"); }", "1:24 bad-value"},
        {"struct A { a: bytes = \"A\"; b: bytes = \"0g\" @hex; c: bytes(..2) = \"AAEC\"; d: bytes = 1; "
         "e: bytes = \"+/8\" @base64url; }",
         "1:23 bad-value, 1:39 bad-value, 1:66 bad-value, 1:85 bad-value, 1:99 bad-value"},
        {"struct A { a: json = {\"x\": [y]}; b: json = 0x1; c: json = 1..2; }",
         "1:29 bad-value, 1:44 bad-value, 1:59 bad-value"},
        {"struct A { a: string = \"a\\u0000\"; b: string = \"a\\u0000\" @nul; }", "1:24 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(lists_and_objects_keep_to_what_they_are)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8[] = [1, 200, \"x\", null]; }", "1:28 bad-value, 1:33 bad-value, 1:38 bad-value"},
        {"struct A { a: int8[2] = [1]; b: int8[2] = [1, 2, 3]; c: int8[..1] = [1, 2]; d: int8[2..] = [1]; }",
         "1:25 bad-value, 1:43 bad-value, 1:69 bad-value, 1:92 bad-value"},
        {"struct A { a: int8[] = [1, 2, 1] @unique; b: string[] = [\"x\", \"y\", \"x\", \"x\"] @unique; "
         "c: decimal[] = [1, 1.0] @unique; d: float64[3] = [0.0, -0.0, 1] @unique; e: bytes[] = [\"AA==\", "
         "\"AB==\"] @unique; }",
         "1:31 bad-value, 1:68 bad-value, 1:73 bad-value, 1:106 bad-value, 1:142 bad-value, 1:182 bad-value"},
        {"enum Ro { r, s } struct A { a: Ro[] = [r, s] @unique; b: Ro[] = [r, r] @unique; }", "1:69 bad-value"},
        {"struct A { a: map<int8> = {\"x\": 1}; b: map<int8>(1..) = {}; c: map<int8> = []; d: int8[] = {}; }",
         "1:27 bad-value, 1:57 bad-value, 1:76 bad-value, 1:92 bad-value"},
        {"struct A { a: B = {}; b: B = {\"x\": 300}; c: B = {\"x\": 1, \"y\": 2}; d: B = {\"x\": 1, \"x\": 1}; e: B "
         "= []; } "
         "struct B { x: int8; }",
         "1:19 bad-value, 1:36 bad-value, 1:58 bad-value, 1:83 bad-value, 1:99 bad-value"},
        {"union U { u: int8; } struct A { a: U = {\"u\": 1}; }", "1:40 bad-value"},
        {"struct A { a: A[] = [{}]; }", "1:8 endless-type"},
        {"struct A { a: A[] = []; b: B = {}; } struct B { as: A[] = []; }", ""},
        {"struct A { a: B = {}; } struct B { b: A = {}; }", "1:8 endless-type"},
        {"POST \"/\" p(query a: int8[] = [1, 2], query b: uuid = \"x\", query c: bytes = \"00\" @hex);",
         "1:54 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("default");
    TCase *tcase = tcase_create("default");
    tcase_add_test(tcase, texts_of_all_kinds_are_kept_as_they_are);
    tcase_add_test(tcase, bytes_are_given_in_their_encoding);
    tcase_add_test(tcase, json_is_written_short);
    tcase_add_test(tcase, lists_hold_values_of_their_items);
    tcase_add_test(tcase, objects_have_a_value_or_nothing_for_each_member);
    tcase_add_test(tcase, numbers_keep_to_their_bounds_and_steps);
    tcase_add_test(tcase, texts_keep_to_what_they_are);
    tcase_add_test(tcase, lists_and_objects_keep_to_what_they_are);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
