/* SPDX-License-Identifier: MIT */
/* Every construct of the language: what decoders take and refuse, what values look like in C, what comes out again. */
#include "agree.h"
#include "codec.h"
#include "opinion.h"
#include "zoo.h"

enum { MUTATIONS = 6000 };

/* ---- documents ---- */

static const char *const numbers[] = {
    "{\"a\":-5,\"b\":65535,\"c\":99,\"d\":\"-12\",\"e\":0.75,\"f\":1.25,\"g\":\"1e2\",\"h\":999999999999999999999.5,\"i\":-1E+400,"
    "\"j\":18446744073709551615,\"k\":true}",
    "{\"k\": false, \"j\": 0, \"i\": 1, \"h\": 0, \"g\": \"-0.5\", \"f\": -1.25, \"e\": 0, \"d\": \"9223372036854775807\", \"c\": 1,"
    " \"b\": 0, \"a\": 5}",
    NULL};
static const char *const texts[] = {
    "{\"plain\":\"x\",\"code\":\"AB12\",\"nul\":\"a\\u0000b\",\"secret\":\"hush\",\"email\":\"a.b@example.org\","
    "\"uri\":\"http://example.org/a?b#c\",\"uuid\":\"123E4567-e89b-12d3-a456-426614174000\",\"host\":\"www.example.org\","
    "\"v4\":\"192.0.2.1\",\"v6\":\"2001:db8::1\",\"date\":\"2024-02-29\",\"time\":\"23:59:60Z\","
    "\"datetime\":\"2026-01-01T00:00:00.25+01:00\",\"duration\":\"P1Y2M3DT4H5M6S\",\"data\":\"AAECAw==\",\"url\":\"_-8\","
    "\"hex\":\"00ffA0b1\",\"any\":{\"a\":[1,{\"b\":null}],\"a\":2}}",
    "{\"any\":null,\"hex\":\"00000000\",\"url\":\"AA\",\"data\":\"\",\"duration\":\"P4W\",\"datetime\":\"0000-01-01t00:00:00z\","
    "\"time\":\"00:00:00-23:59\",\"date\":\"9999-12-31\",\"v6\":\"::\",\"v4\":\"0.0.0.0\",\"host\":\"a\","
    "\"uuid\":\"00000000-0000-0000-0000-000000000000\",\"uri\":\"urn:x\",\"email\":\"a@b.c\",\"secret\":\"\\u00e4\\u00e4\\u00e4\\u00e4\","
    "\"nul\":\"\",\"code\":\"AA\",\"plain\":\"\\ud83d\\ude00\xc3\xa9\"}",
    NULL};
static const char *const lists[] = {
    "{\"points\":[[1,2],[0.5,-1e300]],\"rows\":[[],[\"a\",\"b\"]],\"maybe\":[null,1,null],\"names\":[null,\"\",\"x\"],"
    "\"people\":[{\"x\":1},null],\"set\":[3,1,2],\"words\":[\"b\",\"a\"],\"moods\":[\"happy\",\"bored\"],\"blobs\":[\"\",\"AA==\"],"
    "\"grid\":[[1,2],[3,4],[5,6]],\"slots\":[null,255,null],\"anything\":[1,null,{\"a\":[]}]}",
    "{\"points\":[],\"rows\":[],\"maybe\":[],\"names\":[],\"people\":[],\"set\":[],\"words\":[],\"moods\":[],\"blobs\":[],"
    "\"grid\":[[0,0],[0,0],[0,0]],\"slots\":[1,2,3]}",
    NULL};
