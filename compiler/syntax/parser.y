/* SPDX-License-Identifier: MIT */
/* The grammar of the schema language, LALR(1) without conflicts. Actions build nodes and nothing else: words are
   looked up in word.c, everything that takes more than one declaration to see is checked by the model. */
%require "3.8"
%define api.pure full                     /* several files may be read at once */
%define api.prefix {grammar_}
%define api.token.prefix {TOKEN_}         /* ours are STRUCT and ENUM, which others may want */
%define api.location.type {struct place}
%define parse.error custom                /* complain.c words it */
%define parse.lac full                    /* the expected tokens are those that could really follow */
%define lr.default-reduction consistent   /* while recovering, a rule ends only where it can end */
%locations
%expect 0
%param {struct parse *p}

%code top {
#include "config.h"
}

%code requires {
#include "syntax/node.h"
#include "syntax/token.h"

struct parse;
}

%code {
#include "syntax/cascade.h"
#include "syntax/complain.h"
#include "syntax/filter.h"
#include "syntax/parse_state.h"

/* A rule's place: from its first symbol to its last; an empty rule's: nothing, behind what came before. */
#define YYLLOC_DEFAULT(Current, Rhs, N) \
    do { \
        if (N) \
            (Current) = place_span(&YYRHSLOC(Rhs, 1), &YYRHSLOC(Rhs, N)); \
        else \
            (Current) = place_behind(&YYRHSLOC(Rhs, 0)); \
    } while (0)

/* Brackets within brackets are bounded (AST_DEPTH_MAX) and lists lean to the left: eight symbols for each level
   of nesting, and the stack need never grow. */
#define YYINITDEPTH 2400
#define YYMAXDEPTH 10000

static const struct ast_name_list no_names;
static const struct ast_argument_list no_arguments;
static const struct ast_annotation_list no_annotations;

static int grammar_lex(GRAMMAR_STYPE *value, struct place *at, struct parse *p);
static void grammar_error(struct place *at, struct parse *p, const char *message);
static struct place place_behind(const struct place *at);
static void resume(struct parse *p);
}

%union {
    struct token_text text;
    bool flag;
    struct ast_name *name;
    struct ast_name_list names;
    struct ast_qname *qname;
    struct ast_number *number;
    struct ast_range *range;
    struct ast_value *value;
    struct ast_value_list values;
    struct ast_pair *pair;
    struct ast_pair_list pairs;
    struct ast_argument *argument;
    struct ast_argument_list arguments;
    struct ast_annotation *annotation;
    struct ast_annotation_list annotations;
    struct ast_type *type;
    struct ast_type_list types;
    struct node_typed typed;
    struct node_rest rest;
    struct ast_member *member;
    struct ast_member_list members;
    struct ast_enumerator *enumerator;
    struct ast_enumerator_list enumerators;
    struct ast_response *response;
    struct ast_response_list responses;
    struct ast_decl *decl;
    struct ast_decl_list decls;
}

%token <text> IDENT "name" QNAME "dotted name" STRING "string" INTEGER "integer" FLOAT "number"
%token STRUCT "'struct'" ENUM "'enum'" UNION "'union'" TYPEDEF "'typedef'"
%token TRUE "'true'" FALSE "'false'" NULL_WORD "'null'"
%token ARROW "'->'" DOTDOT "'..'" ELLIPSIS "'...'"
%token BEGIN_DECL "declaration"           /* empty; the filter puts one before each declaration */
%token END_DECL "end of declaration"      /* and one behind it, whatever is wrong in between */
%token END 0 "end of file"
%token GROUP_OPEN "'{' of a group"        /* what the filter makes of that brace: it holds declarations */
%token '*' '&'                            /* C's pointers: known so that the message can be about them */

%type <flag> optional
%type <name> name
%type <names> names
%type <qname> qname base
%type <number> number status
%type <range> range open_range
%type <value> value default
%type <values> values items
%type <pair> pair
%type <pairs> pairs fields
%type <argument> argument
%type <arguments> arguments argument_list
%type <annotation> annotation
%type <annotations> annotations
%type <type> type suffixed streamed named bounded
%type <types> types
%type <typed> plain streamable
%type <rest> rest
%type <member> member field spread parameter input head
%type <members> members parameters parameter_list heads
%type <enumerator> enumerator
%type <enumerators> enumerators
%type <response> response reply
%type <responses> responses response_list
%type <decl> declaration late body derived scheme route_head alias
%type <decls> declarations

%%

file
    : declarations                                      { node_file(p, $1); }
    | declarations error                                { node_file(p, $1); }
    ;

declarations
    : %empty                                            { $$ = (struct ast_decl_list){0}; }
    | declarations declaration                          { $$ = node_add_decl($1, $2); }
    | declarations error late                           { $$ = node_add_decl($1, $3); }
    ;

