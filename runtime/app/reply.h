/* SPDX-License-Identifier: MIT */
/* Replies, as the rest of the folder makes them: those that do not come from a handler. */
#ifndef SWAGE_APP_REPLY_H
#define SWAGE_APP_REPLY_H

#include "app/request.h"

#define REPLY_MEDIA_PROBLEM "application/problem+json"

/* Replies with `source` as its body, which is the sink's then or closed. 0 or a negative status. From a handler that runs. */
int reply_send(swage_request *rq, int status, swage_str media, struct swage_source *source);

/* Before the handler runs: hands the sink a problem document, with `fields` in its head. `detail` may be NULL. */
void reply_refusal(swage_request *rq, int status, const char *detail, const struct swage_field *fields,
                   unsigned field_count) SWAGE_COLD;

/* The same without a body. */
void reply_bare(swage_request *rq, int status, const struct swage_field *fields, unsigned field_count) SWAGE_COLD;

/* After the handler returned `returned` with no answer in the sink: whether somebody has the claim to reply. */
bool reply_is_claimed(const swage_request *rq);

/* Answers 500 in the name of a handler that did not, and logs it. False when another thread has claimed the reply. */
bool reply_forgotten(swage_request *rq, int returned) SWAGE_COLD;

/* Between swage_reply_begin and the opening of the reply, on the thread that will open it. */
bool reply_is_begun(const swage_request *rq);

/* For answers in pieces (stream.c). Takes the claim to reply; false when it is somebody else's. */
bool reply_claim(swage_request *rq);

enum reply_kind {
    REPLY_EVENTS = 1, /* Server-Sent ones, which nobody may keep */
    REPLY_CHOSEN = 2  /* another Accept could have had another media type (RFC 9110 12.5.5) */
};

/* Hands the sink the head of such an answer, with what the handler has added; `kinds`: enum reply_kind, or-ed. 0 or a
   negative status. */
int reply_start(swage_request *rq, int status, swage_str media, unsigned kinds);

/* On the loop's thread: logs that something was sent that its schema does not allow, once a route; and an error. */
void reply_note_breach(swage_request *rq) SWAGE_COLD;
void reply_log(swage_request *rq, const char *what, int status) SWAGE_COLD;

/* The mail that brings a late reply: hands it to the sink and releases the request. */
void reply_deliver(struct swage_mail *mail);

#endif
