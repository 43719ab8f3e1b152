/* SPDX-License-Identifier: MIT */
/* Codecs of everything that the language has today, made from schemas/shop.swage and schemas/common.swage. */
#include "codec.h"

#include "common.h"
#include "shop.h"

static swage_arena *arena;
static swage_buffer out;

static void set_up(void)
{
    arena = swage_arena_new(1 << 22);
    ck_assert_ptr_nonnull(arena);
    swage_buffer_init(&out, 1 << 22);
}

static void tear_down(void)
{
    swage_arena_free(arena);
    swage_buffer_done(&out);
}

/* The members that an item must have; more are put in front of the closing brace. */
#define ITEM                                                                                                     \
    "{\"id\":7,\"name\":\"bolt\",\"price\":0.25,\"comment\":null,\"tags\":[],\"ratings\":[],\"rgb\":[1,2,3],"  \
    "\"createdAt\":-5"

/* What an item is when it has nothing but these, as it is written. */
#define PLAIN                                                                                                    \
    "{\"id\":7,\"name\":\"bolt\",\"unit\":\"piece\",\"price\":0.25,\"active\":true,\"comment\":null,"          \
    "\"phone\":null,\"limit\":20,\"tags\":[],\"ratings\":[],\"rgb\":[1,2,3],\"createdAt\":-5}"

#define FULL                                                                                                     \
    "{\"id\":7,\"name\":\"bolt\",\"unit\":\"kg\",\"level\":2,\"price\":0.25,\"weight\":1.5,\"active\":false,"  \
    "\"note\":\"n\",\"comment\":\"c\",\"site\":null,\"phone\":\"1\",\"stock\":null,\"limit\":500,"             \
    "\"tags\":[{\"key\":\"k\",\"value\":\"\"},{\"key\":\"l\",\"value\":\"v\"}],\"labels\":[\"a\",\"bc\"],"     \
    "\"ratings\":[-5,0,5],\"rgb\":[0,128,255],\"matrix\":[[1,2],[3,4.5]],"                                      \
    "\"maker\":{\"name\":\"m\",\"address\":{\"street\":\"s\",\"city\":\"c\",\"zip\":\"123\"},\"certainty\":-1}," \
    "\"parent\":" PLAIN ",\"parts\":[" PLAIN "," PLAIN "],\"createdAt\":1,\"changedBy\":\"x\"}"

static const char *line_of(const char *json, size_t len, struct shop_item *item)
{
    struct swage_error error;
    swage_str text = codec_exact(json, len);
    enum swage_status status = shop_item_decode(text, arena, item, &error);
    if (status == SWAGE_OK) {
        swage_buffer_clear(&out, 1 << 20);
        ck_assert_int_eq(shop_item_encode(item, &out), SWAGE_OK);
    }
    codec_free(text);
    return codec_line(status, &error);
}

static void check_written(const char *expected)
{
    ck_assert_int_eq(swage_buffer_add(&out, "", 1), SWAGE_OK);
    ck_assert_str_eq(out.ptr, expected);
}

static const struct shop_item *decoded(const char *json)
{
    static struct shop_item item;
    struct swage_error error;
    enum swage_status status = shop_item_decode(swage_str_from(json), arena, &item, &error);
    ck_assert_msg(status == SWAGE_OK, "%s: %s", json, codec_line(status, &error));
    return &item;
}

START_TEST(defaults_are_filled_in_and_written)
{
    struct shop_item item;
    ck_assert_str_eq(line_of(ITEM "}", strlen(ITEM "}"), &item), "");
    ck_assert_int_eq(item.unit, SHOP_UNIT_PIECE);
    ck_assert(item.active);
    ck_assert_uint_eq(item.limit, 20);
    ck_assert(!item.has.level && !item.has.weight && !item.has.stock && !item.has.matrix);
    ck_assert(!item.is_null.site && !item.is_null.stock);
    ck_assert_ptr_null(item.note.ptr);
    ck_assert_ptr_null(item.labels.ptr);
    ck_assert_ptr_null(item.maker);
    check_written(PLAIN);
}
END_TEST

