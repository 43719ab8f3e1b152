/* SPDX-License-Identifier: MIT */
/* The filter does three things, and only to texts that are wrong does it do the last two:
   - it puts a BEGIN_DECL before each declaration and an END_DECL behind it, which the grammar waits for after an error;
   - where something arrives that cannot stand inside the innermost bracket, it reports and puts in the closer;
   - where a declaration begins before the last one ended, it reports and puts in what the last one lacks. */
#include "config.h"

#include "syntax/filter.h"

#include "syntax/cascade.h"
#include "syntax/lexer.h"
#include "syntax/parse_state.h"
#include "syntax/parser.h"

#include <string.h>

/* ---- looking ahead ---- */

static struct token take(struct parse *p)
{
    struct filter *f = &p->filter;
    return f->ahead_count > 0 ? f->ahead[--f->ahead_count] : lexer_read(p);
}

static void put_back(struct parse *p, const struct token *token)
{
    p->filter.ahead[p->filter.ahead_count++] = *token;
}

/* The kind of the token behind the one that was taken. */
int filter_peek(struct parse *p)
{
    struct token token = take(p);
    put_back(p, &token);
    return token.kind;
}

static const struct token *last(const struct parse *p)
{
    return &p->filter.recent[0];
}

static bool is_name(int kind)
{
    return kind == TOKEN_IDENT || kind == TOKEN_QNAME;
}

static bool is_keyword(int kind)
{
    return kind == TOKEN_STRUCT || kind == TOKEN_ENUM || kind == TOKEN_UNION || kind == TOKEN_TYPEDEF;
}

static bool is_word(const struct token *token, const char *word)
{
    return token->kind == TOKEN_IDENT && strcmp(token->text.ptr, word) == 0;
}

static bool is_first_on_line(const struct parse *p, const struct token *token)
{
    return last(p)->kind == 0 || token->at.line > last(p)->at.line;
}

/* name "x"   in the body of a struct and indented more than the struct is a member that went wrong; routes and groups
   begin with words of their own. */
static bool is_member(const struct filter *f, const struct token *token)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (f->depth == 0 || f->open[f->depth - 1].role != BRACKET_BODY || token->at.col <= f->open[f->depth - 1].decl_col)
        return false;
    return token->text.ptr[strspn(token->text.ptr, capitals)] != '\0' && !is_word(token, "group") &&
           !is_word(token, "import");
}

/* Names stand before a string or another name at the start of a line nowhere but where a declaration starts. */
static bool starts_declaration(struct parse *p, const struct token *token)
{
    const struct filter *f = &p->filter;
    if (token->kind == TOKEN_TYPEDEF && f->head_count == 1 && f->head[0].kind == TOKEN_IDENT) /* extern typedef */
        return false;
    if (is_keyword(token->kind)) /* a member's name otherwise, and refused as such */
        return filter_peek(p) == TOKEN_IDENT || filter_peek(p) == '{';
    if (token->kind != TOKEN_IDENT || last(p)->kind == '@' || !is_first_on_line(p, token))
        return false;
    int next = filter_peek(p);
    if (next == TOKEN_STRING)
        return !is_member(f, token);
    if (is_word(token, "auth") || is_word(token, "namespace"))
        return token->at.col == 1 && is_name(next);
    return is_word(token, "extern") && next == TOKEN_TYPEDEF;
}

/* ---- brackets ---- */

static struct bracket *innermost(struct filter *f)
{
    return f->depth > 0 ? &f->open[f->depth - 1] : NULL;
}

static bool is_between_brackets(struct filter *f)
{
    return f->depth == 0 || innermost(f)->role == BRACKET_GROUP;
}

static char closer_of(char opener)
{
    switch (opener) {
    case '(': return ')';
    case '[': return ']';
    case '<': return '>';
    default: return '}';
    }
}

/* Whether it closes a bracket that is open further out, the group's excepted. */
static bool closes_outer(const struct filter *f, int kind)
{
    for (size_t i = f->depth; i > 0 && f->open[i - 1].role != BRACKET_GROUP; i--)
        if (closer_of(f->open[i - 1].opener) == kind)
            return true;
    return false;
}

