/* SPDX-License-Identifier: MIT */
/* One queue under one lock: work that is worth another thread is long beside that. */
#include "config.h"

#include "server/crew.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct crew *crew_new(unsigned threads_max, unsigned waiting_max)
{
    struct crew *crew = calloc(1, sizeof *crew);
    if (!crew)
        return NULL;
    pthread_condattr_t monotonic;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->has_work, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&crew->is_quiet, &monotonic);
    pthread_condattr_destroy(&monotonic);
    crew->last = &crew->first;
    crew->threads_max = threads_max;
    crew->waiting_max = waiting_max;
    return crew;
}

/* With the lock held; NULL at the end. */
static struct swage_mail *await_work(struct crew *crew)
{
    crew->idle++;
    while (!crew->first && !crew->is_ending)
        pthread_cond_wait(&crew->has_work, &crew->lock);
    crew->idle--;
    struct swage_mail *work = crew->first;
    if (!work)
        return NULL;
    crew->first = work->next;
    if (!crew->first)
        crew->last = &crew->first;
    crew->waiting--;
    return work;
}

static void *run_member(void *arg)
{
    struct crew *crew = arg;
    pthread_mutex_lock(&crew->lock);
    for (struct swage_mail *work; (work = await_work(crew)) != NULL;) {
        pthread_mutex_unlock(&crew->lock);
        work->run(work);
        pthread_mutex_lock(&crew->lock);
    }
    if (--crew->threads == 0)
        pthread_cond_signal(&crew->is_quiet);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* With the lock held. Signals are for the main thread. */
static bool add_member(struct crew *crew)
{
    pthread_t thread;
    pthread_attr_t detached;
    sigset_t all, before;
    if (pthread_attr_init(&detached))
        return false;
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_made = pthread_create(&thread, &detached, run_member, crew) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&detached);
    crew->threads += is_made;
    return is_made;
}

static bool take_work(struct crew *crew, struct swage_mail *work)
{
    if (crew->is_ending)
        return false;
    /* Those that are idle may have been woken for what waits already. */
    bool is_short = crew->waiting >= crew->idle;
    if (is_short && crew->threads < crew->threads_max && add_member(crew))
        is_short = false;
    if (crew->threads == 0 || (is_short && crew->waiting >= crew->waiting_max))
        return false;
    work->next = NULL;
    *crew->last = work;
    crew->last = &work->next;
    crew->waiting++;
    pthread_cond_signal(&crew->has_work);
    return true;
}

bool crew_add(struct crew *crew, struct swage_mail *work)
{
    pthread_mutex_lock(&crew->lock);
    bool is_taken = take_work(crew, work);
    pthread_mutex_unlock(&crew->lock);
    return is_taken;
}

static struct timespec from_now(unsigned ms)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += (time_t)(ms / 1000);
    at.tv_nsec += (long)(ms % 1000) * 1000000;
    if (at.tv_nsec >= 1000000000) {
        at.tv_sec++;
        at.tv_nsec -= 1000000000;
    }
    return at;
}

/* With the lock held: whether all threads have ended in time. */
static bool await_end(struct crew *crew, unsigned wait_ms)
{
    struct timespec until = from_now(wait_ms);
    while (crew->threads > 0)
        if (pthread_cond_timedwait(&crew->is_quiet, &crew->lock, &until) == ETIMEDOUT)
            return crew->threads == 0;
    return true;
}

void crew_free(struct crew *crew, unsigned wait_ms)
{
    if (!crew)
        return;
    pthread_mutex_lock(&crew->lock);
    crew->is_ending = true;
    crew->first = NULL;
    crew->last = &crew->first;
    crew->waiting = 0;
    pthread_cond_broadcast(&crew->has_work);
    bool has_ended = await_end(crew, wait_ms);
    pthread_mutex_unlock(&crew->lock);
    if (!has_ended)
        return;
    pthread_cond_destroy(&crew->has_work);
    pthread_cond_destroy(&crew->is_quiet);
    pthread_mutex_destroy(&crew->lock);
    free(crew);
}
