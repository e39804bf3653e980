/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "account.h"
#include "db/seal.h"
#include "modules/audit/event.h"
#include "modules/base/arena.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "role.h"

#define IN_NEXT	"account.totp_next"

DB_SQL(sql_list, "role.list",
    "SELECT r.code, r.words, COALESCE(r.apart, '') AS apart,"
    " COALESCE(rr.right_name, '') AS right_name"
    " FROM role r LEFT JOIN role_right rr ON rr.role = r.code"
    " ORDER BY r.place, r.code, rr.right_name", 0, 4);
/* All of them in one order, so that two who close each other wait. */
DB_SQL(sql_keepers, "role.keepers",
    "SELECT a.id FROM account a WHERE a.state = 'ACTIVE' AND EXISTS (SELECT 1 FROM"
    " account_role ar JOIN role_right rr ON rr.role = ar.role"
    " WHERE ar.account_id = a.id AND rr.right_name = 'security')"
    " ORDER BY a.id FOR UPDATE", 0, 1);
DB_SQL(sql_take, "role.take_account",
    "SELECT id FROM account WHERE pid = ? AND kind = 'staff' FOR UPDATE", 1, 1);
DB_SQL(sql_codes, "role.codes",
    "SELECT role AS code FROM account_role WHERE account_id = ? ORDER BY role", 1, 1);
DB_SQL(sql_stands, "role.stands",
    "SELECT COUNT(*) FROM account a WHERE a.point_id = ? AND a.state <> 'CLOSED' AND EXISTS"
    " (SELECT 1 FROM account_role ar JOIN role_right rr ON rr.role = ar.role"
    " WHERE ar.account_id = a.id AND rr.right_name = ?)", 2, 1);
DB_SQL(sql_drop, "role.drop",
    "DELETE FROM account_role WHERE account_id = ? AND role = ?", 2, 0);
/* A new name may make two accounts one person's. */
DB_SQL(sql_apart, "role.apart",
    "SELECT COUNT(*) FROM account_role ar JOIN role mine ON mine.code = ar.role"
    " JOIN role other ON other.apart = mine.apart AND other.code <> mine.code"
    " JOIN account_role theirs ON theirs.role = other.code"
    " JOIN account a ON a.id = theirs.account_id AND a.id <> ar.account_id"
    "  AND a.state <> 'CLOSED' WHERE ar.account_id = ? AND a.name = ?", 2, 1);
DB_SQL(sql_set, "role.set_account",
    "UPDATE account SET name = ?, point_id = ?, updated_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_close, "role.close_account",
    "UPDATE account SET state = 'CLOSED', updated_at = ?, version = version + 1"
    " WHERE id = ? AND state <> 'CLOSED'", 2, 0);
DB_SQL(sql_next, "role.next_totp",
    "UPDATE account SET totp_next = ?, updated_at = ? WHERE id = ?", 3, 0);
DB_SQL(sql_must_enrol, "role.must_enrol",
    "UPDATE account SET must_enrol = 1, updated_at = ? WHERE id = ?", 2, 0);
DB_SQL(sql_next_seed, "role.next_seed",
    "SELECT totp_next FROM account WHERE id = ?", 1, 1);
DB_SQL(sql_enrolled, "role.enrolled",
    "UPDATE account SET totp_next = NULL, totp_step = ?, must_enrol = 0, updated_at = ?"
    " WHERE id = ?", 3, 0);

int
role_stands(struct work *w, const char *right_name, int64_t point_id)
{
	int64_t n;

	return db_int(w, &sql_stands, &n, DB_ARGS(DB_V(point_id), DB_V(right_name))) < 0 ? -1 :
	    n > 0;
}

struct code_row {
	const char	*code;
};

struct id_row {
	int64_t	id;
};

int
role_list(struct work *w, struct role_row **rows, size_t *n)
{
	static const struct db_col cols[] = {
		DB_COL(role_row, code), DB_COL(role_row, words), DB_COL(role_row, apart),
		DB_COL(role_row, right_name),
	};

	return db_list(w, &sql_list, cols, rows, n, DB_NO_ARGS);
}

/* ---- who keeps the house ---- */

static const struct db_col id_cols[] = { DB_COL(id_row, id) };

static int
keepers(struct work *w, struct id_row **rows, size_t *n)
{
	return db_list(w, &sql_keepers, id_cols, rows, n, DB_NO_ARGS);
}

