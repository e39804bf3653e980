#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the house offers, what is agreed to and what things cost.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house catalog "workers_web = 1" "workers_slow = 1"

is()	{ [ "$(json "$1")" = "$2" ]; }

call GET /api/catalog
it "a visitor reads the catalogue" [ "$status" = 200 ]
it "thirteen platforms are offered" is platforms.length 13
it "three lock types are, the expert's is not" is lock_types.length 3
it "the second point is Dalian's" is points.1.address 辽宁省大连市甘井子区和丰园18-6号
it "the pages' notices come along" is notices.pickup.0 缴费后变更办理点，需提交CA锁补办申请。
it "the blocked key is marked" is media_vendors.1.models.0.blocked true

db_sql "$db" -e "UPDATE vendor SET words = 'OTHER' WHERE code = 'BJCA'; UPDATE catalog_version SET version = version + 1"
call GET /api/catalog
it "a running worker notices a change" is vendors.0.words OTHER

call GET '/api/agreements?event=LOGIN'
it "login asks for two texts" is items.length 2
it "the first is the service agreement" is items.0.title 用户服务协议
it "its hash is that of its text" \
    [ "$(json items.0.sha256)" = "$(json items.0.body | head -c -1 | sha256sum | cut -c1-64)" ]
call GET '/api/agreements?event=NEVER'
it "an unknown event has no texts" is items.length 0
call GET /api/agreements
it "no event is refused by its field" is field event

visitor
as_visitor POST /api/quote -d '{}'
it "a quote wants somebody signed in" is status 401

# Each golden case as an operator types it; items of a cart are whole cases.
node -e '
const all = JSON.parse(require("fs").readFileSync(process.argv[1])).cases
const of = id => all.find(c => c.id === id)
for (const c of all) {
  const whole = c.items ? { ...c, items: c.items.map(of) } : c
  console.log(c.id + "\t" + c.fen + "\t" + JSON.stringify(whole))
}' "$top/tests/data/tariff-cases.json" >"$dir/cases"
while IFS=$'\t' read -r id fen kase; do
	body=$(admin quote <<<"$kase")
	sum=$(node -e 'console.log(JSON.parse(process.argv[1]).lines.reduce((n, l) => n + l.fen, 0))' "$body")
	it "$id costs $fen fen and its lines add up" [ "$(json fen) $sum" = "$fen $fen" ]
done <"$dir/cases"

refused()	{ ! admin quote <<<"$1" 2>"$dir/said" && grep -q "$2" "$dir/said"; }
it "a case without platforms is refused in words" refused \
    '{"business":"new","lock":"MAIN","medium":"UKEY","platforms":[]}' 请至少选择一个应用平台
it "an ended certificate must be renewed first" refused \
    '{"business":"platform","lock":"MAIN","medium":"UKEY","held":[],"add":["JZ"],"not_after":"2020-01-01"}' 请先办理延期年检
it "what is not JSON is refused" refused '{"business":' invalid
finish
