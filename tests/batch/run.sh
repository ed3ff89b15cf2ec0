#!/bin/bash
# run.sh: many plans in one run: the same bytes as alone, the order, what fails alone, what is skipped, where documents go.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/pira-batch.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
unset PIRA_DATA NO_COLOR SOURCE_DATE_EPOCH
ulimit -c 0   # one of the tests makes a worker crash
python=/usr/bin/python3   # that of the system, which has pikepdf
[ -x $python ] || python=python3

passed=0
failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# expect WHAT COMMAND...: the command must succeed.
expect() {
    local what=$1
    shift
    "$@" >/dev/null 2>&1 && pass || fail "$what: $(head -c 600 err 2>/dev/null)"
}

# refuse WHAT COMMAND...: it must not.
refuse() {
    local what=$1
    shift
    "$@" >/dev/null 2>&1 && fail "$what" || pass
}

# run STATUS ARGUMENTS...: pira ARGUMENTS, its output in out and err.
run() {
    local expected=$1 status
    shift
    timeout 120 "$PIRA" "$@" >out 2>err </dev/null
    status=$?
    [ "$status" -eq "$expected" ] && pass || fail "pira $*: status $status instead of $expected: $(head -c 600 err)"
}

says() { grep -qF -- "$1" err && pass || fail "«$1» is not said: $(head -c 800 err)"; }

# results LOG: the word of each plan, in the order of the record.
results() { "$python" -c 'import json, sys; print(" ".join(json.loads(l)["result"] for l in open(sys.argv[1])))' "$1"; }

expect_results() {
    local got
    got=$(results log)
    [ "$got" = "$1" ] && pass || fail "$2: «$got» instead of «$1»"
}

plan() { sed "s/di prova/di $1/" "$root/tests/cli/buono.xml"; }

# A rule that is broken, at the end of the plan, so that it is known only after all the rest: a total that is not the sum.
with_error() {
    sed 's|</albero>|</albero><tabelle><tabella id="t"><colonne><colonna id="c" tipo="importo"/></colonne><riga><cella><importo>1</importo></cella></riga><riga><cella><importo>3</importo></cella></riga><riga genere="totale"><cella><importo>5</importo></cella></riga></tabella></tabelle>|'
}

mkdir piani
for name in alba bra cuneo dogliani; do plan $name >piani/$name.xml; done
plan errata | with_error >errata.xml
"$python" "$root/tests/bench/gen.py" 3 >tre.xml

# --- the same bytes, alone, one after the other and four at once ---

cp -r "$root"/samples/ciclo-di-vita vita
all="piani/alba.xml tre.xml vita/piano.xml piani/bra.xml piani/cuneo.xml piani/dogliani.xml"
for p in $all; do "$PIRA" render $p -t rapporto -o "sola-$(basename ${p%.xml}).pdf" 2>/dev/null || fail "$p alone"; done
run 0 render $all -t rapporto -d uno/ --log=log
says '6 piani: 6 composti'
run 0 render $all -t rapporto -d quattro -j 4
run 0 render $all -t rapporto -d tutti -j 0
timeout 60 env --ignore-signal=CHLD "$PIRA" render errata.xml $all -t rapporto -d figli -j 2 --log=figli.log 2>err
[ $? -eq 1 ] && [ "$(results figli.log)" = 'failed done done done done done done' ] && pass || fail "with SIGCHLD ignored: $(head -c 400 err)"
for p in $all; do
    name=$(basename ${p%.xml}).pdf
    for folder in uno quattro tutti; do expect "$folder/$name has other bytes" cmp "sola-$name" $folder/$name; done
done
run 0 verify uno/alba.pdf

# --- the record ---

