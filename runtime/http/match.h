/* SPDX-License-Identifier: MIT */
/* The way of a request path through an application's tree of routes. */
#ifndef SWAGE_HTTP_MATCH_H
#define SWAGE_HTTP_MATCH_H

#include <swage/arena.h>
#include <swage/route.h>
#include <swage/string.h>

/*
 * The node at which `path` (as sent, with its leading slash) ends, or NULL. Segments are compared percent-decoded; an
 * escaped slash stays within its segment. A literal beats a parameter beats a rest; where the better way leads nowhere
 * the next is tried. `captures` (room for SWAGE_CAPTURES_MAX) gets the segments of parameters, decoded; those of a rest
 * with their slashes. A path with a bad escape matches nothing. The arena is used only for paths with escapes.
 */
const struct swage_node *swage_route_match(const struct swage_node *nodes, swage_str path, swage_arena *arena,
                                           swage_str *captures, unsigned *capture_count);

#endif
