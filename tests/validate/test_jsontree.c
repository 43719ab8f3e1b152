/* SPDX-License-Identifier: MIT */
/* Trees of JSON: what they keep that json-c would lose, and what is left of a text that breaks off. */
#include "config.h"

#include "bench.h"
#include "validate/jsontree.h"

#include <json-c/json.h>
#include <string.h>

static struct jsontree tree;

static struct json_object *read_text(const char *text, size_t len)
{
    jsontree_done(&tree);
    jsontree_read(&tree, &bench_pool, text, len);
    return tree.root;
}

static struct json_object *read(const char *text)
{
    return read_text(text, strlen(text));
}

START_TEST(numbers_keep_their_text)
{
    static const char *const texts[] = {"0", "-0", "1.50", "1e400", "-1E+2", "123456789012345678901234567890"};
    for (size_t i = 0; i < COUNT(texts); i++)
        ck_assert_str_eq(jsontree_span(read(texts[i]))->number, texts[i]);
    jsontree_done(&tree);
}
END_TEST

START_TEST(nothing_may_be_null)
{
    ck_assert_int_eq(jsontree_kind(read_text(NULL, 0)), JSONTREE_NOTHING);
    ck_assert_str_eq(tree.code, "syntax");
    jsontree_done(&tree);
}
END_TEST

START_TEST(members_may_stand_twice)
{
    struct json_object *root = read("{\"a\": 1, \"b\": null, \"\\u0061\": [2]}");
    const char *wanted[] = {"a", "b", "a"};
    size_t count = 0;
    json_object_object_foreach(root, key, value)
    {
        ck_assert_str_eq(key, wanted[count]);
        ck_assert_int_eq(jsontree_kind(value), count == 0   ? JSONTREE_NUMBER
                                               : count == 1 ? JSONTREE_NULL
                                                            : JSONTREE_ARRAY);
        count++;
    }
    ck_assert_uint_eq(count, 3);
    jsontree_done(&tree);
}
END_TEST

START_TEST(nul_stands_in_strings_and_keys)
{
    struct json_object *root = read("{\"a\\u0000b\\u0000\": \"\\u0000c\"}");
    json_object_object_foreach(root, key, value)
    {
        struct model_text text = jsontree_key(&bench_pool, key), string = jsontree_text(value);
        ck_assert_uint_eq(text.len, 4);
        ck_assert_mem_eq(text.ptr, "a\0b", 4);
        ck_assert_uint_eq(string.len, 2);
        ck_assert_mem_eq(string.ptr, "\0c", 2);
    }
    jsontree_done(&tree);
}
END_TEST

START_TEST(spans_are_the_text_of_values)
{
    struct json_object *root = read(" [ \"a\\n\" , { } , [[1]] ] ");
    static const char *const texts[] = {"\"a\\n\"", "{ }", "[[1]]"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct jsontree_span *span = jsontree_span(json_object_array_get_idx(root, i));
        ck_assert_uint_eq((size_t)(span->end - span->begin), strlen(texts[i]));
        ck_assert_mem_eq(span->begin, texts[i], strlen(texts[i]));
        ck_assert_uint_eq(span->height, i);
    }
    ck_assert_uint_eq(jsontree_height(root), 3);
    ck_assert_ptr_null(tree.code);
    jsontree_done(&tree);
}
END_TEST

