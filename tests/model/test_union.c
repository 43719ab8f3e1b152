/* SPDX-License-Identifier: MIT */
/* Unions: what tells variants apart, what they cannot be, and in which order C has them. */
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

START_TEST(variants_have_tags_and_names)
{
    compile("@discriminator(\"kind\") union Payment { card: Card; bankTransfer: Transfer @name(\"bank_transfer\"); }"
            "struct Card { number: string; } struct Transfer { iban: string; } struct Order { payment?: Payment; }");
    const struct model_union *payment = desk_union(&desk, "Payment");
    ck_assert_str_eq(payment->c_name, "payment");
    ck_assert_str_eq(payment->c_upper, "PAYMENT");
    ck_assert_int_eq(payment->tagging, MODEL_TAG_INTERNAL);
    ck_assert_str_eq(payment->tag_key.ptr, "kind");
    ck_assert_str_eq(payment->array->c_type, "struct payment_array");
    ck_assert_uint_eq(payment->variant_count, 2);
    const struct model_variant *transfer = &payment->variants[1];
    ck_assert_str_eq(transfer->tag.ptr, "bank_transfer");
    ck_assert_str_eq(transfer->c_name, "bank_transfer");
    ck_assert_str_eq(transfer->c_constant, "PAYMENT_BANK_TRANSFER");
    ck_assert(transfer->is_pointer);
    ck_assert_ptr_eq(transfer->type->structure, desk_struct(&desk, "Transfer"));
    const struct model_member *member = desk_member(&desk, "Order", "payment");
    ck_assert(member->is_pointer);
    ck_assert_int_eq(member->presence, MODEL_BY_POINTER);
    ck_assert_str_eq(member->type->c_type, "struct payment");
    desk_close(&desk);
}
END_TEST

START_TEST(taggings_follow_the_annotations)
{
    compile("@discriminator(\"t\", \"v\") union A { a: int8; b: string; }"
            "union E { a: int8; b: string; kind: bool; s: S; e: A; } @untagged union N { a: int8; b: string; }"
            "struct S { x: int8; }");
    const struct model_union *a = desk_union(&desk, "A"), *e = desk_union(&desk, "E"), *n = desk_union(&desk, "N");
    ck_assert_int_eq(a->tagging, MODEL_TAG_ADJACENT);
    ck_assert_str_eq(a->tag_key.ptr, "t");
    ck_assert_str_eq(a->content_key.ptr, "v");
    ck_assert_int_eq(e->tagging, MODEL_TAG_EXTERNAL);
    ck_assert_str_eq(e->variants[2].tag.ptr, "kind");
    ck_assert_str_eq(e->variants[2].c_name, "kind_");
    ck_assert(!e->variants[0].is_pointer && e->variants[3].is_pointer && e->variants[4].is_pointer);
    ck_assert_int_eq(n->tagging, MODEL_TAG_NONE);
    ck_assert_int_eq(n->variants[0].json, MODEL_JSON_NUMBER);
    ck_assert_int_eq(n->variants[1].json, MODEL_JSON_STRING);
    desk_close(&desk);
}
END_TEST

