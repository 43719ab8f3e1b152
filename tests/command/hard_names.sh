#!/bin/sh
# SPDX-License-Identifier: MIT
# C from a schema full of C's own words, of texts that want to break out of it, and of types that need one another compiles
# without a warning, and its headers as C++.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
flags="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wcast-qual -Werror"
"$SWAGE" gen -o "$tmp" "$SRCDIR/tests/command/hard_names.swage"
for source in "$tmp"/*.c; do
    $CC -std=c11 $flags -I"$SRCDIR/runtime" -I"$tmp" -c "$source" -o "$tmp/object.o"
done
command -v c++ >/dev/null || exit 0
echo '#include "hard_names_routes.h"' >"$tmp/headers.cc"
c++ -Wall -Wextra -Wpedantic -Werror -I"$SRCDIR/runtime" -I"$tmp" -c "$tmp/headers.cc" -o "$tmp/object.o"
