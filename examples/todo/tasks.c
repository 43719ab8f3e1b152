/* SPDX-License-Identifier: MIT */
#include "tasks.h"

#include <swage/format.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

bool tasks_are_full(const struct tasks *tasks)
{
    return tasks->count == TASKS_MAX || tasks->last_id == INT32_MAX;
}

size_t tasks_after(const struct tasks *tasks, int32_t after)
{
    size_t low = 0, high = tasks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tasks->kept[middle]->id <= after)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct todo_task *tasks_find(const struct tasks *tasks, int32_t id)
{
    size_t at = tasks_after(tasks, id - 1);
    return at < tasks->count && tasks->kept[at]->id == id ? tasks->kept[at] : NULL;
}

/* What is said of a task, put into one and taken out again. */
static void tell(struct todo_task *task, const struct todo_new_task *said)
{
    task->title = said->title;
    task->note = said->note;
    task->priority = said->priority;
    task->due = said->due;
    task->effort = said->effort;
    task->has.effort = said->has.effort;
    task->tags = said->tags;
    task->done = said->done;
}

static struct todo_new_task told(const struct todo_task *task)
{
    return (struct todo_new_task){
        .title = task->title,
        .note = task->note,
        .priority = task->priority,
        .due = task->due,
        .effort = task->effort,
        .tags = task->tags,
        .done = task->done,
        .has.effort = task->has.effort,
    };
}

const struct todo_task *tasks_add(struct tasks *tasks, const struct todo_new_task *fresh, swage_str owner)
{
    char created[SWAGE_DATETIME_SIZE];
    struct todo_task task = {
        .id = tasks->last_id + 1,
        .owner = owner,
        .created = swage_datetime_text(time(NULL), 0, created),
        .revision = 1,
    };
    tell(&task, fresh);
    struct todo_task *kept = todo_task_dup(&task);
    if (!kept)
        return NULL;
    tasks->last_id = task.id;
    tasks->kept[tasks->count++] = kept;
    return kept;
}

const struct todo_task *tasks_change(struct tasks *tasks, const struct todo_task *task, const struct todo_task_patch *patch,
                                     swage_arena *arena)
{
    size_t at = tasks_after(tasks, task->id - 1);
    struct todo_task changed = *task;
    struct todo_new_task said = told(task);
    if (todo_task_patch_apply(&said, patch, arena) != SWAGE_OK)
        return NULL;
    tell(&changed, &said);
    changed.revision = task->revision % INT32_MAX + 1;
    struct todo_task *kept = todo_task_dup(&changed);
    if (!kept)
        return NULL;
    free(tasks->kept[at]);
    tasks->kept[at] = kept;
    return kept;
}

void tasks_drop(struct tasks *tasks, const struct todo_task *task)
{
    size_t at = tasks_after(tasks, task->id - 1);
    free(tasks->kept[at]);
    tasks->count--;
    memmove(&tasks->kept[at], &tasks->kept[at + 1], (tasks->count - at) * sizeof *tasks->kept);
}

void tasks_drop_all(struct tasks *tasks)
{
    while (tasks->count > 0)
        free(tasks->kept[--tasks->count]);
}
