#!/bin/sh
# SPDX-License-Identifier: MIT
# What --help says, what is accepted, what the shells complete and what the man page tells are the same commands and options.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

fail() { echo "completion.sh: $*" >&2; exit 1; }

for shell in bash zsh fish; do
    "$SWAGE" completion $shell >$shell
    cmp $shell "$(echo "$BUILDDIR"/integration/$shell/*swage*)" || fail "what is installed for $shell is of another version"
done
for words in '' csh 'bash zsh' '--nope'; do
    status=0
    # shellcheck disable=SC2086
    "$SWAGE" completion $words >out 2>&1 || status=$?
    [ $status = 2 ] || fail "completion $words: $status"
done

commands=$("$SWAGE" --help | sed -n 's/^\(usage:\|      \) swage \([a-z]*\)  *[^ ].*/\2/p' | grep -v '^help$')
[ "$(echo "$commands" | wc -l)" -ge 11 ] || fail "commands: $commands"

# Options as a command's own help has them, with an equals sign where that comes before a value.
options() {
    "$SWAGE" "$1" --help | sed -n 's/^  \(-[^ =]*=\{0,1\}\).*/\1/p'
    echo --help
}

count=0
for command in $commands; do
    grep -q "^\.It Cm $command\$" "$SRCDIR/doc/swage.1" || fail "swage.1 does not tell of $command"
    [ "$(cat "$BUILDDIR/doc/swage-$command.1")" = '.so man1/swage.1' ] || fail "there is no swage-$command.1"
    "$SWAGE" "$command" --help >help
    [ "$(head -n 1 help | cut -d ' ' -f 1-3)" = "usage: swage $command" ] || fail "$command: its help begins otherwise"
    bash_words=$(sed -n "s/^    $command:-\*) words='\(.*\)' ;;/\1/p" bash)
    [ "$(echo "$bash_words" | tr ' ' '\n' | grep . | sort)" = "$(options "$command" | sort)" ] ||
        fail "$command: bash completes $bash_words"
    sed -n "/^    $command)/,/;;/p" zsh >zsh_part
    grep "__fish_seen_subcommand_from $command'" fish >fish_part || true
    [ "$(grep -c "^        '-" zsh_part)" = "$(options "$command" | wc -l)" ] || fail "$command: zsh: $(cat zsh_part)"
    [ "$(grep -c -e ' -d ' fish_part)" = "$(options "$command" | wc -l)" ] || fail "$command: fish: $(cat fish_part)"
    for option in $(options "$command"); do
        name=${option%=}
        grep -q -e "'$name[=+]\{0,1\}\[" zsh_part || fail "$command: zsh lacks $name"
        case $name in
        --*) fish=" -l ${name#--} " ;;
        -?) fish=" -s ${name#-} " ;;
        *) fish=" -o ${name#-} " ;;
        esac
        grep -q -e "$fish" fish_part || fail "$command: fish lacks $name"
        "$SWAGE" "$command" "$name" >/dev/null 2>err </dev/null || true
        ! grep -q 'unknown option' err || fail "$command: $name stands in its help and is refused"
        escaped=$(echo "${name#-}" | sed 's/^-/\\*\\{0,1\\}-/')
        [ "$name" = --help ] || grep -q -e "Fl \(No \)\{0,1\}$escaped" "$SRCDIR/doc/swage.1" || fail "swage.1 does not tell of $name"
        count=$((count + 1))
    done
    # And the other way round: what its table takes stands in its help.
    for name in $(grep -o '{\.name = "-[^"]*"' "$SRCDIR/compiler/command/$command.c" | cut -d '"' -f 2 | grep -vx -e --help); do
        grep -q -e "^  $name[ =]" help || fail "$command takes $name, and its help does not say so"
    done
done
[ $count -ge 40 ] || fail "only $count options were looked at"

if command -v bash >/dev/null; then
    # complete WORD...: what bash offers for the last one.
    cat >try.bash <<'TRY'
complete() { :; }
compopt() { echo "compopt $*"; }
. ./bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_swage
printf '%s\n' "${COMPREPLY[@]}"
TRY
    mkdir folder
    [ "$(bash try.bash swage sca)" = scaffold ] || fail "bash: $(bash try.bash swage sca)"
    [ "$(bash try.bash swage gen --em)" = 'compopt -o nospace
--emit=' ] || fail "bash: $(bash try.bash swage gen --em)"
    [ "$(bash try.bash swage gen -o fol)" = folder ] || fail "bash: $(bash try.bash swage gen -o fol)"
    [ "$(bash try.bash swage completion z)" = zsh ] || fail "bash: $(bash try.bash swage completion z)"
    bash try.bash swage help unknown-t | grep -qx unknown-type || fail 'bash: codes'
    [ -z "$(bash try.bash swage gen fol)" ] || fail 'bash: files are the shell'\''s own'
fi
if command -v fish >/dev/null; then
    HOME=$tmp XDG_CONFIG_HOME=$tmp fish -c 'source ./fish; complete -C "swage sca"; complete -C "swage gen --em"' >out
    grep -q '^scaffold' out && grep -q '^--emit' out || fail "fish: $(cat out)"
fi
! command -v zsh >/dev/null || zsh -n zsh || fail 'zsh does not read it'
