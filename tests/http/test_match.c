/* SPDX-License-Identifier: MIT */
/*
 * Paths in trees of routes: single cases in a tree written out by hand, and a million random paths in random trees
 * beside a matcher that knows no tree and tries every route.
 */
#include "http/match.h"

#include "guard.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static swage_arena *arena;

static void make_arena(void)
{
    arena = swage_arena_new(1 << 20);
    ck_assert_ptr_nonnull(arena);
}

static void free_arena(void)
{
    swage_arena_free(arena);
}

/* --- routes and the tree of them ---------------------------------------------------------------------------------- */

#define DEPTH_MAX  6
#define ROUTES_MAX 64
#define NODES_MAX  (ROUTES_MAX * DEPTH_MAX + 1)

struct segment {
    enum swage_node_kind kind;
    swage_str text;
};

struct route {
    struct segment segments[DEPTH_MAX];
    unsigned depth;
};

/* The tree as it is built: children are linked in order. A node's route is the number of its operation. */
struct draft {
    struct segment segment;
    struct draft *first, *next;
    int route; /* -1: none ends here */
};

static int compare(const struct segment *a, const struct segment *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind != SWAGE_NODE_LITERAL)
        return 0;
    if (a->text.len != b->text.len)
        return a->text.len < b->text.len ? -1 : 1;
    return memcmp(a->text.ptr, b->text.ptr, a->text.len);
}

static struct draft drafts[NODES_MAX];
static unsigned draft_count;

static struct draft *child_of(struct draft *parent, const struct segment *segment)
{
    struct draft **at = &parent->first;
    while (*at && compare(&(*at)->segment, segment) < 0)
        at = &(*at)->next;
    if (*at && compare(&(*at)->segment, segment) == 0)
        return *at;
    struct draft *made = &drafts[draft_count++];
    *made = (struct draft){.segment = *segment, .next = *at, .route = -1};
    *at = made;
    return made;
}

/* Numbers the nodes breadth first, as the compiler does. Routes of one shape are one: the first counts. */
static void build(struct swage_node *nodes, const struct route *routes, unsigned count)
{
    drafts[0] = (struct draft){.route = -1};
    draft_count = 1;
    for (unsigned i = 0; i < count; i++) {
        struct draft *at = drafts;
        for (unsigned k = 0; k < routes[i].depth; k++)
            at = child_of(at, &routes[i].segments[k]);
        if (at->route < 0)
            at->route = (int)i;
    }
    const struct draft *queue[NODES_MAX] = {drafts};
    uint16_t queued = 1;
    for (uint16_t i = 0; i < queued; i++) {
        const struct draft *draft = queue[i];
        nodes[i] = (struct swage_node){.text = draft->segment.text,
                                       .children = queued,
                                       .operations = (uint32_t)(draft->route < 0 ? 0 : draft->route),
                                       .operation_count = draft->route >= 0,
                                       .kind = (uint8_t)draft->segment.kind};
        for (const struct draft *child = draft->first; child; child = child->next)
            queue[queued++] = child;
        nodes[i].child_count = (uint16_t)(queued - nodes[i].children);
    }
}

/* Reads "/users/{id}/{rest+}" as a route. */
static void read_route(const char *path, struct route *route)
{
    route->depth = 0;
    for (const char *at = path; *at == '/';) {
        const char *start = ++at;
        at += strcspn(at, "/");
        swage_str text = swage_str_of(start, (size_t)(at - start));
        bool is_param = text.len > 0 && text.ptr[0] == '{';
        bool is_rest = is_param && text.ptr[text.len - 2] == '+';
        struct segment *segment = &route->segments[route->depth++];
        segment->kind = is_rest ? SWAGE_NODE_REST : is_param ? SWAGE_NODE_PARAM : SWAGE_NODE_LITERAL;
        segment->text = is_param ? swage_str_of(NULL, 0) : text;
    }
}

static void build_from(struct swage_node *nodes, const char *const *paths, unsigned count)
{
    struct route routes[ROUTES_MAX];
    for (unsigned i = 0; i < count; i++)
        read_route(paths[i], &routes[i]);
    build(nodes, routes, count);
}

/* --- single cases ------------------------------------------------------------------------------------------------- */

struct found {
    int route; /* -1: none */
    unsigned count;
    swage_str captures[SWAGE_CAPTURES_MAX];
};

static struct found find(const struct swage_node *nodes, swage_str path)
{
    struct found found = {.route = -1, .count = 99};
    swage_arena_reset(arena);
    const struct swage_node *node = swage_route_match(nodes, path, arena, found.captures, &found.count);
    if (node) {
        ck_assert_uint_eq(node->operation_count, 1);
        found.route = (int)node->operations;
    } else {
        ck_assert_uint_eq(found.count, 0);
    }
    return found;
}

