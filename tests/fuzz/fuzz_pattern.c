/* SPDX-License-Identifier: MIT */
/* Any pattern, a NUL, any text: the compiler refuses the pattern or makes an automaton, which says what the oracle says
   of texts that are UTF-8, in the compiler as at run time. */
#include "config.h"

#include "model/model.h"
#include "model/pattern.h"
#include "model/resolve.h"
#include "pattern_oracle.h"
#include "syntax/compilation.h"

#include <swage/pattern.h>
#include <swage/read.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    const char *pattern, *text;
    size_t pattern_len, text_len;
};

static void demand(bool fact)
{
    if (!fact)
        abort();
}

static bool match_at_run_time(const struct model_pattern *model, const struct input *input)
{
    unsigned char *accepts = calloc(model->state_count, 1);
    for (size_t i = 0; accepts != NULL && i < model->state_count; i++)
        accepts[i] = model->accepts[i];
    struct swage_pattern pattern = {model->text, model->classes, model->next, accepts, (unsigned)model->class_count};
    bool is_match = accepts != NULL && swage_pattern_match(&pattern, swage_str_of(input->text, input->text_len));
    free(accepts);
    return is_match;
}

static void match(const struct model_pattern *model, const struct input *input)
{
    uint32_t points[ORACLE_TEXT_MAX + 1];
    bool is_match = pattern_matches(model, input->text, input->text_len);
    demand(match_at_run_time(model, input) == is_match);
    if (!swage_utf8_valid(swage_str_of(input->text, input->text_len)))
        return;
    size_t count = oracle_points(input->text, input->text_len, points, ORACLE_TEXT_MAX + 1);
    enum oracle_answer wanted = count > ORACLE_TEXT_MAX ? ORACLE_TOO_LONG : oracle_match(model->text, points, count);
    demand(wanted == ORACLE_TOO_LONG || is_match == (wanted == ORACLE_YES));
}

static void compile(struct compilation *cx, void *arg)
{
    const struct input *input = arg;
    struct schema schema;
    struct ast_string text = {.text = pool_copy(&cx->pool, input->pattern, input->pattern_len),
                              .len = input->pattern_len};
    schema_init(&schema, cx, NULL);
    struct unit unit = {.cx = cx, .schema = &schema};
    const struct model_pattern *model = pattern_compile(&unit, &text);
    demand((model == NULL) == (diagnostic_errors(cx) > 0));
    if (model != NULL)
        match(model, input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data, *nul = size > 0 ? memchr(bytes, '\0', size) : NULL;
    size_t len = nul != NULL ? (size_t)(nul - bytes) : size, behind = len + (nul != NULL);
    struct input input = {bytes, bytes + behind, len, size - behind};
    struct compilation *cx = compilation_new();
    if (cx)
        compilation_run(cx, compile, &input);
    compilation_free(cx);
    return 0;
}
