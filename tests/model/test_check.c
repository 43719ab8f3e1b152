/* SPDX-License-Identifier: MIT */
/* Everything that is refused, at its place and with its code; and beside it what is just fine. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- types ---- */

START_TEST(bounds_lie_within_their_type)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int32(1..5); }", ""},
        {"struct A { a: int32(5..1); }", "1:21 bad-bounds"},
        {"struct A { a: int8(-128..127); b: uint8(0..255); }", ""},
        {"struct A { a: int8(-129..); b: int8(..128); }", "1:20 bad-bounds, 1:39 bad-bounds"},
        {"struct A { a: int8(-129..128); }", "1:20 bad-bounds, 1:26 bad-bounds"},
        {"struct A { a: uint8(-1..); b: uint8(..256); }", "1:21 bad-bounds, 1:39 bad-bounds"},
        {"struct A { a: int64(-9223372036854775808..9223372036854775807); }", ""},
        {"struct A { a: int64(..9223372036854775808); }", "1:23 bad-bounds"},
        {"struct A { a: int64(-9223372036854775809..); }", "1:21 bad-bounds"},
        {"struct A { a: uint64(..18446744073709551615); }", ""},
        {"struct A { a: uint64(..18446744073709551616); }", "1:24 bad-bounds"},
        {"struct A { a: uint64(..99999999999999999999999); }", "1:24 bad-bounds"},
        {"struct A { a: int32(0x10..0xFF); }", ""},
        {"struct A { a: int32(1.5..); }", "1:21 bad-bounds"},
        {"struct A { a: int32(1e2); }", "1:21 bad-bounds"},
        {"struct A { a: float64(0.5..0.25); }", "1:23 bad-bounds"},
        {"struct A { a: float64(1e400..); }", "1:23 bad-bounds"},
        {"struct A { a: float32(..1e39); b: float32(..1e38); }", "1:25 bad-bounds"},
        {"struct A { a: bool(1..2); }", "1:20 bad-bounds"},
        {"struct B { x: int8; } struct A { a: B(1..2); }", "1:39 bad-bounds"},
        {"enum E { e } struct A { a: E(1..2); }", "1:30 bad-bounds"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(lengths_and_counts_make_sense)
{
    static const struct desk_row rows[] = {
        {"struct A { a: string(1..64); b: string(5); c: string(..0); d: string(3..); }", ""},
        {"struct A { a: string(-1..); }", "1:22 bad-bounds"},
        {"struct A { a: string(9..3); }", "1:22 bad-bounds"},
        {"struct A { a: string(1.5); }", "1:22 bad-bounds"},
        {"struct A { a: string(..18446744073709551615); }", "1:24 bad-bounds"},
        {"struct A { a: int8[3..1]; }", "1:20 bad-bounds"},
        {"struct A { a: int8[-1..]; }", "1:20 bad-bounds"},
        {"struct A { a: int8[0]; }", "1:20 bad-bounds"},
        {"struct A { a: int8[65536]; }", ""},
        {"struct A { a: int8[65537]; }", "1:20 bad-bounds"},
        {"struct A { a: int8[2][3]; b: string[..3][2]; }", ""},
        {"struct A { a: int8[][]; b: int8[2][]; c: (int8 | null)[..3][2]; }", ""},
        {"struct A { a: int8[][-1..]; b: bytes(3..2); c: map<int8>(2..1); }",
         "1:22 bad-bounds, 1:38 bad-bounds, 1:58 bad-bounds"},
        {"struct A { a: bytes(..18446744073709551615); b: email(..100); c: uuid(1.5); }",
         "1:23 bad-bounds, 1:71 bad-bounds"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(typedefs_narrow_and_never_widen)
{
    static const struct desk_row rows[] = {
        {"typedef Td = int32(1..100); struct A { a: Td(5..50); b: Td(..7); c: Td; }", ""},
        {"typedef Td = int32(1..100); struct A { a: Td(0..); }", "1:46 bad-bounds"},
        {"typedef Td = string(..10); struct A { a: Td(..11); }", "1:47 bad-bounds"},
        {"typedef Td = string(..10); struct A { a: Td(3..); }", ""},
        {"typedef Td = float64(0..1); struct A { a: Td(-1..); b: Td(..2); }", "1:46 bad-bounds, 1:61 bad-bounds"},
        {"typedef Td = int8[]; struct A { a: Td(..3); }", "1:39 bad-bounds"},
        {"typedef Td = string | null; struct A { a: Td(..5); b?: Td; c: Td[]; }", ""},
        {"typedef Td = email(..10); struct A { a: Td(..11); }", "1:46 bad-bounds"},
        {"typedef Td = Ud; typedef Ud = Td;", "1:9 endless-type"},
        {"typedef Td = Td[];", "1:9 endless-type"},
        {"typedef Td = Ud; typedef Ud = Vd[3]; typedef Vd = Td; struct A { t: Td; u: Ud; }", "1:9 endless-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(structs_cannot_hold_themselves)
{
    static const struct desk_row rows[] = {
        {"struct A { a: A; }", "1:12 endless-type"},
        {"struct A { a?: A; b: A | null; c: A[]; d: A[..3]; }", ""},
        {"struct A { x: int8; b: B; } struct B { c: C; } struct C { a: A; }", "1:21 endless-type"},
        {"struct A { b: B; } struct B { a?: A; }", ""},
        {"struct A { a: A[2]; }", "1:12 endless-type"},
        {"struct A { a?: A[2]; }", "1:12 endless-type"},
        {"struct A { a: A[1..]; }", "1:12 endless-type"},
        {"struct A { a?: A[1..]; b: A[1..] | null; }", ""},
        {"typedef Td = A; struct A { a: Td; }", "1:28 endless-type"},
        {"typedef Td = A[2]; struct A { a: Td; }", "1:31 endless-type"},
        {"struct A { a: A; } struct B { b: B; a: A; }", "1:12 endless-type, 1:31 endless-type"},
        {"struct A { ...A; }", "1:8 endless-type"},
        {"struct A { ...B; } struct B { ...A; x: int8; }", "1:8 endless-type"},
        {"struct A { a: uint8[65536][16]; }", ""},
        {"struct A { a: uint8[65536][17]; } struct B { a: A[65536]; }", "1:8 too-large"},
        {"struct A { a: uint8[65536][65536][65536][65536][65536]; }", "1:8 too-large"},
        {"struct A { a: uint64[65536]; } struct B { a: A; b: A; } struct C { a: B; b: B; }", "1:64 too-large"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* ---- members ---- */

START_TEST(members_have_one_name_each_everywhere)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8; a: int16; }", "1:21 duplicate-member"},
        {"struct A { a_b: int8; aB: int8; }", "1:23 duplicate-member"},
        {"struct A { a: int8 @name(\"b\"); b: int8; }", "1:32 duplicate-member"},
        {"struct A { a: int8 @name(\"b\"); b: int8 @name(\"a\"); }", ""},
        {"struct A { a: int8; ...B; } struct B { a: int8; }", "1:21 duplicate-member"},
        {"struct A { ...B; ...B; } struct B { a: int8; }", "1:18 duplicate-member"},
        {"struct A { ...B; b: int8; } struct B { ...C; } struct C { c: int8; }", ""},
        {"struct A { has: int8; is_null: int8; }", ""},
        {"struct A { has: int8; x?: int8; }", "1:12 name-collision"},
        {"struct A { has: int8; x?: string; }", ""},
        {"struct A { is_null: int8; x?: string | null; }", "1:12 name-collision"},
        {"struct A { int: int8; class: int8; errno: int8; default: int8; }", ""},
        {"struct A { default: int8; default_: int8; }", "1:27 duplicate-member"},
        {"struct A { __v: int8; _Id: int8; _id: int8 @name(\"__v\"); }", "1:12 reserved-name, 1:23 reserved-name"},
        {"struct A { swage_x: int8; }", "1:12 reserved-name"},
        {"struct A { a: int8 @name(\"\"); b: int8 @name(\"\\u0000\"); }", "1:26 bad-name, 1:45 bad-name"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(marks_of_members_do_not_contradict)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8 = 1; b?: int8; c: int8 | null; d?: int8 | null; e: int8 | null = null; }", ""},
        {"struct A { a?: int8 = 1; }", "1:12 bad-member"},
        {"struct A { a: int8 = null; }", "1:22 bad-value"},
        {"struct A { ...B; } enum B { b }", "1:15 bad-type"},
        {"struct A { ...Bb; } struct B { b: int8; }", "1:15 unknown-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(defaults_are_values_of_their_type)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8 = 127; b: uint64 = 18446744073709551615; c: float32 = 1; d: bool = true; }", ""},
        {"struct A { a: int8 = 128; }", "1:22 bad-value"},
        {"struct A { a: int8 = 1.0; }", "1:22 bad-value"},
        {"struct A { a: int8(..5) = 6; }", "1:27 bad-value"},
        {"struct A { a: uint8 = -1; }", "1:23 bad-value"},
        {"struct A { a: int8 = \"1\"; }", "1:22 bad-value"},
        {"struct A { a: bool = 1; }", "1:22 bad-value"},
        {"struct A { a: float64(..1) = 1.5; }", "1:30 bad-value"},
        {"struct A { a: float32 = 1e39; }", "1:25 bad-value"},
        {"struct A { a: string(..3) = \"abc\"; }", ""},
        {"struct A { a: string(..3) = \"abcd\"; }", "1:29 bad-value"},
        {"struct A { a: string(..3) = \"\\u00e4\\u00f6\\u00fc\"; }", ""},
        {"struct A { a: string(2..) = \"a\"; }", "1:29 bad-value"},
        {"struct A { a: string = \"a\\u0000b\"; }", "1:24 bad-value"},
        {"struct A { a: string = abc; }", "1:24 bad-value"},
        {"enum E { one, two = \"zwei\" } struct A { a: E = two; }", ""},
        {"enum E { one, two = \"zwei\" } struct A { a: E = \"zwei\"; }", "1:48 bad-value"},
        {"enum E { one } struct A { a: E = tow; }", "1:34 bad-value"},
        {"enum E : int8 { one = 1 } struct A { a: E = one; b: E = 1; }", "1:57 bad-value"},
        {"struct A { a: int8[] = []; }", ""},
        {"struct A { a: int8[1..] = []; }", "1:27 bad-value"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* ---- enums ---- */

START_TEST(enums_have_values_apart)
{
    static const struct desk_row rows[] = {
        {"enum E { a, b = \"B\" } enum F : int8 { a = -1, b = 0x7f }", ""},
        {"enum E { }", "1:6 empty-declaration"},
        {"enum E { a, a }", "1:13 duplicate-member"},
        {"enum E { a, b = \"a\" }", "1:13 bad-enum"},
        {"enum E { a, A }", "1:13 name-collision"},
        {"enum E { unset }", "1:10 name-collision"},
        {"enum E : int8 { unset = 0 }", ""},
        {"enum E { a = 1 }", "1:14 bad-enum"},
        {"enum E { a = b }", "1:14 bad-enum"},
        {"enum E { a = \"\\u0000\" }", "1:14 bad-enum"},
        {"enum E : int8 { a = 1, b = 1 }", "1:24 bad-enum"},
        {"enum E : int8 { a = 128 }", "1:21 bad-enum"},
        {"enum E : int8 { a = 1.5 }", "1:21 bad-enum"},
        {"enum E : int8 { a }", "1:17 bad-enum"},
        {"enum E : int8 { a = \"a\" }", "1:21 bad-enum"},
        {"enum E : int64 { a = 2147483648 }", ""},
        {"enum E : uint64 { a = 18446744073709551615 }", "1:23 bad-enum"},
        {"enum E : string { a = 1 }", "1:10 bad-enum"},
        {"enum E : strin { a = 1 }", "1:10 unknown-type"},
        {"typedef Td = int8(0..3); enum E : Td { a = 3 } enum F : Td { a = 4 }", "1:66 bad-enum"},
        {"typedef Td = E; enum E : Td { a = 1 }", "1:9 endless-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* ---- names at file level ---- */

START_TEST(names_in_c_are_apart)
{
    static const struct desk_row rows[] = {
        {"struct A { a: int8; } struct A { b: int8; }", "1:30 duplicate-declaration"},
        {"struct aB { a: int8; } struct a_b { b: int8; }", "1:31 name-collision"},
        {"struct User { a: int8; } struct User_decode { b: int8; }", "1:33 name-collision"},
        {"struct User { a: int8; } struct UserArray { b: int8; }", "1:33 name-collision"},
        {"struct User { a: int8; } struct UserRead { b: int8; }", ""},
        {"struct User { a: int8; } typedef user_read = int8;", "1:34 name-collision"},
        {"struct Login { a: int8; } POST \"/\" login(body: Login);", ""},
        {"struct X_params { a: int8; } POST \"/\" x();", "1:39 name-collision"},
        {"struct User { a: int8; } POST \"/\" user_copy();", "1:35 name-collision"},
        {"POST \"/\" t_app();", "1:10 name-collision"},
        {"POST \"/\" x(); POST \"/y\" x_204();", "1:25 name-collision"},
        {"POST \"/\" x(); POST \"/y\" x();", "1:25 duplicate-declaration"},
        {"enum Role { x_admin } struct Role_x { admin: int8; }", "1:39 name-collision"},
        {"struct stat { a: int8; }", "1:8 reserved-name"},
        {"namespace my; struct stat { a: int8; } POST \"/\" send(); enum Log { info }", ""},
        {"struct event { a: int8; }", "1:8 reserved-name"},
        {"POST \"/\" send(); POST \"/a\" read(); POST \"/b\" handlers();",
         "1:10 reserved-name, 1:28 reserved-name, 1:46 reserved-name"},
        {"enum Log { info, mine }", "1:12 reserved-name"},
        {"typedef time = int64; typedef p = int8;", "1:9 reserved-name, 1:31 reserved-name"},
        {"struct swage_x { a: int8; }", "1:8 reserved-name"},
        {"struct _x { a: int8; } struct __y { a: int8; }", "1:8 reserved-name, 1:31 reserved-name"},
        {"namespace swage; struct A { a: int8; }", "1:11 reserved-name"},
        {"namespace swage.x; struct A { a: int8; }", "1:11 reserved-name"},
        {"struct class { a: int8; } typedef bool_ = int8;", ""},
        {"struct uuid { a: int8; } enum string { a } typedef Problem = int8;",
         "1:8 reserved-name, 1:31 reserved-name, 1:52 reserved-name"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* ---- annotations ---- */

START_TEST(annotations_stand_where_they_mean_something)
{
    static const struct desk_row rows[] = {
        {"@strict @deprecated @since(\"1\") @allow(\"x\") @my.tool(1, a = 2)"
         " struct A { a: int8 @deprecated(\"b\") @unbounded; }",
         ""},
        {"@summary(\"s\") @tags(\"a\", \"b\") @deprecated POST \"/\" x();", ""},
        {"@strict POST \"/\" x();", "1:1 misplaced-annotation"},
        {"struct A { a: int8 @strict; }", "1:20 misplaced-annotation"},
        {"@name(\"x\") struct A { a: int8; }", "1:1 misplaced-annotation"},
        {"@strict(1) struct A { a: int8; }", "1:1 bad-annotation"},
        {"struct A { a: int8 @name; b: int8 @name(1); c: int8 @name(\"a\", \"b\"); d: int8 @name(x = \"a\"); }",
         "1:20 bad-annotation, 1:35 bad-annotation, 1:53 bad-annotation, 1:78 bad-annotation"},
        {"struct A { a: int8 @name(\"x\") @name(\"y\"); }", "1:31 bad-annotation"},
        {"@strct struct A { a: int8; }", "1:1 unknown-annotation"},
        {"@summary POST \"/\" x();", "1:1 bad-annotation"},
        {"@media(\"x\") enum E { a }", "1:1 misplaced-annotation"},
        {"@errors(404) @max_body(1) POST \"/\" x();", ""},
        {"@hidden POST \"/\" x();", ""},
        {"@hidden struct A { a: int8; }", "1:1 misplaced-annotation"},
        {"struct A { a?: json @skip; }", ""},
        {"struct A { a?: json @skip(1); }", "1:21 bad-annotation"},
        {"@skip struct A { a: int8; }", "1:1 misplaced-annotation"},
        {"struct A { a: json @skip; b?: int8 @skip; c?: string[] @skip; d: json = 1 @skip; }",
         "1:12 bad-member, 1:27 bad-member, 1:43 bad-member, 1:63 bad-member"},
        {"typedef Any = json; struct A { a?: Any @skip; b?: json @skip @name(\"a\"); }", "1:47 duplicate-member"},
        {"struct A { kind?: json @skip; } @discriminator(\"kind\") union U { a: A; }", "1:69 name-collision"},
        {"@example({\"a\": [1, null]}) @reject({\"a\": 1, \"b\": 2}) @strict struct A { a?: json @skip; }", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(examples_are_valid_documents)
{
    static const struct desk_row rows[] = {
        {"@example({\"a\": 1, \"b\": null, \"c\": [\"x\"], \"d\": {\"e\": \"zwei\"}})\n"
         "struct A { a: int8; b: string | null; c: string[1..]; d: B; f?: bool; }\n"
         "struct B { e: E; } enum E { one, two = \"zwei\" }",
         ""},
        {"@example({\"b\": 1}) struct A { a: int8; }", "1:10 bad-value, 1:11 bad-value"},
        {"@example({\"a\": 1, \"a\": 2}) struct A { a: int8; }", "1:19 bad-value"},
        {"@example({\"a\": 200}) struct A { a: int8; }", "1:16 bad-value"},
        {"@example({\"a\": null}) struct A { a: int8; }", "1:16 bad-value"},
        {"@example([]) struct A { a: int8; }", "1:10 bad-value"},
        {"struct A { a: int8[..2] @example([1, 2]) @example([1, 2, 3]) @example([true]); }",
         "1:51 bad-value, 1:72 bad-value"},
        {"enum E { a } struct A { a: E @example(\"a\") @example(\"b\") @example(a); }",
         "1:53 bad-value, 1:67 bad-value"},
        {"enum E : int8 { a = 3 } struct A { a: E @example(3) @example(4); }", "1:62 bad-value"},
        {"@example(0) typedef Td = int8(1..);", "1:10 bad-value"},
        {"POST \"/\" x(query q: int8 @example(\"1\"));", "1:35 bad-value"},
        {"@example({}) struct A { a: strng; }", "1:28 unknown-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* ---- routes ---- */

START_TEST(paths_can_be_matched)
{
    static const struct desk_row rows[] = {
        {"POST \"/\" x(); POST \"/a/\" y(); POST \"/a//b\" z(); POST \"/%C3%A9/\xc3\xa9\" w();", ""},
        {"POST \"\" x();", "1:6 bad-path"},
        {"POST \"a\" x();", "1:6 bad-path"},
        {"POST \"/a b\" x();", "1:8 bad-path"},
        {"POST \"/a?b\" x(); POST \"/a#b\" y();", "1:8 bad-path, 1:25 bad-path"},
        {"POST \"/a/%zz/%4\" x();", "1:10 bad-path, 1:14 bad-path"},
        {"POST \"/%00\" x(); POST \"/%ff\" y();", "1:8 bad-path, 1:25 bad-path"},
        {"POST \"/a/../b/.\" x(); POST \"/%2e%2E\" y();", "1:10 bad-path, 1:15 bad-path, 1:30 bad-path"},
        {"POST \"/{}\" x(); POST \"/{1}\" y(); POST \"/{a-b}\" z();", "1:8 bad-path, 1:24 bad-path, 1:41 bad-path"},
        {"POST \"/a{b}\" x(b: int8);", "1:8 bad-path"},
        {"POST \"/{a}/{a}\" x(a: int8);", "1:12 bad-path"},
        {"POST \"/{a+}\" x(a: string);", ""},
        {"POST \"/{a+}/b\" x(a: string);", "1:8 bad-path"},
        {"POST \"/{a+}\" x(a: int8);", "1:19 bad-parameter"},
        {"POST \"/{a}\" x();", "1:8 bad-path"},
        {"POST \"/{id}/{other}\" x(idd: int8);", "1:8 bad-path, 1:13 bad-path, 1:24 bad-parameter"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(routes_of_one_shape_are_told)
{
    static const struct desk_row rows[] = {
        {"GET \"/a/{x}\" a(x: int8); GET \"/a/{y}\" b(y: int8);", "1:30 duplicate-route"},
        {"GET \"/a/{x}\" a(x: int8); PUT \"/a/{y}\" b(y: int8);", ""},
        {"GET \"/a/{x}\" a(x: int8); GET \"/a/{y+}\" b(y: string); GET \"/a/b\" c();", ""},
        {"GET \"/a\" a(); GET \"/%61\" b();", "1:19 duplicate-route"},
        {"GET \"/a%2Fb\" a(); GET \"/a/b\" b();", ""},
        {"GET \"/a/b\" a(); group \"/a\" { GET \"/b\" b(); }", "1:34 duplicate-route"},
        {"GET \"/a\" a(); GET \"/a/\" b();", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(groups_stand_in_front)
{
    static const struct desk_row rows[] = {
        {"group \"/a\" { GET \"\" a(); GET \"/\" b(); group \"/{x}\" { GET \"/c\" c(x: int8); } }", ""},
        {"group \"/a/\" { GET \"/b\" a(); }", "1:7 bad-path"},
        {"group \"a\" { }", "1:7 bad-path"},
        {"group \"/{x}\" { GET \"/{x}\" a(x: int8); }", "1:22 bad-path"},
        {"group \"/{x+}\" { GET \"/b\" a(x: string); }", "1:9 bad-path"},
        {"@strict group \"/a\" { GET \"\" a(); }", "1:1 misplaced-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(parameters_have_a_source_that_gives_them)
{
    static const struct desk_row rows[] = {
        {"enum E { e } POST \"/{a}/{b}\" x(a: E, b: bool, query c: E[..3], query d?: float64,"
         " header e_f: string, body: E);",
         ""},
        {"POST \"/\" x(a: int8);", "1:12 bad-parameter"},
        {"POST \"/{a}\" x(query a: int8);", "1:8 bad-path"},
        {"POST \"/{a}\" x(a?: int8); POST \"/b/{a}\" y(a: int8 = 1);", "1:15 bad-parameter, 1:42 bad-parameter"},
        {"POST \"/{a}\" x(a: int8[]);", "1:18 bad-parameter"},
        {"POST \"/{a}\" x(a: int8 @name(\"b\"));", "1:29 bad-parameter"},
        {"struct S { s: int8; } POST \"/\" x(query a: S, query b: S[], query c: int8[3],"
         " header d: S, header e: int8[]);",
         "1:43 bad-parameter, 1:55 bad-parameter, 1:69 bad-parameter, 1:88 bad-parameter, 1:101 bad-parameter"},
        {"POST \"/\" x(query a: int8 | null);", "1:21 bad-parameter"},
        {"POST \"/\" x(query a?: int8 = 1);", "1:12 bad-parameter"},
        {"POST \"/\" x(query a: int8 = 300);", "1:28 bad-value"},
        {"POST \"/\" x(query a: int8, query a: int8);", "1:33 duplicate-member"},
        {"POST \"/\" x(query a: int8, header a: int8);", "1:34 duplicate-member"},
        {"POST \"/\" x(header a: int8 @name(\"X-Y\"), header b: int8 @name(\"x-y\"));", "1:62 duplicate-member"},
        {"POST \"/\" x(header a: int8 @name(\"X Y\"), header b: int8 @name(\"\"));", "1:33 bad-name, 1:62 bad-name"},
        {"POST \"/\" x(query rq: int8, query has: int8);", "1:18 reserved-name"},
        {"POST \"/\" x(query has: int8, query b?: int8);", "1:18 name-collision"},
        {"POST \"/\" x(query body: int8, body: int8);", "1:30 duplicate-member"},
        {"POST \"/\" x(cookie a: string, form b: string);", ""},
        {"struct P { a: int8; } POST \"/\" x(query ...P);", ""},
        {"struct B { b: int8; } POST \"/\" x(body: B | null); POST \"/y\" y(body: B = {});",
         "1:34 bad-parameter, 1:63 bad-parameter"},
        {"POST \"/\" x(body: int8[3]);", ""},
        {"POST \"/\" x(body: stream string);", "1:25 bad-parameter"},
        {"POST \"/\" x(body?: stream bytes);", "1:26 bad-parameter"},
        {"POST \"/\" x(body: stream bytes(..9));", "1:25 bad-parameter"},
        {"GET \"/\" x(body: int8); DELETE \"/\" y(body: int8); HEAD \"/\" z(body: int8);",
         "1:11 unexpected-body, 1:37 unexpected-body, 1:61 unexpected-body"},
        {"@allow(\"unexpected-body\") GET \"/\" x(body: int8);", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(responses_are_possible)
{
    static const struct desk_row rows[] = {
        {"GET \"/\" x() -> string, 201, 304, 404 int8, 599;", ""},
        {"GET \"/\" x() -> 199;", "1:16 bad-response"},
        {"GET \"/\" x() -> 600 int8;", "1:16 bad-response"},
        {"GET \"/\" x() -> 99999999999999999999;", "1:16 bad-response"},
        {"GET \"/\" x() -> 200, 201, 200;", "1:26 bad-response"},
        {"GET \"/\" x() -> int8, 200 int8;", "1:22 bad-response"},
        {"GET \"/\" x() -> 204 int8, 205 int8, 304 int8;", "1:20 bad-response, 1:30 bad-response, 1:40 bad-response"},
        {"HEAD \"/\" x() -> int8;", "1:17 bad-response"},
        {"GET \"/\" x() -> int8 | null;", "1:16 bad-response"},
        {"GET \"/\" x() -> int8[3];", ""},
        {"GET \"/\" x() -> stream int8;", ""},
        {"GET \"/\" x() -> 204 stream bytes;", "1:27 bad-response"},
        {"GET \"/\" x() -> 404 stream bytes;", "1:27 bad-response"},
        {"GET \"/\" x() -> stream bytes, 201 stream bytes;", "1:30 bad-response"},
        {"GET \"/\" x() -> stream bytes; GET \"/y\" x_send();", "1:39 name-collision"},
        {"GET \"/\" x() -> 201 { header location: string; };", ""},
        {"GET \"/\" x() -> 404 Problem;", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

/* ---- checks ---- */

START_TEST(checks_are_functions_of_one_struct)
{
    static const struct desk_row rows[] = {
        {"@check(in_order) @check(\"noDoubles\") struct A { a: int8; }", ""},
        {"@check struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(1) struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(a, b) struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(\"a b\") struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(\"\") struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(x.y) struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(_X) struct A { a: int8; }", "1:1 bad-annotation"},
        {"@check(send) struct A { a: int8; }", "1:1 reserved-name"},
        {"@check(foo) @check(foo) struct A { a: int8; }", "1:13 name-collision"},
        {"@check(foo) struct A { a: int8; } @check(foo) struct B { a: int8; }", "1:35 name-collision"},
        {"@check(a_decode) struct A { a: int8; }", "1:1 name-collision"},
        {"@check(ok) enum E { a }", "1:1 misplaced-annotation"},
        {"struct A { a: int8; } @check(ok) struct P = partial A; @check(tidy) struct O = omit A(a);", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(checks_have_the_files_prefix)
{
    struct desk desk;
    desk_open(&desk, "namespace shop; @check(inOrder) @check(\"again\") struct A { a: int8; } struct B = pick A(a);");
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
    const struct model_struct *a = desk_struct(&desk, "A");
    ck_assert_uint_eq(a->check_count, 2);
    ck_assert_str_eq(a->checks[0].c_name, "shop_in_order");
    ck_assert_str_eq(a->checks[1].c_name, "shop_again");
    ck_assert_uint_eq(desk_struct(&desk, "B")->check_count, 0);
    desk_close(&desk);
}
END_TEST

/* ---- what is read but not written, and no echoes ---- */

START_TEST(what_cannot_be_written_yet_is_said)
{
    static const struct desk_row rows[] = {
        {"struct A { a: string<int8>; }", "1:15 bad-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(one_error_has_no_echo)
{
    static const struct desk_row rows[] = {
        {"struct A { a: strng; } struct B { a: A; b: A[]; } typedef Td = A; POST \"/\" x(body: A) -> Td;",
         "1:15 unknown-type"},
        {"typedef Td = nope; struct A { a: Td = 5; b: Td(1..); } enum E : Td { a = 1 }", "1:14 unknown-type"},
        {"enum E { } struct A { a: E = x; b?: E; }", "1:6 empty-declaration"},
        {"POST \"/{a\" x(a: int8);", "1:8 bad-path"},
        {"struct A { a: int32(5..1) = 3; }", "1:21 bad-bounds"},
        {"struct A { a: int8 b: int8; } struct B { a: A; c: nope; }", "1:19 missing-separator"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(near_names_are_proposed)
{
    static const struct {
        const char *schema, *proposal;
    } rows[] = {
        {"struct A { a: strng; }", "did you mean 'string'?"},
        {"struct A { a: int; }", "did you mean 'int32'?"},
        {"struct A { a: long; }", "did you mean 'int64'?"},
        {"struct A { a: String; }", "did you mean 'string'?"},
        {"struct A { a: double; }", "did you mean 'float64'?"},
        {"struct Address { a: int8; } struct A { a: Adress; }", "did you mean 'Address'?"},
        {"@sumary(\"x\") POST \"/\" x();", "did you mean '@summary'?"},
        {"POST \"/{user}\" x(usr: int8);", "did you mean 'user'?"},
        {"enum Role { admin, member } struct A { r: Role = membre; }", "did you mean 'member'?"},
        {"@example({\"nmae\": 1}) struct A { name: int8; }", "did you mean 'name'?"},
        {"struct stat { a: int8; }", "'namespace'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk desk;
        desk_open(&desk, rows[i].schema);
        ck_assert_msg(strstr(desk.messages, rows[i].proposal) != NULL, "%s\n%s", rows[i].schema, desk.messages);
        desk_close(&desk);
    }
}
END_TEST

START_TEST(the_other_place_is_noted)
{
    static const struct {
        const char *schema, *note;
    } rows[] = {
        {"struct A { a: int8; }\nstruct A { a: int8; }", "t.swage:1:8: note:"},
        {"struct A { a_b: int8;\n aB: int8; }", "t.swage:1:12: note:"},
        {"GET \"/{x}\" a(x: int8);\nGET \"/{y}\" b(y: int8);", "t.swage:1:5: note:"},
        {"struct A { b: B; }\nstruct B { a: A; }", "t.swage:2:12: note:"},
        {"struct A { a: int8; }\nstruct A_copy { a: int8; }", "t.swage:1:8: note:"},
        {"GET \"/\" x() -> 200,\n200;", "t.swage:1:16: note:"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk desk;
        desk_open(&desk, rows[i].schema);
        ck_assert_msg(strstr(desk.messages, rows[i].note) != NULL, "%s\n%s", rows[i].schema, desk.messages);
        desk_close(&desk);
    }
}
END_TEST

/* ---- size ---- */

static char *repeat(size_t count, const char *head, const char *format, const char *tail)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fputs(head, out);
    for (size_t i = 0; i < count; i++) {
        for (const char *at = format; *at != '\0'; at++) {
            if (*at == '#')
                fprintf(out, "%zu", i);
            else if (*at == '+')
                fprintf(out, "%zu", i + 1);
            else
                fputc(*at, out);
        }
    }
    fputs(tail, out);
    fclose(out);
    return text;
}

START_TEST(large_schemas_are_read_in_a_breath)
{
    static const struct {
        size_t count;
        const char *head, *format, *tail, *faults;
    } cases[] = {
        {1024, "struct A {", "m#: int32;", "}", ""},
        {20000, "struct A {", "m#: int32;", "}", "1:12213 too-large"},
        {20000, "enum E {", "e#,", "}", ""},
        {20000, "", "struct S# { s: S+[]; }", "struct S20000 { x: int8; }", ""},
        {20000, "", "struct S# { s?: S+; }", "struct S20000 { x: S0[]; }", ""},
        {20000, "", "struct S# { s: S+; }", "struct S20000 { x: S0; }", "1:13 endless-type"},
        {5000, "", "POST \"/r#/{x}\" r#(x: int8);", "", ""},
        {256, "", "typedef T# = T+;", "typedef T256 = int8;", "1:4911 too-deep"},
        {250, "", "typedef T# = T+;", "typedef T250 = int8;", ""},
        {250, "", "struct S# { ...S+; s#: int8; }", "struct S250 { s: int8; }", ""},
        {40, "", "struct S# { a: S+; b: S+; }", "struct S40 { x: int8; }", "1:640 too-large"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk;
        char *text = repeat(cases[i].count, cases[i].head, cases[i].format, cases[i].tail);
        desk_open(&desk, text);
        ck_assert_msg(strncmp(desk.faults, cases[i].faults, strlen(cases[i].faults)) == 0 &&
                          (*cases[i].faults != '\0' || *desk.faults == '\0'),
                      "case %zu: %.200s", i, desk.faults);
        desk_close(&desk);
        free(text);
    }
}
END_TEST

START_TEST(long_names_and_texts_are_refused)
{
    static const struct {
        size_t count;
        const char *head, *tail, *faults;
    } cases[] = {
        {127, "struct ", " { a: int8; }", ""},
        {128, "struct ", " { a: int8; }", "1:8 too-large"},
        {128, "struct A { ", ": int8; }", "1:12 too-large"},
        {255, "struct A { a: int8 @name(\"", "\"); }", ""},
        {256, "struct A { a: int8 @name(\"", "\"); }", "1:26 too-large"},
        {1000, "struct A { a: string = \"", "\"; }", ""},
        {1001, "struct A { a: string = \"", "\"; }", "1:24 too-large"},
        {1001, "enum E { a = \"", "\" }", "1:14 too-large"},
        {999, "POST \"/", "\" x();", ""},
        {1000, "POST \"/", "\" x();", "1:6 too-large"},
        {128, "POST \"/\" ", "();", "1:10 too-large"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk;
        char *text = repeat(cases[i].count, cases[i].head, "x", cases[i].tail);
        desk_open(&desk, text);
        ck_assert_msg(strcmp(desk.faults, cases[i].faults) == 0, "case %zu: %s", i, desk.faults);
        desk_close(&desk);
        free(text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check");
    TCase *tcase = tcase_create("check");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, bounds_lie_within_their_type);
    tcase_add_test(tcase, lengths_and_counts_make_sense);
    tcase_add_test(tcase, typedefs_narrow_and_never_widen);
    tcase_add_test(tcase, structs_cannot_hold_themselves);
    tcase_add_test(tcase, members_have_one_name_each_everywhere);
    tcase_add_test(tcase, marks_of_members_do_not_contradict);
    tcase_add_test(tcase, defaults_are_values_of_their_type);
    tcase_add_test(tcase, enums_have_values_apart);
    tcase_add_test(tcase, names_in_c_are_apart);
    tcase_add_test(tcase, annotations_stand_where_they_mean_something);
    tcase_add_test(tcase, examples_are_valid_documents);
    tcase_add_test(tcase, paths_can_be_matched);
    tcase_add_test(tcase, routes_of_one_shape_are_told);
    tcase_add_test(tcase, groups_stand_in_front);
    tcase_add_test(tcase, parameters_have_a_source_that_gives_them);
    tcase_add_test(tcase, responses_are_possible);
    tcase_add_test(tcase, checks_are_functions_of_one_struct);
    tcase_add_test(tcase, checks_have_the_files_prefix);
    tcase_add_test(tcase, what_cannot_be_written_yet_is_said);
    tcase_add_test(tcase, one_error_has_no_echo);
    tcase_add_test(tcase, near_names_are_proposed);
    tcase_add_test(tcase, the_other_place_is_noted);
    tcase_add_test(tcase, large_schemas_are_read_in_a_breath);
    tcase_add_test(tcase, long_names_and_texts_are_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