struct sample {
    const char *path;
    int route;
    const char *captures[3];
};

static void check_samples(const struct swage_node *nodes, const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        size_t len = strlen(s->path);
        struct found found = find(nodes, swage_str_of(guard_behind(s->path, len), len));
        ck_assert_msg(found.route == s->route, "%s: route %d, wanted %d", s->path, found.route, s->route);
        unsigned wanted = 0;
        while (wanted < 3 && s->captures[wanted])
            wanted++;
        ck_assert_msg(found.count == wanted, "%s: %u captures", s->path, found.count);
        for (unsigned k = 0; k < wanted; k++)
            ck_assert_msg(swage_str_equal(found.captures[k], swage_str_from(s->captures[k])), "%s: capture %u is %.*s",
                          s->path, k, (int)found.captures[k].len, found.captures[k].ptr);
    }
}

START_TEST(paths_lead_to_their_routes)
{
    static const char *const paths[] = {"/",
                                        "/users",
                                        "/users/{id}",
                                        "/users/me",
                                        "/users/{id}/posts",
                                        "/users/me/mail",
                                        "/{any}/posts",
                                        "/files/{path+}",
                                        "/files/index",
                                        "/users/",
                                        "/a b",
                                        "/users/{id}/posts/{post}"};
    static const struct sample samples[] = {
        {"/", 0, {0}},
        {"/users", 1, {0}},
        {"/users/7", 2, {"7"}},
        {"/users/me", 3, {0}},
        {"/users/me/posts", 4, {"me"}}, /* the literal leads nowhere: turned back */
        {"/users/me/mail", 5, {0}},
        {"/users/you/mail", -1, {0}},
        {"/x/posts", 6, {"x"}},
        {"/users/posts", 2, {"posts"}},
        {"/files/posts", 7, {"posts"}},
        {"/files/a", 7, {"a"}},
        {"/files/a/b//c/", 7, {"a/b//c/"}},
        {"/files/index", 8, {0}},
        {"/files/index/x", 7, {"index/x"}},
        {"/files/", -1, {0}},
        {"/files", -1, {0}},
        {"/users/", 9, {0}},
        {"/users//posts", -1, {0}}, /* point 19: an empty segment is one, and no parameter's value */
        {"//", -1, {0}},
        {"//users", -1, {0}},
        {"/users/7/posts/8", 11, {"7", "8"}},
        {"/users/7/posts/", -1, {0}},
        {"/Users", -1, {0}},
        {"/user", -1, {0}},
        {"/userss", -1, {0}},
        {"", -1, {0}},
        {"users", -1, {0}},
        {"*", -1, {0}},
    };
    struct swage_node nodes[NODES_MAX];
    build_from(nodes, paths, COUNT(paths));
    check_samples(nodes, samples, COUNT(samples));
}
END_TEST

/* robustness 19 */
START_TEST(escapes_are_decoded_within_segments)
{
    static const char *const paths[] = {"/a b", "/users/{id}", "/files/{path+}", "/x/%zz", "/\xc3\xa9"};
    static const struct sample samples[] = {
        {"/a%20b", 0, {0}},
        {"/%61%20%62", 0, {0}},
        {"/users/a%2Fb", 1, {"a/b"}}, /* point 19 */
        {"/users%2F7", -1, {0}},
        {"/users/%2e%2E", 1, {".."}},
        {"/users/a+b", 1, {"a+b"}},
        {"/files/a%20b/c", 2, {"a b/c"}},
        {"/files/a%2Fb/c", 2, {"a/b/c"}},
        {"/%c3%A9", 4, {0}},
        {"/users/%zz", -1, {0}}, /* point 18 */
        {"/users/%4", -1, {0}},
        {"/users/%", -1, {0}},
        {"/users/%00", -1, {0}},
        {"/users/a%", -1, {0}},
        {"/files/a/%zz", -1, {0}},
        {"/x/%zz", -1, {0}}, /* a literal with these bytes is asked for as %25zz */
        {"/x/%25zz", 3, {0}},
    };
    struct swage_node nodes[NODES_MAX];
    build_from(nodes, paths, COUNT(paths));
    check_samples(nodes, samples, COUNT(samples));
}
END_TEST

