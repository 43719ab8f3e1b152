/* SPDX-License-Identifier: MIT */
/* The collector's arrays and maps: null items, keys of every type, what stands twice, and in how much time. */
#include "config.h"

#include "faults.h"

#include <math.h>
#include <time.h>

static const struct swage_type short_type = {.kind = SWAGE_KIND_STRING, .least = 1, .most = 3};
static const struct swage_type any_text = {.kind = SWAGE_KIND_STRING, .most = SIZE_MAX};
static const struct swage_type small_type = {.kind = SWAGE_KIND_INTEGER, .bits = 8, .min = 0, .max = 9};

/* --- maps --------------------------------------------------------------------------------------------------------- */

START_TEST(a_maps_keys_and_values_are_at_their_pointers)
{
    static const struct swage_type map = {
        .kind = SWAGE_KIND_MAP, .key = &short_type, .item = &small_type, .least = 1, .most = 3};
    static const struct sample samples[] = {
        {"{\"a\":1,\"b\":2,\"c\":3}", ""},
        {"{\"\\u0061b\":9}", ""},
        {"{}", "too_few@1 (at least 1 member, found 0)"},
        {"{\"a\":1,\"b\":2,\"c\":3,\"d\":[],\"a\":1}", "too_many@19 (at most 3 members)"},
        {"{\"a\":10,\"a/b\":null,\"~\":\"x\"}",
         "too_large@5 /a(a number from 0 to 9); null@14 /a~1b(expected an integer, found null); "
         "type@23 /~0(expected an integer, found a string)"},
        {"{\"\":1}", "too_short@1 /(at least 1 character, found 0)"},
        {"{\"abcd\":\"\"}", "too_long@1 /abcd(at most 3 characters, found 4); "
                            "type@8 /abcd(expected an integer, found a string)"},
        {"{\"a\":1,\"b\":1,\"\\u0061\":\"x\"}", "duplicate@13 /a(this member stands here for the second time)"},
        {"{\"a\\u0000\":1}", "nul@1 /a(U+0000 is not allowed in a string)"},
        {"[]", "type@0 (expected an object, found an array)"},
        {"{\"a\":1,}", "syntax@7 (expected a key in quotes)"},
        {"{\"a\\x\":1}", "syntax@3 (an escape that is none, or half of a surrogate pair)"},
    };
    CHECK_SAMPLES(samples, &map);
}
END_TEST

START_TEST(values_of_maps_may_be_null_where_that_is_allowed)
{
    static const struct swage_type map = {.kind = SWAGE_KIND_MAP,
                                          .key = &any_text,
                                          .item = &small_type,
                                          .most = 3,
                                          .flags = SWAGE_MEMBER_NULLABLE};
    static const struct sample samples[] = {{"{\"a\":null,\"b\":1}", ""},
                                            {"{\"a\":null,\"b\":10}", "too_large@14 /b(a number from 0 to 9)"}};
    CHECK_SAMPLES(samples, &map);
}
END_TEST

START_TEST(keys_may_be_integers)
{
    static const struct swage_type key = {.kind = SWAGE_KIND_INTEGER, .bits = 16, .min = -5, .max = 100};
    static const struct swage_type natural = {.kind = SWAGE_KIND_UNSIGNED, .umin = 1, .umax = UINT64_MAX, .step = 2};
    static const struct swage_type map = {.kind = SWAGE_KIND_MAP, .key = &key, .item = &small_type, .most = 9};
    static const struct swage_type naturals = {.kind = SWAGE_KIND_MAP, .key = &natural, .item = &small_type, .most = 9};
    static const struct sample samples[] = {
        {"{\"1\":1,\"-5\":1,\"100\":1,\"\\u0032\":1}", ""},
        {"{\"0\":1,\"-0\":1}", "duplicate@7 /-0(this member stands here for the second time)"},
        {"{\"1\":1,\"\\u0031\":1}", "duplicate@7 /1(this member stands here for the second time)"},
        {"{\"101\":1,\"32768\":1}",
         "too_large@1 /101(a number from -5 to 100); range@9 /32768(a number from -5 to 100)"},
        {"{\"\":1,\" 1\":1,\"01\":1,\"x\":1}",
         "type@1 /(expected a key that is an integer); type@6 / 1(expected a key that is an integer); "
         "type@13 /01(expected a key that is an integer); type@20 /x(expected a key that is an integer)"},
        {"{\"1.0\":1}", "type@1 /1.0(expected an integer, found a number with a fraction or an exponent)"},
    };
    static const struct sample others[] = {
        {"{\"18446744073709551614\":1}", ""},
        {"{\"-2\":1,\"3\":1}", "range@1 /-2(a number from 1 to 18446744073709551615, without a sign); "
                               "multiple_of@8 /3(a multiple of 2)"},
    };
    CHECK_SAMPLES(samples, &map);
    CHECK_SAMPLES(others, &naturals);
}
END_TEST

