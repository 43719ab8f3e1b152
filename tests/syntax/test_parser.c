/* SPDX-License-Identifier: MIT */
/* Every construct's tree, from the example that has them all and from small texts. */
#include "config.h"

#include "parsing.h"

#include <stdlib.h>

static struct parsing whole;

static void read_whole(void)
{
    char path[1024];
    const char *folder = getenv("SRCDIR");
    snprintf(path, sizeof path, "%s/tests/syntax/whole.swage", folder != NULL ? folder : ".");
    whole.cx = compilation_new();
    whole.file = parse_file(whole.cx, path, NULL);
    if (whole.cx->diagnostics.first != NULL)
        diagnostic_print(whole.cx, stderr);
}

static void free_whole(void)
{
    parsing_done(&whole);
}

static const struct ast_decl *find_decl(enum ast_decl_kind kind, const char *name)
{
    for (const struct ast_decl *decl = whole.file->decls.first; decl != NULL; decl = decl->next)
        if (decl->kind == kind && decl->name.text != NULL && strcmp(decl->name.text, name) == 0)
            return decl;
    ck_abort_msg("no declaration %s", name);
}

static const struct ast_member *find_member(const struct ast_member_list *list, const char *name)
{
    for (const struct ast_member *member = list->first; member != NULL; member = member->next)
        if (member->name.text != NULL && strcmp(member->name.text, name) == 0)
            return member;
    ck_abort_msg("no member %s", name);
}

/* "[1..64]": the ends as written. */
static const char *show_range(const struct ast_range *range)
{
    static char buf[128];
    if (range == NULL)
        return "none";
    if (range->is_exact)
        snprintf(buf, sizeof buf, "%s", range->min.text);
    else
        snprintf(buf, sizeof buf, "%s..%s", range->has_min ? range->min.text : "",
                 range->has_max ? range->max.text : "");
    return buf;
}

static size_t show_type(const struct ast_type *type, char *buf, size_t size)
{
    size_t used = 0;
    if (type->kind == AST_TYPE_ARRAY) {
        used += show_type(type->element, buf, size);
        used += (size_t)snprintf(buf + used, size - used, "[%s]", type->range != NULL ? show_range(type->range) : "");
    } else {
        used += (size_t)snprintf(buf, size, "%s", type->name.text);
        for (const struct ast_type *each = type->arguments.first; each != NULL; each = each->next) {
            used += (size_t)snprintf(buf + used, size - used, "%s", each == type->arguments.first ? "<" : ",");
            used += show_type(each, buf + used, size - used);
        }
        if (type->arguments.first != NULL)
            used += (size_t)snprintf(buf + used, size - used, ">");
        if (type->range != NULL)
            used += (size_t)snprintf(buf + used, size - used, "(%s)", show_range(type->range));
    }
    if (type->is_nullable)
        used += (size_t)snprintf(buf + used, size - used, "?");
    return used;
}

static void check_type(const struct ast_type *type, const char *want)
{
    char buf[512];
    ck_assert_ptr_nonnull(type);
    show_type(type, buf, sizeof buf);
    ck_assert_str_eq(buf, want);
}

START_TEST(the_whole_language_is_read)
{
    static const int kinds[AST_DECL_GROUP + 1] = {
        [AST_DECL_NAMESPACE] = 1, [AST_DECL_STRUCT] = 10, [AST_DECL_ENUM] = 2,  [AST_DECL_UNION] = 1,
        [AST_DECL_TYPEDEF] = 1,   [AST_DECL_AUTH] = 1,    [AST_DECL_ROUTE] = 3, [AST_DECL_GROUP] = 1,
        [AST_DECL_FILES] = 1,
    };
    int found[AST_DECL_GROUP + 1] = {0};
    ck_assert_ptr_null(whole.cx->diagnostics.first);
    for (const struct ast_decl *decl = whole.file->decls.first; decl != NULL; decl = decl->next)
        found[decl->kind]++;
    for (int i = 0; i <= AST_DECL_GROUP; i++)
        ck_assert_int_eq(found[i], kinds[i]);
    ck_assert_str_eq(whole.file->space->space.text, "app");
}
END_TEST

