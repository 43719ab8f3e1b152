/* SPDX-License-Identifier: MIT */
/* Types at their places: references to what is declared, and the rules of what is not. */
#include "config.h"

#include "emit/schema.h"

#include "emit/emitter.h"
#include "sample/rewrite.h"
#include "sample/standard.h"

#include <string.h>

/* ---- words ---- */

static const char *paragraph(struct pool *pool, const char *text, const char *more)
{
    return text == NULL ? more : pool_printf(pool, "%s\n\n%s", text, more);
}

void schema_words(struct schema *s, const char *doc, const struct model_note *note, const char *more)
{
    struct pool *pool = s->leaf.text.pool;
    const char *text = doc;
    if (note != NULL && note->since != NULL)
        text = paragraph(pool, text, pool_printf(pool, "Since %s.", note->since));
    if (note != NULL && note->instead != NULL)
        text = paragraph(pool, text, pool_printf(pool, "Deprecated: %s", note->instead));
    if (more != NULL)
        text = paragraph(pool, text, more);
    leaf_put(&s->leaf, "description", text);
    leaf_put_flag(&s->leaf, "deprecated", note != NULL && note->is_deprecated);
}

/* ---- references ---- */

static void put_reference(struct schema *s, const char *name)
{
    leaf_put(&s->leaf, "$ref", pool_printf(s->leaf.text.pool, "%s%s", s->prefix, name));
}

void schema_reference(struct schema *s, const char *name)
{
    leaf_open(&s->leaf, '{');
    put_reference(s, name);
    leaf_close(&s->leaf);
}

static bool allows_null(const struct component *component)
{
    return component->decl.kind == MODEL_DECL_TYPEDEF && component->decl.alias->is_nullable;
}

static void put_component(struct schema *s, const struct component *component, bool is_nullable)
{
    const char *name = component_name(&s->components, component, s->way);
    if (!is_nullable || allows_null(component)) {
        put_reference(s, name);
        return;
    }
    leaf_key(&s->leaf, "anyOf");
    leaf_open(&s->leaf, '[');
    schema_reference(s, name);
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "null");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

/* ---- rules ---- */

static const char *type_word(const struct model_type *type)
{
    if (type->is_quoted)
        return "string";
    switch (type->kind) {
    case MODEL_BOOL: return "boolean";
    case MODEL_STRING:
    case MODEL_BYTES: return "string";
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
    case MODEL_DECIMAL: return "number";
    case MODEL_ARRAY:
    case MODEL_FIXED: return "array";
    case MODEL_MAP: return "object";
    case MODEL_JSON: return NULL; /* anything */
    default: return "integer";
    }
}

static void put_type(struct schema *s, const struct model_type *type, bool is_nullable)
{
    const char *word = type_word(type);
    if (!is_nullable || word == NULL) {
        leaf_put(&s->leaf, "type", word);
        return;
    }
    leaf_key(&s->leaf, "type");
    leaf_row(&s->leaf);
    leaf_string(&s->leaf, word);
    leaf_string(&s->leaf, "null");
    leaf_close(&s->leaf);
}

static void put_counts(struct schema *s, const struct model_type *type, const char *least, const char *most)
{
    if (type->least > 0)
        leaf_put_uint(&s->leaf, least, type->least);
    if (type->most != MODEL_UNBOUNDED)
        leaf_put_uint(&s->leaf, most, type->most);
}

static void put_array(struct schema *s, const struct model_type *type)
{
    leaf_key(&s->leaf, "items");
    schema_write(s, type->item, NULL);
    put_counts(s, type, "minItems", "maxItems");
    leaf_put_flag(&s->leaf, "uniqueItems", type->is_unique);
}

/* Whether any text is a key. */
static bool is_free(const struct model_type *key)
{
    return key->kind == MODEL_STRING && key->alias == NULL && key->format == MODEL_FORMAT_NONE && key->least == 0 &&
           key->most == MODEL_UNBOUNDED && key->pattern_count == 0;
}

static void put_map(struct schema *s, const struct model_type *type)
{
    if (!is_free(type->key)) {
        leaf_key(&s->leaf, "propertyNames");
        schema_key(s, type->key);
    }
    leaf_key(&s->leaf, "additionalProperties");
    schema_write(s, type->item, NULL);
    put_counts(s, type, "minProperties", "maxProperties");
}

void schema_rules(struct schema *s, const struct model_type *type, bool is_nullable)
{
    put_type(s, type, is_nullable);
    switch (type->kind) {
    case MODEL_BOOL:
    case MODEL_JSON: break;
    case MODEL_STRING: schema_string(s, type); break;
    case MODEL_BYTES: (type->is_file ? schema_file : schema_bytes)(s, type); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: put_array(s, type); break;
    case MODEL_MAP: put_map(s, type); break;
    default: schema_number(s, type); break;
    }
}