START_TEST(a_full_item_goes_both_ways)
{
    struct shop_item item;
    ck_assert_str_eq(line_of(FULL, strlen(FULL), &item), "");
    check_written(FULL);
    ck_assert_int_eq(item.unit, SHOP_UNIT_KILOGRAM);
    ck_assert(item.has.level);
    ck_assert_int_eq(item.level, SHOP_LEVEL_HIGH);
    ck_assert(item.is_null.site && item.is_null.stock && !item.has.stock);
    ck_assert_uint_eq(item.tags.len, 2);
    ck_assert_uint_eq(item.labels.len, 2);
    ck_assert_int_eq(item.ratings.ptr[0], -5);
    ck_assert_uint_eq(item.rgb[2], 255);
    ck_assert(item.matrix[1][1] == 4.5);
    ck_assert_int_eq(item.maker->certainty, COMMON_CERTAINTY_GUESSED);
    ck_assert_ptr_null(item.parent->parent);
    ck_assert_uint_eq(item.parts.len, 2);
}
END_TEST

START_TEST(null_absent_and_value_are_kept_apart)
{
    ck_assert(decoded(ITEM ",\"site\":null}")->is_null.site);
    ck_assert(!decoded(ITEM ",\"site\":\"s\"}")->is_null.site);
    ck_assert_uint_eq(decoded(ITEM ",\"site\":\"s\"}")->site.len, 1);
    ck_assert_ptr_null(decoded(ITEM "}")->site.ptr);
    ck_assert(decoded(ITEM ",\"stock\":0}")->has.stock);
    ck_assert(!decoded(ITEM ",\"stock\":0}")->is_null.stock);
    ck_assert_ptr_null(decoded(ITEM ",\"phone\":null}")->phone.ptr);
    ck_assert_uint_eq(decoded(ITEM ",\"phone\":\"\"}")->phone.len, 0);
    ck_assert_ptr_nonnull(decoded(ITEM ",\"phone\":\"\"}")->phone.ptr);
    ck_assert_ptr_nonnull(decoded(ITEM ",\"labels\":[]}")->labels.ptr);
    ck_assert_uint_eq(decoded(ITEM ",\"labels\":[]}")->labels.len, 0);
}
END_TEST

START_TEST(an_empty_optional_array_is_written_an_absent_one_is_not)
{
    struct shop_item item;
    ck_assert_str_eq(line_of(ITEM ",\"labels\":[]}", strlen(ITEM ",\"labels\":[]}"), &item), "");
    ck_assert_int_eq(swage_buffer_add(&out, "", 1), SWAGE_OK);
    ck_assert_ptr_nonnull(strstr(out.ptr, "\"labels\":[]"));
}
END_TEST

#define X10 "xxxxxxxxxx"
#define X64 X10 X10 X10 X10 X10 X10 "xxxx"
#define E10 "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
#define E64 E10 E10 E10 E10 E10 E10 "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
#define NAMED(name) "{\"id\":7,\"price\":0,\"comment\":null,\"tags\":[],\"ratings\":[],\"rgb\":[1,2,3],\"createdAt\":0,\"name\":\"" name "\"}"
#define TAG "{\"key\":\"k\",\"value\":\"v\"}"
#define TAG4 TAG "," TAG "," TAG "," TAG
#define WITH(member) ITEM "," member "}"
#define INSTEAD(id, price, tags, ratings, rgb)                                                                          \
    "{\"id\":" id ",\"name\":\"n\",\"price\":" price ",\"comment\":null,\"tags\":" tags ",\"ratings\":" ratings         \
    ",\"rgb\":" rgb ",\"createdAt\":0}"

