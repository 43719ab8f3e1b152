/* SPDX-License-Identifier: MIT */
/* Schemas with one mistake each: nothing crashes, hangs or leaks, every message has its place, and one mistake is at most
   two messages. SWAGE_TEST_VERBOSE shows the counts, SWAGE_TEST_STEP=1 tries every token instead of every third. */
#include "config.h"

#include "corpus.h"

#include "syntax/diagnostic.h"
#include "syntax/parser.h"

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64 << 10, COUNT_MAX = 8 };

static struct corpus corpus;
static uint32_t state = 2463534242u;

static void read_corpus(void)
{
    corpus_open(&corpus);
}

static void drop_corpus(void)
{
    corpus_close(&corpus);
}

static size_t pick(size_t below)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

static size_t step(void)
{
    const char *given = getenv("SWAGE_TEST_STEP");
    return given == NULL ? 3 * corpus_share() : (size_t)atoi(given);
}

/* ---- texts ---- */

struct draft {
    char text[TEXT_MAX];
    size_t len;
};

static void put(struct draft *draft, const char *text, size_t len)
{
    ck_assert_uint_lt(draft->len + len, TEXT_MAX);
    memcpy(draft->text + draft->len, text, len);
    draft->len += len;
}

static void put_token(struct draft *draft, const struct corpus_text *of, size_t i)
{
    put(draft, " ", 1);
    put(draft, of->text + of->tokens[i].first, of->tokens[i].len);
    put(draft, " ", 1);
}

/* What stands from one byte of the text to another. */
static void put_part(struct draft *draft, const struct corpus_text *of, size_t first, size_t end)
{
    put(draft, of->text + first, end - first);
}

static size_t first_of(const struct corpus_text *of, size_t i)
{
    return of->tokens[i].first;
}

static size_t end_of(const struct corpus_text *of, size_t i)
{
    return of->tokens[i].first + of->tokens[i].len;
}

/* ---- one mistake ---- */

static bool delete(struct draft *draft, const struct corpus_text *of, size_t i)
{
    put_part(draft, of, 0, first_of(of, i));
    put_part(draft, of, end_of(of, i), of->len);
    return true;
}

static bool repeat(struct draft *draft, const struct corpus_text *of, size_t i)
{
    put_part(draft, of, 0, end_of(of, i));
    put_token(draft, of, i);
    put_part(draft, of, end_of(of, i), of->len);
    return true;
}

static bool swap(struct draft *draft, const struct corpus_text *of, size_t i)
{
    if (i + 1 == of->token_count)
        return false;
    put_part(draft, of, 0, first_of(of, i));
    put_token(draft, of, i + 1);
    put_part(draft, of, end_of(of, i), first_of(of, i + 1));
    put_token(draft, of, i);
    put_part(draft, of, end_of(of, i + 1), of->len);
    return true;
}

static bool replace(struct draft *draft, const struct corpus_text *of, size_t i)
{
    put_part(draft, of, 0, first_of(of, i));
    put_token(draft, of, pick(of->token_count));
    put_part(draft, of, end_of(of, i), of->len);
    return true;
}

static bool insert(struct draft *draft, const struct corpus_text *of, size_t i)
{
    put_part(draft, of, 0, first_of(of, i));
    put_token(draft, of, pick(of->token_count));
    put_part(draft, of, first_of(of, i), of->len);
    return true;
}

/* Types, members, enumerators, annotations, methods, parameters: where they are declared and where they are used. */
static bool misspell(struct draft *draft, const struct corpus_text *of, size_t i)
{
    if (of->tokens[i].kind != TOKEN_IDENT)
        return false;
    put_part(draft, of, 0, end_of(of, i));
    put(draft, "q", 1);
    put_part(draft, of, end_of(of, i), of->len);
    return true;
}

static bool flip(struct draft *draft, const struct corpus_text *of, size_t i)
{
    size_t at = first_of(of, i) + pick(of->tokens[i].len);
    put(draft, of->text, of->len);
    draft->text[at] = (char)(draft->text[at] ^ (1 << pick(8)));
    return draft->text[at] != '\n';
}

/* A whole declaration is gone, and others use it: from a keyword that begins a line to the brace or semicolon that ends
   it at the same depth. */
static bool drop_declaration(struct draft *draft, const struct corpus_text *of, size_t i)
{
    int kind = of->tokens[i].kind, depth = 0;
    size_t first = first_of(of, i), last = i;
    if (kind != TOKEN_STRUCT && kind != TOKEN_ENUM && kind != TOKEN_UNION && kind != TOKEN_TYPEDEF)
        return false;
    if (first > 0 && of->text[first - 1] != '\n')
        return false;
    for (; last < of->token_count; last++) {
        int each = of->tokens[last].kind;
        depth += (each == '{') - (each == '}');
        if (depth == 0 && (each == '}' || each == ';'))
            break;
    }
    while (first > 0) { /* and what stands before it */
        size_t line = first - 1;
        while (line > 0 && of->text[line - 1] != '\n')
            line--;
        if (of->text[line] != '@' && of->text[line] != '/')
            break;
        first = line;
    }
    put_part(draft, of, 0, first);
    if (last < of->token_count)
        put_part(draft, of, end_of(of, last), of->len);
    return true;
}

