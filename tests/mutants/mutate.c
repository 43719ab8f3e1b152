/* SPDX-License-Identifier: MIT */
/*
 * mutate FILE FIRST LIST >OUT: makes of a generated C file one that has a mistake when the variable swage_mutant is its
 * number: one compilation has them all. They are numbered from FIRST; LIST gets a line for each:
 *
 *     NUMBER FILE:LINE FUNCTION KIND what stands there
 *
 *     kind        what becomes of it
 *     true        if (a || b)             if (1)
 *     false       if (a || b)             if (0)
 *     operand     if (a || b)             if (b)
 *     compare     a < b                   a <= b; == and != for one another
 *     more, less  f(7)                    f(8), f(6); the list has the line as well
 *     letter      "key"                   "kez"
 *     gone        r->depth--;             nothing; also break, goto and continue
 *
 * It reads the C that swage writes and no other: the brace of a function stands alone in the first column, every
 * statement is one that is found below, and nothing is hidden in macros. Declarations, tables and labels stay.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 200 };

struct token {
    const char *ptr;
    size_t len;
    unsigned line;
    enum { WORD, NUMBER, STRING, CHARACTER, SIGN } kind;
};

static struct token *tokens;
static size_t count, room;
static size_t at; /* the token that is read */
static const char *copied; /* up to here the source is in the output */
static const char *name;
static size_t function; /* the token that is its name */
static long number; /* of the next mutant */
static FILE *list;

static void fail(const char *why, const char *what)
{
    fprintf(stderr, "mutate: %s: %s\n", why, what);
    exit(1);
}

/* ---- tokens ---- */

static const char *skip(const char *p, unsigned *line)
{
    for (;;) {
        const char *start = p;
        if (p[0] == '/' && p[1] == '*') {
            p = strstr(p, "*/") + 2;
        } else if (*p == '#') {
            p += strcspn(p, "\n");
        } else {
            p += strspn(p, " \t\n");
        }
        for (const char *c = start; c < p; c++)
            *line += *c == '\n';
        if (p == start)
            return p;
    }
}

static size_t quoted_len(const char *p)
{
    size_t len = 1;
    while (p[len] != *p)
        len += p[len] == '\\' ? 2 : 1;
    return len + 1;
}

static size_t sign_len(const char *p)
{
    static const char *const long_signs[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
                                             "&&",  "||",  "+=",  "-=", "*=", "/=", "%=", "|=", "&=", "^="};
    for (size_t i = 0; i < sizeof long_signs / sizeof *long_signs; i++)
        if (strncmp(p, long_signs[i], strlen(long_signs[i])) == 0)
            return strlen(long_signs[i]);
    return 1;
}

static struct token token_at(const char *p)
{
    struct token token = {.ptr = p, .len = 1, .kind = SIGN};
    if (isalpha((unsigned char)*p) || *p == '_') {
        token.kind = WORD;
        while (isalnum((unsigned char)p[token.len]) || p[token.len] == '_')
            token.len++;
    } else if (isdigit((unsigned char)*p)) {
        token.kind = NUMBER;
        while (isalnum((unsigned char)p[token.len]) || p[token.len] == '.' ||
               (strchr("+-", p[token.len]) != NULL && strchr("eE", p[token.len - 1]) != NULL && p[1] != 'x'))
            token.len++;
    } else if (*p == '"' || *p == '\'') {
        token.kind = *p == '"' ? STRING : CHARACTER;
        token.len = quoted_len(p);
    } else {
        token.len = sign_len(p);
    }
    return token;
}

static void read_tokens(const char *text)
{
    unsigned line = 1;
    for (const char *p = skip(text, &line); *p != '\0'; p = skip(p, &line)) {
        if (count == room) {
            room = room == 0 ? 4096 : 2 * room;
            tokens = realloc(tokens, room * sizeof *tokens);
            if (tokens == NULL)
                fail("no memory", name);
        }
        tokens[count] = token_at(p);
        tokens[count].line = line;
        p += tokens[count++].len;
    }
}

static bool is(size_t i, const char *text)
{
    return i < count && tokens[i].len == strlen(text) && memcmp(tokens[i].ptr, text, tokens[i].len) == 0;
}

static bool is_one_of(size_t i, const char *const *texts)
{
    while (*texts != NULL && !is(i, *texts))
        texts++;
    return *texts != NULL;
}

/* The word before the bracket that is closed at `i`: the name of a function. */
static size_t name_before(size_t i)
{
    size_t depth = 0;
    do {
        depth += is(i, ")");
        depth -= is(i, "(");
        i--;
    } while (depth > 0);
    return i;
}