static const char *const maps[] = {
    "{\"labels\":{\"a\":\"x\",\"b\":\"\"},\"points\":{\"p\":{\"x\":1,\"y\":2}},\"counts\":{\"AB\":1,\"AB1\":2},"
    "\"byNumber\":{\"-10\":\"a\",\"0\":\"b\",\"10\":\"\"},\"byColor\":{\"red\":true,\"BLUE\":false},"
    "\"nested\":{\"a\":{},\"b\":{\"c\":1}},\"gone\":{\"x\":null,\"y\":\"z\"},\"lists\":{\"\":[],\"l\":[1,2]}}",
    "{\"labels\":{},\"points\":{\"\\u0061\":{\"x\":0}},\"counts\":{},\"byNumber\":{},\"byColor\":{},\"nested\":{},\"gone\":{},"
    "\"lists\":{}}",
    NULL};
static const char *const payments[] = {
    "{\"kind\":\"card\",\"number\":\"123456789012\",\"holder\":\"me\"}",
    "{\"number\":\"123456789012\",\"kind\":\"card\"}",
    "{\"iban\":\"DE0012345678901\",\"kind\":\"bank_transfer\",\"amount\":1.50}",
    "{\"kind\":\"cash\"}",
    "{\"k\\u0069nd\":\"c\\u0061sh\",\"more\":[{}]}",
    NULL};
static const char *const shapes[] = {
    "{\"type\":\"circle\",\"value\":1.5}",
    "{\"value\":[[0,0],[1,0],[1,1]],\"type\":\"polygon\"}",
    "{\"type\":\"named\",\"more\":1,\"value\":\"n\"}",
    "{\"type\":\"at\",\"value\":{\"x\":1}}",
    NULL};
static const char *const exprs[] = {
    "{\"number\":1}",
    "{\"sum\":[{\"number\":1},{\"name\":\"x\"},{\"sum\":[{\"number\":2},{\"number\":3}]}]}",
    "{\"both\":{\"kind\":\"cash\"}}",
    NULL};
static const char *const looses[] = {"\"text\"", " 12 ", "true", "[1,[\"a\",false],{\"x\":1}]", "{\"x\":1,\"y\":2}", NULL};
static const char *const unions[] = {
    "{\"payment\":{\"kind\":\"cash\"},\"shape\":{\"type\":\"circle\",\"value\":0},\"expr\":null,\"loose\":1,\"many\":[{\"kind\":\"cash\"},"
    "{\"number\":\"1234567890123\",\"kind\":\"card\"}],\"byName\":{\"a\":true,\"b\":[]}}",
    "{\"payment\":{\"x\":1,\"kind\":\"cash\"},\"expr\":{\"name\":\"n\"},\"loose\":{\"x\":1},\"many\":[],\"byName\":{}}",
    NULL};
static const char *const people[] = {
    "{\"id\":\"1\",\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"Ann\",\"nick\":null,\"balance\":\"12.50 EUR\",\"friends\":{}}",
    "{\"id\":\"2\",\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"Bob\",\"nick\":\"b\",\"pet\":null,\"color\":\"BLUE\",\"mood\":\"bored\","
    "\"level\":300,\"grade\":77,\"wide\":1,\"tags\":[],\"origin\":{\"x\":1,\"y\":2},\"pair\":[3,4],\"maybe\":null,"
    "\"balance\":\"0.00 USD\",\"limit\":null,\"address\":{\"street\":\"s\",\"city\":\"c\",\"zip\":\"123\"},\"friends\":{\"f\":{\"x\":1}},"
    "\"boss\":{\"id\":\"3\",\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"C\",\"nick\":\"c\",\"balance\":\"1.00 EUR\",\"friends\":{},"
    "\"from\":1,\"until\":2},\"salt\":\"\",\"from\":5,\"until\":5,\"maybe2\":1}",
    NULL};
static const char *const patches[] = {
    "{}",
    "{\"name\":\"New\",\"nick\":null,\"pet\":\"p\",\"level\":null,\"tags\":[\"z\"],\"origin\":{\"y\":3},\"maybe\":{\"x\":2},"
    "\"limit\":\"3.00 EUR\",\"address\":null,\"friends\":{\"f\":null,\"g\":{\"x\":5}},\"boss\":{\"name\":\"D\"}}",
    NULL};
