/* SPDX-License-Identifier: MIT */
/* What the emitters are told. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

START_TEST(the_smallest_useful_file)
{
    compile("struct User { id: int32; name: string; email: string; }\n"
            "POST \"/\" create_user_root(body: User) -> User;\n"
            "POST \"/user\" create_user(body: User) -> User;");
    const struct model *model = desk.model;
    ck_assert_str_eq(model->file, "t.swage");
    ck_assert_str_eq(model->stem, "t");
    ck_assert_str_eq(model->c_stem, "t");
    ck_assert_str_eq(model->c_guard, "T_SWAGE");
    const struct model_struct *user = desk_struct(&desk, "User");
    ck_assert_str_eq(user->c_name, "user");
    ck_assert_str_eq(user->c_upper, "USER");
    ck_assert_uint_eq(user->member_count, 3);
    ck_assert(!user->is_recursive && !user->has_defaults && !user->has_bits && !user->is_strict);
    ck_assert_str_eq(user->array->c_type, "struct user_array");
    ck_assert_str_eq(user->array->c_item, "struct user");
    ck_assert_str_eq(user->members[1].key.ptr, "name");
    ck_assert_str_eq(user->members[1].c_constant, "USER_NAME");
    ck_assert(user->members[1].is_required);
    const struct model_route *route = desk_route(&desk, "create_user");
    ck_assert_str_eq(route->method, "POST");
    ck_assert_str_eq(route->c_upper, "CREATE_USER");
    ck_assert_ptr_eq(route->body->structure, user);
    ck_assert_uint_eq(route->response_count, 1);
    ck_assert_int_eq(route->responses[0].status, 200);
    ck_assert_str_eq(route->responses[0].c_name, "create_user_200");
    ck_assert_uint_eq(desk_route(&desk, "create_user_root")->segment_count, 1);
    ck_assert_uint_eq(desk_route(&desk, "create_user_root")->segments[0].text.len, 0);
    desk_close(&desk);
}
END_TEST

START_TEST(types_carry_their_bounds)
{
    compile("struct A { a: int32(1..); b: uint64; c: string(..64); d: int8[..3]; e: uint8[3]; f: float64(0.5..);"
            "           g: float32(..1e3); h: string; i: int16[]; j: string(5); k: float64[3][4]; l: string[2]; }");
    const struct model_type *type = desk_member(&desk, "A", "a")->type;
    ck_assert_int_eq(type->min, 1);
    ck_assert_int_eq(type->max, INT32_MAX);
    ck_assert_str_eq(type->schema, "int32(1..)");
    ck_assert_str_eq(type->c_type, "int32_t");
    type = desk_member(&desk, "A", "b")->type;
    ck_assert_uint_eq(type->umin, 0);
    ck_assert_uint_eq(type->umax, UINT64_MAX);
    type = desk_member(&desk, "A", "c")->type;
    ck_assert_uint_eq(type->least, 0);
    ck_assert_uint_eq(type->most, 64);
    type = desk_member(&desk, "A", "d")->type;
    ck_assert_int_eq(type->kind, MODEL_ARRAY);
    ck_assert_str_eq(type->c_type, "swage_int8_array");
    ck_assert_str_eq(type->schema, "int8[..3]");
    ck_assert_uint_eq(type->most, 3);
    ck_assert(type->array->is_builtin);
    type = desk_member(&desk, "A", "e")->type;
    ck_assert_int_eq(type->kind, MODEL_FIXED);
    ck_assert_str_eq(type->c_type, "uint8_t");
    ck_assert_uint_eq(type->least, 3);
    ck_assert_uint_eq(type->most, 3);
    type = desk_member(&desk, "A", "f")->type;
    ck_assert(type->has_low && !type->has_high);
    ck_assert_str_eq(type->low_text, "0.5");
    ck_assert_ptr_null(type->high_text);
    type = desk_member(&desk, "A", "g")->type;
    ck_assert_str_eq(type->high_text, "1000.0f");
    ck_assert_uint_eq(desk_member(&desk, "A", "h")->type->most, MODEL_UNBOUNDED);
    ck_assert_uint_eq(desk_member(&desk, "A", "i")->type->most, MODEL_UNBOUNDED);
    type = desk_member(&desk, "A", "j")->type;
    ck_assert_uint_eq(type->least, 5);
    ck_assert_uint_eq(type->most, 5);
    type = desk_member(&desk, "A", "k")->type;
    ck_assert_uint_eq(type->least, 4);
    ck_assert_uint_eq(type->item->least, 3);
    ck_assert_str_eq(type->c_type, "double");
    ck_assert_str_eq(desk_member(&desk, "A", "l")->type->c_type, "swage_str");
    desk_close(&desk);
}
END_TEST

START_TEST(marks_become_presence)
{
    static const struct {
        const char *c_name;
        bool is_required, is_optional, is_nullable, is_pointer, has_null_bit;
        enum model_presence presence;
    } rows[] = {
        {"a", true, false, false, false, false, MODEL_ALWAYS},
        {"b", false, true, false, false, false, MODEL_BY_HAS},
        {"c", true, false, true, false, false, MODEL_BY_HAS},
        {"d", false, true, true, false, true, MODEL_BY_HAS},
        {"e", false, false, false, false, false, MODEL_ALWAYS},
        {"f", false, false, true, false, false, MODEL_BY_POINTER},
        {"g", false, true, false, false, false, MODEL_BY_POINTER},
        {"h", false, true, false, true, false, MODEL_BY_POINTER},
        {"i", true, false, true, true, false, MODEL_BY_POINTER},
        {"j", true, false, false, false, false, MODEL_ALWAYS},
        {"k", false, true, false, false, false, MODEL_BY_HAS},
        {"l", false, true, true, false, true, MODEL_BY_POINTER},
        {"m", false, true, false, false, false, MODEL_BY_HAS},
    };
    compile("struct S { x: int8; } enum E { e }\n"
            "struct A { a: int8; b?: int8; c: int8 | null; d?: int8 | null; e: int8 = 3;"
            " f: string | null = null; g?: int8[];\n"
            "           h?: S; i: S | null; j: S; k?: int8[2]; l?: string | null; m?: E; }");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct model_member *member = desk_member(&desk, "A", rows[i].c_name);
        ck_assert_msg(member->is_required == rows[i].is_required && member->is_optional == rows[i].is_optional &&
                          member->is_nullable == rows[i].is_nullable && member->is_pointer == rows[i].is_pointer &&
                          member->has_null_bit == rows[i].has_null_bit && member->presence == rows[i].presence,
                      "%s", rows[i].c_name);
    }
    const struct model_struct *structure = desk_struct(&desk, "A");
    ck_assert(structure->has_defaults && structure->has_bits && structure->has_null_bits);
    ck_assert(!desk_struct(&desk, "S")->has_bits);
    desk_close(&desk);
}
END_TEST

START_TEST(defaults_are_values)
{
    compile(
        "enum E { x, y } struct A { a: int8 = -3; b: uint64 = 18446744073709551615; c: float32 = 0.1; d: bool = true;\n"
        "e: string = \"a\\\"b\"; f: E = y; g: int8[] = []; h: int8 | null = null; }");
    ck_assert_int_eq(desk_member(&desk, "A", "a")->value->integer, -3);
    ck_assert_uint_eq(desk_member(&desk, "A", "b")->value->unsign, UINT64_MAX);
    ck_assert_int_eq(desk_member(&desk, "A", "b")->value->kind, MODEL_VALUE_UNSIGNED);
    ck_assert_str_eq(desk_member(&desk, "A", "c")->value->c_float, "0.1f");
    ck_assert(desk_member(&desk, "A", "d")->value->boolean);
    ck_assert_str_eq(desk_member(&desk, "A", "e")->value->text.ptr, "a\"b");
    ck_assert_str_eq(desk_member(&desk, "A", "f")->value->enumerator->c_name, "E_Y");
    ck_assert_int_eq(desk_member(&desk, "A", "g")->value->kind, MODEL_VALUE_EMPTY);
    ck_assert_int_eq(desk_member(&desk, "A", "h")->value->kind, MODEL_VALUE_NULL);
    desk_close(&desk);
}
END_TEST

START_TEST(enums_are_texts_or_numbers)
{
    compile("namespace shop; enum Unit { piece, kilo = \"k\\\"g\" } enum Level : int16 { low = -1, high = 0x10 }\n"
            "struct A { u: Unit; l: Level; us: Unit[]; ls: Level[]; }");
    const struct model_enum *unit = desk_enum(&desk, "Unit");
    ck_assert(!unit->is_number);
    ck_assert_str_eq(unit->c_name, "shop_unit");
    ck_assert_str_eq(unit->enumerators[1].c_name, "SHOP_UNIT_KILO");
    ck_assert_str_eq(unit->enumerators[1].text.ptr, "k\"g");
    ck_assert_int_eq(unit->enumerators[0].number, 1);
    ck_assert_int_eq(unit->enumerators[1].number, 2);
    const struct model_enum *level = desk_enum(&desk, "Level");
    ck_assert(level->is_number && !level->has_array);
    ck_assert_str_eq(level->base->c_type, "int16_t");
    ck_assert_int_eq(level->enumerators[0].number, -1);
    ck_assert_int_eq(level->enumerators[1].number, 16);
    ck_assert_str_eq(desk_member(&desk, "A", "u")->type->c_type, "enum shop_unit");
    ck_assert_str_eq(desk_member(&desk, "A", "l")->type->c_type, "int16_t");
    ck_assert_str_eq(desk_member(&desk, "A", "us")->type->c_type, "struct shop_unit_array");
    ck_assert_str_eq(desk_member(&desk, "A", "ls")->type->c_type, "swage_int16_array");
    desk_close(&desk);
}
END_TEST

START_TEST(typedefs_leave_their_name)
{
    compile("typedef Id = int64(1..); typedef Ids = Id[..4]; typedef Pair = Id[2];\n"
            "struct A { a: Id; b: Id(..9); c: Ids; d: Pair; e: Id[]; f: Id[3]; }");
    ck_assert_str_eq(desk_member(&desk, "A", "a")->type->c_type, "id");
    ck_assert_str_eq(desk_member(&desk, "A", "a")->type->alias->name, "Id");
    ck_assert_int_eq(desk_member(&desk, "A", "b")->type->min, 1);
    ck_assert_int_eq(desk_member(&desk, "A", "b")->type->max, 9);
    ck_assert_str_eq(desk_member(&desk, "A", "c")->type->c_type, "ids");
    ck_assert_str_eq(desk_member(&desk, "A", "c")->type->array->c_type, "swage_int64_array");
    ck_assert_str_eq(desk_member(&desk, "A", "d")->type->c_type, "id");
    ck_assert_str_eq(desk_member(&desk, "A", "e")->type->c_type, "swage_int64_array");
    ck_assert_str_eq(desk_member(&desk, "A", "f")->type->c_type, "id");
    desk_close(&desk);
}
END_TEST

/* In C++ a member called like a typedef hides it from the members behind. */
START_TEST(a_typedef_with_a_members_name_is_looked_through)
{
    compile(
        "typedef user_id = int64; typedef other = user_id; struct A { user_id: user_id; b: user_id; c: other[2]; }\n"
        "struct B { b: user_id; } POST \"/\" x(query user_id: user_id, query b: other);");
    ck_assert_str_eq(desk_member(&desk, "A", "user_id")->type->c_type, "int64_t");
    ck_assert_str_eq(desk_member(&desk, "A", "b")->type->c_type, "int64_t");
    ck_assert_str_eq(desk_member(&desk, "A", "c")->type->c_type, "other");
    ck_assert_str_eq(desk_member(&desk, "B", "b")->type->c_type, "user_id");
    ck_assert_str_eq(desk_route(&desk, "x")->parameters[0].type->c_type, "int64_t");
    ck_assert_str_eq(desk_route(&desk, "x")->parameters[1].type->c_type, "other");
    desk_close(&desk);
}
END_TEST

