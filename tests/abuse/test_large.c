/* SPDX-License-Identifier: MIT */
/* Huge schemas through the whole compiler: four times the text takes not much more than four times the time, memory
   stays below the compilation's maximum, and where there is a limit it is said at its place. SWAGE_TEST_SCALE=10 makes
   all of them ten times as large (make large); SWAGE_TEST_VERBOSE shows seconds and MiB. */
#include "config.h"

#include "corpus.h"

#include "syntax/diagnostic.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct text {
    char *ptr;
    size_t len;
};

/* `each` gets the number of the piece as often as it asks for it, up to three times. */
static struct text make(const char *lead, const char *each, const char *tail, size_t count)
{
    struct text text;
    FILE *out = open_memstream(&text.ptr, &text.len);
    ck_assert_ptr_nonnull(out);
    fputs(lead, out);
    for (size_t i = 0; i < count; i++)
        for (const char *at = each; *at != '\0'; at++)
            if (*at == '#')
                fprintf(out, "%zu", i);
            else
                putc(*at, out);
    fputs(tail, out);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

static const struct sort {
    const char *name, *lead, *each, *tail;
    size_t count;     /* of the larger one of the two */
    const char *code; /* how it is refused, or NULL */
} sorts[] = {
    {"structs", "", "struct Sx# { a: int32; b: string(..9)[..3]; }\n", "", 4000, NULL},
    {"structs in one another", "struct Sx0 { a: int32; }\n", "struct Tx# { a: int32; b?: Tx#; c: Sx0[]; }\n", "", 4000, NULL},
    {"members", "struct Aa {\n", "m#?: int32;\n", "}", 100000, "too-large"},
    {"members that fit", "struct Aa {\n", "m#?: int32;\n", "}", 1024, NULL},
    {"variants", "union Uu {\n", "v#: int32;\n", "}", 100000, "too-large"},
    {"parameters", "GET \"/\" get_it(", "query q#?: int32,", ");", 100000, "too-large"},
    {"enumerators", "enum Ee {", "e#, ", "}", 100000, NULL},
    {"numbered enumerators", "enum Ee : int32 {", "e# = #, ", "}", 100000, NULL},
    {"enums", "", "enum Ee# { aa, bb }\n", "", 10000, NULL},
    {"unions", "", "union Uu# { a: int32; b: string(..3); }\n", "", 4000, NULL},
    {"typedefs", "", "typedef Td# = int32(#..);\n", "", 100000, NULL},
    {"routes", "", "GET \"/r#/{x}\" get_r#(x: int32) -> 200;\n", "", 10000, NULL},
    {"routes on one path", "", "GET \"/r/{x}/s#\" get_r#(x: int32) -> 200;\n", "", 10000, NULL},
    {"groups", "", "group \"/g#\" { GET \"\" get_#(); }\n", "", 10000, NULL},
    {"generics", "struct Pp<T> { x: T; }\n", "struct Gg# = Pp<int32>;\n", "", 4000, NULL},
    {"partials", "struct Pp { x: int32; }\n", "struct Gg# = partial Pp;\n", "", 4000, NULL},
    {"spreads in one another", "struct Sx0 { a: int32; }\n", "struct Tx# { m#: int32; ...Sx0; }\n", "", 4000, NULL},
    {"patterns", "struct Aa { ", "x#: string(..9) @pattern(\"^a#$\");\n", "}", 1000, NULL},
    {"comments", "", "// comment #\n/* and # */", "struct Aa { x: int32; }", 1000000, NULL},
    {"lines of documentation", "", "/// doc #\n", "struct Aa { x: int32; }", 100000, NULL},
    {"a default", "struct Aa { x: string[] = [\"\"", ", \"abc#\"", "]; }", 100000, NULL},
    {"an example", "@example({\"x\": [0", ", #", "]})\nstruct Aa { x: int32[]; }", 100000, NULL},
    {"examples", "", "@example({\"x\": #})\n", "struct Aa { x: int32; }", 10000, NULL},
    {"a string", "struct Aa { x: string = \"", "x", "\"; }", 1000000, "too-large"},
    {"a name", "struct A", "x", " { a: int32; }", 1000000, "too-large"},
    {"a name of a member", "struct Aa { ", "x", ": int32; }", 1000000, "too-large"},
    {"a name of an enumerator", "enum Ee { ", "x", " }", 1000000, "too-large"},
    {"a name of a route", "GET \"/\" g", "x", "();", 1000000, "too-large"},
    {"a key", "struct Aa { x: int32 @name(\"", "x", "\"); }", 1000000, "too-large"},
    {"a path", "GET \"", "/x", "\" get_it();", 1000000, "too-large"},
    {"a pattern", "struct Aa { x: string @pattern(\"", "x", "\"); }", 1000000, "pattern-too-large"},
    {"a summary", "@summary(\"", "x", "\")\nGET \"/\" get_it();", 100000, NULL},
    {"a number", "struct Aa { x: decimal(..", "9", "); }", 1000000, "too-large"},
    {"nested groups", "", "group \"/g#\" { ", "", 1000, "too-deep"},
    {"nested arrays", "struct Aa { x: int32", "[..2]", "; }", 1000, "too-deep"},
    {"nested maps", "struct Aa { x: ", "map<", "", 1000, "too-deep"},
    {"nested values", "struct Aa { x: json = ", "[", "", 1000, "too-deep"},
    {"typedefs of typedefs", "typedef Td0 = int32;\n", "typedef Tx# = Td0[];\n", "", 10000, NULL},
    {"unknown types", "struct Aa { ", "m#: Nope#; ", "}", 1000, "unknown-type"},
    {"uses of an unknown type", "", "struct Sx# { m: Nope; }\n", "", 100000, "unknown-type"},
    {"names twice", "", "struct Aa { x: int32; }\n", "", 100000, "duplicate-declaration"},
    {"members twice", "struct Aa { ", "m: int32; ", "}", 1000, "duplicate-member"},
    {"routes twice", "", "GET \"/a\" get_#();\n", "", 10000, "duplicate-route"},
    {"broken lines", "", "struct Sx# { a b; }\n", "", 100000, "name-first"},
    {"bytes that mean nothing", "", "$\n", "", 100000, "bad-character"},
    {"braces that close", "", "}\n", "", 100000, "syntax"},
    {"imports that are missing", "", "import \"no#.swage\";\n", "", 10000, "bad-import"},
};

enum { SORTS = sizeof sorts / sizeof *sorts };

static size_t scale(void)
{
    const char *given = getenv("SWAGE_TEST_SCALE");
    return given == NULL ? 1 : (size_t)atoi(given);
}

/* A limit of the whole: it has no place, and is met where the sizes are made larger than usual alone. */
static bool is_of_the_whole(enum diagnostic_code code)
{
    return code == DIAGNOSTIC_OUT_OF_MEMORY || code == DIAGNOSTIC_FILE_TOO_LARGE;
}

/* Seconds of CPU time. `code` is that of the first error, or NULL. */
static double compile(const struct sort *sort, size_t count, const char **code, size_t *memory)
{
    struct text text = make(sort->lead, sort->each, sort->tail, count);
    clock_t before = clock();
    struct compilation *cx = corpus_compile("large.swage", text.ptr, text.len);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    const struct diagnostic *first = cx->diagnostics.first;
    *code = first == NULL ? NULL : diagnostic_code_name(first->code);
    *memory = cx->pool.used;
    if (first != NULL && is_of_the_whole(first->code))
        ck_assert_uint_gt(scale(), 1);
    else if (first != NULL)
        ck_assert_uint_gt(first->place.line, 0);
    ck_assert_uint_le(cx->pool.used, cx->pool.max);
    compilation_free(cx);
    free(text.ptr);
    return seconds;
}

/* robustness 104, 105 */
START_TEST(large_schemas_are_read_or_refused)
{
    const struct sort *sort = &sorts[_i];
    size_t count = sort->count <= 1024 ? sort->count : sort->count * scale() / corpus_share(); /* those are at a limit */
    const char *code;
    size_t memory;
    double small = compile(sort, count / 4, &code, &memory), large = compile(sort, count, &code, &memory);
    if (getenv("SWAGE_TEST_VERBOSE") != NULL)
        printf("%-26s %8zu  %6.3f s  %6.3f s  %5zu MiB  %s\n", sort->name, count, small, large, memory >> 20,
               code == NULL ? "" : code);
    bool is_full = code != NULL && (strcmp(code, "out-of-memory") == 0 || strcmp(code, "file-too-large") == 0);
    bool is_said = sort->code == NULL ? code == NULL : code != NULL && strcmp(code, sort->code) == 0;
    ck_assert_msg(is_said || is_full, "%s: %s", sort->name, code);
    if (getenv("SWAGE_TEST_VERBOSE") != NULL) /* time is no matter of the usual suite: machines are shared */
        ck_assert_msg(large < small * 8 + 0.3, "%s: %.3f s and %.3f s", sort->name, small, large); /* 16 when quadratic */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("large");
    TCase *tests = tcase_create("large");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, large_schemas_are_read_or_refused, 0, SORTS);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
