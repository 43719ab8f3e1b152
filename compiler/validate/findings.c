/* SPDX-License-Identifier: MIT */
/* Both the path and the messages are cut where they get too long, never within a character. */
#include "config.h"

#include "validate/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- the path ---- */

static void append(struct findings *findings, const char *bytes, size_t len)
{
    if (findings->is_cut || findings->len + len >= sizeof findings->path) {
        findings->is_cut = true;
        return;
    }
    memcpy(findings->path + findings->len, bytes, len);
    findings->len += len;
}

static struct findings_mark mark(const struct findings *findings)
{
    return (struct findings_mark){findings->len, findings->is_cut};
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

struct findings_mark findings_into_member(struct findings *findings, struct model_text key)
{
    struct findings_mark before = mark(findings);
    append(findings, "/", 1);
    for (size_t i = 0; i < key.len;) {
        size_t len = 1;
        while (i + len < key.len && is_continuation(key.ptr[i + len]))
            len++;
        if (key.ptr[i] == '~')
            append(findings, "~0", 2);
        else if (key.ptr[i] == '/')
            append(findings, "~1", 2);
        else
            append(findings, key.ptr + i, len);
        i += len;
    }
    return before;
}

struct findings_mark findings_into_item(struct findings *findings, size_t index)
{
    struct findings_mark before = mark(findings);
    char step[32];
    append(findings, step, (size_t)snprintf(step, sizeof step, "/%zu", index));
    return before;
}

struct findings_mark findings_into_secret(struct findings *findings)
{
    struct findings_mark before = mark(findings);
    findings->is_cut = true;
    return before;
}

void findings_back(struct findings *findings, struct findings_mark before)
{
    findings->len = before.len;
    findings->is_cut = before.is_cut;
}

/* ---- faults ---- */

bool findings_has_room(const struct findings *findings)
{
    return findings->count < VALIDATE_FAULTS;
}

void findings_add(struct findings *findings, const char *code, const char *format, ...)
{
    va_list args;
    findings->found++;
    if (!findings_has_room(findings))
        return;
    struct validate_fault *fault = &findings->list[findings->count++];
    fault->code = code;
    memcpy(fault->pointer, findings->path, findings->len);
    fault->pointer[findings->len] = '\0';
    va_start(args, format);
    int len = vsnprintf(fault->message, sizeof fault->message, format, args);
    va_end(args);
    size_t end = sizeof fault->message - 1;
    if (len < 0 || (size_t)len <= end)
        return;
    /* The last byte that fits may be in the middle of a character. */
    while (is_continuation(fault->message[end - 1]))
        end--;
    fault->message[end - 1] = '\0';
}

void findings_end(struct findings *findings, const char *code, const char *detail)
{
    if (!findings_has_room(findings))
        findings->count--;
    findings_add(findings, code, "%s", detail);
}
