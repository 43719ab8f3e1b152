/* SPDX-License-Identifier: MIT */
/* Files in forms, made from schemas/upload.swage, in process: there is no other thread, and they are written at once. */
#include "config.h"

#include "upload_routes.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT 100000 /* of a picture */

static struct swage_collector answer;
static unsigned calls;
static struct upload_add_picture_params picture_seen;
static bool is_anything;
static char names[256];
static unsigned char content[LIMIT];
static char *path; /* where a picture is saved; NULL: it is not */
static int saved;

/* What is sent: parts one behind the other. */
static char body[3 * LIMIT];
static size_t body_len;
static unsigned char octets[LIMIT + 1];

static int add_picture(const struct upload_add_picture_params *in, struct upload_add_picture_reply *out)
{
    struct upload_picture made = {.id = 1, .name = in->title, .size = (int64_t)in->picture.len};
    struct upload_add_picture_201_head head = {.location = SWAGE_STR("/pictures/1")};
    calls++;
    picture_seen = *in;
    ck_assert(swage_upload_read(&in->picture, 0, content, sizeof content) == (int64_t)in->picture.len);
    if (path) {
        errno = 0;
        saved = swage_upload_save(&in->picture, path);
    }
    return upload_add_picture_201(out, &head, &made);
}

static int add_album(const struct upload_add_album_params *in, struct upload_add_album_reply *out)
{
    struct upload_picture made[3];
    calls++;
    names[0] = '\0';
    for (size_t i = 0; i < in->pictures.len; i++) {
        const swage_upload *file = &in->pictures.ptr[i];
        snprintf(names + strlen(names), sizeof names - strlen(names), "%.*s|%.*s|%.*s;", (int)file->name.len, file->name.ptr,
                 (int)file->media.len, file->media.ptr, (int)file->len, file->bytes);
        made[i] = (struct upload_picture){.id = (int64_t)i + 1, .name = in->name, .size = (int64_t)file->len};
    }
    return upload_add_album_200(out, (struct upload_picture_array){made, in->pictures.len});
}

static int drop(const struct upload_drop_params *in, struct upload_drop_reply *out)
{
    calls++;
    is_anything = in->has.anything;
    return upload_drop_204(out);
}

static const struct upload_handlers handlers = {
    .upload_add_picture = add_picture, .upload_add_album = add_album, .upload_drop = drop};

/* --- what is sent ------------------------------------------------------------------------------------------------- */

static void add(const void *bytes, size_t len)
{
    ck_assert_uint_le(len, sizeof body - body_len);
    memcpy(body + body_len, bytes, len);
    body_len += len;
}

static void add_line(const char *text)
{
    add(text, strlen(text));
    add("\r\n", 2);
}

/* `more`: what stands behind the part's name; `media`: its Content-Type, or NULL. */
static void add_part(const char *name, const char *more, const char *media, const void *bytes, size_t len)
{
    char line[256];
    add_line("--b");
    snprintf(line, sizeof line, "Content-Disposition: form-data; name=\"%s\"%s", name, more);
    add_line(line);
    if (media) {
        snprintf(line, sizeof line, "Content-Type: %s", media);
        add_line(line);
    }
    add_line("");
    add(bytes, len);
    add_line("");
}

static void add_text(const char *name, const char *text)
{
    add_part(name, "", NULL, text, strlen(text));
}

static void add_file(const char *name, const char *media, size_t len)
{
    add_part(name, "; filename=\"a.png\"", media, octets, len);
}

static void send_as(const char *method, const char *target, const char *media)
{
    struct swage_app app = upload_app_with(&handlers);
    struct swage_field field = {SWAGE_STR("Content-Type"), swage_str_from(media)};
    swage_collector_clear(&answer);
    calls = 0;
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), &field, 1,
                                    swage_str_of(body, body_len), &answer.sink),
                     SWAGE_OK);
    body_len = 0;
}

static void send_whole(const char *method, const char *target)
{
    add_line("--b--");
    send_as(method, target, "multipart/form-data; boundary=b");
}

/* That it was refused before the handler, and what stands in the problem. */
static void expect_refusal(int status, const char *part)
{
    char text[1024];
    snprintf(text, sizeof text, "%.*s", (int)answer.body.len, answer.body.ptr);
    ck_assert_msg(answer.status == status, "%d: %s", answer.status, text);
    ck_assert_msg(strstr(text, part) != NULL, "%s", text);
    ck_assert_uint_eq(calls, 0);
}

