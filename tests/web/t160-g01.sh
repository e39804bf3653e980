#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The main job without a browser: S07 for 11 platforms, S09 returned once with
# marks and corrected, S10 handed out at the chosen point.
# shellcheck source=tests/web/pay_lib.sh
. "$(dirname "$0")/pay_lib.sh"
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"		# its sign_in knows the codes of staff

pick()	{ node -e 'let d=JSON.parse(require("fs").readFileSync(0));console.log(eval(process.argv[1]))' "$1" <<<"$body"; }
data()	{ echo "{\"version\":$1,\"step\":4,\"data\":{\"persons\":[\"$person\"],\"vendor_agreed\":true,\"items\":[{\"person\":\"$person\",\"vendor\":\"CFCA\",\"platforms\":$2,\"years\":1,\"handler\":\"刘建国\",\"handler_phone\":\"13800000001\",\"remark\":\"\"}]}}"; }

# as USER: everybody keeps an own browser.
declare -A browser
as()
{
	[ -z "${me:-}" ] || browser[$me]="$cookie $csrf"
	me=$1
	if [ -z "${browser[$1]:-}" ]; then sign_in "$1"; else read -r cookie csrf <<<"${browser[$1]}"; fi
}

bring()
{
	{
		printf -- '--cut\r\nContent-Disposition: form-data; name="slot"\r\n\r\napply_form\r\n'
		printf -- '--cut\r\nContent-Disposition: form-data; name="person"\r\n\r\n%s\r\n' "$person"
		printf -- '--cut\r\nContent-Disposition: form-data; name="file"; filename="申请表.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
		cat "$top/tests/data/scan-samples/form/2_20_bstamp_s200_0.jpg"
		printf -- '\r\n--cut--\r\n'
	} >"$dir/body"
	pool=slow as_visitor POST "$1" -T 'multipart/form-data; boundary=cut' -f "$dir/body"
	upload=$(json pid)
	wait_until 20 looked_at
}
looked_at()	{ as_visitor GET "/api/uploads/$upload"; is state READY; }

pay_house g01 "scan_program = $CAPORTAL_BUILD/caportal-scan"

# ---- the administrator applies for 欧阳𠮷 ----
as jia
as_visitor GET '/api/agreements?event=APPLY'
texts=$(pick 'JSON.stringify(d.items.map(i => i.pid))')
as_visitor POST /api/drafts -d "{\"service\":\"new\",\"lock_type\":\"PROJECT\",\"agreements\":$texts}"
draft=$(json pid)
version=$(json version)
as_visitor GET '/api/apply/persons?lock_type=PROJECT'
person=$(pick 'd.ready.find(p => p.name === "欧阳𠮷").pid')
eleven='["LNJS","LNZB","LNCG","SY","DL","AS","JZ","CY","HLD","HC","SF"]'
as_visitor PUT "/api/drafts/$draft" -d "$(data "$version" "$eleven")"
it "eleven platforms cost 750 yuan" is price.fen 75000
send "/api/drafts/$draft/submit" "{\"version\":$(json version),\"fen\":70000}"
it "an old price is told before the form that carries it" [ "$status/$(json code)/$(json price.fen)" = 409/stale_price/75000 ]
pool=slow as_visitor POST "/api/drafts/$draft/papers" -d '{}'
it "the form is printed" is papers.0.version 1
bring "/api/drafts/$draft/uploads"
as_visitor GET "/api/drafts/$draft"
send "/api/drafts/$draft/submit" "{\"version\":$(json version),\"fen\":75000}"
it "the application becomes an order" [ "$(json orders.length)/$(json next)" = 1/CHECKOUT ]
order=$(json orders.0)
as_visitor GET /api/certs
it "CA管理 shows the application" [ "$(json items.0.state)/$(json items.0.rows.0.order)" = "APPLYING/$order" ]
as_visitor GET /api/catalog
point=$(pick 'd.points.find(p => p.words.startsWith("大连")).pid')
send /api/checkout "{\"orders\":[\"$order\"],\"way\":\"PICKUP\",\"point\":\"$point\",\"fen\":75000}"
group=$(json pid)
send "/api/groups/$group/attempts" '{"provider":"sandbox"}'
attempt=$(json pid)
has_qr()	{ as_visitor GET "/api/attempts/$attempt"; is state WAIT_SCAN; }
wait_until 10 has_qr
cashier=$(json cashier)
as_visitor POST "/api/sandbox/${cashier##*/}/pay" -d '{}'
paid()	{ as_visitor GET "/api/groups/$group"; is state PAID; }
it "it is paid" wait_until 20 paid
as_visitor GET "/api/orders/$order"
it "and waits for its review" [ "$(json pay.words)/$(json review.words)" = 已支付/待审核 ]
as_visitor GET "/api/orders/$order/voucher"
it "before the approval there is no code" [ "$status/$(json code)" = 200/null ]

