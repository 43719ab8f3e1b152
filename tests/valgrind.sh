#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs Check programs under valgrind's memcheck, two at a time: `make valgrind`. The first error of a program ends it. One that
# tries everything there is would take hours and is cut off after VALGRIND_SECONDS without an error, which is counted apart.
# The last lines are as those of automake, so that they can be counted likewise.
set -u
VALGRIND_SECONDS=${VALGRIND_SECONDS-15}
seconds=$VALGRIND_SECONDS
export VALGRIND_SECONDS seconds
command -v valgrind > /dev/null || { echo 'valgrind is not installed: apt-get install valgrind' >&2; exit 77; }
cd "$BUILDDIR" || exit 1
rm -rf valgrind && mkdir valgrind || exit 1

# What has a malloc of its own, executes itself, or asks how its processes ended cannot be watched by a program that does so too.
leave_out='tests/app/test_request tests/server/test_options tests/server/test_serve tests/server/test_workers'

# Tests of the server have a process each: they set signals and flags. Others leave memory to those behind them clean.
cat > valgrind/one << 'END'
program=$1 log=valgrind/$(basename "$1").log status=0
case $program in
*/server/*) CK_FORK=yes ;;
*) CK_FORK=no ;;
esac
export CK_FORK
timeout -k 5 "$seconds" valgrind -q --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --error-exitcode=99 --exit-on-first-error=yes --child-silent-after-fork=no "./$program" > "$log" 2>&1 < /dev/null || status=$?
case $status in
0) verdict=PASS ;;
77) verdict=SKIP ;;
124) verdict=CUT ;;
*) verdict=FAIL ;;
esac
echo "$verdict: $program"
END

for program in $PROGRAMS; do
    case " $leave_out " in
    *" $program "*) echo "SKIP: $program" >> valgrind/verdicts ;;
    *) echo "$program" ;;
    esac
done > valgrind/list
xargs -n 1 -P 2 sh valgrind/one < valgrind/list >> valgrind/verdicts
grep '^FAIL' valgrind/verdicts | while read -r _ program; do
    echo "FAIL: $program"
    head -n 40 "valgrind/$(basename "$program").log"
done
for word in PASS CUT SKIP FAIL; do
    echo "# $word: $(grep -c "^$word" valgrind/verdicts)"
done
! grep -q '^FAIL' valgrind/verdicts
