#!/bin/bash
# run.sh: any plan through any template: every sample, and every plan of tests/plans, with each of the five templates gives a
# whole, tagged document, in which nothing that the plan says is lost, and whose structure says what the blocks say that it
# was laid out from.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-build/check}/render
mkdir -p "$out"
templates="preventivo aggiornamento alberatura rapporto performance"

passed=0
failed=0

# expect NAME COMMAND...: the command must end well.
expect() {
    local name=$1 said
    shift
    if said=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: %s\n%s\n' "$name" "$*" "$(head -n 10 <<<"$said")"
    fi
}

is_tagged() { pdfinfo "$1" | grep -q '^Tagged: *yes'; }

# The text comes out without a complaint, and holds the body's name.
has_text() {
    local pdf=$1 plan=$2 text errors
    text=$(pdftotext "$pdf" - 2>"$pdf.err") || return 1
    errors=$(cat "$pdf.err")
    [ -z "$errors" ] || { echo "$errors"; return 1; }
    grep -qF "$(sed -n 's/.*<denominazione>\(.*\)<\/denominazione>.*/\1/p' "$plan" | head -n 1)" <<<"$text"
}

# No word broken for want of room, no character without a glyph.
is_quiet() { ! grep -E 'PIRA-60|PIRA-70' "$1"; }

render() { "$PIRA" render "$1" -t "$2" -o "$3" 2>"$3.log"; }
dump() { "$PIRA" render "$1" -t "$2" --dump=blocks -o "$3" 2>/dev/null; }

# The structure of the document, beside the blocks that it was laid out from.
check_structure() {
    expect "$1, $3: blocks" dump "$2" "$3" "$4.blocks"
    expect "$1, $3: structure" /usr/bin/python3 tests/check_pdf.py --model="$4.blocks" "$4"
}

for plan in tests/plans/*.xml tests/plans/mondo/*.xml; do
    name=$(basename "$plan" .xml)
    for template in $templates; do
        expect "$name, $template" render "$plan" "$template" "$out/$name-$template.pdf"
        expect "$name, $template: nothing lost" python3 tests/render/complete.py "$plan" "$out/$name-$template.pdf"
        check_structure "$name" "$plan" "$template" "$out/$name-$template.pdf"
    done
done

for plan in samples/*/piano.xml; do
    sample=$(basename "$(dirname "$plan")")
    for template in $templates; do
        pdf=$out/$sample-$template.pdf
        rm -f "$pdf"
        expect "$sample, $template" render "$plan" "$template" "$pdf"
        [ -f "$pdf" ] || { cat "$pdf.log"; continue; }
        expect "$sample, $template: messages" is_quiet "$pdf.log"
        expect "$sample, $template: tagged" is_tagged "$pdf"
        expect "$sample, $template: text" has_text "$pdf" "$plan"
        expect "$sample, $template: nothing lost" python3 tests/render/complete.py "$plan" "$pdf"
        check_structure "$sample" "$plan" "$template" "$pdf"
    done
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
