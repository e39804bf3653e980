# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# Sourced by every web story: a real worker (and clerk, on demand) on the
# private MariaDB of tests/run, spoken to over its sockets without nginx.
#
#	house NAME [SETTING...]	fresh database, config, keys, worker
#	call METHOD URI [...]	one request (options of fcgi_client); fills
#				$status, $body, $head; $pool chooses the socket
#	visitor			a browser without session: fills $cookie, $csrf
#	as_visitor METHOD URI	call with that cookie and token
#	sign_in USER [PASSWORD]	a browser signed in (after `admin demo`); staff show
#				their code; fills $cookie, $csrf and the answer
#	later SECONDS		moves the clock of the house
#	gate_start, gate_open	choose a free $port before `house`, then nginx on it
#				in front of the worker; gate_end in the trap
#	it WORDS COMMAND...	one TAP line
#	json PATH		a member of $body ("fields.0.words")
#	finish			the plan; the worker is ended by a trap

: "${CAPORTAL_BUILD:?}" "${CAPORTAL_TEST_SOCKET:?}"
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
user=${CAPORTAL_TEST_USER:-root}
client=$CAPORTAL_BUILD/tests/web/fcgi_client
number=0
bad=0
pool=web
worker=''
clerk=''

it()
{
	local words=$1
	shift
	number=$((number + 1))
	if "$@" >/dev/null; then
		echo "ok $number - $words"
	else
		bad=1
		echo "not ok $number - $words"
		echo "# failed: $*"
		echo "# status=${status:-} body=${body:0:300}"
	fi
}

finish()
{
	echo "1..$number"
	exit $bad
}

db_sql()	{ mariadb --no-defaults --default-character-set=utf8mb4 -S "$CAPORTAL_TEST_SOCKET" -u "$user" -N "$@"; }
admin()		{ "$CAPORTAL_BUILD/caportal-admin" -c "$dir/caportal.conf" "$@"; }

# wait_until SECONDS COMMAND...: bounded, for what has to happen soon.
wait_until()
{
	local n=$(($1 * 20))
	shift
	while ((n-- > 0)); do
		"$@" >/dev/null 2>&1 && return
		sleep 0.05
	done
	return 1
}

write_conf()
{
	{
		echo "environment = test"
		echo "db_socket = $CAPORTAL_TEST_SOCKET"
		echo "db_name = $db"
		echo "db_user = $user"
		echo "db_owner = $user"
		echo "clock_file = clock"
		echo "quiet_hours ="
		echo "forms_dir = $top/modules/paper/forms"
		printf '%s\n' "$@"
	} >"$dir/caportal.conf"
}

# Sockets want short paths: the folder lies in TMPDIR.
house()
{
	local name=$1
	shift
	dir=$(mktemp -d "${TMPDIR:-/tmp}/caportal.XXXXXX")
	db=w_${name//[^a-z0-9]/_}
	trap house_end EXIT
	mkdir "$dir/run" "$dir/keys" "$dir/store"
	printf '%064d' 7 >"$dir/keys/house.key"
	chmod 600 "$dir/keys/house.key"
	echo 0 >"$dir/clock"
	write_conf "$@"
	db_sql -e "DROP DATABASE IF EXISTS $db; CREATE DATABASE $db CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
	admin migrate >"$dir/migrate.log" 2>&1 || { cat "$dir/migrate.log"; echo "Bail out! migrate"; exit 1; }
	worker_start
}

worker_start()
{
	"$CAPORTAL_BUILD/caportal-worker" -c "$dir/caportal.conf" 2>>"$dir/worker.log" &
	worker=$!
	wait_until 10 "$client" "$dir/run/web.sock" GET /healthz ||
	    { tail "$dir/worker.log"; echo "Bail out! worker"; exit 1; }
}

clerk_start()
{
	"$CAPORTAL_BUILD/caportal-clerk" -c "$dir/caportal.conf" 2>>"$dir/clerk.log" &
	clerk=$!
}

gate_start()
{
	port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
}

gate_open()
{
	mkdir -p "$dir/bin" "$dir/site"
	ln -s "$CAPORTAL_BUILD/caportal-admin" "$dir/bin/caportal-admin"
	echo '<!doctype html><title>x</title>' >"$dir/site/index.html"
	CAPORTAL_VAR=$dir CAPORTAL_PORT=$port CAPORTAL_ENV=test "$top/nginx/up" gate >"$dir/up.log" 2>&1 ||
	    { cat "$dir/up.log"; echo "Bail out! nginx"; exit 1; }
}

gate_end()	{ [ ! -f "$dir/run/nginx.pid" ] || kill -QUIT "$(cat "$dir/run/nginx.pid")"; }

# A sanitizer's or a master's complaint is a failed test.
house_end()
{
	local p
	for p in $worker $clerk; do
		kill "$p" 2>/dev/null && wait "$p" 2>/dev/null
	done
	grep -hE 'runtime error|AddressSanitizer|err=bug' "$dir"/*.log >&2
	if [ "${CAPORTAL_KEEP:-}" = 1 ]; then echo "# kept: $dir"; else rm -rf "$dir"; fi
}

call()
{
	local out rc
	out=$("$client" "$dir/run/$pool.sock" "$@" | tr -d '\r\0'; exit "${PIPESTATUS[0]}")
	rc=$?
	head=${out%%$'\n\n'*}
	body=${out#*$'\n\n'}
	status=${head#Status: }
	status=${status%%$'\n'*}
	[ $rc -eq 0 ] || status=none
}

header()	{ sed -n "s/^$1: //p" <<<"$head"; }
json()		{ node -e 'let v=JSON.parse(require("fs").readFileSync(0));for(const k of process.argv[1].split("."))v=v?.[k];console.log(typeof v=="object"?JSON.stringify(v):v)' "$1" <<<"$body"; }
has()		{ grep -qF -- "$1" <<<"$body"; }

visitor()
{
	call GET /api/session
	cookie=$(header Set-Cookie | sed 's/;.*//' | paste -sd ';')
	csrf=$(sed -n 's/.*"csrf":"\([^"]*\)".*/\1/p' <<<"$body")
}

as_visitor()
{
	call "$@" -H "Cookie: $cookie" -H "X-CSRF-Token: $csrf"
}

later()	{ echo $(($(cat "$dir/clock") + $1)) >"$dir/clock.new" && mv "$dir/clock.new" "$dir/clock"; }

# What the browser keeps of an answer: new cookies and the new token.
take_session()
{
	local new
	new=$(header Set-Cookie | grep -o '__Host-sid=[^;]*' | tail -1)
	[ -z "$new" ] || cookie=$new
	new=$(sed -n 's/.*"csrf":"\([^"]*\)".*/\1/p' <<<"$body")
	[ -z "$new" ] || csrf=$new
}

# try_login USER PASSWORD [CODE]
try_login()
{
	local ticks
	visitor
	call GET '/api/agreements?event=LOGIN'
	ticks=$(json items | node -e 'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(i => i.pid)))')
	pool=login as_visitor POST /api/session -H 'User-Agent: web test' \
	    -d "{\"username\":\"$1\",\"password\":\"$2\",\"totp\":\"${3:-}\",\"agreements\":$ticks}"
}

sign_in()
{
	try_login "$1" "${2:-qinghe-bridge-42}"
	if has need_totp; then
		later 30		# a code counts once
		try_login "$1" "${2:-qinghe-bridge-42}" "$(admin totp "$1" 2>/dev/null)"
	fi
	take_session
}
