#!/bin/sh
# SPDX-License-Identifier: MIT
# The documentation page at /docs, in headless Chromium: see page.mjs. Its programs come by `npm ci` in this folder and in
# runtime/page, and Debian's package chromium, all of which .ci/run installs; without them this is skipped.
set -eu
here=$SRCDIR/tests/page
skip() { echo "$*: skipped"; exit 77; }
command -v node >/dev/null || skip 'node is not installed'
[ -d "$here/node_modules/playwright-core" ] || skip 'npm ci was not run in tests/page'
browser=$(command -v chromium) || skip 'chromium is not installed'
grep -q "^static const unsigned char script" "$BUILDDIR/runtime/page/page.c" || skip 'npm ci was not run in runtime/page'

tmp=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT
"$BUILDDIR/examples/user" --listen 127.0.0.1:0 2>"$tmp/log" &
server=$!
while ! grep -q 'listening on' "$tmp/log"; do
    kill -0 "$server" 2>/dev/null || { cat "$tmp/log"; exit 1; }
    sleep 0.1
done
address=$(sed -n 's/.*listening on \(http:[^ ]*\).*/\1/p' "$tmp/log")
# A browser's own files go where they are removed again.
HOME=$tmp XDG_CONFIG_HOME=$tmp XDG_CACHE_HOME=$tmp timeout 500 node "$here/page.mjs" "$browser" "$address" ${SCREENSHOT-}