START_TEST(spread_members_stand_in_place)
{
    compile("struct A { a: int8; ...B; d: int8; } struct B { b: int8 @name(\"x-b\"); ...C; } struct C { c?: int8; }");
    const struct model_struct *structure = desk_struct(&desk, "A");
    static const char *const names[] = {"a", "b", "c", "d"}, *const constants[] = {"A_A", "A_B", "A_C", "A_D"};
    ck_assert_uint_eq(structure->member_count, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(structure->members[i].c_name, names[i]);
        ck_assert_str_eq(structure->members[i].c_constant, constants[i]);
    }
    ck_assert_str_eq(structure->members[1].key.ptr, "x-b");
    ck_assert(structure->has_bits);
    desk_close(&desk);
}
END_TEST

static const char *order(void)
{
    static char text[256];
    text[0] = '\0';
    for (size_t i = 0; i < desk.model->decl_count; i++) {
        const struct model_decl *decl = &desk.model->decls[i];
        strcat(text, i > 0 ? " " : "");
        strcat(text, decl->kind == MODEL_DECL_STRUCT ? decl->structure->name
                     : decl->kind == MODEL_DECL_ENUM ? decl->enumeration->name
                                                     : decl->alias->name);
        if (decl->kind == MODEL_DECL_STRUCT && decl->structure->needs_forward)
            strcat(text, "!");
        if (decl->kind == MODEL_DECL_STRUCT && decl->structure->is_recursive)
            strcat(text, "*");
    }
    return text;
}

