/* SPDX-License-Identifier: MIT */
/* What C has for arrays of arrays, maps and items that may be null, and what it is called. */
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

static const struct model_type *type_of(const char *member)
{
    return desk_member(&desk, "A", member)->type;
}

START_TEST(names_say_what_a_container_is_made_of)
{
    static const struct {
        const char *schema, *c_type;
    } rows[] = {
        {"string[][]", "struct swage_str_array_array"},
        {"email[]", "swage_str_array"},
        {"bytes[]", "swage_bytes_array"},
        {"bytes[][]", "struct swage_bytes_array_array"},
        {"decimal[]", "swage_str_array"},
        {"json[][]", "struct swage_str_array_array"},
        {"float64[2][]", "struct swage_float64_2_array"},
        {"float64[2][3][]", "struct swage_float64_2_3_array"},
        {"uint8[][3][]", "struct swage_uint8_array_3_array"},
        {"Tag[]", "struct tag_array"},
        {"Tag[][]", "struct tag_array_array"},
        {"Tag[2][]", "struct tag_2_array"},
        {"Role[]", "struct role_array"},
        {"Level[]", "swage_int16_array"},
        {"Level[][]", "struct swage_int16_array_array"},
        {"Pay[][]", "struct pay_array_array"},
        {"map<string>", "struct swage_str_map"},
        {"map<uuid, string>", "struct swage_str_map"},
        {"map<Short, json>", "struct swage_str_map"},
        {"map<Tag>(..16)", "struct tag_map"},
        {"map<Tag>[]", "struct tag_map_array"},
        {"map<Tag[]>", "struct tag_array_map"},
        {"map<int64, string>", "struct swage_str_map_by_int64"},
        {"map<Id, Tag>", "struct tag_map_by_int64"},
        {"map<Role, bytes>", "struct swage_bytes_map_by_role"},
        {"map<map<bool>>", "struct swage_bool_map_map"},
        {"map<Level>", "struct swage_int16_map"},
        {"map<Tag[3]>", "struct tag_3_map"},
        {"(int32 | null)[]", "struct swage_int32_maybe_array"},
        {"(Role | null)[]", "struct role_maybe_array"},
        {"(Level | null)[]", "struct swage_int16_maybe_array"},
        {"(float64[2] | null)[]", "struct swage_float64_2_maybe_array"},
        {"(string | null)[]", "swage_str_array"},
        {"(string[] | null)[]", "struct swage_str_array_array"},
        {"(map<Tag> | null)[]", "struct tag_map_array"},
        {"(Tag | null)[]", "struct tag_ptr_array"},
        {"(Pay | null)[]", "struct pay_ptr_array"},
        {"map<Tag | null>", "struct tag_ptr_map"},
        {"map<bytes | null>", "struct swage_bytes_map"},
        {"map<bool | null>", "struct swage_bool_maybe_map"},
        {"Maybe[]", "struct swage_int8_maybe_array"},
        {"Id[][]", "struct swage_int64_array_array"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "struct A { a: %s; } struct Tag { x: int8; } enum Role { r } enum Level : int16 { l = 1 } "
                 "union Pay { tag: Tag; } typedef Id = int64(1..); typedef Short = string(..8); "
                 "typedef Maybe = int8 | null;",
                 rows[i].schema);
        compile(text);
        const struct model_type *type = type_of("a");
        ck_assert_str_eq(type->c_type, rows[i].c_type);
        ck_assert_str_eq(type->schema, rows[i].schema);
        ck_assert(type->kind != MODEL_ARRAY || type->array->is_derived == (type->container != NULL));
        if (type->container != NULL)
            ck_assert_str_eq(type->container->c_name, rows[i].c_type + strlen("struct "));
        desk_close(&desk);
    }
}
END_TEST

START_TEST(derived_arrays_say_what_they_hold)
{
    compile("typedef Ids = int64[..3]; struct A { a: Ids[]; b: Ids[2][1..]; }");
    const struct model_type *a = type_of("a"), *b = type_of("b");
    ck_assert_int_eq(a->container->kind, MODEL_CONTAINER_ARRAY);
    ck_assert_str_eq(a->container->c_guard, "SWAGE_HAS_SWAGE_INT64_ARRAY_ARRAY");
    ck_assert_str_eq(a->container->item->c_type, "swage_int64_array");
    ck_assert_str_eq(a->item->c_type, "ids");
    ck_assert_uint_eq(a->item->most, 3);
    ck_assert_str_eq(a->array->c_type, "struct swage_int64_array_array");
    ck_assert_str_eq(a->array->c_item, "swage_int64_array");
    ck_assert(!a->array->is_builtin);
    ck_assert_uint_eq(b->least, 1);
    ck_assert_int_eq(b->item->kind, MODEL_FIXED);
    ck_assert_str_eq(b->container->item->c_type, "swage_int64_array");
    ck_assert_uint_eq(b->container->item->most, 2);
    desk_close(&desk);
}
END_TEST