START_TEST(keys_may_be_words_of_an_enum)
{
    static const swage_str words[] = {SWAGE_STR_INIT("on"), SWAGE_STR_INIT("off")};
    static const struct swage_type key = {.kind = SWAGE_KIND_ENUM, .words = words, .count = 2};
    static const struct swage_type map = {.kind = SWAGE_KIND_MAP, .key = &key, .item = &small_type, .most = 9};
    static const struct sample samples[] = {
        {"{\"off\":1,\"on\":1}", ""},
        {"{\"off\":1,\"o\":1,\"off\":1}",
         "enum@9 /o(one of \"on\", \"off\"); duplicate@15 /off(this member stands here for the second time)"},
    };
    CHECK_SAMPLES(samples, &map);
}
END_TEST

START_TEST(places_below_a_secret_map_have_no_keys)
{
    static const struct swage_type map = {
        .kind = SWAGE_KIND_MAP, .key = &short_type, .item = &small_type, .most = 9, .flags = SWAGE_TYPE_SECRET};
    static const struct swage_type secret_key = {
        .kind = SWAGE_KIND_STRING, .most = 3, .flags = SWAGE_TYPE_SECRET};
    static const struct swage_type keyed = {
        .kind = SWAGE_KIND_MAP, .key = &secret_key, .item = &map, .most = 9};
    static const struct swage_member members[] = {{SWAGE_STR_INIT("m"), &map, 0}, {SWAGE_STR_INIT("k"), &keyed, 0}};
    static const struct swage_type type = {.kind = SWAGE_KIND_STRUCT, .members = members, .count = 2};
    static const struct sample samples[] = {
        {"{\"m\":{\"a\":10,\"abcd\":\"x\",\"a\":1}}",
         "too_large@10 /m(a number from 0 to 9); too_long@13 /m(at most 3 characters); type@20 /m(expected an integer); "
         "duplicate@24 /m(this member stands here for the second time)"},
        {"{\"k\":{\"abcd\":{},\"a\":{\"b\":null}}}",
         "too_long@6 /k(at most 3 characters); null@25 /k(expected an integer)"},
    };
    CHECK_SAMPLES(samples, &type);
}
END_TEST

START_TEST(what_a_list_holds_may_be_secret_though_its_type_is_none)
{
    static const struct swage_type map = {.kind = SWAGE_KIND_MAP, .key = &short_type, .item = &small_type, .most = 9};
    static const struct swage_type array = {
        .kind = SWAGE_KIND_ARRAY, .item = &map, .most = 9, .flags = SWAGE_TYPE_SECRET_ITEMS};
    static const struct swage_type keyed = {.kind = SWAGE_KIND_MAP,
                                            .key = &short_type,
                                            .item = &map,
                                            .most = 9,
                                            .flags = SWAGE_TYPE_SECRET_ITEMS | SWAGE_TYPE_SECRET_KEYS};
    static const struct swage_type named = {
        .kind = SWAGE_KIND_MAP, .key = &short_type, .item = &map, .most = 9, .flags = SWAGE_TYPE_SECRET_KEYS};
    static const struct sample arrays[] = {
        {"[{\"a\":true}]", "type@6 /0(expected an integer)"},
        {"[[]]", "type@1 /0(expected an object)"},
        {"{}", "type@0 (expected an array, found an object)"},
    };
    static const struct sample keyeds[] = {{"{\"a\":{\"b\":true},\"abcd\":{}}", "type@10 (expected an integer); too_long@16 (at most 3 characters)"}};
    static const struct sample nameds[] = {{"{\"a\":{\"b\":true}}", "type@10 (expected an integer, found a boolean)"}};
    CHECK_SAMPLES(arrays, &array);
    CHECK_SAMPLES(keyeds, &keyed);
    CHECK_SAMPLES(nameds, &named);
}
END_TEST

/* --- arrays ------------------------------------------------------------------------------------------------------- */

#define UNIQUE(type) {.kind = SWAGE_KIND_ARRAY, .item = type, .most = SIZE_MAX, .flags = SWAGE_TYPE_UNIQUE}
#define TWICE        "(the same item stands before; each may stand once)"

