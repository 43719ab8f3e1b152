/* SPDX-License-Identifier: MIT */
/* NAME.h: the structs and enums of a schema and what can be done with them; and the frame of NAME.c. */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

static void open_guard(struct emitter *e, const char *suffix)
{
    emitter_head(e);
    text_add(&e->text,
             "#ifndef %s%s_H\n"
             "#define %s%s_H\n"
             "\n",
             e->model->c_guard, suffix, e->model->c_guard, suffix);
}

static bool has_externs(const struct model *model)
{
    for (size_t i = 0; i < model->decl_count; i++)
        if (model->decls[i].kind == MODEL_DECL_EXTERN && model->decls[i].external->header)
            return true;
    return false;
}

/* The headers of the user's types, each once. */
static void emit_extern_includes(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_extern *external = e->model->decls[i].external;
        bool is_seen = e->model->decls[i].kind != MODEL_DECL_EXTERN || !external->header;
        for (size_t j = 0; j < i && !is_seen; j++)
            is_seen = e->model->decls[j].kind == MODEL_DECL_EXTERN && e->model->decls[j].external->header &&
                      strcmp(e->model->decls[j].external->header, external->header) == 0;
        if (!is_seen)
            text_add(&e->text, "#include \"%s\"\n", external->header);
    }
}

static void emit_includes(struct emitter *e)
{
    text_add(&e->text, "#include <swage/swage.h>\n");
    if (e->model->import_count > 0 || has_externs(e->model))
        text_add(&e->text, "\n");
    for (size_t i = 0; i < e->model->import_count; i++)
        text_add(&e->text, "#include \"%s.h\"\n", e->model->imports[i].stem);
    emit_extern_includes(e);
    text_add(&e->text,
             "\n"
             "#if SWAGE_ABI != 4\n"
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
    text_add(t, "enum %s {\n", enum_tag(e, enumeration));
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
    if (enumeration->is_open && !enumeration->is_number)
        text_add(t,
                 "/* Of a text that is none of the above `value` is %s_UNSET and `text` what was sent. */\n"
                 "struct %s {\n"
                 "enum %s value;\n"
                 "swage_str text;\n"
                 "};\n"
                 "\n",
                 enumeration->c_upper, enumeration->c_name, enum_tag(e, enumeration));
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
        text_add(&e->text, "%s;\n", c_variable(e, type, member->c_name));
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
    if (structure->member_count == 0)
        text_add(t, "char empty_; /* the struct has no members, and C wants one */\n");
    if (structure->has_bits)
        emit_bits(e, structure, false);
    if (structure->has_null_bits)
        emit_bits(e, structure, true);
    text_add(t, "};\n\n");
    if (structure->has_array && !structure->needs_forward)
        emit_array_struct(e, structure->array);
}

static void emit_union(struct emitter *e, const struct model_union *choice)
{
    struct text *t = &e->text;
    text_doc(t, choice->doc);
    text_add(t, "enum %s_kind {\n%s_UNSET = 0,\n", choice->c_name, choice->c_upper);
    for (size_t i = 0; i < choice->variant_count; i++)
        text_add(t, "%s%s\n", choice->variants[i].c_constant, i + 1 < choice->variant_count ? "," : "");
    text_add(t, "};\n\nstruct %s {\nenum %s_kind kind;\nunion {\n", choice->c_name, choice->c_name);
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        text_doc(t, variant->doc);
        if (variant->is_pointer)
            text_add(t, "const %s *%s;\n", variant->type->c_type, variant->c_name);
        else
            text_add(t, "%s;\n", c_variable(e, variant->type, variant->c_name));
    }
    text_add(t, "};\n};\n\n");
    if (!choice->needs_forward)
        emit_array_struct(e, choice->array);
}

static void emit_forwards(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT && decl->structure->needs_forward) {
            text_add(&e->text, "struct %s;\n\n", decl->structure->c_name);
            if (decl->structure->has_array)
                emit_array_struct(e, decl->structure->array);
        } else if (decl->kind == MODEL_DECL_UNION && decl->choice->needs_forward) {
            text_add(&e->text, "struct %s;\n\n", decl->choice->c_name);
            emit_array_struct(e, decl->choice->array);
        }
    }
}

/* What comes from the use of types within one another has to be known before. */
static void emit_heads(struct emitter *e, const struct model_decl *decl)
{
    if (decl->kind == MODEL_DECL_TYPEDEF)
        emit_container_heads(e, decl->alias->type);
    for (size_t i = 0; decl->kind == MODEL_DECL_STRUCT && i < decl->structure->member_count; i++)
        emit_container_heads(e, decl->structure->members[i].type);
    for (size_t i = 0; decl->kind == MODEL_DECL_UNION && i < decl->choice->variant_count; i++)
        emit_container_heads(e, decl->choice->variants[i].type);
}

static void emit_declaration(struct emitter *e, const struct model_decl *decl)
{
    emit_heads(e, decl);
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
        emit_union(e, decl->choice);
        break;
    case MODEL_DECL_EXTERN: /* the user's header has it */
        break;
    case MODEL_DECL_TYPEDEF:
        text_doc(&e->text, decl->alias->doc);
        text_add(&e->text, "typedef %s;\n\n", c_variable(e, decl->alias->type, decl->alias->c_name));
        break;
    }
}

/* ---- functions ---- */

static void emit_init_function(struct emitter *e, const char *name)
{
    text_add(&e->text,
             "/* Sets every member to its default, and those without one to zero: absent. */\n"
             "void %s_init(struct %s *out);\n"
             "\n",
             name, name);
}