START_TEST(members_have_their_types_and_marks)
{
    static const struct {
        const char *name, *type;
        bool is_optional;
    } want[] = {
        {"id", "int32(1..)", false},      {"name", "string(1..64)", false},
        {"email", "email", false},        {"role", "Role", false},
        {"nick", "string(1..32)", true},  {"bio", "string(..2000)?", false},
        {"site", "uri?", true},           {"phone", "string(..20)?", false},
        {"createdAt", "datetime", false}, {"labels", "map<string(..64)>(..16)", false},
        {"tags", "Tag[0..16]", false},    {"rgb", "uint8[3]", false},
        {"manager", "User", true},        {"payment", "Payment", true},
    };
    const struct ast_decl *user = find_decl(AST_DECL_STRUCT, "User");
    const struct ast_member *member = user->structure.members.first;
    ck_assert_str_eq(user->doc->text, "A person who can sign in.");
    ck_assert_int_eq(user->structure.form, AST_STRUCT_MEMBERS);
    ck_assert_uint_eq(user->structure.members.count, 15);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++, member = member->next) {
        ck_assert_str_eq(member->name.text, want[i].name);
        check_type(member->type, want[i].type);
        ck_assert_int_eq(member->is_optional, want[i].is_optional);
        ck_assert_ptr_null(member->spread);
        ck_assert_int_eq(member->word, AST_WORD_NONE);
    }
    ck_assert_str_eq(member->spread->text, "Audit");
    ck_assert_ptr_null(member->type);
    ck_assert_uint_eq(member->name.len, 0);
}
END_TEST

START_TEST(defaults_are_values)
{
    const struct ast_member_list *members = &find_decl(AST_DECL_STRUCT, "User")->structure.members;
    const struct ast_value *role = find_member(members, "role")->value;
    ck_assert_int_eq(role->kind, AST_VALUE_NAME);
    ck_assert_str_eq(role->name.text, "member");
    ck_assert_int_eq(find_member(members, "phone")->value->kind, AST_VALUE_NULL);
    ck_assert_ptr_null(find_member(members, "bio")->value);
}
END_TEST

START_TEST(examples_keep_their_json_as_written)
{
    const struct ast_annotation *example = find_decl(AST_DECL_STRUCT, "User")->annotations.first;
    ck_assert_str_eq(example->name.text, "example");
    ck_assert_uint_eq(example->arguments.count, 1);
    const struct ast_value *value = example->arguments.first->value;
    ck_assert_int_eq(value->kind, AST_VALUE_OBJECT);
    ck_assert_uint_eq(value->pairs.count, 9);
    ck_assert_mem_eq(value->text, "{\"id\": 1, \"name\": \"Ann\"", 23);
    ck_assert_int_eq(value->text[value->len - 1], '}');
    const struct ast_pair *pair = value->pairs.first;
    ck_assert_str_eq(pair->key.text, "id");
    ck_assert_str_eq(pair->value->number.text, "1");
    ck_assert(pair->value->number.is_integer);
    const struct ast_annotation *reject = example->next;
    ck_assert_str_eq(reject->arguments.last->name.text, "at");
    ck_assert_str_eq(reject->arguments.last->value->string.text, "/name");
    ck_assert_uint_eq(reject->arguments.first->name.len, 0);
}
END_TEST

START_TEST(enums_unions_and_typedefs_are_read)
{
    const struct ast_enum *role = &find_decl(AST_DECL_ENUM, "Role")->enumeration;
    ck_assert(!role->has_base);
    ck_assert_uint_eq(role->enumerators.count, 3);
    ck_assert_str_eq(role->enumerators.first->name.text, "admin");
    ck_assert_ptr_null(role->enumerators.first->value);
    ck_assert_str_eq(role->enumerators.last->value->string.text, "GUEST");
    const struct ast_enum *level = &find_decl(AST_DECL_ENUM, "Level")->enumeration;
    ck_assert_str_eq(level->base.text, "int32");
    ck_assert_str_eq(level->enumerators.last->value->number.text, "2");
    const struct ast_decl *payment = find_decl(AST_DECL_UNION, "Payment");
    ck_assert_str_eq(payment->annotations.first->name.text, "discriminator");
    const struct ast_member *transfer = payment->variants.variants.last;
    check_type(transfer->type, "Transfer");
    ck_assert_str_eq(transfer->annotations.first->name.text, "name");
    const struct ast_decl *user_id = find_decl(AST_DECL_TYPEDEF, "UserId");
    check_type(user_id->alias.type, "int64(1..)");
    ck_assert(!user_id->alias.is_extern);
    ck_assert_str_eq(user_id->annotations.first->name.text, "string");
}
END_TEST

