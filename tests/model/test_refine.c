/* SPDX-License-Identifier: MIT */
/* What annotations make of the types that they stand on, and where they mean nothing. */
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

static const struct model_type *type_of(const char *member)
{
    return desk_member(&desk, "A", member)->type;
}

START_TEST(marks_are_set_where_they_stand)
{
    compile("typedef Id = int64(1..) @string; struct A { a: int8 @string; b: float64 @string; c: decimal @string; "
            "d: Id; e: string @nul @secret; f: int8[] @unique @secret; g: string[3] @unique; h: int8; i?: A @secret; }"
            "POST \"/\" p(body: A @secret, query q: Id @secret);");
    ck_assert(type_of("a")->is_quoted && type_of("b")->is_quoted && type_of("c")->is_quoted && type_of("d")->is_quoted);
    ck_assert_str_eq(type_of("d")->c_type, "id");
    ck_assert(type_of("e")->allows_nul && type_of("e")->is_secret);
    ck_assert(type_of("f")->is_unique && type_of("f")->is_secret && type_of("g")->is_unique);
    ck_assert(!type_of("h")->is_quoted && !type_of("h")->is_secret);
    ck_assert(type_of("i")->is_secret);
    const struct model_route *route = desk_route(&desk, "p");
    ck_assert(route->body->is_secret);
    ck_assert(route->parameters[0].type->is_secret && route->parameters[0].type->is_quoted);
    ck_assert(!desk_typedef(&desk, "Id")->type->is_secret);
    desk_close(&desk);
}
END_TEST

START_TEST(bytes_have_their_encoding_and_formats_their_name)
{
    compile("struct A { a: bytes; b: bytes(..16) @hex; c: bytes(2..4) @base64url; d: email(..100); e: duration; "
            "f: json; g: decimal; h: ipv6(3..); }");
    ck_assert_int_eq(type_of("a")->kind, MODEL_BYTES);
    ck_assert_int_eq(type_of("a")->encoding, MODEL_BASE64);
    ck_assert_uint_eq(type_of("a")->most, MODEL_UNBOUNDED);
    ck_assert_int_eq(type_of("b")->encoding, MODEL_HEX);
    ck_assert_uint_eq(type_of("b")->most, 16);
    ck_assert_int_eq(type_of("c")->encoding, MODEL_BASE64URL);
    ck_assert_uint_eq(type_of("c")->least, 2);
    ck_assert_int_eq(type_of("d")->kind, MODEL_STRING);
    ck_assert_int_eq(type_of("d")->format, MODEL_FORMAT_EMAIL);
    ck_assert_uint_eq(type_of("d")->most, 100);
    ck_assert_int_eq(type_of("e")->format, MODEL_FORMAT_DURATION);
    ck_assert_uint_eq(type_of("e")->most, MODEL_UNBOUNDED);
    ck_assert_int_eq(type_of("f")->kind, MODEL_JSON);
    ck_assert_int_eq(type_of("g")->kind, MODEL_DECIMAL);
    ck_assert_str_eq(type_of("g")->c_type, "swage_str");
    ck_assert_int_eq(type_of("h")->format, MODEL_FORMAT_IPV6);
    ck_assert_uint_eq(type_of("h")->least, 3);
    desk_close(&desk);
}
END_TEST

START_TEST(open_bounds_are_folded_into_those_of_integers)
{
    compile("struct A { a: int8 @gt(0) @lt(10); b: uint64 @gt(3); c: int8 @gt(-128) @lt(127); d: int8(..5) @gt(3); "
            "e: float64 @gt(0) @lt(0.5); f: float32(0..) @gt(0); g: float64(0..1) @gt(0.25); }");
    ck_assert_int_eq(type_of("a")->min, 1);
    ck_assert_int_eq(type_of("a")->max, 9);
    ck_assert_uint_eq(type_of("b")->umin, 4);
    ck_assert_uint_eq(type_of("b")->umax, UINT64_MAX);
    ck_assert_int_eq(type_of("c")->min, -127);
    ck_assert_int_eq(type_of("c")->max, 126);
    ck_assert_int_eq(type_of("d")->min, 4);
    const struct model_type *e = type_of("e"), *f = type_of("f"), *g = type_of("g");
    ck_assert(e->has_low && e->low_open && e->has_high && e->high_open);
    ck_assert_str_eq(e->low_text, "0.0");
    ck_assert_str_eq(e->high_text, "0.5");
    ck_assert(f->low_open && !f->has_high);
    ck_assert_str_eq(f->low_text, "0.0f");
    ck_assert(g->low_open && !g->high_open);
    ck_assert_str_eq(g->low_text, "0.25");
    desk_close(&desk);
}
END_TEST

