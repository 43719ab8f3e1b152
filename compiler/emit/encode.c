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

/* What a run may hold: what has no brackets, and a longest text that can be said beforehand. */
static bool is_run_value(const struct model_type *type)
{
    return is_scalar(type) || is_text(type) || type->kind == MODEL_BYTES || type->kind == MODEL_ENUM;
}

/* Whether quotes stand around what value_line writes. */
static bool has_quotes(const struct model_type *type)
{
    return type->kind == MODEL_STRING || type->kind == MODEL_BYTES || type->is_quoted;
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

/* The longest text of a value, without has_quotes, as an expression. */
static const char *value_size(struct emitter *e, const struct model_type *type, const char *value)
{
    if (is_text(type))
        return emitter_format(e, "%s.len", value);
    if (type->is_file)
        return emitter_format(e, "swage_bytes_text_len(SWAGE_BASE64, (size_t)%s.len)", value);
    if (type->kind == MODEL_BYTES)
        return emitter_format(e, "swage_bytes_text_len(%s, %s.len)", encoding_name(type), value);
    if (is_open_enum(type))
        return emitter_format(e, "%zu + %s.text.len", longest_enumerator(e, type->enumeration), value);
    if (is_text_enum(type))
        return emitter_format(e, "%zu", longest_enumerator(e, type->enumeration));
    return scalar_max(e, type);
}

/* The call that writes a value at the cursor. */
static const char *write_call(struct emitter *e, const struct model_type *type, const char *value, bool *can_fail)
{
    *can_fail = true;
    if (type->is_file) /* where a suite says what a handler was given */
        return emitter_format(e, "swage_suite_write_upload(out, p, &%s)", value);
    switch (type->kind) {
    case MODEL_STRING: return emitter_format(e, "swage_write_text%s(out, p, %s)", type->allows_nul ? "_nul" : "", value);
    case MODEL_DECIMAL: return emitter_format(e, "swage_write_decimal(out, p, %s)", value);
    case MODEL_JSON: return emitter_format(e, "swage_write_json(out, p, %s)", value);
    case MODEL_BYTES: return emitter_format(e, "swage_write_bytes(out, p, %s, %s)", encoding_name(type), value);
    case MODEL_ENUM:
        *can_fail = !type->enumeration->is_number || !type->enumeration->is_open;
        return emitter_format(e, "%s_write(out, p, %s)", type->enumeration->c_name, value);
    case MODEL_FLOAT32:
    case MODEL_FLOAT64: return emitter_format(e, "swage_write_%s(out, p, %s)", scalar_word(type), value);
    default: break;
    }
    *can_fail = false;
    if (type->kind == MODEL_BOOL)
        return emitter_format(e, "swage_write_bool(p, %s)", value);
    return emitter_format(e, "swage_write_%s(p, %s)", is_signed(type) ? "int64" : "uint64", value);
}

/* The statements behind a value that say when it is none that the schema allows. */
static const char *breach_line(struct emitter *e, const struct model_type *type, const char *value)
{
    const char *rules = violation(e, type, value);
    if (!*rules)
        return "";
    return emitter_format(e, "if (SWAGE_UNLIKELY(%s) && !(p = swage_write_breach(out, p)))\n    return NULL;\n", rules);
}

/* The statements that write what a run may hold, without its quotes. */
static const char *value_line(struct emitter *e, const struct model_type *type, const char *value)
{
    bool can_fail;
    const char *call = write_call(e, type, value, &can_fail);
    const char *breach = breach_line(e, type, value);
    return can_fail ? emitter_format(e, "if (!(p = %s))\n    return NULL;\n%s", call, breach)
                    : emitter_format(e, "p = %s;\n%s", call, breach);
}

/* The statements that write anything else. */
static const char *call_line(struct emitter *e, const struct model_type *type, const char *value, bool is_pointer)
{
    const char *name;
    if (is_object(type))
        return emitter_format(e, "if (!(p = %s_write(out, p, %s%s)))\n    return NULL;\n", object_name(type), is_pointer ? "" : "&",
                              value);
    if (type->kind == MODEL_EXTERN)
        return emitter_format(e, "if (!(p = %s(out, p, &%s)))\n    return NULL;\n", emitter_find(e, type->external, "write"), value);
    name = emitter_find(e, type, "write");
    return emitter_format(e, "if (!(p = %s(out, p, %s)))\n    return NULL;\n%s", name, value,
                          type->kind == MODEL_FIXED ? "" : breach_line(e, type, value));
}

static void run_value(struct run *run, const struct model_type *type, const char *value, bool is_pointer);

/* Ends a run as well: null or a value that has runs of its own. */
static void run_maybe(struct run *run, const struct model_type *type, const char *value)
{
    struct emitter *e = run->e;
    bool is_pointer = is_object(type->item);
    const char *test = is_pointer ? value : emitter_format(e, is_boxed(type) ? "%s.has" : "%s.ptr", value);
    run_close(run);
    text_add(&e->text, "if (%s) {\n", test);
    run_value(run, type->item, is_boxed(type) ? emitter_format(e, "%s.value", value) : value, is_pointer);
    run_close(run);
    text_add(&e->text, "} else {\n");
    run_put(run, "null", 4);
    run_close(run);
    text_add(&e->text, "}\n");
}

/* A value in a run, or one that ends it. */
static void run_value(struct run *run, const struct model_type *type, const char *value, bool is_pointer)
{
    if (type->kind == MODEL_MAYBE) {
        run_maybe(run, type, value);
        return;
    }
    if (!is_run_value(type)) {
        run_close(run);
        text_add(&run->e->text, "%s", call_line(run->e, type, value, is_pointer));
        return;
    }
    if (has_quotes(type))
        run_put(run, "\"", 1);
    run_flush(run);
    run_size(run, value_size(run->e, type, value));
    run_line(run, value_line(run->e, type, value));
    if (has_quotes(type))
        run_put(run, "\"", 1);
}

void emit_write_value(struct emitter *e, const struct model_type *type, const char *value, bool is_pointer)
{
    struct run run;
    run_open(&run, e);
    run_value(&run, type, value, is_pointer);
    run_close(&run);
}

/* ---- arrays and maps ---- */

static void emit_bracket(struct emitter *e, char bracket)
{
    text_add(&e->text, "if (!(p = swage_reserve(out, p, 1)))\n    return NULL;\n*p++ = '%c';\n", bracket);
}

/* Scalars have a longest text: one reservation serves them all. */
static void emit_scalar_items(struct emitter *e, const struct model_type *item, const char *count, const char *value)
{
    struct text *t = &e->text;
    const char *quote = has_quotes(item) ? "*p++ = '\"';\n" : "";
    text_add(t, "if (!(p = swage_reserve(out, p, 2 + %s * (%s + %d))))\n    return NULL;\n", count, value_size(e, item, value),
             has_quotes(item) ? 3 : 1);
    text_add(t, "*p++ = '[';\nfor (size_t i = 0; i < %s; i++) {\nif (i > 0)\n    *p++ = ',';\n%s%s%s}\n*p++ = ']';\n", count, quote,
             value_line(e, item, value), quote);
}

static void emit_items(struct emitter *e, const struct model_type *item, const char *count, const char *value)
{
    struct run run;
    if (is_scalar(item)) {
        emit_scalar_items(e, item, count, value);
        return;
    }
    emit_bracket(e, '[');
    text_add(&e->text, "for (size_t i = 0; i < %s; i++) {\n", count);
    run_open(&run, e);
    run_line(&run, "if (i > 0)\n    *p++ = ',';\n");
    run.bytes++;
    run_value(&run, item, value, false);
    run_close(&run);
    text_add(&e->text, "}\n");
    emit_bracket(e, ']');
}

static void emit_entries(struct emitter *e, const struct model_type *map)
{
    struct run run;
    const struct model_type *key = map->key;
    bool is_quoted = !is_text_enum(key); /* enums bring their quotes */
    emit_bracket(e, '{');
    text_add(&e->text, "for (size_t i = 0; i < in.len; i++) {\n");
    run_open(&run, e);
    run_line(&run, "if (i > 0)\n    *p++ = ',';\n");
    run.bytes++;
    if (is_quoted)
        run_put(&run, "\"", 1);
    run_flush(&run);
    run_size(&run, value_size(e, key, "in.ptr[i].key"));
    run_line(&run, value_line(e, key, "in.ptr[i].key"));
    run_put(&run, is_quoted ? "\":" : ":", is_quoted ? 2 : 1);
    run_value(&run, map->item, "in.ptr[i].value", false);
    run_close(&run);
    text_add(&e->text, "}\n");
    emit_bracket(e, '}');
}

/* ---- types of the user's ---- */

static void emit_write_extern(struct emitter *e, const struct model_extern *external)
{
    struct text *t = &e->text;
    const struct model_type *base = external->base;
    if (emitter_find(e, external, "write"))
        return;
    const char *name = emitter_name(e, external, "write", emitter_format(e, "%s_text", external->c_name));
    text_add(t, "static char *%s(swage_buffer *out, char *p, const %s *in)\n{\n", name, external->c_type);
    if (has_ptr(base))
        text_add(t, "char room[%zu];\n", base->most * (base->kind == MODEL_BYTES ? 1 : 4) + 1);
    text_add(t, "%s;\nmemset(&value, 0, sizeof value);\n", c_variable(e, base, "value"));
    text_add(t, "enum swage_status status = %s_write(in, %s&value);\n", external->c_name, has_ptr(base) ? "room, sizeof room, " : "");
    text_add(t, "if (status != SWAGE_OK)\n    return swage_write_failed(out, status);\n");
    emit_write_value(e, base, "value", false);
    text_add(t, "return p;\n}\n\n");
}

void emit_write_functions(struct emitter *e, const struct model_type *type, const char *base)
{
    if (type->kind == MODEL_EXTERN)
        emit_write_extern(e, type->external);
    if (type->kind == MODEL_MAYBE)
        emit_write_functions(e, type->item, base);
    if (!is_list(type) || emitter_find(e, type, "write"))
        return;
    emit_patterns(e, type, base);
    emit_write_functions(e, type->item, emitter_format(e, "%s_item", base));
    const char *name = emitter_name(e, type, "write", base);
    if (type->kind == MODEL_FIXED) {
        text_add(&e->text, "static char *%s(swage_buffer *out, char *p, %s)\n{\n", name, c_constant(e, type, "in"));
        emit_items(e, type->item, emitter_format(e, "%zu", type->most), "in[i]");
    } else {
        text_add(&e->text, "static char *%s(swage_buffer *out, char *p, %s in)\n{\n", name, type->c_type);
        if (type->kind == MODEL_ARRAY)
            emit_items(e, type->item, "in.len", "in.ptr[i]");
        else
            emit_entries(e, type);
    }
    text_add(&e->text, "return p;\n}\n\n");
}

/* ---- enums ---- */

static void emit_text_enum_encoder(struct emitter *e, const struct model_enum *enumeration)
{
    struct text *t = &e->text;
    const char *name = enumeration->c_name;
    text_add(t, "char *%s_write(swage_buffer *out, char *p, %s %s value)\n{\nswitch (%s) {\n", name,
             enumeration->is_open ? "struct" : "enum", name, enumeration->is_open ? "value.value" : "value");
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        struct model_text json = text_json(e->pool, enumerator->text.ptr, enumerator->text.len);
        const char *quoted = pool_printf(e->pool, "\"%s\"", json.ptr);
        text_add(t, "case %s:\nreturn swage_put(p, %s, %zu);\n", enumerator->c_name,
                 text_literal(e->pool, quoted, json.len + 2), json.len + 2);
    }
    text_add(t, "case %s_UNSET:\n", enumeration->c_upper);
    if (enumeration->is_open)
        text_add(t, "*p++ = '\"';\n"
                    "if (!(p = swage_write_text(out, p, value.text)))\n"
                    "    return NULL;\n"
                    "*p++ = '\"';\n"
                    "return p;\n");
    else
        text_add(t, "return swage_write_failed(out, SWAGE_E_UNSET);\n");
    text_add(t, "}\nreturn swage_write_failed(out, SWAGE_E_VALUE);\n}\n\n");
}

