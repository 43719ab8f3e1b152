#!/bin/sh
# SPDX-License-Identifier: MIT
# doc/builds.md, outside of the tree, against what was installed: each of its examples builds a program of a schema with an
# import; a build with nothing to do does nothing; touching the import makes the C again, and changing it the program.
set -eu
. "$SRCDIR/tests/project/stage.sh"

# block LANGUAGE: the example of that language, with an imported schema, which has C of its own.
block() {
    awk -v fence="\`\`\`$1" '$0 == "```" {on = 0} on {print} $0 == fence {on = 1}' "$SRCDIR/doc/builds.md" |
        sed "s,SCHEMAS shop.swage,& parts/common.swage,; s,SCHEMAS = \(.*\)shop.swage,& \1parts/common.swage,
            s,'shop.swage',[& \, 'parts/common.swage'],; s,'shop.h',& \, 'common.h'\, 'common.c',
            s,^nodist_shop_SOURCES = ,& gen/common.c ,"
}

write_shop() {
    mkdir "$1" && cd "$1"
    mkdir parts
    echo 'namespace common; struct Name { text: string(1..20); }' >parts/common.swage
    echo 'import "parts/common.swage"; struct Item { name: common.Name; } POST "/items" echo(body: Item) -> 200 Item;' >shop.swage
    cat >handlers.c <<'C'
#include "shop_routes.h"
int echo(const struct echo_params *in, struct echo_reply *out)
{
    return echo_200(out, &in->body);
}
C
    cat >main.c <<'C'
#include "shop_routes.h"
#include <swage/server.h>
int main(int argc, char **argv)
{
    return swage_serve(argc, argv, &shop_app);
}
C
}

# What a file's text was when it was written last.
stamp() { stat -c '%n %Y %Z %s' "$@" 2>/dev/null || true; }

# follows BUILD COMMAND PROGRAM: the build in this folder, whose first run was made.
follows() {
    name=$1 command=$2 program=$3
    sh -c "$command" >"$tmp/log" 2>&1 || fail "$name: the first build failed"
    "$program" --help >/dev/null || fail "$name: the program does not run"
    sh -c "$command" >"$tmp/log" 2>&1 || fail "$name: the second build failed"
    before=$(stamp "$program")
    sleep 1.1
    sh -c "$command" >"$tmp/log" 2>&1
    [ "$before" = "$(stamp "$program")" ] || fail "$name: a build with nothing to do made the program again"
    ! grep -qE 'swage gen|Generating' "$tmp/log" || fail "$name: a build with nothing to do ran swage"

    touch parts/common.swage
    sh -c "$command" >"$tmp/log" 2>&1 || fail "$name: the build after a touch failed"
    grep -qE '(swage gen|Generating C of ).*shop\.swage' "$tmp/log" || fail "$name: a touched import does not run swage"
    [ "$before" = "$(stamp "$program")" ] || fail "$name: the text of the C is the same, and the program was made again"

    echo 'namespace common; struct Name { text: string(1..21); }' >parts/common.swage
    sh -c "$command" >"$tmp/log" 2>&1 || fail "$name: the build after a change failed"
    [ "$before" != "$(stamp "$program")" ] || fail "$name: a changed import makes no new program"

    echo 'namespace common; struct Name { text: strng; }' >parts/common.swage
    if sh -c "$command" >"$tmp/log" 2>&1; then fail "$name: an error in an import does not stop the build"; fi
    grep -q "error: unknown type 'strng'" "$tmp/log" || fail "$name: the error is not shown"
    echo 'namespace common; struct Name { text: string(1..22); }' >parts/common.swage
    sh -c "$command" >"$tmp/log" 2>&1 || fail "$name: the build after an error is mended failed"
    cd "$tmp"
}

if has_tools make; then
    write_shop with_make
    block make >Makefile
    follows make 'make' ./shop
    # An output that somebody removed comes back.
    cd with_make
    rm gen/shop_routes.h
    make >"$tmp/log" 2>&1 && [ -f gen/shop_routes.h ] || fail 'make: a header that was removed is gone'
    # Without pkg-config's help, and into another folder.
    rm -rf gen ./*.o shop
    make SWAGE="$SWAGE_STAGE/bin/swage" SWAGE_DIR=other >"$tmp/log" 2>&1 && [ -f other/shop.h ] || fail 'make: SWAGE_DIR'
    cd "$tmp"
fi

if has_tools autotools; then
    write_shop with_autotools
    {
        printf 'AC_INIT([shop], [1])\nAC_CONFIG_AUX_DIR([build-aux])\n'
        printf 'AM_INIT_AUTOMAKE([foreign subdir-objects -Wall -Wno-portability])\nAC_PROG_CC\n'
        block automake | sed -n '/^# configure.ac/,/^# Makefile.am/p' | grep -v '^#'
        printf 'AC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n'
    } >configure.ac
    block automake | sed -n '/^# Makefile.am/,$p' | grep -v '^#' >Makefile.am
    mkdir build
    { autoreconf -i && (cd build && ../configure); } >"$tmp/log" 2>&1 || fail 'autotools: configure failed'
    follows autotools 'make -C build' build/shop
fi

if has_tools cmake; then
    for generator in 'Unix Makefiles' Ninja; do
        [ "$generator" != Ninja ] || command -v ninja >/dev/null || { echo 'skipped: there is no ninja'; continue; }
        write_shop "with_cmake_$(echo "$generator" | tr -d ' ')"
        { printf 'cmake_minimum_required(VERSION 3.20)\nproject(shop C)\n' && block cmake; } >CMakeLists.txt
        cmake -G "$generator" -S . -B build >"$tmp/log" 2>&1 || fail 'cmake: configuring failed'
        follows "cmake, $generator" 'cmake --build build' build/shop
    done
    # Versions of the package.
    mkdir versions && cd versions
    version=$(pkg-config --modversion swage)
    for wanted in "$version:yes" "${version%.*}:yes" 99.0:no 0.0.1:no; do
        printf 'cmake_minimum_required(VERSION 3.20)\nproject(v C)\nfind_package(swage %s)\nmessage("found: ${swage_FOUND}")\n' \
            "${wanted%:*}" >CMakeLists.txt
        cmake -S . -B "build_$wanted" >out 2>&1 || fail "cmake: $(cat out)"
        if grep -q 'found: 1' out; then found=yes; else found=no; fi
        [ $found = "${wanted#*:}" ] || fail "cmake: version ${wanted%:*}: $found"
    done
    printf 'cmake_minimum_required(VERSION 3.20)\nproject(v C)\nfind_package(swage REQUIRED)\n' >CMakeLists.txt
    echo 'if(TARGET swage::jwt)' >>CMakeLists.txt
    printf 'message("jwt: yes")\nelse()\nmessage("jwt: no")\nendif()\n' >>CMakeLists.txt
    cmake -S . -B build >out 2>&1 || fail "cmake: $(cat out)"
    if pkg-config --exists swage-jwt; then built=yes; else built=no; fi
    grep -q "jwt: $built" out || fail "cmake: of libswage-jwt it says $(cat out)"
    cd "$tmp"
fi

if has_tools meson; then
    write_shop with_meson
    { echo "project('shop', 'c')" && block meson; } >meson.build
    meson setup build >"$tmp/log" 2>&1 || fail 'meson: setup failed'
    follows meson 'ninja -v -C build' build/shop
fi
