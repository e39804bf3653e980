#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every input of every route with values nobody would type.
# shellcheck source=tests/web/pay_lib.sh
. "$(dirname "$0")/pay_lib.sh"
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
pay_house hostile "scan_program = $CAPORTAL_BUILD/caportal-scan"
STORY_DIR=$dir STORY_DB=$db node "$(dirname "$0")/hostile.mjs"
