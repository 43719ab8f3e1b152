/* SPDX-License-Identifier: MIT */
/* Three routes, their tables written by hand. */
#include "config.h"

#include "server/ops.h"

#include "app/reply.h"
#include "server/loop.h"

#define MEDIA_TEXT    "text/plain; charset=utf-8"
#define MEDIA_METRICS "text/plain; version=0.0.4; charset=utf-8"

static const struct loop *loop_of(const swage_request *rq)
{
    return (const struct loop *)(const void *)rq->env;
}

static int reply_text(swage_request *rq, int status, const char *text)
{
    swage_reply_header(rq, SWAGE_STR("Cache-Control"), SWAGE_STR("no-store"));
    swage_buffer *out = swage_reply_open_media(rq, status, SWAGE_STR(MEDIA_TEXT));
    return swage_reply_close(rq, out ? swage_buffer_add_str(out, swage_str_from(text)) : 0);
}

static int serve_health(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return reply_text(rq, 200, "ok\n");
}

static int serve_readiness(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return loop_of(rq)->is_draining ? reply_text(rq, 503, "draining\n") : reply_text(rq, 200, "ready\n");
}

static int serve_metrics(swage_request *rq, const void *handlers)
{
    const struct stats *stats = loop_of(rq)->stats;
    (void)handlers;
    if (!stats)
        return swage_reply_problem(rq, 404, &(struct swage_problem){.detail = SWAGE_STR("There is no such path.")});
    swage_reply_header(rq, SWAGE_STR("Cache-Control"), SWAGE_STR("no-store"));
    swage_buffer *out = swage_reply_open_media(rq, 200, SWAGE_STR(MEDIA_METRICS));
    return swage_reply_close(rq, out ? stats_write(stats, out) : 0);
}

static const struct swage_operation operations[] = {
    {.name = "healthz", .path = "/healthz", .method = SWAGE_METHOD_GET, .serve = serve_health},
    {.name = "metrics", .path = "/metrics", .method = SWAGE_METHOD_GET, .serve = serve_metrics},
    {.name = "readyz", .path = "/readyz", .method = SWAGE_METHOD_GET, .serve = serve_readiness},
};

static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 3},
    {.text = SWAGE_STR_INIT("readyz"), .operations = 2, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("healthz"), .operations = 0, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("metrics"), .operations = 1, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
};

const struct swage_app ops_app = {.abi = SWAGE_ABI,
                                  .name = "ops",
                                  .nodes = nodes,
                                  .operations = operations,
                                  .node_count = sizeof nodes / sizeof *nodes,
                                  .operation_count = sizeof operations / sizeof *operations};