static void expect_call(int status)
{
    ck_assert_msg(answer.status == status, "%d: %.*s", answer.status, (int)answer.body.len, answer.body.ptr);
    ck_assert_uint_eq(calls, 1);
}

/* How many descriptors are open; this takes one itself, always. */
static unsigned count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    unsigned count = 0;
    if (!folder)
        return 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static unsigned descriptors;

static void set_up(void)
{
    swage_collector_init(&answer);
    for (size_t i = 0; i < sizeof octets; i++)
        octets[i] = (unsigned char)(i * 37 + i / 251);
    path = NULL;
    body_len = 0;
    descriptors = count_descriptors();
}

static void tear_down(void)
{
    ck_assert_uint_eq(count_descriptors(), descriptors);
    swage_collector_done(&answer);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

START_TEST(a_file_comes_with_its_texts)
{
    add_text("title", "Kettle");
    add_text("tags", "tin");
    add_file("picture", "image/png", 11);
    add_text("tags", "old");
    send_whole("POST", "/pictures");
    expect_call(201);
    ck_assert(swage_str_equal(picture_seen.title, SWAGE_STR("Kettle")));
    ck_assert_uint_eq(picture_seen.tags.len, 2);
    ck_assert_uint_eq(picture_seen.picture.len, 11);
    ck_assert_mem_eq(content, octets, 11);
    ck_assert_int_eq(picture_seen.picture.fd, -1);
    ck_assert(!picture_seen.has.thumbnail);
}
END_TEST

/* Around what is kept in memory, and up to what may come: all of it arrives. */
START_TEST(lengths_up_to_the_limit_arrive_whole)
{
    static const size_t lens[] = {1,     2,     4095,  4096,  65533, 65534, 65535, 65536,
                                  65537, 65538, 70000, 81920, 99998, 99999, LIMIT};
    for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
        add_text("title", "Kettle");
        add_file("picture", "image/png", lens[i]);
        add_file("thumbnail", "image/png", 200);
        memset(content, 0, sizeof content);
        send_whole("POST", "/pictures");
        expect_call(201);
        ck_assert_uint_eq(picture_seen.picture.len, lens[i]);
        ck_assert_mem_eq(content, octets, lens[i]);
        ck_assert((picture_seen.picture.bytes == NULL) == (lens[i] > SWAGE_UPLOAD_MEMORY));
        ck_assert((picture_seen.picture.fd >= 0) == (lens[i] > SWAGE_UPLOAD_MEMORY));
        ck_assert(picture_seen.has.thumbnail);
        ck_assert_uint_eq(picture_seen.thumbnail.len, 200);
    }
}
END_TEST

START_TEST(what_is_longer_or_shorter_is_refused_by_its_name)
{
    add_text("title", "Kettle");
    add_file("picture", "image/png", LIMIT + 1);
    send_whole("POST", "/pictures");
    expect_refusal(413, "{\"in\":\"form\",\"name\":\"picture\",\"code\":\"too_long\",\"detail\":\"at most 100000 bytes\"");
    add_file("picture", "image/png", 1);
    add_file("thumbnail", "image/png", 201);
    send_whole("POST", "/pictures");
    expect_refusal(413, "{\"in\":\"form\",\"name\":\"thumbnail\",\"code\":\"too_long\"");
    add_text("title", "Kettle");
    add_file("picture", "image/png", 0);
    send_whole("POST", "/pictures");
    expect_refusal(400, "\"name\":\"picture\",\"code\":\"too_short\",\"detail\":\"at least 1 bytes, found 0\"");
}
END_TEST

