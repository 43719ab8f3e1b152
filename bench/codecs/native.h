/* SPDX-License-Identifier: MIT */
/*
 * What a C or C++ peer of the codec benchmark is: functions that turn a text into one of the structs that `swage gen`
 * made, and back. One object file a peer; native.c runs those that were linked.
 *
 *     swage.c                        the generated codecs themselves
 *     yyjson.c jsonc.c jansson.c cjson.c     a document in memory (dom.h)
 *     rapidjson.cc                   a document in memory, and a writer
 *     simdjson.cc                    On-Demand
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <swage/swage.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A peer's own, in the file of the peer: documents, pools, output. Kept from one text to the next, as a server would. */
struct state;

struct shape {
    const char *name; /* of the schema; its first struct is the root */
    size_t size;      /* of that */
    /* Strings of `out` may point into `text` and into `state`, until the next call. */
    bool (*decode)(struct state *state, swage_str text, void *out);
    /* `out` lives until the next call. */
    bool (*encode)(struct state *state, const void *in, swage_str *out);
};

struct peer {
    const char *name;
    const char *version;
    bool can_encode;
    const struct shape *shapes; /* the last one has no name */
    struct state *(*open)(void);
    void (*close)(struct state *state);
};

extern const struct peer cjson_peer;
extern const struct peer jansson_peer;
extern const struct peer jsonc_peer;
extern const struct peer rapidjson_peer;
extern const struct peer simdjson_peer;
extern const struct peer swage_peer;
extern const struct peer yyjson_peer;

#ifdef __cplusplus
}
#endif

#endif
