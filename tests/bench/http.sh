#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Two requests beside what they could cost, interleaved in one run:
#
#  session  GET /api/session of a signed-in applicant: our worker, the same
#	    statements in php-fpm, and our worker without database (/healthz),
#	    all behind the same nginx.  CPU per request of everybody involved.
#  submit   POST /api/drafts/{draft}/submit through nginx beside a loop that only
#	    executes the same prepared statements, on as many connections.
#
#	tests/run bench http		(ROUNDS=5 SECONDS_EACH=2 SUBMITS=300 to change)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/lib.sh
. "$here/../web/lib.sh"
set +u
rounds=${ROUNDS:-5} each=${SECONDS_EACH:-2} submits=${SUBMITS:-300}
children=4 port=${CAPORTAL_BENCH_PORT:-18095}
table=$(mktemp)

# ---- tools ----

tools()
{
	local flags=(-std=gnu17 -O2 -D_GNU_SOURCE) lib
	read -ra lib <<<"$(pkg-config --cflags --libs libmariadb)"
	gcc "${flags[@]}" -shared -fPIC -o "$dir/libtape.so" "$here/tape.c" "${lib[@]}"
	gcc "${flags[@]}" -o "$dir/raw" "$here/raw.c" "${lib[@]}"
	gcc "${flags[@]}" -o "$dir/load" "$here/load.c"
}

