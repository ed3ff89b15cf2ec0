#!/bin/bash
# run.sh: the life of a plan, on samples/ciclo-di-vita: the annex of autumn, the update of July, the report of April, one file.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment.
set -u
cd "$(dirname "$0")/../.." || exit 1
sample=samples/ciclo-di-vita
work=$(mktemp -d "${TMPDIR:-/tmp}/pira-life.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8

passed=0
failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# The plan as it was at a time: without the values that came later, without causes, with the old target.
without_values() { sed -E '/^ *<(intermedio|consuntivo) .*<\/(intermedio|consuntivo)>$/d; /<valore anno="2026"/d'; }
without_causes() { sed -E '/<scostamento /,/<\/scostamento>/d'; }
with_old_target() { sed -E '/<target .*segno="\*">/,/<\/target>/{/<precedente/,/<\/precedente>/d; s/ segno="\*"//; s/>80</>85</}'; }
as_document() { sed "s/\(versione=.*\) documento=\"rapporto\"/\1 documento=\"$1\"/"; }

valid() {
    "$PIRA" validate --strict "$1" >"$work/out" 2>&1 && pass || fail "$1: $(head -c 600 "$work/out")"
}

# prints PLAN TEMPLATE WORDS...: the document has each of the words, on pages or lines that may break anywhere.
prints() {
    local plan=$1 template=$2 text words
    shift 2
    "$PIRA" render "$plan" -t "$template" -o "$work/doc.pdf" 2>"$work/err" || { fail "$plan as $template: $(head -c 400 "$work/err")"; return; }
    text=$(pdftotext -raw "$work/doc.pdf" - | tr '\n' ' ' | sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g' | tr -s ' ')
    for words in "$@"; do
        case $words in
            !*) grep -qF -- "${words#!}" <<<"$text" && fail "$plan as $template prints «${words#!}»" || pass ;;
            *) grep -qF -- "$words" <<<"$text" && pass || fail "$plan as $template does not print «$words»" ;;
        esac
    done
}

cp "$sample"/* "$work"
cd "$work" || exit 1

# Autumn: objectives, targets, resources; no results yet.
without_values <piano.xml | without_causes | with_old_target | as_document preventivo >autunno.xml
valid autunno.xml
prints autunno.xml preventivo 'Portare le imprese sui mercati esteri' '≥ 85 %' '≥ 6' 'entro 30/09/2026' '120.000 €' '7 Lo scenario atteso' \
    'deliberazione n. 12 del 15/12/2025' 'Luigi Rossi' '!81,50' '!recedente' '!Causa'
pdftotext doc.pdf - | grep -q 'pagina 112 di' && pass || fail 'the first page is not 112'

# July: the values of 30 June come from a table, a target has changed; performance is that of 30 June.
without_values <piano.xml | without_causes | as_document aggiornamento >luglio.xml
"$PIRA" fill luglio.xml giugno.csv -o luglio.xml 2>err && pass || fail "fill giugno.csv: $(head -c 400 err)"
"$PIRA" validate luglio.xml >out 2>&1 && pass || fail "luglio.xml: $(head -c 400 out)"
prints luglio.xml aggiornamento '30/06/2026' '80,49 %' '≥ 80 %' '≥ 85 %' 'una scala più severa' '33 %' '98 %' 'n.d.' 'in redazione' \
    '110.000 €' '* target variato' '!81,50' '!20/11/2026'

# April: the results come from a table; a missed target without its cause is told, and with it the plan is whole again.
without_values <piano.xml | without_causes >aprile.xml
"$PIRA" fill aprile.xml giugno.csv -o aprile.xml 2>err && "$PIRA" fill aprile.xml dicembre.csv -o aprile.xml 2>err && pass || fail "fill: $(head -c 400 err)"
"$PIRA" validate aprile.xml >out 2>&1
grep -q 'scostamento-senza-causa' out && grep -q '1\.1\.b' out && grep -q '1\.1\.c' out && pass || fail "no message that a deviation lacks its cause: $(cat out)"
without_causes <piano.xml | cmp -s - aprile.xml && pass || fail 'the plan filled from both tables is not the sample'
valid piano.xml
prints piano.xml rapporto '81,50 %' '20/11/2026' '66,67 %' '81,32 %' '82,93 %' '91,47 %' 'Due paesi ospitanti hanno rinviato' \
    'Le due missioni si tengono a marzo 2027' 'Le missioni sono in calendario' '≥ 85 %' '96.450,20 €' 'deliberazione n. 3 del 26/04/2027' '* target variato' 'Il grado di un indicatore va da 0 a 100' '!80,49'

# Even when all is over the file gives the update of July again.
as_document aggiornamento <piano.xml >ancora.xml
prints ancora.xml aggiornamento '80,49 %' '33 %' '98 %' '!81,50' '!20/11/2026'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
