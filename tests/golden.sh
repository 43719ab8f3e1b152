#!/bin/sh
# SPDX-License-Identifier: MIT
# What the compiler writes for the schemas that people can read is what stands under tests/golden/. `make golden` renews it; read the difference.
# The document that NAME_routes.c serves is left out, since it is packed by the system's zlib, but stands there by itself.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for name in club common shop user; do
    "$SWAGE" gen -o "$tmp" --no-docs --emit=types,routes,openapi "$SRCDIR/schemas/$name.swage"
done
"$SWAGE" gen -o "$tmp" --emit=openapi "$SRCDIR/schemas/feed.swage" "$SRCDIR/schemas/paste.swage" "$SRCDIR/schemas/zoo.swage"
"$SWAGE" gen -o "$tmp" --emit=tests,fuzz "$SRCDIR/schemas/user.swage"
sed -i '1s/swage [^ ]* from/swage VERSION from/' "$tmp"/*
if [ "${1-}" = --renew ]; then
    rm -f "$SRCDIR"/tests/golden/*.[ch] "$SRCDIR"/tests/golden/*.dict "$SRCDIR"/tests/golden/*.json
    cp "$tmp"/* "$SRCDIR/tests/golden/"
    exit 0
fi
diff -u -r "$SRCDIR/tests/golden" "$tmp"
