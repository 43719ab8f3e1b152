/* SPDX-License-Identifier: MIT */
/* What the files of suites share: words for what is not so, and documents in blocks of their own. */
#ifndef TEST_SUITE_H
#define TEST_SUITE_H

#include <swage/suite.h>

#define SUITE_ARENA_MAX ((size_t)256 << 20)

/* The words of a fault: "user: minimal: ...". Returns them, for the caller to return. */
const char *suite_say(const char *of, const char *what, const char *format, ...) SWAGE_PRINTF(3, 4);

/* At most so many bytes of a text as words, with a mark where there are more. Kept until the fourth call from now. */
const char *suite_quote(swage_str text);

/* A case made ready. */
struct suite_document {
    const struct swage_suite_type *type;
    const struct swage_suite_case *of;
    swage_str json;    /* exactly as many bytes as were allocated, so that reading one more is seen */
    swage_str encoded; /* in the arena; what it becomes when it is accepted */
};

/* Two structs of the type's size, and memory for what they hold. */
struct suite_room {
    swage_arena texts;  /* of documents */
    swage_arena arena;  /* of decoding */
    swage_arena second;
    swage_buffer buffer;
    void *value, *other;
};

/* NULL, or words. suite_leave() in any case. */
const char *suite_enter(struct suite_room *room, const struct swage_suite_type *type);
void suite_leave(struct suite_room *room);

/* suite_close() in any case. NULL, or words. */
const char *suite_open(struct suite_document *document, struct suite_room *room, const struct swage_suite_type *type,
                       const struct swage_suite_case *c);
void suite_close(struct suite_document *document);

/* Fills a struct with what nobody writes, and whether it is still there. */
void suite_spoil(void *value, size_t size);
bool suite_is_spoiled(const void *value, size_t size);

/* Runs `hold` on every case, or on those that are accepted, until one has words. */
typedef const char *suite_fact(struct suite_room *room, const struct suite_document *document);
const char *suite_each(const struct swage_suite_type *type, bool is_accepted, suite_fact *hold);

/* Decodes an accepted document into `out`. `is_refused`: the program's own functions refused it, as they may. */
const char *suite_decode(const struct suite_document *document, swage_arena *arena, void *out, bool *is_refused);

#endif
