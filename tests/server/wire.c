/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "wire.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void post(swage_env *env, struct swage_mail *mail)
{
    struct wire *wire = (struct wire *)(void *)env;
    mail->next = NULL;
    *wire->mail_end = mail;
    wire->mail_end = &mail->next;
}

static void drop_line(swage_env *env, int level, const char *line)
{
    (void)env, (void)level, (void)line;
}

static void wake(struct http1 *http1)
{
    (void)http1; /* whoever runs the mail looks after the machine */
}

static void relieve(struct http1 *http1)
{
    struct wire *wire = http1->owner;
    wire->relieved++;
}

static const struct swage_env_ops ops = {.post = post, .log = drop_line};

void wire_init(struct wire *wire, const struct swage_app *app)
{
    *wire = (struct wire){.env = {.ops = &ops, .body_max = 1 << 20, .arena_max = 16 << 20, .idle_max = 4},
                          .date = {.second = INT64_MIN},
                          .budget = 1000000,
                          .output_taken = SIZE_MAX};
    wire->mail_end = &wire->mail;
    block_pool_init(&wire->blocks);
    swage_http_date_set(&wire->date, 784111777);
    wire->host = (struct http1_host){.app = app,
                                     .env = &wire->env,
                                     .date = &wire->date,
                                     .blocks = &wire->blocks,
                                     .limits = {.head_max = 32768, .target_max = 8192, .field_max = 100},
                                     .answer_max = 16 << 20,
                                     .output_high = WIRE_OUTPUT_HIGH,
                                     .extra_max = 4096,
                                     .wake = wake,
                                     .relieve = relieve,
                                     .digits = 2};
    swage_buffer_init(&wire->waiting, 64 << 20);
    swage_buffer_init(&wire->out, 64 << 20);
}

void wire_reset(struct wire *wire)
{
    http1_release(wire->http1);
    wire->http1 = NULL;
    wire_run_mail(wire);
    swage_buffer_clear(&wire->waiting, SIZE_MAX);
    swage_buffer_clear(&wire->out, SIZE_MAX);
    wire->at = 0;
    wire->is_ended = wire->is_closed = wire->is_dirty = wire->is_cut = false;
}

void wire_done(struct wire *wire)
{
    wire_reset(wire);
    swage_buffer_done(&wire->waiting);
    swage_buffer_done(&wire->out);
    http1_host_done(&wire->host);
    swage_env_done(&wire->env);
    block_pool_done(&wire->blocks);
}

static void collect(struct wire *wire)
{
    if (!wire->http1)
        return;
    const char *bytes;
    size_t len = http1_output(wire->http1, &bytes);
    if (len > wire->output_taken)
        len = wire->output_taken;
    if (len && swage_buffer_add(&wire->out, bytes, len))
        abort();
    http1_sent(wire->http1, len);
    if (http1_output(wire->http1, &bytes))
        return;
    if (wire->http1->state == HTTP1_CLOSING) {
        wire->is_closed = true;
        wire->is_dirty = wire->http1->flags.is_dirty;
        wire->is_cut = wire->http1->flags.is_cut;
    }
    if (wire->is_closed || http1_is_idle(wire->http1)) {
        http1_release(wire->http1);
        wire->http1 = NULL;
    }
}

/* One read, as large as the loop's block. */
static void receive(struct wire *wire)
{
    size_t len = wire->waiting.len < BLOCK_READ ? wire->waiting.len : BLOCK_READ;
    struct block *block = block_take(&wire->blocks, BLOCK_READ);
    if (block && !wire->http1)
        wire->http1 = http1_take(&wire->host, wire);
    if (!block || !wire->http1) { /* no memory: a connection would be cut */
        block_give(block);
        http1_release(wire->http1);
        wire->http1 = NULL;
        wire->is_closed = true;
        return;
    }
    memcpy(block->bytes, wire->waiting.ptr, len);
    block->to = len;
    swage_buffer_drop(&wire->waiting, len);
    http1_receive(wire->http1, &block, wire->budget);
    block_give(block);
}

/* Goes on for as long as anything can. */
static void run(struct wire *wire)
{
    while (!wire->is_closed) {
        const char *bytes;
        if (wire->http1 && http1_has_work(wire->http1))
            http1_resume(wire->http1, wire->budget);
        else if (wire->waiting.len > 0 && (!wire->http1 || http1_wants_input(wire->http1)))
            receive(wire);
        else if (wire->is_ended && wire->http1 && !wire->http1->flags.is_ended && !wire->http1->flags.is_paused)
            http1_end_input(wire->http1);
        else if (!wire->http1 || http1_output(wire->http1, &bytes) == 0)
            break;
        collect(wire);
    }
    wire->is_closed |= wire->is_ended && !wire->http1;
}

