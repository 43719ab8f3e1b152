/* SPDX-License-Identifier: MIT */
/* Formatting changes white space and nothing else, and what it wrote it leaves alone: for every schema of the tree, with
   comments and white space put between any two of their tokens. */
#include "config.h"

#include "../syntax/parsing.h"
#include "format/format.h"
#include "syntax/tokens.h"

#include <stdint.h>
#include <stdlib.h>

enum { TEXT_MAX = 1 << 18, FILE_MAX = 1 << 17 };

/* ---- what stays ---- */

static char *read_source_file(const char *name)
{
    static char text[FILE_MAX];
    char path[1024];
    const char *folder = getenv("SRCDIR");
    snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : ".", name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s cannot be opened", path);
    size_t len = fread(text, 1, sizeof text - 1, file);
    ck_assert(feof(file));
    fclose(file);
    text[len] = '\0';
    return text;
}

struct record {
    char text[TEXT_MAX];
    size_t len;
};

static void add(struct record *record, const char *text, size_t len)
{
    ck_assert_uint_lt(record->len + len + 1, sizeof record->text);
    memcpy(record->text + record->len, text, len);
    record->len += len;
    record->text[record->len++] = '\n';
    record->text[record->len] = '\0';
}

/* Each line without the white space around it: blocks may be moved. */
static void add_comment(struct record *record, const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text)), *last;
        stop = stop != NULL ? stop : end;
        for (last = stop; last > text && strchr(" \t\r", last[-1]) != NULL; last--)
            continue;
        while (text < last && strchr(" \t\r", *text) != NULL)
            text++;
        add(record, text, (size_t)(last - text));
        text = stop < end ? stop + 1 : end;
    }
}

/* All tokens and comments in their order. */
static void record_pieces(struct record *record, struct compilation *cx, const struct source *source)
{
    struct tokens tokens = tokens_read(cx, source);
    const struct ast_comment *comment = tokens.comments.first;
    for (size_t i = 0; i <= tokens.count; i++) {
        size_t here = i < tokens.count ? tokens.items[i].at.first : source->len + 1;
        for (; comment != NULL && comment->at.first < here; comment = comment->next)
            add_comment(record, source->text + comment->at.first, comment->at.end - comment->at.first);
        if (i < tokens.count)
            add(record, source->text + here, tokens.items[i].at.end - here);
    }
}

static void record_doc(struct record *record, const char *of, const struct ast_doc *doc)
{
    if (doc == NULL)
        return;
    add(record, of, strlen(of));
    add(record, doc->text, doc->len);
}

static void record_members(struct record *record, const struct ast_member_list *list)
{
    for (const struct ast_member *member = list->first; member != NULL; member = member->next)
        record_doc(record, member->spread != NULL ? member->spread->text : member->name.text, member->doc);
}

static void record_docs(struct record *record, const struct ast_decl_list *list);

static void record_decl(struct record *record, const struct ast_decl *decl)
{
    record_doc(record, decl->name.len > 0 ? decl->name.text : "?", decl->doc);
    if (decl->kind == AST_DECL_STRUCT)
        record_members(record, &decl->structure.members);
    if (decl->kind == AST_DECL_UNION)
        record_members(record, &decl->variants.variants);
    if (decl->kind == AST_DECL_GROUP)
        record_docs(record, &decl->group.decls);
    if (decl->kind == AST_DECL_ENUM)
        for (const struct ast_enumerator *each = decl->enumeration.enumerators.first; each != NULL; each = each->next)
            record_doc(record, each->name.text, each->doc);
    if (decl->kind != AST_DECL_ROUTE)
        return;
    record_members(record, &decl->route.parameters);
    for (const struct ast_response *each = decl->route.responses.first; each != NULL; each = each->next) {
        record_doc(record, "->", each->doc);
        record_members(record, &each->members);
    }
}

