#!/bin/sh
# SPDX-License-Identifier: MIT
# swage new: what it makes builds, passes its tests, and serves, by each build; what it refuses; and what it leaves when it fails.
set -eu
. "$SRCDIR/tests/project/stage.sh"

# refused STATUS PATTERN WORD...
refused() {
    want=$1 pattern=$2 status=0
    shift 2
    swage new "$@" >out 2>err || status=$?
    [ $status = "$want" ] && grep -q -e "$pattern" err || fail "new $*: $status, $(cat err)"
}

# ---- names ----

mkdir names && cd names
refused 2 'a name is missing'
refused 2 'a name is missing' ''
refused 2 'a name is missing' some/
refused 2 'one project at a time' a b
refused 2 "small letters, digits and '_'" Petshop
refused 2 "small letters, digits and '_'" 7up
refused 2 "small letters, digits and '_'" pet-shop
refused 2 "small letters, digits and '_'" 'pet shop'
refused 2 "small letters, digits and '_'" _shop
refused 2 "small letters, digits and '_'" ..
refused 2 'C or C++ has this word' while
refused 2 'C or C++ has this word' class
refused 2 'would hide' stdio
refused 2 'would hide' pthread
refused 2 'a target or a folder' check
refused 2 'a target or a folder' src
long=$(printf '%064d' 0 | tr 0 a)
refused 2 'at most 64' "${long}a"
refused 2 "'--build' does not know 'cmak'; did you mean 'cmake'?" --build=cmak shop
refused 2 "unknown option '-I'" -I . shop
rm out err
[ -z "$(ls -A)" ] || fail "made $(ls -A)"
swage new "$long" >out
[ -f "$long/$long.swage" ] || fail 'the longest name is refused'
cd ..

# ---- failures leave nothing, and what is there stays ----

mkdir there empty fail && echo mine >there/file && echo mine >taken
refused 1 "'there' is there already" there
refused 1 "'empty' is there already" empty
refused 1 "'taken' is there already" taken
ln -s nowhere knot
refused 1 "'knot' is there already" knot
[ "$(cat there/file taken)" = "mine
mine" ] || fail 'what was there has changed'
refused 1 'cannot make the folder' nowhere/shop
refused 1 'cannot make the folder' taken/shop
# Files that may not grow, as on a full disk: half of them were written by then.
(trap '' XFSZ; ulimit -f 1; cd fail; status=0; swage new shop >/dev/null 2>"$tmp/err" || status=$?; exit $status) && fail 'a full disk was not seen'
grep -q 'cannot write' err || fail "a full disk: $(cat err)"
[ -z "$(ls -A fail)" ] || fail "a full disk left $(ls -A fail)"
if [ "$(id -u)" != 0 ]; then
    chmod 555 fail
    refused 1 'cannot make the folder' fail/shop
    chmod 755 fail
fi

# ---- what it makes ----

# Paths may be in front, files are readable as the umask has it, and no word of the templates is left.
mkdir deep
(umask 022 && swage new deep/shop >out)
[ "$(stat -c %a deep/shop deep/shop/src deep/shop/Makefile | tr '\n' ' ')" = '755 755 644 ' ] || fail 'modes'
grep -rnE '@(name|build|check|tools|buildfile|packages|archive)@' deep && fail 'words of templates are left'
for file in README.md .gitignore .dockerignore Dockerfile .github/workflows/ci.yml Makefile shop.swage src/main.c; do
    [ -s "deep/shop/$file" ] || fail "there is no $file"
done
swage fmt --check deep/shop/shop.swage || fail 'the schema is not in style'
swage lint deep/shop/shop.swage || fail 'the schema may be regretted'
[ -z "$(cd deep/shop && swage scaffold --missing shop.swage src/handlers.c 2>&1)" ] || fail 'a handler is missing'

# It answers, on a port that is free, over a socket that only this test knows.
serves() {
    command -v curl >/dev/null || return 0
    "$1" --listen "unix:$tmp/socket" 2>"$tmp/server.log" &
    server=$!
    tries=0
    while [ ! -S "$tmp/socket" ] && [ $tries -lt 600 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    answer=$(curl -s --max-time 60 --unix-socket "$tmp/socket" 'http://shop/hello?name=Ann') || answer="$answer (curl: $?)"
    kill -TERM $server
    wait $server || fail "$1 ended with $?"
    [ "$answer" = '{"text":"Hello, Ann!"}' ] || fail "$1 answered '$answer'"
}

# The commands are those that the README shows.
runs() {
    has_tools "$1" || return 0
    swage new --build="$1" shop >out
    cd shop
    build=$(sed -n '/^```sh$/,/^```$/p' README.md | sed -n 2p)
    check=$(sed -n '/^```sh$/,/^```$/p' README.md | sed -n 3p)
    sh -c "$build" >../log 2>&1 || fail "$1: '$build' failed"
    sh -c "$check" >../log 2>&1 || fail "$1: '$check' failed"
    serves build/shop
    ! command -v git >/dev/null || {
        git init -q . && [ -z "$(git status --porcelain --ignored=no -uall | grep -vE '^\?\? (\.dockerignore|\.github/workflows/ci\.yml|\.gitignore|CMakeLists\.txt|Dockerfile|Makefile|Makefile\.am|README\.md|configure\.ac|meson\.build|shop\.swage|src/(handlers|main)\.c|tests/test_shop\.c)$')" ] ||
            fail "$1: files that are made are not ignored: $(git status --porcelain -uall)"
    }
    # A test that fails is seen: the schema's bound no longer is what a test of its own says.
    sed -i 's/int32(1\.\.5)/int32(1..4)/' shop.swage
    sed -i 's/\\"times\\":2/\\"times\\":5/' tests/test_shop.c
    if sh -c "$build && $check" >../log 2>&1; then fail "$1: a test that has to fail passes"; fi
    cd ..
    rm -rf shop
}
for build in make autotools cmake meson; do
    runs $build
done
