#!/bin/bash
# run.sh: the command line: for good and bad inputs the exit status and what the messages must say, as one table.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/pira-cli.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
unset PIRA_DATA NO_COLOR

passed=0
failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# variant FILE SED...: the good plan, changed.
variant() {
    local file=$1
    shift
    sed "$@" "$here/buono.xml" >"$file"
    cmp -s "$file" "$here/buono.xml" && fail "$file: the change changes nothing"
}

make_inputs() {
    cp "$here/buono.xml" buono.xml
    : >vuoto.xml
    head -c 900 buono.xml >troncato.xml
    head -c 4096 /dev/zero >zeri.xml
    printf 'Relazione sulla performance\n' >testo.xml
    printf '%%PDF-1.7\n%%\xe2\xe3\xcf\xd3\n' >documento.xml
    head -c 100000000 /dev/zero | tr '\0' ' ' >spazi.xml
    { printf '<piano xmlns="urn:pira:piano:1">'; printf '<nodo>%.0s' $(seq 100000); } >profondo.xml
    { printf '<!DOCTYPE piano [<!ENTITY a "x">]>'; tail -n +2 buono.xml; } >dtd.xml
    { printf '<!DOCTYPE piano SYSTEM "file:///etc/passwd">'; tail -n +2 buono.xml; } >dtd-esterna.xml
    printf '<?xml version="1.0"?>\n<piano xmlns="urn:pira:piano:1"><ente>\xff\xfe\x80</ente></piano>\n' >codifica.xml
    variant altra-radice.xml -e 's/<piano /<bilancio /; s/<\/piano>/<\/bilancio>/'
    variant altro-spazio.xml -e 's/urn:pira:piano:1/urn:esempio/'
    variant elemento.xml -e 's/<titolo>Servizi allo sportello<\/titolo>/<tittolo>Servizi<\/tittolo>/' \
        -e 's/peso="60"/peso="600"/' -e 's/<percento>80</<percento>80,5</' -e 's/comparatore="almeno"><numero>/comparatore="minimo"><numero>/'
    variant numero.xml -e 's/<numero>45</<numero>quarantacinque</'
    variant doppio-id.xml -e 's/id="i2"/id="i1"/'
    variant riferimento.xml -e 's/livello="operativo" codice/livello="strategico" codice/'
    variant formula-misura.xml -e 's|<formula>P1 / I1<|<formula>P1 / I9<|'
    variant formula-sintassi.xml -e 's|<formula>P1 / I1<|<formula>P1 / ( I1<|'
    variant formula-ciclica.xml -e 's|<misura id="m-pratiche" codice="P1" unita="N."><valore anno="2025"><numero>45</numero></valore></misura>|<misura id="m-pratiche" codice="P1" unita="N."><da-tabella tabella="t" riga="r1" colonna="c"/></misura>|' \
        -e 's|</albero>|</albero><tabelle><tabella id="t"><colonne><colonna id="c" tipo="numero"/></colonne><riga id="r1"><cella id="x1"><formula>r2 + 1</formula></cella></riga><riga id="r2"><cella id="x2"><formula>r1 + 1</formula></cella></riga></tabella></tabelle>|'
    # An error of a rule, so that the plan can be laid out all the same: a typed total that is not the sum.
    variant totale.xml -e 's|</albero>|</albero><tabelle><tabella id="t"><colonne><colonna id="c" tipo="importo"/></colonne><riga><cella><importo>1</importo></cella></riga><riga><cella><importo>3</importo></cella></riga><riga genere="totale"><cella><importo>5</importo></cella></riga></tabella></tabelle>|'
    variant performance.xml -e 's/"rapporto"/"altro"/g'
    variant molti.xml -e "s|<nome>Numero.*|<nome>N</nome>$(printf '<tittolo>x</tittolo>%.0s' $(seq 40))|"
    printf 'codice;anno;valore\nP1;2025;50\nI1;2025;"66,5"\n' >valori.csv
    printf 'codice;anno;valore\nP1;2025;molti\nP1;20266;5\nP9;2025;5\n' >guasti.csv
    printf 'anno;valore\n2025;5\n' >senza-nomi.csv
    printf 'codice;anno;valore\nP1;2025;"5\n' >aperto.csv
    printf 'PK\003\004' >foglio.csv
    head -c 1000000 /dev/zero | tr '\0' ';' >largo.csv
    mkdir cartella
    mkfifo pipe
    printf 'vecchio' >uscita
}

