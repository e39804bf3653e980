# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# The parts of tests/run: each builds what it needs, runs programs that print
# TAP and passes every line through tap_merge, which renumbers and counts.

: "${top:?}"
test_var=$top/var/test
mkdir -p "$test_var"
number=0
passed=0
failed=0
skipped=0

note()	{ printf '# %s\n' "$*"; }

# stage_packages [FILE...]: what these files name too
stage_packages()
{
	local want missing=() p

	want=$(cat nginx/packages tests/packages "$@" | sed 's/#.*//')
	for p in $want; do
		dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q '^install ok' || missing+=("$p")
	done
	command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
	[ ${#missing[@]} -eq 0 ] && return
	if [ "$(id -u)" -ne 0 ]; then
		note "please install: apt-get install --no-install-recommends ${missing[*]}"
		exit 1
	fi
	note "installing ${#missing[@]} packages"
	nginx/up install "${missing[@]}" >"$test_var/apt.log" 2>&1 || { tail -20 "$test_var/apt.log"; exit 1; }
}

# stage TITLE FUNCTION [ARGS]: says how long it took.
stage()
{
	local title=$1 from=$SECONDS
	shift
	note "---- $title"
	"$@"
	tap_rest
	note "$(printf '%s: %d min %02d s' "$title" $(((SECONDS - from) / 60)) $(((SECONDS - from) % 60)))"
}

# Reads TAP of one program; `prefix` names it in every line.
tap_merge()
{
	local prefix=$1 line words seen=0

	while IFS= read -r line; do
		case $line in
		"ok "*|"not ok "*)
			seen=1
			[[ $line =~ ^(not )?ok\ *[0-9]*\ *-?\ *(.*)$ ]]
			words=${BASH_REMATCH[2]}
			number=$((number + 1))
			case $line in
			*"# SKIP"*|*"# skip"*) skipped=$((skipped + 1)); echo "ok $number - $prefix $words" ;;
			"ok "*) passed=$((passed + 1)); echo "ok $number - $prefix $words" ;;
			*) failed=$((failed + 1)); echo "not ok $number - $prefix $words" ;;
			esac ;;
		1..*|"") ;;
		*) echo "# ${line#\# }" ;;
		esac
	done
	return $((1 - seen))
}

# As many programs run at once as there are cores; they are told in the order
# in which they were started.
tap_out=$test_var/out
tap_started=0
tap_told=0
tap_pid=()
tap_prefix=()
tap_command=()
rm -rf "$tap_out"
mkdir -p "$tap_out"
jobs=${CAPORTAL_TEST_JOBS:-$(nproc)}
mkfifo "$tap_out/cores"
exec {tap_cores}<>"$tap_out/cores"
for _ in $(seq "$jobs"); do printf . >&"$tap_cores"; done

# run_tap PREFIX COMMAND...: waits for a free core and starts the program;
# `again` is the command that repeats it where that is another one.
run_tap()
{
	local out=$tap_out/$tap_started

	read -r -N 1 -u "$tap_cores" _
	tap_prefix[tap_started]=$1
	shift
	tap_command[tap_started]=${again:-$*}
	(
		from=$SECONDS
		"$@" >"$out.tap" 2>"$out.err" </dev/null
		echo $? $((SECONDS - from)) >"$out.new"
		mv "$out.new" "$out.status"
		printf . >&"$tap_cores"
	) &
	tap_pid[tap_started]=$!
	tap_started=$((tap_started + 1))
	while [ "$tap_told" -lt "$tap_started" ] && [ -f "$tap_out/$tap_told.status" ]; do tap_tell; done
}

# Tells the oldest program that is not told yet.  One that fails without a
# failed test, or prints no test, is a failed test itself.
tap_tell()
{
	local i=$tap_told before=$failed status=255 took=0
	local out=$tap_out/$i prefix=${tap_prefix[i]}

	wait "${tap_pid[i]}"
	[ -f "$out.status" ] && read -r status took <"$out.status"
	tap_told=$((i + 1))
	if ! tap_merge "$prefix" <"$out.tap" || { [ "$status" -ne 0 ] && [ $failed -eq "$before" ]; }; then
		number=$((number + 1)); failed=$((failed + 1))
		echo "not ok $number - $prefix ended with status $status"
	fi
	if [ $failed -ne "$before" ]; then
		tail -40 "$out.err" | sed 's/^/#   /'
		echo "#   all of it: ${out#"$top"/}.err; again: ${tap_command[i]}"
	else
		rm -f "$out".*
	fi
	[ "$took" -lt 10 ] || note "$took s: ${tap_command[i]}"
}

# Everything started is over and told.
tap_rest()	{ while [ "$tap_told" -lt "$tap_started" ]; do tap_tell; done; }

# Ends what still runs when tests/run itself is ended: first who waits for it.
tap_stop()
{
	local programs
	while [ "$tap_told" -lt "$tap_started" ]; do
		mapfile -t programs < <(pgrep -P "${tap_pid[tap_told]}")
		kill "${tap_pid[tap_told]}" "${programs[@]}" 2>/dev/null
		tap_told=$((tap_told + 1))
	done
}

