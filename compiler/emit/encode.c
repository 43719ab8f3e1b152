/* SPDX-License-Identifier: MIT */
/*
 * Encoders: one function a type, which takes the cursor and returns it behind the value, or NULL.
 *
 * What stands between two values is known here: commas, keys and quotes are merged into one literal. A run of members whose
 * longest text can be said beforehand (scalars and strings) shares one reservation; a struct or an array ends a run.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

enum { RUN_VALUES_MAX = 24, RUN_WIDTH = 100 };

/* Lines that are held back until the size of their reservation is known. */
struct run {
    struct emitter *e;
    struct text lines;   /* without indentation */
    struct text literal; /* what is to be put before the next value */
    struct text sizes;   /* " + SWAGE_MAX_INT32 + in->name.len" */
    size_t line_start;   /* in sizes, for folding */
    size_t bytes;        /* of literals and constants */
    unsigned values;
};

static void run_open(struct run *run, struct emitter *e)
{
    *run = (struct run){.e = e};
    text_init(&run->lines, e->pool);
    text_init(&run->literal, e->pool);
    text_init(&run->sizes, e->pool);
}

static void run_put(struct run *run, const char *bytes, size_t len)
{
    text_bytes(&run->literal, bytes, len);
}

static void run_line(struct run *run, const char *line)
{
    text_bytes(&run->lines, line, strlen(line));
}

static void run_flush(struct run *run)
{
    if (run->literal.len == 0)
        return;
    run_line(run, emitter_format(run->e, "p = swage_put(p, %s, %zu);\n",
                                 text_literal(run->e->pool, run->literal.ptr, run->literal.len), run->literal.len));
    run->bytes += run->literal.len;
    run->literal.len = 0;
}

static void run_size(struct run *run, const char *size)
{
    if (run->sizes.len - run->line_start + strlen(size) > RUN_WIDTH) {
        text_bytes(&run->sizes, "\n   ", 4);
        run->line_start = run->sizes.len;
    }
    text_bytes(&run->sizes, " + ", 3);
    text_bytes(&run->sizes, size, strlen(size));
    run->values++;
}

/* Writes what was held back behind its reservation. */
static void run_close(struct run *run)
{
    run_flush(run);
    if (run->lines.len > 0) {
        const char *sizes = run->sizes.len > 0 ? run->sizes.ptr : "";
        text_add(&run->e->text, "if (!(p = swage_reserve(out, p, %zu%s)))\n    return NULL;\n", run->bytes, sizes);
        text_add(&run->e->text, "%s", run->lines.ptr);
    }
    run->lines.len = run->sizes.len = run->line_start = run->bytes = 0;
    run->values = 0;
}

/* ---- values ---- */

static bool is_run_value(const struct model_type *type)
{
    return is_scalar(type) || type->kind == MODEL_STRING;
}

static size_t longest_enumerator(struct emitter *e, const struct model_enum *enumeration)
{
    size_t longest = 0;
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_text *text = &enumeration->enumerators[i].text;
        size_t len = text_json(e->pool, text->ptr, text->len).len + 2;
        longest = len > longest ? len : longest;
    }
    return longest;
}

/* The longest text of a value, quotes of strings not included, as an expression. */
static const char *value_size(struct emitter *e, const struct model_type *type, const char *value)
{
    if (type->kind == MODEL_STRING)
        return emitter_format(e, "%s.len", value);
    if (is_text_enum(type))
        return emitter_format(e, "%zu", longest_enumerator(e, type->enumeration));
    return scalar_max(e, type);
}

/* The statement that writes a scalar, or the characters of a string, at the cursor. */
static const char *value_line(struct emitter *e, const struct model_type *type, const char *value)
{
    if (type->kind == MODEL_STRING)
        return emitter_format(e, "if (!(p = swage_write_text(out, p, %s)))\n    return NULL;\n", value);
    if (type->kind == MODEL_ENUM)
        return emitter_format(e, "if (!(p = %s_write(out, p, %s)))\n    return NULL;\n", type->enumeration->c_name, value);
    if (is_float(type))
        return emitter_format(e, "if (!(p = swage_write_%s(out, p, %s)))\n    return NULL;\n", scalar_word(type), value);
    if (type->kind == MODEL_BOOL)
        return emitter_format(e, "p = swage_write_bool(p, %s);\n", value);
    return emitter_format(e, "p = swage_write_%s(p, %s);\n", is_signed(type) ? "int64" : "uint64", value);
}

static const char *call_line(struct emitter *e, const struct model_type *type, const char *value, bool is_pointer)
{
    if (type->kind == MODEL_STRUCT)
        return emitter_format(e, "if (!(p = %s_write(out, p, %s%s)))\n    return NULL;\n", type->structure->c_name,
                              is_pointer ? "" : "&", value);
    return emitter_format(e, "if (!(p = %s(out, p, %s)))\n    return NULL;\n", emitter_find(e, type, "write"), value);
}

