#!/bin/sh
# SPDX-License-Identifier: MIT
# -MF: what make reads, also with odd paths, and that it makes what it should when an import changes.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

fail() { echo "depfile.sh: $*" >&2; exit 1; }

mkdir 'a b' inc
echo 'import "dep.swage"; import "c#d$e.swage"; struct U { p: P; q: Q; }' >'a b/user.swage'
echo 'struct P { a: int8; }' >inc/dep.swage
echo 'struct Q { a: int8; }' >'a b/c#d$e.swage'

# '#' and '$' can be in the name of an import's folder, though not in the name of a schema.
status=0
"$SWAGE" check -I inc 'a b/user.swage' 2>err || status=$?
[ $status = 1 ] && grep -q 'bad-name' err || fail "a stem with '#' passed"
mkdir 'a b/c#d$e' && mv 'a b/c#d$e.swage' 'a b/c#d$e/odd.swage'
echo 'import "dep.swage"; import "c#d$e/odd.swage"; struct U { p: P; q: Q; }' >'a b/user.swage'

"$SWAGE" gen --emit=types -I inc -o gen -MF user.d 'a b/user.swage'
cat >want <<'END'
gen/user.h gen/user.c: \
  a\ b/user.swage \
  inc/dep.swage \
  a\ b/c\#d$$e/odd.swage

inc/dep.swage:

a\ b/c\#d$$e/odd.swage:
END
diff want user.d

"$SWAGE" gen --emit=types -I inc -o gen -MFuser.d -MT stamp -MT 'other stamp' 'a b/user.swage'
[ "$(head -n 1 user.d)" = 'stamp other\ stamp: \' ] || fail "targets: $(head -n 1 user.d)"

# A depfile whose text is the same is left alone too.
touch -d '2001-01-01' user.d
"$SWAGE" gen --emit=types -I inc -o gen -MFuser.d -MT stamp -MT 'other stamp' 'a b/user.swage'
[ -z "$(find user.d -newermt 2002-01-01)" ] || fail 'rewrote a depfile that did not change'

command -v make >/dev/null || exit 0
cat >Makefile <<'END'
stamp:
	@$(SWAGE) gen --emit=types -I inc -o gen -MF user.d -MT $@ 'a b/user.swage' && touch $@ && echo made
-include user.d
END
rm -f user.d
run() { env -u MAKEFLAGS -u MAKELEVEL SWAGE="$SWAGE" make "$@"; }
[ "$(run)" = made ] || fail 'the first make did nothing'
run -q || fail 'a second make would do something'
touch -d '2001-01-02' stamp user.d
touch -d '2001-01-01' 'a b/user.swage' inc/dep.swage
run -q && fail 'a newer import is no reason to make' || true
[ "$(run)" = made ] || fail 'a changed import did nothing'
rm inc/dep.swage
echo 'struct P { a: int8; }' >'a b/dep.swage'
[ "$(run)" = made ] || fail 'an import that moved stopped make'
grep -q '^  a\\ b/dep.swage' user.d || fail 'the depfile does not name the new place'
