/* SPDX-License-Identifier: MIT */
/* The stages in their order, and their faults at places in the schema. */
#include "config.h"

#include "model/pattern.h"

#include "model/c_name.h"
#include "model/model.h"
#include "model/pattern_dfa.h"
#include "model/pattern_nfa.h"
#include "model/pattern_tree.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <string.h>

/* ---- places ---- */

static uint32_t unit_of(const char *hex)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char low = (char)(hex[i] | 0x20);
        value = value << 4 | (uint32_t)(low <= '9' ? low & 0xf : low - 'a' + 10);
    }
    return value;
}

/* How many bytes of meaning the escape at `raw` has, and how many of the file it takes. It is a good one: the parser
   read it. */
static size_t measure_escape(const char *raw, size_t *taken)
{
    *taken = 2;
    if (raw[1] != 'u')
        return 1;
    uint32_t unit = unit_of(raw + 2);
    bool is_pair = unit >= 0xd800 && unit <= 0xdfff;
    *taken = is_pair ? 12 : 6;
    return is_pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

/* Where byte `offset` of the text's meaning stands in the file. */
static uint32_t locate(const struct ast_string *text, size_t offset)
{
    const char *raw = text->at.file->text + text->at.first + 1, *end = text->at.file->text + text->at.end - 1;
    while (raw < end && offset > 0) {
        size_t taken = 1, meaning = *raw == '\\' ? measure_escape(raw, &taken) : 1;
        if (meaning > offset)
            break;
        offset -= meaning;
        raw += taken;
    }
    return (uint32_t)(raw - text->at.file->text);
}

static struct place place_of(const struct ast_string *text, const struct pattern_fault *fault)
{
    struct place at = text->at;
    if (at.file == NULL)
        return at;
    at.first = locate(text, fault->first);
    at.end = locate(text, fault->first + (fault->len > 0 ? fault->len : 1));
    at.col += at.first - text->at.first;
    return at;
}

static struct model_pattern *refuse(const struct unit *unit, const struct ast_string *text,
                                    const struct pattern_fault *fault)
{
    struct place at = place_of(text, fault);
    diagnose(unit->cx, &at, fault->code, "%s", fault->message);
    return NULL;
}

static struct model_pattern *refuse_all(const struct unit *unit, const struct ast_string *text,
                                        enum diagnostic_code code, const char *message)
{
    diagnose(unit->cx, &text->at, code, "%s", message);
    return NULL;
}

/* ---- the model ---- */

static struct model_pattern *make_model(struct pool *pool, const struct ast_string *text, const struct pattern_dfa *dfa)
{
    struct model_pattern *pattern = pool_alloc(pool, sizeof *pattern);
    *pattern = (struct model_pattern){
        .text = pool_copy(pool, text->text, text->len),
        .state_count = dfa->state_count,
        .class_count = dfa->class_count,
        .classes = dfa->classes,
        .next = dfa->next,
        .accepts = dfa->accepts,
    };
    return pattern;
}

static const char *fault_of_limit(enum pattern_limit limit)
{
    if (limit == PATTERN_TOO_MANY_STATES)
        return "the automaton of this pattern would have more than 8192 states: behind a repeat whose end is not "
               "clear, each count multiplies them; lower the counts, or make clear where the repeat ends";
    return "making the automaton of this pattern takes too much: counts in counts, or counts of what may be empty, "
           "multiply; lower them";
}

static struct model_pattern *compile(const struct unit *unit, const struct ast_string *text)
{
    struct pool *pool = &unit->cx->pool;
    struct pattern_fault fault;
    struct pattern_nfa nfa;
    struct pattern_dfa dfa, smallest;
    const struct pattern_node *tree = pattern_parse(pool, text->text, text->len, &fault);
    if (tree == NULL)
        return refuse(unit, text, &fault);
    if (!pattern_nfa_make(pool, tree, &nfa))
        return refuse_all(unit, text, DIAGNOSTIC_PATTERN_TOO_LARGE,
                          "with its counts written out this pattern would have more than 65536 states; lower them");
    enum pattern_limit limit = pattern_dfa_make(pool, &nfa, &dfa);
    if (limit != PATTERN_FITS)
        return refuse_all(unit, text, DIAGNOSTIC_PATTERN_TOO_LARGE, fault_of_limit(limit));
    pattern_minimise(pool, &dfa, &smallest);
    if (smallest.state_count * smallest.class_count > PATTERN_ENTRIES_MAX)
        return refuse_all(unit, text, DIAGNOSTIC_PATTERN_TOO_LARGE,
                          "the tables of this pattern would be larger than 128 KiB; lower its counts, or let "
                          "the bounds of the string count");
    if (smallest.state_count == 1 && !smallest.accepts[0])
        return refuse_all(unit, text, DIAGNOSTIC_BAD_PATTERN, "no text matches this pattern");
    return make_model(pool, text, &smallest);
}

/* What can be said before the text is read. */
static bool check_text(const struct unit *unit, const struct ast_string *text)
{
    const char *nul = text->len > 0 ? memchr(text->text, '\0', text->len) : NULL;
    if (text->len > C_TEXT_MAX) {
        diagnose(unit->cx, &text->at, DIAGNOSTIC_PATTERN_TOO_LARGE, "this pattern is longer than %d bytes", C_TEXT_MAX);
        return false;
    }
    if (nul == NULL)
        return true;
    struct pattern_fault fault = {DIAGNOSTIC_BAD_PATTERN, (size_t)(nul - text->text), 1,
                                  "U+0000 is written '\\\\0' in a schema"};
    refuse(unit, text, &fault);
    return false;
}

static const struct model_pattern *find_or_compile(const struct unit *unit, const struct ast_string *text)
{
    struct name_map *patterns = &unit->schema->patterns;
    struct model_pattern *pattern = name_map_find(patterns, text->text, text->len);
    if (pattern != NULL)
        return pattern;
    pattern = compile(unit, text);
    return pattern == NULL ? NULL : name_map_add(patterns, pattern->text, text->len, pattern);
}

const struct model_pattern *pattern_compile(const struct unit *unit, const struct ast_string *text)
{
    const struct model_pattern *pattern = check_text(unit, text) ? find_or_compile(unit, text) : NULL;
    if (pattern != NULL && pattern->state_count == 1) /* it says yes: compile() refuses the other one */
        diagnose(unit->cx, &text->at, DIAGNOSTIC_IDLE_PATTERN,
                 "every text matches this pattern, as a match may begin and end anywhere; '^' and '$' hold it to "
                 "the whole text");
    return pattern;
}

bool pattern_matches(const struct model_pattern *pattern, const char *text, size_t len)
{
    size_t state = 0;
    for (size_t i = 0; i < len; i++)
        state = pattern->next[state * pattern->class_count + pattern->classes[(unsigned char)text[i]]];
    return pattern->accepts[state];
}
