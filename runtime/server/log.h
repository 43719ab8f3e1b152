/* SPDX-License-Identifier: MIT */
/*
 * What the server has to say, one line each on standard error. A line that cannot be written (a full disk, a closed
 * pipe) is lost and nothing else.
 */
#ifndef SWAGE_SERVER_LOG_H
#define SWAGE_SERVER_LOG_H

#include <swage/base.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO };

#define LOG_LINE_MAX 1024 /* bytes; what is longer is cut */

/* Lines above this level are dropped. LOG_INFO unless set. Set it before there are threads. */
void log_set_level(enum log_level most);

/* Has lines go to the end of this file instead of standard error, made with mode 0640 when it is not there. False when it
   cannot be opened: then nothing has changed. */
bool log_open(const char *path);

/* Opens it again, as after its old one was moved away; without log_open nothing happens. */
bool log_reopen(void);

/* For others' files of that kind: a descriptor, or -1; and: makes `fd` another one for what is at `path` now. */
int log_open_file(const char *path);
bool log_reopen_file(int fd, const char *path);

/* Has each line say that it is worker `number`'s, from 1. */
void log_set_worker(unsigned number);

/* One line: control characters in it are replaced, so that nothing a peer sent can forge another line. */
void log_line(enum log_level level, const char *format, ...) SWAGE_PRINTF(2, 3);

#endif