declaration
    : annotations begin body END_DECL                   { $$ = node_declaration(p, $3, $1, @3); }
    | annotations begin error END_DECL                  { yyerrok; resume(p); $$ = NULL; }
    | annotations begin STRUCT error END_DECL           { yyerrok; resume(p); $$ = NULL; }
    | annotations begin UNION error END_DECL            { yyerrok; resume(p); $$ = NULL; }
    | annotations begin ENUM error END_DECL             { yyerrok; resume(p); $$ = NULL; }
    | annotations begin IDENT error END_DECL            { yyerrok; resume(p); $$ = NULL; }
    | annotations begin route_head '(' parameters ')' error END_DECL
                                                        { yyerrok; resume(p); $$ = NULL; }
    ;

group_open: GROUP_OPEN                                  { yyerrok; resume(p); } ;

late: begin body END_DECL                               { $$ = node_declaration(p, $2, no_annotations, @2); } ;

begin: BEGIN_DECL                                       { yyerrok; resume(p); cascade_end(p); } ;

body
    : STRUCT name '{' members '}' end                   { $$ = node_struct(p, $2, no_names, $4); }
    | STRUCT name '<' names '>' '{' members '}' end     { $$ = node_struct(p, $2, $4, $7); }
    | STRUCT name '=' derived annotations ';'           { $$ = node_derived($4, $2, $5); }
    | STRUCT error '{' members '}' end                  { yyerrok; resume(p); $$ = NULL; }
    | STRUCT name '{' members error '}' end             { yyerrok; resume(p); $$ = node_struct(p, $2, no_names, $4); }
    | STRUCT name '<' names '>' '{' members error '}' end
                                                        { yyerrok; resume(p); $$ = node_struct(p, $2, $4, $7); }
    | UNION name '{' members '}' end                    { $$ = node_union(p, $2, $4); }
    | UNION error '{' members '}' end                   { yyerrok; resume(p); $$ = NULL; }
    | UNION name '{' members error '}' end              { yyerrok; resume(p); $$ = node_union(p, $2, $4); }
    | ENUM name base '{' enumerators '}' end            { $$ = node_enum(p, $2, $3, $5); }
    | ENUM error '{' enumerators '}' end                { yyerrok; resume(p); $$ = NULL; }
    | ENUM name base '{' enumerators error '}' end      { yyerrok; resume(p); $$ = node_enum(p, $2, $3, $5); }
    | alias
    | IDENT alias                                       { $$ = node_extern(p, $1, @1, $2); }
    | IDENT qname ';'                                   { $$ = node_namespace(p, $1, @1, $2); }
    | IDENT STRING ';'                                  { $$ = node_import(p, $1, @1, $2, @2); }
    | IDENT STRING STRING ';'                           { $$ = node_files(p, $1, @1, $2, @2, $3, @3); }
    | IDENT name ':' scheme ARROW qname ';'             { $$ = node_auth(p, $1, @1, $2, $4, $6); }
    | IDENT STRING annotations GROUP_OPEN declarations '}' end
                                                        { $$ = node_group(p, $1, @1, $2, @2, $3, $5); }
    | IDENT STRING annotations GROUP_OPEN declarations error '}' end
            { yyerrok; resume(p); $$ = node_group(p, $1, @1, $2, @2, $3, $5); }
    | IDENT error group_open declarations '}' end       { $$ = NULL; }
    | route_head '(' parameters ')' responses ';'       { $$ = node_route($1, $3, $5); }
    ;

end: %empty | ';' ;                                     /* C's "};" is no mistake */

alias
    : TYPEDEF name '=' type annotations ';'             { $$ = node_typedef(p, $2, $4, $5); }
    ;

derived
    : type                                              { $$ = node_struct_type(p, $1); }
    | IDENT qname                                       { $$ = node_partial(p, $1, @1, $2); }
    | IDENT qname '(' names ')'                         { $$ = node_selection(p, $1, @1, $2, $4); }
    ;

scheme
    : IDENT                                             { $$ = node_scheme(p, $1, @1, no_arguments); }
    | IDENT '(' arguments ')'                           { $$ = node_scheme(p, $1, @1, $3); }
    ;

/* ---- members ---- */

members
    : %empty                                            { $$ = (struct ast_member_list){0}; }
    | members member semicolon                          { $$ = node_add_member($1, $2); }
    | members error ';'                                 { yyerrok; resume(p); $$ = $1; }
    ;

member: field | spread ;

field
    : IDENT optional ':' plain rest                     { $$ = node_member(p, $1, @1, $2, $4, $5, @$); }
    ;

spread
    : ELLIPSIS qname                                    { $$ = node_spread(p, $2, @$); }
    ;

plain: type                                             { $$ = (struct node_typed){.type = $1}; } ;

