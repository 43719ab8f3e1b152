/* SPDX-License-Identifier: MIT */
/*
 * The server's settings: each is a flag, an environment variable, a default, a range and a line of help, all from one
 * list.
 * `--idle-timeout 30s` may be written `--idle-timeout=30s` or SWAGE_IDLE_TIMEOUT=30s; flags win over the environment.
 */
#ifndef SWAGE_SERVER_OPTIONS_H
#define SWAGE_SERVER_OPTIONS_H

#include <swage/base.h>

#include "server/crew.h"

#define OPTIONS_LISTEN_MAX     16
#define WORKERS_MAX            64
#define OPTIONS_LISTEN_DEFAULT "127.0.0.1:8000"

/* What the library was built for: with --enable-debug a wrong reply is found by those who wrote it. */
#if defined(SWAGE_DEBUG)
#define OPTIONS_STRICT_REPLIES 1
#else
#define OPTIONS_STRICT_REPLIES 0
#endif

enum option_kind {
    OPTION_COUNT,
    OPTION_BYTES,   /* "64k", "1m": 1024 and its powers */
    OPTION_SECONDS, /* "30", "30s", "500ms", "5m": kept in milliseconds */
    OPTION_SWITCH   /* takes no value */
};

/* field, flag, kind, default, least, most, help; seconds are given in milliseconds */
/* clang-format off */
#define OPTIONS_LIST(X)                                                                                             \
    X(threads, "threads", OPTION_COUNT, 1, 1, 256, "event loops, each in a thread of its own")                      \
    X(workers, "workers", OPTION_COUNT, 0, 0, WORKERS_MAX, "processes under a supervisor; 0: this process alone")   \
    X(crew_threads, "offload-threads", OPTION_COUNT, 16, 1, CREW_MAX, "threads for what handlers offload")          \
    X(crew_waiting, "offload-queue", OPTION_COUNT, 1024, 0, 1000000, "offloaded work that waits for one; more: 503") \
    X(max_connections, "max-connections", OPTION_COUNT, 10000, 1, 1000000, "connections held; more get 503")        \
    X(max_per_address, "max-per-address", OPTION_COUNT, 0, 0, 1000000, "of one client address: 503; 0: all of them") \
    X(max_requests, "max-requests", OPTION_COUNT, 0, 0, 4294967295, "requests a connection; 0: any number")         \
    X(backlog, "backlog", OPTION_COUNT, 1024, 1, 65535, "connections that wait to be accepted")                     \
    X(header_ms, "header-timeout", OPTION_SECONDS, 10000, 100, 3600000, "from a head's first byte to its end: 408") \
    X(body_ms, "body-timeout", OPTION_SECONDS, 30000, 100, 3600000, "for a body, beside what body-rate adds: 408")  \
    X(body_rate, "body-rate", OPTION_BYTES, 16384, 1, 1073741824, "bytes of a body that give it a second more")     \
    X(handler_ms, "handler-timeout", OPTION_SECONDS, 60000, 100, 86400000, "for a handler that answers later: 504") \
    X(idle_ms, "idle-timeout", OPTION_SECONDS, 60000, 100, 86400000, "a connection without a request")              \
    X(write_ms, "write-timeout", OPTION_SECONDS, 30000, 100, 3600000, "a client that takes nothing of its answer")  \
    X(ping_ms, "stream-ping", OPTION_SECONDS, 15000, 100, 3600000, "a silent stream of events: a comment is sent")  \
    X(linger_ms, "linger-timeout", OPTION_SECONDS, 5000, 100, 60000, "a client that sends on after its refusal")    \
    X(grace_ms, "shutdown-grace", OPTION_SECONDS, 10000, 100, 3600000, "for requests in flight at SIGTERM")         \
    X(header_max, "header-max", OPTION_BYTES, 32768, 256, 1048576, "request line and header fields: 431")           \
    X(header_count, "header-count", OPTION_COUNT, 100, 1, 100, "header fields: 431")                                \
    X(target_max, "target-max", OPTION_BYTES, 8192, 16, 1048576, "the request target: 414")                         \
    X(body_max, "body-max", OPTION_BYTES, 1048576, 0, 4294967296, "a body, unless its route says less: 413")        \
    X(extra_max, "chunk-extra-max", OPTION_BYTES, 4096, 64, 65536, "chunk extensions and trailers of a body: 400")  \
    X(request_max, "request-memory", OPTION_BYTES, 16777216, 65536, 68719476736, "what one request may hold")       \
    X(upload_space, "upload-space", OPTION_BYTES, 1073741824, 0, 1125899906842624, "files in forms on disk, in all: 503") \
    X(answer_max, "answer-max", OPTION_BYTES, 16777216, 4096, 4294967296, "one answer: 500")                        \
    X(output_high, "unread-max", OPTION_BYTES, 262144, 4096, 1073741824, "unsent answers: no more is read then")    \
    X(gzip_min, "gzip-min-size", OPTION_BYTES, 0, 0, 1073741824, "answers of text from here on are packed; 0: none") \
    X(gzip_max, "gzip-max-size", OPTION_BYTES, 262144, 1, 1073741824, "... and larger ones are not: it holds up a loop") \
    X(linger_max, "linger-max", OPTION_BYTES, 16777216, 0, 4294967295, "read and dropped after a refusal")          \
    X(strict_replies, "strict-replies", OPTION_SWITCH, OPTIONS_STRICT_REPLIES, 0, 1,                                \
      "a reply outside of its schema's bounds: 500")                                                                \
    X(metrics, "metrics", OPTION_SWITCH, 0, 0, 1, "count, and answer GET /metrics")                                 \
    X(request_ids, "request-ids", OPTION_SWITCH, 0, 0, 1, "X-Request-Id and traceparent: taken or made, and answered") \
    X(cors_credentials, "cors-credentials", OPTION_SWITCH, 0, 0, 1, "and with what the browser keeps for this server") \
    X(quiet, "quiet", OPTION_SWITCH, 0, 0, 1, "say nothing but errors")