/* A value in a run, or one that ends it. */
static void run_value(struct run *run, const struct model_type *type, const char *value, bool is_pointer)
{
    bool is_string = type->kind == MODEL_STRING;
    if (!is_run_value(type)) {
        run_close(run);
        text_add(&run->e->text, "%s", call_line(run->e, type, value, is_pointer));
        return;
    }
    if (is_string)
        run_put(run, "\"", 1);
    run_flush(run);
    run_size(run, value_size(run->e, type, value));
    run_line(run, value_line(run->e, type, value));
    if (is_string)
        run_put(run, "\"", 1);
}

/* ---- arrays ---- */

static void emit_items(struct emitter *e, const struct model_type *item, const char *count, const char *value)
{
    struct text *t = &e->text;
    bool is_string = item->kind == MODEL_STRING;
    if (is_scalar(item))
        text_add(t, "if (!(p = swage_reserve(out, p, 2 + %s * (%s + 1))))\n    return NULL;\n", count, value_size(e, item, value));
    else
        text_add(t, "if (!(p = swage_reserve(out, p, 1)))\n    return NULL;\n");
    text_add(t, "*p++ = '[';\nfor (size_t i = 0; i < %s; i++) {\n", count);
    if (is_string)
        text_add(t, "if (!(p = swage_reserve(out, p, %s.len + 3)))\n    return NULL;\n", value);
    else if (!is_scalar(item))
        text_add(t, "if (!(p = swage_reserve(out, p, 1)))\n    return NULL;\n");
    text_add(t, "if (i > 0)\n    *p++ = ',';\n");
    if (is_string)
        text_add(t, "*p++ = '\"';\n");
    text_add(t, "%s", is_run_value(item) ? value_line(e, item, value) : call_line(e, item, value, false));
    text_add(t, is_string ? "*p++ = '\"';\n}\n" : "}\n");
    if (!is_scalar(item))
        text_add(t, "if (!(p = swage_reserve(out, p, 1)))\n    return NULL;\n");
    text_add(t, "*p++ = ']';\nreturn p;\n}\n\n");
}

void emit_write_functions(struct emitter *e, const struct model_type *type, const char *base)
{
    if ((type->kind != MODEL_ARRAY && type->kind != MODEL_FIXED) || emitter_find(e, type, "write"))
        return;
    emit_write_functions(e, type->item, emitter_format(e, "%s_item", base));
    const char *name = emitter_name(e, type, "write", base);
    if (type->kind == MODEL_ARRAY) {
        text_add(&e->text, "static char *%s(swage_buffer *out, char *p, %s in)\n{\n", name, type->array->c_type);
        emit_items(e, type->item, "in.len", "in.ptr[i]");
    } else {
        text_add(&e->text, "static char *%s(swage_buffer *out, char *p, const %s in%s)\n{\n", name, type->c_type,
                 fixed_dims(e, type));
        emit_items(e, type->item, emitter_format(e, "%zu", type->most), "in[i]");
    }
}

/* ---- enums ---- */

static void emit_text_enum_encoder(struct emitter *e, const struct model_enum *enumeration)
{
    struct text *t = &e->text;
    text_add(t, "char *%s_write(swage_buffer *out, char *p, enum %s value)\n{\nswitch (value) {\n", enumeration->c_name,
             enumeration->c_name);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        struct model_text json = text_json(e->pool, enumerator->text.ptr, enumerator->text.len);
        const char *quoted = pool_printf(e->pool, "\"%s\"", json.ptr);
        text_add(t, "case %s:\nreturn swage_put(p, %s, %zu);\n", enumerator->c_name,
                 text_literal(e->pool, quoted, json.len + 2), json.len + 2);
    }
    text_add(t,
             "case %s_UNSET:\n"
             "return swage_write_failed(out, SWAGE_E_UNSET);\n"
             "}\n"
             "return swage_write_failed(out, SWAGE_E_VALUE);\n"
             "}\n"
             "\n",
             enumeration->c_upper);
}

static void emit_number_enum_encoder(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text,
             "char *%s_write(swage_buffer *out, char *p, %s value)\n"
             "{\n"
             "if (!%s_valid(value))\n"
             "    return swage_write_failed(out, SWAGE_E_VALUE);\n"
             "return swage_write_%s(p, value);\n"
             "}\n"
             "\n",
             enumeration->c_name, enumeration->base->c_type, enumeration->c_name,
             is_signed(enumeration->base) ? "int64" : "uint64");
}

/* ---- structs ---- */

/* What is known of the comma before a member. */
enum place { PLACE_FIRST, PLACE_MAYBE, PLACE_LATER };

