/* SPDX-License-Identifier: MIT */
/*
 * A mailbox: what other threads want done on a loop's thread. A lock-free stack that any thread pushes to and the loop
 * takes away as a whole; the eventfd is written only when the box was empty.
 */
#ifndef SWAGE_SERVER_MAILBOX_H
#define SWAGE_SERVER_MAILBOX_H

#include <stdatomic.h>

#include "app/request.h"

struct mailbox {
    _Atomic(struct swage_mail *) newest;
    _Atomic unsigned posting; /* threads within mailbox_post */
    int fd;                   /* the eventfd; readable since the box stopped being empty */
};

/* 0 or SWAGE_E_SYSTEM. */
int mailbox_open(struct mailbox *box);
/* Waits for those that have posted the last mail, which may have run before they have done with the box. */
void mailbox_close(struct mailbox *box);

/* From any thread. The mail is the receiver's until it runs. */
void mailbox_post(struct mailbox *box, struct swage_mail *mail);

/* On the owner's thread: runs all mail in the order in which it was posted. Mail that arrives meanwhile is for the next
 * time. */
void mailbox_run(struct mailbox *box);

#endif
