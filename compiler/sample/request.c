/* SPDX-License-Identifier: MIT */
/*
 * Requests from documents: the parameters of a route are sampled as a struct's members, and of each document a request is
 * made that says the same. What a request cannot say (null, a number where texts stand) is left out, and what only
 * requests can say is added.
 */
#include "config.h"

#include "sample/request.h"

#include "sample/parts.h"
#include "sample/plain.h"
#include "sample/request_path.h"
#include "sample/sample.h"
#include "sample/sheet.h"

#include <swage/arena.h>
#include <swage/bytes.h>
#include <swage/suite.h>

#include <string.h>
#include <strings.h>

enum {
    MEMBERS_MAX = 64,
    ITEMS_MAX = 64,
    CAPTURES_MAX = 16,
    SPACES_MAX = 2 << 20, /* bytes of a body that is made only to be too long */
    BODY_FAULTS_MAX = 24  /* of the documents of a struct, which have a suite of their own */
};

struct requests {
    struct pool *pool;
    const struct model *model;
    const struct model_route *route;
    struct sample_request *items;
    size_t count, cap;
    struct sample_request minimal;    /* the request that all others vary */
    struct model_text document;       /* what it was made of */
    const char *file_media;           /* what files say that they are; NULL: what they have to be */
    struct model_text params, body;   /* what the handler is given then; `body` has no ptr without one */
};

/* ---- parameters as members ---- */

static void fill_member(struct model_member *member, const struct model_parameter *parameter)
{
    static const struct model_value empty = {.kind = MODEL_VALUE_EMPTY};
    bool is_list = parameter->type->kind == MODEL_ARRAY && parameter->presence == MODEL_ALWAYS;
    *member = (struct model_member){
        .name = parameter->c_name,
        .key = {parameter->c_name, strlen(parameter->c_name)},
        .c_name = parameter->c_name,
        .type = parameter->type,
        .is_required = parameter->is_required,
        .presence = parameter->presence,
        .value = parameter->value ? parameter->value : is_list && !parameter->is_required ? &empty : NULL,
        .examples = parameter->examples,
    };
    member->is_optional = parameter->presence != MODEL_ALWAYS;
}

static void fill_body(struct model_member *member, const struct model_route *route)
{
    bool is_object = route->body->kind == MODEL_STRUCT || route->body->kind == MODEL_UNION;
    *member = (struct model_member){
        .name = "body",
        .key = {"body", 4},
        .c_name = "body",
        .type = route->body,
        .is_required = !route->body_optional,
        .is_optional = route->body_optional,
        .is_pointer = route->body_optional && is_object,
        .presence = route->body_presence,
        .examples = route->body_examples,
    };
}

const struct model_struct *sample_params(struct pool *pool, const struct model_route *route, bool has_body)
{
    struct model_struct *structure = pool_alloc(pool, sizeof *structure);
    struct model_member *members = pool_alloc(pool, (route->parameter_count + 1) * sizeof *members);
    for (size_t i = 0; i < route->parameter_count; i++)
        fill_member(&members[i], &route->parameters[i]);
    structure->name = route->name;
    structure->c_name = pool_printf(pool, "%s_params", route->c_name);
    structure->c_upper = pool_printf(pool, "%s_PARAMS", route->c_upper);
    structure->has_bits = route->has_bits;
    structure->members = members;
    structure->member_count = route->parameter_count;
    if (has_body && route->body)
        fill_body(&members[structure->member_count++], route);
    structure->wire = members;
    structure->wire_count = structure->member_count;
    return structure;
}

const struct model_struct *sample_fields(struct pool *pool, const struct model_response *response)
{
    struct model_struct *structure = pool_alloc(pool, sizeof *structure);
    struct model_member *members = pool_alloc(pool, response->field_count * sizeof *members);
    for (size_t i = 0; i < response->field_count; i++)
        fill_member(&members[i], &response->fields[i]);
    structure->name = structure->c_name = response->c_head;
    structure->has_bits = response->has_bits;
    structure->members = structure->wire = members;
    structure->member_count = structure->wire_count = response->field_count;
    return structure;
}

/* ---- texts of parameters ---- */

/* Whether JSON has a value of the type in quotes, which a text does not. */
static bool is_quoted(const struct model_type *type)
{
    if (type->kind == MODEL_EXTERN)
        return type->is_quoted || is_quoted(type->item);
    if (type->kind == MODEL_ENUM)
        return !type->enumeration->is_number;
    return type->is_quoted || type->kind == MODEL_STRING || type->kind == MODEL_BYTES;
}

static bool is_number_or_bool(struct model_text json)
{
    char c = json.len > 0 ? json.ptr[0] : '\0';
    return c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f';
}

