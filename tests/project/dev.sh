#!/bin/sh
# SPDX-License-Identifier: MIT
# swage dev: it builds, serves, and follows changes, those of imports too; keeps the old server while the build fails; refuses
# nobody while servers change; tells when the server dies; and leaves nothing behind. Events are waited for, in its log.
set -eu
. "$SRCDIR/tests/project/stage.sh"
has_tools make || exit 77
command -v curl >/dev/null || { echo 'skipped: there is no curl'; exit 77; }

dev=
finish() {
    [ -z "$dev" ] || kill -9 "$dev" 2>/dev/null || true
    rm -rf "$tmp"
}
trap finish EXIT

count() { grep -c -e "$1" "$tmp/log" || true; }
# await PATTERN COUNT: until the log has it that often; a minute, on a busy machine.
await() {
    tries=0
    while [ "$(count "$1")" -lt "$2" ]; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || fail "waited in vain for '$1' ($2)"
        kill -0 "$dev" 2>/dev/null || fail "it ended before '$1'"
        sleep 0.1
    done
}
begin() {
    : >"$tmp/log"
    swage dev "$@" >>"$tmp/log" 2>&1 &
    dev=$!
}
# The server that was started last, and where it is.
server() { sed -n 's/.*serving .* by process \([0-9]*\)$/\1/p' "$tmp/log" | tail -n 1; }
where() { sed -n 's/.*serving \(.*\) by process .*/\1/p' "$tmp/log" | tail -n 1; }
says() { curl -s --max-time 60 "$(where)/hello?name=Ann"; }
is_gone() {
    tries=0
    while kill -0 "$1" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || return 1
        sleep 0.1
    done
}
end() {
    status=0
    kill "-$1" "$dev"
    wait "$dev" || status=$?
    dev=
    [ $status = 0 ] || fail "SIG$1 gave $status"
}

# ---- what it refuses ----

# refused STATUS PATTERN WORD...
refused() {
    want=$1 pattern=$2 status=0
    shift 2
    swage dev "$@" >out 2>&1 </dev/null || status=$?
    [ $status = "$want" ] && grep -q -e "$pattern" out || fail "dev $*: $status, $(cat out)"
}

mkdir nothing several && cd nothing
refused 0 '^usage: swage dev' --help
refused 2 'no meson.build'
refused 2 'no schema here' --build=true
refused 2 'unknown option' --nope
refused 1 "cannot listen on 'nowhere'" --build=true --run=true --listen=nowhere
refused 1 'no such port' --build=true --run=true --listen=:99999
refused 2 'too long' --build=true --run="$(printf '%05000d' 0)"
cd ../several && echo 'struct A { a: int8; }' >a.swage && cp a.swage b.swage
refused 2 'several schemas' --build=true
cd ..

# ---- it follows ----

swage new shop >/dev/null
mkdir -p parts/deep
echo 'import "deep/common.swage"; struct Part { name: Name; }' >parts/extra.swage
echo 'struct Name { text: string(1..20); }' >parts/deep/common.swage
cd shop
begin --listen 127.0.0.1:0 shop.swage ../parts/extra.swage --run=build/shop
await 'serving http' 1
first=$(server)
[ "$(says)" = '{"text":"Hello, Ann!"}' ] || fail "first: $(says)"

# Whoever asks while servers change is answered: each request is a connection of its own.
: >"$tmp/asking"
while [ -e "$tmp/asking" ]; do
    says >/dev/null || echo "curl: $?"
done >"$tmp/refused" &
asker=$!
sed -i 's/Hello, %/Hi, %/' src/handlers.c
await 'serving http' 2
sed -i 's/Hi, %/Hey, %/' src/handlers.c
await 'serving http' 3
rm "$tmp/asking"
wait $asker
[ ! -s "$tmp/refused" ] || fail "who asked was not answered: $(sort "$tmp/refused" | uniq -c)"
[ "$(says)" = '{"text":"Hey, Ann!"}' ] || fail "third: $(says)"
is_gone "$first" || fail 'the first server is still there'

# ---- the build fails, in the schema and in C: the messages stand in the log, the server goes on ----

third=$(server)
cp shop.swage good
sed -i 's/text: string/text: strng/' shop.swage
await 'the build ended with status' 1
await "^shop.swage:.*: error: unknown type 'strng'; did you mean 'string'? \[unknown-type\]" 1
[ "$(says)" = '{"text":"Hey, Ann!"}' ] || fail "while the schema is wrong: $(says)"
mv good shop.swage
await 'nothing new' 1
echo 'nonsense' >>src/handlers.c
await 'the build ended with status' 2
await 'handlers.c:.*error' 1
[ "$(server)" = "$third" ] && [ "$(says)" = '{"text":"Hey, Ann!"}' ] || fail 'the old server did not go on'
sed -i '/^nonsense$/d' src/handlers.c
await 'serving http' 4

