#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A worker that no longer moves is ended by the master and replaced.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house watchdog "workers_web = 1" "workers_slow = 1" "request_limit = 5"

socket=$dir/run/web.sock
logged()	{ grep -q "$1" "$dir/worker.log"; }

# Its board tells who is busy; a worker's /proc is closed to its own user.
asked()	{ kill -USR1 "$worker"; logged 'pool=web .*busy=1'; }
"$client" "$socket" GET /healthz -C 40 -W 30 & half=$!
wait_until 10 asked
stuck=$(sed -n 's/.* pid=\([0-9]*\) pool=web .*busy=1.*/\1/p' "$dir/worker.log" | head -1)
kill -STOP "$stuck"
it "a worker that stands still is noticed" wait_until 15 logged "child=$stuck stuck_ms="
it "its place is taken" wait_until 10 "$client" "$socket" GET /healthz
call GET /metrics
it "and it is counted" has 'caportal_killed_total{pool="web"} 1'
kill $half 2>/dev/null
finish
