/* SPDX-License-Identifier: MIT */
/*
 * What generated fuzz harnesses (`swage gen --emit=fuzz`) run by: one trial a type and a route, under libFuzzer, AFL++ or as a
 * program that replays files.
 *
 *     clang -fsanitize=fuzzer,address,undefined user_fuzz.c user.c user_routes.c ... -lswage-test -lswage -o user_fuzz
 *     ./user_fuzz --write-seeds seeds && ./user_fuzz -dict=user.dict corpus seeds
 *
 *     gcc -DSWAGE_FUZZ_MAIN user_fuzz.c ...      takes files and folders to replay
 *
 * Two facts: the first byte of an input says which trial it is for, unless -DSWAGE_FUZZ_ENTRY=fuzz_user chose one when the
 * harness was compiled; and what must not be ends the program by abort(), with a word on stderr.
 */
#ifndef SWAGE_FUZZ_H
#define SWAGE_FUZZ_H

#include <swage/app.h>
#include <swage/swage.h>

#include <stdint.h>

SWAGE_BEGIN_C

typedef void swage_fuzz_entry(swage_str input);

struct swage_fuzz_seed { /* the last one of a list has no name */
    const char *name;    /* of its file */
    swage_fuzz_entry *entry;
    swage_str input; /* without the byte that chooses */
};

struct swage_fuzz {
    swage_fuzz_entry *const *entries; /* NULL ends the list */
    const struct swage_fuzz_seed *seeds;
};

/* Runs the entry that the first byte chooses; the only one takes all of the input. */
SWAGE_API void swage_fuzz_run(const struct swage_fuzz *fuzz, const uint8_t *data, size_t size);

/* Writes the seeds to files in a folder, which is made when it is not there, and ends the program where the arguments are
   "--write-seeds DIR"; else does nothing. */
SWAGE_API void swage_fuzz_start(const struct swage_fuzz *fuzz, int argc, char **argv);

/* main() of a program without a fuzzer: replays the files and folders that are named, standard input without any, and says how
   many inputs there were. Returns a status for exit. */
SWAGE_API int swage_fuzz_main(const struct swage_fuzz *fuzz, int argc, char **argv);

/* --- for generated code ------------------------------------------------------------------------------------------- */

/* Ends the program unless `fact` holds. */
SWAGE_API void swage_fuzz_demand(bool fact, const char *what);

struct swage_fuzz_trial { /* of a type */
    swage_str json;
    swage_arena *arena;
    swage_buffer out; /* strict: what was decoded is within its bounds */
    struct swage_error error;
};

SWAGE_API void swage_fuzz_open(struct swage_fuzz_trial *trial, swage_str json);
SWAGE_API void swage_fuzz_close(struct swage_fuzz_trial *trial);

/* Whether the decoder took the document, which the collector has to find right then, and wrong with a reason otherwise. */
SWAGE_API bool swage_fuzz_decoded(const struct swage_fuzz_trial *trial, enum swage_status status,
                                  const struct swage_type *type);

/* Asks `app` for what the input says, and demands an answer that is not 500:
 *
 *     /users/7?limit=3         the target
 *     Content-Type: text/csv   fields, as many lines as there are
 *
 *     {"name":"x"}             the body, as it stands; without an empty line before it there is none
 */
SWAGE_API void swage_fuzz_request(const struct swage_app *app, const char *method, swage_str input);

SWAGE_END_C

#endif
