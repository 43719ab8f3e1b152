/* SPDX-License-Identifier: MIT */
/*
 * Requests from standard input, and for each a line: whether the handler was asked, the status, and the problem if there is one.
 *
 *     POST /users?x=1 1 7\n            method, target, header fields, bytes of the body (-1: none)
 *     Content-Type: application/json\n
 *     {"a":1}
 *
 * Built with generated code and the handlers of `swage scaffold`, which answer 501. Nobody is asked who is asking.
 */
#include APP_HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 16, LINE_MAX_LEN = 1 << 16, BODY_MAX_LEN = 1 << 24 };

static char lines[FIELDS_MAX + 1][LINE_MAX_LEN];
static char body[BODY_MAX_LEN];

static void die(const char *why)
{
    fprintf(stderr, "agreement: %s\n", why);
    exit(2);
}

static struct swage_app open_app(void)
{
    struct swage_app open = APP;
    struct swage_operation *operations = calloc(open.operation_count + 1, sizeof *operations);
    if (!operations)
        die("no memory");
    memcpy(operations, open.operations, open.operation_count * sizeof *operations);
    for (unsigned i = 0; i < open.operation_count; i++)
        operations[i].auth = NULL;
    open.operations = operations;
    return open;
}

static swage_str read_line(char *line)
{
    if (!fgets(line, LINE_MAX_LEN, stdin))
        die("a line is missing");
    return swage_str_of(line, strcspn(line, "\n"));
}

static unsigned read_fields(struct swage_field *fields, int count)
{
    if (count > FIELDS_MAX)
        die("too many fields");
    for (int i = 0; i < count; i++) {
        swage_str line = read_line(lines[i + 1]);
        const char *colon = strstr(line.ptr, ": ");
        if (!colon)
            die("a field has no colon");
        fields[i] = (struct swage_field){swage_str_of(line.ptr, (size_t)(colon - line.ptr)),
                                         swage_str_of(colon + 2, line.len - (size_t)(colon + 2 - line.ptr))};
    }
    return (unsigned)count;
}

static bool answer_next(const struct swage_app *app, struct swage_collector *out)
{
    static char method[16], target[LINE_MAX_LEN];
    struct swage_field fields[FIELDS_MAX];
    int count;
    long len;
    if (!fgets(lines[0], LINE_MAX_LEN, stdin))
        return false;
    if (sscanf(lines[0], "%15s %65535s %d %ld", method, target, &count, &len) != 4 || len > BODY_MAX_LEN)
        die("the first line is none");
    unsigned field_count = read_fields(fields, count);
    if (len > 0 && fread(body, 1, (size_t)len, stdin) != (size_t)len)
        die("a body is cut off");
    swage_collector_clear(out);
    if (swage_dispatch(app, swage_str_from(method), swage_str_from(target), fields, field_count,
                       len < 0 ? (swage_str){NULL, 0} : swage_str_of(body, (size_t)len), &out->sink) != SWAGE_OK)
        die("a request was not served");
    return true;
}

int main(void)
{
    const struct swage_app app = open_app();
    struct swage_collector out;
    swage_collector_init(&out);
    while (answer_next(&app, &out))
        printf("%d %d %.*s\n", out.status == 501, out.status, (int)out.body.len, out.body.len ? out.body.ptr : "");
    swage_collector_done(&out);
    free((void *)(uintptr_t)app.operations);
    return 0;
}
