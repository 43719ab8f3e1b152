/* SPDX-License-Identifier: MIT */
/*
 *     preamble ─boundary→ behind ─CR LF→ head ─empty line→ data ─boundary→ behind ...
 *                                └"--"→ epilogue
 *
 * The delimiter begins with the only CR in it (boundaries have none), so that a match that fails cannot have begun another
 * one: what was matched is data.
 */
#include "config.h"

#include "http/multipart.h"

#include "http/field.h"
#include "http/octet.h"

#include <string.h>

static enum multipart_event fail(struct multipart *m, const char *fault)
{
    m->state = MULTIPART_BROKEN;
    m->fault = fault;
    return MULTIPART_BAD;
}

/* --- the boundary ------------------------------------------------------------------------------------------------- */

/* RFC 2046 5.1.1; a space may stand in it, but not at its end. */
static bool is_boundary(swage_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_alnum = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!is_alnum && (c == '\0' || !strchr("'()+_,-./:=? ", c)))
            return false;
    }
    return text.len > 0 && text.len <= MULTIPART_BOUNDARY_MAX && text.ptr[text.len - 1] != ' ';
}

bool multipart_init(struct multipart *m, swage_str content_type)
{
    const swage_str begin = SWAGE_STR("\r\n--");
    swage_str rest, name, value, boundary = {NULL, 0};
    const char *semicolon = content_type.len > 0 ? memchr(content_type.ptr, ';', content_type.len) : NULL;
    if (!semicolon)
        return false;
    rest = swage_str_of(semicolon, content_type.len - (size_t)(semicolon - content_type.ptr));
    while (swage_parameter_next(&rest, &name, &value))
        if (!boundary.ptr && swage_field_is(name, SWAGE_STR("boundary")))
            boundary = value;
    if (!boundary.ptr || !is_boundary(boundary))
        return false;
    memset(m, 0, offsetof(struct multipart, head));
    memcpy(m->delimiter, begin.ptr, begin.len);
    memcpy(m->delimiter + begin.len, boundary.ptr, boundary.len);
    m->delimiter_len = begin.len + boundary.len;
    m->matched = 2; /* the first one needs no line end in front of it */
    m->state = MULTIPART_IN_PREAMBLE;
    return true;
}

/* --- data --------------------------------------------------------------------------------------------------------- */

static enum multipart_event pass_boundary(struct multipart *m)
{
    bool was_open = m->is_open;
    m->matched = 0;
    m->is_open = false;
    m->tail_len = 0;
    m->is_padded = false;
    m->state = MULTIPART_BEHIND_BOUNDARY;
    return was_open ? MULTIPART_END : MULTIPART_MORE;
}

static enum multipart_event give(struct multipart *m, const char *ptr, size_t len)
{
    m->data = swage_str_of(ptr, len);
    return MULTIPART_DATA;
}

/* Goes on with a delimiter that the bytes before have ended in. */
static enum multipart_event go_on_matching(struct multipart *m, const char **at, const char *end)
{
    size_t left = m->delimiter_len - m->matched, len = (size_t)(end - *at) < left ? (size_t)(end - *at) : left, same = 0;
    while (same < len && (*at)[same] == m->delimiter[m->matched + same])
        same++;
    if (same == len) {
        *at += len;
        m->matched += len;
        return len == left ? pass_boundary(m) : MULTIPART_MORE;
    }
    size_t matched = m->matched;
    m->matched = 0;
    return m->is_open ? give(m, m->delimiter, matched) : MULTIPART_MORE;
}

/* Whether the delimiter, or as much of it as there is, stands at `from`. */
static bool begins_here(const struct multipart *m, const char *from, const char *end)
{
    size_t len = (size_t)(end - from);
    return memcmp(from, m->delimiter, len < m->delimiter_len ? len : m->delimiter_len) == 0;
}

static enum multipart_event read_data(struct multipart *m, const char **at, const char *end)
{
    if (m->matched > 0)
        return go_on_matching(m, at, end);
    const char *from = *at, *cr = from;
    while ((cr = memchr(cr, '\r', (size_t)(end - cr))) != NULL && !begins_here(m, cr, end))
        cr++;
    cr = cr ? cr : end;
    *at = cr;
    if (cr > from && m->is_open)
        return give(m, from, (size_t)(cr - from));
    if (cr == end)
        return MULTIPART_MORE;
    m->matched = 1; /* the CR, and what follows is looked at as if it came by itself */
    *at = cr + 1;
    return go_on_matching(m, at, end);
}

/* --- behind a boundary -------------------------------------------------------------------------------------------- */

/* RFC 2046 5.1.1: "--" ends all, else white space may stand in front of the line end. */
static enum multipart_event read_tail(struct multipart *m, const char **at, const char *end)
{
    while (*at < end) {
        char c = *(*at)++;
        if (m->tail_len == 0 && (c == ' ' || c == '\t')) {
            m->is_padded = true;
            continue;
        }
        m->tail[m->tail_len++] = c;
        if (m->tail_len < 2)
            continue;
        if (m->tail[0] == '\r' && m->tail[1] == '\n') {
            m->head_len = 0;
            m->state = MULTIPART_IN_HEAD;
            return MULTIPART_MORE;
        }
        if (m->tail[0] != '-' || m->tail[1] != '-' || m->is_padded)
            return fail(m, "behind a boundary stands the end of the line, or two hyphens");
        m->state = MULTIPART_IN_EPILOGUE;
        return MULTIPART_DONE;
    }
    return MULTIPART_MORE;
}

/* --- heads -------------------------------------------------------------------------------------------------------- */

