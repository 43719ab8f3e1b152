/* SPDX-License-Identifier: MIT */
/* Lines are put together by hand: printf for each would cost more than serving a small request. */
#include "config.h"

#include "server/access.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX 512 /* bytes of a target, a user agent, an id: those of one entry, six times as long when escaped, fit into
                        ACCESS_LINE_ROOM */

struct line {
    char *at;
};

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static void put(struct line *line, const char *text, size_t len)
{
    memcpy(line->at, text, len);
    line->at += len;
}

#define PUT(line, literal) put(line, literal, sizeof literal - 1)

static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
                            "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
                            "9899";

static void put_digit(struct line *line, unsigned number)
{
    *line->at++ = (char)('0' + number);
}

static void put_pair(struct line *line, unsigned number)
{
    put(line, pairs + number * 2, 2);
}

/* Below 10,000, with leading zeros. */
static void put_four(struct line *line, unsigned number)
{
    put_pair(line, number / 100);
    put_pair(line, number % 100);
}

static void put_number(struct line *line, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    if (SWAGE_LIKELY(number < 1000)) { /* statuses and most lengths */
        unsigned few = (unsigned)number;
        if (few >= 100)
            put_digit(line, few / 100);
        if (few >= 10)
            put_pair(line, few % 100);
        else
            put_digit(line, few);
        return;
    }
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    put(line, digits + at, sizeof digits - at);
}

/* "0.000042" */
static void put_seconds(struct line *line, uint64_t ns)
{
    unsigned us = (unsigned)(ns % 1000000000 / 1000);
    put_number(line, ns / 1000000000);
    PUT(line, ".");
    put_pair(line, us / 10000);
    put_four(line, us % 10000);
}

static void put_hex(struct line *line, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    const char text[2] = {digits[byte >> 4], digits[byte & 15]};
    put(line, text, 2);
}

#define EACH (UINT64_MAX / 255) /* 1 in each byte of a word */

/* Each term has a byte's highest bit where that is not ASCII, below 0x20, or the one that is not wanted: less one it is
   negative. */
static inline uint64_t odd_bytes(uint64_t word)
{
    uint64_t odd = word | (word - EACH * 0x20) | ((word ^ EACH * 0x7f) - EACH) | ((word ^ EACH * '"') - EACH) |
                   ((word ^ EACH * '\\') - EACH);
    return odd & EACH * 0x80;
}

/* Whether all of a text, in a line, is printable ASCII that needs no escape. Spaces fill its last word up. */
static inline bool is_plain(char *text, size_t len)
{
    uint64_t word;
    memset(text + len, ' ', sizeof word);
    for (size_t i = 0; i < len; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        if (odd_bytes(word))
            return false;
    }
    return true;
}

static SWAGE_COLD void put_other(struct line *line, const char *text, size_t len, bool is_json)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\') {
            *line->at++ = '\\';
            *line->at++ = (char)byte;
        } else if (byte >= 0x20 && byte < 0x7f) {
            *line->at++ = (char)byte;
        } else {
            put(line, is_json ? "\\u00" : "\\x", is_json ? 4 : 2);
            put_hex(line, byte);
        }
    }
}

/* What a client has sent, between quotes: other bytes than printable ASCII are written as "\x07", in JSON as "\u0007",
   as if they were Latin-1. */
static void put_escaped(struct line *line, swage_str text, bool is_json)
{
    size_t len = text.len < TEXT_MAX ? text.len : TEXT_MAX;
    if (len > 0)
        memcpy(line->at, text.ptr, len);
    if (SWAGE_LIKELY(is_plain(line->at, len)))
        line->at += len;
    else
        put_other(line, text.ptr, len, is_json);
    if (len < text.len)
        PUT(line, "...");
}

/* --- the moment --------------------------------------------------------------------------------------------------- */

static void put_clock(struct line *line, const struct tm *day)
{
    put_pair(line, (unsigned)day->tm_hour);
    PUT(line, ":");
    put_pair(line, (unsigned)day->tm_min);
    PUT(line, ":");
    put_pair(line, (unsigned)day->tm_sec);
}