/* ---- what is said of it ---- */

static void check_places(const struct compilation *cx, const struct draft *draft)
{
    for (const struct diagnostic *each = cx->diagnostics.first; each != NULL; each = each->next) {
        ck_assert_msg(each->place.file != NULL && each->place.line > 0 && each->place.col > 0, "no place: %s",
                      each->message);
        ck_assert_uint_le(each->place.first, each->place.end);
        if (each->place.file == cx->sources)
            ck_assert_uint_le(each->place.first, draft->len);
    }
}

static void show(const char *what, const struct corpus_text *of, size_t i, const struct compilation *cx)
{
    printf("%s in %s: token %zu, '%.*s'\n", what, of->name, i, (int)of->tokens[i].len, of->text + first_of(of, i));
    diagnostic_print(cx, stdout);
}

static size_t count_messages(const char *what, const struct corpus_text *of, size_t i, const struct draft *draft)
{
    struct compilation *cx = corpus_compile(of->path, draft->text, draft->len);
    size_t count = corpus_errors(cx);
    check_places(cx, draft);
    if (count > 2 && getenv("SWAGE_TEST_VERBOSE") != NULL)
        show(what, of, i, cx);
    compilation_free(cx);
    return count;
}

static void tally(const char *what, const size_t *counts)
{
    if (getenv("SWAGE_TEST_VERBOSE") == NULL)
        return;
    printf("%s:", what);
    for (size_t i = 0; i <= COUNT_MAX; i++)
        printf(" %zu", counts[i]);
    printf("  (texts with 0, 1, 2, ... messages)\n");
}

/* What may be said more than twice: per mille of the mutants, none of them more than `most`. What is deleted, misspelt or
   dropped never is. Where a token is put that is not the language's own in its place, people make two mistakes and the
   compiler cannot know which one it was: these are picked at random, and bounded as a whole. */
static const struct mistake {
    const char *name;
    bool (*make)(struct draft *draft, const struct corpus_text *of, size_t i);
    size_t per_mille, most;
} mistakes[] = {
    {"deleted", delete, 0, 2},    {"repeated", repeat, 2, 3},   {"swapped", swap, 4, 4},
    {"replaced", replace, 8, 20}, {"inserted", insert, 8, 20},  {"misspelt", misspell, 0, 2},
    {"flipped", flip, 10, 20},    {"dropped", drop_declaration, 0, 2},
};

enum { MISTAKES = sizeof mistakes / sizeof *mistakes };

/* robustness 104, 106 */
START_TEST(one_mistake_is_at_most_two_messages)
{
    const struct mistake *mistake = &mistakes[_i];
    static struct draft draft;
    size_t counts[COUNT_MAX + 1] = {0}, total = 0, many = 0;
    for (size_t k = 0; k < corpus.count; k++)
        for (size_t i = 0; i < corpus.items[k].token_count; i += mistake->make == drop_declaration ? 1 : step()) {
            draft.len = 0;
            if (!mistake->make(&draft, &corpus.items[k], i))
                continue;
            size_t count = count_messages(mistake->name, &corpus.items[k], i, &draft);
            counts[count < COUNT_MAX ? count : COUNT_MAX]++;
            total++;
            many += count > 2;
            ck_assert_msg(count <= mistake->most, "%s: %zu messages for token %zu of %s", mistake->name, count, i,
                          corpus.items[k].name);
        }
    tally(mistake->name, counts);
    ck_assert_uint_gt(total, 30);
    ck_assert_uint_le(many * 1000, total * mistake->per_mille);
    ck_assert_uint_gt(counts[1], total / 2);
}
END_TEST

/* ---- several mistakes, and worse ---- */

static void tear(struct draft *draft)
{
    size_t at = pick(draft->len), gone = 1 + pick(40);
    gone = gone < draft->len - at ? gone : draft->len - at;
    switch (pick(4)) {
    case 0:
        memmove(draft->text + at, draft->text + at + gone, draft->len - at - gone);
        draft->len -= gone;
        break;
    case 1:
        memmove(draft->text + at + gone, draft->text + at, draft->len - at);
        draft->len += gone; /* a stretch that stands twice */
        break;
    case 2: draft->text[at] = (char)pick(256); break;
    default: draft->text[at] = "{}()[]<>;:,=@|\"'*/.?-0"[pick(22)]; break;
    }
}

/* robustness 104 */
START_TEST(torn_schemas_never_crash)
{
    static struct draft draft;
    for (size_t i = 0; i < 2000 / step(); i++) {
        const struct corpus_text *of = &corpus.items[pick(corpus.count)];
        draft.len = 0;
        put(&draft, of->text, of->len);
        for (size_t left = 1 + pick(6); left > 0 && draft.len > 100; left--)
            tear(&draft);
        count_messages("torn", of, 0, &draft);
    }
}
END_TEST

