#!/bin/sh
# SPDX-License-Identifier: MIT
# robustness 104: words of C11 to C23 and C++23, macros and functions of libc and POSIX, reserved names, single letters, names
# that are one after mangling, and every name that generated code or the runtime's headers have themselves, in every place of a
# schema that takes a name: each is refused at its place, or what is made of it compiles with gcc, clang and as C++.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
here="$SRCDIR/tests/abuse"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Werror"
failed=0
offset=0
names=0
refused=0

complain() {
    echo "$1" >&2
    failed=1
}

tr ' ' '\n' < "$here/hard_names.txt" | LC_ALL=C sort -u > "$tmp/words"
# All of them at once take minutes (make large): one in so many, another one for each place.
step=${SWAGE_TEST_STEP-24}
# What generated code calls its own: parameters, locals, members, labels, functions.
cat "$SRCDIR"/tests/golden/*.[ch] | grep -o '[A-Za-z_][A-Za-z0-9_]*' | LC_ALL=C sort -u > "$tmp/own"
LC_ALL=C sort -u "$tmp/words" "$tmp/own" > "$tmp/all"

# Compiles what stands in a folder.
compile() {
    for source in "$1"/*.c; do
        case $source in *_app.c) continue ;; esac
        for compiler in $compilers; do
            $compiler -std=c11 $warnings -I"$SRCDIR/runtime" -I"$1" -fsyntax-only "$source" > "$tmp/log" 2>&1 ||
                complain "$compiler, $2: $(grep -m 3 error "$tmp/log")"
        done
    done
    [ -n "$cxx" ] || return 0
    for header in "$1"/*.h; do
        printf '#include "%s"\n' "$(basename "$header")"
    done > "$1/headers.cc"
    $cxx -Wall -Wextra -Wpedantic -Werror -I"$SRCDIR/runtime" -I"$1" -fsyntax-only "$1/headers.cc" > "$tmp/log" 2>&1 ||
        complain "c++, $2: $(grep -m 3 error "$tmp/log")"
}

# In a template '@' is the name and '#' a number. One line a name, so that the line of an error says which it is. Where a
# second and a third template are given they stand before and behind every forty of them, on the same lines.
fill() {
    awk -v each="$1" -v lead="${2-}" -v tail="${3-}" '
        function made(template) { gsub(/@/, $0, template); gsub(/#/, NR, template); return template }
        {
            if (NR % 40 == 1)
                printf "%s", made(lead)
            printf "%s", made(each)
            if (NR % 40 == 0)
                printf "%s", tail
            printf "\n"
        }
        END {
            if (NR % 40 != 0)
                print tail
        }'
}

# try ROLE WORDS TEMPLATES: takes out the names that are refused until nothing is.
try() {
    role=$1
    offset=$(((offset + 1) % step))
    awk -v step="$step" -v offset="$offset" 'NR % step == offset' "$2" > "$tmp/left"
    shift 2
    names=$((names + $(wc -l < "$tmp/left")))
    while fill "$@" < "$tmp/left" > "$tmp/$role.swage" && ! "$SWAGE" check "$tmp/$role.swage" 2> "$tmp/log"; do
        sed -n "s/^[^ ]*$role\.swage:\([0-9]*\):[0-9]*: error: .*/\1/p" "$tmp/log" | sort -un > "$tmp/lines"
        if [ ! -s "$tmp/lines" ]; then
            complain "$role: an error without a place: $(head -1 "$tmp/log")"
            return
        fi
        refused=$((refused + $(wc -l < "$tmp/lines")))
        awk 'NR == FNR { gone[$1] = 1; next } !(FNR in gone)' "$tmp/lines" "$tmp/left" > "$tmp/fewer"
        mv "$tmp/fewer" "$tmp/left"
    done
    mkdir "$tmp/out"
    "$SWAGE" gen --emit="$emit" -o "$tmp/out" "$tmp/$role.swage"
    compile "$tmp/out" "$role"
    rm -r "$tmp/out"
}

compilers=$CC
command -v clang > /dev/null && compilers="$compilers clang"
cxx=$(command -v c++ || true)

emit=types
try structs "$tmp/words" 'struct @ { a: int32; b?: string(..9); }'
try arrays "$tmp/words" 'struct @ { a: @[]; b: map<@>; c: (@ | null)[]; }'
try members "$tmp/all" '@: int32; ' 'struct Sm# { ' '}'
try optional "$tmp/all" '@?: string(..9)[..3] | null; ' 'struct Sm# { ' '}'
try defaults "$tmp/all" '@: int32 = #; ' 'struct Sm# { ' '}'
try enums "$tmp/words" 'enum @ { x#a, x#b }'
try open_enums "$tmp/words" '@open enum @ { x#a, x#b } struct Se# { a: @; b: @[]; }'
try enumerators "$tmp/all" '@, ' 'enum En# { ' '}'
try numbers "$tmp/all" '@ = #, ' 'enum En# : int16 { ' '}'
try unions "$tmp/words" 'union @ { a: int32; b: string(..9); }'
try variants "$tmp/all" '@: int32; ' 'union Uv# { ' '}'
try typedefs "$tmp/words" 'typedef @ = int32(1..); struct St# { a: @; @: @; }'
try lists "$tmp/words" 'typedef @ = int32[..9]; struct St# { @: @; }'
try generics "$tmp/words" 'struct Gp#<@> { x: @; y: @[]; } struct Gq# = Gp#<int32>;'
try derived "$tmp/words" 'struct Db# { a: int32; } struct @ = partial Db#;'
try checks "$tmp/words" '@check(@) struct Ck# { a: int32; }'
emit=types,routes
try routes "$tmp/words" 'GET "/r#" @(query a1?: int32) -> int32, 404;'
try parameters "$tmp/all" 'query @?: int32, ' 'GET "/q#" get_q#(' ');'
try headers "$tmp/words" 'header h_@: string(..9), cookie @?: bool, ' 'GET "/q#" get_q#(' ');'
try captures "$tmp/words" 'GET "/c#/{@}" get_c#(@: string(..9));'
try fields "$tmp/words" 'form @: string(..9)[..3], ' 'POST "/f#" post_f#(' ');'

