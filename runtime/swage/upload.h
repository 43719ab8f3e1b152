/* SPDX-License-Identifier: MIT */
/*
 * Files that come in forms (RFC 7578): what parameters of type `file` are in C.
 *
 *     POST "/photos" add_photo(form title: string(1..80), form photo: file(..4194304) @media("image/png")) -> 201 Photo;
 *
 *     int add_photo(const struct add_photo_params *in, struct add_photo_reply *out)
 *     {
 *         swage_upload_save(&in->photo, path)    on a thread that may wait for the disk: see swage_offload()
 *     }
 *
 * The handler runs when the whole form has arrived and every file has the length and the media type that the schema says. What
 * is longer is refused with 413 as soon as it is, and no more is read. Files of up to SWAGE_UPLOAD_MEMORY bytes are in the
 * request's memory; larger ones in temporary files that have no name, are written on the server's pool of threads
 * (--offload-threads) while no more is read from the client, and are gone with the request. They stand in --upload-folder, and
 * all of one process together have --upload-space.
 */
#ifndef SWAGE_UPLOAD_H
#define SWAGE_UPLOAD_H

#include <swage/base.h>
#include <swage/string.h>

SWAGE_BEGIN_C

#define SWAGE_UPLOAD_MEMORY 65536 /* bytes of a file that is kept in memory */

typedef struct swage_upload {
    swage_str name;  /* as the client calls the file, decoded; "" where it does not say. Anything may stand in it, slashes and
                        ".." too: not to be taken for a path. May not be UTF-8 */
    swage_str media; /* its Content-Type, as the client says it; "" where it does not */
    uint64_t len;    /* bytes */
    const unsigned char *bytes; /* all of it, or NULL: then it is in the file behind `fd` */
    int fd;          /* open for reading and writing, the request's own, closed with it; dup(2) it to keep it. Else -1 */
} swage_upload;

typedef struct swage_upload_array {
    const swage_upload *ptr;
    size_t len;
} swage_upload_array;

/* Copies bytes `at` to `at + len`, or as many as there are, to `to`. Returns how many that were, or SWAGE_E_SYSTEM. From any
   thread; may wait for the disk where `bytes` is NULL. */
SWAGE_API int64_t swage_upload_read(const swage_upload *upload, uint64_t at, void *to, size_t len);

/* Makes the file `path`, readable for all as far as the umask allows, with these bytes. SWAGE_OK, or SWAGE_E_SYSTEM: then errno
   says why, and there is no such file, or it is the one that was there before (EEXIST). From any thread; waits for the disk. */
SWAGE_API int swage_upload_save(const swage_upload *upload, const char *path);

SWAGE_END_C

#endif
