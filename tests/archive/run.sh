#!/bin/bash
# run.sh: what a document promises to those who keep it: the same bytes everywhere, what it was made of inside, and that
# `pira verify` accepts it and nothing else. Usage: run.sh LOG_FOLDER, with PIRA in the environment.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/pira-archive.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
unset PIRA_DATA SOURCE_DATE_EPOCH

python=/usr/bin/python3   # Debian's, which has pikepdf
passed=0
failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# expect STATUS WORDS COMMAND...: the command ends with STATUS and its output has every word of "a; b".
expect() {
    local status=$1 words=$2 got word
    shift 2
    "$@" >out 2>&1 </dev/null
    got=$?
    [ "$got" -eq "$status" ] || { fail "$*: status $got instead of $status: $(head -c 600 out)"; return 1; }
    while IFS= read -r word; do
        [ -z "$word" ] || grep -qF -- "$word" out || { fail "$*: does not say «$word»: $(head -c 600 out)"; return 1; }
    done < <(printf '%s\n' "$words" | sed 's/; */\n/g')
    pass
}

# same WHAT A B: the two files are the same.
same() { cmp -s "$2" "$3" && pass || fail "$1"; }

samples=()
for model in "$root"/samples/*/modello; do samples+=("$(basename "$(dirname "$model")")"); done
plan_of() { echo "$root/samples/$1/piano.xml"; }
model_of() { cat "$root/samples/$1/modello"; }

# An Italian locale, made when there is none: decimal commas are what could go wrong.
locale -a 2>/dev/null | grep -qix 'it_IT.utf-\?8' || {
    mkdir locales
    localedef -i it_IT -f UTF-8 "$PWD/locales/it_IT.UTF-8" 2>/dev/null
}
in_italian() { env ${locales:+LOCPATH="$locales"} LC_ALL=it_IT.UTF-8 LANG=it_IT.UTF-8 "$@"; }
locales=
[ -d locales ] && locales=$PWD/locales

# The same sample from another folder, by another path, by a program installed elsewhere, in another locale and zone, with
# another umask.
test_reproducible() {
    local sample=$1 other
    other=$work/altrove/una\ cartella
    mkdir -p "$other/pira"
    cp -r "$root"/{templates,xsd,fonts} "$PIRA" "$other/pira"
    cp -r "$root/samples/$sample" "$other/copia"
    (cd "$root" && LC_ALL=C TZ=UTC "$PIRA" render "samples/$sample/piano.xml" -t "$(model_of "$sample")" -o "$work/$sample.pdf") 2>err ||
        fail "$sample: no document: $(head -c 300 err)"
    (cd "$other/copia" && umask 077 && in_italian TZ=Pacific/Auckland HOME=/ PIRA_DATA="$other/pira" \
        "$other/pira/${PIRA##*/}" render piano.xml -t "$(model_of "$sample")" -o - >"$other/$sample.pdf") 2>err
    same "$sample: other bytes in another folder, locale and zone" "$sample.pdf" "$other/$sample.pdf"
    rm -r "$work/altrove"
}

test_verify() {
    local sample=$1 what
    expect 0 "byte per byte; pagine; cifre" "$PIRA" verify "$sample.pdf"
    expect 0 "byte for byte; pages; figures" "$PIRA" --lang=en verify "$sample.pdf"
    while read -r what words; do
        $python "$here/tamper.py" "$what" "$sample.pdf" bad.pdf || { fail "tamper.py $what $sample"; continue; }
        qpdf --check bad.pdf >/dev/null 2>&1 || fail "$sample: tamper.py $what: the file is not well-formed"
        expect 1 "$words" "$PIRA" verify bad.pdf
    done <<'CASES'
page a pagina; il documento dice; PIRA-7111
place a pagina; il disegno no; PIRA-7122
plan PIRA-7115
computed l'allegato «piano-calcolato.xml»; PIRA-7114
template PIRA-
nothing PIRA-7115
CASES
}

