/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "account.h"
#include "db/seal.h"
#include "modules/audit/event.h"
#include "modules/base/arena.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

#define IN_SEED	"account.totp"

#define COLS "id, pid, username, kind, name, person_id, point_id, state, password," \
	" must_change, totp, totp_step, totp_fails, seen_at"

DB_SQL(sql_get, "account.get", "SELECT " COLS " FROM account WHERE id = ?", 1, 14);
DB_SQL(sql_find_pid, "account.find_pid", "SELECT " COLS " FROM account WHERE pid = ?", 1, 14);
DB_SQL(sql_set_username, "account.set_username",
    "UPDATE account SET username = ?, updated_at = ? WHERE id = ?", 3, 0);
DB_SQL(sql_may, "account.may",
    "SELECT COUNT(*) FROM account a JOIN account_role ar ON ar.account_id = a.id"
    " JOIN role_right rr ON rr.role = ar.role"
    " WHERE a.id = ? AND a.state = 'ACTIVE' AND rr.right_name = ?", 2, 1);
DB_SQL(sql_find, "account.find", "SELECT " COLS " FROM account WHERE username = ?", 1, 14);
DB_SQL(sql_find_person, "account.find_person",
    "SELECT " COLS " FROM account WHERE person_id = ? AND kind = 'member'", 1, 14);
DB_SQL(sql_take_pid, "account.take_pid",
    "SELECT " COLS " FROM account WHERE pid = ? FOR UPDATE", 1, 14);
DB_SQL(sql_add, "account.add",
    "INSERT INTO account (pid, username, kind, name, person_id, point_id, state, password,"
    " must_change, must_enrol, totp, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?)", 12, 0);
DB_SQL(sql_set_password, "account.set_password",
    "UPDATE account SET password = ?, must_change = ?, updated_at = ? WHERE id = ?", 4, 0);
DB_SQL(sql_set_totp, "account.set_totp",
    "UPDATE account SET totp = ?, totp_step = 0, totp_fails = 0, updated_at = ?"
    " WHERE id = ?", 3, 0);
DB_SQL(sql_set_person, "account.set_person",
    "UPDATE account SET person_id = ?, name = ?, updated_at = ? WHERE id = ?", 4, 0);
DB_SQL(sql_saw_login, "account.saw_login",
    "UPDATE account SET seen_at = ? WHERE id = ?", 2, 0);
DB_SQL(sql_unlock, "account.unlock",
    "UPDATE account SET state = 'ACTIVE', totp_fails = 0, updated_at = ? WHERE id = ?", 2, 0);
DB_SQL(sql_lock, "account.lock",
    "UPDATE account SET state = 'LOCKED', updated_at = ? WHERE id = ? AND state = 'ACTIVE'"
    " AND totp_fails >= ?", 3, 0);
DB_SQL(sql_totp_take, "account.totp_take",
    "UPDATE account SET totp_fails = totp_fails + 1 WHERE id = ? AND state = 'ACTIVE'"
    " AND totp_fails < ?", 2, 0);
DB_SQL(sql_totp_use, "account.totp_use",
    "UPDATE account SET totp_step = ?, totp_fails = 0 WHERE id = ? AND totp_step < ?", 3, 0);
DB_SQL(sql_add_role, "account.add_role",
    "INSERT INTO account_role (account_id, role) VALUES (?, ?)", 2, 0);
DB_SQL(sql_role, "account.role",
    "SELECT COUNT(*) FROM role WHERE code = ?", 1, 1);
/* Roles of the same group that this account or person already has. */
DB_SQL(sql_apart, "account.apart",
    "SELECT COUNT(*) FROM role mine JOIN role other ON other.apart = mine.apart"
    " AND other.code <> mine.code JOIN account_role ar ON ar.role = other.code"
    " JOIN account a ON a.id = ar.account_id JOIN account me ON me.id = ?"
    " WHERE mine.code = ? AND a.state <> 'CLOSED'"
    " AND (a.id = me.id OR a.person_id = me.person_id OR a.name = me.name)", 2, 1);
DB_SQL(sql_roles, "account.roles",
    "SELECT r.words FROM account_role ar JOIN role r ON r.code = ar.role"
    " WHERE ar.account_id = ? ORDER BY r.place", 1, 1);
DB_SQL(sql_list_staff, "account.list_staff",
    "SELECT a.id, a.pid, a.username, a.name, a.state, a.point_id, a.version, a.must_change,"
    " a.must_enrol, (a.state = 'LOCKED' OR a.totp_fails >= ?) AS locked,"
    " (SELECT GROUP_CONCAT(r.code ORDER BY r.place SEPARATOR ',') FROM account_role ar"
    " JOIN role r ON r.code = ar.role WHERE ar.account_id = a.id) AS role_codes,"
    " (SELECT GROUP_CONCAT(r.words ORDER BY"
    " r.place SEPARATOR '、') FROM account_role ar JOIN role r ON r.code = ar.role"
    " WHERE ar.account_id = a.id) AS roles, a.seen_at"
    " FROM account a WHERE a.kind = 'staff' ORDER BY a.state = 'CLOSED', a.username", 1, 13);

