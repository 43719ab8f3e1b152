/* SPDX-License-Identifier: MIT */
/* The part of NAME_check.c about types: tables of documents, the functions that the library calls them by, enums, merge
   patches, and how structs lie in memory. */
#include "config.h"

#include "emit/check.h"

#include <inttypes.h>
#include <string.h>

/* ---- documents ---- */

static void add_case(struct check *check, struct text *all, const struct sample *sample)
{
    struct text row, *rows = &row;
    const char *json = check_text(check, sample->json);
    bool is_same = !sample->encoded.ptr || (sample->encoded.len == sample->json.len &&
                                            memcmp(sample->encoded.ptr, sample->json.ptr, sample->json.len) == 0);
    text_init(rows, check->e->pool);
    check_row(rows, ".what = %s,\n.json = %s,\n", check_string(check, sample->what), json);
    if (sample->fault)
        check_row(rows, ".fault = %s,\n.pointer = %s,\n", check_string(check, sample->fault),
                  check_string(check, sample->pointer));
    if (!is_same)
        check_row(rows, ".encoded = %s,\n", check_text(check, sample->encoded));
    if (sample->may_be_refused)
        check_row(rows, ".may_be_refused = true,\n");
    check_fields(check, all, rows);
    check->case_count++;
}

static const char *emit_cases(struct check *check, const struct model_type *type, const void *of)
{
    struct samples samples;
    struct text rows;
    text_init(&rows, check->e->pool);
    sample_type(check->e->pool, type, &samples);
    for (size_t i = 0; i < samples.count; i++)
        add_case(check, &rows, &samples.items[i]);
    const char *name = check_name(check, of, "cases", object_name(type));
    check_table(check, emitter_format(check->e, "static const struct swage_suite_case %s[]", name), &rows);
    return name;
}

/* ---- functions of any type ---- */

/* With pointers to anything in place of those to the struct. */
static void emit_wrappers(struct check *check, const void *of, const char *name)
{
    struct text *t = &check->e->text;
    text_add(t,
             "static enum swage_status %s(swage_str json, swage_arena *arena, void *out, struct swage_error *error)\n"
             "{\n"
             "return %s_decode(json, arena, out, error);\n"
             "}\n"
             "\n",
             check_name(check, of, "decode", name), name);
    text_add(t,
             "static enum swage_status %s(const void *in, swage_buffer *out)\n"
             "{\n"
             "return %s_encode(in, out);\n"
             "}\n"
             "\n",
             check_name(check, of, "encode", name), name);
    text_add(t,
             "static enum swage_status %s(const void *in, struct swage_error *error)\n"
             "{\n"
             "return %s_validate(in, error);\n"
             "}\n"
             "\n",
             check_name(check, of, "validate", name), name);
    text_add(t, "static bool %s(const void *a, const void *b)\n{\nreturn %s_equal(a, b);\n}\n\n",
             check_name(check, of, "equal", name), name);
    text_add(t,
             "static enum swage_status %s(const void *in, swage_arena *arena, void *out)\n"
             "{\n"
             "return %s_copy(in, arena, out);\n"
             "}\n"
             "\n",
             check_name(check, of, "copy", name), name);
    text_add(t, "static void *%s(const void *in)\n{\nreturn %s_dup(in);\n}\n\n", check_name(check, of, "dup", name), name);
    text_add(t,
             "static const char *%s(swage_reader *r, const char *p, void *out)\n"
             "{\n"
             "return %s_read(r, p, out);\n"
             "}\n"
             "\n",
             check_name(check, of, "read", name), name);
}

/* Init, and the members whose values it decides. */
static void emit_init(struct check *check, const struct model_struct *structure)
{
    struct emitter *e = check->e;
    const char *name = structure->c_name;
    struct model_struct some = *structure;
    struct model_member *members = pool_alloc(e->pool, (structure->member_count + 1) * sizeof *members);
    some.member_count = 0;
    for (size_t i = 0; i < structure->member_count; i++)
        if (!structure->members[i].is_required)
            members[some.member_count++] = structure->members[i];
    some.members = members;
    text_add(&e->text, "static void %s(void *out)\n{\n%s_init(out);\n}\n\n", check_name(check, structure, "init", name), name);
    if (some.member_count == 0)
        return;
    const char *writer = check_name(check, structure, "write", emitter_format(e, "%s_defaults", name));
    emit_members_writer(e, &some, emitter_format(e, "static char *%s", writer));
    text_add(&e->text,
             "static char *%s(swage_buffer *out, char *p, const void *in)\n"
             "{\n"
             "return %s(out, p, in);\n"
             "}\n"
             "\n",
             check_name(check, structure, "defaults", name), writer);
}

