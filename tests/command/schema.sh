#!/bin/sh
# SPDX-License-Identifier: MIT
# swage schema: each type of each schema as JSON Schema, read and written; and what it refuses.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$SRCDIR/schemas"

fail() { echo "schema.sh: $*" >&2; exit 1; }
status_of() {
    status=0
    "$SWAGE" schema "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
    echo $status
}

count=0
for schema in *.swage; do
    for type in $(sed -nE 's/^(extern )?(@[a-z_]+(\([^)]*\))? )*(struct|union|enum|typedef) ([A-Z][A-Za-z0-9]*)( [:={].*|=.*)?$/\5/p' "$schema"); do
        for way in '' --written; do
            [ "$(status_of $way "$schema" "$type")" = 0 ] || fail "$schema $type: $(cat "$tmp/err")"
            grep -q '"\$schema": "https://json-schema.org/draft/2020-12/schema"' "$tmp/out" || fail "$type has no dialect"
            grep -qE "\"\\\$ref\": \"#/\\\$defs/$type(-Output)?\"" "$tmp/out" || fail "$type is not what is described"
            # Every reference is to something that is there.
            for name in $(sed -nE 's|.*"\$ref": "#/\$defs/([^"]*)".*|\1|p' "$tmp/out" | sort -u); do
                grep -qF "    \"$name\": {" "$tmp/out" || fail "$schema $type: $name is not there"
            done
            count=$((count + 1))
        done
    done
done
[ $count -gt 100 ] || fail "only $count types were found"

# A member with a default may be missing in what is read, and never is in what is written.
cat >"$tmp/a.swage" <<'END'
namespace a;
struct Page { limit: int32(1..100) = 20; }
END
[ "$(status_of "$tmp/a.swage" Page)" = 0 ] || fail "$(cat "$tmp/err")"
grep -q required "$tmp/out" && fail 'a default is required of who sends'
[ "$(status_of --written "$tmp/a.swage" Page)" = 0 ] || fail "$(cat "$tmp/err")"
grep -q '"required": \["limit"\]' "$tmp/out" || fail 'what is always sent is not said to be'

[ "$(status_of "$tmp/a.swage" Pag)" = 2 ] || fail 'a type that is not there'
grep -q "there is no type 'Pag' in a.swage; did you mean 'Page'?" "$tmp/err" || fail "said $(cat "$tmp/err")"
[ "$(status_of "$tmp/a.swage")" = 2 ] || fail 'no type'
[ "$(status_of "$tmp/a.swage" Page Page)" = 2 ] || fail 'two types'
[ "$(status_of "$tmp/none.swage" Page)" = 1 ] || fail 'no file'
if [ -w /dev/full ]; then
    status=0
    "$SWAGE" schema "$tmp/a.swage" Page >/dev/full 2>"$tmp/err" || status=$?
    [ $status = 1 ] || fail 'a full disk'
    grep -q 'cannot write it all' "$tmp/err" || fail "said $(cat "$tmp/err")"
fi
