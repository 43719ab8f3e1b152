/* SPDX-License-Identifier: MIT */
/* Mailboxes, hosts, addresses, URIs and UUIDs: the RFCs' own examples, their edges, and the C library's opinion. */
#include "config.h"

#include "examples.h"
#include "mutation.h"

#include <swage/format.h>

#include <arpa/inet.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define A16 "aaaaaaaaaaaaaaaa"
#define A63 A16 A16 A16 "aaaaaaaaaaaaaaa"
#define A64 A63 "a"

/* --- mailboxes ---------------------------------------------------------------------------------------------------- */

static const struct example emails[] = {
    {"a@b", true},
    {"root@localhost", true},
    {"joe.bloggs@example.com", true},
    {"te~st@example.com", true},
    {"~test@example.com", true},
    {"test~@example.com", true},
    {"!#$%&'*+-/=?^_`{|}~.0@example.com", true},
    {"user+tag@sub.example-1.org", true},
    {"\"joe bloggs\"@example.com", true},
    {"\"joe..bloggs\"@example.com", true},
    {"\"joe@bloggs\"@example.com", true},
    {"\"\"@example.com", true},
    {"\"a\\\"b\\\\\"@example.com", true},
    {"\"\\ \\~\"@example.com", true},
    {"joe.bloggs@[127.0.0.1]", true},
    {"joe.bloggs@[IPv6:::1]", true},
    {"joe.bloggs@[iPV6:2001:db8::1]", true},
    {"a@1.2.3.4", true}, /* a domain of digits */
    {A64 "@example.com", true},
    {A16 "@" A63 "." A63 "." A63 "." "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true}, /* 254 */
    {A16 "a@" A63 "." A63 "." A63 "." "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    {A64 "a@example.com", false},
    {"2962", false},
    {"", false},
    {"@", false},
    {"@example.com", false},
    {"a@", false},
    {"a@@b", false},
    {"a@b@c", false},
    {".test@example.com", false},
    {"test.@example.com", false},
    {"te..st@example.com", false},
    {"joe bloggs@example.com", false},
    {"joe,bloggs@example.com", false},
    {"joe(c)@example.com", false},
    {"joe.bloggs@invalid=domain.com", false},
    {"joe.bloggs@[127.0.0.300]", false},
    {"joe.bloggs@[127.0.0.1", false},
    {"joe.bloggs@127.0.0.1]", false},
    {"joe.bloggs@[]", false},
    {"joe.bloggs@[::1]", false},
    {"joe.bloggs@[IPv6:127.0.0.1]", false},
    {"joe.bloggs@[IPv6:]", false},
    {"joe.bloggs@[IPvV:::1]", false},
    {"joe.bloggs@[tag:content]", false},
    {"joe.bloggs@-example.com", false},
    {"joe.bloggs@example-.com", false},
    {"joe.bloggs@example..com", false},
    {"joe.bloggs@.example.com", false},
    {"joe.bloggs@example.com.", false},
    {"joe.bloggs@exa_mple.com", false},
    {"joe.bloggs@example.com ", false},
    {" joe.bloggs@example.com", false},
    {"joe.bloggs@example.com\n", false},
    {"\"joe@example.com", false},
    {"\"joe\"bloggs@example.com", false},
    {"joe\"bloggs\"@example.com", false},
    {"\"joe\\\"@example.com", false},
    {"\"joe\x7f\"@example.com", false},
    {"\"joe\n\"@example.com", false},
    {"\"joe\\\x01\"@example.com", false},
    {"\"joe\\\xc3\xa9\"@example.com", false},
    {"jos\xc3\xa9@example.com", false},
    {"joe@ex\xc3\xa4mple.com", false},
    {"<joe@example.com>", false},
    {"mailto:joe@example.com", false},
};

START_TEST(mailboxes_are_those_of_smtp)
{
    EXAMPLES_CHECK(emails, swage_is_email);
}
END_TEST

START_TEST(a_mailbox_has_two_parts)
{
    struct swage_email email;
    ck_assert(swage_email_parse(SWAGE_STR("\"a@b\"@[IPv6:::1]"), &email));
    ck_assert(swage_str_equal(email.local, SWAGE_STR("\"a@b\"")));
    ck_assert(swage_str_equal(email.domain, SWAGE_STR("[IPv6:::1]")));
    ck_assert(!swage_email_parse(SWAGE_STR("a@"), &email));
    ck_assert(swage_str_equal(email.local, SWAGE_STR("\"a@b\"")));
}
END_TEST

/* --- hosts -------------------------------------------------------------------------------------------------------- */

static const struct example hostnames[] = {
    {"a", true},
    {"localhost", true},
    {"www.example.com", true},
    {"EXAMPLE.com", true},
    {"3com.com", true},
    {"1.2.3.4", true},
    {"xn--4gbwdl.xn--wgbh1c", true},
    {"a-b--c.d", true},
    {A63 ".com", true},
    {A63 "." A63 "." A63 "." A16 A16 A16 "aaaaaaaaaaaaa", true}, /* 253 */
    {A63 "." A63 "." A63 "." A16 A16 A16 "aaaaaaaaaaaaaa", false},
    {A64 ".com", false},
    {"", false},
    {".", false},
    {"example.com.", false},
    {".example.com", false},
    {"a..b", false},
    {"-a", false},
    {"a-", false},
    {"a.-b", false},
    {"a-.b", false},
    {"-", false},
    {"a_b", false},
    {"a b", false},
    {"a:80", false},
    {"a/b", false},
    {"[::1]", false},
    {"ex\xc3\xa4mple.com", false},
    {"a\n", false},
    {"*.example.com", false},
};

START_TEST(host_names_are_labels)
{
    EXAMPLES_CHECK(hostnames, swage_is_hostname);
}
END_TEST

START_TEST(labels_are_counted_and_given_as_far_as_there_is_room)
{
    swage_str labels[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    ck_assert_uint_eq(swage_hostname_parse(SWAGE_STR("www.example.com"), labels, 2), 3);
    ck_assert(swage_str_equal(labels[0], SWAGE_STR("www")));
    ck_assert(swage_str_equal(labels[1], SWAGE_STR("example")));
    ck_assert_ptr_null(labels[2].ptr);
    ck_assert_uint_eq(swage_hostname_parse(SWAGE_STR("a..b"), labels, 3), 0);
}
END_TEST

static const struct example ipv4s[] = {
    {"0.0.0.0", true},          {"192.168.0.1", true},   {"255.255.255.255", true}, {"1.2.3.4", true},
    {"256.0.0.0", false},       {"0.0.0.256", false},    {"1.2.3", false},          {"1.2.3.4.5", false},
    {"1.2.3.", false},          {".1.2.3", false},       {"1..2.3", false},         {"01.2.3.4", false},
    {"1.2.3.04", false},        {"00.0.0.0", false},     {"0x7f.0.0.1", false},     {"2130706433", false},
    {"127.1", false},           {"1.2.3.4 ", false},     {" 1.2.3.4", false},       {"1.2.3.4/24", false},
    {"1.2.3.-4", false},        {"+1.2.3.4", false},     {"1.2.3.1000", false},     {"", false},
    {"1.2.3.4\n", false},       {"a.b.c.d", false},      {"1\xe0\xa7\xa8" "7.0.0.1", false},
    {"255.255.255.2555", false}, {"1,2,3,4", false},
};

START_TEST(ipv4_addresses_are_four_numbers)
{
    EXAMPLES_CHECK(ipv4s, swage_is_ipv4);
}
END_TEST

static const struct example ipv6s[] = {
    {"::", true},
    {"::1", true},
    {"1::", true},
    {"2001:DB8:0:0:8:800:200C:417A", true},
    {"2001:DB8::8:800:200C:417A", true},
    {"FF01::101", true},
    {"0:0:0:0:0:0:0:0", true},
    {"0:0:0:0:0:0:13.1.68.3", true},
    {"0:0:0:0:0:FFFF:129.144.52.38", true},
    {"::13.1.68.3", true},
    {"::FFFF:129.144.52.38", true},
    {"1:2:3:4:5:6:7::", true},
    {"::2:3:4:5:6:7:8", true},
    {"1:2::4:5:6:7:8", true},
    {"1:2:3:4:5::1.2.3.4", true},
    {"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", true},
    {"", false},
    {":", false},
    {":::", false},
    {"::1::", false},
    {"1::2::3", false},
    {"1:2:3:4:5:6:7", false},
    {"1:2:3:4:5:6:7:8:9", false},
    {"1:2:3:4:5:6:7:8::", false},
    {"::1:2:3:4:5:6:7:8", false},
    {"1:2:3:4::5:6:7:8", false}, /* "::" stands for one group at least */
    {"1:2:3:4:5:6:7:", false},
    {":1:2:3:4:5:6:7:8", false},
    {"12345::", false},
    {"00001::", false},
    {"g::", false},
    {"1.2.3.4", false},
    {"1.2.3.4::", false},
    {"::1.2.3.4:5", false},
    {"::1.2.3", false},
    {"::1.2.3.256", false},
    {"::01.2.3.4", false},
    {"1:2:3:4:5:6:7:1.2.3.4", false},
    {"1:2:3:4:5:6::1.2.3.4", false},
    {"::1%eth0", false},
    {"::1/64", false},
    {"[::1]", false},
    {" ::1", false},
    {"::1 ", false},
    {"1::2:", false},
    {"::-1", false},
    {"1:\xe0\xa7\xa8::", false},
};

START_TEST(ipv6_addresses_are_eight_groups)
{
    EXAMPLES_CHECK(ipv6s, swage_is_ipv6);
}
END_TEST

/* Texts made of what addresses are made of: inet_pton(3) is an independent reader. */
START_TEST(addresses_are_those_of_the_c_library)
{
    static const char *const pieces[] = {":", "::",      "1",   "ab",  "FFFF", "0", "10000",
                                         ".", "1.2.3.4", "255", "256", "0:0",  "00"};
    uint64_t state = 12;
    unsigned good = 0;
    for (int i = 0; i < 300000; i++) {
        char text[128] = "";
        for (size_t left = 1 + mutation_below(&state, 16); left > 0; left--) {
            strcat(text, pieces[mutation_below(&state, sizeof pieces / sizeof *pieces)]);
            if (mutation_below(&state, 2))
                strcat(text, ":");
        }
        unsigned char wanted[16], found[16];
        bool is_good = inet_pton(AF_INET6, text, wanted) == 1;
        ck_assert_msg(swage_ipv6_parse(swage_str_from(text), found) == is_good, "%s", text);
        ck_assert(!is_good || memcmp(wanted, found, 16) == 0);
        good += is_good;
        is_good = inet_pton(AF_INET, text, wanted) == 1;
        ck_assert_msg(swage_ipv4_parse(swage_str_from(text), found) == is_good, "%s", text);
    }
    ck_assert_uint_gt(good, 1000);
}
END_TEST

START_TEST(every_address_comes_back_from_its_text)
{
    uint64_t state = 13;
    for (int i = 0; i < 100000; i++) {
        unsigned char bytes[16], found[16];
        char text[INET6_ADDRSTRLEN];
        for (int k = 0; k < 16; k++)
            bytes[k] = (unsigned char)(mutation_below(&state, 2) ? mutation_random(&state) : 0);
        ck_assert(swage_ipv6_parse(swage_str_from(inet_ntop(AF_INET6, bytes, text, sizeof text)), found));
        ck_assert_mem_eq(bytes, found, 16);
        ck_assert(swage_ipv4_parse(swage_str_from(inet_ntop(AF_INET, bytes, text, sizeof text)), found));
        ck_assert_mem_eq(bytes, found, 4);
    }
}
END_TEST

/* --- URIs --------------------------------------------------------------------------------------------------------- */

static const struct example uris[] = {
    /* RFC 3986 1.1.2 and 3 */
    {"ftp://ftp.is.co.za/rfc/rfc1808.txt", true},
    {"http://www.ietf.org/rfc/rfc2396.txt", true},
    {"ldap://[2001:db8::7]/c=GB?objectClass?one", true},
    {"mailto:John.Doe@example.com", true},
    {"news:comp.infosystems.www.servers.unix", true},
    {"tel:+1-816-555-1212", true},
    {"telnet://192.0.2.16:80/", true},
    {"urn:oasis:names:specification:docbook:dtd:xml:4.1.2", true},
    {"foo://example.com:8042/over/there?name=ferret#nose", true},
    {"http://foo.bar/?baz=qux#quux", true},
    {"http://foo.com/blah_(wikipedia)_blah#cite-1", true},
    {"http://foo.bar/?q=Test%20URL-encoded%20stuff", true},
    {"http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", true},
    {"file:///etc/fstab", true},
    {"http://", true},
    {"a:", true},
    {"a+b-c.1:", true},
    {"a:/", true},
    {"a:b/c//d", true},
    {"a:?", true},
    {"a:#", true},
    {"a:?/?#/?", true},
    {"a://:", true},
    {"a://@", true},
    {"a://h:", true},
    {"a://h:99999999999", true},
    {"a://[v1.a:b]", true},
    {"a://[VF.~]:1", true},
    {"a://[::ffff:1.2.3.4]/", true},
    {"a://%41%ff/%00", true},
    {"a://h?q", true},
    {"a://h#f", true},
    {"", false},
    {":", false},
    {"a", false},
    {"//foo.bar/?baz=qux#quux", false},
    {"/abc", false},
    {"\\\\WINDOWS\\fileshare", false},
    {"abc", false},
    {"1a:b", false},
    {"+a:b", false},
    {"bar,baz:foo", false},
    {"http:// shouldfail.com", false},
    {":// should fail", false},
    {"http://a b", false},
    {"http://a/b c", false},
    {"http://a/<b>", false},
    {"http://a/\"b\"", false},
    {"http://a/{b}", false},
    {"http://a/b|c", false},
    {"http://a/b^c", false},
    {"http://a/b`c", false},
    {"http://a/b\\c", false},
    {"http://a/[b]", false},
    {"http://a/%", false},
    {"http://a/%4", false},
    {"http://a/%4g", false},
    {"http://a/%g4", false},
    {"http://a%", false},
    {"http://a?%zz", false},
    {"http://a#%zz", false},
    {"http://a#b#c", false},
    {"http://a?b[c]", false},
    {"http://a:80a/", false},
    {"http://a:-1/", false},
    {"http://a@b@c/", false},
    {"http://a:b:c/", false},
    {"http://[::1", false},
    {"http://::1/", false},
    {"http://[::1]a/", false},
    {"http://[1.2.3.4]/", false},
    {"http://[::1%25eth0]/", false},
    {"http://[v.a]/", false},
    {"http://[v1.]/", false},
    {"http://[v1a]/", false},
    {"http://[vg.a]/", false},
    {"http://[]/", false},
    {"http://a\n", false},
    {"http://\xc3\xa4.com/", false},
    {"http://a/\xc3\xa4", false},
    {"http://a/\x7f", false},
};

START_TEST(uris_have_a_scheme_and_the_grammar_of_the_rfc)
{
    EXAMPLES_CHECK(uris, swage_is_uri);
}
END_TEST

static const struct {
    const char *text;
    const char *parts[6]; /* scheme, userinfo, host, path, query, fragment; NULL: absent */
    int port;
} uri_parts[] = {
    {"foo://user:pw@example.com:8042/over/there?name=ferret#nose",
     {"foo", "user:pw", "example.com", "/over/there", "name=ferret", "nose"}, 8042},
    {"urn:example:animal", {"urn", NULL, NULL, "example:animal", NULL, NULL}, -1},
    {"file:///etc", {"file", NULL, "", "/etc", NULL, NULL}, -1},
    {"http://[::1]:80", {"http", NULL, "[::1]", "", NULL, NULL}, 80},
    {"http://@h:?#", {"http", "", "h", "", "", ""}, -1},
    {"a:?b?c#d?e", {"a", NULL, NULL, "", "b?c", "d?e"}, -1},
    {"a://h:65535/", {"a", NULL, "h", "/", NULL, NULL}, 65535},
    {"a://h:65536/", {"a", NULL, "h", "/", NULL, NULL}, 65536},
    {"a://h:4294967376/", {"a", NULL, "h", "/", NULL, NULL}, 65536},
    {"a://h:00080/", {"a", NULL, "h", "/", NULL, NULL}, 80},
    {"a:/b//c", {"a", NULL, NULL, "/b//c", NULL, NULL}, -1},
};

START_TEST(a_uri_s_parts_are_as_they_stand)
{
    for (size_t i = 0; i < sizeof uri_parts / sizeof *uri_parts; i++) {
        struct swage_uri uri;
        ck_assert_msg(swage_uri_parse(swage_str_from(uri_parts[i].text), &uri), "%s", uri_parts[i].text);
        const swage_str found[] = {uri.scheme, uri.userinfo, uri.host, uri.path, uri.query, uri.fragment};
        for (int part = 0; part < 6; part++)
            ck_assert_msg(swage_str_equal(found[part], swage_str_from(uri_parts[i].parts[part])), "%s: %d",
                          uri_parts[i].text, part);
        ck_assert_int_eq(uri.port, uri_parts[i].port);
    }
    struct swage_uri uri = {.port = 7};
    ck_assert(!swage_uri_parse(SWAGE_STR("http://h:1/%"), &uri));
    ck_assert_int_eq(uri.port, 7);
}
END_TEST

/* --- UUIDs -------------------------------------------------------------------------------------------------------- */

static const struct example uuids[] = {
    {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", true},
    {"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", true},
    {"00000000-0000-0000-0000-000000000000", true},
    {"ffffffff-ffff-ffff-ffff-ffffffffffff", true},
    {"", false},
    {"f81d4fae-7dec-11d0-a765-00a0c91e6bf", false},
    {"f81d4fae-7dec-11d0-a765-00a0c91e6bf66", false},
    {"f81d4fae7dec11d0a76500a0c91e6bf6", false},
    {"{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", false},
    {"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", false},
    {"f81d4fae-7dec-11d0-a765-00a0c91e6bfg", false},
    {"g81d4fae-7dec-11d0-a765-00a0c91e6bf6", false},
    {"f81d4fae-7dec-11d0-a765_00a0c91e6bf6", false},
    {"f81d4fae7-dec-11d0-a765-00a0c91e6bf6", false},
    {"f81d4fae--7dec-11d0-a76500a0c91e6bf6", false},
    {"f81d4fae-7dec-11d0-a765-00a0c91e6b\xc3\xa9", false},
};

START_TEST(uuids_are_five_groups_of_digits)
{
    EXAMPLES_CHECK(uuids, swage_is_uuid);
}
END_TEST

START_TEST(only_digits_make_a_uuid_at_every_place)
{
    for (size_t at = 0; at < 36; at++) {
        for (int byte = 0; byte < 256; byte++) {
            char text[] = "01234567-89ab-cdef-0123-456789abcdef";
            bool is_hyphen = text[at] == '-';
            text[at] = (char)byte;
            bool wanted = is_hyphen ? byte == '-' : byte && strchr("0123456789abcdefABCDEF", byte);
            ck_assert_msg(swage_is_uuid(swage_str_of(text, 36)) == wanted, "%zu %d", at, byte);
        }
    }
}
END_TEST

START_TEST(uuids_are_written_as_they_are_read)
{
    unsigned char bytes[16] = {0}, back[16];
    char room[SWAGE_UUID_SIZE];
    ck_assert(swage_uuid_parse(SWAGE_STR("F81D4FAE-7dec-11D0-A765-00a0c91e6bf6"), bytes));
    ck_assert_mem_eq(bytes, "\xf8\x1d\x4f\xae\x7d\xec\x11\xd0\xa7\x65\x00\xa0\xc9\x1e\x6b\xf6", 16);
    swage_str text = swage_uuid_text(bytes, room);
    ck_assert(swage_str_equal(text, SWAGE_STR("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")));
    ck_assert_int_eq(room[36], '\0');
    ck_assert(swage_uuid_parse(text, back));
    ck_assert_mem_eq(bytes, back, 16);
    ck_assert(!swage_uuid_parse(SWAGE_STR("x81d4fae-7dec-11d0-a765-00a0c91e6bf6"), back));
    ck_assert_mem_eq(bytes, back, 16);
}
END_TEST

/* --- all of them -------------------------------------------------------------------------------------------------- */

START_TEST(each_format_has_its_number)
{
    static const struct {
        enum swage_format format;
        const char *text;
    } table[] = {
        {SWAGE_FORMAT_EMAIL, "a@b.c"},
        {SWAGE_FORMAT_URI, "a:b"},
        {SWAGE_FORMAT_UUID, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
        {SWAGE_FORMAT_HOSTNAME, "host-1"},
        {SWAGE_FORMAT_IPV4, "127.0.0.1"},
        {SWAGE_FORMAT_IPV6, "::"},
        {SWAGE_FORMAT_DATE, "2026-01-01"},
        {SWAGE_FORMAT_TIME, "00:00:00Z"},
        {SWAGE_FORMAT_DATETIME, "2026-01-01T00:00:00Z"},
        {SWAGE_FORMAT_DURATION, "P1D"},
    };
    size_t count = sizeof table / sizeof *table;
    for (size_t i = 0; i < count; i++) {
        swage_str text = swage_str_from(table[i].text);
        ck_assert(swage_format_check(SWAGE_FORMAT_NONE, text));
        for (size_t k = 0; k < count; k++) {
            /* To a host name digits, dots and hyphens are as good as letters. */
            bool also = table[k].format == SWAGE_FORMAT_HOSTNAME && !strpbrk(table[i].text, ":@");
            ck_assert_msg(swage_format_check(table[k].format, text) == (i == k || also), "%s %zu", table[i].text, k);
        }
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("format_net");
    tcase_add_test(tests, mailboxes_are_those_of_smtp);
    tcase_add_test(tests, a_mailbox_has_two_parts);
    tcase_add_test(tests, host_names_are_labels);
    tcase_add_test(tests, labels_are_counted_and_given_as_far_as_there_is_room);
    tcase_add_test(tests, ipv4_addresses_are_four_numbers);
    tcase_add_test(tests, ipv6_addresses_are_eight_groups);
    tcase_add_test(tests, addresses_are_those_of_the_c_library);
    tcase_add_test(tests, every_address_comes_back_from_its_text);
    tcase_add_test(tests, uris_have_a_scheme_and_the_grammar_of_the_rfc);
    tcase_add_test(tests, a_uri_s_parts_are_as_they_stand);
    tcase_add_test(tests, uuids_are_five_groups_of_digits);
    tcase_add_test(tests, only_digits_make_a_uuid_at_every_place);
    tcase_add_test(tests, uuids_are_written_as_they_are_read);
    tcase_add_test(tests, each_format_has_its_number);
    Suite *suite = suite_create("format_net");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
