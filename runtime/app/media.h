/* SPDX-License-Identifier: MIT */
/* Media types of files, by their names. */
#ifndef SWAGE_APP_MEDIA_H
#define SWAGE_APP_MEDIA_H

#include <swage/string.h>

/* The Content-Type of a file: application/octet-stream where the end of its name is not known. Static text. */
swage_str media_of_file(swage_str path);

#endif
