/* SPDX-License-Identifier: MIT */
/* Which files of some folders have changed, by inotify: nothing is read while nothing happens. Hidden files and folders,
   what builds make, and editors' drafts are nobody's sources. */
#ifndef SWAGE_DEV_FOLDERS_H
#define SWAGE_DEV_FOLDERS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { FOLDERS_MAX = 4096 };

struct folder {
    int watch;    /* inotify's number */
    char *path;   /* by which it was found last */
    bool is_tree; /* with the folders below it, also those that are made later */
};

struct folders {
    int fd; /* readable when something has happened */
    struct folder *items;
    size_t count, cap;
};

/* False with errno. */
bool folders_init(struct folders *folders);
void folders_done(struct folders *folders);

/* A folder with all below it, or alone. One that is watched already stays as it is. False after a message on stderr, when
   the system or FOLDERS_MAX permits no more; folders that are gone or may not be read are passed over. */
bool folders_add_tree(struct folders *folders, const char *path);
bool folders_add(struct folders *folders, const char *path);

/* Takes in what has happened: whether a source has. `changed` gets the last one's path, or "" when it is not known. */
bool folders_read(struct folders *folders, char changed[PATH_MAX]);

#endif
