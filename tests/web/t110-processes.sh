#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Workers come and go; nobody outside notices.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house processes "workers_web = 2" "workers_slow = 1" "request_limit = 20"

socket=$dir/run/web.sock
children()	{ pgrep -P "$worker" | wc -l; }
four()		{ [ "$(children)" -eq 4 ]; }
metric()	{ call GET /metrics; sed -n "s/^caportal_$1 //p" <<<"$body"; }
logged()	{ grep -q "$1" "$dir/worker.log"; }

it "two web, one slow and one login worker run" four
"$CAPORTAL_BUILD/caportal-worker" -c "$dir/caportal.conf" 2>"$dir/second.log"
it "a second master is turned away" grep -q "running already" "$dir/second.log"

kill -KILL "$(pgrep -P "$worker" | head -1)"
it "a killed worker is replaced" wait_until 5 four
it "and the house still answers" "$client" "$socket" GET /healthz -n 20
it "the respawn is counted" [ "$(metric 'respawns_total{pool="web"}')" = 1 ]

# Two half requests, two web workers: both must come back by themselves.
"$client" "$socket" GET /healthz -C 40 -W 20 & a=$!
"$client" "$socket" GET /healthz -C 90 -W 20 & b=$!
sleep 0.3
it "half-sent requests do not hold the workers" timeout 15 "$client" "$socket" GET /healthz
kill $a $b 2>/dev/null

head -c 4096 /dev/urandom >"$dir/noise"
printf '\1\4\0\1\377\377\0\0' >"$dir/lie"
printf '\1\1\0\1\0\10\0\0\0\1\0\0\0\0\0\0\1\4\0\1\0\10\0\0\377\377\377\376\377\377\377\376' >"$dir/lengths"
printf '\1\11\0\0\0\21\0\0\16\0FCGI_MAX_CONNS' >"$dir/values"
for f in noise lie lengths values; do
	timeout 10 "$client" "$socket" GET / -X "$dir/$f" >/dev/null
	it "after garbage ($f) the house answers" timeout 15 "$client" "$socket" GET /healthz -n 4
done
it "and is complete again" wait_until 10 four

# Ten reloads under load.
rm -f "$dir"/load.*
for i in {1..16}; do
	"$client" "$socket" GET /readyz -m "${CAPORTAL_LOAD_MS:-6000}" >"$dir/load.$i" &
	loads="${loads:-} $!"
done
for i in 1 2 3 4 5 6 7 8 9 10; do
	kill -HUP "$worker"
	wait_until 10 logged "reload=done generation=$i\$"
done
it "old generations leave while the load goes on" wait_until 3 four
# shellcheck disable=SC2086
wait $loads
it "ten reloads were done" logged "reload=done generation=10\$"
it "no request failed: $(cat "$dir"/load.* | paste -sd ' ')" [ "$(cat "$dir"/load.* | grep -c 'bad=0$')" = 16 ]
it "the old generations have left" wait_until 10 four

echo "no_such_setting = 1" >>"$dir/caportal.conf"
kill -HUP "$worker"
it "a bad config is refused at reload" wait_until 5 logged "reload=refused"
it "and the old one goes on" "$client" "$socket" GET /healthz

# A request that has begun is finished before the house closes.
"$client" "$socket" GET /healthz -D 1200 >"$dir/late" & late=$!
sleep 0.4
kill -TERM "$worker"
wait $late
it "a begun request is answered after TERM" grep -q "Status: 200" "$dir/late"
wait "$worker"
it "the master ends with 0" [ $? -eq 0 ]
worker=''
it "nobody is left behind" [ -z "$(pgrep -f "$dir/caportal.conf")" ]
finish
