/* SPDX-License-Identifier: MIT */
/*
 * One pass over the head, line by line. Names, values and targets are scanned in blocks (http/scan.h); of the fields
 * only those that decide about framing, routing and the connection are looked into, the others are noted where they
 * stand.
 *
 *     POST /user?x=1 HTTP/1.1 CRLF      read_method → read_target → read_version
 *     Host: a:80 CRLF                   read_field → note_field
 *     CRLF                              finish
 *
 * A fault is told only when the line that has it is whole (refuse), so that a head cut anywhere gets the same verdict
 * as the whole head.
 */
#include "config.h"

#include "http/head.h"

#include "http/authority.h"
#include "http/field.h"
#include "http/framing.h"
#include "http/known.h"
#include "http/method.h"
#include "http/octet.h"
#include "http/scan.h"

#define METHOD_MAX 32 /* bytes; the longest registered one has 17. Longer ones get 501 (RFC 9112 3) */

/* Which fields came, and what Connection said. */
enum seen {
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
    const char *start, *end; /* the bytes that may belong to a head */
    int verdict;             /* when a reading function returned NULL */
    struct http_head *head;
    const struct http_limits *limits;
};

static SWAGE_COLD const char *stop(struct reader *r, int verdict)
{
    r->verdict = verdict;
    return NULL;
}

static bool is_full(const struct reader *r)
{
    return (size_t)(r->end - r->start) >= r->limits->head_max;
}

/* More bytes are needed, if there may be more. */
static SWAGE_COLD const char *await(struct reader *r)
{
    return stop(r, is_full(r) ? -431 : 0);
}

/* Something is wrong in the line that starts at `line`; its end decides whether that is known already. */
static SWAGE_COLD const char *refuse(struct reader *r, const char *line, int verdict)
{
    return memchr(line, '\n', (size_t)(r->end - line)) ? stop(r, verdict) : await(r);
}

/* --- request line ------------------------------------------------------------------------------------------------- */

/* Any method, letter by letter. Returns the byte behind the space. */
static const char *read_any_method(struct reader *r, const char *line)
{
    const char *p = line;
    while (p < r->end && octet_is(*p, OCTET_TOKEN))
        p++;
    size_t len = (size_t)(p - line);
    if (len > METHOD_MAX)
        return is_full(r) ? stop(r, -501) : refuse(r, line, -501);
    if (p == r->end)
        return await(r);
    if (len == 0 && line == r->start)
        return stop(r, -400); /* no request starts like this: TLS, for one */
    if (*p != ' ')
        return refuse(r, line, -400);
    r->head->method_text = swage_str_of(line, len);
    r->head->method = swage_http_method_of(r->head->method_text);
    if (swage_str_equal(r->head->method_text, SWAGE_STR("CONNECT")))
        return refuse(r, line, -501); /* its targets have another form, and nothing here is a proxy */
    return p + 1;
}

