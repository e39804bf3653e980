#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checkout, QR, the sandbox cashier, the bank's signed notify over HTTP, the
# finance list (S07, S23, S24).
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/web/pay_lib.sh
. "$(dirname "$0")/pay_lib.sh"
pay_house pay
one=$(order 000102030405060708090a0b0c0d0e0f TESTXZ1)
two=$(order 100102030405060708090a0b0c0d0e0f TESTXZ2)
to='"recipient":{"name":"刘建国","phone":"13800000001","address":"辽宁省沈阳市和平区南京街1号"}'
both="{\"orders\":[\"$one\",\"$two\"],\"way\":\"MAIL\",$to,\"fen\":150000}"

sign_in jia
it "the administrator is signed in" [ "$status" = 200 ]

send /api/checkout "{\"orders\":[\"$one\",\"$two\"],\"way\":\"MAIL\",$to,\"fen\":149999}"
it "another sum than the due one is refused with the new one" [ "$status/$(json code)/$(json price.fen)" = 409/stale_price/150000 ]
send /api/checkout "{\"orders\":[\"$one\"],\"way\":\"MAIL\",\"recipient\":{\"name\":\"\",\"phone\":\"1\",\"address\":\"\"},\"fen\":75000}"
it "a bad recipient is named field by field" [ "$status/$(json fields.0.field)" = 422/name ]
send /api/checkout "{\"orders\":[\"$one\"],\"way\":\"PICKUP\",\"fen\":75000}"
it "a pick-up wants a point" [ "$status/$(json field)" = 422/point ]
as_visitor POST /api/checkout -d "$both"
it "a checkout without a key is refused" [ "$status" != 201 ]

k=$(key)
send /api/checkout "$both" "$k"
group=$(json pid)
it "two orders become one payment" [ "$status/$(json fen)/$(json state)/$(json orders.length)" = 201/150000/OPEN/2 ]
it "the sandbox is offered" is providers.0.code sandbox
send /api/checkout "$both" "$k"
it "the double click makes no second payment" is pid "$group"
send /api/checkout "${both/150000/150001}" "$k"
it "the same key for something else is refused" [ "$status/$(json code)" = 422/key_reused ]

