#!/bin/sh
# SPDX-License-Identifier: MIT
# What is said about the schemas in errors/ is what stands beside them, to the letter. "errors.sh --renew" writes it down anew;
# read the difference.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$SRCDIR/tests/command/errors"
for schema in *.swage; do
    [ -f "${schema%.swage}.err" ] || [ "${1-}" = --renew ] || continue
    status=0
    "$SWAGE" check "$schema" >"$tmp/out" 2>&1 || status=$?
    if [ $status != 1 ]; then
        echo "errors.sh: $schema gave $status" >&2
        exit 1
    fi
    if [ "${1-}" = --renew ]; then
        cp "$tmp/out" "${schema%.swage}.err"
    else
        diff -u "${schema%.swage}.err" "$tmp/out"
    fi
done