START_TEST(maps_have_keys_and_bounds)
{
    compile("enum Role { r } typedef Id = int64(1..); struct A { a: map<Role>(2..16); b: map<Id, Role>; }");
    const struct model_type *a = type_of("a"), *b = type_of("b");
    ck_assert_int_eq(a->kind, MODEL_MAP);
    ck_assert_int_eq(a->container->kind, MODEL_CONTAINER_MAP);
    ck_assert_uint_eq(a->least, 2);
    ck_assert_uint_eq(a->most, 16);
    ck_assert_int_eq(a->key->kind, MODEL_STRING);
    ck_assert_uint_eq(a->key->most, MODEL_UNBOUNDED);
    ck_assert_int_eq(a->item->kind, MODEL_ENUM);
    ck_assert_uint_eq(b->most, MODEL_UNBOUNDED);
    ck_assert_int_eq(b->key->min, 1);
    ck_assert_str_eq(b->container->key->c_type, "int64_t");
    ck_assert_int_eq(desk_member(&desk, "A", "a")->presence, MODEL_ALWAYS);
    desk_close(&desk);
}
END_TEST

START_TEST(what_may_be_null_is_boxed_or_pointed_at_or_says_so_itself)
{
    compile("struct Tag { x: int8; } struct A { a: (int8 | null)[2]; b: map<Tag | null>; c: (string(..3) | null)[]; }");
    const struct model_type *a = type_of("a")->item, *b = type_of("b")->item, *c = type_of("c")->item;
    ck_assert_int_eq(a->kind, MODEL_MAYBE);
    ck_assert_str_eq(a->c_type, "struct swage_int8_maybe");
    ck_assert_int_eq(a->container->kind, MODEL_CONTAINER_BOX);
    ck_assert_int_eq(a->container->item->kind, MODEL_INT8);
    ck_assert_str_eq(type_of("a")->c_type, "struct swage_int8_maybe");
    ck_assert_int_eq(b->kind, MODEL_MAYBE);
    ck_assert_str_eq(b->c_type, "const struct tag *");
    ck_assert_ptr_null(b->container);
    ck_assert_int_eq(c->kind, MODEL_MAYBE);
    ck_assert_str_eq(c->c_type, "swage_str");
    ck_assert_uint_eq(c->item->most, 3);
    ck_assert_ptr_null(c->container);
    desk_close(&desk);
}
END_TEST

