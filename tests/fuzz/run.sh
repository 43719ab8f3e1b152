#!/bin/sh
# SPDX-License-Identifier: MIT
# Fuzzes with clang's libFuzzer under ASan and UBSan, two targets at a time: `make fuzz`, or `make fuzz FUZZ_SECONDS=3600`.
# Each begins with the inputs kept in tests/fuzz/corpus. What it finds is left in the folder fuzz/ of the build, so that a later
# run goes on from there; a crash ends its target. `make fuzz FUZZ_TARGETS='http zoo'` runs only those. The inputs that cover
# something new are kept by
#
#     fuzz/fuzz_http -merge=1 -max_len=1000 tests/fuzz/corpus/http fuzz/http
#
# The last lines are as those of automake, so that they can be counted likewise.
set -u
FUZZ_SECONDS=${FUZZ_SECONDS-60}
all='auth club files framing head headers http jwt multipart pattern query schema shop target zoo'
targets=${FUZZ_TARGETS-$all}
export FUZZ_SECONDS
command -v clang > /dev/null || { echo 'clang is not installed: apt-get install clang libclang-rt-14-dev' >&2; exit 77; }
mkdir -p "$BUILDDIR/fuzz" && cd "$BUILDDIR/fuzz" || exit 1

src=$SRCDIR gen=$BUILDDIR/schemas
codec="$src/runtime/core/*.c $src/runtime/json/*.c"
app="$codec $src/runtime/http/*.c $src/runtime/app/*.c $BUILDDIR/runtime/page/page.c"
compiler="$src/compiler/emit/*.c $src/compiler/model/*.c $src/compiler/sample/*.c $src/compiler/syntax/*.c"
beside="$src/runtime/http/status.c $src/runtime/http/origin.c -lz" # what the compiler wants beside the codec
parser="$BUILDDIR/compiler/syntax/parser.c $BUILDDIR/compiler/syntax/lexer.c"
harness="$src/runtime/test/fuzz.c $src/runtime/test/fuzz_files.c $src/runtime/test/verdict.c"

sources() {
    case $1 in
    files | framing | head | headers | multipart | query | target) echo "$src/tests/fuzz/fuzz_$1.c $app" ;;
    auth) echo "$src/tests/fuzz/fuzz_auth.c $gen/club.c $gen/club_routes.c $app" ;;
    club) echo "$gen/club_fuzz.c $gen/club.c $gen/club_routes.c $harness $app" ;;
    http) echo "$src/tests/fuzz/fuzz_http.c $src/tests/server/wire.c $gen/shop.c $gen/shop_routes.c $gen/common.c $app \
        $src/runtime/server/http1.c $src/runtime/server/http1_sink.c $src/runtime/server/block.c" ;;
    jwt) echo "$src/tests/fuzz/fuzz_jwt.c $src/runtime/jwt/*.c $app -lcrypto" ;;
    pattern) echo "$src/tests/fuzz/fuzz_pattern.c $src/tests/model/pattern_oracle.c $compiler $parser $codec $beside" ;;
    schema) echo "$src/tests/fuzz/fuzz_schema.c $compiler $parser $codec $beside" ;;
    shop) echo "$gen/shop_fuzz.c $gen/shop.c $gen/shop_routes.c $gen/common.c $harness $app" ;;
    zoo) echo "$gen/zoo_fuzz.c $gen/zoo.c $gen/zoo_routes.c $gen/common.c $src/tests/generated/zoo_user.c $harness $app" ;;
    *) echo "nothing is called '$1': $all" >&2; return 1 ;;
    esac
}

build() {
    files=$(sources "$1") || return 1
    # shellcheck disable=SC2086
    clang -g -O1 -std=gnu11 -DHAVE_CONFIG_H -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$BUILDDIR" \
        -I"$src/runtime" -I"$gen" -I"$src/compiler" -I"$BUILDDIR/compiler" -I"$src/tests/model" -I"$src/tests/server" \
        -I"$src/schemas" -o "fuzz_$1" $files -ljson-c -lz -lm -lpthread
}

if [ "${BUILD_ONLY-}" = yes ]; then
    build "$1" && echo "$1"
    exit
fi

cat > one << 'END'
target=$1
mkdir -p "$target"
set -- "$target" "$SRCDIR/tests/fuzz/corpus/$target"
dict=
case $target in
club | shop | zoo)
    "./fuzz_$target" --write-seeds "seeds_$target" < /dev/null
    dict=-dict=$BUILDDIR/schemas/$target.dict
    set -- "$@" "seeds_$target"
    ;;
schema) set -- "$@" "$SRCDIR/schemas" "$SRCDIR/tests/syntax" ;;
esac
verdict=PASS
"./fuzz_$target" $dict -max_total_time="$FUZZ_SECONDS" -max_len=4000 -timeout=20 -rss_limit_mb=2048 \
    -artifact_prefix="$target-" -print_final_stats=1 "$@" > "$target.log" 2>&1 || verdict=FAIL
echo "$verdict: $target, $(sed -n 's/^stat::number_of_executed_units: //p' "$target.log") executions in $FUZZ_SECONDS seconds," \
    "$(ls "$target" "$SRCDIR/tests/fuzz/corpus/$target" | grep -c .) inputs"
[ "$verdict" = PASS ] || tail -n 40 "$target.log"
END
: > verdicts
# Two at a time here as well: this script is called by itself for one target.
# shellcheck disable=SC2086
printf '%s\n' $targets | BUILD_ONLY=yes xargs -n 1 -P 2 sh "$SRCDIR/tests/fuzz/run.sh" > list
for target in $targets; do
    grep -qx "$target" list || echo "FAIL: $target was not built" >> verdicts
done
SRCDIR=$src BUILDDIR=$BUILDDIR xargs -n 1 -P 2 sh one < list >> verdicts
cat verdicts
for word in PASS FAIL; do
    echo "# $word: $(grep -c "^$word" verdicts)"
done
! grep -q '^FAIL' verdicts
