/* SPDX-License-Identifier: MIT */
#include "db/seal.h"
#include "limit.h"
#include "modules/base/json.h"

/* The right sides read the old row: n before until. */
DB_SQL(sql_take, "limit.take",
    "INSERT INTO attempt (name, subject, n, until) VALUES (?, ?, 1, ?)"
    " ON DUPLICATE KEY UPDATE n = IF(until <= ?, 1, n + 1),"
    " until = IF(until <= ?, ?, until)", 6, 0);
DB_SQL(sql_get, "limit.get",
    "SELECT n, until FROM attempt WHERE name = ? AND subject = ?", 2, 2);
DB_SQL(sql_give, "limit.give",
    "UPDATE attempt SET n = n - 1 WHERE name = ? AND subject = ? AND n > 0", 2, 0);
DB_SQL(sql_clear, "limit.clear",
    "DELETE FROM attempt WHERE name = ? AND subject = ?", 2, 0);
DB_SQL(sql_sweep, "limit.sweep",
    "DELETE FROM attempt WHERE until < ? LIMIT 1000", 1, 0);

struct count {
	int64_t	n, until;
};
static const struct db_col cols[] = { DB_COL(count, n), DB_COL(count, until) };

struct try {
	const struct limit	*limit;
	struct blob		 subject;
	struct count		 count;
};

static int
take_tx(struct work *w, void *arg)
{
	struct try *t = arg;
	int64_t until = w->now + t->limit->window;

	if (db_exec(w, &sql_take, DB_ARGS(DB_V(t->limit->name), DB_V(t->subject), DB_V(until),
		DB_V(w->now), DB_V(w->now), DB_V(until))) < 0)
		return -1;
	return db_one(w, &sql_get, cols, &t->count, DB_ARGS(DB_V(t->limit->name),
	    DB_V(t->subject)));
}

static int
too_many(struct work *w, const struct try *t)
{
	if (t->limit->words != NULL)
		refuse_say(w, ERR_LIMIT, NULL, "%s", t->limit->words);
	else
		refuse(w, ERR_LIMIT, "%s: %lld tries", t->limit->name, (long long)t->count.n);
	w->fault.extra = js_object(w);
	js_put_int(w->fault.extra, "retry_after", t->count.until - w->now);
	return -1;
}

int
limit_take(struct work *w, const struct limit *l, const char *subject)
{
	struct try t = { .limit = l, .subject = seal_index(w, l->name, subject) };

	BUG_ON(db_in_tx(w));
	if (db_tx(w, take_tx, &t) < 0)
		return -1;
	return t.count.n > l->most ? too_many(w, &t) : 0;
}

int
limit_give(struct work *w, const struct limit *l, const char *subject)
{
	BUG_ON(db_in_tx(w));
	return db_exec(w, &sql_give, DB_ARGS(DB_V(l->name),
	    DB_V(seal_index(w, l->name, subject)))) < 0 ? -1 : 0;
}

int
limit_spent(struct work *w, const struct limit *l, const char *subject, int *yes)
{
	struct count c;
	int has = db_maybe(w, &sql_get, cols, &c, DB_ARGS(DB_V(l->name),
	    DB_V(seal_index(w, l->name, subject))));

	*yes = has == 1 && c.until > w->now && c.n >= l->most;
	return has < 0 ? -1 : 0;
}

int
limit_clear(struct work *w, const struct limit *l, const char *subject)
{
	return db_exec(w, &sql_clear, DB_ARGS(DB_V(l->name),
	    DB_V(seal_index(w, l->name, subject)))) < 0 ? -1 : 0;
}

int
limit_sweep(struct work *w)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(w->now))) < 0 ? -1 : 0;
}
