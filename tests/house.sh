#!/bin/bash
# house.sh: the architecture, checked on the sources: who may include whom, print, keep state, and how long a function is.
set -u
shopt -s lastpipe   # so that expect_none, at the end of a pipe, counts in this shell
cd "$(dirname "$0")/.." || exit 1

passed=0
failed=0

# expect_none WHAT: standard input, the places that break a rule, must be empty.
expect_none() {
    local found
    found=$(cat)
    if [ -z "$found" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n%s\n' "$1" "$found"
    fi
}

sources() { find src -name '*.[ch]' | sort; }
below_main() { sources | grep -vE '^src/(main|memory|process)\.c$'; }   # they are the program, of which there is one

# code FILE...: the files without comments and the contents of strings, as "file:line:code".
code() {
    awk 'FNR == 1 { comment = 0 }
    {
        line = $0
        if (line !~ /^ *# *include/) gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
        out = ""
        while (line != "") {
            if (comment) {
                end = index(line, "*/")
                if (!end) { line = ""; break }
                line = substr(line, end + 2); comment = 0
            } else {
                start = index(line, "/*")
                if (!start) { out = out line; line = ""; break }
                out = out substr(line, 1, start - 1); line = substr(line, start + 2); comment = 1
            }
        }
        if (out ~ /[^ ]/) print FILENAME ":" FNR ":" out
    }' "$@"
}

# may_include STAGE PATTERN: the stage includes nothing of ours but what the pattern allows.
may_include() {
    find "src/$1" -name '*.[ch]' -exec grep -nE '^ *# *include "' {} + | grep -vE "include \"($2)"
}

code $(sources) | grep -E 'include <libxml/' | grep -vE '^src/(read|compute|check|exchange|bind)/' |
    expect_none "libxml2 only in the stages that see the plan"
code $(sources) | grep -E 'include <hpdf' | grep -vE '^src/pdf/' | expect_none "libharu only in pdf"
code $(sources | grep -v '^src/main\.c$') | grep -E '(^|[^_a-z])(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|putc|perror|exit|_Exit|abort|quick_exit) *\(' |
    expect_none "only main.c prints or exits"
code $(sources | grep -v '^src/process\.c$') | grep -E '(^|[^_a-z>.])(fork|vfork|_exit|wait|waitpid|kill|raise|signal|sigaction|pthread_create) *\(' |
    expect_none "only process.c starts and ends processes, and minds signals; there are no threads"
code $(below_main) | grep -E ':[0-9]+: *static ' | grep -vE '\(|const' | expect_none "no mutable state below the program itself"
code $(find src/layout src/compute -name '*.[ch]') | grep -wE 'float|double|strtod|atof' | expect_none "no floating point in layout and compute"

may_include base 'base/' | expect_none "base knows nothing of ours"
may_include read 'base/|read/' | expect_none "read knows base"
may_include compute 'base/|read/|compute/' | expect_none "compute knows base and read"
may_include check 'base/|read/|compute/|check/' | expect_none "check knows base, read and compute"
may_include exchange 'base/|read/|compute/|exchange/|check/grid\.h' | expect_none "exchange sees the plan, and how its tables lie"
may_include bind 'base/|read/|compute/|bind/|layout/block\.h' | expect_none "bind knows the plan and the blocks it makes"
may_include layout 'base/|layout/' | expect_none "layout never sees a plan"
may_include archive 'base/|archive/' | expect_none "archive reads files of anybody, and knows nothing of how ours are made"
may_include pdf 'base/|pdf/|layout/(page|metrics)\.h' | expect_none "pdf sees pages, never a block"

# A function's body stands between a brace in the first column and the next one.
awk 'FNR == 1 { start = 0 } /^\{/ { start = FNR } /^\}/ && start { if (FNR - start - 1 > 60) print FILENAME ":" start ": " FNR - start - 1 " lines"; start = 0 }' \
    $(sources) | expect_none "no function above 60 lines"
for file in $(sources); do head -n 1 "$file" | grep -q "^/\* ${file##*/}: " || echo "$file"; done |
    expect_none "every file begins by saying what it is for"

for test in tests/unit/test_*.c; do
    name=${test#tests/unit/test_}
    grep -qx "SUITE(${name%.c})" tests/unit/suites.def || echo "$test"
done | expect_none "every unit suite is registered"
for name in $(ls -A); do
    case $name in
        src | xsd | templates | fonts | samples | tests | Makefile | README.md | LICENSE | CHANGELOG.md | publiccode.yml) ;;
        build | .*) ;;
        *) echo "$name" ;;
    esac
done | expect_none "nothing else at the top level"
readme=$(mktemp)
# The elements and attributes in the table of what a plan can say are those of the schema.
sed -n '/^## What a plan can say/,/^## What is where/p' README.md >"$readme"
{ grep -oE '</?[a-z][a-z-]*' "$readme" | tr -d '</'; grep -oE '[a-z][a-z-]*="' "$readme" | tr -d '="'; } | sort -u |
    while read -r name; do grep -q "name=\"$name\"" xsd/piano.xsd || echo "$name"; done | expect_none "README speaks the vocabulary of the schema"
rm -f "$readme"
version=$(sed -n 's/^#define PIRA_VERSION "\(.*\)"$/\1/p' src/pira.h)
{ grep -q "^softwareVersion: \"$version\"$" publiccode.yml || echo "pira.h: $version"; } | expect_none "publiccode.yml has the program's version"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
