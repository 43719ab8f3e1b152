#!/bin/sh
# SPDX-License-Identifier: MIT
# embed.sh HTML [SCRIPT LICENSES OWN]: the documentation page as C, on standard output; LICENSES are those of what the script
# holds, and OWN is a script of ours that runs behind it.
# Without a script the page has none, and asks for none.
set -eu
html=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# bytes NAME FILE
bytes() {
    printf 'static const unsigned char %s[] = {\n' "$1"
    od -An -v -tu1 "$2" | sed 's/^ *//; s/  */, /g; s/$/,/; s/^/    /'
    printf '};\n\n'
}

# tag FILE: an ETag, without quotes
tag() { cksum <"$1" | sed 's/ /-/'; }

printf '/* Made by embed.sh. */\n#include <swage/app.h>\n\n'
bytes html "$html"
cat <<END
static const swage_str html_pieces[] = {{(const char *)html, sizeof html}};
const struct swage_document swage_docs_page = {.media = SWAGE_STR_INIT("text/html; charset=utf-8"),
                                               .tag = SWAGE_STR_INIT("\"$(tag "$html")\""),
                                               .pieces = html_pieces,
                                               .piece_count = 1};

END
if [ $# = 1 ]; then
    echo 'const struct swage_document swage_docs_script = {.media = SWAGE_STR_INIT("text/javascript; charset=utf-8"),'
    echo '                                                 .tag = SWAGE_STR_INIT("\"none\"")};'
    exit
fi
# Whoever is given the script is given the licenses as well.
{ cat "$2"; echo; cat "$4"; sed 's|^|// |' "$3"; } >"$tmp/script"
gzip -9 -n -c "$tmp/script" >"$tmp/packed"
bytes script "$tmp/packed"
cat <<END
const struct swage_document swage_docs_script = {.media = SWAGE_STR_INIT("text/javascript; charset=utf-8"),
                                                 .tag = SWAGE_STR_INIT("\"$(tag "$tmp/script")\""),
                                                 .packed_tag = SWAGE_STR_INIT("\"$(tag "$tmp/script")-gzip\""),
                                                 .packed = {script, sizeof script}};
END
