/* SPDX-License-Identifier: MIT */
/*
 * The chunked coding as a machine that takes one byte at a time, and the bytes of a chunk at once.
 *
 *     chunk  = 1*16HEXDIG *( BWS ";" BWS token [ BWS "=" BWS ( token / quoted-string ) ] ) CRLF data CRLF
 *     last   = 1*16"0" ...extensions... CRLF *( field CRLF ) CRLF
 *
 * Extensions and trailers are checked and dropped.
 */
#include "config.h"

#include "http/chunked.h"

#include "http/octet.h"

#define DIGITS_MAX 16 /* 64 bits; leading zeros count, so that they cannot go on for ever */

enum state {
    SIZE,           /* hexadecimal digits */
    EXT_GAP,        /* white space where only ';' may follow */
    EXT_NAME_START, /* behind ';' */
    EXT_NAME,
    EXT_NAME_GAP,    /* white space behind a name: '=' or ';' follow */
    EXT_VALUE_START, /* behind '=' */
    EXT_VALUE,
    EXT_QUOTED,
    EXT_ESCAPED,    /* behind a backslash */
    EXT_QUOTED_END, /* behind the closing quote */
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START, /* at the start of a line behind the last chunk */
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    END_LF,
    DONE
};

void swage_http_chunked_init(struct http_chunked *chunked, uint64_t body_max, size_t extra_max)
{
    *chunked = (struct http_chunked){.max = body_max, .extra_max = extra_max, .state = SIZE};
}

/* One more digit of a chunk's size. */
static int add_digit(struct http_chunked *chunked, char c)
{
    if (chunked->digits == DIGITS_MAX)
        return -400;
    chunked->left = chunked->left << 4 | octet_hex(c);
    chunked->digits++;
    return SIZE;
}

/* Where a byte leads that ends a name, a value or a size. */
static int end_word(char c, int gap)
{
    switch (c) {
    case ';': return EXT_NAME_START;
    case '\r': return SIZE_LF;
    case ' ':
    case '\t': return gap;
    default: return -400;
    }
}

static int step_size(struct http_chunked *chunked, char c)
{
    if (octet_is(c, OCTET_HEX))
        return add_digit(chunked, c);
    return chunked->digits > 0 ? end_word(c, EXT_GAP) : -400;
}

/* The states of an extension (RFC 9112 7.1.1). */
static int step_extension(int state, char c)
{
    switch (state) {
    case EXT_GAP: return c == '\r' ? -400 : end_word(c, EXT_GAP);
    case EXT_NAME_START: return octet_is(c, OCTET_TOKEN) ? EXT_NAME : octet_is_blank(c) ? EXT_NAME_START : -400;
    case EXT_NAME:
        if (octet_is(c, OCTET_TOKEN))
            return EXT_NAME;
        return c == '=' ? EXT_VALUE_START : end_word(c, EXT_NAME_GAP);
    case EXT_NAME_GAP: return c == '=' ? EXT_VALUE_START : c == '\r' ? -400 : end_word(c, EXT_NAME_GAP);
    case EXT_VALUE_START:
        if (c == '"')
            return EXT_QUOTED;
        return octet_is(c, OCTET_TOKEN) ? EXT_VALUE : octet_is_blank(c) ? EXT_VALUE_START : -400;
    case EXT_VALUE: return octet_is(c, OCTET_TOKEN) ? EXT_VALUE : end_word(c, EXT_GAP);
    case EXT_QUOTED:
        if (c == '"')
            return EXT_QUOTED_END;
        return c == '\\' ? EXT_ESCAPED : octet_is(c, OCTET_QUOTED) ? EXT_QUOTED : -400;
    case EXT_ESCAPED: return octet_is(c, OCTET_VALUE) ? EXT_QUOTED : -400;
    default: return end_word(c, EXT_GAP); /* EXT_QUOTED_END */
    }
}

/* The states of a field line behind the last chunk, the same grammar as in a head. */
static int step_trailer(int state, char c)
{
    switch (state) {
    case TRAILER_START: return c == '\r' ? END_LF : octet_is(c, OCTET_TOKEN) ? TRAILER_NAME : -400;
    case TRAILER_NAME: return c == ':' ? TRAILER_VALUE : octet_is(c, OCTET_TOKEN) ? TRAILER_NAME : -400;
    case TRAILER_VALUE: return c == '\r' ? TRAILER_LF : octet_is(c, OCTET_VALUE) ? TRAILER_VALUE : -400;
    default: return c == '\n' ? TRAILER_START : -400; /* TRAILER_LF */
    }
}

/* The line with a chunk's size has ended. */
static int start_data(struct http_chunked *chunked)
{
    chunked->digits = 0;
    if (chunked->left == 0)
        return TRAILER_START;
    if (chunked->left > INT64_MAX)
        return -400; /* no length that is meant */
    if (chunked->left > chunked->max - chunked->total)
        return -413;
    chunked->total += chunked->left;
    return DATA;
}

/* Takes one byte of what is not data. Returns the next state, or minus a status code. */
static int step(struct http_chunked *chunked, int state, char c)
{
    switch (state) {
    case SIZE: return step_size(chunked, c);
    case SIZE_LF: return c == '\n' ? start_data(chunked) : -400;
    case DATA_CR: return c == '\r' ? DATA_LF : -400;
    case DATA_LF: return c == '\n' ? SIZE : -400;
    case END_LF: return c == '\n' ? DONE : -400;
    case TRAILER_START:
    case TRAILER_NAME:
    case TRAILER_VALUE:
    case TRAILER_LF: return step_trailer(state, c);
    default: return step_extension(state, c);
    }
}

/* Counts a byte that is neither size nor data. Returns 0, or minus a status code when there are too many. */
static int count_extra(struct http_chunked *chunked, int state)
{
    bool is_trailer = state >= TRAILER_NAME && state <= TRAILER_LF;
    if (!is_trailer && (state < EXT_GAP || state > EXT_QUOTED_END))
        return 0;
    if (chunked->extra == chunked->extra_max)
        return is_trailer ? -431 : -400;
    chunked->extra++;
    return 0;
}

/* Takes what there is of the current chunk. Returns how much. */
static size_t take_data(struct http_chunked *chunked, const char *bytes, size_t len, swage_str *piece)
{
    size_t taken = len < chunked->left ? len : (size_t)chunked->left;
    *piece = swage_str_of(bytes, taken);
    chunked->left -= taken;
    if (chunked->left == 0)
        chunked->state = DATA_CR;
    return taken;
}

int64_t swage_http_chunked_read(struct http_chunked *chunked, const char *bytes, size_t len, swage_str *piece,
                                bool *done)
{
    *piece = swage_str_of(NULL, 0);
    *done = chunked->state == DONE;
    size_t at = 0;
    while (at < len && chunked->state != DATA && chunked->state != DONE) {
        int state = step(chunked, chunked->state, bytes[at]);
        int verdict = state < 0 ? state : count_extra(chunked, state);
        if (verdict < 0)
            return verdict;
        chunked->state = state;
        at++;
    }
    if (chunked->state == DATA && at < len)
        at += take_data(chunked, bytes + at, len - at, piece);
    *done = chunked->state == DONE;
    return (int64_t)at;
}
