#!/bin/sh
# SPDX-License-Identifier: MIT
# Loads the example and a server of streams and offloaded work for SOAK_SECONDS with clients of all manners (soak.c), and looks
# every second at the memory and the open descriptors of their processes. Prints the slopes by least squares over the last
# half, and fails when an answer was wrong, a process died, descriptors were left open, or, in runs of five minutes and more
# (caches fill for some minutes), the slope of memory is above KIB_MINUTE, all processes together.
#
#     make soak                       ten minutes
#     make soak SOAK_SECONDS=86400
set -eu
: "${BUILDDIR:?}" "${SOAK_SECONDS:=600}" "${SOAK_CLIENTS:=32}" "${KIB_MINUTE:=256}"
work=$(mktemp -d)
servers=
finish() {
    for server in $servers; do
        kill -9 "$server" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

# start NAME PROGRAM: leaves its port in $port.
start() {
    "$2" --listen 127.0.0.1:0 --workers 2 --threads 2 --metrics --access-log "$work/$1.access" \
        --header-timeout 5s --body-timeout 5s --write-timeout 2s --unread-max 64k 2>"$work/$1.said" &
    servers="$servers $!"
    port=
    for _ in $(seq 200); do
        port=$(sed -nE 's|.*http://127.0.0.1:([0-9]+).*|\1|p' "$work/$1.said" | head -n 1)
        [ -z "$port" ] || return 0
        sleep 0.1
    done
    cat "$work/$1.said" >&2
    exit 1
}

start user "$BUILDDIR/examples/user"
user_port=$port
start sample "$BUILDDIR/tests/soak/sample"
sleep 0.5

processes() {
    for server in $servers; do
        echo "$server" $(cat "/proc/$server/task/$server/children" 2>/dev/null)
    done
}

# A line a second: seconds, KiB of resident memory, descriptors.
sample() {
    seconds=0
    while kill -0 "${servers##* }" 2>/dev/null; do
        memory=0 descriptors=0
        for pid in $(processes); do
            kib=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null) || kib=0
            memory=$((memory + ${kib:-0}))
            descriptors=$((descriptors + $(ls "/proc/$pid/fd" 2>/dev/null | wc -l)))
        done
        echo "$seconds $memory $descriptors"
        : >"$work/user.access" # they are appended to, and would fill the disk
        : >"$work/sample.access"
        seconds=$((seconds + 1))
        sleep 1
    done
}

before=$(processes)
sample >"$work/samples" &
sampler=$!
sleep 1.5 # one sample before there is any load
status=0
"$BUILDDIR/tests/soak/soak" "$user_port" "$port" "$SOAK_SECONDS" "$SOAK_CLIENTS" || status=1
sleep 3 # what is cut off at its deadline is gone then
after=$(processes)
[ "$before" = "$after" ] || { echo "processes $before became $after"; cat "$work"/*.said; status=1; }
kill "$sampler" 2>/dev/null || true
for server in $servers; do
    kill -TERM "$server"
    wait "$server" || { echo "a server ended with status $?"; cat "$work"/*.said; status=1; }
done
servers=

awk -v seconds="$SOAK_SECONDS" -v most_kib="$KIB_MINUTE" '
    { at[NR] = $1; kib[NR] = $2; fds[NR] = $3 }
    function slope(y,    i, first, n, sx, sy, sxx, sxy) {
        first = int(NR / 2) + 1
        for (i = first; i <= NR - 4; i++) { n++; sx += at[i]; sy += y[i]; sxx += at[i] * at[i]; sxy += at[i] * y[i] }
        return n < 2 ? 0 : 60 * (n * sxy - sx * sy) / (n * sxx - sx * sx)
    }
    END {
        printf "memory       %8.1f KiB a minute (%d KiB at the end)\n", slope(kib), kib[NR]
        printf "descriptors  %8.2f a minute (%d at the start, %d at the end)\n", slope(fds), fds[1], fds[NR]
        if (fds[NR] > fds[1]) { print "descriptors were left open"; bad = 1 }
        if (seconds >= 300 && slope(kib) > most_kib) { print "that is too steep"; bad = 1 }
        exit bad
    }' "$work/samples" || status=1
exit "$status"
