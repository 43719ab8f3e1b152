/* SPDX-License-Identifier: MIT */
/* Folders are read in whatever order they have; of names that are equally near the first in the alphabet is taken, so that
   messages are the same everywhere. */
#include "config.h"

#include "model/nearby.h"

#include "model/build.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>

/* ---- files ---- */

enum { NAME_MAX_LEN = 63 }; /* longer names have no neighbours: see suggest.c */

static const char ending[] = ".swage";
enum { ENDING_LEN = sizeof ending - 1 };

struct nearest {
    const char *word; /* the file's name, without folders */
    const char *own;  /* that of the importing one, which is not meant */
    char name[NAME_MAX_LEN + 1];
    size_t distance;
};

static bool is_schema(const char *name, size_t len)
{
    return len > ENDING_LEN && len <= NAME_MAX_LEN && strcmp(name + len - ENDING_LEN, ending) == 0;
}

static void offer(struct nearest *nearest, const char *name)
{
    struct suggest suggest = SUGGEST_INIT(nearest->word, strlen(nearest->word));
    size_t len = strlen(name), word_len = suggest.len;
    if (!is_schema(name, len) || strcmp(name, nearest->own) == 0)
        return;
    suggest_offer(&suggest, name);
    if (len == word_len + ENDING_LEN && strncmp(name, nearest->word, word_len) == 0) /* only the ending is missing */
        suggest = (struct suggest){.best = name, .distance = 1};
    if (suggest.best == NULL || (nearest->name[0] != '\0' && suggest.distance > nearest->distance))
        return;
    if (nearest->name[0] != '\0' && suggest.distance == nearest->distance && strcmp(name, nearest->name) > 0)
        return;
    memcpy(nearest->name, name, len + 1);
    nearest->distance = suggest.distance;
}

static void look_in(struct nearest *nearest, const char *folder)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        offer(nearest, entry->d_name);
    closedir(dir);
}

/* As much of a path as its folders take, with the last slash. */
static int folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (int)(slash - path) + 1;
}

static bool can_be_quoted(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '"' || *text == '\\' || (unsigned char)*text < 0x20)
            return false;
    return true;
}

void nearby_suggest_file(const struct unit *unit, const struct ast_string *path)
{
    struct pool *pool = &unit->cx->pool;
    const struct model_options *options = unit->schema->options;
    const char *own = unit->file->source->path;
    int len = folder_len(path->text), own_len = path->text[0] == '/' ? 0 : folder_len(own);
    struct nearest nearest = {.word = path->text + len, .own = own + folder_len(own)};
    look_in(&nearest, pool_printf(pool, "%.*s%.*s./", own_len, own, len, path->text));
    for (unsigned i = 0; path->text[0] != '/' && options != NULL && i < options->include_dir_count; i++)
        look_in(&nearest, pool_printf(pool, "%s/%.*s", options->include_dirs[i], len, path->text));
    const char *meant = pool_printf(pool, "%.*s%s", len, path->text, nearest.name);
    if (nearest.name[0] != '\0' && can_be_quoted(meant))
        diagnose_replacement(unit->cx, meant, &path->at, pool_printf(pool, "\"%s\"", meant));
}

/* ---- types ---- */

static const struct symbol *find(const struct unit *unit, const struct ast_qname *name)
{
    return name_map_find(&unit->names, name->last, strlen(name->last));
}

const char *nearby_type(const struct unit *unit, const struct ast_qname *name)
{
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        if (find(import->unit, name) != NULL)
            return import->unit->space == NULL ? name->last
                                               : pool_printf(&unit->cx->pool, "%s.%s", import->unit->space, name->last);
    return find(unit, name) != NULL ? name->last : NULL;
}

static bool is_imported(const struct unit *unit, const struct unit *other)
{
    for (const struct unit_import *import = unit->imports; import != NULL; import = import->next)
        if (import->unit == other)
            return true;
    return false;
}

void nearby_note_type(const struct unit *unit, const struct ast_qname *name)
{
    for (const struct unit *other = unit->schema->units; other != NULL; other = other->next) {
        const struct symbol *symbol = other == unit || is_imported(unit, other) ? NULL : find(other, name);
        if (symbol == NULL)
            continue;
        diagnose_note(unit->cx, &symbol->decl->name.at, "one is declared here, in a file that '%s' does not import",
                      unit->file->source->path);
        return;
    }
}
