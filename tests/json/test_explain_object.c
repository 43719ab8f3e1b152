/* SPDX-License-Identifier: MIT */
/* What check functions say: when they are asked, of which text, and where their faults go. */
#include "config.h"

#include "faults.h"

#include <swage/faults.h>

static char seen[256];   /* the texts that were checked, each behind a bar */
static const char *said; /* what the check answers: pointer and detail */
static const char *pointer;
static unsigned times;
static size_t wanted; /* bytes that it takes from the arena */

static void check(swage_str json, swage_arena *arena, struct swage_faults *faults)
{
    size_t len = strlen(seen);
    snprintf(seen + len, sizeof seen - len, "|%.*s", (int)json.len, json.ptr);
    if (wanted > 0 && !swage_arena_alloc(arena, wanted))
        return;
    for (unsigned i = 0; i < times; i++)
        swage_fault_add(faults, pointer, said);
    ck_assert_uint_eq(faults->count, times);
}

static void check_says(unsigned count, const char *where, const char *what)
{
    seen[0] = '\0';
    times = count;
    pointer = where;
    said = what;
    wanted = 0;
}

static const struct swage_member trip_members[] = {
    {SWAGE_STR_INIT("start"), &swage_type_int32, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("end"), &swage_type_int32, 0},
};
static const struct swage_type trip_type = {
    .kind = SWAGE_KIND_STRUCT, .members = trip_members, .count = 2, .check = check};
static const struct swage_type trips_type = {.kind = SWAGE_KIND_ARRAY, .item = &trip_type, .most = 3};
static const struct swage_type money_base = {.kind = SWAGE_KIND_STRING, .most = 4};
static const struct swage_type money_type = {.kind = SWAGE_KIND_EXTERN, .item = &money_base, .check = check};
static const struct swage_member tour_members[] = {
    {SWAGE_STR_INIT("trips"), &trips_type, 0},
    {SWAGE_STR_INIT("price"), &money_type, SWAGE_MEMBER_NULLABLE},
};
static const struct swage_type tour_type = {
    .kind = SWAGE_KIND_STRUCT, .members = tour_members, .count = 2, .check = check};

START_TEST(a_value_in_order_is_checked_and_those_around_it)
{
    check_says(0, "", "");
    CHECK_SAMPLES(((struct sample[]){{"{\"trips\":[{\"start\":1},{\"start\":2 }], \"price\":\"1 EUR\"}",
                                      "too_long@45 /price(at most 4 characters, found 5)"}}),
                  &tour_type);
    ck_assert_str_eq(seen, "|{\"start\":1}|{\"start\":2 }");
    check_says(0, "", "");
    CHECK_SAMPLES(((struct sample[]){{" {\"price\": \"1 E\"} ", ""}, {"{\"price\":null}", ""}}), &tour_type);
    ck_assert_str_eq(seen, "|\"1 E\"|{\"price\": \"1 E\"}|{\"price\":null}");
}
END_TEST

START_TEST(what_a_check_finds_is_below_the_value_it_saw)
{
    check_says(1, "/end", "the end comes before the start");
    CHECK_SAMPLES(((struct sample[]){{"{\"start\":1}", "check@0 /end(the end comes before the start)"}}), &trip_type);
    CHECK_SAMPLES(((struct sample[]){{"{\"trips\":[{\"start\":1},{\"start\":\"\"},{\"start\":3}]}",
                                      "check@10 /trips/0/end(the end comes before the start); "
                                      "type@31 /trips/1/start(expected an integer, found a string); "
                                      "check@35 /trips/2/end(the end comes before the start)"}}),
                  &tour_type);
    check_says(2, "", "no");
    CHECK_SAMPLES(((struct sample[]){{"{\"start\":1}", "check@0 (no); check@0 (no)"}}), &trip_type);
    check_says(1, NULL, NULL);
    CHECK_SAMPLES(((struct sample[]){{"{\"price\":\"x\"}", "check@9 /price()"}}), &tour_type);
}
END_TEST

