#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Versions of the tariff and the proof of the policies at the console.
# shellcheck source=tests/web/lib.sh
. "$(dirname "$0")/lib.sh"
house tariff "workers_web = 1" "workers_slow = 1" "workers_login = 1"

says()		{ grep -q -- "$1" "$dir/out"; }
does()		{ admin "$@" >"$dir/out" 2>&1; }
refuses()	{ ! admin "$@" >"$dir/out" 2>&1; }
rows()		{ [ "$(db_sql "$db" -e "SELECT COUNT(*) FROM $1")" = "$2" ]; }

it "the shipped policies hold" does policy lint
it "and it says what was proved" says "every road ends, money and keys are released at most once"
db_sql "$db" -e "UPDATE policy SET reviewers = 3 WHERE service = 'cancel' AND channel = 'MAIN'; UPDATE catalog_version SET version = version + 1"
it "a road that cannot end is red" refuses policy lint
it "and is named" says "注销：审核无法结束"
db_sql "$db" -e "UPDATE policy SET reviewers = 2 WHERE service = 'cancel'; UPDATE catalog_version SET version = version + 1"

it "the shipped tariffs are on the list" does tariff list
it "with their dates" says "^T1  *NORMAL *SCHEDULED *2018-01-01"
does tariff show T1
sed 's/"T1"/"T2"/; s/"fen": 5000/"fen": 6000/' "$dir/out" >"$dir/t2.json"
sed 's/"T1"/"T3"/; s/"fen": 5000/"fen": "50"/' "$dir/out" >"$dir/t3.json"
it "a wrong file is refused" refuses tariff load "$dir/t3.json"
it "at its place" says 'bases\[[0-9]*\].fen'
it "a good one is a draft" does tariff load "$dir/t2.json"
it "which is no price yet" rows "tariff WHERE code = 'T2'" 0
it "the dry run of a house without orders tells nothing" does tariff dry-run T2 2026-01-01 2026-12-31
it "and says so" says '^0 orders from 2026-01-01'
it "a period of two years is refused" refuses tariff dry-run T2 2025-01-01 2026-12-31
it "a day that is over is refused" refuses tariff activate T2 2020-01-01
it "a day to come is taken" does tariff activate T2 2027-12-01
it "with all its rows" rows "tariff_platform p JOIN tariff t ON t.id = p.tariff_id WHERE t.code = 'T2'" 10
it "it is no draft any more" refuses tariff drop T2
it "before its day it is withdrawn" does tariff withdraw T2
it "and its rows are gone" rows "tariff WHERE code = 'T2'" 0
it "its code may be used again" does tariff load "$dir/t2.json"
it "what came by console stands in the audit book" rows "audit WHERE action LIKE 'tariff.%' AND outcome = 'ok'" 4
it "what was refused too" rows "audit WHERE action LIKE 'tariff.%' AND outcome <> 'ok'" 3
finish
