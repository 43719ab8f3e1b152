/* SPDX-License-Identifier: MIT */
/* A compilation for one test: text in, model or faults out. */
#ifndef SWAGE_TESTS_MODEL_DESK_H
#define SWAGE_TESTS_MODEL_DESK_H

#include "model/build.h"
#include "model/model.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"

#include <stddef.h>

struct desk {
    struct compilation *cx;
    const struct model *model; /* NULL after errors */
    char *faults;   /* "3:7 unknown-type, 9:1 bad-type", notes left out; those of imported files begin "name:" */
    char *messages; /* all that was printed */
};

/* Compiles text that is called t.swage. */
void desk_open(struct desk *desk, const char *text);

/* Compiles a file. */
void desk_open_file(struct desk *desk, const char *path, const struct model_options *options);

void desk_close(struct desk *desk);

/* The declaration of that name; fails the test when there is none. */
const struct model_struct *desk_struct(const struct desk *desk, const char *name);
const struct model_enum *desk_enum(const struct desk *desk, const char *name);
const struct model_typedef *desk_typedef(const struct desk *desk, const char *name);
const struct model_union *desk_union(const struct desk *desk, const char *name);
const struct model_extern *desk_extern(const struct desk *desk, const char *name);
const struct model_member *desk_member(const struct desk *desk, const char *structure, const char *c_name);
const struct model_route *desk_route(const struct desk *desk, const char *name);

/* Which declaration of the file it is, in C's order. */
size_t desk_position(const struct desk *desk, const char *name);

struct desk_row {
    const char *schema;
    const char *faults; /* as desk.faults */
};

/* Compiles each schema and compares the faults. */
void desk_check_rows(const struct desk_row *rows, size_t count);

#define DESK_CHECK_ROWS(ROWS) desk_check_rows(ROWS, sizeof(ROWS) / sizeof *(ROWS))

/* A new folder for files, and a file in it; both are removed by desk_remove. */
char *desk_folder(void);
char *desk_write(const char *folder, const char *name, const char *text);
void desk_remove(char *folder);

#endif