# check STATUS FRAGMENTS ARGUMENTS...: runs pira; each fragment (parted by ;) must stand in what it says.
check() {
    local expected=$1 fragments=$2 status fragment
    shift 2
    timeout 60 "$PIRA" "$@" >out 2>err </dev/null
    status=$?
    if [ "$status" -ne "$expected" ]; then
        fail "pira $*: status $status instead of $expected: $(head -c 400 err)"
        return
    fi
    while IFS= read -r fragment; do
        if ! cat out err | grep -qF -- "$fragment"; then
            fail "pira $*: does not say «$fragment»: $(head -c 1200 err)"
            return
        fi
    done < <(printf '%s\n' "$fragments" | tr ';' '\n' | sed 's/^ *//; s/ *$//' | grep .)
    pass
}

# The table: status | what must be said, parted by ; | arguments
run_table() {
    local status fragments arguments
    while IFS='|' read -r status fragments arguments; do
        case $status in '' | '#'*) continue ;; esac
        # shellcheck disable=SC2086   # the arguments are words
        check "${status// /}" "$fragments" $arguments
    done
}

unharmed() {
    cmp -s uscita <(printf vecchio) && pass || fail "an output that existed was harmed: $1"
    local left
    left=$(find . -name '.pira-*' | head -n 1)
    [ -z "$left" ] && pass || fail "an unfinished output was left behind: $left"
}

make_inputs

