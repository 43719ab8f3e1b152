/* SPDX-License-Identifier: MIT */
/* A file is the same file by its canonical path, however it was written. Imports are read depth first, so a file that
   is being loaded when it is imported again closes a cycle. */
#include "config.h"

#include "model/resolve.h"

#include "model/build.h"
#include "model/c_name.h"
#include "model/c_words.h"
#include "model/model.h"
#include "model/nearby.h"
#include "model/type.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void schema_init(struct schema *schema, struct compilation *cx, const struct model_options *options)
{
    *schema = (struct schema){.cx = cx,
                              .options = options,
                              .by_identity = NAME_MAP_INIT(&cx->pool),
                              .patterns = NAME_MAP_INIT(&cx->pool),
                              .unknown = NAME_MAP_INIT(&cx->pool),
                              .sizes = NAME_MAP_INIT(&cx->pool),
                              .owners = NAME_MAP_INIT(&cx->pool)};
}

/* ---- files ---- */

/* Text that was never a file is its own identity. */
static const char *identity(struct schema *schema, const char *path)
{
    char *real = realpath(path, NULL);
    const char *name = real == NULL ? path : pool_copy(&schema->cx->pool, real, strlen(real));
    free(real);
    return name;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static char *stem_of(struct pool *pool, const char *path)
{
    const char *name = base_name(path), *dot = strrchr(name, '.');
    return pool_copy(pool, name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name));
}

/* The stem stands in #include lines, in make's rules and in names of C. */
static void check_stem(struct schema *schema, const struct unit *unit)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    struct place at = source_place(unit->file->source);
    const char *stem = unit->stem;
    bool is_letter = (stem[0] | 0x20) >= 'a' && (stem[0] | 0x20) <= 'z';
    if (!is_letter || stem[strspn(stem, allowed)] != '\0')
        diagnose(
            schema->cx, &at, DIAGNOSTIC_BAD_NAME,
            "the generated files and '%s_app' are named after '%s': it must begin with a letter and have only letters, "
            "digits, '-', '_' and '.'",
            unit->c_stem, stem);
    else if (strlen(stem) > C_NAME_MAX)
        diagnose(schema->cx, &at, DIAGNOSTIC_TOO_LARGE, "the file's name is longer than %d bytes", C_NAME_MAX);
    else if (c_word_is_header(stem))
        diagnose(schema->cx, &at, DIAGNOSTIC_RESERVED_NAME,
                 "'%s.h' would hide <%s.h> of the C library; name the file otherwise", stem, stem);
    else if (strncmp(unit->c_stem, "swage", 5) == 0 && (unit->c_stem[5] == '_' || unit->c_stem[5] == '\0'))
        diagnose(schema->cx, &at, DIAGNOSTIC_RESERVED_NAME,
                 "names that begin with 'swage_' are the runtime's; name the file "
                 "otherwise");
}

static bool has_errors(const struct compilation *cx, const struct source *source)
{
    for (const struct diagnostic *d = cx->diagnostics.first; d != NULL; d = d->next)
        if (d->place.file == source && diagnostic_code_severity(d->code) == SEVERITY_ERROR)
            return true;
    return false;
}

/* One message for the namespace instead of one for each name in it. */
static const char *check_prefix(struct schema *schema, const struct ast_file *file, const char *prefix)
{
    bool is_ours = strncmp(prefix, "swage_", 6) == 0;
    if (!is_ours && prefix[0] != '_')
        return prefix;
    diagnose(schema->cx, &file->space->space.at, DIAGNOSTIC_RESERVED_NAME, "names that begin with '%s' are %s",
             is_ours ? "swage_" : "_", is_ours ? "the runtime's" : "reserved in C");
    return pool_printf(&schema->cx->pool, "refused_%s", prefix);
}

static struct unit *unit_new(struct schema *schema, const struct ast_file *file)
{
    struct pool *pool = &schema->cx->pool;
    struct unit *unit = pool_alloc(pool, sizeof *unit);
    unit->schema = schema;
    unit->cx = schema->cx;
    unit->file = file;
    unit->stem = stem_of(pool, file->source->path);
    unit->c_stem = c_name_snake(pool, unit->stem, strlen(unit->stem));
    unit->space = file->space == NULL ? NULL : file->space->space.text;
    unit->prefix = check_prefix(schema, file, c_name_prefix(pool, unit->space));
    unit->names = NAME_MAP_INIT(pool);
    unit->claims = NAME_MAP_INIT(pool);
    unit->is_broken = unit->is_open = has_errors(schema->cx, file->source);
    return unit;
}