# ---- the first reviewer returns it with two marks ----
as reviewer
as_visitor GET /api/staff/overview
it "the reviewer's first page counts it" [ "$(pick 'd.cards.find(c => c.code === "review_pool").count')" = 1 ]
as_visitor GET '/api/staff/reviews?queue=pool'
review=$(json items.0.pid)
it "it lies in the pool with a due time" [ "$(json items.0.due_at)" -gt 0 ]
as_visitor POST "/api/staff/reviews/$review/approve" -d '{"version":1,"form_seen":true,"words":""}'
it "nobody approves without claiming" [ "$status/$(json code)" = 409/conflict ]
as_visitor POST "/api/staff/reviews/$review/claim" -d '{}'
it "a claim holds it" [ "$(json state)/$(json may.1)" = IN_REVIEW/approve ]
version=$(json version)
as_visitor POST "/api/staff/reviews/$review/approve" -d "{\"version\":$version,\"form_seen\":true,\"words\":\"\"}"
it "unseen documents are not approved" [ "$status/$(json fields.0.field)" = 422/apply_form ]
as_visitor POST "/api/staff/reviews/$review/return" -d "{\"version\":$version,\"words\":\"\",\"marks\":[]}"
it "a return wants a reason" [ "$status/$(json fields.0.field)" = 422/words ]
as_visitor POST "/api/staff/reviews/$review/return" -d "{\"version\":$version,\"words\":\"\",\"marks\":[{\"field\":\"platforms\",\"reason\":\"x\"}]}"
it "the platform grid cannot be marked" [ "$status/$(json fields.0.field)" = 422/marks.0.field ]
as_visitor POST "/api/staff/reviews/$review/return" -d "{\"version\":$version,\"words\":\"\",\"marks\":[{\"field\":\"handler_phone\",\"reason\":\"号码无法接通\"},{\"field\":\"apply_form\",\"reason\":\"印章不清晰\"}]}"
it "it goes back with two marks" [ "$(json state)/$(json rounds.0.marks.length)" = RETURNED/2 ]

# ---- the applicant corrects what was marked ----
as jia
as_visitor GET "/api/orders/$order"
it "the order says why, and is still paid" [ "$(json review.words)/$(json pay.words)/$(pick 'd.acts.includes("edit")')" = 审核未通过/已支付/true ]
as_visitor GET /api/certs
it "CA管理 says it too" has 号码无法接通
as_visitor GET "/api/orders/$order"
version=$(json version)
pool=slow as_visitor PUT "/api/orders/$order/edit" -d "{\"version\":$version,\"fields\":{\"remark\":\"x\"}}"
it "what was not marked stays" [ "$status" = 422 ]
pool=slow as_visitor PUT "/api/orders/$order/edit" -d "{\"version\":$version,\"fields\":{\"handler_phone\":\"13800000009\"}}"
it "the corrected data make a new version of the form" [ "$status/$(json documents.0.paper.version)" = 200/2 ]
bring "/api/orders/$order/uploads"
as_visitor GET "/api/orders/$order"
as_visitor POST "/api/orders/$order/resubmit" -d "{\"version\":$(json version)}"
it "it is sent in again without a second payment" [ "$status/$(json review.words)/$(json pay.words)" = 200/待审核/已支付 ]

# ---- round two, another reviewer looks first ----
as reviewer
as_visitor GET '/api/staff/reviews?queue=mine'
review=$(json items.0.pid)
it "it comes back to the same reviewer" [ "$(json items.0.round)/$(json items.0.preferred)" = 2/true ]
as_visitor POST "/api/staff/reviews/$review/claim" -d '{}'
version=$(json version)
it "the difference is shown" [ "$(pick 'f = d.fields.find(f => f.field === "handler_phone"); f.before + ">" + f.value')" = "13800000001>13800000009" ]
it "and the new scan is marked as changed" is documents.0.changed true
as_visitor POST "/api/staff/reviews/$review/seen" -d "{\"upload\":\"$(json documents.0.upload.pid)\"}"
it "a look is kept" [ "$status/$(json documents.0.seen)" = 200/true ]
as_visitor POST "/api/staff/reviews/$review/approve" -d "{\"version\":$version,\"form_seen\":false,\"words\":\"\"}"
it "the form's version has to be looked at" [ "$status/$(json fields.0.field)" = 422/form_seen ]
as_visitor POST "/api/staff/reviews/$review/approve" -d "{\"version\":$version,\"form_seen\":true,\"words\":\"\"}"
it "it is approved" [ "$status/$(json state)" = 200/APPROVED ]

