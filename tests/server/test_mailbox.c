/* SPDX-License-Identifier: MIT */
/* The mailbox, between threads. */
#include "config.h"

#include "server/mailbox.h"

#include <check.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { THREADS = 4, LETTERS = 20000 };

struct letter {
    struct swage_mail mail; /* first */
    unsigned thread, number;
};

static struct mailbox box;
static unsigned arrived, next_number[THREADS];

static void read_letter(struct swage_mail *mail)
{
    struct letter *letter = (struct letter *)(void *)mail;
    ck_assert_uint_eq(letter->number, next_number[letter->thread]);
    next_number[letter->thread]++;
    arrived++;
    free(letter);
}

static void send_letter(unsigned thread, unsigned number)
{
    struct letter *letter = malloc(sizeof *letter);
    *letter = (struct letter){{.run = read_letter}, thread, number};
    mailbox_post(&box, &letter->mail);
}

static bool is_ringing(int timeout_ms)
{
    struct pollfd fd = {.fd = box.fd, .events = POLLIN};
    return poll(&fd, 1, timeout_ms) == 1;
}

static void silence(void)
{
    uint64_t count;
    ck_assert_int_eq(read(box.fd, &count, sizeof count), sizeof count);
}

START_TEST(mail_runs_in_the_order_of_posting)
{
    for (unsigned i = 0; i < 10; i++)
        send_letter(0, i);
    mailbox_run(&box);
    ck_assert_uint_eq(arrived, 10);
}
END_TEST

START_TEST(the_bell_rings_once_for_a_box_that_was_empty)
{
    ck_assert(!is_ringing(0));
    send_letter(0, 0);
    ck_assert(is_ringing(0));
    silence();
    send_letter(0, 1);
    ck_assert(!is_ringing(0)); /* whoever was woken finds both */
    mailbox_run(&box);
    send_letter(0, 2);
    ck_assert(is_ringing(0));
    mailbox_run(&box);
    ck_assert_uint_eq(arrived, 3);
}
END_TEST

static void post_another(struct swage_mail *mail)
{
    (void)mail;
    send_letter(0, 0);
}

START_TEST(mail_posted_by_mail_waits_for_the_next_time)
{
    struct swage_mail mail = {.run = post_another};
    mailbox_post(&box, &mail);
    mailbox_run(&box);
    ck_assert_uint_eq(arrived, 0);
    mailbox_run(&box);
    ck_assert_uint_eq(arrived, 1);
}
END_TEST

static void *post_all(void *arg)
{
    unsigned thread = *(unsigned *)arg;
    for (unsigned i = 0; i < LETTERS; i++)
        send_letter(thread, i);
    return NULL;
}

START_TEST(no_letter_of_many_threads_is_lost_or_overtaken)
{
    pthread_t threads[THREADS];
    unsigned numbers[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        numbers[i] = i;
        ck_assert_int_eq(pthread_create(&threads[i], NULL, post_all, &numbers[i]), 0);
    }
    while (arrived < THREADS * LETTERS) {
        ck_assert_msg(is_ringing(20000), "asleep with %u letters to come", THREADS * LETTERS - arrived);
        silence();
        mailbox_run(&box);
    }
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}
END_TEST

static void set_up(void)
{
    ck_assert_int_eq(mailbox_open(&box), 0);
    arrived = 0;
    for (int i = 0; i < THREADS; i++)
        next_number[i] = 0;
}

static void tear_down(void)
{
    mailbox_close(&box);
}

int main(void)
{
    Suite *suite = suite_create("mailbox");
    TCase *tc = tcase_create("mailbox");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, mail_runs_in_the_order_of_posting);
    tcase_add_test(tc, the_bell_rings_once_for_a_box_that_was_empty);
    tcase_add_test(tc, mail_posted_by_mail_waits_for_the_next_time);
    tcase_add_test(tc, no_letter_of_many_threads_is_lost_or_overtaken);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
