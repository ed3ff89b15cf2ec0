#!/bin/bash
# run.sh: nothing that the machine refuses breaks pira: memory, files, descriptors, pipes, limits.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment; FULL=1: every single call fails once, not a sample of them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/pira-faults.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
unset SOURCE_DATE_EPOCH

passed=0
failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# The campaigns count for themselves; a sanitizer's malloc must be the first that is loaded, and has its own.
campaigns() {
    local log=$work/log
    if ldd "$PIRA" | grep -q 'lib[a-z]*san'; then
        echo "campaigns: not under a sanitizer"
        return
    fi
    ${CC:-gcc} -std=gnu11 -O1 -g -Wall -Wextra -shared -fPIC -o "$work/faults.so" "$here/faults.c" -ldl || { fail "faults.c does not compile"; return; }
    python3 -B "$here/faults.py" "$PIRA" "$work/faults.so" >"$log" 2>&1
    sed '$d' "$log"
    if [[ $(tail -n 1 "$log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
    else
        tail -n 1 "$log"
        fail "the campaigns broke off"
    fi
}

campaigns
. "$here/surroundings.sh"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
