/* SPDX-License-Identifier: MIT */
/*
 * What the translation changes, as the two dialects differ there:
 *
 *     a  \n  \cJ  \x41  \u0041  \u{1F600}  \uD83D\uDE00      \x{61} and so on: every character is its number
 *     .                                                      all but the four ends of lines of ECMA-262
 *     \s \S                                                  ECMA-262's spaces; \d and \w are the same in both
 *     ^ $                                                    \A \z: the ends of the text, never of a line
 *     [] [^]                                                 (?!) and any character
 *     ( )                                                    (?: ): nothing is remembered
 *
 * Counts, "|", "?:" and the marks of laziness stay. The compiler has checked the pattern, so it is a good one.
 */
#include "config.h"

#include "validate/matcher.h"

#include "syntax/pool.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORKSPACE_FIRST 1024 /* ints; a match that wants more gets twice as many, and so on up to */
#define WORKSPACE_MAX   (64 * 1024 * 1024)

struct known {
    const struct model_pattern *pattern;
    pcre2_code *code;
    enum matcher_verdict state; /* MATCHER_MATCHES: there is code */
    struct known *next;
};

struct matcher {
    struct known *all;
    pcre2_match_data *data;
    int *workspace;
    size_t workspace_size;
};

/* ---- translation ---- */

struct translation {
    const char *at;
    char *to;
};

#define PIECE_MAX 140 /* bytes that one character of a pattern becomes, at most */

#define SPACES \
    "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
#define NOT_SPACES                                                                                      \
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}" \
    "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"

static void put(struct translation *t, const char *text)
{
    size_t len = strlen(text);
    memcpy(t->to, text, len + 1);
    t->to += len;
}

static void put_point(struct translation *t, unsigned long point)
{
    t->to += snprintf(t->to, PIECE_MAX, "\\x{%lx}", point);
}

/* The character of UTF-8 at the cursor. */
static unsigned long take_character(struct translation *t)
{
    const unsigned char *at = (const unsigned char *)t->at;
    size_t more = *at < 0xC0 ? 0 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : 3;
    unsigned long point = more == 0 ? *at : *at & (0x3FU >> more);
    for (size_t i = 1; i <= more; i++)
        point = point * 64 + (at[i] & 0x3FU);
    t->at += 1 + more;
    return point;
}

static unsigned long take_hex(struct translation *t, size_t count)
{
    char digits[5] = "";
    memcpy(digits, t->at, count);
    t->at += count;
    return strtoul(digits, NULL, 16);
}

/* Behind "\u". */
static unsigned long take_unicode(struct translation *t)
{
    if (*t->at == '{') {
        char *end;
        unsigned long point = strtoul(t->at + 1, &end, 16);
        t->at = end + 1;
        return point;
    }
    unsigned long unit = take_hex(t, 4);
    if (unit < 0xD800 || unit > 0xDBFF)
        return unit;
    t->at += 2;
    return 0x10000 + (unit - 0xD800) * 0x400 + (take_hex(t, 4) - 0xDC00);
}

/* Behind a backslash, one that stands for a character. */
static unsigned long take_escape(struct translation *t)
{
    static const char letters[] = "ntrfv0", meanings[] = "\n\t\r\f\v";
    char letter = *t->at++;
    const char *known = strchr(letters, letter);
    if (known != NULL)
        return (unsigned char)meanings[known - letters];
    switch (letter) {
    case 'c': return (unsigned long)*t->at++ % 32;
    case 'x': return take_hex(t, 2);
    case 'u': return take_unicode(t);
    default: return (unsigned char)letter;
    }
}

/* A class of many characters, "\d": false when none is at the cursor. */
static bool put_class_escape(struct translation *t, bool in_brackets)
{
    const char *text;
    if (*t->at != '\\' || t->at[1] == '\0' || strchr("dDwWsS", t->at[1]) == NULL)
        return false;
    switch (t->at[1]) {
    case 'd': text = "\\d"; break;
    case 'D': text = "\\D"; break;
    case 'w': text = "\\w"; break;
    case 'W': text = "\\W"; break;
    case 's': text = in_brackets ? SPACES : "[" SPACES "]"; break;
    default: text = in_brackets ? NOT_SPACES : "[" NOT_SPACES "]"; break;
    }
    put(t, text);
    t->at += 2;
    return true;
}

static void put_in_brackets(struct translation *t)
{
    if (put_class_escape(t, true))
        return;
    if (*t->at != '\\') {
        put_point(t, take_character(t));
        return;
    }
    t->at++;
    if (*t->at == 'b') { /* a backspace, here only */
        t->at++;
        put_point(t, '\b');
        return;
    }
    put_point(t, take_escape(t));
}

/* From "[" to "]". */
static void put_brackets(struct translation *t)
{
    bool is_negated = t->at[1] == '^';
    t->at += 1 + is_negated;
    if (*t->at == ']') {
        t->at++;
        put(t, is_negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)");
        return;
    }
    put(t, is_negated ? "[^" : "[");
    while (*t->at != ']') {
        put_in_brackets(t);
        if (t->at[0] == '-' && t->at[1] != ']') {
            t->at++;
            put(t, "-");
            put_in_brackets(t);
        }
    }
    t->at++;
    put(t, "]");
}