struct unit *resolve_add(struct schema *schema, const struct ast_file *file)
{
    const char *name = identity(schema, file->source->path);
    struct unit *unit = unit_new(schema, file);
    struct unit *there = name_map_add(&schema->by_identity, name, strlen(name), unit);
    if (there != unit)
        return there;
    if (schema->last_unit == NULL)
        schema->units = unit;
    else
        schema->last_unit->next = unit;
    schema->last_unit = unit;
    check_stem(schema, unit);
    return unit;
}

/* ---- imports ---- */

const char *resolve_beside(const struct unit *unit, const char *path)
{
    const char *own = unit->file->source->path, *name = base_name(own);
    return path[0] == '/' ? path : pool_printf(&unit->cx->pool, "%.*s%s", (int)(name - own), own, path);
}

/* The path of the imported file, or NULL when it is neither beside the importing one nor in an -I folder. */
static const char *look_for(struct schema *schema, const struct unit *unit, const char *path)
{
    const char *found = resolve_beside(unit, path);
    if (access(found, F_OK) == 0)
        return found;
    const struct model_options *options = schema->options;
    for (unsigned i = 0; path[0] != '/' && options != NULL && i < options->include_dir_count; i++) {
        found = pool_printf(&schema->cx->pool, "%s/%s", options->include_dirs[i], path);
        if (access(found, F_OK) == 0)
            return found;
    }
    return NULL;
}

static struct unit *read_unit(struct schema *schema, const char *path, const struct place *from)
{
    const char *name = identity(schema, path);
    struct unit *unit = name_map_find(&schema->by_identity, name, strlen(name));
    if (unit != NULL)
        return unit;
    struct ast_file *file = parse_file(schema->cx, path, from);
    return file == NULL ? NULL : resolve_add(schema, file);
}

/* The files on the way from `to` back to itself: all that are being loaded import one another in a chain. */
static void report_cycle(struct schema *schema, const struct unit *from, const struct unit *to,
                         const struct ast_decl *decl)
{
    diagnose(schema->cx, &decl->import.at, DIAGNOSTIC_BAD_IMPORT, "'%s' is importing this file already",
             base_name(to->file->source->path));
    for (const struct unit *unit = to; unit != from && unit != NULL; unit = unit->last_import->unit)
        diagnose_note(schema->cx, &unit->last_import->decl->import.at, "it gets here through '%s'",
                      unit->last_import->decl->import.text);
}

static bool is_imported(const struct unit *unit, const struct unit *other)
{
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        if (import->unit == other)
            return true;
    return false;
}

static void add_import(struct schema *schema, struct unit *unit, struct unit *other, const struct ast_decl *decl)
{
    struct unit_import *import = pool_alloc(&schema->cx->pool, sizeof *import);
    *import = (struct unit_import){.decl = decl, .unit = other};
    if (unit->last_import == NULL)
        unit->imports = import;
    else
        unit->last_import->next = import;
    unit->last_import = import;
}

static struct unit *find_import(struct schema *schema, const struct unit *unit, const struct ast_decl *decl)
{
    const struct ast_string *path = &decl->import;
    if (path->len == 0 || strlen(path->text) != path->len) {
        diagnose(schema->cx, &path->at, DIAGNOSTIC_BAD_IMPORT, "this is no path of a file");
        return NULL;
    }
    const char *found = look_for(schema, unit, path->text);
    if (found != NULL)
        return read_unit(schema, found, &path->at);
    diagnose(schema->cx, &path->at, DIAGNOSTIC_BAD_IMPORT, "no file '%s' beside this one or in the -I folders",
             path->text);
    nearby_suggest_file(unit, path);
    return NULL;
}

static void load(struct schema *schema, struct unit *unit);

static void load_import(struct schema *schema, struct unit *unit, const struct ast_decl *decl)
{
    struct unit *other = find_import(schema, unit, decl);
    if (other == NULL) {
        unit->is_open = true;
    } else if (other->state == UNIT_LOADING) {
        report_cycle(schema, unit, other, decl);
        unit->is_open = true;
    } else if (!is_imported(unit, other)) {
        add_import(schema, unit, other, decl);
        load(schema, other);
        unit->is_open |= other->is_broken;
    }
}