streamable
    : plain
    | IDENT streamed                                    { $$ = node_stream(p, $1, @1, $2); }
    ;

streamed /* as suffixed, but for what a parenthesis behind the word would begin */
    : bounded
    | streamed '[' ']'                                  { $$ = node_array_type(p, $1, NULL, @$); }
    | streamed '[' range ']'                            { $$ = node_array_type(p, $1, $3, @$); }
    ;

optional
    : %empty                                            { $$ = false; }
    | '?'                                               { $$ = true; }
    ;

rest: default annotations                               { $$ = (struct node_rest){.value = $1, .annotations = $2}; } ;

default
    : %empty                                            { $$ = NULL; }
    | '=' value                                         { $$ = $2; }
    ;

semicolon
    : ';'
    | ','                                               { complain_separator(p, &@1, ';'); }
    | %empty                                            { complain_semicolon(p); }
    ;

base
    : %empty                                            { $$ = NULL; }
    | ':' qname                                         { $$ = $2; }
    ;

enumerators
    : %empty                                            { $$ = (struct ast_enumerator_list){0}; }
    | enumerators enumerator comma                      { $$ = node_add_enumerator($1, $2); }
    | enumerators error ','                             { yyerrok; resume(p); $$ = $1; }
    ;

comma
    : ','
    | ';'                                               { complain_separator(p, &@1, ','); }
    | %empty                                            { complain_comma(p); }
    ;

enumerator
    : name rest                                         { $$ = node_enumerator(p, $1, $2, @$); }
    ;

/* ---- routes ---- */

route_head
    : IDENT STRING name                                 { $$ = node_route_head(p, $1, @1, $2, @2, $3); }
    ;

parameters
    : %empty                                            { $$ = (struct ast_member_list){0}; }
    | parameter_list
    | parameter_list ','
    ;

parameter_list
    : parameter                                         { $$ = node_add_member((struct ast_member_list){0}, $1); }
    | parameter_list ',' parameter                      { $$ = node_add_member($1, $3); }
    | error                                             { $$ = (struct ast_member_list){0}; }
    | parameter_list ',' error                          { $$ = $1; }
    ;

parameter
    : input
    | IDENT input                                       { $$ = node_parameter(p, $1, @1, $2, @$); }
    | spread
    | IDENT spread                                      { $$ = node_parameter(p, $1, @1, $2, @$); }
    ;

input
    : IDENT optional ':' streamable rest                { $$ = node_member(p, $1, @1, $2, $4, $5, @$); }
    ;

responses
    : %empty                                            { $$ = (struct ast_response_list){0}; }
    | ARROW response_list                               { $$ = $2; }
    ;

response_list
    : response                                          { $$ = node_add_response((struct ast_response_list){0}, $1); }
    | response_list ',' response                        { $$ = node_add_response($1, $3); }
    ;

response
    : reply
    | reply '{' heads '}'                               { $$ = node_heads($1, $3, @$); }
    | reply '{' heads error '}'                         { yyerrok; resume(p); $$ = node_heads($1, $3, @$); }
    ;

reply
    : streamable annotations                            { $$ = node_response(p, NULL, $1, $2, @$); }
    | status annotations                                { $$ = node_response(p, $1, (struct node_typed){0}, $2, @$); }
    | status streamable annotations                     { $$ = node_response(p, $1, $2, $3, @$); }
    ;

status: INTEGER                                         { $$ = node_number(p, $1, @1, true); } ;

heads
    : %empty                                            { $$ = (struct ast_member_list){0}; }
    | heads head semicolon                              { $$ = node_add_member($1, $2); }
    | heads error ';'                                   { yyerrok; resume(p); $$ = $1; }
    ;

head: IDENT field                                       { $$ = node_parameter(p, $1, @1, $2, @$); } ;

/* ---- types ---- */

type
    : suffixed
    | suffixed '|' NULL_WORD                            { $$ = node_nullable(p, $1, @$, @3); }
    ;

suffixed
    : bounded
    | '(' type ')'                                      { $$ = node_parenthesized($2, @$); }
    | suffixed '[' ']'                                  { $$ = node_array_type(p, $1, NULL, @$); }
    | suffixed '[' range ']'                            { $$ = node_array_type(p, $1, $3, @$); }
    ;

bounded
    : named
    | named '(' range ')'                               { $$ = node_bounds($1, $3, @$); }
    ;

named
    : qname                                             { $$ = node_named_type(p, $1, (struct ast_type_list){0}, @$); }
    | qname '<' types '>'                               { $$ = node_named_type(p, $1, $3, @$); }
    ;

types
    : type                                              { $$ = node_add_type((struct ast_type_list){0}, $1); }
    | types ',' type                                    { $$ = node_add_type($1, $3); }
    ;

range
    : number                                            { $$ = node_range(p, $1, $1, @$); }
    | open_range
    ;

