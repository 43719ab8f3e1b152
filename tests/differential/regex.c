/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "regex.h"

static const char *atom(struct maker *maker, unsigned depth);

static const char *alternatives(struct maker *maker, unsigned depth)
{
    const char *text = "";
    for (size_t i = draw_below(&maker->draw, 3) + 1; i > 0; i--)
        text = pool_printf(maker->pool, "%s%s", text, atom(maker, depth));
    if (draw_chance(&maker->draw, 25))
        return pool_printf(maker->pool, "%s|%s", text, atom(maker, depth));
    return text;
}

static const char *one(struct maker *maker, unsigned depth)
{
    static const char *const atoms[] = {"a",
                                        "b",
                                        "Z",
                                        "0",
                                        "-",
                                        "_",
                                        "\xc3\xa9",
                                        "\xf0\x9f\x98\x80",
                                        "[a-c]",
                                        "[^a]",
                                        "[0-9_]",
                                        "\\\\d",
                                        "\\\\w",
                                        "\\\\s",
                                        "\\\\.",
                                        "\\\\u00e9",
                                        "\\\\x41",
                                        "[\\\\d\\\\-]",
                                        ".",
                                        "\\\\D",
                                        "[\xc3\xa0-\xc3\xbf]",
                                        "\\\\u{1F600}",
                                        "\\\""};
    if (depth > 0 && draw_chance(&maker->draw, 25)) {
        bool is_kept = draw_chance(&maker->draw, 50);
        return pool_printf(maker->pool, is_kept ? "(%s)" : "(?:%s)", alternatives(maker, depth - 1));
    }
    return DRAW_ONE(&maker->draw, atoms);
}

static const char *atom(struct maker *maker, unsigned depth)
{
    static const char *const repeats[] = {"*", "+", "?", "{2}", "{1,}", "{0,3}", "*?", "+?"};
    const char *text = one(maker, depth);
    return draw_chance(&maker->draw, 40) ? pool_printf(maker->pool, "%s%s", text, DRAW_ONE(&maker->draw, repeats))
                                         : text;
}

const char *regex_draw(struct maker *maker)
{
    static const char *const fronts[] = {"^(?:", "(?:"};
    static const char *const ends[] = {")$", ")"};
    const char *front = DRAW_ONE(&maker->draw, fronts), *middle = alternatives(maker, 2);
    return pool_printf(maker->pool, "%s%s%s", front, middle, DRAW_ONE(&maker->draw, ends));
}
