/* SPDX-License-Identifier: MIT */
/* One step of an automaton for each byte. */
#include "config.h"

#include <swage/pattern.h>

enum { FIRST_STRETCH = 32 }; /* bytes between looks at the state; twice as many each time */

static size_t run(const struct swage_pattern *pattern, size_t state, const char *text, size_t len)
{
    size_t columns = pattern->class_count;
    for (size_t i = 0; i < len; i++)
        state = pattern->next[state * columns + pattern->class_of[(unsigned char)text[i]]];
    return state;
}

/* Whether nothing leads out of a state: what is left of the text does not matter. */
static bool is_settled(const struct swage_pattern *pattern, size_t state)
{
    const uint16_t *row = pattern->next + state * pattern->class_count;
    for (unsigned i = 0; i < pattern->class_count; i++)
        if (row[i] != state)
            return false;
    return true;
}

/* Short texts never look; long ones do so seldom that it costs nothing, and read at most twice what they have to. */
bool swage_pattern_match(const struct swage_pattern *pattern, swage_str text)
{
    size_t state = 0;
    for (size_t stretch = FIRST_STRETCH; text.len > stretch; stretch *= 2) {
        state = run(pattern, state, text.ptr, stretch);
        if (is_settled(pattern, state))
            return pattern->accepts[state] != 0;
        text = swage_str_of(text.ptr + stretch, text.len - stretch);
    }
    return pattern->accepts[run(pattern, state, text.ptr, text.len)] != 0;
}
