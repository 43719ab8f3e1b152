/* SPDX-License-Identifier: MIT */
/* Who is asking: the verifiers, and the routes about it. */
#include "service.h"
#include "todo_routes.h"

#include <swage/auth.h>
#include <swage/request.h>

static int verdict(const struct account *account, struct todo_account *identity)
{
    if (!account)
        return SWAGE_DENIED;
    identity->name = swage_str_from(account->name);
    return SWAGE_OK;
}

static struct accounts *accounts_of(const swage_request *rq)
{
    struct service *service = swage_state(rq);
    return &service->accounts;
}

int todo_auth_session(swage_request *rq, swage_str token, struct todo_account *identity)
{
    return verdict(accounts_visitor(accounts_of(rq), token), identity);
}

int todo_auth_browser(swage_request *rq, swage_str token, struct todo_account *identity)
{
    return verdict(accounts_visitor(accounts_of(rq), token), identity);
}

int todo_auth_login(swage_request *rq, const struct swage_login *login, struct todo_account *identity)
{
    return verdict(accounts_find(accounts_of(rq), login->name, login->password), identity);
}

int todo_sign_in(const struct todo_sign_in_params *in, struct todo_sign_in_reply *out)
{
    char token[TOKEN_BYTES];
    struct accounts *accounts = accounts_of(in->rq);
    const struct account *account = accounts_find(accounts, in->name, in->password);
    if (!account)
        return todo_sign_in_403(out, &(struct swage_problem){.detail = SWAGE_STR("Nobody has this name and password.")});
    if (!accounts_open(accounts, account, token))
        return swage_reply_problem(in->rq, 503, NULL);
    const struct todo_session session = {swage_str_of(token, sizeof token), {swage_str_from(account->name)}};
    const struct todo_sign_in_201_head head = {.sid = session.token};
    return todo_sign_in_201(out, &head, &session);
}

int todo_who_am_i(const struct todo_who_am_i_params *in, struct todo_who_am_i_reply *out)
{
    return todo_who_am_i_200(out, in->auth);
}
