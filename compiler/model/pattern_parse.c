/* SPDX-License-Identifier: MIT */
/* The grammar of ECMA-262 22.2.1 with its u flag, by recursive descent: alternatives, terms, counts, groups. */
#include "config.h"

#include "model/pattern_tree.h"

#include "model/pattern.h"
#include "syntax/pool.h"

#include <assert.h>
#include <string.h>

static struct pattern_node *read_choice(struct pattern_reader *r);

bool pattern_refuse(struct pattern_reader *r, const char *from, const char *message)
{
    *r->fault = (struct pattern_fault){
        .code = DIAGNOSTIC_BAD_PATTERN,
        .first = (size_t)(from - r->text),
        .len = r->ptr > from ? (size_t)(r->ptr - from) : 0,
        .message = message,
    };
    return false;
}

static struct pattern_node *refuse(struct pattern_reader *r, const char *from, const char *message)
{
    pattern_refuse(r, from, message);
    return NULL;
}

static struct pattern_node *new_node(struct pattern_reader *r, enum pattern_kind kind)
{
    struct pattern_node *node = pool_alloc(r->pool, sizeof *node);
    node->kind = kind;
    return node;
}

static void append(struct pattern_node *parent, struct pattern_node *part)
{
    part->before = parent->last;
    parent->last = part;
}

static bool stands(const struct pattern_reader *r, const char *text)
{
    size_t len = strlen(text);
    return (size_t)(r->end - r->ptr) >= len && memcmp(r->ptr, text, len) == 0;
}

/* ---- characters ---- */

/* RFC 3629 3. The schema's text is UTF-8 already; other callers need not know. */
bool pattern_read_point(struct pattern_reader *r, uint32_t *point)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const char *from = r->ptr;
    unsigned char lead = (unsigned char)*r->ptr++;
    size_t more = lead < 0x80 ? 0 : lead < 0xc0 ? 4 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf8 ? 3 : 4;
    if (more > 3 || (size_t)(r->end - r->ptr) < more)
        return pattern_refuse(r, from, "a pattern is UTF-8");
    uint32_t value = more == 0 ? lead : lead & (0x3fu >> more);
    for (size_t i = 0; i < more; i++) {
        unsigned char byte = (unsigned char)*r->ptr++;
        if (byte >> 6 != 2)
            return pattern_refuse(r, from, "a pattern is UTF-8");
        value = value << 6 | (byte & 0x3f);
    }
    if (value < least[more] || value > PATTERN_POINT_MAX || pattern_is_surrogate(value))
        return pattern_refuse(r, from, "a pattern is UTF-8");
    *point = value;
    return true;
}

static bool read_set(struct pattern_reader *r, struct pattern_set *set)
{
    uint32_t point;
    if (*r->ptr == '[')
        return pattern_read_class(r, set);
    if (*r->ptr == '\\')
        return pattern_read_escape(r, set);
    if (*r->ptr == '.') {
        r->ptr++;
        pattern_add_dot(set, r->pool);
        return true;
    }
    if (!pattern_read_point(r, &point))
        return false;
    pattern_set_add(set, r->pool, point, point);
    return true;
}

static struct pattern_node *read_character(struct pattern_reader *r)
{
    struct pattern_node *node = new_node(r, PATTERN_SET);
    struct pattern_set *set = pool_alloc(r->pool, sizeof *set);
    node->set = set;
    return read_set(r, set) ? node : NULL;
}

/* ---- groups ---- */

static const char *fault_of_group(const struct pattern_reader *r)
{
    if (stands(r, "=") || stands(r, "!") || stands(r, "<=") || stands(r, "<!"))
        return "look-around is not regular; a second @pattern, or @check, can ask for more";
    if (stands(r, "<"))
        return "a group needs no name: nothing asks what it matched; write (...)";
    return "after '(?' only ':' can stand; a pattern has no flags";
}

static struct pattern_node *read_group(struct pattern_reader *r)
{
    const char *from = r->ptr++;
    if (r->depth == PATTERN_DEPTH_MAX)
        return refuse(r, from, pool_printf(r->pool, "groups are nested deeper than %d", PATTERN_DEPTH_MAX));
    if (stands(r, "?:")) {
        r->ptr += 2;
    } else if (stands(r, "?")) {
        r->ptr++;
        return refuse(r, from, fault_of_group(r));
    }
    r->depth++;
    struct pattern_node *node = read_choice(r);
    r->depth--;
    if (node == NULL)
        return NULL;
    if (!stands(r, ")")) {
        r->ptr = from + 1;
        return refuse(r, from, "this group has no ')'");
    }
    r->ptr++;
    return node;
}

/* ---- counts ---- */

static bool is_digit(const struct pattern_reader *r)
{
    return r->ptr < r->end && *r->ptr >= '0' && *r->ptr <= '9';
}

/* Digits at the reading position; the value stops beyond the maximum. */
static bool read_count(struct pattern_reader *r, unsigned *count)
{
    if (!is_digit(r))
        return false;
    for (*count = 0; is_digit(r); r->ptr++)
        if (*count <= PATTERN_COUNT_MAX)
            *count = *count * 10 + (unsigned)(*r->ptr - '0');
    return true;
}