expect 'the record' "$python" - "$all" <<'CHECK'
import hashlib, json, os, re, subprocess, sys
records = [json.loads(line) for line in open("log")]
digest = lambda path: hashlib.sha256(open(path, "rb").read()).hexdigest()
assert [r["file"] for r in records] == sys.argv[1].split(), "order"
for r in records:
    pdf = open(r["output"], "rb").read()
    assert r["plan_sha256"] == digest(r["file"]) and r["output_sha256"] == digest(r["output"]) and r["bytes"] == len(pdf)
    info = subprocess.run(["pdfinfo", r["output"]], capture_output=True, text=True, check=True).stdout
    assert r["pages"] == int(re.search(r"^Pages: +(\d+)$", info, re.M)[1])
    assert r["status"] == 0 and r["result"] == "done" and 0 <= r["ms"] < 60000 and r["schema"] == 1
    assert [t["sha256"] for t in r["template"]] == [digest(t["file"]) for t in r["template"]] and len(r["template"]) > 1
    assert r["messages"]["errore"] == 0
    counted = subprocess.run([os.environ["PIRA"], "validate", r["file"], "--format=json"], capture_output=True, text=True).stdout
    for level in ("avviso", "nota"):
        assert r["messages"][level] == counted.count(f'"level":"{level}"'), (r["file"], level)
CHECK
run 0 render piani/alba.xml -t rapporto -d uno --log=-
expect 'the record on standard output' "$python" -c 'import json; assert json.load(open("out"))["file"] == "piani/alba.xml"'

# --- order, and failure alone ---

# The first plan is large, and its error is known last of all.
with_error <tre.xml >lenta.xml
mkdir guasti
printf vecchio >guasti/errata.pdf
run 3 render lenta.xml piani/alba.xml errata.xml assente.xml piani/bra.xml -t rapporto -d guasti -j 4 --log=log
expect_results 'failed done failed failed done' 'failure alone'
[ "$(grep -o '^[a-z]*\.xml' err | uniq | tr '\n' ' ')" = 'lenta.xml errata.xml assente.xml ' ] && pass || fail "order of messages: $(head -c 900 err)"
says '5 piani: 2 composti, 3 non riusciti'
expect 'the others are there' cmp guasti/bra.pdf sola-bra.pdf
[ "$(cat guasti/errata.pdf)" = vecchio ] && pass || fail 'a plan that failed harmed the document that was there'
refuse 'a document of a plan with errors' test -e guasti/lenta.pdf
expect 'the status of each plan' "$python" -c 'import json; assert [json.loads(l)["status"] for l in open("log")] == [1, 0, 1, 3, 0]'
expect 'what failed has no document' "$python" -c '
import json
for r in map(json.loads, open("log")):
    assert (r["output_sha256"] is None) == (r["bytes"] == 0) == (r["pages"] == 0) == (r["status"] != 0)
    assert (r["plan_sha256"] is None) == (r["file"] == "assente.xml") and (r["messages"]["errore"] > 0) == (r["status"] != 0)'
run 1 render errata.xml piani/alba.xml -t rapporto -d guasti --lang=en
says 'errata.xml:'
says '2 plans: 1 made, 1 failed'
run 0 render errata.xml piani/alba.xml -t rapporto -d bozze --draft

# --- a worker that is killed, one that takes too long, a run that is interrupted ---

# The plan of the folder lenta is at work for a minute, and its document unfinished, by a library that is loaded before pira (a
# sanitizer would have to be loaded before it: these tests are not for those).
mkdir lenta
cp piani/dogliani.xml lenta/piano.xml
preload=
ldd "$PIRA" | grep -q 'lib[a-z]*san' || { ${CC:-gcc} -shared -fPIC -o preload.so "$here/preload.c" -ldl && preload=$work/preload.so; }

