/* SPDX-License-Identifier: MIT */
/* Paths as a tree: numbering, order of siblings, routes that share a path. */
#include "config.h"

#include "emit/tree.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct pool pool;

static void exhausted(void *arg)
{
    (void)arg;
    abort();
}

static void set_up(void)
{
    pool_init(&pool, 1 << 20, exhausted, NULL);
}

static void tear_down(void)
{
    pool_done(&pool);
}

/* "users/{id}/{rest+}" */
static struct model_route route(const char *path)
{
    struct model_segment *segments = pool_alloc(&pool, 8 * sizeof *segments);
    struct model_route r = {.path = path, .segments = segments};
    for (;;) {
        size_t len = strcspn(path, "/");
        struct model_segment *s = &segments[r.segment_count++];
        s->kind = path[0] != '{' ? MODEL_LITERAL : path[len - 2] == '+' ? MODEL_REST : MODEL_PARAMETER;
        s->text = (struct model_text){pool_copy(&pool, path, len), len};
        path += len;
        if (*path++ != '/')
            return r;
    }
}

START_TEST(siblings_stand_by_length_bytes_and_kind)
{
    struct model_route routes[] = {route("{x+}"), route("bb"), route("{id}"), route("a"), route("ba"), route("")};
    struct tree tree;
    tree_build(&tree, &pool, routes, sizeof routes / sizeof *routes);
    static const char *const order[] = {"", "a", "ba", "bb"};
    const struct tree_node *node = tree.root->first;
    for (size_t i = 0; i < 4; i++, node = node->next) {
        ck_assert_str_eq(node->text.ptr, order[i]);
        ck_assert_uint_eq(node->number, i + 1);
    }
    ck_assert_int_eq(node->kind, MODEL_PARAMETER);
    ck_assert_int_eq(node->next->kind, MODEL_REST);
    ck_assert_ptr_null(node->next->next);
    ck_assert_uint_eq(tree.node_count, 7);
}
END_TEST

START_TEST(children_are_consecutive_and_operations_follow_the_nodes)
{
    struct model_route routes[] = {route("a/b"), route("c"), route("a/d"), route("a"), route("c"), route("{id}/b")};
    struct tree tree;
    size_t operations = 0, nodes = 0;
    tree_build(&tree, &pool, routes, sizeof routes / sizeof *routes);
    for (const struct tree_node *node = tree.root; node; node = node->queue) {
        size_t at = node->first_child;
        ck_assert_uint_eq(node->number, nodes++);
        ck_assert_uint_eq(node->first_operation, operations);
        operations += node->route_count;
        for (const struct tree_node *child = node->first; child; child = child->next)
            ck_assert_uint_eq(child->number, at++);
        ck_assert_uint_eq(at - node->first_child, node->child_count);
    }
    ck_assert_uint_eq(operations, 6);
    ck_assert_uint_eq(nodes, tree.node_count);
    const struct tree_node *c = tree.root->first->next;
    ck_assert_uint_eq(c->route_count, 2);
    ck_assert_ptr_eq(c->routes[0], &routes[1]);
    ck_assert_ptr_eq(c->routes[1], &routes[4]);
}
END_TEST

START_TEST(a_parameter_is_one_node_whatever_its_name)
{
    struct model_route routes[] = {route("{id}"), route("{name}/x")};
    struct tree tree;
    tree_build(&tree, &pool, routes, sizeof routes / sizeof *routes);
    ck_assert_uint_eq(tree.root->child_count, 1);
    ck_assert_uint_eq(tree.node_count, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tree");
    TCase *tests = tcase_create("tree");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, siblings_stand_by_length_bytes_and_kind);
    tcase_add_test(tests, children_are_consecutive_and_operations_follow_the_nodes);
    tcase_add_test(tests, a_parameter_is_one_node_whatever_its_name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
