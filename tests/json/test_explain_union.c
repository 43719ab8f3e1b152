/* SPDX-License-Identifier: MIT */
/* The collector's unions: tags in all their places, missing, unknown and doubled, and the faults of the variants. */
#include "config.h"

#include "faults.h"

static const struct swage_type number_type = {.kind = SWAGE_KIND_STRING, .least = 2, .most = 4};
static const struct swage_member card_members[] = {
    {SWAGE_STR_INIT("number"), &number_type, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("pin"), &number_type, 0},
};
static const struct swage_type card_type = {.kind = SWAGE_KIND_STRUCT, .members = card_members, .count = 2};
static const struct swage_member transfer_members[] = {{SWAGE_STR_INIT("iban"), &number_type, SWAGE_MEMBER_REQUIRED}};
static const struct swage_type transfer_type = {
    .kind = SWAGE_KIND_STRUCT, .flags = SWAGE_TYPE_STRICT, .members = transfer_members, .count = 1};
static const struct swage_type flags_type = {.kind = SWAGE_KIND_ARRAY, .item = &swage_type_bool, .most = 3};

static const struct swage_member payments[] = {
    {SWAGE_STR_INIT("card"), &card_type, 0},
    {SWAGE_STR_INIT("bank_transfer"), &transfer_type, 0},
};
static const struct swage_type internal_type = {.kind = SWAGE_KIND_UNION,
                                                .tagging = SWAGE_TAG_INTERNAL,
                                                .tag = SWAGE_STR_INIT("kind"),
                                                .members = payments,
                                                .count = 2};
static const struct swage_member values[] = {
    {SWAGE_STR_INIT("card"), &card_type, 0},
    {SWAGE_STR_INIT("text"), &number_type, 0},
    {SWAGE_STR_INIT("flags"), &flags_type, 0},
};
static const struct swage_type adjacent_type = {.kind = SWAGE_KIND_UNION,
                                                .tagging = SWAGE_TAG_ADJACENT,
                                                .tag = SWAGE_STR_INIT("t"),
                                                .content = SWAGE_STR_INIT("v"),
                                                .members = values,
                                                .count = 3};
static const struct swage_type external_type = {
    .kind = SWAGE_KIND_UNION, .tagging = SWAGE_TAG_EXTERNAL, .members = values, .count = 3};
static const struct swage_type quoted_type = {
    .kind = SWAGE_KIND_INTEGER, .min = 0, .max = 9, .flags = SWAGE_TYPE_QUOTED};
static const struct swage_member untagged[] = {
    {SWAGE_STR_INIT("card"), &card_type, 0},
    {SWAGE_STR_INIT("digit"), &quoted_type, 0},
    {SWAGE_STR_INIT("flags"), &flags_type, 0},
};
static const struct swage_type untagged_type = {
    .kind = SWAGE_KIND_UNION, .tagging = SWAGE_TAG_NONE, .members = untagged, .count = 3};

#define TWICE "(this member stands here for the second time)"
#define TAGS  "(one of \"card\", \"bank_transfer\")"

START_TEST(the_tag_may_stand_anywhere_among_the_members)
{
    static const struct sample samples[] = {
        {"{\"kind\":\"card\",\"number\":\"12\"}", ""},
        {"{\"number\":\"12\",\"x\":[{\"kind\":1}],\"kind\":\"card\"}", ""},
        {"{\"n\\u0075mber\":\"12\",\"k\\u0069nd\":\"c\\u0061rd\"}", ""},
        {"{\"iban\":\"12\",\"kind\":\"bank_transfer\"}", ""},
        {"{\"number\":\"1\",\"pin\":\"12345\",\"kind\":\"card\"}",
         "too_short@10 /number(at least 2 characters, found 1); too_long@20 /pin(at most 4 characters, found 5)"},
        {"{\"kind\":\"card\"}", "missing@14 /number(expected a string, found nothing)"},
        {"{\"kind\":\"bank_transfer\",\"iban\":\"12\",\"number\":\"12\"}",
         "unknown@36 (a member that is not declared)"},
    };
    CHECK_SAMPLES(samples, &internal_type);
}
END_TEST