START_TEST(a_bound_above_an_open_one_closes_it)
{
    compile("typedef Td = float64 @gt(0) @lt(1); struct A { a: Td(0.5..); b: Td; c: Td @gt(0.5); }");
    ck_assert(!type_of("a")->low_open && type_of("a")->high_open);
    ck_assert(type_of("b")->low_open && type_of("b")->high_open);
    ck_assert(type_of("c")->low_open);
    ck_assert_str_eq(type_of("c")->low_text, "0.5");
    desk_close(&desk);
}
END_TEST

START_TEST(bounds_leave_something)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8 @gt(127); b: int8 @lt(-128); c: uint8 @lt(0); d: int8(3..5) @gt(4) @lt(5); }",
         "1:24 bad-bounds, 1:42 bad-bounds, 1:62 bad-bounds, 1:91 bad-bounds"},
        {"struct A { a: int8 @gt(128); b: int8 @gt(1.5); c: uint8 @gt(-1); d: uint8(3..) @lt(2); }",
         "1:24 bad-bounds, 1:42 bad-bounds, 1:61 bad-bounds, 1:84 bad-bounds"},
        {"struct A { a: float64(0..1) @gt(1); b: float64 @gt(1) @lt(1); c: float64(..1) @gt(2); d: float64 "
         "@lt(1e999); }",
         "1:33 bad-bounds, 1:59 bad-bounds, 1:83 bad-bounds, 1:102 bad-bounds"},
        {"typedef Td = float64 @gt(0); struct A { a: Td(0..); b: Td(..0); c: Td(0..1); d: Td(0.1..1); }",
         "1:47 bad-bounds, 1:61 bad-bounds, 1:71 bad-bounds"},
        {"struct A { a: string @gt(1); b: bool @lt(1); c: int8[] @gt(1); d: A[] @lt(1); }",
         "1:22 misplaced-annotation, 1:38 misplaced-annotation, 1:56 misplaced-annotation, 1:71 misplaced-annotation"},
        {"struct A { a: int8 @gt; b: int8 @gt(\"1\"); c: int8 @lt(1, 2); d: int8 @lt(x = 1); }",
         "1:20 bad-annotation, 1:33 bad-annotation, 1:51 bad-annotation, 1:70 bad-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(decimals_have_bounds_of_any_size)
{
    compile("typedef Td = decimal(0..1e30) @gt(-0.0); struct A { a: decimal(-1.50..); b: Td; c: Td(1..2.5) @lt(2.50); "
            "d: decimal(1e-400..1e400); }");
    ck_assert_str_eq(type_of("a")->low_text, "-1.50");
    ck_assert_ptr_null(type_of("a")->high_text);
    ck_assert(!type_of("a")->low_open);
    ck_assert(type_of("b")->low_open && !type_of("b")->high_open);
    ck_assert_str_eq(type_of("b")->high_text, "1e30");
    ck_assert(!type_of("c")->low_open && type_of("c")->high_open);
    ck_assert_str_eq(type_of("c")->low_text, "1");
    ck_assert_str_eq(type_of("c")->high_text, "2.50");
    ck_assert_str_eq(type_of("d")->low_text, "1e-400");
    desk_close(&desk);
    static const struct desk_row rows[] = {
        {"struct A { a: decimal(1..0.99999999999999999999); b: decimal(0x10..); c: decimal(1..1.0); }",
         "1:23 bad-bounds, 1:62 bad-bounds"},
        {"struct A { a: decimal(0..1) @gt(1.0); b: decimal(0..1) @lt(-0.0); c: decimal(..1) @gt(1.1); }",
         "1:33 bad-bounds, 1:60 bad-bounds, 1:87 bad-bounds"},
        {"typedef Td = decimal @gt(0) @lt(10); struct A { a: Td(0..); b: Td(..10); c: Td(0.1..9.9); d: Td(..11); }",
         "1:55 bad-bounds, 1:69 bad-bounds, 1:99 bad-bounds"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(steps_of_floats_are_fractions)
{
    static const struct {
        const char *step, *digits, *scale;
    } rows[] = {
        {"0.25", "25.0", "100.0"},
        {"1", "1.0", "1.0"},
        {"100", "100.0", "1.0"},
        {"0.10", "1.0", "10.0"},
        {"1.50", "15.0", "10.0"},
        {"5e-3", "5.0", "1000.0"},
        {"2.5e1", "25.0", "1.0"},
        {"2.5e2", "250.0", "1.0"},
        {"1e15", "1e+15", "1.0"},
        {"1e-15", "1.0", "1e+15"},
        {"0.000000000000001", "1.0", "1e+15"},
        {"9007199254740991", "9007199254740991.0", "1.0"},
        {"0.250000000000000000000000000000", "25.0", "100.0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, "struct A { a: float64 @multiple_of(%s); }", rows[i].step);
        compile(text);
        ck_assert_str_eq(type_of("a")->step_text, rows[i].step);
        ck_assert_str_eq(type_of("a")->step_digits, rows[i].digits);
        ck_assert_str_eq(type_of("a")->step_scale, rows[i].scale);
        ck_assert_uint_eq(type_of("a")->step, 0);
        desk_close(&desk);
    }
}
END_TEST

START_TEST(steps_of_integers_narrow)
{
    compile("typedef Td = int32 @multiple_of(5); struct A { a: Td @multiple_of(10); b: Td(10..); c: uint8(7..) "
            "@multiple_of(250); d: int64(-9223372036854775808..-9223372036854775807) @multiple_of(2); }");
    ck_assert_uint_eq(type_of("a")->step, 10);
    ck_assert_uint_eq(type_of("b")->step, 5);
    ck_assert_uint_eq(type_of("c")->step, 250);
    ck_assert_ptr_null(type_of("a")->step_text);
    desk_close(&desk);
}
END_TEST

START_TEST(steps_are_positive_and_exact)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8 @multiple_of(0); b: int8 @multiple_of(-1); c: int8 @multiple_of(1.5); }",
         "1:33 bad-bounds, 1:58 bad-bounds, 1:84 bad-bounds"},
        {"struct A { a: float64 @multiple_of(0); b: float32 @multiple_of(-0.5); c: float64 @multiple_of(0.0); }",
         "1:36 bad-bounds, 1:64 bad-bounds, 1:95 bad-bounds"},
        {"struct A { a: float64 @multiple_of(9007199254740992); b: float64 @multiple_of(1e16); "
         "c: float64 @multiple_of(1e-16); d: float64 @multiple_of(1e99999999999999999999); "
         "e: float64 @multiple_of(0.1234567890123456); f: float64 @multiple_of(0x10); }",
         "1:36 bad-bounds, 1:79 bad-bounds, 1:110 bad-bounds, 1:142 bad-bounds, 1:191 bad-bounds, 1:236 bad-bounds"},
        {"struct A { a: uint8(7..9) @multiple_of(10); b: int8(-9..-6) @multiple_of(5); c: int8(-5..-1) "
         "@multiple_of(5); d: int8(1..2) @multiple_of(100); }",
         "1:40 bad-bounds, 1:74 bad-bounds, 1:138 bad-bounds"},
        {"typedef Td = int32 @multiple_of(5); struct A { a: Td @multiple_of(7); b: Td(6..9); c: Td(4..5); }",
         "1:67 bad-bounds, 1:74 bad-bounds"},
        {"typedef Td = float64 @multiple_of(0.5); struct A { a: Td @multiple_of(1); }", "1:71 bad-bounds"},
        {"struct A { a: decimal @multiple_of(2); b: string @multiple_of(2); c: int8[] @multiple_of(2); }",
         "1:23 misplaced-annotation, 1:50 misplaced-annotation, 1:77 misplaced-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(annotations_fit_their_types)
{
    static const struct desk_row rows[] = {
        {"struct A { a: string @string; b: bool @string; c: bytes @string; d: A[] @string; e: int8[] @string; }",
         "1:22 misplaced-annotation, 1:39 misplaced-annotation, 1:57 misplaced-annotation, 1:73 misplaced-annotation, "
         "1:92 misplaced-annotation"},
        {"struct A { a: email @nul; b: bytes @nul; c: string[] @nul; }",
         "1:21 misplaced-annotation, 1:36 misplaced-annotation, 1:54 misplaced-annotation"},
        {"struct A { a: string @hex; b: bytes @hex @base64url; c: bytes[] @hex; d: string @base64url; }",
         "1:22 misplaced-annotation, 1:42 bad-annotation, 1:65 misplaced-annotation, 1:81 misplaced-annotation"},
        {"typedef By = bytes @hex; struct A { a: By @hex; b: By @base64url; }", "1:55 bad-annotation"},
        {"enum E { e } enum N : int8 { n = 1 } typedef Te = string(..3); "
         "struct A { a: bool[] @unique; b: E[] @unique; c: N[3] @unique; d: Te[..4] @unique; e: bytes[] @unique; "
         "f: decimal[] @unique; g: uuid[] @unique; h: float32[] @unique; }",
         ""},
        {"union U { u: int8; } struct A { a: A[] @unique; b: json[] @unique; c: int8[][] @unique; d: U[] @unique; "
         "e: (int8 | null)[] @unique; f: map<int8> @unique; g: string @unique; h: int8[2][] @unique; }",
         "1:40 misplaced-annotation, 1:59 misplaced-annotation, 1:80 misplaced-annotation, 1:96 misplaced-annotation, "
         "1:124 misplaced-annotation, 1:146 misplaced-annotation, 1:165 misplaced-annotation, 1:187 "
         "misplaced-annotation"},
        {"struct A { a: int8 @pattern(\"a\"); b: string[] @pattern(\"a\"); c: bytes @pattern(\"a\"); }",
         "1:20 misplaced-annotation, 1:47 misplaced-annotation, 1:71 misplaced-annotation"},
        {"struct A { a: string @pattern(\"(\"); b: string @pattern; }", "1:32 bad-pattern, 1:47 bad-annotation"},
        {"struct A { a: int8 @secret(1); b: int8 @secret @secret; }", "1:20 bad-annotation, 1:48 bad-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(patterns_add_up)
{
    compile("typedef Code = string(..9) @pattern(\"^[A-Z]\"); struct A { a: Code @pattern(\"[0-9]$\"); b: Code; "
            "c: uuid @pattern(\"^0\") @pattern(\"1$\"); }");
    const struct model_type *a = type_of("a"), *b = type_of("b"), *c = type_of("c");
    ck_assert_uint_eq(a->pattern_count, 2);
    ck_assert_str_eq(a->patterns[0]->text, "^[A-Z]");
    ck_assert_str_eq(a->patterns[1]->text, "[0-9]$");
    ck_assert_uint_eq(b->pattern_count, 1);
    ck_assert_ptr_eq(b->patterns[0], a->patterns[0]);
    ck_assert_uint_eq(c->pattern_count, 2);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("refine");
    TCase *tcase = tcase_create("refine");
    tcase_add_test(tcase, marks_are_set_where_they_stand);
    tcase_add_test(tcase, bytes_have_their_encoding_and_formats_their_name);
    tcase_add_test(tcase, open_bounds_are_folded_into_those_of_integers);
    tcase_add_test(tcase, a_bound_above_an_open_one_closes_it);
    tcase_add_test(tcase, bounds_leave_something);
    tcase_add_test(tcase, decimals_have_bounds_of_any_size);
    tcase_add_test(tcase, steps_of_floats_are_fractions);
    tcase_add_test(tcase, steps_of_integers_narrow);
    tcase_add_test(tcase, steps_are_positive_and_exact);
    tcase_add_test(tcase, annotations_fit_their_types);
    tcase_add_test(tcase, patterns_add_up);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