/* The bracket that closes the one at `i`. */
static size_t closing(size_t i)
{
    size_t depth = 0;
    for (; i < count; i++) {
        depth += is(i, "(") || is(i, "[") || is(i, "{");
        if (is(i, ")") || is(i, "]") || is(i, "}"))
            if (--depth == 0)
                return i;
    }
    fail("a bracket is not closed", name);
    return 0;
}

/* ---- output ---- */

/* The source up to token `i`, with what stands between tokens. */
static void copy_to(size_t i)
{
    const char *end = i < count ? tokens[i].ptr : tokens[count - 1].ptr + tokens[count - 1].len;
    fwrite(copied, 1, (size_t)(end - copied), stdout);
    copied = end;
}

static void copy_behind(size_t i)
{
    const char *end = tokens[i].ptr + tokens[i].len;
    fwrite(copied, 1, (size_t)(end - copied), stdout);
    copied = end;
}

/* The tokens from `from` to before `to` on one line, cut where that is long. */
static const char *line_of(size_t from, size_t to)
{
    static char line[TEXT_MAX + 4];
    size_t len = 0;
    const char *end = tokens[to - 1].ptr + tokens[to - 1].len;
    for (const char *p = tokens[from].ptr; p < end && len < TEXT_MAX; p++)
        if (!isspace((unsigned char)*p))
            line[len++] = *p;
        else if (len > 0 && line[len - 1] != ' ')
            line[len++] = ' ';
    line[len] = '\0';
    return line;
}

/* Of a number or a text the line it stands on is listed too. */
static long mutant(const char *kind, size_t from, size_t to)
{
    fprintf(list, "%ld %s:%u %.*s %s %s", number, name, tokens[from].line, (int)tokens[function].len,
            tokens[function].ptr, kind, line_of(from, to));
    if (to == from + 1 && tokens[from].kind != WORD) {
        const char *start = tokens[from].ptr;
        while (start[-1] != '\n')
            start--;
        start += strspn(start, " ");
        fprintf(list, " : %.*s", (int)strcspn(start, "\n"), start);
    }
    fputc('\n', list);
    return number++;
}

/* ---- expressions ---- */

static void expression(size_t from, size_t to);

static size_t find_top(size_t from, size_t to, const char *const *signs)
{
    for (size_t i = from; i < to; i++) {
        if (is(i, "(") || is(i, "[") || is(i, "{"))
            i = closing(i);
        else if (is_one_of(i, signs))
            return i;
    }
    return to;
}

static void raw(size_t from, size_t to)
{
    fwrite(tokens[from].ptr, 1, (size_t)(tokens[to - 1].ptr + tokens[to - 1].len - tokens[from].ptr), stdout);
}

static const char *const types[] = {"const",   "struct",  "enum",     "int",      "char",     "double",
                                    "float",   "void",    "size_t",   "unsigned", "bool",     "int8_t",
                                    "int16_t", "int32_t", "int64_t",  "uint8_t",  "uint16_t", "uint32_t",
                                    "uint64_t", "static", "uintptr_t", NULL};

/* Whether the brackets hold a type: a cast, or sizeof. */
static bool holds_type(size_t open)
{
    if (open > 0 && is(open - 1, "sizeof"))
        return true;
    if (is_one_of(open + 1, types))
        return true;
    return tokens[open + 1].kind == WORD && strncmp(tokens[open + 1].ptr, "swage_", 6) == 0 &&
           (is(open + 2, ")") || is(open + 2, "*"));
}

static void number_token(size_t i)
{
    long more = mutant("more", i, i + 1);
    printf("(swage_mutant == %ld ? ", more);
    raw(i, i + 1);
    printf(" + 1 : ");
    if (strspn(tokens[i].ptr, "0.xuULl") < tokens[i].len) {
        printf("swage_mutant == %ld ? ", mutant("less", i, i + 1));
        raw(i, i + 1);
        printf(" - 1 : ");
    }
    raw(i, i + 1);
    printf(")");
}

/* Its last letter becomes another one. */
static void string_token(size_t i)
{
    size_t last = tokens[i].len - 2;
    const char *ptr = tokens[i].ptr;
    while (last > 0 && !isalnum((unsigned char)ptr[last]))
        last--;
    bool is_escape = last > 0 && (ptr[last - 1] == '\\' || isdigit((unsigned char)ptr[last]));
    if (last == 0 || is_escape) {
        raw(i, i + 1);
        return;
    }
    printf("(swage_mutant == %ld ? %.*s%c%.*s : ", mutant("letter", i, i + 1), (int)last, ptr,
           ptr[last] == 'z' ? 'y' : ptr[last] + 1, (int)(tokens[i].len - last - 1), ptr + last + 1);
    raw(i, i + 1);
    printf(")");
}