static const struct codec_case cases[] = {
    /* every bound: at it, and one beyond */
    {INSTEAD("1", "0", "[]", "[]", "[0,0,0]"), ""},
    {INSTEAD("0", "0", "[]", "[]", "[0,0,0]"), "too_small /id"},
    {INSTEAD("9223372036854775807", "0", "[]", "[]", "[0,0,0]"), ""},
    {INSTEAD("9223372036854775808", "0", "[]", "[]", "[0,0,0]"), "range /id"},
    {INSTEAD("1", "-0.001", "[]", "[]", "[0,0,0]"), "too_small /price"},
    {INSTEAD("1", "1e308", "[]", "[]", "[0,0,0]"), ""},
    {INSTEAD("1", "1e309", "[]", "[]", "[0,0,0]"), "range /price"},
    {INSTEAD("1", "0", "[" TAG4 "," TAG4 "," TAG4 "," TAG4 "]", "[]", "[0,0,0]"), ""},
    {INSTEAD("1", "0", "[" TAG4 "," TAG4 "," TAG4 "," TAG4 "," TAG "]", "[]", "[0,0,0]"), "too_many /tags"},
    {INSTEAD("1", "0", "[]", "[-5,5]", "[0,0,0]"), ""},
    {INSTEAD("1", "0", "[]", "[-6]", "[0,0,0]"), "too_small /ratings/0"},
    {INSTEAD("1", "0", "[]", "[0,6]", "[0,0,0]"), "too_large /ratings/1"},
    {INSTEAD("1", "0", "[]", "[]", "[0,0]"), "too_few /rgb"},
    {INSTEAD("1", "0", "[]", "[]", "[0,0,0,0]"), "too_many /rgb"},
    {INSTEAD("1", "0", "[]", "[]", "[0,256,0]"), "range /rgb/1"},
    {INSTEAD("1", "0", "[]", "[]", "[0,-1,0]"), "range /rgb/1"},
    {INSTEAD("1", "0", "[]", "[]", "[]"), "too_few /rgb"},
    {NAMED("x"), ""},
    {NAMED(""), "too_short /name"},
    {NAMED(X64), ""},
    {NAMED(X64 "x"), "too_long /name"},
    {NAMED(E64), ""},                      /* 64 characters, 128 bytes */
    {NAMED(E64 "x"), "too_long /name"},
    {WITH("\"weight\":1000"), ""},
    {WITH("\"weight\":1000.1"), "too_large /weight"},
    {WITH("\"limit\":1"), ""},
    {WITH("\"limit\":0"), "too_small /limit"},
    {WITH("\"limit\":500"), ""},
    {WITH("\"limit\":501"), "too_large /limit"},
    {WITH("\"labels\":[\"a\",\"b\",\"c\",\"d\"]"), ""},
    {WITH("\"labels\":[\"a\",\"b\",\"c\",\"d\",\"e\"]"), "too_many /labels"},
    {WITH("\"labels\":[\"a\",\"\"]"), "too_short /labels/1"},
    {WITH("\"labels\":[\"xxxxxxxxxxx\"]"), "too_long /labels/0"},
    /* enums */
    {WITH("\"unit\":\"m\""), ""},
    {WITH("\"unit\":\"\\u006d\""), ""},
    {WITH("\"unit\":\"meter\""), "enum /unit"},
    {WITH("\"unit\":\"\""), "enum /unit"},
    {WITH("\"unit\":1"), "type /unit"},
    {WITH("\"level\":1"), ""},
    {WITH("\"level\":3"), "enum /level"},
    {WITH("\"level\":\"low\""), "type /level"},
    /* null where it may and may not stand */
    {WITH("\"unit\":null"), "null /unit"},
    {WITH("\"note\":null"), "null /note"},
    {WITH("\"maker\":null"), "null /maker"},
    {WITH("\"parts\":null"), "null /parts"},
    {WITH("\"phone\":null"), ""},
    {WITH("\"stock\":null"), ""},
    {WITH("\"stock\":-1"), "too_small /stock"},
    /* nested */
    {WITH("\"matrix\":[[1,2],[3]]"), "too_few /matrix/1"},
    {WITH("\"matrix\":[[1,2],[3,true]]"), "type /matrix/1/1"},
    {WITH("\"matrix\":[[1,2]]"), "too_few /matrix"},
    {WITH("\"maker\":{\"name\":\"m\"}"), "missing /maker/address"},
    {WITH("\"maker\":{\"name\":\"m\",\"address\":{\"street\":\"s\",\"city\":\"\"}}"), "too_short /maker/address/city"},
    {WITH("\"parts\":[" PLAIN ",{}]"), "missing /parts/1/id"},
    {WITH("\"parent\":" WITH("\"parent\":{}")), "missing /parent/parent/id"},
    {WITH("\"tags\":[]"), "duplicate /tags"},
    {WITH("\"createdAt\":0"), "duplicate /createdAt"},
};