START_TEST(untagged_variants_differ_in_json)
{
    static const struct desk_row rows[] = {
        {"struct S { x: int8; } @untagged union U { a: int8; b: string; c: bool; d: S; e: S[]; }", ""},
        {"@untagged union U { a: int8; b: float64; }", "1:33 bad-type"},
        {"enum E { e } @untagged union U { a: E; b: string; }", "1:43 bad-type"},
        {"enum E : int8 { e = 1 } @untagged union U { a: E; b: string; }", ""},
        {"enum E : int8 { e = 1 } @untagged union U { a: E; b: float32; }", "1:54 bad-type"},
        {"struct S { x: int8; } struct V { y: int8; } @untagged union U { a: S; b: V; }", "1:74 bad-type"},
        {"@untagged union U { a: int8[2]; b: string[]; }", "1:36 bad-type"},
        {"union V { x: int8; y: bool; } struct S { x: int8; } @untagged union U { a: V; b: S; }", "1:82 bad-type"},
        {"union V { x: int8; y: bool; } @untagged union U { a: V; b: int8; }", ""},
        {"@untagged union V { x: int8; y: bool; } @untagged union U { a: V; b: string; }", "1:64 bad-type"},
        {"typedef Td = string; @untagged union U { a: Td; b: string; }", "1:52 bad-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(the_rivals_of_untagged_are_named)
{
    desk_open(&desk, "@untagged union U {\n a: int8;\n b: float64;\n}");
    ck_assert_ptr_nonnull(strstr(desk.messages, "'a' and 'b' are both a number in JSON"));
    ck_assert_ptr_nonnull(strstr(desk.messages, "t.swage:2:5: note: 'a' is here"));
    desk_close(&desk);
}
END_TEST

START_TEST(internal_variants_are_structs_without_the_tag)
{
    static const struct desk_row rows[] = {
        {"struct S { x: int8; } @discriminator(\"kind\") union U { a: S; b: S; }", ""},
        {"struct S { x: int8; } typedef Td = S; @discriminator(\"kind\") union U { a: Td; }", ""},
        {"@discriminator(\"kind\") union U { a: int8; }", "1:37 bad-type"},
        {"union V { x: int8; y: bool; } @discriminator(\"kind\") union U { a: V; }", "1:67 bad-type"},
        {"@discriminator(\"kind\") union U { a: S; } struct S { kind: int8; }", "1:37 name-collision"},
        {"@discriminator(\"kind\") union U { a: S; } struct S { ...V; } struct V { x: int8 @name(\"kind\"); }",
         "1:37 name-collision"},
        {"struct S { kind: int8; } @discriminator(\"kind\", \"value\") union U { a: S; b: int8; }", ""},
        {"@discriminator(\"kind\", \"kind\") union U { a: int8; }", "1:24 bad-annotation"},
        {"@discriminator(\"kind\", \"value\", \"x\") union U { a: int8; }", "1:33 bad-annotation"},
        {"@discriminator union U { a: int8; }", "1:1 bad-annotation"},
        {"@discriminator(kind) union U { a: int8; }", "1:1 bad-annotation"},
        {"@discriminator(\"\") union U { a: int8; }", "1:16 bad-name"},
        {"@discriminator(\"a\\u0000\") union U { a: int8; }", "1:16 bad-name"},
        {"struct S { x: int8; } @discriminator(\"kind\") @untagged union U { a: S; }", "1:46 bad-annotation"},
        {"@untagged(1) union U { a: int8; }", "1:1 bad-annotation"},
        {"@discriminator(\"kind\") struct U { a: int8; }", "1:1 misplaced-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(variants_have_no_marks)
{
    static const struct desk_row rows[] = {
        {"union U { a?: int8; }", "1:11 bad-member"},
        {"union U { a: int8 | null; }", "1:14 bad-member"},
        {"union U { a: int8 = 1; }", "1:21 bad-member"},
        {"struct S { x: int8; } union U { ...S; }", "1:33 bad-member"},
        {"union U { }", "1:7 empty-declaration"},
        {"union U { a: Nope; }", "1:14 unknown-type"},
        {"union U { a: int8 @strict; }", "1:19 misplaced-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(variants_have_one_name_each_everywhere)
{
    static const struct desk_row rows[] = {
        {"union U { a: int8; b: bool @name(\"a\"); }", "1:20 duplicate-member"},
        {"union U { a: int8; a: bool; }", "1:20 duplicate-member"},
        {"union U { fooBar: int8; foo_bar: bool; }", "1:25 duplicate-member"},
        {"union U { kind: int8; kind_: bool; }", "1:23 duplicate-member"},
        {"union U { unset: int8; }", "1:11 name-collision"},
        {"union U { a: int8 @name(\"\"); }", "1:25 bad-name"},
        {"union U { swage_x: int8; }", "1:11 reserved-name"},
        {"union U { __x: int8; }", "1:11 reserved-name"},
        {"union Pay { a: int8; } struct PayKind { x: int8; }", "1:31 name-collision"},
        {"union Pay { a: int8; } enum pay { b }", "1:29 name-collision"},
        {"union Pay { a: int8; } enum E { x } struct PayArray { x: int8; }", "1:44 name-collision"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(cycles_may_pass_through_a_union)
{
    static const struct desk_row rows[] = {
        {"union U { leaf: int8; node: A; } struct A { left: U; right: U; }", ""},
        {"union U { leaf: int8; node: U; many: U[]; }", ""},
        {"union U { node: A; } struct A { u: U; }", "1:7 endless-type"},
        {"union U { u: U; }", "1:7 endless-type"},
        {"union U { leaf: int8; pair: A[2]; } struct A { u: U; }", "1:7 endless-type"},
        {"union U { leaf: int8; pair: uint8[65536][17]; }", "1:7 too-large"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(unions_are_complete_before_what_holds_them)
{
    compile("struct Tree { root: Node; more: Node[]; } union Node { leaf: Role; branch: Branch; level: Height; }"
            "struct Branch { left: Node; right?: Node; } enum Role { a, b } typedef Height = int32;");
    ck_assert_uint_lt(desk_position(&desk, "Node"), desk_position(&desk, "Tree"));
    ck_assert_uint_lt(desk_position(&desk, "Node"), desk_position(&desk, "Branch"));
    ck_assert_uint_lt(desk_position(&desk, "Role"), desk_position(&desk, "Node"));
    ck_assert_uint_lt(desk_position(&desk, "Height"), desk_position(&desk, "Node"));
    ck_assert(desk_union(&desk, "Node")->is_recursive);
    ck_assert(desk_struct(&desk, "Branch")->is_recursive);
    ck_assert(!desk_struct(&desk, "Tree")->is_recursive);
    ck_assert(desk_struct(&desk, "Branch")->needs_forward);
    ck_assert(!desk_union(&desk, "Node")->needs_forward);
    desk_close(&desk);
}
END_TEST

START_TEST(a_union_in_an_array_of_its_own_is_declared_first)
{
    compile("union Value { number: float64; items: Value[]; }");
    ck_assert(desk_union(&desk, "Value")->needs_forward);
    ck_assert(desk_union(&desk, "Value")->is_recursive);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("union");
    TCase *tcase = tcase_create("union");
    tcase_add_test(tcase, variants_have_tags_and_names);
    tcase_add_test(tcase, taggings_follow_the_annotations);
    tcase_add_test(tcase, untagged_variants_differ_in_json);
    tcase_add_test(tcase, the_rivals_of_untagged_are_named);
    tcase_add_test(tcase, internal_variants_are_structs_without_the_tag);
    tcase_add_test(tcase, variants_have_no_marks);
    tcase_add_test(tcase, variants_have_one_name_each_everywhere);
    tcase_add_test(tcase, cycles_may_pass_through_a_union);
    tcase_add_test(tcase, unions_are_complete_before_what_holds_them);
    tcase_add_test(tcase, a_union_in_an_array_of_its_own_is_declared_first);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
