/* SPDX-License-Identifier: MIT */
/* Where a parameter comes from: from the path when it is named there, from the body when it is called so, else from
   where its word says. All but the body is text on the wire, so null cannot be told. And, by the same rules, the headers
   and cookies that a response sends. */
#include "config.h"

#include "model/parameter.h"

#include "model/annotation.h"
#include "model/c_name.h"
#include "model/cookie.h"
#include "model/declare.h"
#include "model/default.h"
#include "model/example.h"
#include "model/media.h"
#include "model/path.h"
#include "model/refine.h"
#include "model/resolve.h"
#include "model/structure.h"
#include "model/type.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

enum {
    WIRE_NAME_MAX = 255,
    SENT_MAX = 16 /* as many as one reply may have (swage_reply_header) */
};

struct look {
    struct unit *unit;
    const struct ast_decl *decl;
    const struct path *path;
    struct model_route *route; /* NULL: of a response */
    bool *has_bits;
    struct model_parameter *list;
    size_t count, room;
    struct name_map c_names;                          /* of the members of struct x_params, to struct place */
    struct name_map queries, headers, cookies, forms; /* to struct place */
    size_t errors;
};

static bool fail(struct look *look)
{
    look->errors++;
    return false;
}

static void add(struct look *look, const struct model_parameter *made)
{
    if (look->count == look->room) {
        size_t room = look->room * 2 + 8;
        struct model_parameter *list = pool_alloc(&look->unit->cx->pool, room * sizeof *list);
        if (look->count > 0)
            memcpy(list, look->list, look->count * sizeof *list);
        look->list = list;
        look->room = room;
    }
    look->list[look->count++] = *made;
}

/* ---- names ---- */

static bool enter(struct look *look, struct name_map *map, const char *name, size_t len, const struct place *at,
                  const char *what)
{
    struct place *mine = pool_alloc(&look->unit->cx->pool, sizeof *mine);
    *mine = *at;
    const struct place *there = name_map_add(map, name, len, mine);
    if (there == mine)
        return true;
    diagnose(look->unit->cx, at, DIAGNOSTIC_DUPLICATE_MEMBER, "a second %s is called '%s'%s", what, name,
             map == &look->c_names ? " in C" : "");
    diagnose_note(look->unit->cx, there, "the first one is here");
    return fail(look);
}

static bool set_c_name(struct look *look, const struct ast_member *ast, struct model_parameter *out)
{
    struct pool *pool = &look->unit->cx->pool;
    if (!declare_check_name(look->unit, &ast->name, "parameter"))
        return fail(look);
    out->c_name = c_name_safe(pool, c_name_snake(pool, ast->name.text, ast->name.len));
    if (strcmp(out->c_name, "rq") == 0 || strncmp(out->c_name, "swage_", 6) == 0) {
        diagnose(
            look->unit->cx, &ast->name.at, DIAGNOSTIC_RESERVED_NAME,
            "'%s' is the runtime's in the handler's struct; name the parameter otherwise and say what it is on the "
            "@name",
            out->c_name);
        return fail(look);
    }
    return enter(look, &look->c_names, out->c_name, strlen(out->c_name), &ast->name.at, "parameter");
}

/* RFC 9110 5.6.2 */
static bool is_token(const struct model_text *text)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < text->len; i++) {
        char c = text->ptr[i], low = (char)(c | 0x20);
        bool is_fine = (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || (c != '\0' && strchr(marks, c) != NULL);
        if (!is_fine)
            return false;
    }
    return text->len > 0;
}

static bool check_length(const struct unit *unit, size_t len, const struct place *at)
{
    if (len > WIRE_NAME_MAX)
        diagnose(unit->cx, at, DIAGNOSTIC_TOO_LARGE, "a name of more than %d bytes", WIRE_NAME_MAX);
    return len <= WIRE_NAME_MAX;
}

static const char *key_text(enum model_where where)
{
    return where == MODEL_IN_COOKIE ? "cookie" : where == MODEL_IN_FORM ? "form parameter" : "query parameter";
}

