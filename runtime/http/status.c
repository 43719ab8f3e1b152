/* SPDX-License-Identifier: MIT */
/*
 * Reason phrases and status lines, both of the one list.
 */
#include "config.h"

#include "http/status.h"

#include <swage/http.h>

#define X(code, reason) _Static_assert(sizeof("HTTP/1.1 " #code " " reason "\r\n") - 1 <= STATUS_LINE_MAX, #code);
HTTP_STATUS_LIST(X)
#undef X

const char *swage_status_reason(int status)
{
    switch (status) {
#define X(code, reason) \
    case code: return reason;
        HTTP_STATUS_LIST(X)
#undef X
    default: return "";
    }
}

const char *status_line(int status, unsigned *len)
{
    switch (status) {
#define X(code, reason) \
    case code: *len = sizeof("HTTP/1.1 " #code " " reason "\r\n") - 1; return "HTTP/1.1 " #code " " reason "\r\n";
        HTTP_STATUS_LIST(X)
#undef X
    default: return NULL;
    }
}
