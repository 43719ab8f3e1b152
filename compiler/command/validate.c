/* SPDX-License-Identifier: MIT */
/* swage validate: documents held to a type by the compiler's own judgement, not by generated code. */
#include "config.h"

#include "command/command.h"
#include "command/declared.h"
#include "command/front.h"
#include "emit/component.h"
#include "model/model.h"
#include "validate/validate.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char command_validate_help[] =
    "usage: swage validate [OPTION...] FILE TYPE [JSON...]\n"
    "\n"
    "Holds JSON documents to a type that the schema FILE declares, and tells all faults of each, as a server would.\n"
    "JSON are files; '-', or none, is what comes in.\n"
    "\n"
    "  -I DIR            look for imports here too, after the importing file's own folder\n"
    "  --format=FORMAT   text: a line for each fault; json: {\"valid\", \"value\", \"faults\"} for each document\n"
    "  --lines           each line of the input is a document\n"
    "  --values          print the values that were accepted, as generated code writes them\n"
    "\n"
    "Functions of @check and of extern typedefs are not asked.\n"
    "Exit status: 0 when all documents are what the type says, 1 when some are not, 2 for a wrong command line.\n";

struct judgement {
    struct front front;
    const char *format;
    bool has_values, is_lines, is_json;
    const char *type_name;
    const char *const *documents;
    unsigned document_count;
    struct model_type type;
    bool is_nullable;
    struct validate *validate;
    struct validate_result result; /* of the document at hand */
    bool are_all_valid;
};

/* ---- the type ---- */

static void stages(struct compilation *cx, struct front *front)
{
    struct judgement *judgement = (struct judgement *)front;
    const struct model **models;
    size_t count;
    if (!front_models(cx, front, &models, &count) || count == 0)
        return;
    const struct model_decl *decl = declared_find(models[0], front->name, judgement->type_name);
    front->is_refused = decl == NULL;
    if (decl == NULL)
        return;
    judgement->type = component_type(decl);
    judgement->is_nullable = decl->kind == MODEL_DECL_TYPEDEF && decl->alias->is_nullable;
}

/* ---- output ---- */

/* Where a document is from: the file, and its line when that is one of many. */
struct place {
    const char *name;
    size_t line; /* 0: none */
};

static void print_text(const struct judgement *judgement, const struct place *place)
{
    const struct validate_result *result = &judgement->result;
    for (size_t i = 0; i < result->count; i++) {
        const struct validate_fault *fault = &result->faults[i];
        printf("%s:", place->name);
        if (place->line > 0)
            printf("%zu:", place->line);
        printf(" %s: %s: %s\n", fault->pointer, fault->code, fault->message);
    }
    if (result->value != NULL) {
        fwrite(result->value, 1, result->value_len, stdout);
        putchar('\n');
    }
}

/* False when there is no memory. */
static bool add_fault(struct json_object *list, const struct validate_fault *fault)
{
    struct json_object *object = json_object_new_object();
    if (object == NULL || json_object_array_add(list, object) != 0) {
        json_object_put(object);
        return false;
    }
    return json_object_object_add(object, "pointer", json_object_new_string(fault->pointer)) == 0 &&
           json_object_object_add(object, "code", json_object_new_string(fault->code)) == 0 &&
           json_object_object_add(object, "message", json_object_new_string(fault->message)) == 0;
}

static bool print_json(const struct judgement *judgement)
{
    const struct validate_result *result = &judgement->result;
    struct json_object *list = json_object_new_array();
    bool is_made = list != NULL;
    for (size_t i = 0; is_made && i < result->count; i++)
        is_made = add_fault(list, &result->faults[i]);
    const char *faults = is_made ? json_object_to_json_string_ext(list, JSON_C_TO_STRING_NOSLASHESCAPE) : NULL;
    if (faults != NULL) {
        printf("{\"valid\":%s,", result->count == 0 ? "true" : "false");
        if (result->value != NULL) {
            fputs("\"value\":", stdout);
            fwrite(result->value, 1, result->value_len, stdout);
            putchar(',');
        }
        printf("\"faults\":%s}\n", faults);
    }
    json_object_put(list);
    return faults != NULL;
}

static bool fail(const char *name, const char *why)
{
    fprintf(stderr, "swage validate: %s: %s\n", name, why);
    return false;
}

/* ---- documents ---- */

