/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "command/declared.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

static const char *name_of(const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: return decl->structure->name;
    case MODEL_DECL_ENUM: return decl->enumeration->name;
    case MODEL_DECL_TYPEDEF: return decl->alias->name;
    case MODEL_DECL_UNION: return decl->choice->name;
    case MODEL_DECL_EXTERN: return decl->external->name;
    }
    return "";
}

const struct model_decl *declared_find(const struct model *model, const char *command, const char *name)
{
    struct suggest suggest = SUGGEST_INIT(name, strlen(name));
    for (size_t i = 0; i < model->decl_count; i++) {
        if (strcmp(name_of(&model->decls[i]), name) == 0)
            return &model->decls[i];
        suggest_offer(&suggest, name_of(&model->decls[i]));
    }
    fprintf(stderr, "swage %s: there is no type '%s' in %s", command, name, model->file);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    putc('\n', stderr);
    return NULL;
}