START_TEST(bounds_enums_nulls_and_nesting_are_held)
{
    const struct codec_case *c = &cases[_i];
    struct shop_item item;
    const char *line = line_of(c->json, strlen(c->json), &item);
    ck_assert_msg(strcmp(line, c->expected) == 0, "%s: expected '%s', found '%s'", c->json, c->expected, line);
}
END_TEST

START_TEST(each_required_member_is_missed)
{
    static const char *const members[] = {"\"id\":7",          "\"name\":\"bolt\"", "\"price\":0.25",      "\"comment\":null",
                                          "\"tags\":[]",       "\"ratings\":[]",    "\"rgb\":[1,2,3]", "\"createdAt\":-5"};
    static const char *const pointers[] = {"/id", "/name", "/price", "/comment", "/tags", "/ratings", "/rgb", "/createdAt"};
    enum { COUNT = sizeof members / sizeof *members };
    for (int left_out = 0; left_out < COUNT; left_out++) {
        char json[400] = "{", expected[40];
        struct shop_item item;
        for (int i = 0; i < COUNT; i++)
            if (i != left_out)
                snprintf(json + strlen(json), sizeof json - strlen(json), "%s%s", strlen(json) > 1 ? "," : "", members[i]);
        strcat(json, "}");
        snprintf(expected, sizeof expected, "missing %s", pointers[left_out]);
        ck_assert_str_eq(line_of(json, strlen(json), &item), expected);
    }
}
END_TEST

START_TEST(no_prefix_is_accepted)
{
    struct shop_item item;
    for (size_t len = 0; len < strlen(FULL); len++) {
        ck_assert_str_ne(line_of(FULL, len, &item), "");
        swage_arena_reset(arena);
    }
}
END_TEST

START_TEST(every_changed_byte_is_decoded_or_refused_cleanly)
{
    static const char bytes[] = "\0\"\\,:{}[]0-.eE \x80\xff\x1f" "an";
    for (size_t at = 0; at < strlen(FULL); at++)
        for (size_t b = 0; b < sizeof bytes; b++) {
            char json[sizeof FULL];
            struct shop_item item;
            memcpy(json, FULL, sizeof json);
            json[at] = bytes[b];
            line_of(json, sizeof json - 1, &item);
            swage_arena_reset(arena);
        }
}
END_TEST

START_TEST(a_strict_struct_refuses_unknown_members)
{
    struct shop_order order;
    struct swage_error error;
    ck_assert_int_eq(shop_order_decode(SWAGE_STR("{\"item\":1,\"count\":1,\"where\":null}"), arena, &order, &error), SWAGE_OK);
    ck_assert_int_eq(shop_order_decode(SWAGE_STR("{\"item\":1,\"count\":1,\"where\":null,\"x\":1}"), arena, &order, &error),
                     SWAGE_E_INVALID);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_UNKNOWN);
    ck_assert_str_eq(error.pointer, ""); /* the object: names that are not the schema's are input, and not echoed */
}
END_TEST

static const struct {
    const char *member;
    const char *least, *below, *most, *above;
} widths[] = {
    {"i8", "-128", "-129", "127", "128"},
    {"i16", "-32768", "-32769", "32767", "32768"},
    {"i32", "-2147483648", "-2147483649", "2147483647", "2147483648"},
    {"i64", "-9223372036854775808", "-9223372036854775809", "9223372036854775807", "9223372036854775808"},
    {"u8", "0", "-1", "255", "256"},
    {"u16", "0", "-1", "65535", "65536"},
    {"u32", "0", "-1", "4294967295", "4294967296"},
    {"u64", "0", "-1", "18446744073709551615", "18446744073709551616"},
    {"f32", "-3.4028235e+38", "-3.5e38", "3.4028235e+38", "3.5e38"},
    {"f64", "-1.7976931348623157e+308", "-1.8e308", "1.7976931348623157e+308", "1.8e308"},
};