void wire_send(struct wire *wire, const char *bytes, size_t len)
{
    if (wire->is_closed)
        return;
    if (swage_buffer_add(&wire->waiting, bytes, len))
        abort();
    run(wire);
}

void wire_end(struct wire *wire)
{
    wire->is_ended = true;
    run(wire);
}

void wire_run_mail(struct wire *wire)
{
    while (wire->mail) {
        struct swage_mail *mail = wire->mail;
        wire->mail = mail->next;
        if (!wire->mail)
            wire->mail_end = &wire->mail;
        mail->run(mail);
    }
    if (!wire->http1)
        return;
    http1_resume(wire->http1, wire->budget);
    collect(wire);
    run(wire);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static swage_str find_field(swage_str head, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = head.ptr, *end = head.ptr + head.len; at < end;) {
        const char *line_end = memchr(at, '\r', (size_t)(end - at));
        if (!line_end)
            break;
        if ((size_t)(line_end - at) > len && strncasecmp(at, name, len) == 0 && at[len] == ':')
            return swage_str_of(at + len + 2, (size_t)(line_end - at) - len - 2);
        at = line_end + 2;
    }
    return (swage_str){NULL, 0};
}

static char *find_end(char *bytes, size_t len)
{
    for (size_t i = 0; i + 4 <= len; i++)
        if (memcmp(bytes + i, "\r\n\r\n", 4) == 0)
            return bytes + i + 4;
    return NULL;
}

/* The chunk at `bytes`: the bytes it takes with its line and its end, 0 when it is not whole. */
static size_t read_chunk(char *bytes, size_t len, swage_str *data)
{
    char *end;
    if (!memchr(bytes, '\n', len))
        return 0;
    size_t size = strtoul(bytes, &end, 16);
    size_t at = (size_t)(end - bytes) + 2;
    *data = swage_str_of(bytes + at, size);
    return at + size + 2 <= len ? at + size + 2 : 0;
}

/* Puts chunks together where they are; the bytes they took, 0 when the last one is missing: then nothing was moved. */
static size_t join_chunks(char *bytes, size_t len, swage_str *body)
{
    size_t at = 0, whole = 0, joined = 0, taken;
    swage_str data = {.len = 1};
    for (; data.len > 0; whole += taken)
        if ((taken = read_chunk(bytes + whole, len - whole, &data)) == 0)
            return 0;
    for (; at < whole; joined += data.len) {
        at += read_chunk(bytes + at, len - at, &data);
        memmove(bytes + joined, data.ptr, data.len);
    }
    *body = swage_str_of(bytes, joined);
    return whole;
}

size_t wire_parse(char *bytes, size_t len, bool is_head, struct wire_answer *answer)
{
    *answer = (struct wire_answer){0};
    char *body = find_end(bytes, len);
    if (!body || memcmp(bytes, "HTTP/1.1 ", 9))
        return 0;
    size_t head_len = (size_t)(body - bytes), rest = len - head_len;
    answer->head = swage_str_of(bytes, head_len);
    answer->status = atoi(bytes + 9);
    swage_str connection = find_field(answer->head, "Connection"), length = find_field(answer->head, "Content-Length");
    answer->says_close = connection.len == 5 && memcmp(connection.ptr, "close", 5) == 0;
    answer->body = swage_str_of(body, 0);
    answer->is_whole = true;
    if (is_head || answer->status < 200 || answer->status == 204 || answer->status == 304)
        return head_len;
    if (find_field(answer->head, "Transfer-Encoding").ptr) {
        size_t taken = join_chunks(body, rest, &answer->body);
        return taken ? head_len + taken : 0;
    }
    answer->body.len = length.ptr ? strtoul(length.ptr, NULL, 10) : rest;
    return answer->body.len <= rest ? head_len + answer->body.len : 0;
}

bool wire_next(struct wire *wire, bool is_head, struct wire_answer *answer)
{
    if (wire->at == wire->out.len)
        return false;
    size_t len = wire_parse(wire->out.ptr + wire->at, wire->out.len - wire->at, is_head, answer);
    wire->at += len;
    return len > 0;
}
