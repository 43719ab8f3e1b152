/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/annotation.h"
#include "model/media.h"

#include <string.h>
#include <strings.h>

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

/* "image/png", and of bodies also "image/" and a star, and two stars. */
static bool is_media(const char *text, enum media_place place)
{
    const char *at = token_end(text), *subtype = NULL;
    bool is_answer = place == MEDIA_OF_ANSWER;
    if (at == NULL || *at != '/')
        return false;
    subtype = at + 1;
    at = token_end(subtype);
    while (at != NULL && *at != '\0')
        at = is_answer ? parameter_end(at) : NULL;
    if (at == NULL || at - text > MEDIA_MAX)
        return false;
    bool is_all = strcmp(text, "*/*") == 0, is_range = is_all || strcmp(subtype, "*") == 0;
    return is_range ? !is_answer && (is_all || strchr(text, '*') > subtype - 1) : strchr(text, '*') == NULL;
}

bool media_look(struct unit *unit, const struct ast_annotation_list *list, enum media_place place, const char **out)
{
    static const char *const wanted[] = {
        [MEDIA_OF_BODY] = "'@media' takes a media type or range without parameters: \"image/png\", \"image/*\", \"*/*\"",
        [MEDIA_OF_ANSWER] = "'@media' takes a media type: \"image/png\""};
    const struct ast_string *text = annotation_text(list, "media");
    *out = NULL;
    if (text == NULL)
        return true;
    if (text->len == strlen(text->text) && is_media(text->text, place)) {
        *out = text->text;
        return true;
    }
    diagnose(unit->cx, &text->at, DIAGNOSTIC_BAD_ANNOTATION, "%s", wanted[place]);
    return false;
}

/* ---- values ---- */

/* RFC 6839 3.1; parameters may follow. */
static bool is_json(const char *media)
{
    size_t len = strcspn(media, "; ");
    const char *end = media + len;
    return (len == 16 && strncasecmp(media, "application/json", len) == 0) || (len > 5 && strncasecmp(end - 5, "+json", 5) == 0);
}

/* What stands as it is has no encoding, and no example in JSON where it is not text. */
static bool check_raw(struct unit *unit, const struct ast_annotation_list *list, const struct ast_string *media,
                      const struct model_type *type)
{
    static const char *const encodings[] = {"base64url", "hex", "example", NULL};
    if (type->kind != MODEL_STRING && type->kind != MODEL_BYTES) {
        diagnose(unit->cx, &media->at, DIAGNOSTIC_BAD_ANNOTATION,
                 "what is \"%s\" and no JSON is a string or bytes, and not '%s'", media->text, type->schema);
        return false;
    }
    for (size_t i = 0; encodings[i] != NULL && type->kind == MODEL_BYTES; i++) {
        const struct ast_annotation *there = annotation_find(list, encodings[i]);
        if (there == NULL)
            continue;
        diagnose(unit->cx, &there->at, DIAGNOSTIC_BAD_ANNOTATION, "'@%s' is of bytes in JSON, and these stand as they are",
                 encodings[i]);
        return false;
    }
    return true;
}

bool media_look_value(struct unit *unit, const struct ast_annotation_list *list, enum media_place place,
                      const struct model_type *type, const char **out, bool *is_raw)
{
    *is_raw = false;
    if (!media_look(unit, list, place, out))
        return false;
    *is_raw = *out != NULL && !is_json(*out);
    return !*is_raw || check_raw(unit, list, annotation_text(list, "media"), type);
}
