/* SPDX-License-Identifier: MIT */
/* Each place has one list, in the order of its enum. */
#include "config.h"

#include "syntax/word.h"

#include "syntax/cascade.h"
#include "syntax/parse_state.h"
#include "syntax/suggest.h"

#include <string.h>

struct place_words {
    const char *what; /* "unknown WHAT 'GTE'" */
    const char *choice;
    const char *const *words; /* NULL-terminated */
};

static size_t find(struct parse *p, const struct token_text *text, const struct place *at, const struct place_words *in)
{
    for (size_t i = 0; in->words[i] != NULL; i++)
        if (strcmp(in->words[i], text->ptr) == 0)
            return i;
    if (cascade_hides(p))
        return 0;
    const char *meant = suggest_nearest(text->ptr, text->len, in->words);
    if (meant != NULL)
        diagnose(p->cx, at, DIAGNOSTIC_UNKNOWN_WORD, "unknown %s '%s'", in->what, text->ptr);
    else
        diagnose(p->cx, at, DIAGNOSTIC_UNKNOWN_WORD, "unknown %s '%s'; there are %s", in->what, text->ptr, in->choice);
    diagnose_suggestion(p->cx, meant);
    return 0;
}

/* group "/path" tags("a") {   was read as a method, a path and a name. */
static bool is_group(struct parse *p, const struct token_text *text, const struct place *at)
{
    if (strcmp(text->ptr, "group") != 0)
        return false;
    if (!cascade_hides(p))
        diagnose(p->cx, at, DIAGNOSTIC_UNKNOWN_WORD, "a group has no name: behind its path stands '{' or an annotation");
    cascade_begin(p);
    return true;
}

enum ast_method word_method(struct parse *p, const struct token_text *text, const struct place *at)
{
    static const char *const words[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", NULL};
    if (is_group(p, text, at))
        return AST_METHOD_GET;
    return (enum ast_method)find(
        p, text, at, &(struct place_words){"method", "GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS", words});
}

enum ast_word word_parameter(struct parse *p, const struct token_text *text, const struct place *at)
{
    static const char *const words[] = {"query", "header", "cookie", "form", "body", NULL};
    size_t found = find(p, text, at,
                        &(struct place_words){"source of a parameter", "query, header, cookie, form and body", words});
    return (enum ast_word)(AST_WORD_QUERY + (int)found);
}

enum ast_scheme word_scheme(struct parse *p, const struct token_text *text, const struct place *at)
{
    static const char *const words[] = {"bearer", "basic", "api_key", "jwt", NULL};
    return (enum ast_scheme)find(
        p, text, at, &(struct place_words){"kind of authentication", "bearer, basic, api_key and jwt", words});
}

enum ast_struct_form word_derivation(struct parse *p, const struct token_text *text, const struct place *at)
{
    static const char *const words[] = {"partial", NULL};
    find(p, text, at,
         &(struct place_words){"derivation", "'partial User', 'omit User(id)' and 'pick User(id)'", words});
    return AST_STRUCT_PARTIAL;
}

enum ast_struct_form word_selection(struct parse *p, const struct token_text *text, const struct place *at)
{
    static const char *const words[] = {"omit", "pick", NULL};
    size_t found = find(
        p, text, at, &(struct place_words){"derivation", "'partial User', 'omit User(id)' and 'pick User(id)'", words});
    return found == 0 ? AST_STRUCT_OMIT : AST_STRUCT_PICK;
}

bool word_files(struct parse *p, const struct token_text *text, const struct place *at)
{
    static const char *const words[] = {"files", "embed", NULL};
    return find(p, text, at, &(struct place_words){"kind of files", "'files' and 'embed'", words}) == 1;
}

bool word_expect(struct parse *p, const struct token_text *text, const struct place *at, const char *word)
{
    if (strcmp(text->ptr, word) == 0)
        return true;
    const char *const words[] = {word, NULL};
    if (cascade_hides(p))
        return false;
    diagnose(p->cx, at, DIAGNOSTIC_UNKNOWN_WORD, "expected '%s', found '%s'", word, text->ptr);
    diagnose_suggestion(p->cx, suggest_nearest(text->ptr, text->len, words));
    return false;
}
