/* SPDX-License-Identifier: MIT */
/* multipart/form-data: whole, byte by byte, cut at every byte, and what it refuses. */
#include "config.h"

#include "guard.h"
#include "http/multipart.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char said[8192]; /* name|filename|media=data; for each part */

static void say(const char *format, swage_str text)
{
    size_t len = strlen(said);
    snprintf(said + len, sizeof said - len, format, (int)text.len, text.ptr ? text.ptr : "-");
}

static swage_str shown(swage_str text)
{
    return text.ptr ? text : SWAGE_STR("-");
}

/* Gives it `len` bytes; false when it was bad. */
static bool feed(struct multipart *m, const char *bytes, size_t len, unsigned *pieces)
{
    const char *at = guard_behind(bytes, len), *end = at + len;
    enum multipart_event event;
    while ((event = multipart_next(m, &at, end)) != MULTIPART_MORE) {
        if (event == MULTIPART_BAD)
            return false;
        if (event == MULTIPART_PART) {
            say("%.*s|", shown(m->name));
            say("%.*s|", shown(m->filename));
            say("%.*s=", shown(m->media));
        } else if (event == MULTIPART_DATA) {
            ck_assert_uint_gt(m->data.len, 0);
            say("%.*s", m->data);
            ++*pieces;
        } else {
            say(event == MULTIPART_END ? "%.*s;" : "%.*s.", SWAGE_EMPTY);
        }
    }
    ck_assert_ptr_eq(at, end);
    return true;
}

static struct multipart multipart;

static bool read_pieces(const char *body, size_t len, size_t piece)
{
    unsigned pieces = 0;
    said[0] = '\0';
    ck_assert(multipart_init(&multipart, SWAGE_STR("multipart/form-data; boundary=AaB03x")));
    for (size_t at = 0; at < len; at += piece)
        if (!feed(&multipart, body + at, len - at < piece ? len - at : piece, &pieces))
            return false;
    return multipart_is_done(&multipart);
}

#define FIELD(parameters) "Content-Disposition: form-data; " parameters "\r\n"
#define PART(parameters, more, data) "--AaB03x\r\n" FIELD(parameters) more "\r\n" data "\r\n"
#define END "--AaB03x--\r\n"

static const struct {
    const char *body, *said;
} good[] = {
    {END, "."},
    {"--AaB03x--", "."},
    {PART("name=\"a\"", "", "b") END, "a|-|-=b;."},
    {PART("name=a", "", "") END, "a|-|-=;."},
    {PART("name=\"a\"; filename=\"x.png\"", "Content-Type: image/png\r\n", "\r\n--\r\n") END, "a|x.png|image/png=\r\n--\r\n;."},
    {PART("name=\"a\"", "", "1") PART("name=\"b\"", "", "2") END, "a|-|-=1;b|-|-=2;."},
    {"preamble\r\nof lines\r\n" PART("name=\"a\"", "", "1") END "epilogue", "a|-|-=1;."},
    {"--AaB03\r\n" PART("name=\"a\"", "", "\r\n--AaB03\r\r\n--AaB0\r\n\n--AaB03x") END, "a|-|-=\r\n--AaB03\r\r\n--AaB0\r\n\n--AaB03x;."},
    {"--AaB03x \t\r\n" FIELD("name=\"a\"") "\r\n1\r\n--AaB03x--  \r\n", "a|-|-=1;."},
    {PART("name=\"a%22b%0D%0Ac%41\\\"d\\\\e\\f\"", "", "") END, "a\"b\r\nc%41\"d\\e\\f|-|-=;."},
    {PART("name=\"\"; filename=\"\"", "", "") END, "||-=;."},
    {PART("NAME=\"\xc3\xa9\"; filename*=utf-8''x", "X-Other: 1\r\n", "") END, "\xc3\xa9|-|-=;."},
    {PART("name=\"a\"", "Content-Transfer-Encoding: binary\r\n", "") END, "a|-|-=;."},
    {"--AaB03x\r\ncontent-type:text/plain\r\nCONTENT-DISPOSITION:Form-Data;name=a\r\n\r\n\r\n" END, "a|-|text/plain=;."},
};

START_TEST(parts_are_what_stands_between_boundaries)
{
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        size_t len = strlen(good[i].body);
        ck_assert_msg(read_pieces(good[i].body, len, len), "%s", good[i].body);
        ck_assert_str_eq(said, good[i].said);
        for (size_t piece = 1; piece < len; piece++) {
            ck_assert_msg(read_pieces(good[i].body, len, piece), "%s by %zu", good[i].body, piece);
            ck_assert_str_eq(said, good[i].said);
        }
    }
}
END_TEST