static bool text_of(struct pool *pool, const struct model_type *type, struct model_text json, struct model_text *out)
{
    if (is_quoted(type))
        return plain_string(pool, json, out);
    *out = json;
    return is_number_or_bool(json);
}

/* Header fields and cookies have no escapes: what would need one is left out (RFC 9110 5.5, RFC 6265 4.1.1). */
static bool fits_field(struct model_text text, bool is_cookie)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < ' ' || c == 0x7f || (is_cookie && (c == ' ' || c == '"' || c == ',' || c == ';' || c == '\\')))
            return false;
    }
    return text.len == 0 || (text.ptr[0] != ' ' && text.ptr[text.len - 1] != ' ');
}

static bool octets_of(struct pool *pool, const struct model_type *type, struct model_text text, struct model_text *out)
{
    swage_arena arena;
    swage_bytes bytes;
    swage_arena_init(&arena, SIZE_MAX);
    bool is_fine = swage_bytes_decode((enum swage_encoding)type->encoding, swage_str_of(text.ptr, text.len), &arena, &bytes);
    if (is_fine)
        *out = (struct model_text){pool_copy(pool, (const char *)bytes.ptr, bytes.len), bytes.len};
    swage_arena_done(&arena);
    return is_fine;
}

bool sample_raw(struct pool *pool, const struct model_type *type, struct model_text json, struct model_text *out)
{
    struct model_text text;
    if (json.len == 0 || json.ptr[0] != '"' || !plain_string(pool, json, &text))
        return false;
    if (type->kind == MODEL_BYTES)
        return octets_of(pool, type, text, out);
    *out = text;
    return true;
}

/* ---- a request under construction ---- */

struct draft {
    const struct requests *requests;
    struct model_text captures[CAPTURES_MAX];
    struct sheet query, form, cookies; /* `form`: pairs, or where there are files parts */
    struct sample_field fields[MEMBERS_MAX];
    size_t field_count;
};

static void put_pair(struct sheet *sheet, struct model_text name, struct model_text text)
{
    if (sheet->len > 0)
        sheet_put(sheet, "&");
    request_escape(sheet, name);
    sheet_put(sheet, "=");
    request_escape(sheet, text);
}

static void put_cookie(struct draft *draft, struct model_text name, struct model_text text)
{
    sheet_put(&draft->cookies, draft->cookies.len > 0 ? "; " : "");
    sheet_bytes(&draft->cookies, name.ptr, name.len);
    sheet_put(&draft->cookies, "=");
    sheet_bytes(&draft->cookies, text.ptr, text.len);
}

/* Whether bytes of a form are a file: `type`, or what is in it. */
static bool is_file(const struct model_type *type)
{
    return type->is_file || (type->kind == MODEL_ARRAY && type->item->is_file);
}

/* A media type in the range. */
static struct model_text media_in(struct pool *pool, const char *range)
{
    size_t len = strlen(range);
    if (range[len - 1] != '*')
        return sheet_of(range);
    return sheet_of(range[0] == '*' ? "application/octet-stream" : pool_printf(pool, "%.*sx-any", (int)len - 1, range));
}

/* Of a file the text is in base64. */
static bool put_form(struct draft *draft, const struct model_parameter *parameter, struct model_text text)
{
    struct pool *pool = draft->requests->pool;
    const struct model_type *type = parameter->type->kind == MODEL_ARRAY ? parameter->type->item : parameter->type;
    struct model_text octets;
    if (!draft->requests->route->has_files) {
        put_pair(&draft->form, parameter->name, text);
    } else if (!type->is_file) {
        parts_put(&draft->form, parameter->name, NULL, text);
    } else {
        if (!octets_of(pool, type, text, &octets))
            return false;
        const char *media = draft->requests->file_media;
        if (!media)
            media = media_in(pool, type->media ? type->media : "*/*").ptr;
        parts_put(&draft->form, parameter->name, media, octets);
    }
    return true;
}

static bool put_text(struct draft *draft, const struct model_parameter *parameter, struct model_text text)
{
    switch (parameter->where) {
    case MODEL_IN_PATH:
        if (draft->captures[parameter->capture].ptr)
            return false;
        draft->captures[parameter->capture] = text;
        return true;
    case MODEL_IN_QUERY: put_pair(&draft->query, parameter->name, text); return true;
    case MODEL_IN_FORM: return put_form(draft, parameter, text);
    case MODEL_IN_COOKIE:
        put_cookie(draft, parameter->name, text);
        return fits_field(text, true);
    case MODEL_IN_HEADER: break;
    }
    if (draft->field_count == MEMBERS_MAX)
        return false;
    draft->fields[draft->field_count++] = (struct sample_field){parameter->header, text};
    return fits_field(text, false);
}

