# SPDX-License-Identifier: MIT
# Sourced by the tests of projects: a folder of their own to be in, and an environment in which swage is installed.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

PATH=$SWAGE_STAGE/bin:$PATH
PKG_CONFIG_PATH=$SWAGE_LIBDIR/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
LD_LIBRARY_PATH=$SWAGE_LIBDIR${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
CMAKE_PREFIX_PATH=$SWAGE_STAGE
ACLOCAL_PATH=$SWAGE_STAGE/share/aclocal
# What is linked with libraries under a sanitizer is built with it too.
CFLAGS="-O0 -g -Werror $SWAGE_BUILD_FLAGS"
LDFLAGS=$SWAGE_BUILD_FLAGS
export PATH PKG_CONFIG_PATH LD_LIBRARY_PATH CMAKE_PREFIX_PATH ACLOCAL_PATH CFLAGS LDFLAGS
# The make that runs this test is nobody's business below it.
unset MAKEFLAGS MFLAGS MAKELEVEL SWAGE

fail() {
    echo "$(basename "$0"): $*" >&2
    [ ! -f "$tmp/log" ] || tail -n 40 "$tmp/log" >&2
    exit 1
}

# has_tools BUILD: whether what it needs is there.
has_tools() {
    case $1 in
    make) set -- make ;;
    autotools) set -- autoreconf automake ;;
    cmake) set -- cmake ctest ;;
    meson) set -- meson ninja ;;
    esac
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; return 1; }
    done
    pkg-config --exists check || { echo 'skipped: there is no Check'; return 1; }
}