test_other_version() {
    local sample=$1
    $python "$here/tamper.py" version "$sample.pdf" older.pdf
    expect 0 "cifra per cifra; 0.0.9" "$PIRA" verify older.pdf
    expect 0 "figure for figure; 0.0.9" "$PIRA" --lang=en verify older.pdf
    $python "$here/tamper.py" computed older.pdf bad.pdf
    expect 0 "cifra per cifra; piano-calcolato.xml; PIRA-7121" "$PIRA" verify bad.pdf
    $python "$here/tamper.py" page older.pdf bad.pdf
    expect 1 "a pagina; la cifra; PIRA-7112" "$PIRA" verify bad.pdf
    $python "$here/tamper.py" place older.pdf bad.pdf
    expect 0 "cifra per cifra" "$PIRA" verify bad.pdf
}

# Keys to sign with: a pair for openssl, and the data base that pdfsig signs from, which certutil makes.
make_keys() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=Prova" -keyout key.pem -out cert.pem 2>err || fail "openssl: $(head -c 300 err)"
    command -v certutil >/dev/null || { echo "skipped: signatures by pdfsig, for want of certutil (libnss3-tools)"; return; }
    mkdir keys
    echo prova >password
    head -c 2000 /dev/urandom >noise
    { certutil -N -d sql:keys -f password && certutil -S -d sql:keys -f password -z noise -s CN=Prova -n prova -x -t CT,C,C; } >err 2>&1 ||
        fail "certutil: $(head -c 300 err)"
}

# is_signed KIND FILE: poppler finds the signature valid, over the whole file; what was signed is what it was; it is still PDF/A.
is_signed() {
    local kind=$1 file=$2
    expect 0 "$kind; Total document signed; Signature is Valid" pdfsig -nocert "$file"
    expect 0 "byte per byte; aggiunti dopo; a pagina 1; PIRA-7120" "$PIRA" verify "$file"
    expect 0 "byte for byte; appended later; page 1; PIRA-7120" "$PIRA" --lang=en verify "$file"
    expect 0 "" qpdf --check "$file"
    expect 0 "" $python "$root/tests/check_pdf.py" "$file"
}

test_signed() {
    local sample=$1 by_pdfsig=(pdfsig -nssdir "sql:$PWD/keys" -nss-pwd prova -nick prova)
    $python "$here/sign.py" "$sample.pdf" signed.pdf key.pem cert.pem && is_signed ETSI.CAdES.detached signed.pdf || fail "$sample: sign.py"
    [ -d keys ] && [ "$sample" = "${samples[0]}" ] || return
    $python "$here/sign.py" "$sample.pdf" field.pdf
    rm -f signed.pdf
    "${by_pdfsig[@]}" -sign Firma field.pdf signed.pdf >err 2>&1
    is_signed adbe.pkcs7.detached signed.pdf
    rm -f signed.pdf
    "${by_pdfsig[@]}" -add-signature "$sample.pdf" signed.pdf >err 2>&1   # its field, and a font of 1 MB
    is_signed adbe.pkcs7.detached signed.pdf
}

# A signature leaves a document valid; whatever else is appended does not.
test_appended() {
    local sample=$1 what
    for what in content font page attachment root; do
        $python "$here/append.py" "$what" "$sample.pdf" bad.pdf || fail "append.py $what $sample"
        expect 1 "PIRA-71" "$PIRA" verify bad.pdf
    done
}

test_extract() {
    local sample=$1 model
    model=$(model_of "$sample")
    expect 0 "fuori/piano.xml; fuori/piano-calcolato.xml; fuori/$model.xml" "$PIRA" extract "$sample.pdf" -d fuori
    same "$sample: the attached plan is not the plan" fuori/piano.xml "$(plan_of "$sample")"
    same "$sample: the attached template is not the template" "fuori/$model.xml" "$root/templates/$model.xml"
    "$PIRA" compute "$(plan_of "$sample")" -o computed.xml 2>err
    same "$sample: the attached computed plan is not what compute gives" fuori/piano-calcolato.xml computed.xml
    "$PIRA" render fuori/piano.xml -t "fuori/$model.xml" -o again.pdf 2>err
    same "$sample: the extracted files give another document" again.pdf "$sample.pdf"
    expect 0 "fuori/piano.xml" "$PIRA" extract "$sample.pdf" -d fuori
    echo >>fuori/piano.xml
    cp fuori/piano.xml changed.xml
    expect 4 "fuori/piano.xml; non lo si sovrascrive" "$PIRA" extract "$sample.pdf" -d fuori
    same "extract has overwritten a file" fuori/piano.xml changed.xml
    rm -r fuori
}

