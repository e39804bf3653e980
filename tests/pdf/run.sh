#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Checks of drawn forms with other people's eyes: qpdf, poppler, mupdf, zbar,
# and the fonts they were drawn from.  `tests/run pdf` gives CAPORTAL_BUILD;
# by hand: CAPORTAL_BUILD=_build bash tests/pdf/run.sh.  PDFs are left in
# $CAPORTAL_PDF_OUT when that is set.
set -uo pipefail
export LC_ALL=C.UTF-8
top=$(cd "$(dirname "$0")/../.." && pwd)
tool=${CAPORTAL_BUILD:-$top/_build}/tests/pdf/pdf_tool
export FORMS=$top/modules/paper/forms
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0 bad=0

# ok NAME [WHY-NOT]: fails when the second argument is not empty.
ok()
{
	n=$((n + 1))
	if [ -z "${2:-}" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"; bad=$((bad + 1))
		head -20 <<<"$2" | sed 's/^/# /'
	fi
}
# Nothing on either stream, exit status 0.
quiet() { local out; out=$("$@" 2>&1 >/dev/null) || out="status $?: $out"; printf '%s' "$out"; }
bare() { LC_ALL=C tr -d ' \n\r\t\f' | sed 's/　//g; s/\xc2\xa0//g'; }

# missing TEXT-FILE < lines: those that are not in the text, blanks aside.
missing()
{
	local line text
	text=$(<"$1")
	while IFS= read -r line; do
		line=$(bare <<<"$line")
		[ -z "$line" ] || [[ $text == *"$line"* ]] || echo "$line"
	done
}
# What a definition prints whatever the values.
labels()
{
	tr '\n' '\f' <"$FORMS/$1.xml" | sed 's/<!--[^>]*-->//g; s/<common>[^<]*<\/common>//g; s/.*<header/<header/' |
	    sed 's/words="\([^"]*\)"/>\1</g; s/<[^>]*>/\n/g; s/{[^}]*}/\n/g' | tr '\f' '\n' | grep -v '^[[:space:]]*$'
}

draw() { "$tool" render "$1" "$2" "$tmp/$3.pdf" >"$tmp/$3.out" 2>&1 || cat "$tmp/$3.out"; }
extract()
{
	pdftotext -raw "$tmp/$1.pdf" - 2>/dev/null | bare >"$tmp/$1.poppler"
	mutool draw -q -F txt "$tmp/$1.pdf" 2>/dev/null | bare >"$tmp/$1.mupdf"
}

data=$top/tests/data
rare=𠮷㛃䶮堃昇𬎆𫖯𪚥
printf '%s' "$rare" | "$tool" remark "$data/form-g01.json" "$tmp/rare.json"
for i in $(seq 40); do printf '第%02d段：数字证书申请资料补充说明文字须完整打印。' "$i"; done |
    "$tool" remark "$data/form-g01.json" "$tmp/long.json"
# All 6 763 hanzi of GB 2312 (rows 16-87).
for r in $(seq 176 247); do
	for c in $(seq 161 254); do
		[ "$r" = 215 ] && [ "$c" -gt 249 ] && continue
		# shellcheck disable=SC2059
		printf "\\x$(printf %x "$r")\\x$(printf %x "$c")"
	done
done | iconv -f GB2312 -t UTF-8 >"$tmp/hanzi"
"$tool" remark "$data/form-g01.json" "$tmp/hanzi.json" <"$tmp/hanzi"

for f in "apply $data/form-g01.json g01" "slip $data/form-slip.json slip" \
    "imprint $data/form-imprint.json imprint" "mobile $data/form-mobile.json mobile" \
    "notice $data/form-notice.json notice" "receipt $data/form-receipt.json receipt" "result $data/form-result.json result" \
    "sealscan $data/form-sealscan.json sealscan" "courier $data/form-courier.json courier" \
    "statement $data/form-held.json statement" "held $data/form-held.json held" \
    "apply $tmp/rare.json rare" "apply $tmp/long.json long" "apply $tmp/hanzi.json hanzi"; do
	read -r form values name <<<"$f"
	ok "$name is drawn" "$(draw "$form" "$values" "$name")"
	extract "$name"
done

for f in g01 slip imprint mobile statement held notice receipt result sealscan courier rare long hanzi; do
	ok "$f: qpdf finds no fault" "$(quiet qpdf --check "$tmp/$f.pdf")"
	ok "$f: mupdf finds no fault" "$(quiet mutool clean "$tmp/$f.pdf" "$tmp/clean.pdf")"
	ok "$f: poppler is silent" "$(quiet pdftotext "$tmp/$f.pdf" -; quiet pdffonts "$tmp/$f.pdf"; quiet pdftoppm -r 50 "$tmp/$f.pdf" "$tmp/p")"
	ok "$f: every font embedded, subset, with Unicode" \
	    "$(pdffonts "$tmp/$f.pdf" | tail -n +3 | grep -vE 'CID TrueType +Identity-H +yes +yes +yes')"
done

for f in "g01 apply $data/form-g01.json" "slip slip $data/form-slip.json" "mobile mobile $data/form-mobile.json" "notice notice $data/form-notice.json" "receipt receipt $data/form-receipt.json" "result result $data/form-result.json" "sealscan sealscan $data/form-sealscan.json" "courier courier $data/form-courier.json"; do
	read -r name form values <<<"$f"
	for by in poppler mupdf; do
		ok "$name: $by extracts every value" "$("$tool" strings "$values" | missing "$tmp/$name.$by")"
		ok "$name: $by extracts every label" "$(labels "$form" | missing "$tmp/$name.$by")"
	done
done
ok "imprint: every label and the enterprise are printed" "$({ labels imprint; printf '%s\n' 演示测试企业（沈阳）建设工程咨询有限责任公司 91210102MA0TEST17K 欧阳𠮷; } | missing "$tmp/imprint.poppler")"
ok "mobile: the total, and the names platforms have in phones" "$(printf '%s\n' 480.00 80.00 肆佰捌拾元整 辽宁政府采购网 鞍山市公共资源交易平台 | missing "$tmp/mobile.poppler")"
ok "mobile: one page of A4" "$(pdfinfo "$tmp/mobile.pdf" | grep -qE '^Page size: .*\(A4\)' && pdfinfo "$tmp/mobile.pdf" | grep -qE '^Pages: +1$' || pdfinfo "$tmp/mobile.pdf")"
ok "receipt: what was paid, what went back and what is left, in figures and words" "$(printf '%s\n' 550.00 50.00 500.00 伍佰伍拾元整 | missing "$tmp/receipt.poppler")"
ok "sealscan: one page" "$(pdfinfo "$tmp/sealscan.pdf" | grep -qE '^Pages: +1$' || pdfinfo "$tmp/sealscan.pdf")"
ok "g01: the total and the lines are printed" "$(printf '%s\n' 750.00 250.00 200.00 柒佰伍拾元整 | missing "$tmp/g01.poppler")"

for by in poppler mupdf; do
	ok "rare characters: $by extracts each" "$(grep -o . <<<"$rare" | missing "$tmp/rare.$by")"
	ok "1,000 characters: $by extracts them all" \
	    "$(for i in $(seq 40); do printf '第%02d段：数字证书申请资料补充说明文字须完整打印。\n' "$i"; done | missing "$tmp/long.$by")"
	ok "6,763 hanzi: $by extracts each" "$(grep -o . "$tmp/hanzi" | sort -u |
	    comm -23 - <(grep -o . "$tmp/hanzi.$by" | sort -u))"