/* ---- values that are told ---- */

/* What is written of an example that is read: with its defaults. */
static struct model_text as_written(struct schema *s, const struct model_type *type, struct model_text json)
{
    struct rewritten written;
    if (s->way == COMPONENT_READ || strcmp(json.ptr, "null") == 0)
        return json;
    rewrite(s->leaf.text.pool, type, json, &written);
    return written.encoded.ptr != NULL ? written.encoded : json;
}

static void put_examples(struct schema *s, const struct model_type *type, const struct model_examples *examples)
{
    bool has_any = false;
    for (size_t i = 0; examples != NULL && i < examples->count; i++) {
        if (examples->items[i].is_reject)
            continue;
        if (!has_any) {
            leaf_key(&s->leaf, "examples");
            leaf_open(&s->leaf, '[');
        }
        has_any = true;
        leaf_raw(&s->leaf, as_written(s, type, examples->items[i].json));
    }
    if (has_any)
        leaf_close(&s->leaf);
}

/* ---- places ---- */

void schema_write(struct schema *s, const struct model_type *type, const struct schema_place *place)
{
    static const struct schema_place nowhere;
    bool is_maybe = type->kind == MODEL_MAYBE;
    const struct model_type *of = is_maybe ? type->item : type;
    const struct component *component = component_of(&s->components, of);
    place = place == NULL ? &nowhere : place;
    leaf_open(&s->leaf, '{');
    schema_words(s, place->doc, place->note, place->more);
    if (component != NULL)
        put_component(s, component, is_maybe || place->is_nullable);
    else
        schema_rules(s, of, is_maybe || place->is_nullable);
    if (place->value != NULL)
        leaf_put_raw(&s->leaf, "default", standard_json(s->leaf.text.pool, of, place->value));
    put_examples(s, of, place->examples);
    leaf_close(&s->leaf);
}

/* ---- structs ---- */

static bool is_demanded(const struct schema *s, const struct model_member *member)
{
    return s->way == COMPONENT_WRITTEN ? !member->is_optional : member->is_required;
}

/* What is skipped may be read, and is never written. */
static bool is_there(const struct schema *s, const struct model_member *member)
{
    return s->way == COMPONENT_READ || !member->is_skipped;
}

static void put_required(struct schema *s, const struct model_struct *structure, const struct model_union *tagged)
{
    bool has_any = tagged != NULL;
    for (size_t i = 0; i < structure->member_count; i++)
        has_any = has_any || is_demanded(s, &structure->members[i]);
    if (!has_any)
        return;
    leaf_key(&s->leaf, "required");
    leaf_row(&s->leaf);
    if (tagged != NULL)
        leaf_text(&s->leaf, tagged->tag_key);
    for (size_t i = 0; i < structure->member_count; i++)
        if (is_demanded(s, &structure->members[i]))
            leaf_text(&s->leaf, structure->members[i].key);
    leaf_close(&s->leaf);
}

static void put_member(struct schema *s, const struct model_member *member)
{
    struct schema_place place = {.doc = member->doc,
                                 .note = &member->note,
                                 .is_nullable = member->is_nullable,
                                 .value = s->way == COMPONENT_READ ? member->value : NULL,
                                 .examples = &member->examples};
    leaf_key_text(&s->leaf, member->key);
    schema_write(s, member->type, &place);
}

static void put_tag(struct schema *s, const struct model_union *tagged, const struct model_variant *variant)
{
    leaf_key_text(&s->leaf, tagged->tag_key);
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "type", "string");
    leaf_key(&s->leaf, "const");
    leaf_text(&s->leaf, variant->tag);
    leaf_close(&s->leaf);
}

static void put_checks(struct schema *s, const struct model_struct *structure)
{
    if (structure->check_count == 0)
        return;
    leaf_key(&s->leaf, "x-swage-checks");
    leaf_row(&s->leaf);
    for (size_t i = 0; i < structure->check_count; i++)
        leaf_string(&s->leaf, structure->checks[i].c_name);
    leaf_close(&s->leaf);
}

/* A struct; as a variant whose tag stands among its members, with that. */
static void put_struct(struct schema *s, const struct model_struct *structure, const struct model_union *tagged,
                       const struct model_variant *variant)
{
    leaf_put(&s->leaf, "type", "object");
    put_required(s, structure, tagged);
    leaf_key(&s->leaf, "properties");
    leaf_open(&s->leaf, '{');
    if (tagged != NULL)
        put_tag(s, tagged, variant);
    for (size_t i = 0; i < structure->wire_count; i++)
        if (is_there(s, &structure->wire[i]))
            put_member(s, &structure->wire[i]);
    leaf_close(&s->leaf);
    if (structure->is_strict)
        leaf_put_raw(&s->leaf, "additionalProperties", (struct model_text){"false", 5});
    put_checks(s, structure);
}

