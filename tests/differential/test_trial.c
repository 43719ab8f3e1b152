/* SPDX-License-Identifier: MIT */
/* A decoder that is wrong is found: codecs of one schema are tried against the model of another, which differs from it
   in one thing. */
#include "config.h"

#include "trial.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct trial *trial;

static void setup(void)
{
    trial = trial_new();
    ck_assert_ptr_nonnull(trial);
}

static void teardown(void)
{
    trial_free(trial);
}

static void open_schema(struct workshop *workshop, const char *text)
{
    struct workshop_file file = {"one.swage", text};
    enum workshop_end end = workshop_open(workshop, &file, 1, false);
    ck_assert_msg(end == WORKSHOP_FINE, "%s\n%s", text, workshop->message);
}

/* All at once: to start a C compiler is what takes the time. `right` and `wrong` are the same structs A0, A1, ... */
static const struct {
    const char *right, *wrong;
} rows[] = {
    {"a: string(..5);", "a: string(..6);"},
    {"a: string(2..5);", "a: string(1..5);"},
    {"a: int32(1..100);", "a: int32(0..100);"},
    {"a: uint64(..18446744073709551614);", "a: uint64;"},
    {"a: int8;", "a: int16(-128..127);"},
    {"a: int32 @multiple_of(4);", "a: int32 @multiple_of(2);"},
    {"a: float64 @gt(0);", "a: float64(0..);"},
    {"a: float64 @multiple_of(0.01);", "a: float64 @multiple_of(0.05);"},
    {"a: decimal(..1);", "a: decimal @lt(1);"},
    {"a: bool;", "a?: bool;"},
    {"a?: bool;", "a?: bool | null;"},
    {"a: int8 = 1;", "a: int8 = 2;"},
    {"a: int8[..3];", "a: int8[..4];"},
    {"a: int8[2];", "a: int8[3];"},
    {"a: int8[..9] @unique;", "a: int8[..9];"},
    {"a: map<int8>(1..);", "a: map<int8>;"},
    {"a: map<int8, int8>;", "a: map<int16, int8>;"},
    {"a: string @pattern(\"^a+$\");", "a: string @pattern(\"^a*$\");"},
    {"a: date;", "a: datetime;"},
    {"a: bytes;", "a: bytes @hex;"},
    {"a: int8 @string;", "a: int8;"},
    {"a: int8 @name(\"b\");", "a: int8 @name(\"c\");"},
    {"a: int8; b: int8;", "b: int8; a: int8;"}, /* written in another order */
    {"a: string @nul;", "a: string;"},
    {"a: (int8 | null)[..4];", "a: int8[..4];"},
    {"a: R;", "a: S;"},
    {"a: U;", "a: V;"},
};

enum { ROWS = sizeof rows / sizeof *rows, TRIALS = 2000 };

/* What both schemas have, too. */
static const char both[] =
    "enum R { r, s } enum S { r, t }\n"
    "@discriminator(\"k\") union U { x: X; } @discriminator(\"l\") union V { x: X; } struct X { o?: int8; }\n";

static char *schema_of(bool is_wrong)
{
    char *text = calloc(1, 1 << 16), line[512];
    ck_assert_ptr_nonnull(text);
    strcat(text, both);
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(line, sizeof line, "struct A%zu { %s }\n", i, is_wrong ? rows[i].wrong : rows[i].right);
        strcat(text, line);
    }
    return text;
}

static const struct codec *codec_named(const struct workshop *workshop, const char *name)
{
    const struct codec *const *codec = workshop->codecs;
    while (*codec && strcmp((*codec)->name, name) != 0)
        codec++;
    return *codec;
}

START_TEST(decoders_of_another_schema_are_found)
{
    struct workshop right, wrong;
    char *right_text = schema_of(false), *wrong_text = schema_of(true), name[16];
    open_schema(&right, right_text);
    open_schema(&wrong, wrong_text);
    const struct codec *const *codecs = right.codecs;
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(name, sizeof name, "A%zu", i);
        const struct codec *list[2] = {codec_named(&right, name), NULL};
        right.codecs = list;
        trial_documents(trial, &right, 7, TRIALS);
        ck_assert_msg(!trial->differs, "%s: %s\n%.*s", rows[i].right, trial->message, (int)trial->len, trial->text);
        ck_assert_uint_eq(trial->documents, TRIALS);
        ck_assert_uint_gt(trial->accepted, 20);
        list[0] = codec_named(&wrong, name);
        trial_documents(trial, &right, 7, TRIALS);
        ck_assert_msg(trial->differs, "%s passes for %s", rows[i].wrong, rows[i].right);
        right.codecs = codecs;
    }
    workshop_close(&right);
    workshop_close(&wrong);
    free(right_text);
    free(wrong_text);
}
END_TEST

static enum swage_status crash(swage_str json, swage_arena *arena, void *out, struct swage_error *error)
{
    (void)json, (void)arena, (void)out, (void)error;
    abort();
}

START_TEST(a_decoder_that_crashes_is_told)
{
    struct workshop workshop;
    open_schema(&workshop, "struct A0 { a: int8; }");
    struct codec wrong = *workshop.codecs[0];
    const struct codec *list[] = {&wrong, NULL};
    wrong.decode = crash;
    workshop.codecs = list;
    trial_document(trial, &workshop, "one/A0", "{\"a\":1}", 7);
    ck_assert(trial->differs);
    ck_assert_ptr_nonnull(strstr(trial->message, "signal"));
    ck_assert_str_eq(trial->type, "one/A0");
    ck_assert_uint_eq(trial->len, 7);
    workshop_close(&workshop);
}
END_TEST

START_TEST(one_document_is_tried)
{
    struct workshop workshop;
    open_schema(&workshop, "struct A0 { a: int8; }");
    trial_document(trial, &workshop, "one/A0", "{\"a\":1}", 7);
    ck_assert(!trial->differs && trial->documents == 1 && trial->accepted == 1);
    trial_document(trial, &workshop, "one/A0", "{\"a\":1", 6);
    ck_assert(!trial->differs && trial->documents == 1 && trial->accepted == 0);
    trial_document(trial, &workshop, "one/A1", "{}", 2);
    ck_assert(!trial->differs && trial->documents == 0);
    workshop_close(&workshop);
}
END_TEST

START_TEST(schemas_that_are_refused_say_why)
{
    struct workshop workshop;
    struct workshop_file file = {"one.swage", "struct A0 { a: int; }"};
    ck_assert_int_eq(workshop_open(&workshop, &file, 1, false), WORKSHOP_REFUSED);
    ck_assert_ptr_nonnull(strstr(workshop.message, "unknown type 'int'"));
    workshop_close(&workshop);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("trial");
    TCase *tcase = tcase_create("trial");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, decoders_of_another_schema_are_found);
    tcase_add_test(tcase, a_decoder_that_crashes_is_told);
    tcase_add_test(tcase, one_document_is_tried);
    tcase_add_test(tcase, schemas_that_are_refused_say_why);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