done
ok "GB 2312 has 6,763 hanzi" "$([ "$(wc -m <"$tmp/hanzi")" = 6763 ] || wc -m "$tmp/hanzi")"

for f in g01 slip imprint mobile notice receipt result sealscan courier rare hanzi; do
	qpdf --qdf --object-streams=disable "$tmp/$f.pdf" "$tmp/$f.qdf"
	ok "$f: every embedded glyph is the one of its font" "$("$tool" glyphs "$tmp/$f.qdf" 2>&1 >"$tmp/glyphs" || tail -20 "$tmp/glyphs")"
done
ok "that was a comparison of 6,763 and more" "$([ "$(awk '/glyphs as/ { print $1 }' "$tmp/glyphs")" -ge 6763 ] || cat "$tmp/glyphs")"

code=$(grep -o '表号[A-Z2-7]\{12\}' "$tmp/g01.poppler" | sed 's/表号//')
for dpi in 100 200; do
	pdftoppm -r "$dpi" -png "$tmp/g01.pdf" "$tmp/g01-$dpi"
	zbarimg -q --raw "$tmp/g01-$dpi-1.png" >"$tmp/codes" 2>/dev/null
	ok "g01 at $dpi dpi: two codes of 34 characters that say what the footer says" \
	    "$(grep -cE "^CP1${code}AD[B][A-Z2-7]{16}\$" "$tmp/codes" | grep -qx 2 || cat "$tmp/codes")"
	pdftoppm -r "$dpi" -png "$tmp/slip.pdf" "$tmp/slip-$dpi"
	ok "slip at $dpi dpi: the pickup code" \
	    "$(zbarimg -q --raw "$tmp/slip-$dpi-1.png" 2>/dev/null | grep -qx K7Q2M9XA || echo none)"