median()	{ sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# Of the pairs of one round each, so that both met the same machine.
pairs()		{ awk -v a="$1" -v b="$2" -v c="$3" '$1 == a { x = $c } $1 == b { print x / $c }' "$table" | sort -n |
		    awk '{ v[NR] = $1 } END { printf "%.2f (%.2f to %.2f)\n", v[int((NR + 1) / 2)], v[1], v[NR] }'; }
column()	{ awk -v k="$1" -v c="$2" '$1 == k { print $c }' "$table" | median; }

# cpu PID...: ticks of these processes and their children so far
cpu()
{
	local p all=''
	for p in "$@"; do all="$all $p $(pgrep -P "$p" | paste -sd' ')"; done
	for p in $all; do cat "/proc/$p/stat" 2>/dev/null; done | sed 's/.*) //' |
	    awk '{ t += $12 + $13 } END { print t + 0 }'
}

db_pid()	{ db_sql -e "SELECT @@pid_file" | xargs cat; }

# ---- the house, nginx, php ----

restart_worker()
{
	kill "$worker" 2>/dev/null && wait "$worker" 2>/dev/null || true
	worker_start
}

gate()
{
	mkdir -p "$dir/bin" "$dir/site"
	ln -s "$CAPORTAL_BUILD/caportal-admin" "$dir/bin/caportal-admin"
	CAPORTAL_VAR=$dir CAPORTAL_PORT=$port CAPORTAL_ENV=test "$top/nginx/up" gate >"$dir/up.log" 2>&1 ||
	    { cat "$dir/up.log"; exit 1; }
	cat >>"$dir/nginx/routes-server.conf" <<-END
	location = /php/session {
		include $top/nginx/fastcgi.conf;
		fastcgi_param SCRIPT_FILENAME $here/php/session.php;
		fastcgi_pass unix:$dir/run/php.sock;
	}
	END
	nginx -e "$dir/log/nginx-error.log" -p "$dir" -c "$dir/nginx/nginx.conf" -s reload
	nginx=$(cat "$dir/run/nginx.pid")
}

php_start()
{
	local root=()
	[ "$(id -u)" -ne 0 ] || root=(-R)
	cat >"$dir/fpm.conf" <<-END
	[global]
	error_log = $dir/log/fpm.log
	daemonize = no
	[bench]
	$([ "$(id -u)" -ne 0 ] || printf 'user = root\ngroup = root')
	listen = $dir/run/php.sock
	listen.backlog = 511
	pm = static
	pm.max_children = $children
	env[BENCH_HOUSE] = $dir/house.php
	php_admin_value[opcache.enable] = 1
	php_admin_value[opcache.validate_timestamps] = 0
	END
	php-fpm8.2 "${root[@]}" -y "$dir/fpm.conf" >"$dir/log/fpm.out" 2>&1 &
	php=$!
	wait_until 5 test -S "$dir/run/php.sock"
}

bench_end()
{
	[ -z "${php:-}" ] || kill "$php" 2>/dev/null || true
	[ -z "${nginx:-}" ] || kill -QUIT "$nginx" 2>/dev/null || true
	rm -f "$table"
	house_end || true
	for d in "$db" "${db}_tape" "${db}_raw"; do db_sql -e "DROP DATABASE IF EXISTS $d"; done
}

# ---- the applicant, up to one draft that could be submitted ----

pick()	{ node -e 'let d=JSON.parse(require("fs").readFileSync(0));console.log(eval(process.argv[1]))' "$1" <<<"$body"; }

bring()
{
	{
		printf -- '--cut\r\nContent-Disposition: form-data; name="slot"\r\n\r\napply_form\r\n'
		printf -- '--cut\r\nContent-Disposition: form-data; name="person"\r\n\r\n%s\r\n' "$person"
		printf -- '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
		cat "$top/tests/data/scan-samples/form/2_20_bstamp_s200_0.jpg"
		printf -- '\r\n--cut--\r\n'
	} >"$dir/body"
	pool=slow as_visitor POST "/api/drafts/$draft/uploads" -T 'multipart/form-data; boundary=cut' -f "$dir/body"
	upload=$(json pid)
	wait_until 30 looked_at
}
looked_at()	{ as_visitor GET "/api/uploads/$upload"; [ "$(json state)" = READY ]; }

one_draft()
{
	local texts
	sign_in jia
	as_visitor GET '/api/agreements?event=APPLY'
	texts=$(pick 'JSON.stringify(d.items.map(i => i.pid))')
	as_visitor POST /api/drafts -d "{\"service\":\"new\",\"lock_type\":\"PROJECT\",\"agreements\":$texts}"
	draft=$(json pid)
	version=$(json version)
	as_visitor GET '/api/apply/persons?lock_type=PROJECT'
	person=$(pick 'd.ready[0].pid')
	as_visitor PUT "/api/drafts/$draft" -d "{\"version\":$version,\"step\":4,\"data\":{\"persons\":[\"$person\"],\"vendor_agreed\":true,\"items\":[{\"person\":\"$person\",\"vendor\":\"CFCA\",\"platforms\":[\"LNJS\",\"LNZB\",\"LNCG\",\"SY\",\"DL\",\"AS\",\"JZ\",\"CY\",\"HLD\",\"HC\",\"SF\"],\"years\":1,\"handler\":\"刘建国\",\"handler_phone\":\"13800000001\",\"remark\":\"\"}]}}"
	fen=$(json price.fen)
	pool=slow as_visitor POST "/api/drafts/$draft/papers" -d '{}'
	bring
	as_visitor GET "/api/drafts/$draft"
	version=$(json version)
	[ "$(json missing)" = '[]' ] || { echo "the draft is not complete: $body"; exit 1; }
}

# Copies of that draft with its form and its scan, and one line each for load.
more_drafts()
{
	python3 - "$draft" "$person" "$version" "$fen" "$1" "$dir/lines" <<-'END'
	import base64, os, sys
	draft, person, version, fen, n, lines = sys.argv[1:]
	raw = lambda s: base64.b32decode(s + "=" * (-len(s) % 8)).hex()
	text = lambda b: base64.b32encode(b).decode().rstrip("=")
	skip = {"id", "pid"}
	def copy(table, where, **new):
	    print(f"SET @c = (SELECT GROUP_CONCAT(CONCAT('`', column_name, '`') ORDER BY ordinal_position)"
	          f" FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '{table}'"
	          f" AND column_name NOT IN ('id', {', '.join(repr(k) for k in new)}));")
	    print(f"SET @q = CONCAT('INSERT INTO {table} (', @c, ', {', '.join(new)}) SELECT ', @c, ',"
	          f" {', '.join(new.values())} FROM {table} WHERE {where}'); EXECUTE IMMEDIATE @q;")
	hexed = lambda b: f"X\"\"{b.hex()}\"\"".replace('""', "''")
	out = open(lines, "w")
	print("BEGIN;")
	for i in range(int(n)):
	    pid, key = os.urandom(16), os.urandom(16).hex()
	    copy("draft", f"pid = X''{raw(draft)}''", pid=hexed(pid))
	    copy("upload", f"scope_pid = X''{raw(draft)}''", pid=hexed(os.urandom(16)), scope_pid=hexed(pid))
	    copy("paper", f"scope = ''apply:{draft}:{person}''", pid=hexed(os.urandom(16)),
	         scope=f"''apply:{text(pid)}:{person}''", code=f"''{text(os.urandom(8))[:12]}''")
	    out.write(f"/api/drafts/{text(pid)}/submit\t{key}\t{{\"version\":{version},\"fen\":{fen}}}\n")
	print("COMMIT;")
	END
}

# Ids that are in no other column's range: raw.c replaces them by value.
far_ids()
{
	local t n=1
	for t in $(db_sql "$db" -e "SELECT table_name FROM information_schema.tables WHERE table_schema = '$db' AND auto_increment IS NOT NULL"); do
		echo "ALTER TABLE $t AUTO_INCREMENT = $((n++))000000000000;"
	done | db_sql "$db"
}

copy_db()
{
	db_sql -e "DROP DATABASE IF EXISTS $1; CREATE DATABASE $1 CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
	mariadb-dump --no-defaults -S "$CAPORTAL_TEST_SOCKET" -u "$user" --hex-blob "$db" | db_sql "$1"
}

# ---- session ----

write_house_php()
{
	cat >"$dir/house.php" <<-END
	<?php return [
		'socket' => '$CAPORTAL_TEST_SOCKET', 'db' => '$db', 'key' => random_bytes(32),
		'emulate' => ${PHP_EMULATE:-true},
		'channel' => json_decode('$(as_visitor GET /api/session; json channel)', true),
		'open' => base64_decode('$("$dir/raw" list 'i.live = 1 ORDER BY' "$dir"/tape.* | cut -f2- | sed -n 1p | base64 -w0)'),
		'identities' => base64_decode('$("$dir/raw" list 'i.live = 1 ORDER BY' "$dir"/tape.* | cut -f2- | sed -n 2p | base64 -w0)'),
	];
	END
}

# wrk_row NAME PATH PIDS...: one line of the table: name, req/s, p99 ms, CPU us a
# request of worker, nginx and database
wrk_row()
{
	local name=$1 path=$2 pid=$3 out w n d done_
	w=$(cpu "$pid") n=$(cpu "$nginx") d=$(cpu "$mariadbd")
	out=$(wrk -t1 -c16 -d"$each" --latency -H "Cookie: $cookie" "http://127.0.0.1:$port$path")
	w=$(($(cpu "$pid") - w)) n=$(($(cpu "$nginx") - n)) d=$(($(cpu "$mariadbd") - d))
	if grep -q 'Non-2xx' <<<"$out"; then echo "$name: $(grep Non-2xx <<<"$out")"; exit 1; fi
	done_=$(awk '/requests in/ { print $1 }' <<<"$out")
	awk -v name="$name" -v k="$done_" -v w="$w" -v n="$n" -v d="$d" '
	function ms(s) { return s ~ /us$/ ? s / 1000 : s ~ /ms$/ ? s + 0 : s * 1000 }
	/^Requests\/sec/ { rps = $2 } $1 == "99%" { p99 = ms($2) }
	END { us = 10000 / k; printf "%s %.0f %.2f %.1f %.1f %.1f %.1f %.0f\n", name, rps, p99, w * us, n * us, d * us,
	    (w + n + d) * us, k * 100 / (w + n + d) }' <<<"$out" >>"$table"
}

same_answer()
{
	local mine theirs
	mine=$(curl -s -H "Cookie: $cookie" "http://127.0.0.1:$port/api/session" | sed 's/"csrf".*//')
	theirs=$(curl -s -H "Cookie: $cookie" "http://127.0.0.1:$port/php/session" | sed 's/"csrf".*//')
	[ "$mine" = "$theirs" ] || { printf 'not the same answer:\n%s\n%s\n' "$mine" "$theirs"; exit 1; }
}

session()
{
	local r k
	write_house_php
	php_start
	same_answer
	for r in $(seq 0 "$rounds"); do
		[ "$r" -ne 1 ] || : >"$table"		# round 0 warms up
		wrk_row ours /api/session "$worker"
		wrk_row php-fpm /php/session "$php"
		wrk_row floor /healthz "$worker"
	done
	echo "session read, medians of $rounds rounds of $each s (16 clients, $children processes; CPU in us a request):"
	printf '  %-9s %7s %7s %7s %7s %7s %7s %9s\n' '' req/s p99ms worker nginx db total req/CPU-s
	for k in ours php-fpm floor; do
		printf '  %-9s %7s %7s %7s %7s %7s %7s %9s\n' $k "$(column $k 2)" "$(column $k 3)" "$(column $k 4)" \
		    "$(column $k 5)" "$(column $k 6)" "$(column $k 7)" "$(column $k 8)"
	done
	echo "session: ours/php-fpm in requests a CPU second: $(pairs ours php-fpm 8), a second: $(pairs ours php-fpm 2); aim 1.6"
	kill "$php" && wait "$php" 2>/dev/null || true
	php=''
}

# ---- submit ----

# Every draft is submitted once against a copy, with the tape running.
record()
{
	local keep=$db
	db=${db}_tape
	sed -i "s/^db_name = .*/db_name = $db/" "$dir/caportal.conf"
	kill "$worker" && wait "$worker" 2>/dev/null || true
	CAPORTAL_TAPE=$dir/tape LD_PRELOAD=$dir/libtape.so "$CAPORTAL_BUILD/caportal-worker" -c "$dir/caportal.conf" 2>>"$dir/worker.log" &
	worker=$!
	wait_until 10 "$client" "$dir/run/web.sock" GET /healthz
	for _ in 1 2 3 4 5 6 7 8; do as_visitor GET /api/session; done
	"$dir/load" "$port" $children 0 $((submits * (rounds + 1))) "$dir/head" "$dir/lines" >"$dir/record.out" ||
	    { cat "$dir/record.out"; tail -3 "$dir/worker.log"; exit 1; }
	db=$keep
	sed -i "s/^db_name = .*/db_name = $db/" "$dir/caportal.conf"
	restart_worker
	db_sql -e "DROP DATABASE ${db}_tape"
}

submit_row()
{
	local r=$1 out w n d
	w=$(cpu "$worker") n=$(cpu "$nginx") d=$(cpu "$mariadbd")
	out=$("$dir/load" "$port" $children $((r * submits)) "$submits" "$dir/head" "$dir/lines") ||
	    { echo "not every draft was submitted: $out"; tail -3 "$dir/worker.log"; exit 1; }
	w=$(($(cpu "$worker") - w)) n=$(($(cpu "$nginx") - n)) d=$(($(cpu "$mariadbd") - d))
	awk -v k="$submits" -v w="$w" -v n="$n" -v d="$d" '{ us = 10000 / k
	    printf "ours %.0f %.2f %.0f %.0f %.0f\n", k / $1, $5, w * us, n * us, d * us }' <<<"$out" >>"$table"
	d=$(cpu "$mariadbd")
	out=$("$dir/raw" run 'INSERT INTO orders' "$CAPORTAL_TEST_SOCKET" "${db}_raw" $children $((r * submits)) "$submits" "$dir"/tape.*)
	d=$(($(cpu "$mariadbd") - d))
	awk -v k="$submits" -v d="$d" '{ printf "raw %.0f - - - %.0f\n", k / $1, d * 10000 / k }' <<<"$out" >>"$table"
}

