#!/bin/sh
# SPDX-License-Identifier: MIT
# The benchmark's peers and its page: what can be known of them without measuring.
set -eu
python3 -c 'import tomllib' 2>/dev/null || { echo 'there is no Python 3.11: skipped'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 exec python3 "$SRCDIR/tests/bench/test_peers.py"