static const char *emit_suite(struct check *check, const struct model_type *type, const void *of, const char *cases)
{
    struct emitter *e = check->e;
    const char *name = object_name(type), *suite = check_name(check, of, "suite", name);
    text_add(&e->text,
             "static const struct swage_suite_type %s = {\n"
             ".name = \"%s\",\n"
             ".size = sizeof(struct %s),\n"
             ".table = &%s_type,\n"
             ".decode = %s,\n"
             ".encode = %s,\n"
             ".validate = %s,\n"
             ".equal = %s,\n"
             ".copy = %s,\n"
             ".dup = %s,\n"
             ".read = %s,\n",
             suite, name, name, name, emitter_find(e, of, "decode"), emitter_find(e, of, "encode"),
             emitter_find(e, of, "validate"), emitter_find(e, of, "equal"), emitter_find(e, of, "copy"),
             emitter_find(e, of, "dup"), emitter_find(e, of, "read"));
    if (emitter_find(e, of, "init"))
        text_add(&e->text, ".init = %s,\n", emitter_find(e, of, "init"));
    if (emitter_find(e, of, "defaults"))
        text_add(&e->text, ".defaults = %s,\n", emitter_find(e, of, "defaults"));
    text_add(&e->text,
             ".cases = %s,\n"
             ".count = sizeof %s / sizeof *%s,\n"
             ".is_bracketed = %s,\n"
             "};\n"
             "\n",
             cases, cases, cases, is_bracketed(type) ? "true" : "false");
    return suite;
}

static void emit_tests(struct check *check, const struct model_type *type, const void *of, const char *suite)
{
    static const struct {
        const char *fact, *call;
    } facts[] = {
        {"documents_have_their_verdicts", "verdicts"},
        {"faults_are_explained", "explanations"},
        {"values_come_back_and_are_copied", "values"},
        {"documents_cut_off_are_refused", "truncations"},
        {"documents_are_as_deep_as_they_are", "depths"},
        {"init_does_as_decoding_does", "defaults"},
        {"memory_may_end_anywhere", "memory"},
        {"nothing_is_allocated_once_warm", "allocations"},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if ((strcmp(facts[i].call, "truncations") == 0 && !is_bracketed(type)) ||
            (strcmp(facts[i].call, "defaults") == 0 && type->kind == MODEL_UNION))
            continue;
        const char *base = emitter_format(check->e, "%s_%s", object_name(type), facts[i].fact);
        check_test(check, of, base, emitter_format(check->e, "swage_suite_%s(&%s)", facts[i].call, suite));
    }
}

static void emit_type(struct check *check, const struct model_type *type, const void *of)
{
    text_banner(&check->e->text, type->schema);
    const char *cases = emit_cases(check, type, of);
    emit_wrappers(check, of, object_name(type));
    if (type->kind == MODEL_STRUCT)
        emit_init(check, type->structure);
    const char *suite = emit_suite(check, type, of, cases);
    emit_tests(check, type, of, suite);
    check_breaks(check, type, of, suite);
}

/* ---- enums ---- */

static void emit_words(struct check *check, const struct model_enum *enumeration)
{
    struct emitter *e = check->e;
    const char *name = check_name(check, enumeration, "words", enumeration->c_name);
    struct text rows;
    text_init(&rows, e->pool);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        struct model_text text = enumerator->text;
        check_row(&rows, "{%s, %s},\n", enumerator->c_name,
                  enumeration->is_number ? "{NULL, 0}"
                                         : emitter_format(e, "SWAGE_STR_INIT(%s)", text_literal(e->pool, text.ptr, text.len)));
        check->case_count++;
    }
    check_table(check, emitter_format(e, "static const struct swage_suite_word %s[]", name), &rows);
}

static void emit_text_functions(struct check *check, const struct model_enum *enumeration)
{
    struct emitter *e = check->e;
    const char *name = enumeration->c_name, *tag = enum_tag(e, enumeration);
    text_add(&e->text,
             "static swage_str %s(int value)\n"
             "{\n"
             "return %s_name((enum %s)value);\n"
             "}\n"
             "\n",
             check_name(check, enumeration, "name", name), name, tag);
    text_add(&e->text,
             "static int %s(swage_str text)\n"
             "{\n"
             "return (int)%s_from(text);\n"
             "}\n"
             "\n",
             check_name(check, enumeration, "from", name), name);
}

