#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Signing in and out, through the gate.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house account "workers_web = 1" "workers_slow = 1" "workers_login = 1"
admin demo >"$dir/demo.txt" || { echo "Bail out! demo"; exit 1; }

is()		{ [ "$(json "$1")" = "$2" ]; }
refused()	{ [ "$status $(json code)" = "$1 $2" ]; }
book()		{ db_sql "$db" -e "SELECT CONCAT(actor, '|', object, '|', outcome) FROM audit WHERE action = '$1' ORDER BY at DESC, seq DESC LIMIT 1"; }

call GET /api/session
it "a visitor is nobody yet" is signed_in false
it "and is told where he is" is channel.code MAIN
it "his cookie is locked to the site" grep -q '__Host-pre=.*; Path=/; Secure; HttpOnly; SameSite=Lax' <<<"$head"

try_login jia wrong-password
it "a wrong password names its field" is field password
it "with status 422" [ "$status" = 422 ]
first=$(json words)
try_login nobody-here wrong-password
it "an unknown user gets the same words" is words "$first"
it "the audit book knows the refusal" [ "$(book session.open)" = "|nobody-here|invalid" ]
visitor
pool=login as_visitor POST /api/session -d '{"username":"jia","password":"qinghe-bridge-42","agreements":[]}'
it "without ticks the agreements are named" is field agreements
pool=login call POST /api/session -d '{"username":"jia","password":"x"}'
it "without the CSRF token nothing is tried" refused 403 csrf
visitor
pool=login as_visitor POST /api/session -H 'Origin: http://evil.example' -d '{"username":"jia","password":"x"}'
it "a foreign page may not post" refused 403 csrf
pool=login as_visitor POST /api/session -H 'Sec-Fetch-Site: cross-site' -d '{}'
it "neither may a foreign frame" refused 403 csrf
pool=login as_visitor POST /api/session -d '{"username":"","password":""}'
it "empty fields are all named" is fields.1.field password

sign_in jia
it "the administrator signs in" [ "$status" = 200 ]
it "as 管理员 of his enterprise" is identities.0.type_words 管理员
it "with the rights of that identity" is rights '["member","apply","company","enterprise"]'
it "with a session cookie" grep -q '__Host-sid=.*SameSite=Lax' <<<"$head"
it "no number of a person leaves the house" [ "$(grep -cE '2101021980|1380000' <<<"$body")" = 0 ]
it "the audit book knows who" [ "$(book session.open)" = "刘建国|jia|ok" ]
mine=$cookie
as_visitor GET /api/session
it "the next request knows him" is account.username jia
as_visitor GET /api/staff/accounts
it "staff pages are not his" refused 403 denied
as_visitor POST /api/session/identity -d '{"identity":"AAAAAAAAAAAAAAAAAAAAAAAAAA"}'
it "a stranger's identity is not found" refused 404 notfound
as_visitor GET /api/session
own=$(json identity)
as_visitor POST /api/session/identity -d "{\"identity\":\"$own\"}"
take_session
it "choosing an identity answers the session" is identity "$own"
call GET /api/session -H "Cookie: $mine"
it "and the old token is void" is signed_in false
call DELETE /api/session -H "Cookie: $cookie"
it "logging out wants the token too" refused 403 csrf

as_visitor GET /api/sessions
it "one session is listed, the present one" is items.0.current true
pid=$(json items.0.pid)
kept=$cookie kept_csrf=$csrf
sign_in yi
as_visitor DELETE "/api/sessions/$pid"
it "nobody ends a stranger's session" refused 404 notfound
cookie=$kept csrf=$kept_csrf
as_visitor DELETE /api/session
it "logging out clears the browser" grep -q '^Clear-Site-Data: "cache", "cookies", "storage"' <<<"$head"
as_visitor GET /api/sessions
it "and ends the session" refused 401 login

sign_in 13800000004
it "a phone number is a user name too" is account.username ding
it "and is masked in the audit book" [ "$(book session.open)" = "赵明辉|138****0004|ok" ]
later 1801
as_visitor GET /api/sessions
it "half an hour of silence ends a session" refused 401 login

try_login reviewer qinghe-bridge-42
it "staff are asked for a code" is need_totp true
sign_in reviewer
it "and enter with it" is roles '["初审员"]'
it "their cookie is strict" grep -q '__Host-sid=.*SameSite=Strict' <<<"$head"
sign_in desk-dl
it "a desk clerk has a pickup point" is point.words 大连办理点

sign_in security
as_visitor GET /api/staff/accounts
it "security sees the staff" is items.length 12
db_sql "$db" -e "UPDATE account SET totp_fails = 10, state = 'LOCKED' WHERE username IN ('maker', 'security')"
as_visitor GET /api/staff/accounts
it "a locked account is out at once" refused 401 login
db_sql "$db" -e "UPDATE account SET totp_fails = 0, state = 'ACTIVE' WHERE username = 'security'"
as_visitor GET /api/staff/accounts
maker=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).items.find(i => i.username == "maker").pid)' <<<"$body")
as_visitor POST "/api/staff/accounts/$maker/unlock" -d '{}'
it "security unlocks a colleague" [ "$status $(json items.4.locked)" = "200 false" ]
as_visitor GET /api/staff/audit
it "security does not read the audit book" refused 403 denied
sign_in auditor
as_visitor GET /api/staff/audit
it "the auditor does" is items.0.action session.open
pool=slow as_visitor GET /api/staff/audit/check
it "and checks it" is ok true
db_sql "$db" -e "DELETE FROM audit ORDER BY seq DESC LIMIT 1"
pool=slow as_visitor GET /api/staff/audit/check
it "a missing line is seen" is ok false
it "also at the console" bash -c '! "$0" -c "$1" audit-verify 2>/dev/null' "$CAPORTAL_BUILD/caportal-admin" "$dir/caportal.conf"

admin user reset jia >"$dir/once"
once=$(sed -n 's/^password *\([^ ]*\).*/\1/p' "$dir/once")
sign_in jia "$once"
it "a one-time password opens the door" is account.must_change true
as_visitor GET /api/catalog
it "what is public stays readable" [ "$status" = 200 ]
as_visitor POST /api/session/identity -d "{\"identity\":\"$own\"}"
it "a new password comes first" is must_change "true"
pool=login as_visitor POST /api/account/password -d "{\"old\":\"$once\",\"new\":\"jia12345678\"}"
it "a weak one is refused by its field" is field new
pool=login as_visitor POST /api/account/password -d "{\"old\":\"$once\",\"new\":\"an elm by the river\"}"
it "a good one is taken" is account.must_change false
take_session
as_visitor POST /api/session/identity -d "{\"identity\":\"$own\"}"
it "and the house is open" [ "$status" = 200 ]

for _ in 1 2 3 4 5 6 7 8 9 10; do try_login fengxue wrong-password; done
try_login fengxue qinghe-bridge-42
it "after ten failures even the right password waits" refused 429 limit
it "and is told for how long" [ "$(json retry_after)" -gt 800 ]
it "in the header as well" [ "$(header Retry-After)" -gt 800 ]
it "no log line shows a number" bash -c '! grep -qE "2101021980|13800000004" "$0"' "$dir/worker.log"
finish
