/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/cookie.h"

#include "model/annotation.h"
#include "model/number.h"
#include "model/resolve.h"
#include "model/wire.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

enum { ATTRIBUTE_MAX = 1024 }; /* bytes: browsers drop longer ones (RFC 6265bis 5.6) */

struct cookie {
    struct unit *unit;
    const struct ast_annotation_list *list;
    const char *text; /* what was put together so far */
    bool is_fine;
};

static void refuse(struct cookie *cookie, const struct place *at, const char *what)
{
    diagnose(cookie->unit->cx, at, DIAGNOSTIC_BAD_ANNOTATION, "%s", what);
    cookie->is_fine = false;
}

static void put(struct cookie *cookie, const char *name, const char *value)
{
    cookie->text = pool_printf(&cookie->unit->cx->pool, "%s; %s%s", cookie->text, name, value);
}

static bool has(const struct cookie *cookie, const char *name)
{
    return annotation_find(cookie->list, name) != NULL;
}

/* RFC 6265 4.1.1: path-value. */
static bool is_path(const struct ast_string *text)
{
    if (text->len == 0 || text->len > ATTRIBUTE_MAX || text->text[0] != '/')
        return false;
    for (size_t i = 0; i < text->len; i++)
        if (text->text[i] <= ' ' || text->text[i] > '~' || text->text[i] == ';')
            return false;
    return true;
}

static void look_at_path(struct cookie *cookie)
{
    const struct ast_string *given = annotation_text(cookie->list, "path");
    if (given != NULL && !is_path(given))
        refuse(cookie, &given->at, "'@path' takes a path without blanks and ';': \"/account\"");
    else
        put(cookie, "Path=", given == NULL ? "/" : given->text);
}

static void look_at_domain(struct cookie *cookie)
{
    const struct ast_string *given = annotation_text(cookie->list, "domain");
    if (given == NULL)
        return;
    if (given->len != strlen(given->text) || !wire_is_format(MODEL_FORMAT_HOSTNAME, given->text, given->len))
        refuse(cookie, &given->at, "'@domain' takes the name of a host: \"example.com\"");
    else
        put(cookie, "Domain=", given->text);
}

/* Of 0 seconds: browsers drop the cookie. */
static void look_at_max_age(struct cookie *cookie)
{
    const struct ast_annotation *given = annotation_find(cookie->list, "max_age");
    int64_t seconds = 0;
    if (given == NULL || !annotation_is_fine(given))
        return;
    const struct ast_number *number = &given->arguments.first->value->number;
    if (number_signed(number, 0, INT32_MAX, &seconds) != NUMBER_FINE)
        refuse(cookie, &number->at, "'@max_age' takes seconds, from 0 to 2147483647");
    else
        put(cookie, "Max-Age=", pool_printf(&cookie->unit->cx->pool, "%" PRId64, seconds));
}

static void look_at_same_site(struct cookie *cookie)
{
    static const char *const given_as[] = {"strict", "lax", "none", NULL}, *const sent_as[] = {"Strict", "Lax", "None"};
    const struct ast_string *given = annotation_text(cookie->list, "same_site");
    size_t i = 0;
    if (given == NULL)
        return;
    while (given_as[i] != NULL && strcmp(given_as[i], given->text) != 0)
        i++;
    if (given_as[i] == NULL) {
        refuse(cookie, &given->at, "'@same_site' is \"strict\", \"lax\" or \"none\"");
        diagnose_suggestion(cookie->unit->cx, suggest_nearest(given->text, given->len, given_as));
    } else if (strcmp(given->text, "none") == 0 && !has(cookie, "secure")) {
        refuse(cookie, &given->at, "browsers drop a cookie of all sites that is not '@secure'");
    } else {
        put(cookie, "SameSite=", sent_as[i]);
    }
}

/* RFC 6265bis 4.1.3: browsers drop cookies of such names that are not what these promise. */
static const char *prefix_fault(const struct cookie *cookie, const char *name)
{
    const struct ast_string *path = annotation_text(cookie->list, "path");
    bool is_host = strncasecmp(name, "__Host-", 7) == 0;
    if (!is_host && strncasecmp(name, "__Secure-", 9) != 0)
        return NULL;
    if (!has(cookie, "secure"))
        return "a cookie of this name has to be '@secure'";
    if (is_host && (has(cookie, "domain") || (path != NULL && strcmp(path->text, "/") != 0)))
        return "a cookie of this name has no '@domain' and no '@path' but \"/\"";
    return NULL;
}

bool cookie_look(struct unit *unit, const struct ast_annotation_list *list, const struct place *at, const char *name,
                 const char **out)
{
    struct cookie cookie = {.unit = unit, .list = list, .text = "", .is_fine = true};
    const char *fault = prefix_fault(&cookie, name);
    if (fault != NULL)
        refuse(&cookie, at, fault);
    look_at_path(&cookie);
    look_at_domain(&cookie);
    look_at_max_age(&cookie);
    if (has(&cookie, "secure"))
        put(&cookie, "Secure", "");
    if (has(&cookie, "http_only"))
        put(&cookie, "HttpOnly", "");
    look_at_same_site(&cookie);
    *out = cookie.text;
    return cookie.is_fine;
}