/* An empty array cannot be told from none at all. */
static bool put_items(struct draft *draft, const struct model_parameter *parameter, struct model_text json)
{
    struct plain_member items[ITEMS_MAX];
    struct model_text text;
    size_t count;
    if (json.len == 0 || json.ptr[0] != '[' || !plain_split(json, items, ITEMS_MAX, &count) || count == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!text_of(draft->requests->pool, parameter->type->item, items[i].value, &text) ||
            !put_text(draft, parameter, text))
            return false;
    return true;
}

static const struct model_parameter *find_parameter(const struct model_parameter *list, size_t list_count,
                                                    struct model_text key)
{
    for (size_t i = 0; i < list_count; i++)
        if (strlen(list[i].c_name) == key.len && memcmp(list[i].c_name, key.ptr, key.len) == 0)
            return &list[i];
    return NULL;
}

static size_t count_key(const struct plain_member *members, size_t count, struct model_text key)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += sheet_equal(members[i].key, key);
    return found;
}

/* Puts all members of a document into the draft; false where a request cannot say one. */
static bool put_members(struct draft *draft, struct model_text json)
{
    struct plain_member members[MEMBERS_MAX];
    struct model_text text;
    size_t count;
    if (json.len == 0 || json.ptr[0] != '{' || !plain_split(json, members, MEMBERS_MAX, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct model_route *route = draft->requests->route;
        const struct model_parameter *parameter = find_parameter(route->parameters, route->parameter_count, members[i].key);
        if (!parameter)
            return false;
        if (parameter->type->kind == MODEL_ARRAY) {
            if (count_key(members, count, members[i].key) > 1 || !put_items(draft, parameter, members[i].value))
                return false;
        } else if (!text_of(draft->requests->pool, parameter->type, members[i].value, &text) ||
                   !put_text(draft, parameter, text)) {
            return false;
        }
    }
    return true;
}

static void put_field(struct draft *draft, const char *name, struct model_text value)
{
    if (draft->field_count < MEMBERS_MAX)
        draft->fields[draft->field_count++] = (struct sample_field){name, value};
}

/* ---- credentials: the words are those of swage/suite.h ---- */

static struct model_text credentials_text(struct pool *pool, const struct model_scheme *scheme, const char *word)
{
    if (scheme->kind == MODEL_SCHEME_KEY)
        return sheet_of(word);
    if (scheme->kind != MODEL_SCHEME_BASIC)
        return sheet_of(pool_printf(pool, "Bearer %s", word));
    const char *pair = pool_printf(pool, "%s:%s", word, word);
    size_t len = strlen(pair);
    char *text = pool_alloc(pool, 4 * len + sizeof "Basic ");
    memcpy(text, "Basic ", sizeof "Basic " - 1);
    char *end = swage_bytes_encode(SWAGE_BASE64, (swage_bytes){(const unsigned char *)pair, len}, text + sizeof "Basic " - 1);
    return (struct model_text){text, (size_t)(end - text)};
}

/* Puts them where the route asks for them; NULL: none. */
static void put_credentials(struct draft *draft, const char *word)
{
    const struct model_scheme *scheme = draft->requests->route->auth.scheme;
    if (!scheme || !word)
        return;
    struct model_text text = credentials_text(draft->requests->pool, scheme, word);
    bool is_key = scheme->kind == MODEL_SCHEME_KEY;
    if (is_key && scheme->where == MODEL_IN_QUERY)
        put_pair(&draft->query, scheme->key, text);
    else if (is_key && scheme->where == MODEL_IN_COOKIE)
        put_cookie(draft, scheme->key, text);
    else
        put_field(draft, is_key ? scheme->key.ptr : "Authorization", text);
}

static const struct sample_field *keep_fields(struct pool *pool, const struct draft *draft)
{
    struct sample_field *fields = pool_alloc(pool, (draft->field_count + 1) * sizeof *fields);
    memcpy(fields, draft->fields, draft->field_count * sizeof *fields);
    return fields;
}

/* What the route takes, or something in the range of it. */
static struct model_text media_of(const struct requests *requests)
{
    const char *media = requests->route->body_media;
    if (requests->route->has_files)
        return sheet_of("multipart/form-data; boundary=" PARTS_BOUNDARY);
    if (requests->route->has_form)
        return sheet_of("application/x-www-form-urlencoded");
    return media ? media_in(requests->pool, media) : sheet_of("application/json");
}

/* Whether a body of the media type is one of those that the route takes; NULL: of none. */
static bool is_taken(const struct requests *requests, const char *media)
{
    const struct model_route *route = requests->route;
    if (!media)
        return route->body_media && strcmp(route->body_media, "*/*") == 0;
    size_t len = strcspn(media, ";");
    if (route->has_form)
        return !route->has_files && strcmp(media, "application/x-www-form-urlencoded") == 0;
    if (route->is_merge_patch && strcmp(media, "application/merge-patch+json") == 0)
        return true;
    const char *wanted = route->body_media ? route->body_media : "application/json";
    size_t wanted_len = strlen(wanted);
    if (wanted[wanted_len - 1] == '*')
        return wanted[0] == '*' || strncmp(media, wanted, wanted_len - 1) == 0;
    return wanted_len == len && strncmp(media, wanted, len) == 0;
}

static bool has_media_parameter(const struct model_route *route)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        if (route->parameters[i].header && strcasecmp(route->parameters[i].header, "Content-Type") == 0)
            return true;
    return false;
}

