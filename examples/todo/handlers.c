/* SPDX-License-Identifier: MIT */
/* The routes about tasks. What is given to a reply is JSON when its function returns: then the lock may go. */
#include "service.h"
#include "todo_routes.h"

#include <swage/buffer.h>
#include <swage/request.h>

#include <stdio.h>
#include <string.h>

enum {
    PAGE_MAX = 50,
    TAG_SIZE = 25,
    CSV_MAX = 2 << 20 /* 1000 rows of 100 bytes and two texts, of 320 and 160 bytes, that may double */
};

static struct tasks *lock_tasks(const swage_request *rq)
{
    struct service *service = swage_state(rq);
    pthread_mutex_lock(&service->tasks.lock);
    return &service->tasks;
}

static int unlock_tasks(struct tasks *tasks, int status)
{
    pthread_mutex_unlock(&tasks->lock);
    return status;
}

/* Says of a task in which state it is: "7-2". */
static swage_str tag_of(const struct todo_task *task, char room[TAG_SIZE])
{
    int len = snprintf(room, TAG_SIZE, "\"%d-%d\"", (int)task->id, (int)task->revision);
    return swage_str_of(room, (size_t)len);
}

/* Whether the client has seen the task as it is. `seen`: tags, in quotes as the one is, or an asterisk; may be absent. */
static bool is_seen(swage_str seen, swage_str tag)
{
    if (swage_str_equal(seen, SWAGE_STR("*")))
        return true;
    for (size_t i = 0; i + tag.len <= seen.len; i++)
        if (memcmp(seen.ptr + i, tag.ptr, tag.len) == 0)
            return true;
    return false;
}

/* --- one task ------------------------------------------------------------------------------------------------------ */

static int get_task(const struct todo_get_task_params *in, struct todo_get_task_reply *out, const struct todo_task *task)
{
    char room[TAG_SIZE];
    if (!task)
        return todo_get_task_404(out, NULL);
    const swage_str tag = tag_of(task, room);
    if (is_seen(in->if_none_match, tag))
        return todo_get_task_304(out, &(struct todo_get_task_304_head){.etag = tag});
    return todo_get_task_200(out, &(struct todo_get_task_200_head){.etag = tag}, task);
}

int todo_get_task(const struct todo_get_task_params *in, struct todo_get_task_reply *out)
{
    struct tasks *tasks = lock_tasks(in->rq);
    return unlock_tasks(tasks, get_task(in, out, tasks_find(tasks, in->id)));
}

static int add_task(const struct todo_add_task_params *in, struct todo_add_task_reply *out, struct tasks *tasks)
{
    char location[sizeof "/tasks/2147483647"], room[TAG_SIZE];
    if (tasks_are_full(tasks))
        return todo_add_task_409(out, &(struct swage_problem){.detail = SWAGE_STR("There is no room for another task.")});
    const struct todo_task *task = tasks_add(tasks, &in->body, in->auth->name);
    if (!task)
        return SWAGE_E_NOMEM;
    snprintf(location, sizeof location, "/tasks/%d", (int)task->id);
    const struct todo_add_task_201_head head = {.location = swage_str_from(location), .etag = tag_of(task, room)};
    return todo_add_task_201(out, &head, task);
}

int todo_add_task(const struct todo_add_task_params *in, struct todo_add_task_reply *out)
{
    struct tasks *tasks = lock_tasks(in->rq);
    return unlock_tasks(tasks, add_task(in, out, tasks));
}

static int change_task(const struct todo_change_task_params *in, struct todo_change_task_reply *out, struct tasks *tasks)
{
    char room[TAG_SIZE];
    const struct todo_task *task = tasks_find(tasks, in->id);
    if (!task)
        return todo_change_task_404(out, NULL);
    if (in->if_match.ptr && !is_seen(in->if_match, tag_of(task, room)))
        return todo_change_task_412(out, NULL);
    task = tasks_change(tasks, task, &in->body, swage_request_arena(in->rq));
    if (!task)
        return SWAGE_E_NOMEM;
    return todo_change_task_200(out, &(struct todo_change_task_200_head){.etag = tag_of(task, room)}, task);
}

int todo_change_task(const struct todo_change_task_params *in, struct todo_change_task_reply *out)
{
    struct tasks *tasks = lock_tasks(in->rq);
    return unlock_tasks(tasks, change_task(in, out, tasks));
}

