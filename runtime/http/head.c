/* SPDX-License-Identifier: MIT */
/*
 * One pass over the head, line by line. Names, values and targets are scanned in blocks (http/scan.h); of the fields only those
 * that decide about framing, routing and the connection are looked into, the others are noted where they stand.
 *
 *     POST /user?x=1 HTTP/1.1 CRLF      read_method → read_target → read_version
 *     Host: a:80 CRLF                   read_field → note_field
 *     CRLF                              finish
 *
 * A fault is told only when the line that has it is whole (refuse), so that a head cut anywhere gets the same verdict as the
 * whole head.
 */
#include "config.h"

#include "http/head.h"

#include "http/authority.h"
#include "http/field.h"
#include "http/framing.h"
#include "http/known.h"
#include "http/octet.h"
#include "http/scan.h"

#include <limits.h>

#define METHOD_MAX 32 /* bytes; the longest registered one has 17. Longer ones get 501 (RFC 9112 3) */

enum seen { /* which fields came, and what Connection said */
    SEEN_HOST = 1,
    SEEN_LENGTH = 2,
    SEEN_CODING = 4,
    SEEN_TYPE = 8,
    SEEN_AUTHORIZATION = 16,
    SEEN_IF_MATCH = 32,
    SEEN_IF_NONE_MATCH = 64,
    SEEN_IF_MODIFIED_SINCE = 128,
    SEEN_IF_UNMODIFIED_SINCE = 256,
    SEEN_IF_RANGE = 512,
    SEEN_CLOSE = 1024,
    SEEN_KEEP_ALIVE = 2048
};

struct reader {
    const char *end; /* of the bytes that may belong to a head */
    bool is_full;    /* no more may: head_max ends there */
    int verdict;     /* when a reading function returned NULL */
    struct http_head *head;
    const struct http_limits *limits;
};

static SWAGE_COLD const char *stop(struct reader *r, int verdict)
{
    r->verdict = verdict;
    return NULL;
}

/* More bytes are needed, if there may be more. */
static SWAGE_COLD const char *await(struct reader *r)
{
    return stop(r, r->is_full ? -431 : 0);
}

/* Something is wrong in the line that starts at `line`; its end decides whether that is known already. */
static SWAGE_COLD const char *refuse(struct reader *r, const char *line, int verdict)
{
    return memchr(line, '\n', (size_t)(r->end - line)) ? stop(r, verdict) : await(r);
}

/* --- request line --------------------------------------------------------------------------------------------------- */

static enum swage_method method_of(swage_str text)
{
    static const swage_str names[SWAGE_METHODS] = {
        [SWAGE_METHOD_GET] = SWAGE_STR_INIT("GET"),       [SWAGE_METHOD_HEAD] = SWAGE_STR_INIT("HEAD"),
        [SWAGE_METHOD_POST] = SWAGE_STR_INIT("POST"),     [SWAGE_METHOD_PUT] = SWAGE_STR_INIT("PUT"),
        [SWAGE_METHOD_PATCH] = SWAGE_STR_INIT("PATCH"),   [SWAGE_METHOD_DELETE] = SWAGE_STR_INIT("DELETE"),
        [SWAGE_METHOD_OPTIONS] = SWAGE_STR_INIT("OPTIONS"),
    };
    for (unsigned i = 0; i < SWAGE_METHODS; i++)
        if (swage_str_equal(text, names[i]))
            return (enum swage_method)i;
    return SWAGE_METHOD_OTHER;
}

/* Any method, letter by letter. Returns the byte behind the space. */
static const char *read_any_method(struct reader *r, const char *line)
{
    const char *p = line;
    while (p < r->end && octet_is(*p, OCTET_TOKEN))
        p++;
    size_t len = (size_t)(p - line);
    if (len > METHOD_MAX)
        return stop(r, -501);
    if (p == r->end)
        return await(r);
    if (len == 0)
        return stop(r, -400); /* no request starts like this: TLS, for one */
    if (*p != ' ')
        return refuse(r, line, -400);
    r->head->method_text = swage_str_of(line, len);
    r->head->method = method_of(r->head->method_text);
    if (swage_str_equal(r->head->method_text, SWAGE_STR("CONNECT")))
        return refuse(r, line, -501); /* its targets have another form, and nothing here is a proxy */
    return p + 1;
}

