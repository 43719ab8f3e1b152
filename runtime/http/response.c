/* SPDX-License-Identifier: MIT */
/*
 * A head is put together from pieces that are known when this is compiled. They are stored as whole words, up to
 * SWAGE_SLACK bytes past what they mean; the next piece overwrites that.
 *
 *     HTTP/1.1 200 OK                        status line
 *     Date: Sun, 06 Nov 1994 08:49:37 GMT
 *     Content-Type: application/json
 *     Connection: close                      where the version's default is not meant
 *     X-Others: as given
 *     Content-Length: 00                     last, so that it is found from the body's start
 */
#include "config.h"

#include "http/response.h"

#include <swage/error.h>

#include "http/octet.h"
#include "http/status.h"

#include <string.h>

#define DATE       "Date: "
#define TYPE       "Content-Type: "
#define LENGTH     "Content-Length: "
#define CHUNKED    "Transfer-Encoding: chunked\r\n"
#define CLOSE      "Connection: close\r\n"
#define KEEP_ALIVE "Connection: keep-alive\r\n"
#define ZEROS      "00000000000000000000"

/* Bytes of a head without media type and further fields: all of the above at their longest, line ends included. */
#define FIXED_MAX (STATUS_LINE_MAX + 6 + HTTP_DATE_LEN + 2 + 14 + 2 + 24 + 16 + HTTP_LENGTH_DIGITS + 2 + 2)

#define PUT(p, literal) put(p, literal, sizeof(literal) - 1)

SWAGE_INLINE char *put(char *p, const char *bytes, size_t len)
{
    memcpy(p, bytes, len);
    return p + len;
}

static char *put_str(char *p, swage_str text)
{
    if (text.len > 0)
        memcpy(p, text.ptr, text.len);
    return p + text.len;
}

static SWAGE_COLD char *put_unknown_status(char *p, int status)
{
    p = PUT(p, "HTTP/1.1 000 \r\n");
    p[-6] = (char)('0' + status / 100);
    p[-5] = (char)('0' + status / 10 % 10);
    p[-4] = (char)('0' + status % 10);
    return p;
}

static char *put_status(char *p, int status)
{
    if (SWAGE_LIKELY(status == 200))
        return PUT(p, "HTTP/1.1 200 OK\r\n");
    unsigned len;
    const char *line = status_line(status, &len);
    return line ? put(p, line, len) : put_unknown_status(p, status);
}

static char *put_date(char *p, const struct http_date *date)
{
    if (!date)
        return p;
    p = PUT(p, DATE);
    memcpy(p, date->text, sizeof date->text); /* three bytes too many: two wide stores */
    return PUT(p + HTTP_DATE_LEN, "\r\n");
}

static char *put_media(char *p, swage_str media)
{
    if (!media.ptr)
        return p;
    p = PUT(p, TYPE);
    if (SWAGE_LIKELY(media.len == sizeof("application/json") - 1))
        p = put(p, media.ptr, sizeof("application/json") - 1);
    else
        p = put_str(p, media);
    return PUT(p, "\r\n");
}

static char *put_fields(char *p, const struct swage_field *fields, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        p = PUT(put_str(p, fields[i].name), ": ");
        p = PUT(put_str(p, fields[i].value), "\r\n");
    }
    return p;
}

static char *put_connection(char *p, enum http_connection connection)
{
    if (SWAGE_LIKELY(connection == HTTP_CONNECTION_NONE))
        return p;
    return connection == HTTP_CONNECTION_CLOSE ? PUT(p, CLOSE) : PUT(p, KEEP_ALIVE);
}

/* The framing and the empty line. */
static char *put_framing(char *p, const struct http_response *response, unsigned digits)
{
    if (SWAGE_LIKELY(response->has_length)) {
        p = PUT(p, LENGTH);
        PUT(p, ZEROS);
        return PUT(p + digits, "\r\n\r\n");
    }
    if (response->is_chunked)
        p = PUT(p, CHUNKED);
    return PUT(p, "\r\n");
}

static size_t fields_len(const struct swage_field *fields, unsigned count)
{
    size_t len = 0;
    for (unsigned i = 0; i < count; i++)
        len += fields[i].name.len + fields[i].value.len + sizeof(": \r\n") - 1;
    return len;
}

/* Makes room in a buffer that is too small, or says why not; out->failed is for encoders. */
static SWAGE_COLD int make_room(swage_buffer *out, size_t more)
{
    int failed = out->failed;
    out->failed = SWAGE_OK;
    char *at = swage_buffer_more(out, out->ptr ? out->ptr + out->len : NULL, more);
    int status = at ? SWAGE_OK : out->failed;
    out->failed = failed;
    return status;
}

