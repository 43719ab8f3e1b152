#!/bin/sh
# SPDX-License-Identifier: MIT
# The servers of examples/ do what their documents say: all checks of schemathesis, and no finding.
#
#     make live       each for LIVE_SECONDS: it goes on to make requests, alone and in sequences, until they are over
set -eu
. "$SRCDIR/tests/live/judge.sh"
: "${LIVE_EXAMPLES:=50}"

# Prints how each route has answered, and fails where one has never done what it is for: then nothing was tried but refusals.
accepts_all() {
    sed -E 's/.*" ([0-9]+) .* ([^ ]+) [^ ]+$/\2 \1/' "$work/answers" | sort | uniq -c
    sed -n 's/.*"operationId": "\(.*\)",*/\1/p' "$work/$1.openapi.json" >"$work/routes"
    [ -s "$work/routes" ] || fail "$1 has no routes"
    while read -r route; do
        grep -q "\" 2[0-9][0-9] .* $route [^ ]*\$" "$work/answers" || fail "nothing was accepted by $route of $1"
    done <"$work/routes"
    rm "$work/answers"
}

# look NAME: at the one that was started.
look() {
    echo "--- $1"
    passes "$1" --max-examples "$LIVE_EXAMPLES" "$url/openapi.json"
    stop
    ! grep -v '^swage: \(memory\|listening\|draining\)' "$work/said" || fail "$1 had something to say"
    accepts_all "$1"
}

"$SWAGE" gen --emit=openapi -o "$work" "$SRCDIR/schemas/user.swage" "$SRCDIR/schemas/todo.swage"
start "$BUILDDIR/examples/user"
look user
echo ann:letmein >"$work/accounts"
start "$BUILDDIR/examples/todo/todo" --threads 2 -- "$work/accounts"
look todo

# It finds a fault where there is one: a document that says of the answer what is not so.
start "$BUILDDIR/examples/user"
sed 's/"200": {/"203": {/' "$work/user.openapi.json" >"$work/lie.json"
! judge user --url "$url" --max-examples 1 "$work/lie.json" >"$work/log" 2>&1 || fail 'a document that lies has passed'
grep -q 'Undocumented status code' "$work/log" || { cat "$work/log"; fail 'it has failed for another reason'; }
stop