START_TEST(tags_that_name_no_variant_are_told)
{
    static const struct sample samples[] = {
        {"{}", "missing@1 /kind" TAGS},
        {"{\"number\":1, \"pin\":null }", "missing@24 /kind" TAGS},
        {"{\"number\":1,\"kind\":\"cash\",\"pin\":null}", "enum@19 /kind" TAGS},
        {"{\"kind\":\"\"}", "enum@8 /kind" TAGS},
        {"{\"kind\":1,\"number\":[]}", "type@8 /kind(expected a string, found a number)"},
        {"{\"kind\":null}", "null@8 /kind(expected a string, found null)"},
        {"{\"kind\":{\"kind\":\"card\"}}", "type@8 /kind(expected a string, found an object)"},
        {"[]", "type@0 (expected an object, found an array)"},
        {"null", "null@0 (expected an object, found null)"},
    };
    CHECK_SAMPLES(samples, &internal_type);
}
END_TEST

START_TEST(a_tag_that_stands_twice_is_told_beside_the_variants_faults)
{
    static const struct sample samples[] = {
        {"{\"kind\":\"card\",\"kind\":\"card\",\"number\":\"12\"}", "duplicate@15 /kind" TWICE},
        {"{\"number\":\"1\",\"kind\":\"card\",\"kind\":7,\"number\":1}",
         "too_short@10 /number(at least 2 characters, found 1); duplicate@28 /kind" TWICE
         "; duplicate@37 /number" TWICE},
    };
    CHECK_SAMPLES(samples, &internal_type);
}
END_TEST

START_TEST(a_fault_of_the_text_is_found_before_and_behind_the_tag)
{
    static const struct sample samples[] = {
        {"{\"x\":[1 2],\"kind\":\"card\"}", "syntax@8 (expected ',' or ']')"},
        {"{\"kind\":\"card\",\"number\":\"1\\x\"}",
         "syntax@26 /number(an escape that is none, or half of a surrogate pair)"},
        {"{\"kind\":\"card", "syntax@13 (a string without end)"},
        {"{\"kind\":\"ca\\x\"}", "syntax@11 (an escape that is none, or half of a surrogate pair)"},
        {"{\"kind\":tru}", "type@8 /kind(expected a string, found a boolean); "
                           "syntax@8 (a word that is none of true, false and null)"},
        {"{\"kind\":}", "syntax@8 (expected a value)"},
        {"{\"kind\"", "syntax@7 (expected ':')"},
        {"{\"number\":1", "syntax@11 (expected ',' or '}')"},
        {"{", "syntax@1 (expected a key in quotes)"},
    };
    CHECK_SAMPLES(samples, &internal_type);
}
END_TEST

START_TEST(tag_and_content_may_stand_side_by_side)
{
    static const struct sample samples[] = {
        {"{\"t\":\"text\",\"v\":\"abc\"}", ""},
        {"{\"x\":0,\"v\":{\"number\":\"12\"},\"t\":\"card\",\"x\":[]}", ""},
        {"{\"v\":\"a\",\"t\":\"text\"}", "too_short@5 /v(at least 2 characters, found 1)"},
        {"{\"v\":{\"number\":\"1\"},\"t\":\"card\"}", "too_short@15 /v/number(at least 2 characters, found 1)"},
        {"{\"v\":\"a\"}", "missing@8 /t(one of \"card\", \"text\", \"flags\")"},
        {"{\"t\":\"text\"}", "missing@11 /v(expected a value, found nothing)"},
        {"{}", "missing@1 /t(one of \"card\", \"text\", \"flags\"); missing@1 /v(expected a value, found nothing)"},
        {"{\"v\":1,\"t\":\"none\",\"v\":2,\"t\":\"text\"}",
         "enum@11 /t(one of \"card\", \"text\", \"flags\"); duplicate@18 /v" TWICE "; duplicate@24 /t" TWICE},
        {"{\"t\":7,\"v\":null}", "type@5 /t(expected a string, found a number)"},
        {"{\"t\":\"text\",\"v\":null}", "null@16 /v(expected a string, found null)"},
        {"{\"t\":\"text\",\"v\":\"abc\",}", "syntax@22 (expected a key in quotes)"},
    };
    CHECK_SAMPLES(samples, &adjacent_type);
}
END_TEST

