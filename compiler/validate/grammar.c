/* SPDX-License-Identifier: MIT */
/*
 * A format is an expression, and what no expression can say: how long the whole may be, which days there are. Parts of
 * the match are read again by what knows them better.
 */
#include "config.h"

#include "validate/grammar.h"

#include <arpa/inet.h>
#include <regex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MATCHES 10 /* parts of an expression that anybody asks for, the whole among them */

struct grammar {
    regex_t compiled[MODEL_FORMAT_DURATION + 1];
    bool is_compiled[MODEL_FORMAT_DURATION + 1];
};

/* ---- expressions ---- */

/* RFC 1123 2.1 */
#define LABEL    "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
#define HOSTNAME LABEL "([.]" LABEL ")*"

/* RFC 5321 4.1.2: Local-part, and what stands behind the last '@' that is not quoted. */
#define ATOM       "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
#define DOT_STRING ATOM "([.]" ATOM ")*"
#define QUOTED     "\"([] !#-[^-~]|[\\][ -~])*\""
#define EMAIL      "^(" DOT_STRING "|" QUOTED ")@(.*)$"

/* RFC 3986 appendix A. Addresses in brackets are read by inet_pton(), unless they are of the future. */
#define ESCAPED    "%[0-9A-Fa-f][0-9A-Fa-f]"
#define NAME_CHAR  "A-Za-z0-9._~!$&'()*+,;="
#define USERINFO   "(([" NAME_CHAR ":-]|" ESCAPED ")*@)?"
#define HOST       "(\\[([^]]*)]|([" NAME_CHAR "-]|" ESCAPED ")*)"
#define AUTHORITY  "//" USERINFO HOST "(:[0-9]*)?"
#define PATH_CHAR  "([" NAME_CHAR ":@-]|" ESCAPED ")"
#define PATH       "(/" PATH_CHAR "*)*"
#define ROOTLESS   PATH_CHAR "+" PATH
#define ABSOLUTE   "/(" ROOTLESS ")?"
#define QUERY_CHAR "([" NAME_CHAR ":@/?-]|" ESCAPED ")"
#define URI                                                                                                           \
    "^[A-Za-z][A-Za-z0-9+.-]*:((" AUTHORITY ")" PATH "|" ABSOLUTE "|" ROOTLESS "|)([?]" QUERY_CHAR "*)?(#" QUERY_CHAR \
    "*)?$"
#define FUTURE "^[vV][0-9A-Fa-f]+[.][" NAME_CHAR ":-]+$"

/* RFC 9562 4 */
#define HEX  "[0-9A-Fa-f]"
#define UUID "^" HEX "{8}-" HEX "{4}-" HEX "{4}-" HEX "{4}-" HEX "{12}$"

/* RFC 3339 5.6 */
#define DATE "([0-9]{4})-([0-9]{2})-([0-9]{2})"
#define TIME "([0-9]{2}):([0-9]{2}):([0-9]{2})([.][0-9]+)?([zZ]|[+-][0-9]{2}:[0-9]{2})"

/* RFC 3339 appendix A */
#define DUR_TIME "T([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S)"
#define DUR_DATE "([0-9]+Y([0-9]+M([0-9]+D)?)?|[0-9]+M([0-9]+D)?|[0-9]+D)(" DUR_TIME ")?"
#define DURATION "^P(" DUR_DATE "|" DUR_TIME "|[0-9]+W)$"

static const char *const expressions[] = {
    [MODEL_FORMAT_EMAIL] = EMAIL,
    [MODEL_FORMAT_URI] = URI,
    [MODEL_FORMAT_UUID] = UUID,
    [MODEL_FORMAT_HOSTNAME] = "^" HOSTNAME "$",
    [MODEL_FORMAT_DATE] = "^" DATE "$",
    [MODEL_FORMAT_TIME] = "^" TIME "$",
    [MODEL_FORMAT_DATETIME] = "^" DATE "[tT](" TIME ")$",
    [MODEL_FORMAT_DURATION] = DURATION,
    [MODEL_FORMAT_NONE] = FUTURE, /* the one expression that is no format of its own */
};

