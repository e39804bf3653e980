#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# S28: kill -9 of worker and clerk (with CAPORTAL_LONG=1 also of MariaDB, and
# 200 rounds) at every step of the main story, through nginx; kill.mjs.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"

rounds=${CAPORTAL_ROUNDS:-2}
mariadbd=''
own_mariadb()
{
	local d
	d=$(mktemp -d "${TMPDIR:-/tmp}/caportal-db.XXXXXX")
	mariadb-install-db --no-defaults --datadir="$d/data" --auth-root-authentication-method=normal \
	    --skip-test-db --user="$(id -un)" >"$d/install.log" 2>&1
	mariadbd="mariadbd --no-defaults --user=$(id -un) --datadir=$d/data --socket=$d/s --pid-file=$d/pid --skip-networking --innodb-buffer-pool-size=64M --performance-schema=OFF --character-set-server=utf8mb4 --log-error=$d/log"
	export CAPORTAL_TEST_SOCKET=$d/s KILL_DATABASE=1 KILL_MARIADBD="$d/pid $mariadbd"
	$mariadbd &
	wait_until 30 db_sql -e 'SELECT 1'
	database=$d
}
[ "${CAPORTAL_LONG:-}" != 1 ] || { rounds=${CAPORTAL_ROUNDS:-200}; own_mariadb; }

gate_start
house kill "workers_web = 1" "workers_slow = 1" "workers_login = 1" "site_origin = http://127.0.0.1:$port" \
    "notify_url = http://127.0.0.1:$port/notify/sandbox" "scan_program = $CAPORTAL_BUILD/caportal-scan"
trap kill_end EXIT
kill_end()
{
	gate_end
	house_end
	[ -z "${database:-}" ] || { kill -9 "$(cat "$database/pid")"; rm -rf "$database"; }
}
gate_open
admin demo >/dev/null
clerk_start
STORY_DIR=$dir STORY_DB=$db KILL_ROUNDS=$rounds KILL_PORT=$port KILL_WORKER=$worker KILL_CLERK=$clerk \
    node "$top/tests/web/kill.mjs"