static const char *const map_patches[] = {
    "{\"labels\":{\"a\":null,\"c\":\"z\"},\"points\":{\"p\":{\"y\":9}},\"byColor\":{\"red\":null},\"byNumber\":{\"5\":\"f\"},"
    "\"nested\":{\"a\":{\"x\":1},\"b\":{\"c\":null,\"d\":2}},\"gone\":{\"y\":null},\"lists\":{\"l\":[3]}}",
    NULL};
static const char *const pages[] = {
    "{\"items\":[{\"id\":\"1\",\"name\":\"n\",\"tags\":[\"a\"]},{\"id\":\"2\",\"name\":\"m\"}],\"next\":\"x\",\"total\":2}",
    "{\"items\":[]}", NULL};
static const char *const nameds[] = {"{\"first\":\"a\",\"second\":{\"k\":1}}", NULL};

static const char *const odds[] = {
    "{\"seats\":[null,{\"x\":1}],\"rows\":[[{\"x\":1},null],[null,null]],\"labels\":[{\"text\":\"a\",\"at\":{\"x\":2}}],\"keys\":{\"a\\u000ab\":null}}",
    "{\"seats\":[null,null],\"rows\":[],\"keys\":{\"k\":\"v\"},\"none\":null,\"maps\":[null,{}],\"lists\":[null,[]],\"inner\":{\"map\":{}}}",
    NULL};
static const char *const nothings[] = {"{}", "{\"x\":1}", NULL};

AGREE_TYPE(zoo_numbers, numbers);
AGREE_TYPE(zoo_texts, texts);
AGREE_TYPE(zoo_lists, lists);
AGREE_TYPE(zoo_maps, maps);
AGREE_TYPE(zoo_payment, payments);
AGREE_TYPE(zoo_shape, shapes);
AGREE_TYPE(zoo_expr, exprs);
AGREE_TYPE(zoo_loose, looses);
AGREE_TYPE(zoo_unions, unions);
AGREE_TYPE(zoo_person, people);
AGREE_TYPE(zoo_person_patch, patches);
AGREE_TYPE(zoo_maps_patch, map_patches);
AGREE_TYPE(zoo_person_page, pages);
AGREE_TYPE(zoo_named, nameds);
AGREE_TYPE(zoo_odds, odds);
AGREE_TYPE(zoo_nothing_patch, nothings);

static const struct agree_type *const types[] = {
    &entry_zoo_numbers, &entry_zoo_texts,  &entry_zoo_lists,  &entry_zoo_maps,         &entry_zoo_payment,     &entry_zoo_shape, &entry_zoo_expr,
    &entry_zoo_loose,   &entry_zoo_unions, &entry_zoo_person, &entry_zoo_person_patch, &entry_zoo_maps_patch, &entry_zoo_person_page, &entry_zoo_named,
    &entry_zoo_odds,    &entry_zoo_nothing_patch,
};

START_TEST(all_readers_agree)
{
    agree_everywhere(types[_i], 7, MUTATIONS);
}
END_TEST

START_TEST(a_duplicate_stands_alone)
{
    for (size_t i = 0; people[i]; i++) {
        struct zoo_person person;
        swage_buffer before, after;
        swage_str json = codec_exact(people[i], strlen(people[i]));
        swage_arena *own = swage_arena_new(1 << 20);
        ck_assert_int_eq(zoo_person_decode(json, own, &person, NULL), SWAGE_OK);
        swage_buffer_init(&before, 10000);
        swage_buffer_init(&after, 10000);
        ck_assert_int_eq(zoo_person_encode(&person, &before), SWAGE_OK);
        struct zoo_person *copy = zoo_person_dup(&person);
        ck_assert_ptr_nonnull(copy);
        codec_free(json);
        swage_arena_free(own);
        ck_assert_int_eq(zoo_person_validate(copy, NULL), SWAGE_OK);
        ck_assert_int_eq(zoo_person_encode(copy, &after), SWAGE_OK);
        ck_assert_uint_eq(before.len, after.len);
        ck_assert_mem_eq(before.ptr, after.ptr, before.len);
        swage_buffer_done(&before);
        swage_buffer_done(&after);
        free(copy);
    }
}
END_TEST