struct grammar *grammar_new(void)
{
    return calloc(1, sizeof(struct grammar));
}

void grammar_free(struct grammar *grammar)
{
    for (size_t i = 0; grammar != NULL && i < sizeof expressions / sizeof *expressions; i++)
        if (grammar->is_compiled[i])
            regfree(&grammar->compiled[i]);
    free(grammar);
}

static enum grammar_verdict match(struct grammar *grammar, enum model_format format, const char *text,
                                  regmatch_t *parts)
{
    regex_t *compiled = &grammar->compiled[format];
    if (!grammar->is_compiled[format])
        grammar->is_compiled[format] = regcomp(compiled, expressions[format], REG_EXTENDED) == 0;
    if (!grammar->is_compiled[format])
        return GRAMMAR_NO_MEMORY;
    switch (regexec(compiled, text, MATCHES, parts, 0)) {
    case 0: return GRAMMAR_HOLDS;
    case REG_NOMATCH: return GRAMMAR_BROKEN;
    default: return GRAMMAR_NO_MEMORY;
    }
}

static enum grammar_verdict verdict(bool holds)
{
    return holds ? GRAMMAR_HOLDS : GRAMMAR_BROKEN;
}

/* ---- hosts ---- */

static bool is_address(int family, const char *text, size_t len)
{
    char copy[INET6_ADDRSTRLEN];
    unsigned char address[sizeof(struct in6_addr)];
    if (len >= sizeof copy)
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    return inet_pton(family, copy, address) == 1;
}

static enum grammar_verdict check_hostname(struct grammar *grammar, const char *text)
{
    regmatch_t parts[MATCHES];
    return strlen(text) <= 253 ? match(grammar, MODEL_FORMAT_HOSTNAME, text, parts) : GRAMMAR_BROKEN;
}

/* RFC 5321 4.1.3, in its brackets. */
static bool is_literal(const char *text)
{
    static const char tag[] = "[IPv6:"; /* strings of ABNF have no case */
    size_t len = strlen(text);
    if (len < 2 || text[len - 1] != ']')
        return false;
    if (strncasecmp(text, tag, 4) == 0 && strncmp(text + 4, tag + 4, 2) == 0)
        return is_address(AF_INET6, text + 6, len - 7);
    return is_address(AF_INET, text + 1, len - 2);
}

/* RFC 5321 4.5.3.1: 64 bytes in front of the '@', and 254 in all, which are 256 with angle brackets. */
static enum grammar_verdict check_email(struct grammar *grammar, const char *text)
{
    regmatch_t parts[MATCHES];
    if (strlen(text) > 254)
        return GRAMMAR_BROKEN;
    enum grammar_verdict result = match(grammar, MODEL_FORMAT_EMAIL, text, parts);
    if (result != GRAMMAR_HOLDS || parts[1].rm_eo > 64)
        return result != GRAMMAR_HOLDS ? result : GRAMMAR_BROKEN;
    const char *domain = text + parts[1].rm_eo + 1;
    return *domain == '[' ? verdict(is_literal(domain)) : check_hostname(grammar, domain);
}

static enum grammar_verdict check_uri(struct grammar *grammar, const char *text)
{
    enum { BRACKETED = 6 }; /* what stands in the host's brackets */
    regmatch_t parts[MATCHES];
    enum grammar_verdict result = match(grammar, MODEL_FORMAT_URI, text, parts);
    if (result != GRAMMAR_HOLDS || parts[BRACKETED].rm_so < 0)
        return result;
    size_t len = (size_t)(parts[BRACKETED].rm_eo - parts[BRACKETED].rm_so);
    const char *host = text + parts[BRACKETED].rm_so;
    if (is_address(AF_INET6, host, len))
        return GRAMMAR_HOLDS;
    char *copy = strndup(host, len);
    result = copy != NULL ? match(grammar, MODEL_FORMAT_NONE, copy, parts) : GRAMMAR_NO_MEMORY;
    free(copy);
    return result;
}

/* ---- dates and times ---- */

