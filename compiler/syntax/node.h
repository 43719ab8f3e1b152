/* SPDX-License-Identifier: MIT */
/* What the grammar's actions call: one call makes one node. Places come from the grammar; docs are claimed here. */
#ifndef SWAGE_SYNTAX_NODE_H
#define SWAGE_SYNTAX_NODE_H

#include "syntax/ast.h"
#include "syntax/token.h"

#include <stdbool.h>

struct parse;

/* A type and whether "stream" stands before it; type NULL: neither. */
struct node_typed {
    struct ast_type *type;
    bool is_stream;
};

/* What may follow a member's type or an enumerator's name; value NULL: no '='. */
struct node_rest {
    struct ast_value *value;
    struct ast_annotation_list annotations;
};

/* node_add_member(list, member): the list with one more; NULL adds nothing. */
#define NODE_LISTS(X) \
    X(name) X(value) X(pair) X(argument) X(annotation) X(type) X(member) X(enumerator) X(response) X(decl)
#define X(noun) struct ast_##noun##_list node_add_##noun(struct ast_##noun##_list list, struct ast_##noun *node);
NODE_LISTS(X)
#undef X

/* `second` behind `first`. */
struct ast_annotation_list node_join(struct ast_annotation_list first, struct ast_annotation_list second);

struct ast_name *node_name(struct parse *p, struct token_text text, struct place at);
struct ast_qname *node_qname(struct parse *p, struct token_text text, struct place at);
struct ast_number *node_number(struct parse *p, struct token_text text, struct place at, bool is_integer);

/* Either end may be NULL; both the same: an exact count. */
struct ast_range *node_range(struct parse *p, struct ast_number *min, struct ast_number *max, struct place at);

struct ast_value *node_word(struct parse *p, enum ast_value_kind kind, bool boolean, struct place at);
struct ast_value *node_number_value(struct parse *p, struct ast_number *number);
struct ast_value *node_string_value(struct parse *p, struct token_text text, struct place at);
struct ast_value *node_name_value(struct parse *p, struct ast_qname *name);
struct ast_value *node_range_value(struct parse *p, struct ast_range *range);
struct ast_value *node_array_value(struct parse *p, struct ast_value_list items, struct place at);
struct ast_value *node_object_value(struct parse *p, struct ast_pair_list pairs, struct place at);
struct ast_pair *node_pair(struct parse *p, struct token_text key, struct place key_at, struct ast_value *value);

struct ast_argument *node_argument(struct parse *p, struct ast_value *value);
struct ast_argument *node_named_argument(struct parse *p, struct token_text name, struct place name_at,
                                         struct ast_value *value);
struct ast_annotation *node_annotation(struct parse *p, struct ast_qname *name, struct ast_argument_list arguments,
                                       struct place at);

struct ast_type *node_named_type(struct parse *p, struct ast_qname *name, struct ast_type_list arguments,
                                 struct place at);
struct ast_type *node_array_type(struct parse *p, struct ast_type *element, struct ast_range *range, struct place at);
struct ast_type *node_bounds(struct ast_type *type, struct ast_range *range, struct place at);
struct ast_type *node_nullable(struct parse *p, struct ast_type *type, struct place at, struct place null_at);
struct ast_type *node_parenthesized(struct ast_type *type, struct place at);
struct node_typed node_stream(struct parse *p, struct token_text word, struct place word_at, struct ast_type *type);

struct ast_member *node_member(struct parse *p, struct token_text name, struct place name_at, bool is_optional,
                               struct node_typed typed, struct node_rest rest, struct place at);
struct ast_member *node_spread(struct parse *p, struct ast_qname *name, struct place at);
struct ast_member *node_parameter(struct parse *p, struct token_text word, struct place word_at,
                                  struct ast_member *member, struct place at);
struct ast_enumerator *node_enumerator(struct parse *p, struct ast_name *name, struct node_rest rest, struct place at);
struct ast_response *node_response(struct parse *p, struct ast_number *status, struct node_typed typed,
                                   struct ast_annotation_list annotations, struct place at);
struct ast_response *node_heads(struct ast_response *response, struct ast_member_list members, struct place at);

/* Declarations without their leading annotations; node_declaration adds those and the doc. */
struct ast_decl *node_namespace(struct parse *p, struct token_text word, struct place word_at, struct ast_qname *name);
struct ast_decl *node_import(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                             struct place path_at);
struct ast_decl *node_struct(struct parse *p, struct ast_name *name, struct ast_name_list parameters,
                             struct ast_member_list members);
struct ast_decl *node_struct_type(struct parse *p, struct ast_type *type);
struct ast_decl *node_partial(struct parse *p, struct token_text word, struct place word_at, struct ast_qname *base);
struct ast_decl *node_selection(struct parse *p, struct token_text word, struct place word_at, struct ast_qname *base,
                                struct ast_name_list names);
struct ast_decl *node_derived(struct ast_decl *decl, struct ast_name *name, struct ast_annotation_list annotations);
struct ast_decl *node_enum(struct parse *p, struct ast_name *name, struct ast_qname *base,
                           struct ast_enumerator_list enumerators);
struct ast_decl *node_union(struct parse *p, struct ast_name *name, struct ast_member_list variants);
struct ast_decl *node_typedef(struct parse *p, struct ast_name *name, struct ast_type *type,
                              struct ast_annotation_list annotations);
struct ast_decl *node_extern(struct parse *p, struct token_text word, struct place word_at, struct ast_decl *decl);
struct ast_decl *node_files(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                            struct place path_at, struct token_text folder, struct place folder_at);
struct ast_decl *node_auth(struct parse *p, struct token_text word, struct place word_at, struct ast_name *name,
                           struct ast_decl *scheme, struct ast_qname *identity);
struct ast_decl *node_scheme(struct parse *p, struct token_text word, struct place word_at,
                             struct ast_argument_list arguments);
struct ast_decl *node_route_head(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                                 struct place path_at, struct ast_name *name);
struct ast_decl *node_route(struct ast_decl *decl, struct ast_member_list parameters,
                            struct ast_response_list responses);
struct ast_decl *node_group(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                            struct place path_at, struct ast_annotation_list annotations, struct ast_decl_list decls);

struct ast_decl *node_declaration(struct parse *p, struct ast_decl *decl, struct ast_annotation_list annotations,
                                  struct place at);

/* The whole file: checks which declaration may stand where. */
void node_file(struct parse *p, struct ast_decl_list decls);

#endif
