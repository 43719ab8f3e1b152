#!/bin/sh
# SPDX-License-Identifier: MIT
# swage scaffold: what it writes compiles without a warning, serves and answers 501; nothing is overwritten; --missing
# prints what a schema wants and the C files lack.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
flags='-std=c11 -O0 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes -Werror'

fail() { echo "scaffold.sh: $*" >&2; exit 1; }
status_of() {
    status=0
    "$SWAGE" scaffold "$@" >out 2>err || status=$?
    echo $status
}

# ---- what is written ----

cp "$SRCDIR/schemas/money.h" .
cat >desk.swage <<'END'
namespace desk;
extern typedef Money = string(..20) @c("struct money", "money.h");
extern typedef Cents = int64 @c("struct money", "money.h");
@check(is_sane)
struct Bill { sum: Money; tip?: Cents; }
POST "/map" post_map(body: map<int32>) -> map<int32>, 409 Problem;
POST "/bill/{id}" post_bill(id: int32, body: Bill) -> Bill;
/// Who is at the desk.
auth clerk: bearer -> Clerk;
auth door: basic -> Clerk;
struct Clerk { id: int32; }
@auth(clerk)
GET "/clerk" get_clerk() -> 204;
END
[ "$(status_of desk.swage)" = 0 ] && [ ! -s out ] && [ ! -s err ] || fail "said $(cat out err)"
[ "$(ls desk_*)" = "$(printf 'desk_handlers.c\ndesk_main.c')" ] || fail "wrote $(ls)"
"$SWAGE" gen desk.swage

cat >try.c <<'END'
#include "desk_routes.h"

#include <stdio.h>
#include <string.h>
#include <swage/test.h>

static int failed;

static void expect(struct swage_test *test, const char *method, const char *target, const char *json, int status)
{
    const struct swage_test_reply *reply = swage_test_send(test, method, target, json);
    if (reply->status == status)
        return;
    fprintf(stderr, "%s %s: %d, not %d: %s\n", method, target, reply->status, status, reply->log.ptr);
    failed = 1;
}

int main(void)
{
    struct swage_test *test = swage_test_new(&desk_app, NULL);
    expect(test, "POST", "/map", "{\"a\":1}", 501);
    expect(test, "POST", "/map", "{\"a\":\"x\"}", 422);
    expect(test, "POST", "/bill/7", "{\"sum\":\"12.50 EUR\"}", 422); /* nothing is money yet */
    expect(test, "GET", "/nothing", NULL, 404);
    expect(test, "GET", "/clerk", NULL, 401);
    swage_test_always(test, "Authorization", "Bearer anybody"); /* nobody is known yet */
    expect(test, "GET", "/clerk", NULL, 401);
    swage_test_free(test);
    return failed;
}
END
for file in desk_handlers.c desk_main.c; do
    $CC $flags -I. -I"$SRCDIR/runtime" -c "$file"
done
for file in desk.c desk_routes.c desk_app.c try.c; do
    $CC -std=c11 -O0 -I. -I"$SRCDIR/runtime" -c "$file"
done
objects='desk_handlers.o desk.o desk_routes.o desk_app.o'
$CC -fno-lto -o try try.o $objects "$BUILDDIR/.libs/libswage-test.a" "$BUILDDIR/.libs/libswage.a" $SWAGE_TEST_LIBS
./try || fail 'the handlers do not answer as they should'
$CC -fno-lto -o serve desk_main.o $objects "$BUILDDIR/.libs/libswage-server.a" "$BUILDDIR/.libs/libswage.a" \
    $SWAGE_TEST_LIBS $(pkg-config --libs libevent_core)
./serve --help >out || fail 'the program does not start'
grep -q -e '--listen' out || fail "it says $(cat out)"

# Each handler has the schema's words, and every reply that there is.
"$SWAGE" scaffold -o shop/new "$SRCDIR/schemas/shop.swage"
grep -q '^/\* Adds to a number, which stands alone in the body. \*/$' shop/new/shop_handlers.c || fail 'the words are lost'
grep -q 'return shop_put_item_409(out, body);' shop/new/shop_handlers.c || fail 'a reply is not named'
"$SWAGE" scaffold -o again "$SRCDIR/schemas/shop.swage" && diff -r again shop/new

