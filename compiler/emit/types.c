/* SPDX-License-Identifier: MIT */
/* NAME.h: the structs and enums of a schema and what can be done with them; and the frame of NAME.c. */
#include "config.h"

#include "emit/emitter.h"

static void open_guard(struct emitter *e, const char *suffix)
{
    emitter_head(e);
    text_add(&e->text,
             "#ifndef %s%s_H\n"
             "#define %s%s_H\n"
             "\n",
             e->model->c_guard, suffix, e->model->c_guard, suffix);
}

static void emit_includes(struct emitter *e)
{
    text_add(&e->text, "#include <swage/swage.h>\n");
    if (e->model->import_count > 0)
        text_add(&e->text, "\n");
    for (size_t i = 0; i < e->model->import_count; i++)
        text_add(&e->text, "#include \"%s.h\"\n", e->model->imports[i].stem);
    text_add(&e->text,
             "\n"
             "#if SWAGE_ABI != 1\n"
             "#error \"generated for another version of the swage runtime: generate it again\"\n"
             "#endif\n"
             "\n"
             "#ifdef __cplusplus\n"
             "extern \"C\" {\n"
             "#endif\n");
    e->text.indent = 0; /* nothing inside of extern "C" is indented */
}

/* ---- enums ---- */

static void emit_enum(struct emitter *e, const struct model_enum *enumeration)
{
    struct text *t = &e->text;
    text_doc(t, enumeration->doc);
    text_add(t, "enum %s {\n", enumeration->c_name);
    if (!enumeration->is_number)
        text_add(t, "%s_UNSET = 0,\n", enumeration->c_upper);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        bool is_last = i + 1 == enumeration->enumerator_count;
        text_doc(t, enumerator->doc);
        if (enumeration->is_number)
            text_add(t, "%s = %s%s\n", enumerator->c_name, int_constant(e, enumerator->number), is_last ? "" : ",");
        else
            text_add(t, "%s%s\n", enumerator->c_name, is_last ? "" : ",");
    }
    text_add(t, "};\n\n");
}

/* An enum of C holds an int: constants of other numbers become macros, which C and C++ take alike. */
static bool fits_enum(const struct model_enum *enumeration)
{
    for (size_t i = 0; enumeration->is_number && i < enumeration->enumerator_count; i++) {
        int64_t number = enumeration->enumerators[i].number;
        if (number < INT32_MIN || number > INT32_MAX)
            return false;
    }
    return true;
}

static void emit_wide_constants(struct emitter *e, const struct model_enum *enumeration)
{
    text_doc(&e->text, enumeration->doc);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        text_add(&e->text, "#define %s %s\n", enumeration->enumerators[i].c_name,
                 int_constant(e, enumeration->enumerators[i].number));
    text_add(&e->text, "\n");
}

/* ---- structs ---- */

static void emit_member(struct emitter *e, const struct model_member *member)
{
    const struct model_type *type = member->type;
    text_doc(&e->text, member->doc);
    if (member->is_pointer)
        text_add(&e->text, "const %s *%s;\n", type->c_type, member->c_name);
    else
        text_add(&e->text, "%s %s%s;\n", type->c_type, member->c_name, fixed_dims(e, type));
}

static void emit_bits(struct emitter *e, const struct model_struct *structure, bool is_null)
{
    text_add(&e->text, "struct {\n");
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        if (is_null ? member->has_null_bit : member->presence == MODEL_BY_HAS)
            text_add(&e->text, "bool %s : 1;\n", member->c_name);
    }
    text_add(&e->text, "} %s;\n", is_null ? "is_null" : "has");
}

static void emit_array_struct(struct emitter *e, const struct model_array *array)
{
    text_add(&e->text,
             "%s {\n"
             "const %s *ptr;\n"
             "size_t len;\n"
             "};\n"
             "\n",
             array->c_type, array->c_item);
}

static void emit_struct(struct emitter *e, const struct model_struct *structure)
{
    struct text *t = &e->text;
    text_doc(t, structure->doc);
    text_add(t, "struct %s {\n", structure->c_name);
    for (size_t i = 0; i < structure->member_count; i++)
        emit_member(e, &structure->members[i]);
    if (structure->has_bits)
        emit_bits(e, structure, false);
    if (structure->has_null_bits)
        emit_bits(e, structure, true);
    text_add(t, "};\n\n");
    if (structure->has_array && !structure->needs_forward)
        emit_array_struct(e, structure->array);
}

static void emit_forwards(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind != MODEL_DECL_STRUCT || !decl->structure->needs_forward)
            continue;
        text_add(&e->text, "struct %s;\n\n", decl->structure->c_name);
        if (decl->structure->has_array)
            emit_array_struct(e, decl->structure->array);
    }
}

