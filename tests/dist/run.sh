#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A release: the tarball builds with a read-only source, passes its tests,
# installs and uninstalls; configure names what is missing.
set -u
: "${CAPORTAL_BUILD:?}"
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tmp=$(mktemp -d)
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
number=0 bad=0

it()
{
	local words=$1
	shift
	number=$((number + 1))
	if "$@" >"$tmp/out" 2>&1; then
		echo "ok $number - $words"
	else
		bad=1
		echo "not ok $number - $words"
		tail -30 "$tmp/out" >&2
	fi
}

# Of the build by tests/run; $top is only read.
make_in()	{ make -s -C "$CAPORTAL_BUILD" "$@"; }
distcheck()	{ make_in -j"$(nproc)" distcheck DISTCHECK_CONFIGURE_FLAGS="CFLAGS='-O0'"; }
in_tarball()	{ tar -tJf "$CAPORTAL_BUILD"/caportal-*.tar.xz >"$tmp/list" && grep -qE "^caportal-[^/]*/$1\$" "$tmp/list"; }
not()		{ ! "$@"; }

# names PACKAGE VARIABLE=... [-- OPTION...]: configure fails and says what to install
names()
{
	local package=$1 vars=()
	shift
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		vars+=("$1")
		shift
	done
	[ $# -eq 0 ] || shift
	(cd "$tmp/conf" && env "${vars[@]}" "$top/configure" --quiet "$@") >"$tmp/said" 2>&1 && return 1
	cat "$tmp/said"
	grep -q "install the Debian.*$package" "$tmp/said"
}

it "make distcheck: read-only source, own tests, install, uninstall" distcheck
it "the tarball brings the built pages" in_tarball 'nginx/web/dist/index\.html'
for f in nginx/up tests/run tests/e2e/run.mjs tests/lib/stage.sh docs/decisions/0001-one-archive-a-floor.md configure; do
	it "the tarball brings $f" in_tarball "$f"
done
it "but no program of a build" not in_tarball 'tests/unit/test_base'

it "make install DESTDIR=" make_in install prefix=/usr DESTDIR="$tmp/root"
for f in bin/caportal-worker bin/caportal-clerk bin/caportal-admin bin/caportal-scan \
    share/caportal/db/migrations/0001_house.sql share/caportal/db/seed/10_catalog.sql \
    share/caportal/forms/apply.xml share/caportal/web/index.html \
    share/caportal/nginx/caportal.conf.in share/doc/caportal/HACKING.md; do
	it "installs $f" test -s "$tmp/root/usr/$f"
done
it "everybody may read it" not grep -q . <(find "$tmp/root/usr" ! -perm -444)
it "make uninstall" make_in uninstall prefix=/usr DESTDIR="$tmp/root"
it "leaves nothing" not grep -q . <(find "$tmp/root" -type f)

mkdir "$tmp/conf"
it "a missing library names its package" names libmariadb-dev PKG_CONFIG_LIBDIR=/nowhere PKG_CONFIG_PATH=
it "a missing header names its package" names libfcgi-dev ac_cv_header_fcgiapp_h=no
it "missing node is named when it is wanted" names 'packages nodejs' ac_cv_prog_NODE= ac_cv_prog_NPM= -- --with-node=yes
echo "1..$number"
exit $bad
