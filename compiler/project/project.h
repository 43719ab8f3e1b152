/* SPDX-License-Identifier: MIT */
/* What a new project is made of, and how each kind of build is run. Knows no schema and writes no file. */
#ifndef SWAGE_PROJECT_PROJECT_H
#define SWAGE_PROJECT_PROJECT_H

#include "syntax/pool.h"

#include <stddef.h>

enum {
    PROJECT_NAME_MAX = 64,
    PROJECT_FILES_MAX = 12,
};

/* A kind of build. Every one leaves its program at build/NAME. */
struct project_kind {
    const char *name;     /* "make" */
    const char *file;     /* the file that it is known by: "CMakeLists.txt" */
    const char *prepared; /* what is there once `prepare` has run; NULL: there is nothing to prepare */
    const char *prepare;  /* commands for sh */
    const char *build;
    const char *check;
    const char *tools;    /* which it needs, in words */
    const char *packages; /* beyond a compiler, make and pkg-config, by Debian's names */
};

enum project_kinds { PROJECT_MAKE, PROJECT_AUTOTOOLS, PROJECT_CMAKE, PROJECT_MESON, PROJECT_KINDS };

extern const struct project_kind project_kinds[PROJECT_KINDS];

/* Why nothing can be called so, or NULL: program, schema, C and targets of builds have the same name. */
const char *project_name_fault(const char *name);

struct project_file {
    const char *path; /* in the project's folder */
    const char *text;
};

/* All files of a project: how many. Texts are the pool's. */
size_t project_files(struct pool *pool, const char *name, enum project_kinds kind,
                     struct project_file files[PROJECT_FILES_MAX]);

#endif