START_TEST(what_a_check_says_is_cut_and_cleaned)
{
    char long_text[400];
    struct swage_error fault;
    memset(long_text, 'x', sizeof long_text);
    long_text[0] = '/';
    long_text[sizeof long_text - 1] = '\0';
    check_says(1, long_text, long_text);
    ck_assert_uint_eq(swage_explain(SWAGE_STR("{\"start\":1}"), &trip_type, 64, &fault, 1), 1);
    ck_assert_uint_eq(strlen(fault.pointer), sizeof fault.pointer - 1);
    ck_assert_uint_eq(strlen(fault.detail), sizeof fault.detail - 1);
    check_says(1, "no pointer", "half a character \xe6\x97");
    CHECK_SAMPLES(((struct sample[]){{"{\"start\":1}", "check@0 (half a character )"}}), &trip_type);
    check_says(1, "/a\xff/b", "x");
    CHECK_SAMPLES(((struct sample[]){{"{\"start\":1}", "check@0 /a(x)"}}), &trip_type);
}
END_TEST

/* robustness 100 */
START_TEST(many_faults_of_checks_are_only_counted)
{
    struct swage_error faults[4];
    check_says(1000, "/end", "no");
    ck_assert_uint_eq(swage_explain(SWAGE_STR("{\"start\":1}"), &trip_type, 64, faults, 4), 4);
    /* With no room left nothing is asked any more; a fault of the text is found all the same. */
    check_says(4, "/end", "no");
    swage_str json = SWAGE_STR("{\"trips\":[{\"start\":1},{\"start\":2}],}");
    ck_assert_uint_eq(swage_explain(json, &tour_type, 64, faults, 4), 4);
    ck_assert_str_eq(seen, "|{\"start\":1}");
    ck_assert_int_eq(faults[3].fault, SWAGE_FAULT_SYNTAX);
}
END_TEST

START_TEST(who_only_counts_gets_a_number)
{
    struct swage_faults faults = {0, NULL};
    swage_fault_add(&faults, "/x", "y");
    swage_fault_add(&faults, NULL, NULL);
    ck_assert_uint_eq(faults.count, 2);
}
END_TEST

START_TEST(a_check_that_wants_too_much_memory_ends_the_search)
{
    struct swage_error fault;
    check_says(0, "", "");
    wanted = 4096;
    swage_str json = SWAGE_STR("{\"start\":1}");
    ck_assert_uint_eq(swage_explain_within(json, &trip_type, 64, 4096, &fault, 1), 0);
    ck_assert_uint_eq(swage_explain_within(json, &trip_type, 64, 4080, &fault, 1), 1);
    ck_assert_int_eq(fault.fault, SWAGE_FAULT_MEMORY);
    /* Each check has all of it. */
    json = SWAGE_STR("{\"trips\":[{\"start\":1},{\"start\":2}]}");
    ck_assert_uint_eq(swage_explain_within(json, &tour_type, 64, 4096, &fault, 1), 0);
}
END_TEST

START_TEST(the_tag_of_a_union_is_not_in_what_its_variant_checks)
{
    static const struct swage_member variants[] = {{SWAGE_STR_INIT("trip"), &trip_type, 0}};
    static const struct swage_type type = {.kind = SWAGE_KIND_UNION,
                                           .tagging = SWAGE_TAG_INTERNAL,
                                           .tag = SWAGE_STR_INIT("kind"),
                                           .members = variants,
                                           .count = 1};
    static const char *const documents[][2] = {
        {"{\"kind\":\"trip\",\"start\":1}", "|{               \"start\":1}"},
        {"{\"kind\":\"trip\" , \"start\":1}", "|{                 \"start\":1}"},
        {"{\"start\":1,\"kind\":\"trip\",\"end\":2}", "|{\"start\":1,              \"end\":2}"},
        {"{\"start\":1 , \"kind\": \"trip\" }", "|{\"start\":1                   }"},
    };
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        check_says(1, "/start", "no");
        const char *found = faults_of(swage_str_from(documents[i][0]), &type, 64);
        ck_assert_str_eq(found, "check@0 /start(no)");
        size_t blanks = strspn(seen, "|{ ");
        ck_assert_uint_gt(blanks, 1);
        ck_assert_uint_eq(strlen(seen), strlen(documents[i][0]) + 1);
        ck_assert_ptr_null(strstr(seen, "kind"));
        ck_assert_str_eq(faults_of(swage_str_from(seen + 1), &trip_type, 64), "check@0 /start(no)");
    }
}
END_TEST

