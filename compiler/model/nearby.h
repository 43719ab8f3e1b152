/* SPDX-License-Identifier: MIT */
/* What was meant by names of files and types that are not to be found where they were looked for. */
#ifndef SWAGE_MODEL_NEARBY_H
#define SWAGE_MODEL_NEARBY_H

struct ast_qname;
struct ast_string;
struct unit;

/* For the last message, that an import is not found: suggests a schema in the folders where it could have been. */
void nearby_suggest_file(const struct unit *unit, const struct ast_string *path);

/* A type of this name that an imported file declares in another namespace, as it would be written here; or NULL. */
const char *nearby_type(const struct unit *unit, const struct ast_qname *name);

/* For the last message, that a type is unknown: notes that a file of this run declares it and is not imported. */
void nearby_note_type(const struct unit *unit, const struct ast_qname *name);

#endif