static const char *read_method(struct reader *r, const char *p)
{
    if (SWAGE_LIKELY(p <= r->end - SCAN_BLOCK)) {
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

/* A target that does not start with '/': "*" for OPTIONS, else a whole URL (RFC 9112 3.2). `path` ends before the
   query. */
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
    const char *limit = r->end, *path_end = scan_path(p, limit), *end = path_end;
    head->query = swage_str_of(NULL, 0);
    if (end < limit && *end == '?') {
        end = scan_query(path_end + 1, limit);
        head->query = swage_str_of(path_end + 1, (size_t)(end - path_end - 1));
    }
    if (SWAGE_UNLIKELY((size_t)(end - p) > r->limits->target_max))
        return stop(r, -414);
    if (SWAGE_UNLIKELY(end == limit || *end != ' '))
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
    if (SWAGE_UNLIKELY(p > r->end - SCAN_BLOCK || !known_is_version11(p + 1)))
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

/* --- what fields say ---------------------------------------------------------------------------------------------- */

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
    const char *colon = scan_host(value.ptr, end);
    if (SWAGE_LIKELY(colon > value.ptr && (colon == end || *colon == ':')))
        return colon == end || scan_digit(colon + 1, end) == end;
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

/* --- lines of fields ---------------------------------------------------------------------------------------------- */

/* Returns the colon behind the name. */
static const char *read_name(struct reader *r, const char *line)
{
    const char *colon = scan_plain(line, r->end);
    if (SWAGE_LIKELY(colon < r->end && *colon == ':' && colon > line))
        return colon;
    while (colon < r->end && octet_is(*colon, OCTET_TOKEN))
        colon++;
    return colon < r->end && *colon == ':' && colon > line ? colon : refuse(r, line, -400);
}

/* Reads the value behind `colon` up to CRLF (RFC 9112 5). Returns the next line. */
static const char *read_value(struct reader *r, const char *line, const char *colon, struct swage_field *field)
{
    const char *value = colon + 1, *limit = r->end;
    while (value < limit && octet_is_blank(*value))
        value++;
    const char *end = scan_value(value, limit);
    while (SWAGE_UNLIKELY(end < limit && *end == '\t'))
        end = scan_value(end + 1, limit);
    if (SWAGE_UNLIKELY(!known_is_crlf(end, limit)))
        return refuse(r, line, -400);
    const char *next = end + 2;
    while (end > value && octet_is_blank(end[-1]))
        end--;
    field->name = swage_str_of(line, (size_t)(colon - line));
    field->value = swage_str_of(value, (size_t)(end - value));
    return next;
}

static const char *read_any_field(struct reader *r, const char *line, struct swage_field *field, unsigned *seen)
{
    const char *colon = read_name(r, line);
    const char *next = colon ? read_value(r, line, colon, field) : NULL;
    int verdict = next ? note_field(r->head, field, seen) : 0;
    return verdict ? stop(r, verdict) : next;
}

/*
 * The fields that nearly every request has, in the form that they nearly always have, are read in one go: name, colon,
 * a space, and a value that is judged while its end is looked for. NULL for anything else, which then is read as any
 * field.
 */

/* Ends such a field at `end`, where CRLF must be. Returns the next line. */
static const char *end_plain(struct swage_field *field, const char *line, size_t name_len, const char *end,
                             const char *limit)
{
    if (SWAGE_UNLIKELY(!known_is_crlf(end, limit)))
        return NULL;
    const char *value = line + name_len + sizeof ": " - 1;
    field->name = swage_str_of(line, name_len);
    field->value = swage_str_of(value, (size_t)(end - value));
    return end + 2;
}

static const char *read_plain_host(struct http_head *head, const char *line, const char *limit,
                                   struct swage_field *field, unsigned *seen)
{
    const char *value = line + sizeof "Host: " - 1;
    const char *end = scan_host(value, limit);
    if (SWAGE_UNLIKELY(end == value || end == limit || (*seen & SEEN_HOST)))
        return NULL;
    if (*end == ':')
        end = scan_digit(end + 1, limit);
    const char *next = end_plain(field, line, sizeof "Host" - 1, end, limit);
    if (SWAGE_UNLIKELY(!next))
        return NULL;
    *seen |= SEEN_HOST;
    if (SWAGE_LIKELY(!head->authority.ptr))
        head->authority = swage_str_of(value, (size_t)(end - value));
    return next;
}

/* "content-" has been seen. */
static const char *read_plain_json(struct http_head *head, const char *line, const char *limit,
                                   struct swage_field *field, unsigned *seen)
{
    const char *value = line + sizeof "Content-Type: " - 1, *end = value + sizeof "application/json" - 1;
    if (line > limit - 2 * SCAN_BLOCK || !KNOWN_IS(line + 8, "type: application/json") || (*seen & SEEN_TYPE))
        return NULL;
    const char *next = end_plain(field, line, sizeof "Content-Type" - 1, end, limit);
    if (SWAGE_UNLIKELY(!next))
        return NULL;
    *seen |= SEEN_TYPE;
    head->content_type = swage_str_of(value, sizeof "application/json" - 1);
    return next;
}

static const char *read_plain_length(struct http_head *head, const char *line, const char *limit,
                                     struct swage_field *field, unsigned *seen)
{
    const char *value = line + sizeof "Content-Length: " - 1, *end = value;
    uint64_t length = 0;
    for (; end < limit; end++) {
        unsigned digit = (unsigned)(unsigned char)*end - '0';
        if (digit > 9)
            break;
        length = length * 10 + digit;
    }
    if (SWAGE_UNLIKELY((size_t)(end - value) - 1 >= 18 || (*seen & SEEN_LENGTH)))
        return NULL; /* 18 digits always fit */
    const char *next = end_plain(field, line, sizeof "Content-Length" - 1, end, limit);
    if (SWAGE_UNLIKELY(!next))
        return NULL;
    head->length = (int64_t)length;
    *seen |= SEEN_LENGTH;
    return next;
}

/* `line` has a block of bytes or more, and the request line before it has as many. */
static const char *read_plain(struct http_head *head, const char *line, const char *limit, struct swage_field *field,
                              unsigned *seen)
{
    if (KNOWN_STARTS(line, "host"))
        return known_word2(line + 4) == known_word2(": ") ? read_plain_host(head, line, limit, field, seen) : NULL;
    if (!KNOWN_STARTS(line, "cont") || !KNOWN_STARTS(line + 4, "ent-"))
        return NULL;
    if (KNOWN_IS(line + 8, "length: "))
        return read_plain_length(head, line, limit, field, seen);
    return read_plain_json(head, line, limit, field, seen);
}

/* What only the whole head shows. Returns 0 or minus a status code. */
static int finish(struct http_head *head, unsigned seen)
{
    bool is_http10 = head->is_http10;
    head->is_chunked = (seen & SEEN_CODING) != 0;
    head->is_close = (seen & SEEN_CLOSE) != 0 || (is_http10 && !(seen & SEEN_KEEP_ALIVE));
    head->is_keep_alive = is_http10 && !head->is_close;
    /* RFC 9112 6.1, 6.3: both lengths, or a coding that HTTP/1.0 does not have, mean that someone on the way reads
       it otherwise. */
    if ((seen & SEEN_CODING) && (is_http10 || (seen & SEEN_LENGTH)))
        return -400;
    return (seen & SEEN_HOST) || is_http10 ? 0 : -400; /* RFC 9112 3.2 */
}

/* The same, quick for the usual case: HTTP/1.1 with a Host and without a word on codings and connections. */
static int finish_quickly(struct http_head *head, unsigned seen)
{
    unsigned odd = SEEN_CODING | SEEN_CLOSE | SEEN_KEEP_ALIVE;
    if (SWAGE_UNLIKELY((seen & (SEEN_HOST | odd)) != SEEN_HOST || head->is_http10))
        return finish(head, seen);
    head->is_chunked = false;
    head->is_close = false;
    head->is_keep_alive = false;
    return 0;
}

/* `p` is behind the last field. Returns the first byte behind the empty line. */
static const char *read_end(struct reader *r, const char *p, unsigned count, unsigned seen)
{
    if (SWAGE_UNLIKELY(r->end - p < 2))
        return await(r);
    if (SWAGE_UNLIKELY(p[1] != '\n'))
        return refuse(r, p, -400);
    r->head->field_count = count;
    int verdict = finish_quickly(r->head, seen);
    return SWAGE_UNLIKELY(verdict) ? stop(r, verdict) : p + 2;
}

/* Reads the fields and the empty line. Returns the first byte behind. */
static const char *read_fields(struct reader *r, const char *p)
{
    unsigned most = r->limits->field_max < HTTP_FIELDS_MAX ? r->limits->field_max : HTTP_FIELDS_MAX;
    struct swage_field *field = r->head->fields, *fields_end = field + most;
    for (unsigned seen = 0;; field++) {
        const char *next = NULL;
        if (SWAGE_LIKELY(p <= r->end - SCAN_BLOCK && field < fields_end))
            next = read_plain(r->head, p, r->end, field, &seen);
        if (SWAGE_UNLIKELY(!next)) {
            if (p == r->end || *p == '\r')
                return read_end(r, p, (unsigned)(field - r->head->fields), seen);
            next = field < fields_end ? read_any_field(r, p, field, &seen) : refuse(r, p, -431);
            if (!next)
                return NULL;
        }
        p = next;
    }
}

/* --- whole -------------------------------------------------------------------------------------------------------- */

/* Passes over one empty line (RFC 9112 2.2). Returns the request line. */
static const char *read_empty_line(struct reader *r, const char *p)
{
    if (SWAGE_LIKELY(*p != '\r'))
        return p;
    if (r->end - p < 2)
        return await(r);
    if (p[1] != '\n')
        return refuse(r, p, -400);
    return p + 2 < r->end ? p + 2 : await(r);
}

/* Reads a head of `len` bytes or less. SCAN_BLOCK bytes before their end are readable. */
static int read_head(struct http_head *head, const char *bytes, size_t len, const struct http_limits *limits)
{
    struct reader r; /* the verdict is set when there is one */
    r.start = bytes;
    r.end = bytes + len;
    r.head = head;
    r.limits = limits;
    head->length = -1;
    head->content_type = swage_str_of(NULL, 0);
    head->is_expecting = false;
    const char *p = read_empty_line(&r, bytes);
    p = p ? read_request_line(&r, p) : NULL;
    p = p ? read_fields(&r, p) : NULL;
    return SWAGE_LIKELY(p != NULL) ? (int)(p - bytes) : r.verdict;
}

/* Fewer bytes than a block are no head, but may be a refusal already: they are read where a block may be loaded. */
static SWAGE_COLD int judge_start(struct http_head *head, const char *bytes, size_t len,
                                  const struct http_limits *limits)
{
    char padded[SCAN_BLOCK * 2] = {0};
    if (len == 0)
        return limits->head_max > 0 ? 0 : -431;
    memcpy(padded + SCAN_BLOCK, bytes, len);
    return read_head(head, padded + SCAN_BLOCK, len, limits);
}

int swage_http_head_parse(struct http_head *head, const char *bytes, size_t len, const struct http_limits *limits)
{
    size_t most = len < limits->head_max ? len : limits->head_max;
    head->recalled = 0;
    if (SWAGE_UNLIKELY(most < SCAN_BLOCK))
        return judge_start(head, bytes, most, limits);
    return read_head(head, bytes, most, limits);
}
