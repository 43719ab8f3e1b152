/* SPDX-License-Identifier: MIT */
/* A folder is read whole and in the order of its paths' bytes, whatever order the file system has. What the server would not
   serve from a folder is not taken from one: names that begin with a dot are left alone, and links are refused. */
#include "config.h"

#include "model/files.h"

#include "model/annotation.h"
#include "model/build.h"
#include "model/model.h"
#include "model/number.h"
#include "model/path.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct found {
    struct found *next;
    struct model_file made;
};

struct reading {
    const struct unit *unit;
    const struct place *at; /* of the folder, in the schema */
    struct found *first;
    size_t count, bytes;
    bool is_refused;
};

/* ---- what is in a folder ---- */

static void refuse(struct reading *reading, const char *path, const char *why)
{
    diagnose(reading->unit->cx, reading->at, DIAGNOSTIC_BAD_FILES, "'%s' %s", path, why);
    reading->is_refused = true;
}

static void add_file(struct reading *reading, const char *path, const char *below)
{
    struct compilation *cx = reading->unit->cx;
    const struct source *source = source_load_bytes(cx, path, FILES_BYTES_MAX - reading->bytes, reading->at);
    if (source == NULL) {
        reading->is_refused = true;
        return;
    }
    struct found *found = pool_alloc(&cx->pool, sizeof *found);
    *found = (struct found){reading->first, {below, {source->text, source->len}}};
    reading->first = found;
    reading->bytes += source->len;
    if (++reading->count > FILES_COUNT_MAX)
        refuse(reading, path, "is one file too many: 4096 become part of a program at most");
}

static void add_folder(struct reading *reading, const char *path, const char *below, unsigned depth);

static void add_entry(struct reading *reading, const char *path, const char *below, unsigned depth)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        refuse(reading, path, strerror(errno));
    else if (S_ISDIR(status.st_mode))
        add_folder(reading, path, below, depth + 1);
    else if (!S_ISREG(status.st_mode))
        refuse(reading, path, "is neither a file nor a folder; links are not followed");
    else if (strchr(path, '\\') != NULL)
        refuse(reading, path, "has a backslash in its name, which no path of a request may have");
    else
        add_file(reading, path, below);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_entries(struct reading *reading, struct dirent **entries, int count, const char *path, const char *below,
                        unsigned depth)
{
    struct pool *pool = &reading->unit->cx->pool;
    for (int i = 0; i < count; i++) {
        const char *name = pool_copy(pool, entries[i]->d_name, strlen(entries[i]->d_name));
        free(entries[i]);
        if (!reading->is_refused)
            add_entry(reading, pool_printf(pool, "%s/%s", path, name),
                      below[0] == '\0' ? name : pool_printf(pool, "%s/%s", below, name), depth);
    }
    free(entries);
}

static void add_folder(struct reading *reading, const char *path, const char *below, unsigned depth)
{
    struct dirent **entries;
    if (depth > FILES_DEPTH_MAX) {
        refuse(reading, path, "is too deep: 16 folders stand in one another at most");
        return;
    }
    int count = scandir(path, &entries, is_shown, compare_names);
    if (count < 0) {
        refuse(reading, path, pool_printf(&reading->unit->cx->pool, "cannot be read: %s", strerror(errno)));
        return;
    }
    source_note(reading->unit->cx, path);
    add_entries(reading, entries, count, path, below, depth);
}

static int compare_paths(const void *left, const void *right)
{
    const struct model_file *a = left, *b = right;
    return strcmp(a->path, b->path);
}

static void set_list(const struct reading *reading, struct model_files *out)
{
    struct model_file *list = pool_alloc(&reading->unit->cx->pool, reading->count * sizeof *list);
    size_t count = 0;
    for (const struct found *found = reading->first; found != NULL; found = found->next)
        list[count++] = found->made;
    if (count > 0)
        qsort(list, count, sizeof *list, compare_paths);
    out->list = list;
    out->count = count;
}

static void read_folder(const struct unit *unit, const struct ast_string *folder, struct model_files *out)
{
    struct reading reading = {.unit = unit, .at = &folder->at};
    add_folder(&reading, resolve_beside(unit, folder->text), "", 0);
    if (reading.is_refused)
        return;
    set_list(&reading, out);
    if (reading.count == 0)
        diagnose(unit->cx, &folder->at, DIAGNOSTIC_BAD_FILES, "there is no file in '%s'", folder->text);
}

