#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Security headers on every answer, also where nginx answers by itself.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house headers "workers_web = 1" "workers_slow = 1" "workers_login = 1" \
    "notify_url = http://127.0.0.1:1/notify/sandbox" "scan_program = $CAPORTAL_BUILD/caportal-scan"
admin demo >/dev/null
clerk_start

port=${CAPORTAL_HEADERS_PORT:-18091}
mkdir -p "$dir/bin" "$dir/site/assets"
ln -s "$CAPORTAL_BUILD/caportal-admin" "$dir/bin/caportal-admin"
echo '<!doctype html><title>x</title>' >"$dir/site/index.html"
echo 'let x' >"$dir/site/assets/a-1.js"
CAPORTAL_VAR=$dir CAPORTAL_PORT=$port CAPORTAL_ENV=test "$top/nginx/up" gate >"$dir/up.log" 2>&1 ||
    { cat "$dir/up.log"; echo "Bail out! nginx"; exit 1; }
gate_end()	{ kill -QUIT "$(cat "$dir/run/nginx.pid")"; house_end; }
trap gate_end EXIT
STORY_DIR=$dir STORY_DB=$db node "$top/tests/web/headers.mjs" "$port" "$worker"