/* Room for `more` bytes behind the last one, and slack. Returns a status. */
static int reserve(swage_buffer *out, size_t more)
{
    if (SWAGE_LIKELY(out->ptr != NULL && more <= out->cap - SWAGE_SLACK - out->len))
        return SWAGE_OK;
    return make_room(out, more);
}

/* Whether the status is one, and may have the framing. */
static bool is_valid(const struct http_response *response, unsigned digits)
{
    if (response->status < 100 || response->status > 999 || digits > HTTP_LENGTH_DIGITS)
        return false;
    bool is_framed = response->has_length || response->is_chunked;
    bool has_no_body = response->status < 200 || response->status == 204;
    return !(is_framed && has_no_body) && !(response->has_length && (response->is_chunked || digits == 0));
}

int swage_http_response_head(swage_buffer *out, const struct http_response *response, unsigned digits)
{
    if (!is_valid(response, digits))
        return SWAGE_E_ARGUMENT;
    size_t more = FIXED_MAX + response->media.len + fields_len(response->fields, response->field_count);
    int status = reserve(out, more);
    if (SWAGE_UNLIKELY(status))
        return status;
    char *p = put_status(out->ptr + out->len, response->status);
    p = put_date(p, response->date);
    p = put_media(p, response->media);
    p = put_connection(p, response->connection);
    p = put_fields(p, response->fields, response->field_count);
    p = put_framing(p, response, digits);
    out->len = (size_t)(p - out->ptr);
    return SWAGE_OK;
}

static SWAGE_COLD int make_plain(struct http_plain *plain, swage_buffer *out, const struct http_date *date,
                                 unsigned digits)
{
    struct http_response response = {
        .status = 200, .date = date, .media = SWAGE_STR_INIT("application/json"), .has_length = true};
    size_t before = out->len;
    int status = swage_http_response_head(out, &response, digits);
    size_t len = out->len - before;
    if (status || !date || len > HTTP_PLAIN_MAX)
        return status;
    memcpy(plain->bytes, out->ptr + before, len);
    plain->second = date->second;
    plain->digits = digits;
    plain->len = (unsigned)len;
    return SWAGE_OK;
}

int swage_http_response_plain(struct http_plain *plain, swage_buffer *out, const struct http_date *date,
                              unsigned digits)
{
    bool is_same = digits > 0 && plain->digits == digits && date && plain->second == date->second;
    if (SWAGE_UNLIKELY(!is_same || reserve(out, HTTP_PLAIN_MAX) != SWAGE_OK))
        return make_plain(plain, out, date, digits);
    memcpy(out->ptr + out->len, plain->bytes, HTTP_PLAIN_MAX); /* some of it is too much */
    out->len += plain->len;
    return SWAGE_OK;
}

static const uint64_t powers[HTTP_LENGTH_DIGITS] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
    10000000000000000000u,
};

static unsigned count_digits(uint64_t number)
{
    unsigned digits = 1;
    while (digits < HTTP_LENGTH_DIGITS && number >= powers[digits])
        digits++;
    return digits;
}

/* Whether `number` has as many digits as were guessed: 0 has one. */
static bool has_digits(uint64_t number, unsigned digits)
{
    return (digits == HTTP_LENGTH_DIGITS || number < powers[digits]) && (digits == 1 || number >= powers[digits - 1]);
}

/* Moves the body so that the length has `digits` digits. Returns a status. */
static int move_body(swage_buffer *out, size_t body_at, unsigned had, unsigned digits)
{
    if (digits > had) {
        int status = reserve(out, digits - had);
        if (status)
            return status;
    }
    char *body = out->ptr + body_at, *to = body + digits - had;
    memmove(to, body, out->len - body_at);
    memcpy(to - 4, "\r\n\r\n", 4);
    out->len = out->len + digits - had;
    return SWAGE_OK;
}

/* The digits end before `end`. */
static inline void write_length(char *end, unsigned digits, uint64_t length)
{
    for (char *start = end - digits; end != start; length /= 10)
        *--end = (char)('0' + length % 10);
}

/* The guess was wrong. */
static SWAGE_COLD int write_otherwise(swage_buffer *out, size_t body_at, unsigned had, uint64_t length)
{
    unsigned digits = count_digits(length);
    int status = move_body(out, body_at, had, digits);
    if (status)
        return status;
    write_length(out->ptr + body_at - had - 4 + digits, digits, length);
    return (int)digits;
}

int swage_http_response_length(swage_buffer *out, size_t body_at, unsigned digits, uint64_t length)
{
    if (SWAGE_UNLIKELY(!has_digits(length, digits)))
        return write_otherwise(out, body_at, digits, length);
    write_length(out->ptr + body_at - 4, digits, length);
    return (int)digits;
}

bool swage_http_field_ok(swage_str name, swage_str value)
{
    return octet_all(name, OCTET_TOKEN) && (value.len == 0 || octet_all(value, OCTET_VALUE));
}
