/* SPDX-License-Identifier: MIT */
/*
 * The pieces put together by hand, as generated code does it: a decoder, an encoder, and the collector, which must give
 * one verdict with the decoder on whatever comes. A member of each shape: number, text, nullable, array, struct in
 * struct.
 */
#include "config.h"

#include "guarded.h"
#include "mutation.h"

#include <swage/explain.h>
#include <swage/read.h>
#include <swage/write.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

struct tag_array {
    const struct tag *ptr;
    size_t len;
};

struct tag {
    swage_str key;
    bool hot;
    struct tag_array tags;
};

struct user {
    int32_t id;          /* 1.. */
    swage_str name;      /* 1..8 */
    swage_str bio;       /* absent: null or not there */
    struct tag_array tags; /* ..3 */
};

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const struct swage_type id_type = {.kind = SWAGE_KIND_INTEGER, .bits = 32, .min = 1, .max = INT32_MAX};
static const struct swage_type name_type = {.kind = SWAGE_KIND_STRING, .least = 1, .most = 8};
static const struct swage_type tag_type;
static const struct swage_type tags_type = {.kind = SWAGE_KIND_ARRAY, .item = &tag_type, .most = 3};

static const struct swage_member tag_members[] = {
    {SWAGE_STR_INIT("key"), &swage_type_string, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("hot"), &swage_type_bool, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("tags"), &tags_type, 0},
};
static const struct swage_type tag_type = {.kind = SWAGE_KIND_STRUCT, .members = tag_members, .count = 3};

static const struct swage_member user_members[] = {
    {SWAGE_STR_INIT("id"), &id_type, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("name"), &name_type, SWAGE_MEMBER_REQUIRED},
    {SWAGE_STR_INIT("bio"), &name_type, SWAGE_MEMBER_NULLABLE},
    {SWAGE_STR_INIT("tags"), &tags_type, SWAGE_MEMBER_REQUIRED},
};
static const struct swage_type user_type = {.kind = SWAGE_KIND_STRUCT, .members = user_members, .count = 4};

/* --- decode ------------------------------------------------------------------------------------------------------- */

/* The number of the key that stands here, by the literal that is expected or by looking it up; `count` for another
   one. */
static const char *next_key(swage_reader *r, const char *p, const struct swage_member *members, int count, int *member)
{
    swage_str key;
    char scratch[16];
    p = swage_read_key(r, p, &key, scratch, sizeof scratch);
    *member = count;
    for (int i = 0; p && key.ptr && i < count; i++)
        if (swage_str_equal(key, members[i].key))
            *member = i;
    return p;
}

static const char *tags_read(swage_reader *r, const char *p, struct tag_array *out);

static const char *tag_member_read(swage_reader *r, const char *p, int member, struct tag *out)
{
    switch (member) {
    case 0: return swage_read_string(r, p, &out->key);
    case 1: return swage_read_bool(r, p, &out->hot);
    case 2: return (p = tags_read(r, p, &out->tags)) ? swage_inside(r, p) : NULL;
    default: return swage_skip(r, p);
    }
}

static const char *tag_read(swage_reader *r, const char *p, struct tag *out)
{
    unsigned seen = 0;
    *out = (struct tag){.hot = false};
    if (r->depth == 0)
        return NULL;
    r->depth--;
    if (!(p = swage_open(r, p, '{')))
        return NULL;
    if (*p != '}') {
        do {
            int member = (int)(seen & 1);
            const char *literal = member ? "\"hot\":" : "\"key\":";
            if (!swage_key(r, &p, literal, 6) && !(p = next_key(r, p, tag_members, 3, &member)))
                return NULL;
            if (member < 3 && seen & 1u << member)
                return NULL;
            seen |= 1u << member;
            if (!(p = tag_member_read(r, p, member, out)))
                return NULL;
        } while (swage_comma(r, &p));
    }
    r->depth++;
    return (seen & 3) == 3 ? swage_close(p, '}') : NULL;
}

static const char *tags_read(swage_reader *r, const char *p, struct tag_array *out)
{
    struct tag *items = NULL;
    size_t count = 0;
    size_t cap = 0;
    if (r->depth == 0)
        return NULL;
    r->depth--;
    if (!(p = swage_open(r, p, '[')))
        return NULL;
    if (*p != ']') {
        do {
            if (count == 3 || (count == cap && !(items = swage_array_grow(r, items, &cap, count, sizeof *items))))
                return NULL;
            if (!(p = tag_read(r, p, &items[count])) || !(p = swage_inside(r, p)))
                return NULL;
            count++;
        } while (swage_comma(r, &p));
    }
    swage_array_trim(r, items, cap, count, sizeof *items);
    r->depth++;
    out->ptr = items;
    out->len = count;
    return swage_close(p, ']');
}

