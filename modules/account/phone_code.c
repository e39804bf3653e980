/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "phone_code.h"
#include "db/seal.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"

DB_SQL(sql_add, "code.add",
    "INSERT INTO phone_code (purpose, phone, visitor, code, sent_at, ends_at)"
    " VALUES (?, ?, ?, ?, ?, ?)", 6, 0);
DB_SQL(sql_last, "code.last",
    "SELECT id, visitor, code, tries FROM phone_code WHERE purpose = ? AND phone = ?"
    " AND used_at = 0 AND ends_at > ? ORDER BY id DESC LIMIT 1 FOR UPDATE", 3, 4);
DB_SQL(sql_try, "code.try", "UPDATE phone_code SET tries = tries + 1 WHERE id = ?", 1, 0);
DB_SQL(sql_use, "code.use", "UPDATE phone_code SET used_at = ? WHERE id = ? AND used_at = 0",
    2, 0);
DB_SQL(sql_end, "code.end_older",
    "UPDATE phone_code SET used_at = ? WHERE purpose = ? AND phone = ? AND used_at = 0", 3, 0);
DB_SQL(sql_sweep, "code.sweep", "DELETE FROM phone_code WHERE ends_at < ? LIMIT 1000", 1, 0);

struct row {
	int64_t		 id;
	struct blob	 visitor, code;
	int		 tries;
};
static const struct db_col cols[] = {
	DB_COL(row, id), DB_COL(row, visitor), DB_COL(row, code), DB_COL(row, tries),
};

static struct blob
phone_ix(struct work *w, const struct phone_code_for *f)
{
	return seal_index(w, "phone_code.phone", f->phone);
}

/* Bound to purpose and number: the same digits elsewhere are another code. */
static struct blob
code_ix(struct work *w, const struct phone_code_for *f, const char *code)
{
	return seal_index(w, "phone_code.code",
	    arena_printf(w->arena, "%s:%s:%s", f->purpose, f->phone, code));
}

/* Rejection sampling: every code is as likely as every other. */
static const char *
digits(struct work *w)
{
	unsigned v;

	do
		crypto_random(&v, sizeof(v));
	while (v >= 4294000000u);
	return arena_printf(w->arena, "%06u", v % 1000000u);
}

int
phone_code_make(struct work *w, const struct phone_code_for *f, const char **code)
{
	struct blob phone = phone_ix(w, f);

	*code = digits(w);
	if (db_exec(w, &sql_end, DB_ARGS(DB_V(w->now), DB_V(f->purpose), DB_V(phone))) < 0)
		return -1;
	return db_exec(w, &sql_add, DB_ARGS(DB_V(f->purpose), DB_V(phone),
	    DB_V(seal_index(w, "phone_code.visitor", f->visitor)), DB_V(code_ix(w, f, *code)),
	    DB_V(w->now), DB_V(w->now + CODE_LIFE))) < 0 ? -1 : 0;
}

struct trying {
	const struct phone_code_for	*f;
	struct row		 row;
	int			 found;
};

static int
try_tx(struct work *w, void *arg)
{
	struct trying *t = arg;

	t->found = db_maybe(w, &sql_last, cols, &t->row, DB_ARGS(DB_V(t->f->purpose),
	    DB_V(phone_ix(w, t->f)), DB_V(w->now)));
	if (t->found <= 0 || t->row.tries >= CODE_TRIES)
		return t->found < 0 ? -1 : 0;
	return db_exec(w, &sql_try, DB_ARGS(DB_V(t->row.id))) < 0 ? -1 : 0;
}

static int
use_tx(struct work *w, void *arg)
{
	const struct trying *t = arg;

	return db_exec_one(w, &sql_use, DB_ARGS(DB_V(w->now), DB_V(t->row.id)));
}

static int
same(struct blob a, struct blob b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

int
phone_code_use(struct work *w, const struct phone_code_for *f, const char *typed)
{
	struct trying t = { .f = f };

	if (db_tx(w, try_tx, &t) < 0)
		return -1;
	if (t.found == 1 && t.row.tries >= CODE_TRIES)
		return fault_field(w, "code", "验证码错误次数过多，已失效，请重新获取");
	if (t.found == 0 || !same(t.row.visitor, seal_index(w, "phone_code.visitor", f->visitor)) ||
	    !same(t.row.code, code_ix(w, f, text_normal(w->arena, typed))))
		return fault_field(w, "code", "验证码不正确或已过期");
	return db_tx(w, use_tx, &t);
}

int
phone_code_sweep(struct work *w)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(w->now - 86400))) < 0 ? -1 : 0;
}