# ---- imports outside of the folder; what no build needs ----

echo 'struct Name { text: string(1..21); }' >../parts/deep/common.swage
await 'parts/deep/common.swage has changed' 1
await 'nothing new' 2
echo draft >src/.handlers.c.swp
echo object >src/x.o
mkdir -p build/more && echo object >build/more/x.c
# A folder that is made while it runs.
mkdir -p src/sub/deeper && echo '/* more */' >src/sub/deeper/more.h
await 'nothing new' 3
[ "$(count 'swp has changed')$(count 'x.o has changed')$(count 'build/more')" = 000 ] || fail 'what is no source counted'
echo '/* still more */' >src/sub/deeper/more.h
await 'src/sub/deeper/more.h has changed' 1

# ---- many changes are few builds ----

builds=$(count 'built in')
i=0
while [ $i -lt 200 ]; do
    i=$((i + 1))
    echo "/* $i */" >src/sub/burst.h
done
await 'src/sub/burst.h has changed' 1
await 'built in' $((builds + 1))
[ "$(count 'built in')" -lt $((builds + 100)) ] || fail "200 changes gave $(count 'built in') builds"

# ---- saved while it is built ----

# A compiler that has read its source long before it writes: such an object would be newer than a source saved meanwhile.
cc=${CC:-cc}
cat >../slow <<SLOW
#!/bin/sh
case " \$* " in
*handlers.c*)
    echo "slow \$\$" >&2
    [ ! -e ../wait ] || sleep 1000
    ;;
esac
exec $cc "\$@"
SLOW
chmod +x ../slow
end TERM
CC=$tmp/slow
export CC
begin --listen 127.0.0.1:0 shop.swage ../parts/extra.swage --run=build/shop
await 'serving http' 1
: >../wait
slow=$(count '^slow')
echo 'nonsense' >>src/handlers.c
await '^slow' $((slow + 1))
slow=$(sed -n 's/^slow //p' "$tmp/log" | tail -n 1)
rm ../wait
sed -i '/^nonsense$/d; s/Hey, %/Hallo, %/' src/handlers.c
await 'handlers.c has changed while it was built' 1
await 'serving http' 2
[ "$(says)" = '{"text":"Hallo, Ann!"}' ] || fail "saved while it was built: $(says)"
! kill -0 "$slow" 2>/dev/null || fail 'a build that was told to end goes on'
sed -i 's/Hallo, %/Hey, %/' src/handlers.c
await 'serving http' 3
CC=$cc

# ---- the server dies ----

kill -KILL "$(server)"
await 'the server was killed by signal 9 (Killed)' 1
sed -i 's/Hey, %/Ho, %/' src/handlers.c
tries=0
while [ "$(says)" != '{"text":"Ho, Ann!"}' ]; do
    tries=$((tries + 1))
    [ $tries -lt 600 ] || fail "after it died: $(says)"
    sleep 0.1
done

# ---- the end: nobody is left, and the port is free ----

last=$(server) at=$(where)
end INT
! kill -0 "$last" 2>/dev/null || fail 'the server is left'
! curl -s --max-time 5 "$at/hello" >/dev/null || fail 'the port is still taken'

# In the middle of a build, which ends with it; nothing was served yet.
begin --listen "unix:$tmp/socket" --build='echo began $$; exec sleep 1000' --run=build/shop
await 'began' 1
builder=$(sed -n 's/^began //p' "$tmp/log")
end TERM
is_gone "$builder" || fail 'the build goes on'
[ ! -e "$tmp/socket" ] || fail 'the socket of before is left'

# A server that does not want to end is killed, at the end and when another is to come.
cat >build/stubborn <<'STUB'
#!/bin/sh
trap '' TERM
echo "stubborn $$"
while :; do sleep 1; done
STUB
chmod +x build/stubborn
begin --listen "unix:$tmp/socket" --build='cat src/*.h >build/seen; chmod 755 build/stubborn; touch build/stubborn' --run=build/stubborn
await 'stubborn' 1
echo '/* again */' >src/again.h
await '^stubborn' 2
last=$(server)
end HUP
is_gone "$last" || fail 'a stubborn server is left'

# A build that changes a source itself is let finish, if not at once.
begin --listen "unix:$tmp/socket" --build='echo "/* own */" >src/own.h; sleep 5' --run=build/shop
await 'built in' 1
[ "$(count 'src/own.h has changed while it was built')" -ge 8 ] || fail 'a build was let finish that might have been begun again'
end INT

# A server that cannot start; and one whose command is no file.
begin --listen "unix:$tmp/socket" --build=true --run='false build/shop'
await 'the server ended with status 1' 1
end INT

# When it dies itself, the server does not live on.
begin --listen "unix:$tmp/socket"
await 'serving unix' 1
last=$(server)
kill -9 "$dev"
wait "$dev" 2>/dev/null || true
is_gone "$last" || fail 'the server outlives who started it'
dev=
