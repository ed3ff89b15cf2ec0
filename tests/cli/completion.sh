#!/bin/bash
# completion.sh: the completion knows every command, and every option of every command, that --help tells of.
# Usage: completion.sh, with PIRA in the environment; prints what is missing.
set -u
here=$(cd "$(dirname "$0")" && pwd)
compopt() { :; }
# shellcheck source=/dev/null
. "$here/../../src/pira.bash"

# words COMMAND_LINE...: what completes the line's last word.
words() {
    COMP_WORDS=("$@")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _pira
    printf '%s\n' "${COMPREPLY[@]}"
}

missing=0
expect() {
    local word=$1
    shift
    words "$@" | sed 's/=$//' | grep -qx -- "$word" && return
    echo "$*: the completion does not know $word"
    missing=1
}

commands=$("$PIRA" --help | sed -n 's/^  pira \([a-z]*\) .*/\1/p' | sort -u)
[ -n "$commands" ] || exit 1
for command in $commands; do
    expect "$command" pira ''
    for option in $("$PIRA" "$command" --help | sed -n 's/^  \(-[a-zA-Z], \)\{0,1\}\(--[a-z-]*\).*/\2/p'); do
        expect "$option" pira "$command" --
    done
done
exit "$missing"