/* ---- faults ---- */

struct fault_case {
    const struct agree_type *type;
    const char *json;
    const char *expected;
};

static const struct fault_case faults[] = {
    {&entry_zoo_payment, "{}", "missing /kind"},
    {&entry_zoo_payment, "{\"kind\":\"gold\"}", "enum /kind"},
    {&entry_zoo_payment, "{\"kind\":\"card\"}", "missing /number"},
    {&entry_zoo_payment, "{\"kind\":\"card\",\"number\":\"12345678901x\"}", "pattern /number"},
    {&entry_zoo_payment, "{\"kind\":\"cash\",\"kind\":\"cash\"}", "duplicate /kind"},
    {&entry_zoo_payment, "{\"kind\":\"bank_transfer\",\"iban\":\"DE0012345678901\",\"amount\":1,\"x\":1}", "unknown "},
    {&entry_zoo_payment, "{\"kind\":7}", "type /kind"},
    {&entry_zoo_shape, "{\"type\":\"circle\"}", "missing /value"},
    {&entry_zoo_shape, "{\"type\":\"circle\",\"value\":-1}", "too_small /value"},
    {&entry_zoo_expr, "{}", "variant "},
    {&entry_zoo_expr, "{\"number\":1,\"name\":\"x\"}", "variant "},
    {&entry_zoo_loose, "null", "null "},
    {&entry_zoo_maps, "{\"labels\":{\"a\":\"\",\"a\":\"\"},\"points\":{\"p\":{\"x\":1}},\"counts\":{},\"byNumber\":{},\"byColor\":{},"
                      "\"nested\":{},\"gone\":{},\"lists\":{}}", "duplicate /labels/a"},
    {&entry_zoo_maps, "{\"labels\":{},\"points\":{},\"counts\":{},\"byNumber\":{},\"byColor\":{},\"nested\":{},\"gone\":{},\"lists\":{}}",
     "too_few /points"},
    {&entry_zoo_person, "{\"id\":\"1\",\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"Ann\",\"nick\":null,\"balance\":\"12.50 EUR\","
                        "\"friends\":{},\"from\":7,\"until\":6}", "check /until"},
    {&entry_zoo_person, "{\"id\":\"1\",\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"Ann\",\"nick\":null,\"balance\":\"12.50 eur\","
                        "\"friends\":{}}", "check /balance"},
    {&entry_zoo_person, "{\"id\":1,\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"Ann\",\"nick\":null,\"balance\":\"12.50 EUR\","
                        "\"friends\":{}}", "type /id"},
};

START_TEST(the_first_fault_is_named)
{
    const struct fault_case *c = &faults[_i];
    struct swage_error error;
    swage_str json = codec_exact(c->json, strlen(c->json));
    swage_arena *arena = swage_arena_new(1 << 20);
    void *value = malloc(c->type->size);
    ck_assert_str_eq(codec_line(c->type->decode(json, arena, value, &error), &error), c->expected);
    free(value);
    swage_arena_free(arena);
    codec_free(json);
}
END_TEST

/* ---- values in C ---- */

static swage_arena *arena;

static void setup(void)
{
    arena = swage_arena_new(1 << 20);
}

static void teardown(void)
{
    swage_arena_free(arena);
}

#define ck_assert_text(text, expected) ck_assert(swage_str_equal(text, SWAGE_STR(expected)))

