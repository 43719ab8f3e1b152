#!/bin/sh
# SPDX-License-Identifier: MIT
# A few mistakes in the generated code of one schema: the suite sees them, and a suite that saw none would be found out.
# `make mutants` makes many. Mutants may run wild, which is no news to a sanitizer: it is not asked.
set -eu
case ${SWAGE_TEST_LIBS:-} in *-fsanitize*) exit 77 ;; esac
MUTANTS=60 LEAST=85 sh "$SRCDIR/tests/mutants/run.sh" user
if MUTANTS=5 LEAST=101 sh "$SRCDIR/tests/mutants/run.sh" user >/dev/null 2>&1; then
    echo 'the percentage is not looked at' >&2
    exit 1
fi