open_range
    : number DOTDOT                                     { $$ = node_range(p, $1, NULL, @$); }
    | DOTDOT number                                     { $$ = node_range(p, NULL, $2, @$); }
    | number DOTDOT number                              { $$ = node_range(p, $1, $3, @$); }
    ;

number
    : INTEGER                                           { $$ = node_number(p, $1, @1, true); }
    | FLOAT                                             { $$ = node_number(p, $1, @1, false); }
    ;

/* ---- names ---- */

name: IDENT                                             { $$ = node_name(p, $1, @1); } ;

names
    : name                                              { $$ = node_add_name((struct ast_name_list){0}, $1); }
    | names ',' name                                    { $$ = node_add_name($1, $3); }
    ;

qname
    : IDENT                                             { $$ = node_qname(p, $1, @1); }
    | QNAME                                             { $$ = node_qname(p, $1, @1); }
    ;

/* ---- annotations and values ---- */

annotations
    : %empty                                            { $$ = (struct ast_annotation_list){0}; }
    | annotations annotation                            { $$ = node_add_annotation($1, $2); }
    ;

annotation
    : '@' qname                                         { $$ = node_annotation(p, $2, no_arguments, @$); }
    | '@' qname '(' arguments ')'                       { $$ = node_annotation(p, $2, $4, @$); }
    | '@' qname '(' error ')'                           { yyerrok; resume(p); $$ = NULL; }
    ;

arguments
    : %empty                                            { $$ = (struct ast_argument_list){0}; }
    | argument_list
    | argument_list ','
    ;

argument_list
    : argument                                          { $$ = node_add_argument((struct ast_argument_list){0}, $1); }
    | argument_list ',' argument                        { $$ = node_add_argument($1, $3); }
    ;

argument
    : value                                             { $$ = node_argument(p, $1); }
    | IDENT '=' value                                   { $$ = node_named_argument(p, $1, @1, $3); }
    ;

value
    : NULL_WORD                                         { $$ = node_word(p, AST_VALUE_NULL, false, @1); }
    | TRUE                                              { $$ = node_word(p, AST_VALUE_BOOL, true, @1); }
    | FALSE                                             { $$ = node_word(p, AST_VALUE_BOOL, false, @1); }
    | number                                            { $$ = node_number_value(p, $1); }
    | STRING                                            { $$ = node_string_value(p, $1, @1); }
    | qname                                             { $$ = node_name_value(p, $1); }
    | open_range                                        { $$ = node_range_value(p, $1); }
    | '[' items ']'                                     { $$ = node_array_value(p, $2, @$); }
    | '{' fields '}'                                    { $$ = node_object_value(p, $2, @$); }
    ;

items
    : %empty                                            { $$ = (struct ast_value_list){0}; }
    | values
    ;

values
    : value                                             { $$ = node_add_value((struct ast_value_list){0}, $1); }
    | values ',' value                                  { $$ = node_add_value($1, $3); }
    ;

fields
    : %empty                                            { $$ = (struct ast_pair_list){0}; }
    | pairs
    ;

pairs
    : pair                                              { $$ = node_add_pair((struct ast_pair_list){0}, $1); }
    | pairs ',' pair                                    { $$ = node_add_pair($1, $3); }
    ;

pair: STRING ':' value                                  { $$ = node_pair(p, $1, @1, $3); } ;

%%

static int grammar_lex(GRAMMAR_STYPE *value, struct place *at, struct parse *p)
{
    struct token token = filter_next(p);
    value->text = token.text;
    *at = token.at;
    return token.kind;
}

/* bison's own last words: the stack is exhausted. Syntax errors go through yyreport_syntax_error. */
static void grammar_error(struct place *at, struct parse *p, const char *message)
{
    diagnose(p->cx, at, DIAGNOSTIC_TOO_DEEP, "the parser gives up here: %s", message);
    p->is_over = true;
}

static struct place place_behind(const struct place *at)
{
    struct place behind = *at;
    behind.col += behind.end - behind.first;
    behind.first = behind.end;
    return behind;
}

/* The recovery from a syntax error has reached sound ground. */
static void resume(struct parse *p)
{
    p->is_recovering = false;
}

static int yyreport_syntax_error(const yypcontext_t *context, struct parse *p)
{
    yysymbol_kind_t expected[COMPLAIN_EXPECTED_MAX];
    struct complaint complaint = {.got = yysymbol_name(yypcontext_token(context))};
    int count = yypcontext_expected_tokens(context, expected, COMPLAIN_EXPECTED_MAX);
    for (int i = 0; i < count; i++)
        complaint.expected[i] = yysymbol_name(expected[i]);
    complaint.expected_count = count > 0 ? (size_t)count : 0;
    complain_unexpected(p, &complaint);
    return 0;
}
