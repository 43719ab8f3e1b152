/* SPDX-License-Identifier: MIT */
/* The head of an HTTP/1.1 response (RFC 9112 4). */
#ifndef SWAGE_HTTP_RESPONSE_H
#define SWAGE_HTTP_RESPONSE_H

#include <swage/buffer.h>
#include <swage/http.h>
#include <swage/string.h>

#include "http/date.h"

enum http_connection {
    HTTP_CONNECTION_NONE,
    HTTP_CONNECTION_CLOSE,
    HTTP_CONNECTION_KEEP_ALIVE
}; /* what field to write */

struct http_response {
    int status;
    enum http_connection connection;
    const struct http_date *date;     /* NULL: no Date, of a server without a clock */
    swage_str media;                  /* Content-Type, or absent */
    const struct swage_field *fields; /* others: checked before, see swage_http_field_ok */
    unsigned field_count;
    bool is_chunked; /* writes Transfer-Encoding: chunked instead of Content-Length */
    bool has_length; /* false: neither (204, 304, 1xx, or a body that ends with the connection) */
};

#define HTTP_LENGTH_DIGITS 20 /* of the longest Content-Length */

/*
 * Appends the head, empty line included, to `out`. With has_length the Content-Length has room for `digits` digits (1
 * to HTTP_LENGTH_DIGITS), to be filled in by swage_http_response_length when the body has been appended behind the
 * head. Returns 0 or a negative enum swage_status: SWAGE_E_LIMIT, SWAGE_E_NOMEM, or SWAGE_E_ARGUMENT for what may not
 * be sent: a status that is none, a length or chunks with 1xx or 204 (RFC 9110 8.6, RFC 9112 6.1), both of them.
 * Nothing was appended then, and out->failed is what it was.
 */
int swage_http_response_head(swage_buffer *out, const struct http_response *response, unsigned digits);

/* The head of the last plain answer: 200 with JSON, nothing else to be said. It is the same until the second is
   over. One a loop. */
#define HTTP_PLAIN_MAX 160 /* bytes; a plain head has some 130 */

struct http_plain {
    int64_t second;  /* of its Date */
    unsigned digits; /* of its Content-Length; 0: none is kept */
    unsigned len;
    char bytes[HTTP_PLAIN_MAX];
};

/* As swage_http_response_head for such an answer, by copying the last one. */
int swage_http_response_plain(struct http_plain *plain, swage_buffer *out, const struct http_date *date,
                              unsigned digits);

/*
 * Writes the Content-Length of a head that ends at `body_at` (offset in out->ptr) and was made with `digits`. When
 * `length` has another number of digits the body behind the head is moved by the difference. Returns the number of
 * digits that it has now, or a negative enum swage_status.
 */
int swage_http_response_length(swage_buffer *out, size_t body_at, unsigned digits, uint64_t length);

/* Whether a field may be sent: the name a token, the value without controls but HTAB (RFC 9110 5.5). */
bool swage_http_field_ok(swage_str name, swage_str value);

#endif
