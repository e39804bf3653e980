#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What Lighthouse says of the pages a visitor opens, median of three, on a
# house that runs (nginx/up): CAPORTAL_PORT, PAGES and ROUNDS to change.  The
# tool is installed below TMPDIR, never here.
set -euo pipefail
url=http://127.0.0.1:${CAPORTAL_PORT:-8080}
read -ra pages <<<"${PAGES:-/ /news/ /info/price.html /login}"
dir=${TMPDIR:-/tmp}/caportal-lighthouse
export CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium}

mkdir -p "$dir"
cd "$dir"
[ -d node_modules/lighthouse ] ||
    npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error lighthouse@12.8.2

one()
{
	local form=()
	[ "$2" != desktop ] || form=(--preset=desktop)
	node_modules/.bin/lighthouse "$url$1" "${form[@]}" --quiet --output=json --output-path=one.json \
	    --chrome-flags='--headless=new --no-sandbox' >/dev/null 2>&1
	node -e 'const r = require("./one.json")
if (r.runtimeError) process.exit(1)
console.log(...["performance", "accessibility", "best-practices", "seo"].map(k => Math.round(r.categories[k].score * 100)), Math.ceil(r.audits["total-byte-weight"].numericValue / 1024))'
}

echo '| page | form | performance | accessibility | best practices | SEO | first load KB |'
echo '|---|---|---|---|---|---|---|'
for page in "${pages[@]}"; do
	for form in desktop mobile; do
		: >figures
		for _ in $(seq "${ROUNDS:-3}"); do
			one "$page" "$form" >>figures || one "$page" "$form" >>figures || true
		done
		sort -n figures | awk -v p="$page" -v f="$form" '{ l[NR] = $0 } END { gsub(/ /, " | ", l[int((NR + 1) / 2)]); print "| " p " | " f " | " l[int((NR + 1) / 2)] " |" }'
	done
done
