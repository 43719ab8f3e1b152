/* SPDX-License-Identifier: MIT */
/* Files over the HTTP/1 machine and over sockets: slices, slow readers, clients that go away, files that change. */
#include "config.h"

#include "counted.h"
#include "faulty.h"
#include "live.h"
#include "said.h"
#include "sample.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define BIG  (3u << 20) /* bytes: more than any output holds */
#define HUGE (64u << 20) /* ... and than the sockets' buffers do */

/* --- the application: a folder, bytes of the program, and a file that is shorter than was said -------------------- */

static char folder_name[64];
static unsigned char big[BIG];
static const struct swage_file list[] = {
    {SWAGE_STR_INIT("big"), SWAGE_STR_INIT("\"b\""), {big, BIG}, {NULL, 0}, {NULL, 0}},
    {SWAGE_STR_INIT("empty"), SWAGE_STR_INIT("\"e\""), {big, 0}, {NULL, 0}, {NULL, 0}},
    {SWAGE_STR_INIT("small"), SWAGE_STR_INIT("\"s\""), {big, 10}, {NULL, 0}, {NULL, 0}},
};
static const struct swage_files folder = {.folder = folder_name}, part = {.list = list, .count = 3};
static const struct swage_files *const mounts[] = {NULL, &folder, &part};
static uint64_t promised;

static int open_big(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/big", folder_name);
    int fd = open(path, O_RDONLY);
    ck_assert_int_ge(fd, 0);
    return fd;
}

static int serve_short(swage_request *rq, const void *handlers)
{
    (void)handlers;
    struct swage_source source = {.fd = open_big(), .len = promised};
    struct swage_answer answer = {.status = 200, .media = SWAGE_STR_INIT("text/plain")};
    rq->is_answered = true;
    return rq->sink->ops->send(rq->sink, &answer, &source);
}

static const struct swage_operation operations[] = {
    {.name = "short", .method = SWAGE_METHOD_GET, .serve = serve_short},
    {.name = "files", .method = SWAGE_METHOD_GET, .serve = swage_serve_files},
    {.name = "files", .method = SWAGE_METHOD_GET, .serve = swage_serve_files}};
static const struct swage_node nodes[] = {
    {SWAGE_STR_INIT(""), 1, 3, 0, 0, SWAGE_NODE_LITERAL},    {SWAGE_STR_INIT("part"), 4, 1, 0, 0, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("short"), 0, 0, 0, 1, SWAGE_NODE_LITERAL}, {SWAGE_STR_INIT(""), 0, 0, 1, 1, SWAGE_NODE_REST},
    {SWAGE_STR_INIT(""), 0, 0, 2, 1, SWAGE_NODE_REST}};
static const struct swage_app files = {.abi = SWAGE_ABI,
                                       .name = "files",
                                       .nodes = nodes,
                                       .operations = operations,
                                       .node_count = 5,
                                       .operation_count = 3,
                                       .handlers = mounts};
static const struct swage_node no_nodes[] = {{SWAGE_STR_INIT(""), 0, 0, 0, 0, SWAGE_NODE_LITERAL}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .name = "app", .nodes = no_nodes, .node_count = 1, .files = &files};

/* --- what there is ------------------------------------------------------------------------------------------------ */

static int opened;

static int count_open(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static bool is_closed(void *arg)
{
    (void)arg;
    return count_open() <= opened;
}

static void put(const char *name, const void *bytes, size_t len)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder_name, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
}

static void set_length(const char *name, off_t len)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder_name, name);
    ck_assert_int_eq(truncate(path, len), 0);
}

static void open_folder(void)
{
    strcpy(folder_name, "/tmp/swage-files-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder_name));
    for (size_t i = 0; i < BIG; i++)
        big[i] = (unsigned char)(i * 7 + (i >> 8) * 31 + (i >> 16));
    put("big", big, BIG);
    put("small", big, 10);
    put("huge", "", 0);
    set_length("huge", HUGE);
    promised = BIG;
}

static void close_folder(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder_name);
    ck_assert_int_eq(system(command), 0);
}

/* --- over the machine --------------------------------------------------------------------------------------------- */

static void set_up_files(void)
{
    open_folder();
    set_up();
    wire.host.app = &app;
    opened = count_open();
}

static void tear_down_files(void)
{
    tear_down();
    ck_assert_int_eq(count_open(), opened);
    close_folder();
}

static void expect_bytes(size_t from, size_t len)
{
    struct wire_answer answer = next_answer();
    ck_assert_uint_eq(answer.body.len, len);
    ck_assert_mem_eq(answer.body.ptr, big + from, len);
}

