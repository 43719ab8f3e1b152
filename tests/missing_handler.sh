#!/bin/sh
# SPDX-License-Identifier: MIT
# A handler or a verifier that is not defined is a link error that names it.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$SWAGE" gen -o "$tmp" "$SRCDIR/schemas/user.swage"
cat > "$tmp/main.c" <<'END'
#include "user_routes.h"
int create_user(const struct create_user_params *in, struct create_user_reply *out)
{
    return create_user_200(out, &in->body);
}
#ifdef WHOLE
int create_user_at_root(const struct create_user_at_root_params *in, struct create_user_at_root_reply *out)
{
    return create_user_at_root_200(out, &in->body);
}
#endif
int main(void)
{
    return user_app.operation_count != 2;
}
END
build() {
    ${CC:-cc} -std=gnu11 $1 -I"$SRCDIR/runtime" -I"$tmp" -o "$tmp/program" "$tmp/main.c" "$tmp/user.c" "$tmp/user_routes.c" \
        "$tmp/user_app.c" "$BUILDDIR/.libs/libswage.a" $SWAGE_TEST_LIBS
}
build -DWHOLE
"$tmp/program"
if build '' 2> "$tmp/log"; then
    echo 'it linked without a handler' >&2
    exit 1
fi
grep -q create_user_at_root "$tmp/log"

cat > "$tmp/guarded.swage" <<'END'
struct Account { id: int32; }
auth session: bearer -> Account;
@auth(session) GET "/" see() -> 204;
END
"$SWAGE" gen -o "$tmp" "$tmp/guarded.swage"
cat > "$tmp/main.c" <<'END'
#include "guarded_routes.h"
int see(const struct see_params *in, struct see_reply *out)
{
    return in->auth->id == 7 ? see_204(out) : SWAGE_E_ARGUMENT;
}
#ifdef WHOLE
int auth_session(swage_request *rq, swage_str token, struct account *identity)
{
    (void)rq;
    (void)token;
    identity->id = 7;
    return SWAGE_OK;
}
#endif
int main(void)
{
    return guarded_app.operation_count != 1;
}
END
build_guarded() {
    ${CC:-cc} -std=gnu11 $1 -I"$SRCDIR/runtime" -I"$tmp" -o "$tmp/program" "$tmp/main.c" "$tmp/guarded.c" \
        "$tmp/guarded_routes.c" "$tmp/guarded_app.c" "$BUILDDIR/.libs/libswage.a" $SWAGE_TEST_LIBS
}
build_guarded -DWHOLE
"$tmp/program"
if build_guarded '' 2> "$tmp/log"; then
    echo 'it linked without a verifier' >&2
    exit 1
fi
grep -q auth_session "$tmp/log"
