/* SPDX-License-Identifier: MIT */
/* A scan over the tokens of C as far as brackets go. A statement's last name with parentheses behind it is the
   function, when a brace is what follows. */
#include "config.h"

#include "scaffold/definitions.h"

#include "syntax/pool.h"

#include <string.h>

struct word {
    const char *ptr;
    size_t len;
};

struct scan {
    struct pool *pool;
    const char *at, *end;
    size_t line;
    bool is_line_start; /* nothing but blanks before, so '#' begins a directive */
    struct definition *items;
    size_t count, cap;
};

/* What is known of the statement so far. */
struct statement {
    struct word last; /* the token just before, when it is a name */
    struct word name; /* the last name that had parentheses */
    size_t line;      /* of that name */
    bool is_handler;
    bool is_value;         /* a '=' was in it: a brace begins an initializer */
    bool is_extern_string; /* extern "C": its brace holds declarations */
};

/* ---- characters ---- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

static bool is_word(const struct word *word, const char *text)
{
    return word->len == strlen(text) && memcmp(word->ptr, text, word->len) == 0;
}

static void step(struct scan *s)
{
    if (*s->at == '\n') {
        s->line++;
        s->is_line_start = true;
    } else if (!is_blank(*s->at)) {
        s->is_line_start = false;
    }
    s->at++;
}

static bool starts(const struct scan *s, const char *two)
{
    return s->end - s->at >= 2 && s->at[0] == two[0] && s->at[1] == two[1];
}

/* A backslash, and what is behind it, a line break with a carriage return too. */
static void skip_escaped(struct scan *s)
{
    step(s);
    if (s->end - s->at >= 2 && s->at[0] == '\r' && s->at[1] == '\n')
        step(s);
    if (s->at < s->end)
        step(s);
}

/* ---- what is skipped ---- */

static void skip_block_comment(struct scan *s)
{
    bool is_line_start = s->is_line_start; /* a directive may stand behind a comment */
    s->at += 2;
    while (s->at < s->end && !starts(s, "*/"))
        step(s);
    s->at += s->at < s->end ? 2 : 0;
    s->is_line_start = is_line_start;
}

/* A line whose last character is a backslash goes on in the next one. */
static void step_in_line(struct scan *s)
{
    bool is_splice =
        *s->at == '\\' && (starts(s, "\\\n") || (s->end - s->at >= 3 && s->at[1] == '\r' && s->at[2] == '\n'));
    if (is_splice)
        skip_escaped(s);
    else
        step(s);
}

static void skip_line(struct scan *s)
{
    while (s->at < s->end && *s->at != '\n')
        step_in_line(s);
}

/* A comment may go on where the directive's line ends. */
static void skip_directive(struct scan *s)
{
    while (s->at < s->end && *s->at != '\n') {
        if (starts(s, "/*"))
            skip_block_comment(s);
        else if (starts(s, "//"))
            skip_line(s);
        else
            step_in_line(s);
    }
}

static void skip_quoted(struct scan *s)
{
    char quote = *s->at;
    step(s);
    while (s->at < s->end && *s->at != quote && *s->at != '\n') {
        if (*s->at == '\\')
            skip_escaped(s);
        else
            step(s);
    }
    if (s->at < s->end && *s->at == quote)
        step(s);
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->end) {
        if (is_blank(*s->at))
            step(s);
        else if (*s->at == '\\' && s->end - s->at > 1 && is_blank(s->at[1]))
            skip_escaped(s);
        else if (starts(s, "/*"))
            skip_block_comment(s);
        else if (starts(s, "//"))
            skip_line(s);
        else if (*s->at == '#' && s->is_line_start)
            skip_directive(s);
        else
            return;
    }
}

/* ---- tokens ---- */

/* A name or number, or one character; a string is '"', a character '\''. False at the end. */
static bool read_token(struct scan *s, struct word *token)
{
    skip_blanks(s);
    if (s->at == s->end)
        return false;
    token->ptr = s->at;
    if (*s->at == '"' || *s->at == '\'') {
        skip_quoted(s);
        token->len = 1;
        return true;
    }
    do
        step(s);
    while (is_name_byte(*token->ptr) && s->at < s->end && is_name_byte(*s->at));
    token->len = (size_t)(s->at - token->ptr);
    return true;
}

/* Behind an opening bracket to behind its closer. */
static void skip_brackets(struct scan *s, char opener, char closer)
{
    struct word token;
    for (size_t depth = 1; depth > 0 && read_token(s, &token);) {
        depth += *token.ptr == opener;
        depth -= *token.ptr == closer;
    }
}

/* ---- statements ---- */

static bool is_params_of(const struct word *word, const struct word *name)
{
    static const char ending[] = "_params";
    return word->len == name->len + strlen(ending) && memcmp(word->ptr, name->ptr, name->len) == 0 &&
           memcmp(word->ptr + name->len, ending, strlen(ending)) == 0;
}

static void read_parameters(struct scan *s, struct statement *statement)
{
    struct word token, name = statement->last;
    bool is_attribute = is_word(&name, "__attribute__") || is_word(&name, "__declspec") || name.len == 0;
    bool is_handler = false;
    size_t line = s->line;
    for (size_t depth = 1; depth > 0 && read_token(s, &token);) {
        depth += *token.ptr == '(';
        depth -= *token.ptr == ')';
        is_handler = is_handler || is_params_of(&token, &name);
    }
    if (is_attribute)
        return;
    statement->name = name;
    statement->line = line;
    statement->is_handler = is_handler;
}

static void add(struct scan *s, const struct statement *statement)
{
    if (s->count == s->cap) {
        s->cap = s->cap > 0 ? 2 * s->cap : 16;
        struct definition *larger = pool_alloc(s->pool, s->cap * sizeof *larger);
        if (s->count > 0)
            memcpy(larger, s->items, s->count * sizeof *larger);
        s->items = larger;
    }
    const char *name = pool_copy(s->pool, statement->name.ptr, statement->name.len);
    s->items[s->count++] =
        (struct definition){.name = name, .line = statement->line, .is_handler = statement->is_handler};
}

/* Behind the body of a function a statement is over; behind that of a struct it goes on. */
static void read_body(struct scan *s, struct statement *statement)
{
    bool is_function = statement->name.len > 0 && !statement->is_value;
    if (is_function)
        add(s, statement);
    if (statement->is_extern_string && !is_function) {
        *statement = (struct statement){.line = 0};
        return;
    }
    skip_brackets(s, '{', '}');
    if (is_function)
        *statement = (struct statement){.line = 0};
}

static void take(struct scan *s, struct statement *statement, const struct word *token)
{
    bool is_name = is_name_byte(*token->ptr);
    switch (*token->ptr) {
    case ';':
    case '}': *statement = (struct statement){.line = 0}; return;
    case '(': read_parameters(s, statement); break;
    case '[': skip_brackets(s, '[', ']'); break;
    case '{': read_body(s, statement); break;
    case '=': statement->is_value = true; break;
    case '"': statement->is_extern_string = is_word(&statement->last, "extern"); break;
    default: break;
    }
    statement->last = is_name ? *token : (struct word){.ptr = NULL};
}

struct definitions definitions_find(struct pool *pool, const char *text, size_t len)
{
    struct scan s = {.pool = pool, .at = text, .end = text + len, .line = 1, .is_line_start = true};
    struct statement statement = {.line = 0};
    struct word token;
    while (read_token(&s, &token))
        take(&s, &statement, &token);
    return (struct definitions){.items = s.items, .count = s.count};
}
