#!/bin/sh
# SPDX-License-Identifier: MIT
# robustness 108: nothing that a schema says can break out of the strings, comments, #include lines, formats and make rules
# that it is written to, in any kind of output; what it says arrives byte for byte. Hostile texts are data or a located error.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
here="$SRCDIR/tests/abuse"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual"
warnings="$warnings -Wcomment -Wtrigraphs -Werror"
failed=0

complain() {
    echo "$1" >&2
    failed=1
}

# ---- texts, in every place that takes one ----

kinds=$("$SWAGE" gen --emit=nothing x.swage 2>&1 | grep "^It takes" | grep -o "'[a-z]*'" | tr -d "'" | paste -sd, -)
"$SWAGE" gen --emit="$kinds" -o "$tmp/out" "$here/hard_texts.swage"
compilers=$CC
command -v clang > /dev/null && compilers="$compilers clang"
for source in "$tmp"/out/*.c; do
    for compiler in $compilers; do
        # trigraphs mean something in C11 alone, and then a backslash ends a line
        $compiler -std=c11 $warnings -I"$SRCDIR/runtime" -I"$tmp/out" -fsyntax-only "$source" ||
            complain "$compiler: $source"
    done
done
if command -v c++ > /dev/null; then
    printf '#include "hard_texts_routes.h"\n' > "$tmp/headers.cc"
    c++ -Wall -Wextra -Wpedantic -Werror -I"$SRCDIR/runtime" -I"$tmp/out" -fsyntax-only "$tmp/headers.cc" || complain "c++"
fi

$CC -std=c11 -I"$SRCDIR/runtime" -I"$tmp/out" -o "$tmp/program" "$here/hard_texts.c" "$tmp/out/hard_texts.c" \
    "$BUILDDIR/.libs/libswage.a" $SWAGE_TEST_LIBS
"$tmp/program" > "$tmp/written.json" || complain "the defaults do not come back: $?"
diff -u "$here/hard_texts.json" "$tmp/written.json" >&2 || complain "other bytes than the schema's"

# ---- texts that C cannot hold ----

# Each line is a schema that is refused at the place that it names, in front of the bar.
while IFS='|' read -r place schema; do
    printf '%s\n' "$schema" > "$tmp/refused.swage"
    if "$SWAGE" gen -o "$tmp/refused" "$tmp/refused.swage" 2> "$tmp/log"; then
        complain "this is not refused: $schema"
    elif ! grep -q "refused.swage:$place: error: " "$tmp/log"; then
        complain "not at $place: $(cat "$tmp/log")"
    fi
    [ ! -e "$tmp/refused" ] || complain "something was written: $schema"
    rm -rf "$tmp/refused"
done << 'END'
1:37|extern typedef Xx = string(1..9) @c("struct x; int y", "x.h");
1:37|extern typedef Xx = string(1..9) @c("struct x */", "x.h");
1:37|extern typedef Xx = string(1..9) @c("int (*x)(void)", "x.h");
1:37|extern typedef Xx = string(1..9) @c("int\nx", "x.h");
1:37|extern typedef Xx = string(1..9) @c("", "x.h");
1:49|extern typedef Xx = string(1..9) @c("struct x", "x.h\"\nint y;");
1:49|extern typedef Xx = string(1..9) @c("struct x", "x.h>");
1:49|extern typedef Xx = string(1..9) @c("struct x", "x\\.h");
1:49|extern typedef Xx = string(1..9) @c("struct x", "a??/b.h");
1:49|extern typedef Xx = string(1..9) @c("struct x", "\u0000x.h");
1:1|@check("f(); int y") struct Xx { a: int32; }
1:1|@check("a-b") struct Xx { a: int32; }
1:28|struct Xx { a: int32 @name(""); }
1:28|struct Xx { a: int32 @name("a\u0000b"); }
1:39|GET "/" get_it(header h?: int32 @name("a\r\nb: c"));
1:39|GET "/" get_it(header h?: int32 @name("a b"));
1:39|GET "/" get_it(cookie h?: int32 @name("a;b=c"));
1:7|GET "/a b" get_it();
1:5|GET "/a\nb" get_it();
1:5|GET "/\"" get_it();
1:7|GET "/%zz" get_it();
1:7|GET "/%00" get_it();
1:12|namespace a-b;
1:8|import "a\u0000b.swage";
END

# ---- names of files ----

# refused NAME: the schema in a file of this name.
for name in 'a b' 'a"b' "a'b" 'a$b' 'a(b' 'a\b' 'a;b' 'a:b' 'a#b' 'a%b' 'a*b' 'a?b' '-a' '1a' '.a' 'a
b' 'é' 'stdio' 'string' 'swage' 'swage_x' 'event' '__x' ; do
    printf 'struct Xx { a: int32; }\n' > "$tmp/$name.swage"
    if "$SWAGE" gen -o "$tmp/named" "$tmp/$name.swage" 2> "$tmp/log"; then
        complain "a file called '$name' is not refused"
    fi
    [ ! -e "$tmp/named" ] || complain "something was written for '$name'"
    rm -rf "$tmp/named"
done

# Folders may be called as they like: make, and nobody else, reads them in a depfile.
odd="$tmp/a b \$(touch made) #x %y:z"
mkdir -p "$odd"
printf 'struct Xx { a: int32; }\n' > "$odd/odd.swage"
"$SWAGE" gen -o "$odd/out" -MF "$tmp/odd.d" -MT made_target "$odd/odd.swage"
printf 'include odd.d\nmade_target:\n\t@echo made_target was made\n' > "$tmp/Makefile"
(cd "$tmp" && ${MAKE:-make} -f Makefile made_target 2>&1 | grep -q "made_target was made") || complain "make and the depfile"
broken="$tmp/a
all: ; touch made
b"
mkdir -p "$broken"
cp "$odd/odd.swage" "$broken"
if "$SWAGE" gen -o "$tmp/broken" -MF "$tmp/broken.d" "$broken/odd.swage" 2> "$tmp/log" || [ -e "$tmp/broken.d" ]; then
    complain "a line break stands in a depfile"
fi
[ ! -e "$tmp/made" ] || complain "a depfile ran a command"

exit $failed