/* False when the document could not be judged, which is said on stderr. */
static bool judge(struct judgement *judgement, const struct place *place, const char *text, size_t len)
{
    if (!validate_document(judgement->validate, &judgement->type, judgement->is_nullable, text, len,
                           judgement->has_values, &judgement->result))
        return fail(place->name, validate_failure(judgement->validate));
    if (judgement->result.count > 0)
        judgement->are_all_valid = false;
    if (!judgement->is_json)
        print_text(judgement, place);
    else if (!print_json(judgement))
        return fail(place->name, "there is no memory");
    return true;
}

/* An empty line is a document, too, and no JSON; what stands behind the last line end is one if anything does. */
static bool judge_lines(struct judgement *judgement, const char *name, const char *text, size_t len)
{
    struct place place = {.name = name};
    while (len > 0) {
        const char *feed = memchr(text, '\n', len);
        size_t line = feed != NULL ? (size_t)(feed - text) : len, step = feed != NULL ? line + 1 : len;
        place.line++;
        if (!judge(judgement, &place, text, line))
            return false;
        text += step;
        len -= step;
    }
    return true;
}

/* All that the stream has, from malloc(); NULL, and errno, when that cannot be had. */
static char *read_all(FILE *in, size_t *len)
{
    size_t cap = 4096, count = 0;
    char *text = malloc(cap);
    while (text != NULL && !feof(in) && !ferror(in)) {
        if (count == cap) {
            char *grown = cap <= VALIDATE_TEXT ? realloc(text, cap *= 2) : NULL;
            if (grown == NULL)
                free(text);
            text = grown;
        }
        if (text != NULL)
            count += fread(text + count, 1, cap - count, in);
    }
    if (text != NULL && ferror(in)) {
        free(text);
        text = NULL;
    }
    *len = count;
    return text;
}

static bool judge_file(struct judgement *judgement, const char *name)
{
    size_t len;
    bool is_stdin = strcmp(name, "-") == 0;
    FILE *in = is_stdin ? stdin : fopen(name, "rb");
    if (in == NULL)
        return fail(name, strerror(errno));
    char *text = read_all(in, &len);
    int why = errno;
    if (!is_stdin)
        fclose(in);
    if (text == NULL)
        return fail(name, why != 0 ? strerror(why) : "the document is too long");
    struct place place = {.name = is_stdin ? "<stdin>" : name};
    bool is_judged =
        judgement->is_lines ? judge_lines(judgement, place.name, text, len) : judge(judgement, &place, text, len);
    free(text);
    return is_judged;
}

/* A file that cannot be read is no reason to leave out the others. */
static bool finish(struct front *front)
{
    struct judgement *judgement = (struct judgement *)front;
    bool are_judged = true;
    judgement->validate = validate_new();
    if (judgement->validate == NULL)
        return fail(judgement->type_name, "there is no memory");
    judgement->are_all_valid = true;
    if (judgement->document_count == 0)
        are_judged = judge_file(judgement, "-");
    for (unsigned i = 0; i < judgement->document_count; i++)
        are_judged = judge_file(judgement, judgement->documents[i]) && are_judged;
    validate_free(judgement->validate);
    return are_judged && judgement->are_all_valid;
}

/* ---- the command ---- */

/* The first word is the schema, the second the type, and the rest are documents. */
static bool accept(struct front *front)
{
    struct judgement *judgement = (struct judgement *)front;
    const char *format = judgement->format != NULL ? judgement->format : "text";
    judgement->is_json = strcmp(format, "json") == 0;
    if (!judgement->is_json && strcmp(format, "text") != 0) {
        options_refuse("validate", "--format is 'text' or 'json', not", format);
        return false;
    }
    if (front->file_count < 2) {
        options_refuse("validate", "the name of a type is missing behind", front->files[0]);
        return false;
    }
    judgement->type_name = front->files[1];
    judgement->documents = front->files + 2;
    judgement->document_count = front->file_count - 2;
    front->file_count = 1;
    return true;
}

int command_validate(int count, char **args)
{
    struct judgement judgement = {
        .front = {
            .name = "validate", .help = command_validate_help, .accept = accept, .stages = stages, .finish = finish}};
    const struct options_rule rules[] = {{.name = "--format", .value = &judgement.format},
                                         {.name = "--lines", .flag = &judgement.is_lines},
                                         {.name = "--values", .flag = &judgement.has_values},
                                         {.name = NULL}};
    judgement.front.rules = rules;
    return front_run(&judgement.front, count, args);
}