# For every construct of the language.
"$SWAGE" scaffold "$SRCDIR/schemas/zoo.swage" && "$SWAGE" gen "$SRCDIR/schemas/zoo.swage" "$SRCDIR/schemas/common.swage"
$CC $flags -I. -I"$SRCDIR/runtime" -fsyntax-only zoo_handlers.c
"$SWAGE" scaffold "$SRCDIR/schemas/club.swage" && "$SWAGE" gen "$SRCDIR/schemas/club.swage"
$CC $flags -I. -I"$SRCDIR/runtime" -fsyntax-only club_handlers.c
grep -q club_auth_passport_keys club_handlers.c || fail 'nobody says with which keys'

# Words of a schema stay words.
printf '/// ends */ int x; /* here\nGET "/" f() -> 204;\n' >words.swage
"$SWAGE" scaffold words.swage && "$SWAGE" gen words.swage
$CC $flags -I. -I"$SRCDIR/runtime" -fsyntax-only words_handlers.c

# ---- what stays ----

cp desk_handlers.c kept
rm desk_main.c
[ "$(status_of desk.swage)" = 1 ] || fail 'handlers were overwritten'
grep -q "'desk_handlers.c' is there and stays" err || fail "said $(cat err)"
cmp kept desk_handlers.c && [ ! -e desk_main.c ] || fail 'something was written all the same'
rm desk_handlers.c && echo 'mine' >desk_main.c
[ "$(status_of desk.swage)" = 0 ] && cmp kept desk_handlers.c || fail "said $(cat err)"
[ "$(cat desk_main.c)" = mine ] || fail 'main was overwritten'
[ -z "$(find . -name '*.c.*')" ] || fail 'drafts were left behind'

# Types have nothing to write, types with checks have no main.
[ "$(status_of "$SRCDIR/schemas/common.swage")" = 1 ] && grep -q 'leaves nothing to write' err || fail "said $(cat err)"
printf '@check(ordered)\nstruct A { a: int8; }\n' >plain.swage
[ "$(status_of plain.swage)" = 0 ] && [ -e plain_handlers.c ] && [ ! -e plain_main.c ] || fail "wrote $(ls plain*)"
"$SWAGE" gen --emit=types plain.swage
$CC $flags -I. -I"$SRCDIR/runtime" -c plain_handlers.c
echo 'struct A { a: nope; }' >broken.swage
[ "$(status_of broken.swage)" = 1 ] && [ ! -e broken_handlers.c ] || fail 'a broken schema was taken'

# ---- --missing ----

cat >some.swage <<'END'
extern typedef Money = string(..20) @c("struct money", "money.h");
@check(is_sane)
struct A { a: int8; m: Money; }
/// The first.
GET "/one" one() -> A;
/// The second.
GET "/two" two() -> A;
GET "/three" three() -> 204;
END
cat >mine.c <<'END'
#include "some_routes.h"
int three(const struct three_params *in, struct three_reply *out); /* only a prototype */
/* int two(const struct two_params *in, struct two_reply *out) { return 0; } */
static const char *text = "int two(void) {";
int one(const struct one_params *in, struct one_reply *out)
{
    return three(NULL, NULL);
}
int gone(const struct gone_params *in, struct gone_reply *out) { return 0; }
END
echo 'enum swage_status money_read(swage_str value, swage_arena *arena, struct money *out) { return 0; }' >more.c
[ "$(status_of --missing some.swage mine.c more.c)" = 0 ] || fail "said $(cat err)"
[ "$(grep -o '^[a-z].*(' out | sed 's/.* \**//; s/(.*//' | tr '\n' ' ')" = 'money_write is_sane two three ' ] || fail "printed $(cat out)"
grep -q '^/\* The second. \*/$' out || fail 'the words are lost'
[ "$(cat err)" = "mine.c:9: note: some.swage has no route that 'gone' would handle" ] || fail "said $(cat err)"

# What is printed is all that was missing.
cat out >>mine.c
[ "$(status_of mine.c --missing more.c some.swage)" = 0 ] && [ ! -s out ] || fail "still missing: $(cat out)"
"$SWAGE" gen some.swage
"$SWAGE" scaffold some.swage
[ "$(status_of --missing some.swage some_handlers.c)" = 0 ] && [ ! -s out ] && [ ! -s err ] || fail "missing: $(cat out err)"

# ---- the command line ----

[ "$(status_of --missing some.swage)" = 2 ] && grep -q 'none was named' err || fail "said $(cat err)"
[ "$(status_of some.swage mine.c)" = 2 ] && grep -q "only with --missing: 'mine.c'" err || fail "said $(cat err)"
[ "$(status_of --missing mine.c)" = 2 ] && grep -q "no schema.*'mine.c'" err || fail "said $(cat err)"
[ "$(status_of --missing some.swage nothing.c)" = 1 ] && grep -q "cannot read 'nothing.c'" err || fail "said $(cat err)"
