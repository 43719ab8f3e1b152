#!/bin/sh
# SPDX-License-Identifier: MIT
# What is dumped of dump.swage is what stands beside it, to the letter. "dump.sh --renew" writes it down anew; read the
# difference, and think of "version" in compiler/dump/dump.h.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$SRCDIR/tests/command"

fail() { echo "dump.sh: $*" >&2; exit 1; }
status_of() {
    status=0
    "$SWAGE" dump "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
    echo $status
}

"$SWAGE" dump dump.swage >"$tmp/dump.json"
if [ "${1-}" = --renew ]; then
    cp "$tmp/dump.json" dump.json
    exit 0
fi
diff -u dump.json "$tmp/dump.json"

# The same bytes from elsewhere.
(cd "$tmp" && LC_ALL=de_DE.UTF-8 "$SWAGE" dump "$SRCDIR/tests/command/dump.swage") | cmp - dump.json

# Files that are imported are not in it unless they are named; each is in it once.
[ "$(status_of dump.swage dump_grain.swage ./dump.swage)" = 0 ] || fail "said $(cat "$tmp/err")"
[ "$(grep -c '^      "file": ' "$tmp/out")" = 2 ] || fail 'there are not two files'
[ "$(grep -c '^      "file": ' dump.json)" = 1 ] || fail 'an imported file is in it'
mkdir "$tmp/schemas" && cp dump.swage "$tmp/schemas" && mkdir "$tmp/inc" && cp dump_grain.swage "$tmp/inc"
[ "$(status_of "$tmp/schemas/dump.swage")" = 1 ] && [ ! -s "$tmp/out" ] || fail 'a missing import was dumped'
[ "$(status_of -I "$tmp/inc" "$tmp/schemas/dump.swage")" = 0 ] || fail "said $(cat "$tmp/err")"
cmp "$tmp/out" dump.json || fail 'the same schema is dumped in another way'

# White space and comments are no matter of the model.
sed 's#^ *\([a-z]*?*:\)#\n\t/* here */ \1#' "$SRCDIR/schemas/zoo.swage" >"$tmp/schemas/zoo.swage"
cp "$SRCDIR/schemas/common.swage" "$SRCDIR/schemas/money.h" "$tmp/schemas"
"$SWAGE" dump "$SRCDIR/schemas/zoo.swage" >"$tmp/kept"
"$SWAGE" dump "$tmp/schemas/zoo.swage" | diff "$tmp/kept" -
cp "$tmp/schemas/zoo.swage" "$tmp/schemas/torn.swage"
"$SWAGE" fmt "$tmp/schemas/zoo.swage"
cmp -s "$tmp/schemas/zoo.swage" "$tmp/schemas/torn.swage" && fail 'nothing was formatted'
"$SWAGE" dump "$tmp/schemas/zoo.swage" | diff "$tmp/kept" -

# Errors.
[ "$(status_of missing.swage)" = 1 ] && [ ! -s "$tmp/out" ] || fail 'a missing file was dumped'
[ "$(status_of errors/types.swage)" = 1 ] && [ ! -s "$tmp/out" ] || fail 'a broken schema was dumped'
if [ -c /dev/full ]; then
    status=0
    "$SWAGE" dump dump.swage >/dev/full 2>"$tmp/err" || status=$?
    [ $status = 1 ] || fail "a full disk gave $status"
fi
