#!/bin/sh
# SPDX-License-Identifier: MIT
# Some seconds of `make soak`: every answer is right, and no process and no descriptor is lost.
set -eu
SOAK_SECONDS=4 SOAK_CLIENTS=16 exec sh "$SRCDIR/tests/soak/run.sh"