static const struct {
    const char *json;
    enum swage_status status;
} narrows[] = {
    {"{\"share\":0.3,\"part\":0.7}", SWAGE_OK},
    {"{\"share\":0.4,\"part\":0.8}", SWAGE_OK},
    {"{\"share\":0.40000000000000008,\"part\":0.7}", SWAGE_E_INVALID},
    {"{\"share\":0.29999999999999993,\"part\":0.7}", SWAGE_E_INVALID},
    {"{\"share\":0.3,\"part\":0.6999999}", SWAGE_E_INVALID},
    {"{\"share\":0.3,\"part\":0.8000001}", SWAGE_E_INVALID},
};

/* Also on x87, where constants have more digits than doubles. */
START_TEST(bounds_are_the_floats_nearest_to_their_text)
{
    struct zoo_narrow out;
    ck_assert_int_eq(zoo_narrow_decode(swage_str_from(narrows[_i].json), arena, &out, NULL), narrows[_i].status);
}
END_TEST

START_TEST(defaults_stand_where_nothing_came)
{
    struct zoo_person p;
    ck_assert_int_eq(zoo_person_decode(swage_str_from(people[0]), arena, &p, NULL), SWAGE_OK);
    ck_assert_int_eq(p.id, 1);
    ck_assert_int_eq(p.color, ZOO_COLOR_GREEN);
    ck_assert_int_eq(p.mood.value, ZOO_MOOD_HAPPY);
    ck_assert_text(p.mood.text, "happy");
    ck_assert_uint_eq(p.grade, 2);
    ck_assert_int_eq(p.wide, 9000000000);
    ck_assert_uint_eq(p.tags.len, 2);
    ck_assert_text(p.tags.ptr[1], "b");
    ck_assert_double_eq(p.origin.x, 1.5);
    ck_assert_double_eq(p.origin.y, 0.5);
    ck_assert_int_eq(p.pair[1], 2);
    ck_assert_uint_eq(p.salt.len, 2);
    ck_assert_uint_eq(p.salt.ptr[1], 0xff);
    ck_assert_int_eq(p.until, 10);
    ck_assert_int_eq(p.balance.cents, 1250);
    ck_assert_str_eq(p.balance.currency, "EUR");
    ck_assert(!p.nick.ptr && !p.pet.ptr && !p.is_null.pet && !p.maybe && !p.is_null.maybe && !p.has.limit);
    ck_assert(p.friends.len == 0);
}
END_TEST

START_TEST(null_and_absence_are_told_apart)
{
    struct zoo_person p;
    ck_assert_int_eq(zoo_person_decode(swage_str_from(people[1]), arena, &p, NULL), SWAGE_OK);
    ck_assert(p.is_null.pet && !p.pet.ptr);
    ck_assert(p.is_null.maybe && !p.maybe);
    ck_assert(p.is_null.limit && !p.has.limit);
    ck_assert(p.has.level && p.level == ZOO_LEVEL_HIGH);
    ck_assert_uint_eq(p.grade, 77);
    ck_assert_int_eq(p.mood.value, ZOO_MOOD_UNSET);
    ck_assert_text(p.mood.text, "bored");
    ck_assert_ptr_nonnull(p.boss);
    ck_assert_text(p.boss->name, "C");
    ck_assert_ptr_nonnull(zoo_point_map_find(p.friends, SWAGE_STR("f")));
    ck_assert_ptr_null(zoo_point_map_find(p.friends, SWAGE_STR("g")));
}
END_TEST

START_TEST(items_may_be_null)
{
    struct zoo_lists l;
    ck_assert_int_eq(zoo_lists_decode(swage_str_from(lists[0]), arena, &l, NULL), SWAGE_OK);
    ck_assert_uint_eq(l.maybe.len, 3);
    ck_assert(!l.maybe.ptr[0].has && l.maybe.ptr[1].has && l.maybe.ptr[1].value == 1);
    ck_assert(!l.names.ptr[0].ptr && l.names.ptr[1].ptr && l.names.ptr[1].len == 0);
    ck_assert(l.people.ptr[0] && !l.people.ptr[1]);
    ck_assert_double_eq(l.points.ptr[1][0], 0.5);
    ck_assert(l.rows.ptr[0].len == 0 && l.rows.ptr[1].len == 2);
    ck_assert(l.grid[2][1] == 6 && l.slots[1].has && l.slots[1].value == 255 && !l.slots[0].has);
    ck_assert_text(l.anything.ptr[2], "{\"a\":[]}");
}
END_TEST

