/* SPDX-License-Identifier: MIT */
/* Texts as tables have them. C promises literals of 4095 characters only, and nobody reads a bound of 64 KiB: what
   repeats is said once, see swage/suite.h, and what is long all the same stands in pieces. */
#include "config.h"

#include "emit/check.h"

#include <string.h>

enum {
    UNIT_MAX = 512,    /* bytes of what repeats */
    STEPS_MAX = 6,     /* of candidates that are tried at one place */
    SAVING_MIN = 24,   /* bytes that a run has to save */
    PIECE_MAX = 3000,  /* bytes of a literal */
    LINE_MAX_BYTES = 96 /* of one line of it */
};

/* How often the `len` bytes at `at` stand there one after another. */
static size_t count_repeats(struct model_text text, size_t at, size_t len)
{
    size_t count = 1;
    while (at + (count + 1) * len <= text.len && memcmp(text.ptr + at, text.ptr + at + count * len, len) == 0)
        count++;
    return count;
}

/* The bytes that a run of this unit saves at this place, or 0. */
static size_t saving(struct model_text text, size_t at, size_t unit)
{
    size_t count = unit > 0 && at + unit <= text.len ? count_repeats(text, at, unit) : 1;
    size_t cost = unit + sizeof "`1000000*`";
    if (count < 2 || count * unit < cost + SAVING_MIN || memchr(text.ptr + at, '`', unit))
        return 0;
    return count * unit - cost;
}

/* The unit that saves most at this place, or 0: one to four bytes, or up to where the next bytes stand again. */
static size_t find_unit(struct model_text text, size_t at)
{
    size_t best = 0, most = 0, end = text.len - at < UNIT_MAX ? text.len - at : UNIT_MAX;
    if (text.len - at < SAVING_MIN)
        return 0;
    for (size_t unit = 1, steps = 0; unit < end && steps < STEPS_MAX; unit++) {
        if (memcmp(text.ptr + at, text.ptr + at + unit, unit < 4 ? unit : 4) != 0)
            continue;
        size_t saved = saving(text, at, unit);
        steps++;
        if (saved > most) {
            most = saved;
            best = unit;
        }
    }
    return best;
}

/* ---- pieces ---- */

struct pieces {
    struct check *check;
    struct text piece;    /* bytes of the literal at work */
    struct text done;     /* rows of those before it */
    const char *first;    /* the first one, when there are more */
};

/* The bytes as a literal, in lines. */
static const char *literal(struct check *check, struct text *bytes)
{
    struct text lines;
    text_init(&lines, check->e->pool);
    text_bytes(&lines, "", 0);
    for (size_t at = 0; at < bytes->len || at == 0; at += LINE_MAX_BYTES) {
        size_t len = bytes->len - at < LINE_MAX_BYTES ? bytes->len - at : LINE_MAX_BYTES;
        check_row(&lines, "%s%s", at > 0 ? "\n" : "", text_literal(check->e->pool, bytes->ptr + at, len));
    }
    return lines.ptr;
}

static void end_piece(struct pieces *pieces)
{
    const char *text = literal(pieces->check, &pieces->piece);
    if (!pieces->first)
        pieces->first = text;
    else
        check_row(&pieces->done, "SWAGE_STR_INIT(%s),\n", text);
    pieces->piece.len = 0;
}

static void put(struct pieces *pieces, const char *bytes, size_t len)
{
    if (pieces->piece.len + len > PIECE_MAX)
        end_piece(pieces);
    text_bytes(&pieces->piece, bytes, len);
}

static void put_all(struct pieces *pieces, struct model_text text)
{
    for (size_t at = 0; at < text.len;) {
        size_t unit = find_unit(text, at);
        if (unit == 0) {
            put(pieces, text.ptr[at] == '`' ? "``" : &text.ptr[at], text.ptr[at] == '`' ? 2 : 1);
            at++;
            continue;
        }
        size_t count = count_repeats(text, at, unit);
        const char *head = emitter_format(pieces->check->e, "`%zu*", count);
        struct text run;
        text_init(&run, pieces->check->e->pool);
        text_bytes(&run, head, strlen(head));
        text_bytes(&run, text.ptr + at, unit);
        text_bytes(&run, "`", 1);
        put(pieces, run.ptr, run.len);
        at += count * unit;
    }
}

const char *check_text(struct check *check, struct model_text text)
{
    struct pieces pieces = {.check = check};
    const char *more = "NULL";
    if (!text.ptr)
        return "{{NULL, 0}, NULL}";
    text_init(&pieces.piece, check->e->pool);
    text_init(&pieces.done, check->e->pool);
    text_bytes(&pieces.piece, "", 0);
    put_all(&pieces, text);
    end_piece(&pieces);
    if (pieces.done.len == 0)
        return emitter_format(check->e, "SWAGE_SUITE_TEXT(%s)", pieces.first);
    more = check_name(check, text.ptr, "text", emitter_format(check->e, "%zu", ++check->long_count));
    check_row(&pieces.done, "{NULL, 0},\n");
    check_table(check, emitter_format(check->e, "static const swage_str %s[]", more), &pieces.done);
    return emitter_format(check->e, "{SWAGE_STR_INIT(%s), %s}", pieces.first, more);
}