START_TEST(one_that_is_cut_off_is_not_done)
{
    const char *body = good[5].body;
    size_t all = strlen(body) - 2; /* the last line end may be missing */
    for (size_t len = 0; len < all; len++)
        ck_assert_msg(!read_pieces(body, len, len + 1), "%zu", len);
    ck_assert(read_pieces(body, all, all));
}
END_TEST

START_TEST(the_data_of_a_part_that_comes_at_once_is_one_piece)
{
    static const char body[] = PART("name=\"a\"", "", "\r\n--AaB03\r\n--AaB0y\r\r\r\nx") END;
    unsigned pieces = 0;
    said[0] = '\0';
    ck_assert(multipart_init(&multipart, SWAGE_STR("multipart/form-data; boundary=AaB03x")));
    ck_assert(feed(&multipart, body, sizeof body - 1, &pieces));
    ck_assert_uint_eq(pieces, 1);
}
END_TEST

START_TEST(what_is_no_form_is_refused)
{
    static const char *const bad[] = {
        "--AaB03x",
        "--AaB03xy\r\n",
        "--AaB03x -- \r\n",
        "--AaB03x\n\n",
        "--AaB03x\r\n\r\nx\r\n" END,
        "--AaB03x\r\nContent-Type: text/plain\r\n\r\nx\r\n" END,
        "--AaB03x\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n" END,
        "--AaB03x\r\nContent-Disposition: form-data\r\n\r\nx\r\n" END,
        PART("filename=a", "", "") END,
        PART("name=a; name=b", "", "") END,
        PART("name=a; filename=b; filename=c", "", "") END,
        PART("name=\"a", "", "") END,
        PART("name=a b", "", "") END,
        PART("name=a", FIELD("name=b"), "") END,
        PART("name=a", "Content-Transfer-Encoding: base64\r\n", "") END,
        PART("name=a", " folded\r\n", "") END,
        PART("name=a", "No colon\r\n", "") END,
        PART("name=a", ": x\r\n", "") END,
        PART("name=a", "Na me: x\r\n", "") END,
        PART("name=a", "X: a\rb\r\n", "") END,
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (size_t piece = 1; piece <= strlen(bad[i]); piece++)
            ck_assert_msg(!read_pieces(bad[i], strlen(bad[i]), piece), "%s by %zu", bad[i], piece);
}
END_TEST

START_TEST(heads_have_a_most)
{
    char body[2 * MULTIPART_HEAD_MAX];
    for (int more = 0; more <= 1; more++) {
        const char *begin = "--AaB03x\r\n" FIELD("name=a") "X: ";
        size_t room = MULTIPART_HEAD_MAX - (strlen(begin) - strlen("--AaB03x\r\n")) - 4;
        int len = snprintf(body, sizeof body, "%s%0*d\r\n\r\n\r\n" END, begin, (int)room + more, 0);
        ck_assert(read_pieces(body, (size_t)len, (size_t)len) == !more);
    }
    ck_assert_str_eq(multipart.fault, "the head of a part is longer than 4096 bytes");
    ck_assert(!feed(&multipart, "x", 1, &(unsigned){0}));
}
END_TEST

START_TEST(boundaries_have_their_characters_and_a_most)
{
    static const struct {
        bool is_fine;
        const char *content_type;
    } cases[] = {
        {true, "multipart/form-data; boundary=a"},
        {true, "multipart/form-data;charset=utf-8;Boundary=\"a b'()+_,-./:=?\""},
        {true, "multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789"},
        {false, "multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890"},
        {false, "multipart/form-data"},
        {false, "multipart/form-data; boundary"},
        {false, "multipart/form-data; boundary="},
        {false, "multipart/form-data; boundary=\"\""},
        {false, "multipart/form-data; boundary=\"a \""},
        {false, "multipart/form-data; boundary=\"a\\\"\""},
        {false, "multipart/form-data; boundary=\"a@b\""},
        {false, "multipart/form-data; bound=a"},
        {false, "multipart/form-data"},
        {false, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len = strlen(cases[i].content_type);
        swage_str text = swage_str_of(guard_behind(cases[i].content_type, len), len);
        ck_assert_msg(multipart_init(&multipart, text) == cases[i].is_fine, "%s", cases[i].content_type);
    }
    ck_assert(!multipart_init(&multipart, (swage_str){NULL, 0}));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("multipart");
    TCase *tc = tcase_create("multipart");
    tcase_add_test(tc, parts_are_what_stands_between_boundaries);
    tcase_add_test(tc, one_that_is_cut_off_is_not_done);
    tcase_add_test(tc, the_data_of_a_part_that_comes_at_once_is_one_piece);
    tcase_add_test(tc, what_is_no_form_is_refused);
    tcase_add_test(tc, heads_have_a_most);
    tcase_add_test(tc, boundaries_have_their_characters_and_a_most);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
