/* SPDX-License-Identifier: MIT */
/* Counting, adding up, and the text format of Prometheus. */
#include "config.h"

#include "server/stats.h"

#include "http/method.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static const uint64_t bounds[] = STATS_BOUNDS;

static const char *const outcomes[STATS_OUTCOMES] = {
#define X(status) #status,
    STATS_STATUSES(X)
#undef X
    "1xx", "2xx", "3xx", "4xx", "5xx", "aborted"};

/* --- memory ------------------------------------------------------------------------------------------------------- */

struct stats *stats_new(const struct swage_app *app, unsigned sheet_count)
{
    struct stats *stats = calloc(1, sizeof *stats);
    if (!stats)
        return NULL;
    stats->app = app;
    stats->sheet_count = sheet_count;
    stats->route_count = app->operation_count + 1;
    size_t size = sizeof(struct stats_sheet) + stats->route_count * sizeof(struct stats_route);
    stats->sheet_size = (size + 63) / 64 * 64; /* no two writers in one cache line */
    stats->size = 64 + stats->sheet_size * sheet_count;
    char *memory = mmap(NULL, stats->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        free(stats);
        return NULL;
    }
    stats->restarts = (stats_count *)(void *)memory;
    stats->sheets = memory + 64;
    return stats;
}

void stats_free(struct stats *stats)
{
    if (!stats)
        return;
    munmap(stats->sheets - 64, stats->size);
    free(stats);
}

struct stats_sheet *stats_sheet(const struct stats *stats, unsigned number)
{
    return (struct stats_sheet *)(void *)(stats->sheets + stats->sheet_size * number);
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static unsigned outcome_of(int status)
{
    if (SWAGE_LIKELY(status == 200))
        return STATS_200;
    switch (status) {
#define X(status) \
    case status: return STATS_##status;
        STATS_STATUSES(X)
#undef X
    default: return status >= 100 && status < 600 ? STATS_1XX + (unsigned)(status / 100 - 1) : STATS_ABORTED;
    }
}

static unsigned bucket_of(uint64_t ns)
{
    unsigned bucket = 0;
    while (bucket < STATS_BUCKETS - 1 && ns > bounds[bucket] * 1000)
        bucket++;
    return bucket;
}

void stats_note(struct stats_route *route, int status, uint64_t ns, uint64_t bytes_in, uint64_t bytes_out)
{
    stats_add(&route->answers[outcome_of(status)], 1);
    stats_add(&route->buckets[bucket_of(ns)], 1);
    stats_add(&route->time_ns, ns);
    stats_add(&route->bytes_in, bytes_in);
    stats_add(&route->bytes_out, bytes_out);
}

static uint64_t read_count(const stats_count *counter)
{
    return atomic_load_explicit((stats_count *)(uintptr_t)counter, memory_order_relaxed);
}

static uint64_t ended_of(const struct stats_route *route)
{
    uint64_t ended = 0;
    for (unsigned i = 0; i < STATS_BUCKETS; i++)
        ended += read_count(&route->buckets[i]);
    return ended;
}

void stats_settle(const struct stats *stats, unsigned first, unsigned count)
{
    for (unsigned i = first; i < first + count && i < stats->sheet_count; i++) {
        struct stats_sheet *sheet = stats_sheet(stats, i);
        atomic_store_explicit(&sheet->closed, read_count(&sheet->accepted), memory_order_relaxed);
        for (unsigned k = 0; k < stats->route_count; k++)
            atomic_store_explicit(&sheet->routes[k].begun, ended_of(&sheet->routes[k]), memory_order_relaxed);
    }
}

/* --- adding up ---------------------------------------------------------------------------------------------------- */

/* The sum over all sheets of the counter that lies `offset` bytes into each. */
static uint64_t sum_at(const struct stats *stats, size_t offset)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < stats->sheet_count; i++)
        sum += read_count((const stats_count *)(const void *)(stats->sheets + stats->sheet_size * i + offset));
    return sum;
}

static size_t route_offset(unsigned route)
{
    return sizeof(struct stats_sheet) + route * sizeof(struct stats_route);
}

struct report {
    const struct stats *stats;
    swage_buffer *out;
    int status; /* of the first piece that found no room */
};

static void put(struct report *report, const char *format, ...) SWAGE_PRINTF(2, 3);

static void put(struct report *report, const char *format, ...)
{
    char text[512]; /* names are of C, and C's compilers promise no more than 63 letters of each */
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len > 0 && report->status == SWAGE_OK)
        report->status = swage_buffer_add(report->out, text, (size_t)len < sizeof text ? (size_t)len : sizeof text - 1);
}

/* Of an array of counters in a route's sheet. */
static uint64_t count_at(const struct report *report, unsigned route, size_t array, unsigned at)
{
    return sum_at(report->stats, route_offset(route) + array + at * sizeof(stats_count));
}

static uint64_t bucket_at(const struct report *report, unsigned route, unsigned bucket)
{
    return count_at(report, route, offsetof(struct stats_route, buckets), bucket);
}

