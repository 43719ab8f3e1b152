/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "said.h"

#include "sample.h"

#include <check.h>
#include <string.h>

struct wire wire;

void set_up(void)
{
    sample_reset();
    wire_init(&wire, &sample_app);
}

void tear_down(void)
{
    wire_done(&wire);
    ck_assert_uint_eq(wire.env.live_count, 0);
}

void send_text(const char *text)
{
    wire_send(&wire, text, strlen(text));
}

struct wire_answer next_answer(void)
{
    struct wire_answer answer;
    ck_assert_msg(wire_next(&wire, false, &answer), "an answer is missing; left: %.*s", (int)(wire.out.len - wire.at),
                  wire.out.ptr ? wire.out.ptr + wire.at : "");
    return answer;
}

void expect_answer(int status, const char *body)
{
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, status);
    if (body) {
        ck_assert_uint_eq(answer.body.len, strlen(body));
        ck_assert_mem_eq(answer.body.ptr, body, answer.body.len);
    }
}

void expect_nothing(void)
{
    ck_assert_msg(wire.at == wire.out.len, "unexpected: %.*s", (int)(wire.out.len - wire.at), wire.out.ptr + wire.at);
}

bool contains(swage_str text, const char *piece)
{
    return text.ptr && memmem(text.ptr, text.len, piece, strlen(piece));
}