static void put_key(struct run *run, const struct model_member *member, enum place place)
{
    struct model_text json = text_json(run->e->pool, member->key.ptr, member->key.len);
    if (place == PLACE_MAYBE) {
        run_flush(run);
        run_line(run, "if (p[-1] != '{')\n    *p++ = ',';\n");
        run->bytes++;
    }
    if (place == PLACE_LATER)
        run_put(run, ",", 1);
    run_put(run, "\"", 1);
    run_put(run, json.ptr, json.len);
    run_put(run, "\":", 2);
}

static const char *presence_test(struct emitter *e, const struct model_member *member)
{
    if (member->presence == MODEL_BY_HAS)
        return emitter_format(e, "in->has.%s", member->c_name);
    if (member->is_pointer)
        return emitter_format(e, "in->%s", member->c_name);
    return emitter_format(e, "in->%s.ptr", member->c_name);
}

/* Lines inside of braces: they belong to the run when the value does, else they have runs of their own. */
static void block_open(struct run *run, const char *head, bool is_run)
{
    if (!is_run)
        run_close(run);
    else
        run_flush(run);
    if (is_run)
        run_line(run, head);
    else
        text_add(&run->e->text, "%s", head);
}

static void block_close(struct run *run, const char *tail, bool is_run)
{
    block_open(run, tail, is_run); /* the same: what is pending goes out before the brace */
}

static void put_member_value(struct run *run, const struct model_member *member)
{
    run_value(run, member->type, emitter_format(run->e, "in->%s", member->c_name), member->is_pointer);
}

/* "bio": null or a value; the key is always written. */
static void put_nullable(struct run *run, const struct model_member *member, enum place place)
{
    bool is_run = is_run_value(member->type);
    put_key(run, member, place);
    block_open(run, emitter_format(run->e, "if (%s) {\n", presence_test(run->e, member)), is_run);
    put_member_value(run, member);
    block_close(run, "} else {\n", is_run);
    run_put(run, "null", 4);
    block_close(run, "}\n", is_run);
}

static void put_optional(struct run *run, const struct model_member *member, enum place place)
{
    struct emitter *e = run->e;
    bool is_run = is_run_value(member->type);
    const char *test = presence_test(e, member);
    if (member->has_null_bit) {
        block_open(run, emitter_format(e, "if (in->is_null.%s) {\n", member->c_name), is_run);
        put_key(run, member, place);
        run_put(run, "null", 4);
        block_close(run, emitter_format(e, "} else if (%s) {\n", test), is_run);
    } else {
        block_open(run, emitter_format(e, "if (%s) {\n", test), is_run);
    }
    put_key(run, member, place);
    put_member_value(run, member);
    block_close(run, "}\n", is_run);
}

static enum place put_member(struct run *run, const struct model_member *member, enum place place)
{
    if (run->values >= RUN_VALUES_MAX)
        run_close(run);
    if (member->is_optional) {
        put_optional(run, member, place);
        return place == PLACE_LATER ? PLACE_LATER : PLACE_MAYBE;
    }
    if (member->presence != MODEL_ALWAYS) {
        put_nullable(run, member, place);
        return PLACE_LATER;
    }
    put_key(run, member, place);
    put_member_value(run, member);
    return PLACE_LATER;
}

static void emit_struct_encoder(struct emitter *e, const struct model_struct *structure)
{
    const char *name = structure->c_name;
    for (size_t i = 0; i < structure->member_count; i++)
        emit_write_functions(e, structure->members[i].type,
                             emitter_format(e, "%s_%s", name, structure->members[i].c_name));
    text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, const struct %s *in)\n{\n", name, name);
    struct run run;
    enum place place = PLACE_FIRST;
    run_open(&run, e);
    run_put(&run, "{", 1);
    for (size_t i = 0; i < structure->member_count; i++)
        place = put_member(&run, &structure->members[i], place);
    run_put(&run, "}", 1);
    run_close(&run);
    text_add(&e->text, "return p;\n}\n\n");
    text_add(&e->text,
             "enum swage_status %s_encode(const struct %s *in, swage_buffer *out)\n"
             "{\n"
             "char *p = swage_writer_open(out, 0);\n"
             "return swage_writer_close(out, p ? %s_write(out, p, in) : NULL);\n"
             "}\n"
             "\n",
             name, name, name);
}

void emit_write_root(struct emitter *e, const struct model_type *type, const char *value)
{
    struct run run;
    run_open(&run, e);
    run_value(&run, type, value, true);
    run_close(&run);
    text_add(&e->text, "return p;\n");
}

void emit_encoders(struct emitter *e)
{
    text_banner(&e->text, "encode");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_ENUM && decl->enumeration->is_number)
            emit_number_enum_encoder(e, decl->enumeration);
        else if (decl->kind == MODEL_DECL_ENUM)
            emit_text_enum_encoder(e, decl->enumeration);
        else if (decl->kind == MODEL_DECL_STRUCT)
            emit_struct_encoder(e, decl->structure);
    }
}
