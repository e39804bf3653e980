#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What docs/ says about the tables is what the tables say (`make docs`).
cd "$(dirname "$0")/../.." || exit 1
number=0
bad=0
for t in routes errors settings services dossiers steps tasks verbs; do
	number=$((number + 1))
	if diff <("${CAPORTAL_BUILD:?}/caportal-admin" print $t) "docs/$t.md" >&2; then
		echo "ok $number - docs/$t.md is fresh"
	else
		echo "not ok $number - docs/$t.md is fresh"
		bad=1
	fi
done
number=$((number + 1))
if diff <("${CAPORTAL_BUILD:?}/caportal-admin" print openapi) docs/openapi.json | head -40 >&2; [ "${PIPESTATUS[0]}" -eq 0 ]; then
	echo "ok $number - docs/openapi.json is fresh"
else
	echo "not ok $number - docs/openapi.json is fresh"
	bad=1
fi
echo "1..$number"
exit $bad
