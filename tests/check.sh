#!/bin/bash
# check.sh: runs the unit suites and every tests/NAME/run.sh, and adds up what passed and what failed.
# Each part ends with a line "N passed, N failed". Usage: check.sh LOG_FOLDER, with PIRA and UNIT in the environment.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=$1
mkdir -p "$logs"

passed=0
failed=0

# run_part NAME COMMAND...: shows the command's output, keeps it, counts it.
run_part() {
    local name=$1 log=$logs/$1.log status last
    shift
    echo "== $name"
    "$@" >"$log" 2>&1
    status=$?
    cat "$log"
    last=$(tail -n 1 "$log")
    if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        # A part that counts no failure and still ends badly has broken off.
        [ "$status" -ne 0 ] && [ "${BASH_REMATCH[2]}" -eq 0 ] && failed=$((failed + 1))
    else
        echo "$name broke off with status $status"
        failed=$((failed + 1))
    fi
}

run_part unit "$UNIT"
run_part house tests/house.sh
for script in tests/*/run.sh; do
    part=${script%/run.sh}
    run_part "${part##*/}" "$script" "$logs"
done

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
