#!/bin/sh
# SPDX-License-Identifier: MIT
# What lint says about the schemas in lint/ is what stands beside them, to the letter; every rule is among it. "lint.sh --renew"
# writes it down anew; read the difference.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$SRCDIR/tests/command/lint"

# hold FILE STATUS WORD...
hold() {
    file=$1 want=$2
    shift 2
    status=0
    "$SWAGE" lint "$@" >"$tmp/out" 2>&1 || status=$?
    if [ $status != "$want" ]; then
        echo "lint.sh: swage lint $*: $status, not $want" >&2
        cat "$tmp/out" >&2
        exit 1
    fi
    if [ "$renew" = yes ]; then
        cp "$tmp/out" "$file"
    else
        diff -u "$file" "$tmp/out"
    fi
}
renew=no
[ "${1-}" != --renew ] || renew=yes

hold rules.err 1 rules.swage
hold strict.err 1 --rule=all strict.swage
hold allowed.err 0 allowed.swage
"$SWAGE" lint --rules >"$tmp/rules"
[ "$(wc -l <"$tmp/rules")" -gt 25 ]
while read -r rule words; do
    grep -q "\[$rule\]" rules.err strict.err || { echo "lint.sh: nothing shows $rule $words" >&2; exit 1; }
done <"$tmp/rules"

# Which rules there are for a run.
count() {
    want=$1
    shift
    found=$("$SWAGE" lint "$@" 2>&1 | grep -c ': warning: ') || true
    [ "$found" = "$want" ] || { echo "lint.sh: swage lint $*: $found warnings, not $want" >&2; exit 1; }
}
count 0 strict.swage
count 1 --rule=delete-body strict.swage
count 2 --rule delete-body --rule=bare-list strict.swage
count 1 --no-rule=all --rule=float-id rules.swage
count 1 --rule=float-id --no-rule=all rules.swage
count 0 --no-rule=all rules.swage
all=$("$SWAGE" lint --rule=all rules.swage 2>&1 | grep -c ': warning: ')
count $((all - 1)) --rule=all --no-rule=float-id rules.swage
"$SWAGE" lint --no-rule=all rules.swage

# Ours are as they are meant to be.
"$SWAGE" lint "$SRCDIR"/schemas/*.swage

refuse() {
    status=0
    "$SWAGE" lint "$@" >"$tmp/out" 2>&1 || status=$?
    [ $status = 2 ] && grep -q "did you mean 'float-id'" "$tmp/out" || { echo "lint.sh: swage lint $*: $status" >&2; exit 1; }
}
refuse --rule=flaot-id rules.swage
refuse --no-rule=float-i rules.swage