/* False where the route has the media type for a parameter, and the document says another one than it takes. */
static bool put_media(struct draft *draft, struct model_text media)
{
    const char *sent = NULL;
    for (size_t i = 0; i < draft->field_count; i++)
        if (strcasecmp(draft->fields[i].name, "Content-Type") == 0)
            sent = draft->fields[i].value.ptr;
    if (has_media_parameter(draft->requests->route))
        return is_taken(draft->requests, sent);
    put_field(draft, "Content-Type", media);
    return true;
}

/* A request that says what the document says; `word`: which credentials, see put_credentials(). */
static bool draft_request_of(const struct requests *requests, struct model_text json, struct model_text body, const char *word,
                             struct sample_request *out)
{
    struct pool *pool = requests->pool;
    struct draft draft = {.requests = requests,
                          .query = SHEET_INIT(pool),
                          .form = SHEET_INIT(pool),
                          .cookies = SHEET_INIT(pool)};
    struct sheet target = SHEET_INIT(pool);
    if (!put_members(&draft, json) || !request_path(&target, requests->model, requests->route, draft.captures))
        return false;
    put_credentials(&draft, word);
    if (draft.query.len > 0) {
        sheet_put(&target, "?");
        sheet_bytes(&target, draft.query.ptr, draft.query.len);
    }
    if (draft.cookies.len > 0)
        put_field(&draft, "Cookie", sheet_done(&draft.cookies));
    if (requests->route->has_files && draft.form.len > 0)
        sheet_put(&draft.form, PARTS_END);
    if (requests->route->has_form)
        body = draft.form.len > 0 ? sheet_done(&draft.form) : (struct model_text){NULL, 0};
    if ((body.ptr || requests->route->body_media) && !put_media(&draft, media_of(requests)))
        return false;
    *out = (struct sample_request){.method = requests->route->method,
                                   .target = sheet_done(&target),
                                   .fields = keep_fields(pool, &draft),
                                   .field_count = draft.field_count,
                                   .body = body};
    return out->target.ptr != NULL && (requests->route->max_body == 0 || body.len <= requests->route->max_body);
}

static bool draft_request(const struct requests *requests, struct model_text json, struct model_text body,
                          struct sample_request *out)
{
    return draft_request_of(requests, json, body, SWAGE_SUITE_GRANTED, out);
}

/* ---- the list ---- */

static void add(struct requests *requests, const struct sample_request *request, const char *what)
{
    if (requests->count == requests->cap) {
        size_t cap = requests->cap * 2 + 32;
        struct sample_request *grown = pool_alloc(requests->pool, cap * sizeof *grown);
        if (requests->count > 0)
            memcpy(grown, requests->items, requests->count * sizeof *grown);
        requests->items = grown;
        requests->cap = cap;
    }
    requests->items[requests->count] = *request;
    requests->items[requests->count++].what = what;
}

/* What the handler is given: the parameters' object with the body as one more member. */
static struct model_text join_seen(struct pool *pool, struct model_text params, struct model_text body)
{
    struct sheet sheet = SHEET_INIT(pool);
    if (!body.ptr)
        return params;
    sheet_bytes(&sheet, params.ptr, params.len - 1);
    sheet_put(&sheet, params.len > 2 ? ",\"body\":" : "\"body\":");
    sheet_text(&sheet, body);
    sheet_put(&sheet, "}");
    return sheet_done(&sheet);
}

/* ---- parameters ---- */

static const char *where_name(enum model_where where)
{
    static const char *const names[] = {"path", "query", "header", "cookie", "form"};
    return names[where];
}

