/* SPDX-License-Identifier: MIT */
/*
 * The stage is where bytes of files stand until they are written, or copied into the arena:
 *
 *     |....of `writing`....|....of the file that came behind it....|......free......|
 *                       write_len                               staged          STAGE_LEN
 *
 * Only what is longer than SWAGE_UPLOAD_MEMORY is written, and a piece is not longer than that: one file at a time has bytes
 * to be written, but for pieces that are longer than any adapter's; these are written at once.
 */
#include "config.h"

#include "app/upload.h"

#include "app/reply.h"
#include "http/field.h"
#include "http/multipart.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define STAGE_LEN  (2 * SWAGE_UPLOAD_MEMORY)
#define TEXT_FIRST 64 /* bytes of the room that a text gets first */
#define FOLDER_MAX 1024

struct part { /* a file */
    struct part *next;
    swage_upload upload;
    bool is_other_media; /* than the schema says: nothing of it is kept */
};

struct tally { /* of one parameter */
    size_t count; /* how many came */
    struct part *first, **end; /* those that are kept: no more than may come */
    size_t kept;
    const swage_upload *list; /* the same, when all are there */
};

struct uploads { /* in the arena */
    swage_request *rq;
    struct tally *tallies; /* one for each parameter of the operation */
    unsigned pair_cap;
    size_t text_total;

    const struct swage_param *param; /* whose the open part is; NULL: nobody's */
    struct part *part;               /* the open file, where it is kept */
    char *text;                      /* the open text */
    size_t text_len, text_cap;

    char *stage;
    size_t stage_cap, staged, write_len;
    struct part *writing; /* NULL: nothing is to be written */
    uint64_t reserved;    /* bytes of the space */
    int why;              /* errno of writing, or 0 */
    bool is_over;         /* the last piece came */

    void (*give_free)(void *arg); /* what the adapter gave over */
    void *give_arg;
    struct multipart parser;
};

/* --- from the request to its files, and the end of both ----------------------------------------------------------- */

static struct upload_space anywhere = {.most = UINT64_MAX};

static struct upload_space *space_of(const struct uploads *u)
{
    return u->rq->env->space ? u->rq->env->space : &anywhere;
}

static void free_uploads(void *arg)
{
    struct uploads *u = arg;
    for (unsigned i = 0; i < u->rq->operation->param_count; i++)
        for (struct part *part = u->tallies[i].first; part; part = part->next)
            if (part->upload.fd >= 0)
                close(part->upload.fd);
    if (u->reserved > 0)
        atomic_fetch_sub_explicit(&space_of(u)->used, u->reserved, memory_order_relaxed);
    if (u->give_free)
        u->give_free(u->give_arg);
}

static struct uploads *uploads_of(const swage_request *rq)
{
    return rq->give_free == free_uploads ? rq->give_arg : NULL;
}

bool upload_give(swage_request *rq, void (*free_fn)(void *arg), void *arg)
{
    struct uploads *u = uploads_of(rq);
    if (!u)
        return false;
    u->give_free = free_fn;
    u->give_arg = arg;
    return true;
}

static struct uploads *make(swage_request *rq)
{
    struct uploads *u = swage_arena_alloc(&rq->arena, sizeof *u);
    if (!u)
        return NULL;
    memset(u, 0, offsetof(struct uploads, parser));
    u->tallies = swage_arena_zero(&rq->arena, rq->operation->param_count * sizeof *u->tallies);
    if (!u->tallies)
        return NULL;
    for (unsigned i = 0; i < rq->operation->param_count; i++)
        u->tallies[i].end = &u->tallies[i].first;
    u->rq = rq;
    u->give_free = rq->give_free;
    u->give_arg = rq->give_arg;
    swage_request_give(rq, free_uploads, u);
    return u;
}

/* --- what the schema says ----------------------------------------------------------------------------------------- */

static const struct swage_type *file_type(const struct swage_param *param)
{
    const struct swage_type *type = param->type->kind == SWAGE_KIND_ARRAY ? param->type->item : param->type;
    return type->kind == SWAGE_KIND_FILE ? type : NULL;
}

static size_t most_of(const struct swage_param *param)
{
    return param->type->kind == SWAGE_KIND_ARRAY ? param->type->most : 1;
}