/* ---- declarations ---- */

static bool check_folder(const struct unit *unit, const struct ast_string *folder)
{
    if (folder->len > 0 && strlen(folder->text) == folder->len)
        return true;
    diagnose(unit->cx, &folder->at, DIAGNOSTIC_BAD_FILES, "this is no path of a folder");
    return false;
}

/* "/assets", or "/" alone. */
static void set_path(const struct unit *unit, const struct ast_string *text, struct model_files *out)
{
    struct path path = {0};
    bool is_root = text->len == 1 && text->text[0] == '/';
    if (!is_root && text->len > 0 && text->text[text->len - 1] == '/') {
        diagnose(unit->cx, &text->at, DIAGNOSTIC_BAD_PATH, "files stand below a path without a slash at its end: \"/assets\"");
        return;
    }
    if (!path_add_route(unit, &path, text))
        return;
    struct model_segment *list = pool_alloc(&unit->cx->pool, path.count * sizeof *list);
    for (const struct path_segment *segment = path.first; segment != NULL; segment = segment->next) {
        if (segment->made.kind != MODEL_LITERAL) {
            diagnose(unit->cx, &segment->at, DIAGNOSTIC_BAD_FILES, "files stand below a path without parameters");
            return;
        }
        if (!is_root)
            list[out->segment_count++] = segment->made;
    }
    out->segments = list;
    out->path = text->text;
}

static bool is_same(const struct model_files *a, const struct model_files *b)
{
    if (a->path == NULL || b->path == NULL || a->segment_count != b->segment_count)
        return false;
    for (size_t i = 0; i < a->segment_count; i++)
        if (a->segments[i].text.len != b->segments[i].text.len ||
            memcmp(a->segments[i].text.ptr, b->segments[i].text.ptr, a->segments[i].text.len) != 0)
            return false;
    return true;
}

static void check_once(const struct unit *unit, const struct model_files *list, size_t number, const struct ast_decl *decl)
{
    const struct ast_decl *other = unit->file->decls.first;
    for (size_t i = 0; i < number; other = other->next) {
        if (other->kind != AST_DECL_FILES || !is_same(&list[i++], &list[number]))
            continue;
        diagnose(unit->cx, &decl->files.path.at, DIAGNOSTIC_DUPLICATE_ROUTE, "files stand below '%s' already",
                 decl->files.path.text);
        diagnose_note(unit->cx, &other->files.path.at, "it is said here");
        return;
    }
}

static void set_max_age(const struct unit *unit, const struct ast_decl *decl, struct model_files *out)
{
    const struct ast_annotation *given = annotation_find(&decl->annotations, "max_age");
    uint64_t seconds = 0;
    if (given == NULL || !annotation_is_fine(given))
        return;
    const struct ast_value *value = given->arguments.first->value;
    out->has_max_age = number_unsigned(&value->number, 0, INT32_MAX, &seconds) == NUMBER_FINE;
    out->max_age = (size_t)seconds;
    if (!out->has_max_age)
        diagnose(unit->cx, &value->at, DIAGNOSTIC_BAD_ANNOTATION, "'@max_age' takes seconds, from 0 to 2147483647");
}

static void look_at(const struct unit *unit, const struct ast_decl *decl, struct model_files *out)
{
    const struct ast_files *files = &decl->files;
    *out = (struct model_files){.folder = files->folder.text, .is_embedded = files->is_embedded};
    annotation_check(unit, &decl->annotations, ON_FILES);
    set_max_age(unit, decl, out);
    set_path(unit, &files->path, out);
    if (check_folder(unit, &files->folder) && files->is_embedded)
        read_folder(unit, &files->folder, out);
}

void files_declare(struct unit *unit, struct model *out)
{
    size_t count = 0;
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next)
        count += decl->kind == AST_DECL_FILES;
    struct model_files *list = pool_alloc(&unit->cx->pool, count * sizeof *list);
    count = 0;
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next) {
        if (decl->kind != AST_DECL_FILES)
            continue;
        look_at(unit, decl, &list[count]);
        check_once(unit, list, count++, decl);
    }
    out->files = list;
    out->files_count = count;
}
