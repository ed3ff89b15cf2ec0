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

# PDFBox checks for PDF/A-1b, which has most of what PDF/A-3 demands. What A-3 cannot meet of it is allowed: a cross-reference
# stream and attachments (1.4, 1.4.x, 1.2.9), no CIDSet (3.1.11), another part than 1 (7.11.2).
jars=/usr/share/java
preflight=$jars/preflight.jar
for jar in xmpbox pdfbox2 fontbox2 commons-logging commons-io jaxb-api javax.activation; do preflight+=:$jars/$jar.jar; done

preflight_is_content() {
    local said
    said=$(java -cp "$preflight" org.apache.pdfbox.preflight.Validator_A1b "$1" 2>/dev/null)
    grep -q '^7\.11\.2 ' <<<"$said" || { echo "preflight did not look at $1: $said" >&2; return 1; }
    ! grep -E '^[0-9]+(\.[0-9]+)* :' <<<"$said" | grep -vE '^(1\.4|1\.4\.[0-9]+|1\.2\.9|3\.1\.11|7\.11\.2) :' >&2
}

# check_file NAME PDF [BLOCKS]: the document, beside its blocks when they are given.
check_file() {
    local name=$1 pdf=$2 blocks=${3-}
    expect "$name" qpdf --check "$pdf"
    expect "$name" pdfinfo -struct-text "$pdf"
    expect "$name" pdftotext "$pdf" -
    expect "$name" fonts_are_whole "$pdf"
    expect "$name" mutool draw -q -N -F text -o /dev/null "$pdf"
    expect "$name" /usr/bin/python3 tests/check_pdf.py ${blocks:+--model="$blocks"} "$pdf"
}

"$UNIT" pdf_write >/dev/null
check_file document build/test-pages.pdf tests/pdf/pagine.txt
expect "the checker itself" /usr/bin/python3 tests/pdf/mutate.py build/test-pages.pdf tests/pdf/pagine.txt "$logs/pdf"

# Sharp, too: without its output intent the document has colours that nobody defines.
/usr/bin/python3 - build/test-pages.pdf "$logs/pdf/colourless.pdf" <<'PYTHON'
import sys, pikepdf
with pikepdf.open(sys.argv[1]) as pdf:
    del pdf.Root.OutputIntents
    pdf.save(sys.argv[2])
PYTHON
preflight_misses() { ! preflight_is_content "$1" 2>/dev/null; }
expect "preflight" preflight_misses "$logs/pdf/colourless.pdf"

# render SAMPLE PDF: no message counts here; tests/cli looks at those.
render() {
    "$PIRA" render "samples/$1/piano.xml" -t "$(cat "samples/$1/modello")" -o "$2" 2>/dev/null
}

blocks() {
    "$PIRA" render "samples/$1/piano.xml" -t "$(cat "samples/$1/modello")" --dump=blocks -o "$2" 2>/dev/null
}

for model in samples/*/modello; do
    [ -f "$model" ] || continue
    sample=$(basename "$(dirname "$model")")
    pdf=$logs/pdf/$sample.pdf
    expect "$sample" render "$sample" "$pdf"
    [ -f "$pdf" ] || continue
    expect "$sample" blocks "$sample" "$pdf.blocks"
    check_file "$sample" "$pdf" "$pdf.blocks"
    expect "$sample" preflight_is_content "$pdf"
    expect "$sample" render "$sample" "$pdf.again"
    expect "$sample, twice the same bytes" cmp "$pdf" "$pdf.again"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
