#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line: 0 when all went well, 1 for errors in schemas, 2 for a wrong command line, and what is said.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
echo 'struct A { a: int8; }' >good.swage
echo 'struct A { a: nope; }' >bad.swage

# expect STATUS STREAM PATTERN WORD...
expect() {
    want=$1 stream=$2 pattern=$3
    shift 3
    status=0
    "$SWAGE" "$@" >out 2>err || status=$?
    if [ $status != "$want" ] || ! grep -q -e "$pattern" "$stream"; then
        echo "usage.sh: swage $*: $status, not $want, or no '$pattern' in $stream:" >&2
        cat out err >&2
        exit 1
    fi
}
# Nothing is said when all is well.
silent() {
    "$SWAGE" "$@" >out 2>&1
    [ ! -s out ] || { echo "usage.sh: swage $*: said $(cat out)" >&2; exit 1; }
}

expect 0 out '^swage [0-9]' --version
expect 0 out '^usage: swage new' --help
expect 0 out '^usage: swage new' help
expect 0 out '^usage: swage new ' new --help
expect 0 out '^usage: swage dev ' dev --help
expect 0 out '^usage: swage completion ' completion --help
expect 0 out '^usage: swage dev ' help dev
expect 0 out '^usage: swage new ' help new
expect 2 err "unknown option '--color=never'" new --color=never shop
expect 0 out '^usage: swage gen ' gen --help
expect 0 out '^usage: swage gen ' help gen
expect 0 out '^usage: swage check ' check --help
expect 0 out '-MF FILE' gen good.swage --help
expect 0 out '^usage: swage explain ' explain --help
expect 0 out '^usage: swage explain ' help explain
expect 2 err 'no schema file' explain
expect 0 out '^usage: swage lint ' lint --help
expect 0 out '^usage: swage lint ' help lint
expect 0 out '^usage: swage fmt ' fmt --help
expect 0 out '^usage: swage fmt ' help fmt
expect 2 err 'no schema file' fmt --check
expect 2 err "unknown option '-o'" fmt -o x good.swage
expect 0 out '^usage: swage dump ' dump --help
expect 0 out '^usage: swage dump ' help dump
expect 2 err 'no schema file' dump
expect 0 out '^usage: swage scaffold ' scaffold --help
expect 0 out '^usage: swage scaffold ' help scaffold
expect 2 err 'no schema file' scaffold
expect 1 err '^bad.swage:1:15: error: ' dump bad.swage
expect 2 err "unknown option '-o'" lint -o x good.swage
expect 2 err "did you mean 'explain'" explian good.swage
expect 2 err "no command 'nope'" help nope
expect 2 err "did you mean 'unknown-type'?" help unknwon-type
expect 0 out '^  unknown-type  *error  *a type that is neither' help
expect 0 out '^unknown-type (error): a type that is neither' help unknown-type
expect 0 out '^    struct User { name: strng; }$' help unknown-type
expect 0 out '^no-doc (warning): ' help no-doc
expect 0 out 'what a message means' --help
expect 0 out '--diagnostics=FORM' help gen
expect 0 out '--diagnostics=FORM' check --help
expect 2 err '^usage: swage new'
expect 2 err "did you mean 'check'" chek good.swage
expect 2 err 'no option' --nope
expect 2 err 'no schema file' gen
expect 2 err 'no schema file' check
expect 2 err "unknown option '--nope'" gen --nope good.swage
expect 2 err "unknown option '-o'" check -o x good.swage
expect 2 err "behind '-o'" gen good.swage -o
expect 2 err "behind '-I'" check good.swage -I
expect 2 err "behind '-MF'" gen good.swage -MF
expect 2 err 'no -MF' gen -MT x good.swage
expect 2 err "did you mean 'routes'" gen --emit=types,routs good.swage
expect 2 err "behind '--emit'" gen --emit= good.swage
expect 2 err "did you mean '--emit'" gen --emti=types good.swage
expect 2 err "''" gen --emit=types, good.swage
expect 1 err '^bad.swage:1:15: error: ' check bad.swage
expect 1 err '^bad.swage:1:15: error: ' check good.swage bad.swage
expect 1 err 'missing.swage' check missing.swage
expect 1 err 'error: ' check .
silent check good.swage
silent check good.swage good.swage
silent gen -o gen good.swage
echo 'struct A { a: int8; }' >-odd.swage
expect 2 err 'unknown option' check -odd.swage
expect 1 err 'bad-name' check -- -odd.swage

# Messages take the form that is asked for; colours are for terminals.
escape=$(printf '\033')
expect 1 err '^{"severity":"error","code":"unknown-type",.*"range":{"line":1,"column":15,' check --diagnostics=json bad.swage
expect 1 err '^{"severity":"error"' gen --diagnostics json bad.swage
expect 1 err '^{"severity":"error"' lint --diagnostics=json bad.swage
expect 1 err '^{"severity":"error"' explain --diagnostics=json bad.swage
expect 1 err '^{"severity":"error"' dump --diagnostics=json bad.swage
expect 1 err '^bad.swage:1:15: error: ' check --diagnostics=text bad.swage
silent check --diagnostics=json good.swage
expect 2 err "'--diagnostics' does not know 'jsn'; did you mean 'json'?" check --diagnostics=jsn bad.swage
expect 2 err "did you mean '--diagnostics'?" check --diagnostic=json bad.swage
expect 2 err "'--color' does not know 'x'" check --color=x bad.swage
expect 1 err "^$escape\[1mbad.swage:1:15: " check --color=always bad.swage
expect 1 err '^bad.swage:1:15: error: ' check --color=never bad.swage
expect 1 err '^bad.swage:1:15: error: ' check --color=auto bad.swage
expect 1 err '^{"severity":"error"' check --color=always --diagnostics=json bad.swage
if script -qec true /dev/null >/dev/null 2>&1; then
    on_terminal() {
        script -qec "env -u NO_COLOR $1 TERM=${2-xterm} '$SWAGE' check bad.swage" /dev/null | grep -q "$escape"
    }
    on_terminal '' || { echo 'usage.sh: no colours on a terminal' >&2; exit 1; }
    ! on_terminal NO_COLOR=1 || { echo 'usage.sh: colours with NO_COLOR' >&2; exit 1; }
    ! on_terminal '' dumb || { echo 'usage.sh: colours on a dumb terminal' >&2; exit 1; }
fi

# What lint finds fails it, and nothing else.
echo 'struct A { a: string; }' >loose.swage
expect 1 err '^loose.swage:1:15: warning: .*unbounded' lint loose.swage
expect 1 err '^loose.swage:1:15: warning: .*unbounded' lint good.swage loose.swage
expect 1 err '^bad.swage:1:15: error: ' lint bad.swage
silent lint good.swage
silent check loose.swage

# A warning is no error.
printf '/// nothing follows\n\nstruct A { a: int8; }\n/// nor here\n' >warn.swage
expect 0 err 'warning: .*stray-doc' check warn.swage

# The end of memory is told like any other fault.
if (ulimit -v 100000 && "$SWAGE" --version) >out 2>&1; then
    awk 'BEGIN { print "struct A {"; for (i = 0; i < 400000; i++) print "m" i ": int32(1..5) = 3;"; print "}" }' >large.swage
    status=0
    (ulimit -v 100000 && "$SWAGE" gen -o large large.swage) >out 2>err || status=$?
    if [ $status != 1 ] || ! grep -q 'out-of-memory' err || [ -e large ]; then
        echo "usage.sh: with little memory: $status, $(head -c 300 err)" >&2
        exit 1
    fi
fi