send "/api/groups/$group/attempts" '{"provider":"nobody"}'
it "an unknown provider is refused by its field" [ "$status/$(json field)" = 422/provider ]
begun=$(date +%s%3N)
send "/api/groups/$group/attempts" '{"provider":"sandbox"}'
attempt=$(json pid)
it "an attempt begins" [ "$status/$(json state)" = 201/CREATED ]
has_qr()	{ as_visitor GET "/api/attempts/$attempt"; is state WAIT_SCAN; }
it "the clerk brings the QR" wait_until 8 has_qr
echo "# QR after $(($(date +%s%3N) - begun)) ms"
has_qr
cashier=$(json cashier)
token=${cashier##*/}
as_visitor GET "/api/attempts/$attempt/qr"
it "it is an SVG" [ "$status/$(header Content-Type)" = "200/image/svg+xml" ]
it "without script or foreign address" [ "$(grep -ciE 'script|href|on[a-z]+=' <<<"$body")" = 0 ]
as_visitor GET "/api/orders?q=TESTXZ1"
it "the order says that it is being paid" is items.0.pay.code PAYING

call GET "/api/sandbox/$token"
it "whoever scans sees the sum" [ "$status/$(json fen)/$(json state)" = 200/150000/WAIT_SCAN ]
call GET /api/sandbox/AAAAAAAAAAAAAAAAAAAAAAAAAA
it "a guessed token is not found" [ "$status" = 404 ]

# Before the real one: what a forger sends.
call POST /notify/sandbox -d '{"out_trade_no":"x","fen":150000}' -H "Sandbox-Signature: 00" -H "Sandbox-Timestamp: $(date +%s)" -H "Sandbox-Nonce: n"
it "a forged notify is answered and kept" [ "$status" = 200 ]
refused()	{ [ "$(sql "SELECT COUNT(*) FROM pay_inbox WHERE state = 'REFUSED'")" = "$1" ]; }
it "the clerk refuses it" wait_until 8 refused 1
as_visitor GET "/api/groups/$group"
it "nothing is paid by it" is state OPEN

pay_begun=$(date +%s%3N)
as_visitor POST "/api/sandbox/$token/pay" -d '{}'
it "the click is accepted" [ "$status" = 202 ]
paid()	{ as_visitor GET "/api/groups/$group"; is state PAID; }
it "the bank's notify pays the group" wait_until 8 paid
echo "# paid after $(($(date +%s%3N) - pay_begun)) ms"
it "by notify, not by the query" [ "$(sql "SELECT COUNT(*) FROM pay_inbox WHERE verdict = 'COUNTED'")" = 1 ]
it "both orders went to the reviewers" [ "$(sql "SELECT COUNT(*) FROM orders WHERE no LIKE 'TESTXZ%' AND state = 'REVIEW' AND pay_word = 'PAID'")" = 2 ]
it "each has its review" [ "$(sql "SELECT COUNT(*) FROM review r JOIN orders o ON r.subject = 'order' AND o.id = r.subject_id WHERE o.no LIKE 'TESTXZ%'")" = 2 ]

# The bank is a bank: it sends everything again, a hundred times, changed and unchanged.
again()	{ node -e '
const n = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n").pop())
console.log(n.headers["sandbox-timestamp"]); console.log(n.headers["sandbox-nonce"])
console.log(n.headers["sandbox-signature"]); console.log(n.body)' "$port_file.notify"; }
mapfile -t note < <(again)
repeat()
{
	for _ in $(seq 100); do
		call POST /notify/sandbox -d "$1" -H "Sandbox-Timestamp: ${note[0]}" \
		    -H "Sandbox-Nonce: ${note[1]}" -H "Sandbox-Signature: ${note[2]}"
		[ "$status" = 200 ] || return 1
	done
}
it "the same notify a hundred times is answered each time" repeat "${note[3]}"
it "and kept once" [ "$(sql "SELECT COUNT(*) FROM pay_inbox WHERE state <> 'REFUSED'")" = 1 ]
it "one with another amount is answered" repeat "${note[3]/150000/1}"
it "and refused" wait_until 8 refused 2
it "nothing was paid twice" [ "$(sql "SELECT COUNT(*) FROM order_event WHERE act = 'PAY'")" = 2 ]
it "nothing goes back" [ "$(sql "SELECT COUNT(*) FROM pay_refund")" = 0 ]

send /api/checkout "$both"
it "a paid order cannot be checked out again" [ "$status" = 409 ]
as_visitor GET "/api/attempts/$attempt/qr"
it "its QR is gone" [ "$status" = 404 ]

told()	{ call GET /api/demo/messages; has "TESTXZ1已支付成功，金额750.00元"; }
it "the payer is told" wait_until 8 told

sign_in jinzhou
as_visitor GET "/api/groups/$group"
it "another enterprise does not find the payment" [ "$status" = 404 ]
as_visitor GET "/api/attempts/$attempt"
it "nor the attempt" [ "$status" = 404 ]
send /api/checkout "$both"
it "nor can it pay strangers' orders" [ "$status" = 404 ]
as_visitor GET /api/staff/payments
it "nor read the finance list" [ "$status" = 403 ]

sign_in finance "$(admin totp finance)"
as_visitor GET "/api/staff/payments?q=TESTXZ2"
it "finance finds it by an order's number" [ "$status/$(json items.0.state)/$(json items.0.fen)" = 200/SUCCESS/150000 ]
as_visitor GET "/api/staff/payments/sum?state=SUCCESS"
it "and the sum" [ "$(json fen)/$(json n)" = 150000/1 ]
as_visitor GET "/api/staff/payments/count?state=SUSPECT"
it "nothing is suspect" is total 0
as_visitor GET "/api/staff/payments?q=%E6%AC%A7%E9%98%B3"
it "a name finds no payment and breaks nothing" [ "$status/$(json items.length)" = 200/0 ]
as_visitor GET "/api/staff/orders/count?q=%E6%AC%A7%E9%98%B3&pay=%E5%BE%85&state=%27"
it "nor does a filter that is no code" [ "$status/$(json total)" = 200/0 ]
it "no task of the payments died" [ "$(sql "SELECT COUNT(*) FROM task WHERE state = 'DEAD'")" = 0 ]
finish
