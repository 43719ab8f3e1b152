/* SPDX-License-Identifier: MIT */
/* Written twice: once to know how long it is. Values nest no deeper than AST_DEPTH_MAX, so this may recurse. */
#include "config.h"

#include "model/json_text.h"

#include "syntax/ast.h"

#include <string.h>

static const struct ast_value *check_pairs(const struct ast_value *ast)
{
    const struct ast_value *bad = NULL;
    for (const struct ast_pair *pair = ast->pairs.first; pair != NULL && bad == NULL; pair = pair->next)
        bad = json_text_check(pair->value);
    return bad;
}

static const struct ast_value *check_items(const struct ast_value *ast)
{
    const struct ast_value *bad = NULL;
    for (const struct ast_value *item = ast->items.first; item != NULL && bad == NULL; item = item->next)
        bad = json_text_check(item);
    return bad;
}

const struct ast_value *json_text_check(const struct ast_value *ast)
{
    switch (ast->kind) {
    case AST_VALUE_NAME:
    case AST_VALUE_RANGE: return ast;
    case AST_VALUE_NUMBER: return strpbrk(ast->number.text, "xX") == NULL ? NULL : ast;
    case AST_VALUE_ARRAY: return check_items(ast);
    case AST_VALUE_OBJECT: return check_pairs(ast);
    default: return NULL;
    }
}

struct sink {
    char *to; /* NULL: only count */
    size_t len;
};

static void put(struct sink *sink, const char *text, size_t len)
{
    if (sink->to != NULL)
        memcpy(sink->to + sink->len, text, len);
    sink->len += len;
}

/* RFC 8259 7: these must be escaped; the short forms are what the runtime's writer gives too. */
static void put_byte(struct sink *sink, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef", controls[] = "\b\t\n\f\r", letters[] = "btnfr";
    const char *control = byte == 0 ? NULL : strchr(controls, byte);
    const char escaped[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
    if (control != NULL)
        put(sink, (const char[]){'\\', letters[control - controls]}, 2);
    else if (byte < 0x20)
        put(sink, escaped, sizeof escaped);
    else if (byte == '"' || byte == '\\')
        put(sink, (const char[]){'\\', (char)byte}, 2);
    else
        put(sink, (const char[]){(char)byte}, 1);
}

static void put_string(struct sink *sink, const struct ast_string *string)
{
    put(sink, "\"", 1);
    for (size_t i = 0; i < string->len; i++)
        put_byte(sink, (unsigned char)string->text[i]);
    put(sink, "\"", 1);
}

static void put_value(struct sink *sink, const struct ast_value *ast);

static void put_object(struct sink *sink, const struct ast_pair_list *pairs)
{
    put(sink, "{", 1);
    for (const struct ast_pair *pair = pairs->first; pair != NULL; pair = pair->next) {
        put_string(sink, &pair->key);
        put(sink, ":", 1);
        put_value(sink, pair->value);
        put(sink, ",", pair->next != NULL);
    }
    put(sink, "}", 1);
}

static void put_array(struct sink *sink, const struct ast_value_list *items)
{
    put(sink, "[", 1);
    for (const struct ast_value *item = items->first; item != NULL; item = item->next) {
        put_value(sink, item);
        put(sink, ",", item->next != NULL);
    }
    put(sink, "]", 1);
}

static void put_value(struct sink *sink, const struct ast_value *ast)
{
    switch (ast->kind) {
    case AST_VALUE_BOOL: put(sink, ast->boolean ? "true" : "false", ast->boolean ? 4 : 5); break;
    case AST_VALUE_NUMBER: put(sink, ast->number.text, ast->number.len); break;
    case AST_VALUE_STRING: put_string(sink, &ast->string); break;
    case AST_VALUE_ARRAY: put_array(sink, &ast->items); break;
    case AST_VALUE_OBJECT: put_object(sink, &ast->pairs); break;
    default: put(sink, "null", 4); break;
    }
}

struct model_text json_text(struct pool *pool, const struct ast_value *ast)
{
    struct sink sink = {.to = NULL};
    put_value(&sink, ast);
    sink = (struct sink){.to = pool_alloc(pool, sink.len + 1)};
    put_value(&sink, ast);
    return (struct model_text){sink.to, sink.len};
}