static void emit_number_enum_encoder(struct emitter *e, const struct model_enum *enumeration)
{
    const char *name = enumeration->c_name;
    text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, %s value)\n{\n", name, enumeration->base->c_type);
    if (enumeration->is_open)
        text_add(&e->text, "(void)out;\n");
    else
        text_add(&e->text, "if (!%s_valid(value))\n    return swage_write_failed(out, SWAGE_E_VALUE);\n", name);
    text_add(&e->text, "return swage_write_%s(p, value);\n}\n\n", is_signed(enumeration->base) ? "int64" : "uint64");
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

static void emit_write_struct(struct emitter *e, const struct model_struct *structure, const char *head, const char *prefix,
                              enum place place)
{
    struct run run;
    for (size_t i = 0; i < structure->member_count; i++) {
        const char *base = emitter_format(e, "%s_%s", structure->c_name, structure->members[i].c_name);
        emit_patterns(e, structure->members[i].type, base);
        emit_write_functions(e, structure->members[i].type, base);
    }
    text_add(&e->text, "%s(swage_buffer *out, char *p, const struct %s *in)\n{\n", head, structure->c_name);
    if (structure->member_count == 0)
        text_add(&e->text, "(void)in;\n");
    run_open(&run, e);
    run_put(&run, prefix, strlen(prefix));
    for (size_t i = 0; i < structure->member_count; i++)
        place = put_member(&run, &structure->members[i], place);
    run_put(&run, "}", 1);
    run_close(&run);
    text_add(&e->text, "return p;\n}\n\n");
}

void emit_members_writer(struct emitter *e, const struct model_struct *structure, const char *head)
{
    emit_write_struct(e, structure, head, "{", PLACE_FIRST);
}

static void emit_struct_encoder(struct emitter *e, const struct model_struct *structure)
{
    const char *name = structure->c_name;
    emit_write_struct(e, structure, emitter_format(e, "char *%s_write", name), "{", PLACE_FIRST);
    text_add(&e->text,
             "enum swage_status %s_encode(const struct %s *in, swage_buffer *out)\n"
             "{\n"
             "char *p = swage_writer_open(out, 0);\n"
             "return swage_writer_close(out, p ? %s_write(out, p, in) : NULL);\n"
             "}\n"
             "\n",
             name, name, name);
}

/* ---- unions ---- */

static const char *json_text(struct emitter *e, struct model_text text)
{
    return pool_printf(e->pool, "\"%s\"", text_json(e->pool, text.ptr, text.len).ptr);
}

/* What stands before the value of a variant. */
static const char *variant_prefix(struct emitter *e, const struct model_union *choice, const struct model_variant *variant)
{
    const char *tag = json_text(e, variant->tag);
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL: return emitter_format(e, "{%s:%s", json_text(e, choice->tag_key), tag);
    case MODEL_TAG_ADJACENT:
        return emitter_format(e, "{%s:%s,%s:", json_text(e, choice->tag_key), tag, json_text(e, choice->content_key));
    case MODEL_TAG_EXTERNAL: return emitter_format(e, "{%s:", tag);
    case MODEL_TAG_NONE: break;
    }
    return "";
}

