/* SPDX-License-Identifier: MIT */
/* partial, pick and omit. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

#define USER                                                                                                        \
    "@strict struct User { id: int32(1..) = 5; createdAt: string(..64) @name(\"created\"); nick?: string;"          \
    "  bio: string | null; site?: string | null; address: Address; manager?: User; tags: Tag[..3]; rgb: uint8[3]; }"\
    "struct Address { street: string; country: Country; homes: Address[]; owner?: User; }"                          \
    "struct Country { code: string; } struct Tag { key: string; } "

START_TEST(pick_and_omit_keep_members_as_they_are)
{
    compile(USER "struct NewUser = omit User(id, createdAt); struct Id = pick User(nick, id);");
    const struct model_struct *new_user = desk_struct(&desk, "NewUser"), *id = desk_struct(&desk, "Id");
    ck_assert_uint_eq(new_user->member_count, 7);
    ck_assert_str_eq(new_user->members[0].c_name, "nick");
    ck_assert_str_eq(new_user->members[0].c_constant, "NEW_USER_NICK");
    ck_assert_ptr_eq(new_user->members[3].type->structure, desk_struct(&desk, "Address"));
    ck_assert(new_user->is_strict);
    ck_assert_ptr_null(new_user->patch_of);
    ck_assert_uint_eq(id->member_count, 2);
    ck_assert_str_eq(id->members[0].c_name, "id");
    ck_assert_int_eq(id->members[0].type->min, 1);
    ck_assert_int_eq(id->members[0].value->integer, 5);
    ck_assert(id->has_defaults && !id->members[0].is_required);
    desk_close(&desk);
}
END_TEST

START_TEST(partial_makes_members_optional_and_null_removes)
{
    compile(USER "struct UserPatch = partial User;");
    static const struct {
        const char *name;
        bool is_nullable;
        enum model_presence presence;
    } rows[] = {
        {"id", false, MODEL_BY_HAS},         {"created_at", false, MODEL_BY_POINTER},
        {"nick", true, MODEL_BY_POINTER},    {"bio", true, MODEL_BY_POINTER},
        {"site", true, MODEL_BY_POINTER},    {"address", false, MODEL_BY_POINTER},
        {"manager", true, MODEL_BY_POINTER}, {"tags", false, MODEL_BY_POINTER},
        {"rgb", false, MODEL_BY_HAS},
    };
    const struct model_struct *patch = desk_struct(&desk, "UserPatch");
    ck_assert_ptr_eq(patch->patch_of, desk_struct(&desk, "User"));
    ck_assert_uint_eq(patch->member_count, sizeof rows / sizeof *rows);
    ck_assert(patch->is_strict && patch->has_bits && patch->has_null_bits && !patch->has_defaults);
    for (size_t i = 0; i < patch->member_count; i++) {
        const struct model_member *member = &patch->members[i];
        ck_assert_str_eq(member->c_name, rows[i].name);
        ck_assert(member->is_optional && !member->is_required && member->value == NULL);
        ck_assert_msg(member->is_nullable == rows[i].is_nullable, "%s", rows[i].name);
        ck_assert_msg(member->has_null_bit == rows[i].is_nullable, "%s", rows[i].name);
        ck_assert_msg(member->presence == rows[i].presence, "%s", rows[i].name);
    }
    ck_assert_str_eq(patch->members[1].key.ptr, "created");
    ck_assert_int_eq(patch->members[0].type->min, 1);
    ck_assert_ptr_eq(patch->members[7].type->item->structure, desk_struct(&desk, "Tag"));
    desk_close(&desk);
}
END_TEST

START_TEST(structs_within_become_partial_once)
{
    compile(USER
            "struct UserPatch = partial User; struct Other = partial User; struct AddressPatch = partial Address;");
    const struct model_struct *patch = desk_struct(&desk, "UserPatch");
    const struct model_struct *address = desk_struct(&desk, "UserPatchAddress");
    ck_assert_str_eq(address->c_name, "user_patch_address");
    ck_assert_str_eq(address->array->c_type, "struct user_patch_address_array");
    ck_assert_ptr_eq(desk_member(&desk, "UserPatch", "address")->type->structure, address);
    ck_assert_str_eq(desk_member(&desk, "UserPatch", "address")->type->c_type, "struct user_patch_address");
    ck_assert(desk_member(&desk, "UserPatch", "address")->is_pointer);
    ck_assert_ptr_eq(desk_member(&desk, "UserPatch", "manager")->type->structure, patch);
    ck_assert_ptr_eq(address->patch_of, desk_struct(&desk, "Address"));
    ck_assert_str_eq(address->members[0].c_constant, "USER_PATCH_ADDRESS_STREET");
    ck_assert_ptr_eq(desk_member(&desk, "UserPatchAddress", "owner")->type->structure, patch);
    ck_assert_ptr_eq(desk_member(&desk, "UserPatchAddress", "homes")->type->item->structure,
                     desk_struct(&desk, "Address"));
    ck_assert_str_eq(desk_member(&desk, "UserPatchAddress", "country")->type->c_type,
                     "struct user_patch_address_country");
    ck_assert_ptr_eq(desk_struct(&desk, "UserPatchAddressCountry")->patch_of, desk_struct(&desk, "Country"));
    ck_assert_ptr_ne(desk_struct(&desk, "OtherAddress"), address);
    ck_assert_str_eq(desk_member(&desk, "AddressPatch", "owner")->type->c_type, "struct address_patch_owner");
    ck_assert_ptr_eq(desk_member(&desk, "AddressPatchOwner", "address")->type->structure,
                     desk_struct(&desk, "AddressPatch"));
    desk_close(&desk);
}
END_TEST

START_TEST(values_of_maps_become_partial_and_may_be_null)
{
    compile(
        "struct User { labels: map<string>(1..16); homes: map<Home>; ages: map<int64, int32>; deep: map<map<Home>>; }"
        "struct Home { street: string; } struct UserPatch = partial User;");
    const struct model_type *labels = desk_member(&desk, "UserPatch", "labels")->type;
    ck_assert_int_eq(labels->kind, MODEL_MAP);
    ck_assert_uint_eq(labels->least, 0);
    ck_assert_uint_eq(labels->most, 32);
    ck_assert_int_eq(labels->item->kind, MODEL_MAYBE);
    ck_assert_int_eq(labels->item->item->kind, MODEL_STRING);
    ck_assert_str_eq(labels->c_type, "struct swage_str_map");
    const struct model_type *homes = desk_member(&desk, "UserPatch", "homes")->type;
    ck_assert_str_eq(homes->item->item->c_type, "struct user_patch_homes");
    ck_assert_str_eq(homes->c_type, "struct user_patch_homes_ptr_map");
    ck_assert_uint_eq(homes->most, MODEL_UNBOUNDED);
    ck_assert_ptr_eq(desk_struct(&desk, "UserPatchHomes")->patch_of, desk_struct(&desk, "Home"));
    const struct model_type *ages = desk_member(&desk, "UserPatch", "ages")->type;
    ck_assert_str_eq(ages->c_type, "struct swage_int32_maybe_map_by_int64");
    const struct model_type *deep = desk_member(&desk, "UserPatch", "deep")->type;
    ck_assert_int_eq(deep->item->item->kind, MODEL_MAP);
    ck_assert_ptr_eq(deep->item->item->item->item->structure, desk_struct(&desk, "UserPatchHomes"));
    desk_close(&desk);
}
END_TEST

START_TEST(derived_structs_derive_from_one_another)
{
    compile(USER "struct NewUser = omit User(id, manager); struct NewPatch = partial NewUser;"
                 "struct Few = pick NewPatch(address, nick); struct All { ...Few; more: NewPatch; }"
                 "struct AllPatch = partial All;");
    ck_assert_ptr_eq(desk_struct(&desk, "NewPatch")->patch_of, desk_struct(&desk, "NewUser"));
    ck_assert_str_eq(desk_member(&desk, "Few", "address")->type->c_type, "struct new_patch_address");
    ck_assert_ptr_null(desk_struct(&desk, "Few")->patch_of);
    ck_assert_str_eq(desk_member(&desk, "AllPatch", "address")->type->c_type, "struct new_patch_address");
    ck_assert_str_eq(desk_member(&desk, "AllPatch", "more")->type->c_type, "struct new_patch");
    desk_close(&desk);
}
END_TEST

START_TEST(imported_structs_become_partial_here)
{
    char *folder = desk_folder();
    free(desk_write(folder, "lib.swage",
                    "namespace lib; struct User { home: Home; } struct Home { street: string; user?: User; }"));
    char *path = desk_write(folder, "own.swage", "import \"lib.swage\"; struct UserPatch = partial lib.User;");
    desk_open_file(&desk, path, NULL);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    ck_assert_uint_eq(desk.model->decl_count, 2);
    ck_assert_str_eq(desk_struct(&desk, "UserPatchHome")->home, "own");
    ck_assert_str_eq(desk_struct(&desk, "UserPatchHome")->patch_of->c_name, "lib_home");
    ck_assert_str_eq(desk_member(&desk, "UserPatchHome", "user")->type->c_type, "struct user_patch");
    desk_close(&desk);
    free(path);
    desk_remove(folder);
}
END_TEST

START_TEST(what_cannot_be_derived_is_refused)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8; b: int8; } struct B = omit A(a); struct C = pick A(b, a); struct D = partial A;", ""},
        {"struct A { a: int8; } struct B = omit A(x);", "1:41 bad-member"},
        {"struct A { a: int8; } struct B = pick A(a, a);", "1:44 duplicate-member"},
        {"struct A { fooBar: int8; } struct B = pick A(foo_bar);", "1:46 bad-member"},
        {"struct B = pick Nope(a);", "1:17 unknown-type"},
        {"enum E { e } struct B = partial E;", "1:33 bad-type"},
        {"struct B = partial B;", "1:8 endless-type"},
        {"struct B = omit C(a); struct C = omit B(a);", "1:8 endless-type"},
        {"struct A { a: int8; } struct B = partial A; struct C = partial B;", "1:64 bad-type"},
        {"struct A { a: Nope; } struct B = partial A;", "1:15 unknown-type"},
        {"struct A { b: C; } struct C { x: int8; } struct P = partial A; struct PB { x: int8; }",
         "1:49 name-collision"},
        {"struct A { a: int8; } struct P = partial A; struct P_apply { x: int8; }", "1:52 name-collision"},
        {"struct A { a: int8; } @example({}) struct P = partial A;", ""},
        {"struct A { a: int8; } @example({\"a\": \"x\"}) struct P = partial A;", "1:38 bad-value"},
        {"struct A { a: int8; } @example({\"a\": 1}) struct P = omit A(a);", "1:33 bad-value"},
        {"struct A { has: int8; b: string; } struct P = partial A;", "1:43 name-collision"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(near_members_are_proposed)
{
    desk_open(&desk, "struct A { name: int8; } struct B = omit A(nmae);");
    ck_assert_ptr_nonnull(strstr(desk.messages, "did you mean 'name'?"));
    desk_close(&desk);
}
END_TEST

START_TEST(a_struct_may_be_empty)
{
    compile("struct A { } struct B { a: A; b?: A; } struct C { x: int8; } struct D = omit C(x);");
    ck_assert_uint_eq(desk_struct(&desk, "A")->member_count, 0);
    ck_assert_uint_eq(desk_struct(&desk, "D")->member_count, 0);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("derive");
    TCase *tcase = tcase_create("derive");
    tcase_add_test(tcase, pick_and_omit_keep_members_as_they_are);
    tcase_add_test(tcase, partial_makes_members_optional_and_null_removes);
    tcase_add_test(tcase, structs_within_become_partial_once);
    tcase_add_test(tcase, values_of_maps_become_partial_and_may_be_null);
    tcase_add_test(tcase, derived_structs_derive_from_one_another);
    tcase_add_test(tcase, imported_structs_become_partial_here);
    tcase_add_test(tcase, what_cannot_be_derived_is_refused);
    tcase_add_test(tcase, near_members_are_proposed);
    tcase_add_test(tcase, a_struct_may_be_empty);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
