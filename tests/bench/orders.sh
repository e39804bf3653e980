#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Lists of orders among 10^4, 10^5 and 10^6 orders, each in a house of its own,
# asked in turn: rows of the first pages, of page 100, by cursor deep inside and
# under filters; the exact total as its own request; CSV of 100,000 rows with the
# memory of the worker that writes it.  Times are those the worker logs (reading
# the request to the last byte), medians of ROUNDS rounds.
#
#	tests/run bench orders		(ROUNDS=15 SIZES="10000 100000 1000000" to change)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/lib.sh
. "$here/../web/lib.sh"
set +u
rounds=${ROUNDS:-15}
read -ra sizes <<<"${SIZES:-10000 100000 1000000}"
now=$(date +%s)
table=$(mktemp)
declare -A dirs dbs workers cookies points deep

bench_end()
{
	local n
	for n in "${!workers[@]}"; do
		kill "${workers[$n]}" 2>/dev/null && wait "${workers[$n]}" 2>/dev/null
		rm -rf "${dirs[$n]}"
		db_sql -e "DROP DATABASE IF EXISTS ${dbs[$n]}"
	done
	rm -f "$table"
}

# One house a size; `house` keeps its state in globals, so it is put away.
build()
{
	local n=$1 from=$SECONDS
	house "orders$n" "workers_web = 1" "workers_slow = 1" "workers_login = 1"
	trap bench_end EXIT
	dirs[$n]=$dir dbs[$n]=$db workers[$n]=$worker
	admin demo >/dev/null
	{ echo "SET @orders = $n, @now = $now;"; cat "$here/orders.sql"; } | db_sql "$db" >/dev/null
	echo "$n orders made in $((SECONDS - from)) s"
	sign_in service
	cookies[$n]=$cookie
	call GET /api/catalog
	points[$n]=$(json points.0.pid)
}

# ask N POOL URI: status 200 or the end
ask()
{
	dir=${dirs[$1]}
	pool=$2 call GET "$3" -H "Cookie: ${cookies[$1]}"
	[ "$status" = 200 ] || { echo "$3: $status $body"; exit 1; }
}

# The last order of the page in the middle, to read on after it.
find_deep()
{
	local n=$1 at
	at=$(db_sql "${dbs[$n]}" -e "SELECT LOWER(HEX(pid)) FROM orders ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET $((n / 2))")
	deep[$n]=$(python3 -c 'import base64,sys;print(base64.b32encode(bytes.fromhex(sys.argv[1])).decode().rstrip("="))' "$at")
}

