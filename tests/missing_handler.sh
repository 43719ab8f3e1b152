#!/bin/sh
# SPDX-License-Identifier: MIT
# A handler that is not defined is a link error that names it.
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
