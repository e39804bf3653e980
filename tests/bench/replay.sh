#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The dry run of a tariff over the orders of a year: orders a second and the
# memory of the program, for one size and ten times as much.
#	tests/run bench replay		(ORDERS=100000 to change)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/lib.sh
. "$here/../web/lib.sh"
house replay "workers_web = 1" "workers_slow = 1" "workers_login = 1"
orders=${ORDERS:-100000}

# add FROM TO: that many orders of two platforms, a few minutes apart
add()
{
	db_sql "$db" <<-END
	INSERT INTO orders (pid, no, draft_id, account_id, buyer, company_id, company, person_id, holder, channel,
	    service, lock_type, medium, vendor, years, city, state, traits, reviewers, way, tariff_id, policy_id, fen,
	    price_lines, data, paper_scope, pay_word, review_word, ship_word, version, created_at, updated_at)
	SELECT UNHEX(MD5(seq)), CONCAT('B', seq), 1, 1, 'x', 1, 'x', 1, 'x', 'MAIN', IF(seq % 2, 'new', 'renew'),
	    'PROJECT', 'UKEY', 'CFCA', 1, 'SY', 'DONE', 0, 1, 'NONE', (SELECT id FROM tariff WHERE code = 'T1'), 1,
	    IF(seq % 2, 25000, 20000), '[]', '{}', 'x', 'PAID', 'APPROVED', 'NONE', 1, 1609430400 + seq * 25, 1609430400
	FROM seq_$1_to_$2;
	INSERT INTO order_platform (order_id, platform, words, position)
	SELECT o.id, p.code, 'x', p.position FROM orders o JOIN platform p ON p.code IN ('LNJS', 'SY')
	WHERE NOT EXISTS (SELECT 1 FROM order_platform x WHERE x.order_id = o.id);
	END
}

# run N: the best of three
run()
{
	local best='' line
	for _ in 1 2 3; do
		line=$(TIMEFORMAT=%R; { time admin tariff dry-run BENCH 2021-01-01 2021-12-31 >"$dir/out"; } 2>&1)
		best=$(printf '%s\n%s\n' "$best" "$line" | grep . | sort -n | head -1)
	done
	tail -2 "$dir/out" | head -1
	awk -v n="$1" -v s="$best" -v kb="$(/usr/bin/time -f %M "$CAPORTAL_BUILD/caportal-admin" -c "$dir/caportal.conf" tariff dry-run BENCH 2021-01-01 2021-12-31 2>&1 >/dev/null)" \
	    'BEGIN { printf "replay: %d orders in %.2f s, %d orders/s, %d kB\n", n, s, n / s, kb }'
}

admin tariff show T1 | sed 's/"T1"/"BENCH"/' >"$dir/bench.json"
admin tariff load "$dir/bench.json" >/dev/null || { echo "the tariff was not loaded"; exit 1; }
add 1 "$orders"
run "$orders"
add $((orders + 1)) $((orders * 10))
run $((orders * 10))
