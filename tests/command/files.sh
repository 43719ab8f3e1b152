#!/bin/sh
# SPDX-License-Identifier: MIT
# embed: what is taken from a folder, what is refused, and that the same folder gives the same C.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

fail() { echo "files.sh: $*" >&2; exit 1; }

# refused WORDS: site.swage is, with these words and no others.
refused() {
    status=0
    "$SWAGE" gen -o gen site.swage >out 2>&1 || status=$?
    [ $status = 1 ] && [ ! -e gen ] || fail "$1: $status"
    [ "$(grep -c ' error: ' out)" = 1 ] && grep -q "$1" out || fail "$1: $(cat out)"
}

cat >site.swage <<'END'
embed "/" "public";
END

# The order of a folder is not that of what comes out.
mkdir -p public/b/c other
for name in b/c/deep.txt z a-b a b.txt; do echo "$name" >"public/$name"; done
echo hidden >public/.hidden
mkdir public/.git && echo hidden >public/.git/config
"$SWAGE" gen -o gen -MF site.d site.swage
mkdir other/public other/public/b other/public/b/c
for name in a a-b b.txt b/c/deep.txt z; do echo "$name" >"other/public/$name"; done
cp site.swage other
(cd other && "$SWAGE" gen -o gen site.swage)
cmp gen/site_routes.c other/gen/site_routes.c || fail "the same folder gave other C"
grep '\.path = SWAGE_STR_INIT' gen/site_routes.c | cut -d'"' -f2 >paths
printf '%s\n' a a-b b.txt b/c/deep.txt z | diff - paths || fail "other files are there"
! grep -q hidden gen/site_routes.c || fail "what is hidden is there"

# make learns of files, and by the folders of those that are added.
cat >want <<'END'
gen/site.h gen/site.c gen/site_routes.h gen/site_routes.c gen/site_app.c: \
  site.swage \
  public \
  public/a \
  public/a-b \
  public/b \
  public/b/c \
  public/b/c/deep.txt \
  public/b.txt \
  public/z
END
sed '/^$/,$d' site.d | diff want - || fail "the depfile differs"
(cd / && "$SWAGE" check "$tmp/site.swage") || fail "the folder stands beside the schema, wherever the compiler runs"

# The model knows them, with their sizes, and fmt leaves them as they are.
"$SWAGE" dump site.swage | tr -d ' \n' | grep -q '"files":\[{"path":"/","folder":"public","embedded":true,"list":\[{"path":"a","bytes":2}' ||
    fail "dump does not list them"
"$SWAGE" fmt --check site.swage || fail "fmt would change it"
printf 'files   "/x"\n"y" ;embed "/z" "public" ;\n' >odd.swage
"$SWAGE" fmt odd.swage
printf 'files "/x" "y";\nembed "/z" "public";\n' | diff - odd.swage || fail "fmt wrote something else"

# Another byte, another tag.
grep -o 'tag = .*' gen/site_routes.c >before
echo b >public/a
"$SWAGE" gen -o gen site.swage
grep -o 'tag = .*' gen/site_routes.c | diff -q before - >/dev/null && fail "the tag is what it was"
rm -r gen

# What the server would not serve, or could not.
ln -s a public/link
refused "'public/link' is neither a file nor a folder; links are not followed"
rm public/link
mkfifo public/pipe
refused "'public/pipe' is neither a file nor a folder"
rm public/pipe
echo x >'public/a\b'
refused "has a backslash in its name"
rm 'public/a\b'
if [ "$(id -u)" != 0 ]; then
    chmod 0 public/z
    refused "cannot read 'public/z'"
    chmod 600 public/z
fi

# Limits, and what is just within them.
deep=public/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16
mkdir -p $deep && echo x >$deep/x
"$SWAGE" check site.swage || fail "16 folders in one another are too many"
mkdir $deep/17
refused "17' is too deep"
rm -r public
mkdir public
dd if=/dev/zero of=public/most bs=1048576 count=4 2>/dev/null
"$SWAGE" check site.swage || fail "4 MiB are too many"
echo >public/one
refused "'public/one' is too much: there is room for 0 more bytes"
rm public/one
echo >>public/most
refused "'public/most' is too much"
rm public/most
i=0
while [ $i -lt 4096 ]; do
    : >public/$i
    i=$((i + 1))
done
"$SWAGE" check site.swage || fail "4096 files are too many"
: >public/z
refused "'public/z' is one file too many"
