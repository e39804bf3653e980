/* SPDX-License-Identifier: MIT */
#include "db/step.h"
#include "row.h"

const struct db_col review_cols[REVIEW_NCOLS] = {
	DB_COL(review, id), DB_COL(review, pid), DB_COL(review, subject),
	DB_COL(review, subject_id), DB_COL(review, subject_pid),
	DB_COL(review, subject_no), DB_COL(review, channel),
	DB_COL(review, service), DB_COL(review, lock_type), DB_COL(review, holder),
	DB_COL(review, company), DB_COL(review, fen), DB_COL(review, data),
	DB_COL(review, round), DB_COL(review, state_code), DB_COL(review, reviewer_id),
	DB_COL(review, reviewer), DB_COL(review, prefer_id), DB_COL(review, lease_until),
	DB_COL(review, version), DB_COL(review, submitted_at), DB_COL(review, due_at),
	DB_COL(review, decided_at), DB_COL(review, words), DB_COL(review, form_seen),
	DB_COL(review, reviewers), DB_COL(review, first_id), DB_COL(review, first),
	DB_COL(review, overrides),
};

DB_SQL(sql_get, "review.get", "SELECT " REVIEW_COLS " FROM review WHERE pid = ?",
    1, REVIEW_NCOLS);
DB_SQL(sql_take, "review.take",
    "SELECT " REVIEW_COLS " FROM review WHERE pid = ? FOR UPDATE", 1, REVIEW_NCOLS);
DB_SQL(sql_latest, "review.latest",
    "SELECT " REVIEW_COLS " FROM review WHERE subject = ? AND subject_id = ?"
    " ORDER BY round DESC LIMIT 1", 2, REVIEW_NCOLS);
DB_SQL(sql_verdict, "review.verdict",
    "SELECT " REVIEW_COLS " FROM review WHERE subject = ? AND subject_id = ?"
    " AND state IN ('RETURNED', 'APPROVED', 'REFUSED') ORDER BY round DESC LIMIT 1", 2,
    REVIEW_NCOLS);
DB_SQL(sql_rounds, "review.rounds",
    "SELECT " REVIEW_COLS " FROM review WHERE subject = ? AND subject_id = ? ORDER BY round",
    2, REVIEW_NCOLS);
DB_SQL(sql_add, "review.add",
    "INSERT INTO review (pid, subject, subject_id, subject_pid, subject_no, channel, service,"
    " lock_type, holder, company, fen, data, round, state, reviewer_id, reviewer, prefer_id,"
    " lease_until, version, submitted_at, due_at, decided_at, words, form_seen, reviewers)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, '', ?, 0, 1, ?, ?, 0, NULL,"
    " 0, ?)", 17, 0);
DB_SQL(sql_claim, "review.claim",
    "UPDATE review SET state = ?, reviewer_id = ?, reviewer = ?, lease_until = ?,"
    " version = version + 1 WHERE id = ? AND first_id <> ? AND (state = ? OR (state = ?"
    " AND (lease_until < ? OR reviewer_id = ?)))", 10, 0);
DB_SQL(sql_lease, "review.lease",
    "UPDATE review SET lease_until = ?, version = version + 1 WHERE id = ? AND version = ?",
    3, 0);