/* ---- mistakes of meaning ---- */

static const struct {
    const char *text;
    size_t messages;
} meanings[] = {
    /* a type that nobody declares, ten times */
    {"struct A { a: T; b: T[]; c: map<T>; d?: T | null; e: T[2]; f: T; g: T; h: T; i: T; j: T; }", 1},
    /* and in other declarations, with a spread and derivations of it */
    {"struct A { ...T; x: T; }\nstruct B = pick T(x);\nstruct C = partial T;\nunion Uu { t: T; }\n"
     "GET \"/\" g(query ...T) -> T, 404 T;",
     1},
    /* two of them are two mistakes */
    {"struct A { a: T; b: U; c: T; d: U; }", 2},
    /* an enum with an error, and its uses */
    {"enum Ee { a, a }\nstruct A { e: Ee = a; f: Ee = b; g: map<Ee, int32>; h: Ee[] @unique; }", 1},
    /* a struct with an error: picked, spread, made partial, filled in, and sent */
    {"struct A { x: int32; x: int32; }\nstruct B = pick A(x);\nstruct C = partial A;\nstruct D { ...A; a: A = {}; }\n"
     "GET \"/\" g() -> A;",
     1},
    /* a typedef with an error */
    {"typedef Tt = int32(9..1);\nstruct A { t: Tt = 3; u: Tt[]; v: Tt(1..2); }\nGET \"/{t}\" g(t: Tt) -> Tt;", 1},
    /* a union with an error */
    {"union Uu { a: int32; a: string; }\nstruct A { u: Uu; v: Uu[]; }\nPOST \"/\" p(body: Uu) -> Uu;", 1},
    /* a union where the tag cannot be */
    {"@discriminator(\"k\")\nunion Uu { a: int32; b: string; c: bool; d: int8; }", 1},
    /* the word of an annotation is misspelt on each of two members */
    {"struct A { a: int32 @nmae(\"b\"); c: int32 @nmae(\"d\"); }", 2},
    /* a route's path has a parameter that it lacks */
    {"GET \"/{id}\" g(ib: int32);", 2},
    /* a name twice, of two kinds, and its uses */
    {"struct A { x: int32; }\nenum A { a, b }\nstruct B { a: A = a; b: A = {\"x\": 1}; }\nstruct C = pick A(x);", 1},
    /* an import that is missing, and all that would come from it */
    {"import \"no.swage\";\nstruct A { ...no.B; a: no.C; b: no.D[]; e: C; }\nGET \"/\" g() -> no.B;", 1},
    /* a generic with too few arguments */
    {"struct P<A, B> { a: A; b: B; }\nstruct Q = P<int32>;\nstruct R { q: Q; }\nGET \"/\" g() -> Q;", 1},
    /* a cycle */
    {"struct A { ...B; }\nstruct B { ...A; }\nstruct C { ...A; a: A; }", 1},
    /* a wrong default, and an example that would need it */
    {"struct A { n: int8 = 300; }\nstruct B { a: A @example({}); }", 1},
    /* a bad pattern, used twice */
    {"typedef Tt = string @pattern(\"(\");\nstruct A { t: Tt; u: Tt = \"x\"; }", 1},
};

START_TEST(a_mistake_of_meaning_is_not_told_again_where_it_is_used)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        struct compilation *cx = corpus_compile("t.swage", meanings[i].text, strlen(meanings[i].text));
        size_t count = corpus_errors(cx);
        if (count != meanings[i].messages)
            diagnostic_print(cx, stderr);
        ck_assert_msg(count == meanings[i].messages, "%zu messages, not %zu: %s", count, meanings[i].messages,
                      meanings[i].text);
        compilation_free(cx);
    }
}
END_TEST

START_TEST(further_uses_of_an_unknown_type_are_three_notes)
{
    const char *text = "struct A { a: T; b: T; c: T; d: T; e: T; f: T; }";
    struct compilation *cx = corpus_compile("t.swage", text, strlen(text));
    size_t notes = 0;
    for (const struct diagnostic *note = cx->diagnostics.first->notes; note != NULL; note = note->next)
        notes++;
    ck_assert_uint_eq(notes, 3);
    compilation_free(cx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mutants");
    TCase *tests = tcase_create("mutants");
    tcase_set_timeout(tests, 120);
    tcase_add_unchecked_fixture(tests, read_corpus, drop_corpus);
    tcase_add_loop_test(tests, one_mistake_is_at_most_two_messages, 0, MISTAKES);
    tcase_add_test(tests, torn_schemas_never_crash);
    tcase_add_test(tests, a_mistake_of_meaning_is_not_told_again_where_it_is_used);
    tcase_add_test(tests, further_uses_of_an_unknown_type_are_three_notes);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