/* What browsers cannot write in quotes they write as %22, %0D and %0A, and nothing else so (HTML, multipart/form-data encoding
   algorithm); other programs write a backslash in front of a quote. In place. */
static swage_str decode(swage_str text)
{
    char *to = (char *)(uintptr_t)text.ptr;
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_escape = c == '%' && i + 2 < text.len && octet_is(text.ptr[i + 1], OCTET_HEX) && octet_is(text.ptr[i + 2], OCTET_HEX);
        unsigned byte = is_escape ? octet_hex(text.ptr[i + 1]) * 16 + octet_hex(text.ptr[i + 2]) : 0;
        if (byte == '"' || byte == '\r' || byte == '\n') {
            c = (char)byte;
            i += 2;
        } else if (c == '\\' && i + 1 < text.len && (text.ptr[i + 1] == '"' || text.ptr[i + 1] == '\\')) {
            c = text.ptr[++i];
        }
        to[len++] = c;
    }
    return swage_str_of(to, len);
}

/* form-data; name="a"; filename="b.png" (RFC 7578 4.2). */
static const char *read_disposition(struct multipart *m, swage_str value)
{
    swage_str kind = SWAGE_STR("form-data"), rest, name, text;
    if (value.len < kind.len || !swage_field_is(swage_str_of(value.ptr, kind.len), kind))
        return "the Content-Disposition of a part is form-data";
    if (m->name.ptr)
        return "a part has one Content-Disposition";
    rest = swage_str_of(value.ptr + kind.len, value.len - kind.len);
    while (swage_parameter_next(&rest, &name, &text)) {
        swage_str *to = swage_field_is(name, SWAGE_STR("name"))       ? &m->name
                        : swage_field_is(name, SWAGE_STR("filename")) ? &m->filename
                                                                      : NULL;
        if (to && to->ptr)
            return "a parameter of a part's Content-Disposition stands twice";
        if (to)
            *to = decode(text);
    }
    if (rest.len > 0)
        return "the parameters of a part's Content-Disposition cannot be read";
    return m->name.ptr ? NULL : "a part has a name";
}

static const char *read_field(struct multipart *m, swage_str line)
{
    const char *colon = memchr(line.ptr, ':', line.len);
    if (!colon || colon == line.ptr)
        return "a line of a part's head is no header field";
    swage_str name = swage_str_of(line.ptr, (size_t)(colon - line.ptr));
    swage_str value = octet_trim(swage_str_of(colon + 1, line.len - name.len - 1));
    for (size_t i = 0; i < name.len; i++)
        if (!octet_is(name.ptr[i], OCTET_TOKEN))
            return "a line of a part's head is no header field";
    if (swage_field_is(name, SWAGE_STR("Content-Disposition")))
        return read_disposition(m, value);
    if (swage_field_is(name, SWAGE_STR("Content-Type")))
        m->media = value;
    bool is_encoded = swage_field_is(name, SWAGE_STR("Content-Transfer-Encoding")) &&
                      !swage_field_is(value, SWAGE_STR("binary")) && !swage_field_is(value, SWAGE_STR("8bit")) &&
                      !swage_field_is(value, SWAGE_STR("7bit"));
    return is_encoded ? "a part is not encoded (RFC 7578 4.7)" : NULL;
}

/* The lines of a head that is there as a whole, with the empty one at its end. */
static enum multipart_event open_part(struct multipart *m)
{
    const char *at = m->head, *end = m->head + m->head_len - 2;
    m->name = m->filename = m->media = (swage_str){NULL, 0};
    while (at < end) {
        const char *cr = memchr(at, '\r', (size_t)(end - at)); /* each line has one */
        const char *fault = cr[1] == '\n' ? read_field(m, swage_str_of(at, (size_t)(cr - at))) : "a line ends with CR and LF";
        if (fault)
            return fail(m, fault);
        at = cr + 2;
    }
    if (!m->name.ptr)
        return fail(m, "a part has a Content-Disposition");
    m->is_open = true;
    m->state = MULTIPART_IN_DATA;
    return MULTIPART_PART;
}

static bool ends_here(const struct multipart *m)
{
    const char *end = m->head + m->head_len;
    return (m->head_len == 2 && memcmp(m->head, "\r\n", 2) == 0) || (m->head_len >= 4 && memcmp(end - 4, "\r\n\r\n", 4) == 0);
}

static enum multipart_event read_head(struct multipart *m, const char **at, const char *end)
{
    while (*at < end) {
        if (m->head_len == MULTIPART_HEAD_MAX)
            return fail(m, "the head of a part is longer than 4096 bytes");
        m->head[m->head_len++] = *(*at)++;
        if (m->head[m->head_len - 1] == '\n' && ends_here(m))
            return open_part(m);
    }
    return MULTIPART_MORE;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

/* One step; MORE where there is nothing to tell, also when bytes are left. */
static enum multipart_event step(struct multipart *m, const char **at, const char *end)
{
    switch (m->state) {
    case MULTIPART_IN_PREAMBLE:
    case MULTIPART_IN_DATA: return read_data(m, at, end);
    case MULTIPART_BEHIND_BOUNDARY: return read_tail(m, at, end);
    case MULTIPART_IN_HEAD: return read_head(m, at, end);
    case MULTIPART_IN_EPILOGUE: *at = end; return MULTIPART_MORE;
    case MULTIPART_BROKEN: break;
    }
    return MULTIPART_BAD;
}

enum multipart_event multipart_next(struct multipart *m, const char **at, const char *end)
{
    enum multipart_event event;
    do
        event = step(m, at, end);
    while (event == MULTIPART_MORE && *at < end);
    return event;
}
