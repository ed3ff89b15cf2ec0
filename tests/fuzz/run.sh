#!/bin/bash
# run.sh: every libFuzzer target for a while, on its seeds, its dictionary and what earlier runs found.
# Usage: run.sh LOG_FOLDER [TARGETS]. FUZZ_TIME: seconds each (3; 60 with FULL). Without clang it says so and passes.
set -u
cd "$(dirname "$0")/../.." || exit 1
logs=$1
targets=${2:-$(ls tests/fuzz/fuzz_*.c | sed 's|.*/fuzz_\(.*\)\.c|\1|')}
seconds=${FUZZ_TIME:-${FULL:+60}}
seconds=${seconds:-3}

if ! command -v clang >/dev/null || ! echo 'int LLVMFuzzerTestOneInput(void);int LLVMFuzzerTestOneInput(void){return 0;}' |
    clang -x c -fsanitize=fuzzer,address -o "$logs/fuzz-try" - 2>/dev/null; then
    echo "not run: clang with libFuzzer is not installed (make fuzz installs it)"
    echo "0 passed, 0 failed"
    exit 0
fi
rm -f "$logs/fuzz-try"
if ldd "${PIRA:-/bin/true}" | grep -q 'lib[a-z]*san'; then
    echo "not run: the targets have sanitizers of their own"
    echo "0 passed, 0 failed"
    exit 0
fi
if ! make fuzzers >"$logs/fuzz-build.log" 2>&1; then
    tail -n 20 "$logs/fuzz-build.log"
    echo "0 passed, 1 failed"
    exit 1
fi

# prepare TARGET: its corpus, which grows from run to run, and its dictionary.
prepare() {
    local corpus=build/fuzz/corpus/$1
    mkdir -p "$corpus"
    case $1 in
        plan) tests/fuzz/dictionary.sh xsd/piano.xsd >"$corpus.dict" ;;
        template) tests/fuzz/dictionary.sh xsd/template.xsd >"$corpus.dict" ;;
        *) cp "tests/fuzz/$1.dict" "$corpus.dict" 2>/dev/null || : >"$corpus.dict" ;;
    esac
    case $1 in
        plan | template)
            [ -d build/fuzz/malformed ] || python3 -B tests/malformed/run.py "${PIRA:-build/pira}" --write build/fuzz/malformed
            find build/fuzz/malformed -name "$([ "$1" = plan ] && echo piano || echo modello).xml" -type f -size -16k |
                while read -r file; do cp "$file" "$corpus/$(basename "$(dirname "$file")").xml"; done ;;
    esac
}

passed=0
failed=0
for target in $targets; do
    prepare "$target"
    corpus=build/fuzz/corpus/$target
    log=$logs/fuzz-$target.log
    if "build/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=30000 -timeout=20 -rss_limit_mb=2500 -print_final_stats=1 \
        -dict="$corpus.dict" -artifact_prefix="build/fuzz/$target-" "$corpus" "tests/fuzz/seeds/$target" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
    else
        failed=$((failed + 1))
        echo "FAILED: $target"
        grep -vE '^#|NEW|REDUCE' "$log" | head -n 40
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
