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

static void put_number(struct line *line, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    put(line, digits + at, sizeof digits - at);
}

/* With leading zeros. */
static void put_padded(struct line *line, unsigned number, unsigned width)
{
    for (unsigned i = width; i > 0; i--, number /= 10)
        line->at[i - 1] = (char)('0' + number % 10);
    line->at += width;
}

/* "0.000042" */
static void put_seconds(struct line *line, uint64_t ns)
{
    put_number(line, ns / 1000000000);
    PUT(line, ".");
    put_padded(line, (unsigned)(ns % 1000000000 / 1000), 6);
}

static void put_hex(struct line *line, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    const char text[2] = {digits[byte >> 4], digits[byte & 15]};
    put(line, text, 2);
}

/* What a client has sent, between quotes: other bytes than printable ASCII are written as "\x07", in JSON as "\u0007",
   as if they were Latin-1. */
static void put_escaped(struct line *line, swage_str text, bool is_json)
{
    size_t len = text.len < TEXT_MAX ? text.len : TEXT_MAX;
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
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
    if (len < text.len)
        PUT(line, "...");
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static void put_day(struct line *line, const struct tm *day)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    put_padded(line, (unsigned)day->tm_mday, 2);
    PUT(line, "/");
    put(line, months + 3 * day->tm_mon, 3);
    PUT(line, "/");
    put_padded(line, (unsigned)day->tm_year + 1900, 4);
}

static void put_clock(struct line *line, const struct tm *day)
{
    put_padded(line, (unsigned)day->tm_hour, 2);
    PUT(line, ":");
    put_padded(line, (unsigned)day->tm_min, 2);
    PUT(line, ":");
    put_padded(line, (unsigned)day->tm_sec, 2);
}

/* A word, or "-" for none. */
static void put_word(struct line *line, swage_str word)
{
    PUT(line, " ");
    if (word.len > 0)
        put_escaped(line, word, false);
    else
        PUT(line, "-");
}

static void write_text(struct line *line, const struct access_entry *entry, const struct tm *day)
{
    if (entry->peer.len > 0)
        put(line, entry->peer.ptr, entry->peer.len);
    else
        PUT(line, "-");
    PUT(line, " - - [");
    put_day(line, day);
    PUT(line, ":");
    put_clock(line, day);
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

static void write_json(struct line *line, const struct access_entry *entry, const struct tm *day)
{
    PUT(line, "{\"time\":\"");
    put_padded(line, (unsigned)day->tm_year + 1900, 4);
    PUT(line, "-");
    put_padded(line, (unsigned)day->tm_mon + 1, 2);
    PUT(line, "-");
    put_padded(line, (unsigned)day->tm_mday, 2);
    PUT(line, "T");
    put_clock(line, day);
    PUT(line, ".");
    put_padded(line, (unsigned)(entry->time.tv_nsec / 1000000), 3);
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
    if (access->second != entry->time.tv_sec) {
        access->second = entry->time.tv_sec;
        gmtime_r(&access->second, &access->day);
    }
    if (access->len > ACCESS_BUFFER - ACCESS_LINE_ROOM)
        access_flush(access);
    bool is_first = access->len == 0;
    struct line line = {access->buffer + access->len};
    if (access->format == ACCESS_JSON)
        write_json(&line, entry, &access->day);
    else
        write_text(&line, entry, &access->day);
    *line.at++ = '\n';
    access->len = (size_t)(line.at - access->buffer);
    return is_first;
}
