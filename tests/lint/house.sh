#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The rules of the house that a compiler does not know.
# shellcheck source=tests/lib/lint.sh
. "$(dirname "$0")/../lib/lint.sh"

# Floors of design 2: a room includes its own files and lower floors.
floor_of()
{
	case $1 in
	modules/base/*)	echo 0 ;;
	db/*|modules/pki/*|modules/scan/*)	echo 1 ;;
	modules/file/*|modules/outbox/*|modules/audit/*)	echo 2 ;;
	modules/account/*|modules/company/*|modules/person/*|modules/catalog/*|modules/cert/*|modules/paper/*|modules/notify/*|modules/content/*)	echo 3 ;;
	modules/order/*|modules/review/*|modules/pay/*|modules/deliver/*|modules/dossier/*|modules/invoice/*)	echo 4 ;;
	modules/service/*)	echo 5 ;;
	fcgi/*|modules/keyagent/*)	echo 6 ;;
	*)	echo 9 ;;
	esac
}

floors()
{
	local file inc from to
	sources | xargs grep -HoE '^#include "(modules|db|fcgi)/[^"]+"' | while IFS=: read -r file inc; do
		inc=${inc#*\"}; inc=${inc%\"}
		[ "$(dirname "$file")" = "$(dirname "$inc")" ] && continue
		from=$(floor_of "$file"); to=$(floor_of "$inc")
		[ "$to" -lt "$from" ] || echo "$file (floor $from) includes $inc (floor $to)"
	done
}
floors | rule "a room includes only its own files and lower floors"

# door LIBRARY-HEADER-PATTERN FILE-PATTERN
door()
{
	sources | grep -vE "$2" | xargs grep -nE "#include <($1)" | rule "one door per library: $3"
}
door 'mysql|mariadb|errmsg.h|mysqld_error.h' '^db/(db\.c|client\.h)$' "mysql.h in db"
door 'fcgi' '^fcgi/fcgx\.c$' "libfcgi in fcgi/fcgx.c"
door 'jansson' '^modules/base/json\.c$' "jansson in base/json.c"
door 'libxml' '^modules/base/xml\.c$' "libxml2 in base/xml.c"
door 'curl/' '^modules/base/http_client\.c$' "libcurl in base/http_client.c"
door 'hpdf' '^modules/paper/pdf\.[ch]$' "libHaru in paper/pdf.c"
door 'hb' '^modules/paper/face\.[ch]$' "HarfBuzz in paper/face.c"
door 'leptonica|zbar|tesseract|jpeglib|png\.h' '^modules/scan/' "picture libraries in scan"
door 'openssl/(x509|cmp)' '^modules/pki/' "certificates in pki"

sources | grep -vE '^modules/base/(clock|log)\.c$' |
    xargs grep -nE '\b(time|gettimeofday|clock_gettime)\(' | grep -vE 'CLOCK_MONOTONIC' |
    rule "time comes from clock.h"
{ sources | grep -E '\.c$' | xargs grep -niE '"[^"]*\b(NOW\(\)|SYSDATE|CURRENT_TIMESTAMP|CURDATE|UNIX_TIMESTAMP)'
  grep -niE '\b(NOW\(\)|SYSDATE|CURRENT_TIMESTAMP|UNIX_TIMESTAMP)' db/migrations/*.sql
} | rule "the database's clock is not used"
sources | xargs grep -nE '(DELETE FROM|UPDATE) (audit|[a-z_]+_event)\b' |
    rule "books are only added to: the house's user may do no more (nginx/up)"
sources | xargs grep -nE 'SKIP LOCKED|LOCK TABLES|SELECT \*' | rule "no SKIP LOCKED, LOCK TABLES or SELECT *"
grep -nE '\bENUM *\(' db/migrations/*.sql | rule "no ENUM columns"
for f in db/migrations/*.sql; do
	awk -v f="$f" '/^CREATE TABLE/ { name = $0; key = 0 } /PRIMARY KEY/ { key = 1 }
	    /^\) ENGINE/ { if (!key) print f ": " name }' "$f"
done | rule "every table has a primary key"
sources | xargs grep -nE '\b(malloc|calloc|realloc)\(' | grep -vE '^(modules/base/|db/(db|seal)\.c|modules/paper/(pdf|face)\.c|modules/scan/|fcgi/(master|fcgx)\.c|[^:]*:[0-9]+: \*)' |
    rule "memory comes from the arena"

# No platform, vendor, price or pickup point in C: data only.
sources | xargs grep -nE '"(LNJS|LNZB|LNCG|LNGG|DLCG|HLD|BJCA|CFCA|AXCA)[A-Z]*"|辽宁建设工程|沈阳办理点|大连办理点|中孚|金科' |
    rule "no platform, vendor, price or pickup point in C"

sources | while read -r f; do head -1 "$f" | grep -q 'SPDX-License-Identifier: MIT' || grep -q '\.def$' <<<"$f" || echo "$f"; done |
    rule "every source file begins with its SPDX line"
sources | xargs grep -nE '\b(TODO|FIXME|XXX)\b' | rule "no TODO"
git ls-files | xargs grep -InE '/work/(main|shared|wt|plan)|nodesource|registry\.npm' -- 2>/dev/null | grep -v '^tests/lint/house.sh:' |
    rule "nothing names this machine, a folder of it or a registry"
git ls-tree --name-only HEAD | grep -vxE 'fcgi|modules|db|nginx|docs|tests|autogen\.sh|configure\.ac|Makefile\.am|README\.md|LICENSE|\..*' |
    rule "the top level is the design card's"
sources | xargs awk 'FNR == 1 { n = 0 } END { } { n++ } n == 701 { print FILENAME " has more than 700 lines" }' |
    rule "no file over 700 lines"
# Its page in docs/steps.md and tests/unit/test_machines.c live on that list.
git grep -hoE '^const struct machine [a-z_]+ =' -- 'modules/*.c' | awk '{ print $4 }' |
    while read -r m; do grep -q "&$m\b" modules/service/machines.c || echo "$m"; done |
    rule "every machine stands in modules/service/machines.c"

finish
