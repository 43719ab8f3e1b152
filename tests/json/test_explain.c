/* SPDX-License-Identifier: MIT */
/* The collector: every kind of fault with its code, byte and pointer, all of them in order, and none in good
   documents. */
#include "config.h"

#include "faults.h"

#include <math.h>

/* --- the types that documents are held against -------------------------------------------------------------------- */

static const struct swage_type id_type = {.kind = SWAGE_KIND_INTEGER, .bits = 32, .min = 1, .max = INT32_MAX};
static const struct swage_type percent_type = {.kind = SWAGE_KIND_INTEGER, .bits = 8, .min = 0, .max = 100};
static const struct swage_type age_type = {.kind = SWAGE_KIND_UNSIGNED, .bits = 8, .umin = 18, .umax = 120};
static const struct swage_type name_type = {.kind = SWAGE_KIND_STRING, .least = 1, .most = 4};
static const struct swage_type pair_type = {.kind = SWAGE_KIND_STRING, .least = 2, .most = 2};
static const struct swage_type share_type = {.kind = SWAGE_KIND_FLOAT64, .low = 0, .high = 0.5};
static const struct swage_type half_type = {.kind = SWAGE_KIND_FLOAT64, .low = 0.5, .high = HUGE_VAL};
static const swage_str role_words[] = {SWAGE_STR_INIT("admin"), SWAGE_STR_INIT("mem\"ber")};
static const struct swage_type role_type = {.kind = SWAGE_KIND_ENUM, .words = role_words, .count = 2};
static const int64_t level_numbers[] = {-1, 0, 7};
static const struct swage_type level_type = {.kind = SWAGE_KIND_ENUM_NUMBER, .numbers = level_numbers, .count = 3};
static const struct swage_type names_type = {.kind = SWAGE_KIND_ARRAY, .item = &name_type, .least = 1, .most = 2};
static const struct swage_type gaps_type = {
    .kind = SWAGE_KIND_ARRAY, .item = &percent_type, .flags = SWAGE_MEMBER_NULLABLE, .most = 3};
static const struct swage_type node_type;
static const struct swage_type nodes_type = {.kind = SWAGE_KIND_ARRAY, .item = &node_type, .most = SIZE_MAX};

static const struct swage_member node_members[] = {
    {SWAGE_STR_INIT("id"), &id_type, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("name"), &name_type, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("bio"), &name_type, SWAGE_MEMBER_NULLABLE},
    {SWAGE_STR_INIT("age"), &age_type, 0},
    {SWAGE_STR_INIT("percent"), &percent_type, 0},
    {SWAGE_STR_INIT("share"), &share_type, 0},
    {SWAGE_STR_INIT("half"), &half_type, 0},
    {SWAGE_STR_INIT("narrow"), &swage_type_float32, 0},
    {SWAGE_STR_INIT("big"), &swage_type_int64, 0},
    {SWAGE_STR_INIT("vast"), &swage_type_uint64, 0},
    {SWAGE_STR_INIT("ok"), &swage_type_bool, 0},
    {SWAGE_STR_INIT("role"), &role_type, 0},
    {SWAGE_STR_INIT("level"), &level_type, 0},
    {SWAGE_STR_INIT("pair"), &pair_type, 0},
    {SWAGE_STR_INIT("names"), &names_type, 0},
    {SWAGE_STR_INIT("gaps"), &gaps_type, 0},
    {SWAGE_STR_INIT("a/b~"), &swage_type_bool, 0},
    {SWAGE_STR_INIT("nodes"), &nodes_type, 0},
};
static const struct swage_type node_type = {.kind = SWAGE_KIND_STRUCT,
                                            .name = "Node",
                                            .members = node_members,
                                            .count = sizeof node_members / sizeof *node_members};
static const struct swage_type strict_type = {
    .kind = SWAGE_KIND_STRUCT, .flags = SWAGE_TYPE_STRICT, .members = node_members, .count = 1};

#define GOOD "\"id\":1,\"name\":\"Ann\""

