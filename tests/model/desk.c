/* SPDX-License-Identifier: MIT */
/* Faults are taken from what is printed, so that the tests see what a person sees. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char own[] = "t.swage";

/* "t.swage:3:7: error: unknown type 'x' [unknown-type]" is "3:7 unknown-type". */
static void add_fault(FILE *out, const char *line, size_t len, int *count)
{
    char text[4096];
    const char *mark = ": error: ";
    ck_assert_uint_lt(len, sizeof text);
    memcpy(text, line, len);
    text[len] = '\0';
    char *at = strstr(text, mark), *open = strrchr(text, '[');
    if (at == NULL || open == NULL || text[0] == ' ')
        return;
    *at = '\0';
    text[len - 1] = '\0'; /* the closing bracket */
    const char *name = strrchr(text, '/') == NULL ? text : strrchr(text, '/') + 1;
    if (strncmp(name, own, sizeof own - 1) == 0)
        name += sizeof own;
    fprintf(out, "%s%s%s%s", *count > 0 ? ", " : "", name, *name != '\0' ? " " : "", open + 1);
    ++*count;
}

static char *faults_of(const char *messages)
{
    char *text;
    size_t size;
    int count = 0;
    FILE *out = open_memstream(&text, &size);
    for (const char *line = messages; *line != '\0';) {
        size_t len = strcspn(line, "\n");
        add_fault(out, line, len, &count);
        line += len + (line[len] == '\n');
    }
    fclose(out);
    return text;
}

static void finish(struct desk *desk)
{
    size_t size;
    FILE *out = open_memstream(&desk->messages, &size);
    diagnostic_print(desk->cx, out);
    fclose(out);
    desk->faults = faults_of(desk->messages);
    ck_assert_int_eq(desk->model == NULL, diagnostic_errors(desk->cx) > 0);
}

void desk_open(struct desk *desk, const char *text)
{
    desk->cx = compilation_new();
    const struct ast_file *file = parse_text(desk->cx, own, text, strlen(text));
    ck_assert_ptr_nonnull(file);
    desk->model = model_build(desk->cx, file, NULL);
    finish(desk);
}

void desk_open_file(struct desk *desk, const char *path, const struct model_options *options)
{
    desk->cx = compilation_new();
    const struct ast_file *file = parse_file(desk->cx, path, NULL);
    ck_assert_ptr_nonnull(file);
    desk->model = model_build(desk->cx, file, options);
    finish(desk);
}

void desk_close(struct desk *desk)
{
    compilation_free(desk->cx);
    free(desk->faults);
    free(desk->messages);
}

/* ---- declarations ---- */

static const char *name_of(const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: return decl->structure->name;
    case MODEL_DECL_ENUM: return decl->enumeration->name;
    case MODEL_DECL_UNION: return decl->choice->name;
    case MODEL_DECL_EXTERN: return decl->external->name;
    case MODEL_DECL_TYPEDEF: break;
    }
    return decl->alias->name;
}

static const struct model_decl *find(const struct desk *desk, const char *name)
{
    ck_assert_msg(desk->model != NULL, "there are errors:\n%s", desk->messages);
    for (size_t i = 0; i < desk->model->decl_count; i++)
        if (strcmp(name_of(&desk->model->decls[i]), name) == 0)
            return &desk->model->decls[i];
    ck_abort_msg("no declaration '%s'", name);
    return NULL;
}

const struct model_struct *desk_struct(const struct desk *desk, const char *name)
{
    return find(desk, name)->structure;
}

const struct model_enum *desk_enum(const struct desk *desk, const char *name)
{
    return find(desk, name)->enumeration;
}

const struct model_typedef *desk_typedef(const struct desk *desk, const char *name)
{
    return find(desk, name)->alias;
}

const struct model_union *desk_union(const struct desk *desk, const char *name)
{
    return find(desk, name)->choice;
}

const struct model_extern *desk_extern(const struct desk *desk, const char *name)
{
    return find(desk, name)->external;
}

size_t desk_position(const struct desk *desk, const char *name)
{
    return (size_t)(find(desk, name) - desk->model->decls);
}

const struct model_member *desk_member(const struct desk *desk, const char *structure, const char *c_name)
{
    const struct model_struct *model = desk_struct(desk, structure);
    for (size_t i = 0; i < model->member_count; i++)
        if (strcmp(model->members[i].c_name, c_name) == 0)
            return &model->members[i];
    ck_abort_msg("no member '%s'", c_name);
    return NULL;
}

const struct model_route *desk_route(const struct desk *desk, const char *name)
{
    ck_assert_msg(desk->model != NULL, "there are errors:\n%s", desk->messages);
    for (size_t i = 0; i < desk->model->route_count; i++)
        if (strcmp(desk->model->routes[i].name, name) == 0)
            return &desk->model->routes[i];
    ck_abort_msg("no route '%s'", name);
    return NULL;
}

/* ---- rows ---- */

void desk_check_rows(const struct desk_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct desk desk;
        desk_open(&desk, rows[i].schema);
        ck_assert_msg(strcmp(desk.faults, rows[i].faults) == 0, "%s\nwanted: %s\nfound:  %s\n%s", rows[i].schema,
                      rows[i].faults, desk.faults, desk.messages);
        desk_close(&desk);
    }
}

/* ---- files ---- */

char *desk_folder(void)
{
    char name[] = "/tmp/test_model_XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(name));
    return strdup(name);
}

char *desk_write(const char *folder, const char *name, const char *text)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    ck_assert_ptr_nonnull(path);
    snprintf(path, size, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    return path;
}

void desk_remove(char *folder)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
    free(folder);
}
