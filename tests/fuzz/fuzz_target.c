/* SPDX-License-Identifier: MIT */
/* Request targets, hosts and percent escapes: what was decoded, escaped byte by byte, is decoded to the same again; a host is the
   same in a Host field and in an absolute target. */
#include "config.h"

#include "fuzz_check.h"
#include "http/authority.h"
#include "http/head.h"
#include "http/url.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 512 };

static void check_escapes(swage_str text, bool plus, swage_arena *arena)
{
    swage_str once, twice;
    char escaped[3 * TEXT_MAX + 1];
    if (!swage_url_decode(text, plus, arena, &once))
        return;
    check(once.len <= text.len && (once.len == 0 || memchr(once.ptr, '\0', once.len) == NULL));
    for (size_t i = 0; i < once.len; i++)
        snprintf(escaped + 3 * i, 4, "%%%02X", (unsigned)(unsigned char)once.ptr[i]);
    check(swage_url_decode(swage_str_of(escaped, 3 * once.len), plus, arena, &twice));
    check(swage_str_equal(once, twice));
}

static int parse(struct http_head *head, const char *format, swage_str text)
{
    static const struct http_limits limits = {.head_max = 4096, .target_max = 1024, .field_max = 20};
    static char bytes[2048];
    int len = snprintf(bytes, sizeof bytes, format, (int)text.len, text.len > 0 ? text.ptr : "");
    return swage_http_head_parse(head, bytes, (size_t)len, &limits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct http_head head;
    swage_str text = swage_str_of((const char *)data, size);
    swage_arena arena;
    if (size > TEXT_MAX || (size > 0 && memchr(data, '\0', size) != NULL)) /* printf ends there */
        return 0;
    swage_arena_init(&arena, 64 << 10);
    check_escapes(text, false, &arena);
    check_escapes(text, true, &arena);
    int read = parse(&head, "GET %.*s HTTP/1.1\r\nHost: a\r\n\r\n", text);
    if (read > 0 && head.target.len == size) {
        check(head.path.len + head.query.len <= size);
        check_escapes(head.path, false, &arena);
    }
    bool is_host = size > 0 && authority_ok(text);
    int as_field = parse(&head, "GET / HTTP/1.1\r\nHost:%.*s\r\n\r\n", text);
    check(!is_host || (as_field > 0 && swage_str_equal(head.authority, text)));
    int as_target = parse(&head, "GET http://%.*s/ HTTP/1.1\r\nHost: a\r\n\r\n", text);
    check(!is_host || (as_target > 0 && swage_str_equal(head.authority, text)));
    swage_arena_done(&arena);
    return 0;
}
