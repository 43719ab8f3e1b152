#!/bin/sh
# SPDX-License-Identifier: MIT
# doc/diagnostics.md and doc/lint.md have every code and rule with what the compiler says of it, and no others.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

"$SWAGE" lint --rules | cut -d ' ' -f 1 | sort >rules
"$SWAGE" help | awk '$2 == "error" || $2 == "warning"' | sed 's/|/\\|/g' >codes
while read -r code severity words; do
    if grep -qx -e "$code" rules; then
        line="| \`$code\` | $words |" file=lint.md
    else
        line="| \`$code\` | $severity | $words |" file=diagnostics.md
    fi
    grep -qF -e "$line" "$SRCDIR/doc/$file" || { echo "help.sh: $file has no line $line" >&2; exit 1; }
done <codes
cut -c 3- codes | cut -d ' ' -f 1 | sort >wanted
sed -n 's/^| `\([a-z-]*-[a-z-]*\|[a-z]*\)` | .*/\1/p' "$SRCDIR/doc/lint.md" | sort >linted
sed -n '/^## Codes/,$s/^| `\([a-z-]*\)` | .*/\1/p' "$SRCDIR/doc/diagnostics.md" | sort - linted >found
diff wanted found
diff rules linted
