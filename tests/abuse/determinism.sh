#!/bin/sh
# SPDX-License-Identifier: MIT
# robustness 107: what is generated depends on the schemas alone. Two runs, another folder, absolute and relative paths,
# another order of arguments, locale, time zone, umask and environment give the same bytes, for every schema and every kind
# of output; so do the messages of schemas that are wrong.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

# All kinds of --emit that this compiler has, as its own message lists them.
kinds=$("$SWAGE" gen --emit=nothing x.swage 2>&1 | grep "^It takes" | grep -o "'[a-z]*'" | tr -d "'" | tr '\n' ' ')
[ -n "$kinds" ] || { echo "no kinds of output were found" >&2; exit 1; }

# Everything of a folder as one text; names belong to it.
bytes_of() {
    (cd "$1" && find . -type f | LC_ALL=C sort | while read -r file; do
        echo "== $file"
        cat "$file"
    done)
}

expect_same() {
    bytes_of "$2" > "$tmp/other"
    if ! cmp -s "$tmp/first" "$tmp/other"; then
        echo "$1: other bytes" >&2
        diff "$tmp/first" "$tmp/other" | head -5 >&2
        failed=1
    fi
}

mkdir -p "$tmp/schemas" "$tmp/a/deep/folder"
cp "$SRCDIR"/schemas/*.swage "$SRCDIR"/schemas/*.h "$tmp/schemas"
cp -r "$SRCDIR/schemas/site" "$tmp/schemas"
schemas=$(cd "$tmp/schemas" && echo *.swage)
reversed=$(for schema in $schemas; do echo "$schema"; done | LC_ALL=C sort -r | tr '\n' ' ')

count=0
for kind in $kinds; do
    cd "$tmp/schemas"
    "$SWAGE" gen --emit="$kind" -o "$tmp/out_1_$kind" $schemas
    bytes_of "$tmp/out_1_$kind" > "$tmp/first"
    "$SWAGE" gen --emit="$kind" -o "$tmp/out_2_$kind" $schemas
    expect_same "$kind, a second run" "$tmp/out_2_$kind"
    "$SWAGE" gen --emit="$kind" -o "$tmp/out_3_$kind" $reversed
    expect_same "$kind, another order" "$tmp/out_3_$kind"
    cd "$tmp/a/deep/folder"
    "$SWAGE" gen --emit="$kind" -o out_4 $(for schema in $schemas; do echo "../../../schemas/$schema"; done)
    expect_same "$kind, relative paths" "$tmp/a/deep/folder/out_4"
    rm -rf out_4
    "$SWAGE" gen --emit="$kind" -o "$tmp/out_5_$kind" $(for schema in $schemas; do echo "$tmp/schemas/$schema"; done)
    expect_same "$kind, absolute paths" "$tmp/out_5_$kind"
    (umask 077; TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 HOME=/nowhere COLUMNS=20 \
        "$SWAGE" gen --emit="$kind" -o "$tmp/out_6_$kind" $(for schema in $schemas; do echo "$tmp/schemas/$schema"; done))
    expect_same "$kind, another locale" "$tmp/out_6_$kind"
    (cd "$tmp/schemas" && for schema in $schemas; do "$SWAGE" gen --emit="$kind" -o "$tmp/out_7_$kind" "$schema"; done)
    expect_same "$kind, one at a time" "$tmp/out_7_$kind"
    count=$((count + $(find "$tmp/out_1_$kind" -type f | wc -l)))
done

# Files follow the umask, not the draft's own mode.
(umask 027; "$SWAGE" gen -o "$tmp/mode" "$tmp/schemas/user.swage")
[ "$(stat -c %a "$tmp/mode/user.h")" = 640 ] || { echo "user.h has mode $(stat -c %a "$tmp/mode/user.h")" >&2; failed=1; }

# Messages too.
cd "$SRCDIR/tests/command/errors"
for schema in *.swage; do
    "$SWAGE" check "$schema" 2> "$tmp/first" && { echo "$schema is fine" >&2; failed=1; }
    TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 "$SWAGE" check "$schema" 2> "$tmp/other" || true
    cmp "$tmp/first" "$tmp/other" || failed=1
done
echo "$count files of $(echo $kinds | wc -w) kinds, seven ways"
exit $failed
