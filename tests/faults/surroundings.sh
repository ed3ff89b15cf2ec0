# surroundings.sh: what may be wrong around the program; read by run.sh.

plan=$root/samples/ciclo-di-vita/piano.xml
export PIRA_DATA=$root
cd "$work" || exit 1
cp "$root"/samples/ciclo-di-vita/{piano.xml,logo.png} .
"$PIRA" compute "$plan" -o good.xml 2>err && "$PIRA" render "$plan" -t rapporto -o good.pdf 2>err || fail "no run to compare with: $(head -c 300 err)"

# ended STATUS WHAT: the status is one of those in STATUS (a pattern), a bad one has its message in err, and nothing is left over.
ended() {
    local status=$?
    [[ $status =~ ^($1)$ ]] && { [ "$status" -eq 0 ] || [ "$status" -gt 128 ] || grep -q 'PIRA-' err; } &&
        [ -z "$(find . -name '.pira-*')" ] && pass || fail "$2: status $status instead of $1: $(head -c 300 err)"
}

unharmed() { [ "$(cat uscita)" = "il vecchio documento" ] && pass || fail "$1: the old file was harmed"; }
old() { echo "il vecchio documento" >uscita; }

# Whatever descriptors are missing: files are what they must be, no message is in one, and what cannot be written is status 4.
test_closed_descriptors() {
    for closed in '0<&-' '1>&-' '0<&- 1>&-' '2>&-' '0<&- 2>&-' '1>&- 2>&-' '0<&- 1>&- 2>&-'; do
        old
        eval "\"\$PIRA\" compute '$plan' -o uscita $closed"
        [ $? -eq 0 ] && cmp -s uscita good.xml && pass || fail "compute -o with $closed"
        old
        eval "\"\$PIRA\" render piano.xml -t assente -o uscita $closed" 2>/dev/null
        [ $? -eq 2 ] && pass || fail "a message with $closed"
        unharmed "a message with $closed"
    done
    "$PIRA" compute "$plan" >&- 2>err
    ended 4 "standard output closed"
    "$PIRA" validate - <&- 2>err
    ended 3 "standard input closed"
}

# A reader that goes away: the signal ends the program, or, where it is ignored, status 4.
test_closed_pipes() {
    "$PIRA" compute "$plan" 2>err | true
    local status=${PIPESTATUS[0]}
    [ "$status" -eq 0 ] || [ "$status" -eq 4 ] || [ "$status" -eq 141 ] && pass || fail "a pipe that closes: status $status"
    mkfifo pipe
    (trap '' PIPE; exec "$PIRA" compute "$root/samples/bergamo-2022/piano.xml" 2>err >pipe) &
    head -c 10 pipe >/dev/null
    wait $!
    ended 4 "a pipe that closes, the signal ignored"
}

test_full() {
    "$PIRA" render "$plan" -t rapporto -o - >/dev/full 2>err
    ended 4 "a full standard output"
    "$PIRA" validate --format=sarif "$plan" >/dev/full 2>err
    ended 4 "a full standard output of messages"
    "$PIRA" explain "$plan" i-soddisfazione >/dev/full 2>err
    ended 4 "a full standard output of explain"
    old
    (ulimit -f 4; exec "$PIRA" render "$plan" -t rapporto -o uscita 2>err)
    ended 4 "a limit on the size of files"
    unharmed "a limit on the size of files"
}

# Every amount of memory between none and enough: done, or told.
test_little_memory() {
    local kilobytes status told=0 step=800
    [ -n "${FULL:-}" ] && step=100
    ldd "$PIRA" | grep -q 'lib[a-z]*san' && return
    for ((kilobytes = 40000; kilobytes <= 70000; kilobytes += step)); do
        { (ulimit -v "$kilobytes"; exec "$PIRA" --version >/dev/null); } 2>/dev/null || continue   # not even the libraries fit
        for command in "render $plan -t rapporto -o uscita" "compute $plan -o uscita"; do
            old
            # shellcheck disable=SC2086   # the arguments are words
            (ulimit -v "$kilobytes"; exec "$PIRA" $command 2>err)
            status=$?
            case $status in
                0) cmp -s uscita good.xml || cmp -s uscita good.pdf && pass || fail "$kilobytes kB: another output" ;;
                5) told=$((told + 1)); grep -q 'PIRA-9001' err && pass || fail "$kilobytes kB: no message: $(head -c 300 err)"
                   unharmed "$kilobytes kB" ;;
                *) fail "$kilobytes kB, $command: status $status: $(head -c 300 err)" ;;
            esac
        done
    done
    [ "$told" -gt 0 ] && pass || fail "memory was never short"
}

test_few_descriptors() {
    local n
    for n in 3 4 5 6 7; do
        old
        (exec 2>err; ulimit -n "$n"; exec "$PIRA" render "$plan" -t rapporto -o uscita)
        local status=$?
        if [ "$status" -eq 0 ]; then
            cmp -s uscita good.pdf && pass || fail "$n descriptors: another output"
        else   # with three of them not even the libraries are loaded
            [[ $status =~ ^(3|4)$ ]] && grep -q PIRA- err || [ "$status" -eq 127 ] && pass || fail "$n descriptors: status $status: $(head -c 300 err)"
            unharmed "$n descriptors"
        fi
    done
}

# A plan that is written while it is read: some state of it is read, and judged.
test_changing_plan() {
    cp "$plan" mobile.xml
    (while :; do head -c 5000 "$plan" >mobile.xml; cat "$plan" >mobile.xml; done) &
    local writer=$! i
    for i in $(seq 20); do
        "$PIRA" compute mobile.xml -o uscita.xml 2>err
        ended '0|1|3' "a plan that changes"
        [ ! -e uscita.xml ] || cmp -s uscita.xml good.xml && pass || fail "a plan that changes: another output"
        rm -f uscita.xml
    done
    kill "$writer"
    wait "$writer" 2>/dev/null
}

test_locale() {
    mkdir -p locales
    locale -a 2>/dev/null | grep -qix 'it_IT.utf-\?8' || { localedef -i it_IT -f UTF-8 "$PWD/locales/it_IT.UTF-8" 2>/dev/null && export LOCPATH=$PWD/locales; }
    LC_ALL=it_IT.UTF-8 LANG=it_IT.UTF-8 "$PIRA" compute "$plan" -o comma.xml 2>err && cmp -s comma.xml good.xml && pass || fail "a locale with a decimal comma: compute"
    LC_ALL=it_IT.UTF-8 "$PIRA" render "$plan" -t rapporto -o comma.pdf 2>err && cmp -s comma.pdf good.pdf && pass || fail "a locale with a decimal comma: render"
    unset LOCPATH
}

test_closed_descriptors
test_closed_pipes
test_full
test_little_memory
test_few_descriptors
test_changing_plan
test_locale
