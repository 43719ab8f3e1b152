/* SPDX-License-Identifier: MIT */
/* The sums of doc/server.md. Nothing of this is taken before it is needed; it is what clients can make the server hold
   when all of them do their worst at once. */
#include "config.h"

#include "server/memory.h"

#include "server/http1.h"
#include "server/loop.h"
#include "server/options.h"

#include <stdio.h>

#define KIB          UINT64_C(1024)
#define REQUEST_SELF (8 * KIB)   /* struct swage_request, its head included, rounded up */
#define REQUEST_IDLE (192 * KIB) /* of arena, that a request keeps for the next one: see request.c */
#define BLOCKS_IDLE  (736 * KIB) /* of all classes: see block.c */
#define BODY_TIMES   4           /* a body that comes in pieces lies in the arena twice as it grows, in blocks that are no
                                    more than half empty */

static uint64_t least_of(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Of a request's arena, to read it; the route may leave that to the server. */
static uint64_t reading_of(const struct options *options, const struct swage_operation *operation)
{
    uint64_t body = 0;
    if (operation->body || operation->media & ~(unsigned)SWAGE_TAKES_PIECES)
        body = operation->max_body > 0 ? least_of(operation->max_body, options->body_max) : options->body_max;
    if (operation->max_arena == 0)
        return options->request_max;
    uint64_t head = options->header_max + options->target_max;
    return least_of(head + body * BODY_TIMES + operation->max_arena, options->request_max);
}

void memory_count(const struct options *options, const struct swage_app *app, struct memory *memory)
{
    uint64_t reading = 0;
    uint64_t stash = options->header_max + BLOCK_READ, output = options->output_high + options->answer_max;
    for (unsigned i = 0; i < app->operation_count; i++) {
        uint64_t one = reading_of(options, &app->operations[i]);
        reading = one > reading ? one : reading;
    }
    memory->reading = reading;
    uint64_t late = BLOCK_READ + options->header_max + options->answer_max; /* the block given over, and the answer */
    memory->connection = stash + REQUEST_SELF + options->request_max + output + late;
    memory->loop = BLOCK_READ + LOOP_REQUESTS_IDLE * (REQUEST_IDLE + REQUEST_SELF) + HTTP1_IDLE_MAX * HTTP1_OUTPUT_KEEP +
                   BLOCKS_IDLE + WHEEL_SLOTS * sizeof(void *);
    if (options->gzip_min > 0)
        memory->loop += CODING_MEMORY + options->gzip_max;
    memory->all = options->max_connections * memory->connection + options->threads * memory->loop;
}

/* "49.0 MiB" */
static const char *write_bytes(char text[24], uint64_t bytes)
{
    static const char *const units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = (double)bytes / 1024;
    unsigned unit = 0;
    while (value >= 1024 && unit < 5) {
        value /= 1024;
        unit++;
    }
    snprintf(text, 24, "%.1f %s", value, units[unit]);
    return text;
}

void memory_text(const struct options *options, const struct memory *memory, char text[MEMORY_TEXT_MAX])
{
    char all[24], connection[24], reading[24], loop[24];
    snprintf(text, MEMORY_TEXT_MAX, "at most %s: %llu connections of %s (%s to read a request) and %llu loop%s of %s",
             write_bytes(all, memory->all), (unsigned long long)options->max_connections,
             write_bytes(connection, memory->connection), write_bytes(reading, memory->reading),
             (unsigned long long)options->threads, options->threads == 1 ? "" : "s", write_bytes(loop, memory->loop));
}