/* Two headers of one name cannot both be included. */
static void check_stems(struct schema *schema, const struct unit *unit)
{
    for (const struct unit_import *a = unit->imports; a != NULL; a = a->next) {
        if (strcmp(a->unit->c_stem, unit->c_stem) == 0)
            diagnose(schema->cx, &a->decl->import.at, DIAGNOSTIC_NAME_COLLISION,
                     "'%s.h' of the imported file and of this one could not be told apart", a->unit->stem);
        for (const struct unit_import *b = unit->imports; b != a; b = b->next)
            if (strcmp(a->unit->c_stem, b->unit->c_stem) == 0) {
                diagnose(schema->cx, &a->decl->import.at, DIAGNOSTIC_NAME_COLLISION,
                         "'%s.h' would be generated from two imported files", a->unit->stem);
                diagnose_note(schema->cx, &b->decl->import.at, "the other one is here");
            }
    }
}

static void load(struct schema *schema, struct unit *unit)
{
    if (unit->state != UNIT_NEW)
        return;
    unit->state = UNIT_LOADING;
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next)
        if (decl->kind == AST_DECL_IMPORT)
            load_import(schema, unit, decl);
    unit->state = UNIT_LOADED;
    check_stems(schema, unit);
}

/* ---- names ---- */

static bool declares_type(const struct ast_decl *decl)
{
    return decl->kind == AST_DECL_STRUCT || decl->kind == AST_DECL_ENUM || decl->kind == AST_DECL_UNION ||
           decl->kind == AST_DECL_TYPEDEF;
}

void resolve_own(struct schema *schema, struct symbol *symbol)
{
    struct pool *pool = &schema->cx->pool;
    const struct model_struct **key = pool_alloc(pool, sizeof(*key));
    symbol->structure = pool_alloc(pool, sizeof *symbol->structure);
    *key = symbol->structure;
    name_map_add(&schema->owners, (const char *)key, sizeof(*key), symbol);
}

struct symbol *resolve_owner(const struct schema *schema, const struct model_struct *structure)
{
    return name_map_find(&schema->owners, (const char *)&structure, sizeof structure);
}

static void give_object(struct schema *schema, struct symbol *symbol)
{
    struct pool *pool = &schema->cx->pool;
    if (symbol->decl->kind == AST_DECL_STRUCT)
        resolve_own(schema, symbol);
    else if (symbol->decl->kind == AST_DECL_ENUM)
        symbol->enumeration = pool_alloc(pool, sizeof *symbol->enumeration);
    else if (symbol->decl->kind == AST_DECL_UNION)
        symbol->choice = pool_alloc(pool, sizeof *symbol->choice);
    else if (symbol->decl->kind == AST_DECL_TYPEDEF && symbol->decl->alias.is_extern)
        symbol->external = pool_alloc(pool, sizeof *symbol->external);
    else if (symbol->decl->kind == AST_DECL_TYPEDEF)
        symbol->alias = pool_alloc(pool, sizeof *symbol->alias);
}

void resolve_append(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    if (unit->last_symbol == NULL)
        unit->symbols = symbol;
    else
        unit->last_symbol->next = symbol;
    unit->last_symbol = symbol;
}

static void report_duplicate(struct schema *schema, const struct ast_decl *decl, struct symbol *there)
{
    const struct ast_decl *other = there->decl;
    if (decl->kind != other->kind) /* nobody knows which of the two is meant, so uses of it are not judged */
        there->state = SYMBOL_BAD;
    diagnose(schema->cx, &decl->name.at, DIAGNOSTIC_DUPLICATE_DECLARATION, "'%s' is declared already", decl->name.text);
    diagnose_note(schema->cx, &other->name.at, "the first declaration is here");
}

static void enter(struct schema *schema, struct unit *unit, const struct ast_decl *decl)
{
    struct symbol *symbol = pool_alloc(&schema->cx->pool, sizeof *symbol);
    symbol->decl = decl;
    symbol->unit = unit;
    give_object(schema, symbol);
    if (unit->is_broken)
        symbol->state = SYMBOL_BAD;
    if (type_is_builtin(decl->name.text)) {
        diagnose(schema->cx, &decl->name.at, DIAGNOSTIC_RESERVED_NAME, "'%s' is a built-in type", decl->name.text);
        return;
    }
    struct symbol *there = name_map_add(&unit->names, decl->name.text, decl->name.len, symbol);
    if (there != symbol) {
        report_duplicate(schema, decl, there);
        return;
    }
    resolve_append(symbol);
}