run_table <<'TABLE'
# help and usage
0 | Uso: pira COMANDO; validate; compute; render; explain; Stato d'uscita | --help
0 | Usage: pira COMMAND; Exit status | --help --lang=en
0 | Uso: pira render; --draft; --dump | render --help
0 | Usage: pira validate; --format | --lang en validate --help
0 | pira 0.; EUPL | --version
2 | manca il comando; validate, compute, render, values; PIRA-9010 |
2 | command is missing | --lang=en
2 | comando sconosciuto: «vaildate»; forse si intendeva «validate» | vaildate buono.xml
2 | comando sconosciuto: «spiegami» | spiegami
2 | opzione sconosciuta: «--drfat»; forse si intendeva «--draft» | render buono.xml --drfat
2 | opzione sconosciuta: «-x» | validate -x buono.xml
2 | manca il valore; --output | compute buono.xml -o
2 | non vuole un valore; --draft | render buono.xml --draft=si
2 | --format; xml; text, json, sarif | validate buono.xml --format=xml
2 | --lang; fr; it, en | --lang=fr validate buono.xml
2 | validate; --draft | validate buono.xml --draft
2 | --dump; tavole; blocks, pages | render buono.xml -t rapporto --dump=tavole
2 | compute; --dump | compute buono.xml --dump=pages
2 | --dump | render buono.xml totale.xml -t rapporto --dump=pages
2 | manca un argomento; pira validate PIANO.xml | validate
2 | argument too many; altro.xml | --lang=en compute buono.xml altro.xml
2 | manca il modello; -t; aggiornamento, alberatura, performance, preventivo, rapporto | render buono.xml
2 | non c'è un modello «inesistente» | render buono.xml -t inesistente
# explaining messages
0 | PIRA-7901; la cartella non esiste; rimedio | explain PIRA-7901
0 | PIRA-7901; its folder does not exist; hint | explain 7901 --lang=en
0 | PIRA-7116; altre … pagine | explain PIRA-7116
2 | «PIRA-0000»; codice | explain PIRA-0000
# files that cannot be read
3 | assente.xml; non esiste | validate assente.xml
3 | absent.xml; does not exist | --lang=en validate absent.xml
3 | cartella; è una cartella | validate cartella
3 | pipe; non è un file | validate pipe
3 | vuoto.xml; vuoto | validate vuoto.xml
3 | troncato.xml:18:; il file finisce; titolo | validate troncato.xml
3 | testo.xml; non è un piano in XML | validate testo.xml
3 | documento.xml; non è un piano in XML; PDF | validate documento.xml
3 | zeri.xml:1:1; U+0000 | validate zeri.xml
3 | codifica.xml:2:39; «ÿ»; UTF-8; encoding="windows-1252"; si legge per intero | validate codifica.xml
3 | dtd.xml; DOCTYPE | validate dtd.xml
3 | dtd-esterna.xml; DOCTYPE | validate dtd-esterna.xml
5 | spazi.xml; 64 MB | validate spazi.xml
5 | profondo.xml; 200 livelli | validate profondo.xml
# plans with errors
0 | nessun errore | validate buono.xml
1 | nessun errore; --strict | validate --strict buono.xml
0 | nessun errore | validate --no-color buono.xml
0 | nessun errore | validate --strict performance.xml
1 | <tittolo>x</tittolo>; ^~~; in più: 20; --all | validate molti.xml
1 | <tittolo>x</tittolo> | validate --all molti.xml
1 | more messages; : 20; --all | --lang=en validate molti.xml
2 | --strict; compute | compute --strict buono.xml
2 | --timeout; 1 … 1000000 | validate --timeout=0 buono.xml
2 | --timeout; «-3» | validate --timeout=-3 buono.xml
2 | --timeout; «5s» | validate --timeout=5s buono.xml
0 | nessun errore | validate --timeout=60 buono.xml
0 | no errors | validate buono.xml --lang=en
1 | altra-radice.xml:2:1; «bilancio»; «piano» | validate altra-radice.xml
1 | altro-spazio.xml:2:8; urn:pira:piano:1 | validate altro-spazio.xml
1 | elemento.xml:18:7; «tittolo»; forse si intendeva «titolo»; «600»; il massimo è 100; «80,5»; 80.5; «minimo»; almeno, oltre; indicatore A1.2; 4 errori; regole e cifre si esaminano | validate elemento.xml
1 | numero.xml:10:72; «quarantacinque» non è un numero; 1234.5 | validate numero.xml
1 | doppio-id.xml:24:19; «i1», in <indicatore id="i1">, è già alla riga 19; «i1-2» al posto di «i1» | validate doppio-id.xml
1 | riferimento.xml:17:19; riferimento-inesistente; «strategico» non esiste; 01.O1 | validate riferimento.xml
1 | formula-misura.xml:21:23; al carattere 6; «I9»; indicatore A1.1; scrivere «I1» al posto di «I9» | validate formula-misura.xml
1 | formula-sintassi.xml:21:; al carattere 6; non è chiusa; indicatore A1.1 | validate formula-sintassi.xml
1 | formula-ciclica.xml:30:; in circolo: x1 → x2 → x1 | validate formula-ciclica.xml
1 | totale.xml:30:; totale-diverso; 5; 4 | validate totale.xml
3 | assente.xml; quarantacinque; in 3 file | validate numero.xml assente.xml buono.xml
# outputs
0 | <calcoli>; 93.75; 96.25 | compute buono.xml
4 | cartella; non è un file | compute buono.xml -o cartella
4 | la cartella non esiste | compute buono.xml -o manca/piano.xml
4 | buono.xml; che si stanno leggendo | compute buono.xml -o buono.xml
1 | quarantacinque | compute numero.xml -o uscita
1 | quarantacinque | render numero.xml -t rapporto -o uscita
3 | vuoto | render vuoto.xml -t rapporto -o uscita
0 | codice;valore; P1 | values buono.xml
0 | valori scritti: 2; già uguali: 0; <numero>66.5</numero> | fill buono.xml valori.csv
1 | guasti.csv:2:9; «molti» non è un numero; cella C2; guasti.csv:3:4; «20266» non è né un anno né un giorno; guasti.csv:4:1; «P9»; forse si intendeva «P1» | fill buono.xml guasti.csv
1 | the column 'codice' is missing | --lang=en fill buono.xml senza-nomi.csv
3 | aperto.csv:2:9; la virgoletta che si apre qui non si chiude | fill buono.xml aperto.csv
3 | foglio.csv; foglio di calcolo | fill buono.xml foglio.csv
3 | buono.xml; non è una tabella CSV | fill buono.xml buono.xml
3 | assente.csv; non esiste | fill buono.xml assente.csv
5 | largo.csv:1:257; 256 celle | fill buono.xml largo.csv
1 | quarantacinque | fill numero.xml valori.csv -o uscita
1 | «molti» | fill buono.xml guasti.csv -o uscita
4 | valori.csv; che si stanno leggendo | fill buono.xml valori.csv -o valori.csv
2 | manca un argomento; fill PIANO.xml VALORI.csv | fill buono.xml
0 | A1.1; 93,75% | export buono.xml --table=indicatori
0 | 01.O1; 96,25% | export buono.xml --table=objectives
0 | profondità; Quota di pratiche evase | export buono.xml --table=tree
1 | non c'è una tabella «initiatives» | export buono.xml --table=initiatives
2 | manca la tabella; indicatori, obiettivi, iniziative, albero | export buono.xml
0 | urn:pira:piano:1; Un piano da cominciare | init
4 | «uscita» esiste già | init -o uscita
2 | init; altro.xml | init altro.xml
0 | 75; 93,75 | explain buono.xml A1.1
0 | 75; 93,75 | explain buono.xml i1
2 | nel piano non c'è un indicatore «A9.9» | explain buono.xml A9.9
TABLE
unharmed "by a command that failed"

