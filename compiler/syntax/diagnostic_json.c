/* SPDX-License-Identifier: MIT */
/* Messages for editors: an object a line, by json-c. Where memory has ended a line that needs none says so. */
#include "config.h"

#include "syntax/column.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"

#include <json-c/json.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Takes `value`; false when there is no memory, for it or for what holds it. */
static bool put(struct json_object *to, const char *key, struct json_object *value)
{
    if (value != NULL && json_object_object_add(to, key, value) == 0)
        return true;
    json_object_put(value);
    return false;
}

static bool put_count(struct json_object *to, const char *key, uint64_t value)
{
    return put(to, key, json_object_new_uint64(value));
}

/* JSON is UTF-8, and paths need not be: other bytes are U+FFFD. */
static bool put_text(struct json_object *to, const char *key, const char *text)
{
    size_t len = strlen(text), used = 0;
    char *copy = malloc(3 * len + 1);
    if (copy == NULL)
        return false;
    for (size_t i = 0; i < len;) {
        struct column_char c = column_read(text + i, len - i);
        bool is_bad = c.code == 0xfffd;
        memcpy(copy + used, is_bad ? "\xef\xbf\xbd" : text + i, is_bad ? 3 : c.len);
        used += is_bad ? 3 : c.len;
        i += c.len;
    }
    bool is_put = put(to, key, json_object_new_string_len(copy, (int)used));
    free(copy);
    return is_put;
}

/* A new object under the key; NULL when there is no memory. */
static struct json_object *put_object(struct json_object *to, const char *key)
{
    struct json_object *object = json_object_new_object();
    return put(to, key, object) ? object : NULL;
}

static bool put_range(struct json_object *to, const struct place *place)
{
    uint32_t line, col, skipped;
    if (place->file == NULL || place->line == 0)
        return json_object_object_add(to, "range", NULL) == 0;
    struct json_object *range = put_object(to, "range");
    skipped = place->file->skipped;
    place_end(place, &line, &col);
    return range != NULL && put_count(range, "line", place->line) && put_count(range, "column", place->col) &&
           put_count(range, "end_line", line) && put_count(range, "end_column", col) &&
           put_count(range, "offset", (uint64_t)place->first + skipped) &&
           put_count(range, "end_offset", (uint64_t)place->end + skipped);
}

static bool put_place(struct json_object *to, const struct place *place)
{
    bool is_put =
        place->file != NULL ? put_text(to, "file", place->file->path) : json_object_object_add(to, "file", NULL) == 0;
    return is_put && put_range(to, place);
}

static bool put_suggestion(struct json_object *to, const struct diagnostic *each)
{
    if (each->suggestion == NULL)
        return true;
    struct json_object *suggestion = put_object(to, "suggestion");
    return suggestion != NULL && put_text(suggestion, "name", each->suggestion) &&
           put_text(suggestion, "replacement", each->replacement) && put_range(suggestion, &each->replaced);
}

static bool add_note(struct json_object *list, const struct diagnostic *note)
{
    struct json_object *object = json_object_new_object();
    if (object == NULL || json_object_array_add(list, object) != 0) {
        json_object_put(object);
        return false;
    }
    return put_text(object, "message", note->message) && put_place(object, &note->place);
}

static bool put_notes(struct json_object *to, const struct diagnostic *notes)
{
    struct json_object *list = json_object_new_array();
    if (!put(to, "notes", list))
        return false;
    for (const struct diagnostic *note = notes; note != NULL; note = note->next)
        if (!add_note(list, note))
            return false;
    return true;
}

static bool fill(struct json_object *object, const struct diagnostic *each)
{
    bool is_error = diagnostic_code_severity(each->code) == SEVERITY_ERROR;
    return put_text(object, "severity", is_error ? "error" : "warning") &&
           put_text(object, "code", diagnostic_code_name(each->code)) && put_text(object, "message", each->message) &&
           put_place(object, &each->place) && put_suggestion(object, each) && put_notes(object, each->notes);
}

static bool print_one(const struct diagnostic *each, FILE *out)
{
    struct json_object *object = json_object_new_object();
    const char *text = NULL;
    if (object != NULL && fill(object, each))
        text = json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    if (text != NULL)
        fprintf(out, "%s\n", text);
    json_object_put(object);
    return text != NULL;
}

void diagnostic_write_json(const struct compilation *cx, FILE *out)
{
    const struct diagnostic *sorted[DIAGNOSTIC_KEEP_MAX + 1]; /* one more: the reserved one */
    size_t total = diagnostic_sort(cx, sorted), left;
    for (size_t i = 0; i < total; i++)
        if (!print_one(sorted[i], out)) {
            fputs(
                "{\"severity\":\"error\",\"code\":\"out-of-memory\",\"message\":\"there is no memory for what is to be "
                "told\",\"file\":null,\"range\":null,\"notes\":[]}\n",
                out);
            return;
        }
    left = cx->diagnostics.error_count + cx->diagnostics.warning_count - total;
    if (left > 0)
        fprintf(
            out,
            "{\"severity\":\"note\",\"code\":null,\"message\":\"%zu more %s not shown\",\"file\":null,\"range\":null,"
            "\"notes\":[]}\n",
            left, left == 1 ? "message is" : "messages are");
}
