/* SPDX-License-Identifier: MIT */
#include "stock.h"

DB_SQL(sql_levels, "stock.levels",
    "SELECT media_vendor, model, point_id, state, COUNT(*) AS n FROM token"
    " GROUP BY media_vendor, model, point_id, state", 0, 5);
DB_SQL(sql_free, "stock.free",
    "SELECT COUNT(*) FROM token WHERE media_vendor = ? AND model = ? AND point_id <=> ?"
    " AND state IN ('IN_STOCK', 'ALLOCATED')", 3, 1);
DB_SQL(sql_listed, "stock.listed",
    "SELECT COUNT(*) FROM token_batch WHERE media_vendor = ?", 1, 1);
DB_SQL(sql_history, "stock.history",
    "SELECT act, from_state, to_state, actor, words, at FROM token_event WHERE token_id = ?"
    " ORDER BY id", 1, 6);
DB_SQL(sql_batch, "stock.batch",
    "INSERT INTO token_batch (pid, media_vendor, model, tokens, actor_id, actor, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)", 7, 0);
DB_SQL(sql_point, "stock.point", "UPDATE token SET point_id = ? WHERE id = ?", 2, 0);

int
stock_levels(struct work *w, struct stock_level **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(stock_level, media_vendor), DB_COL(stock_level, model),
		DB_COL(stock_level, point_id), DB_COL(stock_level, state),
		DB_COL(stock_level, n),
	};

	return db_list(w, &sql_levels, c, out, n, DB_NO_ARGS);
}

int
stock_free(struct work *w, const char *media_vendor, const char *model, int64_t point_id,
    int64_t *n)
{
	return db_int(w, &sql_free, n, DB_ARGS(DB_V(media_vendor), DB_V(model),
	    DB_OR_NULL(point_id)));
}

int
stock_listed(struct work *w, const char *media_vendor)
{
	int64_t n;

	return db_int(w, &sql_listed, &n, DB_ARGS(DB_V(media_vendor))) < 0 ? -1 : n > 0;
}

int
stock_history(struct work *w, const struct token *t, struct token_note **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(token_note, act), DB_COL(token_note, from_state),
		DB_COL(token_note, to_state), DB_COL(token_note, actor),
		DB_COL(token_note, words), DB_COL(token_note, at),
	};

	return db_list(w, &sql_history, c, out, n, DB_ARGS(DB_V(t->id)));
}

int
stock_batch_add(struct work *w, const char *media_vendor, const char *model, int64_t tokens)
{
	struct pid pid = pid_new();

	return db_exec(w, &sql_batch, DB_ARGS(DB_V(&pid), DB_V(media_vendor), DB_V(model),
	    DB_V(tokens), DB_V(w->actor->account_id), DB_V(w->actor->name), DB_V(w->now))) < 0 ?
	    -1 : 0;
}

int
stock_put(struct work *w, struct token *t, int64_t point_id)
{
	if (t->point_id == point_id)
		return 0;
	t->point_id = point_id;
	return db_exec(w, &sql_point, DB_ARGS(DB_OR_NULL(point_id), DB_V(t->id))) < 0 ? -1 : 0;
}

/* The step guards the row's version, so the place follows it safely. */
int
stock_move(struct work *w, struct token *t, int64_t point_id, const char *words)
{
	return token_move(w, t, point_id == 0 ? TOKEN_ACT_RECALL : TOKEN_ACT_ALLOCATE, words) < 0 ?
	    -1 : stock_put(w, t, point_id);
}