/* ---- unions ---- */

static void put_variant_value(struct schema *s, const struct model_variant *variant, struct model_text key)
{
    struct schema_place place = {.examples = &variant->examples};
    leaf_key_text(&s->leaf, key);
    schema_write(s, variant->type, &place);
}

static void put_adjacent(struct schema *s, const struct model_union *choice, const struct model_variant *variant)
{
    leaf_put(&s->leaf, "type", "object");
    leaf_key(&s->leaf, "required");
    leaf_row(&s->leaf);
    leaf_text(&s->leaf, choice->tag_key);
    leaf_text(&s->leaf, choice->content_key);
    leaf_close(&s->leaf);
    leaf_key(&s->leaf, "properties");
    leaf_open(&s->leaf, '{');
    put_tag(s, choice, variant);
    put_variant_value(s, variant, choice->content_key);
    leaf_close(&s->leaf);
}

static void put_external(struct schema *s, const struct model_variant *variant)
{
    leaf_open(&s->leaf, '{');
    schema_words(s, variant->doc, &variant->note, NULL);
    leaf_put(&s->leaf, "type", "object");
    leaf_key(&s->leaf, "required");
    leaf_row(&s->leaf);
    leaf_text(&s->leaf, variant->tag);
    leaf_close(&s->leaf);
    leaf_key(&s->leaf, "properties");
    leaf_open(&s->leaf, '{');
    put_variant_value(s, variant, variant->tag);
    leaf_close(&s->leaf);
    leaf_put_raw(&s->leaf, "additionalProperties", (struct model_text){"false", 5});
    leaf_close(&s->leaf);
}

static void put_untagged(struct schema *s, const struct model_variant *variant)
{
    struct schema_place place = {.doc = variant->doc, .note = &variant->note, .examples = &variant->examples};
    schema_write(s, variant->type, &place);
}

/* Variants that are told apart by a tag are components of their own: a discriminator points at those only. */
static bool has_tag_key(const struct model_union *choice)
{
    return choice->tagging == MODEL_TAG_INTERNAL || choice->tagging == MODEL_TAG_ADJACENT;
}

static const char *variant_name(struct schema *s, const struct component *component, const struct model_variant *variant)
{
    return pool_printf(s->leaf.text.pool, "%s-%s", component_name(&s->components, component, s->way), variant->c_name);
}

static void put_discriminator(struct schema *s, const struct component *component)
{
    const struct model_union *choice = component->decl.choice;
    leaf_key(&s->leaf, "discriminator");
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "propertyName");
    leaf_text(&s->leaf, choice->tag_key);
    leaf_key(&s->leaf, "mapping");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < choice->variant_count; i++) {
        const char *name = variant_name(s, component, &choice->variants[i]);
        leaf_key_text(&s->leaf, choice->variants[i].tag);
        leaf_string(&s->leaf, pool_printf(s->leaf.text.pool, "%s%s", s->prefix, name));
    }
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static void put_union(struct schema *s, const struct component *component)
{
    const struct model_union *choice = component->decl.choice;
    leaf_key(&s->leaf, "oneOf");
    leaf_open(&s->leaf, '[');
    for (size_t i = 0; i < choice->variant_count; i++) {
        if (has_tag_key(choice))
            schema_reference(s, variant_name(s, component, &choice->variants[i]));
        else if (choice->tagging == MODEL_TAG_EXTERNAL)
            put_external(s, &choice->variants[i]);
        else
            put_untagged(s, &choice->variants[i]);
    }
    leaf_close(&s->leaf);
    if (has_tag_key(choice) && s->is_openapi)
        put_discriminator(s, component);
}

static void put_variants(struct schema *s, const struct component *component)
{
    const struct model_union *choice = component->decl.choice;
    for (size_t i = 0; i < choice->variant_count && has_tag_key(choice); i++) {
        const struct model_variant *variant = &choice->variants[i];
        leaf_key(&s->leaf, variant_name(s, component, variant));
        leaf_open(&s->leaf, '{');
        schema_words(s, variant->doc, &variant->note, NULL);
        if (choice->tagging == MODEL_TAG_INTERNAL)
            put_struct(s, variant->type->structure, choice, variant);
        else
            put_adjacent(s, choice, variant);
        leaf_close(&s->leaf);
    }
}

/* ---- enums ---- */

static void put_enumerator(struct schema *s, const struct model_enum *enumeration, const struct model_enumerator *value)
{
    if (enumeration->is_number)
        leaf_int(&s->leaf, value->number);
    else
        leaf_text(&s->leaf, value->text);
}