# ---- of files and namespaces ----

# A file a word: few of them, and by one compiler.
compilers=$CC
words="int class this errno linux NULL stdin stdio string new swage swage_x _x __x X main app std a_b struct User time"
for word in $words; do
    names=$((names + 2))
    mkdir "$tmp/one"
    printf 'namespace %s;\nstruct Xx { a: int32; }\nGET "/" get_it() -> Xx;\n' "$word" > "$tmp/spaced.swage"
    if "$SWAGE" gen -o "$tmp/one" "$tmp/spaced.swage" 2> "$tmp/log"; then
        compile "$tmp/one" "namespace $word"
    elif grep -q "spaced.swage:[0-9]*:[0-9]*: error: " "$tmp/log"; then
        refused=$((refused + 1))
    else
        complain "namespace $word: $(cat "$tmp/log")"
    fi
    rm -r "$tmp/one"
    mkdir "$tmp/one"
    printf 'struct Xx { a: int32; }\nGET "/" get_it() -> Xx;\n' > "$tmp/$word.swage"
    if "$SWAGE" gen -o "$tmp/one" "$tmp/$word.swage" 2> "$tmp/log"; then
        compile "$tmp/one" "file $word"
    elif grep -q "$word.swage.*: error: " "$tmp/log"; then
        refused=$((refused + 1))
    else
        complain "file $word: $(cat "$tmp/log")"
    fi
    rm -r "$tmp/one"
done

# ---- names that meet ----

# Pairs that would be one name in C, or are not: "refused" or "fine" in front of the bar.
while IFS='|' read -r verdict schema; do
    printf '%s\n' "$schema" > "$tmp/pair.swage"
    names=$((names + 1))
    if "$SWAGE" gen -o "$tmp/pair" "$tmp/pair.swage" 2> "$tmp/log"; then
        [ "$verdict" = fine ] || complain "not refused: $schema"
        compile "$tmp/pair" "$schema"
    else
        [ "$verdict" = refused ] || complain "refused: $schema"
        grep -q "pair.swage:1:[0-9]*: error: " "$tmp/log" || complain "not at its place: $(cat "$tmp/log")"
    fi
    rm -rf "$tmp/pair"
done << 'END'
refused|struct UserId { a: int32; } struct user_id { a: int32; }
refused|struct UserId { a: int32; } enum userId { aa }
refused|struct UserId { a: int32; } struct UserId { a: int32; }
refused|struct Xx { a: int32; } struct XxArray { a: int32; }
refused|struct Xx { a: int32; } struct XxDecode { a: int32; }
refused|struct Xx { a: int32; } GET "/" xx_decode();
refused|struct Xx { a: int32; } GET "/" xx_copy();
refused|struct Xx { userId: int32; user_id: int32; }
refused|struct Xx { user_id: int32; userID: int32; }
refused|enum Xx { userId, user_id }
refused|enum Xx { aa } enum XxAa { bb } struct Yy { xx_aa: int32; } GET "/" xx();GET "/2" xx();
refused|union Uu { userId: int32; user_id: int32; }
refused|union Uu { a: int32; } struct UuKind { a: int32; } enum uu_kind { aa }
refused|GET "/" get_it(); GET "/2" getIt();
refused|GET "/" get_it(query userId?: int32, query user_id?: int32);
refused|GET "/" get_it(); struct GetItParams { a: int32; }
refused|GET "/" get_it(); struct GetItReply { a: int32; }
refused|struct Xx { a: map<int32>; } struct Int32Map { a: int32; b: map<int32>; } typedef int32_map = int32;
refused|typedef Xx = int32; struct xx { a: int32; }
refused|typedef Xx = int32; GET "/" xx();
fine|struct Login { a: int32; } POST "/" login(body: Login) -> Login;
fine|struct Xx { a: int32; } struct Xy { xx: Xx; xy?: Xy; xx_array: Xx[]; }
fine|enum Xx { xx, xy } struct Yy { xx: Xx = xx; }
fine|struct Aa { aa: int32; aa_decode: int32; aa_type: int32; }
fine|union Uu { uu: int32; kind: string(..9); }
fine|typedef name = string(..9); struct Nn { name: name; names: name[]; }
END

# What an imported header declares is in the way as well.
mkdir "$tmp/imports"
printf 'struct Copy { a: int32; }\nstruct Read { copy: Copy; }\n' > "$tmp/imported.swage"
printf 'import "imported.swage";\nstruct Type { c: Copy; d: string(..9)[]; }\nstruct Write { t: Type; }\n' > "$tmp/importing.swage"
"$SWAGE" gen -o "$tmp/imports" "$tmp/imported.swage" "$tmp/importing.swage"
compile "$tmp/imports" "imports"

echo "$names names, $refused of them refused"
exit $failed