START_TEST(generic_and_derived_structs_are_read)
{
    const struct ast_struct *page = &find_decl(AST_DECL_STRUCT, "Page")->structure;
    ck_assert_uint_eq(page->parameters.count, 1);
    ck_assert_str_eq(page->parameters.first->text, "T");
    check_type(page->members.first->type, "T[..100]");
    const struct ast_struct *users = &find_decl(AST_DECL_STRUCT, "UserPage")->structure;
    ck_assert_int_eq(users->form, AST_STRUCT_TYPE);
    check_type(users->type, "Page<User>");
    const struct ast_struct *fresh = &find_decl(AST_DECL_STRUCT, "NewUser")->structure;
    ck_assert_int_eq(fresh->form, AST_STRUCT_OMIT);
    ck_assert_str_eq(fresh->base.text, "User");
    ck_assert_uint_eq(fresh->names.count, 2);
    ck_assert_str_eq(fresh->names.last->text, "created");
    const struct ast_struct *patch = &find_decl(AST_DECL_STRUCT, "UserPatch")->structure;
    ck_assert_int_eq(patch->form, AST_STRUCT_PARTIAL);
    ck_assert_str_eq(patch->base.text, "User");
}
END_TEST

START_TEST(routes_have_parameters_with_their_words)
{
    const struct ast_decl *get = find_decl(AST_DECL_ROUTE, "get_user");
    const struct ast_member_list *parameters = &get->route.parameters;
    ck_assert_int_eq(get->route.method, AST_METHOD_GET);
    ck_assert_str_eq(get->route.path.text, "/users/{id}");
    ck_assert_str_eq(get->annotations.first->name.text, "summary");
    ck_assert_str_eq(get->annotations.last->arguments.first->value->number.text, "404");
    ck_assert_uint_eq(parameters->count, 4);
    ck_assert_int_eq(find_member(parameters, "id")->word, AST_WORD_NONE);
    const struct ast_member *expand = find_member(parameters, "expand");
    ck_assert_int_eq(expand->word, AST_WORD_QUERY);
    check_type(expand->type, "string(..32)[..8]");
    ck_assert_str_eq(find_member(parameters, "limit")->value->number.text, "20");
    const struct ast_member *id = find_member(parameters, "request_id");
    ck_assert_int_eq(id->word, AST_WORD_HEADER);
    ck_assert(id->is_optional);
    ck_assert_str_eq(id->annotations.first->arguments.first->value->string.text, "X-Request-Id");
    ck_assert(!get->route.responses.first->has_status);
    check_type(get->route.responses.first->type, "User");
    ck_assert_str_eq(find_decl(AST_DECL_ROUTE, "create_user")->doc->text, "Echo.");
}
END_TEST

START_TEST(responses_have_statuses_types_and_heads)
{
    const struct ast_decl *add = find_decl(AST_DECL_ROUTE, "add_user");
    const struct ast_response *created = add->route.responses.first, *conflict = created->next;
    ck_assert_uint_eq(add->route.responses.count, 2);
    ck_assert(created->has_status);
    ck_assert_str_eq(created->status.text, "201");
    check_type(created->type, "User");
    ck_assert_uint_eq(created->members.count, 2);
    ck_assert_int_eq(created->members.first->word, AST_WORD_HEADER);
    ck_assert_int_eq(created->members.last->word, AST_WORD_COOKIE);
    ck_assert_str_eq(created->members.last->name.text, "sid");
    ck_assert(created->members.last->is_optional);
    ck_assert_str_eq(conflict->status.text, "409");
    check_type(conflict->type, "Problem");
    const struct ast_argument *scopes = add->annotations.first->arguments.last;
    ck_assert_str_eq(scopes->name.text, "scopes");
    ck_assert_int_eq(scopes->value->kind, AST_VALUE_ARRAY);
    ck_assert_str_eq(scopes->value->items.first->string.text, "write");
}
END_TEST

