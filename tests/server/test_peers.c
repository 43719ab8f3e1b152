/* SPDX-License-Identifier: MIT */
/* Connections counted by address. */
#include "config.h"

#include "server/peers.h"

#include <arpa/inet.h>
#include <check.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct peers peers;

static struct sockaddr_storage address(const char *text)
{
    struct sockaddr_storage out = {.ss_family = AF_UNIX};
    struct in_addr in;
    struct in6_addr in6;
    if (inet_pton(AF_INET, text, &in) == 1) {
        struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)rand()), .sin_addr = in};
        memcpy(&out, &at, sizeof at);
    } else if (inet_pton(AF_INET6, text, &in6) == 1) {
        struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)rand()), .sin6_addr = in6};
        memcpy(&out, &at, sizeof at);
    }
    return out;
}

static bool enter(const char *text, uint32_t *entry)
{
    struct sockaddr_storage from = address(text);
    return peers_enter(&peers, &from, entry);
}

static void tear_down(void)
{
    peers_done(&peers);
}

START_TEST(an_address_has_as_many_as_it_may)
{
    uint32_t a, b, c;
    ck_assert(peers_init(&peers, 10, 2));
    ck_assert(enter("192.0.2.1", &a));
    ck_assert(enter("192.0.2.1", &b));
    ck_assert(!enter("192.0.2.1", &c));
    ck_assert(enter("192.0.2.2", &c));
    peers_leave(&peers, b);
    ck_assert(enter("192.0.2.1", &b));
    ck_assert(!enter("192.0.2.1", &b));
}
END_TEST

START_TEST(ipv6_counts_by_its_first_64_bits)
{
    uint32_t a;
    ck_assert(peers_init(&peers, 10, 1));
    ck_assert(enter("2001:db8:1:2::1", &a));
    ck_assert(!enter("2001:db8:1:2:ffff::9", &a));
    ck_assert(enter("2001:db8:1:3::1", &a));
    ck_assert(enter("::", &a));
    ck_assert(enter("0.0.0.0", &a)); /* the same bits, another family */
}
END_TEST

START_TEST(unix_sockets_are_not_counted)
{
    uint32_t a;
    ck_assert(peers_init(&peers, 10, 1));
    for (int i = 0; i < 5; i++) {
        ck_assert(enter("unix", &a));
        ck_assert_uint_eq(a, PEERS_NOBODY);
        peers_leave(&peers, a);
    }
}
END_TEST

START_TEST(without_a_maximum_nothing_is_counted)
{
    uint32_t a;
    ck_assert(peers_init(&peers, 1000000, 0));
    ck_assert_ptr_null(peers.entries);
    for (int i = 0; i < 5; i++)
        ck_assert(enter("192.0.2.1", &a));
    ck_assert_uint_eq(a, PEERS_NOBODY);
}
END_TEST

/* Many more addresses than there are entries come and go: entries are taken back, and counts stay right. */
START_TEST(entries_of_those_who_left_are_used_again)
{
    enum { HELD = 50, ALL = 20000 };
    static uint32_t held[HELD];
    char text[32];
    ck_assert(peers_init(&peers, HELD, 1));
    for (int i = 0; i < ALL; i++) {
        uint32_t *place = &held[i % HELD], again;
        if (i >= HELD)
            peers_leave(&peers, *place);
        snprintf(text, sizeof text, "10.%d.%d.1", i / 256 % 256, i % 256);
        ck_assert(enter(text, place));
        ck_assert(!enter(text, &again));
    }
    for (int i = ALL - HELD; i < ALL; i++) {
        uint32_t again;
        snprintf(text, sizeof text, "10.%d.%d.1", i / 256 % 256, i % 256);
        ck_assert(!enter(text, &again));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("peers");
    TCase *tc = tcase_create("peers");
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, an_address_has_as_many_as_it_may);
    tcase_add_test(tc, ipv6_counts_by_its_first_64_bits);
    tcase_add_test(tc, unix_sockets_are_not_counted);
    tcase_add_test(tc, without_a_maximum_nothing_is_counted);
    tcase_add_test(tc, entries_of_those_who_left_are_used_again);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
