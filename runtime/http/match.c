/* SPDX-License-Identifier: MIT */
/*
 * Two walks down the tree. The first takes the best child of every segment and never turns back: it finds nearly every
 * path that is served, for a few instructions a byte. Where it comes to an end the second one looks depth-first, with
 * escapes decoded and the better way first. A node stands at one depth only, so that a path visits no node twice: the
 * tree bounds the work and the recursion, not the path.
 */
#include "config.h"

#include "http/match.h"

#include "http/known.h"
#include "http/url.h"

#define FEW 4 /* siblings that are looked through one after another */

/* Whether both hold the same `len` bytes: two words that may overlap, as most segments are short. */
SWAGE_INLINE bool same_bytes(const char *a, const char *b, size_t len)
{
    if (len < 4) {
        while (len > 0 && a[len - 1] == b[len - 1])
            len--;
        return len == 0;
    }
    if (len < 8)
        return known_word4(a) == known_word4(b) && known_word4(a + len - 4) == known_word4(b + len - 4);
    if (len <= 16)
        return known_word8(a) == known_word8(b) && known_word8(a + len - 8) == known_word8(b + len - 8);
    return memcmp(a, b, len) == 0;
}

/* Whether a child stands before where the literal `segment` is or would be. */
static bool is_before(const struct swage_node *node, swage_str segment)
{
    if (node->kind != SWAGE_NODE_LITERAL || node->text.len != segment.len)
        return node->kind == SWAGE_NODE_LITERAL && node->text.len < segment.len;
    return segment.len > 0 && memcmp(node->text.ptr, segment.ptr, segment.len) < 0;
}

/* The literal child with this text, or NULL. */
SWAGE_INLINE const struct swage_node *find_literal(const struct swage_node *nodes, const struct swage_node *parent,
                                                   swage_str segment)
{
    const struct swage_node *low = &nodes[parent->children], *high = low + parent->child_count;
    while (SWAGE_UNLIKELY(high - low > FEW)) {
        const struct swage_node *middle = low + (high - low) / 2;
        if (is_before(middle, segment))
            low = middle + 1;
        else
            high = middle + 1;
    }
    for (; low < high; low++)
        if (low->text.len == segment.len && low->kind == SWAGE_NODE_LITERAL &&
            same_bytes(low->text.ptr, segment.ptr, segment.len))
            return low;
    return NULL;
}

/* The child of this kind, which is not literal; NULL without. Parameter and rest stand last, in this order. */
static const struct swage_node *find_other(const struct swage_node *nodes, const struct swage_node *parent,
                                           unsigned kind)
{
    const struct swage_node *first = &nodes[parent->children], *at = first + parent->child_count;
    while (at > first && at[-1].kind > kind)
        at--;
    return at > first && at[-1].kind == kind ? at - 1 : NULL;
}

/* --- straight on -------------------------------------------------------------------------------------------------- */

/* Returns NULL also where it cannot tell: at an escape, and where another way might lead further. */
SWAGE_INLINE const struct swage_node *walk_straight(const struct swage_node *nodes, swage_str path, swage_str *captures,
                                                    unsigned *capture_count)
{
    const struct swage_node *node = nodes;
    const char *at = path.ptr, *end = at + path.len;
    unsigned captured = 0;
    while (at < end && *at == '/') {
        const char *start = ++at;
        while (at < end && *at != '/')
            if (SWAGE_UNLIKELY(*at++ == '%'))
                return NULL;
        swage_str segment = swage_str_of(start, (size_t)(at - start));
        const struct swage_node *child = find_literal(nodes, node, segment);
        if (!child) {
            child = segment.len > 0 ? find_other(nodes, node, SWAGE_NODE_PARAM) : NULL;
            if (!child || captured == SWAGE_CAPTURES_MAX)
                return NULL;
            captures[captured++] = segment;
        }
        node = child;
    }
    *capture_count = captured;
    return node->operation_count > 0 ? node : NULL;
}

/* --- with turning back -------------------------------------------------------------------------------------------- */

struct walk {
    const struct swage_node *nodes;
    swage_arena *arena;
    const char *end; /* of the path */
    swage_str *captures;
    unsigned capture_count; /* when a node was found */
};

static const struct swage_node *search(struct walk *walk, const struct swage_node *parent, const char *at,
                                       unsigned captured);

/* The path has led to `node`, and goes on at `behind`, a slash or the end. */
static const struct swage_node *go_on(struct walk *walk, const struct swage_node *node, const char *behind,
                                      unsigned captured)
{
    if (behind < walk->end)
        return search(walk, node, behind + 1, captured);
    walk->capture_count = captured;
    return node->operation_count > 0 ? node : NULL;
}

/* Gives the parameter `node` the bytes from `at` to `behind`. */
static const struct swage_node *capture(struct walk *walk, const struct swage_node *node, const char *at,
                                        const char *behind, unsigned captured)
{
    swage_str decoded;
    if (captured == SWAGE_CAPTURES_MAX ||
        !swage_url_decode(swage_str_of(at, (size_t)(behind - at)), false, walk->arena, &decoded))
        return NULL;
    walk->captures[captured] = decoded;
    return go_on(walk, node, behind, captured + 1);
}

static const struct swage_node *search(struct walk *walk, const struct swage_node *parent, const char *at,
                                       unsigned captured)
{
    const char *slash = memchr(at, '/', (size_t)(walk->end - at)), *behind = slash ? slash : walk->end;
    swage_str segment;
    if (!swage_url_decode(swage_str_of(at, (size_t)(behind - at)), false, walk->arena, &segment))
        return NULL;
    const struct swage_node *child = find_literal(walk->nodes, parent, segment), *found = NULL;
    if (child && (found = go_on(walk, child, behind, captured)))
        return found;
    if (segment.len == 0)
        return NULL;
    if ((child = find_other(walk->nodes, parent, SWAGE_NODE_PARAM)) &&
        (found = capture(walk, child, at, behind, captured)))
        return found;
    child = find_other(walk->nodes, parent, SWAGE_NODE_REST);
    return child ? capture(walk, child, at, walk->end, captured) : NULL;
}

static SWAGE_COLD const struct swage_node *walk_anywhere(const struct swage_node *nodes, swage_str path,
                                                         swage_arena *arena, swage_str *captures,
                                                         unsigned *capture_count)
{
    struct walk walk = {.nodes = nodes, .arena = arena, .end = path.ptr + path.len, .captures = captures};
    bool is_path = path.len > 0 && path.ptr[0] == '/';
    const struct swage_node *found = is_path ? search(&walk, nodes, path.ptr + 1, 0) : NULL;
    *capture_count = found ? walk.capture_count : 0;
    return found;
}

const struct swage_node *swage_route_match(const struct swage_node *nodes, swage_str path, swage_arena *arena,
                                           swage_str *captures, unsigned *capture_count)
{
    const struct swage_node *found = walk_straight(nodes, path, captures, capture_count);
    return SWAGE_LIKELY(found != NULL) ? found : walk_anywhere(nodes, path, arena, captures, capture_count);
}
