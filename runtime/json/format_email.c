/* SPDX-License-Identifier: MIT */
/*
 * Mailboxes (RFC 5321 4.1.2), one way through the text from left to right.
 */
#include "config.h"

#include "json/format.h"

#include <swage/format.h>

#define EMAIL_MAX 254 /* RFC 5321 4.5.3.1.3: a path has 256 bytes, of which two are its angle brackets */
#define LOCAL_MAX 64  /* RFC 5321 4.5.3.1.1 */

/* Atoms and the dots between them. Returns what stands behind them, or NULL. */
static inline const char *read_atoms(const char *p, const char *end)
{
    for (;; p++) {
        const char *first = p;
        while (p < end && format_is(*p, FORMAT_ATOM))
            p++;
        if (p == first)
            return NULL;
        if (p == end || *p != '.')
            return p;
    }
}

/* A quoted string. Returns what stands behind it, or NULL. */
static const char *read_quoted(const char *p, const char *end)
{
    for (p++; p < end && *p != '"'; p++) {
        if (*p == '\\') {
            /* Behind a backslash all that can be printed is fine. */
            if (++p == end || *p < ' ' || *p > '~')
                return NULL;
        } else if (!format_is(*p, FORMAT_QUOTED)) {
            return NULL;
        }
    }
    return p < end ? p + 1 : NULL;
}

/* "[192.0.2.1]" or "[IPv6:2001:db8::1]". */
static bool is_literal(swage_str domain)
{
    static const char tag[5] = {'i', 'p', 'v', '6', ':'};
    if (domain.len < 2 || domain.ptr[domain.len - 1] != ']')
        return false;
    const char *p = domain.ptr + 1;
    size_t len = domain.len - 2;
    if (len < sizeof tag)
        return false;
    for (size_t i = 0; i < sizeof tag; i++)
        if ((p[i] | (i < 3 ? 0x20 : 0)) != tag[i])
            return swage_is_ipv4(swage_str_of(p, len));
    return swage_is_ipv6(swage_str_of(p + sizeof tag, len - sizeof tag));
}

bool swage_email_parse(swage_str text, struct swage_email *out)
{
    if (text.len == 0 || text.len > EMAIL_MAX)
        return false;
    const char *end = text.ptr + text.len;
    const char *at = *text.ptr == '"' ? read_quoted(text.ptr, end) : read_atoms(text.ptr, end);
    if (!at || at == end || *at != '@' || at - text.ptr > LOCAL_MAX)
        return false;
    swage_str domain = swage_str_of(at + 1, (size_t)(end - at - 1));
    if (domain.len > 0 && *domain.ptr == '[' ? !is_literal(domain) : !swage_is_hostname(domain))
        return false;
    out->local = swage_str_of(text.ptr, (size_t)(at - text.ptr));
    out->domain = domain;
    return true;
}

bool swage_is_email(swage_str text)
{
    struct swage_email email;
    return swage_email_parse(text, &email);
}
