#!/bin/bash
# bench.sh: time, memory and pages of pira render at 180, 1.800 and 18.000 indicators, beside xmllint's validation of
# the same file in the same run; and how the time grows from 10 to 100 chambers (10 would be linear).
# Usage: bench.sh WORK_FOLDER, with PIRA in the environment. RUNS (3): the best of so many is shown. TEMPLATE: rapporto.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$1
runs=${RUNS:-3}
template=${TEMPLATE:-rapporto}
mkdir -p "$work"
${CC:-gcc} -std=c11 -O2 -o "$work/measure" "$here/measure.c" || exit 1

# best COMMAND...: the smallest CPU time of all runs and the largest peak, "seconds kB"; fails when the command does.
best() {
    for _ in $(seq "$runs"); do
        "$work/measure" "$@" || { echo "bench: failed: $*" >&2; return 1; }
    done | awk 'NR == 1 || $1 < cpu { cpu = $1 } $2 > peak { peak = $2 } END { if (NR == 0) exit 1; print cpu, peak }'
    [ "${PIPESTATUS[0]}" -eq 0 ]
}

echo "chambers indicators  pages   render s  peak MB  ms/page   schema s  render/schema"
for chambers in 1 10 100; do
    plan=$work/piano-$chambers.xml
    pdf=$work/piano-$chambers.pdf
    python3 "$here/gen.py" "$chambers" >"$plan" || exit 1
    schema=$(best xmllint --noout --schema "$here/../../xsd/piano.xsd" "$plan" 2>"$work/xmllint.log") || { cat "$work/xmllint.log" >&2; exit 1; }
    render=$(best "$PIRA" render "$plan" -t "$template" -o "$pdf" 2>"$work/render.log") || { head -n 20 "$work/render.log" >&2; exit 1; }
    pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
    echo "$chambers $pages $render $schema"
done | awk '{
    printf "%8d %10d %6d %10.3f %8.1f %8.3f %10.3f %14.2f\n", $1, $1 * 180, $2, $3, $4 / 1024, $3 * 1000 / $2, $5, ($5 > 0 ? $3 / $5 : 0)
    cpu[$1] = $3
} END {
    if (!(100 in cpu)) exit 1
    printf "growth from 10 to 100 chambers: %.2f (10 is linear)\n", (cpu[10] > 0 ? cpu[100] / cpu[10] : 0)
}'