/* "@name" was just delivered, so a parenthesis opens its arguments. */
static bool is_behind_annotation(const struct parse *p)
{
    return is_name(p->filter.recent[0].kind) && p->filter.recent[1].kind == '@';
}

static bool head_is(const struct filter *f, size_t count, int first, int second, int third)
{
    int want[] = {first, second, third};
    if (f->head_count < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (f->head[i].kind != want[i])
            return false;
    return true;
}

static bool is_route_head(const struct filter *f)
{
    return head_is(f, 3, TOKEN_IDENT, TOKEN_STRING, TOKEN_IDENT);
}

static bool is_group_head(const struct filter *f)
{
    if (f->head_count > 0 && is_word(&f->head[0], "group"))
        return true;
    return head_is(f, 2, TOKEN_IDENT, TOKEN_STRING, 0) && (f->head_count == 2 || f->head[2].kind == '@');
}

static enum bracket_role role_of_brace(struct filter *f)
{
    if (!is_between_brackets(f) || !f->in_decl)
        return BRACKET_PLAIN;
    if (f->head_count > 0 && is_keyword(f->head[0].kind))
        return BRACKET_BODY;
    return is_group_head(f) ? BRACKET_GROUP : BRACKET_HEADS;
}

static void open_bracket(struct parse *p, const struct token *token)
{
    struct filter *f = &p->filter;
    if (f->depth == AST_DEPTH_MAX) {
        diagnose(p->cx, &token->at, DIAGNOSTIC_TOO_DEEP, "brackets are nested deeper than %d", AST_DEPTH_MAX);
        p->is_over = true;
        return;
    }
    struct bracket fresh = {.opener = (char)token->kind, .at = token->at, .decl_col = f->decl_col};
    fresh.is_arguments = is_behind_annotation(p);
    if (token->kind == '{')
        fresh.role = role_of_brace(f);
    f->open[f->depth++] = fresh;
    if (fresh.role == BRACKET_GROUP)
        f->in_decl = false;
}

static void end_declaration(struct filter *f)
{
    f->in_decl = false;
    f->is_ending = true;
    f->head_count = 0;
}

static void close_bracket(struct filter *f, int kind)
{
    struct bracket *top = innermost(f);
    if (top == NULL || closer_of(top->opener) != kind)
        return;
    f->depth--;
    if (top->role == BRACKET_BODY || top->role == BRACKET_GROUP)
        end_declaration(f);
}

/* ---- what is delivered moves the state ---- */

static void begin_declaration(struct filter *f)
{
    f->in_decl = true;
    f->head_count = 0;
}

static void note_head(struct filter *f, const struct token *token)
{
    if (!f->in_decl || !is_between_brackets(f) || f->head_count == FILTER_HEAD_MAX)
        return;
    if (f->head_count == 0)
        f->decl_col = token->at.col;
    f->head[f->head_count++] = *token;
}

static void deliver(struct parse *p, struct token *token)
{
    struct filter *f = &p->filter;
    if (token->kind == TOKEN_BEGIN_DECL)
        begin_declaration(f);
    if (token->kind == TOKEN_END_DECL)
        f->is_ending = false;
    if (token->kind == TOKEN_BEGIN_DECL || token->kind == TOKEN_END_DECL)
        return;
    switch (token->kind) {
    case '(':
    case '[':
    case '{': open_bracket(p, token); break;
    case '<':
        if (is_name(last(p)->kind))
            open_bracket(p, token);
        break;
    case ')':
    case ']':
    case '}':
    case '>': close_bracket(f, token->kind); break;
    case ';':
        if (is_between_brackets(f) && f->in_decl)
            end_declaration(f);
        break;
    default: break;
    }
    note_head(f, token);
    memmove(&f->recent[1], &f->recent[0], (FILTER_RECENT_MAX - 1) * sizeof f->recent[0]);
    f->recent[0] = *token;
    if (token->kind == '{' && f->depth > 0 && innermost(f)->role == BRACKET_GROUP)
        token->kind = TOKEN_GROUP_OPEN;
}

/* ---- repairs: the kind of the token to put in, or 0 ---- */

static struct place behind_last(const struct parse *p)
{
    struct place at = last(p)->at;
    at.col += at.end - at.first;
    at.first = at.end;
    return at;
}

static void report_missing(struct parse *p, char what, enum diagnostic_code code)
{
    struct place at = behind_last(p);
    if (!cascade_hides(p))
        diagnose(p->cx, &at, code, "missing '%c'", what);
}

static int close_innermost(struct parse *p, const struct token *token)
{
    const struct bracket *top = innermost(&p->filter);
    char closer = closer_of(top->opener);
    if (p->cascade.is_lost)
        return closer;
    if (top->opener == '{' && (top->role != BRACKET_PLAIN || !p->is_recovering)) {
        diagnose(p->cx, &top->at, DIAGNOSTIC_UNCLOSED_BRACKET, "this '{' is not closed");
        diagnose_note(p->cx, &token->at, token->kind == 0 ? "the file ends here" : "and this cannot stand in it");
        if (top->role == BRACKET_BODY && token->kind != 0 && !is_first_on_line(p, token))
            cascade_begin(p);
    } else if (!p->is_recovering) {
        struct place at = behind_last(p);
        diagnose(p->cx, &at, DIAGNOSTIC_UNCLOSED_BRACKET, "missing '%c'", closer);
        if (top->at.line != at.line)
            diagnose_note(p->cx, &top->at, "to close this '%c'", top->opener);
    }
    return closer;
}

/* A misplaced annotation is indented like the members; one at the declaration's own column belongs to the next. */
static bool is_next_annotation(struct parse *p, const struct token *token)
{
    const struct bracket *top = innermost(&p->filter);
    return token->kind == '@' && last(p)->kind == ';' && top->opener == '{' && is_first_on_line(p, token) &&
           token->at.col <= top->decl_col;
}

/* A brace behind a complete argument is not the argument's: @auth(session { ...   struct Page<T { ... */
static bool is_behind_argument(const struct parse *p, const struct bracket *top, const struct token *token)
{
    int before = last(p)->kind;
    bool awaits_value = before == '(' || before == ',' || before == '=' || before == ':';
    return token->kind == '{' && (top->opener == '<' || (top->is_arguments && !awaits_value));
}

static int repair_bracket(struct parse *p, const struct token *token)
{
    struct filter *f = &p->filter;
    const struct bracket *top = innermost(f);
    bool is_foreign = token->kind == 0 || (token->kind == '@' && top->is_arguments) || starts_declaration(p, token) ||
                      is_next_annotation(p, token);
    if (top->role == BRACKET_PLAIN) {
        is_foreign = is_foreign || token->kind == ';' || token->kind == TOKEN_ARROW;
        is_foreign = is_foreign || (token->kind != closer_of(top->opener) && closes_outer(f, token->kind));
        is_foreign = is_foreign || is_behind_argument(p, top, token);
    }
    if (top->role == BRACKET_HEADS) /* the next response */
        is_foreign = is_foreign || (token->kind == ',' && last(p)->kind == ';');
    return is_foreign ? close_innermost(p, token) : 0;
}

/* A member's or enumerator's name, by what follows it. */
static bool starts_member(struct parse *p, const struct token *token)
{
    if (token->kind == TOKEN_ELLIPSIS)
        return true;
    if (token->kind != TOKEN_IDENT)
        return false;
    int next = filter_peek(p);
    if (p->filter.head[0].kind == TOKEN_ENUM)
        return next == ',' || next == '=' || next == '}';
    return next == ':' || next == '?' || (is_route_head(&p->filter) && next == TOKEN_IDENT);
}

/* struct User, struct Page<T>, enum Level : int32: complete but for the brace. */
static bool is_body_head(const struct filter *f)
{
    if (f->head_count < 2 || !is_keyword(f->head[0].kind) || f->head[0].kind == TOKEN_TYPEDEF ||
        f->head[1].kind != TOKEN_IDENT)
        return false;
    if (f->head_count == 2)
        return true;
    if (f->head[0].kind == TOKEN_ENUM)
        return f->head_count == 4 && f->head[2].kind == ':';
    return f->head_count == 3 && f->head[2].kind == '>';
}

/* User { id: int32; }   Page<T> { ... }   Role { admin, member }: the word in front is missing. */
static int repair_keyword(struct parse *p, const struct token *token)
{
    int next = filter_peek(p);
    if (token->kind != TOKEN_IDENT || (next != '{' && next != '<') || is_word(token, "group"))
        return 0;
    struct token bracket = take(p), first = take(p);
    int behind = filter_peek(p);
    put_back(p, &first);
    put_back(p, &bracket);
    if (!cascade_hides(p))
        diagnose(p->cx, &token->at, DIAGNOSTIC_SYNTAX, "missing 'struct', 'enum' or 'union' before '%s'", token->text.ptr);
    bool is_enum = next == '{' && first.kind == TOKEN_IDENT && (behind == ',' || behind == '=' || behind == '}');
    return is_enum ? TOKEN_ENUM : TOKEN_STRUCT;
}

/* struct User id: int32; ... }   GET "/x" get_x id: int32); */
static int repair_opener(struct parse *p, const struct token *token)
{
    struct filter *f = &p->filter;
    int missing = 0;
    if (is_body_head(f) && starts_member(p, token))
        missing = '{';
    else if (is_route_head(f) && f->head_count == 3 && (token->kind == ')' || starts_member(p, token)))
        missing = '(';
    if (missing != 0)
        report_missing(p, (char)missing, DIAGNOSTIC_SYNTAX);
    return missing;
}

/* The last declaration has not ended and something begins that is no part of it. */
static int cut_declaration(struct parse *p)
{
    if (is_word(&p->filter.head[0], "group")) {
        report_missing(p, '{', DIAGNOSTIC_SYNTAX);
        return '{';
    }
    if (last(p)->kind != '}' || last(p)->text.len > 0) /* else it went with the brace that was missed */
        report_missing(p, ';', DIAGNOSTIC_MISSING_SEPARATOR);
    return ';';
}

/* Whether a declaration is sure to begin here although what came before may have been misread; its annotations are. */
static bool begins_again(struct parse *p, const struct token *token)
{
    bool is_left = cascade_is_left(p, token);
    if (is_left && (token->kind == '@' || starts_declaration(p, token)))
        cascade_find(p);
    return token->kind != '@' && p->cascade.is_found && starts_declaration(p, token);
}

static int repair_declaration(struct parse *p, const struct token *token)
{
    struct filter *f = &p->filter;
    if (f->is_ending && (token->kind != ';' || last(p)->kind != '}'))
        return TOKEN_END_DECL;
    if (f->in_decl) {
        bool is_group_end = token->kind == '}' && f->depth > 0;
        if (f->head_count > 0 && (token->kind == 0 || is_group_end || starts_declaration(p, token)))
            return cut_declaration(p);
        return f->head_count == 0 ? repair_keyword(p, token) : repair_opener(p, token);
    }
    if (f->depth > 0) {
        bool is_outer = is_keyword(token->kind) && token->at.col <= innermost(f)->decl_col;
        if (token->kind == 0 || is_outer)
            return close_innermost(p, token);
    }
    if (p->cascade.is_lost)
        return begins_again(p, token) ? TOKEN_BEGIN_DECL : 0;
    bool begins = is_keyword(token->kind) ||
                  (token->kind == TOKEN_IDENT && last(p)->kind != '@' && !p->is_recovering) ||
                  starts_declaration(p, token);
    return begins ? TOKEN_BEGIN_DECL : 0;
}

static struct token make(const struct parse *p, int kind, const struct token *before)
{
    struct token token = {.kind = kind, .text = {.ptr = "", .len = 0}, .at = behind_last(p)};
    if (kind == TOKEN_BEGIN_DECL || last(p)->kind == 0)
        token.at = before->at;
    token.at.end = token.at.first;
    return token;
}

struct token filter_next(struct parse *p)
{
    struct token token = take(p);
    if (p->is_over)
        token.kind = 0;
    int missing = 0;
    if (!p->is_over)
        missing = is_between_brackets(&p->filter) ? repair_declaration(p, &token) : repair_bracket(p, &token);
    if (missing != 0) {
        put_back(p, &token);
        token = make(p, missing, &token);
    }
    deliver(p, &token);
    if (p->is_over)
        token.kind = 0;
    return token;
}
