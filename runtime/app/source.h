/* SPDX-License-Identifier: MIT */
/* Bodies that are there already: bytes of the program, or of a file. */
#ifndef SWAGE_APP_SOURCE_H
#define SWAGE_APP_SOURCE_H

#include <swage/app.h>

/*
 * Appends the next `most` bytes, or all that are left, and moves the source on. At its end it is closed. 0, or why nothing
 * was appended: SWAGE_E_SYSTEM also for a file that has become shorter meanwhile. A file is read where it stands: nothing of it
 * is kept, and the caller waits for the disk.
 */
int swage_source_read(struct swage_source *source, swage_buffer *out, size_t most);

/* Nothing more is wanted of it. `len` is 0 then. */
void swage_source_close(struct swage_source *source);

#endif
