/* SPDX-License-Identifier: MIT */
/* Parameters of path, query and head, and their texts as values. */
#include "zoo.h"

#include <stdlib.h>

static struct desk desk;

static void set_up(void)
{
    desk_open(&desk, &zoo_usual);
}

static void tear_down(void)
{
    desk_close(&desk);
}

static swage_request *begin(const char *target)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "GET", target, NULL, -1);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    return rq;
}

/* All values of `name`, joined by '|'; "-" for one that is absent. */
static const char *values(swage_request *rq, const char *name)
{
    static char text[256];
    unsigned at = 0;
    swage_str value;
    text[0] = '\0';
    while (swage_query_param(rq, swage_str_from(name), &at, &value)) {
        strcat(text, value.ptr ? "" : "-");
        if (value.len > 0)
            strncat(text, value.ptr, value.len);
        strcat(text, "|");
    }
    ck_assert(!swage_query_param(rq, swage_str_from(name), &at, &value));
    return text;
}

struct query_case {
    const char *target, *name, *values;
};

static const struct query_case query_cases[] = {
    {"/users/7", "a", ""},
    {"/users/7?", "a", ""},
    {"/users/7?a=1", "a", "1|"},
    {"/users/7?a=1&a=2&b=3&a=4", "a", "1|2|4|"},
    {"/users/7?a=1&a=2&b=3&a=4", "b", "3|"},
    {"/users/7?a=1", "b", ""},
    {"/users/7?a=1", "A", ""},
    {"/users/7?aa=1&a", "a", "|"},
    {"/users/7?a=", "a", "|"},
    {"/users/7?a=b=c", "a", "b=c|"},
    {"/users/7?&&a=1&", "a", "1|"},
    {"/users/7?a=x+y%20z%2B", "a", "x y z+|"},
    {"/users/7?%61=1", "a", "1|"},
    {"/users/7?a=%C3%A4", "a", "\xc3\xa4|"},
    {"/users/7?a=%zz", "a", "-|"},
    {"/users/7?a=%4", "a", "-|"},
    {"/users/7?a=%", "a", "-|"},
    {"/users/7?a=%00", "a", "-|"},
    {"/users/7?%zz=1&a=2", "a", "2|"},
};

START_TEST(the_query_is_split_and_decoded)
{
    const struct query_case *c = &query_cases[_i];
    swage_request *rq = begin(c->target);
    ck_assert_str_eq(values(rq, c->name), c->values);
    ck_assert_str_eq(values(rq, c->name), c->values);
    swage_request_drop(rq);
}
END_TEST

START_TEST(a_query_for_which_the_arena_is_too_small_is_never_taken_for_empty)
{
    desk.env.arena_max = 16;
    swage_request *rq = begin("/users/7?a=1&b=2&c=3");
    ck_assert_str_eq(values(rq, "a"), "-|");
    ck_assert_str_eq(values(rq, "zzz"), "-|");
    ck_assert_int_eq(rq->arena.failed, SWAGE_E_LIMIT);
    swage_request_drop(rq);
    desk_ask(&desk, "GET", "/users/7?limit=1&b=2&c=3", NULL, 0);
    ck_assert_int_eq(desk.out.status, 413);
}
END_TEST

START_TEST(path_parameters_are_decoded)
{
    swage_request *rq = begin("/users/a%2Fb%20c+d");
    ck_assert(swage_str_equal(swage_path_param(rq, 0), SWAGE_STR("a/b c+d")));
    ck_assert_ptr_null(swage_path_param(rq, 1).ptr);
    ck_assert_ptr_null(swage_path_param(rq, 100).ptr);
    swage_request_drop(rq);
}
END_TEST

START_TEST(a_rest_takes_many_segments)
{
    swage_request *rq = begin("/files/a/b%20c/d");
    ck_assert(swage_str_equal(swage_path_param(rq, 0), SWAGE_STR("a/b c/d")));
    swage_request_drop(rq);
}
END_TEST

/* robustness 39 */
START_TEST(header_parameters_are_counted)
{
    swage_str value;
    swage_request *rq = begin("/users/7");
    rq->head.fields[0] = (struct swage_field){SWAGE_STR("X-Id"), SWAGE_STR("one")};
    rq->head.fields[1] = (struct swage_field){SWAGE_STR("Accept"), SWAGE_STR("")};
    rq->head.fields[2] = (struct swage_field){SWAGE_STR("x-id"), SWAGE_STR("two")};
    rq->head.field_count = 3;
    ck_assert_uint_eq(swage_header_param(rq, SWAGE_STR("X-ID"), &value), 2);
    ck_assert(swage_str_equal(value, SWAGE_STR("one")));
    ck_assert_uint_eq(swage_header_param(rq, SWAGE_STR("accept"), &value), 1);
    ck_assert(swage_str_equal(value, SWAGE_EMPTY));
    ck_assert_uint_eq(swage_header_param(rq, SWAGE_STR("X-I"), &value), 0);
    ck_assert_ptr_null(value.ptr);
    swage_request_drop(rq);
}
END_TEST

