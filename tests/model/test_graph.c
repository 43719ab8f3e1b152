/* SPDX-License-Identifier: MIT */
/* Components of graphs, against a slow and simple look at who reaches whom. */
#include "config.h"

#include "model/graph.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { NODES = 12 };

static struct pool pool;

static void open_pool(void)
{
    pool_init(&pool, (size_t)512 << 20, NULL, NULL);
}

static void close_pool(void)
{
    pool_done(&pool);
}

static void reach(bool reaches[NODES][NODES])
{
    for (int k = 0; k < NODES; k++)
        for (int i = 0; i < NODES; i++)
            for (int j = 0; j < NODES; j++)
                reaches[i][j] |= reaches[i][k] && reaches[k][j];
}

START_TEST(components_are_who_reach_each_other)
{
    srand(1);
    for (int round = 0; round < 500; round++) {
        bool reaches[NODES][NODES] = {{false}};
        struct graph graph;
        graph_init(&graph, &pool, NODES);
        for (int edges = rand() % 24; edges > 0; edges--) {
            size_t from = (size_t)rand() % NODES, to = (size_t)rand() % NODES;
            bool counts = rand() % 4 != 0; /* edges with another flag do not */
            graph_add(&graph, from, to, counts ? 1 : 2, NULL);
            reaches[from][to] |= counts;
        }
        reach(reaches);
        graph_connect(&graph, 1);
        for (size_t i = 0; i < NODES; i++) {
            ck_assert_int_eq(graph_is_cyclic(&graph, i, 1), reaches[i][i]);
            for (size_t j = 0; j < NODES; j++) {
                bool is_same = graph.nodes[i].component == graph.nodes[j].component;
                ck_assert_int_eq(is_same, i == j || (reaches[i][j] && reaches[j][i]));
                if (reaches[i][j] && !is_same) /* what is led to comes first */
                    ck_assert_uint_lt(graph.nodes[j].component, graph.nodes[i].component);
            }
        }
    }
}
END_TEST

START_TEST(a_component_lists_its_nodes_in_order)
{
    struct graph graph;
    graph_init(&graph, &pool, 4);
    graph_add(&graph, 3, 1, 1, NULL);
    graph_add(&graph, 1, 2, 1, NULL);
    graph_add(&graph, 2, 3, 1, NULL);
    graph_connect(&graph, 1);
    ck_assert_uint_eq(graph.component_count, 2);
    ck_assert_uint_eq(graph.components[0], 0);
    ck_assert_uint_eq(graph.components[1], 1);
    ck_assert_uint_eq(graph.nodes[1].next_in_component, 2);
    ck_assert_uint_eq(graph.nodes[2].next_in_component, 3);
    ck_assert_uint_eq(graph.nodes[3].next_in_component, GRAPH_NONE);
}
END_TEST

START_TEST(a_long_chain_needs_no_stack)
{
    enum { LONG = 500000 };
    struct graph graph;
    graph_init(&graph, &pool, LONG);
    for (size_t i = 0; i + 1 < LONG; i++)
        graph_add(&graph, i, i + 1, 1, NULL);
    graph_connect(&graph, 1);
    ck_assert_uint_eq(graph.component_count, LONG);
    ck_assert_uint_eq(graph.components[0], LONG - 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("graph");
    TCase *tcase = tcase_create("graph");
    tcase_add_checked_fixture(tcase, open_pool, close_pool);
    tcase_add_test(tcase, components_are_who_reach_each_other);
    tcase_add_test(tcase, a_component_lists_its_nodes_in_order);
    tcase_add_test(tcase, a_long_chain_needs_no_stack);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
