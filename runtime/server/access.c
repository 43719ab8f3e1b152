/* SPDX-License-Identifier: MIT */
/* Lines are put together by hand: printf for each would cost more than serving a small request. */
#include "config.h"

#include "server/access.h"

#include "http/scan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX 512 /* bytes of a target, a user agent, an id: those of one entry, six times as long when escaped, fit into
                        ACCESS_LINE_ROOM */

/* --- pieces: each is put where a line has come to, and returns where it ends -------------------------------------- */

static inline char *put(char *at, const char *text, size_t len)
{
    memcpy(at, text, len);
    return at + len;
}

#define PUT(at, literal) put(at, literal, sizeof literal - 1)

/* A few bytes. Where it knows that they are few the compiler makes of memcpy a string instruction, which takes as long to
   begin as a third of a line. The last word, or half of one, may overlap the one before. */
static inline char *put_few(char *at, const char *text, size_t len)
{
    if (len >= 8) {
        for (size_t i = 0; i < len - 8; i += 8)
            put(at + i, text + i, 8);
        put(at + len - 8, text + len - 8, 8);
    } else if (len >= 4) {
        put(at, text, 4);
        put(at + len - 4, text + len - 4, 4);
    } else {
        for (size_t i = 0; i < len; i++)
            at[i] = text[i];
    }
    return at + len;
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
                            "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
                            "9899";

static inline char *put_digit(char *at, unsigned number)
{
    *at = (char)('0' + number);
    return at + 1;
}

static inline char *put_pair(char *at, unsigned number)
{
    return put(at, pairs + number * 2, 2);
}

/* Below 10,000, with leading zeros. */
static inline char *put_four(char *at, unsigned number)
{
    return put_pair(put_pair(at, number / 100), number % 100);
}

static SWAGE_COLD char *put_many(char *at, uint64_t number)
{
    char digits[20];
    size_t from = sizeof digits;
    do
        digits[--from] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return put(at, digits + from, sizeof digits - from);
}

static inline char *put_number(char *at, uint64_t number)
{
    unsigned few = (unsigned)number;
    if (SWAGE_UNLIKELY(number >= 1000)) /* statuses and most lengths are less */
        return put_many(at, number);
    if (few >= 100)
        at = put_digit(at, few / 100);
    return few >= 10 ? put_pair(at, few % 100) : put_digit(at, few);
}

/* "0.000042" */
static inline char *put_seconds(char *at, uint64_t ns)
{
    unsigned us = (unsigned)(ns % 1000000000 / 1000);
    at = PUT(put_number(at, ns / 1000000000), ".");
    return put_four(put_pair(at, us / 10000), us % 10000);
}

static char *put_hex(char *at, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    const char text[2] = {digits[byte >> 4], digits[byte & 15]};
    return put(at, text, 2);
}

/* Whether the text, in a line, needs no escape; blanks fill its last block up. */
static inline bool is_plain(char *from, char *end)
{
    memset(end, ' ', SCAN_BLOCK);
    for (const char *at = from; at < end; at += SCAN_BLOCK)
        if (scan_not_quoted(scan_load(at)))
            return false;
    return true;
}

static char *put_escapes(char *at, const char *text, size_t len, bool is_json)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\') {
            *at++ = '\\';
            *at++ = (char)byte;
        } else if (byte >= 0x20 && byte < 0x7f) {
            *at++ = (char)byte;
        } else {
            at = put(at, is_json ? "\\u00" : "\\x", is_json ? 4 : 2);
            at = put_hex(at, byte);
        }
    }
    return at;
}

/* What a client has sent, between quotes: other bytes than printable ASCII are written as "\x07", in JSON as "\u0007",
   as if they were Latin-1. */
static SWAGE_COLD char *put_escaped(char *at, swage_str text, bool is_json)
{
    size_t len = text.len < TEXT_MAX ? text.len : TEXT_MAX;
    at = put_escapes(at, text.ptr, len, is_json);
    return len < text.len ? PUT(at, "...") : at;
}

static inline char *put_text(char *at, swage_str text, bool is_json)
{
    if (SWAGE_LIKELY(text.len <= TEXT_MAX)) {
        char *end = put_few(at, text.ptr, text.len);
        if (SWAGE_LIKELY(is_plain(at, end)))
            return end;
    }
    return put_escaped(at, text, is_json);
}

/* A name of the schema's: it needs no escape. */
static inline char *put_name(char *at, swage_str name)
{
    return put_few(at, name.ptr, name.len < TEXT_MAX ? name.len : TEXT_MAX);
}

/* "POST /users?x=1": looked at in one. */
static inline char *put_request(char *at, swage_str method, swage_str target)
{
    if (SWAGE_LIKELY(method.len <= TEXT_MAX && target.len <= TEXT_MAX)) {
        char *end = put_few(PUT(put_few(at, method.ptr, method.len), " "), target.ptr, target.len);
        if (SWAGE_LIKELY(is_plain(at, end)))
            return end;
    }
    return put_escaped(PUT(put_escaped(at, method, false), " "), target, false);
}

/* --- the moment --------------------------------------------------------------------------------------------------- */

static char *put_clock(char *at, const struct tm *day)
{
    at = PUT(put_pair(at, (unsigned)day->tm_hour), ":");
    at = PUT(put_pair(at, (unsigned)day->tm_min), ":");
    return put_pair(at, (unsigned)day->tm_sec);
}