static void emit_number_function(struct check *check, const struct model_enum *enumeration)
{
    text_add(&check->e->text,
             "static bool %s(int64_t value)\n"
             "{\n"
             "return %s_valid((%s)value);\n"
             "}\n"
             "\n",
             check_name(check, enumeration, "valid", enumeration->c_name), enumeration->c_name,
             enumeration->base->c_type);
}

/* With its value as a number of any size. */
static void emit_enum_json(struct check *check, const struct model_enum *enumeration)
{
    struct emitter *e = check->e;
    const char *name = enumeration->c_name, *tag = enum_tag(e, enumeration);
    bool is_struct = enumeration->is_open && !enumeration->is_number;
    const char *type = enumeration->is_number ? enumeration->base->c_type
                                              : emitter_format(e, "%s %s", is_struct ? "struct" : "enum", name);
    const char *value = enumeration->is_number ? emitter_format(e, "(%s)value", type)
                        : is_struct            ? emitter_format(e, "(%s){(enum %s)value, {NULL, 0}}", type, tag)
                                               : emitter_format(e, "(%s)value", type);
    text_add(&e->text,
             "static const char *%s(swage_reader *r, const char *p, int64_t *out)\n"
             "{\n"
             "%s value;\n"
             "if (!(p = %s_read(r, p, &value)))\n"
             "    return NULL;\n"
             "*out = (int64_t)value%s;\n"
             "return p;\n"
             "}\n"
             "\n",
             check_name(check, enumeration, "read", name), type, name, is_struct ? ".value" : "");
    text_add(&e->text,
             "static char *%s(swage_buffer *out, char *p, int64_t value)\n"
             "{\n"
             "return %s_write(out, p, %s);\n"
             "}\n"
             "\n",
             check_name(check, enumeration, "write", name), name, value);
}

/* What the base can hold, as far as constants of int64_t go. */
static int64_t base_min(const struct model_type *base)
{
    return is_signed(base) ? base->min : 0;
}

static int64_t base_max(const struct model_type *base)
{
    return is_signed(base) ? base->max : base->umax < INT64_MAX ? (int64_t)base->umax : INT64_MAX;
}

static void emit_enum(struct check *check, const struct model_enum *enumeration)
{
    struct emitter *e = check->e;
    text_banner(&e->text, enumeration->name);
    emit_words(check, enumeration);
    (enumeration->is_number ? emit_number_function : emit_text_functions)(check, enumeration);
    emit_enum_json(check, enumeration);
    const char *words = emitter_find(e, enumeration, "words");
    const char *suite = check_name(check, enumeration, "suite", enumeration->c_name);
    text_add(&e->text, "static const struct swage_suite_enum %s = {\n.name = \"%s\",\n.words = %s,\n", suite,
             enumeration->c_name, words);
    text_add(&e->text, ".count = sizeof %s / sizeof *%s,\n", words, words);
    if (enumeration->is_number)
        text_add(&e->text, ".valid = %s,\n.min = %s,\n.max = %s,\n", emitter_find(e, enumeration, "valid"),
                 int_constant(e, base_min(enumeration->base)), int_constant(e, base_max(enumeration->base)));
    else
        text_add(&e->text, ".text = %s,\n.from = %s,\n", emitter_find(e, enumeration, "name"),
                 emitter_find(e, enumeration, "from"));
    if (!enumeration->is_number)
        text_add(&e->text, ".max = %zu,\n", enumeration->enumerator_count + 1);
    text_add(&e->text, ".read = %s,\n.write = %s,\n.is_open = %s,\n};\n\n", emitter_find(e, enumeration, "read"),
             emitter_find(e, enumeration, "write"), enumeration->is_open ? "true" : "false");
    check_test(check, enumeration, emitter_format(e, "%s_names_and_values_lead_to_one_another", enumeration->c_name),
               emitter_format(e, "swage_suite_words(&%s)", suite));
}

/* ---- merge patches ---- */

/* Documents and functions of a struct that another file declares, and tests. */
static void need_suite(struct check *check, const struct model_struct *structure)
{
    const struct model_type type = {
        .kind = MODEL_STRUCT,
        .schema = structure->name,
        .c_type = emitter_format(check->e, "struct %s", structure->c_name),
        .structure = structure,
    };
    if (emitter_find(check->e, structure, "suite"))
        return;
    const char *cases = emit_cases(check, &type, structure);
    emit_wrappers(check, structure, structure->c_name);
    emit_suite(check, &type, structure, cases);
}

