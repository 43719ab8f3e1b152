/* SPDX-License-Identifier: MIT */
/*
 * Raw requests of other projects' test suites (SWAGE_TEST_DATA/http/cases.json), run against the HTTP/1 machine in
 * memory: whole, one byte a segment, and, when short, cut at every byte. Each way must hold what the case expects.
 */
#include "config.h"

#include "sample.h"
#include "wire.h"

#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUT_MAX 400 /* bytes: longer cases are not cut at every byte */

struct run {
    int statuses[64]; /* of the final answers, in order */
    unsigned count;
    bool is_closed;
    struct wire_answer last;
    swage_str echo; /* the body of the first answer */
};

static struct wire wire;
static json_object *cases;
static swage_buffer text; /* of the case at work: all its writes */

static json_object *member(json_object *object, const char *key)
{
    json_object *found = NULL;
    json_object_object_get_ex(object, key, &found);
    return found;
}

static const char *word(json_object *object, const char *key)
{
    json_object *found = member(object, key);
    return found ? json_object_get_string(found) : "";
}

/* JSON has the bytes as code points up to U+00FF. */
static void add_latin1(const char *utf8, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)utf8[i];
        if (byte >= 0xc0 && i + 1 < len)
            byte = (unsigned char)((byte & 3) << 6 | (utf8[++i] & 0x3f));
        char out = (char)byte;
        ck_assert_int_eq(swage_buffer_add(&text, &out, 1), 0);
    }
}

static void add_string(json_object *string)
{
    add_latin1(json_object_get_string(string), (size_t)json_object_get_string_len(string));
}

/* "text", ["text", times] or ["format %d", count, "seq"] */
static void add_part(json_object *part)
{
    if (json_object_is_type(part, json_type_string)) {
        add_string(part);
        return;
    }
    json_object *what = json_object_array_get_idx(part, 0);
    int times = json_object_get_int(json_object_array_get_idx(part, 1));
    bool is_sequence = json_object_array_length(part) > 2;
    for (int i = 0; i < times; i++) {
        char line[256];
        const char *format = json_object_get_string(what);
        const char *hole = is_sequence ? strstr(format, "%d") : NULL;
        if (!hole) {
            add_string(what);
            continue;
        }
        int len = snprintf(line, sizeof line, "%.*s%d%s", (int)(hole - format), format, i, hole + 2);
        add_latin1(line, (size_t)len);
    }
}

/* A case that looks at the echoed body goes to the route that echoes. */
static void make_echo(void)
{
    static const char from[] = "POST / HTTP/1.1\r\n",
                      to[] = "POST /echo HTTP/1.1\r\nContent-Type: application/json\r\n";
    ck_assert_uint_gt(text.len, sizeof from);
    ck_assert_mem_eq(text.ptr, from, sizeof from - 1);
    swage_buffer_drop(&text, sizeof from - 1);
    char *rest = malloc(text.len);
    size_t len = text.len;
    memcpy(rest, text.ptr, len);
    text.len = 0;
    swage_buffer_add(&text, to, sizeof to - 1);
    swage_buffer_add(&text, rest, len);
    free(rest);
}

static void load(json_object *one)
{
    json_object *sends = member(one, "sends");
    text.len = 0;
    for (size_t i = 0; i < json_object_array_length(sends); i++) {
        json_object *parts = json_object_array_get_idx(sends, i);
        for (size_t k = 0; k < json_object_array_length(parts); k++)
            add_part(json_object_array_get_idx(parts, k));
    }
    if (member(one, "echo"))
        make_echo();
}

/* `cut` 0: whole; SIZE_MAX: one byte a segment; else two segments. */
static struct run play(size_t cut)
{
    struct run run = {0};
    wire_reset(&wire);
    sample_reset();
    for (size_t at = 0, len; at < text.len; at += len) {
        len = cut == SIZE_MAX ? 1 : at < cut ? cut : text.len - at;
        wire_send(&wire, text.ptr + at, len);
    }
    bool is_head = text.len > 4 && memcmp(text.ptr, "HEAD", 4) == 0;
    struct wire_answer answer;
    while (run.count < 64 && wire_next(&wire, is_head, &answer)) {
        if (answer.status < 200)
            continue;
        if (run.count == 0)
            run.echo = answer.body;
        run.statuses[run.count++] = answer.status;
        run.last = answer;
    }
    run.is_closed = wire.is_closed;
    return run;
}

static bool is_served(int status)
{
    return status < 400 || status == 404 || status == 405 || status == 415 || status == 501;
}

static bool is_framing(int status)
{
    return status == 400 || status == 408 || status == 411 || status == 413 || status == 414 || status == 417 ||
           status == 431 || status == 501 || status == 505;
}

