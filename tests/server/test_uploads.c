/* SPDX-License-Identifier: MIT */
/* Forms with files: over the HTTP/1 machine, where they are written at once, and over sockets, where other threads write. */
#include "config.h"

#include "live.h"
#include "said.h"

#include <swage/upload.h>

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIMIT 300000 /* bytes of a file */

/* --- the application: it says how many bytes came, and which ------------------------------------------------------ */

static const struct swage_type file_type = {.kind = SWAGE_KIND_FILE, .name = "file", .most = LIMIT};
static const struct swage_type list_type = {.kind = SWAGE_KIND_ARRAY, .name = "file[..4]", .most = 4, .item = &file_type};
static const struct swage_param params[] = {
    {SWAGE_IN_FORM, 0, SWAGE_STR_INIT("note"), &swage_type_string, 0},
    {SWAGE_IN_FORM, SWAGE_MEMBER_REQUIRED, SWAGE_STR_INIT("file"), &file_type, 0},
    {SWAGE_IN_FORM, 0, SWAGE_STR_INIT("more"), &list_type, 0},
};

static unsigned hash_on(unsigned hash, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = hash * 31 + bytes[i];
    return hash;
}

static unsigned hash_of(const swage_upload *upload)
{
    unsigned char room[5000];
    unsigned hash = 0;
    int64_t len = 0;
    for (uint64_t at = 0; at < upload->len; at += (uint64_t)len) {
        len = swage_upload_read(upload, at, room, sizeof room);
        ck_assert(len > 0);
        hash = hash_on(hash, room, (size_t)len);
    }
    return hash;
}

static int serve_form(swage_request *rq, const void *handlers)
{
    (void)handlers;
    unsigned at = 0;
    swage_str note = SWAGE_EMPTY;
    if (!swage_form_is_read(rq))
        return swage_form_read(rq);
    swage_form_param(rq, SWAGE_STR("note"), &at, &note);
    swage_upload_array files = swage_form_files(rq, 1), more = swage_form_files(rq, 2);
    swage_buffer *out = swage_reply_open(rq, 200);
    int status = out ? swage_buffer_printf(out, "%.*s %zu", (int)note.len, note.ptr, files.len) : 0;
    for (size_t i = 0; i < files.len && status == SWAGE_OK; i++)
        status = swage_buffer_printf(out, " %u", hash_of(&files.ptr[i]));
    for (size_t i = 0; i < more.len && status == SWAGE_OK; i++)
        status = swage_buffer_printf(out, " %u", hash_of(&more.ptr[i]));
    return swage_reply_close(rq, status);
}

static const struct swage_operation operations[] = {{.name = "store",
                                                     .path = "/",
                                                     .method = SWAGE_METHOD_POST,
                                                     .serve = serve_form,
                                                     .params = params,
                                                     .param_count = 3,
                                                     .max_body = 2000000,
                                                     .media = SWAGE_TAKES_FORM | SWAGE_TAKES_PIECES,
                                                     .body_media = "multipart/form-data"}};
static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 1}, {.text = SWAGE_STR_INIT(""), .operation_count = 1, .kind = SWAGE_NODE_LITERAL}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .name = "uploads", .nodes = nodes, .operations = operations, .node_count = 2, .operation_count = 1};
static const struct swage_service service = {.app = &app};

/* --- what is sent ------------------------------------------------------------------------------------------------- */

static char sent[2200000];
static size_t sent_len;
static unsigned char octets[LIMIT + 1];

static void add(const void *bytes, size_t len)
{
    ck_assert_uint_le(len, sizeof sent - sent_len);
    memcpy(sent + sent_len, bytes, len);
    sent_len += len;
}

static void add_part(const char *name, const void *bytes, size_t len)
{
    char head[256];
    snprintf(head, sizeof head, "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=a\r\n\r\n", name);
    add(head, strlen(head));
    add(bytes, len);
    add("\r\n", 2);
}

/* The parts that were added, behind the head of a request. */
static void finish(const char *more)
{
    static char body[sizeof sent];
    char head[256];
    size_t len = sent_len;
    memcpy(body, sent, len);
    memcpy(body + len, "--b--\r\n", 7);
    len += 7;
    sent_len = 0;
    snprintf(head, sizeof head, "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n%s", more);
    add(head, strlen(head));
    snprintf(head, sizeof head, "Content-Length: %zu\r\n\r\n", len);
    add(head, strlen(head));
    add(body, len);
}