# build [san]: configures once, makes programs and tests; sets $build.
build()
{
	local flags=(CFLAGS='-O1 -g')
	build=$test_var/build${1:+-$1}
	[ "${1:-}" = san ] && flags+=(--enable-sanitize)
	mkdir -p "$build"
	{
		if [ ! -x configure ] || [ configure.ac -nt configure ]; then ./autogen.sh; fi &&
		cd "$build" &&
		{ [ -f Makefile ] || "$top/configure" --quiet "${flags[@]}"; } &&
		make -s -j"$(nproc)" all && make -s -j"$(nproc)" check TESTS=
	} >"$test_var/build.log" 2>&1 || {
		tail -30 "$test_var/build.log"; echo "Bail out! the build failed"; exit 1
	}
	cd "$top" || exit 1
	export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
	export ASAN_OPTIONS=abort_on_error=0:detect_leaks=${CAPORTAL_LEAKS:-0}
}

part_lint()
{
	for t in tests/lint/*.sh; do
		[[ $t == *$1* ]] && run_tap "lint" bash "$t"
	done
}

part_unit()
{
	build "${2:-}"
	for t in "$build"/tests/unit/test_*; do
		[ -x "$t" ] && [[ $t != *.* && $t == *$1* ]] || continue
		CMOCKA_MESSAGE_OUTPUT=TAP run_tap "unit${2:+ san} ${t##*/}:" "$t"
	done
}

db_answers()
{
	mariadb --no-defaults -S "$db_sock" -u root -e 'SELECT 1' >/dev/null 2>&1
}

# One private MariaDB for all parts; durable settings off: these are tests of
# rules, not of power loss.  A socket may outlive the machine it was made on.
db_up()
{
	db_sock=$test_var/db/mariadb.sock
	db_answers && return
	rm -rf "$test_var/db"
	mkdir -p "$test_var/db/data"
	mariadb-install-db --no-defaults --datadir="$test_var/db/data" --auth-root-authentication-method=normal \
	    --skip-test-db --user="$(id -un)" >"$test_var/db/install.log" 2>&1
	mariadbd --no-defaults --user="$(id -un)" --datadir="$test_var/db/data" --socket="$db_sock" \
	    --pid-file="$test_var/db/pid" --skip-networking --innodb-buffer-pool-size=64M \
	    --innodb-flush-log-at-trx-commit=1 --performance-schema=OFF --character-set-server=utf8mb4 \
	    >"$test_var/db/log" 2>&1 &
	for _ in $(seq 100); do
		db_answers && return
		sleep 0.1
	done
	tail "$test_var/db/log"; echo "Bail out! MariaDB did not start"; exit 1
}

