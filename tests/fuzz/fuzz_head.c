/* SPDX-License-Identifier: MIT */
/* Heads of requests: what is said of a part of one is nothing, or what is said of the whole; and what was read lies within it. */
#include "config.h"

#include "fuzz_check.h"
#include "http/head.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct http_limits limits = {.head_max = 2048, .target_max = 1024, .field_max = 20};

static void check_within(swage_str text, const char *bytes, size_t len)
{
    check(text.len == 0 || (text.ptr >= bytes && text.ptr + text.len <= bytes + len));
}

static void check_head(const struct http_head *head, const char *bytes, size_t len)
{
    check(len <= limits.head_max + 2 && head->field_count <= limits.field_max && head->target.len <= limits.target_max);
    check(head->length >= -1 && !(head->is_chunked && head->length >= 0));
    check(head->path.len > 0 && (head->path.ptr[0] == '/' || head->path.ptr[0] == '*'));
    check_within(head->authority, bytes, len);
    if (!swage_str_equal(head->path, SWAGE_STR("/"))) /* which an absolute target without a path has from elsewhere */
        check_within(head->path, bytes, len);
    check_within(head->query, bytes, len);
    for (unsigned i = 0; i < head->field_count; i++) {
        check_within(head->fields[i].name, bytes, len);
        check_within(head->fields[i].value, bytes, len);
        check(head->fields[i].name.len > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct http_head head;
    const char *bytes = (const char *)data;
    int whole = swage_http_head_parse(&head, bytes, size, &limits);
    size_t step = size / 512 + 1;
    if (whole > 0)
        check_head(&head, bytes, (size_t)whole);
    for (size_t len = 0; len < size; len += step) {
        int part = swage_http_head_parse(&head, bytes, len, &limits);
        bool is_there = whole > 0 && len >= (size_t)whole;
        check(is_there ? part == whole : part == 0 || (part < 0 && part == whole));
    }
    return 0;
}
