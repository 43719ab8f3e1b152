/* SPDX-License-Identifier: MIT */
/* Text that grows, and strings of JSON in it. */
#include "config.h"

#include "bench.h"
#include "validate/writing.h"

#include <string.h>

START_TEST(text_grows)
{
    struct writing writing = WRITING_INIT(&bench_pool);
    writing_put(&writing, "");
    for (int i = 0; i < 1000; i++)
        writing_put(&writing, "abc");
    ck_assert_uint_eq(writing.len, 3000);
    for (size_t i = 0; i < writing.len; i++)
        ck_assert_int_eq(writing.ptr[i], "abc"[i % 3]);
}
END_TEST

START_TEST(strings_are_escaped_as_little_as_may_be)
{
    static const char text[] = "a\"\\/\b\f\n\r\t\0\x1f\x7f\303\251";
    struct writing writing = WRITING_INIT(&bench_pool);
    writing_string(&writing, (struct model_text){text, sizeof text - 1});
    static const char wanted[] = "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\303\251\"";
    ck_assert_uint_eq(writing.len, sizeof wanted - 1);
    ck_assert_mem_eq(writing.ptr, wanted, writing.len);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("writing");
    tcase_add_test(tests, text_grows);
    tcase_add_test(tests, strings_are_escaped_as_little_as_may_be);
    return bench_run("writing", tests);
}
