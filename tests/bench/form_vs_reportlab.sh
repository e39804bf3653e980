#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The form of G01 by our engine and the same picture by ReportLab, in turn, so
# that both meet the same machine.  CPU time of one process each, fonts open
# and definition compiled before the clock starts.  Ours draws varying values
# and pays for JSON, layout and QR codes; ReportLab replays a drawing list.
#	tests/run bench form            (ROUNDS=5 N=400 to change)
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
tool=${CAPORTAL_BUILD:-$top/_build}/tests/pdf/pdf_tool
export FORMS=$top/modules/paper/forms
data=$top/tests/data/form-g01.json
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
rounds=${ROUNDS:-5} n=${N:-400}

"$tool" export apply "$data" >"$tmp/list"
for i in $(seq "$rounds"); do
	ours=$("$tool" bench apply "$data" "$n")
	theirs=$(/usr/bin/python3 "$top/tests/bench/form_reportlab.py" "$tmp/list" "$((n / 8))")
	echo "round $i  ours: $ours"
	echo "round $i  ReportLab: $theirs"
	echo "${ours%% *} ${theirs%% *}" >>"$tmp/rounds"
done
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
a=$(cut -d' ' -f1 "$tmp/rounds" | median) b=$(cut -d' ' -f2 "$tmp/rounds" | median)
if command -v valgrind >/dev/null; then
	count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$tool" bench apply "$data" "$1" 2>&1 | awk '/Collected/ { print $4 }'; }
	x=$(count 20) y=$(count 40)
	echo "instructions a form: $(((y - x) / 20))"
fi
awk -v a="$a" -v b="$b" 'BEGIN { printf "form: ours %.3f ms, ReportLab %.3f ms, ratio %.1f (aim: 0.6 ms, 12)\n", a, b, b / a }'
