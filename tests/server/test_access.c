/* SPDX-License-Identifier: MIT */
/* Lines of the access log: both formats, what clients may try to write into them, and files that cannot be written. */
#include "config.h"

#include "server/access.h"
#include "server/watch.h"

#include <arpa/inet.h>
#include <check.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static struct access log_;
static FILE *file;
static char text[1 << 20];

static void begin(enum access_format format)
{
    file = tmpfile();
    ck_assert(access_init(&log_, fileno(file), format));
}

static const char *written(void)
{
    access_flush(&log_);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    return text;
}

static void tear_down(void)
{
    access_done(&log_);
    if (file)
        fclose(file);
}

static struct access_entry entry(void)
{
    return (struct access_entry){.time = {.tv_sec = 784111777, .tv_nsec = 5000000},
                                 .peer = SWAGE_STR_INIT("192.0.2.7"),
                                 .method = SWAGE_STR_INIT("POST"),
                                 .target = SWAGE_STR_INIT("/users?x=1"),
                                 .route = SWAGE_STR_INIT("create_user"),
                                 .id = SWAGE_STR_INIT("abc"),
                                 .user_agent = SWAGE_STR_INIT("curl"),
                                 .status = 201,
                                 .bytes_in = 100,
                                 .bytes_out = 187,
                                 .ns = 1000042999};
}

START_TEST(a_text_line_is_of_the_common_log_format)
{
    struct access_entry one = entry(), none = {.time = one.time, .status = 400, .bytes_out = 9};
    begin(ACCESS_TEXT);
    ck_assert(access_add(&log_, &one));
    ck_assert(!access_add(&log_, &none));
    ck_assert_str_eq(written(),
                     "192.0.2.7 - - [06/Nov/1994:08:49:37 +0000] \"POST /users?x=1\" 201 187 1.000042 create_user abc\n"
                     "- - - [06/Nov/1994:08:49:37 +0000] \"-\" 400 9 0.000000 - -\n");
    ck_assert(access_add(&log_, &one)); /* the first that waits, again */
}
END_TEST

START_TEST(a_json_line_has_what_is_known)
{
    struct access_entry one = entry(), none = {.time = one.time};
    begin(ACCESS_JSON);
    access_add(&log_, &one);
    access_add(&log_, &none);
    ck_assert_str_eq(written(), "{\"time\":\"1994-11-06T08:49:37.005Z\",\"peer\":\"192.0.2.7\",\"method\":\"POST\",\"target\":\"/users?x=1\","
                                "\"status\":201,\"bytes_in\":100,\"bytes_out\":187,\"seconds\":1.000042,\"route\":\"create_user\","
                                "\"id\":\"abc\",\"user_agent\":\"curl\"}\n"
                                "{\"time\":\"1994-11-06T08:49:37.005Z\",\"status\":0,\"bytes_in\":0,\"bytes_out\":0,\"seconds\":0.000000}\n");
}
END_TEST

/* Every byte in every text that a client may choose: one line, and in JSON what was sent comes back. */
START_TEST(nothing_sent_can_forge_a_line)
{
    char all[255];
    struct access_entry one = entry();
    for (int i = 0; i < 255; i++)
        all[i] = (char)(i + 1);
    one.method = one.target = one.id = one.user_agent = swage_str_of(all, sizeof all);
    begin(_i ? ACCESS_JSON : ACCESS_TEXT);
    access_add(&log_, &one);
    const char *line = written();
    size_t len = strlen(line);
    ck_assert_ptr_eq(strchr(line, '\n'), line + len - 1);
    for (size_t i = 0; i + 1 < len; i++)
        ck_assert(line[i] >= 0x20 && line[i] < 0x7f);
    if (!_i) {
        ck_assert_ptr_nonnull(strstr(line, "\\x01\\x02"));
        ck_assert_ptr_nonnull(strstr(line, "!\\\"#"));
        return;
    }
    struct json_object *object = json_tokener_parse(line), *target;
    ck_assert_ptr_nonnull(object);
    ck_assert(json_object_object_get_ex(object, "target", &target));
    ck_assert_int_eq(json_object_get_string(target)[0], 1);
    ck_assert_int_eq(json_object_get_string_len(target), 127 + 2 * 128); /* as Latin-1, in UTF-8 */
    json_object_put(object);
}
END_TEST

/* One byte that needs an escape, at each place of texts of each length: words of it are copied while there is none. */
START_TEST(an_escape_is_found_at_each_place)
{
    static const char odd[] = {'"', '\\', '\x01', '\x1f', '\x7f', '\x80', '\xff'};
    static const char *const wanted[] = {"\\\"", "\\\\", "\\x01", "\\x1f", "\\x7f", "\\x80", "\\xff"};
    char target[32], line[64];
    begin(ACCESS_TEXT);
    struct access_entry one = entry();
    for (unsigned len = 1; len < sizeof target; len++)
        for (unsigned at = 0; at < len; at++) {
            for (unsigned i = 0; i < len; i++)
                target[i] = i % 2 ? ' ' : '~';
            target[at] = odd[_i];
            one.target = swage_str_of(target, len);
            snprintf(line, sizeof line, "\"POST %.*s%s%.*s\"", (int)at, target, wanted[_i], (int)(len - at - 1),
                     target + at + 1);
            access_add(&log_, &one);
            log_.buffer[log_.len] = '\0';
            ck_assert_msg(strstr(log_.buffer, line) != NULL, "%s in %s", line, log_.buffer);
            log_.len = 0;
        }
}
END_TEST

