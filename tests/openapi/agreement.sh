#!/bin/sh
# SPDX-License-Identifier: MIT
# The OpenAPI documents and the decoders of schemas/, and of random schemas, accept and refuse alike: see agreement.mjs. ajv
# comes by `npm ci` in this folder; without it this is skipped.
#
#     make agreement AGREEMENT_CASES=20000 AGREEMENT_SCHEMAS=50 SEED=7
set -eu
here=$SRCDIR/tests/openapi
skip() { echo "$*: skipped"; exit 77; }
command -v node >/dev/null || skip 'node is not installed'
[ -d "$here/node_modules/ajv" ] || skip 'npm ci was not run in tests/openapi'
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || skip 'node is older than 20'
: "${AGREEMENT_CASES=1500}" "${AGREEMENT_SCHEMAS=3}" "${SEED=4}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
: >"$tmp/rules"
failed=0

# What functions of the user's would refuse is accepted.
accept='s|return SWAGE_E_INVALID; /\* SWAGE_OK once.*|return SWAGE_OK;|'

# imports FOLDER FILE: what it imports, and what that imports.
imports() {
    sed -n 's/^import "\(.*\)".*/\1/p' "$1/$2" | while read -r import; do
        echo "$import"
        imports "$1" "$import"
    done | sort -u
}

# agree NAME FOLDER: the schema FOLDER/NAME.swage with what it imports.
agree() {
    out=$tmp/$1
    mkdir -p "$out"
    "$SWAGE" gen --no-docs --emit=types,routes,openapi -o "$out" "$2/$1.swage" 2>"$tmp/said" || { cat "$tmp/said"; exit 1; }
    for import in $(imports "$2" "$1.swage"); do
        "$SWAGE" gen --no-docs --emit=types,routes -o "$out" "$2/$import" 2>"$tmp/said" || { cat "$tmp/said"; exit 1; }
        "$SWAGE" scaffold -o "$out" "$2/$import" >/dev/null 2>&1 || true # there may be nothing to write
    done
    "$SWAGE" scaffold -o "$out" "$2/$1.swage" >/dev/null
    rm -f "$out"/*_main.c "$out"/*_app.c
    sed -i "$accept" "$out"/*_handlers.c
    handlers=$(sed -n "s/^struct \([a-z0-9_]*_handlers\) {.*/\1/p" "$out/$1_routes.h")
    {
        printf '#include "%s_routes.h"\nstatic const struct %s handlers = {\n' "$1" "$handlers"
        sed -n 's/^int \([a-z0-9_]*\)(const struct [a-z0-9_]*_params \*in, .*/    .\1 = \1,/p' "$out/$1_routes.h"
        printf '};\n#define APP %s_app_with(&handlers)\n' "${handlers%_handlers}"
    } >"$out/app.h"
    # shellcheck disable=SC2086
    ${CC:-cc} -std=gnu11 -O0 -w -DAPP_HEADER='"app.h"' -I"$out" -I"$2" -I"$SRCDIR/runtime" -o "$out/program" \
        "$here/agreement.c" "$out"/*.c "$BUILDDIR/.libs/libswage.a" $SWAGE_TEST_LIBS
    echo "$1"
    node "$here/agreement.mjs" "$out/$1.openapi.json" "$out/program" "$AGREEMENT_CASES" "$SEED" "$tmp/rules" || failed=1
}

for schema in "$SRCDIR"/schemas/*.swage; do
    name=$(basename "$schema" .swage)
    grep -q '"/' "$schema" || continue
    agree "$name" "$SRCDIR/schemas"
done
# Random schemas have types only: each gets a route of its own.
add_routes() {
    grep -vE '^typedef.*\| null' "$1" | grep -oE '(struct|union|enum|typedef) +[A-Za-z_][A-Za-z0-9_]* *[{=:]' | awk '{ sub(/[{=:].*/, "", $2); print $2 }' |
        awk '{ printf "POST \"/agreement/%d\" agreement_%d(body: %s) -> 204;\n", NR, NR, $1 }' >"$tmp/added"
    cat "$tmp/added" >>"$1"
}
for number in $(seq "$AGREEMENT_SCHEMAS"); do
    mkdir "$tmp/random"
    "$BUILDDIR/tests/differential/differential" draw $((SEED * 1000 + number)) "$tmp/random"
    mv "$tmp/random/$(cat "$tmp/random/last")" "$tmp/random/random$number.swage"
    add_routes "$tmp/random/random$number.swage"
    # Types of the user's own, whatever they are.
    {
        echo '#pragma once'
        grep -ohE 'struct own_[0-9]+' "$tmp"/random/*.swage | sort -u | sed 's/$/ { char bytes[64]; };/'
    } >"$tmp/random/own.h"
    agree "random$number" "$tmp/random"
    rm -rf "$tmp/random"
done

# What is excused is known to those who read the manual, and there is nothing in the list that does not occur.
node "$here/agreement.mjs" --rules >"$tmp/all"
while read -r rule; do
    grep -qF "| $rule" "$SRCDIR/doc/openapi.md" || { echo "doc/openapi.md does not say: $rule"; failed=1; }
    grep -qxF "$rule" "$tmp/rules" || { echo "nothing was excused by: $rule"; failed=1; }
done <"$tmp/all"
exit $failed
