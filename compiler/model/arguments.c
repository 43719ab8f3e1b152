/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/arguments.h"

#include "syntax/suggest.h"

#include <string.h>

static bool is_called(const struct ast_argument *argument, const char *name)
{
    return argument->name.len > 0 && strcmp(argument->name.text, name) == 0;
}

const struct ast_argument *arguments_find(const struct ast_argument_list *list, const char *name)
{
    for (const struct ast_argument *argument = list->first; argument != NULL; argument = argument->next)
        if (is_called(argument, name))
            return argument;
    return NULL;
}

bool arguments_refuse(const struct arguments_of *of, const struct ast_argument *argument, const char *wanted)
{
    diagnose(of->unit->cx, &argument->value->at, of->code, "'%s' takes %s", argument->name.text, wanted);
    return false;
}

bool arguments_check(const struct arguments_of *of, const char *const *names)
{
    struct compilation *cx = of->unit->cx;
    bool is_fine = true;
    for (const struct ast_argument *argument = of->list->first; argument != NULL; argument = argument->next) {
        size_t i = 0;
        while (names[i] != NULL && !is_called(argument, names[i]))
            i++;
        if (names[i] == NULL && argument->name.len == 0) {
            diagnose(cx, &argument->at, of->code, "what %s is told has a name: '%s = ...'", of->what, names[0]);
        } else if (names[i] == NULL) {
            diagnose(cx, &argument->name.at, of->code, "%s has no '%s'", of->what, argument->name.text);
            diagnose_suggestion(cx, suggest_nearest(argument->name.text, argument->name.len, names));
        } else if (arguments_find(of->list, names[i]) != argument) {
            diagnose(cx, &argument->name.at, of->code, "'%s' stands here twice", names[i]);
        } else {
            continue;
        }
        is_fine = false;
    }
    return is_fine;
}
