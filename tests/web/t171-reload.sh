#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Ten reloads of the worker while people read and save through nginx: reload.mjs.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
gate_start
house reload "workers_web = 2" "workers_slow = 1" "workers_login = 1" "site_origin = http://127.0.0.1:$port" \
    "notify_url = http://127.0.0.1:$port/notify/sandbox"
trap 'gate_end; house_end' EXIT
gate_open
admin demo >/dev/null
STORY_DIR=$dir STORY_DB=$db RELOAD_PORT=$port RELOAD_WORKER=$worker node "$top/tests/web/reload.mjs"
