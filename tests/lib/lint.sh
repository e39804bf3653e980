# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Sourced by every lint: one TAP line per rule; what breaks it is printed.
cd "$(git rev-parse --show-toplevel 2>/dev/null || (cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd))" || exit 1
shopt -s lastpipe		# rule counts at the end of a pipe
lint_n=0
lint_bad=0

# rule SENTENCE: reads offending lines from stdin; none is ok.
rule()
{
	local found
	found=$(cat)
	lint_n=$((lint_n + 1))
	if [ -z "$found" ]; then
		echo "ok $lint_n - $1"
	else
		echo "not ok $lint_n - $1"
		printf '%s\n' "$found" | head -20 | sed 's/^/#   /'
		lint_bad=1
	fi
}

sources()	{ git ls-files 'fcgi/*.[ch]' 'modules/*.[ch]' 'db/*.[ch]'; }
finish()	{ echo "1..$lint_n"; exit $lint_bad; }
