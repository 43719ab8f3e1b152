/* SPDX-License-Identifier: MIT */
/* The names that C, C++, its library, POSIX and the libraries we link have taken. */
#ifndef SWAGE_MODEL_C_WORDS_H
#define SWAGE_MODEL_C_WORDS_H

#include <stdbool.h>

/* C keeps struct, union and enum tags apart from functions, typedefs, constants and macros. Of the latter typedefs
   have it hardest: a variable of generated code would hide one. */
enum c_space { C_TAG = 1, C_ORDINARY = 2, C_TYPEDEF = 4 };

/* Keywords up to C23 and C++23, their alternative tokens, lower-case macros of the C library and of compilers, and
   the types that generated structs use (in C++ a member hides a type of its name): nothing can be called so, not even
   a member. */
bool c_word_is_taken(const char *name);

/* Who declares `name` at file level in one of `spaces`: "ISO C", "POSIX", "libevent or json-c", "generated code";
   NULL when nobody does. */
const char *c_word_owner(const char *name, unsigned spaces);

/* Whether <name.h> is a header of ISO C or POSIX, which a generated name.h would hide. */
bool c_word_is_header(const char *stem);

#endif
