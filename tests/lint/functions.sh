#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Functions stay short: the closing brace of a function stands in column 1.
# shellcheck source=tests/lib/lint.sh
. "$(dirname "$0")/../lib/lint.sh"

lengths()
{
	sources | grep '\.c$' | xargs awk '
	/^[a-z_0-9]+\(/	{ name = $1; sub(/\(.*/, "", name) }
	/^\{/		{ start = FNR }
	/^\}/		{ if (start && name != "") print FNR - start - 1, FILENAME ":" name; start = 0; name = "" }'
}
lengths | awk '$1 > 80 { print $2 " has " $1 " lines" }' | rule "no function is longer than 80 lines"
lengths | awk '{ n++; if ($1 <= 40) ok++ } END { if (n && ok / n < 0.85) print ok " of " n " functions fit in 40 lines" }' |
    rule "85 of 100 functions fit in 40 lines"
finish