# What the worker logged last for this route, in us.
logged()	{ sleep 0.02; grep -F " route=$2 " "${dirs[$1]}/worker.log" | tail -1 | sed 's/.* us=\([0-9]*\) .*/\1/'; }
measure()	{ ask "$2" web "$4"; echo "$1 $2 $(logged "$2" "$3")" >>"$table"; }
median()	{ awk -v k="$1" -v n="$2" '$1 == k && $2 == n { print $3 }' "$table" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

done_mail='pay=PAID&review=APPROVED&ship=RECEIVED'
open='pay=PAID,UNPAID&review=PENDING,SECOND,RETURNED&ship=TO_SHIP,TO_COLLECT'
day()		{ date -d "@$((now - $1 * 86400))" +%F; }

lists()
{
	local n=$1 u=/api/staff/orders p=${points[$1]}
	measure first "$n" $u "$u?size=20"
	measure page5 "$n" $u "$u?size=20&page=5"
	measure page50 "$n" $u "$u?size=20&page=50"
	measure deep "$n" $u "$u?size=20&after=${deep[$n]}"
	measure triple "$n" $u "$u?size=20&$done_mail"
	measure tripledeep "$n" $u "$u?size=20&$done_mail&after=${deep[$n]}"
	measure several "$n" $u "$u?size=20&$open"
	measure point "$n" $u "$u?size=20&point=$p&pay=PAID&review=APPROVED&ship=COLLECTED&from=$(day 700)&to=$(day 100)"
	measure number "$n" $u "$u?size=20&q=BENCH0000005000"
	measure nobody "$n" $u "$u?size=20&q=%E6%9F%A5%E6%97%A0%E6%AD%A4%E4%BA%BA"
}

counts()
{
	local n=$1 u=/api/staff/orders/count
	measure total "$n" $u "$u"
	measure total3 "$n" $u "$u?$done_mail"
	measure totalopen "$n" $u "$u?$open"
	measure totalq "$n" $u "$u?q=%E6%9F%A5%E6%97%A0%E6%AD%A4%E4%BA%BA"
}

print()
{
	local title=$1 k words n a b
	shift
	printf '\n%s, ms%*s' "$title" $((34 - ${#title})) ''
	for n in "${sizes[@]}"; do printf '%10s' "$n"; done
	echo '   last/first'
	for k in "$@"; do
		words=${k#*=} k=${k%%=*}
		printf '  %-36s' "$words"
		for n in "${sizes[@]}"; do printf '%10s' "$(awk -v x="$(median "$k" "$n")" 'BEGIN { printf "%.2f", x / 1000 }')"; done
		a=$(median "$k" "${sizes[0]}") b=$(median "$k" "${sizes[-1]}")
		awk -v a="$a" -v b="$b" 'BEGIN { printf "   %.2f\n", b / a }'
	done
}

# csv N: the newest 100,000 orders or all; two small ones first, so that the
# worker has met everything it meets.
csv()
{
	local n=$1 from child before after us rows bytes oldest
	dir=${dirs[$n]}
	oldest=$(db_sql "${dbs[$n]}" -e "SELECT DATE(FROM_UNIXTIME(MIN(created_at) + 8 * 3600)) FROM (SELECT created_at FROM orders ORDER BY created_at DESC LIMIT 100000) x")
	ask "$n" slow "/api/staff/orders.csv?from=$(day 20)"
	ask "$n" slow "/api/staff/orders.csv?from=$(day 20)"
	child=$(slow_child "$n")
	echo 5 >"/proc/$child/clear_refs"
	before=$(awk '/^VmRSS/ { print $2 }' "/proc/$child/status")
	pool=slow "$client" "$dir/run/slow.sock" GET "/api/staff/orders.csv?from=$oldest" -H "Cookie: ${cookies[$n]}" >"$dir/csv"
	after=$(awk '/^VmHWM/ { print $2 }' "/proc/$child/status")
	us=$(logged "$n" /api/staff/orders.csv)
	rows=$(($(wc -l <"$dir/csv") - $(sed -n '/^\r*$/=' "$dir/csv" | head -1) - 1)) bytes=$(stat -c %s "$dir/csv")
	awk -v n="$n" -v rows="$rows" -v us="$us" -v b="$bytes" -v x="$before" -v y="$after" 'BEGIN {
	    printf "CSV among %d: %d rows, %.1f MB in %.2f s: %.0f rows/s; worker %d KB before, %d KB at most: +%d KB\n",
	    n, rows, b / 1e6, us / 1e6, rows * 1e6 / us, x, y, y - x }'
}

# The children are made in the order of their pools: web, slow, login.
slow_child()	{ pgrep -P "${workers[$1]}" | sort -n | sed -n 2p; }

for n in "${sizes[@]}"; do build "$n"; find_deep "$n"; done
for r in $(seq 0 "$rounds"); do
	[ "$r" -ne 1 ] || : >"$table"		# round 0 warms up
	for n in "${sizes[@]}"; do lists "$n"; done
done
for n in "${sizes[@]}"; do for _ in 1 2 3 4 5; do counts "$n"; done; done
print 'rows' 'first=page 1' 'page5=page 5' 'page50=page 50' 'deep=by cursor in the middle' 'triple=status triple' \
    'tripledeep=the same by cursor in the middle' 'several=several words of each' 'point=triple, point, 600 days' 'number=beginning of a number' 'nobody=a name nobody has'
print 'the exact total' 'total=all' 'total3=status triple' 'totalopen=several words of each' 'totalq=a name nobody has'
echo
for n in "${sizes[@]}"; do csv "$n"; done
