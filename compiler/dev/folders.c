/* SPDX-License-Identifier: MIT */
/* One watch a folder. What is made in a folder before it is watched is found by looking through it once it is. */
#include "config.h"

#include "dev/folders.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENTS = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | IN_EXCL_UNLINK };

/* ---- whose files ---- */

static bool matches(const char *name, const char *const *patterns)
{
    for (; *patterns != NULL; patterns++)
        if (fnmatch(*patterns, name, 0) == 0)
            return true;
    return false;
}

static bool is_source(const char *name)
{
    /* vim makes 4913 to see whether it may, and sed -i a draft beside the file. */
    static const char *const others[] = {
        ".*",    "*~",
        "#*#",   "*.swp",
        "*.swx", "4913",
        "*.tmp", "*.o",
        "*.a",   "*.lo",
        "*.la",  "*.d",
        "*.log", "sed[a-zA-Z0-9][a-zA-Z0-9][a-zA-Z0-9][a-zA-Z0-9][a-zA-Z0-9][a-zA-Z0-9]",
        NULL};
    return !matches(name, others);
}

static bool is_source_folder(const char *name)
{
    static const char *const others[] = {".*", "build", "build-*", "_build", "builddir", "node_modules", NULL};
    return !matches(name, others);
}

/* ---- the list ---- */

bool folders_init(struct folders *folders)
{
    *folders = (struct folders){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    return folders->fd >= 0;
}

static void drop(struct folders *folders, size_t at)
{
    free(folders->items[at].path);
    folders->items[at] = folders->items[--folders->count];
}

void folders_done(struct folders *folders)
{
    while (folders->count > 0)
        drop(folders, folders->count - 1);
    free(folders->items);
    close(folders->fd);
}

static struct folder *find(const struct folders *folders, int watch)
{
    for (size_t i = 0; i < folders->count; i++)
        if (folders->items[i].watch == watch)
            return &folders->items[i];
    return NULL;
}

static bool has_room(struct folders *folders)
{
    if (folders->count < folders->cap)
        return true;
    size_t cap = folders->cap > 0 ? 2 * folders->cap : 16;
    struct folder *items = cap <= FOLDERS_MAX ? realloc(folders->items, cap * sizeof *items) : NULL;
    if (items == NULL)
        return false;
    folders->items = items;
    folders->cap = cap;
    return true;
}

static bool complain(const char *path, const char *why)
{
    fprintf(stderr, "swage dev: cannot watch '%s': %s\n", path, why);
    return false;
}

static void rename_folder(struct folder *folder, char *path, bool is_tree)
{
    free(folder->path);
    folder->path = path;
    folder->is_tree |= is_tree;
}

/* inotify knows a folder by what it is and not by its name: the same number comes back for a second path. */
static bool watch(struct folders *folders, const char *path, bool is_tree)
{
    if (!has_room(folders))
        return complain(path, "there are too many folders");
    int number = inotify_add_watch(folders->fd, path, EVENTS);
    if (number < 0)
        return errno == ENOENT || errno == EACCES || errno == ENOTDIR || complain(path, strerror(errno));
    char *copy = strdup(path);
    if (copy == NULL)
        return complain(path, strerror(errno));
    struct folder *known = find(folders, number);
    if (known == NULL)
        folders->items[folders->count++] = (struct folder){.watch = number, .path = copy, .is_tree = is_tree};
    else
        rename_folder(known, copy, is_tree);
    return true;
}

bool folders_add(struct folders *folders, const char *path)
{
    return watch(folders, path, false);
}

/* False where the path would be too long, as that of a loop of links is. */
static bool join(char out[PATH_MAX], const char *folder, const char *name)
{
    if (strcmp(folder, ".") == 0)
        return snprintf(out, PATH_MAX, "%s", name) < PATH_MAX;
    return snprintf(out, PATH_MAX, "%s/%s", folder, name) < PATH_MAX;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool folders_add_tree(struct folders *folders, const char *path)
{
    if (!watch(folders, path, true))
        return false;
    DIR *dir = opendir(path);
    if (dir == NULL)
        return true;
    bool is_fine = true;
    char below[PATH_MAX];
    for (struct dirent *entry; is_fine && (entry = readdir(dir)) != NULL;)
        if (is_source_folder(entry->d_name) && join(below, path, entry->d_name) && is_folder(below))
            is_fine = folders_add_tree(folders, below);
    closedir(dir);
    return is_fine;
}

/* ---- what happens ---- */

/* Whether a source has changed; folders that appear are watched, and what may stand in them already counts. */
static bool take(struct folders *folders, const struct inotify_event *event, char changed[PATH_MAX])
{
    if (event->mask & IN_Q_OVERFLOW) {
        changed[0] = '\0';
        return true;
    }
    struct folder *folder = find(folders, event->wd);
    if (folder == NULL)
        return false;
    if (event->mask & IN_IGNORED) {
        drop(folders, (size_t)(folder - folders->items));
        return false;
    }
    char path[PATH_MAX];
    bool is_dir = (event->mask & IN_ISDIR) != 0;
    if (event->len == 0 || !join(path, folder->path, event->name))
        return false;
    if (is_dir ? !folder->is_tree || !is_source_folder(event->name) : !is_source(event->name))
        return false;
    if (is_dir && event->mask & (IN_CREATE | IN_MOVED_TO))
        folders_add_tree(folders, path);
    memcpy(changed, path, strlen(path) + 1);
    return true;
}

bool folders_read(struct folders *folders, char changed[PATH_MAX])
{
    _Alignas(struct inotify_event) char block[4096 + NAME_MAX];
    bool has_changed = false;
    for (ssize_t len; (len = read(folders->fd, block, sizeof block)) > 0;)
        for (ssize_t at = 0; at < len;) {
            const struct inotify_event *event = (const void *)(block + at);
            has_changed |= take(folders, event, changed);
            at += (ssize_t)(sizeof *event + event->len);
        }
    return has_changed;
}