START_TEST(maps_take_what_can_be_a_key)
{
    static const struct desk_row rows[] = {
        {"struct A { a: map<uint8, int8>; b: map<ipv4, int8>; c: map<string(1..3), int8>; }", ""},
        {"struct A { a: map<bool, int8>; b: map<bytes, int8>; c: map<float64, int8>; d: map<decimal, int8>; }",
         "1:19 bad-type, 1:39 bad-type, 1:60 bad-type, 1:83 bad-type"},
        {"enum L : int8 { l = 1 } struct A { a: map<L, int8>; b: map<A, int8>; c: map<int8[], int8>; }",
         "1:43 bad-type, 1:60 bad-type, 1:77 bad-type"},
        {"struct A { a: map<string | null, int8>; }", "1:19 bad-type"},
        {"typedef No = string | null; struct A { a: map<No, int8>; }", "1:47 bad-type"},
        {"struct A { a: map; }", "1:15 bad-type"},
        {"struct A { a: map<int8, int8, int8>; }", "1:15 bad-type"},
        {"struct A { a: map<Bb, Cc>; }", "1:19 unknown-type, 1:23 unknown-type"},
        {"struct A { a: map<json | null>; b: (json | null)[]; c: json | null; d?: json; }",
         "1:19 bad-type, 1:36 bad-type, 1:56 bad-type"},
        {"typedef Js = json; struct A { a: Js | null; b: json(..3); }", "1:34 bad-type, 1:53 bad-bounds"},
        {"typedef Mm = map<int8>(..3); struct A { a: Mm(..2); b: Mm(..4); }", "1:61 bad-bounds"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(names_of_containers_meet_no_others)
{
    static const struct desk_row rows[] = {
        {"struct Tag { x: int8; } struct TagMap { x: int8; } struct A { a: map<Tag>; b: map<Tag>; }",
         "1:66 name-collision, 1:79 name-collision"},
        {"struct Tag { x: int8; } struct TagMapEntry { x: int8; } struct A { a: map<Tag>; }", "1:71 name-collision"},
        {"struct Tag { x: int8; } struct Tag_2 { x: int8; } struct A { a: Tag[2][]; b: Tag_2[]; }",
         "1:65 name-collision"},
        {"struct Tag { x: int8; } struct TagMap { x: int8; }", ""},
        {"enum Ro { r } struct A { a: (Ro | null)[]; } struct RoMaybe { x: int8; }", "1:29 name-collision"},
        {"struct T { x: int8; } enum A { a } enum AMap { a } struct B { a: map<map<A, T>>; b: map<AMap, T>; }",
         "1:85 name-collision"},
        {"struct Tag { x: int8; } struct TagMap { x: int8; } POST \"/\" p(body: map<Tag>);", "1:69 name-collision"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* A null that a text itself can say has no type of its own in C, and the name of a typedef must not stand for it. */
START_TEST(typedefs_that_may_be_null_share_the_containers_of_their_types)
{
    static const struct desk_row rows[] = {
        {"typedef Nick = string(..9); struct A { a: map<Nick | null>; b: map<string>; c: map<Nick>; }", ""},
        {"typedef Nick = string(..9) | null; struct A { a: map<Nick>; b: map<string>; c: (Nick)[][]; d: string[][]; }", ""},
        {"typedef Ids = int8[]; struct A { a: map<Ids | null>; b: map<int8[]>; c: (Ids | null)[]; d: int8[][]; }", ""},
        {"typedef Nick = string(..9); struct A { a: map<Nick>; b: map<string>; } struct P = partial A;", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(files_share_containers)
{
    char *folder = desk_folder();
    char *tag = desk_write(folder, "tag.swage", "struct Tag { x: int8; } struct A { a: map<Tag>; b: int8[][]; }");
    char *one = desk_write(folder, "one.swage",
                           "import \"tag.swage\"; typedef Small = int8[]; struct B { a: map<Tag>; b: Small[]; }");
    char *two =
        desk_write(folder, "two.swage", "import \"one.swage\"; import \"tag.swage\"; struct C { a: map<Tag>; }");
    char *bad = desk_write(folder, "bad.swage", "import \"tag.swage\"; struct TagMap { a: int8; }");
    desk_open_file(&desk, two, NULL);
    ck_assert_str_eq(desk.faults, "");
    desk_close(&desk);
    desk_open_file(&desk, bad, NULL);
    ck_assert_str_eq(desk.faults, "bad.swage:1:28 name-collision");
    desk_close(&desk);
    free(tag), free(one), free(two), free(bad);
    desk_remove(folder);
}
END_TEST

START_TEST(a_typedef_that_may_be_null_makes_its_places_so)
{
    compile("typedef Name = string(..9) | null; typedef Nick = Name(..5); struct A { a: Name; b?: Nick; c: Nick[]; d: "
            "map<Name>; e: Name = null; }");
    ck_assert(desk_typedef(&desk, "Name")->is_nullable);
    ck_assert(desk_typedef(&desk, "Nick")->is_nullable);
    const struct model_member *a = desk_member(&desk, "A", "a"), *b = desk_member(&desk, "A", "b");
    ck_assert(a->is_nullable && a->is_required && a->presence == MODEL_BY_POINTER);
    ck_assert(b->is_nullable && b->has_null_bit);
    ck_assert_int_eq(type_of("c")->item->kind, MODEL_MAYBE);
    ck_assert_uint_eq(type_of("c")->item->item->most, 5);
    ck_assert_int_eq(type_of("d")->item->kind, MODEL_MAYBE);
    ck_assert_int_eq(desk_member(&desk, "A", "e")->value->kind, MODEL_VALUE_NULL);
    desk_close(&desk);
    static const struct desk_row rows[] = {
        {"typedef No = string | null; POST \"/\" p(body: No, query q: No) -> No;",
         "1:40 bad-parameter, 1:59 bad-parameter, 1:66 bad-response"},
        {"typedef No = int8 | null; enum E : No { e = 1 } union U { n: No; }", "1:36 bad-enum, 1:62 bad-member"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("container");
    TCase *tcase = tcase_create("container");
    tcase_add_test(tcase, names_say_what_a_container_is_made_of);
    tcase_add_test(tcase, derived_arrays_say_what_they_hold);
    tcase_add_test(tcase, maps_have_keys_and_bounds);
    tcase_add_test(tcase, what_may_be_null_is_boxed_or_pointed_at_or_says_so_itself);
    tcase_add_test(tcase, maps_take_what_can_be_a_key);
    tcase_add_test(tcase, names_of_containers_meet_no_others);
    tcase_add_test(tcase, typedefs_that_may_be_null_share_the_containers_of_their_types);
    tcase_add_test(tcase, files_share_containers);
    tcase_add_test(tcase, a_typedef_that_may_be_null_makes_its_places_so);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
