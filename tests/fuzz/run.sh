#!/bin/sh
# SPDX-License-Identifier: MIT
# Fuzzes with clang's libFuzzer under ASan and UBSan: `make fuzz`, or `make fuzz FUZZ_SECONDS=3600`. What it finds is left in
# the folder fuzz/ of the build, with the corpora, so that a later run goes on from there.
set -eu
seconds=${FUZZ_SECONDS-60}
command -v clang > /dev/null || { echo 'clang is not installed: apt-get install clang libclang-rt-14-dev' >&2; exit 77; }
mkdir -p "$BUILDDIR/fuzz"
cd "$BUILDDIR/fuzz"

src=$SRCDIR gen=$BUILDDIR/schemas
codec="$src/runtime/core/*.c $src/runtime/json/*.c"
compiler="$src/compiler/emit/*.c $src/compiler/model/*.c $src/compiler/syntax/*.c"
parser="$BUILDDIR/compiler/syntax/parser.c $BUILDDIR/compiler/syntax/lexer.c"

# fuzz NAME SOURCES...: builds fuzz_NAME and runs it on the corpus NAME/.
fuzz() {
    name=$1
    shift
    # shellcheck disable=SC2086,SC2048
    clang -g -O1 -std=gnu11 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$BUILDDIR" \
        -I"$src/runtime" -I"$gen" -I"$src/compiler" -I"$BUILDDIR/compiler" -I"$src/tests/model" -I"$src/schemas" \
        -o "fuzz_$name" "$src/tests/fuzz/fuzz_$name.c" $* -ljson-c -lm -lpthread
    echo "fuzz_$name: $seconds seconds"
    "./fuzz_$name" -max_total_time="$seconds" -max_len=4000 -print_final_stats=1 "$name" > "$name.log" 2>&1 || {
        tail -n 40 "$name.log"
        exit 1
    }
    grep number_of_executed_units "$name.log"
}

mkdir -p decode http pattern schema zoo
printf '%s' '{"id":7,"name":"bolt","unit":"kg","level":2,"price":0.25,"comment":null,"site":null,"tags":[{"key":"k","value":""}],
"labels":["a"],"ratings":[-5],"rgb":[0,128,255],"matrix":[[1,2],[3,4.5]],"createdAt":1}' > decode/item
printf '\005PUT /items/7 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"id":"x"}POST /add/1.5 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n2\r\n0\r\n\r\nGET /orders/2020/a/b%%20 HTTP/1.1\r\nHost: a\r\n\r\n' > http/three
printf '^(\\w+|[^a-z\\d]{1,3}?)(?:@|\\u{20AC}\\n)\\uD83D\\uDE00.$\0user@' > pattern/all
printf '\004{"number":"123456789012","kind":"card"}' > zoo/payment
printf '\007[1,["a",false],{"x":1}]' > zoo/loose
printf '\003{"labels":{"a":"x"},"points":{"p":{"x":1,"y":2}},"counts":{"AB":1},"byNumber":{"-10":"a"},"byColor":{"red":true},"nested":{"b":{"c":1}},"gone":{"x":null},"lists":{"l":[1,2]}}' > zoo/maps
printf '\002{"points":[[1,2]],"rows":[["a"]],"maybe":[null,1],"names":[null,"x"],"people":[{"x":1},null],"set":[3,1],"words":["b"],"moods":["bored"],"blobs":["AA=="],"grid":[[1,2],[3,4],[5,6]],"slots":[null,255,null],"anything":[{"a":[]}]}' > zoo/lists
printf '\012{"tags":["z"],"level":null,"friends":{"f":null,"g":{"x":5}},"boss":{"name":"D"}}' > zoo/patch
cp "$src"/schemas/*.swage "$src"/tests/syntax/*.swage schema/

fuzz decode "$gen/shop.c" "$gen/common.c" "$codec"
fuzz http "$src/tests/server/wire.c" "$gen/shop.c" "$gen/shop_routes.c" "$gen/common.c" "$codec" "$src/runtime/http/*.c" \
    "$src/runtime/app/*.c" "$src/runtime/server/http1.c" "$src/runtime/server/http1_sink.c" "$src/runtime/server/block.c"
fuzz pattern "$src/tests/model/pattern_oracle.c" "$compiler" "$parser" "$codec"
fuzz schema "$compiler" "$parser" "$codec"
fuzz zoo "$src/tests/generated/zoo_user.c" "$gen/zoo.c" "$gen/common.c" "$codec"
