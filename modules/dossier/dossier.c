/* SPDX-License-Identifier: MIT */
#include "db/seal.h"
#include "db/step.h"
#include "dossier.h"

#define SEALED_AS "dossier.data"

#define COLS \
	"id, pid, kind, subject_id, no, n, channel, policy_id, title, state AS state_code," \
	" step, data AS sealed, account_id, company_id, person_id, version, submitted_at," \
	" decided_at, created_at, updated_at"
#define NCOLS 20

static const struct db_col cols[NCOLS] = {
	DB_COL(dossier, id), DB_COL(dossier, pid), DB_COL(dossier, kind),
	DB_COL(dossier, subject_id), DB_COL(dossier, no), DB_COL(dossier, n),
	DB_COL(dossier, channel), DB_COL(dossier, policy_id), DB_COL(dossier, title),
	DB_COL(dossier, state_code), DB_COL(dossier, step), DB_COL(dossier, sealed),
	DB_COL(dossier, account_id), DB_COL(dossier, company_id),
	DB_COL(dossier, person_id), DB_COL(dossier, version),
	DB_COL(dossier, submitted_at), DB_COL(dossier, decided_at),
	DB_COL(dossier, created_at), DB_COL(dossier, updated_at),
};

#define HEAD		"SELECT " COLS " FROM dossier WHERE "
/* One query a scope, so no flag can open all rows. */
#define OWN		HEAD "pid = ? AND account_id = ? AND company_id = 0"
#define ENTERPRISE	HEAD "pid = ? AND company_id = ? AND company_id <> 0"
#define OF		HEAD "kind = ? AND subject_id = ?"

DB_SQL(sql_get_own, "dossier.get_own", OWN, 2, NCOLS);
DB_SQL(sql_take_own, "dossier.take_own", OWN " FOR UPDATE", 2, NCOLS);
DB_SQL(sql_get_company, "dossier.get_company", ENTERPRISE, 2, NCOLS);
DB_SQL(sql_take_company, "dossier.take_company", ENTERPRISE " FOR UPDATE", 2, NCOLS);
DB_SQL(sql_get_sent, "dossier.get_sent", HEAD "pid = ? AND submitted_at > ?", 2, NCOLS);
DB_SQL(sql_get_id, "dossier.get_id", HEAD "id = ?", 1, NCOLS);
DB_SQL(sql_take_id, "dossier.take_id", HEAD "id = ? FOR UPDATE", 1, NCOLS);
DB_SQL(sql_open, "dossier.open_of", OF " AND open = 1", 2, NCOLS);
DB_SQL(sql_in_force, "dossier.in_force", OF " AND state = 'APPROVED' ORDER BY n DESC LIMIT 1",
    2, NCOLS);
DB_SQL(sql_versions, "dossier.versions", OF " ORDER BY n", 2, NCOLS);
DB_SQL(sql_last, "dossier.last",
    "SELECT COALESCE(MAX(n), 0) FROM dossier WHERE kind = ? AND subject_id = ?", 2, 1);
DB_SQL(sql_add, "dossier.add",
    "INSERT INTO dossier (pid, kind, subject_id, no, n, channel, policy_id, title, state, step,"
    " data, account_id, company_id, person_id, version, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'DRAFT', 1, ?, ?, ?, ?, 1, ?, ?)", 14, 0);
DB_SQL(sql_save, "dossier.save",
    "UPDATE dossier SET step = ?, data = ?, title = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ? AND state IN ('DRAFT', 'RETURNED')", 6, 0);