test_without_attachments() {
    local sample=$1
    expect 0 "" "$PIRA" render "$(plan_of "$sample")" -t "$(model_of "$sample")" --no-attachments -o bare.pdf
    expect 0 "" $python "$root/tests/check_pdf.py" bare.pdf
    expect 0 "" qpdf --check bare.pdf
    grep -aq '<pdfaid:part>2<' bare.pdf && pass || fail "$sample: without attachments it is not PDF/A-2"
    expect 3 "PIRA-7106" "$PIRA" verify bare.pdf
    expect 3 "PIRA-7106" "$PIRA" extract bare.pdf
}

test_strange_files() {
    local good=${samples[0]}.pdf
    head -c 20000 "$good" >short.pdf
    printf 'Relazione\n' >text.pdf
    : >empty.pdf
    qpdf --empty other.pdf 2>/dev/null
    $python "$here/tamper.py" foreign "$good" foreign.pdf
    $python "$here/tamper.py" encrypt "$good" secret.pdf
    $python "$here/tamper.py" names "$good" names.pdf
    $python "$here/tamper.py" planless "$good" planless.pdf
    for command in verify extract; do
        expect 3 "short.pdf; danneggiato; PIRA-7102" "$PIRA" $command short.pdf
        expect 3 "text.pdf; non è un PDF; PIRA-7101" "$PIRA" $command text.pdf
        expect 3 "empty.pdf; PIRA-7101" "$PIRA" $command empty.pdf
        expect 3 "manca.pdf; non esiste" "$PIRA" $command manca.pdf
        expect 3 "secret.pdf; cifrato; PIRA-7103" "$PIRA" $command secret.pdf
    done
    expect 3 "PIRA-71" "$PIRA" verify other.pdf
    expect 3 "foreign.pdf; non è stato composto da pira; PIRA-7105" "$PIRA" verify foreign.pdf
    expect 3 "manca l'allegato «piano.xml»; PIRA-7107" "$PIRA" verify planless.pdf
    expect 3 "../fuga.xml; PIRA-7131" "$PIRA" extract names.pdf -d fuori/qui
    [ ! -e fuori ] && [ ! -e fuga.xml ] && pass || fail "an attachment has escaped, or others were written"
    $python "$here/tamper.py" twice "$good" twice.pdf
    expect 3 "«piano.xml»; PIRA-7131" "$PIRA" extract twice.pdf -d fuori
    [ ! -e fuori ] && pass || fail "two attachments of one name: one was written"
    $python "$here/tamper.py" modelless "$good" modelless.pdf
    expect 3 "manca l'allegato «modello.xml»; PIRA-7107" "$PIRA" verify modelless.pdf
    $python "$here/tamper.py" pictureless ciclo-di-vita.pdf pictureless.pdf
    expect 3 "logo.png" "$PIRA" verify pictureless.pdf
}

# A picture in a folder of its own; templates whose names would be those of the plan, or of nothing that may be written.
test_attached_names() {
    local name=$1 attached=$2 plan=nomi/piano.xml
    mkdir -p nomi/immagini
    sed 's|file="logo.png"|file="immagini/logo.png"|' "$(plan_of ciclo-di-vita)" >$plan
    cp "$root/samples/ciclo-di-vita/logo.png" nomi/immagini
    cp -r "$root/templates" nomi/modelli
    cp "$root/templates/rapporto.xml" "nomi/modelli/$name"
    expect 0 "" "$PIRA" render $plan -t "nomi/modelli/$name" -o nomi.pdf
    expect 0 "byte per byte" "$PIRA" verify nomi.pdf
    expect 0 "fuori/piano.xml; fuori/immagini/logo.png; fuori/$attached" "$PIRA" extract nomi.pdf -d fuori
    same "$name: the plan" fuori/piano.xml $plan
    same "$name: the picture" fuori/immagini/logo.png nomi/immagini/logo.png
    same "$name: the template" "fuori/$attached" "$root/templates/rapporto.xml"
    rm -r fuori nomi
}