static int number_at(const char *text, const regmatch_t *part)
{
    int number = 0;
    for (regoff_t i = part->rm_so; i < part->rm_eo; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* `parts` are year, month and day. */
static bool is_day(const char *text, const regmatch_t *parts)
{
    int year = number_at(text, parts), month = number_at(text, parts + 1), day = number_at(text, parts + 2);
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    bool is_short = month == 4 || month == 6 || month == 9 || month == 11;
    int days = month == 2 ? 28 + is_leap : is_short ? 30 : 31;
    return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/* `offset` is "Z", or "+01:00", in minutes; false when it is more than a day has. */
static bool read_offset(const char *offset, int *minutes)
{
    int hours = 0, rest = 0;
    char sign = '+';
    if (*offset != 'z' && *offset != 'Z' && sscanf(offset, "%c%2d:%2d", &sign, &hours, &rest) != 3)
        return false;
    *minutes = (sign == '-' ? -1 : 1) * (hours * 60 + rest);
    return hours <= 23 && rest <= 59;
}

/* `parts` are hour, minute, second, fraction and offset. Second 60 is one of UTC's last minute, on any day. */
static bool is_time(const char *text, const regmatch_t *parts)
{
    int offset, hour = number_at(text, parts), minute = number_at(text, parts + 1), second = number_at(text, parts + 2);
    if (hour > 23 || minute > 59 || second > 60 || !read_offset(text + parts[4].rm_so, &offset))
        return false;
    int day = 24 * 60, utc = (hour * 60 + minute - offset + day) % day;
    return second < 60 || utc == day - 1;
}

static enum grammar_verdict check_when(struct grammar *grammar, enum model_format format, const char *text)
{
    regmatch_t parts[MATCHES];
    enum grammar_verdict result = match(grammar, format, text, parts);
    if (result != GRAMMAR_HOLDS)
        return result;
    bool has_day = format != MODEL_FORMAT_TIME, has_time = format != MODEL_FORMAT_DATE;
    const regmatch_t *time = has_day ? parts + 5 : parts + 1;
    return verdict((!has_day || is_day(text, parts + 1)) && (!has_time || is_time(text, time)));
}

/* Counts are numbers of 32 bits. */
static enum grammar_verdict check_duration(struct grammar *grammar, const char *text)
{
    regmatch_t parts[MATCHES];
    enum grammar_verdict result = match(grammar, MODEL_FORMAT_DURATION, text, parts);
    const char *at = text;
    while (result == GRAMMAR_HOLDS && *(at += strcspn(at, "0123456789")) != '\0') {
        size_t zeros = strspn(at, "0"), len = strspn(at + zeros, "0123456789");
        if (len > 10 || strtoull(at, NULL, 10) > UINT32_MAX)
            return GRAMMAR_BROKEN;
        at += zeros + len;
    }
    return result;
}

enum grammar_verdict grammar_check(struct grammar *grammar, enum model_format format, struct model_text text)
{
    regmatch_t parts[MATCHES];
    if (format != MODEL_FORMAT_NONE && strlen(text.ptr) != text.len)
        return GRAMMAR_BROKEN;
    switch (format) {
    case MODEL_FORMAT_NONE: return GRAMMAR_HOLDS;
    case MODEL_FORMAT_EMAIL: return check_email(grammar, text.ptr);
    case MODEL_FORMAT_URI: return check_uri(grammar, text.ptr);
    case MODEL_FORMAT_HOSTNAME: return check_hostname(grammar, text.ptr);
    case MODEL_FORMAT_IPV4: return verdict(is_address(AF_INET, text.ptr, text.len));
    case MODEL_FORMAT_IPV6: return verdict(is_address(AF_INET6, text.ptr, text.len));
    case MODEL_FORMAT_DATE:
    case MODEL_FORMAT_TIME:
    case MODEL_FORMAT_DATETIME: return check_when(grammar, format, text.ptr);
    case MODEL_FORMAT_DURATION: return check_duration(grammar, text.ptr);
    case MODEL_FORMAT_UUID: break;
    }
    return match(grammar, MODEL_FORMAT_UUID, text.ptr, parts);
}