#define SUM(report, route, member) sum_at((report)->stats, route_offset(route) + offsetof(struct stats_route, member))

static void head(struct report *report, const char *name, const char *type, const char *help)
{
    put(report, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* The labels that name a route, by names that need no escapes. */
static void label(struct report *report, unsigned route)
{
    const struct swage_app *app = report->stats->app;
    if (route == app->operation_count) {
        put(report, "route=\"\",method=\"\"");
        return;
    }
    const struct swage_operation *operation = &app->operations[route];
    put(report, "route=\"%s\",method=\"%s\"", operation->name, swage_http_methods[operation->method].ptr);
}

static void write_answers(struct report *report, unsigned route)
{
    for (unsigned i = 0; i < STATS_OUTCOMES; i++) {
        uint64_t count = count_at(report, route, offsetof(struct stats_route, answers), i);
        if (count == 0)
            continue; /* nearly all are, and a counter may appear when it first counts */
        put(report, "swage_http_requests_total{");
        label(report, route);
        put(report, ",status=\"%s\"} %llu\n", outcomes[i], (unsigned long long)count);
    }
}

static void write_times(struct report *report, unsigned route)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < STATS_BUCKETS; i++) {
        sum += bucket_at(report, route, i);
        put(report, "swage_http_request_duration_seconds_bucket{");
        label(report, route);
        if (i < STATS_BUCKETS - 1)
            put(report, ",le=\"%g\"} %llu\n", (double)bounds[i] / 1e6, (unsigned long long)sum);
        else
            put(report, ",le=\"+Inf\"} %llu\n", (unsigned long long)sum);
    }
    put(report, "swage_http_request_duration_seconds_sum{");
    label(report, route);
    put(report, "} %.9g\nswage_http_request_duration_seconds_count{",
                        (double)SUM(report, route, time_ns) / 1e9);
    label(report, route);
    put(report, "} %llu\n", (unsigned long long)sum);
}

static void write_value(struct report *report, const char *name, unsigned route, uint64_t value)
{
    put(report, "%s{", name);
    label(report, route);
    put(report, "} %llu\n", (unsigned long long)value);
}

static uint64_t in_flight(struct report *report, unsigned route)
{
    uint64_t ended = 0, begun = SUM(report, route, begun);
    for (unsigned i = 0; i < STATS_BUCKETS; i++)
        ended += bucket_at(report, route, i);
    return begun > ended ? begun - ended : 0; /* other threads count on meanwhile */
}

static void write_routes(struct report *report)
{
    unsigned count = report->stats->route_count;
    head(report, "swage_http_requests_total", "counter", "Requests that were answered, by status; aborted: that were not.");
    for (unsigned i = 0; i < count; i++)
        write_answers(report, i);
    head(report, "swage_http_request_duration_seconds", "histogram", "From a request's head to its whole answer.");
    for (unsigned i = 0; i < count; i++)
        write_times(report, i);
    head(report, "swage_http_requests_in_flight", "gauge", "Requests that are being read or answered.");
    for (unsigned i = 0; i < count; i++)
        write_value(report, "swage_http_requests_in_flight", i, in_flight(report, i));
    head(report, "swage_http_request_bytes_total", "counter", "Bytes of requests, heads and bodies.");
    for (unsigned i = 0; i < count; i++)
        write_value(report, "swage_http_request_bytes_total", i, SUM(report, i, bytes_in));
    head(report, "swage_http_response_bytes_total", "counter", "Bytes of answers, heads and bodies.");
    for (unsigned i = 0; i < count; i++)
        write_value(report, "swage_http_response_bytes_total", i, SUM(report, i, bytes_out));
}

static void write_plain(struct report *report, const char *name, const char *type, const char *help, uint64_t value)
{
    head(report, name, type, help);
    put(report, "%s %llu\n", name, (unsigned long long)value);
}

static void write_connections(struct report *report)
{
    const struct stats *stats = report->stats;
    uint64_t closed = sum_at(stats, offsetof(struct stats_sheet, closed));
    uint64_t accepted = sum_at(stats, offsetof(struct stats_sheet, accepted));
    write_plain(report, "swage_connections_total", "counter", "Connections that were accepted.", accepted);
    write_plain(report, "swage_connections_open", "gauge", "Connections that are open.",
                accepted > closed ? accepted - closed : 0);
    head(report, "swage_connections_refused_total", "counter", "Connections that were too many, by why.");
    put(report, "swage_connections_refused_total{reason=\"all\"} %llu\n",
                        (unsigned long long)sum_at(stats, offsetof(struct stats_sheet, refused_all)));
    put(report, "swage_connections_refused_total{reason=\"address\"} %llu\n",
                        (unsigned long long)sum_at(stats, offsetof(struct stats_sheet, refused_address)));
    write_plain(report, "swage_worker_restarts_total", "counter", "Workers that were replaced after a crash.",
                read_count(stats->restarts));
}

int stats_write(const struct stats *stats, swage_buffer *out)
{
    struct report report = {.stats = stats, .out = out};
    write_connections(&report);
    write_routes(&report);
    return report.status;
}
