#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Does the time of an answer tell whether a number is known?  Signing in and
# asking for a code, for known and unknown numbers in turn, straight at the
# workers' sockets: medians, and the ratio of each pair.  PAIRS=200 to change.
#
#	tests/run bench known
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/web/lib.sh
. "$here/../web/lib.sh"
house known "workers_web = 1" "workers_slow = 1" "workers_login = 1"
admin demo >/dev/null || { echo "no demo people"; exit 1; }
STORY_DIR=$dir STORY_DB=$db node "$here/known.mjs"