test_json() {
    "$PIRA" validate --format=json elemento.xml >out 2>err
    [ "$(wc -l <out)" -eq 4 ] && pass || fail "json: $(wc -l <out) lines instead of 4"
    if python3 -c 'import json, sys
for line in sys.stdin:
    m = json.loads(line)
    assert list(m) == ["schema", "code", "rule", "level", "file", "line", "column", "place", "message", "help"], m
    assert m["schema"] == 1 and m["level"] == "errore" and m["file"] == "elemento.xml" and m["line"] > 0' <out; then pass; else fail "json: not the objects promised"; fi
    "$PIRA" validate --format=sarif elemento.xml totale.xml vuoto.xml buono.xml 2>err >sarif.json
    python3 "$here/sarif.py" sarif.json && pass || fail "sarif: not a document of SARIF 2.1.0"
    python3 -c 'import json, sys
results = json.load(sys.stdin)["runs"][0]["results"]
assert len([r for r in results if r["level"] == "error"]) == 6' <sarif.json && pass || fail "sarif: not all errors"
}

# A device that is full, a disk that fills up, a reader that goes away: each is noticed, nothing is lost.
test_outputs_that_fail() {
    "$PIRA" compute buono.xml >/dev/full 2>err
    [ $? -eq 4 ] && grep -q 'spazio' err && pass || fail "a full standard output goes unnoticed"
    "$PIRA" --help >/dev/full 2>err
    [ $? -eq 4 ] && pass || fail "a full standard output goes unnoticed by --help"
    (ulimit -f 1; trap '' XFSZ; "$PIRA" render buono.xml -t rapporto -o uscita 2>err)
    [ $? -eq 4 ] && pass || fail "a disk that fills up goes unnoticed"
    unharmed "by a full disk"
}

# A signal in the middle of writing: the unfinished output goes, the old one stays. (A sanitizer must be loaded first.)
test_signals() {
    ldd "$PIRA" | grep -q 'lib[a-z]*san' && return
    ${CC:-gcc} -shared -fPIC -o slow_fsync.so "$here/slow_fsync.c" || { fail "slow_fsync.c does not compile"; return; }
    local signal
    for signal in TERM INT HUP; do
        # Job control lets the program have INT, which the shell else makes its background ignore.
        (set -m; LD_PRELOAD=$PWD/slow_fsync.so exec "$PIRA" compute buono.xml -o uscita 2>err) &
        local child=$!
        for _ in $(seq 100); do [ -n "$(find . -name '.pira-*')" ] && break; sleep 0.05; done
        [ -n "$(find . -name '.pira-*')" ] && pass || fail "no unfinished output beside its place"
        kill -s "$signal" "$child"
        wait "$child" 2>/dev/null
        [ $? -eq $((128 + $(kill -l "$signal"))) ] && pass || fail "signal $signal: it did not end the program"
        unharmed "by signal $signal"
    done
}