/* A mark of the grammar, which stays as it is or has other words in PCRE2; NULL when there is none. */
static const char *mark_of(const char *at)
{
    switch (*at) {
    case '.': return "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]";
    case '^': return "\\A";
    case '$': return "\\z";
    case '(': return "(?:";
    case ')': return ")";
    case '|': return "|";
    case '*': return "*";
    case '+': return "+";
    case '?': return "?";
    default: return NULL;
    }
}

static void put_count(struct translation *t)
{
    while (*t->at != '}')
        *t->to++ = *t->at++;
    *t->to++ = *t->at++;
}

static void put_piece(struct translation *t)
{
    const char *mark = mark_of(t->at);
    if (mark != NULL) {
        t->at += strncmp(t->at, "(?:", 3) == 0 ? 3 : 1;
        put(t, mark);
    } else if (*t->at == '[') {
        put_brackets(t);
    } else if (*t->at == '{') {
        put_count(t);
    } else if (!put_class_escape(t, false)) {
        bool is_escape = *t->at == '\\';
        t->at += is_escape;
        put_point(t, is_escape ? take_escape(t) : take_character(t));
    }
}

const char *matcher_translate(struct pool *pool, const char *pattern)
{
    char *text = pool_alloc(pool, strlen(pattern) * PIECE_MAX + 1);
    struct translation t = {.at = pattern, .to = text};
    while (*t.at != '\0')
        put_piece(&t);
    *t.to = '\0';
    return text;
}

/* ---- matching ---- */

static bool grow_workspace(struct matcher *matcher)
{
    size_t size = matcher->workspace_size == 0 ? WORKSPACE_FIRST : matcher->workspace_size * 2;
    int *grown = size <= WORKSPACE_MAX ? realloc(matcher->workspace, size * sizeof *grown) : NULL;
    if (grown == NULL)
        return false;
    matcher->workspace = grown;
    matcher->workspace_size = size;
    return true;
}

struct matcher *matcher_new(void)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    if (matcher == NULL)
        return NULL;
    matcher->data = pcre2_match_data_create(1, NULL);
    if (matcher->data == NULL || !grow_workspace(matcher)) {
        matcher_free(matcher);
        return NULL;
    }
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (matcher == NULL)
        return;
    while (matcher->all != NULL) {
        struct known *next = matcher->all->next;
        pcre2_code_free(matcher->all->code);
        free(matcher->all);
        matcher->all = next;
    }
    pcre2_match_data_free(matcher->data);
    free(matcher->workspace);
    free(matcher);
}

static struct known *find(const struct matcher *matcher, const struct model_pattern *pattern)
{
    struct known *known = matcher->all;
    while (known != NULL && known->pattern != pattern)
        known = known->next;
    return known;
}

static enum matcher_verdict state_of(int error)
{
    return error == PCRE2_ERROR_NOMEMORY ? MATCHER_NO_MEMORY : MATCHER_TOO_LARGE;
}

/* A match may begin anywhere: said in the pattern, so that all places are tried in one way through the text. */
static struct known *compile(struct matcher *matcher, struct pool *pool, const struct model_pattern *pattern)
{
    int error;
    PCRE2_SIZE offset;
    const char *text = pool_printf(pool, "\\A[\\x{0}-\\x{10ffff}]*(?:%s)", matcher_translate(pool, pattern->text));
    struct known *known = calloc(1, sizeof *known);
    if (known == NULL)
        return NULL;
    known->pattern = pattern;
    known->code = pcre2_compile((PCRE2_SPTR)text, strlen(text), PCRE2_UTF, &error, &offset, NULL);
    known->state = known->code != NULL ? MATCHER_MATCHES : state_of(error);
    known->next = matcher->all;
    matcher->all = known;
    return known;
}

static int match(struct matcher *matcher, const pcre2_code *code, struct model_text text)
{
    return pcre2_dfa_match(code, (PCRE2_SPTR)text.ptr, text.len, 0, PCRE2_DFA_SHORTEST | PCRE2_NO_UTF_CHECK,
                           matcher->data, NULL, matcher->workspace, matcher->workspace_size);
}

enum matcher_verdict matcher_check(struct matcher *matcher, struct pool *pool, const struct model_pattern *pattern,
                                   struct model_text text)
{
    const struct known *known = find(matcher, pattern);
    if (known == NULL)
        known = compile(matcher, pool, pattern);
    if (known == NULL || known->state != MATCHER_MATCHES)
        return known == NULL ? MATCHER_NO_MEMORY : known->state;
    int result = match(matcher, known->code, text);
    while (result == PCRE2_ERROR_DFA_WSSIZE && grow_workspace(matcher))
        result = match(matcher, known->code, text);
    if (result >= 0)
        return MATCHER_MATCHES;
    return result == PCRE2_ERROR_NOMATCH ? MATCHER_FAILS : MATCHER_NO_MEMORY;
}
