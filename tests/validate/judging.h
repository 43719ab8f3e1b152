/* SPDX-License-Identifier: MIT */
/* A schema and a validator for one test: documents in, verdicts out. */
#ifndef SWAGE_TESTS_VALIDATE_JUDGING_H
#define SWAGE_TESTS_VALIDATE_JUDGING_H

#include "desk.h"
#include "validate/validate.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

struct judging {
    struct desk desk;
    struct validate *validate;
    struct validate_result result;
    char verdict[8192];
};

static inline void judging_open(struct judging *judging, const char *schema)
{
    desk_open(&judging->desk, schema);
    ck_assert_msg(judging->desk.model != NULL, "%s", judging->desk.messages);
    judging->validate = validate_new();
    ck_assert_ptr_nonnull(judging->validate);
}

static inline void judging_close(struct judging *judging)
{
    validate_free(judging->validate);
    desk_close(&judging->desk);
}

/* The struct or union of that name. */
static inline struct model_type judging_type(const struct judging *judging, const char *name)
{
    const struct model *model = judging->desk.model;
    for (size_t i = 0; i < model->decl_count; i++) {
        const struct model_decl *decl = &model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT && strcmp(decl->structure->name, name) == 0)
            return (struct model_type){.kind = MODEL_STRUCT, .structure = decl->structure};
        if (decl->kind == MODEL_DECL_UNION && strcmp(decl->choice->name, name) == 0)
            return (struct model_type){.kind = MODEL_UNION, .choice = decl->choice};
    }
    ck_abort_msg("there is no %s", name);
    return (struct model_type){.kind = MODEL_JSON};
}

/* "accepted", or "too_long /name, missing /id". */
static inline const char *judging_of(struct judging *judging, const char *type, const char *json, size_t len)
{
    struct model_type root = judging_type(judging, type);
    ck_assert(validate_document(judging->validate, &root, false, json, len, true, &judging->result));
    snprintf(judging->verdict, sizeof judging->verdict, "accepted");
    size_t used = 0;
    for (size_t i = 0; i < judging->result.count; i++) {
        const struct validate_fault *fault = &judging->result.faults[i];
        used += (size_t)snprintf(judging->verdict + used, sizeof judging->verdict - used, "%s%s%s%s", i > 0 ? ", " : "",
                                 fault->code, *fault->pointer != '\0' ? " " : "", fault->pointer);
    }
    return judging->verdict;
}

struct judging_row {
    const char *type, *json;
    const char *verdict; /* as above */
    const char *value;   /* of accepted ones: as it is written; NULL: as it stands */
};

static inline void judging_check(const char *schema, const struct judging_row *rows, size_t count)
{
    struct judging judging;
    judging_open(&judging, schema);
    for (size_t i = 0; i < count; i++) {
        const struct judging_row *row = &rows[i];
        const char *verdict = judging_of(&judging, row->type, row->json, strlen(row->json));
        ck_assert_msg(strcmp(verdict, row->verdict) == 0, "%s: '%s', not '%s'", row->json, verdict, row->verdict);
        if (judging.result.count == 0)
            ck_assert_str_eq(judging.result.value, row->value != NULL ? row->value : row->json);
    }
    judging_close(&judging);
}

#define JUDGING_CHECK(SCHEMA, ROWS) judging_check(SCHEMA, ROWS, sizeof(ROWS) / sizeof *(ROWS))

#endif
