/* SPDX-License-Identifier: MIT */
/* Doc comments are bound to the token behind them while tokens are read, and cleaned when a node claims them. */
#include "config.h"

#include "syntax/comments.h"

#include "syntax/parse_state.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Three slashes or a slash and two stars; one more of either makes a banner, not a doc comment. */
static bool is_doc(const char *text)
{
    if (text[1] == '/')
        return text[2] == '/' && text[3] != '/';
    return text[2] == '*' && text[3] != '*' && text[3] != '/';
}

static bool starts_line(const struct source *source, uint32_t first)
{
    while (first > 0 && is_blank(source->text[first - 1]))
        first--;
    return first == 0 || source->text[first - 1] == '\n';
}

static void keep(struct parse *p, const struct place *at, bool doc)
{
    struct ast_comment *comment = pool_alloc(&p->cx->pool, sizeof *comment);
    comment->at = *at;
    comment->is_doc = doc;
    struct ast_comment_list *list = &p->file->comments;
    if (list->last != NULL)
        list->last->next = comment;
    else
        list->first = comment;
    list->last = comment;
    list->count++;
}

static struct comments_doc *new_doc(struct parse *p)
{
    struct comments *comments = &p->comments;
    if (comments->count == comments->cap) {
        size_t cap = comments->cap > 0 ? comments->cap * 2 : 16;
        struct comments_doc *docs = pool_alloc(&p->cx->pool, cap * sizeof *docs);
        if (comments->count > 0)
            memcpy(docs, comments->docs, comments->count * sizeof *docs);
        comments->docs = docs;
        comments->cap = cap;
    }
    return &comments->docs[comments->count++];
}

/* One more line of three slashes below the one before it. */
static bool continues(const struct comments *comments, const struct comments_doc *fresh)
{
    if (!comments->has_pending || !fresh->is_lines)
        return false;
    const struct comments_doc *last = &comments->docs[comments->count - 1];
    return last->is_lines && last->starts_line && fresh->at.line == last->last_line + 1;
}

void comments_add(struct parse *p, const struct place *at)
{
    const char *text = p->source->text + at->first;
    bool doc = is_doc(text);
    keep(p, at, doc);
    if (!doc)
        return;
    struct comments_doc fresh = {
        .at = *at,
        .last_line = p->next.line,
        .owner = at->first, /* no token starts there: nobody's yet */
        .is_lines = text[1] == '/',
        .starts_line = starts_line(p->source, at->first),
    };
    if (continues(&p->comments, &fresh)) {
        struct comments_doc *last = &p->comments.docs[p->comments.count - 1];
        last->last_line = fresh.last_line;
        last->at.end = at->end;
        return;
    }
    *new_doc(p) = fresh;
    p->comments.has_pending = true;
}

void comments_token(struct parse *p, const struct place *at)
{
    if (!p->comments.has_pending)
        return;
    p->comments.has_pending = false;
    struct comments_doc *doc = &p->comments.docs[p->comments.count - 1];
    if (at->line == doc->last_line || (at->line == doc->last_line + 1 && doc->starts_line))
        doc->owner = at->first;
}

/* ---- cleaning ---- */

struct line {
    const char *ptr, *end;
};

/* Takes one line from the front of `rest`, line end and trailing blanks left out. */
static struct line take_line(struct line *rest)
{
    struct line line = *rest;
    const char *stop = memchr(line.ptr, '\n', (size_t)(rest->end - line.ptr));
    line.end = stop != NULL ? stop : rest->end;
    rest->ptr = stop != NULL ? stop + 1 : rest->end;
    while (line.end > line.ptr && is_blank(line.end[-1]))
        line.end--;
    return line;
}

static size_t indentation(const struct line *line)
{
    const char *ptr = line->ptr;
    while (ptr < line->end && is_blank(*ptr))
        ptr++;
    return (size_t)(ptr - line->ptr);
}

/* The comment without its outer markers. */
static struct line strip_ends(const struct comments_doc *doc)
{
    const char *text = doc->at.file->text;
    struct line body = {.ptr = text + doc->at.first + 3, .end = text + doc->at.end};
    if (doc->is_lines)
        return body;
    body.end--;
    while (body.end > body.ptr && body.end[-1] == '*')
        body.end--;
    return body;
}

/* A column of stars down a block is a marker only where each line has one. */
static bool has_stars(struct line rest)
{
    take_line(&rest);
    while (rest.ptr < rest.end) {
        struct line line = take_line(&rest);
        line.ptr += indentation(&line);
        if (line.ptr < line.end && *line.ptr != '*')
            return false;
    }
    return true;
}

struct cleaning {
    bool is_lines, has_stars;
    size_t indent; /* common to all lines but a block's first */
};

static struct line next_line(struct line *rest, const struct cleaning *how, bool is_first)
{
    struct line line = take_line(rest);
    size_t blanks = indentation(&line), marker = how->is_lines ? 3 : 1;
    if (is_first && !how->is_lines)
        line.ptr += blanks;
    else if (!is_first && (how->is_lines || how->has_stars) && (size_t)(line.end - line.ptr) >= blanks + marker)
        line.ptr += blanks + marker;
    if (line.ptr < line.end && (!is_first || how->is_lines)) {
        blanks = indentation(&line);
        line.ptr += blanks < how->indent ? blanks : how->indent;
    }
    return line;
}

static size_t common_indent(struct line rest, const struct cleaning *how)
{
    size_t least = SIZE_MAX;
    for (bool is_first = true; rest.ptr < rest.end; is_first = false) {
        struct line line = next_line(&rest, how, is_first);
        bool counts = line.ptr < line.end && (how->is_lines || !is_first);
        if (counts && indentation(&line) < least)
            least = indentation(&line);
    }
    return least == SIZE_MAX ? 0 : least;
}

static struct ast_doc *clean(struct parse *p, const struct comments_doc *doc)
{
    struct line rest = strip_ends(doc);
    struct cleaning how = {.is_lines = doc->is_lines, .has_stars = !doc->is_lines && has_stars(rest)};
    how.indent = common_indent(rest, &how);
    char *text = pool_copy(&p->cx->pool, rest.ptr, (size_t)(rest.end - rest.ptr)), *out = text;
    for (bool is_first = true; rest.ptr < rest.end; is_first = false) {
        struct line line = next_line(&rest, &how, is_first);
        size_t len = (size_t)(line.end - line.ptr);
        if (len == 0 && out == text)
            continue;
        memcpy(out, line.ptr, len);
        out += len;
        *out++ = '\n';
    }
    while (out > text && out[-1] == '\n')
        out--;
    *out = '\0';
    struct ast_doc *made = pool_alloc(&p->cx->pool, sizeof *made);
    *made = (struct ast_doc){.at = doc->at, .text = text, .len = (size_t)(out - text)};
    return made;
}

struct ast_doc *comments_claim(struct parse *p, uint32_t offset)
{
    struct comments_doc *docs = p->comments.docs;
    size_t low = 0, high = p->comments.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (docs[middle].owner < offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == p->comments.count || docs[low].owner != offset || docs[low].is_taken)
        return NULL;
    docs[low].is_taken = true;
    return clean(p, &docs[low]);
}

void comments_finish(struct parse *p)
{
    for (size_t i = 0; i < p->comments.count; i++)
        if (!p->comments.docs[i].is_taken)
            diagnose(p->cx, &p->comments.docs[i].at, DIAGNOSTIC_STRAY_DOC,
                     "this doc comment describes nothing; it stands on the lines before what it describes");
}
