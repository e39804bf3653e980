#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Numbers in full: who sees them, and the line it leaves (S: RIGHT_FULL).
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house seen "workers_web = 2" "workers_slow = 1" "workers_login = 1" \
    "notify_url = http://127.0.0.1:1/notify/sandbox" "scan_program = $CAPORTAL_BUILD/caportal-scan"
admin demo >/dev/null
clerk_start
STORY_DIR=$dir STORY_DB=$db node "$top/tests/web/seen.mjs"