done

# Seals are measured in their boxes: 20 pixels a millimetre, between the lines.
pdftoppm -r 508 -gray "$tmp/imprint.pdf" "$tmp/imprint"
ok "imprint: one page" "$(pdfinfo "$tmp/imprint.pdf" | grep -qE '^Pages: +1$' || pdfinfo "$tmp/imprint.pdf")"
ok "imprint: three boxes of 46 x 46 mm and one of 30 x 30 mm" "$(python3 "$top/tests/pdf/boxes.py" "$tmp/imprint-1.pgm" 46 46 46 30 2>&1)"
ok "imprint at 100 dpi: two codes" "$(pdftoppm -r 100 -png "$tmp/imprint.pdf" "$tmp/imprint-100"
    zbarimg -q --raw "$tmp/imprint-100-1.png" 2>/dev/null | grep -cE '^CP1[A-Z2-7]{31}$' | grep -vx 2)"

ok "g01: the title names form and holder" "$(pdfinfo "$tmp/g01.pdf" | grep -q '^Title: *CA互联互通（辽宁版）数字证书申请表 欧阳𠮷$' || pdfinfo "$tmp/g01.pdf")"
ok "g01: one page of A4" "$(pdfinfo "$tmp/g01.pdf" | grep -qE '^Page size: .*\(A4\)' && pdfinfo "$tmp/g01.pdf" | grep -qE '^Pages: +1$' || pdfinfo "$tmp/g01.pdf")"
edges=
for box in "-x 0 -y 0 -W 595 -H 28" "-x 0 -y 814 -W 595 -H 28" "-x 0 -y 0 -W 28 -H 842" "-x 567 -y 0 -W 28 -H 842"; do
	# shellcheck disable=SC2086
	edges+=$(pdftoppm -r 72 -gray -f 1 -l 1 $box "$tmp/g01.pdf" | tail -n +4 | LC_ALL=C tr -d '\377' | wc -c | grep -vx 0)
done
ok "g01: nothing within 10 mm of the edges" "$edges"
ok "g01: at most 60 KB" "$([ "$(stat -c %s "$tmp/g01.pdf")" -le 61440 ] || stat -c %s "$tmp/g01.pdf")"
draw apply "$data/form-g01.json" again
ok "g01: another process writes the same bytes" "$(cmp "$tmp/g01.pdf" "$tmp/again.pdf" 2>&1)"
ok "caportal-admin draws without a server" "$(cd "$top" && "${CAPORTAL_BUILD:-_build}/caportal-admin" form apply --data "$data/form-g01.json" -o "$tmp/admin.pdf" 2>&1; quiet qpdf --check "$tmp/admin.pdf")"
ok "caportal-admin finds every form good" "$(cd "$top" && "${CAPORTAL_BUILD:-_build}/caportal-admin" form --check 2>&1 | grep -v ', good$')"

# Callgrind of 2N forms minus N forms: no start-up, no clock.
count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$tool" bench apply "$data/form-g01.json" "$1" 2>&1 | awk '/Collected/ { print $4 }'; }
a=$(count 20) b=$(count 40)
each=$(((b - a) / 20))
echo "# $each instructions a form"
ok "g01: at most 8 M instructions" "$([ "$each" -gt 0 ] && [ "$each" -le 8000000 ] || echo "$each")"

[ -z "${CAPORTAL_PDF_OUT:-}" ] || { mkdir -p "$CAPORTAL_PDF_OUT" && cp "$tmp"/{g01,slip,imprint,mobile,notice,receipt,result,sealscan,courier,rare,long}.pdf "$CAPORTAL_PDF_OUT/"; }
echo "1..$n"
[ "$bad" = 0 ]
