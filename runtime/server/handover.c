/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "server/handover.h"

#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLOT_TEXT_MAX (32 + SOCKETS_MAX * 12)

/* --- leaving ------------------------------------------------------------------------------------------------------ */

static void set_staying(const struct handover_slot *slots, unsigned count, bool is_staying)
{
    int flags = is_staying ? 0 : FD_CLOEXEC;
    for (unsigned i = 0; i < count; i++) {
        if (slots[i].control >= 0)
            fcntl(slots[i].control, F_SETFD, flags);
        for (unsigned k = 0; k < slots[i].sockets.count; k++)
            fcntl(slots[i].sockets.items[k].fd, F_SETFD, flags);
    }
}

static size_t write_slot(const struct handover_slot *slot, char *out)
{
    size_t len = (size_t)sprintf(out, ";%ld/%d/", (long)slot->pid, slot->control);
    for (unsigned i = 0; i < slot->sockets.count; i++)
        len += (size_t)sprintf(out + len, "%s%d", i ? "," : "", slot->sockets.items[i].fd);
    return len;
}

bool handover_leave(const struct handover_slot *slots, unsigned count)
{
    char *text = malloc(32 + (size_t)count * SLOT_TEXT_MAX);
    if (!text)
        return false;
    size_t len = (size_t)sprintf(text, "%ld", (long)getpid());
    for (unsigned i = 0; i < count; i++)
        len += write_slot(&slots[i], text + len);
    bool is_set = setenv(HANDOVER_NAME, text, 1) == 0;
    free(text);
    if (is_set)
        set_staying(slots, count, true);
    return is_set;
}

void handover_keep(const struct handover_slot *slots, unsigned count)
{
    unsetenv(HANDOVER_NAME);
    set_staying(slots, count, false);
}

/* --- taking ------------------------------------------------------------------------------------------------------- */

/* A number at `*at`, and the character behind it. */
static bool read_number(const char **at, char end, long *out)
{
    char *behind;
    errno = 0;
    *out = strtol(*at, &behind, 10);
    if (errno || behind == *at || *out < -1 || (end && *behind != end))
        return false;
    *at = end ? behind + 1 : behind;
    return true;
}

static bool read_slot(const char **at, struct handover_slot *out)
{
    long pid, control, fd;
    if (!read_number(at, '/', &pid) || !read_number(at, '/', &control))
        return false;
    *out = (struct handover_slot){.pid = (pid_t)pid, .control = (int)control};
    if (control >= 0)
        fcntl((int)control, F_SETFD, FD_CLOEXEC);
    for (;;) {
        if (!read_number(at, '\0', &fd) || sockets_take(&out->sockets, (int)fd, true) != SWAGE_OK)
            return false;
        if (**at != ',')
            return true;
        ++*at;
    }
}

static unsigned read_slots(const char *at, struct handover_slot *slots, unsigned max)
{
    long pid;
    unsigned count = 0;
    if (!read_number(&at, '\0', &pid) || pid != (long)getpid())
        return 0; /* it was somebody else's, and came along with the environment */
    while (*at == ';' && count < max) {
        at++;
        if (!read_slot(&at, &slots[count])) {
            log_line(LOG_ERROR, "what the program left to itself makes no sense");
            return 0;
        }
        count++;
    }
    return count;
}

unsigned handover_take(struct handover_slot *slots, unsigned max)
{
    const char *text = getenv(HANDOVER_NAME);
    if (!text)
        return 0;
    unsigned count = read_slots(text, slots, max);
    unsetenv(HANDOVER_NAME);
    return count;
}
