#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What comes over the wire and may not come further.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house wire "workers_web = 2" "workers_slow = 1"

is()	{ [ "$status" = "$1" ] && { [ -z "${2:-}" ] || has "\"code\":\"$2\""; }; }

for pool in web slow login; do
	call GET /healthz
	it "pool $pool is healthy" is 200
done
pool=web
call GET /readyz
it "the database answers" is 200
call GET /metrics
it "metrics count requests by pool" has 'caportal_requests_total{pool="web",class="2xx"}'

call GET /api/nothing
it "an unknown route is not found" is 404 notfound
it "a problem says so" [ "$(header Content-Type)" = application/problem+json ]
it "a problem carries the request id" [ -n "$(json request_id)" ]
call DELETE /healthz
it "a wrong method is refused" is 405 method
it "and the right ones are named" [ "$(header Allow)" = GET ]
call POST /api/session -d '{}'
it "a route of another pool is not found" is 404 notfound

for uri in /api/x%0d%0aSet-Cookie:a /api/%2e%2e/healthz /./healthz //healthz /healthz/ \
    '/healthz%00' /HEALTHZ '/a\b' http://x/healthz ''; do
	call GET "$uri"
	it "address '$uri' is not found" is 404 notfound
done
call GET $'/x\r\nSet-Cookie: a=b'
it "a line break in the address is not found" is 404 notfound
it "and is not echoed into the head" [ -z "$(header Set-Cookie)" ]
call GET '/api/session?a=%zz'
it "a bad escape in the query is refused" is 422 invalid
call GET '/api/session?a=1&a=2'
it "a repeated value in the query is refused" is 422 invalid

call GET /healthz -E
it "cut parameters are refused" is 422 invalid
call GET /healthz -P "HTTP_COOKIE=a=1" -P "HTTP_COOKIE=a=2"
it "two cookie headers are refused" is 422 invalid
call GET /healthz -d x
it "a body where none belongs is refused" is 413 toobig

visitor
it "a visitor gets a token" [ -n "$csrf" ]
pool=login
call POST /api/session -d '{"username":"x","password":"y"}'
it "no token, no change" is 403 csrf
as_visitor POST /api/session -d '{"username":"x","password":"y"}' -L 100
it "a body shorter than declared is refused" is 422 invalid
as_visitor POST /api/session -d '{"username":"x","password":"y"}' -S 5
it "a cut body is refused" is 422 invalid
as_visitor POST /api/session -d '{"username":"x","password":"y"}' -L 3
it "a body longer than declared is refused" is 422 invalid
head -c 9000 /dev/zero >"$dir/big"
as_visitor POST /api/session -f "$dir/big"
it "a body above the route's limit is too big" is 413 toobig
as_visitor POST /api/session -d '<a/>' -T text/xml
it "a foreign media type is refused" is 415 type
as_visitor POST /api/session -d '[]'
it "a body must be an object" is 422 invalid
as_visitor POST /api/session -d '{"a":1,"a":2}'
it "a repeated member is refused" is 422 invalid
as_visitor POST /api/session -d '{"username":"x","password":"y"}' -H "Origin: http://evil.example"
it "a foreign origin is refused" is 403 csrf
as_visitor POST /api/session -d '{"username":"x","password":"y"}' -H "Sec-Fetch-Site: cross-site"
it "a foreign page is refused" is 403 csrf
it "every request left one line" [ "$(grep -c ' route=' "$dir/worker.log")" -ge 37 ]
finish
