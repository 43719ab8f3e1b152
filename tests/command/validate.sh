#!/bin/sh
# SPDX-License-Identifier: MIT
# swage validate: where documents come from, what is said of them, and the exit status.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

cat >user.swage <<'END'
struct User { id: int32(1..); name: string(1..20); tags: string(..8)[..4] = []; extra?: json; }
typedef Nick = string(1..3) | null;
enum Role { admin, member }
extern typedef Money = string(4..20) @c("struct money", "money.h");
@discriminator("kind") union Thing { user: User; }
END
printf '{"id": 1, "name": "Ann"}' >good.json
printf '{"id": 0, "nmae": ""}' >bad.json
printf '{"id": 1' >cut.json

# expect STATUS WORD...: runs it, with what `in` holds on stdin; stdout goes to `out`, stderr to `err`.
expect() {
    want=$1
    shift
    status=0
    "$SWAGE" validate "$@" <in >out 2>err || status=$?
    [ $status = "$want" ] || fail "swage validate $*: $status, not $want"
}
fail() {
    echo "validate.sh: $1" >&2
    cat out err >&2
    exit 1
}
# says STREAM LINE...: it is exactly these lines.
says() {
    stream=$1
    shift
    for line in "$@"; do echo "$line"; done >wanted
    diff wanted "$stream" >&2 || fail "$stream is not what was wanted"
}
silent() {
    [ ! -s "$1" ] || fail "something is said on $1"
}
: >in

# A good document is worth no word.
expect 0 user.swage User good.json
silent out
silent err

# Each fault is a line, in the order of the document.
expect 1 user.swage User good.json bad.json cut.json
says out 'bad.json: /id: too_small: a number from 1 to 2147483647' \
    'bad.json: /name: missing: expected a string, found nothing' \
    "cut.json: : syntax: ',' or '}' is wanted here"
silent err

# Values are written as encoders write them.
expect 0 --values user.swage User good.json
says out '{"id":1,"name":"Ann","tags":[]}'

# JSON: an object a document.
expect 1 --format=json --values user.swage User good.json bad.json
says out '{"valid":true,"value":{"id":1,"name":"Ann","tags":[]},"faults":[]}' \
    '{"valid":false,"faults":[{"pointer":"/id","code":"too_small","message":"a number from 1 to 2147483647"},{"pointer":"/name","code":"missing","message":"expected a string, found nothing"}]}'
expect 0 --format json user.swage User good.json
says out '{"valid":true,"faults":[]}'

# stdin, without a word and by its name; lines, an empty one among them.
cp good.json in
expect 0 user.swage User
expect 0 user.swage User -
cp bad.json in
expect 1 user.swage User good.json -
grep -q '^<stdin>: /id: too_small: ' out || fail 'stdin has no name'
printf '{"id":1,"name":"a"}\n\n{"id":1,"name":"b"}\r\n{"id":2}' >in
expect 1 --lines --values user.swage User
says out '{"id":1,"name":"a","tags":[]}' '<stdin>:2: : syntax: a value is wanted here, but the text ends' \
    '{"id":1,"name":"b","tags":[]}' '<stdin>:4: /name: missing: expected a string, found nothing'
: >in
expect 0 --lines user.swage User
expect 1 user.swage User
says out '<stdin>: : syntax: a value is wanted here, but the text ends'

# Every kind of declaration is a type.
echo null >in
expect 0 user.swage Nick
echo '"Anna"' >in
expect 1 user.swage Nick
says out '<stdin>: : too_long: at most 3 characters, found 4'
echo '"member"' >in
expect 0 user.swage Role
expect 0 user.swage Money
echo '{"id":1,"name":"a","kind":"user","extra":{ "a" : 1.0 }}' >in
expect 0 --values user.swage Thing
says out '{"kind":"user","id":1,"name":"a","tags":[],"extra":{ "a" : 1.0 }}'

# A file that cannot be read is an error, and the others are judged all the same.
expect 1 user.swage User missing.json bad.json
grep -q '^swage validate: missing.json: ' err || fail 'nothing is said of a file that is missing'
grep -q '^bad.json: /id: ' out || fail 'a file behind one that is missing was left out'

# The command line, and the schema.
expect 2 user.swage
grep -q "type is missing behind 'user.swage'" err || fail 'the type is missing, and nobody says so'
expect 2 user.swage Usr good.json
says err "swage validate: there is no type 'Usr' in user.swage; did you mean 'User'?"
expect 2 --format=xml user.swage User good.json
expect 2 --nope user.swage User good.json
expect 2
echo 'struct User { id: nope; }' >broken.swage
expect 1 broken.swage User good.json
grep -q '^broken.swage:1:19: error: ' err || fail 'the schema has an error, and nobody says so'
silent out
"$SWAGE" validate --help | grep -q '^usage: swage validate ' || fail 'there is no help'
