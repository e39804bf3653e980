#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# S21 and item 7: a scan is brought, judged, shown to its owner and to nobody else.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house uploads "workers_web = 1" "workers_slow = 1" "scan_program = $CAPORTAL_BUILD/caportal-scan"
admin demo >/dev/null
samples=$top/tests/data
is()	{ [ "$(json "$1")" = "$2" ]; }

pids_of()
{
	call GET "/api/agreements?event=$1" "${@:2}"
	json items | node -e 'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(i => i.pid)))'
}

# sign_in USER: $cookie and $csrf are that person's afterwards.
sign_in()
{
	local texts
	visitor
	texts=$(pids_of LOGIN)
	pool=login as_visitor POST /api/session \
	    -d "{\"username\":\"$1\",\"password\":\"qinghe-bridge-42\",\"agreements\":$texts}"
	cookie=$(header Set-Cookie | sed 's/;.*//')
	csrf=$(json csrf)
}

# draft_of NAME: opens an application for that colleague and prints its form.
draft_of()
{
	local texts version
	texts=$(pids_of APPLY -H "Cookie: $cookie")
	as_visitor POST /api/drafts -d "{\"service\":\"new\",\"lock_type\":\"PROJECT\",\"agreements\":$texts}"
	draft=$(json pid)
	version=$(json version)
	as_visitor GET '/api/apply/persons?lock_type=PROJECT'
	person=$(node -e 'console.log(JSON.parse(process.argv[1]).ready.find(p => p.name === process.argv[2]).pid)' "$body" "$1")
	as_visitor PUT "/api/drafts/$draft" -d "{\"version\":$version,\"step\":3,\"data\":{\"persons\":[\"$person\"],
	    \"vendor_agreed\":true,\"items\":[{\"person\":\"$person\",\"vendor\":\"$2\",\"platforms\":[\"LNJS\"],
	    \"years\":1,\"handler\":\"甲\",\"handler_phone\":\"13800000001\",\"remark\":\"\"}]}}"
	pool=slow as_visitor POST "/api/drafts/$draft/papers" -d '{}'
}

# bring FILE NAME [SLOT] [PERSON]
bring()
{
	{
		printf -- '--cut\r\nContent-Disposition: form-data; name="slot"\r\n\r\n%s\r\n' "${3:-apply_form}"
		printf -- '--cut\r\nContent-Disposition: form-data; name="person"\r\n\r\n%s\r\n' "${4:-$person}"
		printf -- '--cut\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: application/octet-stream\r\n\r\n' "$2"
		cat "$1"
		printf -- '\r\n--cut--\r\n'
	} >"$dir/body"
	pool=slow as_visitor POST "/api/drafts/$draft/uploads" -T 'multipart/form-data; boundary=cut' -f "$dir/body"
}

refused()	{ [ "$status" = "$1" ] && is fields.0.field "${3:-apply_form}" && has "$2"; }
ready()		{ as_visitor GET "/api/uploads/$upload"; is state READY || is state REFUSED; }
kept()		{ find "$dir/store" -type f | wc -l; }

sign_in jia
draft_of 欧阳𠮷 CFCA
it "the form is printed" [ "$(json papers.0.version)" = 1 ]

bring "$samples/scan-samples/form/2_20_bstamp_s200_0.jpg" '申请表 扫描.jpg'
upload=$(json pid)
it "a stamped scan is taken" [ "$status" = 201 ]
it "it is being looked at" is state CHECKING
it "its name is kept for people" is name '申请表 扫描.jpg'
it "it remembers the version of the form" is paper_version 1
it "it has no preview yet" is preview null
it "nothing readable lies on disk" \
    bash -c '! grep -rlE "JFIF|PDF-" "$1/store"' _ "$dir"
clerk_start
it "the clerk makes the preview" wait_until 20 ready
it "then it is ready" is state READY
pool=slow as_visitor GET "/api/uploads/$upload/preview"
it "the owner sees the preview" [ "$status" = 200 ]
it "the preview is a JPEG" [ "$(header Content-Type)" = image/jpeg ]
it "the preview runs nothing" grep -q "default-src 'none'.*sandbox" <<<"$head"
pool=slow as_visitor GET "/api/uploads/$upload/file"
it "the owner gets the original" [ "$status $(header Content-Length)" = "200 $(stat -c %s "$samples/scan-samples/form/2_20_bstamp_s200_0.jpg")" ]
it "the original is only for saving" grep -q 'Content-Disposition: attachment' <<<"$head"
it "looking at it left a line in the audit book" \
    [ "$(db_sql "$db" -e "SELECT COUNT(*) FROM audit WHERE action = 'upload.file'")" = 1 ]
call GET "/api/uploads/$upload"
it "nobody signed in sees nothing" [ "$status" = 401 ]
owner_cookie=$cookie owner_csrf=$csrf owner_draft=$draft owner_person=$person
sign_in jinzhou
for part in '' /preview /file; do
	[ -z "$part" ] && pool=web || pool=slow
	as_visitor GET "/api/uploads/$upload$part"
	it "another enterprise finds no upload$part" [ "$status" = 404 ]
