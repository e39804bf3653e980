#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The clerk's processes are killed (-9) at any moment of a payment; afterwards
# every order is paid once and the bank's books agree with ours (S28).
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/web/pay_lib.sh
. "$(dirname "$0")/pay_lib.sh"
pay_house killed

rounds=${CAPORTAL_ROUNDS:-4}
late=0
to='"recipient":{"name":"刘建国","phone":"13800000001","address":"辽宁省沈阳市和平区南京街1号"}'
sign_in jia

# Leases of the dead end when the clock of the house moves.
wake()	{ late=$((late + 61)); echo "$late" >"$dir/clock.new"; mv "$dir/clock.new" "$dir/clock"; }
stab()
{
	sleep "0.0$((RANDOM % 10))"
	local kids
	read -ra kids <"/proc/$clerk/task/$clerk/children"
	[ ${#kids[@]} -eq 0 ] || kill -9 "${kids[@]}"
}
# Tries until it is true, with the clock running fast.
sooner_or_later()
{
	for _ in 1 2 3 4 5; do
		wait_until 2 "$@" && return
		wake
	done
	return 1
}
has_qr()	{ as_visitor GET "/api/attempts/$attempt"; is state WAIT_SCAN; }
paid()	{ as_visitor GET "/api/groups/$group"; is state PAID; }

for ((i = 1; i <= rounds; i++)); do
	pid=$(order "$(printf '%032x' "$i")" "KILLED$i")
	send /api/checkout "{\"orders\":[\"$pid\"],\"way\":\"MAIL\",$to,\"fen\":75000}"
	group=$(json pid)
	stab &
	send "/api/groups/$group/attempts" '{"provider":"sandbox"}'
	attempt=$(json pid)
	wait $!
	it "round $i: the QR comes" sooner_or_later has_qr
	has_qr
	token=$(json cashier)
	token=${token##*/}
	stab &
	as_visitor POST "/api/sandbox/$token/pay" -d '{}'
	wait $!
	stab
	it "round $i: it is paid" sooner_or_later paid
done
it "every order was paid" [ "$(sql "SELECT COUNT(*) FROM orders WHERE no LIKE 'KILLED%' AND state = 'REVIEW'")" = "$rounds" ]
it "and once" [ "$(sql "SELECT COUNT(*) FROM order_event WHERE act = 'PAY'")" = "$rounds" ]
it "each has one review" [ "$(sql "SELECT COUNT(*) FROM review")" = "$rounds" ]
it "nothing goes back" [ "$(sql "SELECT COUNT(*) FROM pay_refund")" = 0 ]
it "the bank took what the orders cost" [ "$(sql "SELECT SUM(fen) FROM sandbox_trade WHERE state = 'PAID'")" = $((rounds * 75000)) ]
finish