# What compute gives is a valid plan, and computing it again changes nothing.
test_compute_twice() {
    "$PIRA" compute buono.xml -o una.xml 2>err && "$PIRA" compute una.xml -o due.xml 2>err && cmp -s una.xml due.xml &&
        pass || fail "computing twice: $(head -c 400 err)"
    xmllint --noout --schema "$root/xsd/piano.xsd" una.xml 2>err && pass || fail "the computed plan is not valid: $(head -c 400 err)"
}

test_render() {
    "$PIRA" render buono.xml -t rapporto 2>err && pdfinfo buono.pdf >/dev/null 2>>err && pass || fail "render beside the plan: $(head -c 400 err)"
    "$PIRA" render buono.xml -t rapporto -o - 2>err | cmp -s - buono.pdf && pass || fail "the same plan gives another PDF on standard output"
    "$PIRA" render totale.xml -t rapporto -o bozza.pdf 2>err
    [ $? -eq 1 ] && [ ! -e bozza.pdf ] && pass || fail "a plan with errors was published"
    "$PIRA" render totale.xml -t rapporto --draft -o bozza.pdf 2>err
    [ -e bozza.pdf ] && pdftotext bozza.pdf - | grep -q BOZZA && pass || fail "no draft of a plan with errors: $(head -c 400 err)"
}

# The stages of a document as text: blocks with their words, pages with places and tags; standard output without -o.
test_dump() {
    "$PIRA" render buono.xml -t rapporto --dump=blocks 2>err >blocchi && grep -q '^ *body row' blocchi && ! grep -q '^page 1 ' blocchi &&
        pass || fail "no blocks: $(head -c 400 err blocchi)"
    "$PIRA" render buono.xml -t rapporto --dump=pages -o pagine 2>err && grep -qE '^page 1 [0-9]{3}\.[0-9]{3} ' pagine && grep -q '^tag 0 Document$' pagine &&
        pass || fail "no pages: $(head -c 400 err pagine)"
}

# A plan to begin with is valid as it stands, takes values from its own table in Windows-1252 with plain numbers, and gives a PDF.
test_starter() {
    "$PIRA" init -o nuovo.xml 2>err && "$PIRA" validate --strict nuovo.xml 2>err && pass || fail "init: $(head -c 400 err)"
    xmllint --noout --schema "$root/xsd/piano.xsd" nuovo.xml 2>err && pass || fail "the starter is not valid: $(head -c 400 err)"
    "$PIRA" values nuovo.xml | tr -d '\r' | sed '1s/^\xef\xbb\xbf//; s/SODDISFATTE\(.*\);;$/SODDISFATTE\1;163.0;citt\xe0/; s/IMPRESE\(.*2026\);;$/IMPRESE\1;200;/' | tr ';' ',' >nuovo.csv
    "$PIRA" fill nuovo.xml nuovo.csv -o nuovo.xml 2>err && grep -q '<numero>163.0</numero><nota>città</nota>' nuovo.xml &&
        "$PIRA" compute nuovo.xml 2>err | grep -q '<percento>81.50</percento>' && pass || fail "fill in place: $(head -c 400 err)"
    "$PIRA" render nuovo.xml -t preventivo -o nuovo.pdf 2>err && pass || fail "the starter is not laid out: $(head -c 400 err)"
}

# Data of pira of which a part is missing.
test_data_missing() {
    mkdir -p dati && cp -r "$root/xsd" dati && rm dati/xsd/piano-iniziale.xml
    PIRA_DATA=dati "$PIRA" init -o iniziale.xml 2>err
    [ $? -eq 3 ] && grep -q 'dati/xsd/piano-iniziale.xml' err && [ ! -e iniziale.xml ] && pass || fail "a starter that is missing: $(head -c 400 err)"
}

test_timeout() {
    sleep 5 | "$PIRA" compute --timeout=1 - -o uscita 2>err
    [ "${PIPESTATUS[1]}" -eq 5 ] && grep -q 'PIRA-8012' err && pass || fail "--timeout: $(head -c 400 err)"
    unharmed "by --timeout"
}

test_json
test_starter
test_data_missing
test_timeout
test_outputs_that_fail
test_signals
test_compute_twice
test_render
test_dump

"$here/completion.sh" && pass || fail "the completion does not know everything"

# Colour is for terminals only.
"$PIRA" validate numero.xml 2>&1 | grep -q $'\033' && fail "colours in a pipe" || pass

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
