/* SPDX-License-Identifier: MIT */
/* Words to a service manager, as sd_notify(3) has them: a datagram to the socket that NOTIFY_SOCKET names. */
#ifndef SWAGE_SERVER_NOTIFY_H
#define SWAGE_SERVER_NOTIFY_H

/* "READY=1", "STOPPING=1": nothing happens where nobody listens. */
void notify_send(const char *words);

#endif