static const struct db_col cols[] = {
	DB_COL(account, id), DB_COL(account, pid), DB_COL(account, username),
	DB_COL(account, kind), DB_COL(account, name), DB_COL(account, person_id),
	DB_COL(account, point_id), DB_COL(account, state), DB_COL(account, password),
	DB_COL(account, must_change), DB_COL(account, totp), DB_COL(account, totp_step),
	DB_COL(account, totp_fails), DB_COL(account, seen_at),
};

/* ---- reading ---- */

const char *
account_name(struct work *w, const char *typed)
{
	char *s = text_normal(w->arena, typed);

	for (char *p = s; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	return s;
}

int
account_get(struct work *w, int64_t id, struct account *out)
{
	return db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(id)));
}

int
account_find_pid(struct work *w, const struct pid *pid, struct account *out)
{
	return db_maybe(w, &sql_find_pid, cols, out, DB_ARGS(DB_V(pid)));
}

int
account_may(struct work *w, int64_t id, const char *right, int *yes)
{
	int64_t n;

	if (db_int(w, &sql_may, &n, DB_ARGS(DB_V(id), DB_V(right))) < 0)
		return -1;
	*yes = n > 0;
	return 0;
}

int
account_find(struct work *w, const char *username, struct account *out)
{
	return db_maybe(w, &sql_find, cols, out, DB_ARGS(DB_V(account_name(w, username))));
}

int
account_find_person(struct work *w, int64_t person_id, struct account *out)
{
	return db_maybe(w, &sql_find_person, cols, out, DB_ARGS(DB_V(person_id)));
}

int
account_is_staff(const struct account *a)
{
	return strcmp(a->kind, "staff") == 0;
}

/* ---- writing ---- */

/* Sealed columns hold text, so a seed is sealed in its hex form. */
static struct blob
seed_sealed(struct work *w, const struct pid *pid, const unsigned char *seed)
{
	return seal_text(w, IN_SEED, pid,
	    seed == NULL ? NULL : hex_text(w->arena, seed, TOTP_SEED));
}

int
account_add(struct work *w, struct account *a, const unsigned char *seed)
{
	int64_t n;

	BUG_ON(!db_in_tx(w));
	a->pid = pid_new();
	a->username = account_name(w, a->username);
	a->state = "ACTIVE";
	a->totp = seed_sealed(w, &a->pid, seed);
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&a->pid), DB_V(a->username),
	    DB_V(a->kind), DB_V(a->name), DB_OR_NULL(a->person_id), DB_OR_NULL(a->point_id),
	    DB_V(a->password), DB_V(a->must_change), DB_V(a->must_enrol), DB_V(a->totp),
	    DB_V(w->now), DB_V(w->now)));
	if (n == 0)
		return fault_field(w, "username", "用户名已被使用，或此人已有账号");
	if (n < 0)
		return -1;
	a->id = db_last_id(w);
	return event_add(w, "account", a->id, "ADD", a->kind);
}

int
account_add_role(struct work *w, int64_t account_id, const char *role)
{
	int64_t known, clash;

	BUG_ON(!db_in_tx(w));
	if (db_int(w, &sql_role, &known, DB_ARGS(DB_V(role))) < 0 ||
	    db_int(w, &sql_apart, &clash, DB_ARGS(DB_V(account_id), DB_V(role))) < 0)
		return -1;
	if (!known)
		return fault_field(w, "role", "没有这个岗位");
	if (clash > 0)
		return fault_field(w, "role",
		    "系统管理员、安全管理员、审计员须由不同的人担任");
	if (db_exec_unique(w, &sql_add_role, DB_ARGS(DB_V(account_id), DB_V(role))) < 0)
		return -1;
	return event_add(w, "account", account_id, "ROLE", role);
}

int
account_set_password(struct work *w, int64_t account_id, const char *scrypt,
    int must_change)
{
	BUG_ON(!db_in_tx(w));
	if (db_exec_one(w, &sql_set_password, DB_ARGS(DB_V(scrypt), DB_V(must_change),
		DB_V(w->now), DB_V(account_id))) < 0)
		return -1;
	return event_add(w, "account", account_id, "PASSWORD",
	    must_change ? "one-time" : "own");
}

int
account_set_username(struct work *w, int64_t account_id, const char *username)
{
	int64_t n;

	BUG_ON(!db_in_tx(w));
	n = db_exec_unique(w, &sql_set_username, DB_ARGS(DB_V(account_name(w, username)),
	    DB_V(w->now), DB_V(account_id)));
	if (n == 0)
		return fault_field(w, "phone", "该手机号已用于其他账号");
	return n < 0 ? -1 : event_add(w, "account", account_id, "USERNAME", "");
}

int
account_set_totp(struct work *w, const struct account *a, const unsigned char *seed)
{
	BUG_ON(!db_in_tx(w));
	if (db_exec(w, &sql_set_totp, DB_ARGS(DB_V(seed_sealed(w, &a->pid, seed)),
		DB_V(w->now), DB_V(a->id))) < 0)
		return -1;
	return event_add(w, "account", a->id, "TOTP", "");
}

