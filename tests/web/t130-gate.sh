#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# nginx in front of a real worker: headers, limits, fallbacks, error pages.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house gate "workers_web = 2" "workers_slow = 1"

port=${CAPORTAL_GATE_PORT:-18090}
url=http://127.0.0.1:$port
mkdir -p "$dir/bin" "$dir/site/assets"
ln -s "$CAPORTAL_BUILD/caportal-admin" "$dir/bin/caportal-admin"
echo '<!doctype html><title>x</title>' >"$dir/site/index.html"
echo 'User-agent: *' >"$dir/site/robots.txt"
echo 'let x' >"$dir/site/assets/a-1.js"
CAPORTAL_VAR=$dir CAPORTAL_PORT=$port CAPORTAL_ENV=test "$top/nginx/up" gate >"$dir/up.log" 2>&1 ||
    { cat "$dir/up.log"; echo "Bail out! nginx"; exit 1; }
gate_end()	{ kill -QUIT "$(cat "$dir/run/nginx.pid")"; house_end; }
trap gate_end EXIT

get()
{
	head=$(curl -s -D - -o "$dir/body" --path-as-is "$@" | tr -d '\r')
	body=$(cat "$dir/body")
	status=$(head -1 <<<"$head" | cut -d' ' -f2)
}
is()		{ [ "$status" = "$1" ] && { [ -z "${2:-}" ] || has "$2"; }; }
guarded()	{ local h; for h in Content-Security-Policy X-Content-Type-Options Referrer-Policy Permissions-Policy; do [ "$(grep -c "^$h: " <<<"$head")" = 1 ] || return 1; done; }

get $url/
it "the first page is there" is 200 doctype
it "under our headers" guarded
it "and is asked for anew" [ "$(header Cache-Control)" = no-cache ]
get $url/orders/ABC
it "a page of the application falls back to it" is 200 doctype
get $url/robots.txt
it "robots.txt is itself" is 200 User-agent
get $url/assets/a-1.js
it "an asset never changes" grep -q immutable <<<"$(header Cache-Control)"
it "an asset has its type" [ "$(header Content-Type)" = "text/javascript; charset=utf-8" ]
it "an asset is under our headers" guarded
get $url/assets/nothing.js
it "a missing asset is a Chinese page" is 404 页面不存在
it "which is under our headers" guarded
get $url/api/nothing
it "a missing operation is a problem" is 404 '"code":"notfound"'
it "under our headers too" guarded
it "and not kept" [ "$(header Cache-Control)" = no-store ]
get $url/healthz
it "health is shown to the machine itself" is 200 ok
get "$url/api/%2e%2e/healthz"
it "an address with two readings is not found" is 404 '"code":"notfound"'
get "$url/x%0d%0aSet-Cookie:%20a=b"
it "a line break in an address sets nothing" [ -z "$(header Set-Cookie)" ]
get -H 'Proxy: http://evil' -H 'X-Forwarded-For: 1.2.3.4' $url/api/session
it "a session is opened for a visitor" is 200 csrf
it "nobody invents an address" grep -q "ip=127.0.0.1" <(grep route=/api/session "$dir/worker.log" | tail -1)
head -c 1000000 /dev/zero >"$dir/big"
get -X POST --data-binary "@$dir/big" $url/api/session
it "a huge body ends at the gate, as a problem" is 413 '"code":"toobig"'
get -X PUT $url/
it "pages take no other method" is 405

# Many requests over few connections while the worker reloads.
kill -HUP "$worker"
for _ in 1 2 3 4 5; do curl -s -o /dev/null -w '%{http_code}\n' $url/api/session $url/api/session; done >"$dir/codes"
it "a reload is not seen from outside" [ "$(grep -vc 200 "$dir/codes")" = 0 ]

kill "$worker"; wait "$worker"; worker=''
get $url/api/session
it "without a worker an operation says so" is 503 '"code":"busy"'
get $url/
it "and the pages are still there" is 200 doctype
finish
