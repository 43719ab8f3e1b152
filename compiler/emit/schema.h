/* SPDX-License-Identifier: MIT */
/*
 * Types as JSON Schema 2020-12, which is what OpenAPI 3.1 has for schemas too. doc/openapi.md lists what these cannot say;
 * of that, what a number or a text can say stands in members that begin with "x-swage-".
 */
#ifndef SWAGE_EMIT_SCHEMA_H
#define SWAGE_EMIT_SCHEMA_H

#include "emit/component.h"
#include "emit/leaf.h"

struct schema {
    struct leaf leaf;
    struct components components;
    const char *prefix;      /* of references: "#/components/schemas/" */
    bool is_openapi;         /* "discriminator" means something */
    enum component_way way;  /* of the part that is being written */
};

/* What is said of a type at the place where it stands; all may be absent. */
struct schema_place {
    const char *doc;
    const struct model_note *note;
    const char *more; /* a paragraph of ours behind the doc */
    bool is_nullable;
    const struct model_value *value; /* the default */
    const struct model_examples *examples;
};

/* A value: the schema of `type` at this place (NULL: nothing is said of it). */
void schema_write(struct schema *s, const struct model_type *type, const struct schema_place *place);

/* Members, within an object that is open: what the type demands of a value. */
void schema_rules(struct schema *s, const struct model_type *type, bool is_nullable);

/* Members of an object that is open, one for each component: their schemas under their names. */
void schema_components(struct schema *s);

/* "description": the doc, since when it is there, what to use instead, and `more`; "deprecated". */
void schema_words(struct schema *s, const char *doc, const struct model_note *note, const char *more);

/* {"$ref": ...} to a component of this name. */
void schema_reference(struct schema *s, const char *name);

/* ---- schema_text.c: rules of texts and numbers ---- */

void schema_string(struct schema *s, const struct model_type *type);
void schema_bytes(struct schema *s, const struct model_type *type);
void schema_file(struct schema *s, const struct model_type *type);
void schema_number(struct schema *s, const struct model_type *type);
void schema_key(struct schema *s, const struct model_type *type); /* the value of "propertyNames" */

#endif
