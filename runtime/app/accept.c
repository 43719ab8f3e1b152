/* SPDX-License-Identifier: MIT */
/* The range that says most about a media type decides: it itself, then its type, then all types. Parameters other than q
   are not looked at: none of ours are told apart by them. */
#include "config.h"

#include "app/accept.h"
#include "http/field.h"
#include "http/octet.h"

/* What is asked, and how the field says "any". */
struct liking {
    swage_str field, word, any;
    unsigned without; /* how much it is liked where there is no such field */
};

struct best {
    unsigned precision; /* 0: no range was about it */
    unsigned quality;
};

/* Takes what stands before `mark` off the front, without white space around it. */
static swage_str take_before(swage_str *text, char mark)
{
    const char *at = memchr(text->ptr, mark, text->len);
    size_t len = at ? (size_t)(at - text->ptr) : text->len, gone = at ? len + 1 : len;
    swage_str part = octet_trim(swage_str_of(text->ptr, len));
    *text = swage_str_of(text->ptr + gone, text->len - gone);
    return part;
}

/* RFC 9110 12.4.2: "0.5" is 500. What is none is 0. */
static unsigned read_quality(swage_str text)
{
    unsigned quality = 0, digit = 1000;
    for (size_t i = 0; i < text.len; i++) {
        if (i == 1 && text.ptr[i] == '.')
            continue;
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        quality += (unsigned)(text.ptr[i] - '0') * digit;
        digit /= 10;
    }
    return quality < ACCEPT_BEST ? quality : ACCEPT_BEST;
}

static unsigned quality_of(swage_str parameters)
{
    while (parameters.len > 0) {
        swage_str value = take_before(&parameters, ';');
        swage_str name = take_before(&value, '=');
        if (swage_field_is(name, SWAGE_STR("q")))
            return read_quality(value);
    }
    return ACCEPT_BEST;
}

/* How much of `word` the range names; 0 when it is about another. */
static unsigned precision_of(swage_str range, const struct liking *liking)
{
    swage_str word = liking->word;
    if (swage_field_is(range, word))
        return 3;
    if (swage_str_equal(range, liking->any))
        return 1;
    if (range.len < 2 || range.len > word.len || range.ptr[range.len - 1] != '*' || range.ptr[range.len - 2] != '/')
        return 0;
    return swage_field_is(swage_str_of(range.ptr, range.len - 1), swage_str_of(word.ptr, range.len - 1)) ? 2 : 0;
}

static void look(swage_str list, const struct liking *liking, struct best *best)
{
    swage_str element;
    while (swage_list_next(&list, &element)) {
        unsigned precision = precision_of(take_before(&element, ';'), liking);
        if (precision > best->precision)
            *best = (struct best){precision, quality_of(element)};
    }
}

static unsigned quality_in(const struct swage_field *fields, unsigned count, const struct liking *liking)
{
    struct best best = {0, 0};
    bool has_any = false;
    for (unsigned at = swage_field_find(fields, count, 0, liking->field); at < count;
         at = swage_field_find(fields, count, at + 1, liking->field)) {
        has_any = true;
        look(fields[at].value, liking, &best);
    }
    return has_any ? best.quality : liking->without;
}

unsigned accept_quality(const struct swage_field *fields, unsigned count, swage_str media)
{
    struct liking liking = {SWAGE_STR("Accept"), media, SWAGE_STR("*/*"), ACCEPT_BEST};
    return quality_in(fields, count, &liking);
}

unsigned accept_coding(const struct swage_field *fields, unsigned count, swage_str coding)
{
    struct liking liking = {SWAGE_STR("Accept-Encoding"), coding, SWAGE_STR("*"), 0};
    return quality_in(fields, count, &liking);
}
