#!/bin/sh
# SPDX-License-Identifier: MIT
# What is said about the schemas in errors/ is what stands beside them, to the letter, and every code that is no rule of lint
# is said about one of them. "errors.sh --renew" writes it down anew; read the difference.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
errors="$SRCDIR/tests/command/errors"
mode=${1-}

# hold NAME WORD...: what check says of these is errors/NAME.
hold() {
    name=$1
    shift
    status=0
    "$SWAGE" check "$@" >"$tmp/out" 2>&1 || status=$?
    if [ $status != 1 ]; then
        echo "errors.sh: $* gave $status" >&2
        exit 1
    fi
    if [ "$mode" = --renew ]; then
        cp "$tmp/out" "$errors/$name"
    else
        diff -u "$errors/$name" "$tmp/out"
    fi
}

cd "$errors"
for schema in *.swage; do
    [ -f "${schema%.swage}.err" ] || [ "$mode" = --renew ] || continue
    hold "${schema%.swage}.err" "$schema"
done
hold model.json --diagnostics=json model.swage
hold grammar.json --diagnostics=json grammar.swage

# What is better made than kept.
cd "$tmp"
awk 'BEGIN { printf "struct A { a: int8"; for (i = 0; i < 300; i++) printf "[..9]"; print "; }" }' >deep.swage
hold deep.err deep.swage
awk 'BEGIN { for (i = 0; i < 67108; i++) printf "%999s\n", "//"; printf "%1000s\n", "//" }' >large.swage
hold large.err large.swage
hold missing.err missing.swage

# Memory ends in a unit test.
grep -q '\[out-of-memory\]' "$SRCDIR/tests/syntax/test_diagnostic.c"
"$SWAGE" lint --rules | cut -d ' ' -f 1 >rules
echo out-of-memory >>rules
"$SWAGE" help | awk '$2 == "error" || $2 == "warning" { print $1 }' >codes
[ "$(wc -l <codes)" -gt 60 ]
while read -r code; do
    grep -qx -e "$code" rules || grep -q "\[$code\]\$" "$errors"/*.err || {
        echo "errors.sh: no schema of errors/ is answered with $code" >&2
        exit 1
    }
done <codes