START_TEST(the_tag_may_be_the_key_of_the_only_member)
{
#define ONLY "(exactly one member, which is one of \"card\", \"text\", \"flags\")"
    static const struct sample samples[] = {
        {"{\"text\":\"abc\"}", ""},
        {"{\"c\\u0061rd\":{\"number\":\"12\"}}", ""},
        {"{\"text\":\"a\"}", "too_short@8 /text(at least 2 characters, found 1)"},
        {"{\"card\":{}}", "missing@9 /card/number(expected a string, found nothing)"},
        {"{}", "variant@1 " ONLY},
        {"{\"cash\":1}", "variant@1 " ONLY},
        {"{\"text\":\"abc\",\"card\":{}}", "variant@14 " ONLY},
        {"{\"text\":\"abc\",\"text\":\"abc\"}", "variant@14 " ONLY},
        {"{\"cash\":1,\"x\":2}", "variant@1 " ONLY},
        {"{\"text\":\"abc\",}", "syntax@14 (expected a key in quotes)"},
        {"{\"text\":\"abc\",\"x\"}", "syntax@17 (expected ':')"},
        {"{\"text\":\"abc\",\"x\":[}", "variant@14 " ONLY "; syntax@19 (expected a value)"},
        {"\"text\"", "type@0 (expected an object, found a string)"},
    };
    CHECK_SAMPLES(samples, &external_type);
}
END_TEST

START_TEST(variants_without_a_tag_differ_by_their_json)
{
#define KINDS "expected an object or a string that holds an integer or an array, found "
    static const struct sample samples[] = {
        {"{\"number\":\"12\"}", ""},
        {"\"7\"", ""},
        {"[true]", ""},
        {"[1]", "type@1 /0(expected a boolean, found a number)"},
        {"\"x\"", "type@0 (expected a string that holds an integer, found another string)"},
        {"7", "variant@0 (" KINDS "a number)"},
        {"true", "variant@0 (" KINDS "a boolean)"},
        {"null", "null@0 (expected a value, found null)"},
        {"fals", "variant@0 (" KINDS "a boolean); syntax@0 (a word that is none of true, false and null)"},
    };
    CHECK_SAMPLES(samples, &untagged_type);
}
END_TEST

START_TEST(unions_may_stand_in_unions)
{
    static const struct swage_member inner[] = {{SWAGE_STR_INIT("u"), &untagged_type, 0}};
    static const struct swage_type one = {
        .kind = SWAGE_KIND_UNION, .tagging = SWAGE_TAG_EXTERNAL, .members = inner, .count = 1};
    static const struct swage_member outer[] = {{SWAGE_STR_INIT("u"), &untagged_type, 0},
                                                {SWAGE_STR_INIT("n"), &swage_type_int8, 0}};
    static const struct swage_type any = {
        .kind = SWAGE_KIND_UNION, .tagging = SWAGE_TAG_NONE, .members = outer, .count = 2};
    static const struct sample ones[] = {{"{\"u\":\"7\"}", ""},
                                         {"{\"u\":[0]}", "type@6 /u/0(expected a boolean, found a number)"}};
    static const struct sample anys[] = {{"[true]", ""}, {"7", ""}, {"\"10\"", "too_large@0 (a number from 0 to 9)"}};
    CHECK_SAMPLES(ones, &one);
    CHECK_SAMPLES(anys, &any);
}
END_TEST

START_TEST(a_secret_union_does_not_tell_what_it_found)
{
    static const struct swage_type secret = {.kind = SWAGE_KIND_UNION,
                                             .tagging = SWAGE_TAG_INTERNAL,
                                             .tag = SWAGE_STR_INIT("kind"),
                                             .members = payments,
                                             .count = 2,
                                             .flags = SWAGE_TYPE_SECRET};
    static const struct sample samples[] = {
        {"{\"kind\":\"card\",\"number\":\"1\"}", "too_short@24 /number(at least 2 characters)"},
        {"{\"kind\":7}", "type@8 /kind(expected a string)"},
    };
    CHECK_SAMPLES(samples, &secret);
}
END_TEST