START_TEST(all_that_is_wrong_is_told)
{
    add_text("title", "");
    add_file("picture", "text/plain", 10);
    send_whole("POST", "/pictures");
    expect_refusal(400, "\"name\":\"title\",\"code\":\"too_short\"");
    expect_refusal(400, "\"name\":\"picture\",\"code\":\"format\",\"detail\":\"expected a file of image/*\"");
    add_part("picture", "; filename=a", NULL, "a", 1);
    send_whole("POST", "/pictures");
    expect_refusal(400, "\"name\":\"title\",\"code\":\"missing\"");
    expect_refusal(400, "\"name\":\"picture\",\"code\":\"format\""); /* it is text/plain: RFC 7578 4.4 */
    add_text("title", "Kettle");
    add_file("picture", "image/png", 1);
    add_file("picture", "image/png", 80000);
    send_whole("POST", "/pictures");
    expect_refusal(400, "\"name\":\"picture\",\"code\":\"duplicate\",\"detail\":\"stands 2 times");
    add_text("title", "Kettle");
    send_whole("POST", "/pictures");
    expect_refusal(400, "\"name\":\"picture\",\"code\":\"missing\"");
    body_len = 0;
    send_as("POST", "/pictures", "multipart/form-data; boundary=b");
    expect_refusal(400, "\"name\":\"picture\",\"code\":\"missing\"");
}
END_TEST

START_TEST(arrays_have_their_files_in_order)
{
    add_part("pictures", "; filename=\"a.gif\"", "image/gif", "GIF", 3);
    add_part("pictures", "", NULL, "no name", 7);
    add_part("pictures", "; filename=\"../%22b\"", "text/plain", "", 0);
    send_whole("POST", "/albums/x");
    expect_call(200);
    ck_assert_str_eq(names, "a.gif|image/gif|GIF;||no name;../\"b|text/plain|;");
    send_whole("POST", "/albums/x");
    expect_refusal(400, "\"name\":\"pictures\",\"code\":\"too_few\",\"detail\":\"at least 1, found 0\"");
    for (int i = 0; i < 4; i++)
        add_file("pictures", "image/png", 1);
    send_whole("POST", "/albums/x");
    expect_refusal(400, "\"name\":\"pictures\",\"code\":\"too_many\",\"detail\":\"at most 3, found 4\"");
}
END_TEST

/* Where nothing was chosen browsers send a part without a name and without bytes. */
START_TEST(a_field_in_which_nothing_was_chosen_is_no_file)
{
    add_part("anything", "; filename=\"\"", "application/octet-stream", "", 0);
    send_whole("PUT", "/drop");
    expect_call(204);
    ck_assert(!is_anything);
    add_part("anything", "; filename=\"a\"", "application/octet-stream", "", 0);
    send_whole("PUT", "/drop");
    expect_call(204);
    ck_assert(is_anything);
    send_as("PUT", "/drop", "multipart/form-data; boundary=b");
    expect_call(204);
    ck_assert(!is_anything);
}
END_TEST

START_TEST(parts_that_nobody_asks_for_are_dropped)
{
    add_file("other", "image/png", 69000);
    add_file("anything", "image/png", 3);
    add_line("--b--");
    add_line("and what stands behind the end");
    send_as("PUT", "/drop", "multipart/form-data; boundary=b");
    expect_call(204);
    ck_assert(is_anything);
}
END_TEST

START_TEST(another_media_type_is_415)
{
    add("anything=a", 10);
    send_as("PUT", "/drop", "application/x-www-form-urlencoded");
    expect_refusal(415, "The body must be multipart/form-data.");
    add_line("--b--");
    send_as("PUT", "/drop", "multipart/form-data");
    expect_refusal(400, "the Content-Type has no boundary");
}
END_TEST

START_TEST(one_that_is_cut_off_anywhere_is_refused)
{
    add_text("title", "Kettle");
    add_file("picture", "image/png", 40);
    add_line("--b--");
    size_t whole = body_len;
    static char kept[sizeof body];
    memcpy(kept, body, whole);
    body_len = 0;
    for (size_t len = 1; len < whole - 2; len++) { /* behind the boundary's hyphens nothing is needed */
        add(kept, len);
        send_as("POST", "/pictures", "multipart/form-data; boundary=b");
        expect_refusal(400, "\"code\":\"syntax\"");
    }
    add(kept, whole);
    send_as("POST", "/pictures", "multipart/form-data; boundary=b");
    expect_call(201);
}
END_TEST

START_TEST(a_broken_form_is_refused)
{
    add_file("anything", "image/png", 10);
    add_line("--bx");
    send_whole("PUT", "/drop");
    expect_refusal(400, "behind a boundary stands the end of the line, or two hyphens");
    add_part("title", "", "text/plain; charset=iso-8859-1", "a", 1);
    send_whole("POST", "/pictures");
    expect_refusal(400, "texts are in UTF-8");
}
END_TEST