/* Numbers of each length, and seconds with leading zeros. */
START_TEST(numbers_are_written_as_they_are)
{
    struct access_entry one = entry();
    char line[128];
    begin(ACCESS_TEXT);
    for (uint64_t number = 1; number <= UINT64_MAX / 10; number = number * 10 + (number % 10 + 1) % 10) {
        one.status = (int)(number % 1000);
        one.bytes_out = number - 1;
        one.ns = number;
        access_add(&log_, &one);
        log_.buffer[log_.len] = '\0';
        snprintf(line, sizeof line, "\" %d %llu %llu.%06llu c", one.status, (unsigned long long)one.bytes_out,
                 (unsigned long long)number / 1000000000, (unsigned long long)number % 1000000000 / 1000);
        ck_assert_msg(strstr(log_.buffer, line) != NULL, "%s in %s", line, log_.buffer);
        log_.len = 0;
    }
}
END_TEST

static const char *client_of(int family, const char *address)
{
    static struct watch_client client;
    struct sockaddr_storage from = {.ss_family = (sa_family_t)family};
    if (family == AF_INET)
        ck_assert_int_eq(inet_pton(family, address, &((struct sockaddr_in *)(void *)&from)->sin_addr), 1);
    if (family == AF_INET6)
        ck_assert_int_eq(inet_pton(family, address, &((struct sockaddr_in6 *)(void *)&from)->sin6_addr), 1);
    watch_client_set(&client, &from);
    client.text[client.len] = '\0';
    return client.text;
}

START_TEST(clients_are_named_by_their_addresses)
{
    static const char *const v4[] = {"0.0.0.0", "1.9.10.11", "99.100.101.109", "199.200.249.250", "255.255.255.255"};
    static const char *const v6[] = {"::", "::1", "2001:db8::7", "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
                                     "fe80:1234:5678:9abc:def0:1234:5678:9abc"};
    for (size_t i = 0; i < sizeof v4 / sizeof *v4; i++)
        ck_assert_str_eq(client_of(AF_INET, v4[i]), v4[i]);
    for (size_t i = 0; i < sizeof v6 / sizeof *v6; i++) {
        char wanted[INET6_ADDRSTRLEN];
        struct in6_addr address;
        ck_assert_int_eq(inet_pton(AF_INET6, v6[i], &address), 1);
        ck_assert_str_eq(client_of(AF_INET6, v6[i]), inet_ntop(AF_INET6, &address, wanted, sizeof wanted));
    }
    ck_assert_str_eq(client_of(AF_UNIX, NULL), "");
}
END_TEST

START_TEST(long_texts_are_cut)
{
    static char long_text[100000];
    struct access_entry one = entry();
    memset(long_text, '\1', sizeof long_text);
    one.method = one.target = one.id = one.user_agent = one.route = swage_str_of(long_text, sizeof long_text);
    begin(_i ? ACCESS_JSON : ACCESS_TEXT);
    for (int i = 0; i < 100; i++)
        access_add(&log_, &one);
    const char *line = written();
    ck_assert_uint_lt(strlen(line), 100 * ACCESS_LINE_ROOM);
    ck_assert_ptr_nonnull(strstr(line, "..."));
}
END_TEST

START_TEST(a_full_buffer_is_written)
{
    struct access_entry one = entry();
    begin(ACCESS_TEXT);
    for (int i = 0; i < 10000; i++) {
        access_add(&log_, &one);
        ck_assert_uint_le(log_.len, ACCESS_BUFFER);
    }
    const char *at = written();
    unsigned lines = 0;
    for (; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    ck_assert_uint_eq(lines, 10000);
    ck_assert_uint_eq(log_.dropped, 0);
}
END_TEST

/* robustness 112 */
START_TEST(what_cannot_be_written_is_dropped_and_counted)
{
    struct access_entry one = entry();
    int full = open("/dev/full", O_WRONLY);
    ck_assert(access_init(&log_, full, ACCESS_TEXT));
    for (int i = 0; i < 3; i++)
        access_add(&log_, &one);
    access_flush(&log_);
    ck_assert_uint_eq(log_.dropped, 3);
    ck_assert_uint_eq(log_.len, 0);
    ck_assert(access_add(&log_, &one)); /* and goes on */
    close(full);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("access");
    TCase *tc = tcase_create("access");
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, a_text_line_is_of_the_common_log_format);
    tcase_add_test(tc, a_json_line_has_what_is_known);
    tcase_add_loop_test(tc, nothing_sent_can_forge_a_line, 0, 2);
    tcase_add_loop_test(tc, an_escape_is_found_at_each_place, 0, 7);
    tcase_add_test(tc, clients_are_named_by_their_addresses);
    tcase_add_test(tc, numbers_are_written_as_they_are);
    tcase_add_loop_test(tc, long_texts_are_cut, 0, 2);
    tcase_add_test(tc, a_full_buffer_is_written);
    tcase_add_test(tc, what_cannot_be_written_is_dropped_and_counted);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