START_TEST(checks_below_a_secret_maps_keys_have_no_place)
{
    static const struct swage_type key = {.kind = SWAGE_KIND_STRING, .most = 9};
    static const struct swage_type map = {
        .kind = SWAGE_KIND_MAP, .key = &key, .item = &trip_type, .most = 9, .flags = SWAGE_TYPE_SECRET};
    check_says(1, "/end", "no");
    CHECK_SAMPLES(((struct sample[]){{"{\"a\":{\"start\":1}}", "check@5 (no)"}}), &map);
}
END_TEST

START_TEST(a_member_may_be_a_secret_though_its_type_is_none)
{
    static const struct swage_type name = {.kind = SWAGE_KIND_STRING, .least = 3, .most = 9};
    static const struct swage_type map = {.kind = SWAGE_KIND_MAP, .key = &name, .item = &name, .most = 9};
    static const struct swage_member members[] = {{SWAGE_STR_INIT("a"), &name, SWAGE_TYPE_SECRET},
                                                  {SWAGE_STR_INIT("b"), &name, 0},
                                                  {SWAGE_STR_INIT("c"), &map, SWAGE_TYPE_SECRET}};
    static const struct swage_type type = {.kind = SWAGE_KIND_STRUCT, .members = members, .count = 3};
    check_says(0, "", "");
    CHECK_SAMPLES(((struct sample[]){{"{\"a\":\"x\",\"b\":\"x\",\"c\":{\"key\":1}}",
                                      "too_short@5 /a(at least 3 characters); "
                                      "too_short@13 /b(at least 3 characters, found 1); type@28 /c(expected a string)"}}),
                  &type);
}
END_TEST

START_TEST(a_reader_knows_its_own_depth)
{
    static const struct swage_type deep = {.kind = SWAGE_KIND_JSON};
    struct swage_arena arena;
    struct swage_error error;
    swage_reader r;
    swage_arena_init(&arena, 1024);
    swage_str json = SWAGE_STR("[[[]]]");
    ck_assert_ptr_nonnull(swage_reader_open(&r, json, &arena));
    ck_assert_int_eq(swage_reader_explain(&r, json, &deep, &error), SWAGE_E_INVALID);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_INVALID);
    r.depth = r.depth_max = 2;
    ck_assert_int_eq(swage_reader_explain(&r, json, &deep, &error), SWAGE_E_INVALID);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_DEPTH);
    ck_assert_uint_eq(error.offset, 2);
    swage_arena_done(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain_object");
    tcase_add_test(tests, a_value_in_order_is_checked_and_those_around_it);
    tcase_add_test(tests, what_a_check_finds_is_below_the_value_it_saw);
    tcase_add_test(tests, what_a_check_says_is_cut_and_cleaned);
    tcase_add_test(tests, many_faults_of_checks_are_only_counted);
    tcase_add_test(tests, who_only_counts_gets_a_number);
    tcase_add_test(tests, a_check_that_wants_too_much_memory_ends_the_search);
    tcase_add_test(tests, the_tag_of_a_union_is_not_in_what_its_variant_checks);
    tcase_add_test(tests, checks_below_a_secret_maps_keys_have_no_place);
    tcase_add_test(tests, a_member_may_be_a_secret_though_its_type_is_none);
    tcase_add_test(tests, a_reader_knows_its_own_depth);
    return run_tests("explain_object", tests);
}