static bool read_braces(struct pattern_reader *r, struct pattern_node *repeat)
{
    const char *from = r->ptr++;
    bool is_fine = read_count(r, &repeat->least);
    repeat->most = repeat->least;
    if (is_fine && stands(r, ",")) {
        r->ptr++;
        repeat->most = PATTERN_MANY;
        if (!stands(r, "}"))
            is_fine = read_count(r, &repeat->most);
    }
    if (!is_fine || !stands(r, "}"))
        return pattern_refuse(r, from, "a count is {n}, {n,} or {n,m}; the character is written '\\\\{' in a schema");
    r->ptr++;
    bool is_endless = repeat->most == PATTERN_MANY;
    if (repeat->least > PATTERN_COUNT_MAX || (!is_endless && repeat->most > PATTERN_COUNT_MAX)) {
        pattern_refuse(r, from,
                       pool_printf(r->pool,
                                   "a count is at most %d; the bounds of the string itself, "
                                   "string(..n), can be larger",
                                   PATTERN_COUNT_MAX));
        r->fault->code = DIAGNOSTIC_PATTERN_TOO_LARGE;
        return false;
    }
    return repeat->least <= repeat->most || pattern_refuse(r, from, "the first count is larger than the second");
}

/* What stands behind an item; lazy ones match the same texts. */
static bool read_quantifier(struct pattern_reader *r, struct pattern_node *repeat)
{
    char mark = *r->ptr;
    if (mark == '{') {
        if (!read_braces(r, repeat))
            return false;
    } else {
        repeat->least = mark == '+' ? 1 : 0;
        repeat->most = mark == '?' ? 1 : PATTERN_MANY;
        r->ptr++;
    }
    if (stands(r, "?"))
        r->ptr++;
    return true;
}

static bool stands_quantifier(const struct pattern_reader *r)
{
    return r->ptr < r->end && *r->ptr != '\0' && strchr("*+?{", *r->ptr) != NULL;
}

static struct pattern_node *repeated(struct pattern_reader *r, struct pattern_node *part)
{
    if (part == NULL || !stands_quantifier(r))
        return part;
    struct pattern_node *repeat = new_node(r, PATTERN_REPEAT);
    repeat->last = part;
    return read_quantifier(r, repeat) ? repeat : NULL;
}

/* ---- sequences and alternatives ---- */

static struct pattern_node *read_anchor(struct pattern_reader *r)
{
    const char *from = r->ptr++;
    if (stands_quantifier(r)) {
        r->ptr++;
        return refuse(r, from, "'^' and '$' match a place, which cannot be repeated");
    }
    return new_node(r, *from == '^' ? PATTERN_START : PATTERN_END);
}

static struct pattern_node *refuse_mark(struct pattern_reader *r)
{
    const char *from = r->ptr++;
    if (*from == ']' || *from == '}')
        return refuse(r, from,
                      pool_printf(r->pool,
                                  "nothing is open that this closes; the character is written '\\\\%c' "
                                  "in a schema",
                                  *from));
    return refuse(r, from,
                  pool_printf(r->pool,
                              "nothing to repeat: one count for one item, (?:...) makes several one; "
                              "the character is written '\\\\%c' in a schema",
                              *from));
}

static struct pattern_node *read_term(struct pattern_reader *r)
{
    switch (*r->ptr) {
    case '^':
    case '$': return read_anchor(r);
    case '(': return repeated(r, read_group(r));
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']': return refuse_mark(r);
    default: return repeated(r, read_character(r));
    }
}

static struct pattern_node *read_sequence(struct pattern_reader *r)
{
    struct pattern_node *sequence = new_node(r, PATTERN_SEQUENCE);
    while (r->ptr < r->end && *r->ptr != '|' && *r->ptr != ')') {
        struct pattern_node *term = read_term(r);
        if (term == NULL)
            return NULL;
        append(sequence, term);
    }
    return sequence;
}

static struct pattern_node *read_choice(struct pattern_reader *r)
{
    struct pattern_node *choice = new_node(r, PATTERN_CHOICE);
    for (;;) {
        struct pattern_node *sequence = read_sequence(r);
        if (sequence == NULL)
            return NULL;
        append(choice, sequence);
        if (!stands(r, "|"))
            return choice;
        r->ptr++;
    }
}

const struct pattern_node *pattern_parse(struct pool *pool, const char *text, size_t len, struct pattern_fault *fault)
{
    struct pattern_reader r = {.pool = pool, .text = text, .ptr = text, .end = text + len, .fault = fault};
    struct pattern_node *tree = read_choice(&r);
    if (tree == NULL || r.ptr == r.end)
        return tree;
    assert(*r.ptr == ')'); /* nothing else ends a choice */
    const char *from = r.ptr++;
    return refuse(&r, from, "nothing is open that this closes; the character is written '\\\\)' in a schema");
}