DB_SQL(sql_move, "review.move",
    "UPDATE review SET state = ?, reviewer_id = ?, reviewer = ?, prefer_id = ?, first_id = ?,"
    " first = ?, lease_until = 0, decided_at = ?, words = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 10, 0);
DB_SQL(sql_prefer, "review.prefer",
    "UPDATE review SET prefer_id = ?, version = version + 1 WHERE id = ? AND version = ?", 3, 0);
DB_SQL(sql_overrides, "review.overrides",
    "UPDATE review SET overrides = ?, version = version + 1 WHERE id = ? AND version = ?",
    3, 0);
DB_SQL(sql_form_seen, "review.form_seen",
    "UPDATE review SET form_seen = 1, version = version + 1 WHERE id = ? AND version = ?",
    2, 0);
DB_SQL(sql_note, "review.note",
    "INSERT INTO review_event (review_id, act, from_state, to_state, actor_id, actor, words,"
    " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);
DB_SQL(sql_marks, "review.marks",
    "SELECT field, words, reason FROM review_mark WHERE review_id = ? ORDER BY field", 1, 3);
DB_SQL(sql_mark_add, "review.mark_add",
    "INSERT INTO review_mark (review_id, field, words, reason) VALUES (?, ?, ?, ?)", 4, 0);
DB_SQL(sql_seen, "review.seen",
    "SELECT upload_pid, account_id, name, at FROM review_seen WHERE review_id = ?"
    " ORDER BY at, upload_pid", 1, 4);
DB_SQL(sql_remarks, "review.remarks",
    "SELECT act, actor, words, at FROM review_event WHERE review_id = ? AND words <> ''"
    " AND (act IN ('SENDBACK', 'REASSIGN') OR (act = 'APPROVE' AND to_state = 'SECOND'))"
    " ORDER BY id", 1, 4);
DB_SQL(sql_seen_add, "review.seen_add",
    "INSERT INTO review_seen (review_id, upload_pid, account_id, name, at)"
    " VALUES (?, ?, ?, ?, ?)", 5, 0);

int
review_decode(struct work *w, struct review *r)
{
	int state = review_state_of(r->state_code);

	if (state < 0)
		return refuse(w, ERR_BUG, "review %s: state %s", r->subject_no, r->state_code);
	r->state = (enum review_state)state;
	return 0;
}

static int
one(struct work *w, const struct db_sql *sql, const struct pid *pid, struct review **out)
{
	*out = ARENA_NEW(w->arena, struct review);
	if (db_one(w, sql, review_cols, *out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	return review_decode(w, *out);
}

int
review_get(struct work *w, const struct pid *pid, struct review **out)
{
	return one(w, &sql_get, pid, out);
}

int
review_take(struct work *w, const struct pid *pid, struct review **out)
{
	return one(w, &sql_take, pid, out);
}

static int
maybe(struct work *w, const struct db_sql *sql, struct review_of of, struct review **out)
{
	struct review *r = ARENA_NEW(w->arena, struct review);
	int found = db_maybe(w, sql, review_cols, r, DB_ARGS(DB_V(of.subject), DB_V(of.id)));

	*out = found == 1 ? r : NULL;
	return found < 0 ? -1 : found == 0 ? 0 : review_decode(w, r);
}

int
review_latest(struct work *w, struct review_of of, struct review **out)
{
	return maybe(w, &sql_latest, of, out);
}

int
review_verdict(struct work *w, struct review_of of, struct review **out)
{
	return maybe(w, &sql_verdict, of, out);
}

int
review_state(struct work *w, struct review_of of, enum review_state *out)
{
	struct review *r;

	if (review_latest(w, of, &r) < 0)
		return -1;
	*out = r == NULL ? REVIEW_NONE : r->state;
	return 0;
}

int
review_rounds(struct work *w, struct review_of of, struct review **out, size_t *n)
{
	if (db_list(w, &sql_rounds, review_cols, out, n,
		DB_ARGS(DB_V(of.subject), DB_V(of.id))) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (review_decode(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
review_marks(struct work *w, int64_t review_id, struct review_mark **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(review_mark, field), DB_COL(review_mark, words),
		DB_COL(review_mark, reason),
	};

	return db_list(w, &sql_marks, c, out, n, DB_ARGS(DB_V(review_id)));
}

int
review_seen_list(struct work *w, int64_t review_id, struct review_seen **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(review_seen, upload_pid), DB_COL(review_seen, account_id),
		DB_COL(review_seen, name), DB_COL(review_seen, at),
	};

	return db_list(w, &sql_seen, c, out, n, DB_ARGS(DB_V(review_id)));
}

int
review_remarks(struct work *w, int64_t review_id, struct review_remark **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(review_remark, act), DB_COL(review_remark, by),
		DB_COL(review_remark, words), DB_COL(review_remark, at),
	};

	return db_list(w, &sql_remarks, c, out, n, DB_ARGS(DB_V(review_id)));
}

/* ---- writing ---- */

static const struct step_book book = { &review_machine, &sql_move, &sql_note };

int
review_add(struct work *w, struct review *r)
{
	struct review *last;

	if (review_latest(w, (struct review_of){ r->subject, r->subject_id }, &last) < 0)
		return -1;
	r->pid = pid_new();
	r->round = last == NULL ? 1 : last->round + 1;
	r->prefer_id = last == NULL ? 0 : last->reviewer_id;
	r->state = REVIEW_PENDING;
	r->state_code = review_state_code(r->state);
	r->version = 1;
	r->first = "";
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&r->pid), DB_V(r->subject), DB_V(r->subject_id),
		DB_V(&r->subject_pid), DB_V(r->subject_no), DB_V(r->channel), DB_V(r->service),
		DB_V(r->lock_type), DB_V(r->holder), DB_V(r->company), DB_V(r->fen),
		DB_V(r->data), DB_V(r->round), DB_V(r->prefer_id), DB_V(r->submitted_at),
		DB_V(r->due_at), DB_V(r->reviewers))) < 0)
		return -1;
	r->id = db_last_id(w);
	return step_note(w, &book, DB_ARGS(DB_V(r->id)), REVIEW_ACT_OPEN, "NONE", r->state, NULL);
}

static const struct step *
ask(struct work *w, const struct review *r, enum review_act act)
{
	return step_ask(w, &review_machine,
	    arena_printf(w->arena, "%s/%d", r->subject_no, r->round), r->state, act,
	    r->reviewers > 1 ? REVIEW_TWO : 0, 0);
}

static int
taken(struct work *w, const struct review *r)
{
	struct review *is;

	if (review_get(w, &r->pid, &is) < 0)
		return -1;
	if (is->state == REVIEW_SECOND && is->first_id == w->actor->account_id)
		return refuse_say(w, ERR_DENIED, NULL, "初审和复核须由不同的人员完成");
	if (review_state_held(is->state))
		return refuse_say(w, ERR_CONFLICT, NULL, "%s正在审核这笔申请，请选择其他任务",
		    is->reviewer);
	return refuse_say(w, ERR_CONFLICT, NULL, "这笔申请的状态已变为“%s”，请刷新后重试",
	    review_state_words(is->state));
}

int
review_claim(struct work *w, struct review *r, int64_t lease_until)
{
	const struct step *s = ask(w, r, REVIEW_ACT_CLAIM);
	const struct actor *a = w->actor;
	const char *from = r->state_code;
	enum review_state free;
	int64_t n;

	if (s == NULL)
		return -1;
	free = s->to == REVIEW_IN_SECOND ? REVIEW_SECOND : REVIEW_PENDING;
	n = db_exec(w, &sql_claim, DB_ARGS(DB_V(review_state_code(s->to)), DB_V(a->account_id),
	    DB_V(a->name), DB_V(lease_until), DB_V(r->id), DB_V(a->account_id),
	    DB_V(review_state_code(free)), DB_V(review_state_code(s->to)), DB_V(w->now),
	    DB_V(a->account_id)));
	if (n < 0)
		return -1;
	if (n == 0)
		return taken(w, r);
	r->state = s->to;
	r->state_code = review_state_code(r->state);
	r->reviewer_id = a->account_id;
	r->reviewer = a->name;
	r->lease_until = lease_until;
	r->version++;
	return step_note(w, &book, DB_ARGS(DB_V(r->id)), REVIEW_ACT_CLAIM, from, r->state, NULL);
}

int
review_lease_set(struct work *w, struct review *r, int64_t lease_until)
{
	if (db_exec_one(w, &sql_lease, DB_ARGS(DB_V(lease_until), DB_V(r->id),
		DB_V(r->version))) < 0)
		return -1;
	r->lease_until = lease_until;
	r->version++;
	return 0;
}

/* The first approval of two is remembered; a second look sent back forgets it,
 * and whoever looked first gets it again. */
static void
pass_on(struct review *r, enum review_state to)
{
	if (to == REVIEW_SECOND && r->state == REVIEW_IN_REVIEW) {
		r->first_id = r->reviewer_id;
		r->first = r->reviewer;
	} else if (to == REVIEW_PENDING && r->first_id != 0) {
		r->prefer_id = r->first_id;
		r->first_id = 0;
		r->first = "";
	}
}

/* A verdict keeps the reviewer's name; a review given back is nobody's. */
static void
settle(struct work *w, struct review *r, enum review_state to, const char *words)
{
	pass_on(r, to);
	r->state = to;
	r->state_code = review_state_code(to);
	r->lease_until = 0;
	r->words = words;
	if (!review_state_waits(to)) {
		r->decided_at = w->now;
	} else {
		r->reviewer_id = 0;
		r->reviewer = "";
	}
}

int
review_move(struct work *w, struct review *r, enum review_act act, const char *words)
{
	const struct step *s = ask(w, r, act);

	if (s == NULL)
		return -1;
	settle(w, r, s->to, words);
	return step_write(w, &book, s, DB_ARGS(DB_V(r->id)), &r->version,
	    DB_ARGS(DB_V(r->reviewer_id), DB_V(r->reviewer), DB_V(r->prefer_id),
		DB_V(r->first_id), DB_V(r->first), DB_V(r->decided_at), DB_V(words)), words);
}

/* A task nobody holds stays where it is: only the preference is new. */
static int
prefer(struct work *w, struct review *r, const char *words)
{
	if (!work_may(w, RIGHT_LEAD))
		return refuse(w, ERR_DENIED, "review %s: reassign is for leads", r->subject_no);
	if (db_exec_one(w, &sql_prefer, DB_ARGS(DB_V(r->prefer_id), DB_V(r->id),
		DB_V(r->version))) < 0)
		return -1;
	r->version++;
	return step_note(w, &book, DB_ARGS(DB_V(r->id)), REVIEW_ACT_REASSIGN, r->state_code,
	    r->state, words);
}

int
review_reassign(struct work *w, struct review *r, int64_t to, const char *words)
{
	r->prefer_id = to;
	return r->state == REVIEW_PENDING ? prefer(w, r, words) :
	    review_move(w, r, REVIEW_ACT_REASSIGN, words);
}

int
review_overrides_set(struct work *w, struct review *r, const char *overrides)
{
	if (db_exec_one(w, &sql_overrides, DB_ARGS(DB_V(overrides), DB_V(r->id),
		DB_V(r->version))) < 0)
		return -1;
	r->overrides = overrides;
	r->version++;
	return 0;
}

int
review_form_seen_set(struct work *w, struct review *r)
{
	if (db_exec_one(w, &sql_form_seen, DB_ARGS(DB_V(r->id), DB_V(r->version))) < 0)
		return -1;
	r->form_seen = 1;
	r->version++;
	return 0;
}

int
review_mark_add(struct work *w, int64_t review_id, const struct review_mark *m)
{
	return db_exec(w, &sql_mark_add, DB_ARGS(DB_V(review_id), DB_V(m->field),
	    DB_V(m->words), DB_V(m->reason))) < 0 ? -1 : 0;
}

int
review_seen_add(struct work *w, int64_t review_id, const struct pid *upload)
{
	return db_exec_unique(w, &sql_seen_add, DB_ARGS(DB_V(review_id), DB_V(upload),
	    DB_V(w->actor->account_id), DB_V(w->actor->name), DB_V(w->now))) < 0 ? -1 : 0;
}