START_TEST(unions_say_their_kind)
{
    struct zoo_payment p;
    struct zoo_expr e;
    struct zoo_loose l;
    ck_assert_int_eq(zoo_payment_decode(swage_str_from(payments[1]), arena, &p, NULL), SWAGE_OK);
    ck_assert_int_eq(p.kind, ZOO_PAYMENT_CARD);
    ck_assert_text(p.card->number, "123456789012");
    ck_assert_int_eq(zoo_expr_decode(swage_str_from(exprs[1]), arena, &e, NULL), SWAGE_OK);
    ck_assert_int_eq(e.kind, ZOO_EXPR_SUM);
    ck_assert_uint_eq(e.sum.len, 3);
    ck_assert_double_eq(e.sum.ptr[2].sum.ptr[1].number, 3);
    ck_assert_int_eq(zoo_loose_decode(swage_str_from(looses[3]), arena, &l, NULL), SWAGE_OK);
    ck_assert_int_eq(l.list.ptr[1].list.ptr[1].kind, ZOO_LOOSE_FLAG);
    struct zoo_payment *empty = zoo_payment_dup(&(struct zoo_payment){.kind = ZOO_PAYMENT_CARD});
    ck_assert(empty && !empty->card);
    free(empty);
}
END_TEST

/* ---- what is written ---- */

static const char *encoded(enum swage_status status, swage_buffer *out)
{
    static char text[4096];
    snprintf(text, sizeof text, "%d %.*s", (int)status, (int)out->len, out->ptr ? out->ptr : "");
    swage_buffer_done(out);
    return text;
}

START_TEST(tags_are_written_first)
{
    swage_buffer out;
    struct zoo_card card = {.number = SWAGE_STR("123456789012")};
    struct zoo_payment p = {.kind = ZOO_PAYMENT_CARD, .card = &card};
    swage_buffer_init(&out, 1000);
    ck_assert_str_eq(encoded(zoo_payment_encode(&p, &out), &out), "0 {\"kind\":\"card\",\"number\":\"123456789012\"}");
    p = (struct zoo_payment){.kind = ZOO_PAYMENT_CASH, .cash = &(struct zoo_nothing){0}};
    ck_assert_str_eq(encoded(zoo_payment_encode(&p, &out), &out), "0 {\"kind\":\"cash\"}");
    struct zoo_shape s = {.kind = ZOO_SHAPE_CIRCLE, .circle = 2};
    ck_assert_str_eq(encoded(zoo_shape_encode(&s, &out), &out), "0 {\"type\":\"circle\",\"value\":2}");
    struct zoo_expr e = {.kind = ZOO_EXPR_NAME, .name = SWAGE_STR("n")};
    ck_assert_str_eq(encoded(zoo_expr_encode(&e, &out), &out), "0 {\"name\":\"n\"}");
}
END_TEST

/* robustness 103 */
START_TEST(what_is_not_set_is_not_written)
{
    swage_buffer out;
    swage_buffer_init(&out, 1000);
    struct zoo_payment none = {.kind = ZOO_PAYMENT_UNSET}, empty = {.kind = ZOO_PAYMENT_CARD};
    struct zoo_payment wrong = {.kind = (enum zoo_payment_kind)99};
    ck_assert_int_eq(zoo_payment_encode(&none, &out), SWAGE_E_UNSET);
    ck_assert_int_eq(zoo_payment_encode(&empty, &out), SWAGE_E_UNSET);
    ck_assert_int_eq(zoo_payment_encode(&wrong, &out), SWAGE_E_VALUE);
    ck_assert_uint_eq(out.len, 0);
    swage_buffer_done(&out);
}
END_TEST

