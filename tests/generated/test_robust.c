/* SPDX-License-Identifier: MIT */
/* Generated decoders against input that means harm, or is only wrong: the numbered points 85 to 103 of robustness that are
   about typed documents. Those about the text alone have their tests beside json/. */
#include "codec.h"
#include "common.h"
#include "user.h"
#include "zoo.h"

static swage_arena *arena;

static void set_up(void)
{
    arena = swage_arena_new((size_t)64 << 20);
}

static void tear_down(void)
{
    swage_arena_free(arena);
}

/* "" or "code pointer" for a decoder's verdict on `len` bytes, in a block of their own. */
#define VERDICT(type, bytes, len) verdict_##type(bytes, len)
#define DEFINE_VERDICT(type)                                                                      \
    static const char *verdict_##type(const char *bytes, size_t len)                             \
    {                                                                                             \
        struct type value;                                                                        \
        struct swage_error error;                                                                 \
        swage_str json = codec_exact(bytes, len);                                                 \
        const char *line = codec_line(type##_decode(json, arena, &value, &error), &error);        \
        codec_free(json);                                                                         \
        return line;                                                                              \
    }
DEFINE_VERDICT(user)
DEFINE_VERDICT(common_numbers)
DEFINE_VERDICT(zoo_transfer)

/* ---- typed values: robustness 86, 89 ---- */

static const char *const members[] = {"i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "yes"};
enum { I8, I16, I32, I64, U8, U16, U32, U64, F32, F64, YES, MEMBERS };

enum {
    SIGNED = 1 << I8 | 1 << I16 | 1 << I32 | 1 << I64,
    UNSIGNED = 1 << U8 | 1 << U16 | 1 << U32 | 1 << U64,
    FLOATS = 1 << F32 | 1 << F64,
    FROM_16 = 1 << I16 | 1 << I32 | 1 << I64 | 1 << U16 | 1 << U32 | 1 << U64, /* what an int8 or uint8 cannot hold */
    FROM_32 = 1 << I32 | 1 << I64 | 1 << U32 | 1 << U64,
    FROM_64 = 1 << I64 | 1 << U64,
};

static const struct {
    const char *json;
    int takes; /* a bit for each member that takes it */
} typed[] = {
    {"0", SIGNED | UNSIGNED | FLOATS},
    {"-0", SIGNED | FLOATS},
    {"1", SIGNED | UNSIGNED | FLOATS},
    {"-1", SIGNED | FLOATS},
    {"127", SIGNED | UNSIGNED | FLOATS},
    {"128", FROM_16 | 1 << U8 | FLOATS},
    {"-128", SIGNED | FLOATS},
    {"-129", (FROM_16 & SIGNED) | FLOATS},
    {"255", FROM_16 | 1 << U8 | FLOATS},
    {"256", FROM_16 | FLOATS},
    {"32767", FROM_16 | FLOATS},
    {"32768", FROM_32 | 1 << U16 | FLOATS},
    {"-32768", (FROM_16 & SIGNED) | FLOATS},
    {"-32769", (FROM_32 & SIGNED) | FLOATS},
    {"65535", FROM_32 | 1 << U16 | FLOATS},
    {"65536", FROM_32 | FLOATS},
    {"2147483647", FROM_32 | FLOATS},
    {"2147483648", FROM_64 | 1 << U32 | FLOATS},
    {"-2147483648", (FROM_32 & SIGNED) | FLOATS},
    {"-2147483649", (FROM_64 & SIGNED) | FLOATS},
    {"4294967295", FROM_64 | 1 << U32 | FLOATS},
    {"4294967296", FROM_64 | FLOATS},
    {"9223372036854775807", FROM_64 | FLOATS},
    {"9223372036854775808", 1 << U64 | FLOATS},
    {"-9223372036854775808", 1 << I64 | FLOATS},
    {"-9223372036854775809", FLOATS},
    {"18446744073709551615", 1 << U64 | FLOATS},
    {"18446744073709551616", FLOATS},
    {"1.0", FLOATS},
    {"1e2", FLOATS},
    {"1E+2", FLOATS},
    {"0.5", FLOATS},
    {"-0.0", FLOATS},
    {"1e-400", FLOATS},
    {"3.4028235e38", FLOATS},
    {"3.5e38", 1 << F64},
    {"1.7976931348623157e308", 1 << F64},
    {"1.8e308", 0},
    {"1e400", 0},
    {"01", 0},
    {"-01", 0},
    {"00", 0},
    {"+1", 0},
    {".5", 0},
    {"1.", 0},
    {"1e", 0},
    {"-", 0},
    {"0x10", 0},
    {"1_000", 0},
    {"NaN", 0},
    {"Infinity", 0},
    {"-Infinity", 0},
    {"true", 1 << YES},
    {"false", 1 << YES},
    {"True", 0},
    {"tru", 0},
    {"null", 0},
    {"\"1\"", 0},
    {"\"\"", 0},
    {"\"true\"", 0},
    {"[]", 0},
    {"[1]", 0},
    {"{}", 0},
    {"{\"a\":1}", 0},
    {"", 0},
    {"1 1", 0},
    {"1,", 0},
    {"1/**/", 0},
};

static size_t numbers_with(char *out, size_t size, int member, const char *json)
{
    size_t len = 0;
    for (int i = 0; i < MEMBERS; i++)
        len += (size_t)snprintf(out + len, size - len, "%s\"%s\":%s", i == 0 ? "{" : ",", members[i],
                                i == member ? json : i == YES ? "true" : "1");
    return len + (size_t)snprintf(out + len, size - len, "}");
}

START_TEST(robustness_86_89_each_type_takes_its_own_values)
{
    char json[1000];
    for (int member = 0; member < MEMBERS; member++) {
        size_t len = numbers_with(json, sizeof json, member, typed[_i].json);
        bool is_taken = *VERDICT(common_numbers, json, len) == '\0';
        ck_assert_msg(is_taken == (typed[_i].takes >> member & 1), "%s as %s: %s", typed[_i].json, members[member],
                      is_taken ? "taken" : "refused");
    }
}
END_TEST

START_TEST(robustness_89_nothing_is_rounded)
{
    struct common_numbers n;
    char json[1000];
    size_t len = numbers_with(json, sizeof json, I64, "-9223372036854775808");
    ck_assert_int_eq(common_numbers_decode(swage_str_of(json, len), arena, &n, NULL), SWAGE_OK);
    ck_assert_int_eq(n.i64, INT64_MIN);
    len = numbers_with(json, sizeof json, U64, "18446744073709551615");
    ck_assert_int_eq(common_numbers_decode(swage_str_of(json, len), arena, &n, NULL), SWAGE_OK);
    ck_assert_uint_eq(n.u64, UINT64_MAX);
    len = numbers_with(json, sizeof json, I64, "9007199254740993");
    ck_assert_int_eq(common_numbers_decode(swage_str_of(json, len), arena, &n, NULL), SWAGE_OK);
    ck_assert_int_eq(n.i64, 9007199254740993);
}
END_TEST

/* ---- depth and size: robustness 87, 88, 95 ---- */

static char *filled(size_t size)
{
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    return text;
}

START_TEST(robustness_87_a_million_brackets_are_refused)
{
    enum { DEPTH = 1000000 };
    char *json = filled(DEPTH + 100);
    size_t len = (size_t)snprintf(json, 100, "{\"id\":1,\"name\":\"a\",\"email\":\"b\",\"x\":");
    memset(json + len, '[', DEPTH);
    ck_assert_str_eq(VERDICT(user, json, len + DEPTH), "depth ");
    memset(json + len, ']', DEPTH); /* the last byte is a bracket, so that the decoder begins at all */
    memset(json + len, '[', DEPTH / 2);
    json[len + DEPTH] = '}';
    ck_assert_str_eq(VERDICT(user, json, len + DEPTH + 1), "depth ");
    free(json);
}
END_TEST

START_TEST(robustness_87_depth_is_counted_exactly)
{
    for (size_t depth = SWAGE_DEPTH_MAX - 2; depth <= SWAGE_DEPTH_MAX + 1; depth++) {
        char json[400];
        size_t len = (size_t)snprintf(json, 100, "{\"id\":1,\"name\":\"a\",\"email\":\"b\",\"x\":");
        memset(json + len, '[', depth);
        memset(json + len + depth, ']', depth);
        json[len + 2 * depth] = '}';
        bool is_taken = *VERDICT(user, json, len + 2 * depth + 1) == '\0';
        ck_assert_msg(is_taken == (depth + 1 <= SWAGE_DEPTH_MAX), "%zu", depth);
    }
}
END_TEST

START_TEST(robustness_88_a_megabyte_of_digits_is_refused_or_read)
{
    enum { DIGITS = 1000000 };
    static const struct {
        const char *before, *after, *expected;
    } cases[] = {
        {"", "", "range /i64"}, {"1.", "", "type /i64"}, {"1e", "", "type /i64"}, {"-", "", "range /i64"},
    };
    char *json = filled(DIGITS + 1000);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *digits = filled(DIGITS + 100);
        size_t start = (size_t)snprintf(digits, 100, "%s", cases[i].before);
        memset(digits + start, '9', DIGITS);
        digits[start + DIGITS] = '\0';
        size_t len = numbers_with(json, DIGITS + 1000, I64, digits);
        ck_assert_str_eq(VERDICT(common_numbers, json, len), cases[i].expected);
        free(digits);
    }
    free(json);
}
END_TEST

/* ---- keys: robustness 93, 94, 95, 96, 97 ---- */

static const struct codec_case keys[] = {
    /* 93 */
    {"{\"id\":1,\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "duplicate /id"},
    {"{\"id\":1,\"name\":\"a\",\"email\":\"b\",\"id\":2}", "duplicate /id"},
    {"{\"id\":1,\"name\":\"a\",\"na\\u006de\":\"a\",\"email\":\"b\"}", "duplicate /name"},
    {"{\"\\u0069\\u0064\":1,\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "duplicate /id"},
    {"{\"id\":1,\"name\":\"a\",\"email\":\"b\",\"x\":1,\"x\":2}", ""},
    {"{\"id\":1,\"name\":\"a\",\"email\":\"b\",\"x\":{\"id\":1,\"id\":2}}", ""},
    /* 94 */
    {"{\"x\":[1,{\"y\":null}],\"id\":1,\"\":0,\"name\":\"a\",\"email\":\"b\"}", ""},
    {"{\"ID\":1,\"id\":1,\"name\":\"a\",\"email\":\"b\"}", ""},
    {"{\"x\":[1,],\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "syntax "},
    {"{\"x\":01,\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "syntax "},
    {"{\"x\":\"\xff\",\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "utf8 "},
    {"{\"x\":\"\\ud800\",\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "syntax "},
    {"{\"\xff\":1,\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "utf8 "},
    {"{\"x\":\"a\nb\",\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "syntax "},
    {"{\"x\":nul,\"id\":1,\"name\":\"a\",\"email\":\"b\"}", "syntax "},
    /* 95 */
    {"{\"__proto__\":{\"id\":2},\"constructor\":{\"prototype\":{\"name\":\"x\"}},\"id\":1,\"name\":\"a\",\"email\":\"b\"}", ""},
    {"{\"toString\":1,\"hasOwnProperty\":null,\"id\":1,\"name\":\"__proto__\",\"email\":\"b\"}", ""},
};

START_TEST(robustness_93_94_95_keys_are_declared_once_or_skipped)
{
    ck_assert_str_eq(VERDICT(user, keys[_i].json, strlen(keys[_i].json)), keys[_i].expected);
}
END_TEST

START_TEST(robustness_94_a_strict_struct_refuses_unknown_keys)
{
    static const char json[] = "{\"iban\":\"DE0012345678901\",\"amount\":1,\"x\":[1]}";
    ck_assert_str_eq(VERDICT(zoo_transfer, json, strlen(json)), "unknown ");
}
END_TEST

START_TEST(robustness_95_a_long_key_is_a_key)
{
    enum { KEY = 65536 };
    char *json = filled(KEY + 200);
    size_t len = (size_t)snprintf(json, 100, "{\"id\":1,\"");
    memset(json + len, 'k', KEY);
    len += KEY;
    len += (size_t)snprintf(json + len, 100, "\":0,\"name\":\"a\",\"email\":\"b\"}");
    ck_assert_str_eq(VERDICT(user, json, len), "");
    free(json);
}
END_TEST

START_TEST(robustness_97_one_key_fifty_thousand_times)
{
    enum { TIMES = 50000 };
    char *json = filled(TIMES * 10 + 100);
    size_t len = (size_t)snprintf(json, 100, "{\"id\":1");
    for (int i = 0; i < TIMES; i++)
        len += (size_t)snprintf(json + len, 100, ",\"id\":1");
    json[len++] = '}';
    ck_assert_str_eq(VERDICT(user, json, len), "duplicate /id");
    free(json);
}
END_TEST

/* ---- texts: robustness 91, 92 ---- */

static const struct codec_case texts[] = {
    {"{\"iban\":\"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\","
     "\"amount\":1}", "too_short /iban"}, /* 14 characters, 28 bytes */
    {"{\"iban\":\"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
     "\xc3\xa9\",\"amount\":1}", ""},
    {"{\"iban\":\"\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\",\"amount\":1}",
     "too_short /iban"}, /* 7 characters in 14 UTF-16 units */
    {"{\"iban\":\"0123456789abcd\\u0000\",\"amount\":1}", "nul /iban"},
    {"{\"iban\":\"0123456789abcd\xc0\x80\",\"amount\":1}", "utf8 /iban"},
    {"{\"iban\":\"0123456789abcd\xed\xa0\x80\",\"amount\":1}", "utf8 /iban"},
    {"{\"iban\":\"0123456789abcd\xf4\x90\x80\x80\",\"amount\":1}", "utf8 /iban"},
    {"{\"iban\":\"0123456789abcd\xe2\x82\",\"amount\":1}", "utf8 /iban"},
    {"{\"iban\":\"0123456789abcd\\udc00\",\"amount\":1}", "syntax /iban"},
};

START_TEST(robustness_91_92_texts_are_utf8_and_counted_in_characters)
{
    ck_assert_str_eq(VERDICT(zoo_transfer, texts[_i].json, strlen(texts[_i].json)), texts[_i].expected);
}
END_TEST

/* ---- all faults: robustness 100 ---- */

START_TEST(robustness_100_faults_are_bounded_in_number_and_size)
{
    enum { ITEMS = 20000, FAULTS = 32 };
    struct swage_error faults[FAULTS + 1];
    char *json = filled(ITEMS * 40 + 300);
    size_t len = (size_t)snprintf(json, 100, "{\"set\":[");
    for (int i = 0; i < ITEMS; i++)
        len += (size_t)snprintf(json + len, 100, "%s\"item number %d\"", i ? "," : "", i);
    len += (size_t)snprintf(json + len, 100, "]}");
    size_t count = swage_explain(swage_str_of(json, len), &zoo_lists_type, SWAGE_DEPTH_MAX, faults, FAULTS);
    ck_assert_uint_eq(count, FAULTS);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_lt(strlen(faults[i].pointer), sizeof faults[i].pointer);
        ck_assert_uint_gt(strlen(faults[i].detail), 0);
        ck_assert_uint_lt(faults[i].offset, len);
    }
    free(json);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("robust");
    TCase *tcase = tcase_create("robust");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, robustness_86_89_each_type_takes_its_own_values, 0, sizeof typed / sizeof *typed);
    tcase_add_test(tcase, robustness_89_nothing_is_rounded);
    tcase_add_test(tcase, robustness_87_a_million_brackets_are_refused);
    tcase_add_test(tcase, robustness_87_depth_is_counted_exactly);
    tcase_add_test(tcase, robustness_88_a_megabyte_of_digits_is_refused_or_read);
    tcase_add_loop_test(tcase, robustness_93_94_95_keys_are_declared_once_or_skipped, 0, sizeof keys / sizeof *keys);
    tcase_add_test(tcase, robustness_94_a_strict_struct_refuses_unknown_keys);
    tcase_add_test(tcase, robustness_95_a_long_key_is_a_key);
    tcase_add_test(tcase, robustness_97_one_key_fifty_thousand_times);
    tcase_add_loop_test(tcase, robustness_91_92_texts_are_utf8_and_counted_in_characters, 0, sizeof texts / sizeof *texts);
    tcase_add_test(tcase, robustness_100_faults_are_bounded_in_number_and_size);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