part_sql()
{
	build "${2:-}"
	db_up
	for t in "$build"/tests/sql/test_*; do
		[ -x "$t" ] && [[ $t != *.* && $t == *$1* ]] || continue
		db_name=t_${t##*/test_}
		mariadb --no-defaults -S "$db_sock" -u root \
		    -e "DROP DATABASE IF EXISTS $db_name; CREATE DATABASE $db_name CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
		CAPORTAL_TEST_SOCKET=$db_sock CAPORTAL_TEST_DB=$db_name CAPORTAL_TEST_USER=root \
		    CMOCKA_MESSAGE_OUTPUT=TAP run_tap "sql${2:+ san} ${t##*/}:" "$t"
	done
}

part_web()
{
	build "${2:-}"
	db_up
	# The later a number the more it goes through: the longest first, none alone at the end.
	for t in $(printf '%s\n' tests/web/t*.sh | sort -r); do
		# t19x take longer than CI has; `tests/run long` runs them.
		if [[ $t == */t19* && -z ${CAPORTAL_LONG:-} ]]; then continue; fi
		[ -f "$t" ] && [[ $t == *$1* ]] || continue
		CAPORTAL_TEST_SOCKET=$db_sock CAPORTAL_TEST_USER=root CAPORTAL_BUILD=$build \
		    run_tap "web${2:+ san} ${t##*/}" bash "$t"
	done
}

part_pdf()
{
	build
	for t in tests/pdf/*.sh; do
		[ -f "$t" ] && [[ $t == *$1* ]] || continue
		CAPORTAL_BUILD=$build run_tap "pdf" bash "$t"
	done
}

part_dist()
{
	build
	CAPORTAL_BUILD=$build run_tap "dist" bash tests/dist/run.sh
}

# npm's own copy of the lock file is the last thing it writes.
e2e_npm()
{
	[ -f tests/e2e/node_modules/.package-lock.json ] &&
	    [ ! tests/e2e/package-lock.json -nt tests/e2e/node_modules/.package-lock.json ] ||
	    (cd tests/e2e && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

# ---- the stories: whole houses, driven through visible pages ----
#
# A story turns the clock of its house and stops its workers, so a house tells
# one story at a time.  Two houses, each with its own port, data and clock, tell
# them side by side; a third would be one more MariaDB and browser for little.
# Any story comes after any other, or first: none may lean on what another did.

house_max=2
mkfifo "$tap_out/houses"
exec {houses_free}<>"$tap_out/houses"

# in_house N COMMAND...
in_house()
{
	local n=$1
	shift
	CAPORTAL_VAR=$test_var/house$n CAPORTAL_PORT=$((${CAPORTAL_TEST_PORT:-18080} + n - 1)) \
	    CAPORTAL_ENV=test "$@"
}

# house_up N DEMO: yes or no.  What the first house built serves the others.
house_up()
{
	mkdir -p "$test_var/house$1"
	[ "$1" = 1 ] || ln -sfn ../house1/build "$test_var/house$1/build"
	CAPORTAL_DEMO=$2 in_house "$1" nginx/up >"$test_var/up$1.log" 2>&1 && return
	tail -30 "$test_var/up$1.log"
	echo "Bail out! nginx/up failed"
	exit 1
}

# houses WORD: reset, down; those that ever were
houses()
{
	local n
	for n in $(seq $house_max); do
		[ ! -d "$test_var/house$n" ] || in_house "$n" nginx/up "$1" >/dev/null 2>&1
	done
}

# stories FIRST NAME: files that begin with FIRST and have NAME; the longest
# text first, so that no long story is left for the end.
stories()
{
	find tests/e2e/stories -name "$1*.mjs" -path "*$2*" -printf '%s %p\n' | sort -rn | cut -d' ' -f2
}

# As many houses as stories and cores can fill.
house_count()
{
	printf '%s\n' "$house_max" "$jobs" "$(stories '[!az]' "$1" | grep -c .)" | sort -n | head -1
}

# The first day needs an empty house; the others live in it afterwards, and the
# second house comes up meanwhile.
houses_open()
{
	local n first count
	first=$(stories a "$1")
	count=$(house_count "$1")
	house_up 1 "$([ -z "$first" ] && echo yes || echo no)"
	printf 1 >&"$houses_free"
	[[ "pages" != *$1* ]] || again="tests/run e2e pages" run_tap "pages" in_house 1 site_tests
	tell a "$1"
	for n in $(seq 2 "$count"); do house_up "$n" yes; done
	tap_rest
	[ -z "$first" ] || house_up 1 yes
	for n in $(seq 2 "$count"); do printf '%d' "$n" >&"$houses_free"; done
}

# What a house holds in memory is asked last, and alone.
part_e2e()
{
	houses reset
	if ! e2e_npm >"$test_var/npm.log" 2>&1; then
		tail -30 "$test_var/npm.log"; echo "Bail out! npm ci failed"; exit 1
	fi
	houses_open "$1"
	tell '[!az]' "$1"
	tap_rest
	tell z "$1"
	tap_rest
	houses down
}

# What the pages compute, without a browser, where nginx/up built them.
site_tests()
{
	cd "$CAPORTAL_VAR/build/site" && npx --no-install vitest run --reporter=tap-flat
}

# tell FIRST NAME: each story in the house that is free first
tell()
{
	local t n
	for t in $(stories "$@"); do
		read -r -N 1 -u "$houses_free" n
		again="tests/run e2e $(basename "$t" .mjs)" run_tap "e2e" in_house "$n" story "$n" "$t"
	done
}

# story N FILE: what house N told before stands in front of what goes wrong.  A
# story that broke off may leave another day, or no worker: the house is mended.
story()
{
	local told=$tap_out/told$1 status
	: >>"$told"
	echo "in house $1, which has told: $(tr '\n' ' ' <"$told")" >&2
	node tests/e2e/run.mjs "$2"
	status=$?
	[ $status -eq 0 ] || { echo 0 >"$CAPORTAL_VAR/run/clock"; nginx/up; } >"$test_var/up$1.log" 2>&1
	basename "$2" .mjs >>"$told"
	printf '%d' "$1" >&"$houses_free"
	return $status
}

part_fuzz()
{
	for t in tests/fuzz/fuzz_*.c; do
		[[ $t == *$1* ]] && run_tap "fuzz" bash tests/fuzz/run.sh "$(basename "$t" .c)"
	done
}

part_bench()
{
	stage_packages tests/bench/packages
	build
	db_up
	for t in tests/bench/*.sh; do
		[[ $t == *$1* ]] && CAPORTAL_BUILD=$build CAPORTAL_TEST_SOCKET=$db_sock CAPORTAL_TEST_USER=root bash "$t"
	done
}

part_long()
{
	CAPORTAL_LONG=1 part_unit "${1:-test_property}"
	CAPORTAL_LONG=1 part_sql "${1:-test_tariff}"
	CAPORTAL_LONG=1 part_fuzz "$1"
	CAPORTAL_LONG=1 part_web "$1"
}

stage_down()
{
	tap_stop
	if [ -f "$test_var/db/pid" ]; then
		kill "$(cat "$test_var/db/pid")" 2>/dev/null && sleep 1
	fi
	houses down
	return 0
}

stage_summary()
{
	echo "1..$number"
	echo "$passed passed, $failed failed, $skipped skipped"
	[ $failed -eq 0 ] || exit 1
	[ $number -gt 0 ] || exit 1
}