static void emit_declaration(struct emitter *e, const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT:
        emit_struct(e, decl->structure);
        break;
    case MODEL_DECL_ENUM:
        if (fits_enum(decl->enumeration))
            emit_enum(e, decl->enumeration);
        else
            emit_wide_constants(e, decl->enumeration);
        if (decl->enumeration->has_array)
            emit_array_struct(e, decl->enumeration->array);
        break;
    case MODEL_DECL_UNION:
    case MODEL_DECL_EXTERN:
        break;
    case MODEL_DECL_TYPEDEF:
        text_doc(&e->text, decl->alias->doc);
        text_add(&e->text, "typedef %s %s%s;\n\n", decl->alias->type->c_type, decl->alias->c_name,
                 fixed_dims(e, decl->alias->type));
        break;
    }
}

/* ---- functions ---- */

static void emit_struct_functions(struct emitter *e, const char *name)
{
    text_add(&e->text,
             "/* Sets every member to its default, and those without one to zero: absent. */\n"
             "void %s_init(struct %s *out);\n"
             "\n"
             "/*\n"
             " * Reads JSON strictly. Texts of `out` point into `json` where they can, else into `arena`: both must outlive it.\n"
             " * On failure `out` is untouched, and `error` (may be NULL) says what is wrong and where.\n"
             " */\n"
             "enum swage_status %s_decode(swage_str json, swage_arena *arena, struct %s *out, struct swage_error *error);\n"
             "\n"
             "/* Appends the value as JSON. On failure nothing is appended. */\n"
             "enum swage_status %s_encode(const struct %s *in, swage_buffer *out);\n"
             "\n",
             name, name, name, name, name, name);
    text_add(&e->text,
             "/* Whether both hold the same values. */\n"
             "bool %s_equal(const struct %s *a, const struct %s *b);\n"
             "\n"
             "/* A deep copy: all that `out` points to is in `arena`, every text with a NUL behind it. */\n"
             "enum swage_status %s_copy(const struct %s *in, swage_arena *arena, struct %s *out);\n"
             "\n",
             name, name, name, name, name, name);
}

static void emit_enum_functions(struct emitter *e, const struct model_enum *enumeration)
{
    const char *name = enumeration->c_name;
    if (enumeration->is_number) {
        text_add(&e->text,
                 "/* Whether the number is one of the enum's. */\n"
                 "bool %s_valid(%s value);\n"
                 "\n",
                 name, enumeration->base->c_type);
        return;
    }
    text_add(&e->text,
             "/* The text on the wire; absent for %s_UNSET and numbers that are none of the enum's. */\n"
             "swage_str %s_name(enum %s value);\n"
             "\n"
             "/* The value of a text; %s_UNSET for one that is none of the enum's. */\n"
             "enum %s %s_from(swage_str text);\n"
             "\n",
             enumeration->c_upper, name, name, enumeration->c_upper, name, name);
}

static void emit_functions(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT)
            emit_struct_functions(e, decl->structure->c_name);
        if (decl->kind == MODEL_DECL_ENUM)
            emit_enum_functions(e, decl->enumeration);
    }
}

static void emit_internals(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        bool is_struct = decl->kind == MODEL_DECL_STRUCT;
        if (decl->kind == MODEL_DECL_TYPEDEF)
            continue;
        const char *name = is_struct ? decl->structure->c_name : decl->enumeration->c_name;
        const char *type = is_struct                         ? emitter_format(e, "struct %s ", name)
                           : decl->enumeration->is_number ? emitter_format(e, "%s ", decl->enumeration->base->c_type)
                                                             : emitter_format(e, "enum %s ", name);
        text_add(&e->text,
                 "extern const struct swage_type %s_type;\n"
                 "const char *%s_read(swage_reader *r, const char *p, %s*out);\n",
                 name, name, type);
        if (is_struct)
            text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, const struct %s *in);\n\n", name, name);
        else if (decl->enumeration->is_number)
            text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, %s value);\n\n", name,
                     decl->enumeration->base->c_type);
        else
            text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, enum %s value);\n\n", name, name);
    }
}

void emit_types_header(struct emitter *e)
{
    struct text *t = &e->text;
    open_guard(e, "");
    emit_includes(e);
    text_banner(t, "types");
    emit_forwards(e);
    for (size_t i = 0; i < e->model->decl_count; i++)
        emit_declaration(e, &e->model->decls[i]);
    text_banner(t, "functions");
    emit_functions(e);
    text_banner(t, "for other generated code");
    emit_internals(e);
    text_add(t, "#ifdef __cplusplus\n");
    t->indent = 1;
    text_add(t, "}\n"
                "#endif\n"
                "\n"
                "#endif\n");
}

void emit_types_source(struct emitter *e)
{
    emitter_head(e);
    text_add(&e->text, "#include \"%s.h\"\n", e->model->stem);
    if (e->model->decl_count == 0)
        return;
    emit_tables(e);
    emit_values(e);
    emit_decoders(e);
    emit_encoders(e);
}
