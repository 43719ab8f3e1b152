/* SPDX-License-Identifier: MIT */
/* Threads for offloaded work. */
#include "config.h"

#include "server/crew.h"

#include <check.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { MANY = 2000 };

struct job {
    struct swage_mail mail; /* first */
    int number;
};

static struct crew *crew;
static struct job jobs[MANY];
static atomic_int begun, done, last_number;
static sem_t permits;

static void count(struct swage_mail *mail)
{
    struct job *job = (struct job *)(void *)mail;
    atomic_store(&last_number, job->number);
    atomic_fetch_add(&done, 1);
}

static void wait_for_permit(struct swage_mail *mail)
{
    atomic_fetch_add(&begun, 1);
    while (sem_wait(&permits))
        continue;
    count(mail);
}

static bool add(int number, void (*run)(struct swage_mail *mail))
{
    jobs[number] = (struct job){{.run = run}, number};
    return crew_add(crew, &jobs[number].mail);
}

static void await(atomic_int *value, int wanted)
{
    struct timespec tick = {.tv_nsec = 1000000};
    for (int i = 0; atomic_load(value) < wanted; i++) {
        ck_assert_int_lt(i, 20000);
        nanosleep(&tick, NULL);
    }
}

static void permit(int number)
{
    for (int i = 0; i < number; i++)
        sem_post(&permits);
}

static void set_up(void)
{
    sem_init(&permits, 0, 0);
}

START_TEST(no_thread_runs_before_there_is_work)
{
    crew = crew_new(4, 4);
    ck_assert_uint_eq(crew->threads, 0);
    ck_assert(add(0, count));
    await(&done, 1);
    ck_assert_uint_eq(crew->threads, 1);
    crew_free(crew, 10000);
}
END_TEST

START_TEST(idle_threads_are_used_before_others_start)
{
    crew = crew_new(8, 4);
    for (int i = 0; i < 50; i++) {
        ck_assert(add(i, count));
        await(&done, i + 1);
        for (;;) { /* it says that it is done before it is idle */
            pthread_mutex_lock(&crew->lock);
            unsigned idle = crew->idle;
            pthread_mutex_unlock(&crew->lock);
            if (idle == 1)
                break;
        }
    }
    ck_assert_uint_eq(crew->threads, 1);
    crew_free(crew, 10000);
}
END_TEST

START_TEST(work_is_done_at_the_same_time_up_to_the_maximum)
{
    crew = crew_new(3, 2);
    for (int i = 0; i < 3; i++)
        ck_assert(add(i, wait_for_permit));
    await(&begun, 3);
    ck_assert(add(3, wait_for_permit));
    ck_assert(add(4, wait_for_permit));
    ck_assert(!add(5, wait_for_permit)); /* two wait */
    ck_assert_uint_eq(crew->threads, 3);
    permit(1);
    await(&begun, 4);
    ck_assert(add(5, wait_for_permit));
    permit(5);
    await(&done, 6);
    crew_free(crew, 10000);
}
END_TEST

START_TEST(one_thread_keeps_the_order)
{
    crew = crew_new(1, MANY);
    for (int i = 0; i < MANY; i++) {
        ck_assert(add(i, count));
        ck_assert_int_le(atomic_load(&last_number), i);
    }
    await(&done, MANY);
    ck_assert_int_eq(atomic_load(&last_number), MANY - 1);
    crew_free(crew, 10000);
}
END_TEST

START_TEST(what_waits_at_the_end_is_dropped)
{
    crew = crew_new(1, 10);
    ck_assert(add(0, wait_for_permit));
    await(&begun, 1);
    for (int i = 1; i < 5; i++)
        ck_assert(add(i, count));
    permit(1);
    pthread_mutex_lock(&crew->lock); /* the thread comes back to a crew that ends */
    crew->is_ending = true;
    pthread_mutex_unlock(&crew->lock);
    ck_assert(!add(9, count));
    crew_free(crew, 10000);
    ck_assert_int_le(atomic_load(&done), 5);
}
END_TEST

START_TEST(a_thread_that_hangs_is_left_behind)
{
    crew = crew_new(1, 10);
    ck_assert(add(0, wait_for_permit));
    await(&begun, 1);
    crew_free(crew, 50);
    permit(1);
    await(&done, 1); /* it touches memory that is still there */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crew");
    TCase *tc = tcase_create("crew");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, no_thread_runs_before_there_is_work);
    tcase_add_test(tc, idle_threads_are_used_before_others_start);
    tcase_add_test(tc, work_is_done_at_the_same_time_up_to_the_maximum);
    tcase_add_test(tc, one_thread_keeps_the_order);
    tcase_add_test(tc, what_waits_at_the_end_is_dropped);
    tcase_add_test(tc, a_thread_that_hangs_is_left_behind);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
