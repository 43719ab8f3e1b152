/* SPDX-License-Identifier: MIT */
/*
 * Credentials: the field Authorization against a plain reading of RFC 9110 11.4, and requests with the input in each place
 * where the club's schema looks for credentials. What verifiers are given is what their schemes allow, and what comes is an
 * answer that says no or yes.
 */
#include "config.h"

#include "club_routes.h"
#include "fuzz_check.h"
#include "http/credentials.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 512, AROUND_MAX = 64 };

/* --- the field ---------------------------------------------------------------------------------------------------- */

static bool is_bearer(swage_str text)
{
    static const char word[] = "bearer";
    for (size_t i = 0; i < 6; i++)
        if (i >= text.len || (text.ptr[i] != word[i] && text.ptr[i] != word[i] - 'a' + 'A'))
            return false;
    return text.len == 6 || text.ptr[6] == ' ';
}

static void check_field(swage_str text)
{
    static const char bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
    swage_str token = {NULL, 0};
    enum credentials found = credentials_read(text, SWAGE_STR("Bearer"), &token);
    if (!is_bearer(text)) {
        check(found == CREDENTIALS_OTHER);
        return;
    }
    size_t at = 6;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    size_t from = at;
    while (at < text.len && text.ptr[at] != '\0' && strchr(bytes, text.ptr[at]))
        at++;
    bool has_bytes = at > from;
    while (at < text.len && text.ptr[at] == '=')
        at++;
    check(found == (has_bytes && at == text.len ? CREDENTIALS_FINE : CREDENTIALS_BAD));
    check(found != CREDENTIALS_FINE || (token.ptr == text.ptr + from && token.len == text.len - from));
}

static void check_pair(swage_str text)
{
    swage_str name, password;
    if (!credentials_divide(text, &name, &password))
        return;
    check(name.len + 1 + password.len == text.len && text.ptr[name.len] == ':');
    check(!memchr(name.ptr, ':', name.len));
    for (size_t i = 0; i < text.len; i++)
        check((unsigned char)text.ptr[i] >= ' ' && text.ptr[i] != 0x7f);
}

/* --- requests ----------------------------------------------------------------------------------------------------- */

/* Every verdict comes for some input. */
static int judge(swage_str text)
{
    check(text.ptr && swage_utf8_valid(text) && !memchr(text.ptr, '\0', text.len));
    return text.len % 4 == 0 ? SWAGE_DENIED : text.len % 4 == 1 ? SWAGE_FORBIDDEN : SWAGE_OK;
}

static int judge_member(swage_request *rq, swage_str token, struct club_member *identity)
{
    (void)rq;
    (void)identity;
    check(token.len > 0);
    return judge(token);
}

static int judge_machine(swage_request *rq, swage_str token, struct club_machine *identity)
{
    (void)rq;
    (void)identity;
    check(token.len > 0);
    return judge(token);
}

static int judge_login(swage_request *rq, const struct swage_login *login, struct club_member *identity)
{
    (void)rq;
    (void)identity;
    check(!memchr(login->name.ptr, ':', login->name.len));
    judge(login->name);
    return judge(login->password);
}

static int add_session(const struct club_add_session_params *in, struct club_add_session_reply *out)
{
    check(in->auth != NULL);
    return club_add_session_201(out, &(struct club_session){.token = SWAGE_STR("token")});
}

static int get_visit(const struct club_get_visit_params *in, struct club_get_visit_reply *out)
{
    check(in->auth != NULL);
    return club_get_visit_200(out, &(struct club_member){.name = SWAGE_STR("Ann")});
}

static int export_notes(const struct club_export_notes_params *in, struct club_export_notes_reply *out)
{
    check(in->auth != NULL);
    return club_export_notes_200(out, (struct club_note_array){NULL, 0});
}

static int list_notes(const struct club_list_notes_params *in, struct club_list_notes_reply *out)
{
    (void)in;
    return club_list_notes_200(out, (struct club_note_array){NULL, 0});
}

static const struct club_handlers handlers = {
    .club_auth_session = judge_member,
    .club_auth_login = judge_login,
    .club_auth_machine = judge_machine,
    .club_auth_link = judge_machine,
    .club_auth_visit = judge_member,
    .club_add_session = add_session,
    .club_get_visit = get_visit,
    .club_export_notes = export_notes,
    .club_list_notes = list_notes,
};

static bool is_expected(int status)
{
    static const int statuses[] = {200, 201, 400, 401, 403};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (status == statuses[i])
            return true;
    return false;
}

static void ask(const char *method, const char *target, const struct swage_field *field)
{
    const struct swage_app app = club_app_with(&handlers);
    struct swage_collector answer;
    swage_collector_init(&answer);
    check(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), field, 1, (swage_str){NULL, 0},
                         &answer.sink) == 0);
    check(answer.done && is_expected(answer.status));
    check(answer.status != 401 || swage_collector_header(&answer, SWAGE_STR("WWW-Authenticate")).len > 0);
    swage_collector_done(&answer);
}

/* With `before` in front of the input. */
static void ask_field(const char *method, const char *target, const char *name, const char *before, swage_str text)
{
    char bytes[TEXT_MAX + AROUND_MAX];
    size_t len = strlen(before);
    memcpy(bytes, before, len);
    memcpy(bytes + len, text.ptr, text.len);
    ask(method, target, &(struct swage_field){swage_str_from(name), swage_str_of(bytes, len + text.len)});
}

/* A target has visible bytes only. */
static void ask_query(swage_str text)
{
    char target[TEXT_MAX + AROUND_MAX] = "/admin/export?key=";
    size_t len = strlen(target);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] > '~' || text.ptr[i] == '#')
            return;
    memcpy(target + len, text.ptr, text.len);
    target[len + text.len] = '\0';
    ask("GET", target, &(struct swage_field){SWAGE_STR("Accept"), SWAGE_STR("*/*")});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > TEXT_MAX)
        return 0;
    swage_str text = size > 0 ? swage_str_of((const char *)data, size) : SWAGE_EMPTY;
    check_field(text);
    check_pair(text);
    ask_field("GET", "/notes", "Authorization", "", text);
    ask_field("GET", "/notes", "Authorization", "Bearer ", text);
    ask_field("POST", "/sessions", "Authorization", "Basic ", text);
    ask_field("GET", "/visit", "Cookie", "visit=", text);
    ask_query(text);
    return 0;
}