static void make_octets(void)
{
    for (size_t i = 0; i < sizeof octets; i++)
        octets[i] = (unsigned char)(i * 41 + i / 253);
    octets[70000] = '\r';
    octets[70001] = '\n';
    octets[70002] = '-';
    octets[70003] = '-';
    sent_len = 0;
}

/* --- the machine -------------------------------------------------------------------------------------------------- */

static void open_wire(void)
{
    make_octets();
    set_up();
    wire.host.app = &app;
    wire.env.has_loop = true;
}

static void expect_hashes(struct wire_answer answer, const size_t *lens, size_t count)
{
    char text[256];
    size_t len = (size_t)snprintf(text, sizeof text, "hello 1");
    for (size_t i = 0; i < count; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, " %u", hash_on(0, octets, lens[i]));
    ck_assert_msg(answer.status == 200, "%.*s", (int)answer.body.len, answer.body.ptr);
    ck_assert_uint_eq(answer.body.len, len);
    ck_assert_mem_eq(answer.body.ptr, text, len);
}

/* However the bytes come, one by one too. */
START_TEST(a_form_is_the_same_however_it_is_cut)
{
    static const size_t cuts[] = {1, 7, 1000, 16384, 65536, sizeof sent};
    static const size_t lens[] = {150000, 65537, 20, 65536};
    add_part("file", octets, lens[0]);
    add_part("more", octets, lens[1]);
    add_part("note", "hello", 5);
    add_part("more", octets, lens[2]);
    add_part("more", octets, lens[3]);
    finish("");
    for (size_t at = 0, len = 0; at < sent_len; at += len) {
        len = sent_len - at < cuts[_i] ? sent_len - at : cuts[_i];
        wire_send(&wire, sent + at, len);
    }
    wire_run_mail(&wire);
    expect_hashes(next_answer(), lens, 4);
    ck_assert(!wire.is_closed);
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

/* Chunks of some bytes each, and an empty one at the end. */
START_TEST(a_chunked_form_is_the_same)
{
    static const size_t lens[] = {70000, 0};
    static const size_t chunk_lens[] = {1, 4096, 60000};
    char line[32];
    add_part("note", "hello", 5);
    add_part("file", octets, lens[0]);
    add_part("more", octets, lens[1]);
    add("--b--\r\n", 7);
    send_text("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (size_t at = 0, len = 0; at < sent_len; at += len) {
        len = sent_len - at < chunk_lens[_i] ? sent_len - at : chunk_lens[_i];
        wire_send(&wire, line, (size_t)snprintf(line, sizeof line, "%zx\r\n", len));
        wire_send(&wire, sent + at, len);
        send_text("\r\n");
    }
    send_text("0\r\n\r\n");
    wire_run_mail(&wire);
    expect_hashes(next_answer(), lens, 2);
}
END_TEST

START_TEST(a_client_that_expects_a_word_gets_one)
{
    static const size_t lens[] = {5};
    add_part("file", octets, lens[0]);
    add_part("note", "hello", 5);
    finish("Expect: 100-continue\r\n");
    const char *body = strstr(sent, "\r\n\r\n") + 4;
    wire_send(&wire, sent, (size_t)(body - sent));
    wire_run_mail(&wire);
    ck_assert_uint_eq(wire.out.len, 25);
    ck_assert_mem_eq(wire.out.ptr, "HTTP/1.1 100 Continue\r\n\r\n", 25);
    wire.out.len = 0;
    wire_send(&wire, body, sent_len - (size_t)(body - sent));
    wire_run_mail(&wire);
    expect_hashes(next_answer(), lens, 1);
}
END_TEST

/* --- sockets ------------------------------------------------------------------------------------------------------ */

static unsigned count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    unsigned count = 0;
    ck_assert(folder != NULL);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static bool has_descriptors(void *count)
{
    return count_descriptors() == *(unsigned *)count;
}

static bool has_more_descriptors(void *count)
{
    return count_descriptors() > *(unsigned *)count;
}

static struct live_reader reader;

/* How many there are with a connection open at both of its ends. */
static unsigned open_and_count(void)
{
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 405);
    return count_descriptors();
}

static void send_bytes(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = send(fd, bytes, len, MSG_NOSIGNAL);
        ck_assert(done > 0);
        bytes += done;
        len -= (size_t)done;
    }
}

