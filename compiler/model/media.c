/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/annotation.h"
#include "model/media.h"

#include <string.h>

static bool is_tchar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

/* Behind the token at `at`; NULL where there is none. */
static const char *token_end(const char *at)
{
    const char *end = at;
    while (is_tchar(*end))
        end++;
    return end == at ? NULL : end;
}

/* Behind ";name=value", blanks around the semicolon left out or not. Quoted values are for nobody. */
static const char *parameter_end(const char *at)
{
    at += strspn(at, " ");
    if (*at != ';')
        return NULL;
    at = token_end(at + 1 + strspn(at + 1, " "));
    return at != NULL && *at == '=' ? token_end(at + 1) : NULL;
}

enum { MEDIA_MAX = 127 }; /* bytes */

static bool is_media(const char *text, bool may_have_parameters)
{
    const char *at = token_end(text);
    at = at != NULL && *at == '/' ? token_end(at + 1) : NULL;
    while (at != NULL && *at != '\0')
        at = may_have_parameters ? parameter_end(at) : NULL;
    return at != NULL && strchr(text, '*') == NULL && at - text <= MEDIA_MAX;
}

bool media_look(struct unit *unit, const struct ast_annotation_list *list, bool may_have_parameters, const char **out)
{
    const struct ast_string *text = annotation_text(list, "media");
    *out = NULL;
    if (text == NULL)
        return true;
    if (text->len == strlen(text->text) && is_media(text->text, may_have_parameters)) {
        *out = text->text;
        return true;
    }
    diagnose(unit->cx, &text->at, DIAGNOSTIC_BAD_ANNOTATION, "'@media' takes a media type%s: \"image/png\"",
             may_have_parameters ? "" : " without parameters");
    return false;
}

void media_refuse(struct unit *unit, const struct ast_annotation_list *list)
{
    const struct ast_annotation *media = annotation_find(list, "media");
    if (media != NULL)
        diagnose(unit->cx, &media->at, DIAGNOSTIC_NOT_YET, "the generator can honour '@media' on streams only, yet");
}
