/* SPDX-License-Identifier: MIT */
#include "draft.h"

#define COLS \
	"id, pid, account_id, company_id, channel, service, lock_type, step, data," \
	" version, state, created_at, updated_at"
#define NCOLS 13

static const struct db_col cols[NCOLS] = {
	DB_COL(draft, id), DB_COL(draft, pid), DB_COL(draft, account_id),
	DB_COL(draft, company_id), DB_COL(draft, channel), DB_COL(draft, service),
	DB_COL(draft, lock_type), DB_COL(draft, step), DB_COL(draft, data),
	DB_COL(draft, version), DB_COL(draft, state), DB_COL(draft, created_at),
	DB_COL(draft, updated_at),
};

#define MINE " WHERE account_id = ? AND company_id = ? AND state = 'OPEN'"

DB_SQL(sql_add, "draft.add",
    "INSERT INTO draft (pid, account_id, company_id, channel, service, lock_type, step,"
    " data, version, state, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, 0, ?, 1, 'OPEN', ?, ?)", 9, 0);
DB_SQL(sql_get, "draft.get", "SELECT " COLS " FROM draft" MINE " AND pid = ?", 3, NCOLS);
DB_SQL(sql_take, "draft.take",
    "SELECT " COLS " FROM draft" MINE " AND pid = ? FOR UPDATE", 3, NCOLS);
DB_SQL(sql_get_sent, "draft.get_sent",
    "SELECT " COLS " FROM draft WHERE account_id = ? AND company_id = ? AND pid = ?"
    " AND state = 'SENT'", 3, NCOLS);
DB_SQL(sql_list, "draft.list",
    "SELECT " COLS " FROM draft" MINE " ORDER BY updated_at DESC LIMIT 50", 2, NCOLS);
DB_SQL(sql_save, "draft.save",
    "UPDATE draft SET step = ?, data = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ? AND state = 'OPEN'", 5, 0);
DB_SQL(sql_end, "draft.end",
    "UPDATE draft SET state = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ? AND state = 'OPEN'", 4, 0);

DB_SQL(sql_open, "draft.open",
    "SELECT COUNT(*) FROM draft WHERE channel = ? AND lock_type = ? AND state = 'OPEN'", 2, 1);
DB_SQL(sql_drop_all, "draft.drop_all",
    "UPDATE draft SET state = 'DROPPED', version = version + 1, updated_at = ?" MINE, 3, 0);

int
draft_drop_all(struct work *w, int64_t account_id, int64_t company_id)
{
	return db_exec(w, &sql_drop_all, DB_ARGS(DB_V(w->now), DB_V(account_id),
	    DB_V(company_id))) < 0 ? -1 : 0;
}

int
draft_add(struct work *w, const char *service, const char *lock_type, const char *data,
    struct draft **out)
{
	const struct actor *a = w->actor;
	struct pid pid = pid_new();

	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(a->account_id), DB_V(a->company_id),
		DB_V(a->channel), DB_V(service), DB_V(lock_type), DB_V(data), DB_V(w->now),
		DB_V(w->now))) < 0)
		return -1;
	return draft_get(w, &pid, out);
}

static int
mine(struct work *w, const struct db_sql *sql, const struct pid *pid, struct draft **out)
{
	*out = ARENA_NEW(w->arena, struct draft);
	return db_one(w, sql, cols, *out, DB_ARGS(DB_V(w->actor->account_id),
	    DB_V(w->actor->company_id), DB_V(pid)));
}

int
draft_get(struct work *w, const struct pid *pid, struct draft **out)
{
	return mine(w, &sql_get, pid, out);
}

int
draft_get_sent(struct work *w, const struct pid *pid, struct draft **out)
{
	return mine(w, &sql_get_sent, pid, out);
}

int
draft_take(struct work *w, const struct pid *pid, struct draft **out)
{
	return mine(w, &sql_take, pid, out);
}

int
draft_list(struct work *w, struct draft **out, size_t *n)
{
	return db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(w->actor->account_id),
	    DB_V(w->actor->company_id)));
}

int
draft_save(struct work *w, struct draft *d, int version, int step, const char *data)
{
	int64_t n = db_exec(w, &sql_save, DB_ARGS(DB_V(step), DB_V(data), DB_V(w->now),
	    DB_V(d->id), DB_V(version)));

	if (n < 0)
		return -1;
	if (n == 0)
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "这份申请已在另一个窗口中修改，请刷新后继续填写");
	d->step = step;
	d->data = data;
	d->version = version + 1;
	d->updated_at = w->now;
	return 0;
}

int
draft_end(struct work *w, struct draft *d, const char *state)
{
	return db_exec_one(w, &sql_end, DB_ARGS(DB_V(state), DB_V(w->now), DB_V(d->id),
	    DB_V(d->version)));
}

int
draft_open_count(struct work *w, const char *channel, const char *lock_type, int64_t *out)
{
	return db_int(w, &sql_open, out, DB_ARGS(DB_V(channel), DB_V(lock_type)));
}
