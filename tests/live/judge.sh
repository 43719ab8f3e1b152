# SPDX-License-Identifier: MIT
# Sourced by the tests of this folder: servers on the loopback, and schemathesis, which makes requests of the document that a
# server has and holds the answers to it. It comes by
#
#     python3 -m venv tests/live/venv && tests/live/venv/bin/pip install --require-hashes -r tests/live/requirements.txt
#
# which .ci/run does; without it they are skipped.
: "${SRCDIR:?}" "${BUILDDIR:?}" "${LIVE_SECONDS=}"
here=$SRCDIR/tests/live
program=$here/venv/bin/schemathesis
[ -x "$program" ] || { echo 'schemathesis is not in tests/live/venv: skipped'; exit 77; }
work=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill -9 "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

# start PROGRAM ARGUMENT...: leaves the server in $server and its address in $url.
start() {
    started=$1
    shift
    : >"$work/said" # of the one before nothing is read
    "$started" --listen 127.0.0.1:0 --access-log "$work/answers" "$@" 2>"$work/said" &
    server=$!
    url=
    for _ in $(seq 200); do
        url=$(sed -nE 's|.*(http://127.0.0.1:[0-9]+).*|\1|p' "$work/said")
        [ -z "$url" ] || return 0
        sleep 0.1
    done
    cat "$work/said" >&2
    fail "$started does not listen"
}

# The server is told to end, and has to end well: it was not killed by what it was sent, and leaks nothing.
stop() {
    kill -TERM "$server"
    wait "$server" || { cat "$work/said" >&2; fail "$started ended with status $?"; }
    server=
}

# judge NAME ARGUMENT...: as schemathesis.toml and NAME.toml have it, where no other configuration is found.
judge() (
    cd "$work"
    cp "$here/hooks.py" .
    cat "$here/schemathesis.toml" "$here/$1.toml" >schemathesis.toml
    shift
    unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
    HOME=$work NO_COLOR=1 PYTHONDONTWRITEBYTECODE=1 "$program" run --checks all --seed 6 ${LIVE_SECONDS:+--max-time "$LIVE_SECONDS"} "$@"
)

# passes NAME ARGUMENT...: the same; prints the summary, or all that was said.
passes() {
    judge "$@" >"$work/log" 2>&1 || { cat "$work/log"; fail "findings in $started"; }
    sed -n '/^=* *SUMMARY/,$p' "$work/log"
}