int
account_set_person(struct work *w, int64_t account_id, int64_t person_id, const char *name)
{
	BUG_ON(!db_in_tx(w));
	if (db_exec(w, &sql_set_person, DB_ARGS(DB_V(person_id), DB_V(name), DB_V(w->now),
		DB_V(account_id))) < 0)
		return -1;
	return event_add(w, "account", account_id, "PERSON", "");
}

int
account_saw_login(struct work *w, int64_t account_id)
{
	BUG_ON(!db_in_tx(w));
	if (db_exec(w, &sql_saw_login, DB_ARGS(DB_V(w->now), DB_V(account_id))) < 0)
		return -1;
	return event_add(w, "account", account_id, "LOGIN", "");
}

int
account_unlock(struct work *w, const struct pid *pid)
{
	struct account a;

	BUG_ON(!db_in_tx(w));
	if (db_one(w, &sql_take_pid, cols, &a, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	if (w->actor != NULL && w->actor->account_id == a.id)
		return refuse_say(w, ERR_DENIED, NULL, "不能解锁自己的账号，请由另一位安全管理员办理");
	if (strcmp(a.state, "CLOSED") == 0)
		return refuse(w, ERR_CONFLICT, "account is closed");
	if (db_exec(w, &sql_unlock, DB_ARGS(DB_V(w->now), DB_V(a.id))) < 0)
		return -1;
	return event_add(w, "account", a.id, "UNLOCK", "");
}

/* ---- dynamic codes ---- */

int
account_seed(struct work *w, const struct account *a, unsigned char out[TOTP_SEED])
{
	const char *hex;

	if (seal_open(w, IN_SEED, &a->pid, a->totp, &hex) < 0)
		return -1;
	if (hex == NULL)
		return refuse(w, ERR_NOTFOUND, "account without a TOTP seed");
	if (hex_bytes(hex, out, TOTP_SEED) < 0)
		return refuse(w, ERR_BUG, "a TOTP seed is not %d bytes", TOTP_SEED);
	return 0;
}

static int
lock_tx(struct work *w, void *arg)
{
	const struct account *a = arg;
	int64_t n = db_exec(w, &sql_lock, DB_ARGS(DB_V(w->now), DB_V(a->id),
	    DB_V(ACCOUNT_TOTP_TRIES)));

	if (n <= 0)
		return (int)n;
	return event_add(w, "account", a->id, "LOCK", "dynamic codes");
}

static int
wrong_code(struct work *w, const struct account *a)
{
	if (db_tx(w, lock_tx, (void *)(uintptr_t)a) < 0)
		return -1;
	return refuse_say(w, ERR_INVALID, "totp", "动态口令不正确或已使用过，请等待下一个口令");
}

int
account_use_totp(struct work *w, const struct account *a, const char *code)
{
	unsigned char seed[TOTP_SEED];
	int64_t n, step;

	BUG_ON(db_in_tx(w));
	n = db_exec(w, &sql_totp_take, DB_ARGS(DB_V(a->id), DB_V(ACCOUNT_TOTP_TRIES)));
	if (n < 0)
		return -1;
	if (n == 0)
		return refuse_say(w, ERR_INVALID, "totp",
		    "动态口令错误次数过多，账号已锁定，请联系安全管理员解锁");
	if (account_seed(w, a, seed) < 0)
		return -1;
	step = totp_step(seed, w->now, a->totp_step, code);
	crypto_wipe(seed, sizeof(seed));
	if (step == 0)
		return wrong_code(w, a);
	n = db_exec(w, &sql_totp_use, DB_ARGS(DB_V(step), DB_V(a->id), DB_V(step)));
	if (n < 0)
		return -1;
	return n == 1 ? 0 : wrong_code(w, a);
}

/* ---- lists ---- */

struct word {
	const char	*words;
};

int
account_roles(struct work *w, int64_t account_id, const char ***words, size_t *n)
{
	static const struct db_col word_cols[] = { DB_COL(word, words) };
	struct word *rows;

	if (db_list(w, &sql_roles, word_cols, &rows, n, DB_ARGS(DB_V(account_id))) < 0)
		return -1;
	*words = ARENA_ARRAY(w->arena, const char *, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*words)[i] = rows[i].words;
	return 0;
}

int
account_list_staff(struct work *w, struct staff_row **rows, size_t *n)
{
	static const struct db_col staff_cols[] = {
		DB_COL(staff_row, id), DB_COL(staff_row, pid), DB_COL(staff_row, username),
		DB_COL(staff_row, name), DB_COL(staff_row, state), DB_COL(staff_row, point_id),
		DB_COL(staff_row, version), DB_COL(staff_row, must_change),
		DB_COL(staff_row, must_enrol), DB_COL(staff_row, locked),
		DB_COL(staff_row, role_codes), DB_COL(staff_row, roles), DB_COL(staff_row, seen_at),
	};

	return db_list(w, &sql_list_staff, staff_cols, rows, n,
	    DB_ARGS(DB_V(ACCOUNT_TOTP_TRIES)));
}