/* Of queries, forms and cookies: names of texts. RFC 6265 4.1.1: a cookie's is a token. */
bool parameter_check_wire_name(const struct unit *unit, enum model_where where, const struct model_text *name,
                               const struct place *at)
{
    bool is_token_wanted = where == MODEL_IN_HEADER || where == MODEL_IN_COOKIE;
    bool is_text = name->len > 0 && strlen(name->ptr) == name->len;
    if (!check_length(unit, name->len, at))
        return false;
    if (is_text && (!is_token_wanted || is_token(name)))
        return true;
    if (where == MODEL_IN_HEADER)
        diagnose(unit->cx, at, DIAGNOSTIC_BAD_NAME, "'%s' cannot be the name of a header", name->ptr);
    else
        diagnose(unit->cx, at, DIAGNOSTIC_BAD_NAME, "a %s cannot be called so", key_text(where));
    return false;
}

/* request_id and requestId are Request-Id. */
static const char *header_of(struct pool *pool, const char *name, size_t len)
{
    char *header = c_name_snake(pool, name, len);
    for (char *at = header; *at != '\0'; at++) {
        bool is_first = at == header || at[-1] == '-';
        if (*at == '_')
            *at = '-';
        else if (is_first && *at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    }
    return header;
}

static void lower(char *text)
{
    for (; *text != '\0'; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
}

static bool set_header(struct look *look, const struct place *at, const struct ast_string *given,
                       const struct ast_name *name, struct model_parameter *out)
{
    struct pool *pool = &look->unit->cx->pool;
    out->header = given == NULL ? header_of(pool, name->text, name->len) : given->text;
    out->name = (struct model_text){out->header, given == NULL ? strlen(out->header) : given->len};
    if (!parameter_check_wire_name(look->unit, MODEL_IN_HEADER, &out->name, at))
        return fail(look);
    char *low = pool_copy(pool, out->name.ptr, out->name.len);
    lower(low);
    out->name.ptr = low;
    return enter(look, &look->headers, low, out->name.len, at, "header");
}

static bool set_key(struct look *look, const struct place *at, struct model_parameter *out)
{
    struct name_map *map = out->where == MODEL_IN_COOKIE ? &look->cookies
                           : out->where == MODEL_IN_FORM ? &look->forms
                                                         : &look->queries;
    if (!parameter_check_wire_name(look->unit, out->where, &out->name, at))
        return fail(look);
    return enter(look, map, out->name.ptr, out->name.len, at, key_text(out->where));
}

static bool set_wire_name(struct look *look, const struct ast_member *ast, struct model_parameter *out)
{
    const struct ast_string *given = annotation_text(&ast->annotations, "name");
    const struct place *at = given == NULL ? &ast->name.at : &given->at;
    if (given != NULL && !check_length(look->unit, given->len, at))
        return fail(look);
    if (out->where == MODEL_IN_HEADER)
        return set_header(look, at, given, &ast->name, out);
    out->name = given == NULL ? (struct model_text){ast->name.text, ast->name.len}
                              : (struct model_text){given->text, given->len};
    if (out->where != MODEL_IN_PATH)
        return set_key(look, at, out);
    if (given == NULL)
        return true;
    diagnose(look->unit->cx, at, DIAGNOSTIC_BAD_PARAMETER, "a parameter of the path has its name from there");
    return fail(look);
}

/* ---- types ---- */

static const char *where_text(enum model_where where)
{
    static const char *const texts[] = {"the path", "the query", "a header", "a cookie", "a form"};
    return texts[where];
}

/* What text can say by itself. */
static bool is_plain(const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_JSON:
    case MODEL_STRUCT:
    case MODEL_UNION:
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP:
    case MODEL_MAYBE: return false;
    default: return true;
    }
}

static bool may_repeat(enum model_where where)
{
    return where == MODEL_IN_QUERY || where == MODEL_IN_FORM;
}

static bool may_come_from(enum model_where where, const struct model_type *type)
{
    return type->kind == MODEL_ARRAY && may_repeat(where) ? is_plain(type->item) : is_plain(type);
}

static bool check_type(struct look *look, const struct ast_member *ast, const struct model_parameter *made,
                       bool is_rest)
{
    struct compilation *cx = look->unit->cx;
    const struct place *at = &ast->type->at;
    if (!may_come_from(made->where, made->type))
        diagnose(cx, at, DIAGNOSTIC_BAD_PARAMETER, "%s gives scalars, strings%s%s, not %s",
                 where_text(made->where), made->where == MODEL_IN_FORM ? ", enums and files" : " and enums", may_repeat(made->where) ? ", or arrays of these" : "",
                 made->type->schema);
    else if (is_rest && made->type->kind != MODEL_STRING)
        diagnose(cx, at, DIAGNOSTIC_BAD_PARAMETER, "what '{%s+}' matches is a string", ast->name.text);
    else if (type_may_be_null(ast->type, made->type))
        diagnose(cx, at, DIAGNOSTIC_BAD_PARAMETER, "%s gives text, which is never null%s", where_text(made->where),
                 made->where == MODEL_IN_PATH ? "" : "; with a '?' behind its name it may be missing");
    else if (made->where == MODEL_IN_PATH && (ast->is_optional || ast->value != NULL))
        diagnose(cx, &ast->at, DIAGNOSTIC_BAD_PARAMETER, "what is in the path is always there");
    else if (ast->is_optional && ast->value != NULL)
        diagnose(cx, &ast->at, DIAGNOSTIC_BAD_PARAMETER,
                 "a parameter with a default is never missing: leave out the '?' or the default");
    else
        return true;
    return fail(look);
}

/* What only values in JSON may have. */
static bool check_file(struct look *look, const struct ast_member *ast)
{
    struct compilation *cx = look->unit->cx;
    const struct ast_annotation *example = annotation_find(&ast->annotations, "example");
    if (example != NULL)
        diagnose(cx, &example->at, DIAGNOSTIC_MISPLACED_ANNOTATION, "'@example' is for values in JSON, not for files");
    else if (ast->value != NULL)
        diagnose(cx, &ast->at, DIAGNOSTIC_BAD_PARAMETER,
                 "a file has no default; with a '?' behind its name it may be missing");
    else
        return true;
    return false;
}

/* Of an array of files each is of this media type. */
static void put_media(struct pool *pool, struct model_type *type, const char *media)
{
    struct model_type *item = type;
    if (!type->is_file) {
        item = pool_alloc(pool, sizeof *item);
        *item = *type->item;
        type->item = item;
    }
    item->media = media;
}

static bool set_media(struct look *look, const struct ast_member *ast, struct model_type *type)
{
    const struct ast_string *text = annotation_text(&ast->annotations, "media");
    const char *media = NULL;
    if (!type_has_file(type)) {
        if (text != NULL)
            diagnose(look->unit->cx, &text->at, DIAGNOSTIC_MISPLACED_ANNOTATION,
                     "'@media' of a parameter is for files, not %s", type->schema);
        return text == NULL;
    }
    if (!check_file(look, ast) || !media_look(look->unit, &ast->annotations, MEDIA_OF_BODY, &media))
        return false;
    put_media(&look->unit->cx->pool, type, media);
    look->route->has_files = true;
    return true;
}

static bool set_type(struct look *look, const struct ast_member *ast, bool is_rest, struct model_parameter *out)
{
    bool is_form = out->where == MODEL_IN_FORM;
    struct model_type *type = (is_form ? refine_make_form : refine_make)(look->unit, ast->type, &ast->annotations);
    if (type == NULL)
        return fail(look);
    out->type = type;
    if (!set_media(look, ast, type))
        return fail(look);
    out->examples = example_list(look->unit, &ast->annotations);
    example_keep(look->unit, &ast->annotations, out->type, false);
    if (!check_type(look, ast, out, is_rest))
        return false;
    if (ast->value != NULL) {
        out->value = default_make(look->unit, ast->value, out->type, false);
        if (out->value == NULL)
            return fail(look);
    }
    bool may_be_empty = out->type->kind == MODEL_ARRAY && out->type->least == 0;
    out->is_required = !ast->is_optional && out->value == NULL && !may_be_empty;
    out->presence = structure_presence(out->type, ast->is_optional);
    *look->has_bits |= out->presence == MODEL_BY_HAS;
    return true;
}

/* ---- the body ---- */

/* RFC 9110 9.3.1, 9.3.2, 9.3.5: content of these requests has no meaning of its own, and things on the way may drop
   it. */
static bool expects_body(enum ast_method method)
{
    return method != AST_METHOD_GET && method != AST_METHOD_HEAD && method != AST_METHOD_DELETE;
}

static const char *body_fault(const struct ast_member *ast, const struct model_type *type)
{
    if (type_may_be_null(ast->type, type))
        return "a body is not null; 'body?' may be missing";
    if (ast->value != NULL)
        return "a body has no default";
    return annotation_find(&ast->annotations, "name") != NULL ? "a body has no name on the wire" : NULL;
}

static bool check_body(struct look *look, const struct ast_member *ast, const struct model_type *type)
{
    struct compilation *cx = look->unit->cx;
    const char *fault = body_fault(ast, type);
    bool is_allowed = annotation_has_text(&look->decl->annotations, "allow", "unexpected-body");
    if (fault != NULL)
        diagnose(cx, &ast->at, DIAGNOSTIC_BAD_PARAMETER, "%s", fault);
    else if (!expects_body(look->decl->route.method) && !is_allowed)
        diagnose(cx, &ast->at, DIAGNOSTIC_UNEXPECTED_BODY,
                 "a %s request has no body; if this one has, say @allow(\"unexpected-body\")", look->route->method);
    else
        return true;
    return fail(look);
}

/* A body that its handler reads: whether there is one, and how large it is, is found out there. */
static bool look_at_pieces(struct look *look, const struct ast_member *ast, const struct model_type *type)
{
    look->route->has_pieces = true;
    bool has_media = media_look(look->unit, &ast->annotations, MEDIA_OF_BODY, &look->route->body_media);
    if (type->kind != MODEL_BYTES)
        diagnose(look->unit->cx, &ast->type->at, DIAGNOSTIC_BAD_PARAMETER,
                 "a body comes in pieces of bytes: 'body: stream bytes'");
    else if (ast->is_optional || type->least > 0 || type->most != MODEL_UNBOUNDED)
        diagnose(look->unit->cx, &ast->type->at, DIAGNOSTIC_BAD_PARAMETER,
                 "what a stream holds is not known before it ends; '@max_body' of the route bounds it");
    else if (has_media)
        return true;
    return fail(look);
}

static bool look_at_body(struct look *look, const struct ast_member *ast)
{
    static const char body[] = "body";
    annotation_check(look->unit, &ast->annotations, ON_BODY);
    if (!enter(look, &look->c_names, body, sizeof body - 1, &ast->name.at, "parameter"))
        return false;
    struct model_type *type = refine_make(look->unit, ast->type, &ast->annotations);
    if (type == NULL || !check_body(look, ast, type))
        return fail(look);
    look->route->body_doc = declare_doc(ast->doc);
    look->route->body_note = annotation_note(&ast->annotations);
    if (ast->is_stream)
        return look_at_pieces(look, ast, type);
    struct model_route *route = look->route;
    if (!media_look_value(look->unit, &ast->annotations, MEDIA_OF_BODY, type, &route->body_media, &route->body_is_raw))
        return fail(look);
    look->route->body_examples = example_list(look->unit, &ast->annotations);
    example_keep(look->unit, &ast->annotations, type, false);
    look->route->body = type;
    look->route->is_merge_patch = type->kind == MODEL_STRUCT && type->structure->patch_of != NULL;
    look->route->body_optional = ast->is_optional;
    look->route->body_presence = structure_presence(type, ast->is_optional);
    *look->has_bits |= look->route->body_presence == MODEL_BY_HAS;
    return true;
}

/* ---- the members of a struct as parameters ---- */

static bool set_member_name(struct look *look, const struct place *at, const struct model_member *member,
                            struct model_parameter *out)
{
    if (strcmp(out->c_name, "rq") == 0) {
        diagnose(look->unit->cx, at, DIAGNOSTIC_RESERVED_NAME, "'rq' is the runtime's in the handler's struct");
        return fail(look);
    }
    if (!enter(look, &look->c_names, out->c_name, strlen(out->c_name), at, "parameter"))
        return false;
    if (out->where != MODEL_IN_HEADER) {
        out->name = member->key;
        return set_key(look, at, out);
    }
    const struct ast_name name = {.at = *at, .text = member->name, .len = strlen(member->name)};
    const struct ast_string key = {.at = *at, .text = member->key.ptr, .len = member->key.len};
    bool is_given = strcmp(member->name, member->key.ptr) != 0; /* by @name: as it stands */
    return set_header(look, at, is_given ? &key : NULL, &name, out);
}

static bool check_member(struct look *look, const struct ast_member *ast, enum model_where where,
                         const struct model_member *member)
{
    if (may_come_from(where, member->type) && !member->is_nullable)
        return true;
    diagnose(look->unit->cx, &ast->spread->at, DIAGNOSTIC_BAD_PARAMETER,
             "%s gives text, and member '%.*s' of '%s' is %s", where_text(where), (int)member->key.len, member->key.ptr,
             ast->spread->text, member->is_nullable ? "null at times" : member->type->schema);
    return fail(look);
}

static void look_at_member(struct look *look, const struct ast_member *ast, enum model_where where,
                           const struct model_member *member)
{
    struct model_parameter made = {.where = where,
                                   .c_name = member->c_name,
                                   .doc = member->doc,
                                   .note = member->note,
                                   .type = member->type,
                                   .value = member->value,
                                   .examples = member->examples};
    if (!check_member(look, ast, where, member) || !set_member_name(look, &ast->spread->at, member, &made))
        return;
    made.is_required = member->is_required && !(made.type->kind == MODEL_ARRAY && made.type->least == 0);
    made.presence = structure_presence(made.type, member->is_optional);
    *look->has_bits |= made.presence == MODEL_BY_HAS;
    add(look, &made);
}

static void look_at_spread(struct look *look, const struct ast_member *ast, enum model_where where)
{
    annotation_check(look->unit, &ast->annotations, ON_SPREAD);
    struct symbol *symbol = structure_find(look->unit, ast->spread, "spread");
    if (symbol == NULL || !declare_struct(symbol)) {
        fail(look);
        return;
    }
    for (size_t i = 0; i < symbol->structure->member_count; i++)
        look_at_member(look, ast, where, &symbol->structure->members[i]);
}

/* ---- one parameter ---- */

static void report_source(struct look *look, const struct ast_member *ast)
{
    struct suggest suggest = SUGGEST_INIT(ast->name.text, ast->name.len);
    fail(look);
    if (look->path == NULL)
        return;
    for (const struct path_segment *segment = look->path->first; segment != NULL; segment = segment->next)
        if (segment->made.kind != MODEL_LITERAL)
            suggest_offer(&suggest, segment->made.text.ptr);
    diagnose(look->unit->cx, &ast->name.at, DIAGNOSTIC_BAD_PARAMETER,
             "nothing says where '%s' comes from: there is no '{%s}' in the path; else write 'query %s' or 'header %s'",
             ast->name.text, ast->name.text, ast->name.text, ast->name.text);
    diagnose_suggestion(look->unit->cx, suggest.best);
}

static void look_at_named(struct look *look, const struct ast_member *ast, enum model_where where, bool is_rest,
                          size_t capture)
{
    struct model_parameter made = {
        .where = where, .doc = declare_doc(ast->doc), .note = annotation_note(&ast->annotations), .capture = capture};
    annotation_check(look->unit, &ast->annotations,
                     look->route != NULL          ? ON_PARAMETER
                     : where == MODEL_IN_HEADER ? ON_HEADER
                                                : ON_COOKIE);
    if (ast->is_stream) {
        diagnose(look->unit->cx, &ast->type->at, DIAGNOSTIC_BAD_PARAMETER, "only a body can be a stream");
        fail(look);
        return;
    }
    bool has_c_name = set_c_name(look, ast, &made), has_wire_name = set_wire_name(look, ast, &made);
    if (set_type(look, ast, is_rest, &made) && has_c_name && has_wire_name)
        add(look, &made);
}

static void look_at_form(struct look *look, const struct ast_member *ast)
{
    if (!look->route->has_form && !expects_body(look->decl->route.method)) {
        diagnose(look->unit->cx, &ast->word_at, DIAGNOSTIC_BAD_PARAMETER, "a %s request has no body, and so no form",
                 look->route->method);
        fail(look);
    }
    look->route->has_form = true;
}

static bool look_at_word(struct look *look, const struct ast_member *ast)
{
    enum model_where where;
    switch (ast->word) {
    case AST_WORD_QUERY: where = MODEL_IN_QUERY; break;
    case AST_WORD_HEADER: where = MODEL_IN_HEADER; break;
    case AST_WORD_COOKIE: where = MODEL_IN_COOKIE; break;
    case AST_WORD_FORM: where = MODEL_IN_FORM; break;
    default: return false;
    }
    if (where == MODEL_IN_FORM)
        look_at_form(look, ast);
    if (ast->spread != NULL)
        look_at_spread(look, ast, where);
    else
        look_at_named(look, ast, where, false, 0);
    return true;
}

static void look_at_one(struct look *look, const struct ast_member *ast)
{
    size_t capture = 0;
    if (look_at_word(look, ast))
        return;
    if (ast->spread != NULL) {
        diagnose(look->unit->cx, &ast->at, DIAGNOSTIC_BAD_PARAMETER,
                 "where the members come from has to be said: 'query ...%s'", ast->spread->text);
        fail(look);
        return;
    }
    struct path_segment *segment = look->path == NULL ? NULL : path_find(look->path, ast->name.text, &capture);
    if (segment != NULL && ast->word == AST_WORD_NONE) {
        segment->is_taken = true;
        look_at_named(look, ast, MODEL_IN_PATH, segment->made.kind == MODEL_REST, capture);
    } else if (strcmp(ast->name.text, "body") == 0 && ast->word == AST_WORD_NONE) {
        look_at_body(look, ast);
    } else if (ast->word == AST_WORD_BODY) {
        diagnose(look->unit->cx, &ast->word_at, DIAGNOSTIC_BAD_PARAMETER, "the body is written 'body: %s'",
                 ast->type == NULL || ast->type->kind != AST_TYPE_NAMED ? "T" : ast->type->name.text);
        fail(look);
    } else {
        report_source(look, ast);
    }
}

/* ---- all ---- */

static void check_captures(struct look *look)
{
    if (look->path == NULL)
        return;
    for (const struct path_segment *segment = look->path->first; segment != NULL; segment = segment->next) {
        if (segment->made.kind == MODEL_LITERAL || segment->is_taken)
            continue;
        diagnose(look->unit->cx, &segment->at, DIAGNOSTIC_BAD_PATH, "'%s' has no parameter '%s'", look->decl->name.text,
                 segment->made.text.ptr);
        look->errors++;
    }
}

static void check_has(struct look *look)
{
    const struct place *there = name_map_find(&look->c_names, "has", 3);
    if (!*look->has_bits || there == NULL)
        return;
    diagnose(
        look->unit->cx, there, DIAGNOSTIC_NAME_COLLISION,
        "'has' is what swage puts beside parameters that may be missing; name the parameter otherwise and say what "
        "it is on the wire with @name");
    look->errors++;
}

static void check_auth(struct look *look)
{
    const struct place *there = name_map_find(&look->c_names, "auth", 4);
    if (look->route->auth.scheme == NULL || there == NULL)
        return;
    diagnose(look->unit->cx, there, DIAGNOSTIC_NAME_COLLISION,
             "'auth' is who is asking, where @auth stands on the route; name the parameter otherwise and say what it is "
             "on the wire with @name");
    look->errors++;
}

/* What the verifier is given is no parameter of the handler's as well: there would be two opinions on what may stand there. */
static void check_key(struct look *look)
{
    static const char authorization[] = "authorization";
    const struct model_scheme *scheme = look->route->auth.scheme;
    if (scheme == NULL)
        return;
    bool is_key = scheme->kind == MODEL_SCHEME_KEY;
    struct model_text name = {authorization, sizeof authorization - 1};
    struct name_map *map = &look->headers;
    if (is_key) {
        char *low = pool_copy(&look->unit->cx->pool, scheme->key.ptr, scheme->key.len);
        if (scheme->where == MODEL_IN_HEADER)
            lower(low);
        name = (struct model_text){low, scheme->key.len};
        map = scheme->where == MODEL_IN_QUERY ? &look->queries : scheme->where == MODEL_IN_COOKIE ? &look->cookies : map;
    }
    const struct place *there = name.ptr == NULL ? NULL : name_map_find(map, name.ptr, name.len);
    if (there == NULL)
        return;
    diagnose(look->unit->cx, there, DIAGNOSTIC_NAME_COLLISION, "this is where '%s' has its credentials, which are the verifier's",
             scheme->name);
    look->errors++;
}

static void check_form(struct look *look)
{
    const struct place *there = name_map_find(&look->c_names, "body", 4);
    if (!look->route->has_form || (look->route->body == NULL && !look->route->has_pieces))
        return;
    diagnose(look->unit->cx, there, DIAGNOSTIC_BAD_PARAMETER, "a form is the body: there is no other beside it");
    look->errors++;
}

bool parameter_look(struct unit *unit, const struct ast_decl *decl, const struct path *path, struct model_route *out)
{
    struct pool *pool = &unit->cx->pool;
    struct look look = {.unit = unit,
                        .decl = decl,
                        .path = path,
                        .route = out,
                        .has_bits = &out->has_bits,
                        .c_names = NAME_MAP_INIT(pool),
                        .queries = NAME_MAP_INIT(pool),
                        .headers = NAME_MAP_INIT(pool),
                        .cookies = NAME_MAP_INIT(pool),
                        .forms = NAME_MAP_INIT(pool)};
    for (const struct ast_member *member = decl->route.parameters.first; member != NULL; member = member->next) {
        look_at_one(&look, member);
        if (!type_check_count(unit, look.count, &member->at, "a route", "parameters"))
            return false;
    }
    check_captures(&look);
    check_has(&look);
    check_auth(&look);
    check_key(&look);
    check_form(&look);
    for (size_t i = 0; i < look.count; i++)
        look.list[i].type = structure_unalias(unit, &look.c_names, look.list[i].type);
    if (out->body != NULL)
        out->body = structure_unalias(unit, &look.c_names, out->body);
    out->parameters = look.list;
    out->parameter_count = look.count;
    return look.errors == 0;
}

/* ---- what responses send ---- */

/* What the server says itself, and knows better (swage_reply_header), and what a cookie is written as. */
static const char *header_fault(const char *name)
{
    static const char *const own[] = {"content-type", "content-length", "transfer-encoding",
                                      "connection",   "keep-alive",     "date"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(name, own[i]) == 0)
            return "is a field that the server makes itself";
    return strcmp(name, "set-cookie") == 0 ? "is what cookies make: write 'cookie NAME: T'" : NULL;
}

static void check_sent_header(struct look *look, const struct ast_member *ast, const struct model_parameter *made)
{
    const char *fault = header_fault(made->name.ptr);
    if (fault == NULL)
        return;
    diagnose(look->unit->cx, &ast->at, DIAGNOSTIC_BAD_RESPONSE, "'%s' %s", made->header, fault);
    fail(look);
}

static bool check_sent(struct look *look, const struct ast_member *ast)
{
    struct compilation *cx = look->unit->cx;
    if (ast->word != AST_WORD_HEADER && ast->word != AST_WORD_COOKIE)
        diagnose(cx, &ast->at, DIAGNOSTIC_BAD_RESPONSE,
                 "a response sends headers and cookies: 'header location: uri', 'cookie session: string'");
    else if (ast->value != NULL)
        diagnose(cx, &ast->at, DIAGNOSTIC_BAD_RESPONSE, "what a response sends has no default");
    else
        return true;
    return fail(look);
}

static void look_at_sent(struct look *look, const struct ast_member *ast)
{
    size_t count = look->count;
    if (!check_sent(look, ast))
        return;
    look_at_word(look, ast);
    if (look->count == count)
        return;
    struct model_parameter *made = &look->list[count];
    if (made->where == MODEL_IN_HEADER)
        check_sent_header(look, ast, made);
    else if (!cookie_look(look->unit, &ast->annotations, &ast->at, made->name.ptr, &made->attributes))
        fail(look);
}

bool parameter_look_sent(struct unit *unit, const struct ast_member_list *members, struct model_response *out)
{
    struct pool *pool = &unit->cx->pool;
    struct look look = {.unit = unit,
                        .has_bits = &out->has_bits,
                        .c_names = NAME_MAP_INIT(pool),
                        .headers = NAME_MAP_INIT(pool),
                        .cookies = NAME_MAP_INIT(pool)};
    if (members->count > SENT_MAX) {
        diagnose(unit->cx, &members->first->at, DIAGNOSTIC_TOO_LARGE,
                 "a response with more than %d headers and cookies", SENT_MAX);
        return false;
    }
    for (const struct ast_member *member = members->first; member != NULL; member = member->next)
        look_at_sent(&look, member);
    check_has(&look);
    for (size_t i = 0; i < look.count; i++)
        look.list[i].type = structure_unalias(unit, &look.c_names, look.list[i].type);
    out->fields = look.list;
    out->field_count = look.count;
    return look.errors == 0;
}
