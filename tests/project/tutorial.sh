#!/bin/sh
# SPDX-License-Identifier: MIT
# Every command of doc/tutorial.md, in the order of the page, in a folder of its own:
#
#   sh                          is run, a line at a time; in the second terminal: beside the rest
#   prints                      what the commands before it printed
#   swage FILE, c FILE          is written into FILE
set -eu
. "$SRCDIR/tests/project/stage.sh"
has_tools make || exit 77
command -v curl >/dev/null || { echo 'skipped: there is no curl'; exit 77; }

awk -f "$SRCDIR/tests/project/tutorial.awk" "$SRCDIR/doc/tutorial.md" >script

# Somebody else may be at port 8000: another number, below those that the system gives to clients.
port=$((20000 + $$ % 10000))
while curl -s --max-time 5 "http://127.0.0.1:$port/" >/dev/null; do
    port=$((port + 1))
done
sed "s/127\.0\.0\.1:8000/127.0.0.1:$port/; s/^exec swage dev\$/& --listen 127.0.0.1:$port/" script >script_here

background=
finish() {
    [ -z "$background" ] || kill "$background" 2>/dev/null || true
    rm -rf "$tmp"
}
trap finish EXIT

exec 3>&2
failed() {
    cat "$tmp/printed" "$tmp/errors" "$tmp/second" >&3 2>/dev/null || true
    echo "tutorial.sh: line $1 of doc/tutorial.md failed" >&3
    exit 1
}
# What is printed need not end its last line.
compare() {
    sed -i '$a\' "$tmp/printed"
    diff -u "$tmp/wanted" "$tmp/printed" >&2 || { echo "tutorial.sh: line $1 of doc/tutorial.md says what is not printed" >&2; exit 1; }
}
served() { grep -c 'swage dev: serving' "$tmp/second" 2>/dev/null || true; }
begin_second() {
    second >"$tmp/second" 2>&1 &
    background=$!
    before=0
}
# What was saved makes the server another one, once the last of it builds.
writes() { [ -z "$background" ] || before=$(served); }
before=
step() {
    line=$1
}
# The reader sees in the second terminal when it serves.
curl() {
    tries=0
    while [ -n "$before" ] && [ "$(served)" -le "$before" ]; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || failed "$line"
        sleep 0.1
    done
    before=
    command curl "$@"
}
. ./script_here
