/* SPDX-License-Identifier: MIT */
/* The measured job: a User comes in as JSON, a new User is made of it, and goes out as JSON. */
#include "user_routes.h"

#include <swage/server.h>

static struct user fresh_user(const struct user *from)
{
    return (struct user){.id = from->id, .name = from->name, .email = from->email};
}

int create_user(const struct create_user_params *in, struct create_user_reply *out)
{
    struct user fresh = fresh_user(&in->body);
    return create_user_200(out, &fresh);
}

int create_user_at_root(const struct create_user_at_root_params *in, struct create_user_at_root_reply *out)
{
    struct user fresh = fresh_user(&in->body);
    return create_user_at_root_200(out, &fresh);
}

int main(int argc, char **argv)
{
    return swage_serve(argc, argv, &user_app);
}
