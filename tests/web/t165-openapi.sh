#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# docs/openapi.json says what the house answers: openapi.mjs calls every
# operation and holds each answer against it.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house openapi "workers_web = 2" "workers_slow = 1" "workers_login = 1" \
    "notify_url = http://127.0.0.1:1/notify/sandbox" "scan_program = $CAPORTAL_BUILD/caportal-scan"
admin demo >/dev/null
clerk_start
STORY_DIR=$dir STORY_DB=$db node "$top/tests/web/openapi.mjs" || exit 1
# shellcheck disable=SC2154
if grep -q 'undeclared query' "$dir/worker.log"; then
	sed -n 's/.*undeclared query/# write QUERY beside the handler: query/p' "$dir/worker.log" | sort -u
	echo 'not ok - every query that is read is declared'
	exit 1
fi