done
pool=web
as_visitor DELETE "/api/uploads/$upload"
it "another enterprise cannot take it away" [ "$status" = 404 ]
bring "$samples/pictures/small.jpg" a.jpg
it "another enterprise cannot bring into it" [ "$status" = 404 ]
cookie=$owner_cookie csrf=$owner_csrf draft=$owner_draft person=$owner_person

# What is refused on MAIN; nothing of it stays in the store.
before=$(kept)
bring "$samples/pictures/small.bmp" a.bmp
it "a BMP is refused on MAIN" refused 415 只能上传JPG、PNG、PDF
bring "$samples/pictures/plain.pdf" a.jpg
it "a .jpg that is a PDF is refused" refused 415 文件内容与扩展名不一致
bring "$samples/scan-samples/hostile/b_fake.jpg" a.jpg
it "a .jpg that is HTML is refused" refused 415 不是可识别的图片
bring "$samples/scan-samples/hostile/b_gif.jpg" a.jpg
it "a .jpg that is a GIF is refused" refused 415 不是可识别的图片
head -c 60000 "$samples/scan-samples/form/2_20_ph1123_0.jpg" >"$dir/cut.jpg"
bring "$dir/cut.jpg" a.jpg
it "half a picture is refused" refused 415 文件不完整
cat "$samples/pictures/small.jpg" "$samples/pictures/plain.pdf" >"$dir/two.jpg"
bring "$dir/two.jpg" a.jpg
it "two files in one are refused" refused 415 多余数据
: >"$dir/none.jpg"
bring "$dir/none.jpg" a.jpg
it "an empty file is refused" refused 422 文件是空的
bring "$samples/pictures/small.jpg" a.jpg licence
it "a paper nobody asked for is refused" refused 422 不需要上传 slot
bring "$samples/pictures/small.jpg" a.jpg apply_form AAAAAAAAAAAAAAAAAAAAAAAAAA
it "a person outside the application is refused" refused 422 不在本次申请中 person
head -c $((5 * 1024 * 1024 + 1)) /dev/zero >"$dir/big.jpg"
bring "$dir/big.jpg" a.jpg
it "a byte more than allowed is refused" refused 413 不能超过5120KB
it "what was refused is not kept" [ "$(kept)" = "$before" ]

bring "$samples/pictures/openaction.pdf" a.pdf
upload=$(json pid)
it "a PDF is taken at first" is state CHECKING
it "the clerk looks into it" wait_until 20 ready
it "a PDF with a script is refused in words" has PDF中含有脚本
bring "$samples/pictures/five.pdf" a.pdf
upload=$(json pid)
wait_until 20 ready
it "of a long PDF three pages are shown" has 共5页，预览只显示前3页
as_visitor DELETE "/api/uploads/$upload"
it "the owner takes an upload back" [ "$status" = 204 ]
as_visitor GET "/api/drafts/$draft"
it "the slot is empty then" is uploads.length 0

# ANSHAN: 200 to 2048 KB, BMP too, no PDF (D4).
sign_in anshan
draft_of 吴桂芳 BJCA
bmp()		# bmp BYTES: about so many, 24 bits, 1000 pixels wide
{
	node -e '
const rows = Math.floor((+process.argv[1] - 54) / 3000), n = 54 + rows * 3000, b = Buffer.alloc(n)
b.write("BM"); b.writeUInt32LE(n, 2); b.writeUInt32LE(54, 10); b.writeUInt32LE(40, 14)
b.writeUInt32LE(1000, 18); b.writeUInt32LE(rows, 22); b.writeUInt16LE(1, 26); b.writeUInt16LE(24, 28)
require("fs").writeFileSync(process.argv[2], b)' "$1" "$dir/a.bmp"
}
# A picture of exactly so many bytes: a PNG with a chunk of text that fills it.
png()
{
	node -e '
const fs = require("fs"), zlib = require("zlib"), src = fs.readFileSync(process.argv[2]), want = +process.argv[1]
const crc = b => { let c = ~0; for (const x of b) { c ^= x; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1 } return ~c >>> 0 }
const chunk = n => { const d = Buffer.alloc(n + 12); d.writeUInt32BE(n); d.write("tEXt", 4); d[8] = 65; d.writeUInt32BE(crc(d.subarray(4, 8 + n)), 8 + n); return d }
let left = want - src.length, all = []
while (left > 0) { let n = Math.min(left, 200000); if (left - n > 0 && left - n < 14) n -= 20; all.push(chunk(n - 12)); left -= n }
fs.writeFileSync(process.argv[3], Buffer.concat([src.subarray(0, 33), ...all, src.subarray(33)]))' \
	    "$1" "$samples/pictures/small.png" "$dir/a.png"
}
bmp 300000
bring "$dir/a.bmp" a.bmp
it "a BMP is taken in Anshan" [ "$status" = 201 ]
png $((199 * 1024))
bring "$dir/a.png" a.png
it "199 KB are refused" refused 422 不能小于200KB
png $((200 * 1024))
bring "$dir/a.png" a.png
it "200 KB are taken" [ "$status" = 201 ]
png $((2048 * 1024))
bring "$dir/a.png" a.png
it "2048 KB are taken" [ "$status" = 201 ]
png $((2049 * 1024))
bring "$dir/a.png" a.png
it "2049 KB are refused" refused 413 不能超过2048KB
finish
