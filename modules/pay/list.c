/* SPDX-License-Identifier: MIT */
/* The finance list; its rows are read by staff with the right, so no scope. */
#include <string.h>

#include "driver.h"
#include "modules/base/json.h"

#define NUMBERS "(SELECT GROUP_CONCAT(x.order_no ORDER BY x.order_id SEPARATOR ' ')" \
	" FROM pay_group_order x WHERE x.group_id = a.group_id)"
/* One filter for rows, count and sum.  Numbers are ASCII, what people type is not. */
#define FILTER " WHERE (? IS NULL OR a.state = ?) AND (? IS NULL OR" \
	" CONVERT(a.out_trade_no USING utf8mb4) LIKE ? OR" \
	" CONVERT(a.txn USING utf8mb4) LIKE ? OR EXISTS (SELECT 1 FROM pay_group_order y" \
	" WHERE y.group_id = a.group_id AND CONVERT(y.order_no USING utf8mb4) LIKE ?))"

DB_SQL(sql_list, "pay.list",
    "SELECT a.pid, a.out_trade_no, a.provider, a.fen, a.state, a.created_at, a.paid_at,"
    " a.txn, " NUMBERS ", a.got_fen, a.accept_by, a.accept_words, a.accept_id FROM pay_attempt a" FILTER " ORDER BY a.id DESC LIMIT ? OFFSET ?",
    8, 13);
DB_SQL(sql_sum, "pay.sum",
    "SELECT COUNT(*), CAST(COALESCE(SUM(a.fen), 0) AS SIGNED) FROM pay_attempt a" FILTER,
    6, 2);

struct row {
	struct pid	 pid;
	const char	*no, *provider, *state, *txn, *orders, *accept_by, *accept_words;
	int64_t		 fen, at, paid_at, got_fen, accept_id;
};

static const char *
like(struct work *w, const char *q)
{
	char *out, *p;

	if (q == NULL || *q == '\0')
		return NULL;
	out = p = arena_alloc(w->arena, 2 * strlen(q) + 3);
	*p++ = '%';
	for (; *q != '\0'; q++) {
		if (strchr("%_\\", *q) != NULL)
			*p++ = '\\';
		*p++ = *q;
	}
	*p = '%';
	return out;
}

static size_t
filter_args(struct work *w, const struct pay_filter *f, struct db_val *v)
{
	const char *q = like(w, f->q);
	const char *state = f->state == NULL || *f->state == '\0' ? NULL : f->state;

	v[0] = v[1] = DB_V(state);
	v[2] = v[3] = v[4] = v[5] = DB_V(q);
	return 6;
}

static struct json *
numbers(struct work *w, const char *text)
{
	struct json *list = js_array(w);

	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, " ");

		js_add_text(list, arena_strndup(w->arena, text, n));
		text += n + strspn(text + n, " ");
	}
	return list;
}

/* What came instead, who would accept it, and what this person may press. */
static void
put_suspect(struct work *w, const struct row *r, int state, struct json *o)
{
	struct json *acts = js_array(w);

	if (state == PAY_SUSPECT && work_may(w, RIGHT_FINANCE)) {
		if (r->accept_id != w->actor->account_id)
			js_add_text(acts, "accept");
		js_add_text(acts, "return");
	}
	js_put_int(o, "got_fen", r->got_fen);
	js_put_text(o, "accept_by", r->accept_by);
	js_put_text(o, "accept_words", r->accept_words);
	js_put(o, "acts", acts);
}

static struct json *
row_json(struct work *w, const struct row *r)
{
	struct json *o = js_object(w);
	int s = pay_state_of(r->state);

	js_put_text(o, "pid", pid_text(w, &r->pid));
	js_put_text(o, "no", r->no);
	js_put_text(o, "provider", r->provider);
	js_put_int(o, "fen", r->fen);
	js_put_text(o, "state", r->state);
	js_put_text(o, "state_words", s < 0 ? r->state : pay_state_words((enum pay_state)s));
	js_put_int(o, "at", r->at);
	js_put(o, "paid_at", r->paid_at == 0 ? NULL : js_int(w, r->paid_at));
	js_put_text(o, "txn", r->txn);
	js_put(o, "orders", numbers(w, r->orders));
	put_suspect(w, r, s, o);
	return o;
}

int
pay_list(struct work *w, const struct pay_filter *f, struct json **out)
{
	static const struct db_col cols[] = {
		DB_COL(row, pid), DB_COL(row, no), DB_COL(row, provider), DB_COL(row, fen),
		DB_COL(row, state), DB_COL(row, at), DB_COL(row, paid_at), DB_COL(row, txn),
		DB_COL(row, orders), DB_COL(row, got_fen), DB_COL(row, accept_by),
		DB_COL(row, accept_words), DB_COL(row, accept_id),
	};
	struct db_val v[8];
	size_t nv = filter_args(w, f, v), n;
	struct row *rows;

	v[nv++] = DB_V(f->size);
	v[nv++] = DB_V((f->page - 1) * f->size);
	if (db_list(w, &sql_list, cols, &rows, &n, ((struct db_args){ v, nv })) < 0)
		return -1;
	*out = js_array(w);
	for (size_t i = 0; i < n; i++)
		js_add(*out, row_json(w, &rows[i]));
	return 0;
}

struct sum_row {
	int64_t	n, fen;
};

int
pay_sum(struct work *w, const struct pay_filter *f, int64_t *n, int64_t *fen)
{
	static const struct db_col cols[] = { DB_COL(sum_row, n), DB_COL(sum_row, fen) };
	struct db_val v[6];
	size_t nv = filter_args(w, f, v);
	struct sum_row row;

	if (db_one(w, &sql_sum, cols, &row, ((struct db_args){ v, nv })) < 0)
		return -1;
	*n = row.n;
	*fen = row.fen;
	return 0;
}
