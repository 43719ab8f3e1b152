/* SPDX-License-Identifier: MIT */
/* Enums: texts on the wire, or numbers of an integer type. */
#ifndef SWAGE_MODEL_ENUMERATION_H
#define SWAGE_MODEL_ENUMERATION_H

#include <stdbool.h>
#include <stddef.h>

struct model_enum;
struct model_enumerator;
struct symbol;

/* Checks the enum and fills in its model. False after an error. */
bool enumeration_look(struct symbol *symbol);

/* The enumerator that is called so in the schema, or has this text on the wire; or NULL. */
const struct model_enumerator *enumeration_find_name(const struct model_enum *enumeration, const char *name);
const struct model_enumerator *enumeration_find_text(const struct model_enum *enumeration, const char *text,
                                                     size_t len);

#endif