static const struct swage_param *find_param(const struct uploads *u, swage_str name)
{
    const struct swage_operation *operation = u->rq->operation;
    for (unsigned i = 0; i < operation->param_count; i++)
        if (operation->params[i].where == SWAGE_IN_FORM && swage_str_equal(operation->params[i].name, name))
            return &operation->params[i];
    return NULL;
}

static struct tally *tally_of(const struct uploads *u, const struct swage_param *param)
{
    return &u->tallies[param - u->rq->operation->params];
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static const char *folder_of(const struct upload_space *space)
{
    const char *folder = space->folder ? space->folder : getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

/* A file without a name: where the file system has no such thing it loses it at once. -1 with errno. */
static int open_nameless(const char *folder)
{
    char path[FOLDER_MAX + sizeof "/swage-XXXXXX"];
#ifdef O_TMPFILE
    int nameless = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL))
        return nameless;
#endif
    if ((size_t)snprintf(path, sizeof path, "%s/swage-XXXXXX", folder) >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

/* On the pool's thread, or at once. */
static void write_stage(void *arg)
{
    struct uploads *u = arg;
    int *fd = &u->writing->upload.fd;
    if (*fd < 0 && (*fd = open_nameless(folder_of(space_of(u)))) < 0) {
        u->why = errno;
        return;
    }
    for (size_t done = 0; done < u->write_len;) {
        ssize_t len = write(*fd, u->stage + done, u->write_len - done);
        if (len < 0 && errno != EINTR) {
            u->why = errno;
            return;
        }
        done += len > 0 ? (size_t)len : 0;
    }
}

static void forget_written(struct uploads *u)
{
    u->staged -= u->write_len;
    memmove(u->stage, u->stage + u->write_len, u->staged);
    u->write_len = 0;
    u->writing = NULL;
}

/* Whether there is room for what is to be written. */
static bool reserve(struct uploads *u)
{
    struct upload_space *space = space_of(u);
    uint64_t used = atomic_fetch_add_explicit(&space->used, u->write_len, memory_order_relaxed);
    u->reserved += u->write_len;
    return used <= space->most && u->write_len <= space->most - used;
}

/* --- answers to what cannot be taken ------------------------------------------------------------------------------ */

static int refuse_room(struct uploads *u)
{
    if (u->why != 0)
        swage_log(u->rq, 0, "a file that was sent cannot be kept in %s: %s", folder_of(space_of(u)), strerror(u->why));
    int status = swage_reply_header(u->rq, SWAGE_STR("Retry-After"), SWAGE_STR("1"));
    if (status != SWAGE_OK)
        return status;
    return swage_reply_problem(u->rq, 503, &(struct swage_problem){.detail = SWAGE_STR("There is no room for files now.")});
}

static int refuse_form(struct uploads *u, const char *fault)
{
    u->rq->form.is_split = true;
    u->rq->form.fault = fault;
    return swage_refuse(u->rq);
}

static int refuse_long(const struct uploads *u)
{
    struct swage_error error = {.fault = SWAGE_FAULT_TOO_LONG};
    snprintf(error.detail, sizeof error.detail, "at most %zu bytes", file_type(u->param)->most);
    return refuse_part(u->rq, u->param, &error);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

static bool add_text(struct uploads *u, swage_str data)
{
    size_t need = u->text_len + data.len, cap = u->text_cap ? u->text_cap * 2 : TEXT_FIRST;
    if (need > u->text_cap) {
        cap = cap < need ? need : cap;
        char *text = swage_arena_grow(&u->rq->arena, u->text, u->text_cap, cap);
        if (!text)
            return false;
        u->text = text;
        u->text_cap = cap;
    }
    memcpy(u->text + u->text_len, data.ptr, data.len);
    u->text_len = need;
    return true;
}

static bool end_text(struct uploads *u)
{
    struct pairs *form = &u->rq->form;
    if (form->count == u->pair_cap) {
        unsigned cap = u->pair_cap * 2 + 8;
        size_t size = sizeof *form->list;
        struct swage_field *list = swage_arena_grow(&u->rq->arena, form->list, u->pair_cap * size, cap * size);
        if (!list)
            return false;
        form->list = list;
        u->pair_cap = cap;
    }
    swage_str value = u->text ? swage_str_of(u->text, u->text_len) : SWAGE_EMPTY;
    form->list[form->count++] = (struct swage_field){u->param->name, value};
    u->text_total += u->text_len;
    u->text = NULL;
    u->text_len = u->text_cap = 0;
    return true;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static swage_str keep_text(struct uploads *u, swage_str text)
{
    return text.len > 0 ? swage_str_copy(text, &u->rq->arena) : SWAGE_EMPTY;
}

static bool begin_file(struct uploads *u)
{
    struct tally *tally = tally_of(u, u->param);
    const struct multipart *m = &u->parser;
    const char *media = file_type(u->param)->media;
    if (tally->count++ >= most_of(u->param))
        return true; /* refused at the end, when it is known how many came */
    struct part *part = swage_arena_zero(&u->rq->arena, sizeof *part);
    if (!part)
        return false;
    swage_str sent = m->media.ptr ? m->media : SWAGE_STR("text/plain"); /* RFC 7578 4.4 */
    part->is_other_media = media && !swage_media_in(sent, swage_str_from(media), false);
    part->upload = (swage_upload){keep_text(u, m->filename), keep_text(u, m->media), 0, NULL, -1};
    *tally->end = part;
    tally->end = &part->next;
    tally->kept++;
    u->part = part;
    return u->rq->arena.failed == SWAGE_OK;
}

/* Of the open file the stage has these. */
static size_t begin_of(const struct uploads *u)
{
    return u->writing && u->writing != u->part ? u->write_len : 0;
}

static bool write_now(struct uploads *u)
{
    if (!reserve(u))
        return false;
    write_stage(u);
    forget_written(u);
    return u->why == 0;
}

/* Room for `len` more bytes, or for as many as the stage may have. */
static bool grow_stage(struct uploads *u, size_t len)
{
    size_t need = len < STAGE_LEN - u->staged ? u->staged + len : STAGE_LEN, cap = u->stage_cap * 2;
    if (need <= u->stage_cap)
        return true;
    cap = cap < need ? need : cap < STAGE_LEN ? cap : STAGE_LEN;
    char *stage = swage_arena_grow(&u->rq->arena, u->stage, u->stage_cap, cap);
    if (!stage)
        return false;
    u->stage = stage;
    u->stage_cap = cap;
    return true;
}

/* As much of the data as the stage has room for. False: it cannot be kept. */
static bool stage_some(struct uploads *u, swage_str *data)
{
    struct part *part = u->part;
    if (!grow_stage(u, data->len))
        return false;
    size_t room = u->stage_cap - u->staged, len = data->len < room ? data->len : room;
    memcpy(u->stage + u->staged, data->ptr, len);
    u->staged += len;
    part->upload.len += len;
    *data = swage_str_of(data->ptr + len, data->len - len);
    if (part->upload.len > SWAGE_UPLOAD_MEMORY && u->writing && u->writing != part && !write_now(u))
        return false;
    if (part->upload.len > SWAGE_UPLOAD_MEMORY) {
        u->writing = part;
        u->write_len = u->staged;
    }
    return u->staged < STAGE_LEN || write_now(u);
}

static bool end_file(struct uploads *u)
{
    struct part *part = u->part;
    size_t from = begin_of(u);
    u->part = NULL;
    if (part->is_other_media || part->upload.len > SWAGE_UPLOAD_MEMORY)
        return true;
    char *bytes = swage_arena_alloc(&u->rq->arena, (size_t)part->upload.len);
    if (!bytes)
        return false;
    if (part->upload.len > 0)
        memcpy(bytes, u->stage + from, (size_t)part->upload.len);
    part->upload.bytes = (const unsigned char *)bytes;
    u->staged = from;
    return true;
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

enum outcome { WENT_WELL, NO_MEMORY, NO_ROOM, TOO_LONG, BAD_FORM };

static enum outcome begin_part(struct uploads *u)
{
    const struct multipart *m = &u->parser;
    u->param = find_param(u, m->name);
    if (!u->param)
        return WENT_WELL;
    if (file_type(u->param))
        return begin_file(u) ? WENT_WELL : NO_MEMORY;
    if (!m->media.ptr || swage_media_in(m->media, SWAGE_STR("*/*"), true))
        return WENT_WELL;
    u->parser.fault = "texts are in UTF-8";
    return BAD_FORM;
}

static enum outcome add_data(struct uploads *u, swage_str data)
{
    if (!u->param)
        return WENT_WELL;
    if (!file_type(u->param))
        return add_text(u, data) ? WENT_WELL : NO_MEMORY;
    if (!u->part)
        return WENT_WELL;
    if (u->part->is_other_media) {
        u->part->upload.len += data.len;
        return WENT_WELL;
    }
    if (data.len > file_type(u->param)->most - u->part->upload.len)
        return TOO_LONG;
    while (data.len > 0)
        if (!stage_some(u, &data))
            return u->rq->arena.failed ? NO_MEMORY : NO_ROOM;
    return WENT_WELL;
}

static enum outcome end_part(struct uploads *u)
{
    if (!u->param)
        return WENT_WELL;
    bool is_kept = file_type(u->param) ? !u->part || end_file(u) : end_text(u);
    return is_kept ? WENT_WELL : NO_MEMORY;
}

static enum outcome read_bytes(struct uploads *u, const char *at, const char *end)
{
    enum multipart_event event;
    enum outcome outcome = WENT_WELL;
    while (outcome == WENT_WELL && (event = multipart_next(&u->parser, &at, end)) != MULTIPART_MORE) {
        switch (event) {
        case MULTIPART_PART: outcome = begin_part(u); break;
        case MULTIPART_DATA: outcome = add_data(u, u->parser.data); break;
        case MULTIPART_END: outcome = end_part(u); break;
        case MULTIPART_BAD: outcome = BAD_FORM; break;
        case MULTIPART_MORE:
        case MULTIPART_DONE: break;
        }
    }
    return outcome;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

/* What a browser sends for a field in which nothing was chosen: no name, and nothing in it (HTML, constructing the entry list). */
static bool is_nothing(const struct part *part)
{
    return part->upload.len == 0 && part->upload.name.len == 0;
}

static void drop_nothing(struct tally *tally)
{
    struct part **at = &tally->first;
    while (*at) {
        if (!is_nothing(*at)) {
            at = &(*at)->next;
            continue;
        }
        *at = (*at)->next;
        tally->count--;
        tally->kept--;
    }
}

static bool is_as_declared(const struct uploads *u)
{
    const struct swage_operation *operation = u->rq->operation;
    struct swage_error error;
    for (unsigned i = 0; i < operation->param_count; i++) {
        unsigned at = 0;
        if (operation->params[i].where == SWAGE_IN_FORM && file_type(&operation->params[i]) &&
            upload_next_fault(u->rq, &operation->params[i], &at, &error))
            return false;
    }
    return true;
}

static bool list_files(struct uploads *u, struct tally *tally)
{
    if (tally->kept == 0)
        return true;
    swage_upload *list = swage_arena_alloc(&u->rq->arena, tally->kept * sizeof *list);
    if (!list)
        return false;
    tally->list = list;
    for (const struct part *part = tally->first; part; part = part->next)
        *list++ = part->upload;
    return true;
}

/* All is there: the route goes on where it would have begun. */
static int finish(struct uploads *u)
{
    swage_request *rq = u->rq;
    bool is_fine = true;
    for (unsigned i = 0; i < rq->operation->param_count; i++) {
        drop_nothing(&u->tallies[i]);
        is_fine = is_fine && list_files(u, &u->tallies[i]);
    }
    rq->form.is_split = true;
    if (!is_fine || !is_as_declared(u))
        return swage_refuse(rq);
    request_limit_reading(rq);
    request_allow_more(rq, u->text_total);
    return rq->operation->serve(rq, rq->app->handlers);
}

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static int take_piece(void *arg, const struct swage_piece *piece);

static int go_on(struct uploads *u)
{
    if (!u->is_over)
        return swage_body_read(u->rq, take_piece, u);
    return multipart_is_done(&u->parser) ? finish(u) : refuse_form(u, "the last boundary is missing");
}

static int go_on_written(void *arg)
{
    struct uploads *u = arg;
    if (u->why != 0)
        return refuse_room(u);
    forget_written(u);
    return go_on(u);
}

/* Whether it is worth the way to another thread. */
static bool is_to_be_written(const struct uploads *u)
{
    return u->writing && (u->write_len >= SWAGE_UPLOAD_MEMORY || u->writing != u->part || u->is_over);
}

static int take_piece(void *arg, const struct swage_piece *piece)
{
    struct uploads *u = arg;
    if (piece->status != SWAGE_OK)
        return swage_abandon(u->rq);
    const char *bytes = piece->bytes.len > 0 ? (const char *)piece->bytes.ptr : "";
    u->is_over = piece->is_last;
    switch (read_bytes(u, bytes, bytes + piece->bytes.len)) {
    case WENT_WELL: break;
    case NO_MEMORY: return refuse_form(u, NULL);
    case NO_ROOM: return refuse_room(u);
    case TOO_LONG: return refuse_long(u);
    case BAD_FORM: return refuse_form(u, u->parser.fault);
    }
    if (!is_to_be_written(u))
        return go_on(u);
    return reserve(u) ? swage_offload(u->rq, write_stage, go_on_written, u) : refuse_room(u);
}

/* --- for generated code ------------------------------------------------------------------------------------------- */

bool swage_form_is_read(const swage_request *rq)
{
    return rq->form.is_split;
}

int swage_form_read(swage_request *rq)
{
    request_allow_all(rq);
    rq->form.fault = NULL;
    rq->form.list = NULL;
    rq->form.count = 0;
    struct uploads *u = make(rq);
    if (!u)
        return refuse_form(&(struct uploads){.rq = rq}, NULL);
    if (rq->head.length <= 0 && !rq->head.is_chunked)
        return finish(u);
    if (!multipart_init(&u->parser, rq->head.content_type))
        return refuse_form(u, "the Content-Type has no boundary");
    return swage_body_read(rq, take_piece, u);
}

swage_upload_array swage_form_files(swage_request *rq, unsigned number)
{
    const struct uploads *u = uploads_of(rq);
    const struct tally *tally = &u->tallies[number];
    return (swage_upload_array){tally->list, tally->kept};
}

/* --- what is wrong ------------------------------------------------------------------------------------------------ */

static bool say(struct swage_error *error, enum swage_fault fault, const char *format, size_t number, size_t found)
{
    *error = (struct swage_error){.fault = fault};
    snprintf(error->detail, sizeof error->detail, format, number, found);
    return true;
}

static bool is_count_wrong(const struct swage_param *param, size_t count, struct swage_error *error)
{
    bool is_array = param->type->kind == SWAGE_KIND_ARRAY, is_wanted = (param->flags & SWAGE_MEMBER_REQUIRED) != 0;
    if (!is_array && count == 0 && is_wanted)
        return say(error, SWAGE_FAULT_MISSING, "this parameter is required", 0, 0);
    if (!is_array && count > 1)
        return say(error, SWAGE_FAULT_DUPLICATE, "stands %zu times, and may stand once", count, 0);
    if (!is_array || (count == 0 && !is_wanted))
        return false;
    if (count < param->type->least)
        return say(error, SWAGE_FAULT_TOO_FEW, "at least %zu, found %zu", param->type->least, count);
    return count > param->type->most && say(error, SWAGE_FAULT_TOO_MANY, "at most %zu, found %zu", param->type->most, count);
}

static bool is_file_wrong(const struct swage_type *type, const struct part *part, struct swage_error *error)
{
    if (part->is_other_media) {
        *error = (struct swage_error){.fault = SWAGE_FAULT_FORMAT};
        snprintf(error->detail, sizeof error->detail, "expected a file of %s", type->media);
        return true;
    }
    return part->upload.len < type->least &&
           say(error, SWAGE_FAULT_TOO_SHORT, "at least %zu bytes, found %zu", type->least, (size_t)part->upload.len);
}

/* `*at` is 0 before the count was looked at, and then 1 more than the number of the file that is to be. */
bool upload_next_fault(const swage_request *rq, const struct swage_param *param, unsigned *at, struct swage_error *error)
{
    const struct uploads *u = uploads_of(rq);
    const struct tally *tally = u ? tally_of(u, param) : NULL;
    if (!tally)
        return false;
    if ((*at)++ == 0 && is_count_wrong(param, tally->count, error))
        return true;
    unsigned number = 1;
    for (const struct part *part = tally->first; part; part = part->next) {
        if (number++ < *at)
            continue;
        *at = number;
        if (is_file_wrong(file_type(param), part, error))
            return true;
    }
    return false;
}