START_TEST(groups_hold_routes)
{
    const struct ast_decl *group = whole.file->decls.last;
    ck_assert_int_eq(group->kind, AST_DECL_GROUP);
    ck_assert_str_eq(group->group.path.text, "/admin");
    ck_assert_str_eq(group->annotations.first->name.text, "auth");
    ck_assert_uint_eq(group->group.decls.count, 1);
    const struct ast_route *remove = &group->group.decls.first->route;
    ck_assert_int_eq(remove->method, AST_METHOD_DELETE);
    ck_assert_ptr_null(remove->responses.first->type);
    ck_assert_str_eq(remove->responses.first->status.text, "204");
}
END_TEST

/* Each place must cover exactly what was written there. */
static void check_place(const struct place *at, const char *written)
{
    ck_assert_uint_eq(at->end - at->first, strlen(written));
    ck_assert_mem_eq(at->file->text + at->first, written, strlen(written));
    struct place again = source_locate(at->file, at->first, at->end - at->first);
    ck_assert_uint_eq(at->line, again.line);
    ck_assert_uint_eq(at->col, again.col);
}

START_TEST(every_node_knows_its_place)
{
    const struct ast_decl *user = find_decl(AST_DECL_STRUCT, "User");
    check_place(&user->name.at, "User");
    ck_assert_mem_eq(user->at.file->text + user->at.first, "@example(", 9);
    ck_assert_mem_eq(user->at.file->text + user->at.end - 1, "}", 1);
    const struct ast_member *bio = find_member(&user->structure.members, "bio");
    check_place(&bio->at, "bio: string(..2000) | null");
    check_place(&bio->name.at, "bio");
    check_place(&bio->type->at, "string(..2000) | null");
    check_place(&bio->type->name.at, "string");
    check_place(&bio->type->range->at, "..2000");
    check_place(&bio->type->range->max.at, "2000");
    check_place(&user->structure.members.last->at, "...Audit");
    check_place(&user->annotations.last->at, "@reject({\"id\": 1, \"name\": \"\"}, at = \"/name\")");
    check_place(&user->annotations.last->arguments.last->at, "at = \"/name\"");
    check_place(&user->annotations.last->arguments.first->value->pairs.last->at, "\"name\": \"\"");
    const struct ast_decl *get = find_decl(AST_DECL_ROUTE, "get_user");
    check_place(&get->route.method_at, "GET");
    check_place(&get->route.path.at, "\"/users/{id}\"");
    check_place(&get->route.parameters.last->at, "header request_id?: uuid @name(\"X-Request-Id\")");
    check_place(&get->route.parameters.last->word_at, "header");
    const struct ast_decl *add = find_decl(AST_DECL_ROUTE, "add_user");
    check_place(&add->route.responses.last->at, "409 Problem");
    check_place(&add->route.responses.last->status.at, "409");
    check_place(&find_decl(AST_DECL_STRUCT, "NewUser")->at, "struct NewUser = omit User(id, created);");
    check_place(&find_decl(AST_DECL_AUTH, "session")->auth.scheme_at, "bearer");
    check_place(&find_decl(AST_DECL_AUTH, "session")->auth.identity.at, "Account");
}
END_TEST

/* ---- what the example does not have ---- */

static const struct {
    const char *written, *read;
} types[] = {
    {"int32", "int32"},
    {"shop.Item", "shop.Item"},
    {"float64[2][]", "float64[2][]"},
    {"T[3][4]", "T[3][4]"},
    {"(T | null)[]", "T?[]"},
    {"((T))", "T"},
    {"((T | null)[..3] | null)[1..]", "T?[..3]?[1..]"},
    {"map<K, V(..9) | null>(1..16)[2]", "map<K,V(..9)?>(1..16)[2]"},
    {"map<map<map<T[]>>>", "map<map<map<T[]>>>"},
    {"float64(-1.5..2e3)", "float64(-1.5..2e3)"},
    {"int64(-0x80..0x7F)", "int64(-0x80..0x7F)"},
    {"string(8)", "string(8)"},
};