static const char *user_member_read(swage_reader *r, const char *p, int member, struct user *out)
{
    switch (member) {
    case 0: return (p = swage_read_int32(p, &out->id)) && out->id >= 1 ? p : NULL;
    case 1: return (p = swage_read_string(r, p, &out->name)) && swage_within(out->name, 1, 8) ? p : NULL;
    case 2:
        if (swage_null(r, &p))
            return p;
        return (p = swage_read_string(r, p, &out->bio)) && swage_within(out->bio, 1, 8) ? p : NULL;
    case 3: return (p = tags_read(r, p, &out->tags)) ? swage_inside(r, p) : NULL;
    default: return swage_skip(r, p);
    }
}

static const char *user_read(swage_reader *r, const char *p, struct user *out)
{
    unsigned seen = 0;
    *out = (struct user){.id = 0};
    r->depth--;
    if (!(p = swage_open(r, p, '{')))
        return NULL;
    if (*p != '}') {
        do {
            int member = seen == 0 ? 0 : 1;
            const char *literal = member ? "\"name\":" : "\"id\":";
            if (!swage_key(r, &p, literal, strlen(literal)) && !(p = next_key(r, p, user_members, 4, &member)))
                return NULL;
            if (member < 4 && seen & 1u << member)
                return NULL;
            seen |= 1u << member;
            if (!(p = user_member_read(r, p, member, out)))
                return NULL;
        } while (swage_comma(r, &p));
    }
    r->depth++;
    return (seen & 11) == 11 ? swage_close(p, '}') : NULL;
}

static enum swage_status user_decode(swage_str json, swage_arena *arena, struct user *out, struct swage_error *error)
{
    swage_reader r;
    struct user value;
    const char *p = swage_reader_open(&r, json, arena);
    if (p)
        p = user_read(&r, p, &value);
    if (!p || p != r.end)
        return swage_reader_explain(&r, json, &user_type, error);
    *out = value;
    return SWAGE_OK;
}

/* --- encode ------------------------------------------------------------------------------------------------------- */

static char *tags_write(swage_buffer *buffer, char *p, struct tag_array tags)
{
    for (size_t i = 0; i < tags.len; i++) {
        const struct tag *tag = &tags.ptr[i];
        p = swage_reserve(buffer, p, 40 + tag->key.len);
        p = p ? swage_put(p, i ? ",{\"key\":\"" : "{\"key\":\"", i ? 9 : 8) : NULL;
        p = p ? swage_write_text(buffer, p, tag->key) : NULL;
        p = p ? swage_put(p, "\",\"hot\":", 8) : NULL;
        p = p ? swage_write_bool(p, tag->hot) : NULL;
        p = p ? swage_put(p, ",\"tags\":[", 9) : NULL;
        p = p ? tags_write(buffer, p, tag->tags) : NULL;
        p = swage_reserve(buffer, p, 2);
        p = p ? swage_put(p, "]}", 2) : NULL;
    }
    return p;
}

