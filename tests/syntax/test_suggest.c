/* SPDX-License-Identifier: MIT */
/* Which name a wrong word is taken for, and when none. */
#include "config.h"

#include "parsing.h"
#include "syntax/suggest.h"

static const char *const names[] = {"GET",   "POST",   "int32", "int64", "string", "datetime",
                                    "query", "header", "id",    "uuid",  NULL};

static const struct suggest_case {
    const char *word, *nearest;
} cases[] = {
    {"GTE", "GET"},        {"get", "GET"},     {"PSOT", "POST"},         {"strng", "string"},
    {"String", "string"},  {"int23", "int32"}, {"datetiem", "datetime"}, {"qurey", "query"},
    {"headers", "header"}, {"uuuid", "uuid"},  {"string", NULL},         {"", NULL},
    {"if", NULL},          {"xyz", NULL},      {"telephone", NULL},      {"integer_of_some_kind", NULL},
};

START_TEST(the_nearest_name_is_meant)
{
    const char *nearest = suggest_nearest(cases[_i].word, strlen(cases[_i].word), names);
    if (cases[_i].nearest == NULL)
        ck_assert_ptr_null(nearest);
    else
        ck_assert_str_eq(nearest, cases[_i].nearest);
}
END_TEST

START_TEST(only_the_given_length_of_the_word_counts)
{
    ck_assert_str_eq(suggest_nearest("strng;;;;", 5, names), "string");
}
END_TEST

START_TEST(of_two_as_near_the_first_is_taken)
{
    static const char *const twins[] = {"cart", "card", NULL};
    ck_assert_str_eq(suggest_nearest("carx", 4, twins), "cart");
}
END_TEST

START_TEST(words_of_a_million_letters_have_no_neighbours)
{
    static char word[1000001];
    memset(word, 'a', 1000000);
    ck_assert_ptr_null(suggest_nearest(word, 1000000, names));
    const char *const itself[] = {word, NULL};
    ck_assert_ptr_null(suggest_nearest("aaaa", 4, itself));
}
END_TEST

static const struct suggest_case habits[] = {
    {"int", "int32"},     {"long", "int64"}, {"String", "string"}, {"char", "string"}, {"float", "float32"},
    {"INTEGER", "int64"}, {"in", NULL},      {"integers", NULL},   {"User", NULL},
};

START_TEST(habits_of_other_languages_are_known)
{
    const char *type = suggest_type_habit(habits[_i].word, strlen(habits[_i].word));
    if (habits[_i].nearest == NULL)
        ck_assert_ptr_null(type);
    else
        ck_assert_str_eq(type, habits[_i].nearest);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, the_nearest_name_is_meant, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, only_the_given_length_of_the_word_counts);
    tcase_add_test(tests, of_two_as_near_the_first_is_taken);
    tcase_add_test(tests, words_of_a_million_letters_have_no_neighbours);
    tcase_add_loop_test(tests, habits_of_other_languages_are_known, 0, sizeof habits / sizeof *habits);
}

int main(void)
{
    return parsing_run("suggest", add_tests);
}
