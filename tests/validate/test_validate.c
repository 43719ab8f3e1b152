/* SPDX-License-Identifier: MIT */
/* Documents against types of every kind: verdicts, their order, and values as they are written. */
#include "config.h"

#include "judging.h"

#include <check.h>
#include <stdlib.h>

START_TEST(members_are_required_optional_nullable_or_have_defaults)
{
    static const char schema[] =
        "struct User { id: int32; nick?: string(1..4); bio: string(..9) | null; site?: string(..9) | null;"
        " phone: string(..9) | null = null; role: string(..9) = \"member\"; boss?: User; }";
    static const struct judging_row rows[] = {
        {"User", "{\"id\":1,\"bio\":null}", "accepted", "{\"id\":1,\"bio\":null,\"phone\":null,\"role\":\"member\"}"},
        {"User", " { \"role\" : \"x\" , \"site\" : null , \"bio\" : \"\" , \"x\" : [ ] , \"\\u0069d\" : -0 } ",
         "accepted", "{\"id\":0,\"bio\":\"\",\"site\":null,\"phone\":null,\"role\":\"x\"}"},
        {"User", "{\"id\":1,\"bio\":\"\",\"phone\":null,\"role\":\"x\",\"boss\":{\"id\":2,\"bio\":null}}", "accepted",
         "{\"id\":1,\"bio\":\"\",\"phone\":null,\"role\":\"x\",\"boss\":{\"id\":2,\"bio\":null,\"phone\":null,\"role\":\"member\"}}"},
        {"User", "{}", "missing /id, missing /bio", NULL},
        {"User", "{\"nick\":null,\"id\":null,\"role\":null}", "null /nick, null /id, null /role, missing /bio", NULL},
        {"User", "{\"id\":1,\"bio\":\"\",\"id\":\"x\"}", "duplicate /id", NULL},
        {"User", "{\"boss\":{\"id\":1.5},\"id\":1,\"bio\":7}", "type /boss/id, missing /boss/bio, type /bio", NULL},
        {"User", "[]", "type", NULL},
        {"User", "null", "null", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(unknown_keys_are_skipped_or_refused)
{
    static const char schema[] = "@strict struct Point { x: int32; } struct Box { at?: Point; }";
    static const struct judging_row rows[] = {
        {"Box", "{\"y\":{\"y\":1,\"y\":\"\\u0000\"},\"y\":1e999}", "accepted", "{}"},
        {"Box", "{\"y\":[01]}", "syntax", NULL},
        {"Box", "{\"at\":{\"x\":1,\"y\":2,\"z\":3}}", "unknown /at, unknown /at", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(numbers_are_in_their_bounds)
{
    static const char schema[] =
        "struct N { i?: int8; s?: int32(-9..9) @multiple_of(3); u?: uint64(1..); f?: float32(..9.5); g?: float64 @gt(0) @lt(1);"
        " m?: float64 @multiple_of(0.01); d?: decimal(0..9.5) ; e?: decimal @gt(1); q?: int64(1..) @string; p?: decimal @string; }";
    static const struct judging_row rows[] = {
        {"N",
         "{\"i\":-128,\"s\":-9,\"u\":18446744073709551615,\"f\":9.5,\"g\":0.5,\"m\":19.99,\"d\":9.50,\"e\":1.0001,\"q\":\"7\",\"p\":\"1e5\"}",
         "accepted", NULL},
        {"N", "{\"i\":128,\"u\":18446744073709551616,\"f\":1e39}", "range /i, range /u, range /f", NULL},
        {"N", "{\"i\":-129,\"u\":-0}", "range /i, range /u", NULL},
        {"N", "{\"i\":99999999999999999999999999,\"u\":-1}", "range /i, range /u", NULL},
        {"N", "{\"s\":10,\"u\":0,\"f\":9.6,\"g\":0,\"m\":0.001,\"d\":-1e-99999999999999999999,\"e\":1.000}",
         "too_large /s, multiple_of /s, too_small /u, too_large /f, too_small /g, multiple_of /m, too_small /d, too_small /e",
         NULL},
        {"N", "{\"s\":-12,\"g\":1.0,\"d\":95e-1}", "too_small /s, too_large /g", NULL},
        {"N", "{\"i\":1.0,\"s\":1e0,\"q\":7,\"f\":\"1\",\"d\":true}", "type /i, type /s, type /q, type /f, type /d",
         NULL},
        {"N", "{\"q\":\"01\"}", "type /q", NULL},
        {"N", "{\"q\":\"\\u0031\"}", "type /q", NULL},
        {"N", "{\"q\":\"0\",\"p\":\"\"}", "too_small /q, type /p", NULL},
        {"N", "{\"f\":1e-50,\"g\":5E-1,\"d\":0e9}", "accepted", "{\"f\":0,\"g\":0.5,\"d\":0e9}"},
        {"N", "{\"i\":7x}", "syntax", NULL},
        {"N", "{\"i\":-}", "syntax /i", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(strings_are_counted_and_matched)
{
    static const char schema[] =
        "struct S { a?: string(1..2); n?: string(..2) @nul; e?: email(..9); p?: string @pattern(\"^\\\\d+$\") @pattern(\"7\");"
        " b?: bytes(2..3); u?: bytes @base64url; h?: bytes(1) @hex; }";
    static const struct judging_row rows[] = {
        {"S",
         "{\"a\":\"\303\251\360\237\230\200\",\"n\":\"\\u0000\",\"e\":\"a@b\",\"p\":\"172\",\"b\":\"AQI=\",\"u\":\"-_8\",\"h\":\"0f\"}",
         "accepted", NULL},
        {"S", "{\"a\":\"\\u00e9\\ud83d\\ude00\",\"n\":\"\\/\",\"u\":\"-_8=\",\"h\":\"0F\"}", "accepted",
         "{\"a\":\"\303\251\360\237\230\200\",\"n\":\"/\",\"u\":\"-_8\",\"h\":\"0f\"}"},
        {"S", "{\"a\":\"\",\"n\":\"abc\"}", "too_short /a, too_long /n", NULL},
        {"S", "{\"a\":\"a\\u0000bcd\"}", "nul /a", NULL},
        {"S", "{\"e\":\"not an address\",\"p\":\"x\"}", "too_long /e, format /e, pattern /p, pattern /p", NULL},
        {"S", "{\"b\":\"AQI\",\"u\":\"-_9\",\"h\":\"0\"}", "encoding /b, encoding /u, encoding /h", NULL},
        {"S", "{\"b\":\"AQ==\",\"h\":\"0000\"}", "too_short /b, too_long /h", NULL},
        {"S", "{\"a\":7,\"b\":[]}", "type /a, type /b", NULL},
        {"S", "{\"a\":\"\303\"}", "utf8 /a", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(enums_are_texts_or_numbers)
{
    static const char schema[] =
        "enum Role { admin, guest = \"GUEST\" } enum Level : uint8 { low = 1, high = 200 } @open enum Color { red } @open enum Code : int8 { ok = 0 }"
        " struct E { r?: Role; l?: Level; c?: Color; n?: Code; d: Role = guest; k: Level = high; }";
    static const struct judging_row rows[] = {
        {"E", "{\"r\":\"admin\",\"l\":200,\"c\":\"green\",\"n\":-5}", "accepted",
         "{\"r\":\"admin\",\"l\":200,\"c\":\"green\",\"n\":-5,\"d\":\"GUEST\",\"k\":200}"},
        {"E", "{\"r\":\"guest\",\"l\":2,\"n\":128}", "enum /r, enum /l, range /n", NULL},
        {"E", "{\"r\":1,\"l\":\"1\",\"c\":1,\"n\":1.0}", "type /r, type /l, type /c, type /n", NULL},
        {"E", "{\"l\":-0,\"c\":\"a\\u0000\",\"n\":-0,\"r\":\"a\\u0000\"}", "enum /l, nul /c, enum /r", NULL},
        {"E", "{\"l\":99999999999999999999}", "enum /l", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(arrays_have_counts_and_unique_items)
{
    static const char schema[] =
        "struct A { a?: string(..2)[1..2]; f?: uint8[3]; g?: float64[2][..2]; m?: (int32 | null)[..4]; u?: float32[] @unique;"
        " s?: string[] @unique; d?: decimal[] @unique; b?: bytes[] @unique; q?: int8[..4] @unique; }";
    static const struct judging_row rows[] = {
        {"A",
         "{\"a\":[\"x\"],\"f\":[1,2,3],\"g\":[[1,2]],\"m\":[null,1],\"u\":[1,2],\"s\":[\"a\",\"\"],\"d\":[1.0,1.1],\"b\":[\"\",\"AA==\"]}",
         "accepted", NULL},
        {"A", "{\"a\":[],\"f\":[1,2],\"g\":[[1],[2,3,4],[]]}",
         "too_few /a, too_few /f, too_few /g/0, too_many /g/1, too_many /g", NULL},
        {"A", "{\"a\":[\"abc\",1,{\"x\":1},[]]}", "too_long /a/0, type /a/1, too_many /a", NULL},
        {"A", "{\"a\":[null]}", "null /a/0", NULL},
        {"A", "{\"u\":[0,-0,0.1,0.10000000001,1e999,1e999]}", "unique /u/1, unique /u/3, range /u/4, range /u/5", NULL},
        {"A", "{\"s\":[\"\",\"a\",null,\"\\u0061\",\"\"]}", "null /s/2, unique /s/3, unique /s/4", NULL},
        {"A", "{\"d\":[1.0,1,10e-1,0.1e1,-1]}", "unique /d/1, unique /d/2, unique /d/3", NULL},
        {"A", "{\"b\":[\"AA==\",\"\\u0041A==\"],\"q\":[1,-0,0,1]}", "unique /b/1, unique /q/2, unique /q/3", NULL},
        {"A", "{\"f\":[1,2,3,4 5]}", "too_many /f, syntax /f", NULL},
        {"A", "{\"f\":[1,]}", "syntax /f/1", NULL},
        {"A", "{\"f\":{}}", "type /f", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(maps_have_keys)
{
    static const char schema[] =
        "enum Role { admin } struct M { m?: map<string(..2)>(1..2); i?: map<int8(1..), bool>; u?: map<uint8, bool>; r?: map<Role, int32>; em?: map<email, bool>;"
        " n?: map<(int32 | null)>; k?: map<map<int32>>; }";
    static const struct judging_row rows[] = {
        {"M",
         "{\"m\":{\"b\":\"\",\"a\":\"\"},\"i\":{\"7\":true},\"r\":{\"admin\":1},\"em\":{\"a@b\":false},\"n\":{\"\":null},\"k\":{\"a\":{}}}",
         "accepted", NULL},
        {"M", "{\"m\":{}}", "too_few /m", NULL},
        {"M", "{\"m\":{\"a\":\"\",\"\\u0061\":\"\",\"b\":1}}", "duplicate /m/a, too_many /m", NULL},
        {"M", "{\"m\":{\"a/b\":1,\"\\u0000\":null}}", "type /m/a~1b, nul /m/, null /m/", NULL},
        {"M", "{\"i\":{\"07\":true,\"0\":true,\"128\":1,\"x\":true,\"1.0\":true}}",
         "type /i/07, too_small /i/0, range /i/128, type /i/128, type /i/x, type /i/1.0", NULL},
        {"M", "{\"u\":{\"-0\":true}}", "range /u/-0", NULL},
        {"M", "{\"i\":{\"\\u0037\":true,\"7\":true}}", "duplicate /i/7", NULL},
        {"M", "{\"r\":{\"root\":1},\"em\":{\"x\":1}}", "enum /r/root, format /em/x, type /em/x", NULL},
        {"M", "{\"k\":{\"a\":{\"b\":null}}}", "null /k/a/b", NULL},
        {"M", "{\"k\":{\"a\":{\"b\":1,\"b\":2}}}", "duplicate /k/a/b", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(the_tag_of_a_union_stands_anywhere)
{
    static const char schema[] =
        "struct Card { number: string(1..4); kind2?: int32; } @strict struct Cash { }"
        "@discriminator(\"kind\") union Pay { card: Card; cash: Cash @name(\"c/h\"); }"
        "@discriminator(\"type\", \"value\") union Set { number: int8; text: string(..3); pay: Pay; }"
        "union One { card: Card; number: int8; }"
        "@untagged union Any { number: int8; text: string(..3); card: Card; list: int8[..2]; yes: bool; }";
    static const struct judging_row rows[] = {
        {"Pay", "{\"number\":\"1\",\"kind\":\"card\"}", "accepted", "{\"kind\":\"card\",\"number\":\"1\"}"},
        {"Pay", "{\"k\\u0069nd\":\"c\\/h\"}", "accepted", "{\"kind\":\"c/h\"}"},
        {"Pay", "{\"kind\":\"c/h\",\"x\":1}", "unknown", NULL},
        {"Pay", "{\"number\":1,\"kind\":\"card\",\"kind\":\"card\"}", "type /number, duplicate /kind", NULL},
        {"Pay", "{\"kind\":\"cheque\",\"number\":1}", "enum /kind", NULL},
        {"Pay", "{\"number\":1}", "missing /kind", NULL},
        {"Pay", "{\"kind\":null}", "null /kind", NULL},
        {"Pay", "{\"kind\":1}", "type /kind", NULL},
        {"Pay", "{\"number\":1,\"kind\":\"card\",", "type /number, syntax", NULL},
        {"Pay", "{\"number\":1,,\"kind\":\"card\"}", "syntax", NULL},
        {"Pay", "{\"kind\":\"ca", "syntax", NULL},
        {"Pay", "{\"kind\":tru", "type /kind, syntax", NULL},
        {"Pay", "{\"kind\":}", "syntax", NULL},
        {"Pay", "[]", "type", NULL},
        {"Set", "{\"value\":7,\"x\":1,\"type\":\"number\"}", "accepted", "{\"type\":\"number\",\"value\":7}"},
        {"Set", "{\"type\":\"pay\",\"value\":{\"kind\":\"c/h\"}}", "accepted", NULL},
        {"Set", "{\"value\":700,\"type\":\"number\",\"value\":7,\"type\":1}",
         "range /value, duplicate /value, duplicate /type", NULL},
        {"Set", "{}", "missing /type, missing /value", NULL},
        {"Set", "{\"value\":7,\"type\":\"x\"}", "enum /type", NULL},
        {"Set", "{\"type\":\"number\",\"value\":null}", "null /value", NULL},
        {"One", "{\"number\":7}", "accepted", NULL},
        {"One", "{\"c\\u0061rd\":{\"number\":\"\"}}", "too_short /card/number", NULL},
        {"One", "{}", "variant", NULL},
        {"One", "{\"number\":7,\"card\":[}", "variant, syntax", NULL},
        {"One", "{\"number\":700,\"card\":1}", "range /number", NULL},
        {"One", "{\"other\":7,\"card\":1}", "variant", NULL},
        {"One", "{\"number\":7,}", "syntax", NULL},
        {"Any", "7", "accepted", NULL},
        {"Any", "\"abc\"", "accepted", NULL},
        {"Any", "[1,2]", "accepted", NULL},
        {"Any", "true", "accepted", NULL},
        {"Any", "{\"x\":0,\"number\":\"1\"}", "accepted", "{\"number\":\"1\"}"},
        {"Any", "\"abcd\"", "too_long", NULL},
        {"Any", "null", "null", NULL},
        {"Any", "nul", "syntax", NULL},
    };
    JUDGING_CHECK(schema, rows);
    static const struct judging_row none[] = {{"Few", "true", "variant", NULL},
                                              {"Few", "[1,]", "variant, syntax", NULL}};
    JUDGING_CHECK("@untagged union Few { number: int8; text: string(..3); }", none);
}
END_TEST

START_TEST(raw_json_is_kept_as_it_stands)
{
    static const char schema[] = "struct J { j: json; l: json[..4] = []; }";
    static const struct judging_row rows[] = {
        {"J", "{\"j\": { \"a\" : 1.0 , \"a\":\"\\u0000\" } }", "accepted",
         "{\"j\":{ \"a\" : 1.0 , \"a\":\"\\u0000\" },\"l\":[]}"},
        {"J", "{\"j\":null,\"l\":[null, [ ]]}", "accepted", "{\"j\":null,\"l\":[null,[ ]]}"},
        {"J", "{\"j\":[01]}", "syntax /j", NULL},
        {"J", "{}", "missing /j", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(defaults_are_written_as_values)
{
    static const char schema[] =
        "enum Role { admin, member } struct Page { limit: int32(1..100) = 20; after?: string(..9); } extern typedef Money = string(4..20) @c(\"struct money\", \"m.h\");"
        "struct D { role: Role = member; price: decimal(0..9.5) = 3.20; key: bytes(..4) = \"AQI=\"; sizes: int32[..3] = [1, 2]; m: map<int32>(..4) = {};"
        " page: Page = {\"limit\": 5}; since: date = \"2026-01-01\"; f: float32 = 0.1; g: float64 = 1e21; q: int64 = 7 @string; d: decimal = 1.50 @string; b: bool = true;"
        " n: (string(..3) | null)[..3] = [null, \"a\\\"\"]; grid: uint8[2][2] = [[1, 2], [3, 4]]; h: bytes = \"0aFF\" @hex; z: float64 = -0.0; u: uint64 = 18446744073709551615; }";
    static const struct judging_row rows[] = {
        {"D", "{}", "accepted",
         "{\"role\":\"member\",\"price\":3.20,\"key\":\"AQI=\",\"sizes\":[1,2],\"m\":{},\"page\":{\"limit\":5},\"since\":\"2026-01-01\",\"f\":0.1,\"g\":1e+21,\"q\":\"7\","
         "\"d\":\"1.50\",\"b\":true,\"n\":[null,\"a\\\"\"],\"grid\":[[1,2],[3,4]],\"h\":\"0aff\",\"z\":-0.0,\"u\":18446744073709551615}"},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(patches_take_away_what_may_be_missing)
{
    static const char schema[] =
        "struct Home { street: string(1..9); city: string(1..9) = \"Lyon\"; } struct User { id: int32(1..); name: string(1..9); nick?: string(..9); role: string(..9) = \"m\"; home: Home;"
        " tags: string(..9)[..8]; labels: map<string(..9)>(..8); } struct Patch = partial User;";
    static const struct judging_row rows[] = {
        {"Patch", "{}", "accepted", NULL},
        {"Patch", "{\"nick\":null,\"home\":{\"city\":\"Rome\"},\"labels\":{\"a\":null,\"b\":\"c\"}}", "accepted", NULL},
        {"Patch", "{\"name\":null,\"home\":{\"city\":null,\"street\":\"\"},\"id\":0}",
         "null /name, null /home/city, too_short /home/street, too_small /id", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(functions_of_the_users_are_not_asked)
{
    static const char schema[] =
        "extern typedef Money = string(4..20) @c(\"struct money\", \"m.h\"); @check(\"nobody\") struct O { price: Money; tiers: Money[..2] = []; }";
    static const struct judging_row rows[] = {
        {"O", "{\"price\":\"what it is\"}", "accepted", "{\"price\":\"what it is\",\"tiers\":[]}"},
        {"O", "{\"price\":\"x\",\"tiers\":[\"1.00\",\"1\"]}", "too_short /price, too_short /tiers/1", NULL},
        {"O", "{\"price\":null}", "null /price", NULL},
    };
    JUDGING_CHECK(schema, rows);
}
END_TEST

START_TEST(secrets_are_in_no_message)
{
    struct judging judging;
    judging_open(
        &judging,
        "typedef HiddenKey = string(..3) @secret; struct L { a: string(8..) @secret; b: map<string(..3), int32> @secret; c: map<HiddenKey, int32>; }");
    const char *json = "{\"a\":\"short\",\"b\":{\"hush\":\"x\"},\"c\":{\"hush\":\"x\"}}";
    ck_assert_str_eq(judging_of(&judging, "L", json, strlen(json)),
                     "too_short /a, too_long /b, type /b, too_long /c, type /c");
    ck_assert_str_eq(judging.result.faults[0].message, "at least 8 characters");
    ck_assert_str_eq(judging.result.faults[1].message, "at most 3 characters");
    ck_assert_str_eq(judging.result.faults[2].message, "expected an integer");
    ck_assert_str_eq(judging.result.faults[3].message, "at most 3 characters");
    ck_assert_str_eq(judging.result.faults[4].message, "expected an integer, found a string");
    judging_close(&judging);
}
END_TEST

/* Puts `levels` arrays in one another, with `inside` in the innermost. */
static size_t nest(char *text, const char *before, size_t levels, const char *inside, const char *after)
{
    size_t len = (size_t)sprintf(text, "%s", before);
    memset(text + len, '[', levels);
    len += levels;
    len += (size_t)sprintf(text + len, "%s", inside);
    memset(text + len, ']', levels);
    len += levels;
    return len + (size_t)sprintf(text + len, "%s", after);
}

/* robustness 87 */
START_TEST(depth_is_bounded_where_values_are_skipped_and_where_they_are_not)
{
    static const char schema[] = "struct Tree { j?: json; kids?: Tree[]; n?: int32[]; }";
    char text[4096];
    struct judging judging;
    judging_open(&judging, schema);
    size_t len = nest(text, "{\"j\":", 63, "", "}");
    ck_assert_str_eq(judging_of(&judging, "Tree", text, len), "accepted");
    len = nest(text, "{\"j\":", 64, "", "}");
    ck_assert_str_eq(judging_of(&judging, "Tree", text, len), "depth /j");
    len = nest(text, "{\"x\":", 64, "", "}");
    ck_assert_str_eq(judging_of(&judging, "Tree", text, len), "depth");
    len = nest(text, "{\"n\":1,\"j\":", 500, "01", "}");
    ck_assert_str_eq(judging_of(&judging, "Tree", text, len), "type /n, depth /j");
    len = nest(text, "{\"j\":", 60, "01", "}");
    ck_assert_str_eq(judging_of(&judging, "Tree", text, len), "syntax /j");
    judging_close(&judging);
}
END_TEST

/* What is too deep ends the walk, and the tag stands behind it. */
START_TEST(no_tag_is_read_where_it_is_too_deep)
{
    static const char *const rows[][2] = {
        {"{\"kind\":\"none\"}", "enum"}, {"{\"k\":1}", "missing"}, {"{\"n\":true,\"x\":[[]],\"kind\":\"a\"}", "depth"}};
    char text[4096];
    struct judging judging;
    judging_open(&judging, "@discriminator(\"kind\") union U { a: A; } struct A { n?: int32; }"
                           "struct T { one?: T; u?: U; }");
    for (size_t i = 0; i < 3; i++)
        for (size_t objects = 63; objects < 65; objects++) {
            *text = '\0';
            for (size_t k = 1; k < objects; k++)
                strcat(text, "{\"one\":");
            strcat(strcat(text, "{\"u\":"), rows[i][0]);
            memset(text + strlen(text) + 1, '\0', 100);
            memset(text + strlen(text), '}', objects);
            judging_of(&judging, "T", text, strlen(text));
            ck_assert_str_eq(judging.result.faults[0].code, objects == 63 ? rows[i][1] : "depth");
            ck_assert_uint_eq(judging.result.count, 1);
        }
    judging_close(&judging);
}
END_TEST

/* doc/json.md: no object or array can stand in it. */
START_TEST(an_array_of_scalars_is_no_level)
{
    char text[4096];
    struct judging judging;
    judging_open(&judging, "struct Tree { one?: Tree; n?: int32[]; any?: json; }");
    for (int objects = 64; objects < 66; objects++) {
        *text = '\0';
        for (int i = 1; i < objects; i++)
            strcat(text, "{\"one\":");
        strcat(text, "{\"n\":[1,true]");
        memset(text + strlen(text) + 1, '\0', 100);
        memset(text + strlen(text), '}', (size_t)objects);
        judging_of(&judging, "Tree", text, strlen(text));
        ck_assert_str_eq(judging.result.faults[0].code, objects == 64 ? "type" : "depth");
        ck_assert_uint_eq(judging.result.count, 1);
    }
    judging_close(&judging);
}
END_TEST

START_TEST(only_so_many_faults_are_told_and_the_last_is_that_of_the_text)
{
    struct judging judging;
    char text[4096] = "[";
    judging_open(&judging, "struct A { } struct L { a: int8[]; } ");
    strcpy(text, "{\"a\":[");
    for (int i = 0; i < 40; i++)
        strcat(text, "true,");
    strcat(text, "1]}");
    judging_of(&judging, "L", text, strlen(text));
    ck_assert_uint_eq(judging.result.count, VALIDATE_FAULTS);
    ck_assert_str_eq(judging.result.faults[31].pointer, "/a/31");
    text[strlen(text) - 1] = '\0';
    judging_of(&judging, "L", text, strlen(text));
    ck_assert_uint_eq(judging.result.count, VALIDATE_FAULTS);
    ck_assert_str_eq(judging.result.faults[31].code, "syntax");
    ck_assert_str_eq(judging.result.faults[30].pointer, "/a/30");
    judging_close(&judging);
}
END_TEST

START_TEST(what_cannot_be_judged_says_why)
{
    struct judging judging;
    judging_open(&judging, "struct P { p: string(..9) @pattern(\"^(?:(?:(?:){1000}){1000}){1000}a$\"); }");
    struct model_type type = judging_type(&judging, "P");
    if (!validate_document(judging.validate, &type, false, "{\"p\":\"a\"}", 9, false, &judging.result))
        ck_assert_ptr_nonnull(strstr(validate_failure(judging.validate), "PCRE2"));
    ck_assert_str_eq(judging_of(&judging, "P", "{}", 2), "missing /p");
    judging_close(&judging);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("validate");
    TCase *tests = tcase_create("validate");
    tcase_add_test(tests, members_are_required_optional_nullable_or_have_defaults);
    tcase_add_test(tests, unknown_keys_are_skipped_or_refused);
    tcase_add_test(tests, numbers_are_in_their_bounds);
    tcase_add_test(tests, strings_are_counted_and_matched);
    tcase_add_test(tests, enums_are_texts_or_numbers);
    tcase_add_test(tests, arrays_have_counts_and_unique_items);
    tcase_add_test(tests, maps_have_keys);
    tcase_add_test(tests, the_tag_of_a_union_stands_anywhere);
    tcase_add_test(tests, raw_json_is_kept_as_it_stands);
    tcase_add_test(tests, defaults_are_written_as_values);
    tcase_add_test(tests, patches_take_away_what_may_be_missing);
    tcase_add_test(tests, functions_of_the_users_are_not_asked);
    tcase_add_test(tests, secrets_are_in_no_message);
    tcase_add_test(tests, depth_is_bounded_where_values_are_skipped_and_where_they_are_not);
    tcase_add_test(tests, no_tag_is_read_where_it_is_too_deep);
    tcase_add_test(tests, an_array_of_scalars_is_no_level);
    tcase_add_test(tests, only_so_many_faults_are_told_and_the_last_is_that_of_the_text);
    tcase_add_test(tests, what_cannot_be_judged_says_why);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
