#!/bin/sh
# SPDX-License-Identifier: MIT
# swage fmt: which files it writes, what becomes of the others, and that the schemas of this tree are written its way.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

fail() { echo "fmt.sh: $*" >&2; exit 1; }
status_of() {
    status=0
    "$SWAGE" fmt "$@" >out 2>err || status=$?
    echo $status
}

"$SWAGE" fmt --check "$SRCDIR"/schemas/*.swage "$SRCDIR"/tests/command/explain.swage "$SRCDIR"/tests/command/dump*.swage \
    "$SRCDIR"/tests/command/fmt.swage ||
    fail 'the schemas above are to be formatted: swage fmt schemas/*.swage'

# A schema with everything, before and after.
"$SWAGE" fmt - <"$SRCDIR/tests/syntax/whole.swage" | diff -u "$SRCDIR/tests/command/fmt.swage" -

printf 'struct A{a:int8;// one\nb:string(1..64);}' >ugly.swage
printf 'struct A {\n    a: int8; // one\n    b: string(1..64);\n}\n' >wanted
printf 'struct B {}\n' >good.swage
printf 'struct C { a int8; }\n' >broken.swage
cp ugly.swage ugly.kept
cp broken.swage broken.kept

# --check changes nothing and names what would change.
[ "$(status_of --check good.swage ugly.swage)" = 1 ] || fail 'a file that would change was passed'
[ "$(cat out)" = ugly.swage ] || fail "listed $(cat out)"
cmp -s ugly.swage ugly.kept || fail '--check wrote a file'
[ "$(status_of --check good.swage)" = 0 ] && [ ! -s out ] && [ ! -s err ] || fail 'a good file was not passed in silence'

# Standard input goes to standard output.
"$SWAGE" fmt - <ugly.swage >out || fail 'standard input was refused'
diff wanted out
{ echo 'no schema'; cat ugly.swage; } >both
(read -r line; "$SWAGE" fmt -) <both >out || fail 'what is left of standard input was refused'
diff wanted out
[ "$(status_of --check - <ugly.swage)" = 1 ] && [ "$(cat out)" = - ] || fail "standard input is $(cat out)"

# Only a file that changes is written, all at once and with the mode it has; a link stays one.
chmod 640 ugly.swage
ln -s ugly.swage link.swage
touch -d '2001-01-01' good.swage
[ "$(status_of good.swage link.swage)" = 0 ] && [ ! -s out ] && [ ! -s err ] || fail "said $(cat out err)"
diff wanted ugly.swage
[ "$(stat -c %a ugly.swage)" = 640 ] || fail "mode $(stat -c %a ugly.swage)"
[ -L link.swage ] || fail 'a link became a file'
[ -z "$(find . -name good.swage -newermt 2002-01-01)" ] || fail 'rewrote what did not change'
[ -z "$(find . -name '*.swage.*')" ] || fail 'drafts were left behind'

# A file with syntax errors is left alone; the others are formatted all the same.
cp ugly.kept ugly.swage
[ "$(status_of broken.swage ugly.swage missing.swage)" = 1 ] || fail 'syntax errors were passed'
grep -q '^broken.swage:1:' err && grep -q "^missing.swage: error: cannot read" err || fail "said $(cat err)"
cmp -s broken.swage broken.kept || fail 'a broken file was written'
diff wanted ugly.swage
[ "$(status_of --check broken.swage)" = 1 ] && [ ! -s out ] || fail 'a broken file would change'

# What only the model minds is no matter here.
echo 'struct A{a:nope;}' >unknown.swage
[ "$(status_of unknown.swage)" = 0 ] || fail "said $(cat err)"
[ "$(cat unknown.swage)" = 'struct A { a: nope; }' ] || fail "wrote $(cat unknown.swage)"

# The C that is generated is the same, byte by byte, with the white space of schemas torn apart.
for name in common user shop zoo; do
    sed 's#//.*##; s/^ *//; s/: */  :/g; s/; */;\n\n\n/g; s/ {$/\n{/' "$SRCDIR/schemas/$name.swage" >"$name.swage"
done
cp "$SRCDIR"/schemas/money.h .
"$SWAGE" gen -o torn common.swage user.swage shop.swage zoo.swage 2>err || fail "torn schemas: $(cat err)"
"$SWAGE" fmt common.swage user.swage shop.swage zoo.swage
"$SWAGE" gen -o whole common.swage user.swage shop.swage zoo.swage
diff -r torn whole