static void emit_object_functions(struct emitter *e, const char *name)
{
    text_add(&e->text,
             "/*\n"
             " * Reads JSON strictly. Texts of `out` point into `json` where they can, else into `arena`: both must outlive it.\n"
             " * On failure `out` is untouched, and `error` (may be NULL) says what is wrong and where.\n"
             " */\n"
             "enum swage_status %s_decode(swage_str json, swage_arena *arena, struct %s *out, struct swage_error *error);\n"
             "\n"
             "/* Appends the value as JSON. On failure nothing is appended. */\n"
             "enum swage_status %s_encode(const struct %s *in, swage_buffer *out);\n"
             "\n"
             "/* Whether JSON made of the value is what the schema wants; else SWAGE_E_INVALID, `error` (may be NULL) says why, or\n"
             "   what encoding it returned. Takes as long as encoding and decoding, and memory for the text. */\n"
             "enum swage_status %s_validate(const struct %s *in, struct swage_error *error);\n"
             "\n",
             name, name, name, name, name, name);
    text_add(&e->text,
             "/* Whether both hold the same values, entries of maps in the same order. */\n"
             "bool %s_equal(const struct %s *a, const struct %s *b);\n"
             "\n"
             "/* A deep copy: all that `out` points to is in `arena`, every text with a NUL behind it. */\n"
             "enum swage_status %s_copy(const struct %s *in, swage_arena *arena, struct %s *out);\n"
             "\n"
             "/* A deep copy in one block of memory, for free(); NULL when there is none. */\n"
             "struct %s *%s_dup(const struct %s *in);\n"
             "\n",
             name, name, name, name, name, name, name, name, name);
}

static void emit_struct_functions(struct emitter *e, const struct model_struct *structure)
{
    const char *name = structure->c_name;
    for (size_t i = 0; i < structure->check_count; i++)
        text_add(&e->text,
                 "/* Yours: says by swage_fault_add() which members do not go together. Each is in order by itself. */\n"
                 "void %s(const struct %s *in, struct swage_faults *faults);\n"
                 "\n",
                 structure->checks[i].c_name, name);
    emit_init_function(e, name);
    emit_object_functions(e, name);
    if (structure->patch_of)
        text_add(&e->text,
                 "/*\n"
                 " * Changes `out` as the patch says (RFC 7396): what is absent stays, null takes away, objects and maps are merged, the\n"
                 " * rest is replaced. What it takes from the patch is lent, what it makes is in `arena`. SWAGE_E_UNSET, and `out`\n"
                 " * untouched, when an object that was not there would lack a required member. Validate the result.\n"
                 " */\n"
                 "enum swage_status %s_apply(struct %s *out, const struct %s *patch, swage_arena *arena);\n"
                 "\n",
                 name, structure->patch_of->c_name, name);
}

static void emit_extern_functions(struct emitter *e, const struct model_extern *external)
{
    const struct model_type *base = external->base;
    text_add(&e->text,
             "/* Yours: makes `out` of a value that came in and is in order as %s; anything but SWAGE_OK refuses it. */\n"
             "enum swage_status %s_read(%s value, swage_arena *arena, %s *out);\n"
             "\n",
             base->schema, external->c_name, base->c_type, external->c_type);
    if (has_ptr(base))
        text_add(&e->text,
                 "/* Yours: sets `out` to what goes out, which may lie in `room` of `size` bytes. */\n"
                 "enum swage_status %s_write(const %s *in, char *room, size_t size, %s *out);\n"
                 "\n",
                 external->c_name, external->c_type, base->c_type);
    else
        text_add(&e->text,
                 "/* Yours: sets `out` to what goes out. */\n"
                 "enum swage_status %s_write(const %s *in, %s *out);\n"
                 "\n",
                 external->c_name, external->c_type, base->c_type);
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
             enumeration->c_upper, name, enum_tag(e, enumeration), enumeration->c_upper, enum_tag(e, enumeration), name);
}

static void emit_functions(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        switch (decl->kind) {
        case MODEL_DECL_STRUCT: emit_struct_functions(e, decl->structure); break;
        case MODEL_DECL_UNION: emit_object_functions(e, decl->choice->c_name); break;
        case MODEL_DECL_ENUM: emit_enum_functions(e, decl->enumeration); break;
        case MODEL_DECL_EXTERN: emit_extern_functions(e, decl->external); break;
        case MODEL_DECL_TYPEDEF: break;
        }
    }
}

/* The functions that decoders and encoders call of one another. `type` is the C type with a space behind it. */
static void emit_internal(struct emitter *e, const char *name, const char *type, bool is_object_type)
{
    text_add(&e->text,
             "extern const struct swage_type %s_type;\n"
             "const char *%s_read(swage_reader *r, const char *p, %s*out);\n",
             name, name, type);
    if (is_object_type)
        text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, const %s*in);\n\n", name, type);
    else
        text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, %svalue);\n\n", name, type);
}

static const char *enum_c_type(struct emitter *e, const struct model_enum *enumeration)
{
    if (enumeration->is_number)
        return emitter_format(e, "%s ", enumeration->base->c_type);
    return emitter_format(e, "%s %s ", enumeration->is_open ? "struct" : "enum", enumeration->c_name);
}

static void emit_internals(struct emitter *e)
{
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT)
            emit_internal(e, decl->structure->c_name, emitter_format(e, "struct %s ", decl->structure->c_name), true);
        else if (decl->kind == MODEL_DECL_UNION)
            emit_internal(e, decl->choice->c_name, emitter_format(e, "struct %s ", decl->choice->c_name), true);
        else if (decl->kind == MODEL_DECL_ENUM)
            emit_internal(e, decl->enumeration->c_name, enum_c_type(e, decl->enumeration), false);
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
    emit_container_bodies(e);
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
    emit_decoders(e);
    emit_encoders(e);
    emit_values(e);
    emit_patches(e);
    emit_tables(e);
}