submit()
{
	local r k
	: >"$table"
	for r in $(seq 0 "$rounds"); do
		[ "$r" -ne 1 ] || : >"$table"
		submit_row "$r"
	done
	echo "order submit, medians of $rounds rounds of $submits ($children connections; CPU in us a request):"
	printf '  %-9s %7s %7s %7s %7s %7s\n' '' req/s p99ms worker nginx db
	for k in ours raw; do
		printf '  %-9s %7s %7s %7s %7s %7s\n' $k "$(column $k 2)" "$(column $k 3)" "$(column $k 4)" "$(column $k 5)" "$(column $k 6)"
	done
	echo "submit: ours/raw in requests a second: $(pairs ours raw 2); aim 0.9"
	"$dir/raw" list 'INSERT INTO orders' "$dir"/tape.* | awk '{ n += $1 } END { print "one submission executes " n " statements, transactions included" }'
}

# ---- where the time goes ----

# The ten heaviest functions of the workers under load.
profile()
{
	command -v perf >/dev/null || return 0
	perf record -q -g -o "$dir/perf.data" -p "$(pgrep -P "$worker" | paste -sd,)" -- sleep 2 >/dev/null 2>&1 &
	wrk -t1 -c16 -d2 -H "Cookie: $cookie" "http://127.0.0.1:$port/api/session" >/dev/null
	wait $! || return 0
	echo "our worker on session read, heaviest functions (perf):"
	perf report -i "$dir/perf.data" --no-children -g none --percent-limit 1.5 --stdio 2>/dev/null | grep -v '^#' | grep . | head -14
}

house bench "workers_web = $children" "workers_slow = 1" "workers_login = 1" \
    "site_origin = http://127.0.0.1:$port" "notify_url = http://127.0.0.1:1/notify/sandbox" \
    "scan_program = $CAPORTAL_BUILD/caportal-scan"
trap bench_end EXIT
tools
admin demo >/dev/null
mariadbd=$(db_pid)
clerk_start
one_draft
kill "$clerk" && wait "$clerk" 2>/dev/null || true
clerk=''
more_drafts $((submits * (rounds + 1))) | db_sql "$db"
far_ids
copy_db "${db}_tape"
copy_db "${db}_raw"
gate
printf 'Cookie: %s\nX-CSRF-Token: %s\nOrigin: http://127.0.0.1:%s\n' "$cookie" "$csrf" "$port" >"$dir/head"
record
submit
session
profile