START_TEST(types_are_read_as_written)
{
    char text[256];
    snprintf(text, sizeof text, "typedef X = %s;", types[_i].written);
    struct parsing parsing = parsing_of_good(text);
    const struct ast_type *type = parsing.file->decls.first->alias.type;
    check_type(type, types[_i].read);
    check_place(&type->at, types[_i].written);
    parsing_done(&parsing);
}
END_TEST

START_TEST(dotted_names_are_taken_apart)
{
    struct parsing parsing = parsing_of_good("typedef X = a.b.C;");
    const struct ast_qname *name = &parsing.file->decls.first->alias.type->name;
    ck_assert_str_eq(name->text, "a.b.C");
    ck_assert_str_eq(name->space, "a.b");
    ck_assert_str_eq(name->last, "C");
    parsing_done(&parsing);
    parsing = parsing_of_good("typedef X = C;");
    name = &parsing.file->decls.first->alias.type->name;
    ck_assert_ptr_null(name->space);
    ck_assert_str_eq(name->last, "C");
    parsing_done(&parsing);
}
END_TEST

START_TEST(imports_externs_and_schemes_are_read)
{
    struct parsing parsing = parsing_of_good("namespace app.v1;\n"
                                             "import \"common.swage\";\n"
                                             "extern typedef Money = string(..20) @c(\"struct money\", \"money.h\");\n"
                                             "auth key: api_key(header = \"X-Key\", in = [a, b]) -> shop.Client;\n"
                                             "auth token: jwt() -> Claims;\n"
                                             "struct Small = pick User(id) @c(\"x\");\n"
                                             "struct Pair<A, B> { a: A; b: B; }\n");
    const struct ast_decl *decl = parsing.file->decls.first;
    ck_assert_str_eq(decl->space.text, "app.v1");
    decl = decl->next;
    ck_assert_int_eq(decl->kind, AST_DECL_IMPORT);
    ck_assert_str_eq(decl->import.text, "common.swage");
    decl = decl->next;
    ck_assert(decl->alias.is_extern);
    ck_assert_uint_eq(decl->annotations.first->arguments.count, 2);
    decl = decl->next;
    ck_assert_int_eq(decl->auth.scheme, AST_SCHEME_API_KEY);
    ck_assert_uint_eq(decl->auth.arguments.count, 2);
    ck_assert_str_eq(decl->auth.identity.last, "Client");
    decl = decl->next;
    ck_assert_int_eq(decl->auth.scheme, AST_SCHEME_JWT);
    decl = decl->next;
    ck_assert_int_eq(decl->structure.form, AST_STRUCT_PICK);
    ck_assert_uint_eq(decl->annotations.count, 1);
    decl = decl->next;
    ck_assert_uint_eq(decl->structure.parameters.count, 2);
    parsing_done(&parsing);
}
END_TEST

START_TEST(streams_stand_in_parameters_and_responses)
{
    struct parsing parsing = parsing_of_good(
        "PUT \"/f\" put(body: stream bytes(..9) @media(\"*/*\"), query ...Paging, ...All, form f: file, body b: T) ->\n"
        "    stream Event @media(\"x\"), 202 stream json(1)[2][..3], 404 @hidden, (A | null)[] @x {};");
    const struct ast_route *route = &parsing.file->decls.first->route;
    const struct ast_member *member = route->parameters.first;
    ck_assert(member->is_stream);
    check_type(member->type, "bytes(..9)");
    ck_assert_uint_eq(member->annotations.count, 1);
    member = member->next;
    ck_assert_str_eq(member->spread->text, "Paging");
    ck_assert_int_eq(member->word, AST_WORD_QUERY);
    member = member->next;
    ck_assert_str_eq(member->spread->text, "All");
    ck_assert_int_eq(member->word, AST_WORD_NONE);
    ck_assert_int_eq(member->next->word, AST_WORD_FORM);
    ck_assert_int_eq(member->next->next->word, AST_WORD_BODY);
    const struct ast_response *response = route->responses.first;
    ck_assert(response->is_stream && !response->has_status && response->annotations.count == 1);
    response = response->next;
    ck_assert(response->is_stream && response->has_status);
    check_type(response->type, "json(1)[2][..3]");
    response = response->next;
    ck_assert(!response->is_stream && response->type == NULL && response->annotations.count == 1);
    check_type(response->next->type, "A?[]");
    parsing_done(&parsing);
}
END_TEST