static const char *read_method(struct reader *r, const char *p)
{
    if (SWAGE_LIKELY(r->end - p >= 8)) {
        if (known_word4(p) == known_word4("POST") && p[4] == ' ') {
            r->head->method = SWAGE_METHOD_POST;
            r->head->method_text = swage_str_of(p, 4);
            return p + 5;
        }
        if (known_word4(p) == known_word4("GET ")) {
            r->head->method = SWAGE_METHOD_GET;
            r->head->method_text = swage_str_of(p, 3);
            return p + 4;
        }
    }
    return read_any_method(r, p);
}

/* The length of "http://" or "https://" at the start of a target, in any case; 0 for another. */
static size_t scheme_len(swage_str target)
{
    static const swage_str schemes[] = {SWAGE_STR_INIT("http://"), SWAGE_STR_INIT("https://")};
    for (unsigned i = 0; i < 2; i++)
        if (target.len > schemes[i].len && swage_field_is(swage_str_of(target.ptr, schemes[i].len), schemes[i]))
            return schemes[i].len;
    return 0;
}

/* A target that does not start with '/': "*" for OPTIONS, else a whole URL (RFC 9112 3.2). `path` ends before the query. */
static bool take_other_form(struct http_head *head, const char *path_end)
{
    if (swage_str_equal(head->target, SWAGE_STR("*"))) {
        head->path = head->target;
        return head->method == SWAGE_METHOD_OPTIONS;
    }
    size_t scheme = scheme_len(head->target);
    if (scheme == 0 || head->target.ptr + scheme > path_end)
        return false;
    const char *host = head->target.ptr + scheme;
    const char *slash = memchr(host, '/', (size_t)(path_end - host));
    const char *host_end = slash ? slash : path_end;
    head->authority = swage_str_of(host, (size_t)(host_end - host));
    head->path = slash ? swage_str_of(slash, (size_t)(path_end - slash)) : SWAGE_STR("/");
    return authority_ok(head->authority);
}

/* Returns the space behind the target. */
static const char *read_target(struct reader *r, const char *line, const char *p)
{
    struct http_head *head = r->head;
    const char *path_end = scan_while(p, r->end, scan_path);
    const char *end = path_end;
    head->query = swage_str_of(NULL, 0);
    if (end < r->end && *end == '?') {
        end = scan_while(path_end + 1, r->end, scan_query);
        head->query = swage_str_of(path_end + 1, (size_t)(end - path_end - 1));
    }
    if ((size_t)(end - p) > r->limits->target_max)
        return stop(r, -414);
    if (end == r->end || *end != ' ' || end == p)
        return refuse(r, line, -400);
    head->target = swage_str_of(p, (size_t)(end - p));
    head->path = swage_str_of(p, (size_t)(path_end - p));
    head->authority = swage_str_of(NULL, 0);
    if (SWAGE_UNLIKELY(*p != '/') && !take_other_form(head, path_end))
        return refuse(r, line, -400);
    return end;
}

/* Versions other than 1.1: later ones of HTTP/1 are compatible with it (RFC 9110 6.2). */
static const char *read_any_version(struct reader *r, const char *line, const char *p)
{
    /* " HTTP/1.0" CRLF */
    if (r->end - p < 11 || memcmp(p, " HTTP/", 6) != 0 || !octet_is(p[6], OCTET_DIGIT) || p[7] != '.' ||
        !octet_is(p[8], OCTET_DIGIT) || memcmp(p + 9, "\r\n", 2) != 0)
        return refuse(r, line, -400);
    if (p[6] != '1')
        return stop(r, -505);
    r->head->is_http10 = p[8] == '0';
    return p + 11;
}

/* `p` is the space before the version. Returns the next line. */
static const char *read_version(struct reader *r, const char *line, const char *p)
{
    if (SWAGE_UNLIKELY(r->end - p < 11 || !known_is_version11(p + 1)))
        return read_any_version(r, line, p);
    r->head->is_http10 = false;
    return p + 11;
}

static const char *read_request_line(struct reader *r, const char *line)
{
    const char *p = read_method(r, line);
    p = p ? read_target(r, line, p) : NULL;
    return p ? read_version(r, line, p) : NULL;
}

/* --- fields ---------------------------------------------------------------------------------------------------------- */