/* "06/Nov/1994:08:49:37" */
static void put_text_moment(struct line *line, const struct tm *day)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    put_pair(line, (unsigned)day->tm_mday);
    PUT(line, "/");
    put(line, months + 3 * day->tm_mon, 3);
    PUT(line, "/");
    put_four(line, ((unsigned)day->tm_year + 1900) % 10000);
    PUT(line, ":");
    put_clock(line, day);
}

/* "1994-11-06T08:49:37" */
static void put_json_moment(struct line *line, const struct tm *day)
{
    put_four(line, ((unsigned)day->tm_year + 1900) % 10000);
    PUT(line, "-");
    put_pair(line, (unsigned)day->tm_mon + 1);
    PUT(line, "-");
    put_pair(line, (unsigned)day->tm_mday);
    PUT(line, "T");
    put_clock(line, day);
}

static void set_moment(struct access *access, time_t second)
{
    struct tm day;
    struct line line = {access->moment};
    access->second = second;
    gmtime_r(&second, &day);
    if (access->format == ACCESS_JSON)
        put_json_moment(&line, &day);
    else
        put_text_moment(&line, &day);
    access->moment_len = (size_t)(line.at - access->moment);
}

/* --- text --------------------------------------------------------------------------------------------------------- */

/* A word, or "-" for none. */
static void put_word(struct line *line, swage_str word)
{
    PUT(line, " ");
    if (word.len > 0)
        put_escaped(line, word, false);
    else
        PUT(line, "-");
}

static void write_text(struct line *line, const struct access_entry *entry, swage_str moment)
{
    if (entry->peer.len > 0)
        put(line, entry->peer.ptr, entry->peer.len);
    else
        PUT(line, "-");
    PUT(line, " - - [");
    put(line, moment.ptr, moment.len);
    PUT(line, " +0000] \"");
    if (entry->method.len > 0) {
        put_escaped(line, entry->method, false);
        PUT(line, " ");
        put_escaped(line, entry->target, false);
    } else {
        PUT(line, "-");
    }
    PUT(line, "\" ");
    put_number(line, (uint64_t)entry->status);
    PUT(line, " ");
    put_number(line, entry->bytes_out);
    PUT(line, " ");
    put_seconds(line, entry->ns);
    put_word(line, entry->route);
    put_word(line, entry->id);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void put_member(struct line *line, const char *key, swage_str value)
{
    if (value.len == 0)
        return;
    PUT(line, ",\"");
    put(line, key, strlen(key));
    PUT(line, "\":\"");
    put_escaped(line, value, true);
    PUT(line, "\"");
}

static void write_json(struct line *line, const struct access_entry *entry, swage_str moment)
{
    unsigned ms = (unsigned)(entry->time.tv_nsec / 1000000);
    PUT(line, "{\"time\":\"");
    put(line, moment.ptr, moment.len);
    PUT(line, ".");
    put_digit(line, ms / 100);
    put_pair(line, ms % 100);
    PUT(line, "Z\"");
    put_member(line, "peer", entry->peer);
    put_member(line, "method", entry->method);
    put_member(line, "target", entry->target);
    PUT(line, ",\"status\":");
    put_number(line, (uint64_t)entry->status);
    PUT(line, ",\"bytes_in\":");
    put_number(line, entry->bytes_in);
    PUT(line, ",\"bytes_out\":");
    put_number(line, entry->bytes_out);
    PUT(line, ",\"seconds\":");
    put_seconds(line, entry->ns);
    put_member(line, "route", entry->route);
    put_member(line, "id", entry->id);
    put_member(line, "user_agent", entry->user_agent);
    PUT(line, "}");
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
    swage_str moment = swage_str_of(access->moment, access->moment_len);
    struct line line = {access->buffer + access->len};
    if (access->format == ACCESS_JSON)
        write_json(&line, entry, moment);
    else
        write_text(&line, entry, moment);
    *line.at++ = '\n';
    access->len = (size_t)(line.at - access->buffer);
    return is_first;
}
