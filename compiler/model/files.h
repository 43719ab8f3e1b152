/* SPDX-License-Identifier: MIT */
/* Static files: where they stand, and those that become part of the program. */
#ifndef SWAGE_MODEL_FILES_H
#define SWAGE_MODEL_FILES_H

struct model;
struct unit;

enum {
    FILES_BYTES_MAX = 4 << 20, /* of one folder that becomes part of a program: its C is four times as long */
    FILES_COUNT_MAX = 4096,
    FILES_DEPTH_MAX = 16 /* folders within folders */
};

/* Checks every `files` and `embed` of the file, and fills them into the model in the schema's order. What is read is among
   the compilation's sources, folders too, so that whoever follows these sees what is added. */
void files_declare(struct unit *unit, struct model *out);

#endif
