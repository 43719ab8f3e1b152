/* SPDX-License-Identifier: MIT */
/* The list of faults and its pointers: their order, and what becomes of them at their limits. */
#include "config.h"

#include "bench.h"
#include "validate/findings.h"

#include <string.h>

static struct validate_fault list[VALIDATE_FAULTS];
static struct findings findings;

static void restart(void)
{
    memset(list, 0, sizeof list);
    findings = (struct findings){.list = list};
}

static struct model_text text_of(const char *text)
{
    return (struct model_text){text, strlen(text)};
}

START_TEST(a_pointer_escapes_what_rfc_6901_says)
{
    restart();
    struct findings_mark mark = findings_into_member(&findings, text_of("a/b~c\303\251"));
    findings_into_item(&findings, 12);
    findings_into_member(&findings, text_of(""));
    findings_add(&findings, "type", "one");
    findings_back(&findings, mark);
    findings_add(&findings, "null", "two");
    ck_assert_str_eq(list[0].pointer, "/a~1b~0c\303\251/12/");
    ck_assert_str_eq(list[1].pointer, "");
}
END_TEST

START_TEST(a_long_pointer_is_cut_at_a_character)
{
    char key[VALIDATE_POINTER];
    memset(key, 'a', sizeof key);
    strcpy(key + VALIDATE_POINTER - 4, "\303\251");
    restart();
    struct findings_mark mark = findings_into_member(&findings, text_of(key));
    findings_add(&findings, "type", "it fits, to the last byte");
    ck_assert_uint_eq(strlen(list[0].pointer), VALIDATE_POINTER - 1);
    struct findings_mark full = findings_into_item(&findings, 1);
    findings_back(&findings, full);
    findings_back(&findings, mark);
    strcpy(key + VALIDATE_POINTER - 4, "b\303\251");
    findings_into_member(&findings, text_of(key));
    findings_into_member(&findings, text_of("c"));
    findings_add(&findings, "type", "one byte is missing");
    ck_assert_uint_eq(strlen(list[1].pointer), VALIDATE_POINTER - 2);
    ck_assert_int_eq(list[1].pointer[VALIDATE_POINTER - 3], 'b');
    findings_back(&findings, mark);
    findings_into_item(&findings, 3);
    findings_add(&findings, "type", "what was taken back is gone");
    ck_assert_str_eq(list[2].pointer, "/3");
}
END_TEST

START_TEST(a_secret_ends_the_pointer)
{
    restart();
    findings_into_member(&findings, text_of("keys"));
    struct findings_mark mark = findings_into_secret(&findings);
    findings_into_member(&findings, text_of("hush"));
    findings_add(&findings, "type", "one");
    findings_back(&findings, mark);
    findings_into_item(&findings, 0);
    findings_add(&findings, "type", "two");
    ck_assert_str_eq(list[0].pointer, "/keys");
    ck_assert_str_eq(list[1].pointer, "/keys/0");
}
END_TEST

/* robustness 100 */
START_TEST(the_list_is_bounded)
{
    restart();
    for (int i = 0; i < VALIDATE_FAULTS; i++) {
        ck_assert(findings_has_room(&findings));
        findings_add(&findings, "type", "%d", i);
    }
    ck_assert(!findings_has_room(&findings));
    findings_add(&findings, "null", "one too many");
    ck_assert_uint_eq(findings.count, VALIDATE_FAULTS);
    ck_assert_uint_eq(findings.found, VALIDATE_FAULTS + 1);
    ck_assert_str_eq(list[VALIDATE_FAULTS - 1].code, "type");
    findings_end(&findings, "syntax", "this is told whatever there is");
    ck_assert_uint_eq(findings.count, VALIDATE_FAULTS);
    ck_assert_str_eq(list[VALIDATE_FAULTS - 1].code, "syntax");
    ck_assert_str_eq(list[VALIDATE_FAULTS - 2].message, "30");
}
END_TEST

START_TEST(a_long_message_is_cut_at_a_character)
{
    restart();
    char long_text[VALIDATE_MESSAGE + 10];
    for (size_t before = 0; before < 4; before++) {
        size_t len = before;
        memset(long_text, 'a', before);
        for (; len + 3 < sizeof long_text; len += 3)
            memcpy(long_text + len, "\342\202\254", 4);
        findings_add(&findings, "enum", "%s", long_text);
        size_t cut = strlen(list[before].message);
        ck_assert_uint_le(cut, VALIDATE_MESSAGE - 1);
        ck_assert_uint_ge(cut, VALIDATE_MESSAGE - 5);
        ck_assert_uint_eq((cut - before) % 3, 0);
    }
    char exact[VALIDATE_MESSAGE];
    memset(exact, 'a', sizeof exact - 1);
    exact[sizeof exact - 1] = '\0';
    findings_add(&findings, "enum", "%s", exact);
    ck_assert_str_eq(list[4].message, exact);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("findings");
    tcase_add_test(tests, a_pointer_escapes_what_rfc_6901_says);
    tcase_add_test(tests, a_long_pointer_is_cut_at_a_character);
    tcase_add_test(tests, a_secret_ends_the_pointer);
    tcase_add_test(tests, the_list_is_bounded);
    tcase_add_test(tests, a_long_message_is_cut_at_a_character);
    return bench_run("findings", tests);
}