# ---- code, key, slip ----
as jia
as_visitor GET "/api/orders/$order/voucher"
code=$(json code)
it "now there is a code, in the making" [ "${#code}/$(json state_words)" = 11/制证中 ]
has_slip()	{ as_visitor GET "/api/orders/$order/voucher"; ! is slip null; }
it "and a slip to print" wait_until 10 has_slip
as_visitor GET "/api/orders/$order/voucher/qr"
it "its code can be shown to a scanner" [ "$status/$(header Content-Type)" = 200/image/svg+xml ]
pool=slow as_visitor GET "/api/orders/$order/slip"
it "the slip is a PDF" [ "$status/$(header Content-Type)" = 200/application/pdf ]
as maker
as_visitor GET '/api/staff/making?queue=make'
it "the maker sees it" is items.0.pid "$order"
bind()	{ as_visitor POST "/api/staff/making/$order/bind" -d "{\"key_serial\":\"$1\",\"media_vendor\":\"$2\",\"model\":\"$3\",\"cert_serial\":\"$4\",\"not_before\":\"2026-11-20\",\"not_after\":\"2030-11-19\"}"; }
bind JK2000000077 ZHONGFU ZHONGFU_KEY 00AB77
it "a blocked model is refused" [ "$status/$(json fields.0.field)" = 422/model ]
bind JK2DEMO000001 JINKE JINKE_KEY 00AB77
it "a key in use is refused" [ "$status/$(json fields.0.field)" = 422/key_serial ]
bind JK2000000077 JINKE JINKE_KEY '00 ab 77'
it "key and certificate are bound" [ "$status/$(json key_serial)/$(json cert.state_words)" = 200/JK2000000077/待领取 ]
told()	{ call GET /api/demo/messages; has "$code"; }
it "the holder is told the code" wait_until 10 told

# ---- the desks ----
desk()	{ as_visitor POST "/api/staff/desk/$1" -d "{\"code\":\"$2\",\"key_serial\":\"${3:-}\",\"id_checked\":${4:-true}}"; }
as desk-sy
desk lookup "$code"
it "the other point does not find the code" [ "$status/$(json fields.0.field)" = 404/code ]
as_visitor GET /api/staff/desk/waiting
it "nor the order" is items.length 0
as_visitor GET "/api/staff/orders/$order"
it "nor by its id" [ "$status" = 404 ]
as desk-dl
as_visitor GET /api/staff/desk/waiting
it "the chosen point waits for it" is items.0.pid "$order"
desk lookup "$(tr '[:upper:]' '[:lower:]' <<<"$code")"
it "the code is read in small letters too" [ "$status/$(json ready)/$(json holder.name)" = 200/true/欧阳𠮷 ]
it "without the key's full serial" bash -c '! grep -q JK2000000077 <<<"$1"' _ "$body"
desk handout "$code" JK2000000078
it "another key stays on the shelf" [ "$status/$(json fields.0.field)" = 422/key_serial ]
desk handout "$code" JK2000000077 false
it "the identity card has to be looked at" [ "$status/$(json fields.0.field)" = 422/id_checked ]
desk handout "$code" JK2000000077
it "the key is handed over" [ "$status/$(json ship.words)/$(json cert.state_words)" = 200/已领取/使用中 ]
desk handout "$code" JK2000000077
it "a second use is refused" [ "$status/$(json code)" = 409/conflict ]
for _ in $(seq 10); do desk lookup AAAAA-AAAAA; done
desk lookup "$code"
it "guessing ends after ten" [ "$status/$(json code)" = 429/limit ]

as jia
as_visitor GET "/api/orders/$order"
it "the applicant sees the end of it" [ "$(json ship.words)/$(json next.act)" = 已领取/null ]
as_visitor GET /api/certs
it "and a certificate in use" is items.0.state ACTIVE
as jinzhou
for path in orders/"$order" orders/"$order"/voucher orders/"$order"/voucher/qr orders/"$order"/slip; do
	[ "${path##*/}" = slip ] && pool=slow || pool=web
	as_visitor GET "/api/$path"
	it "another enterprise does not find $(sed "s/$order/…/" <<<"$path")" [ "$status" = 404 ]
done
pool=web
it "the words of every order are what they should be" admin check
it "no task died" [ "$(sql "SELECT COUNT(*) FROM task WHERE state = 'DEAD'")" = 0 ]
it "the audit book has every counter" [ "$(sql "SELECT COUNT(DISTINCT action) FROM audit WHERE action IN ('review.claim','review.return','review.seen','review.approve','making.bind','desk.lookup','desk.handout','voucher.read') AND outcome = 'ok'")" = 8 ]
finish