START_TEST(plain_paths_need_no_memory)
{
    static const char *const paths[] = {"/users/{id}/posts/{post}"};
    struct swage_node nodes[NODES_MAX];
    swage_str captures[SWAGE_CAPTURES_MAX];
    unsigned count;
    build_from(nodes, paths, 1);
    ck_assert_ptr_nonnull(swage_route_match(nodes, SWAGE_STR("/users/1/posts/2"), NULL, captures, &count));
    ck_assert_uint_eq(count, 2);
    ck_assert_ptr_null(swage_route_match(nodes, SWAGE_STR("/users/1/posts"), NULL, captures, &count));
}
END_TEST

START_TEST(a_full_arena_matches_nothing)
{
    static const char *const paths[] = {"/{id}"};
    struct swage_node nodes[NODES_MAX];
    static char path[70000] = "/%41";
    swage_arena *small = swage_arena_new(4096);
    swage_str captures[SWAGE_CAPTURES_MAX];
    unsigned count;
    build_from(nodes, paths, 1);
    memset(path + 4, 'a', sizeof path - 4);
    ck_assert_ptr_null(swage_route_match(nodes, swage_str_of(path, sizeof path), small, captures, &count));
    ck_assert_ptr_nonnull(swage_route_match(nodes, swage_str_of(path, 100), small, captures, &count));
    swage_arena_free(small);
}
END_TEST

START_TEST(among_many_siblings_each_is_found)
{
    struct swage_node nodes[NODES_MAX];
    struct route routes[ROUTES_MAX];
    char texts[ROUTES_MAX][32];
    for (unsigned count = 1; count <= ROUTES_MAX - 1; count++) {
        for (unsigned i = 0; i < count; i++) {
            snprintf(texts[i], sizeof texts[i], "%.*s%u", (int)(i % 20), "abcdefghijklmnopqrst", i * 7919 % 1000);
            routes[i] = (struct route){.depth = 1, .segments = {{SWAGE_NODE_LITERAL, swage_str_from(texts[i])}}};
        }
        routes[count] = (struct route){.depth = 1, .segments = {{SWAGE_NODE_PARAM, {NULL, 0}}}};
        build(nodes, routes, count + 1);
        for (unsigned i = 0; i < count; i++) {
            char path[40];
            int len = snprintf(path, sizeof path, "/%s", texts[i]);
            ck_assert_int_eq(find(nodes, swage_str_of(path, (size_t)len)).route, (int)i);
            path[len - 1] = 'x'; /* no literal ends so */
            ck_assert_int_eq(find(nodes, swage_str_of(path, (size_t)len)).route, (int)count);
        }
    }
}
END_TEST

START_TEST(captures_are_bounded)
{
    /* The compiler refuses such a route; the tables are refused here too. */
    struct swage_node nodes[SWAGE_CAPTURES_MAX + 2];
    memset(nodes, 0, sizeof nodes);
    for (uint16_t i = 0; i <= SWAGE_CAPTURES_MAX; i++)
        nodes[i] = (struct swage_node){.children = (uint16_t)(i + 1), .child_count = 1, .kind = SWAGE_NODE_PARAM};
    nodes[SWAGE_CAPTURES_MAX + 1] = (struct swage_node){.operation_count = 1, .kind = SWAGE_NODE_PARAM};
    nodes[SWAGE_CAPTURES_MAX].operation_count = 1;
    char path[2 * SWAGE_CAPTURES_MAX + 3];
    for (size_t i = 0; i < sizeof path; i++)
        path[i] = i % 2 ? 'x' : '/';
    ck_assert_uint_eq(find(nodes, swage_str_of(path, 2 * SWAGE_CAPTURES_MAX)).count, SWAGE_CAPTURES_MAX);
    ck_assert_int_eq(find(nodes, swage_str_of(path, 2 * SWAGE_CAPTURES_MAX + 2)).route, -1);
}
END_TEST

/* --- beside a matcher without a tree ------------------------------------------------------------------------------ */

static uint64_t state;

static unsigned below(unsigned limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % limit;
}

/* Segments of paths, and what they are decoded; literals of routes are drawn from the latter. */
static const struct {
    const char *sent, *decoded; /* NULL: a bad escape */
} words[] = {
    {"", ""},
    {"a", "a"},
    {"b", "b"},
    {"ab", "ab"},
    {"abcd", "abcd"},
    {"abce", "abce"},
    {"%61", "a"},
    {"a%2Fb", "a/b"},
    {"%2f", "/"},
    {"a%", NULL},
    {"%00", NULL},
    {"abcdefgh", "abcdefgh"},
    {"a%62", "ab"},
    {"abcdefg", "abcdefg"},
    {"abcdefghijklmnopq", "abcdefghijklmnopq"},
    {"abcdefghijklmnopr", "abcdefghijklmnopr"},
};

