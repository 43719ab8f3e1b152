/* SPDX-License-Identifier: MIT */
/* Names as people read them: words. */
#include "config.h"

#include "model/lint_room.h"

#include <string.h>

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_between(char c)
{
    return c == '_' || c == '-' || c == '.';
}

/* "userID" is user and id, "HTTPServer" http and server. */
static bool begins_word(const char *name, size_t len, size_t i)
{
    if (i == 0 || is_between(name[i - 1]))
        return true;
    if (!is_upper(name[i]))
        return false;
    return !is_upper(name[i - 1]) || (i + 1 < len && !is_upper(name[i + 1]) && !is_between(name[i + 1]));
}

struct lint_words lint_split(const char *name, size_t len)
{
    struct lint_words words = {.count = 0};
    size_t out = 0;
    if (2 * len + 1 > sizeof words.text)
        return words;
    for (size_t i = 0; i < len; i++) {
        if (is_between(name[i]))
            continue;
        if (begins_word(name, len, i)) {
            if (words.count == LINT_WORDS)
                return (struct lint_words){.count = 0};
            out += out > 0;
            words.at[words.count++] = (unsigned char)out;
        }
        words.text[out++] = is_upper(name[i]) ? (char)(name[i] - 'A' + 'a') : name[i];
    }
    return words;
}

const char *lint_first(const struct lint_words *words)
{
    return words->text; /* empty where there are none */
}

const char *lint_last(const struct lint_words *words)
{
    return words->count == 0 ? "" : words->text + words->at[words->count - 1];
}

bool lint_is_one_of(const char *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(*list, word) == 0)
            return true;
    return false;
}

/* A token or a key alone is a secret, and so are those of these kinds; that of a page, or a key of a map, is not. */
static bool is_key_to_something(const struct lint_words *words)
{
    static const char *const kinds[] = {"access", "refresh", "auth",    "bearer",  "session", "api",        "csrf",
                                        "xsrf",   "jwt",     "private", "signing", "secret",  "encryption", NULL};
    static const char *const things[] = {"token", "key", NULL};
    if (!lint_is_one_of(lint_last(words), things))
        return false;
    if (words->count == 1)
        return strcmp(lint_last(words), "token") == 0;
    return lint_is_one_of(words->text + words->at[words->count - 2], kinds);
}

bool lint_is_secret(const struct lint_words *words)
{
    static const char *const secrets[] = {"password",    "passwd", "passphrase", "passcode", "secret",
                                          "credentials", "apikey", "cvv",        "cvc",      NULL};
    return lint_is_one_of(lint_last(words), secrets) || is_key_to_something(words);
}
