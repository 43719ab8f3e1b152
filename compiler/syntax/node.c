/* SPDX-License-Identifier: MIT */
/* Nodes are zeroed by the pool, so a builder sets only what is there. */
#include "config.h"

#include "syntax/node.h"

#include "syntax/parse_state.h"
#include "syntax/word.h"

#include <string.h>

#define X(noun)                                                                                      \
    struct ast_##noun##_list node_add_##noun(struct ast_##noun##_list list, struct ast_##noun *node) \
    {                                                                                                \
        if (node == NULL)                                                                            \
            return list;                                                                             \
        if (list.last != NULL)                                                                       \
            list.last->next = node;                                                                  \
        else                                                                                         \
            list.first = node;                                                                       \
        list.last = node;                                                                            \
        list.count++;                                                                                \
        return list;                                                                                 \
    }
NODE_LISTS(X)
#undef X

struct ast_annotation_list node_join(struct ast_annotation_list first, struct ast_annotation_list second)
{
    if (first.last == NULL)
        return second;
    if (second.first == NULL)
        return first;
    first.last->next = second.first;
    first.last = second.last;
    first.count += second.count;
    return first;
}

static void *new_node(struct parse *p, size_t size)
{
    return pool_alloc(&p->cx->pool, size);
}

/* ---- names, numbers, ranges ---- */

struct ast_name *node_name(struct parse *p, struct token_text text, struct place at)
{
    struct ast_name *name = new_node(p, sizeof *name);
    *name = (struct ast_name){.at = at, .text = text.ptr, .len = text.len};
    return name;
}

struct ast_qname *node_qname(struct parse *p, struct token_text text, struct place at)
{
    struct ast_qname *name = new_node(p, sizeof *name);
    *name = (struct ast_qname){.at = at, .text = text.ptr, .len = text.len, .last = text.ptr};
    const char *dot = strrchr(text.ptr, '.');
    if (dot == NULL)
        return name;
    name->space = pool_copy(&p->cx->pool, text.ptr, (size_t)(dot - text.ptr));
    name->last = dot + 1;
    return name;
}

struct ast_number *node_number(struct parse *p, struct token_text text, struct place at, bool is_integer)
{
    struct ast_number *number = new_node(p, sizeof *number);
    *number = (struct ast_number){.at = at, .text = text.ptr, .len = text.len, .is_integer = is_integer};
    return number;
}

struct ast_range *node_range(struct parse *p, struct ast_number *min, struct ast_number *max, struct place at)
{
    struct ast_range *range = new_node(p, sizeof *range);
    range->at = at;
    range->has_min = min != NULL;
    range->has_max = max != NULL;
    range->is_exact = min == max;
    if (min != NULL)
        range->min = *min;
    if (max != NULL)
        range->max = *max;
    return range;
}

/* ---- values ---- */

static struct ast_value *new_value(struct parse *p, enum ast_value_kind kind, struct place at)
{
    struct ast_value *value = new_node(p, sizeof *value);
    value->kind = kind;
    value->at = at;
    value->text = p->source->text + at.first;
    value->len = at.end - at.first;
    return value;
}

static struct ast_string cooked(struct token_text text, struct place at)
{
    return (struct ast_string){.at = at, .text = text.ptr, .len = text.len};
}

struct ast_value *node_word(struct parse *p, enum ast_value_kind kind, bool boolean, struct place at)
{
    struct ast_value *value = new_value(p, kind, at);
    value->boolean = boolean;
    return value;
}

struct ast_value *node_number_value(struct parse *p, struct ast_number *number)
{
    struct ast_value *value = new_value(p, AST_VALUE_NUMBER, number->at);
    value->number = *number;
    return value;
}

struct ast_value *node_string_value(struct parse *p, struct token_text text, struct place at)
{
    struct ast_value *value = new_value(p, AST_VALUE_STRING, at);
    value->string = cooked(text, at);
    return value;
}

struct ast_value *node_name_value(struct parse *p, struct ast_qname *name)
{
    struct ast_value *value = new_value(p, AST_VALUE_NAME, name->at);
    value->name = *name;
    return value;
}

struct ast_value *node_range_value(struct parse *p, struct ast_range *range)
{
    struct ast_value *value = new_value(p, AST_VALUE_RANGE, range->at);
    value->range = range;
    return value;
}

struct ast_value *node_array_value(struct parse *p, struct ast_value_list items, struct place at)
{
    struct ast_value *value = new_value(p, AST_VALUE_ARRAY, at);
    value->items = items;
    return value;
}

struct ast_value *node_object_value(struct parse *p, struct ast_pair_list pairs, struct place at)
{
    struct ast_value *value = new_value(p, AST_VALUE_OBJECT, at);
    value->pairs = pairs;
    return value;
}

struct ast_pair *node_pair(struct parse *p, struct token_text key, struct place key_at, struct ast_value *value)
{
    struct ast_pair *pair = new_node(p, sizeof *pair);
    *pair = (struct ast_pair){.at = place_span(&key_at, &value->at), .key = cooked(key, key_at), .value = value};
    return pair;
}

/* ---- annotations ---- */

struct ast_argument *node_argument(struct parse *p, struct ast_value *value)
{
    struct ast_argument *argument = new_node(p, sizeof *argument);
    argument->at = value->at;
    argument->value = value;
    return argument;
}

