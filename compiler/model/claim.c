/* SPDX-License-Identifier: MIT */
/* Structs and enums are tags, functions and constants ordinary names, and C keeps the two apart: `struct login` and
   the handler `login()` go together well. What is claimed in both spaces is meant to be unmistakable. */
#include "config.h"

#include "model/claim.h"

#include "model/c_name.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <string.h>

struct claim {
    struct claim *next;  /* of the same name, in another space */
    struct claim *after; /* the file's next, in order: a declaration's own name comes before what is derived from it */
    struct unit *unit;
    const char *c_name;
    unsigned spaces;
    struct place at;
    const char *what;
};

static bool is_ours(const char *c_name)
{
    return strncmp(c_name, "swage_", 6) == 0 || strncmp(c_name, "SWAGE_", 6) == 0;
}

static const char *proposal(const struct unit *unit)
{
    return unit->space == NULL ? "; a 'namespace' puts a prefix in front" : "";
}

static bool is_free(const struct unit *unit, const char *c_name, unsigned spaces, const struct place *at,
                    const char *what)
{
    const char *owner = c_word_owner(c_name, spaces);
    if (owner != NULL)
        diagnose(unit->cx, at, DIAGNOSTIC_RESERVED_NAME, "%s would be '%s' in C, which %s has%s", what, c_name, owner,
                 proposal(unit));
    else if (is_ours(c_name) && (spaces & CLAIM_SHARED) == 0)
        diagnose(unit->cx, at, DIAGNOSTIC_RESERVED_NAME, "%s would be '%s' in C; such names are the runtime's", what,
                 c_name);
    else if (c_name[0] == '_')
        diagnose(unit->cx, at, DIAGNOSTIC_RESERVED_NAME,
                 "%s would be '%s' in C, which keeps names with '_' in front for itself", what, c_name);
    else
        return true;
    return false;
}

static struct claim *rival(struct claim *there, unsigned spaces)
{
    while (there != NULL && (there->spaces & spaces & ~(unsigned)(CLAIM_PRIVATE | CLAIM_SHARED)) == 0)
        there = there->next;
    return there;
}

static bool is_same(const struct claim *a, unsigned spaces, const char *what)
{
    return (a->spaces & spaces & CLAIM_SHARED) != 0 && strcmp(a->what, what) == 0;
}

static void report(const struct unit *unit, const struct place *at, const char *what, const struct claim *other)
{
    diagnose(unit->cx, at, DIAGNOSTIC_NAME_COLLISION, "%s and %s would both be '%s' in C", what, other->what,
             other->c_name);
    diagnose_note(unit->cx, &other->at, "%s is here", other->what);
}

static void append(struct unit *unit, struct claim *mine)
{
    if (unit->last_claim == NULL)
        unit->first_claim = mine;
    else
        unit->last_claim->after = mine;
    unit->last_claim = mine;
}

bool claim(struct unit *unit, const char *c_name, unsigned spaces, const struct place *at, const char *what)
{
    if (!is_free(unit, c_name, spaces, at, what))
        return false;
    struct claim *mine = pool_alloc(&unit->cx->pool, sizeof *mine);
    *mine = (struct claim){.unit = unit, .c_name = c_name, .spaces = spaces, .at = *at, .what = what};
    struct claim *there = name_map_add(&unit->claims, c_name, strlen(c_name), mine);
    if (there == mine) {
        append(unit, mine);
        return true;
    }
    const struct claim *other = rival(there, spaces);
    if (other != NULL && is_same(other, spaces, what))
        return true;
    if (other != NULL) {
        report(unit, at, what, other);
        return false;
    }
    append(unit, mine);
    mine->next = there->next;
    there->next = mine;
    return true;
}

void claim_endings(struct unit *unit, const char *prefix, const char *const *endings, unsigned spaces,
                   const struct place *at, const char *what)
{
    for (; *endings != NULL; endings++) {
        const char *of = pool_printf(&unit->cx->pool, "what is made for %s", what);
        if (!claim(unit, pool_printf(&unit->cx->pool, "%s%s", prefix, *endings), spaces, at, of))
            return;
    }
}

/* ---- across files ---- */

struct merge {
    struct unit *unit;
    const struct unit_import *through; /* the import that is being followed */
    struct name_map names;             /* to a copy of the first claim of each name, and of its rivals */
    struct name_map seen;              /* units */
};

static bool seek(struct unit *from, const struct unit *to, unsigned search)
{
    if (from == to)
        return true;
    if (from->search == search)
        return false;
    from->search = search;
    for (const struct unit_import *import = from->imports; import != NULL; import = import->next)
        if (seek(import->unit, to, search))
            return true;
    return false;
}

static bool reaches(struct unit *from, const struct unit *to)
{
    return seek(from, to, ++from->schema->search);
}

/* Where one of the two files includes the other, it has reported this itself. */
static void meet(const struct merge *merge, const struct claim *first, const struct claim *second)
{
    if (first->unit == merge->unit)
        report(merge->unit, &first->at, first->what, second);
    else if (!reaches(first->unit, second->unit) && !reaches(second->unit, first->unit)) {
        diagnose(merge->unit->cx, &merge->through->decl->import.at, DIAGNOSTIC_NAME_COLLISION,
                 "this import and an earlier one both declare '%s' in C", first->c_name);
        diagnose_note(merge->unit->cx, &first->at, "%s is here", first->what);
        diagnose_note(merge->unit->cx, &second->at, "%s is here", second->what);
    }
}

/* The chain of a name is built anew: claims of one file know nothing of the others. */
static void merge_claims(struct merge *merge, const struct unit *other)
{
    for (const struct claim *theirs = other->first_claim; theirs != NULL; theirs = theirs->after) {
        if (other != merge->unit && (theirs->spaces & CLAIM_PRIVATE) != 0)
            continue;
        struct claim *copy = pool_alloc(&merge->unit->cx->pool, sizeof *copy);
        *copy = *theirs;
        copy->next = NULL;
        struct claim *there = name_map_add(&merge->names, copy->c_name, strlen(copy->c_name), copy);
        const struct claim *other_claim = there == copy ? NULL : rival(there, copy->spaces);
        if (other_claim != NULL) {
            if (!is_same(other_claim, copy->spaces, copy->what))
                meet(merge, other_claim, copy);
        } else if (there != copy) {
            copy->next = there->next;
            there->next = copy;
        }
    }
}

static void merge_unit(struct merge *merge, struct unit *other)
{
    const char *key = other->file->source->path;
    if (name_map_find(&merge->seen, key, strlen(key)) != NULL)
        return;
    name_map_add(&merge->seen, key, strlen(key), other);
    merge_claims(merge, other);
    for (const struct unit_import *import = other->imports; import != NULL; import = import->next)
        merge_unit(merge, import->unit);
}

void claim_check_imports(struct unit *unit)
{
    struct merge merge = {
        .unit = unit, .names = NAME_MAP_INIT(&unit->cx->pool), .seen = NAME_MAP_INIT(&unit->cx->pool)};
    if (unit->imports == NULL)
        return;
    merge_claims(&merge, unit);
    for (merge.through = unit->imports; merge.through != NULL; merge.through = merge.through->next)
        merge_unit(&merge, merge.through->unit);
}