START_TEST(the_second_of_two_equal_items_is_told)
{
    static const struct swage_type decimal = {.kind = SWAGE_KIND_DECIMAL};
    static const struct swage_type bytes = {.kind = SWAGE_KIND_BYTES, .encoding = SWAGE_HEX, .most = 9};
    static const struct swage_type quoted = {
        .kind = SWAGE_KIND_UNSIGNED, .umax = UINT64_MAX, .flags = SWAGE_TYPE_QUOTED};
    static const struct swage_type texts = UNIQUE(&any_text);
    static const struct swage_type ints = UNIQUE(&swage_type_int64);
    static const struct swage_type floats = UNIQUE(&swage_type_float64);
    static const struct swage_type narrows = UNIQUE(&swage_type_float32);
    static const struct swage_type bools = UNIQUE(&swage_type_bool);
    static const struct swage_type decimals = UNIQUE(&decimal);
    static const struct swage_type many_bytes = UNIQUE(&bytes);
    static const struct swage_type numbers = UNIQUE(&quoted);
    const struct {
        const struct swage_type *type;
        struct sample sample;
    } cases[] = {
        {&texts, {"[\"a\",\"b\",\"\",\"ab\",\"A\"]", ""}},
        {&texts, {"[\"a\",\"b\",\"\\u0061\",\"b\"]", "unique@9 /2" TWICE "; unique@18 /3" TWICE}},
        {&texts, {"[\"\",1,1,\"\"]", "type@4 /1(expected a string, found a number); "
                                     "type@6 /2(expected a string, found a number); unique@8 /3" TWICE}},
        {&ints, {"[0,1,-1,9223372036854775807,-9223372036854775808]", ""}},
        {&ints, {"[0,1,-0]", "unique@5 /2" TWICE}},
        {&floats, {"[0.1,0.10000000000000002,1e300,-1e300]", ""}},
        {&floats, {"[1,0.0,1.0,-0.0,1e0]", "unique@7 /2" TWICE "; unique@11 /3" TWICE "; unique@16 /4" TWICE}},
        {&narrows, {"[0.1,0.10000000000000002]", "unique@5 /1" TWICE}},
        {&bools, {"[true,false]", ""}},
        {&bools, {"[true,false,true]", "unique@12 /2" TWICE}},
        {&decimals, {"[1,0.1,1e300,1e-300,1e301]", ""}},
        {&decimals, {"[1,10e-1]", "unique@3 /1" TWICE}},
        {&many_bytes, {"[\"0a\",\"0a0a\",\"\"]", ""}},
        {&many_bytes, {"[\"0a\",\"0A\"]", "unique@6 /1" TWICE}},
        {&numbers, {"[\"1\",\"2\",\"1\"]", "unique@9 /2" TWICE}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_samples(&cases[i].sample, 1, cases[i].type);
}
END_TEST

START_TEST(null_items_are_equal_to_one_another)
{
    static const struct swage_type type = {.kind = SWAGE_KIND_ARRAY,
                                           .item = &small_type,
                                           .most = 9,
                                           .flags = SWAGE_TYPE_UNIQUE | SWAGE_MEMBER_NULLABLE};
    static const struct sample samples[] = {{"[null,0,1]", ""}, {"[null,0,null]", "unique@8 /2" TWICE}};
    CHECK_SAMPLES(samples, &type);
}
END_TEST

/* Every pair of places among many, so that the runs of the set are searched in all their lengths. */
START_TEST(equal_items_are_found_wherever_they_stand)
{
    static const struct swage_type type = UNIQUE(&swage_type_int64);
    enum { COUNT = 40 };
    for (int first = 0; first < COUNT; first++) {
        for (int second = first + 1; second < COUNT; second++) {
            char json[COUNT * 8], want[64];
            size_t len = 0;
            struct swage_error faults[2];
            for (int i = 0; i < COUNT; i++) {
                int value = (i == second ? first : i) * 7919 % 104729;
                len += (size_t)snprintf(json + len, sizeof json - len, "%c%d", i ? ',' : '[', value);
            }
            json[len++] = ']';
            ck_assert_uint_eq(swage_explain(swage_str_of(json, len), &type, 64, faults, 2), 1);
            snprintf(want, sizeof want, "/%d", second);
            ck_assert_str_eq(faults[0].pointer, want);
            ck_assert_int_eq(faults[0].fault, SWAGE_FAULT_UNIQUE);
        }
    }
}
END_TEST

static double seconds_of(const char *json, size_t len, const struct swage_type *type, size_t want)
{
    struct swage_error faults[FAULTS_MAX];
    clock_t start = clock();
    ck_assert_uint_eq(swage_explain(swage_str_of(json, len), type, 64, faults, FAULTS_MAX), want);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* robustness 96, 97, 98: comparing each with each would take minutes. */
START_TEST(many_items_and_keys_take_little_time)
{
    static const struct swage_type array = UNIQUE(&any_text);
    static const struct swage_type map = {
        .kind = SWAGE_KIND_MAP, .key = &any_text, .item = &small_type, .most = SIZE_MAX};
    enum { COUNT = 200000 };
    char *json = malloc(COUNT * 16);
    char *p = json;
    for (int i = 0; i < COUNT; i++)
        p += sprintf(p, "%c\"key%07d\"", i ? ',' : '[', i);
    p += sprintf(p, ",\"key%07d\"]", COUNT / 2);
    ck_assert(seconds_of(json, (size_t)(p - json), &array, 1) < 10);
    p = json;
    for (int i = COUNT; i > 0; i--)
        p += sprintf(p, "%c\"%07d\":1", i < COUNT ? ',' : '{', i);
    *p++ = '}';
    ck_assert(seconds_of(json, (size_t)(p - json), &map, 0) < 10);
    p = json;
    for (int i = 0; i < COUNT; i++)
        p += sprintf(p, "%c\"same\":1", i ? ',' : '{');
    *p++ = '}';
    ck_assert(seconds_of(json, (size_t)(p - json), &map, FAULTS_MAX) < 10);
    free(json);
}
END_TEST

/* --- depth -------------------------------------------------------------------------------------------------------- */

/* The least depth at which the document has no faults. */
static unsigned depth_of(const char *json, const struct swage_type *type)
{
    unsigned depth = 0;
    while (depth < 64 && *faults_of(swage_str_from(json), type, depth))
        depth++;
    return depth;
}

START_TEST(a_level_is_counted_where_brackets_may_lie_within)
{
    static const struct swage_type scalars = {.kind = SWAGE_KIND_ARRAY, .item = &swage_type_bool, .most = 9};
    static const struct swage_type custom = {.kind = SWAGE_KIND_EXTERN, .item = &any_text};
    static const struct swage_type customs = {.kind = SWAGE_KIND_ARRAY, .item = &custom, .most = 9};
    static const struct swage_type any = {.kind = SWAGE_KIND_JSON};
    static const struct swage_type anys = {.kind = SWAGE_KIND_ARRAY, .item = &any, .most = 9};
    static const struct swage_type map = {
        .kind = SWAGE_KIND_MAP, .key = &any_text, .item = &swage_type_bool, .most = 9};
    static const struct swage_type maps = {.kind = SWAGE_KIND_ARRAY, .item = &map, .most = 9};
    static const struct swage_type arrays = {.kind = SWAGE_KIND_MAP, .key = &any_text, .item = &scalars, .most = 9};
    ck_assert_uint_eq(depth_of("[true]", &scalars), 0);
    ck_assert_uint_eq(depth_of("[\"x\"]", &customs), 0);
    ck_assert_uint_eq(depth_of("1", &any), 0);
    ck_assert_uint_eq(depth_of("[[]]", &any), 2);
    ck_assert_uint_eq(depth_of("[1]", &anys), 1);
    ck_assert_uint_eq(depth_of("[[{}]]", &anys), 3);
    ck_assert_uint_eq(depth_of("{}", &map), 1);
    ck_assert_uint_eq(depth_of("[{}]", &maps), 2);
    ck_assert_uint_eq(depth_of("{\"a\":[true]}", &arrays), 1);
}
END_TEST

START_TEST(any_json_is_any_json)
{
    static const struct sample samples[] = {
        {"null", ""},
        {"{\"a\":1,\"a\":[1e999,\"\\u0000\",null]}", ""},
        {"{\"a\":[}", "syntax@6 (expected a value)"},
        {"\"\\ud800\"", "syntax@1 (an escape that is none, or half of a surrogate pair)"},
    };
    static const struct swage_type any = {.kind = SWAGE_KIND_JSON};
    CHECK_SAMPLES(samples, &any);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain_items");
    tcase_add_test(tests, a_maps_keys_and_values_are_at_their_pointers);
    tcase_add_test(tests, values_of_maps_may_be_null_where_that_is_allowed);
    tcase_add_test(tests, keys_may_be_integers);
    tcase_add_test(tests, keys_may_be_words_of_an_enum);
    tcase_add_test(tests, places_below_a_secret_map_have_no_keys);
    tcase_add_test(tests, what_a_list_holds_may_be_secret_though_its_type_is_none);
    tcase_add_test(tests, the_second_of_two_equal_items_is_told);
    tcase_add_test(tests, null_items_are_equal_to_one_another);
    tcase_add_test(tests, equal_items_are_found_wherever_they_stand);
    tcase_add_test(tests, many_items_and_keys_take_little_time);
    tcase_add_test(tests, a_level_is_counted_where_brackets_may_lie_within);
    tcase_add_test(tests, any_json_is_any_json);
    return run_tests("explain_items", tests);
}