START_TEST(the_body_has_its_own_limit)
{
    add_file("anything", "image/png", 70001);
    send_whole("PUT", "/drop");
    expect_refusal(413, "The body is larger than this route accepts.");
}
END_TEST

START_TEST(many_parts_are_counted)
{
    static char many[130000];
    const char part[] = "--b\r\nContent-Disposition: form-data; name=tags\r\n\r\na\r\n";
    size_t len = 0;
    while (len + sizeof part < sizeof many) {
        memcpy(many + len, part, sizeof part - 1);
        len += sizeof part - 1;
    }
    add(many, len);
    send_whole("POST", "/pictures");
    expect_refusal(400, "\"name\":\"tags\",\"code\":\"too_many\"");
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_503)
{
    setenv("TMPDIR", "/nowhere/at/all", 1);
    add_text("title", "Kettle");
    add_file("picture", "image/png", 65537);
    send_whole("POST", "/pictures");
    unsetenv("TMPDIR");
    expect_refusal(503, "There is no room for files now.");
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Retry-After")), SWAGE_STR("1")));
}
END_TEST

static void expect_file(const char *name, size_t len)
{
    static unsigned char found[LIMIT + 1];
    FILE *file = fopen(name, "rb");
    ck_assert(file != NULL);
    ck_assert_uint_eq(fread(found, 1, sizeof found, file), len);
    ck_assert_mem_eq(found, octets, len);
    fclose(file);
    ck_assert_int_eq(unlink(name), 0);
}

START_TEST(saving_makes_a_file_and_replaces_none)
{
    static const size_t lens[] = {1, 65536, 65537, LIMIT};
    char folder[] = "/tmp/swage-upload-XXXXXX", name[64];
    ck_assert(mkdtemp(folder) != NULL);
    snprintf(name, sizeof name, "%s/a", folder);
    path = name;
    for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
        for (int again = 0; again < 2; again++) {
            add_text("title", "Kettle");
            add_file("picture", "image/png", lens[i]);
            send_whole("POST", "/pictures");
            expect_call(201);
            ck_assert_int_eq(saved, again ? SWAGE_E_SYSTEM : SWAGE_OK);
            ck_assert_int_eq(errno, again ? EEXIST : errno);
        }
        expect_file(name, lens[i]);
    }
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(reading_takes_what_is_there)
{
    char room[8] = "12345678";
    const swage_upload upload = {.len = 5, .bytes = (const unsigned char *)"abcde", .fd = -1};
    ck_assert(swage_upload_read(&upload, 3, room, sizeof room) == 2);
    ck_assert_mem_eq(room, "de345678", 8);
    ck_assert(swage_upload_read(&upload, 5, room, 1) == 0);
    ck_assert(swage_upload_read(&upload, UINT64_MAX, room, 1) == 0);
    const swage_upload closed = {.len = 5, .fd = -1};
    ck_assert(swage_upload_read(&closed, 0, room, 1) == SWAGE_E_SYSTEM);
    FILE *short_one = tmpfile();
    ck_assert(short_one != NULL);
    const swage_upload cut = {.len = 5, .fd = fileno(short_one)};
    ck_assert(swage_upload_read(&cut, 0, room, 5) == SWAGE_E_SYSTEM);
    fclose(short_one);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("upload");
    TCase *tc = tcase_create("upload");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_file_comes_with_its_texts);
    tcase_add_test(tc, lengths_up_to_the_limit_arrive_whole);
    tcase_add_test(tc, what_is_longer_or_shorter_is_refused_by_its_name);
    tcase_add_test(tc, all_that_is_wrong_is_told);
    tcase_add_test(tc, arrays_have_their_files_in_order);
    tcase_add_test(tc, a_field_in_which_nothing_was_chosen_is_no_file);
    tcase_add_test(tc, parts_that_nobody_asks_for_are_dropped);
    tcase_add_test(tc, another_media_type_is_415);
    tcase_add_test(tc, one_that_is_cut_off_anywhere_is_refused);
    tcase_add_test(tc, a_broken_form_is_refused);
    tcase_add_test(tc, the_body_has_its_own_limit);
    tcase_add_test(tc, many_parts_are_counted);
    tcase_add_test(tc, a_folder_that_is_not_there_is_503);
    tcase_add_test(tc, saving_makes_a_file_and_replaces_none);
    tcase_add_test(tc, reading_takes_what_is_there);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