/* Reads "Name: value" CRLF (RFC 9112 5). Returns the next line. */
static const char *read_field(struct reader *r, const char *line, struct swage_field *field)
{
    const char *colon = scan_while(line, r->end, scan_plain);
    while (colon < r->end && octet_is(*colon, OCTET_TOKEN))
        colon++;
    if (SWAGE_UNLIKELY(colon == r->end || *colon != ':' || colon == line))
        return refuse(r, line, -400);
    const char *value = colon + 1;
    while (value < r->end && octet_is_blank(*value))
        value++;
    const char *end = scan_while(value, r->end, scan_value);
    while (end < r->end && *end == '\t')
        end = scan_while(end + 1, r->end, scan_value);
    if (SWAGE_UNLIKELY(r->end - end < 2 || !known_is_crlf(end)))
        return refuse(r, line, -400);
    const char *next = end + 2;
    while (end > value && octet_is_blank(end[-1]))
        end--;
    field->name = swage_str_of(line, (size_t)(colon - line));
    field->value = swage_str_of(value, (size_t)(end - value));
    return next;
}

/* A field that may stand once only. */
static int note_once(unsigned *seen, unsigned field)
{
    if (SWAGE_UNLIKELY(*seen & field))
        return -400;
    *seen |= field;
    return 0;
}

/* Whether `value` is a plain host name or address with or without a port; what is not plain is looked at closely. */
static bool host_ok(swage_str value)
{
    const char *end = value.ptr + value.len;
    const char *colon = scan_while(value.ptr, end, scan_host);
    if (SWAGE_LIKELY(colon > value.ptr && (colon == end || *colon == ':')))
        return colon == end || scan_while(colon + 1, end, scan_digits) == end;
    return value.len == 0 || authority_ok(value); /* empty: of a URL without an authority (RFC 9110 7.2) */
}

static int note_host(struct http_head *head, swage_str value, unsigned *seen)
{
    if (note_once(seen, SEEN_HOST) || !host_ok(value))
        return -400;
    if (!head->authority.ptr)
        head->authority = value;
    return 0;
}

static int note_length(struct http_head *head, swage_str value, unsigned *seen)
{
    if (note_once(seen, SEEN_LENGTH))
        return -400;
    int64_t length = framing_length(value);
    if (length < 0)
        return (int)length;
    head->length = length;
    return 0;
}

static int note_coding(swage_str value, unsigned *seen)
{
    return note_once(seen, SEEN_CODING) ? -400 : framing_coding(value);
}

/* The options of a Connection field; those of other fields' names mean nothing to an origin server (RFC 9110 7.6.1). */
static int note_connection(swage_str value, unsigned *seen)
{
    swage_str option;
    while (swage_list_next(&value, &option)) {
        if (swage_field_is(option, SWAGE_STR("close")))
            *seen |= SEEN_CLOSE;
        else if (swage_field_is(option, SWAGE_STR("keep-alive")))
            *seen |= SEEN_KEEP_ALIVE;
    }
    return 0;
}

/* RFC 9110 10.1.1: there is one expectation, and HTTP/1.0 has none. */
static int note_expect(struct http_head *head, swage_str value)
{
    if (!swage_field_is(value, SWAGE_STR("100-continue")))
        return -417;
    head->is_expecting = !head->is_http10;
    return 0;
}

static int note_type(struct http_head *head, swage_str value, unsigned *seen)
{
    head->content_type = value;
    return note_once(seen, SEEN_TYPE);
}

/* Looks into the fields that matter here, told apart by the length of their names. Returns 0 or minus a status code. */
static int note_field(struct http_head *head, const struct swage_field *field, unsigned *seen)
{
    const char *name = field->name.ptr;
    swage_str value = field->value;
    switch (field->name.len) {
    case 4: return KNOWN_IS(name, "host") ? note_host(head, value, seen) : 0;
    case 6: return KNOWN_IS(name, "expect") ? note_expect(head, value) : 0;
    case 8:
        if (KNOWN_IS(name, "if-match"))
            return note_once(seen, SEEN_IF_MATCH);
        return KNOWN_IS(name, "if-range") ? note_once(seen, SEEN_IF_RANGE) : 0;
    case 10: return KNOWN_IS(name, "connection") ? note_connection(value, seen) : 0;
    case 12: return KNOWN_IS(name, "content-type") ? note_type(head, value, seen) : 0;
    case 13:
        if (KNOWN_IS(name, "authorization"))
            return note_once(seen, SEEN_AUTHORIZATION);
        return KNOWN_IS(name, "if-none-match") ? note_once(seen, SEEN_IF_NONE_MATCH) : 0;
    case 14: return KNOWN_IS(name, "content-length") ? note_length(head, value, seen) : 0;
    case 17:
        if (KNOWN_IS(name, "transfer-encoding"))
            return note_coding(value, seen);
        return KNOWN_IS(name, "if-modified-since") ? note_once(seen, SEEN_IF_MODIFIED_SINCE) : 0;
    case 19: return KNOWN_IS(name, "if-unmodified-since") ? note_once(seen, SEEN_IF_UNMODIFIED_SINCE) : 0;
    default: return 0;
    }
}