/* field, flag, default, choices with '|' between (NULL: any text), help */
#define OPTIONS_TEXTS(X)                                                                                             \
    X(log_level, "log-level", "info", "error|warning|info", "which lines are said")                                 \
    X(error_log, "error-log", "", NULL, "a file for them; standard error unless given")                             \
    X(access_log, "access-log", "", NULL, "a line each request: a file, or - for standard output")                  \
    X(access_format, "access-log-format", "text", "text|json", "of these")                                          \
    X(cors_origins, "cors-origins", "", NULL, "whose scripts browsers may let in, in place of what the schema says")   \
    X(upload_folder, "upload-folder", "", NULL, "where they stand; $TMPDIR or /tmp unless given")                  \
    X(access_except, "access-log-except", "", NULL, "routes without one, commas between their names")
/* clang-format on */

struct options {
    const char *listen[OPTIONS_LISTEN_MAX];
    unsigned listen_count;
    bool is_listen_default; /* nobody has said where */
    char *listen_text; /* what SWAGE_LISTEN was cut apart in, or NULL */
    int rest_count; /* of argv: the program's name and what stood behind "--" */
#define X(field, flag, kind, value, least, most, help) uint64_t field;
    OPTIONS_LIST(X)
#undef X
#define X(field, flag, value, choices, help) const char *field;
    OPTIONS_TEXTS(X)
#undef X
};

enum options_result {
    OPTIONS_RUN,
    OPTIONS_DONE, /* --help, --version or --print-config was answered */
    OPTIONS_BAD   /* said on standard error what is wrong */
};

/*
 * Reads the environment and then argv. On OPTIONS_RUN argv holds only its first argument and those behind "--", ended
 * by NULL. `options` is filled in only then; its texts are argv's and the environment's.
 */
enum options_result options_read(int argc, char **argv, struct options *options);

/* Frees what options_read took; the settings stay. */
void options_done(struct options *options);

/* The defaults, without the environment. */
void options_init(struct options *options);

#endif