/* What is documented by what. */
static void record_docs(struct record *record, const struct ast_decl_list *list)
{
    for (const struct ast_decl *decl = list->first; decl != NULL; decl = decl->next)
        record_decl(record, decl);
}

static void record_all(struct record *record, struct parsing *parsing)
{
    record->len = 0;
    record_pieces(record, parsing->cx, parsing->file->source);
    record_docs(record, &parsing->file->decls);
}

/* ---- formatting ---- */

static struct record before, after;
static char formatted[TEXT_MAX], again[TEXT_MAX];

static void format(struct parsing *parsing, char *out)
{
    size_t len;
    const char *text = format_source(parsing->cx, parsing->file->source, &len);
    ck_assert_uint_lt(len, TEXT_MAX);
    ck_assert_uint_eq(strlen(text), len);
    memcpy(out, text, len + 1);
}

static void check_shape(const char *text)
{
    size_t len = strlen(text);
    ck_assert_msg(len == 0 || text[len - 1] == '\n', "no line end at the end:\n%s", text);
    ck_assert_msg(len < 2 || text[len - 2] != '\n', "an empty line at the end:\n%s", text);
    ck_assert_msg(text[0] != '\n', "an empty line at the start:\n%s", text);
    ck_assert_msg(strstr(text, " \n") == NULL, "blanks at the end of a line:\n%s", text);
    ck_assert_msg(strchr(text, '\r') == NULL, "a carriage return:\n%s", text);
}

/* False where the text has errors, which mutations make. */
static bool check(const char *text, size_t len)
{
    struct parsing first = parsing_of_bytes(text, len);
    bool is_good = diagnostic_errors(first.cx) == 0;
    if (is_good) {
        record_all(&before, &first);
        format(&first, formatted);
        check_shape(formatted);
        struct parsing second = parsing_of(formatted);
        ck_assert_msg(diagnostic_errors(second.cx) == 0, "does not parse any more:\n%.*s\n----\n%s", (int)len, text, formatted);
        ck_assert_uint_eq(first.cx->diagnostics.warning_count, second.cx->diagnostics.warning_count);
        record_all(&after, &second);
        ck_assert_msg(strcmp(before.text, after.text) == 0, "changed more than white space:\n%.*s\n----\n%s", (int)len,
                      text, formatted);
        format(&second, again);
        ck_assert_msg(strcmp(formatted, again) == 0, "is formatted in another way again:\n%.*s\n----\n%s----\n%s",
                      (int)len, text, formatted, again);
        parsing_done(&second);
    }
    parsing_done(&first);
    return is_good;
}

static void check_good(const char *text)
{
    ck_assert_msg(check(text, strlen(text)), "has errors: %s", text);
}

static void check_becomes(const char *text, const char *wanted)
{
    check_good(text);
    ck_assert_str_eq(formatted, wanted);
}

/* ---- whole files ---- */

static const char *const files[] = {"schemas/common.swage",     "schemas/shop.swage", "schemas/user.swage",
                                    "schemas/zoo.swage",        "tests/command/explain.swage",
                                    "tests/command/hard_names.swage", "tests/syntax/whole.swage"};

START_TEST(files_keep_all_but_white_space)
{
    check_good(read_source_file(files[_i]));
}
END_TEST

/* Blocks that show errors of the grammar cannot be formatted. */
START_TEST(blocks_of_the_manual_keep_all_but_white_space)
{
    const char *text = read_source_file("doc/language.md"), *fence;
    size_t good = 0, count = 0;
    while ((fence = strstr(text, "\n```swage")) != NULL) {
        const char *first = strchr(fence + 1, '\n') + 1, *end = strstr(first, "\n```");
        ck_assert_ptr_nonnull(end);
        good += check(first, (size_t)(end + 1 - first));
        count++;
        text = end + 4;
    }
    ck_assert_uint_ge(count, 40);
    ck_assert_uint_gt(good * 10, count * 9);
}
END_TEST

/* ---- between any two tokens ---- */