START_TEST(a_variant_may_be_secret_though_its_type_is_none)
{
    static const struct swage_type name = {.kind = SWAGE_KIND_STRING, .most = 9};
    static const struct swage_type map = {.kind = SWAGE_KIND_MAP, .key = &name, .item = &name, .most = 9};
    static const struct swage_member only[] = {{SWAGE_STR_INIT("m"), &map, 0}};
    static const struct swage_type object = {.kind = SWAGE_KIND_STRUCT, .members = only, .count = 1};
    static const struct swage_member variants[] = {{SWAGE_STR_INIT("hush"), &object, SWAGE_TYPE_SECRET},
                                                   {SWAGE_STR_INIT("told"), &object, 0}};
#define UNION(TAGGING)                                                                                            \
    {                                                                                                             \
        .kind = SWAGE_KIND_UNION, .tagging = TAGGING, .tag = SWAGE_STR_INIT("t"), .content = SWAGE_STR_INIT("v"), \
        .members = variants, .count = 2                                                                           \
    }
    static const struct swage_type internal = UNION(SWAGE_TAG_INTERNAL), adjacent = UNION(SWAGE_TAG_ADJACENT);
    static const struct swage_type external = UNION(SWAGE_TAG_EXTERNAL), bare = UNION(SWAGE_TAG_NONE);
    CHECK_SAMPLES(
        ((struct sample[]){{"{\"t\":\"hush\",\"m\":{\"k\":1}}", "type@21 /m(expected a string)"},
                           {"{\"t\":\"told\",\"m\":{\"k\":1}}", "type@21 /m/k(expected a string, found a number)"}}),
        &internal);
    CHECK_SAMPLES(((struct sample[]){{"{\"t\":\"hush\",\"v\":{\"m\":{\"k\":1}}}", "type@26 /v/m(expected a string)"}}),
                  &adjacent);
    CHECK_SAMPLES(((struct sample[]){{"{\"hush\":{\"m\":{\"k\":1}}}", "type@18 /hush/m(expected a string)"}}),
                  &external);
    CHECK_SAMPLES(((struct sample[]){{"{\"m\":{\"k\":1}}", "type@10 /m(expected a string)"}}), &bare);
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

START_TEST(an_internal_tag_takes_no_level_of_its_own)
{
    ck_assert_uint_eq(depth_of("{\"kind\":\"card\",\"number\":\"12\"}", &internal_type), 1);
    ck_assert_uint_eq(depth_of("{\"x\":[],\"kind\":\"card\",\"number\":\"12\"}", &internal_type), 2);
    ck_assert_uint_eq(depth_of("{\"number\":\"12\",\"x\":[{}],\"kind\":\"card\"}", &internal_type), 3);
    ck_assert_uint_eq(depth_of("{\"v\":{\"number\":\"12\"},\"t\":\"card\"}", &adjacent_type), 2);
    ck_assert_uint_eq(depth_of("{\"v\":[true],\"t\":\"flags\"}", &adjacent_type), 1);
    ck_assert_uint_eq(depth_of("{\"flags\":[true]}", &external_type), 1);
    ck_assert_uint_eq(depth_of("[true]", &untagged_type), 0);
    ck_assert_uint_eq(depth_of("{\"number\":\"12\"}", &untagged_type), 1);
}
END_TEST

/* What is too deep ends the search, and the tag stands behind it. */
START_TEST(no_tag_is_read_where_it_is_too_deep)
{
    static const char deep[] = "depth@0 (too many objects and arrays in one another)";
    ck_assert_str_eq(faults_of(SWAGE_STR("{\"kind\":\"cash\"}"), &internal_type, 0), deep);
    ck_assert_str_eq(faults_of(SWAGE_STR("{\"t\":\"cash\"}"), &adjacent_type, 0), deep);
    ck_assert_str_eq(faults_of(SWAGE_STR("{\"number\":1,\"x\":[[]],\"kind\":\"card\"}"), &internal_type, 1),
                     "depth@16 (too many objects and arrays in one another)");
}
END_TEST

START_TEST(an_array_of_unions_counts_a_level)
{
    static const struct swage_type array = {.kind = SWAGE_KIND_ARRAY, .item = &untagged_type, .most = 9};
    ck_assert_uint_eq(depth_of("[[true]]", &array), 1);
    ck_assert_uint_eq(depth_of("[{\"number\":\"12\"}]", &array), 2);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain_union");
    tcase_add_test(tests, the_tag_may_stand_anywhere_among_the_members);
    tcase_add_test(tests, tags_that_name_no_variant_are_told);
    tcase_add_test(tests, a_tag_that_stands_twice_is_told_beside_the_variants_faults);
    tcase_add_test(tests, a_fault_of_the_text_is_found_before_and_behind_the_tag);
    tcase_add_test(tests, tag_and_content_may_stand_side_by_side);
    tcase_add_test(tests, the_tag_may_be_the_key_of_the_only_member);
    tcase_add_test(tests, variants_without_a_tag_differ_by_their_json);
    tcase_add_test(tests, unions_may_stand_in_unions);
    tcase_add_test(tests, a_secret_union_does_not_tell_what_it_found);
    tcase_add_test(tests, an_internal_tag_takes_no_level_of_its_own);
    tcase_add_test(tests, no_tag_is_read_where_it_is_too_deep);
    tcase_add_test(tests, a_variant_may_be_secret_though_its_type_is_none);
    tcase_add_test(tests, an_array_of_unions_counts_a_level);
    return run_tests("explain_union", tests);
}
