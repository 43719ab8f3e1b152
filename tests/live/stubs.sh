#!/bin/sh
# SPDX-License-Identifier: MIT
# Servers of all schemas, with the handlers that `swage scaffold` writes, do what their documents say as far as that goes: they
# refuse what is to be refused, with statuses, media types and fields that the document has.
#
# That valid requests are accepted is not asked here: these schemas are full of what JSON Schema cannot say (doc/openapi.md).
set -eu
. "$SRCDIR/tests/live/judge.sh"
: "${LIVE_EXAMPLES:=5}"
PKG_CONFIG_PATH=$SWAGE_LIBDIR/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
LD_LIBRARY_PATH=$SWAGE_LIBDIR${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export PKG_CONFIG_PATH LD_LIBRARY_PATH

# Keys for verifiers of tokens, which a scaffold has none of: an empty set.
no_keys='s|return NULL; /\* what swage_jwt_keys_load.*|static swage_jwt_keys *keys; return keys ? keys : (keys = swage_jwt_keys_new());|'

# build NAME: a server with stubs.
build() {
    mkdir "$work/$1"
    "$SWAGE" gen --emit=types,routes -o "$work/$1" "$SRCDIR/schemas/$1.swage"
    sed -n 's/^import "\(.*\)".*/\1/p' "$SRCDIR/schemas/$1.swage" | while read -r import; do
        "$SWAGE" gen --emit=types -o "$work/$1" "$SRCDIR/schemas/$import"
    done
    "$SWAGE" scaffold -o "$work/$1" "$SRCDIR/schemas/$1.swage"
    sed -i "$no_keys" "$work/$1/$1_handlers.c"
    ${CC:-cc} -std=gnu11 -O0 $SWAGE_BUILD_FLAGS -I"$work/$1" -I"$SRCDIR/schemas" -o "$work/$1/server" "$work/$1"/*.c \
        $(pkg-config --cflags --libs swage-server $packages)
}

packages=
! pkg-config --exists swage-jwt || packages=swage-jwt
for schema in "$SRCDIR"/schemas/*.swage; do
    name=$(basename "$schema" .swage)
    grep -q '"/' "$schema" || continue # it has no routes
    [ -n "$packages" ] || ! grep -q 'jwt(' "$schema" || { echo "--- $name: there is no jwt here"; continue; }
    build "$name"
    echo "--- $name"
    start "$work/$name/server"
    passes stubs --exclude-checks positive_data_acceptance --max-examples "$LIVE_EXAMPLES" "$url/openapi.json"
    stop
done