static const char *const fillings[] = {
    " ", "\n", "\n\n\n", "\t", "\r\n", " /* c */ ", "\n/* c */ ", " /* c */\n", "\n\n/* c */\n\n", " // c\n", "\n// c\n",
    "\n\n  // c\n// d\n\n", "\n/// d\n", " /// d\n", "\n\n/// d\n/// e\n\n", " /** d */ ", "\n/** d */\n", " /* a\n b */ ",
    "\n  /*\n   * a\n   * b\n   */\n", "\n\t/** a\n\t\tb\n\tc */\n", " // \t\r\n", "/**/", "\n   /* a\n\n       b */ /* c */\n",
};

enum { FILLINGS = sizeof fillings / sizeof *fillings };

struct places {
    size_t items[8192], count;
};

static void find_places(struct places *places, const char *text)
{
    struct parsing parsing = parsing_of_good(text);
    struct tokens tokens = tokens_read(parsing.cx, parsing.file->source);
    ck_assert_uint_lt(tokens.count, 8192);
    places->count = 0;
    for (size_t i = 0; i < tokens.count; i++)
        places->items[places->count++] = tokens.items[i].at.first;
    places->items[places->count++] = parsing.file->source->len;
    parsing_done(&parsing);
}

START_TEST(comments_stay_at_every_place)
{
    static char text[TEXT_MAX], source[FILE_MAX];
    static struct places places;
    strcpy(source, read_source_file("tests/syntax/whole.swage"));
    find_places(&places, source);
    size_t good = 0, count = 0, filling_len = strlen(fillings[_i]), len = strlen(source);
    for (size_t i = (size_t)_i % 12; i < places.count; i += 12, count++) { /* two fillings at each place */
        memcpy(text, source, places.items[i]);
        memcpy(text + places.items[i], fillings[_i], filling_len);
        memcpy(text + places.items[i] + filling_len, source + places.items[i], len - places.items[i] + 1);
        good += check(text, len + filling_len);
    }
    ck_assert_uint_gt(good * 100, count * 98);
}
END_TEST

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*seed * below >> 32);
}

/* Up to one token in `rarity` gets something in front. */
static size_t fill_at_random(char *out, const char *source, const struct places *places, uint32_t seed, uint32_t rarity)
{
    size_t at = 0, len = 0;
    for (size_t i = 0; i < places->count; i++) {
        memcpy(out + len, source + at, places->items[i] - at);
        len += places->items[i] - at;
        at = places->items[i];
        if (draw(&seed, rarity) > 0)
            continue;
        const char *filling = fillings[draw(&seed, FILLINGS)];
        memcpy(out + len, filling, strlen(filling));
        len += strlen(filling);
    }
    return len;
}

START_TEST(files_with_comments_anywhere_keep_all_but_white_space)
{
    static char text[TEXT_MAX], source[FILE_MAX];
    static struct places places;
    strcpy(source, read_source_file(files[_i]));
    find_places(&places, source);
    size_t good = 0, count = 0;
    for (uint32_t seed = 1; seed <= 8; seed++, count++) {
        size_t len = fill_at_random(text, source, &places, seed * 7919, 1 + seed * 6);
        good += check(text, len);
    }
    ck_assert_uint_gt(good * 10, count * 8);
}
END_TEST

/* ---- the style ---- */

