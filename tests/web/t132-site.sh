#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The printed site: what is in the folder, what leaves it, under which headers,
# and that a visitor never sees half of a printing.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house site "workers_web = 1" "workers_slow = 1" "workers_login = 1"

port=${CAPORTAL_SITE_PORT:-18093}
url=http://127.0.0.1:$port
mkdir -p "$dir/bin" "$dir/site/assets"
ln -s "$CAPORTAL_BUILD/caportal-admin" "$dir/bin/caportal-admin"
echo '<!doctype html><title>application</title>' >"$dir/site/index.html"
CAPORTAL_VAR=$dir CAPORTAL_PORT=$port CAPORTAL_ENV=test "$top/nginx/up" gate >"$dir/up.log" 2>&1 ||
    { cat "$dir/up.log"; echo "Bail out! nginx"; exit 1; }
gate_end()	{ kill -QUIT "$(cat "$dir/run/nginx.pid")"; house_end; }
trap gate_end EXIT

get()
{
	head=$(curl -s -D - -o "$dir/body" "$@" | tr -d '\r')
	body=$(cat "$dir/body")
	status=$(head -1 <<<"$head" | cut -d' ' -f2)
}
has()		{ grep -qF -- "$1" <<<"$body"; }
is()		{ [ "$status" = "$1" ] && { [ -z "${2:-}" ] || has "$2"; }; }
guarded()	{ local h; for h in Content-Security-Policy X-Content-Type-Options Referrer-Policy Permissions-Policy; do [ "$(grep -c "^$h: " <<<"$head")" = 1 ] || return 1; done; }
notice()
{
	db_sql "$db" -e "INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version,
	    author, created_at, updated_at, published_at) VALUES (RANDOM_BYTES(16), 'NOTICE', 'MAIN',
	    'hostile', 1, '</title><script>alert(1)</script>', '<img src=x onerror=alert(1)>\n[x](javascript:alert)',
	    'PUBLISHED', 1, 'x', 1, 1, 1)"
}

get $url/
it "before the first printing the application answers" is 200 application
it "the site is printed" admin site
for page in / /news/ /news/account-binding.html /info/price.html /info/agreements.html /help/guide.html /info/about.html; do
	get $url$page
	it "$page is there, whole" is 200 '</html>'
	it "$page is under our headers" guarded
	it "$page is asked for anew" grep -q '^Cache-Control: no-cache' <<<"$head"
	it "$page and its style weigh less than 20 KB" [ $((${#body} + $(stat -c %s "$dir/public/now/site.css"))) -lt 20480 ]
done
get $url/info/price.html
it "the price of G01 is computed" has '合计 750.00 元'
it "and those of Anshan" has '合计 200.00 元'
get $url/site.css
it "the style sheet has its type" grep -q '^Content-Type: text/css' <<<"$head"
get $url/sitemap.xml
it "the sitemap names the pages" is 200 /info/price.html
get $url/news/nothing.html
it "a notice that is not there is not found" is 404
get --path-as-is $url/news/../../../caportal.conf
it "nothing beside the site can be reached" [ "$status" != 200 ]
get --path-as-is $url/news/../../.lock
it "nor the lock of the printer" [ "$(grep -c flock <<<"$body")" = 0 ]

notice
admin site
get $url/news/hostile.html
it "what was typed is text" is 200 '&lt;img src=x onerror=alert(1)&gt;'
it "no script of it stands on the page" [ "$(grep -c '<script\|<img\|href="javascript' <<<"$body")" = 0 ]
db_sql "$db" -e "UPDATE content SET state = 'WITHDRAWN' WHERE slug = 'hostile'"
admin site
get $url/news/hostile.html
it "what was withdrawn is gone" is 404
it "only the last printing is kept" [ "$(find "$dir/public" -maxdepth 1 -name 'site-*' | wc -l)" = 1 ]

# Visitors read while the site is printed again and again.
(for _ in $(seq 12); do admin site; done) &
printer=$!
: >"$dir/codes"
while kill -0 $printer 2>/dev/null; do
	curl -s -w '%{http_code}\n' $url/info/price.html | tail -2 | tr -d '\n' >>"$dir/codes"
	echo >>"$dir/codes"
done
wait $printer
it "visitors came while it was printed" [ "$(wc -l <"$dir/codes")" -gt 5 ]
it "and each saw a whole page" [ "$(grep -vc '</html>200' "$dir/codes")" = 0 ]
finish
