/* SPDX-License-Identifier: MIT */
/* Documents go through the decoder, the collector of faults and the encoder; requests through the whole application, in
   process. What differs from the manual is printed with its place there, and the others go on. */
#include "chapter.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1 << 16, ARENA_MAX = 1 << 20, FAULTS_MAX = 32, FIELDS_MAX = 8 };

static int failures;

static void fail(const char *place, const char *format, ...) SWAGE_PRINTF(2, 3);

static void fail(const char *place, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "%s: ", place);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    failures++;
}

int chapter_end(void)
{
    return failures > 0;
}

void chapter_run(void (*run)(swage_arena *arena))
{
    swage_arena *arena = swage_arena_new(ARENA_MAX);
    run(arena);
    swage_arena_free(arena);
}

/* ---- documents ---- */

/* Without the white space between tokens. */
static void squeeze(const char *json, char *out)
{
    bool is_inside = false;
    for (; *json; json++) {
        if (!is_inside && strchr(" \n\t", *json))
            continue;
        if (*json == '"')
            is_inside = !is_inside;
        *out++ = *json;
        if (is_inside && *json == '\\' && json[1])
            *out++ = *++json;
    }
    *out = '\0';
}

static const char *behind(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0 ? text + strlen(start) : NULL;
}

static void check_written(const char *place, const struct chapter_type *type, const void *value, const char *wanted)
{
    swage_buffer out;
    swage_buffer_init(&out, TEXT_MAX);
    enum swage_status status = type->encode(value, &out);
    if (status != SWAGE_OK)
        fail(place, "%s cannot be written: %s", type->name, swage_status_text(status));
    else if (out.len != strlen(wanted) || memcmp(out.ptr, wanted, out.len) != 0)
        fail(place, "%s is written as %.*s", type->name, (int)out.len, out.ptr);
    swage_buffer_done(&out);
}

static void check_accepted(const char *place, const struct chapter_type *type, swage_str json, const char *wanted)
{
    struct swage_error error;
    swage_arena *arena = swage_arena_new(ARENA_MAX);
    void *value = malloc(type->size);
    if (type->decode(json, arena, value, &error) != SWAGE_OK)
        fail(place, "%s is refused: %s %s: %s", type->name, swage_fault_code(error.fault), error.pointer, error.detail);
    else {
        check_written(place, type, value, wanted);
        if (type->validate(value, &error) != SWAGE_OK)
            fail(place, "%s is not valid as it is: %s %s", type->name, swage_fault_code(error.fault), error.pointer);
    }
    free(value);
    swage_arena_free(arena);
}

/* "too_small /id, missing /name" */
static void list_faults(const struct swage_error *faults, size_t count, char *out, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += (size_t)snprintf(out + len, size - len, "%s%s%s%s", i ? ", " : "", swage_fault_code(faults[i].fault),
                                faults[i].pointer[0] ? " " : "", faults[i].pointer);
}

static void check_refused(const char *place, const struct chapter_type *type, swage_str json, const char *verdict)
{
    struct swage_error faults[FAULTS_MAX], first;
    char list[TEXT_MAX] = "";
    swage_arena *arena = swage_arena_new(ARENA_MAX);
    void *value = malloc(type->size);
    size_t count = swage_explain(json, type->type, SWAGE_DEPTH_MAX, faults, FAULTS_MAX);
    list_faults(faults, count, list, sizeof list);
    if (strcmp(list, verdict) != 0)
        fail(place, "%s: the faults are %s", type->name, list);
    if (type->decode(json, arena, value, &first) == SWAGE_OK)
        fail(place, "%s is accepted", type->name);
    else if (count == 0 || faults[0].fault != first.fault || strcmp(faults[0].pointer, first.pointer) != 0)
        fail(place, "%s: the decoder's fault is %s %s", type->name, swage_fault_code(first.fault), first.pointer);
    free(value);
    swage_arena_free(arena);
}

