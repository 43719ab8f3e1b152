/* SPDX-License-Identifier: MIT */
/* What the cases of one chapter of the manual are held to; tests/manual.sh makes the calls from the manual's blocks. */
#ifndef TESTS_MANUAL_CHAPTER_H
#define TESTS_MANUAL_CHAPTER_H

#include <swage/app.h>
#include <swage/swage.h>

struct chapter_type {
    const char *name;
    const struct swage_type *type;
    size_t size; /* of the C struct */
    enum swage_status (*decode)(swage_str json, swage_arena *arena, void *out, struct swage_error *error);
    enum swage_status (*encode)(const void *in, swage_buffer *out);
    enum swage_status (*validate)(const void *in, struct swage_error *error);
};

/* `chapter_type_NAME` for struct NAME of a generated header: its functions, with void pointers. */
#define CHAPTER_TYPE(c_name)                                                                                           \
    static enum swage_status decode_##c_name(swage_str json, swage_arena *arena, void *out, struct swage_error *error) \
    {                                                                                                                  \
        return c_name##_decode(json, arena, out, error);                                                               \
    }                                                                                                                  \
    static enum swage_status encode_##c_name(const void *in, swage_buffer *out)                                        \
    {                                                                                                                  \
        return c_name##_encode(in, out);                                                                               \
    }                                                                                                                  \
    static enum swage_status validate_##c_name(const void *in, struct swage_error *error)                              \
    {                                                                                                                  \
        return c_name##_validate(in, error);                                                                           \
    }                                                                                                                  \
    static const struct chapter_type chapter_type_##c_name = {#c_name,         &c_name##_type,  sizeof(struct c_name), \
                                                              decode_##c_name, encode_##c_name, validate_##c_name}

/*
 * One document, at `place` of the manual, and what becomes of it:
 *
 *     accepted                         it is decoded, and written as it stands, but for white space between tokens
 *     written {"id":1}                 it is decoded, and written so
 *     too_small /id, missing /name     it is refused with these faults, all of them
 */
void chapter_document(const char *place, const struct chapter_type *type, const char *json, const char *verdict);

/*
 * One request: "GET /users/7?limit=5", its header fields as lines, its body or "", and what becomes of it:
 *
 *     accepted                         it arrives at a handler (that the manual does not have)
 *     204                              this is the answer's status
 *     200 {"id":1}                     and this its body
 *     400 too_small query limit        or these are the faults that it lists; a body's are named by their pointers
 */
void chapter_request(const char *place, const char *target, const char *fields, const char *body, const char *verdict);

/* A piece of code, which asserts what it says. */
void chapter_run(void (*run)(swage_arena *arena));

/* The application of the chapter; a route that the manual has no handler for answers 501. */
struct swage_app chapter_app(void);

/* What main returns. */
int chapter_end(void);

#endif
