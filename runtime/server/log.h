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

/* Has each line say that it is worker `number`'s, from 1. */
void log_set_worker(unsigned number);

/* One line: control characters in it are replaced, so that nothing a peer sent can forge another line. */
void log_line(enum log_level level, const char *format, ...) SWAGE_PRINTF(2, 3);

#endif
