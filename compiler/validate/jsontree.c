/* SPDX-License-Identifier: MIT */
/*
 * A parser with one function for each rule of the grammar, as slow and plain as that. It recurses as deep as
 * JSONTREE_DEPTH. Values are hung into the tree before they are complete, so that jsontree_done() finds all of them
 * wherever reading ends.
 */
#include "config.h"

#include "validate/jsontree.h"

#include "syntax/pool.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    struct jsontree *tree;
    struct pool *pool;
    const char *at, *end;
    unsigned depth; /* brackets that are open */
};

/* Where a value goes: under a key of an object, to the end of an array, or, without both, to the root. */
struct slot {
    struct json_object *parent;
    const char *key;
};

/* ---- faults ---- */

static bool fail(struct parser *p, const char *code, const char *detail)
{
    if (p->tree->code == NULL) {
        p->tree->code = code;
        p->tree->detail = detail;
    }
    return false;
}

static bool fail_syntax(struct parser *p, const char *detail)
{
    return fail(p, "syntax", detail);
}

/* ---- bytes ---- */

static bool is_at(const struct parser *p, char byte)
{
    return p->at < p->end && *p->at == byte;
}

static bool take(struct parser *p, char byte)
{
    if (!is_at(p, byte))
        return false;
    p->at++;
    return true;
}

static void skip_space(struct parser *p)
{
    while (is_at(p, ' ') || is_at(p, '\t') || is_at(p, '\n') || is_at(p, '\r'))
        p->at++;
}

/* ---- UTF-8 ---- */

static bool is_between(const unsigned char *at, const unsigned char *end, unsigned low, unsigned high)
{
    return at < end && *at >= low && *at <= high;
}

/* The length of the character at `text`; 0 when there is none. A row for each row of the table in RFC 3629 4. */
static size_t measure_character(const char *text, const char *text_end)
{
    static const struct {
        unsigned char low, high;               /* the first byte */
        unsigned char second_low, second_high; /* the second; those behind are 80 to BF */
        size_t len;
    } rows[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    const unsigned char *at = (const unsigned char *)text, *end = (const unsigned char *)text_end;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (*at < rows[i].low || *at > rows[i].high)
            continue;
        if (rows[i].len > 1 && !is_between(at + 1, end, rows[i].second_low, rows[i].second_high))
            return 0;
        for (size_t k = 2; k < rows[i].len; k++)
            if (!is_between(at + k, end, 0x80, 0xBF))
                return 0;
        return rows[i].len;
    }
    return 0;
}

static char *put_character(char *to, unsigned long point)
{
    if (point < 0x80) {
        *to++ = (char)point;
        return to;
    }
    if (point < 0x800) {
        *to++ = (char)(0xC0 + point / 64);
    } else if (point < 0x10000) {
        *to++ = (char)(0xE0 + point / 4096);
        *to++ = (char)(0x80 + point / 64 % 64);
    } else {
        *to++ = (char)(0xF0 + point / 262144);
        *to++ = (char)(0x80 + point / 4096 % 64);
        *to++ = (char)(0x80 + point / 64 % 64);
    }
    *to++ = (char)(0x80 + point % 64);
    return to;
}

/* ---- strings ---- */

/* The four digits behind "\u". */
static bool read_unit(struct parser *p, unsigned long *unit)
{
    char digits[5] = "";
    if (p->end - p->at < 4)
        return fail_syntax(p, "'\\u' wants four hexadecimal digits");
    memcpy(digits, p->at, 4);
    if (strspn(digits, "0123456789abcdefABCDEF") != 4)
        return fail_syntax(p, "'\\u' wants four hexadecimal digits");
    p->at += 4;
    *unit = strtoul(digits, NULL, 16);
    return true;
}

static bool read_unicode(struct parser *p, char **to)
{
    unsigned long high, low = 0;
    if (!read_unit(p, &high))
        return false;
    if (high < 0xD800 || high > 0xDFFF) {
        *to = put_character(*to, high);
        return true;
    }
    if (high > 0xDBFF || !take(p, '\\') || !take(p, 'u') || !read_unit(p, &low) || low < 0xDC00 || low > 0xDFFF)
        return fail_syntax(p, "half of a surrogate pair is no character");
    *to = put_character(*to, 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00));
    return true;
}

/* Behind the backslash. */
static bool read_escape(struct parser *p, char **to)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (take(p, 'u'))
        return read_unicode(p, to);
    const char *letter = p->at < p->end && *p->at != '\0' ? strchr(letters, *p->at) : NULL;
    if (letter == NULL)
        return fail_syntax(p, "no such escape");
    *(*to)++ = meanings[letter - letters];
    p->at++;
    return true;
}

static bool read_character(struct parser *p, char **to)
{
    if ((unsigned char)*p->at < 0x20)
        return fail_syntax(p, "a control character in a string wants an escape");
    size_t len = measure_character(p->at, p->end);
    if (len == 0)
        return fail(p, "utf8", "these bytes are not UTF-8");
    memcpy(*to, p->at, len);
    *to += len;
    p->at += len;
    return true;
}