test_dates() {
    local plan=$root/tests/cli/buono.xml
    expect 0 "" env SOURCE_DATE_EPOCH=1735689600 "$PIRA" render "$plan" -t rapporto -o dated.pdf
    expect 0 "2025-01-01" pdfinfo -isodates dated.pdf
    expect 0 "byte per byte" "$PIRA" verify dated.pdf
    expect 0 "" "$PIRA" render "$plan" -t rapporto -o undated.pdf
    pdfinfo undated.pdf | grep -q Date && fail "a document without a date has one" || pass
    expect 0 "byte per byte" "$PIRA" verify undated.pdf
    expect 2 "SOURCE_DATE_EPOCH; ieri" env SOURCE_DATE_EPOCH=ieri "$PIRA" render "$plan" -t rapporto -o dated.pdf
    sed 's|<titolo>Rapporto sui risultati 2025</titolo>|&<approvazione organo="Consiglio" data="2026-04-29"/>|' "$plan" >approved.xml
    if "$PIRA" validate approved.xml >/dev/null 2>&1; then
        expect 0 "" env SOURCE_DATE_EPOCH=1735689600 "$PIRA" render approved.xml -t rapporto -o dated.pdf
        expect 0 "2026-04-29T00:00:00Z" pdfinfo -isodates dated.pdf
    else
        fail "approved.xml is not valid: $("$PIRA" validate approved.xml 2>&1 | head -c 300)"
    fi
}

# at_most BYTES FILE
at_most() { [ "$(stat -c %s "$2")" -le "$1" ] && pass || fail "$2: $(stat -c %s "$2") bytes instead of at most $1"; }

test_sizes() {
    at_most 220000 ferrara-2017.pdf
    $python "$root/tests/bench/gen.py" 100 >hundred.xml
    expect 0 "" "$PIRA" render hundred.xml -t rapporto -o hundred.pdf
    at_most $((12 * 1024 * $(pdfinfo hundred.pdf | awk '/^Pages:/ { print $2 }'))) hundred.pdf
}

# The locale of the test is one, with decimal commas: otherwise it would prove nothing.
test_locale() {
    local said
    said=$(in_italian bash -c 'printf %.1f 1,5' 2>&1)
    case $said in
        1,5) pass ;;
        *) command -v localedef >/dev/null && [ -e /usr/share/i18n/locales/it_IT ] && fail "no Italian locale: $said" ||
               echo "no Italian locale here, and none can be made (package locales): documents were made in C twice" ;;
    esac
}

# A program compiled elsewhere, without optimisation, writes the same bytes. Takes a minute: in check-full only.
test_built_elsewhere() {
    local sample
    mkdir -p build-altrove
    cp -r "$root"/{Makefile,src,templates,xsd,fonts,.ci} build-altrove
    mkdir -p build-altrove/build && touch build-altrove/build/.ready-build build-altrove/build/.ready-check
    make -C build-altrove -j2 CFLAGS=-O0 >make.log 2>&1 || { fail "does not build elsewhere: $(tail -n 3 make.log)"; return; }
    for sample in "${samples[@]}"; do
        build-altrove/build/pira render "$(plan_of "$sample")" -t "$(model_of "$sample")" -o other.pdf 2>err
        same "$sample: other bytes from a program built elsewhere" "$sample.pdf" other.pdf
    done
}

make_keys
test_locale
for sample in "${samples[@]}"; do
    test_reproducible "$sample"
    [ -f "$sample.pdf" ] || continue
    test_verify "$sample"
    test_other_version "$sample"
    test_signed "$sample"
    test_appended "$sample"
    test_extract "$sample"
    test_without_attachments "$sample"
done
test_strange_files
test_attached_names piano.xml modello-piano.xml
test_attached_names piano-calcolato.xml modello-piano-calcolato.xml
test_attached_names -rapporto.xml modello.xml
test_dates
test_sizes
[ -z "${FULL:-}" ] || test_built_elsewhere

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