static bool same_space(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

void resolve_all(struct schema *schema)
{
    /* Loading appends to the list; what it appends is loaded by then. */
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next)
        load(schema, unit);
    for (struct unit *unit = schema->units; unit != NULL; unit = unit->next)
        for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next)
            if (declares_type(decl))
                enter(schema, unit, decl);
}

static struct symbol *find_in_space(const struct unit *unit, const char *space, const char *name)
{
    struct symbol *symbol = NULL;
    if (same_space(unit->space, space))
        symbol = name_map_find(&unit->names, name, strlen(name));
    for (struct unit_import *import = unit->imports; symbol == NULL && import != NULL; import = import->next) {
        if (same_space(import->unit->space, space))
            symbol = name_map_find(&import->unit->names, name, strlen(name));
        import->is_used |= symbol != NULL;
    }
    return symbol;
}

struct symbol *resolve_find(const struct unit *unit, const struct ast_qname *name)
{
    if (name->space != NULL)
        return find_in_space(unit, name->space, name->last);
    struct symbol *symbol = find_in_space(unit, unit->space, name->last);
    return symbol == NULL ? find_in_space(unit, NULL, name->last) : symbol;
}

static void offer_symbols(const struct unit *of, const struct unit *unit, struct suggest *suggest)
{
    bool is_near = of->space == NULL || same_space(of->space, unit->space);
    for (const struct symbol *symbol = of->symbols; symbol != NULL; symbol = symbol->next)
        suggest_offer(suggest, is_near ? symbol->decl->name.text
                                       : pool_printf(&unit->cx->pool, "%s.%s", of->space, symbol->decl->name.text));
}

void resolve_offer(const struct unit *unit, struct suggest *suggest)
{
    for (const struct binding *binding = unit->bindings; binding != NULL; binding = binding->next)
        suggest_offer(suggest, binding->name->text);
    offer_symbols(unit, unit, suggest);
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        offer_symbols(import->unit, unit, suggest);
}

/* ---- names that mean nothing ---- */

struct unknown_type {
    struct diagnostic *first;
    unsigned notes;
};

enum { UNKNOWN_NOTES = 3 }; /* further uses that are shown */

static void note_use(const struct unit *unit, const struct ast_qname *name, struct unknown_type *unknown)
{
    if (unknown->first == NULL || unknown->notes == UNKNOWN_NOTES)
        return;
    unit->cx->diagnostics.current = unknown->first;
    diagnose_note(unit->cx, &name->at, "%s", ++unknown->notes < UNKNOWN_NOTES ? "here too" : "here too, and maybe elsewhere");
}

void resolve_report_unknown(const struct unit *unit, const struct ast_qname *name, const char *what,
                            struct suggest *suggest, const char *habit)
{
    if (unit->is_open)
        return;
    struct schema *schema = unit->schema;
    const char *key = pool_printf(&unit->cx->pool, "%s\n%s", unit->file->source->path, name->text);
    struct unknown_type *there = name_map_find(&schema->unknown, key, strlen(key));
    if (there != NULL) {
        note_use(unit, name, there);
        return;
    }
    struct unknown_type *fresh = pool_alloc(&unit->cx->pool, sizeof *fresh);
    name_map_add(&schema->unknown, key, strlen(key), fresh);
    diagnose(unit->cx, &name->at, DIAGNOSTIC_UNKNOWN_TYPE, "unknown %s '%s'", what, name->text);
    fresh->first = unit->cx->diagnostics.current;
    if (fresh->first != NULL && unit->cx->diagnostics.kept <= DIAGNOSTIC_PRINT_MAX) /* it looks at every name */
        resolve_offer(unit, suggest);
    const char *elsewhere = habit == NULL ? nearby_type(unit, name) : habit;
    diagnose_suggestion(unit->cx, elsewhere != NULL ? elsewhere : suggest->best);
    if (elsewhere == NULL && suggest->best == NULL)
        nearby_note_type(unit, name);
}