/* How long a string can be without its escapes: they never make it longer. */
static size_t measure_string(const struct parser *p)
{
    const char *at = p->at;
    while (at < p->end && *at != '"')
        at += *at == '\\' && p->end - at > 1 ? 2 : 1;
    return (size_t)(at - p->at);
}

/* Behind the opening quote. */
static bool read_string(struct parser *p, struct model_text *out)
{
    char *text = pool_alloc(p->pool, measure_string(p) + 1), *to = text;
    while (!take(p, '"')) {
        if (p->at == p->end)
            return fail_syntax(p, "the string has no end");
        if (!(take(p, '\\') ? read_escape(p, &to) : read_character(p, &to)))
            return false;
    }
    *out = (struct model_text){text, (size_t)(to - text)};
    return true;
}

/* ---- numbers ---- */

static bool is_digit(const char *at, const char *end)
{
    return at < end && *at >= '0' && *at <= '9';
}

/* One digit or more; NULL where there is none. */
static const char *skip_digits(const char *at, const char *end)
{
    if (!is_digit(at, end))
        return NULL;
    while (is_digit(at, end))
        at++;
    return at;
}

/* number = [ minus ] int [ frac ] [ exp ]: what stands behind it; NULL when it is none. */
static const char *skip_number(const char *at, const char *end)
{
    at += at < end && *at == '-';
    const char *first = at;
    at = skip_digits(at, end);
    if (at == NULL || (*first == '0' && at - first > 1))
        return NULL;
    if (at < end && *at == '.')
        at = skip_digits(at + 1, end);
    if (at != NULL && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        at = skip_digits(at, end);
    }
    return at;
}

bool jsontree_is_number(const char *text, size_t len)
{
    return len > 0 && skip_number(text, text + len) == text + len;
}

/* ---- the tree ---- */

static void put(struct parser *p, const struct slot *slot, struct json_object *value)
{
    int failed = 0;
    if (slot->parent == NULL)
        p->tree->root = value;
    else if (slot->key == NULL)
        failed = json_object_array_add(slot->parent, value);
    else
        failed = json_object_object_add_ex(slot->parent, slot->key, value,
                                           JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_KEY_IS_CONSTANT);
    if (failed) {
        json_object_put(value);
        p->pool->exhausted(p->pool->arg);
    }
}

/* Hangs a value into the tree that json-c has made, or could not make. */
static struct jsontree_span *hang(struct parser *p, const struct slot *slot, struct json_object *value,
                                  enum jsontree_kind kind, const char *begin)
{
    if (value == NULL)
        p->pool->exhausted(p->pool->arg);
    put(p, slot, value);
    struct jsontree_span *span = pool_alloc(p->pool, sizeof *span);
    *span = (struct jsontree_span){.kind = kind, .begin = begin, .end = p->at};
    json_object_set_userdata(value, span, NULL);
    return span;
}

/* Something stands for a value that broke off. */
static bool hang_cut(struct parser *p, const struct slot *slot, enum jsontree_kind kind, const char *begin)
{
    hang(p, slot, json_object_new_string(""), kind, begin)->is_cut = true;
    return false;
}

/* ---- values ---- */

static bool read_value(struct parser *p, const struct slot *slot);

static bool read_word(struct parser *p, const struct slot *slot, const char *word, enum jsontree_kind kind)
{
    const char *begin = p->at;
    size_t len = strlen(word);
    if ((size_t)(p->end - p->at) < len || memcmp(p->at, word, len) != 0) {
        fail_syntax(p, "the words of JSON are true, false and null");
        return hang_cut(p, slot, kind, begin);
    }
    p->at += len;
    if (kind == JSONTREE_NULL)
        put(p, slot, NULL);
    else
        hang(p, slot, json_object_new_boolean(*word == 't'), kind, begin);
    return true;
}

static bool read_number(struct parser *p, const struct slot *slot)
{
    const char *begin = p->at, *end = skip_number(p->at, p->end);
    if (end == NULL) {
        fail_syntax(p, "a digit is missing in this number, or stands before it as a zero");
        return hang_cut(p, slot, JSONTREE_NUMBER, begin);
    }
    p->at = end;
    const char *text = pool_copy(p->pool, begin, (size_t)(end - begin));
    hang(p, slot, json_object_new_double(strtod(text, NULL)), JSONTREE_NUMBER, begin)->number = text;
    return true;
}

static bool read_text(struct parser *p, const struct slot *slot)
{
    struct model_text text;
    const char *begin = p->at++;
    if (!read_string(p, &text))
        return hang_cut(p, slot, JSONTREE_STRING, begin);
    hang(p, slot, json_object_new_string_len(text.ptr, (int)text.len), JSONTREE_STRING, begin);
    return true;
}

/* A key as json-c keeps it. */
static const char *key_of(struct parser *p, struct model_text text)
{
    char *key = pool_alloc(p->pool, 2 * text.len + 1), *to = key;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\0') {
            *to++ = text.ptr[i];
            continue;
        }
        memcpy(to, "\xC0\x80", 2);
        to += 2;
    }
    return key;
}

