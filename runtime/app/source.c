/* SPDX-License-Identifier: MIT */
/* pread, so that the descriptor's own place does not matter; not sendfile, which has no way to keep SIGPIPE from a program
   that embeds the server, and none through TLS. */
#include "config.h"

#include "app/source.h"

#include <errno.h>
#include <unistd.h>

static int read_file(const struct swage_source *source, char *to, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t got = pread(source->fd, to + done, len - done, (off_t)(source->at + done));
        if (got == 0 || (got < 0 && errno != EINTR))
            return SWAGE_E_SYSTEM;
        done += got > 0 ? (size_t)got : 0;
    }
    return SWAGE_OK;
}

static int append(const struct swage_source *source, swage_buffer *out, size_t len)
{
    if (source->bytes)
        return swage_buffer_add(out, source->bytes + source->at, len);
    char *to = swage_reserve(out, out->ptr ? out->ptr + out->len : NULL, len);
    if (!to) {
        int status = out->failed;
        out->failed = SWAGE_OK;
        return status;
    }
    int status = read_file(source, to, len);
    if (status == SWAGE_OK)
        out->len += len;
    return status;
}

int swage_source_read(struct swage_source *source, swage_buffer *out, size_t most)
{
    size_t len = most < source->len ? most : (size_t)source->len;
    int status = len > 0 ? append(source, out, len) : SWAGE_OK;
    if (status != SWAGE_OK)
        return status;
    source->at += len;
    source->len -= len;
    if (source->len == 0)
        swage_source_close(source);
    return SWAGE_OK;
}

void swage_source_close(struct swage_source *source)
{
    if (!source->bytes && source->fd >= 0)
        close(source->fd);
    source->fd = -1;
    source->len = 0;
}
