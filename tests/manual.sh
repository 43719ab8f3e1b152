#!/bin/sh
# SPDX-License-Identifier: MIT
# What doc/language.md and doc/json.md show is so. Each of their chapters ("## ") is a program, made from its fenced
# blocks:
#
#   swage              a piece of the chapter's schema, which is compiled with every warning an error
#   swage NAME.swage   from here on the chapter's schema is this file, as for imports
#   swage refused      a file that is refused, with the errors that lines say behind "// error: ", and no others
#   json TYPE          a document that is read and written again as it stands; or what the verdict behind TYPE says
#   jsonc TYPE         a document a line, each with its verdict behind " // "
#   http               requests, each with what becomes of it behind " // "
#   c                  declarations that stand in the generated headers; an empty line or "..." is between two
#   c code             functions that the program has: handlers, checks
#   c run              statements that are run, with `arena`; they assert
#   c NAME.h           a header that the program has
#   console            commands behind "$ " and what they print
#
# Verdicts are said in tests/manual/chapter.h. A block of any other kind is an error, as is one that does nothing.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
[ $# -gt 0 ] || set -- "$SRCDIR/doc/language.md" "$SRCDIR/doc/json.md"
tools="$SRCDIR/tests/manual"
cc=${CC:-cc}
flags='-std=c11 -O0 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual -Werror'
flags="$flags -Wstrict-prototypes -Wmissing-prototypes"
failed=0

complain() {
    echo "$1" >&2
    failed=1
}

# Every "// error: " is met at its line, and nothing else is an error.
check_refused() {
    schema=$1
    wanted=${schema%.swage}.wanted
    line=$(basename "${schema%.swage}")
    if "$SWAGE" check "$schema" > /dev/null 2> "$tmp/log"; then
        complain "$line: it is not refused"
        return
    fi
    if [ ! -f "$wanted" ]; then
        complain "$line: it says not why it is refused"
        return
    fi
    while read -r at words; do
        grep -F "$words" "$tmp/log" | grep -q "^[^:]*:$at:[0-9]*: error: " ||
            complain "$line: no error in line $at: $words"
    done < "$wanted"
    if [ "$(grep -c ': error: ' "$tmp/log")" -ne "$(wc -l < "$wanted")" ]; then
        complain "$line: these are the errors: $(cat "$tmp/log")"
    fi
}

check_declaration() {
    awk -f "$tools/squeeze.awk" "$1" > "$tmp/declaration"
    if ! grep -q -F -f "$tmp/declaration" headers.squeezed; then
        complain "$(basename "$1" .declaration): not in a generated header: $(cat "$1")"
    fi
}

# Commands and what they print, one after the other as a terminal has it.
check_console() {
    while IFS= read -r line; do
        case $line in
        '$ '*)
            echo "$line"
            PATH="$(dirname "$SWAGE"):$PATH" sh -c "${line#??}" 2>&1 || true
            ;;
        esac
    done < "$1" > "$tmp/log"
    diff -u "$1" "$tmp/log" >&2 || complain "$(basename "$1" .console): it prints something else"
}

# A handler for each route that the manual has none for: 501. The application is that of the last file with routes.
write_app() {
    echo '#include "chapter.h"'
    echo '#include "headers.h"'
    sed -n '/ \*in, /s/^    int (\*\([a-z0-9_]*\))\(.*\);/__attribute__((weak)) int \1\2\
{\
    (void)out;\
    return swage_unhandled(in->rq);\
}/p' ./*_routes.h
    echo 'struct swage_app chapter_app(void)'
    echo '{'
    app=
    while read -r stem; do
        ! grep -q '^    int (\*' "${stem}_routes.h" || app=${stem}_app
    done < stems
    echo "    return ${app:-(struct swage_app){.abi = SWAGE_ABI\}};"
    echo '}'
}

run_chapter() {
    schemas=$(ls ./*.swage | grep -v '^\./line_')
    if ! "$SWAGE" gen $schemas 2> log; then
        complain "the schema is refused: $(cat log)"
        return
    fi
    cat ./*.h > headers.c_text
    awk -f "$tools/squeeze.awk" headers.c_text > headers.squeezed
    write_app > app.c
    # The library's objects have machine code too; to optimize the runtime as a whole takes a second a chapter.
    if ! $cc $flags -fno-lto -I. -I"$tools" -I"$SRCDIR/runtime" -o program ./*.c "$tools/chapter.c" \
        "$BUILDDIR/.libs/libswage.a" $SWAGE_TEST_LIBS 2> log; then
        complain "the code does not compile: $(cat log)"
        return
    fi
    ./program || complain "cases of this chapter failed"
    for declaration in ./line_*.declaration; do
        [ ! -f "$declaration" ] || check_declaration "$declaration"
    done
    for console in ./line_*.console; do
        [ ! -f "$console" ] || check_console "$console"
    done
}

cd "$tmp"
awk -v out="$tmp/chapters" -f "$tools/blocks.awk" "$@" > counts
for chapter in "$tmp"/chapters/*/; do
    cd "$chapter"
    before=$failed
    failed=0
    [ ! -f stems ] || run_chapter
    for schema in ./line_*.swage; do
        [ ! -f "$schema" ] || check_refused "$schema"
    done
    [ $failed -eq 0 ] || echo "in chapter $(basename "$chapter")" >&2
    failed=$((before | failed))
done
cat "$tmp/counts"
exit $failed