/* Of an open enum these are the values that are known. */
static void put_values(struct schema *s, const struct model_enum *enumeration)
{
    leaf_key(&s->leaf, enumeration->is_open ? "examples" : "enum");
    leaf_row(&s->leaf);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        put_enumerator(s, enumeration, &enumeration->enumerators[i]);
    leaf_close(&s->leaf);
    if (!enumeration->is_number)
        return;
    leaf_key(&s->leaf, "x-enum-varnames");
    leaf_row(&s->leaf);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        leaf_string(&s->leaf, enumeration->enumerators[i].name);
    leaf_close(&s->leaf);
}

static const char *enumerator_line(struct pool *pool, const struct model_enum *enumeration,
                                   const struct model_enumerator *value)
{
    const char *wire = enumeration->is_number ? pool_printf(pool, "%lld (%s)", (long long)value->number, value->name)
                                              : pool_printf(pool, "%.*s", (int)value->text.len, value->text.ptr);
    const char *words = value->doc != NULL ? value->doc : value->note.instead;
    return pool_printf(pool, "- `%s`%s%s%s", wire, value->note.is_deprecated ? " (deprecated)" : "",
                       words == NULL ? "" : ": ", words == NULL ? "" : words);
}

/* JSON Schema has no place for words about one value: they are a list in the description. */
static const char *enumerator_list(struct pool *pool, const struct model_enum *enumeration)
{
    const char *list = NULL;
    bool has_words = false;
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *value = &enumeration->enumerators[i];
        const char *line = enumerator_line(pool, enumeration, value);
        has_words = has_words || value->doc != NULL || value->note.is_deprecated;
        list = list == NULL ? line : pool_printf(pool, "%s\n%s", list, line);
    }
    return has_words ? list : NULL;
}

static void put_enum(struct schema *s, const struct model_enum *enumeration)
{
    if (enumeration->is_number && enumeration->is_open) {
        schema_rules(s, enumeration->base, false);
    } else {
        leaf_put(&s->leaf, "type", enumeration->is_number ? "integer" : "string");
    }
    put_values(s, enumeration);
}

/* ---- components ---- */

struct about { /* what a declaration says of itself */
    const char *doc, *more;
    const struct model_note *note;
    const struct model_examples *examples;
};

static struct about about_decl(struct schema *s, const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT:
        return (struct about){decl->structure->doc, NULL, &decl->structure->note, &decl->structure->examples};
    case MODEL_DECL_UNION: return (struct about){decl->choice->doc, NULL, &decl->choice->note, &decl->choice->examples};
    case MODEL_DECL_ENUM:
        return (struct about){decl->enumeration->doc, enumerator_list(s->leaf.text.pool, decl->enumeration),
                              &decl->enumeration->note, decl->enumeration->is_open ? NULL : &decl->enumeration->examples};
    case MODEL_DECL_TYPEDEF: return (struct about){decl->alias->doc, NULL, &decl->alias->note, &decl->alias->examples};
    case MODEL_DECL_EXTERN:
        return (struct about){decl->external->doc, NULL, &decl->external->note, &decl->external->examples};
    }
    return (struct about){NULL, NULL, NULL, NULL};
}

static void put_typedef(struct schema *s, const struct model_typedef *alias)
{
    const struct component *component = component_of(&s->components, alias->type);
    if (component != NULL)
        put_component(s, component, alias->is_nullable);
    else
        schema_rules(s, alias->type, alias->is_nullable);
}

static void put_decl(struct schema *s, const struct component *component)
{
    const struct model_decl *decl = &component->decl;
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: put_struct(s, decl->structure, NULL, NULL); break;
    case MODEL_DECL_UNION: put_union(s, component); break;
    case MODEL_DECL_ENUM: put_enum(s, decl->enumeration); break;
    case MODEL_DECL_TYPEDEF: put_typedef(s, decl->alias); break;
    case MODEL_DECL_EXTERN: schema_rules(s, decl->external->base, false); break;
    }
}

static void write_component(struct schema *s, const struct component *component, enum component_way way)
{
    struct about about = about_decl(s, &component->decl);
    struct model_type type = component_type(&component->decl);
    s->way = way;
    leaf_key(&s->leaf, component_name(&s->components, component, way));
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "title", about.note->summary);
    schema_words(s, about.doc, about.note, about.more);
    put_decl(s, component);
    put_examples(s, &type, about.examples);
    leaf_close(&s->leaf);
    if (component->decl.kind == MODEL_DECL_UNION)
        put_variants(s, component);
}

/* What goes both ways and is the same is written once, as it is read. */
void schema_components(struct schema *s)
{
    for (size_t i = 0; i < s->components.count; i++) {
        const struct component *component = s->components.list[i];
        if (component->ways & COMPONENT_READ)
            write_component(s, component, COMPONENT_READ);
        if (component->ways & COMPONENT_WRITTEN && (component->differs || !(component->ways & COMPONENT_READ)))
            write_component(s, component, COMPONENT_WRITTEN);
    }
}