/* clang-format off */
static const struct {
    const char *text, *wanted;
} cases[] = {
    {"", ""},
    {"\n\n  \n", ""},
    {"\n// only this", "// only this\n"},
    {"\xef\xbb\xbfstruct A{}", "struct A {}\n"},
    /* spaces */
    {"struct A{a:int8;b ?:string( 1 .. 64 )[ .. 8 ]|null= \"x\";}", "struct A { a: int8; b?: string(1..64)[..8] | null = \"x\"; }\n"},
    {"typedef A=map< string (..8),int8 >(..4)@x( 1,a= [ 1,{ \"b\" :2 } ] );",
     "typedef A = map<string(..8), int8>(..4) @x(1, a = [1, {\"b\": 2}]);\n"},
    {"enum L:int32{a=1,b=- 0,}", NULL},
    {"enum L:int32{a=1,b=2,}", "enum L : int32 { a = 1, b = 2, }\n"},
    {"struct P< T,U >{...A;x:( T|null )[];}", "struct P<T, U> { ...A; x: (T | null)[]; }\n"},
    {"auth s:api_key( header=\"x\" )->A;", "auth s: api_key(header = \"x\") -> A;\n"},
    {"extern  typedef M=string(..20)@c(\"x\");", "extern typedef M = string(..20) @c(\"x\");\n"},
    {"struct A=omit B( a,b )@x;", "struct A = omit B(a, b) @x;\n"},
    {"namespace  a.b ;import\"x\" ;", "namespace a.b;\nimport \"x\";\n"},
    {"GET\"/\"f( )->201 A{header a:uri;},404;", "GET \"/\" f() -> 201 A { header a: uri; }, 404;\n"},
    {"GET\"/\"f(query...Q,a:int8,);", "GET \"/\" f(query ...Q, a: int8,);\n"},
    {"GET \"/\" f() -> (A|null)[], 200 (A|null)[];", "GET \"/\" f() -> (A | null)[], 200 (A | null)[];\n"},
    {"struct A { a: int8; };", "struct A { a: int8; };\n"},
    {"group \"/x\"@auth(s){}", "group \"/x\" @auth(s) {}\n"},
    /* lines */
    {"struct A { a: int8;\nb: int8; }", "struct A {\n    a: int8;\n    b: int8;\n}\n"},
    {"struct A {\n\n\na: int8;\n\n\n\nb: int8;\n\n}\n\n\nstruct B {\n}", "struct A {\n    a: int8;\n\n    b: int8;\n}\n\nstruct B {}\n"},
    {"struct A {} struct B {}", "struct A {}\nstruct B {}\n"},
    {"group \"/a\" { group \"/b\" { GET \"/\" f(); } }", "group \"/a\" {\n    group \"/b\" {\n        GET \"/\" f();\n    }\n}\n"},
    {"@a @b(1)\n@c struct A {}", "@a @b(1)\n@c\nstruct A {}\n"},
    {"@a struct A {\r\n\ta: int8;\r\n}\r\n", "@a\nstruct A {\n    a: int8;\n}\n"},
    {"GET \"/\" f(\na: int8, b: int8) -> 204;", "GET \"/\" f(\n    a: int8,\n    b: int8\n) -> 204;\n"},
    {"GET \"/\" f(a: int8,\nb: int8) -> 204;", "GET \"/\" f(a: int8, b: int8) -> 204;\n"},
    {"@x({\n\"a\": 1, \"b\": [2,\n3]})\nstruct A {}", "@x({\n    \"a\": 1,\n    \"b\": [2, 3]\n})\nstruct A {}\n"},
    {"GET \"/\" f() -> 201 A {\nheader a: uri; }, 404;", "GET \"/\" f() -> 201 A {\n    header a: uri;\n}, 404;\n"},
    /* what does not fit */
    {"struct Aaaaaaaaaaaaaaaa { bbbbbbbbbbbbbbbbbbbbbbbbbb: string; cccccccccccccccccccccccccccccc: string(1..64); }",
     "struct Aaaaaaaaaaaaaaaa {\n    bbbbbbbbbbbbbbbbbbbbbbbbbb: string;\n    cccccccccccccccccccccccccccccc: string(1..64);\n}\n"},
    {"GET \"/aaaaaaaaaaaaaaaaaaaaaaaa\" get_something(query bbbbbbbbbbbbbbbbbb: string, query cccccccccccccccccccc: string);",
     "GET \"/aaaaaaaaaaaaaaaaaaaaaaaa\" get_something(\n    query bbbbbbbbbbbbbbbbbb: string,\n    query cccccccccccccccccccc: string\n);\n"},
    {"POST \"/aaaaaaaaaaaaaaaaaaaa\" add(body: Bbbbbbbbbbbbbbbbbbbbb) -> 201 Bbbbbbbbbbbbbbbbbbbbbbbbbbb, 409 Problem, 404;",
     "POST \"/aaaaaaaaaaaaaaaaaaaa\" add(body: Bbbbbbbbbbbbbbbbbbbbb)\n    -> 201 Bbbbbbbbbbbbbbbbbbbbbbbbbbb, 409 Problem, 404;\n"},
    {"struct A {\n    name: string(1..64) @pattern(\"^[a-zA-Z0-9]+$\") @description(\"as in the registers of old\") @since(\"1.2\") @x;\n}",
     "struct A {\n    name: string(1..64) @pattern(\"^[a-zA-Z0-9]+$\") @description(\"as in the registers of old\")\n        @since(\"1.2\") @x;\n}\n"},
    {"@example({\"aaaaaaaaaaaaaaaaaaaaaaaaaaa\": 1, \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\": [100000000, 200000000, 300000000]})\nstruct A {}",
     "@example({\"aaaaaaaaaaaaaaaaaaaaaaaaaaa\": 1,\n          \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\": [100000000, 200000000, 300000000]})\nstruct A {}\n"},
    {"struct A {\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: string(1..64) @example([1000000000, 2000000000, 3000000000, 4000000000]);\n}",
     "struct A {\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: string(1..64)\n        @example([1000000000, 2000000000, 3000000000, 4000000000]);\n}\n"},
    {"@x(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = [1000000000, 2000000000, 3000000000])\nstruct A {}",
     "@x(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = [1000000000, 2000000000,\n        3000000000])\nstruct A {}\n"},
    {"@x({\n\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": [1000000000, 2000000000, 3000000000, 123456789012]\n})\nstruct A {}",
     "@x({\n    \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": [1000000000, 2000000000, 3000000000, 123456789012]\n})\nstruct A {}\n"},
    {"GET \"/\" f() -> A, 400 Aaaaaaaaaaaaaaaaaaaaaaaaaa, 401 Bbbbbbbbbbbbbbbbbbbbbbbbbbb, 402 Ccccccccccccccccccccccccc, 403 Ddddddddd;",
     "GET \"/\" f()\n    -> A, 400 Aaaaaaaaaaaaaaaaaaaaaaaaaa, 401 Bbbbbbbbbbbbbbbbbbbbbbbbbbb,\n       402 Ccccccccccccccccccccccccc, 403 Ddddddddd;\n"},
    {"POST \"/aaaaaaaaaaaaaaaaaaaaaa\" f(body: A) -> 201 User { header location: uri; header other: string(1..64); cookie sid: string; header next: uri; };",
     "POST \"/aaaaaaaaaaaaaaaaaaaaaa\" f(body: A)\n    -> 201 User {\n        header location: uri;\n        header other: string(1..64);\n        cookie sid: string;\n        header next: uri;\n    };\n"},
    /* comments */
    {"struct A{// one\na:int8;// two\nlonger:int8;// three\n\nb:int8;// four\n// five\n}",
     "struct A { // one\n    a: int8;      // two\n    longer: int8; // three\n\n    b: int8; // four\n    // five\n}\n"},
    {"struct A { a: int8; /* one */ b: int8; /* two */ }", "struct A { a: int8; /* one */ b: int8; /* two */ }\n"},
    {"struct A {\na: int8; /* one */ b: int8; /* two */ }", "struct A {\n    a: int8;\n    /* one */ b: int8; /* two */\n}\n"},
    {"typedef A = /* x */ int8 // y\n// z\n;", "typedef A = /* x */ int8 // y\n    // z\n    ;\n"},
    {"@a // one\n// two\nstruct A {}", "@a // one\n// two\nstruct A {}\n"},
    {"  /* one\n     two */\nstruct A {}", "/* one\n   two */\nstruct A {}\n"},
    {"struct A {\n/*\n* one\n   * two\n*/\na: int8; }", "struct A {\n    /*\n     * one\n     * two\n     */\n    a: int8;\n}\n"},
    {"enum E { a, // one\n}", "enum E {\n    a, // one\n}\n"},
    {"GET \"/\" f(a: int8, // one\nb: int8);", "GET \"/\" f(\n    a: int8, // one\n    b: int8\n);\n"},
    {"@x([1, // one\n2]) struct A {}", "@x([1, // one\n    2])\nstruct A {}\n"},
    {"struct A // one\n{ a: int8; }", "struct A // one\n{ a: int8; }\n"},
    {"GET \"/\" f(/* one */ a: int8,/* two */b: int8/* three */);", "GET \"/\" f(/* one */ a: int8, /* two */ b: int8 /* three */);\n"},
    {"struct A {\n/* one\n * two\n   three\n */\na: int8; }", "struct A {\n    /* one\n     * two\n       three\n     */\n    a: int8;\n}\n"},
    {"struct A {\na: int8;/* one */}", "struct A {\n    a: int8; /* one */\n}\n"},
    {"struct A {\na: int8; // one\nbbbbbb: int8; /* two */}", "struct A {\n    a: int8;      // one\n    bbbbbb: int8; /* two */\n}\n"},
    {"struct A {\na: int8; // one\nb: string(1..64) = \"a text that is long enough to be left alone\"; // two\nccc: int8; // three\n}",
     "struct A {\n    a: int8;   // one\n    b: string(1..64) = \"a text that is long enough to be left alone\"; // two\n    ccc: int8; // three\n}\n"},
    {"struct A {\n// one\n\n\n\n// two\n\na: int8;\n}", "struct A {\n    // one\n\n    // two\n\n    a: int8;\n}\n"},
};
/* clang-format on */

