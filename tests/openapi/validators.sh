#!/bin/sh
# SPDX-License-Identifier: MIT
# What others say of the documents that swage writes for schemas/: validators, linters, and TypeScript made from them.
# Their programs come by `npm ci` in this folder, which .ci/run does; without them this is skipped.
set -eu
here=$SRCDIR/tests/openapi
programs=$here/node_modules/.bin
skip() { echo "$*: skipped"; exit 77; }
command -v node >/dev/null || skip 'node is not installed'
[ -x "$programs/redocly" ] || skip "npm ci was not run in tests/openapi"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || skip 'node is older than 20'
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true NO_COLOR=1 CI=true

fail() { echo "validators.sh: $*" >&2; exit 1; }
"$SWAGE" gen --emit=openapi -o "$tmp" "$SRCDIR"/schemas/*.swage
cd "$tmp"

node "$here/validate.mjs" ./*.openapi.json || fail '@seriousme/openapi-schema-validator'
"$programs/redocly" lint --config "$here/redocly.yaml" ./*.openapi.json >redocly.log 2>&1 || { cat redocly.log; fail '@redocly/cli'; }
! grep -q 'You have .* warning' redocly.log || { cat redocly.log; fail '@redocly/cli warns'; }
"$programs/spectral" lint --ruleset "$here/spectral.yaml" --fail-severity=hint ./*.openapi.json >spectral.log 2>&1 ||
    { cat spectral.log; fail '@stoplight/spectral-cli'; }

# Types and clients in TypeScript. zoo has a union with a list of itself, for which openapi-typescript writes a type that
# TypeScript cannot resolve: doc/openapi.md.
mkdir types client
for document in *.openapi.json; do
    name=${document%.openapi.json}
    "$programs/openapi-ts" -i "$document" -o "client/$name" >client.log 2>&1 || { cat client.log; fail "@hey-api/openapi-ts: $name"; }
    [ "$name" = zoo ] || "$programs/openapi-typescript" "$document" -o "types/$name.ts" >types.log 2>&1 ||
        { cat types.log; fail "openapi-typescript: $name"; }
done
cp "$here/tsconfig.json" .
"$programs/tsc" -p tsconfig.json || fail 'tsc --strict'

# They find a fault when there is one.
sed 's/"responses": {/"answers": {/; s/"operationId": "[a-z_]*",/"operationId": "same",/' shop.openapi.json >broken.json
! node "$here/validate.mjs" broken.json 2>/dev/null || fail 'a broken document is valid'
! "$programs/spectral" lint --ruleset "$here/spectral.yaml" broken.json >/dev/null 2>&1 || fail 'spectral sees nothing'
