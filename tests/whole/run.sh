#!/bin/bash
# run.sh: an output is whole or not there, whatever happens: kills at random moments, a full disk, a folder that may not be
# written. Usage: run.sh [LOG_FOLDER], with PIRA in the environment; FULL=1 for the long campaign.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/pira-whole.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
unset PIRA_DATA SOURCE_DATE_EPOCH

passed=0
failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

sample=$root/samples/ferrara-2017
model=$(cat "$sample/modello")
render() { "$PIRA" render "$sample/piano.xml" -t "$model" -o "$1" 2>err; }
litter() { find . -name '.pira-*'; }

# How long a run takes, in milliseconds: kills fall anywhere between its begin and its end.
time_run() {
    local begin end
    begin=$(date +%s%N)
    render new.pdf || fail "no document to begin with: $(head -c 300 err)"
    end=$(date +%s%N)
    echo $(((end - begin) / 1000000 + 1))
}

# kill_once MILLISECONDS: the file must be the old one or the new one, whole; or not there when it was not there.
kill_once() {
    local child before=none
    [ -e target.pdf ] && before=$(cksum <target.pdf)
    "$PIRA" render "$sample/piano.xml" -t "$model" -o target.pdf 2>err &
    child=$!
    sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"
    kill -KILL "$child" 2>/dev/null
    wait "$child" 2>/dev/null
    if [ ! -e target.pdf ]; then
        [ "$before" = none ] || { fail "killed after $1 ms: the old file is gone"; return; }
    elif [ "$(cksum <target.pdf)" != "$before" ] && ! cmp -s target.pdf new.pdf; then
        fail "killed after $1 ms: the file is neither the old one nor the new one"
        return
    fi
    pass
}

test_kills() {
    local rounds=50 length i
    [ -n "${FULL:-}" ] && rounds=500
    length=$(time_run)
    for i in $(seq "$rounds"); do
        case $((i % 3)) in
            0) rm -f target.pdf ;;
            1) echo "il vecchio documento" >target.pdf ;;
        esac
        kill_once $((RANDOM % (length + length / 4 + 2)))
    done
    render target.pdf && cmp -s target.pdf new.pdf && pass || fail "the run after the kills: $(head -c 300 err)"
    [ -z "$(litter)" ] && pass || fail "litter after the next run: $(litter)"
}

# What a kill leaves in the middle of writing, made sure of: the program is stopped there.
test_litter() {
    ldd "$PIRA" | grep -q 'lib[a-z]*san' && return
    ${CC:-gcc} -shared -fPIC -o slow_fsync.so "$root/tests/cli/slow_fsync.c" || { fail "slow_fsync.c does not compile"; return; }
    echo "il vecchio documento" >target.pdf
    LD_PRELOAD=$PWD/slow_fsync.so "$PIRA" render "$sample/piano.xml" -t "$model" -o target.pdf 2>err &
    local child=$!
    for _ in $(seq 100); do [ -n "$(litter)" ] && break; sleep 0.05; done
    render other.pdf && [ -n "$(litter)" ] && pass || fail "a run removed what another run is writing"
    kill -KILL "$child"
    wait "$child" 2>/dev/null
    [ -n "$(litter)" ] && [ "$(cat target.pdf)" = "il vecchio documento" ] && pass || fail "no kill in the middle of writing"
    render target.pdf && [ -z "$(litter)" ] && cmp -s target.pdf new.pdf && pass || fail "litter after the next run: $(litter)"
}

# refused NAME STATUS: the run into ./NAME must end with STATUS and leave old.pdf and the folder as they were.
refused() {
    local status
    ls -A "${1%/*}" >before
    render "$1"
    status=$?
    ls -A "${1%/*}" >after
    [ "$status" -eq "$2" ] && grep -q 'PIRA-79' err && cmp -s before after && pass ||
        fail "$1: status $status instead of $2, or the folder changed: $(head -c 300 err)"
}

test_full_disk() {
    mkdir disk
    if [ "$(id -u)" -ne 0 ] || ! mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null; then
        echo "full disk: not tried, no tmpfs may be mounted here (tests/cli tries a limit on file size)"
        return
    fi
    echo "il vecchio documento" >disk/old.pdf
    refused disk/old.pdf 4
    [ "$(cat disk/old.pdf)" = "il vecchio documento" ] && pass || fail "a full disk destroyed the old file"
    umount disk
}

# A folder that may be read, not written. Root may write everywhere: then somebody else tries.
test_sealed_folder() {
    local user=()
    chmod 755 .
    chmod 555 sealed
    [ "$(id -u)" -eq 0 ] && user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    if "${user[@]}" test -r "$sample/piano.xml" -a -x "$PIRA" -a ! -w sealed 2>/dev/null; then
        "${user[@]}" "$PIRA" render "$sample/piano.xml" -t "$model" -o sealed/old.pdf 2>err
        [ $? -eq 4 ] && [ "$(cat sealed/old.pdf)" = "il vecchio documento" ] && [ "$(ls -A sealed | wc -l)" -eq 2 ] && pass ||
            fail "a folder that may not be written: $(head -c 300 err)"
    else
        echo "sealed folder: not tried, there is no user here who may not write it"
    fi
    chmod 755 sealed
}

test_places() {
    mkdir sealed elsewhere
    echo "il vecchio documento" | tee sealed/old.pdf >elsewhere/old.pdf
    ln -s ../elsewhere/old.pdf sealed/link.pdf
    refused sealed/link.pdf 4
    [ "$(cat elsewhere/old.pdf)" = "il vecchio documento" ] && pass || fail "a link was followed into another folder"
    test_sealed_folder
    cp "$sample/piano.xml" piano.xml
    "$PIRA" render piano.xml -t "$model" -o piano.xml 2>err
    [ $? -eq 4 ] && cmp -s piano.xml "$sample/piano.xml" && pass || fail "the plan itself was overwritten"
    test_inputs
}

# The pictures of a plan, and the files that its template uses, are inputs like the plan: not the place for its document.
test_inputs() {
    local file
    mkdir inputs
    cp "$root"/samples/ciclo-di-vita/* "$root"/templates/*.xml inputs
    cp -r inputs untouched
    for file in logo.png stile.xml schede.xml rapporto.xml piano.xml; do
        "$PIRA" render inputs/piano.xml -t inputs/rapporto.xml -o "inputs/$file" 2>err
        [ $? -eq 4 ] && grep -q 'PIRA-79' err && cmp -s "inputs/$file" "untouched/$file" && pass || fail "$file was overwritten by what was made of it"
    done
}

test_kills
test_litter
test_full_disk
test_places

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
