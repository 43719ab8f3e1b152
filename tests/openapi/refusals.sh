#!/bin/sh
# SPDX-License-Identifier: MIT
# Where a route declares an answer of a status that the server refuses requests by as well, the document has both bodies, and
# the fields of the one are not required of the other.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cat >"$tmp/both.swage" <<'END'
struct Note { text: string(1..9); }
POST "/notes" add_note(body: Note)
    -> 204,
    400 string(..9) { header retry_after: bool; cookie seen: string(..4); },
    409 string(..9) { header retry_after: bool; },
    413 Problem,
    422 Note @media("application/problem+json");
END
"$SWAGE" gen --emit=openapi -o "$tmp" "$tmp/both.swage"
sed -n '/^        "responses"/,/^          "415"/p' "$tmp/both.openapi.json" | tr -d ' \n' >"$tmp/found"
problem='{"$ref":"#/components/schemas/Problem"}'
string='{"schema":{"type":"string","maxLength":9}}'
{
    printf '"responses":{"204":{"description":"NoContent"},'
    printf '"400":{"description":"BadRequest","headers":{"Retry-After":{"schema":{"type":"boolean"}},'
    printf '"Set-Cookie":{"description":"-`seen`","schema":{"type":"string"}}},'
    printf '"content":{"application/json":%s,"application/problem+json":{"schema":%s}}},' "$string" "$problem"
    printf '"409":{"description":"Conflict","headers":{"Retry-After":{"required":true,"schema":{"type":"boolean"}}},'
    printf '"content":{"application/json":%s}},' "$string"
    printf '"413":{"description":"ContentTooLarge","content":{"application/problem+json":{"schema":%s}}},' "$problem"
    printf '"422":{"description":"UnprocessableContent","content":{"application/problem+json":'
    printf '{"schema":{"anyOf":[{"$ref":"#/components/schemas/Note"},%s]}}}},"415":{' "$problem"
} >"$tmp/wanted"
diff "$tmp/wanted" "$tmp/found"