START_TEST(many_forms_come_one_behind_the_other)
{
    static const size_t lens[] = {LIMIT, LIMIT, 12, 70000, LIMIT};
    make_octets();
    add_part("note", "hello", 5);
    add_part("file", octets, lens[0]);
    for (int i = 1; i < 5; i++)
        add_part("more", octets, lens[i]);
    finish("");
    live_start_service(&service, "");
    unsigned before = open_and_count();
    for (int i = 0; i < 20; i++) {
        send_bytes(reader.fd, sent, sent_len);
        expect_hashes(live_expect(&reader, 200), lens, 5);
    }
    live_await(has_descriptors, &before);
    close(reader.fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

/* It is said at once, though the file that is announced is longer. */
START_TEST(a_file_that_is_too_long_is_refused_while_it_comes)
{
    make_octets();
    for (int i = 0; i < 5; i++)
        add_part("more", octets, LIMIT + (i == 1));
    finish("");
    live_start_service(&service, "--linger-timeout 1s");
    unsigned before = open_and_count() - 2;
    send_bytes(reader.fd, sent, 2 * LIMIT + 600);
    struct wire_answer answer = live_expect(&reader, 413);
    ck_assert(contains(answer.body, "{\"in\":\"form\",\"name\":\"more\",\"code\":\"too_long\",\"detail\":\"at most 300000 bytes\"}"));
    ck_assert(answer.says_close);
    close(reader.fd);
    live_await(has_descriptors, &before);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_client_that_goes_leaves_nothing)
{
    make_octets();
    add_part("file", octets, LIMIT);
    finish("");
    live_start_service(&service, "--upload-space 600k");
    for (int i = 0; i < 10; i++) { /* more than there is room for, if it were not given back */
        unsigned open = open_and_count(), closed = open - 2;
        send_bytes(reader.fd, sent, sent_len - 1000 - (size_t)i * 10000);
        live_await(has_more_descriptors, &open); /* by that of the file */
        close(reader.fd);
        live_await(has_descriptors, &closed);
    }
    live_open(&reader);
    send_bytes(reader.fd, sent, sent_len);
    live_expect(&reader, 200);
    close(reader.fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(files_beyond_the_space_are_refused_and_take_none_of_it)
{
    static const size_t lens[] = {150000};
    make_octets();
    live_start_service(&service, "--upload-space 200000");
    for (int i = 0; i < 3; i++) {
        add_part("file", octets, LIMIT);
        finish("");
        live_open(&reader);
        send_bytes(reader.fd, sent, sent_len);
        struct wire_answer answer = live_expect(&reader, 503);
        ck_assert(contains(answer.head, "\r\nRetry-After: 1\r\n"));
        ck_assert(contains(answer.body, "There is no room for files now."));
        close(reader.fd);
        sent_len = 0;
        add_part("file", octets, lens[0]);
        add_part("note", "hello", 5);
        finish("");
        live_open(&reader);
        send_bytes(reader.fd, sent, sent_len);
        expect_hashes(live_expect(&reader, 200), lens, 1);
        close(reader.fd);
        sent_len = 0;
    }
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_folder_has_to_be_there)
{
    ck_assert_int_ne(live_run(&service, "--upload-folder /nowhere/at/all"), 0);
    ck_assert(strstr(live_said(), "--upload-folder: /nowhere/at/all: No such file or directory") != NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("uploads");
    TCase *tc = tcase_create("machine");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, open_wire, tear_down);
    tcase_add_loop_test(tc, a_form_is_the_same_however_it_is_cut, 0, 6);
    tcase_add_loop_test(tc, a_chunked_form_is_the_same, 0, 3);
    tcase_add_test(tc, a_client_that_expects_a_word_gets_one);
    suite_add_tcase(suite, tc);
    TCase *sockets = tcase_create("sockets");
    tcase_set_timeout(sockets, 60);
    tcase_add_test(sockets, many_forms_come_one_behind_the_other);
    tcase_add_test(sockets, a_file_that_is_too_long_is_refused_while_it_comes);
    tcase_add_test(sockets, a_client_that_goes_leaves_nothing);
    tcase_add_test(sockets, files_beyond_the_space_are_refused_and_take_none_of_it);
    tcase_add_test(sockets, a_folder_has_to_be_there);
    suite_add_tcase(suite, sockets);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