/* The connection was ended by an answer that says so, or without one. */
static bool is_refused(const struct run *run)
{
    return run->is_closed && (run->count == 0 || (is_framing(run->statuses[run->count - 1]) && run->last.says_close));
}

static bool is_accepted(json_object *one, const struct run *run)
{
    json_object *responses = member(one, "responses"), *echo = member(one, "echo");
    unsigned wanted = responses ? (unsigned)json_object_get_int(responses) : 1;
    if (run->count != wanted)
        return false;
    for (unsigned i = 0; i < run->count; i++)
        if (!is_served(run->statuses[i]))
            return false;
    if (!echo)
        return true;
    size_t len = (size_t)json_object_get_string_len(echo);
    return run->echo.len == len && memcmp(run->echo.ptr, json_object_get_string(echo), len) == 0;
}

static bool has_no_fault(const struct run *run)
{
    for (unsigned i = 0; i < run->count; i++)
        if (run->statuses[i] >= 500 && run->statuses[i] != 501 && run->statuses[i] != 505)
            return false;
    return true;
}

static bool holds(json_object *one, const struct run *run)
{
    const char *expect = word(one, "expect");
    if (strcmp(expect, "accept") == 0)
        return is_accepted(one, run);
    if (strcmp(expect, "reject") == 0)
        return is_refused(run);
    if (strcmp(expect, "strict") == 0) /* 404 for a path that is none: no handler sees it, the framing is whole */
        return is_refused(run) || (run->count == 1 && run->statuses[0] == 404);
    if (strcmp(expect, "prefer-accept") == 0)
        return is_accepted(one, run) || is_refused(run);
    if (strcmp(expect, "wait") == 0)
        return run->count == 0 || is_refused(run);
    if (strcmp(expect, "wait-body") == 0)
        return run->count == 0;
    if (strcmp(expect, "noaccept") == 0)
        return run->count == 0 || is_refused(run);
    if (strcmp(expect, "late-reject") == 0) /* served once, and then nothing more of it */
        return run->is_closed && run->count == 1;
    if (strcmp(expect, "either") == 0)
        return has_no_fault(run) && (run->count > 0 || run->is_closed || wire.http1);
    ck_abort_msg("what is \"%s\"?", expect);
    return false;
}

/* The verdicts must be the same for every segmentation. */
static bool is_same(const struct run *a, const struct run *b)
{
    return a->count == b->count && a->is_closed == b->is_closed &&
           memcmp(a->statuses, b->statuses, a->count * sizeof a->statuses[0]) == 0;
}

static bool check_way(json_object *one, const struct run *whole, size_t cut)
{
    struct run run = play(cut);
    if (holds(one, &run) && is_same(whole, &run))
        return true;
    printf("%s (%s, %s), cut at %zd: %u answers, last %d, %s\n", word(one, "id"), word(one, "expect"),
           word(one, "name"), (ssize_t)cut, run.count, run.count ? run.statuses[run.count - 1] : 0,
           run.is_closed ? "closed" : "open");
    return false;
}

static bool check_case(json_object *one)
{
    load(one);
    struct run whole = play(0);
    whole.last.body.ptr = whole.last.head.ptr = whole.echo.ptr = NULL;
    if (!check_way(one, &whole, 0) || !check_way(one, &whole, SIZE_MAX))
        return false;
    for (size_t cut = 1; cut < text.len && text.len <= CUT_MAX; cut++)
        if (!check_way(one, &whole, cut))
            return false;
    return true;
}

START_TEST(every_case_holds_however_it_is_cut)
{
    size_t count = json_object_array_length(cases), held = 0;
    wire_init(&wire, &sample_app);
    swage_buffer_init(&text, 64 << 20);
    for (size_t i = 0; i < count; i++)
        held += check_case(json_object_array_get_idx(cases, i));
    swage_buffer_done(&text);
    wire_done(&wire);
    printf("%zu of %zu cases hold\n", held, count);
    fflush(stdout);
    ck_assert_uint_gt(count, 0);
    ck_assert_uint_eq(held, count);
}
END_TEST

static json_object *read_cases(void)
{
    const char *folder = getenv("SWAGE_TEST_DATA");
    char path[4096];
    snprintf(path, sizeof path, "%s/http/cases.json", folder ? folder : ".");
    json_object *root = folder ? json_object_from_file(path) : NULL;
    cases = root ? member(root, "cases") : NULL;
    return root;
}

int main(void)
{
    json_object *root = read_cases();
    if (!cases) {
        puts("skipped: SWAGE_TEST_DATA/http/cases.json is not there");
        return 77;
    }
    Suite *suite = suite_create("cases");
    TCase *tc = tcase_create("cases");
    tcase_set_timeout(tc, 300);
    tcase_add_test(tc, every_case_holds_however_it_is_cut);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    json_object_put(root);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