static char *put_year(char *at, const struct tm *day)
{
    return put_four(at, ((unsigned)day->tm_year + 1900) % 10000);
}

/* " - - [06/Nov/1994:08:49:37 +0000] \"" */
static char *put_text_moment(char *at, const struct tm *day)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    at = put_pair(PUT(at, " - - ["), (unsigned)day->tm_mday);
    at = put(PUT(at, "/"), months + 3 * day->tm_mon, 3);
    at = put_year(PUT(at, "/"), day);
    at = put_clock(PUT(at, ":"), day);
    return PUT(at, " +0000] \"");
}

/* {"time":"1994-11-06T08:49:37. */
static char *put_json_moment(char *at, const struct tm *day)
{
    at = put_year(PUT(at, "{\"time\":\""), day);
    at = put_pair(PUT(at, "-"), (unsigned)day->tm_mon + 1);
    at = put_pair(PUT(at, "-"), (unsigned)day->tm_mday);
    at = put_clock(PUT(at, "T"), day);
    return PUT(at, ".");
}

static void set_moment(struct access *access, time_t second)
{
    struct tm day;
    access->second = second;
    gmtime_r(&second, &day);
    char *end = access->format == ACCESS_JSON ? put_json_moment(access->moment, &day) : put_text_moment(access->moment, &day);
    access->moment_len = (size_t)(end - access->moment);
}

static inline char *put_moment(char *at, const struct access *access)
{
    put(at, access->moment, sizeof access->moment); /* some of it is too much */
    return at + access->moment_len;
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static char *put_text_line(char *at, const struct access *access, const struct access_entry *entry)
{
    at = entry->peer.len > 0 ? put_few(at, entry->peer.ptr, entry->peer.len) : PUT(at, "-");
    at = put_moment(at, access);
    at = entry->method.len > 0 ? put_request(at, entry->method, entry->target) : PUT(at, "-");
    at = put_number(PUT(at, "\" "), (uint64_t)entry->status);
    at = put_number(PUT(at, " "), entry->bytes_out);
    at = PUT(put_seconds(PUT(at, " "), entry->ns), " ");
    at = entry->route.len > 0 ? put_name(at, entry->route) : PUT(at, "-");
    at = PUT(at, " ");
    return entry->id.len > 0 ? put_text(at, entry->id, false) : PUT(at, "-");
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static char *put_member(char *at, const char *key, swage_str value)
{
    if (value.len == 0)
        return at;
    at = put(PUT(at, ",\""), key, strlen(key));
    return PUT(put_text(PUT(at, "\":\""), value, true), "\"");
}

static char *put_json_line(char *at, const struct access *access, const struct access_entry *entry)
{
    unsigned ms = (unsigned)(entry->time.tv_nsec / 1000000);
    at = put_digit(put_moment(at, access), ms / 100);
    at = PUT(put_pair(at, ms % 100), "Z\"");
    at = put_member(at, "peer", entry->peer);
    at = put_member(at, "method", entry->method);
    at = put_member(at, "target", entry->target);
    at = put_number(PUT(at, ",\"status\":"), (uint64_t)entry->status);
    at = put_number(PUT(at, ",\"bytes_in\":"), entry->bytes_in);
    at = put_number(PUT(at, ",\"bytes_out\":"), entry->bytes_out);
    at = put_seconds(PUT(at, ",\"seconds\":"), entry->ns);
    at = put_member(at, "route", entry->route);
    at = put_member(at, "id", entry->id);
    at = put_member(at, "user_agent", entry->user_agent);
    return PUT(at, "}");
}

/* --- the log ------------------------------------------------------------------------------------------------------ */

bool access_init(struct access *access, int fd, enum access_format format)
{
    *access = (struct access){.fd = fd, .format = format, .second = -1, .buffer = malloc(ACCESS_BUFFER)};
    return access->buffer != NULL;
}

/* Lines that were not written whole are cut off by the next one's end at worst; pipes take PIPE_BUF bytes whole. */
static void count_dropped(struct access *access, const char *at)
{
    const char *end = access->buffer + access->len;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        access->dropped++;
        at++;
    }
}

void access_flush(struct access *access)
{
    const char *at = access->buffer;
    size_t left = access->len;
    while (left > 0) {
        ssize_t written = write(access->fd, at, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            count_dropped(access, at);
            break;
        }
        at += written;
        left -= (size_t)written;
    }
    access->len = 0;
}

void access_done(struct access *access)
{
    if (!access->buffer)
        return;
    access_flush(access);
    free(access->buffer);
    access->buffer = NULL;
}

bool access_add(struct access *access, const struct access_entry *entry)
{
    if (access->second != entry->time.tv_sec)
        set_moment(access, entry->time.tv_sec);
    if (access->len > ACCESS_BUFFER - ACCESS_LINE_ROOM)
        access_flush(access);
    bool is_first = access->len == 0;
    char *line = access->buffer + access->len;
    char *end = access->format == ACCESS_JSON ? put_json_line(line, access, entry) : put_text_line(line, access, entry);
    *end++ = '\n';
    access->len = (size_t)(end - access->buffer);
    return is_first;
}
