#!/bin/bash
# run.sh: the files that pira writes, through readers that are not ours (qpdf, poppler, MuPDF) and through check_pdf.py.
# Usage: run.sh LOG_FOLDER, with PIRA and UNIT in the environment.
set -u
cd "$(dirname "$0")/../.." || exit 1
logs=${1:-build/check}
mkdir -p "$logs/pdf"

passed=0
failed=0

# expect NAME COMMAND...: the command must end well and say nothing on standard error.
expect() {
    local name=$1 errors
    shift
    if errors=$("$@" 2>&1 >/dev/null) && [ -z "$errors" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name: $* ${errors:+: $errors}"
        "$@" 2>/dev/null | head -20
    fi
}

# Every font is embedded, subset and says what its codes mean.
fonts_are_whole() {
    pdffonts "$1" | awk 'NR > 2 && $(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 } END { exit bad || NR < 3 }'
}

check_file() {
    local name=$1 pdf=$2
    expect "$name" qpdf --check "$pdf"
    expect "$name" pdfinfo -struct-text "$pdf"
    expect "$name" pdftotext "$pdf" -
    expect "$name" fonts_are_whole "$pdf"
    expect "$name" mutool draw -q -N -F text -o /dev/null "$pdf"
    expect "$name" /usr/bin/python3 tests/check_pdf.py "$pdf"
}

"$UNIT" pdf_write >/dev/null
check_file document build/test-pages.pdf
expect "the checker itself" /usr/bin/python3 tests/pdf/mutate.py build/test-pages.pdf "$logs/pdf"

# render SAMPLE PDF: no message counts here; tests/cli looks at those.
render() {
    "$PIRA" render "samples/$1/piano.xml" -t "$(cat "samples/$1/modello")" -o "$2" 2>/dev/null
}

for model in samples/*/modello; do
    [ -f "$model" ] || continue
    sample=$(basename "$(dirname "$model")")
    pdf=$logs/pdf/$sample.pdf
    expect "$sample" render "$sample" "$pdf"
    [ -f "$pdf" ] || continue
    check_file "$sample" "$pdf"
    expect "$sample" render "$sample" "$pdf.again"
    expect "$sample, twice the same bytes" cmp "$pdf" "$pdf.again"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
