#!/bin/sh
# SPDX-License-Identifier: MIT
# Every public and every generated header compiles alone, in C11 to C2x and as C++, without a warning; so does generated code.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
warnings='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror'
c_only='-Wstrict-prototypes -Wcast-qual'
include="-I$SRCDIR/runtime -I$tmp -I$SRCDIR/schemas"

"$SWAGE" gen -o "$tmp" "$SRCDIR"/schemas/*.swage

compilers=
for cc in gcc clang; do
    if command -v $cc > /dev/null; then
        compilers="$compilers $cc"
    else
        echo "$cc is not installed: its part is skipped"
    fi
done
if [ -z "$compilers" ]; then
    exit 77
fi

headers() {
    (cd "$SRCDIR/runtime" && ls swage/*.h)
    (cd "$tmp" && ls ./*.h)
}

for cc in $compilers; do
    for header in $(headers); do
        echo "#include <$header>" > "$tmp/one.c"
        for std in c11 c17 c2x; do
            $cc -std=$std $warnings $c_only $include -fsyntax-only "$tmp/one.c"
        done
        for std in c++11 c++20; do
            $cc -x c++ -std=$std $warnings $include -fsyntax-only "$tmp/one.c"
        done
    done
    for source in "$tmp"/*.c; do
        [ "$source" = "$tmp/one.c" ] && continue
        for std in c11 c2x; do
            $cc -std=$std -O1 $warnings $c_only $include -c -o "$tmp/one.o" "$source"
        done
    done
    echo "$cc: $(headers | wc -l) headers, $(ls "$tmp"/*.c | wc -l) sources"
done
