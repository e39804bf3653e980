#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Full queues: a busy worker still hears that it should leave, nobody waits
# for minutes to sign in, and nothing dear is done for who has left.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house queues "workers_web = 1" "workers_slow = 1" "workers_login = 1" "request_limit = 20"
admin demo >/dev/null

# hold POOL: its only worker has accepted a request and waits for the rest.
hold()
{
	local before
	before=$(grep -c "pool=$1 .*route=/healthz" "$dir/worker.log")
	"$client" "$dir/run/$1.sock" GET /healthz -D "${2:-1500}" >"$dir/held" & held=$!
	sleep 0.5
	[ "$before" = "$(grep -c "pool=$1 .*route=/healthz" "$dir/worker.log")" ]
}
left()		{ sed -n "s/.*$1=\([0-9]*\).*/\1/p" "$dir/queued"; }
logged()	{ grep -q "$1" "$dir/worker.log"; }
rows()		{ db_sql "$db" -e "SELECT COUNT(*) FROM $1"; }
milliseconds_ago()	{ node -e 'console.log(((Date.now() - process.argv[1]) / 1000).toFixed(3))' "$1"; }

# ---- signing in ----
visitor
call GET '/api/agreements?event=LOGIN'
texts=$(json items | node -e 'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(i => i.pid)))')
form="{\"username\":\"jia\",\"password\":\"qinghe-bridge-42\",\"totp\":\"\",\"agreements\":$texts}"
pool=login
as_visitor POST /api/session -d "$form" -P "CAPORTAL_BEGUN=$(milliseconds_ago 2500)"
it "who has waited more than two seconds to sign in is sent away" [ "$status/$(json code)" = 503/busy ]
it "in words" has 系统繁忙
it "and told when to come again" [ -n "$(header Retry-After)" ]
as_visitor POST /api/session -d "$form" -P "CAPORTAL_BEGUN=$(milliseconds_ago 300)"
it "who has waited a moment is served" [ "$status" = 200 ]
visitor
pool=login as_visitor POST /api/session -d "$form" -P "CAPORTAL_BEGUN=x"
it "a nonsense of a time costs nobody the entrance" [ "$status" != 000 -a "$status" != 500 ]
pool=web

visitor
"$client" "$dir/run/login.sock" POST /api/session -d "$form" -H "Cookie: $cookie" -H "X-CSRF-Token: $csrf" \
    -P "CAPORTAL_BEGUN=$(milliseconds_ago 0)" -q 80 >"$dir/queued" & flood=$!
sleep 0.3
call GET /api/session
it "while many sign in, the pages are served" [ "$status" = 200 ]
it "and there is still a queue" kill -0 $flood
wait $flood
it "of a flood some come in" [ "$(left ok)" -ge 1 ]
it "the others are sent away in time, and everybody is answered: $(cat "$dir/queued")" [ "$(left bad)" -ge 1 -a "$(left none)" = 0 ]
visitor
pool=login as_visitor POST /api/session -d "$form" -P "CAPORTAL_BEGUN=$(milliseconds_ago 0)"
it "afterwards the door is open" [ "$status" = 200 ]
pool=web

# ---- who has left ----
take_session
tries=$(rows "session")
visitor
it "the login worker is held" hold login
"$client" "$dir/run/login.sock" POST /api/session -d "$form" -H "Cookie: $cookie" -H "X-CSRF-Token: $csrf" -C 100000
wait $held
it "no password is tried for who has left" wait_until 5 logged 'pool=login.*detail="the client has left"'
it "and no session begins" [ "$(rows session)" = "$tries" ]

sign_in jia
as_visitor GET '/api/agreements?event=APPLY'
texts=$(json items | node -e 'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(i => i.pid)))')
as_visitor POST /api/drafts -d "{\"service\":\"new\",\"lock_type\":\"PROJECT\",\"agreements\":$texts}"
draft=$(json pid)
version=$(json version)
as_visitor GET '/api/apply/persons?lock_type=PROJECT'
person=$(json ready.0.pid)
as_visitor PUT "/api/drafts/$draft" -d "{\"version\":$version,\"step\":3,\"data\":{\"persons\":[\"$person\"],\"vendor_agreed\":true,\"items\":[{\"person\":\"$person\",\"vendor\":\"CFCA\",\"platforms\":[\"LNJS\"],\"years\":1,\"handler\":\"甲\",\"handler_phone\":\"13800000001\",\"remark\":\"\"}]}}"
it "the slow worker is held" hold slow
"$client" "$dir/run/slow.sock" POST "/api/drafts/$draft/papers" -d '{}' -H "Cookie: $cookie" -H "X-CSRF-Token: $csrf" -C 100000
wait $held
it "no form is drawn for who has left" wait_until 5 logged 'pool=slow.*detail="the client has left"'
it "and none is kept" [ "$(rows paper)" = 0 ]
pool=slow as_visitor POST "/api/drafts/$draft/papers" -d '{}'
it "for who waits it is" [ "$status/$(rows paper)" = 200/1 ]
pool=web

# ---- leaving ----
# With something always to accept, a waiting call never lets the signal in.
it "the web worker is held" hold web
"$client" "$dir/run/web.sock" GET /healthz -q 300 >"$dir/queued" & queue=$!
sleep 0.3
kill -TERM "$worker"
wait $held
it "a request that had begun is answered" grep -q "Status: 200" "$dir/held"
wait $queue
it "with three hundred waiting it leaves at once: $(cat "$dir/queued")" [ "$(left ok)" -le 2 ]
wait "$worker"
it "and the master ends" [ $? -eq 0 ]
worker=''
finish