START_TEST(good_documents_have_no_faults)
{
    static const struct sample samples[] = {
        {"{" GOOD "}", ""},
        {" \t\r\n{ \"name\" : \"Ann\" , \"id\" : 2147483647 } \n", ""},
        {"{\"i\\u0064\":1,\"n\\u0061me\":\"\\ud83d\\ude00\\n\xe6\x97\xa5x\"}", ""},
        {"{" GOOD ",\"bio\":null,\"unknown\":{\"id\":null,\"x\":[1,{}]},\"unknown\":1}", ""},
        {"{" GOOD ",\"age\":18,\"percent\":-0,\"big\":-9223372036854775808,\"vast\":18446744073709551615}", ""},
        {"{" GOOD ",\"share\":5e-1,\"half\":1e308,\"narrow\":-3.4e38,\"ok\":false}", ""},
        {"{" GOOD ",\"role\":\"mem\\\"ber\",\"level\":-1,\"pair\":\"\\u00e9\xc3\xa9\",\"a/b~\":true}", ""},
        {"{" GOOD ",\"level\":-0,\"names\":[\"a\",\"bcde\"],\"gaps\":[null,0,100]}", ""},
        {"{" GOOD ",\"nodes\":[{" GOOD ",\"nodes\":[]},{" GOOD "}]}", ""},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(values_of_another_type_are_told)
{
    static const struct sample samples[] = {
        {"[]", "type@0 (expected an object, found an array)"},
        {"1", "type@0 (expected an object, found a number)"},
        {" \"x\"", "type@1 (expected an object, found a string)"},
        {"null", "null@0 (expected an object, found null)"},
        {"{\"id\":\"1\",\"name\":2}",
         "type@6 /id(expected an integer, found a string); type@17 /name(expected a string, found a number)"},
        {"{" GOOD ",\"ok\":0}", "type@26 /ok(expected a boolean, found a number)"},
        {"{" GOOD ",\"share\":true}", "type@29 /share(expected a number, found a boolean)"},
        {"{" GOOD ",\"role\":[[\"x\"]]}", "type@28 /role(expected a string, found an array)"},
        {"{" GOOD ",\"names\":{\"x\":{}}}", "type@29 /names(expected an array, found an object)"},
        {"{" GOOD ",\"age\":null}", "null@27 /age(expected an integer, found null)"},
        {"{\"id\":1.0,\"name\":\"Ann\",\"age\":2e1}",
         "type@6 /id(expected an integer, found a number with a fraction or an exponent); "
         "type@29 /age(expected an integer, found a number with a fraction or an exponent)"},
        {"{" GOOD ",\"a/b~\":1}", "type@28 /a~1b~0(expected a boolean, found a number)"},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(numbers_out_of_bounds_are_told)
{
    static const struct sample samples[] = {
        {"{\"id\":0,\"name\":\"Ann\"}", "too_small@6 /id(a number from 1 to 2147483647)"},
        {"{\"id\":2147483648,\"name\":\"Ann\"}", "range@6 /id(a number from 1 to 2147483647)"},
        {"{\"id\":-2147483648,\"name\":\"Ann\"}", "too_small@6 /id(a number from 1 to 2147483647)"},
        {"{\"id\":-2147483649,\"name\":\"Ann\"}", "range@6 /id(a number from 1 to 2147483647)"},
        {"{" GOOD ",\"percent\":101}", "too_large@31 /percent(a number from 0 to 100)"},
        {"{" GOOD ",\"percent\":127}", "too_large@31 /percent(a number from 0 to 100)"},
        {"{" GOOD ",\"percent\":128}", "range@31 /percent(a number from 0 to 100)"},
        {"{" GOOD ",\"age\":17}", "too_small@27 /age(a number from 18 to 120)"},
        {"{" GOOD ",\"age\":121}", "too_large@27 /age(a number from 18 to 120)"},
        {"{" GOOD ",\"age\":256}", "range@27 /age(a number from 18 to 120)"},
        {"{" GOOD ",\"age\":-20}", "range@27 /age(a number from 18 to 120, without a sign)"},
        {"{" GOOD ",\"age\":-0}", "range@27 /age(a number from 18 to 120, without a sign)"},
        {"{" GOOD ",\"big\":9223372036854775808}",
         "range@27 /big(a number from -9223372036854775808 to 9223372036854775807)"},
        {"{" GOOD ",\"big\":-9223372036854775809}",
         "range@27 /big(a number from -9223372036854775808 to 9223372036854775807)"},
        {"{" GOOD ",\"vast\":18446744073709551616}", "range@28 /vast(a number from 0 to 18446744073709551615)"},
        {"{" GOOD ",\"vast\":99999999999999999999999999}", "range@28 /vast(a number from 0 to 18446744073709551615)"},
        {"{" GOOD ",\"share\":-1e-9}", "too_small@29 /share(a number from 0 to 0.5)"},
        {"{" GOOD ",\"share\":0.50001}", "too_large@29 /share(a number from 0 to 0.5)"},
        {"{" GOOD ",\"share\":1e400}", "range@29 /share(a number that is too large for its type)"},
        {"{" GOOD ",\"half\":0.4}", "too_small@28 /half(a number of at least 0.5)"},
        {"{" GOOD ",\"narrow\":1e39}", "range@30 /narrow(a number that is too large for its type)"},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(texts_and_enums_out_of_bounds_are_told)
{
    static const struct sample samples[] = {
        {"{\"id\":1,\"name\":\"\"}", "too_short@15 /name(at least 1 character, found 0)"},
        {"{\"id\":1,\"name\":\"\\u00e9\\ud83d\\ude00\xc3\xa9xy\"}", "too_long@15 /name(at most 4 characters, found 5)"},
        {"{" GOOD ",\"pair\":\"x\"}", "too_short@28 /pair(at least 2 characters, found 1)"},
        {"{\"id\":1,\"name\":\"\\u0000\"}", "nul@15 /name(U+0000 is not allowed in a string)"},
        {"{" GOOD ",\"role\":\"admi\"}", "enum@28 /role(one of \"admin\", \"mem\"ber\")"},
        {"{" GOOD ",\"role\":\"admins\"}", "enum@28 /role(one of \"admin\", \"mem\"ber\")"},
        {"{" GOOD ",\"role\":\"\\u0000\"}", "enum@28 /role(one of \"admin\", \"mem\"ber\")"},
        {"{" GOOD ",\"level\":1}", "enum@29 /level(one of -1, 0, 7)"},
        {"{" GOOD ",\"level\":-7}", "enum@29 /level(one of -1, 0, 7)"},
        {"{" GOOD ",\"level\":18446744073709551623}", "enum@29 /level(one of -1, 0, 7)"},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(members_missing_and_doubled_are_told)
{
    static const struct sample samples[] = {
        {"{}", "missing@1 /id(expected an integer, found nothing); missing@1 /name(expected a string, found nothing)"},
        {" { \"id\" : 1 } ", "missing@12 /name(expected a string, found nothing)"},
        {"{" GOOD ",\"id\":2}", "duplicate@21 /id(this member stands here for the second time)"},
        {"{" GOOD ",\"\\u0069d\":\"x\",\"id\":[}]}",
         "duplicate@21 /id(this member stands here for the second time); "
         "duplicate@35 /id(this member stands here for the second time); syntax@41 /id(expected a value)"},
        {"{\"name\":0,\"name\":\"Ann\"}",
         "type@8 /name(expected a string, found a number); "
         "duplicate@10 /name(this member stands here for the second time); "
         "missing@22 /id(expected an integer, found nothing)"},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(items_are_told_by_their_number)
{
    static const struct sample samples[] = {
        {"{" GOOD ",\"names\":[]}", "too_few@30 /names(at least 1 item, found 0)"},
        {"{" GOOD ",\"names\":[\"\",\"abcde\",1,2,3]}",
         "too_short@30 /names/0(at least 1 character, found 0); too_long@33 /names/1(at most 4 characters, found 5); "
         "too_many@41 /names(at most 2 items)"},
        {"{" GOOD ",\"names\":[null]}", "null@30 /names/0(expected a string, found null)"},
        {"{" GOOD ",\"gaps\":[null,101,\"\"]}",
         "too_large@34 /gaps/1(a number from 0 to 100); type@38 /gaps/2(expected an integer, found a string)"},
        {"{" GOOD ",\"nodes\":[{" GOOD "},{\"id\":0,\"nodes\":[{}]}]}",
         "too_small@58 /nodes/1/id(a number from 1 to 2147483647); "
         "missing@70 /nodes/1/nodes/0/id(expected an integer, found nothing); "
         "missing@70 /nodes/1/nodes/0/name(expected a string, found nothing); "
         "missing@72 /nodes/1/name(expected a string, found nothing)"},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(a_fault_of_the_text_ends_the_search)
{
    static const struct sample samples[] = {
        {"", "syntax@0 (expected a value, found the end)"},
        {"  ", "syntax@2 (expected a value, found the end)"},
        {"{", "syntax@1 (expected a key in quotes)"},
        {"{\"id\"", "syntax@5 (expected ':')"},
        {"{\"id\":", "syntax@6 /id(expected a value, found the end)"},
        {"{\"id\":1", "syntax@7 (expected ',' or '}')"},
        {"{\"id\":1,}", "syntax@8 (expected a key in quotes)"},
        {"{\"id\":1]", "syntax@7 (expected ',' or '}')"},
        {"{\"id\":01,\"name\":1}", "syntax@6 /id(a number with a leading zero)"},
        {"{\"id\":-}", "syntax@7 /id(expected a digit)"},
        {"{\"id\":1.}", "syntax@8 /id(expected a digit)"},
        {"{\"id\":1e+}", "syntax@9 /id(expected a digit)"},
        {"{\"id\":\"x\",\"name\":tru}",
         "type@6 /id(expected an integer, found a string); type@17 /name(expected a string, found a boolean); "
         "syntax@17 /name(a word that is none of true, false and null)"},
        {"{\"id\":'x'}", "syntax@6 /id(expected a value)"},
        {"{\"name\":\"x}", "syntax@11 /name(a string without end)"},
        {"{\"name\":\"\\x\"}", "syntax@9 /name(an escape that is none, or half of a surrogate pair)"},
        {"{\"name\":\"\\ud800\"}", "syntax@9 /name(an escape that is none, or half of a surrogate pair)"},
        {"{\"name\":\"a\tb\"}", "syntax@10 /name(a control character in a string; it must be escaped)"},
        {"{\"name\":\"a\xff\"}", "utf8@10 /name(bytes that are not UTF-8)"},
        {"{\"caf\xe9\":1}", "utf8@5 (bytes that are not UTF-8)"},
        {"{" GOOD "} x", "trailing@22 (more text behind the document)"},
        {"{" GOOD "}}", "trailing@21 (more text behind the document)"},
        {"\xef\xbb\xbf{" GOOD "}", "syntax@0 (expected a value)"},
        {"{\"x\":[1 2]}", "syntax@8 (expected ',' or ']')"},
    };
    CHECK_SAMPLES(samples, &node_type);
}
END_TEST

START_TEST(strict_types_know_their_members)
{
    static const struct sample samples[] = {
        {"{\"id\":1}", ""},
        {"{\"id\":1,\"secret\":[1],\"\\u0069d\":2}",
         "unknown@8 (a member that is not declared); duplicate@21 /id(this member stands here for the second time)"},
    };
    CHECK_SAMPLES(samples, &strict_type);
}
END_TEST

/* {"id":1,"name":"Ann","nodes":[ ... ]}, objects and arrays in turn, `levels` of them in all. */
static size_t nest(char *json, unsigned levels)
{
    size_t len = 0;
    for (unsigned i = 0; i < levels; i++)
        len += (size_t)sprintf(json + len, "%s", i % 2 ? "[" : "{" GOOD ",\"nodes\":");
    len += levels % 2 ? (size_t)sprintf(json + len, "[]") : 0;
    for (unsigned i = levels; i > 0; i--)
        json[len++] = i % 2 ? '}' : ']';
    return len;
}

START_TEST(depth_is_exact)
{
    char json[2048];
    for (unsigned levels = 2; levels <= 40; levels += 2) {
        size_t len = nest(json, levels);
        ck_assert_str_eq(faults_of(swage_str_of(json, len), &node_type, levels), "");
        ck_assert_ptr_nonnull(strstr(faults_of(swage_str_of(json, len), &node_type, levels - 1), "depth@"));
    }
}
END_TEST

START_TEST(an_array_of_scalars_does_not_count_as_depth)
{
    ck_assert_str_eq(faults_of(SWAGE_STR("{" GOOD ",\"names\":[\"a\"]}"), &node_type, 1), "");
    ck_assert_str_eq(faults_of(SWAGE_STR("{" GOOD ",\"x\":[1]}"), &node_type, 1),
                     "depth@25 (too many objects and arrays in one another)");
}
END_TEST

START_TEST(a_million_brackets_end_at_the_bound)
{
    size_t len = 1000000;
    char *json = malloc(len);
    memset(json, '[', len);
    ck_assert_str_eq(
        faults_of(swage_str_of(json, len), &node_type, UINT32_MAX),
        "type@0 (expected an object, found an array); depth@1024 (too many objects and arrays in one another)");
    for (size_t i = 0; i + 5 <= len; i += 5)
        memcpy(json + i, "{\"\":[", 5);
    ck_assert_str_eq(faults_of(swage_str_of(json, len), &node_type, 64),
                     "depth@160 (too many objects and arrays in one another)");
    free(json);
}
END_TEST

START_TEST(faults_are_bounded_and_one_of_the_text_is_never_lost)
{
    static const char json[] = "{\"id\":0,\"name\":\"\",\"age\":1,\"ok\":1,}";
    struct swage_error faults[4];
    for (size_t max = 1; max <= 4; max++) {
        size_t count = swage_explain(swage_str_of(json, strlen(json)), &node_type, 64, faults, max);
        ck_assert_uint_eq(count, max);
        ck_assert_int_eq(faults[max - 1].fault, SWAGE_FAULT_SYNTAX);
        ck_assert(swage_is_text_fault(faults[max - 1].fault));
        ck_assert(max == 1 || faults[0].fault == SWAGE_FAULT_TOO_SMALL);
    }
    ck_assert_uint_eq(swage_explain(swage_str_of(json, strlen(json)), &node_type, 64, faults, 0), 0);
}
END_TEST

START_TEST(faults_come_in_the_order_of_their_bytes)
{
    struct swage_error faults[64];
    swage_str json =
        SWAGE_STR("{\"names\":[1,2,3],\"nodes\":[{},{\"id\":0},3],\"id\":0,\"id\":0,\"gaps\":[1,2,3,4,5],\"ok\":{}}");
    size_t count = swage_explain(json, &node_type, 64, faults, 64);
    ck_assert_uint_gt(count, 10);
    for (size_t i = 1; i < count; i++)
        ck_assert_uint_le(faults[i - 1].offset, faults[i].offset);
}
END_TEST

START_TEST(long_lists_are_cut_at_a_character)
{
    swage_str words[40];
    char word[] = "\xe6\x97\xa5\xe6\x97\xa5";
    for (size_t i = 0; i < 40; i++)
        words[i] = swage_str_of(word, 6);
    for (size_t shift = 0; shift < 4; shift++) {
        words[0].len = shift;
        words[0].ptr = "abc";
        const struct swage_type type = {.kind = SWAGE_KIND_ENUM, .words = words, .count = 40};
        struct swage_error fault;
        ck_assert_uint_eq(swage_explain(SWAGE_STR("\"none\""), &type, 64, &fault, 1), 1);
        size_t len = strlen(fault.detail);
        ck_assert_uint_ge(len, sizeof fault.detail - 4);
        ck_assert(swage_utf8_valid(swage_str_of(fault.detail, len)));
    }
}
END_TEST

START_TEST(structs_of_hundreds_of_members_are_kept_count_of)
{
    enum { COUNT = 700 };
    static struct swage_member members[COUNT];
    static char keys[COUNT][8];
    static char json[COUNT * 16];
    size_t len = 0;
    for (int i = 0; i < COUNT; i++) {
        int key_len = snprintf(keys[i], sizeof keys[i], "k%d", i);
        members[i] =
            (struct swage_member){swage_str_of(keys[i], (size_t)key_len), &swage_type_bool, SWAGE_MEMBER_REQUIRED};
        if (i != 690)
            len += (size_t)sprintf(json + len, "%c\"%s\":true", len ? ',' : '{', keys[i]);
    }
    len += (size_t)sprintf(json + len, ",\"k650\":1}");
    const struct swage_type type = {.kind = SWAGE_KIND_STRUCT, .members = members, .count = COUNT};
    char want[200];
    snprintf(want, sizeof want,
             "duplicate@%zu /k650(this member stands here for the second time); "
             "missing@%zu /k690(expected a boolean, found nothing)",
             len - 9, len - 1);
    ck_assert_str_eq(faults_of(swage_str_of(json, len), &type, 64), want);
}
END_TEST

START_TEST(what_the_text_holds_is_not_repeated)
{
    static const char *const documents[] = {
        "{\"id\":\"SECRET\",\"name\":\"SECRETSECRET\",\"SECRET\":1,\"role\":\"SECRET\",\"SECRET\":[SECRET",
        "{\"SECRET\":{\"SECRET\":[1,{\"SECRET\":\"SECRET\\x\"}]}}",
    };
    for (size_t i = 0; i < 2; i++)
        ck_assert_ptr_null(strstr(faults_of(swage_str_from(documents[i]), &node_type, 64), "SECRET"));
}
END_TEST

/* A million small faults, and lists of words that each value is compared with, must not take more than linear time. */
START_TEST(the_search_is_linear)
{
    swage_str words[200];
    for (size_t i = 0; i < 200; i++)
        words[i] = SWAGE_STR("some word");
    const struct swage_type word = {.kind = SWAGE_KIND_ENUM, .words = words, .count = 200};
    const struct swage_type list = {.kind = SWAGE_KIND_ARRAY, .item = &word, .most = SIZE_MAX};
    const size_t count = 200000;
    char *json = malloc(count * 5 + 1);
    struct swage_error faults[16];
    char *p = json;
    for (size_t i = 0; i < count; i++, p += 5)
        memcpy(p, i ? ",\"x\" " : "[\"x\" ", 5);
    *p = ']';
    ck_assert_uint_eq(swage_explain(swage_str_of(json, count * 5 + 1), &list, 64, faults, 16), 16);
    free(json);
}
END_TEST

START_TEST(a_decoder_that_failed_gets_the_first_fault)
{
    struct swage_error error;
    swage_reader r = {0};
    swage_str json = SWAGE_STR("{\"id\":0,\"name\":\"\",}");
    ck_assert_int_eq(swage_reader_explain(&r, json, &node_type, &error), SWAGE_E_INVALID);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_TOO_SMALL);
    ck_assert_str_eq(error.pointer, "/id");
    ck_assert_int_eq(swage_reader_explain(&r, json, &node_type, NULL), SWAGE_E_INVALID);
    ck_assert_int_eq(swage_reader_explain(&r, SWAGE_STR("{" GOOD "}"), &node_type, &error), SWAGE_E_INVALID);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_INVALID);
    ck_assert_uint_eq(error.offset, 0);
    r.status = SWAGE_E_LIMIT;
    ck_assert_int_eq(swage_reader_explain(&r, json, &node_type, &error), SWAGE_E_LIMIT);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_MEMORY);
    ck_assert_str_eq(error.pointer, "");
}
END_TEST

START_TEST(every_cut_of_every_document_has_a_fault)
{
    static const char json[] =
        "{" GOOD ",\"bio\":null,\"u\":{\"x\":[1,{}]},\"half\":1.5e3,\"ok\":false,\"role\":\"mem\\\"ber\","
        "\"names\":[\"\\ud83d\\ude00\",\"\xe6\x97\xa5\"],\"nodes\":[{" GOOD ",\"nodes\":[]},{" GOOD "}]}";
    struct guarded guarded = guarded_new(512);
    for (size_t cut = 0; cut < sizeof json - 1; cut++) {
        struct swage_error faults[8];
        const char *text = guarded_put(&guarded, json, cut);
        size_t count = swage_explain(swage_str_of(text, cut), &node_type, 64, faults, 8);
        ck_assert_uint_ge(count, 1);
        ck_assert(swage_is_text_fault(faults[count - 1].fault));
        ck_assert_uint_le(faults[count - 1].offset, cut);
    }
    ck_assert_str_eq(faults_of(swage_str_of(json, sizeof json - 1), &node_type, 64), "");
    guarded_free(&guarded);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain");
    tcase_add_test(tests, good_documents_have_no_faults);
    tcase_add_test(tests, values_of_another_type_are_told);
    tcase_add_test(tests, numbers_out_of_bounds_are_told);
    tcase_add_test(tests, texts_and_enums_out_of_bounds_are_told);
    tcase_add_test(tests, members_missing_and_doubled_are_told);
    tcase_add_test(tests, items_are_told_by_their_number);
    tcase_add_test(tests, a_fault_of_the_text_ends_the_search);
    tcase_add_test(tests, strict_types_know_their_members);
    tcase_add_test(tests, depth_is_exact);
    tcase_add_test(tests, an_array_of_scalars_does_not_count_as_depth);
    tcase_add_test(tests, a_million_brackets_end_at_the_bound);
    tcase_add_test(tests, faults_are_bounded_and_one_of_the_text_is_never_lost);
    tcase_add_test(tests, faults_come_in_the_order_of_their_bytes);
    tcase_add_test(tests, long_lists_are_cut_at_a_character);
    tcase_add_test(tests, structs_of_hundreds_of_members_are_kept_count_of);
    tcase_add_test(tests, what_the_text_holds_is_not_repeated);
    tcase_add_test(tests, the_search_is_linear);
    tcase_add_test(tests, a_decoder_that_failed_gets_the_first_fault);
    tcase_add_test(tests, every_cut_of_every_document_has_a_fault);
    return run_tests("explain", tests);
}
