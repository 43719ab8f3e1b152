#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes mistakes in generated code, one at a time, and runs the generated suite on each: a mistake that the suite does not
# see is a mutant that survives. equivalent.txt has the reasons why one may: it is asked of survivors only, and was written
# by looking at some, so the count without it is told too.
#
#   run.sh [SCHEMA...]      by stem; without any all of schemas/
#
# MUTANTS is how many are tried of each file, evenly spread ("all" for all); LEAST the percentage that has to be killed;
# JOBS how many run at once.
set -eu
: "${SRCDIR:?}" "${BUILDDIR:?}" "${CC:=cc}" "${MUTANTS:=400}" "${LEAST:=95}" "${JOBS:=2}" "${LIBTOOL:=$BUILDDIR/libtool}"
: "${CHECK_LIBS:=$(pkg-config --libs check)}" "${CHECK_CFLAGS:=$(pkg-config --cflags check)}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ulimit -c 0
export CK_FORK=no CK_VERBOSITY=silent MALLOC_PERTURB_=165
here=$SRCDIR/tests/mutants
$CC -std=c11 -O1 -o "$work/mutate" "$here/mutate.c"
includes="-I$SRCDIR/runtime -I$BUILDDIR -I$BUILDDIR/schemas -I$SRCDIR/schemas $CHECK_CFLAGS"

compile() {
    $CC -std=c11 -O0 -w -pthread $includes -c "$1" -o "$2"
}

# The suite of a schema with all of its mutants in it: $work/STEM/suite, and the list of them.
build() {
    stem=$1 first=1 objects=
    mkdir -p "$work/$stem"
    : >"$work/$stem/list"
    for file in "$stem" "${stem}_routes"; do
        [ -f "$BUILDDIR/schemas/$file.c" ] || continue
        "$work/mutate" "$BUILDDIR/schemas/$file.c" "$first" "$work/$stem/$file.list" >"$work/$stem/$file.c"
        cat "$work/$stem/$file.list" >>"$work/$stem/list"
        first=$((first + $(wc -l <"$work/$stem/$file.list")))
        compile "$work/$stem/$file.c" "$work/$stem/$file.o"
        objects="$objects $work/$stem/$file.o"
    done
    # One fault is enough.
    sed 's/ck_abort_msg("%s", fault);/exit(EXIT_FAILURE);/' "$BUILDDIR/schemas/${stem}_check.c" >"$work/$stem/${stem}_check.c"
    for file in "$here/mutant.c" "$work/$stem/${stem}_check.c" "$SRCDIR/tests/generated/${stem}_user.c"; do
        [ -f "$file" ] || continue
        compile "$file" "$work/$stem/$(basename "$file" .c).o"
        objects="$objects $work/$stem/$(basename "$file" .c).o"
    done
    for file in $(sed -n 's/^import "\(.*\)\.swage";.*/\1/p' "$SRCDIR/schemas/$stem.swage"); do
        compile "$BUILDDIR/schemas/$file.c" "$work/$stem/import_$file.o"
        objects="$objects $work/$stem/import_$file.o"
    done
    "$LIBTOOL" --tag=CC --mode=link --silent $CC -pthread -o "$work/$stem/suite" $objects \
        "$BUILDDIR/libswage_test_all.la" "$BUILDDIR/libswage_all.la" $CHECK_LIBS ${SWAGE_TEST_LIBS:-}
}

# Numbers of the mutants to try, one a line.
choose() {
    awk -v most="$MUTANTS" -v made="$(wc -l <"$1")" \
        'most == "all" || most >= made || int(NR * most / made) != int((NR - 1) * most / made) { print $1 }' "$1"
}

# try SUITE SECONDS MUTANT: its number if it survives. One that runs for ever, or eats all memory, is killed too.
cat >"$work/try" <<'END'
#!/bin/sh
ulimit -v 4000000
SWAGE_MUTANT=$3 timeout "$2" "$1" >/dev/null 2>&1 && echo "$3"
exit 0
END
chmod +x "$work/try"

# Splits the survivors: those with a reason go to `excused`.
excuse() {
    cp "$1/survivors" "$1/left"
    : >"$1/excused"
    while IFS='	' read -r pattern reason; do
        case $pattern in ''|'#'*) continue ;; esac
        grep -E -- "$pattern" "$1/left" | sed "s/\$/	[$reason]/" >>"$1/excused" || true
        grep -Ev -- "$pattern" "$1/left" >"$1/rest" || true
        mv "$1/rest" "$1/left"
    done <"$here/equivalent.txt"
}

judge() {
    stem=$1 folder=$work/$1
    build "$stem"
    began=$(date +%s)
    SWAGE_MUTANT=0 "$folder/suite" >/dev/null || { echo "$stem: the suite fails without a mistake" >&2; exit 1; }
    patience=$((($(date +%s) - began + 1) * 5))
    choose "$folder/list" >"$folder/chosen"
    xargs -P "$JOBS" -n 1 "$work/try" "$folder/suite" "$patience" <"$folder/chosen" >"$folder/numbers"
    awk 'NR == FNR { survives[$1]; next } $1 in survives' "$folder/numbers" "$folder/list" >"$folder/survivors"
    excuse "$folder"
    tried=$(wc -l <"$folder/chosen") excused=$(wc -l <"$folder/excused") left=$(wc -l <"$folder/left")
    echo "$stem: $((tried - excused - left)) killed of $tried tried ($(wc -l <"$folder/list") could be made);" \
        "$excused have a reason to survive, $left have none"
    sed 's/^[0-9]* /    survives: /' "$folder/left"
    if [ -n "${SURVIVORS:-}" ]; then
        sed "s/^[0-9]* //" "$folder/left" >"$SURVIVORS/$stem.left"
        sed "s/^[0-9]* //" "$folder/excused" >"$SURVIVORS/$stem.excused"
    fi
    all_tried=$((all_tried + tried)) all_excused=$((all_excused + excused)) all_left=$((all_left + left))
}

all_tried=0 all_excused=0 all_left=0
[ $# -gt 0 ] || set -- common user shop zoo
for schema in "$@"; do
    judge "$schema"
done
counted=$((all_tried - all_excused))
echo "mutants: $((counted - all_left)) killed of $all_tried tried, of $counted without those that have a reason to survive"
[ $((all_left * 100)) -le $((counted * (100 - LEAST))) ] || { echo "fewer than $LEAST % were killed" >&2; exit 1; }
