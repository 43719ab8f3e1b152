/* SPDX-License-Identifier: MIT */
/* How much memory the server's limits allow it to use, before it serves anybody. doc/server.md has the formula. */
#ifndef SWAGE_SERVER_MEMORY_H
#define SWAGE_SERVER_MEMORY_H

#include <swage/app.h>
#include <swage/base.h>

struct options;

struct memory { /* bytes, at most */
    uint64_t reading;    /* to read one request, of whatever route: head, body, and what is decoded of them */
    uint64_t connection; /* of a connection with all that it can have in progress at once */
    uint64_t loop;       /* of a loop without its connections */
    uint64_t all;
};

void memory_count(const struct options *options, const struct swage_app *app, struct memory *memory);

#define MEMORY_TEXT_MAX 192

/* The line for the log: "at most 478.1 GiB: 10000 connections of 49.0 MiB (...) and 1 loop of 13.5 MiB". */
void memory_text(const struct options *options, const struct memory *memory, char text[MEMORY_TEXT_MAX]);

#endif
