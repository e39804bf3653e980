#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/lint.sh
. "$(dirname "$0")/../lib/lint.sh"

{ git ls-files '*.sh'; git ls-files | while read -r f; do
	[ -f "$f" ] && head -c 60 "$f" | head -1 | grep -qaE '^#!.*(ba)?sh' && echo "$f"
done; } | sort -u | xargs shellcheck -x -S warning -f gcc 2>&1 | rule "shellcheck is silent"
finish