static enum swage_status user_encode(const struct user *user, swage_buffer *buffer)
{
    char *p = swage_writer_open(buffer, 60 + user->name.len + user->bio.len);
    p = p ? swage_put(p, "{\"id\":", 6) : NULL;
    p = p ? swage_write_int64(p, user->id) : NULL;
    p = p ? swage_put(p, ",\"name\":\"", 9) : NULL;
    p = p ? swage_write_text(buffer, p, user->name) : NULL;
    if (p && user->bio.ptr) {
        p = swage_put(p, "\",\"bio\":\"", 9);
        p = swage_write_text(buffer, p, user->bio);
    }
    p = p ? swage_put(p, "\",\"tags\":[", 10) : NULL;
    p = p ? tags_write(buffer, p, user->tags) : NULL;
    p = swage_reserve(buffer, p, 2);
    p = p ? swage_put(p, "]}", 2) : NULL;
    return swage_writer_close(buffer, p);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static const char *const good[] = {
    "{\"id\":1,\"name\":\"Ann\",\"tags\":[]}",
    "{\"id\": 1, \"name\": \"Ann\", \"bio\": null, \"tags\": [ ]}",
    " { \"tags\" : [ ] , \"name\" : \"Ann\" , \"id\" : 1 } ",
    "{\"id\":2147483647,\"name\":\"\\u65e5\\n\xe6\x97\xa5\",\"bio\":\"short\",\"tags\":[{\"key\":\"\",\"hot\":true}]}",
    "{\"id\":1,\"name\":\"Ann\",\"x\":[{\"id\":[]}],"
    "\"tags\":[{\"key\":\"k\",\"y\":1,\"hot\":false},{\"hot\":true,\"key\":\"l\"}]}",
    "{\"i\\u0064\":7,\"name\":\"Ann\","
    "\"tags\":[{\"key\":\"a\",\"hot\":true,\"tags\":[{\"key\":\"b\",\"hot\":false,\"tags\":[]}]}]}",
};

START_TEST(good_documents_are_decoded_and_written_back)
{
    struct guarded guarded = guarded_new(512);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        swage_arena arena;
        swage_buffer first, second;
        struct user user;
        size_t len = strlen(good[i]);
        swage_arena_init(&arena, 1 << 16);
        swage_buffer_init(&first, 1 << 16);
        swage_buffer_init(&second, 1 << 16);
        ck_assert_int_eq(user_decode(swage_str_of(guarded_put(&guarded, good[i], len), len), &arena, &user, NULL),
                         SWAGE_OK);
        ck_assert_int_eq(user_encode(&user, &first), SWAGE_OK);
        ck_assert_int_eq(user_decode(swage_str_of(first.ptr, first.len), &arena, &user, NULL), SWAGE_OK);
        ck_assert_int_eq(user_encode(&user, &second), SWAGE_OK);
        ck_assert(swage_str_equal(swage_str_of(first.ptr, first.len), swage_str_of(second.ptr, second.len)));
        swage_buffer_done(&first);
        swage_buffer_done(&second);
        swage_arena_done(&arena);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(members_have_their_values)
{
    swage_arena arena;
    struct user user;
    swage_arena_init(&arena, 1 << 16);
    ck_assert_int_eq(user_decode(swage_str_from(good[4]), &arena, &user, NULL), SWAGE_OK);
    ck_assert_int_eq(user.id, 1);
    ck_assert(swage_str_equal(user.name, SWAGE_STR("Ann")));
    ck_assert_ptr_null(user.bio.ptr);
    ck_assert_uint_eq(user.tags.len, 2);
    ck_assert(swage_str_equal(user.tags.ptr[1].key, SWAGE_STR("l")));
    ck_assert(!user.tags.ptr[0].hot && user.tags.ptr[1].hot);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(every_cut_is_refused_and_leaves_the_output)
{
    struct guarded guarded = guarded_new(512);
    swage_arena arena;
    swage_arena_init(&arena, 1 << 16);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        /* The white space behind the last bracket may be missing. */
        size_t len = strlen(good[i]);
        while (good[i][len - 1] == ' ')
            len--;
        for (size_t cut = 0; cut < len; cut++) {
            struct swage_error error;
            struct user user = {.id = 77};
            swage_str json = swage_str_of(guarded_put(&guarded, good[i], cut), cut);
            ck_assert_int_eq(user_decode(json, &arena, &user, &error), SWAGE_E_INVALID);
            ck_assert_int_eq(user.id, 77);
            ck_assert_int_ne(error.fault, SWAGE_FAULT_INVALID);
        }
    }
    swage_arena_done(&arena);
    guarded_free(&guarded);
}
END_TEST

/* As above with the cut closed by each bracket: the sentinel is there, and must not be taken for more than it is. */
START_TEST(a_cut_behind_a_bracket_of_its_own_is_refused)
{
    struct guarded guarded = guarded_new(512);
    swage_arena arena;
    swage_arena_init(&arena, 1 << 16);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        for (size_t cut = 0; cut + 1 < strlen(good[i]); cut++) {
            for (const char *bracket = "]}"; *bracket; bracket++) {
                char json[256];
                struct swage_error faults[8];
                struct user user;
                memcpy(json, good[i], cut);
                json[cut] = *bracket;
                swage_str text = swage_str_of(guarded_put(&guarded, json, cut + 1), cut + 1);
                size_t count = swage_explain(text, &user_type, SWAGE_DEPTH_MAX, faults, 8);
                ck_assert_int_eq(user_decode(text, &arena, &user, NULL) == SWAGE_OK, count == 0);
            }
        }
    }
    swage_arena_done(&arena);
    guarded_free(&guarded);
}
END_TEST

START_TEST(decoder_and_collector_agree)
{
    struct guarded guarded = guarded_new(512);
    swage_arena arena;
    uint64_t state = 0xc0dec;
    size_t accepted = 0;
    swage_arena_init(&arena, 1 << 16);
    for (int round = 0; round < 300000; round++) {
        char json[256];
        struct user user;
        struct swage_error error = {.fault = SWAGE_FAULT_NONE};
        const char *from = good[mutation_below(&state, sizeof good / sizeof *good)];
        size_t len = strlen(from);
        memcpy(json, from, len);
        len = mutation_apply(&state, json, len, sizeof json);
        swage_str text = swage_str_of(guarded_put(&guarded, json, len), len);
        bool is_good = user_decode(text, &arena, &user, &error) == SWAGE_OK;
        accepted += is_good;
        size_t count = is_good ? swage_explain(text, &user_type, SWAGE_DEPTH_MAX, &error, 1) : 1;
        if (is_good ? count > 0 : error.fault == SWAGE_FAULT_INVALID)
            ck_abort_msg("%d: %.*s", is_good, (int)len, json);
        swage_arena_reset(&arena);
    }
    ck_assert_uint_gt(accepted, 10000);
    swage_arena_done(&arena);
    guarded_free(&guarded);
}
END_TEST

/* {"id":1,"name":"Ann","tags":[{"key":"","hot":true,"tags":[{...}]}]} with `levels` tags in one another. */
static size_t nest(char *json, unsigned levels)
{
    size_t len = (size_t)sprintf(json, "{\"id\":1,\"name\":\"Ann\",\"tags\":[");
    for (unsigned i = 0; i < levels; i++)
        len += (size_t)sprintf(json + len, "{\"key\":\"\",\"hot\":true,\"tags\":[");
    for (unsigned i = 0; i < levels; i++)
        len += (size_t)sprintf(json + len, "]}");
    return len + (size_t)sprintf(json + len, "]}");
}

START_TEST(depth_is_exact_and_the_same_for_both)
{
    swage_arena arena;
    swage_arena_init(&arena, 1 << 20);
    for (unsigned levels = 25; levels < 40; levels++) {
        char json[4096];
        struct user user;
        struct swage_error error = {.fault = SWAGE_FAULT_NONE};
        size_t len = nest(json, levels);
        /* Two for the user and its array, two for each tag. */
        bool fits = 2 + 2 * levels <= SWAGE_DEPTH_MAX;
        ck_assert_int_eq(user_decode(swage_str_of(json, len), &arena, &user, &error) == SWAGE_OK, fits);
        ck_assert_int_eq(error.fault, fits ? SWAGE_FAULT_NONE : SWAGE_FAULT_DEPTH);
    }
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_full_arena_is_told_as_such)
{
    swage_arena arena;
    struct user user;
    struct swage_error error;
    swage_arena_init(&arena, 64);
    ck_assert_int_eq(user_decode(swage_str_from(good[3]), &arena, &user, &error), SWAGE_E_LIMIT);
    ck_assert_int_eq(error.fault, SWAGE_FAULT_MEMORY);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(what_is_not_set_is_not_encoded)
{
    swage_buffer out;
    swage_buffer_init(&out, 1000);
    ck_assert_int_eq(user_encode(&(struct user){.id = 1}, &out), SWAGE_E_UNSET);
    struct user user = {.id = 1, .name = SWAGE_STR_INIT("\xff")};
    ck_assert_int_eq(user_encode(&user, &out), SWAGE_E_VALUE);
    ck_assert_uint_eq(out.len, 0);
    swage_buffer_done(&out);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("codec");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, good_documents_are_decoded_and_written_back);
    tcase_add_test(tests, members_have_their_values);
    tcase_add_test(tests, every_cut_is_refused_and_leaves_the_output);
    tcase_add_test(tests, a_cut_behind_a_bracket_of_its_own_is_refused);
    tcase_add_test(tests, decoder_and_collector_agree);
    tcase_add_test(tests, depth_is_exact_and_the_same_for_both);
    tcase_add_test(tests, a_full_arena_is_told_as_such);
    tcase_add_test(tests, what_is_not_set_is_not_encoded);
    Suite *suite = suite_create("codec");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
