#!/bin/sh
# SPDX-License-Identifier: MIT
# What is explained of explain.swage is what stands beside it, to the letter. "explain.sh --renew" writes it down anew; read
# the difference.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$SRCDIR/tests/command"

fail() { echo "explain.sh: $*" >&2; exit 1; }
status_of() {
    status=0
    "$SWAGE" explain "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
    echo $status
}

"$SWAGE" explain explain.swage >"$tmp/all"
if [ "${1-}" = --renew ]; then
    cp "$tmp/all" explain.txt
    exit 0
fi
diff -u explain.txt "$tmp/all"

# One route, by its name or by what a request says, is the same text.
[ "$(status_of explain.swage put_sack)" = 0 ] || fail "put_sack: $(cat "$tmp/err")"
cp "$tmp/out" "$tmp/by_name"
[ "$(status_of explain.swage 'PUT /sacks/{id}')" = 0 ] || fail "PUT: $(cat "$tmp/err")"
diff "$tmp/by_name" "$tmp/out"
sed -n '/^PUT/,/^$/p' "$tmp/all" | head -n 2 >"$tmp/start"
head -n 2 "$tmp/out" | diff "$tmp/start" -
grep -q '^types' "$tmp/out" && fail 'one route brought all types'
[ -z "$(grep -n ' $' "$tmp/all")" ] || fail 'there are blanks at the ends of lines'

# The sizes are those that the compiler of C gives the structs, where pointers have 64 bits.
"$SWAGE" gen -o "$tmp" --emit=types explain.swage
cat >"$tmp/sizes.c" <<'END'
#include <stdio.h>
#include "explain.h"
#define SIZE(name, c) printf("%s %zu\n", #name, sizeof(struct mill_##c))
int main(void)
{
END
{
    sed -n '/^types/,$p' explain.txt | sed 1,2d | awk '{ print "SIZE(" $1 ", " tolower($1) ");" }'
    echo 'return sizeof(void *) == 8 ? 0 : 77; }'
} >>"$tmp/sizes.c"
$CC -std=c11 -I"$SRCDIR/runtime" -I"$tmp" "$tmp/sizes.c" -o "$tmp/sizes"
if "$tmp/sizes" >"$tmp/sizes.txt"; then
    # The seventh column; "no bound" and "not known" are one word each.
    sed -n '/^types/,$p' explain.txt | sed '1,2d; s/no bound/-/g; s/not known/-/g' | awk '{ print $1, $7 }' |
        diff - "$tmp/sizes.txt" || fail 'C has other sizes'
fi

# What is not there.
[ "$(status_of explain.swage put_sac)" = 2 ] || fail 'an unknown route was explained'
grep -q "no route 'put_sac' in explain.swage; did you mean 'put_sack'?" "$tmp/err" || fail "said $(cat "$tmp/err")"
[ "$(status_of explain.swage 'GET /sacks/{id}')" = 2 ] || fail 'another method was explained'
grep -q "did you mean 'PUT /sacks/{id}'" "$tmp/err" || fail "said $(cat "$tmp/err")"
[ ! -s "$tmp/out" ] || fail 'something was explained all the same'
[ "$(status_of explain.swage root add_story)" = 2 ] || fail 'two routes were explained'
[ "$(status_of missing.swage)" = 1 ] || fail 'a missing file was explained'
[ "$(status_of errors/types.swage)" = 1 ] || fail 'a broken schema was explained'
[ ! -s "$tmp/out" ] || fail 'a broken schema was explained'