/* "/tag/0": the parameter, and whether its item or itself is at fault. */
static const struct model_parameter *parameter_at(const struct model_route *route, const char *pointer, bool *is_item)
{
    size_t len = *pointer == '/' ? strcspn(pointer + 1, "/") : 0;
    *is_item = pointer[0] != '\0' && pointer[1 + len] == '/';
    return len > 0 ? find_parameter(route->parameters, route->parameter_count, (struct model_text){pointer + 1, len}) : NULL;
}

/* Whether a fault of a document is one of a request that says the same. "type" is where a number of another kind stands;
   what stands in quotes is no other type in a text. */
static bool is_shared_fault(const char *code, const struct model_type *type)
{
    static const char *const codes[] = {"missing",   "duplicate", "range",   "too_small", "too_large", "multiple_of",
                                        "too_short", "too_long",  "format",  "pattern",   "encoding",  "too_few",
                                        "too_many",  "unique",    "enum",    "check",     NULL};
    for (size_t i = 0; codes[i]; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return strcmp(code, "type") == 0 && !is_quoted(type->kind == MODEL_ARRAY ? type->item : type);
}

static void blame(struct sample_request *request, const struct model_parameter *parameter, const char *code)
{
    struct model_text name = parameter->name;
    request->status = is_file(parameter->type) && strcmp(code, "too_long") == 0 ? 413 : 400;
    request->in = where_name(parameter->where);
    request->name = parameter->header ? parameter->header : name.ptr;
    request->code = code;
}

/* The document is refused: so is the request. False where it may be for another reason. */
static bool blame_sample(const struct requests *requests, const struct sample *sample, struct sample_request *request)
{
    bool is_item;
    const struct model_parameter *parameter = parameter_at(requests->route, sample->pointer, &is_item);
    if (!parameter || !is_shared_fault(sample->fault, parameter->type) ||
        (is_file(parameter->type) && strcmp(sample->fault, "encoding") == 0))
        return false;
    bool is_array = parameter->type->kind == MODEL_ARRAY;
    bool is_missing = strcmp(sample->fault, "missing") == 0;
    if (is_missing && (parameter->where == MODEL_IN_PATH || (is_array && is_item)))
        return false;
    /* A text is a value of one kind; that it is a list shows in how many there are. */
    if (is_array && !is_item && strcmp(sample->fault, "type") == 0)
        return false;
    blame(request, parameter, is_missing && is_array ? "too_few" : sample->fault);
    return true;
}

static void add_param_samples(struct requests *requests, const struct samples *samples)
{
    for (size_t i = 0; i < samples->count; i++) {
        const struct sample *sample = &samples->items[i];
        struct sample_request request;
        if (!draft_request(requests, sample->json, requests->minimal.body, &request))
            continue;
        request.may_be_refused = sample->may_be_refused;
        if (!sample->fault)
            request.seen = join_seen(requests->pool, sample->encoded, requests->body);
        else if (!blame_sample(requests, sample, &request))
            continue;
        add(requests, &request, sample->what);
    }
}

/* ---- what only requests can say of parameters ---- */

/* The minimal request with one more pair in its query or form. */
static void add_pair(struct requests *requests, const struct model_parameter *parameter, const char *text,
                     const char *code, const char *what)
{
    struct sample_request request = requests->minimal;
    struct sheet sheet = SHEET_INIT(requests->pool);
    bool is_form = parameter->where == MODEL_IN_FORM;
    struct model_text *place = is_form ? &request.body : &request.target;
    if (is_form && !request.body.ptr)
        return;
    sheet_text(&sheet, *place);
    sheet_put(&sheet, is_form || memchr(place->ptr, '?', place->len) ? "&" : "?");
    request_escape(&sheet, parameter->name);
    sheet_put(&sheet, "=");
    sheet_put(&sheet, text);
    *place = sheet_done(&sheet);
    request.seen = (struct model_text){NULL, 0};
    blame(&request, parameter, code);
    add(requests, &request, pool_printf(requests->pool, "%s_%s", parameter->c_name, what));
}

static bool stands_in_minimal(const struct requests *requests, const struct model_parameter *parameter)
{
    const char *key = pool_printf(requests->pool, "%s=", parameter->name.ptr);
    struct model_text place = parameter->where == MODEL_IN_FORM ? requests->minimal.body : requests->minimal.target;
    return place.ptr && strstr(place.ptr, key);
}

static void add_escapes(struct requests *requests)
{
    for (size_t i = 0; i < requests->route->parameter_count; i++) {
        const struct model_parameter *parameter = &requests->route->parameters[i];
        const struct model_type *type = parameter->type->kind == MODEL_ARRAY ? parameter->type->item : parameter->type;
        if ((parameter->where != MODEL_IN_QUERY && parameter->where != MODEL_IN_FORM) ||
            (parameter->where == MODEL_IN_FORM && requests->route->has_files) ||
            (parameter->type->kind != MODEL_ARRAY && stands_in_minimal(requests, parameter)) ||
            (parameter->type->kind == MODEL_ARRAY && (parameter->type->most < 2 || parameter->type->least > 1)))
            continue;
        add_pair(requests, parameter, "%zz", "escape", "bad_escape");
        add_pair(requests, parameter, "%00", "escape", "escaped_nul");
        if (type->kind == MODEL_STRING && type->format == MODEL_FORMAT_NONE)
            add_pair(requests, parameter, "%FF", "utf8", "no_utf8");
        if (!is_quoted(type) || type->is_quoted)
            add_pair(requests, parameter, "x", "type", "no_number");
    }
}

/* ---- bodies ---- */

static bool has_code(const struct requests *requests, const char *code)
{
    for (size_t i = 0; i < requests->count; i++) {
        const struct sample_request *request = &requests->items[i];
        if (request->in && strcmp(request->in, "body") == 0 && strcmp(request->code, code) == 0)
            return true;
    }
    return false;
}

static bool is_text_fault(const char *code)
{
    return strcmp(code, "syntax") == 0 || strcmp(code, "utf8") == 0 || strcmp(code, "depth") == 0 ||
           strcmp(code, "trailing") == 0;
}

/* Of a body that is no JSON. */
static bool is_raw_fault(const char *code)
{
    static const char *const codes[] = {"too_short", "too_long", "format", "pattern", NULL};
    for (size_t i = 0; codes[i]; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

/* The body that says what the document says: the same where it is JSON. Not one of no bytes, which is as good as none. */
static bool body_text(const struct requests *requests, struct model_text json, struct model_text *out)
{
    const struct model_route *route = requests->route;
    *out = json;
    return !route->body_is_raw || (sample_raw(requests->pool, route->body, json, out) && out->len > 0);
}

/* Structs and unions have suites of their own: here one document for each code is enough. */
static bool is_wanted(const struct requests *requests, const struct sample *sample, size_t faults)
{
    bool is_object = requests->route->body->kind == MODEL_STRUCT || requests->route->body->kind == MODEL_UNION;
    if (sample->json.len == 0) /* no body at all */
        return false;
    if (requests->route->body_is_raw)
        return !sample->fault || is_raw_fault(sample->fault);
    if (!is_object)
        return true;
    return sample->fault ? faults < BODY_FAULTS_MAX && !has_code(requests, sample->fault)
                         : strcmp(sample->what, "minimal") == 0 || strcmp(sample->what, "maximal") == 0;
}

static void add_body_samples(struct requests *requests, const struct samples *samples)
{
    size_t faults = 0, max = requests->route->max_body;
    for (size_t i = 0; i < samples->count; i++) {
        const struct sample *sample = &samples->items[i];
        struct sample_request request = requests->minimal;
        if (!is_wanted(requests, sample, faults) || !body_text(requests, sample->json, &request.body) ||
            (max > 0 && request.body.len > max))
            continue;
        request.may_be_refused = sample->may_be_refused;
        request.seen = (struct model_text){NULL, 0};
        if (!sample->fault) {
            request.seen = join_seen(requests->pool, requests->params, sample->encoded);
        } else {
            faults++;
            request.status = is_text_fault(sample->fault) ? 400 : 422;
            request.in = "body";
            request.pointer = sample->pointer;
            request.code = sample->fault;
        }
        add(requests, &request, pool_printf(requests->pool, "body_%s", sample->what));
    }
}

/* The minimal request with another Content-Type, or none. */
static struct sample_request with_media(const struct requests *requests, const char *media)
{
    struct sample_request request = requests->minimal;
    struct sample_field *fields = pool_alloc(requests->pool, (request.field_count + 1) * sizeof *fields);
    size_t count = 0;
    for (size_t i = 0; i < request.field_count; i++)
        if (strcmp(request.fields[i].name, "Content-Type") != 0)
            fields[count++] = request.fields[i];
    if (media)
        fields[count++] = (struct sample_field){"Content-Type", sheet_of(media)};
    request.fields = fields;
    request.field_count = count;
    return request;
}

static void add_media(struct requests *requests, const char *media, const char *what)
{
    struct sample_request request = with_media(requests, media);
    if (!is_taken(requests, media)) {
        request.status = 415;
        request.seen = (struct model_text){NULL, 0};
    }
    add(requests, &request, what);
}

static void add_medias(struct requests *requests)
{
    add_media(requests, NULL, "without_media");
    add_media(requests, "text/plain", "media_text");
    add_media(requests, "application/json; charset=utf-8", "media_json");
    add_media(requests, "application/merge-patch+json", "media_merge_patch");
    add_media(requests, "application/x-www-form-urlencoded", "media_form");
}

/* A form in parts without its last boundary. */
static void add_cut_off(struct requests *requests, const struct sample_request *whole)
{
    struct sample_request request = *whole;
    request.body.len -= sizeof PARTS_END - 1;
    request.seen = (struct model_text){NULL, 0};
    request.status = 400;
    request.in = "body";
    request.pointer = "";
    request.code = "syntax";
    add(requests, &request, "multipart_cut_off");
}

static bool needs_media(const struct model_parameter *parameter)
{
    const struct model_type *type = parameter->type->kind == MODEL_ARRAY ? parameter->type->item : parameter->type;
    return type->is_file && type->media && type->media[0] != '*' && parameter->is_required;
}

/* The minimal request, whose files say that they are something else than they have to be. */
static void add_other_media(struct requests *requests)
{
    const struct model_route *route = requests->route;
    for (size_t i = 0; i < route->parameter_count; i++) {
        struct sample_request request;
        if (!needs_media(&route->parameters[i]))
            continue;
        requests->file_media = "x-swage/other";
        if (draft_request(requests, requests->document, requests->minimal.body, &request)) {
            blame(&request, &route->parameters[i], "format");
            add(requests, &request, "other_media");
        }
        requests->file_media = NULL;
        return;
    }
}

/* The same form in parts. */
static void add_multipart(struct requests *requests)
{
    size_t max = requests->route->max_body;
    struct sample_request request = with_media(requests, "multipart/form-data; boundary=" PARTS_BOUNDARY);
    struct sheet sheet = SHEET_INIT(requests->pool);
    parts_put_pairs(requests->pool, &sheet, requests->minimal.body);
    sheet_put(&sheet, PARTS_END);
    request.body = sheet_done(&sheet);
    if (max > 0 && request.body.len > max)
        return;
    add(requests, &request, "multipart");
    add_cut_off(requests, &request);
}

/* A body that is broken, too long, or not there. */
static void add_bodies(struct requests *requests)
{
    const struct model_route *route = requests->route;
    struct sample_request request = requests->minimal;
    request.seen = (struct model_text){NULL, 0};
    if (route->max_body > 0 && route->max_body < SPACES_MAX) {
        struct sheet spaces = SHEET_INIT(requests->pool);
        sheet_repeat(&spaces, " ", route->max_body + 1);
        request.body = sheet_done(&spaces);
        request.status = 413;
        if (request.body.ptr)
            add(requests, &request, "body_too_large");
    }
    if (route->has_form)
        return;
    request.body = sheet_of("?");
    request.status = 400;
    request.in = "body";
    request.pointer = "";
    request.code = "syntax";
    if (!route->body_is_raw)
        add(requests, &request, "body_broken");
    request.body = (struct model_text){NULL, 0};
    request.code = "missing";
    if (route->body_optional) {
        request = requests->minimal;
        request.body = (struct model_text){NULL, 0};
        request.seen = requests->params;
    }
    if (!route->body_is_raw || route->body_optional || route->body->least > 0)
        add(requests, &request, "body_missing");
}

/* ---- credentials ---- */

static void add_credentials(struct requests *requests, const char *word, int status, const char *what)
{
    struct sample_request request;
    if (!draft_request_of(requests, requests->document, requests->minimal.body, word, &request))
        return;
    request.status = status;
    request.header = status == 401 ? "WWW-Authenticate: " : NULL;
    request.may_be_refused = requests->minimal.may_be_refused;
    if (status == 0)
        request.seen = requests->minimal.seen;
    add(requests, &request, what);
}

static void add_auth(struct requests *requests)
{
    const struct model_auth *auth = &requests->route->auth;
    if (!auth->scheme)
        return;
    add_credentials(requests, NULL, auth->is_optional ? 0 : 401, "no_credentials");
    add_credentials(requests, "nobody", 401, "nobodys_credentials");
    add_credentials(requests, SWAGE_SUITE_FORBIDDEN, 403, "forbidden_credentials");
    add_credentials(requests, SWAGE_SUITE_NARROW, auth->scope_count > 0 ? 403 : 0, "narrow_credentials");
}

/* ---- paths and methods ---- */

static void add_method(struct requests *requests, const char *method, int status, const char *header, const char *what)
{
    struct sample_request request = requests->minimal;
    request.method = method;
    request.status = status;
    request.header = header;
    request.seen = (struct model_text){NULL, 0};
    add(requests, &request, what);
}

static void add_methods(struct requests *requests)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", NULL};
    const struct model *model = requests->model;
    const struct model_route *route = requests->route;
    const char *allow = request_allow(requests->pool, model, route);
    for (size_t i = 0; methods[i]; i++)
        if (!request_has_method(model, route, methods[i]))
            add_method(requests, methods[i], 405, allow, pool_printf(requests->pool, "method_%s", methods[i]));
    if (!request_has_method(model, route, "OPTIONS"))
        add_method(requests, "OPTIONS", 204, allow, "method_OPTIONS");
    add_method(requests, "BREW", 501, NULL, "method_of_no_route");
}

static void add_paths(struct requests *requests)
{
    struct sample_request request = requests->minimal;
    request.target = request_nowhere(requests->pool, requests->model);
    request.status = 404;
    request.seen = (struct model_text){NULL, 0};
    add(requests, &request, "no_such_path");
}

/* ---- all ---- */

/* The first document of a list that is accepted, and can be a request. */
static bool find_minimal(struct requests *requests, const struct samples *samples, struct model_text body)
{
    for (size_t i = 0; i < samples->count; i++) {
        const struct sample *sample = &samples->items[i];
        if (sample->fault || !draft_request(requests, sample->json, body, &requests->minimal))
            continue;
        requests->document = sample->json;
        requests->params = sample->encoded;
        requests->minimal.may_be_refused = sample->may_be_refused;
        requests->minimal.seen = join_seen(requests->pool, requests->params, requests->body);
        return true;
    }
    return false;
}

/* And what its body is. */
static const struct sample *first_accepted(const struct requests *requests, const struct samples *samples,
                                           struct model_text *body)
{
    for (size_t i = 0; i < samples->count; i++)
        if (!samples->items[i].fault && body_text(requests, samples->items[i].json, body))
            return &samples->items[i];
    return NULL;
}

void sample_route(struct pool *pool, const struct model *model, const struct model_route *route,
                  struct sample_requests *out)
{
    struct requests requests = {.pool = pool, .model = model, .route = route};
    struct model_type type = {.kind = MODEL_STRUCT, .schema = route->name, .structure = sample_params(pool, route, false)};
    struct samples params, bodies = {NULL, 0};
    struct model_text body = {NULL, 0};
    *out = (struct sample_requests){NULL, 0};
    sample_type(pool, &type, &params);
    if (route->body) {
        sample_type(pool, route->body, &bodies);
        const struct sample *first = first_accepted(&requests, &bodies, &body);
        if (!first)
            return;
        requests.body = first->encoded;
    }
    if (!find_minimal(&requests, &params, body))
        return;
    add(&requests, &requests.minimal, "request");
    add_param_samples(&requests, &params);
    add_escapes(&requests);
    add_body_samples(&requests, &bodies);
    if (requests.minimal.body.ptr && !has_media_parameter(route)) {
        add_medias(&requests);
        if (route->has_files) {
            add_cut_off(&requests, &requests.minimal);
            add_other_media(&requests);
        } else if (route->has_form) {
            add_multipart(&requests);
        }
    }
    if (route->body || (route->has_form && requests.minimal.body.ptr))
        add_bodies(&requests);
    add_auth(&requests);
    add_methods(&requests);
    add_paths(&requests);
    *out = (struct sample_requests){requests.items, requests.count};
}

/* ---- heads of answers ---- */

static void put_line(struct sheet *sheet, const struct model_parameter *field, struct model_text text)
{
    sheet_put(sheet, field->attributes ? "Set-Cookie" : field->header);
    sheet_put(sheet, ": ");
    if (field->attributes) {
        sheet_bytes(sheet, field->name.ptr, field->name.len);
        sheet_put(sheet, "=");
    }
    sheet_bytes(sheet, text.ptr, text.len);
    sheet_put(sheet, field->attributes ? field->attributes : "");
    sheet_put(sheet, "\r\n");
}

/* RFC 6265 4.1.1. Of requests the runtime takes more than it sends. */
static bool fits_cookie(struct model_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] > '~')
            return false;
    return fits_field(text, true);
}

bool sample_lines(struct pool *pool, const struct model_response *response, struct model_text json, struct model_text *out)
{
    struct plain_member members[MEMBERS_MAX];
    struct sheet sheet = SHEET_INIT(pool);
    struct model_text text;
    size_t count;
    if (!plain_split(json, members, MEMBERS_MAX, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct model_parameter *field = find_parameter(response->fields, response->field_count, members[i].key);
        if (!field || !text_of(pool, field->type, members[i].value, &text) ||
            !(field->attributes ? fits_cookie(text) : fits_field(text, false)))
            return false;
        put_line(&sheet, field, text);
    }
    *out = sheet_done(&sheet);
    return true;
}