/* What only the whole head shows. Returns 0 or minus a status code. */
static int finish(struct http_head *head, unsigned seen)
{
    head->is_chunked = (seen & SEEN_CODING) != 0;
    head->is_close = (seen & SEEN_CLOSE) != 0 || (head->is_http10 && !(seen & SEEN_KEEP_ALIVE));
    head->is_keep_alive = head->is_http10 && !head->is_close;
    /* RFC 9112 6.1, 6.3: both lengths, or a coding that HTTP/1.0 does not have, mean that someone on the way reads it otherwise. */
    if (SWAGE_UNLIKELY(head->is_chunked && (head->is_http10 || (seen & SEEN_LENGTH))))
        return -400;
    if (SWAGE_UNLIKELY(!(seen & SEEN_HOST)) && !head->is_http10)
        return -400; /* RFC 9112 3.2 */
    return 0;
}

/* Reads the fields and the empty line. Returns the first byte behind. */
static const char *read_fields(struct reader *r, const char *p)
{
    struct http_head *head = r->head;
    unsigned most = r->limits->field_max < HTTP_FIELDS_MAX ? r->limits->field_max : HTTP_FIELDS_MAX;
    unsigned count = 0, seen = 0;
    while (p < r->end && *p != '\r') {
        if (SWAGE_UNLIKELY(count == most))
            return refuse(r, p, -431);
        p = read_field(r, p, &head->fields[count]);
        if (SWAGE_UNLIKELY(!p))
            return NULL;
        int verdict = note_field(head, &head->fields[count], &seen);
        if (SWAGE_UNLIKELY(verdict))
            return stop(r, verdict);
        count++;
    }
    if (SWAGE_UNLIKELY(r->end - p < 2))
        return await(r);
    if (SWAGE_UNLIKELY(p[1] != '\n'))
        return refuse(r, p, -400);
    head->field_count = count;
    int verdict = finish(head, seen);
    return SWAGE_UNLIKELY(verdict) ? stop(r, verdict) : p + 2;
}

/* --- whole ------------------------------------------------------------------------------------------------------------ */

/* Passes over one empty line (RFC 9112 2.2). Returns the request line. */
static const char *read_empty_line(struct reader *r, const char *p)
{
    if (SWAGE_LIKELY(*p != '\r'))
        return p;
    if (r->end - p < 2)
        return await(r);
    if (p[1] != '\n')
        return stop(r, -400);
    return p + 2 < r->end ? p + 2 : await(r);
}

static const char *read_head(struct reader *r, const char *bytes)
{
    r->head->length = -1;
    r->head->content_type = swage_str_of(NULL, 0);
    r->head->is_expecting = false;
    const char *p = read_empty_line(r, bytes);
    p = p ? read_request_line(r, p) : NULL;
    return p ? read_fields(r, p) : NULL;
}

/* Fewer bytes than a block are no head, but may be a refusal already: they are read where a block may be loaded. */
static SWAGE_COLD int judge_start(struct reader *r, const char *bytes, size_t len)
{
    char padded[SCAN_BLOCK * 2] = {0};
    if (len == 0)
        return r->is_full ? -431 : 0;
    memcpy(padded + SCAN_BLOCK, bytes, len);
    r->end = padded + SCAN_BLOCK + len;
    const char *end = read_head(r, padded + SCAN_BLOCK);
    return end ? (int)len : r->verdict;
}

int swage_http_head_parse(struct http_head *head, const char *bytes, size_t len, const struct http_limits *limits)
{
    size_t most = limits->head_max < INT_MAX ? limits->head_max : INT_MAX;
    struct reader r = {.head = head, .limits = limits, .is_full = len >= most};
    if (SWAGE_UNLIKELY(r.is_full))
        len = most;
    if (SWAGE_UNLIKELY(len < SCAN_BLOCK))
        return judge_start(&r, bytes, len);
    r.end = bytes + len;
    const char *end = read_head(&r, bytes);
    return SWAGE_LIKELY(end != NULL) ? (int)(end - bytes) : r.verdict;
}