/* What a macro or an operator wants to see as it stands. */
static bool is_literal_wanted(size_t open)
{
    static const char *const macros[] = {"sizeof", "SWAGE_STR", "SWAGE_STR_INIT", "INT64_C", "UINT64_C", "offsetof", NULL};
    return open > 0 && is_one_of(open - 1, macros);
}

/* Terms, one after another. */
static void terms(size_t from, size_t to)
{
    static const char *const commas[] = {",", NULL};
    for (size_t i = from; i < to; i++) {
        bool is_open = is(i, "(") || is(i, "[") || is(i, "{");
        printf(i > from && tokens[i].ptr > tokens[i - 1].ptr + tokens[i - 1].len ? " " : "");
        if (is_open && (holds_type(i) || is_literal_wanted(i))) {
            raw(i, closing(i) + 1);
            i = closing(i);
        } else if (is_open) {
            size_t end = closing(i);
            raw(i, i + 1);
            for (size_t part = i + 1; part < end;) {
                size_t comma = find_top(part, end, commas);
                expression(part, comma);
                printf("%s", comma < end ? ", " : "");
                part = comma + 1;
            }
            raw(end, end + 1);
            i = end;
        } else if (tokens[i].kind == NUMBER) {
            number_token(i);
        } else if (tokens[i].kind == STRING) {
            string_token(i);
        } else {
            raw(i, i + 1);
        }
    }
}

static void comparison(size_t from, size_t sign, size_t to)
{
    static const char *const pairs[][2] = {{"<", "<="}, {"<=", "<"}, {">", ">="}, {">=", ">"}, {"==", "!="}, {"!=", "=="}};
    const char *other = "";
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (is(sign, pairs[i][0]))
            other = pairs[i][1];
    printf("(swage_mutant == %ld ? ", mutant("compare", from, to));
    raw(from, sign);
    printf(" %s ", other);
    raw(sign + 1, to);
    printf(" : ");
    terms(from, sign);
    printf(" ");
    raw(sign, sign + 1);
    printf(" ");
    terms(sign + 1, to);
    printf(")");
}

/* Operands of && or ||: each may be as if it were not there. */
static void operands(size_t from, size_t to, const char *sign)
{
    const char *const signs[] = {sign, NULL};
    for (size_t part = from; part < to;) {
        size_t end = find_top(part, to, signs);
        printf(*sign == '&' ? "(swage_mutant == %ld || (" : "(swage_mutant != %ld && (", mutant("operand", part, end));
        expression(part, end);
        printf("))%s%s", end < to ? " " : "", end < to ? sign : "");
        part = end + 1;
    }
}

static void condition(size_t from, size_t to)
{
    printf("(swage_mutant == %ld || (", mutant("true", from, to));
    printf("swage_mutant != %ld && (", mutant("false", from, to));
    expression(from, to);
    printf(")))");
}

static void expression(size_t from, size_t to)
{
    static const char *const ors[] = {"||", NULL}, *const ands[] = {"&&", NULL}, *const asks[] = {"?", NULL},
                            *const compares[] = {"<", "<=", ">", ">=", "==", "!=", NULL},
                            *const assigns[] = {"=", "+=", "-=", "|=", "&=", NULL};
    if (from >= to)
        return;
    size_t assign = find_top(from, to, assigns), ask = find_top(from, to, asks), compare = find_top(from, to, compares);
    if (assign < to) {
        terms(from, assign);
        printf(" ");
        raw(assign, assign + 1);
        printf(" ");
        expression(assign + 1, to);
    } else if (ask < to) {
        size_t colon = ask + 1;
        for (size_t depth = 0; depth > 0 || !is(colon, ":"); colon++) {
            depth += is(colon, "?");
            depth -= is(colon, ":");
            if (is(colon, "(") || is(colon, "["))
                colon = closing(colon);
        }
        condition(from, ask);
        printf(" ? ");
        expression(ask + 1, colon);
        printf(" : ");
        expression(colon + 1, to);
    } else if (find_top(from, to, ors) < to) {
        operands(from, to, "||");
    } else if (find_top(from, to, ands) < to) {
        operands(from, to, "&&");
    } else if (compare < to && compare > from) {
        comparison(from, compare, to);
    } else {
        terms(from, to);
    }
}

/* ---- statements ---- */

static void statement(void);

/* In brackets, at `at`. */
static void head(bool may_be_true)
{
    size_t end = closing(at);
    copy_behind(at);
    if (may_be_true)
        condition(at + 1, end);
    else
        expression(at + 1, end);
    copied = tokens[end].ptr;
    copy_behind(end);
    at = end + 1;
}

