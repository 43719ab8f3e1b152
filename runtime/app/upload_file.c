/* SPDX-License-Identifier: MIT */
/* What handlers do with files that came. */
#include "config.h"

#include <swage/error.h>
#include <swage/upload.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define COPY_LEN 65536

static int64_t read_file(int fd, uint64_t at, char *to, size_t len)
{
    size_t done = 0;
    while (done < len) {
        ssize_t got = pread(fd, to + done, len - done, (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got == 0 ? EIO : errno; /* it has become shorter than it was written */
            return SWAGE_E_SYSTEM;
        }
        done += (size_t)got;
    }
    return (int64_t)len;
}

int64_t swage_upload_read(const swage_upload *upload, uint64_t at, void *to, size_t len)
{
    if (at >= upload->len)
        return 0;
    if (len > upload->len - at)
        len = (size_t)(upload->len - at);
    if (!upload->bytes)
        return read_file(upload->fd, at, to, len);
    memcpy(to, upload->bytes + at, len);
    return (int64_t)len;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, bytes, len);
        if (done < 0 && errno != EINTR)
            return false;
        bytes += done > 0 ? done : 0;
        len -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

static bool copy(const swage_upload *upload, int fd)
{
    char room[COPY_LEN];
    if (upload->bytes)
        return write_all(fd, (const char *)upload->bytes, (size_t)upload->len);
    for (uint64_t at = 0; at < upload->len;) {
        int64_t len = swage_upload_read(upload, at, room, sizeof room);
        if (len < 0 || !write_all(fd, room, (size_t)len))
            return false;
        at += (uint64_t)len;
    }
    return true;
}

int swage_upload_save(const swage_upload *upload, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return SWAGE_E_SYSTEM;
    int why = copy(upload, fd) ? 0 : errno;
    if (close(fd) != 0 && why == 0)
        why = errno; /* some file systems say only now that there was no room */
    if (why == 0)
        return SWAGE_OK;
    unlink(path);
    errno = why;
    return SWAGE_E_SYSTEM;
}