static const char *const small_paths[] = {"GET /small HTTP/1.1\r\nHost: a\r\n\r\n", "GET /part/small HTTP/1.1\r\nHost: a\r\n\r\n"};
static const char *const big_paths[] = {"GET /big HTTP/1.1\r\nHost: a\r\n\r\n", "GET /part/big HTTP/1.1\r\nHost: a\r\n\r\n"};

START_TEST(a_small_file_is_whole_at_once)
{
    send_text(small_paths[_i]);
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 200);
    ck_assert(contains(answer.head, "\r\nContent-Length: 10\r\n"));
    ck_assert(!contains(answer.head, "Transfer-Encoding"));
    ck_assert_mem_eq(answer.body.ptr, big, 10);
    ck_assert_ptr_null(wire.http1);
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(an_empty_file_is_an_answer_too)
{
    send_text(GET("/part/empty") GET("/part/small"));
    struct wire_answer answer = next_answer();
    ck_assert(contains(answer.head, "\r\nContent-Length: 0\r\n"));
    expect_bytes(0, 10);
}
END_TEST

START_TEST(a_big_file_comes_whole_however_it_is_taken)
{
    static const size_t taken[] = {SIZE_MAX, 1000, 65537, 262144};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        wire.output_taken = taken[i];
        send_text(big_paths[_i]);
        expect_bytes(0, BIG);
        expect_nothing();
        ck_assert_ptr_null(wire.http1);
    }
}
END_TEST