/* A copy that ends where memory ends, so that a sanitizer sees what is read behind it. */
static swage_str exact(const char *text)
{
    size_t len = strlen(text);
    char *copy = malloc(len ? len : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, len);
    return swage_str_of(copy, len);
}

static void drop(swage_str text)
{
    free((char *)(uintptr_t)text.ptr);
}

struct integer_case {
    const char *text;
    bool is_signed, is_unsigned; /* whether it is one of 64 bits */
    int64_t value;
};

static const struct integer_case integer_cases[] = {
    {"0", true, true, 0},
    {"7", true, true, 7},
    {"-7", true, false, -7},
    {"-0", true, false, 0},
    {"9223372036854775807", true, true, INT64_MAX},
    {"-9223372036854775808", true, false, INT64_MIN},
    {"9223372036854775808", false, true, INT64_MIN},
    {"18446744073709551615", false, true, -1},
    {"18446744073709551616", false, false, 0},
    {"-9223372036854775809", false, false, 0},
    {"99999999999999999999", false, false, 0},
    {"100000000000000000000", false, false, 0},
    {"", false, false, 0},
    {"-", false, false, 0},
    {"+1", false, false, 0},
    {"01", false, false, 0},
    {"00", false, false, 0},
    {"-01", false, false, 0},
    {" 1", false, false, 0},
    {"1 ", false, false, 0},
    {"1.0", false, false, 0},
    {"1e2", false, false, 0},
    {"0x1", false, false, 0},
    {"1,", false, false, 0},
    {"1]", false, false, 0},
    {"a", false, false, 0},
};

START_TEST(integers_have_the_grammar_of_json)
{
    const struct integer_case *c = &integer_cases[_i];
    swage_str text = exact(c->text);
    int64_t value = 42;
    uint64_t natural = 42;
    ck_assert_int_eq(swage_text_int64(text, INT64_MIN, INT64_MAX, &value), c->is_signed);
    ck_assert_int_eq(value, c->is_signed ? c->value : 42);
    ck_assert_int_eq(swage_text_uint64(text, 0, UINT64_MAX, &natural), c->is_unsigned);
    ck_assert_uint_eq(natural, c->is_unsigned ? (uint64_t)c->value : 42);
    drop(text);
}
END_TEST

START_TEST(integers_have_bounds)
{
    int64_t value = 42;
    uint64_t natural = 42;
    ck_assert(!swage_text_int64(SWAGE_STR("0"), 1, 9, &value));
    ck_assert(!swage_text_int64(SWAGE_STR("10"), 1, 9, &value));
    ck_assert(!swage_text_uint64(SWAGE_STR("0"), 1, 9, &natural));
    ck_assert(!swage_text_uint64(SWAGE_STR("10"), 1, 9, &natural));
    ck_assert_int_eq(value, 42);
    ck_assert_uint_eq(natural, 42);
    ck_assert(swage_text_int64(SWAGE_STR("1"), 1, 9, &value));
    ck_assert(swage_text_uint64(SWAGE_STR("9"), 1, 9, &natural));
    ck_assert_int_eq(value, 1);
    ck_assert_uint_eq(natural, 9);
}
END_TEST

struct float_case {
    const char *text;
    bool is_double, is_float;
    double value;
};

static const struct float_case float_cases[] = {
    {"0", true, true, 0},      {"1.5", true, true, 1.5},      {"-2e3", true, true, -2000},
    {"1E+2", true, true, 100}, {"1e300", true, false, 1e300}, {"1e400", false, false, 0},
    {"", false, false, 0},     {".5", false, false, 0},       {"5.", false, false, 0},
    {"01", false, false, 0},   {"+1", false, false, 0},       {"1e", false, false, 0},
    {"nan", false, false, 0},  {"inf", false, false, 0},      {"0x1p3", false, false, 0},
    {" 1", false, false, 0},   {"1 ", false, false, 0},       {"1,5", false, false, 0},
    {"-", false, false, 0},    {"Infinity", false, false, 0},
};

START_TEST(floats_have_the_grammar_of_json)
{
    const struct float_case *c = &float_cases[_i];
    swage_str text = exact(c->text);
    double wide = 42;
    float narrow = 42;
    ck_assert_int_eq(swage_text_float64(text, &wide), c->is_double);
    ck_assert_double_eq(wide, c->is_double ? c->value : 42);
    ck_assert_int_eq(swage_text_float32(text, &narrow), c->is_float);
    ck_assert_float_eq(narrow, c->is_float ? (float)c->value : 42);
    drop(text);
}
END_TEST