static void emit_variant(struct emitter *e, const struct model_union *choice, const struct model_variant *variant)
{
    struct run run;
    const char *value = emitter_format(e, "in->%s", variant->c_name);
    const char *prefix = variant_prefix(e, choice, variant);
    text_add(&e->text, "case %s:\n", variant->c_constant);
    if (variant->is_pointer)
        text_add(&e->text, "if (!%s)\n    return swage_write_failed(out, SWAGE_E_UNSET);\n", value);
    if (choice->tagging == MODEL_TAG_INTERNAL) {
        text_add(&e->text, "return %s(out, p, %s);\n", emitter_find(e, variant, "write"), value);
        return;
    }
    run_open(&run, e);
    run_put(&run, prefix, strlen(prefix));
    run_value(&run, variant->type, value, variant->is_pointer);
    if (*prefix)
        run_put(&run, "}", 1);
    run_close(&run);
    text_add(&e->text, "return p;\n");
}

static void emit_variant_functions(struct emitter *e, const struct model_union *choice)
{
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        const char *base = emitter_format(e, "%s_%s", choice->c_name, variant->c_name);
        emit_patterns(e, variant->type, base);
        if (choice->tagging != MODEL_TAG_INTERNAL) {
            emit_write_functions(e, variant->type, base);
            continue;
        }
        const char *name = emitter_name(e, variant, "write", base);
        emit_write_struct(e, variant->type->structure, emitter_format(e, "static char *%s", name),
                          variant_prefix(e, choice, variant), PLACE_LATER);
    }
}

static void emit_union_encoder(struct emitter *e, const struct model_union *choice)
{
    const char *name = choice->c_name;
    emit_variant_functions(e, choice);
    text_add(&e->text, "char *%s_write(swage_buffer *out, char *p, const struct %s *in)\n{\nswitch (in->kind) {\n", name, name);
    for (size_t i = 0; i < choice->variant_count; i++)
        emit_variant(e, choice, &choice->variants[i]);
    text_add(&e->text,
             "case %s_UNSET:\n"
             "return swage_write_failed(out, SWAGE_E_UNSET);\n"
             "}\n"
             "return swage_write_failed(out, SWAGE_E_VALUE);\n"
             "}\n"
             "\n"
             "enum swage_status %s_encode(const struct %s *in, swage_buffer *out)\n"
             "{\n"
             "char *p = swage_writer_open(out, 0);\n"
             "return swage_writer_close(out, p ? %s_write(out, p, in) : NULL);\n"
             "}\n"
             "\n",
             choice->c_upper, name, name, name);
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
        else if (decl->kind == MODEL_DECL_UNION)
            emit_union_encoder(e, decl->choice);
    }
}