START_TEST(requests_behind_a_file_wait_for_their_turn)
{
    wire.output_taken = 50000;
    send_text(GET("/big") GET("/small") GET("/part/big") GET("/missing") GET("/part/small"));
    expect_bytes(0, BIG);
    expect_bytes(0, 10);
    expect_bytes(0, BIG);
    expect_answer(404, NULL);
    expect_bytes(0, 10);
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(a_range_of_a_file_is_a_piece_of_it)
{
    send_text("GET /big HTTP/1.1\r\nHost: a\r\nRange: bytes=70000-2000000\r\n\r\n"
              "GET /part/big HTTP/1.1\r\nHost: a\r\nRange: bytes=-1000000\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 206);
    ck_assert(contains(answer.head, "\r\nContent-Range: bytes 70000-2000000/3145728\r\n"));
    ck_assert_uint_eq(answer.body.len, 1930001);
    ck_assert_mem_eq(answer.body.ptr, big + 70000, 1930001);
    expect_bytes(BIG - 1000000, 1000000);
}
END_TEST

START_TEST(to_head_nothing_is_read)
{
    struct wire_answer answer;
    send_text("HEAD /big HTTP/1.1\r\nHost: a\r\n\r\n" GET("/small"));
    ck_assert(wire_next(&wire, true, &answer));
    ck_assert(contains(answer.head, "\r\nContent-Length: 3145728\r\n"));
    expect_bytes(0, 10);
    expect_nothing();
}
END_TEST

START_TEST(the_last_answer_of_a_connection_may_be_a_file)
{
    wire.output_taken = 100000;
    send_text("GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert(answer.says_close);
    ck_assert_uint_eq(answer.body.len, BIG);
    ck_assert(wire.is_closed && !wire.is_cut);
    wire_reset(&wire);
    send_text("GET /big HTTP/1.0\r\n\r\n");
    answer = next_answer();
    ck_assert_uint_eq(answer.body.len, BIG);
    ck_assert(wire.is_closed && !wire.is_cut);
}
END_TEST

START_TEST(a_client_that_sends_no_more_gets_all_of_it)
{
    wire.is_ended = true;
    send_text(GET("/big") GET("/small"));
    expect_bytes(0, BIG);
    expect_bytes(0, 10);
    ck_assert(wire.is_closed && !wire.is_cut);
}
END_TEST

static char noted[256];

static void note_line(swage_env *env, int level, const char *line)
{
    (void)env;
    snprintf(noted, sizeof noted, "%d %s", level, line);
}

/* Found short at once, and behind what went out already. */
START_TEST(a_file_that_became_shorter_does_not_look_whole)
{
    struct swage_env_ops noting = *wire.env.ops;
    struct wire_answer answer;
    noting.log = note_line;
    wire.env.ops = &noting;
    noted[0] = '\0';
    set_length("big", _i ? BIG - 1 : 100);
    send_text(GET("/short") GET("/small"));
    ck_assert(!wire_next(&wire, false, &answer));
    ck_assert(wire.is_closed && wire.is_cut);
    ck_assert(_i == 0 || wire.out.len > BIG / 2);
    ck_assert_str_eq(noted, "1 a file could not be sent to its end: the system refused; errno says why (-8)");
}
END_TEST

START_TEST(an_adapter_that_ends_closes_the_file)
{
    struct block *block = block_take(&wire.blocks, BLOCK_READ);
    static const char request[] = GET("/big");
    struct http1 *http1 = http1_take(&wire.host, &wire);
    ck_assert_ptr_nonnull(http1);
    memcpy(block->bytes, request, sizeof request - 1);
    block->to = sizeof request - 1;
    http1_receive(http1, &block, 1);
    block_give(block);
    ck_assert_int_eq(count_open(), opened + 1);
    ck_assert(!http1_wants_input(http1) && !http1_is_idle(http1));
    http1_release(http1);
    ck_assert_int_eq(count_open(), opened);
}
END_TEST

START_TEST(no_more_is_held_than_the_output_may_hold)
{
    struct block *block = block_take(&wire.blocks, BLOCK_READ);
    static const char request[] = GET("/big");
    struct http1 *http1 = http1_take(&wire.host, &wire);
    const char *bytes;
    size_t len, sum = 0;
    ck_assert_ptr_nonnull(http1);
    memcpy(block->bytes, request, sizeof request - 1);
    block->to = sizeof request - 1;
    http1_receive(http1, &block, 1);
    block_give(block);
    while ((len = http1_output(http1, &bytes)) > 0) {
        ck_assert_uint_le(len, WIRE_OUTPUT_HIGH);
        ck_assert_uint_le(http1->out.cap, 3 * WIRE_OUTPUT_HIGH);
        http1_sent(http1, len < 30000 ? len : 30000);
        sum += len < 30000 ? len : 30000;
        if (http1_has_work(http1))
            http1_resume(http1, 1);
    }
    ck_assert_uint_gt(sum, BIG);
    ck_assert(http1_is_idle(http1));
    http1_release(http1);
}
END_TEST

/* Asks for the big file and takes all that comes: false when there was no memory to begin with. */
static bool take_big(void)
{
    struct block *block = block_take(&wire.blocks, BLOCK_READ);
    struct http1 *http1 = block ? http1_take(&wire.host, &wire) : NULL;
    static const char request[] = GET("/big");
    const char *bytes;
    size_t len;
    if (http1) {
        memcpy(block->bytes, request, sizeof request - 1);
        block->to = sizeof request - 1;
        http1_receive(http1, &block, 1);
        while ((len = http1_output(http1, &bytes)) > 0) {
            http1_sent(http1, len);
            if (http1_has_work(http1))
                http1_resume(http1, 1);
        }
    }
    block_give(block);
    http1_release(http1);
    return http1 != NULL;
}

/* robustness 110 */
START_TEST(an_allocation_that_fails_leaves_no_file_open)
{
    int nth = 0;
    for (bool has_failed = true; has_failed; nth++) {
        counted_fail(nth);
        take_big();
        has_failed = counted_has_failed();
        counted_fail(-1);
        ck_assert_int_eq(count_open(), opened);
        wire_done(&wire); /* what it has kept for the next one is no help to that */
        set_up();
        wire.host.app = &app;
    }
    ck_assert_int_gt(nth, 5);
    ck_assert(take_big());
}
END_TEST

/* --- over sockets ------------------------------------------------------------------------------------------------- */

static const struct swage_service service = {.app = &app};
static struct live_reader reader;
static bool is_stopping;

static void set_up_live(void)
{
    open_folder();
}

static void tear_down_live(void)
{
    ck_assert_int_eq(is_stopping ? live_join() : live_stop(), 0);
    close_folder();
}

static void start(const char *flags)
{
    live_start_service(&service, flags);
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/small"));
    live_expect(&reader, 200);
    close(reader.fd);
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/small")); /* so that this one was accepted, and is counted */
    live_expect(&reader, 200);
    opened = count_open() - 1;
}

/* Reads `most` bytes, or up to the end: how many came. */
static size_t read_bytes(int fd, size_t most)
{
    static char bytes[65536];
    size_t sum = 0;
    ssize_t len;
    while (sum < most && (len = recv(fd, bytes, most - sum < sizeof bytes ? most - sum : sizeof bytes, 0)) > 0)
        sum += (size_t)len;
    return sum;
}

START_TEST(a_huge_file_arrives)
{
    start("");
    live_send(reader.fd, "GET /huge HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    size_t got = read_bytes(reader.fd, SIZE_MAX);
    ck_assert_uint_gt(got, HUGE);
    ck_assert_uint_lt(got, HUGE + 1000);
    close(reader.fd);
    live_await(is_closed, NULL);
}
END_TEST

START_TEST(a_client_that_goes_away_leaves_no_file_open)
{
    start("");
    live_send(reader.fd, LIVE_GET("/huge"));
    ck_assert_uint_eq(read_bytes(reader.fd, 100000), 100000);
    if (_i) {
        struct linger none = {.l_onoff = 1, .l_linger = 0};
        setsockopt(reader.fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    }
    close(reader.fd);
    live_await(is_closed, NULL);
}
END_TEST

/* robustness 111 */
START_TEST(a_send_that_fails_leaves_no_file_open)
{
    static const int errors[] = {EPIPE, ECONNRESET, ENOBUFS, EINTR};
    start("");
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        for (int nth = 0; nth < 4; nth++) {
            close(reader.fd);
            live_open(&reader);
            faulty_arm(FAULTY_SEND, errors[i], nth);
            live_send(reader.fd, "GET /huge HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            size_t got = read_bytes(reader.fd, SIZE_MAX);
            ck_assert(faulty_disarm());
            ck_assert(errors[i] == EINTR ? got > HUGE : got < HUGE);
        }
    close(reader.fd);
    live_await(is_closed, NULL);
}
END_TEST

START_TEST(others_are_answered_while_one_reads_slowly)
{
    struct live_reader *other = calloc(1, sizeof *other);
    ck_assert_ptr_nonnull(other);
    start("--threads 1");
    live_send(reader.fd, LIVE_GET("/huge"));
    ck_assert_uint_eq(read_bytes(reader.fd, 1000), 1000);
    live_open(other);
    for (int i = 0; i < 100; i++) {
        live_send(other->fd, LIVE_GET("/small"));
        live_expect(other, 200);
    }
    close(other->fd);
    free(other);
    ck_assert_uint_eq(read_bytes(reader.fd, HUGE - 1000), HUGE - 1000);
    close(reader.fd);
}
END_TEST

START_TEST(who_reads_nothing_is_cut)
{
    start("--write-timeout 500ms");
    live_send(reader.fd, LIVE_GET("/huge"));
    ck_assert_uint_eq(read_bytes(reader.fd, 1000), 1000);
    live_await(is_closed, NULL);
    close(reader.fd);
}
END_TEST

START_TEST(a_server_that_ends_sends_the_file_first)
{
    start("");
    live_send(reader.fd, LIVE_GET("/huge"));
    ck_assert_uint_eq(read_bytes(reader.fd, 1000), 1000);
    live_signal();
    is_stopping = true;
    size_t got = read_bytes(reader.fd, SIZE_MAX);
    ck_assert_uint_gt(got, HUGE - 1000);
    close(reader.fd);
}
END_TEST

START_TEST(a_file_that_shrinks_ends_the_connection)
{
    start("");
    live_send(reader.fd, LIVE_GET("/huge"));
    ck_assert_uint_eq(read_bytes(reader.fd, 1000), 1000);
    set_length("huge", 1000);
    ck_assert_uint_lt(read_bytes(reader.fd, SIZE_MAX), HUGE - 1000);
    close(reader.fd);
    live_await(is_closed, NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("files");
    TCase *tc = tcase_create("machine");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, set_up_files, tear_down_files);
    tcase_add_loop_test(tc, a_small_file_is_whole_at_once, 0, 2);
    tcase_add_test(tc, an_empty_file_is_an_answer_too);
    tcase_add_loop_test(tc, a_big_file_comes_whole_however_it_is_taken, 0, 2);
    tcase_add_test(tc, requests_behind_a_file_wait_for_their_turn);
    tcase_add_test(tc, a_range_of_a_file_is_a_piece_of_it);
    tcase_add_test(tc, to_head_nothing_is_read);
    tcase_add_test(tc, the_last_answer_of_a_connection_may_be_a_file);
    tcase_add_test(tc, a_client_that_sends_no_more_gets_all_of_it);
    tcase_add_loop_test(tc, a_file_that_became_shorter_does_not_look_whole, 0, 2);
    tcase_add_test(tc, an_adapter_that_ends_closes_the_file);
    tcase_add_test(tc, no_more_is_held_than_the_output_may_hold);
    tcase_add_test(tc, an_allocation_that_fails_leaves_no_file_open);
    suite_add_tcase(suite, tc);
    tc = tcase_create("sockets");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, set_up_live, tear_down_live);
    tcase_add_test(tc, a_huge_file_arrives);
    tcase_add_loop_test(tc, a_client_that_goes_away_leaves_no_file_open, 0, 2);
    tcase_add_test(tc, a_send_that_fails_leaves_no_file_open);
    tcase_add_test(tc, others_are_answered_while_one_reads_slowly);
    tcase_add_test(tc, who_reads_nothing_is_cut);
    tcase_add_test(tc, a_server_that_ends_sends_the_file_first);
    tcase_add_test(tc, a_file_that_shrinks_ends_the_connection);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
