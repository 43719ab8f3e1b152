/* SPDX-License-Identifier: MIT */
/* swage lint: what check says, and what is right but may be regretted. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "model/lint.h"
#include "syntax/compilation.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

const char command_lint_help[] =
    "usage: swage lint [OPTION...] FILE...\n"
    "       swage lint --rules\n"
    "\n"
    "Tells all errors of the schema files, and where there are none what may be regretted in them, each as a warning\n"
    "with the name of its rule. 'swage help RULE' says more of one.\n"
    "\n"
    "@allow(\"RULE\") on a member, type, route, group or namespace allows what is in it. Imported files are not\n"
    "looked at. Exit status: 0 when there is nothing to say, 1 when there is.\n"
    "\n"
    "  --rules              list the rules\n"
    "  --rule=RULE          look for this too, when the list says 'not unless asked for'; 'all': for everything\n"
    "  --no-rule=RULE       do not look for this; 'all': for nothing but what --rule names\n"
    "  -I DIR               look for imports here too, after the importing file's own folder\n";

struct lint_run {
    struct front front;
    struct options_list with, without;
    struct lint_choice choice;
};

/* ---- rules ---- */

static bool refuse_rule(const char *name)
{
    struct suggest suggest = SUGGEST_INIT(name, strlen(name));
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        if (lint_is_rule((enum diagnostic_code)i))
            suggest_offer(&suggest, diagnostic_code_name((enum diagnostic_code)i));
    fprintf(stderr, "swage lint: there is no rule '%s'", name);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fputs("\nTry 'swage lint --rules'.\n", stderr);
    return false;
}

static bool set_rules(struct lint_choice *choice, const struct options_list *names, bool is_on)
{
    for (unsigned k = 0; k < names->count; k++) {
        enum diagnostic_code code;
        bool is_all = strcmp(names->items[k], "all") == 0;
        if (!is_all && (!diagnostic_code_find(names->items[k], &code) || !lint_is_rule(code)))
            return refuse_rule(names->items[k]);
        for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
            if (is_all ? lint_is_rule((enum diagnostic_code)i) : i == (int)code)
                choice->is_on[i] = is_on;
    }
    return true;
}

static bool names_all(const struct options_list *names)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(names->items[i], "all") == 0)
            return true;
    return false;
}

/* "--no-rule=all --rule=x" leaves x alone, "--rule=all --no-rule=x" all but x, in any order. */
static bool accept(struct front *front)
{
    struct lint_run *run = (struct lint_run *)front;
    bool is_narrow = names_all(&run->without);
    run->choice = lint_usual();
    return set_rules(&run->choice, is_narrow ? &run->without : &run->with, !is_narrow) &&
           set_rules(&run->choice, is_narrow ? &run->with : &run->without, is_narrow);
}

static int list_rules(void)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        enum diagnostic_code code = (enum diagnostic_code)i;
        if (lint_is_rule(code))
            printf("%-20s %s%s\n", diagnostic_code_name(code), diagnostic_code_summary(code),
                   lint_is_usual(code) ? "" : " (not unless asked for)");
    }
    return fflush(stdout) != 0 || ferror(stdout) ? COMMAND_FAILED : COMMAND_FINE;
}

/* ---- the run ---- */

static void stages(struct compilation *cx, struct front *front)
{
    const struct lint_run *run = (struct lint_run *)front;
    const struct ast_file **files;
    size_t file_count = front_files(cx, front, &files), errors = diagnostic_errors(cx);
    const struct model **models = pool_alloc(&cx->pool, (file_count + 1) * sizeof(*models));
    if (!front_build_each(cx, front, files, file_count, models) || errors > 0)
        return;
    for (size_t i = 0; i < file_count; i++)
        if (lint_check(cx, files[i], models[i], &run->choice) > 0)
            front->has_failed = true;
}

int command_lint(int count, char **args)
{
    struct lint_run run = {.front = {.name = "lint", .help = command_lint_help, .accept = accept, .stages = stages}};
    const struct options_rule rules[] = {
        {.name = "--rule", .list = &run.with}, {.name = "--no-rule", .list = &run.without}, {.name = NULL}};
    if (count == 1 && strcmp(args[0], "--rules") == 0)
        return list_rules();
    run.front.rules = rules;
    return front_run(&run.front, count, args);
}
