/* SPDX-License-Identifier: MIT */
/* Texts that are in a format, and texts that are not. */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "guarded.h"

#include <swage/string.h>

#include <check.h>

struct example {
    const char *text;
    bool is_good;
};

/* Asks about each text, at the end of readable memory. */
static inline void examples_check(const struct example *examples, size_t count, bool (*is_good)(swage_str text))
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(examples[i].text);
        swage_str text = swage_str_of(guarded_put(&guarded, examples[i].text, len), len);
        ck_assert_msg(is_good(text) == examples[i].is_good, "\"%s\"", examples[i].text);
        /* Within its length, whatever is missing. */
        for (size_t cut = 0; cut < len; cut++)
            is_good(swage_str_of(guarded_put(&guarded, examples[i].text, cut), cut));
    }
    ck_assert(!is_good(swage_str_of(NULL, 0)));
    guarded_free(&guarded);
}
#define EXAMPLES_CHECK(examples, is_good) examples_check(examples, sizeof examples / sizeof *examples, is_good)

#endif
