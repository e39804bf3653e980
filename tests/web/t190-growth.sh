#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Ten thousand requests and more leave a worker as small as it was (tests/run
# long); memory after the stories is the e2e story z-memory.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
if [ "${CAPORTAL_LONG:-}" != 1 ]; then
	echo "ok 1 - a worker does not grow # SKIP only in tests/run long"
	echo "1..1"
	exit
fi
house growth "workers_web = 1" "workers_slow = 1" "workers_login = 1" "scan_program = $CAPORTAL_BUILD/caportal-scan"
admin demo >/dev/null

# The scoreboard says who is who and how much each has served.
seat()	{ kill -USR1 "$worker"; sleep 0.5; grep 'pool=web.*served=' "$dir/worker.log" | grep seat= | tail -1 | sed -n "s/.* $1=\([0-9]*\).*/\1/p"; }
own()	{ awk '/^RssAnon:/ { print $2 }' "/proc/$1/status"; }
web=$(seat pid)
sign_in jia
as_visitor GET '/api/agreements?event=APPLY'
texts=$(json items | node -e 'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(i => i.pid)))')
as_visitor POST /api/drafts -d "{\"service\":\"new\",\"lock_type\":\"PROJECT\",\"agreements\":$texts}"
draft=$(json pid)
quote='{"service":"new","lock_type":"PROJECT","medium":"UKEY","items":[{"platforms":["LNJS","DL"],"years":1}]}'
me=(-H "Cookie: $cookie" -H "X-CSRF-Token: $csrf")

# What a day is made of: pages, lists, prices, refusals, nothing found.
day()
{
	"$client" "$dir/run/web.sock" GET /api/session "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" GET /api/catalog "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" GET "/api/drafts/$draft" "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" GET '/api/orders?q=%E6%AC%A7' "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" POST /api/quote -d "$quote" "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" GET /api/orders/AAAAAAAAAAAAAAAAAAAAAAAAAA "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" POST /api/quote -d '{' "${me[@]}" -n "$1"
	"$client" "$dir/run/web.sock" GET /api/nothing -n "$1"
}
day 100 >/dev/null
before=$(own "$web")
day 1500 >"$dir/day"
after=$(own "$web")
it "twelve thousand requests were answered" [ "$(grep -c 'ok=1500 bad=0' "$dir/day")/$(grep -c 'ok=0 bad=1500' "$dir/day")" = 5/3 ]
it "by the same worker" [ "$(seat pid)/$(($(seat served) > 12800))" = "$web/1" ]
it "it grew by less than 512 KB: from $before to $after KB" [ $((after - before)) -lt 512 ]
it "and has less than 25 MB of its own" [ "$after" -lt 25600 ]
finish
