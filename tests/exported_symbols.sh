#!/bin/sh
# SPDX-License-Identifier: MIT
# The shared libraries export swage_* and nothing else, but that for tests, which counts allocations; and they ask each other for
# nothing else: a private function of libswage that the server calls is swage_* too, or programs could not be linked.
set -eu
found=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# What libswage has, of which it exports swage_*. A sanitizer's memcpy is not among it, though it is wanted without a version.
for library in "$BUILDDIR"/.libs/libswage.so "$BUILDDIR"/.libs/libswage.a; do
    [ ! -e "$library" ] || ${NM:-nm} --defined-only "$library" | awk 'NF == 3 && $3 !~ /^swage_/ {print $3}'
done | sort -u >"$scratch/private"
for library in "$BUILDDIR"/.libs/libswage.so "$BUILDDIR"/.libs/libswage-server.so "$BUILDDIR"/.libs/libswage-test.so \
    "$BUILDDIR"/.libs/libswage-jwt.so; do
    [ -e "$library" ] || continue
    found=$((found + 1))
    names=$(${NM:-nm} -D --defined-only "$library" | awk '{print $3}')
    if [ -z "$names" ]; then
        echo "$library exports nothing" >&2
        exit 1
    fi
    others='^swage_'
    case $library in
    *-test.so) others='^swage_|^(malloc|calloc|realloc)$' ;;
    esac
    if printf '%s\n' "$names" | grep -Ev "$others"; then
        echo "$library exports other names than swage_*" >&2
        exit 1
    fi
    ${NM:-nm} -D --undefined-only "$library" | awk '{print $2}' | sort -u >"$scratch/wanted"
    if grep -Fxf "$scratch/private" "$scratch/wanted"; then
        echo "$library wants these, which libswage.so does not export" >&2
        exit 1
    fi
done
if [ $found = 0 ]; then
    echo 'no shared libraries were built: skipped'
    exit 77
fi
