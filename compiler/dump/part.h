/* SPDX-License-Identifier: MIT */
/* JSON under construction: json-c's objects with its failures counted, so that who builds need not ask each time. Where
   memory has ended, what was being built is freed with what it belongs to. Private to this folder. */
#ifndef SWAGE_DUMP_PART_H
#define SWAGE_DUMP_PART_H

#include "model/model.h"

#include <json-c/json.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct part_maker {
    bool has_failed; /* memory ended: what there is is of no use */
};

/* ---- parts; NULL, which is null, after failure ---- */

struct json_object *part_object(struct part_maker *m);
struct json_object *part_array(struct part_maker *m);
struct json_object *part_text(struct part_maker *m, const char *ptr, size_t len);
struct json_object *part_bool(struct part_maker *m, bool value);
struct json_object *part_int(struct part_maker *m, int64_t value);
struct json_object *part_uint(struct part_maker *m, uint64_t value);

/* A text that is JSON already, digit by digit as it stands. */
struct json_object *part_raw(struct part_maker *m, const char *json);

/* A number as C or the schema writes it: "0.5f", "0x10". */
struct json_object *part_number(struct part_maker *m, const char *literal);

/* ---- putting them together; the value is taken, and `to` may be NULL ---- */

void part_put(struct part_maker *m, struct json_object *to, const char *key, struct json_object *value);
void part_append(struct part_maker *m, struct json_object *to, struct json_object *value);

/* What is not there leaves no member: NULL, false. */
void part_put_text(struct part_maker *m, struct json_object *to, const char *key, const char *text);
void part_put_flag(struct part_maker *m, struct json_object *to, const char *key, bool value);

void part_put_wire(struct part_maker *m, struct json_object *to, const char *key, struct model_text text);

/* SIZE_MAX, which means no bound, is null. */
void part_put_size(struct part_maker *m, struct json_object *to, const char *key, size_t size);

#endif
