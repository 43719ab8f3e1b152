/* SPDX-License-Identifier: MIT */
/* The mailbox: posting is one compare-and-swap, and one write when the owner may be asleep. */
#include "config.h"

#include "server/mailbox.h"

#include <errno.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <unistd.h>

int mailbox_open(struct mailbox *box)
{
    int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fd < 0)
        return SWAGE_E_SYSTEM;
    atomic_init(&box->newest, NULL);
    atomic_init(&box->posting, 0);
    box->fd = fd;
    return SWAGE_OK;
}

void mailbox_close(struct mailbox *box)
{
    while (atomic_load_explicit(&box->posting, memory_order_acquire))
        sched_yield();
    close(box->fd);
}

/* The owner watches the descriptor edge-triggered and never reads it: each write is an edge, and the sum overflows
 * never. */
static void wake(int fd)
{
    const uint64_t one = 1;
    while (write(fd, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

void mailbox_post(struct mailbox *box, struct swage_mail *mail)
{
    struct swage_mail *newest = atomic_load_explicit(&box->newest, memory_order_relaxed);
    /* Once it is posted the mail may run, and the loop end, before this thread has rung. */
    atomic_fetch_add_explicit(&box->posting, 1, memory_order_relaxed);
    do
        mail->next = newest;
    while (!atomic_compare_exchange_weak_explicit(&box->newest, &newest, mail, memory_order_release,
                                                  memory_order_relaxed));
    /* `mail` may have run and be gone by now; only what was loaded before is looked at. */
    if (!newest)
        wake(box->fd);
    atomic_fetch_sub_explicit(&box->posting, 1, memory_order_release);
}

static struct swage_mail *reverse(struct swage_mail *newest)
{
    struct swage_mail *oldest = NULL;
    for (struct swage_mail *next; newest; newest = next) {
        next = newest->next;
        newest->next = oldest;
        oldest = newest;
    }
    return oldest;
}

void mailbox_run(struct mailbox *box)
{
    struct swage_mail *mail = reverse(atomic_exchange_explicit(&box->newest, NULL, memory_order_acquire));
    for (struct swage_mail *next; mail; mail = next) {
        next = mail->next; /* running it may free it */
        mail->run(mail);
    }
}