/* robustness 103 */
START_TEST(bounds_are_held_on_the_way_out)
{
    struct zoo_card card = {.number = SWAGE_STR("12345678901x")};
    struct swage_error error;
    swage_buffer out;
    swage_buffer_init(&out, 1000);
    ck_assert_int_eq(zoo_card_encode(&card, &out), SWAGE_OK);
    ck_assert_uint_eq(out.breaches, 1);
    out.is_strict = true;
    ck_assert_int_eq(zoo_card_encode(&card, &out), SWAGE_E_SCHEMA);
    swage_buffer_done(&out);
    ck_assert_str_eq(codec_line(zoo_card_validate(&card, &error), &error), "pattern /number");
}
END_TEST

/* ---- patches (RFC 7396) ---- */

static const char *patched(const char *json, const char *patch_json)
{
    struct zoo_person person;
    struct zoo_person_patch patch;
    struct swage_error error;
    swage_buffer out;
    ck_assert_int_eq(zoo_person_decode(swage_str_from(json), arena, &person, &error), SWAGE_OK);
    ck_assert_str_eq(codec_line(zoo_person_patch_decode(swage_str_from(patch_json), arena, &patch, &error), &error), "");
    enum swage_status status = zoo_person_patch_apply(&person, &patch, arena);
    swage_buffer_init(&out, 4000);
    if (status == SWAGE_OK)
        ck_assert_int_eq(zoo_person_encode(&person, &out), SWAGE_OK);
    return encoded(status, &out);
}

START_TEST(an_empty_patch_changes_nothing)
{
    struct zoo_person person;
    swage_buffer out;
    char before[4096];
    ck_assert_int_eq(zoo_person_decode(swage_str_from(people[1]), arena, &person, NULL), SWAGE_OK);
    swage_buffer_init(&out, 4000);
    snprintf(before, sizeof before, "%s", encoded(zoo_person_encode(&person, &out), &out));
    ck_assert_str_eq(patched(people[1], "{}"), before);
}
END_TEST

static const struct {
    const char *patch, *has, *has_not;
} patch_cases[] = {
    {"{\"name\":\"New\"}", "\"name\":\"New\"", "Bob"},
    {"{\"nick\":null}", "\"nick\":null", "\"nick\":\"b\""},
    {"{\"pet\":null}", "\"id\"", "\"pet\""}, /* null takes away what may be absent */
    {"{\"pet\":\"p\"}", "\"pet\":\"p\"", "\"pet\":null"},
    {"{\"level\":null}", "\"id\"", "\"level\""},
    {"{\"tags\":[\"z\"]}", "\"tags\":[\"z\"]", "\"tags\":[]"},
    {"{\"origin\":{\"y\":7}}", "\"origin\":{\"x\":1,\"y\":7}", "\"y\":2"},
    {"{\"friends\":{\"f\":null,\"g\":{\"x\":5}}}", "\"friends\":{\"g\":{\"x\":5,\"y\":0.5}}", "\"f\""},
    {"{\"friends\":{\"f\":{\"y\":5}}}", "\"friends\":{\"f\":{\"x\":1,\"y\":5}}", "\"f\":{\"x\":1,\"y\":0.5}"},
    {"{\"boss\":{\"name\":\"D\"}}", "\"name\":\"D\"", "\"name\":\"C\""},
    {"{\"boss\":null}", "\"id\"", "\"boss\""},
    {"{\"address\":{\"city\":\"new\"}}", "\"address\":{\"street\":\"s\",\"city\":\"new\",\"zip\":\"123\"}", "\"city\":\"c\""},
    {"{\"address\":{\"zip\":null}}", "\"address\":{\"street\":\"s\",\"city\":\"c\"}", "\"zip\""},
    {"{\"limit\":\"3.00 EUR\"}", "\"limit\":\"3.00 EUR\"", "\"limit\":null"},
};