START_TEST(values_are_of_all_kinds)
{
    static const char text[] = "@my.tool(1, -2.5, 1.., ..2, 3..4, null, true, false, a.b, \"\\u00e4\\u0000\", [], {}, "
                               "[1, [2]], x = 1..2, optional = true,)\nstruct A { }";
    static const enum ast_value_kind kinds[] = {
        AST_VALUE_NUMBER, AST_VALUE_NUMBER, AST_VALUE_RANGE, AST_VALUE_RANGE, AST_VALUE_RANGE,
        AST_VALUE_NULL,   AST_VALUE_BOOL,   AST_VALUE_BOOL,  AST_VALUE_NAME,  AST_VALUE_STRING,
        AST_VALUE_ARRAY,  AST_VALUE_OBJECT, AST_VALUE_ARRAY, AST_VALUE_RANGE, AST_VALUE_BOOL,
    };
    struct parsing parsing = parsing_of_good(text);
    const struct ast_annotation *tool = parsing.file->decls.first->annotations.first;
    ck_assert_str_eq(tool->name.space, "my");
    ck_assert_uint_eq(tool->arguments.count, sizeof kinds / sizeof *kinds);
    size_t i = 0;
    for (const struct ast_argument *each = tool->arguments.first; each != NULL; each = each->next, i++) {
        ck_assert_int_eq(each->value->kind, kinds[i]);
        ck_assert_ptr_eq(each->value->text, each->value->at.file->text + each->value->at.first);
        if (i == 1)
            ck_assert(!each->value->number.is_integer);
        if (i == 6 || i == 7)
            ck_assert_int_eq(each->value->boolean, i == 6);
        if (i == 4)
            ck_assert_str_eq(show_range(each->value->range), "3..4");
        if (i == 9)
            ck_assert_uint_eq(each->value->string.len, 3);
        if (i == 12)
            ck_assert_str_eq(each->value->items.last->items.first->number.text, "2");
    }
    parsing_done(&parsing);
}
END_TEST

START_TEST(words_of_fixed_places_are_ordinary_names)
{
    struct parsing parsing =
        parsing_of_good("struct import { namespace: group; query?: stream; }\n"
                        "struct partial = omit; struct omit = partial partial;\n"
                        "enum GET { auth, body, extern }\n"
                        "GET \"/\" GET(query query: query, header: header, body: body) -> stream;\n");
    ck_assert_uint_eq(parsing.file->decls.count, 5);
    const struct ast_route *route = &parsing.file->decls.last->route;
    ck_assert_int_eq(route->parameters.first->word, AST_WORD_QUERY);
    ck_assert_int_eq(route->parameters.first->next->word, AST_WORD_NONE);
    ck_assert(!route->responses.first->is_stream);
    parsing_done(&parsing);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_checked_fixture(tests, read_whole, free_whole);
    tcase_add_test(tests, the_whole_language_is_read);
    tcase_add_test(tests, members_have_their_types_and_marks);
    tcase_add_test(tests, defaults_are_values);
    tcase_add_test(tests, examples_keep_their_json_as_written);
    tcase_add_test(tests, enums_unions_and_typedefs_are_read);
    tcase_add_test(tests, generic_and_derived_structs_are_read);
    tcase_add_test(tests, routes_have_parameters_with_their_words);
    tcase_add_test(tests, responses_have_statuses_types_and_heads);
    tcase_add_test(tests, groups_hold_routes);
    tcase_add_test(tests, every_node_knows_its_place);
    tcase_add_loop_test(tests, types_are_read_as_written, 0, sizeof types / sizeof *types);
    tcase_add_test(tests, dotted_names_are_taken_apart);
    tcase_add_test(tests, imports_externs_and_schemes_are_read);
    tcase_add_test(tests, streams_stand_in_parameters_and_responses);
    tcase_add_test(tests, values_are_of_all_kinds);
    tcase_add_test(tests, words_of_fixed_places_are_ordinary_names);
}

int main(void)
{
    return parsing_run("parser", add_tests);
}