static bool read_key(struct parser *p, const char **key)
{
    struct model_text text;
    if (!take(p, '"'))
        return fail_syntax(p, "a key in quotes is wanted here");
    if (!read_string(p, &text))
        return false;
    skip_space(p);
    if (!take(p, ':'))
        return fail_syntax(p, "':' is wanted behind a key");
    skip_space(p);
    *key = key_of(p, text);
    return true;
}

static bool read_member(struct parser *p, struct json_object *object)
{
    struct slot slot = {.parent = object};
    return read_key(p, &slot.key) && read_value(p, &slot);
}

static bool read_item(struct parser *p, struct json_object *array)
{
    return read_value(p, &(struct slot){.parent = array});
}

/* What stands between brackets, behind the opening one. */
static bool read_list(struct parser *p, struct json_object *list, char close,
                      bool (*read_one)(struct parser *p, struct json_object *list))
{
    skip_space(p);
    if (take(p, close))
        return true;
    for (;;) {
        if (!read_one(p, list))
            return false;
        skip_space(p);
        if (take(p, close))
            return true;
        if (!take(p, ','))
            return fail_syntax(p, close == '}' ? "',' or '}' is wanted here" : "',' or ']' is wanted here");
        skip_space(p);
    }
}

static unsigned height_of(struct json_object *list)
{
    unsigned height = 0;
    if (json_object_is_type(list, json_type_object)) {
        json_object_object_foreach(list, key, value)
        {
            (void)key;
            height = jsontree_height(value) > height ? jsontree_height(value) : height;
        }
        return height + 1;
    }
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        unsigned one = jsontree_height(json_object_array_get_idx(list, i));
        height = one > height ? one : height;
    }
    return height + 1;
}

static bool read_brackets(struct parser *p, const struct slot *slot)
{
    bool is_object = *p->at == '{', is_good = false;
    struct json_object *list = is_object ? json_object_new_object() : json_object_new_array();
    const char *begin = p->at++;
    struct jsontree_span *span = hang(p, slot, list, is_object ? JSONTREE_OBJECT : JSONTREE_ARRAY, begin);
    if (p->depth == JSONTREE_DEPTH) {
        fail(p, "depth", "objects and arrays are nested too deeply");
    } else {
        p->depth++;
        is_good = is_object ? read_list(p, list, '}', read_member) : read_list(p, list, ']', read_item);
        p->depth--;
    }
    span->end = p->at;
    span->is_cut = !is_good;
    span->height = height_of(list);
    return is_good;
}

static bool read_value(struct parser *p, const struct slot *slot)
{
    switch (p->at < p->end ? *p->at : '\0') {
    case '{':
    case '[': return read_brackets(p, slot);
    case '"': return read_text(p, slot);
    case 't': return read_word(p, slot, "true", JSONTREE_BOOL);
    case 'f': return read_word(p, slot, "false", JSONTREE_BOOL);
    case 'n': return read_word(p, slot, "null", JSONTREE_NULL);
    default: break;
    }
    if (is_at(p, '-') || is_digit(p->at, p->end))
        return read_number(p, slot);
    fail_syntax(p, p->at < p->end ? "a value is wanted here" : "a value is wanted here, but the text ends");
    return hang_cut(p, slot, JSONTREE_NOTHING, p->at);
}

void jsontree_read(struct jsontree *out, struct pool *pool, const char *text, size_t len)
{
    const char *begin = len == 0 ? "" : text;
    struct parser p = {.tree = out, .pool = pool, .at = begin, .end = begin + len};
    *out = (struct jsontree){.pool = pool};
    skip_space(&p);
    if (!read_value(&p, &(struct slot){.parent = NULL}))
        return;
    skip_space(&p);
    if (p.at < p.end)
        fail(&p, "trailing", "more text stands behind the document");
}

void jsontree_done(struct jsontree *tree)
{
    json_object_put(tree->root);
    tree->root = NULL;
}

/* ---- looking at it ---- */

const struct jsontree_span *jsontree_span(struct json_object *value)
{
    return value != NULL ? json_object_get_userdata(value) : NULL;
}

enum jsontree_kind jsontree_kind(struct json_object *value)
{
    return value != NULL ? jsontree_span(value)->kind : JSONTREE_NULL;
}

bool jsontree_is_cut(struct json_object *value)
{
    return value != NULL && jsontree_span(value)->is_cut;
}

unsigned jsontree_height(struct json_object *value)
{
    return value != NULL ? jsontree_span(value)->height : 0;
}

struct model_text jsontree_text(struct json_object *string)
{
    return (struct model_text){json_object_get_string(string), (size_t)json_object_get_string_len(string)};
}

struct model_text jsontree_key(struct pool *pool, const char *key)
{
    size_t len = strlen(key);
    if (strstr(key, "\xC0\x80") == NULL)
        return (struct model_text){key, len};
    char *text = pool_alloc(pool, len + 1), *to = text;
    for (size_t i = 0; i < len; i++) {
        bool is_nul = (unsigned char)key[i] == 0xC0;
        *to++ = is_nul ? '\0' : key[i];
        i += is_nul;
    }
    return (struct model_text){text, (size_t)(to - text)};
}
