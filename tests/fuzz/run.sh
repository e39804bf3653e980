#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Builds and runs every tests/fuzz/fuzz_*.c with libFuzzer, ASan and UBSan:
# short by default, 10^6 executions with CAPORTAL_LONG=1.  A harness says in
# its comment what it needs:
#
#	FUZZ-SOURCES: files of ours it is linked with
#	FUZZ-LIBS: pkg-config names (optional)
#	FUZZ-CORPUS: folders with samples (optional)
#	FUZZ-MAX: longest input
#	FUZZ-PLANT: FILE SED   a fault it must find, or it proves nothing
#
# Prints TAP.  `tests/fuzz/run.sh NAME` runs only what matches NAME.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
name=${1:-}
work=${CAPORTAL_FUZZ_DIR:-var/test/fuzz}
runs=${CAPORTAL_FUZZ_RUNS:-60000}
seconds=20
[ "${CAPORTAL_LONG:-}" = 1 ] && { runs=1000000; seconds=1800; }
count=0

said()
{
	sed -n "s/^ \* FUZZ-$2: //p" "$1"
}

# build HARNESS TOP OUT
build()
{
	local sources libs
	sources=$(said "$1" SOURCES | tr ' ' '\n' | sed "s|^|$2/|")
	libs=$(said "$1" LIBS)
	# shellcheck disable=SC2046,SC2086
	clang -std=gnu17 -g -O1 -D_GNU_SOURCE -DSRCDIR='"."' -DPKGDATADIR='"."' \
	    -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
	    -I"$2" -include "$2/modules/base/banned.h" ${libs:+$(pkg-config --cflags $libs)} \
	    "$2/$1" $sources ${libs:+$(pkg-config --libs $libs)} -o "$3"
}

# fuzz BINARY CORPUS RUNS MAX SAMPLES...
fuzz()
{
	local binary=$1 corpus=$2 runs=$3 max=$4
	shift 4
	mkdir -p "$corpus"
	ASAN_OPTIONS=detect_leaks=1 "$binary" -seed=1 -runs="$runs" -max_total_time=$seconds \
	    -max_len="$max" -timeout=10 -rss_limit_mb=512 -print_final_stats=1 \
	    -artifact_prefix="$corpus/../" "$corpus" "$@"
}

# ok TEXT STATUS LOG
say()
{
	count=$((count + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		tail -30 "$3" | sed 's/^/# /'
	fi
}

# A copy of the sources with one fault in it; it must be found.
# planted HARNESS BASE FILE EDIT
planted()
{
	local harness=$1 base=$2 file=$3 edit=$4
	rm -rf "$work/$base/planted"
	mkdir -p "$work/$base/planted"
	cp -r --parents modules db fcgi tests/fuzz "$work/$base/planted/" 2>/dev/null
	sed -i "$edit" "$work/$base/planted/$file"
	if cmp -s "$file" "$work/$base/planted/$file"; then
		echo "the edit changed nothing in $file"
		return 1
	fi
	build "$harness" "$work/$base/planted" "$work/$base/mutant" || return 1
	# shellcheck disable=SC2046
	! fuzz "$work/$base/mutant" "$work/$base/mutant-corpus" 2000000 \
	    "$(said "$harness" MAX)" $(said "$harness" CORPUS)
}

for harness in tests/fuzz/fuzz_*.c; do
	base=$(basename "$harness" .c)
	[[ $base == *$name* ]] || continue
	log=$work/$base/log
	mkdir -p "$work/$base"
	# shellcheck disable=SC2046
	{
		build "$harness" . "$work/$base/fuzz" &&
		    fuzz "$work/$base/fuzz" "$work/$base/corpus" "$runs" \
			"$(said "$harness" MAX)" $(said "$harness" CORPUS)
	} >"$log" 2>&1
	rc=$?
	say "$base: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") executions, nothing found" $rc "$log"
	while read -r file edit; do
		planted "$harness" "$base" "$file" "$edit" >"$log.planted" 2>&1 </dev/null
		say "$base finds the planted fault $edit" $? "$log.planted"
	done < <(said "$harness" PLANT)
done
echo "1..$count"