static void emit_patch(struct check *check, const struct model_struct *patch)
{
    struct emitter *e = check->e;
    const char *name = patch->c_name, *apply = check_name(check, patch, "apply", name);
    need_suite(check, patch->patch_of);
    const char *table = check_name(check, patch, "patch", name);
    text_add(&e->text,
             "static enum swage_status %s(void *out, const void *patch, swage_arena *arena)\n"
             "{\n"
             "return %s_apply(out, patch, arena);\n"
             "}\n"
             "\n"
             "static const struct swage_suite_patch %s = {&%s, &%s, %s};\n"
             "\n",
             apply, name, table, emitter_find(e, patch->patch_of, "suite"), emitter_find(e, patch, "suite"), apply);
    check_test(check, patch, emitter_format(e, "%s_changes_structs_as_it_changes_json", name),
               emitter_format(e, "swage_suite_patches(&%s)", table));
}

/* ---- layouts ---- */

static void add_layout(struct check *check, struct text *rows, const char *what, size_t expected)
{
    check_row(rows, "{\"%s\", %s, %zu},\n", what, what, expected);
    check->case_count++;
}

static void add_struct_layout(struct check *check, struct text *rows, const struct model_struct *structure)
{
    const struct model_type type = {.kind = MODEL_STRUCT, .structure = structure};
    struct bounds_layout end = {0, 1};
    size_t size = bounds_layout(check->bounds, &type).size;
    if (size != BOUNDS_NONE)
        add_layout(check, rows, emitter_format(check->e, "sizeof(struct %s)", structure->c_name), size);
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        struct bounds_layout layout = {8, 8};
        if (!member->is_pointer)
            layout = bounds_layout(check->bounds, member->type);
        if (layout.size == BOUNDS_NONE)
            return;
        end = bounds_append(end, layout);
        add_layout(check, rows, emitter_format(check->e, "offsetof(struct %s, %s)", structure->c_name, member->c_name),
                   end.size - layout.size);
    }
}

static void add_union_layout(struct check *check, struct text *rows, const struct model_union *choice)
{
    const struct model_type type = {.kind = MODEL_UNION, .choice = choice};
    size_t size = bounds_layout(check->bounds, &type).size;
    if (size != BOUNDS_NONE)
        add_layout(check, rows, emitter_format(check->e, "sizeof(struct %s)", choice->c_name), size);
}

static void emit_layouts(struct check *check)
{
    struct emitter *e = check->e;
    struct text rows;
    text_init(&rows, e->pool);
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT)
            add_struct_layout(check, &rows, decl->structure);
        else if (decl->kind == MODEL_DECL_UNION)
            add_union_layout(check, &rows, decl->choice);
    }
    if (rows.len == 0)
        return;
    text_banner(&e->text, "layouts");
    const char *name = check_name(check, e->model, "layouts", e->model->c_stem);
    check_table(check, emitter_format(e, "static const struct swage_suite_layout %s[]", name), &rows);
    check_test(check, e->model, "structs_lie_in_memory_as_they_should",
               emitter_format(e, "swage_suite_layouts(%s, sizeof %s / sizeof *%s)", name, name, name));
}

/* ---- all ---- */

void check_types(struct check *check)
{
    const struct model *model = check->e->model;
    for (size_t i = 0; i < model->decl_count; i++) {
        const struct model_decl *decl = &model->decls[i];
        struct model_type type = {.kind = MODEL_STRUCT, .structure = decl->structure, .choice = decl->choice};
        if (decl->kind == MODEL_DECL_STRUCT) {
            type.schema = decl->structure->name;
            emit_type(check, &type, decl->structure);
        } else if (decl->kind == MODEL_DECL_UNION) {
            type.kind = MODEL_UNION;
            type.schema = decl->choice->name;
            emit_type(check, &type, decl->choice);
        } else if (decl->kind == MODEL_DECL_ENUM) {
            emit_enum(check, decl->enumeration);
        }
    }
    for (size_t i = 0; i < model->decl_count; i++) {
        const struct model_struct *patch = model->decls[i].kind == MODEL_DECL_STRUCT ? model->decls[i].structure : NULL;
        if (patch && patch->patch_of)
            emit_patch(check, patch);
    }
    emit_layouts(check);
}
