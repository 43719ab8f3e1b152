/* SPDX-License-Identifier: MIT */
/* Forms in parts: the same comes out whole and in pieces of any length, and what is told never lies outside of what was given. */
#include "config.h"

#include "fuzz_check.h"
#include "http/multipart.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct story { /* what was told, without how the data was cut */
    uint64_t hash;
    size_t parts, bytes;
    bool is_bad, is_done;
};

static void add(struct story *story, swage_str text)
{
    for (size_t i = 0; i < text.len; i++)
        story->hash = (story->hash ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
}

static void add_mark(struct story *story, char mark)
{
    add(story, swage_str_of(&mark, 1));
}

static bool feed(struct multipart *m, struct story *story, const char *at, const char *end)
{
    enum multipart_event event;
    while ((event = multipart_next(m, &at, end)) != MULTIPART_MORE) {
        check(at <= end);
        if (event == MULTIPART_BAD) {
            check(m->fault != NULL);
            story->is_bad = true;
            return false;
        }
        if (event == MULTIPART_DATA) {
            check(m->data.len > 0);
            story->bytes += m->data.len;
            add(story, m->data);
            continue;
        }
        add_mark(story, (char)('0' + event));
        story->parts += event == MULTIPART_PART;
        if (event == MULTIPART_PART) {
            check(m->name.ptr != NULL);
            add(story, m->name);
            add_mark(story, m->filename.ptr ? 'f' : '-');
            add(story, m->filename);
            add(story, m->media);
        }
    }
    check(at == end);
    return true;
}

static struct story tell(const char *bytes, size_t len, size_t piece)
{
    static struct multipart m;
    struct story story = {.hash = UINT64_C(14695981039346656037)};
    check(multipart_init(&m, SWAGE_STR("multipart/form-data; boundary=\"-b\"")));
    for (size_t at = 0; at < len; at += piece) {
        /* Bytes of their own, so that reading beyond them is seen. */
        size_t part = len - at < piece ? len - at : piece;
        char *copy = malloc(part);
        check(copy != NULL);
        memcpy(copy, bytes + at, part);
        bool goes_on = feed(&m, &story, copy, copy + part);
        free(copy);
        if (!goes_on)
            break;
    }
    story.is_done = multipart_is_done(&m);
    return story;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct multipart m;
    if (size < 2)
        return 0;
    size_t piece = data[0] % 32 + 1;
    const char *bytes = (const char *)data + 1;
    struct story whole = tell(bytes, size - 1, size), pieces = tell(bytes, size - 1, piece);
    check(whole.is_bad == pieces.is_bad && whole.is_done == pieces.is_done);
    check(whole.is_bad || (whole.hash == pieces.hash && whole.parts == pieces.parts && whole.bytes == pieces.bytes));
    multipart_init(&m, swage_str_of(bytes, size - 1));
    return 0;
}
