/* SPDX-License-Identifier: MIT */
/* Values of header fields: lists against a plain reading, media types and what a client likes without regard to case. */
#include "config.h"

#include "fuzz_check.h"
#include "app/accept.h"
#include "http/field.h"
#include "http/framing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 1024 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The elements are what stands between commas, without the white space around it. */
static void check_list(swage_str text)
{
    swage_str rest = text, element;
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (swage_list_next(&rest, &element)) {
        while (at < end && (is_space(*at) || *at == ','))
            at++;
        const char *stop = at;
        while (stop < end && *stop != ',')
            stop++;
        const char *last = stop;
        while (last > at && is_space(last[-1]))
            last--;
        check(element.ptr == at && element.ptr + element.len == last && element.len > 0);
        at = stop;
    }
    for (; at < end; at++)
        check(is_space(*at) || *at == ',');
}

static swage_str upper(swage_str text, char *to)
{
    for (size_t i = 0; i < text.len; i++)
        to[i] = (char)(text.ptr[i] >= 'a' && text.ptr[i] <= 'z' ? text.ptr[i] - 'a' + 'A' : text.ptr[i]);
    return swage_str_of(to, text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char bytes[TEXT_MAX];
    if (size == 0 || size > TEXT_MAX)
        return 0;
    swage_str text = swage_str_of((const char *)data, size), loud = upper(text, bytes);
    static const char *const media[] = {"application/json", "text/event-stream", "text/plain"};
    check_list(text);
    for (size_t i = 0; i < sizeof media / sizeof *media; i++) {
        swage_str kind = swage_str_of(media[i], strlen(media[i]));
        struct swage_field one = {SWAGE_STR("accept"), text}, other = {SWAGE_STR("Accept"), loud};
        unsigned quality = accept_quality(&one, 1, kind);
        check(quality <= ACCEPT_BEST && quality == accept_quality(&other, 1, kind));
        check(swage_media_is(text, kind) == swage_media_is(loud, kind));
    }
    check(framing_coding(text) == framing_coding(loud));
    return 0;
}