void chapter_document(const char *place, const struct chapter_type *type, const char *json, const char *verdict)
{
    /* A block of its own, so that a sanitizer sees the first byte that is read behind it. */
    size_t len = strlen(json);
    char *exact = malloc(len ? len : 1);
    memcpy(exact, json, len);
    swage_str text = swage_str_of(exact, len);
    const char *written = behind(verdict, "written ");
    char squeezed[TEXT_MAX];
    squeeze(json, squeezed);
    if (written != NULL || strcmp(verdict, "accepted") == 0)
        check_accepted(place, type, text, written ? written : squeezed);
    else
        check_refused(place, type, text, verdict);
    free(exact);
}

/* ---- requests ---- */

static swage_str cut(const char **text, const char *until)
{
    const char *end = strstr(*text, until);
    swage_str piece = swage_str_of(*text, end ? (size_t)(end - *text) : strlen(*text));
    *text += piece.len + (end ? strlen(until) : 0);
    return piece;
}

/* Header fields from lines; a body without a type is JSON. */
static unsigned split_fields(const char *lines, bool has_body, struct swage_field *fields)
{
    unsigned count = 0;
    bool has_type = false;
    while (*lines && count < FIELDS_MAX - 1) {
        swage_str line = cut(&lines, "\n");
        const char *at = line.ptr;
        fields[count].name = cut(&at, ": ");
        fields[count].value = swage_str_of(at, (size_t)(line.ptr + line.len - at));
        has_type |= swage_str_equal(fields[count].name, SWAGE_STR("Content-Type"));
        count++;
    }
    if (has_body && !has_type)
        fields[count++] = (struct swage_field){SWAGE_STR("Content-Type"), SWAGE_STR("application/json")};
    return count;
}

/* The text of a member that a problem document has at or behind *at; moves behind it. */
static bool find_text(const char **at, const char *key, swage_str *out)
{
    const char *found = strstr(*at, key);
    if (found == NULL)
        return false;
    *at = found + strlen(key);
    *out = cut(at, "\"");
    return true;
}

/* "too_small query limit, missing body /name" of a problem document. */
static void list_problems(const char *body, char *out, size_t size)
{
    size_t len = 0;
    swage_str in, name, code;
    while (find_text(&body, "{\"in\":\"", &in)) {
        bool is_pointer = behind(body, ",\"pointer\":\"") != NULL;
        if (!find_text(&body, is_pointer ? ",\"pointer\":\"" : ",\"name\":\"", &name) ||
            !find_text(&body, "\"code\":\"", &code))
            return;
        len += (size_t)snprintf(out + len, size - len, "%s%.*s %.*s%s%.*s", len ? ", " : "", (int)code.len, code.ptr,
                                (int)in.len, in.ptr, name.len ? " " : "", (int)name.len, name.ptr);
    }
}

static void check_answer(const char *place, int status, const char *body, const char *verdict)
{
    char wanted[TEXT_MAX], list[TEXT_MAX] = "";
    if (strcmp(verdict, "accepted") == 0)
        verdict = "501";
    char *rest;
    long wanted_status = strtol(verdict, &rest, 10);
    if (status != wanted_status) {
        fail(place, "the answer is %d %s", status, body);
        return;
    }
    rest += *rest == ' ';
    squeeze(rest, wanted);
    if (*rest == '\0' || strcmp(body, wanted) == 0)
        return;
    list_problems(body, list, sizeof list);
    if (strcmp(list, rest) != 0)
        fail(place, "the answer is %s", body);
}

void chapter_request(const char *place, const char *target, const char *fields, const char *body, const char *verdict)
{
    struct swage_field list[FIELDS_MAX];
    struct swage_collector answer;
    struct swage_app app = chapter_app();
    swage_str method = cut(&target, " ");
    unsigned count = split_fields(fields, *body != '\0', list);
    swage_collector_init(&answer);
    int status = swage_dispatch(&app, method, swage_str_from(target), list, count,
                                *body ? swage_str_from(body) : (swage_str){NULL, 0}, &answer.sink);
    if (status != SWAGE_OK || !answer.done || swage_buffer_add(&answer.body, "", 1) != SWAGE_OK)
        fail(place, "no answer: %s", swage_status_text(status));
    else
        check_answer(place, answer.status, answer.body.ptr, verdict);
    swage_collector_done(&answer);
}
