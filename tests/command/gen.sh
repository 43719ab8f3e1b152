#!/bin/sh
# SPDX-License-Identifier: MIT
# swage gen: which files it writes, when it leaves them alone, and when it writes nothing.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

fail() { echo "gen.sh: $*" >&2; exit 1; }
list() { (cd "$1" && ls) | tr '\n' ' '; }

cat >user.swage <<'END'
struct User { id: int32; name: string; email: string; }
POST "/user" create_user(body: User) -> User;
END
echo 'struct Plain { a: int8; }' >plain.swage
echo 'struct Broken { a: nope; }' >broken.swage

# The set of files depends on the flags, never on the schema; folders are made.
"$SWAGE" gen -o deep/er user.swage plain.swage || fail 'two good schemas were refused'
[ "$(list deep/er)" = 'plain.c plain.h plain_app.c plain_routes.c plain_routes.h user.c user.h user_app.c user_routes.c user_routes.h ' ] ||
    fail "wrote $(list deep/er)"
"$SWAGE" gen --emit=types -otypes user.swage
[ "$(list types)" = 'user.c user.h ' ] || fail "types are $(list types)"
"$SWAGE" gen --emit routes -o routes user.swage
[ "$(list routes)" = 'user_app.c user_routes.c user_routes.h ' ] || fail "routes are $(list routes)"
"$SWAGE" gen --emit=routes,types -o both user.swage
diff -r both deep/er | grep -v '^Only in deep/er: plain' && fail 'the same files differ'

# In the folder one is in, unless said otherwise.
mkdir here && (cd here && "$SWAGE" gen --emit=types ../user.swage)
[ "$(list here)" = 'user.c user.h ' ] || fail "here are $(list here)"

# Only a file whose text changes is written.
touch -d '2001-01-01' deep/er/*
"$SWAGE" gen -o deep/er user.swage plain.swage
[ -z "$(find deep/er -type f -newermt 2002-01-01)" ] || fail 'rewrote what did not change'
echo '/* changed */' >>deep/er/user.c
touch -d '2001-01-01' deep/er/*
"$SWAGE" gen -o deep/er user.swage plain.swage
[ "$(find deep/er -newermt 2002-01-01 -type f)" = deep/er/user.c ] || fail 'did not rewrite just what changed'
cmp deep/er/user.c both/user.c
rm deep/er/user.h
"$SWAGE" gen -o deep/er user.swage plain.swage
cmp deep/er/user.h both/user.h

# The mode is what the umask leaves, and no drafts are left behind.
(umask 022 && "$SWAGE" gen -o modes user.swage)
[ "$(stat -c %a modes/user.h)" = 644 ] || fail "mode $(stat -c %a modes/user.h)"
[ -z "$(find . -name '*.h.*' -o -name '*.c.*')" ] || fail 'drafts were left behind'

# With an error anywhere nothing is written at all.
status=0
"$SWAGE" gen -o none -MF none.d user.swage broken.swage 2>err || status=$?
[ $status = 1 ] || fail "a broken schema gave $status"
grep -q '^broken.swage:1:20: error: .*\[unknown-type\]$' err || fail "said $(cat err)"
[ ! -e none ] && [ ! -e none.d ] || fail 'wrote something beside an error'
status=0
"$SWAGE" gen -o none user.swage missing.swage 2>err || status=$?
[ $status = 1 ] && [ ! -e none ] || fail 'a missing file did not stop it'

# What cannot be written leaves the rest as it was.
mkdir -p stuck/user_routes.h
status=0
"$SWAGE" gen -o stuck user.swage 2>err || status=$?
[ $status = 1 ] || fail "writing over a folder gave $status"
grep -q 'cannot write' err || fail "said $(cat err)"
[ -z "$(find stuck -name '*.??????')" ] || fail 'drafts were left in a folder that could not be written'
status=0
"$SWAGE" gen -o user.swage/x user.swage 2>err || status=$?
[ $status = 1 ] && grep -q 'cannot make the folder' err || fail 'a file was taken for a folder'

# Imports are read and not generated; a file that is named twice is generated once.
mkdir inc && echo 'namespace inc; struct Part { a: int8; }' >inc/part.swage
echo 'import "part.swage"; struct Whole { p: inc.Part; }' >whole.swage
"$SWAGE" gen --emit=types -I inc -o whole whole.swage whole.swage ./whole.swage
[ "$(list whole)" = 'whole.c whole.h ' ] || fail "whole is $(list whole)"
"$SWAGE" check -Iinc whole.swage

# The same bytes from elsewhere, in another order, in another language.
mkdir other && cp *.swage other
(cd other && LC_ALL=de_DE.UTF-8 "$SWAGE" gen -o "$tmp/again" plain.swage "$tmp/other/user.swage")
diff -r deep/er again

# Two schemas that would write one file.
mkdir twin && cp user.swage twin
status=0
"$SWAGE" gen -o twins user.swage twin/user.swage 2>err || status=$?
[ $status = 2 ] && [ ! -e twins ] || fail 'two schemas wrote one file'