# begin J ARGUMENTS...: starts a run of three quick plans and, second, the slow one; returns when all but that are done.
# (A shell makes what it runs in the background ignore INT.)
begin() {
    local jobs=$1
    shift
    rm -f piani/*.pdf log
    env --default-signal=INT,HUP LD_PRELOAD="$preload" "$PIRA" render piani/alba.xml lenta/piano.xml piani/bra.xml piani/cuneo.xml \
        -t rapporto -j "$jobs" --log=log "$@" >out 2>err &
    pid=$!
    for _ in $(seq 1000); do
        [ -n "$(find lenta -name '.pira-*')" ] && { [ "$jobs" -eq 1 ] || [ -e piani/cuneo.pdf ]; } && return
        sleep 0.02
    done
    fail "a slow plan is not at work: $(head -c 400 err)"
}

# The worker that has an unfinished document open.
slow_worker() {
    local child
    for child in $(pgrep -P $pid); do
        find "/proc/$child/fd" -lname '*/lenta/.pira-*' 2>/dev/null | grep -q . && echo "$child" && return
    done
}

# end STATUS: waits for the run.
end() {
    wait $pid 2>/dev/null
    local status=$?
    [ $status -eq "$1" ] && pass || fail "status $status instead of $1: $(head -c 400 err)"
}

killed() {
    begin "$2"
    kill -"$1" "$(slow_worker)"
    end 70
    expect_results 'done failed done done' "a worker killed with $1, -j $2"
    says "lenta/piano.xml: errore: il processo che componeva il documento è finito prima del tempo (segnale $(kill -l "$1"))"
    refuse 'a document of a killed worker' test -e lenta/piano.pdf
    for p in alba bra cuneo; do expect "$p beside one that failed" cmp piani/$p.pdf sola-$p.pdf; done
}

interrupted() {
    local child children
    begin "$2"
    children=$(pgrep -P $pid)
    kill -"$1" $pid
    end $((128 + $(kill -l "$1")))
    [ "$(wc -w <<<"$children")" -eq "$2" ] && pass || fail "$2 workers: «$children»"
    for child in $children; do refuse "$1 left a worker behind" kill -0 "$child"; done
    [ -z "$(find lenta piani -name '.pira-*')" ] && pass || fail "$1 left something unfinished behind"
    refuse "$1: a document of what was interrupted" test -e lenta/piano.pdf
    refuse "$1: a record of what was interrupted" test -e log
}

# without_forks N STATUS RESULTS ARGUMENTS...
without_forks() {
    local status
    FORKS=$1 LD_PRELOAD=$preload "$PIRA" render piani/alba.xml piani/bra.xml piani/cuneo.xml -t rapporto -d soli --log=log "${@:4}" >out 2>err
    status=$?
    [ $status -eq "$2" ] && pass || fail "$1 processes: status $status: $(head -c 400 err)"
    expect_results "$3" "$1 processes"
}

