/* SPDX-License-Identifier: MIT */
/*
 * The tasks that are kept, in the order of their ids. Handlers run on several threads: whoever reads or changes tasks has the
 * lock, and keeps it until what it was given has been answered.
 */
#ifndef TASKS_H
#define TASKS_H

#include "todo.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum { TASKS_MAX = 1000 };

struct tasks {
    pthread_mutex_t lock;
    struct todo_task *kept[TASKS_MAX]; /* one block of memory each */
    size_t count;
    int32_t last_id;
};

bool tasks_are_full(const struct tasks *tasks);

/* Keeps a copy, with the next id. NULL without memory; the tasks are not full. */
const struct todo_task *tasks_add(struct tasks *tasks, const struct todo_new_task *fresh, swage_str owner);

/* The first with an id above `after`, as an index; `count` when there is none. */
size_t tasks_after(const struct tasks *tasks, int32_t after);

/* NULL when there is none of this id. */
const struct todo_task *tasks_find(const struct tasks *tasks, int32_t id);

/* What a patch makes of the task, in its place. `arena` is for the while. NULL without memory: it is what it was. */
const struct todo_task *tasks_change(struct tasks *tasks, const struct todo_task *task, const struct todo_task_patch *patch,
                                     swage_arena *arena);

void tasks_drop(struct tasks *tasks, const struct todo_task *task);

void tasks_drop_all(struct tasks *tasks);

#endif