static size_t semicolon(void)
{
    static const char *const signs[] = {";", NULL};
    size_t end = find_top(at, count, signs);
    if (end == count)
        fail("a statement has no end", line_of(at, at + 1));
    return end;
}

static void if_statement(void)
{
    at++;
    head(true);
    statement();
    if (!is(at, "else"))
        return;
    at++;
    copy_to(at);
    statement();
}

/* Its second part alone: a loop that never ends is told from others by patience. */
static void for_statement(void)
{
    size_t open = at + 1, end = closing(open);
    static const char *const signs[] = {";", NULL};
    size_t first = find_top(open + 1, end, signs), second = find_top(first + 1, end, signs);
    copy_behind(first);
    if (second > first + 1) {
        printf(" (swage_mutant != %ld && (", mutant("false", first + 1, second));
        expression(first + 1, second);
        printf("))");
        copied = tokens[second].ptr;
    }
    copy_behind(end);
    at = end + 1;
    statement();
}

static void do_statement(void)
{
    at++;
    copy_to(at);
    statement();
    at++; /* while */
    head(false);
    copy_behind(at++);
}

/* A word of the language's, or words before a name with no sign but a star: "swage_str *y". */
static bool is_declaration(void)
{
    size_t i = at;
    if (is_one_of(at, types))
        return true;
    if (tokens[i].kind != WORD)
        return false;
    while (tokens[i].kind == WORD || is(i, "*"))
        i++;
    return i >= at + 2 && !is(at, "return") && !is(at, "goto");
}

static void return_statement(size_t end)
{
    copy_behind(at);
    if (end > at + 1) {
        printf(" ");
        expression(at + 1, end);
        copied = tokens[end].ptr;
    }
    copy_behind(end);
}

static void simple_statement(void)
{
    size_t end = semicolon();
    copy_to(at);
    if (is(at, "return")) {
        return_statement(end);
    } else if (end == at || is_declaration() || (is(at, "(") && is(at + 1, "void"))) {
        copy_behind(end);
    } else {
        printf("{ if (swage_mutant != %ld) { ", mutant("gone", at, end));
        if (tokens[at].kind == WORD && (is(at, "break") || is(at, "goto") || is(at, "continue")))
            raw(at, end);
        else
            expression(at, end);
        printf("; } }");
        copied = tokens[end].ptr + 1;
    }
    at = end + 1;
}

/* "case X:", "default:", "close:". */
static bool skip_label(void)
{
    size_t i = at;
    if (!is(at, "case") && !is(at, "default") && !(tokens[at].kind == WORD && is(at + 1, ":")))
        return false;
    while (!is(i, ":"))
        i++;
    copy_behind(i);
    at = i + 1;
    return true;
}

static void block(void)
{
    size_t end = closing(at++);
    while (at < end)
        statement();
    copy_behind(end);
    at = end + 1;
}

static void statement(void)
{
    while (skip_label())
        continue;
    if (is(at, "{"))
        block();
    else if (is(at, "if"))
        if_statement();
    else if (is(at, "for"))
        for_statement();
    else if (is(at, "do"))
        do_statement();
    else if (is(at, "while") || is(at, "switch")) {
        at++;
        head(false);
        statement();
    } else if (!is(at, "}"))
        simple_statement();
}

/* ---- files ---- */

static bool is_body(size_t i)
{
    return is(i, "{") && i > 0 && is(i - 1, ")") && tokens[i].ptr[-1] == '\n' && tokens[i].ptr[1] == '\n';
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t size = 0, cap = 1 << 16;
    char *text = malloc(cap);
    if (file == NULL)
        fail("cannot be opened", path);
    while (text != NULL && (size += fread(text + size, 1, cap - size - 1, file)) == cap - 1)
        text = realloc(text, cap *= 2);
    fclose(file);
    if (text == NULL)
        fail("no memory", path);
    text[size] = '\0';
    return text;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        fail("usage", "mutate FILE FIRST LIST >OUT");
    char *text = read_file(argv[1]);
    const char *slash = strrchr(argv[1], '/');
    name = slash == NULL ? argv[1] : slash + 1;
    number = strtol(argv[2], NULL, 10);
    list = fopen(argv[3], "w");
    if (list == NULL)
        fail("cannot be written", argv[3]);
    printf("extern int swage_mutant;\n");
    copied = text;
    read_tokens(text);
    for (at = 0; at < count;)
        if (is_body(at)) {
            function = name_before(at - 1);
            block();
        } else {
            at++;
        }
    fputs(copied, stdout);
    fclose(list);
    free(tokens);
    free(text);
    return 0;
}
