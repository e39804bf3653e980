#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What Lighthouse says of one page of each type, for visitors, applicants and
# reviewers, median of ROUNDS (3), on a house that runs (nginx/up, environment
# test; it leaves a draft and a paid order there): CAPORTAL_VAR, CAPORTAL_PORT
# and PAGES (words of the names) to change.  The tool is installed below TMPDIR.
#
#	tests/bench/lighthouse.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=${CAPORTAL_PORT:-8080}
export LIGHTHOUSE=${TMPDIR:-/tmp}/caportal-lighthouse
curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" || { echo "# no house on port $port: nginx/up first"; exit 0; }
mkdir -p "$LIGHTHOUSE"
[ -d "$LIGHTHOUSE/node_modules/lighthouse" ] ||
    npm install --prefix "$LIGHTHOUSE" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error lighthouse@12.8.2
[ -d "$here/../e2e/node_modules" ] ||
    (cd "$here/../e2e" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
node "$here/lighthouse.mjs"
