/* SPDX-License-Identifier: MIT */
/* What paths are called: kebab-case, things and not deeds, collections in the plural. */
#include "config.h"

#include "model/lint_room.h"

#include <string.h>

struct segment {
    const char *text;
    size_t len;
};

/* The segment that begins at or behind `at`; false when there is none. */
static bool next_segment(const struct ast_string *path, size_t *at, struct segment *out)
{
    while (*at < path->len && path->text[*at] == '/')
        (*at)++;
    if (*at == path->len)
        return false;
    const char *first = path->text + *at, *slash = memchr(first, '/', path->len - *at);
    *out = (struct segment){first, slash == NULL ? path->len - *at : (size_t)(slash - first)};
    *at += out->len;
    return true;
}

static bool is_parameter(const struct segment *segment)
{
    return segment->text[0] == '{';
}

/* Escapes make the text another than what stands in the file: then it is the path as a whole. */
static struct place place_of(const struct ast_string *path, const struct segment *segment)
{
    if (path->at.end - path->at.first != path->len + 2)
        return path->at;
    struct place place = path->at;
    uint32_t before = (uint32_t)(segment->text - path->text) + 1;
    place.first += before;
    place.col += before;
    place.end = place.first + (uint32_t)segment->len;
    return place;
}

/* ---- one segment ---- */

static bool is_kebab(const struct segment *segment)
{
    for (size_t i = 0; i < segment->len; i++)
        if ((segment->text[i] >= 'A' && segment->text[i] <= 'Z') || segment->text[i] == '_')
            return false;
    return true;
}

static void look_at_case(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path,
                         const struct segment *segment)
{
    struct place place = place_of(path, segment);
    if (!is_kebab(segment))
        lint_say(lint, scope, DIAGNOSTIC_PATH_NAME, &place, "segments of paths are kebab-case: '%.*s' is not",
                 (int)segment->len, segment->text);
}

static void look_for_verb(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path,
                          const struct segment *segment)
{
    static const char *const verbs[] = {"get",    "fetch",  "retrieve", "create", "insert", "update",
                                        "modify", "delete", "remove",   "save",   NULL};
    struct lint_words words = lint_split(segment->text, segment->len);
    struct place place = place_of(path, segment);
    if (words.count > 0 && lint_is_one_of(lint_first(&words), verbs))
        lint_say(lint, scope, DIAGNOSTIC_PATH_VERB, &place,
                 "a path names a thing, and the method says what is done: not '%s'", lint_first(&words));
}

/* ---- collections ---- */

/* English, as far as a rule of thumb goes. */
static bool is_plural(const char *word)
{
    static const char *const others[] = {"people",   "children",  "men",     "women",    "data",      "media",
                                         "news",     "info",      "staff",   "mice",     "feet",      "teeth",
                                         "stock",    "equipment", "content", "metadata", "inventory", "history",
                                         "feedback", "indices",   NULL};
    size_t len = strlen(word);
    return len < 3 || word[len - 1] == 's' || (word[len - 1] >= '0' && word[len - 1] <= '9') ||
           lint_is_one_of(word, others);
}

/* "{id}", "{user_id}": one of many. */
static bool picks_one(const struct segment *segment)
{
    static const char *const ids[] = {"id", "uuid", "slug", NULL};
    if (segment->len < 3 || segment->text[segment->len - 1] != '}')
        return false;
    struct lint_words words = lint_split(segment->text + 1, segment->len - 2);
    return words.count > 0 && lint_is_one_of(lint_last(&words), ids);
}

static void look_at_number(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path,
                           const struct segment *segment)
{
    struct lint_words words = lint_split(segment->text, segment->len);
    struct place place = place_of(path, segment);
    if (words.count > 0 && !is_plural(lint_last(&words)))
        lint_say(lint, scope, DIAGNOSTIC_PATH_PLURAL, &place, "'%.*s' has many of them, and is in the singular",
                 (int)segment->len, segment->text);
}

/* The last segment of the group around a route; false when there is none. */
static bool last_of_group(const struct lint_scope *scope, const struct ast_string **path, struct segment *out)
{
    for (scope = scope->outer; scope != NULL; scope = scope->outer) {
        size_t at = 0;
        bool is_found = false;
        *path = scope->path;
        while (*path != NULL && next_segment(*path, &at, out))
            is_found = true;
        if (is_found)
            return true;
    }
    return false;
}

static void look_at_pairs(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path)
{
    const struct ast_string *before_path = path;
    struct segment before, segment;
    bool has_before = last_of_group(scope, &before_path, &before);
    for (size_t at = 0; next_segment(path, &at, &segment);) {
        if (has_before && !is_parameter(&before) && picks_one(&segment))
            look_at_number(lint, scope, before_path, &before);
        before = segment;
        before_path = path;
        has_before = true;
    }
}

/* ---- all ---- */

static bool is_in_group(const struct lint_scope *scope)
{
    return scope->outer != NULL && scope->outer->path != NULL;
}

static void look_at_end(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path)
{
    if (path->len == 0 || path->text[path->len - 1] != '/' || (path->len == 1 && !is_in_group(scope)))
        return;
    struct segment slash = {path->text + path->len - 1, 1};
    struct place place = place_of(path, &slash);
    lint_say(lint, scope, DIAGNOSTIC_PATH_SLASH, &place,
             "a path with a slash at its end is another one than that without");
}

void lint_paths_string(struct lint *lint, const struct lint_scope *scope, const struct ast_string *path, bool is_group)
{
    struct segment segment;
    for (size_t at = 0; next_segment(path, &at, &segment);) {
        if (is_parameter(&segment))
            continue;
        look_at_case(lint, scope, path, &segment);
        look_for_verb(lint, scope, path, &segment);
    }
    look_at_pairs(lint, scope, path);
    if (!is_group)
        look_at_end(lint, scope, path);
}