/* All members are 1 but the one asked for. */
static const char *numbers(const char *member, const char *value)
{
    static const char *const names[] = {"i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64"};
    static char json[400];
    strcpy(json, "{");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        snprintf(json + strlen(json), sizeof json - strlen(json), "\"%s\":%s,", names[i],
                 strcmp(names[i], member) == 0 ? value : "1");
    return strcat(json, "\"yes\":true}");
}

static bool numbers_go_both_ways(const char *member, const char *value)
{
    struct common_numbers n;
    const char *json = numbers(member, value);
    if (common_numbers_decode(swage_str_from(json), arena, &n, NULL) != SWAGE_OK)
        return false;
    swage_buffer_clear(&out, 4096);
    ck_assert_int_eq(common_numbers_encode(&n, &out), SWAGE_OK);
    check_written(json);
    return true;
}

START_TEST(every_width_holds_its_borders_exactly)
{
    ck_assert(numbers_go_both_ways(widths[_i].member, widths[_i].least));
    ck_assert(!numbers_go_both_ways(widths[_i].member, widths[_i].below));
    ck_assert(numbers_go_both_ways(widths[_i].member, widths[_i].most));
    ck_assert(!numbers_go_both_ways(widths[_i].member, widths[_i].above));
    ck_assert(!numbers_go_both_ways(widths[_i].member, "01"));
    ck_assert(!numbers_go_both_ways(widths[_i].member, "true"));
    ck_assert(!numbers_go_both_ways(widths[_i].member, "\"1\""));
    ck_assert(!numbers_go_both_ways(widths[_i].member, "null"));
    ck_assert(!numbers_go_both_ways(widths[_i].member, "-"));
}
END_TEST

static void append_nested(char *json, int levels)
{
    if (levels == 0) {
        strcat(json, PLAIN);
        return;
    }
    strcat(json, ITEM ",\"parent\":");
    append_nested(json, levels - 1);
    strcat(json, "}");
}

START_TEST(depth_is_held_exactly)
{
    static char json[65 * 400];
    struct shop_item item;
    json[0] = '\0';
    append_nested(json, 62); /* 63 objects and the rgb array within the innermost */
    ck_assert_str_eq(line_of(json, strlen(json), &item), "");
    json[0] = '\0';
    append_nested(json, 64);
    const char *line = line_of(json, strlen(json), &item);
    ck_assert_msg(strncmp(line, "depth ", 6) == 0, "%s", line);
}
END_TEST

START_TEST(unset_enums_and_infinities_are_not_written)
{
    struct shop_item item = *decoded(FULL);
    item.unit = SHOP_UNIT_UNSET;
    ck_assert_int_eq(shop_item_encode(&item, &out), SWAGE_E_UNSET);
    item.unit = (enum shop_unit)99;
    ck_assert_int_eq(shop_item_encode(&item, &out), SWAGE_E_VALUE);
    item.unit = SHOP_UNIT_METER;
    item.price = HUGE_VAL;
    ck_assert_int_eq(shop_item_encode(&item, &out), SWAGE_E_VALUE);
    item.price = (double)NAN;
    ck_assert_int_eq(shop_item_encode(&item, &out), SWAGE_E_VALUE);
    item.price = 0;
    item.level = 7;
    ck_assert_int_eq(shop_item_encode(&item, &out), SWAGE_E_VALUE);
    ck_assert_uint_eq(out.len, 0);
}
END_TEST

START_TEST(copies_are_equal_and_own_all_they_point_to)
{
    struct shop_item item = *decoded(FULL), copy;
    swage_arena *other = swage_arena_new(1 << 20);
    ck_assert_int_eq(shop_item_copy(&item, other, &copy), SWAGE_OK);
    ck_assert(shop_item_equal(&item, &copy));
    ck_assert_ptr_ne(copy.tags.ptr, item.tags.ptr);
    ck_assert_ptr_ne(copy.parent, item.parent);
    swage_arena_reset(arena);
    ck_assert_int_eq(shop_item_encode(&copy, &out), SWAGE_OK);
    check_written(FULL);
    swage_arena_free(other);
}
END_TEST