static int drop_task(const struct todo_drop_task_params *in, struct todo_drop_task_reply *out, struct tasks *tasks)
{
    char room[TAG_SIZE];
    const struct todo_task *task = tasks_find(tasks, in->id);
    if (!task)
        return todo_drop_task_404(out, NULL);
    if (in->if_match.ptr && !is_seen(in->if_match, tag_of(task, room)))
        return todo_drop_task_412(out, NULL);
    tasks_drop(tasks, task);
    return todo_drop_task_204(out);
}

int todo_drop_task(const struct todo_drop_task_params *in, struct todo_drop_task_reply *out)
{
    struct tasks *tasks = lock_tasks(in->rq);
    return unlock_tasks(tasks, drop_task(in, out, tasks));
}

/* --- many ---------------------------------------------------------------------------------------------------------- */

static bool has_tag(const struct todo_task *task, swage_str tag)
{
    for (size_t i = 0; i < task->tags.len; i++)
        if (swage_str_equal(task->tags.ptr[i], tag))
            return true;
    return false;
}

static bool is_asked_for(const struct todo_list_tasks_params *in, const struct todo_task *task)
{
    if (in->has.priority && task->priority != in->priority)
        return false;
    if (in->has.done && task->done != in->done)
        return false;
    return !in->tag.ptr || has_tag(task, in->tag);
}

static int list_tasks(const struct todo_list_tasks_params *in, struct todo_list_tasks_reply *out, const struct tasks *tasks)
{
    struct todo_task items[PAGE_MAX];
    struct todo_task_page page = {.items.ptr = items};
    for (size_t i = tasks_after(tasks, in->after); i < tasks->count && !page.has.next; i++) {
        if (!is_asked_for(in, tasks->kept[i]))
            continue;
        page.has.next = page.items.len == (size_t)in->limit;
        if (page.has.next)
            page.next = items[page.items.len - 1].id;
        else
            items[page.items.len++] = *tasks->kept[i];
    }
    return todo_list_tasks_200(out, &page);
}

int todo_list_tasks(const struct todo_list_tasks_params *in, struct todo_list_tasks_reply *out)
{
    struct tasks *tasks = lock_tasks(in->rq);
    return unlock_tasks(tasks, list_tasks(in, out, tasks));
}

/* RFC 4180, in quotes; and a text that spreadsheets would take for a formula is marked as a text. */
static int add_cell(swage_buffer *csv, swage_str text)
{
    bool is_formula = text.len > 0 && memchr("=+-@\t\r", text.ptr[0], 6);
    int status = swage_buffer_add_str(csv, is_formula ? SWAGE_STR("\"'") : SWAGE_STR("\""));
    for (size_t i = 0; i < text.len && status == 0; i++)
        status = text.ptr[i] == '"' ? swage_buffer_add_str(csv, SWAGE_STR("\"\"")) : swage_buffer_add(csv, &text.ptr[i], 1);
    return status ? status : swage_buffer_add_str(csv, SWAGE_STR("\","));
}

static int add_row(swage_buffer *csv, const struct todo_task *task)
{
    int status = swage_buffer_printf(csv, "%d,", (int)task->id);
    if (status == 0)
        status = add_cell(csv, task->title);
    if (status == 0)
        status = add_cell(csv, task->owner);
    if (status == 0)
        status = add_cell(csv, task->due);
    if (status == 0)
        status = add_cell(csv, task->created);
    return status ? status : swage_buffer_printf(csv, "%s\r\n", task->done ? "done" : "open");
}

static int write_csv(swage_buffer *csv, const struct tasks *tasks)
{
    int status = swage_buffer_add_str(csv, SWAGE_STR("id,title,owner,due,created,state\r\n"));
    for (size_t i = 0; i < tasks->count && status == 0; i++)
        status = add_row(csv, tasks->kept[i]);
    return status;
}

int todo_export_tasks(const struct todo_export_tasks_params *in, struct todo_export_tasks_reply *out)
{
    swage_buffer csv;
    swage_buffer_init(&csv, CSV_MAX);
    struct tasks *tasks = lock_tasks(in->rq);
    int status = unlock_tasks(tasks, write_csv(&csv, tasks));
    if (status == 0)
        status = todo_export_tasks_200(out, swage_str_of(csv.ptr, csv.len));
    swage_buffer_done(&csv);
    return status;
}