DB_SQL(sql_move, "dossier.move",
    "UPDATE dossier SET state = ?, submitted_at = ?, decided_at = ?, updated_at = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 6, 0);
DB_SQL(sql_note, "dossier.note",
    "INSERT INTO dossier_event (dossier_id, act, from_state, to_state, actor_id, actor, words,"
    " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);
DB_SQL(sql_subject, "dossier.subject",
    "UPDATE dossier SET subject_id = ?, person_id = ?, n = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);

static int
decode(struct work *w, struct dossier *d)
{
	int state = dossier_state_of(d->state_code);

	if (state < 0)
		return refuse(w, ERR_BUG, "dossier %s: state %s", d->no, d->state_code);
	d->state = (enum dossier_state)state;
	return seal_open(w, SEALED_AS, &d->pid, d->sealed, &d->data);
}

/* ---- reading ---- */

static int
find(struct work *w, const struct db_sql *sql, const struct pid *pid, int64_t whose,
    struct dossier *d)
{
	return db_maybe(w, sql, cols, d, DB_ARGS(DB_V(pid), DB_V(whose)));
}

static int
sent(struct work *w, const struct pid *pid, struct dossier **out)
{
	struct dossier *d = *out = ARENA_NEW(w->arena, struct dossier);

	return db_one(w, &sql_get_sent, cols, d, DB_ARGS(DB_V(pid), DB_V((int64_t)0))) < 0 ? -1 :
	    decode(w, d);
}

static int
scoped(struct work *w, const struct db_sql *own, const struct db_sql *company,
    const struct pid *pid, struct dossier **out)
{
	const struct actor *a = w->actor;
	struct dossier *d = *out = ARENA_NEW(w->arena, struct dossier);
	int found = find(w, own, pid, a->account_id, d);

	if (found == 0 && a->company_id != 0 && work_may(w, RIGHT_ENTERPRISE))
		found = find(w, company, pid, a->company_id, d);
	if (found == 0)
		return refuse(w, ERR_NOTFOUND, "no such dossier for this actor");
	return found < 0 ? -1 : decode(w, d);
}

int
dossier_get(struct work *w, const struct pid *pid, struct dossier **out)
{
	if (work_may(w, RIGHT_REVIEW | RIGHT_SECOND))
		return sent(w, pid, out);
	return scoped(w, &sql_get_own, &sql_get_company, pid, out);
}

int
dossier_take(struct work *w, const struct pid *pid, struct dossier **out)
{
	return scoped(w, &sql_take_own, &sql_take_company, pid, out);
}

static int
by_id(struct work *w, const struct db_sql *sql, int64_t id, struct dossier **out)
{
	*out = ARENA_NEW(w->arena, struct dossier);
	return db_one(w, sql, cols, *out, DB_ARGS(DB_V(id))) < 0 ? -1 : decode(w, *out);
}

int
dossier_get_id(struct work *w, int64_t id, struct dossier **out)
{
	return by_id(w, &sql_get_id, id, out);
}

int
dossier_take_id(struct work *w, int64_t id, struct dossier **out)
{
	return by_id(w, &sql_take_id, id, out);
}

static int
maybe(struct work *w, const struct db_sql *sql, const char *kind, int64_t subject_id,
    struct dossier **out)
{
	struct dossier *d = ARENA_NEW(w->arena, struct dossier);
	int found = db_maybe(w, sql, cols, d, DB_ARGS(DB_V(kind), DB_V(subject_id)));

	*out = found == 1 ? d : NULL;
	return found < 0 ? -1 : found == 0 ? 0 : decode(w, d);
}

int
dossier_open_of(struct work *w, const char *kind, int64_t subject_id, struct dossier **out)
{
	return maybe(w, &sql_open, kind, subject_id, out);
}

int
dossier_in_force(struct work *w, const char *kind, int64_t subject_id, struct dossier **out)
{
	return maybe(w, &sql_in_force, kind, subject_id, out);
}

int
dossier_versions(struct work *w, const char *kind, int64_t subject_id, struct dossier **out,
    size_t *n)
{
	if (db_list(w, &sql_versions, cols, out, n, DB_ARGS(DB_V(kind), DB_V(subject_id))) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (decode(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

/* ---- writing ---- */

static const struct step_book book = { &dossier_machine, &sql_move, &sql_note };

static int
next_n(struct work *w, const char *kind, int64_t subject_id, int *out)
{
	int64_t last;

	if (db_int(w, &sql_last, &last, DB_ARGS(DB_V(kind), DB_V(subject_id))) < 0)
		return -1;
	*out = (int)last + 1;
	return 0;
}

int
dossier_add(struct work *w, struct dossier *d)
{
	const struct actor *a = w->actor;
	int64_t n;

	BUG_ON(!db_in_tx(w));
	d->pid = pid_new();
	d->account_id = a->account_id;
	d->person_id = a->person_id;
	d->state = DOSSIER_DRAFT;
	d->step = d->version = 1;
	if (next_n(w, d->kind, d->subject_id, &d->n) < 0)
		return -1;
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&d->pid), DB_V(d->kind),
	    DB_V(d->subject_id), DB_V(d->no), DB_V(d->n), DB_V(d->channel), DB_V(d->policy_id),
	    DB_V(d->title), DB_V(seal_text(w, SEALED_AS, &d->pid, d->data)), DB_V(a->account_id),
	    DB_V(d->company_id), DB_V(a->person_id), DB_V(w->now), DB_V(w->now)));
	if (n < 0)
		return -1;
	if (n == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "已有一份正在填写的资料，请刷新后继续");
	d->id = db_last_id(w);
	d->created_at = d->updated_at = w->now;
	return step_note(w, &book, DB_ARGS(DB_V(d->id)), DOSSIER_ACT_OPEN, "NONE", d->state, NULL);
}

int
dossier_save(struct work *w, struct dossier *d, int version, int step, const char *data,
    const char *title)
{
	int64_t n = db_exec(w, &sql_save, DB_ARGS(DB_V(step),
	    DB_V(seal_text(w, SEALED_AS, &d->pid, data)), DB_V(title), DB_V(w->now),
	    DB_V(d->id), DB_V(version)));

	if (n < 0)
		return -1;
	if (n == 0)
		return refuse_say(w, ERR_CONFLICT, "version",
		    "这份资料已在另一个窗口中修改，请刷新后继续填写");
	d->step = step;
	d->data = data;
	d->title = title;
	d->version = version + 1;
	d->updated_at = w->now;
	return 0;
}

int
dossier_move(struct work *w, struct dossier *d, enum dossier_act act, const char *words)
{
	const struct step *s = step_ask(w, &dossier_machine, d->no, d->state, act,
	    d->policy_id != 0 ? DOSSIER_REVIEWED : 0, 0);

	if (s == NULL)
		return -1;
	if (act == DOSSIER_ACT_SUBMIT || act == DOSSIER_ACT_RESUBMIT)
		d->submitted_at = w->now;
	if (!dossier_state_typing(s->to) && s->to != DOSSIER_PENDING)
		d->decided_at = w->now;
	if (step_write(w, &book, s, DB_ARGS(DB_V(d->id)), &d->version,
		DB_ARGS(DB_V(d->submitted_at), DB_V(d->decided_at), DB_V(w->now)), words) < 0)
		return -1;
	d->state = s->to;
	d->state_code = dossier_state_code(d->state);
	return 0;
}

int
dossier_subject_set(struct work *w, struct dossier *d, int64_t subject_id)
{
	int n;

	if (next_n(w, d->kind, subject_id, &n) < 0 ||
	    db_exec_one(w, &sql_subject, DB_ARGS(DB_V(subject_id), DB_V(subject_id), DB_V(n),
		DB_V(d->id), DB_V(d->version))) < 0)
		return -1;
	d->subject_id = d->person_id = subject_id;
	d->n = n;
	d->version++;
	return 0;
}