static void change_parent(struct shop_item *item)
{
    struct shop_item *parent = swage_arena_alloc(arena, sizeof *parent);
    ck_assert_ptr_nonnull(parent);
    *parent = *item->parent;
    parent->rgb[1]++;
    item->parent = parent;
}

START_TEST(each_difference_is_seen)
{
    const struct shop_item *item = decoded(FULL);
#define DIFFERS(change)                                      \
    do {                                                     \
        struct shop_item copy = *item;                       \
        ck_assert(shop_item_equal(item, &copy));             \
        change;                                              \
        ck_assert_msg(!shop_item_equal(item, &copy), #change); \
    } while (0)
    DIFFERS(copy.id++);
    DIFFERS(copy.name.len--);
    DIFFERS(copy.unit = SHOP_UNIT_METER);
    DIFFERS(copy.level = SHOP_LEVEL_LOW);
    DIFFERS(copy.has.level = false);
    DIFFERS(copy.price += 1);
    DIFFERS(copy.weight += 1);
    DIFFERS(copy.active = true);
    DIFFERS(copy.note.ptr = NULL; copy.note.len = 0);
    DIFFERS(copy.is_null.site = false);
    DIFFERS(copy.is_null.stock = false);
    DIFFERS(copy.tags.len--);
    DIFFERS(copy.labels.ptr = NULL; copy.labels.len = 0);
    DIFFERS(copy.rgb[2]--);
    DIFFERS(copy.matrix[1][0] = 9);
    DIFFERS(copy.maker = NULL);
    DIFFERS(copy.parent = NULL);
    DIFFERS(change_parent(&copy));
    DIFFERS(copy.parts.len = 1);
    DIFFERS(copy.created_at = 0);
    DIFFERS(copy.changed_by = SWAGE_STR("y"));
#undef DIFFERS
}
END_TEST

START_TEST(an_arena_that_is_full_is_a_limit_and_no_crash)
{
    swage_arena *small = swage_arena_new(64);
    struct shop_item item;
    struct swage_error error;
    ck_assert_int_eq(shop_item_decode(SWAGE_STR(FULL), small, &item, &error), SWAGE_E_LIMIT);
    swage_arena_free(small);
}
END_TEST

START_TEST(names_of_enumerators_go_both_ways)
{
    ck_assert(swage_str_equal(shop_unit_name(SHOP_UNIT_KILOGRAM), SWAGE_STR("kg")));
    ck_assert_ptr_null(shop_unit_name(SHOP_UNIT_UNSET).ptr);
    ck_assert_int_eq(shop_unit_from(SWAGE_STR("m")), SHOP_UNIT_METER);
    ck_assert_int_eq(shop_unit_from(SWAGE_STR("M")), SHOP_UNIT_UNSET);
    ck_assert_int_eq(shop_unit_from((swage_str){NULL, 0}), SHOP_UNIT_UNSET);
    ck_assert(common_certainty_valid(COMMON_CERTAINTY_SURE) && !common_certainty_valid(1));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("generated shop");
    TCase *tests = tcase_create("codec");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, defaults_are_filled_in_and_written);
    tcase_add_test(tests, a_full_item_goes_both_ways);
    tcase_add_test(tests, null_absent_and_value_are_kept_apart);
    tcase_add_test(tests, an_empty_optional_array_is_written_an_absent_one_is_not);
    tcase_add_loop_test(tests, bounds_enums_nulls_and_nesting_are_held, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, each_required_member_is_missed);
    tcase_add_test(tests, no_prefix_is_accepted);
    tcase_add_test(tests, every_changed_byte_is_decoded_or_refused_cleanly);
    tcase_add_test(tests, a_strict_struct_refuses_unknown_members);
    tcase_add_loop_test(tests, every_width_holds_its_borders_exactly, 0, sizeof widths / sizeof *widths);
    tcase_add_test(tests, depth_is_held_exactly);
    tcase_add_test(tests, unset_enums_and_infinities_are_not_written);
    tcase_add_test(tests, copies_are_equal_and_own_all_they_point_to);
    tcase_add_test(tests, each_difference_is_seen);
    tcase_add_test(tests, an_arena_that_is_full_is_a_limit_and_no_crash);
    tcase_add_test(tests, names_of_enumerators_go_both_ways);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
