/* SPDX-License-Identifier: MIT */
/*
 * Paths that every server answers where the schema does not: /healthz (the process runs), /readyz (and takes requests: 503
 * while it drains), /metrics (the text format of Prometheus; 404 unless it was asked for). They stand behind the schema's
 * own routes and cost those nothing.
 */
#ifndef SWAGE_SERVER_OPS_H
#define SWAGE_SERVER_OPS_H

#include <swage/app.h>

/* What its requests find in their env's loop: struct loop. */
extern const struct swage_app ops_app;

#endif