static struct segment random_segment(void)
{
    struct segment segment = {.kind = below(4) == 0 ? SWAGE_NODE_PARAM : SWAGE_NODE_LITERAL};
    const char *text = NULL;
    while (segment.kind == SWAGE_NODE_LITERAL && !text)
        text = words[below(COUNT(words))].decoded;
    segment.text = swage_str_from(text);
    return segment;
}

static void make_routes(struct route *routes, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        routes[i].depth = below(DEPTH_MAX) + 1;
        for (unsigned k = 0; k < routes[i].depth; k++)
            routes[i].segments[k] = random_segment();
        if (below(5) == 0)
            routes[i].segments[routes[i].depth - 1] = (struct segment){.kind = SWAGE_NODE_REST};
    }
}

/* Whether the route takes the path of these words. */
static bool takes(const struct route *route, const unsigned *path, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (i == route->depth || !words[path[i]].decoded)
            return false;
        const struct segment *segment = &route->segments[i];
        if (segment->kind != SWAGE_NODE_LITERAL && *words[path[i]].sent == '\0')
            return false;
        if (segment->kind == SWAGE_NODE_LITERAL &&
            !swage_str_equal(segment->text, swage_str_from(words[path[i]].decoded)))
            return false;
        if (segment->kind == SWAGE_NODE_REST) {
            for (; i < count; i++)
                if (!words[path[i]].decoded)
                    return false;
            return true;
        }
    }
    return count == route->depth;
}

/* Whether the first route is better at the first segment where their kinds differ. */
static bool is_better(const struct route *one, const struct route *other)
{
    for (unsigned i = 0; i < one->depth && i < other->depth; i++)
        if (one->segments[i].kind != other->segments[i].kind)
            return one->segments[i].kind < other->segments[i].kind;
    return false;
}

static int find_naively(const struct route *routes, unsigned count, const unsigned *path, unsigned len)
{
    int best = -1;
    for (unsigned i = 0; i < count; i++)
        if (takes(&routes[i], path, len) && (best < 0 || is_better(&routes[i], &routes[best])))
            best = (int)i;
    return best;
}

static void ck_captures(const struct found *found, const struct route *route, const unsigned *path, unsigned len)
{
    unsigned count = 0;
    for (unsigned i = 0; i < route->depth; i++) {
        char wanted[256];
        if (route->segments[i].kind == SWAGE_NODE_LITERAL)
            continue;
        snprintf(wanted, sizeof wanted, "%s", words[path[i]].decoded);
        for (unsigned k = i + 1; route->segments[i].kind == SWAGE_NODE_REST && k < len; k++)
            strcat(strcat(wanted, "/"), words[path[k]].decoded);
        ck_assert(swage_str_equal(found->captures[count++], swage_str_from(wanted)));
    }
    ck_assert_uint_eq(found->count, count);
}

START_TEST(random_paths_match_as_without_a_tree)
{
    enum { TREES = 2000, PATHS = 500 }; /* point 109 */
    struct swage_node nodes[NODES_MAX];
    struct route routes[ROUTES_MAX];
    unsigned matched = 0;
    state = 42;
    for (unsigned tree = 0; tree < TREES; tree++) {
        unsigned count = below(ROUTES_MAX) + 1;
        make_routes(routes, count);
        build(nodes, routes, count);
        for (unsigned i = 0; i < PATHS; i++) {
            unsigned path[DEPTH_MAX + 1], len = below(DEPTH_MAX + 1) + 1;
            char text[256] = "";
            for (unsigned k = 0; k < len; k++)
                strcat(strcat(text, "/"), words[path[k] = below(COUNT(words))].sent);
            struct found found = find(nodes, swage_str_from(text));
            int wanted = find_naively(routes, count, path, len);
            if (found.route != wanted)
                ck_abort_msg("tree %u: %s leads to %d, wanted %d", tree, text, found.route, wanted);
            if (wanted >= 0)
                ck_captures(&found, &routes[wanted], path, len);
            matched += wanted >= 0;
        }
    }
    ck_assert_uint_gt(matched, TREES * PATHS / 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *tc = tcase_create("match");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, make_arena, free_arena);
    tcase_add_test(tc, paths_lead_to_their_routes);
    tcase_add_test(tc, escapes_are_decoded_within_segments);
    tcase_add_test(tc, plain_paths_need_no_memory);
    tcase_add_test(tc, a_full_arena_matches_nothing);
    tcase_add_test(tc, among_many_siblings_each_is_found);
    tcase_add_test(tc, captures_are_bounded);
    tcase_add_test(tc, random_paths_match_as_without_a_tree);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