START_TEST(a_patch_changes_what_it_says)
{
    const char *text = patched(people[1], patch_cases[_i].patch);
    ck_assert_msg(strstr(text, patch_cases[_i].has) != NULL, "%s", text);
    ck_assert_msg(strstr(text, patch_cases[_i].has_not) == NULL, "%s", text);
}
END_TEST

START_TEST(maps_are_merged_at_every_depth)
{
    struct zoo_maps value;
    struct zoo_maps_patch patch;
    swage_buffer out;
    ck_assert_int_eq(zoo_maps_decode(swage_str_from(maps[0]), arena, &value, NULL), SWAGE_OK);
    ck_assert_int_eq(zoo_maps_patch_decode(swage_str_from(map_patches[0]), arena, &patch, NULL), SWAGE_OK);
    ck_assert_int_eq(zoo_maps_patch_apply(&value, &patch, arena), SWAGE_OK);
    swage_buffer_init(&out, 4000);
    ck_assert_str_eq(encoded(zoo_maps_encode(&value, &out), &out),
                     "0 {\"labels\":{\"b\":\"\",\"c\":\"z\"},\"points\":{\"p\":{\"x\":1,\"y\":9}},\"counts\":{\"AB\":1,\"AB1\":2},"
                     "\"byNumber\":{\"-10\":\"a\",\"0\":\"b\",\"10\":\"\",\"5\":\"f\"},\"byColor\":{\"BLUE\":false},"
                     "\"nested\":{\"a\":{\"x\":1},\"b\":{\"d\":2}},\"gone\":{\"x\":null},\"lists\":{\"\":[],\"l\":[3]}}");
    ck_assert_int_eq(zoo_maps_validate(&value, NULL), SWAGE_OK);
}
END_TEST

START_TEST(what_a_patch_makes_has_to_be_whole)
{
    ck_assert_str_eq(patched(people[0], "{\"address\":{\"city\":\"c\"}}"), "-4 ");
    ck_assert_str_eq(patched(people[0], "{\"friends\":{\"f\":{\"y\":1}}}"), "-4 ");
    ck_assert_ptr_nonnull(strstr(patched(people[0], "{\"address\":{\"city\":\"c\",\"street\":\"s\"}}"), "\"address\":{"));
}
END_TEST

int main(void)
{
    int count = sizeof types / sizeof *types;
    Suite *suite = suite_create("zoo");
    TCase *tcase = tcase_create("values"), *random = tcase_create("agree");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_duplicate_stands_alone);
    tcase_add_loop_test(tcase, the_first_fault_is_named, 0, sizeof faults / sizeof *faults);
    tcase_add_loop_test(tcase, bounds_are_the_floats_nearest_to_their_text, 0, sizeof narrows / sizeof *narrows);
    tcase_add_test(tcase, defaults_stand_where_nothing_came);
    tcase_add_test(tcase, null_and_absence_are_told_apart);
    tcase_add_test(tcase, items_may_be_null);
    tcase_add_test(tcase, unions_say_their_kind);
    tcase_add_test(tcase, tags_are_written_first);
    tcase_add_test(tcase, what_is_not_set_is_not_written);
    tcase_add_test(tcase, bounds_are_held_on_the_way_out);
    tcase_add_test(tcase, an_empty_patch_changes_nothing);
    tcase_add_loop_test(tcase, a_patch_changes_what_it_says, 0, sizeof patch_cases / sizeof *patch_cases);
    tcase_add_test(tcase, maps_are_merged_at_every_depth);
    tcase_add_test(tcase, what_a_patch_makes_has_to_be_whole);
    tcase_add_loop_test(random, all_readers_agree, 0, count);
    suite_add_tcase(suite, tcase);
    suite_add_tcase(suite, random);
    opinion_open("zoo.swage");
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    opinion_close();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