START_TEST(text_has_one_form)
{
    if (cases[_i].wanted != NULL)
        check_becomes(cases[_i].text, cases[_i].wanted);
    else
        ck_assert(!check(cases[_i].text, strlen(cases[_i].text)));
}
END_TEST

START_TEST(lines_fit_where_they_can)
{
    const char *text = read_source_file(files[_i]);
    check_good(text);
    for (const char *line = formatted, *end; *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        const char *comment = strstr(line, "//");
        bool has_comment = comment != NULL && comment < end;
        ck_assert_msg(has_comment || end - line <= 100, "%.*s", (int)(end - line), line);
    }
}
END_TEST

/* As deep as the grammar goes, and what is flat and long. */
START_TEST(deep_and_long_texts_take_no_time)
{
    static char text[TEXT_MAX];
    size_t len = 0;
    len += (size_t)sprintf(text + len, "@x(");
    for (int i = 0; i < 250; i++)
        text[len++] = '[';
    for (int i = 0; i < 250; i++)
        text[len++] = ']';
    len += (size_t)sprintf(text + len, ")\nstruct A { a: int8[]; }\n@y([");
    for (int i = 0; i < 20000; i++)
        len += (size_t)sprintf(text + len, "%d,", i);
    len += (size_t)sprintf(text + len, "0])\nstruct B {}");
    ck_assert(check(text, len));
}
END_TEST

static void add_tests(TCase *tests)
{
    int file_count = sizeof files / sizeof *files;
    tcase_add_loop_test(tests, files_keep_all_but_white_space, 0, file_count);
    tcase_add_test(tests, blocks_of_the_manual_keep_all_but_white_space);
    tcase_add_loop_test(tests, comments_stay_at_every_place, 0, FILLINGS);
    tcase_add_loop_test(tests, files_with_comments_anywhere_keep_all_but_white_space, 0, file_count);
    tcase_add_loop_test(tests, text_has_one_form, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(tests, lines_fit_where_they_can, 0, file_count);
    tcase_add_test(tests, deep_and_long_texts_take_no_time);
}

int main(void)
{
    return parsing_run("format", add_tests);
}
