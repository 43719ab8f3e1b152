#!/bin/sh
# SPDX-License-Identifier: MIT
# What `make install` left is enough for a program outside of the tree: the compiler by pkg-config's variable, the headers,
# each kind of library; and the static libraries, too, offer nothing but swage_*. Run by `make installcheck`.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
PKG_CONFIG_PATH=$LIBDIR/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH

swage=$(pkg-config --variable=swage swage)
[ "$swage" = "$BINDIR/swage" ] || { echo "swage.pc names $swage" >&2; exit 1; }
[ -f "$ACLOCALDIR/swage.m4" ] || { echo 'swage.m4 is not installed' >&2; exit 1; }

cp "$SRCDIR/examples/user.c" "$tmp/main.c"
"$swage" gen -o "$tmp" "$SRCDIR/schemas/user.swage"

# A name that the server's insides have as well.
echo 'int loop_new(void); int loop_new(void) { return 0; }' > "$tmp/mine.c"

kinds=0
if [ -e "$LIBDIR/libswage-server.so" ]; then
    $CC $FLAGS -o "$tmp/dynamic" "$tmp"/*.c $(pkg-config --cflags --libs swage-server)
    LD_LIBRARY_PATH=$LIBDIR "$tmp/dynamic" --help > /dev/null
    kinds=$((kinds + 1))
fi
if [ -e "$LIBDIR/libswage-server.a" ]; then
    $CC $FLAGS -o "$tmp/static" "$tmp"/*.c $(pkg-config --cflags swage-server) "$LIBDIR/libswage-server.a" \
        "$LIBDIR/libswage.a" $(pkg-config --libs libevent_core zlib)
    "$tmp/static" --help > /dev/null
    if ${NM:-nm} -g --defined-only "$LIBDIR/libswage.a" "$LIBDIR/libswage-server.a" | awk 'NF == 3 {print $3}' |
        grep -v '^swage_'; then
        echo 'a static library offers other names than swage_*' >&2
        exit 1
    fi
    kinds=$((kinds + 1))
fi
# The suite that the compiler writes, against the library for tests, of each kind.
if pkg-config --exists check; then
    mkdir "$tmp/suite"
    "$swage" gen -o "$tmp/suite" --emit=types,routes,tests "$SRCDIR/schemas/user.swage"
    rm "$tmp/suite/user_app.c"
    if [ -e "$LIBDIR/libswage-test.so" ]; then
        $CC $FLAGS -o "$tmp/suite/dynamic" "$tmp"/suite/*.c $(pkg-config --cflags --libs swage-test check)
        LD_LIBRARY_PATH=$LIBDIR "$tmp/suite/dynamic"
    fi
    if [ -e "$LIBDIR/libswage-test.a" ]; then
        $CC $FLAGS -o "$tmp/suite/static" "$tmp"/suite/*.c $(pkg-config --cflags swage-test) "$LIBDIR/libswage-test.a" \
            "$LIBDIR/libswage.a" $(pkg-config --libs check zlib) -pthread
        "$tmp/suite/static"
    fi
fi

# Tokens, where the library for them was built: of each kind, and nothing of it is in a program without.
if pkg-config --exists swage-jwt; then
    mkdir "$tmp/jwt"
    cat > "$tmp/jwt/door.swage" <<'END'
struct Guest { id: int32; }
auth pass: jwt(algorithms = ["ES256"]) -> Guest;
@auth(pass) GET "/" enter() -> 204;
END
    "$swage" gen -o "$tmp/jwt" "$tmp/jwt/door.swage"
    cat > "$tmp/jwt/main.c" <<'END'
#include "door_routes.h"
#include <swage/server.h>
int auth_pass(swage_request *rq, const struct swage_jwt *token, struct guest *identity)
{
    return rq && token && identity ? SWAGE_OK : SWAGE_DENIED;
}
swage_jwt_keys *auth_pass_keys(swage_request *rq)
{
    return rq ? swage_jwt_keys_new() : NULL;
}
int enter(const struct enter_params *in, struct enter_reply *out)
{
    return in->auth ? enter_204(out) : SWAGE_E_ARGUMENT;
}
int main(int argc, char **argv)
{
    return swage_serve(argc, argv, &door_app);
}
END
    if [ -e "$LIBDIR/libswage-jwt.so" ]; then
        $CC $FLAGS -o "$tmp/jwt/dynamic" "$tmp"/jwt/*.c $(pkg-config --cflags --libs swage-server swage-jwt)
        LD_LIBRARY_PATH=$LIBDIR "$tmp/jwt/dynamic" --help > /dev/null
    fi
    if [ -e "$LIBDIR/libswage-jwt.a" ]; then
        $CC $FLAGS -o "$tmp/jwt/static" "$tmp"/jwt/*.c $(pkg-config --cflags swage-server) "$LIBDIR/libswage-jwt.a" \
            "$LIBDIR/libswage-server.a" "$LIBDIR/libswage.a" $(pkg-config --libs libevent_core libcrypto zlib)
        "$tmp/jwt/static" --help > /dev/null
        if ${NM:-nm} -g --defined-only "$LIBDIR/libswage-jwt.a" | awk 'NF == 3 {print $3}' | grep -v '^swage_'; then
            echo 'libswage-jwt.a offers other names than swage_*' >&2
            exit 1
        fi
    fi
    [ ! -e "$tmp/dynamic" ] || ! LD_LIBRARY_PATH=$LIBDIR ldd "$tmp/dynamic" | grep libcrypto
fi

[ "$kinds" -gt 0 ] || { echo 'no library is installed' >&2; exit 1; }
echo "$kinds kinds of library serve a program outside of the tree"