START_TEST(escapes_are_decoded)
{
    static const char *const rows[][2] = {
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"\\u00e9\\u20AC\"", "\303\251\342\202\254"},
        {"\"\\ud83d\\ude00\"", "\360\237\230\200"},
        {"\"\\udbff\\udfff\"", "\364\217\277\277"},
        {"\"\303\251\"", "\303\251"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_str_eq(jsontree_text(read(rows[i][0])).ptr, rows[i][1]);
    jsontree_done(&tree);
}
END_TEST

START_TEST(texts_that_are_wrong_say_how)
{
    static const char *const rows[][2] = {
        {"", "syntax"},
        {" ", "syntax"},
        {"nul", "syntax"},
        {"truE", "syntax"},
        {"01", "syntax"},
        {"-", "syntax"},
        {"1.", "syntax"},
        {"1e", "syntax"},
        {".5", "syntax"},
        {"+1", "syntax"},
        {"\"", "syntax"},
        {"\"\\", "syntax"},
        {"\"\\x\"", "syntax"},
        {"\"\\u12\"", "syntax"},
        {"\"\\ud83d\"", "syntax"},
        {"\"\\ud83d\\u0041\"", "syntax"},
        {"\"\\ude00\"", "syntax"},
        {"\"\t\"", "syntax"},
        {"\"\303\"", "utf8"},
        {"\"\300\200\"", "utf8"},
        {"\"\355\240\200\"", "utf8"},
        {"\"\364\220\200\200\"", "utf8"},
        {"\"\377\"", "utf8"},
        {"\"\340\237\277\"", "utf8"},
        {"\303\251", "syntax"},
        {"[1,]", "syntax"},
        {"[1 2]", "syntax"},
        {"{\"a\"}", "syntax"},
        {"{\"a\":1,}", "syntax"},
        {"{a:1}", "syntax"},
        {"{\"a\":1", "syntax"},
        {"\357\273\277{}", "syntax"},
        {"{} {}", "trailing"},
        {"1 ,", "trailing"},
        {"[1]]", "trailing"},
        {"\v1", "syntax"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        read(rows[i][0]);
        ck_assert_msg(tree.code != NULL && strcmp(tree.code, rows[i][1]) == 0, "%s: %s", rows[i][0], tree.code);
    }
    jsontree_done(&tree);
}
END_TEST

START_TEST(a_broken_text_leaves_what_stood_before)
{
    struct json_object *root = read("{\"a\": 1.50, \"b\": [true, tru"), *a, *b;
    ck_assert(jsontree_is_cut(root));
    ck_assert(json_object_object_get_ex(root, "a", &a) && json_object_object_get_ex(root, "b", &b));
    ck_assert(!jsontree_is_cut(a) && jsontree_is_cut(b));
    ck_assert_uint_eq(json_object_array_length(b), 2);
    ck_assert_int_eq(jsontree_kind(json_object_array_get_idx(b, 1)), JSONTREE_BOOL);
    ck_assert(jsontree_is_cut(json_object_array_get_idx(b, 1)));
    root = read("[1, }");
    ck_assert_int_eq(jsontree_kind(json_object_array_get_idx(root, 1)), JSONTREE_NOTHING);
    jsontree_done(&tree);
}
END_TEST

/* robustness 87 */
START_TEST(depth_is_bounded)
{
    static char text[1 << 20];
    memset(text, '[', sizeof text);
    read_text(text, JSONTREE_DEPTH);
    ck_assert_str_eq(tree.code, "syntax");
    read_text(text, sizeof text);
    ck_assert_str_eq(tree.code, "depth");
    ck_assert_uint_eq(jsontree_height(tree.root), JSONTREE_DEPTH + 1);
    jsontree_done(&tree);
}
END_TEST

START_TEST(a_number_is_nothing_more)
{
    static const char *const good[] = {"0", "-0", "10", "1.5", "1e5", "1E-5", "-1.25e+10"};
    static const char *const bad[] = {"", "-", "00", "1.", "1e", " 1", "1 ", "+1", "0x1", "1e+", "a", "Infinity"};
    for (size_t i = 0; i < COUNT(good); i++)
        ck_assert(jsontree_is_number(good[i], strlen(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert(!jsontree_is_number(bad[i], strlen(bad[i])));
}
END_TEST

/* robustness 101 */
START_TEST(a_cut_text_is_never_read_beyond)
{
    const char *text = "{\"a\":[\"\\u00e9\\ud83d\\ude00\303\251\",-1.5e+3,true,false,null,{}]}";
    for (size_t len = 0; len < strlen(text); len++) {
        char *exact = malloc(len + (len == 0));
        memcpy(exact, text, len);
        read_text(exact, len);
        ck_assert_ptr_nonnull(tree.code);
        jsontree_done(&tree);
        free(exact);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("jsontree");
    tcase_add_test(tests, numbers_keep_their_text);
    tcase_add_test(tests, nothing_may_be_null);
    tcase_add_test(tests, members_may_stand_twice);
    tcase_add_test(tests, nul_stands_in_strings_and_keys);
    tcase_add_test(tests, spans_are_the_text_of_values);
    tcase_add_test(tests, escapes_are_decoded);
    tcase_add_test(tests, texts_that_are_wrong_say_how);
    tcase_add_test(tests, a_broken_text_leaves_what_stood_before);
    tcase_add_test(tests, depth_is_bounded);
    tcase_add_test(tests, a_number_is_nothing_more);
    tcase_add_test(tests, a_cut_text_is_never_read_beyond);
    return bench_run("jsontree", tests);
}