START_TEST(booleans_are_two_words)
{
    static const char *const others[] = {"", "1", "0", "TRUE", "True", "true ", " true", "tru", "falsee", "yes"};
    bool value = false;
    ck_assert(swage_text_bool(SWAGE_STR("true"), &value));
    ck_assert(value);
    ck_assert(swage_text_bool(SWAGE_STR("false"), &value));
    ck_assert(!value);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!swage_text_bool(swage_str_from(others[i]), &value), "%s", others[i]);
}
END_TEST

START_TEST(strings_are_counted_in_characters)
{
    ck_assert(swage_text_string(SWAGE_STR("\xc3\xa4\xc3\xb6"), 2, 2));
    ck_assert(!swage_text_string(SWAGE_STR("\xc3\xa4\xc3\xb6"), 3, 9));
    ck_assert(!swage_text_string(SWAGE_STR("\xc3\xa4\xc3\xb6"), 0, 1));
    ck_assert(swage_text_string(SWAGE_EMPTY, 0, 0));
    ck_assert(!swage_text_string(SWAGE_EMPTY, 1, 9));
    ck_assert(!swage_text_string(SWAGE_STR("a\0b"), 0, 9));
    ck_assert(!swage_text_string(SWAGE_STR("\xc3"), 0, 9));
    ck_assert(!swage_text_string(SWAGE_STR("\xed\xa0\x80"), 0, 9));
}
END_TEST

START_TEST(an_absent_text_is_no_value)
{
    swage_str absent = {NULL, 0};
    bool is = false;
    int64_t value;
    uint64_t natural;
    double wide;
    float narrow;
    ck_assert(!swage_text_bool(absent, &is));
    ck_assert(!swage_text_int64(absent, INT64_MIN, INT64_MAX, &value));
    ck_assert(!swage_text_uint64(absent, 0, UINT64_MAX, &natural));
    ck_assert(!swage_text_float64(absent, &wide));
    ck_assert(!swage_text_float32(absent, &narrow));
    ck_assert(!swage_text_string(absent, 0, 9));
}
END_TEST

/* --- all together ------------------------------------------------------------------------------------------------- */

static int check_all(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_int_eq(in->id, 7);
    ck_assert_int_eq(in->limit, 100);
    ck_assert_uint_eq(in->tag.len, 2);
    ck_assert(swage_str_equal(in->tag.ptr[0], SWAGE_STR("a b")));
    ck_assert(swage_str_equal(in->tag.ptr[1], SWAGE_STR("c")));
    ck_assert_int_eq(in->sort, ORDER_DOWN);
    return zoo_reply_nothing(out);
}

static int check_defaults(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_int_eq(in->limit, 20);
    ck_assert_uint_eq(in->tag.len, 0);
    ck_assert_int_eq(in->sort, ORDER_UNSET);
    ck_assert_ptr_null(in->request_id.ptr);
    return zoo_reply_nothing(out);
}

START_TEST(parameters_arrive_at_the_handler)
{
    struct zoo_handlers handlers = {.get_user = check_all};
    ck_assert_str_eq(zoo_ask(&handlers, "GET", "/users/7?tag=a+b&limit=100&tag=c&sort=down&other=1", NULL), "204 ");
    handlers.get_user = check_defaults;
    ck_assert_str_eq(zoo_ask(&handlers, "GET", "/users/7", NULL), "204 ");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("params");
    TCase *tests = tcase_create("params");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, the_query_is_split_and_decoded, 0, sizeof query_cases / sizeof *query_cases);
    tcase_add_test(tests, a_query_for_which_the_arena_is_too_small_is_never_taken_for_empty);
    tcase_add_test(tests, path_parameters_are_decoded);
    tcase_add_test(tests, a_rest_takes_many_segments);
    tcase_add_test(tests, header_parameters_are_counted);
    tcase_add_loop_test(tests, integers_have_the_grammar_of_json, 0, sizeof integer_cases / sizeof *integer_cases);
    tcase_add_test(tests, integers_have_bounds);
    tcase_add_loop_test(tests, floats_have_the_grammar_of_json, 0, sizeof float_cases / sizeof *float_cases);
    tcase_add_test(tests, booleans_are_two_words);
    tcase_add_test(tests, strings_are_counted_in_characters);
    tcase_add_test(tests, an_absent_text_is_no_value);
    tcase_add_test(tests, parameters_arrive_at_the_handler);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
