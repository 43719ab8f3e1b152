/* SPDX-License-Identifier: MIT */
/* Who may sign in, and who has. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include <swage/string.h>

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum {
    ACCOUNTS_MAX = 32,
    VISITS_MAX = 64, /* one more ends the oldest */
    NAME_BYTES = 160, /* 40 characters */
    PASSWORD_BYTES = 400, /* 100 characters */
    TOKEN_BYTES = 32,
    VISIT_SECONDS = 86400
};

struct account {
    char name[NAME_BYTES + 1];
    char password[PASSWORD_BYTES + 1];
};

struct visit {
    const struct account *account; /* NULL: none was here yet */
    char token[TOKEN_BYTES];
    time_t until;
};

struct accounts {
    struct account known[ACCOUNTS_MAX];
    size_t count;
    pthread_mutex_t lock; /* of what follows: accounts are read once, before anybody asks */
    struct visit visits[VISITS_MAX];
    size_t next;
};

/* Reads lines "NAME:PASSWORD". False when there is no such file, no line, or one that is none: it has been printed why. */
bool accounts_read(struct accounts *accounts, const char *path);

/* NULL when nobody has this name and password. */
const struct account *accounts_find(const struct accounts *accounts, swage_str name, swage_str password);

/* Makes a token, which is good for VISIT_SECONDS. False when the system has no random bytes. */
bool accounts_open(struct accounts *accounts, const struct account *account, char token[TOKEN_BYTES]);

/* Whose token it is; NULL when it is nobody's, or no longer. */
const struct account *accounts_visitor(struct accounts *accounts, swage_str token);

#endif
