/* SPDX-License-Identifier: MIT */
/* Passwords are compared as they stand, which is for trying out: what serves others keeps a hash of them. */
#include "accounts.h"

#include "todo.h"

#include <swage/auth.h>

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

/* Whether answers can have it: of 1 to 40 characters, in UTF-8. */
static bool is_name(const char *text, size_t len)
{
    return len <= NAME_BYTES && todo_account_validate(&(struct todo_account){.name = {text, len}}, NULL) == SWAGE_OK;
}

/* "NAME:PASSWORD\n" */
static bool add_line(struct accounts *accounts, char *line)
{
    char *end = strchr(line, '\n'), *colon = strchr(line, ':');
    if (!end || !colon || colon + 1 == end || accounts->count == ACCOUNTS_MAX)
        return false;
    size_t name_len = (size_t)(colon - line), password_len = (size_t)(end - colon - 1);
    if (!is_name(line, name_len) || password_len > PASSWORD_BYTES)
        return false;
    struct account *fresh = &accounts->known[accounts->count++];
    memcpy(fresh->name, line, name_len);
    memcpy(fresh->password, colon + 1, password_len);
    return true;
}

static bool add_lines(struct accounts *accounts, FILE *file, const char *path)
{
    char line[NAME_BYTES + PASSWORD_BYTES + 3]; /* with colon, newline and NUL */
    while (fgets(line, sizeof line, file))
        if (!add_line(accounts, line)) {
            fprintf(stderr, "todo: %s: line %zu is no NAME:PASSWORD, or one too many\n", path, accounts->count + 1);
            return false;
        }
    if (accounts->count == 0)
        fprintf(stderr, "todo: %s: nobody may sign in\n", path);
    return accounts->count > 0;
}

bool accounts_read(struct accounts *accounts, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        return false;
    }
    bool is_read = add_lines(accounts, file, path);
    fclose(file);
    return is_read;
}

const struct account *accounts_find(const struct accounts *accounts, swage_str name, swage_str password)
{
    for (size_t i = 0; i < accounts->count; i++)
        if (swage_str_equal(name, swage_str_from(accounts->known[i].name)))
            return swage_auth_equal(password, swage_str_from(accounts->known[i].password)) ? &accounts->known[i] : NULL;
    return NULL;
}

static bool make_token(char token[TOKEN_BYTES])
{
    unsigned char bytes[TOKEN_BYTES / 2];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return false;
    for (size_t i = 0; i < TOKEN_BYTES; i++)
        token[i] = "0123456789abcdef"[bytes[i / 2] >> 4 * (i % 2) & 15];
    return true;
}

bool accounts_open(struct accounts *accounts, const struct account *account, char token[TOKEN_BYTES])
{
    if (!make_token(token))
        return false;
    pthread_mutex_lock(&accounts->lock);
    struct visit *visit = &accounts->visits[accounts->next++ % VISITS_MAX];
    *visit = (struct visit){.account = account, .until = time(NULL) + VISIT_SECONDS};
    memcpy(visit->token, token, TOKEN_BYTES);
    pthread_mutex_unlock(&accounts->lock);
    return true;
}

const struct account *accounts_visitor(struct accounts *accounts, swage_str token)
{
    const struct account *found = NULL;
    time_t now = time(NULL);
    pthread_mutex_lock(&accounts->lock);
    for (size_t i = 0; i < VISITS_MAX; i++) {
        const struct visit *visit = &accounts->visits[i];
        if (visit->account && visit->until > now && swage_auth_equal(token, swage_str_of(visit->token, TOKEN_BYTES)))
            found = visit->account;
    }
    pthread_mutex_unlock(&accounts->lock);
    return found;
}