/* An exclamation mark: wanted before it is complete; an asterisk: recursive. */
START_TEST(declarations_come_in_an_order_for_c)
{
    static const struct {
        const char *schema, *order;
    } rows[] = {
        {"struct A { a: int8; } struct B { b: int8; }", "A B"},
        {"struct A { b: B; } struct B { c: C[2]; } struct C { c: int8; }", "C B A"},
        {"struct A { e: E; t: Tt; } enum E { e } typedef Tt = E;", "E Tt A"},
        {"struct A { b: B[]; c?: C; } struct B { b: int8; } struct C { c: int8; }", "B C A"},
        {"struct A { a: A[]; }", "A!*"},
        {"struct A { a?: A; }", "A*"},
        {"struct A { b: B[]; } struct B { a: A[]; }", "A* B!*"},
        {"struct A { b?: B; } struct B { a: A; }", "A* B!*"},
        {"struct A { b: B; } struct B { a?: A; }", "B* A!*"},
        {"struct A { b: B[]; } struct B { c: C; } struct C { a: A; }", "A* C* B!*"},
        {"struct A { p?: Pp; } typedef Pp = A;", "Pp A!*"},
        {"struct A { b: B; } struct B { b: B[]; }", "B!* A"},
        {"typedef Pair = A[2]; struct A { a: int8; } struct B { p: Pair; }", "A Pair B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        compile(rows[i].schema);
        ck_assert_msg(strcmp(order(), rows[i].order) == 0, "%s: %s", rows[i].schema, order());
        desk_close(&desk);
    }
}
END_TEST

START_TEST(namespaces_are_in_front_of_everything)
{
    compile(
        "namespace my.shop; struct Item { a: int8; } POST \"/\" addItem(body: Item) -> 201 Item; typedef Id = int8;");
    ck_assert_str_eq(desk_struct(&desk, "Item")->c_name, "my_shop_item");
    ck_assert_str_eq(desk_struct(&desk, "Item")->c_upper, "MY_SHOP_ITEM");
    ck_assert_str_eq(desk_struct(&desk, "Item")->members[0].c_constant, "MY_SHOP_ITEM_A");
    ck_assert_str_eq(desk_typedef(&desk, "Id")->c_name, "my_shop_id");
    ck_assert_str_eq(desk_route(&desk, "addItem")->c_name, "my_shop_add_item");
    ck_assert_str_eq(desk_route(&desk, "addItem")->responses[0].c_name, "my_shop_add_item_201");
    desk_close(&desk);
}
END_TEST

START_TEST(paths_are_segments)
{
    compile("group \"/a%20b\" { group \"/{x}\" { GET \"/c/{rest+}\" g(rest: string, x: int8, query q?: int8);"
            " GET \"\" h(x: string); } }\n"
            "GET \"/s/\" slash();");
    const struct model_route *route = desk_route(&desk, "g");
    ck_assert_str_eq(route->path, "/a%20b/{x}/c/{rest+}");
    ck_assert_uint_eq(route->segment_count, 4);
    ck_assert_str_eq(route->segments[0].text.ptr, "a b");
    ck_assert_int_eq(route->segments[1].kind, MODEL_PARAMETER);
    ck_assert_int_eq(route->segments[3].kind, MODEL_REST);
    ck_assert_str_eq(route->segments[3].text.ptr, "rest");
    ck_assert_uint_eq(route->parameters[0].capture, 1);
    ck_assert_uint_eq(route->parameters[1].capture, 0);
    ck_assert(route->has_bits);
    ck_assert_uint_eq(desk_route(&desk, "h")->segment_count, 2);
    ck_assert_uint_eq(desk_route(&desk, "slash")->segment_count, 2);
    ck_assert_uint_eq(desk_route(&desk, "slash")->segments[1].text.len, 0);
    desk_close(&desk);
}
END_TEST

START_TEST(parameters_know_where_they_come_from)
{
    compile("struct S { s: int8; }\n"
            "/// Words.\n"
            "POST \"/\" x(/** q */ query q: string[..3], query r: int8[1..], header request_id?: string,"
            " header b: int8 @name(\"X-B\"),\n"
            "           query limit: int8 = 5, /** b */ body?: S) -> 204, /** gone */ 404 S;");
    const struct model_route *route = desk_route(&desk, "x");
    const struct model_parameter *p = route->parameters;
    ck_assert_str_eq(route->doc, "Words.");
    ck_assert_uint_eq(route->parameter_count, 5);
    ck_assert_int_eq(p[0].where, MODEL_IN_QUERY);
    ck_assert(!p[0].is_required && p[0].presence == MODEL_ALWAYS);
    ck_assert_str_eq(p[0].doc, "q");
    ck_assert(p[1].is_required);
    ck_assert_int_eq(p[2].where, MODEL_IN_HEADER);
    ck_assert_str_eq(p[2].name.ptr, "request-id");
    ck_assert_str_eq(p[2].header, "Request-Id");
    ck_assert_str_eq(p[2].c_name, "request_id");
    ck_assert_int_eq(p[2].presence, MODEL_BY_POINTER);
    ck_assert_str_eq(p[3].name.ptr, "x-b");
    ck_assert_str_eq(p[3].header, "X-B");
    ck_assert_int_eq(p[4].value->integer, 5);
    ck_assert(!p[4].is_required && !route->has_bits);
    ck_assert(route->body_optional && route->body_presence == MODEL_BY_POINTER);
    ck_assert_str_eq(route->body_doc, "b");
    ck_assert_ptr_null(route->responses[0].body);
    ck_assert_str_eq(route->responses[1].doc, "gone");
    desk_close(&desk);
}
END_TEST

START_TEST(no_arrow_is_204)
{
    compile("DELETE \"/\" x();");
    ck_assert_uint_eq(desk_route(&desk, "x")->response_count, 1);
    ck_assert_int_eq(desk_route(&desk, "x")->responses[0].status, 204);
    ck_assert_str_eq(desk_route(&desk, "x")->responses[0].c_name, "x_204");
    desk_close(&desk);
}
END_TEST

START_TEST(the_words_of_the_schema_are_kept)
{
    compile(
        "/// The shop.\nnamespace shop;\n/// A person.\n/// Really.\n@strict struct A {\n/// Its name.\n a: int8; }\n"
        "/// One of.\nenum E {\n/// First.\n a }\n/// Number.\ntypedef Tt = int8;");
    ck_assert_str_eq(desk.model->doc, "The shop.");
    ck_assert_str_eq(desk_struct(&desk, "A")->doc, "A person.\nReally.");
    ck_assert(desk_struct(&desk, "A")->is_strict);
    ck_assert_str_eq(desk_struct(&desk, "A")->members[0].doc, "Its name.");
    ck_assert_str_eq(desk_enum(&desk, "E")->doc, "One of.");
    ck_assert_str_eq(desk_enum(&desk, "E")->enumerators[0].doc, "First.");
    ck_assert_str_eq(desk_typedef(&desk, "Tt")->doc, "Number.");
    desk_close(&desk);
}
END_TEST

/* ---- the end of memory ---- */

static const char large[] =
    "namespace n; typedef Id = int64(1..); enum E { a, b } @example({\"i\": 1})\n"
    "struct A { i: Id; e?: E; b?: B; list: A[]; ...C; } struct B { a?: A; x: int8[3]; }\n"
    "struct C { c?: string = 5; d?: nope; } group \"/g\" { POST \"/{x}\" r(x: Id, body: A) -> 201 B; }";

static const char valued[] =
    "@example({\"a\": \"AAEC\", \"b\": {\"x\": [null, \"y\"]}, \"c\": {\"k\": \"b\"}}) @reject({\"a\": \"!\"}, at = \"/a\")\n"
    "struct A { a: bytes(..9) = \"AAEC\"; b: map<(string | null)[]>; c: U; d: Bo = {\"x\": [1, 2]}; e: json = {\"a\": 1}; "
    "f: decimal(0..1) = 0.5 @gt(0); g: uuid = \"00000000-0000-0000-0000-000000000000\" @pattern(\"^0\"); }\n"
    "struct Bo { x: int8[] @unique; } @discriminator(\"k\") union U { b: Empty; } struct Empty { }";

static void stages(struct compilation *cx, void *arg)
{
    const char *text = arg;
    model_build(cx, parse_text(cx, "t.swage", text, strlen(text)), NULL);
}

START_TEST(memory_may_end_anywhere)
{
    static const char *const texts[] = {large, valued};
    char text[1024];
    bool was_enough = false;
    int ends = 0;
    snprintf(text, sizeof text, "%s", texts[_i]);
    for (size_t max = 0; !was_enough; max += 512, ends++) {
        struct compilation *cx = compilation_new();
        cx->pool.max = max;
        was_enough = compilation_run(cx, stages, text);
        if (!was_enough)
            ck_assert_uint_gt(diagnostic_errors(cx), 0);
        else
            ck_assert_int_eq(diagnostic_errors(cx) > 0, texts[_i] == large);
        compilation_free(cx);
    }
    ck_assert_int_gt(ends, 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("build");
    TCase *tcase = tcase_create("build");
    tcase_add_test(tcase, the_smallest_useful_file);
    tcase_add_test(tcase, types_carry_their_bounds);
    tcase_add_test(tcase, marks_become_presence);
    tcase_add_test(tcase, defaults_are_values);
    tcase_add_test(tcase, enums_are_texts_or_numbers);
    tcase_add_test(tcase, typedefs_leave_their_name);
    tcase_add_test(tcase, a_typedef_with_a_members_name_is_looked_through);
    tcase_add_test(tcase, spread_members_stand_in_place);
    tcase_add_test(tcase, declarations_come_in_an_order_for_c);
    tcase_add_test(tcase, namespaces_are_in_front_of_everything);
    tcase_add_test(tcase, paths_are_segments);
    tcase_add_test(tcase, parameters_know_where_they_come_from);
    tcase_add_test(tcase, no_arrow_is_204);
    tcase_add_test(tcase, the_words_of_the_schema_are_kept);
    tcase_add_loop_test(tcase, memory_may_end_anywhere, 0, 2);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