struct ast_argument *node_named_argument(struct parse *p, struct token_text name, struct place name_at,
                                         struct ast_value *value)
{
    struct ast_argument *argument = node_argument(p, value);
    argument->at = place_span(&name_at, &value->at);
    argument->name = (struct ast_name){.at = name_at, .text = name.ptr, .len = name.len};
    return argument;
}

struct ast_annotation *node_annotation(struct parse *p, struct ast_qname *name, struct ast_argument_list arguments,
                                       struct place at)
{
    struct ast_annotation *annotation = new_node(p, sizeof *annotation);
    *annotation = (struct ast_annotation){.at = at, .name = *name, .arguments = arguments};
    return annotation;
}

/* ---- types ---- */

/* Brackets bound the depth of arguments; suffixes, which need none, are bounded here. */
static uint32_t depth_above(struct parse *p, uint32_t inner, struct place at)
{
    if (inner < AST_DEPTH_MAX)
        return inner + 1;
    diagnose(p->cx, &at, DIAGNOSTIC_TOO_DEEP, "types are nested deeper than %d", AST_DEPTH_MAX);
    p->is_over = true;
    return AST_DEPTH_MAX;
}

struct ast_type *node_named_type(struct parse *p, struct ast_qname *name, struct ast_type_list arguments,
                                 struct place at)
{
    struct ast_type *type = new_node(p, sizeof *type);
    uint32_t inner = 0;
    for (const struct ast_type *each = arguments.first; each != NULL; each = each->next)
        inner = each->depth > inner ? each->depth : inner;
    *type = (struct ast_type){.at = at, .kind = AST_TYPE_NAMED, .name = *name, .arguments = arguments};
    type->depth = depth_above(p, inner, at);
    return type;
}

struct ast_type *node_array_type(struct parse *p, struct ast_type *element, struct ast_range *range, struct place at)
{
    struct ast_type *type = new_node(p, sizeof *type);
    *type = (struct ast_type){.at = at, .kind = AST_TYPE_ARRAY, .range = range, .element = element};
    type->depth = depth_above(p, element->depth, at);
    return type;
}

struct ast_type *node_bounds(struct ast_type *type, struct ast_range *range, struct place at)
{
    type->at = at;
    type->range = range;
    return type;
}

struct ast_type *node_nullable(struct parse *p, struct ast_type *type, struct place at, struct place null_at)
{
    if (type->is_nullable)
        diagnose(p->cx, &null_at, DIAGNOSTIC_DOUBLE_NULL, "this type may be null already");
    type->at = at;
    type->is_nullable = true;
    return type;
}

struct ast_type *node_parenthesized(struct ast_type *type, struct place at)
{
    type->at = at;
    return type;
}

struct node_typed node_stream(struct parse *p, struct token_text word, struct place word_at, struct ast_type *type)
{
    word_expect(p, &word, &word_at, "stream");
    return (struct node_typed){.type = type, .is_stream = true};
}

/* ---- members ---- */

struct ast_member *node_member(struct parse *p, struct token_text name, struct place name_at, bool is_optional,
                               struct node_typed typed, struct node_rest rest, struct place at)
{
    struct ast_member *member = new_node(p, sizeof *member);
    member->at = at;
    member->doc = comments_claim(p, at.first);
    member->name = (struct ast_name){.at = name_at, .text = name.ptr, .len = name.len};
    member->is_optional = is_optional;
    member->is_stream = typed.is_stream;
    member->type = typed.type;
    member->value = rest.value;
    member->annotations = rest.annotations;
    return member;
}

struct ast_member *node_spread(struct parse *p, struct ast_qname *name, struct place at)
{
    struct ast_member *member = new_node(p, sizeof *member);
    member->at = at;
    member->doc = comments_claim(p, at.first);
    member->spread = name;
    return member;
}

struct ast_member *node_parameter(struct parse *p, struct token_text word, struct place word_at,
                                  struct ast_member *member, struct place at)
{
    member->at = at;
    member->word = word_parameter(p, &word, &word_at);
    member->word_at = word_at;
    struct ast_doc *doc = comments_claim(p, at.first);
    member->doc = doc != NULL ? doc : member->doc;
    return member;
}

struct ast_enumerator *node_enumerator(struct parse *p, struct ast_name *name, struct node_rest rest, struct place at)
{
    struct ast_enumerator *enumerator = new_node(p, sizeof *enumerator);
    *enumerator =
        (struct ast_enumerator){.at = at, .name = *name, .value = rest.value, .annotations = rest.annotations};
    enumerator->doc = comments_claim(p, at.first);
    return enumerator;
}

struct ast_response *node_response(struct parse *p, struct ast_number *status, struct node_typed typed,
                                   struct ast_annotation_list annotations, struct place at)
{
    struct ast_response *response = new_node(p, sizeof *response);
    response->at = at;
    response->doc = comments_claim(p, at.first);
    response->has_status = status != NULL;
    if (status != NULL)
        response->status = *status;
    response->type = typed.type;
    response->is_stream = typed.is_stream;
    response->annotations = annotations;
    return response;
}

struct ast_response *node_heads(struct ast_response *response, struct ast_member_list members, struct place at)
{
    response->at = at;
    response->members = members;
    return response;
}