int
account_take_staff(struct work *w, const struct pid *pid, struct account *out)
{
	struct id_row *all, one;
	size_t n;

	BUG_ON(!db_in_tx(w));
	if (keepers(w, &all, &n) < 0 ||
	    db_one(w, &sql_take, id_cols, &one, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	return account_get(w, one.id, out);
}

int
account_not_last(struct work *w, const struct account *a, const char *field)
{
	struct id_row *all;
	size_t n, others = 0;

	if (keepers(w, &all, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		others += all[i].id != a->id;
	return others > 0 || n == 0 ? 0 : refuse_say(w, ERR_CONFLICT, field,
	    "这是最后一个安全管理员账号，不能停用或取消岗位");
}

/* ---- roles ---- */

static int
in_list(const struct json *codes, const char *code)
{
	for (size_t i = 0; i < js_size(codes); i++) {
		const char *c = js_as_text(js_at(codes, i));

		if (c != NULL && strcmp(c, code) == 0)
			return 1;
	}
	return 0;
}

static int
holds(const struct code_row *have, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(have[i].code, code) == 0)
			return 1;
	return 0;
}

static int
drop_role(struct work *w, const struct account *a, const char *code)
{
	if (db_exec(w, &sql_drop, DB_ARGS(DB_V(a->id), DB_V(code))) < 0)
		return -1;
	return event_add(w, "account", a->id, "UNROLE", code);
}

int
account_set_roles(struct work *w, const struct account *a, const struct json *codes,
    int *changed)
{
	static const struct db_col cols[] = { DB_COL(code_row, code) };
	struct code_row *have;
	size_t n;

	*changed = 0;
	if (db_list(w, &sql_codes, cols, &have, &n, DB_ARGS(DB_V(a->id))) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!in_list(codes, have[i].code)) {
			*changed = 1;
			if (drop_role(w, a, have[i].code) < 0)
				return -1;
		}
	for (size_t i = 0; i < js_size(codes); i++) {
		const char *code = js_as_text(js_at(codes, i));

		if (code == NULL)
			return fault_field(w, "roles", "没有这个岗位");
		if (holds(have, n, code))
			continue;
		*changed = 1;
		if (account_add_role(w, a->id, code) < 0)
			return -1;
	}
	return 0;
}

/* ---- the account ---- */

int
account_set_staff(struct work *w, const struct account *a, int64_t version,
    const char *name, int64_t point_id)
{
	int64_t n, clash;

	n = db_exec(w, &sql_set, DB_ARGS(DB_V(name), DB_OR_NULL(point_id), DB_V(w->now),
	    DB_V(a->id), DB_V(version)));
	if (n < 0)
		return -1;
	if (n == 0)
		return refuse_say(w, ERR_CONFLICT, "version", "账号已被他人修改，请刷新后重试");
	if (db_int(w, &sql_apart, &clash, DB_ARGS(DB_V(a->id), DB_V(name))) < 0)
		return -1;
	if (clash > 0)
		return fault_field(w, "name",
		    "系统管理员、安全管理员、审计员须由不同的人担任");
	return event_add(w, "account", a->id, "SET", "");
}

int
account_close(struct work *w, const struct account *a)
{
	int64_t n = db_exec(w, &sql_close, DB_ARGS(DB_V(w->now), DB_V(a->id)));

	if (n == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该账号已停用");
	return n < 0 ? -1 : event_add(w, "account", a->id, "CLOSE", "");
}

/* ---- a seed of one's own ---- */

int
account_next_totp(struct work *w, const struct account *a, const unsigned char *seed)
{
	struct blob sealed = seal_text(w, IN_NEXT, &a->pid, hex_text(w->arena, seed, TOTP_SEED));

	return db_exec(w, &sql_next, DB_ARGS(DB_V(sealed), DB_V(w->now), DB_V(a->id))) < 0 ?
	    -1 : event_add(w, "account", a->id, "TOTP_NEXT", "");
}

int
account_must_enrol(struct work *w, const struct account *a)
{
	return db_exec(w, &sql_must_enrol, DB_ARGS(DB_V(w->now), DB_V(a->id))) < 0 ? -1 : 0;
}

struct next_row {
	struct blob	totp_next;
};

static int
next_seed(struct work *w, const struct account *a, unsigned char seed[TOTP_SEED])
{
	static const struct db_col cols[] = { DB_COL(next_row, totp_next) };
	struct next_row row;
	const char *hex;

	if (db_one(w, &sql_next_seed, cols, &row, DB_ARGS(DB_V(a->id))) < 0 ||
	    seal_open(w, IN_NEXT, &a->pid, row.totp_next, &hex) < 0)
		return -1;
	if (hex == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "请先扫描新的二维码");
	return hex_bytes(hex, seed, TOTP_SEED) < 0 ?
	    refuse(w, ERR_BUG, "a TOTP seed is not %d bytes", TOTP_SEED) : 0;
}

int
account_enrol(struct work *w, const struct account *a, const char *code)
{
	unsigned char seed[TOTP_SEED];
	int64_t step;

	BUG_ON(!db_in_tx(w));
	if (next_seed(w, a, seed) < 0)
		return -1;
	step = totp_step(seed, w->now, 0, code);
	if (step == 0) {
		crypto_wipe(seed, sizeof(seed));
		return fault_field(w, "code", "动态口令不正确，请核对手机时间后重新输入");
	}
	if (account_set_totp(w, a, seed) < 0 ||
	    db_exec(w, &sql_enrolled, DB_ARGS(DB_V(step), DB_V(w->now), DB_V(a->id))) < 0)
		return -1;
	crypto_wipe(seed, sizeof(seed));
	return 0;
}
