#!/bin/sh
# SPDX-License-Identifier: MIT
# doc/http.md tells the truth: every test that it names is there; points 1 to 84 and 110 to 114 have a test each, and so has every
# sentence that is held; the sentences are counted in its first table. Where the list of the RFCs' sentences is at hand
# (SWAGE_TEST_DATA/http/rfc_requirements.json), none is missing.
set -eu
page=$SRCDIR/doc/http.md
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

complain() {
    echo "doc/http.md: $1" >&2
    failed=1
}

# "http/test_head:some_name" is a test of tests/http/test_head.c.
grep -oE '[a-z0-9]+/test_[a-z0-9_]+(:[a-z0-9_]+)?' "$page" | sort -u >"$tmp/named"
[ "$(wc -l <"$tmp/named")" -gt 50 ] || complain 'it names hardly any test'
while IFS=: read -r file name; do
    if [ ! -f "$SRCDIR/tests/$file.c" ]; then
        complain "there is no tests/$file.c"
    elif [ -n "$name" ] && ! grep -qF "START_TEST($name)" "$SRCDIR/tests/$file.c"; then
        complain "tests/$file.c has no $name"
    fi
done <"$tmp/named"

# "point 12" is one of the raw requests.
points=$SRCDIR/tests/server/test_points.c
has_point() {
    grep -qE "(CASE\(|^    \{)$1, \"|robustness ([0-9]+, )*$1([^0-9]|\$)" "$points"
}
for point in $(grep -oE 'point [0-9]+' "$page" | sed 's/point //' | sort -un); do
    has_point "$point" || complain "no request of tests/server/test_points.c is point $point"
done
for point in $(seq 1 84) $(seq 110 114); do
    row=$(grep -E "^\| $point \| [^|]+ \| [^|]+ \|\$" "$page") || { complain "point $point has no row"; continue; }
    case $row in
    *'| server/test_points |') has_point "$point" || complain "no request of tests/server/test_points.c is point $point" ;;
    esac
done

# Rows of sentences: "| 9.3.1 | 2 | what it asks | held | by what |".
sed -nE 's/^## (RFC [0-9]+)$/\1/p; s/^\| ([0-9.]+) \| ([0-9]+) \| ([^|]+) \| (held|handler|permission|no occasion|client|intermediary) \|(.*)\|$/\1|\2|\4|\5/p' \
    "$page" | awk -F'|' '/^RFC/ { rfc = $0; next } { print rfc "|" $0 }' >"$tmp/rows"
awk -F'|' '$4 == "held" && $5 !~ /test_|point / { print $1, $2, "(" $3 ") is held by no test"; bad = 1 } END { exit bad }' \
    "$tmp/rows" >&2 || failed=1
for verdict in held handler permission 'no occasion' client intermediary; do
    grep -qE "^\| $verdict \| .* \| $(awk -F'|' -v v="$verdict" '$4 == v' "$tmp/rows" | wc -l) \|\$" "$page" ||
        complain "the rows that are '$verdict' are not as many as it says"
done

list=${SWAGE_TEST_DATA:-}/http/rfc_requirements.json
if [ -f "$list" ]; then
    awk -F'|' '{ print $1 "|" $2 "|" $3 }' "$tmp/rows" >"$tmp/found"
    tr -d '\n' <"$list" | grep -oE '"rfc": *"[^"]*", *"sec": *"[^"]*"' |
        sed -E 's/"rfc": *"([^"]*)", *"sec": *"([^"]*)"/\1|\2/' | awk '{ print $0 "|" ++count[$0] }' >"$tmp/wanted"
    [ -s "$tmp/wanted" ] || complain 'the list of sentences cannot be read'
    diff "$tmp/wanted" "$tmp/found" >&2 || complain 'its sentences are not those of the RFCs, in their order'
else
    echo "skipped in part: $list is not there"
fi
exit "$failed"