if [ -n "$preload" ]; then
    { killed KILL 1; killed KILL 2; killed SEGV 2; } 2>/dev/null
    run 0 render lenta/piano.xml -t rapporto --log=log
    [ -z "$(find lenta -name '.pira-*')" ] && pass || fail 'what a killed worker left behind stays'
    printf vecchio >lenta/piano.pdf
    begin 2 --timeout=3
    end 5
    expect_results 'done failed done done' 'a time limit is of each plan'
    says 'lenta/piano.xml: errore: interrotto allo scadere'
    [ "$(cat lenta/piano.pdf)$(find lenta -name '.pira-*')" = vecchio ] && pass || fail 'a time limit harmed what was there, or left something behind'
    rm lenta/piano.pdf
    begin 2 --timeout=3
    kill -STOP "$(slow_worker)"
    end 5
    expect_results 'done failed done done' 'a worker that is stopped'
    { interrupted TERM 1; interrupted TERM 2; interrupted HUP 2; interrupted INT 2; } 2>/dev/null
    without_forks 0 5 'failed failed failed'
    says 'piani/cuneo.xml: errore: non si può avviare un processo'
    without_forks 1 0 'done done done' -j 3
    rm -f piani/*.pdf
fi

# --- what is left as it is ---

# skip RESULTS WHAT ARGUMENTS...: a run over the three plans, of which those that are `unchanged` must keep their bytes and time.
skip() {
    local expected=$1 what=$2
    shift 2
    "$PIRA" render tempo/alba.xml vita/piano.xml tempo/bra.xml -t "${template:-rapporto}" -d salvi --skip-unchanged --log=log "$@" >out 2>err ||
        fail "$what: $(head -c 400 err)"
    expect_results "$expected" "$what"
}
mkdir tempo
cp piani/alba.xml piani/bra.xml tempo
skip 'done done done' 'nothing is there yet'
stat -c '%i %y' salvi/* >prima
skip 'unchanged unchanged unchanged' 'all is there'
stat -c '%i %y' salvi/* | cmp -s - prima && pass || fail 'what is skipped was written'
says '3 piani: 3 immutati'
expect 'the record of what is skipped' "$python" -c '
import hashlib, json
for r in map(json.loads, open("log")):
    assert r["pages"] > 0 and r["output_sha256"] == hashlib.sha256(open(r["output"], "rb").read()).hexdigest()
    assert r["plan_sha256"] == hashlib.sha256(open(r["file"], "rb").read()).hexdigest() and r["bytes"] > 0'

plan fossano >tempo/alba.xml
skip 'done unchanged unchanged' 'another plan'
printf '<!-- -->' >>tempo/bra.xml
skip 'unchanged unchanged done' 'one comment more'
cp "$root/samples/bergamo-2022/organi.png" vita/logo.png
skip 'unchanged done unchanged' 'another picture'
skip 'unchanged unchanged unchanged' 'again'
cp salvi/alba.pdf salvi/bra.pdf
skip 'unchanged unchanged done' 'the document of another plan'

mkdir modelli
cp "$root"/templates/*.xml modelli
template=modelli/rapporto.xml
skip 'unchanged unchanged unchanged' 'the same template elsewhere'
printf '<!-- -->' >>modelli/rapporto.xml
skip 'done done done' 'another template'
skip 'unchanged unchanged unchanged' 'again'
printf '<!-- -->' >>modelli/stile.xml
skip 'done done done' 'another style that the template uses'
template=rapporto
skip 'done done done' 'the first template'

skip 'done done done' 'as drafts' --draft
skip 'done done done' 'no longer drafts'
export SOURCE_DATE_EPOCH=1700000000
skip 'done unchanged done' 'another date, for plans that have none'
skip 'unchanged unchanged unchanged' 'again'
unset SOURCE_DATE_EPOCH
skip 'done unchanged done' 'no date'
skip 'done done done' 'without attachments nobody knows' --no-attachments
skip 'done done done' 'and before, too'

# A program of another version: the same one, with another number written into it.
sed 's/pira 0\.\([0-9]*\)\.[0-9]/pira 0.\1.X/g' "$PIRA" >pira-altra
chmod +x pira-altra
sleep 0.02
PIRA_DATA=$root ./pira-altra render tempo/alba.xml -t rapporto -d salvi 2>/dev/null
grep -aq 'pira 0\.[0-9]*\.X' salvi/alba.pdf && pass || fail 'no document of another version'
skip 'done unchanged unchanged' 'a document of another version'

# Damage, an unfinished copy, another program's file, a time that has not come, a time before the program's.
size=$(stat -c %s salvi/alba.pdf)
printf 'x' | dd of=salvi/alba.pdf bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
skip 'done unchanged unchanged' 'a byte changed'
truncate -s $((size - 100)) salvi/alba.pdf
skip 'done unchanged unchanged' 'cut off'
printf '%%PDF-1.7\n' >salvi/alba.pdf
skip 'done unchanged unchanged' 'no document'
touch -d '1 hour' salvi/alba.pdf
skip 'done unchanged unchanged' 'made in an hour'
touch -d 2020-01-01 salvi/alba.pdf
skip 'done unchanged unchanged' 'made before the program'

# Nor are these ours to the last byte: an end written otherwise, a file without its hash. A date that is none is told.
cp salvi/alba.pdf intero.pdf
truncate -s -1 salvi/alba.pdf && printf '\r\n' >>salvi/alba.pdf
skip 'done unchanged unchanged' 'another line end'
cmp -s salvi/alba.pdf intero.pdf && pass || fail 'another line end: not made anew'
sed -i 's|/ID\[|/IX[|' salvi/alba.pdf
skip 'done unchanged unchanged' 'no hash'
cmp -s salvi/alba.pdf intero.pdf && pass || fail 'no hash: not made anew'
SOURCE_DATE_EPOCH=ieri run 2 render tempo/alba.xml -t rapporto -d salvi --skip-unchanged
says 'ieri'

# A signature that was added leaves the document what it is; other pages do not.
$python "$root/tests/archive/sign.py" salvi/alba.pdf firmato.pdf && cp firmato.pdf salvi/alba.pdf
skip 'unchanged unchanged unchanged' 'a signature'
cmp -s firmato.pdf salvi/alba.pdf && pass || fail 'a signature was lost'
$python "$root/tests/archive/append.py" content salvi/bra.pdf altro.pdf && cp altro.pdf salvi/bra.pdf
skip 'unchanged unchanged done' 'other pages were appended'

# The program's own data: none of it is attached.
mkdir dati
cp -r "$root"/xsd "$root"/fonts "$root"/templates dati
export PIRA_DATA=$work/dati
sleep 0.02
skip 'done done done' 'data that came later'
skip 'unchanged unchanged unchanged' 'again'
touch -r "$root/fonts" dati/fonts/*.ttf
skip 'done done done' 'a font touched, with an old time'
skip 'unchanged unchanged unchanged' 'again'
sed -i 's/<!--/<!-- /' dati/xsd/codici.xml
skip 'done done done' 'other official lists'
unset PIRA_DATA

# --- where documents go ---

mkdir -p a/2024 b/2024 2025
cp piani/alba.xml a/piano.xml
cp piani/bra.xml b/piano.xml
cp piani/cuneo.xml 2025/piano.xml
run 0 render a/piano.xml b/piano.xml 2025/../2025/piano.xml piani/alba.xml -t rapporto -d nomi
[ "$(echo nomi/*)" = 'nomi/2025.pdf nomi/a.pdf nomi/alba.pdf nomi/b.pdf' ] && pass || fail "names: $(echo nomi/*)"
(cd a && "$PIRA" render piano.xml ../b/piano.xml -t rapporto -d ../nomi2 2>/dev/null)
[ "$(echo nomi2/*)" = 'nomi2/a.pdf nomi2/b.pdf' ] && pass || fail "names: $(echo nomi2/*)"
run 0 render a/piano.xml -t rapporto -d nomi3
[ "$(echo nomi3/*)" = 'nomi3/piano.pdf' ] && pass || fail "names: $(echo nomi3/*)"
run 0 render a/piano.xml b/piano.xml -t rapporto -j 2
expect 'beside the plan' test -s a/piano.pdf
expect 'beside the plan' test -s b/piano.pdf

cp piani/alba.xml a/2024/piano.xml
cp piani/bra.xml b/2024/piano.xml
run 2 render piani/alba.xml a/2024/piano.xml b/2024/piano.xml -t rapporto -d rifiutati
says '«a/2024/piano.xml» e di «b/2024/piano.xml» avrebbero lo stesso posto, «rifiutati/2024.pdf»'
refuse 'a folder made before names were known to be apart' test -e rifiutati
cp piani/alba.xml a.xml
run 2 render a.xml a/piano.xml b/piano.xml -t rapporto -d rifiutati
says '«rifiutati/a.pdf»'
run 2 render piani/alba.xml piani/../piani/alba.xml -t rapporto
says 'lo stesso posto'
ln -s giro giro
run 3 render giro/../piano.xml b/piano.xml -t rapporto -d rifiutati
says '«giro/../»'
run 3 render piani/alba.xml giro/piano.xml -t rapporto
says '«giro/»'
cp piani/alba.xml piani/alba.txt
run 2 render piani/alba.xml piani/alba.txt -t rapporto
cp piani/bra.xml scambio.xml
ln piani/cuneo.xml scambio.pdf
run 4 render scambio.xml piani/cuneo.xml -t rapporto
says '«scambio.pdf»: è uno dei file che si stanno leggendo'
cmp -s scambio.pdf <(plan cuneo) && pass || fail 'a plan was replaced by a document'
run 2 render piani/alba.xml piani/bra.xml -t rapporto -o x.pdf
says 'con -d la cartella'
run 2 render piani/alba.xml -t rapporto -o x.pdf -d y
says '«-o» e «-d»'
run 2 render piani/alba.xml -t rapporto -o - --log=-
says 'uscita standard'
run 2 render - -t rapporto --log=-
run 2 render - piani/bra.xml -t rapporto -d y
says 'ingresso standard'
run 2 render piani/alba.xml -t rapporto -j -1
run 2 render piani/alba.xml -t rapporto -j 257
says '0 … 256'
run 2 validate piani/alba.xml -j 2
run 2 render piani/alba.xml piani/bra.xml -d y
refuse 'a folder made by a wrong command' test -e y
run 4 render piani/alba.xml -t rapporto -d manca/la/cartella
says 'manca/la/cartella'
printf x >file
run 4 render piani/alba.xml piani/bra.xml -t rapporto -d file
[ "$(grep -c 'errore:' err)" -eq 1 ] && pass || fail "a folder that is a file is told once: $(head -c 600 err)"
run 4 render piani/alba.xml piani/bra.xml -t rapporto -d y --log=piani/alba.xml
run 4 render piani/alba.xml piani/bra.xml -t rapporto -d y --log=y/bra.pdf
expect 'the record does not replace a document' cmp y/bra.pdf sola-bra.pdf
printf '<modello/>' >rotto.xml
run 1 render piani/alba.xml piani/bra.xml -t ./rotto.xml -d z
[ "$(grep -c 'PIRA-2009' err)" -eq 1 ] && pass || fail "a wrong template is told once: $(head -c 600 err)"
refuse 'a folder made for a template that is wrong' test -e z

# A font that is damaged is told once, before anything is made.
mkdir guasto
cp -r "$root"/xsd "$root"/fonts "$root"/templates guasto
for font in guasto/fonts/*.ttf; do truncate -s 20000 "$font"; done
PIRA_DATA=guasto run 3 render piani/alba.xml piani/bra.xml -t rapporto -d w
[ "$(grep -c 'PiraSans-Regular.ttf' err)" -le 1 ] && [ "$(grep -c '\.ttf' err)" -ge 1 ] && pass || fail "a damaged font is told once: $(head -c 900 err)"
refuse 'a folder made although fonts are damaged' test -e w

# --- progress, on a terminal only ---

cat >terminal.py <<'TERMINAL'
"""Runs a command with a terminal as standard error, and prints what came there."""
import os, pty, subprocess, sys
master, slave = pty.openpty()
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
os.close(slave)
data = b""
while True:
    try:
        part = os.read(master, 4096)
    except OSError:
        break
    if not part:
        break
    data += part
sys.stdout.buffer.write(data)
sys.exit(process.wait())
TERMINAL
TERM=xterm "$python" terminal.py "$PIRA" render piani/alba.xml errata.xml piani/bra.xml -t rapporto -d y >err
says $'\r2 piani di 3'
says $'\033['
TERM=xterm NO_COLOR=1 "$python" terminal.py "$PIRA" render piani/alba.xml errata.xml piani/bra.xml -t rapporto -d y >err
says $'\r2 piani di 3'
grep -q $'\033' err && fail 'NO_COLOR: escapes on the terminal' || pass
TERM=dumb "$python" terminal.py "$PIRA" render piani/alba.xml piani/bra.xml -t rapporto -d y >err
grep -q 'di 2' err && fail 'progress on a terminal that cannot show it' || pass
run 0 render piani/alba.xml piani/bra.xml -t rapporto -d y
grep -q $'\r' err && fail 'progress on a pipe' || pass

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
