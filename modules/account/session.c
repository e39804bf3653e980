/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/arena.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "right.h"
#include "session.h"

#define TOUCH	60		/* seconds between two notes of a visit */
#define KEPT	(30 * 86400)

/*
 * One query, many nouns: read for every request, so it is one round trip.  One
 * row a right; a subquery with GROUP_CONCAT costs the database twice as much.
 */
DB_SQL(sql_open, "session.open",
    "SELECT s.id, s.pid, s.token_hash, a.id AS account_id, a.pid AS account_pid,"
    " a.username, a.kind, a.name, a.must_change, a.must_enrol, a.person_id, a.point_id,"
    " i.id AS identity_id, i.pid AS identity_pid, c.id AS company_id, c.pid AS company_pid,"
    " c.name AS company, c.channel,"
    " rr.right_name AS role_right, ir.right_name AS identity_right, s.seen_at,"
    " v.version AS catalog_version"
    " FROM session s JOIN account a ON a.id = s.account_id AND a.state = 'ACTIVE'"
    " LEFT JOIN (identity i JOIN company c ON c.id = i.company_id)"
    "  ON i.id = s.identity_id AND i.person_id = a.person_id AND ((i.state = 'ACTIVE'"
    "  AND c.state = 'APPROVED') OR (i.state = 'FOUNDING' AND c.state <> 'CLOSED'))"
    " LEFT JOIN identity_right ir ON ir.type = i.type AND ir.state = i.state"
    " LEFT JOIN (account_role ar JOIN role_right rr ON rr.role = ar.role)"
    "  ON ar.account_id = a.id"
    " LEFT JOIN catalog_version v ON v.id = 1"
    " WHERE s.token_hash = ? AND s.ended_at IS NULL AND s.ends_at > ?"
    " AND s.seen_at > IF(a.kind = 'staff', ?, ?)", 4, 22);
DB_SQL(sql_touch, "session.touch",
    "UPDATE session SET seen_at = ? WHERE id = ? AND seen_at < ?", 3, 0);
DB_SQL(sql_add, "session.add",
    "INSERT INTO session (pid, token_hash, account_id, identity_id, created_at, seen_at,"
    " ends_at, ip, agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", 9, 0);
DB_SQL(sql_rotate, "session.rotate",
    "UPDATE session SET token_hash = ?, identity_id = ?, seen_at = ?"
    " WHERE id = ? AND ended_at IS NULL", 4, 0);
DB_SQL(sql_end, "session.end",
    "UPDATE session SET ended_at = ? WHERE id = ? AND ended_at IS NULL", 2, 0);
DB_SQL(sql_end_pid, "session.end_pid",
    "UPDATE session SET ended_at = ? WHERE pid = ? AND account_id = ?"
    " AND ended_at IS NULL", 3, 0);
DB_SQL(sql_end_others, "session.end_others",
    "UPDATE session SET ended_at = ? WHERE account_id = ? AND id <> ?"
    " AND ended_at IS NULL", 3, 0);
DB_SQL(sql_list, "session.list",
    "SELECT id, pid, created_at, seen_at, ip, agent FROM session WHERE account_id = ?"
    " AND ended_at IS NULL AND ends_at > ? AND seen_at > ? ORDER BY seen_at DESC, id DESC"
    " LIMIT 100", 3, 6);
DB_SQL(sql_sweep, "session.sweep",
    "DELETE FROM session WHERE ends_at < ? LIMIT 1000", 1, 0);

static const struct db_col cols[] = {
	DB_COL(session, id), DB_COL(session, pid), DB_COL(session, token_hash),
	DB_COL(session, account_id), DB_COL(session, account_pid),
	DB_COL(session, username), DB_COL(session, kind), DB_COL(session, name),
	DB_COL(session, must_change), DB_COL(session, must_enrol),
	DB_COL(session, person_id),
	DB_COL(session, point_id), DB_COL(session, identity_id),
	DB_COL(session, identity_pid), DB_COL(session, company_id),
	DB_COL(session, company_pid), DB_COL(session, company), DB_COL(session, channel),
	DB_COL(session, role_right), DB_COL(session, identity_right),
	DB_COL(session, seen_at), DB_COL(session, catalog_version),
};

static struct blob
hash_of(struct work *w, const char *token)
{
	unsigned char *h = arena_alloc(w->arena, HASH_LEN);

	sha256(token, strlen(token), h);
	return (struct blob){ h, HASH_LEN };
}

static const char *
new_token(struct work *w)
{
	unsigned char bytes[SESSION_TOKEN];

	crypto_random(bytes, sizeof(bytes));
	return base64url_text(w->arena, bytes, sizeof(bytes));
}

static unsigned
row_rights(const struct session *s)
{
	unsigned kind = strcmp(s->kind, "staff") == 0 ? RIGHT_STAFF : RIGHT_MEMBER;

	return kind | rights_of(s->role_right) | rights_of(s->identity_right);
}

int
session_open(struct work *w, const char *token, struct session *out)
{
	int64_t staff = w->now - w->conf->staff_idle, member = w->now - w->conf->session_idle;
	int64_t before = w->now - TOUCH;
	struct session *rows;
	size_t n;

	if (db_list(w, &sql_open, cols, &rows, &n, DB_ARGS(DB_V(hash_of(w, token)),
		DB_V(w->now), DB_V(staff), DB_V(member))) < 0)
		return -1;
	if (n == 0)
		return 0;
	*out = rows[0];
	out->rights = 0;
	for (size_t i = 0; i < n; i++)
		out->rights |= row_rights(&rows[i]);
	w->catalog_version = out->catalog_version;
	if (out->seen_at <= before && db_exec(w, &sql_touch, DB_ARGS(DB_V(w->now),
		DB_V(out->id), DB_V(w->now))) < 0)
		return -1;
	return 1;
}

const struct actor *
session_actor(struct work *w, const struct session *s)
{
	struct actor *a = ARENA_NEW(w->arena, struct actor);

	*a = (struct actor){
		.account_id = s->account_id, .person_id = s->person_id,
		.company_id = s->company_id, .identity_id = s->identity_id,
		.session_id = s->id, .point_id = s->point_id, .rights = s->rights,
		.channel = s->channel == NULL ? w->conf->channel : s->channel,
		.name = s->name,
	};
	return a;
}

/* The browser's name of itself: only for the list of sessions. */
static const char *
agent_text(struct work *w, const char *agent)
{
	const char *s = text_normal(w->arena, agent == NULL ? "" : agent), *end = s;

	for (int i = 0; i < 200; i++)
		if (utf8_next(&end) == 0)
			return s;
	return arena_strndup(w->arena, s, (size_t)(end - s));
}

int
session_add(struct work *w, int64_t account_id, int staff, int64_t identity_id,
    const char *agent, const char **token, struct pid *pid)
{
	int64_t ends = w->now + (staff ? w->conf->staff_life : w->conf->session_life);

	BUG_ON(!db_in_tx(w));
	*pid = pid_new();
	*token = new_token(w);
	return db_exec(w, &sql_add, DB_ARGS(DB_V(pid), DB_V(hash_of(w, *token)),
	    DB_V(account_id), DB_OR_NULL(identity_id), DB_V(w->now), DB_V(w->now), DB_V(ends),
	    DB_V(w->ip == NULL ? "" : w->ip), DB_V(agent_text(w, agent)))) < 0 ? -1 : 0;
}

int
session_rotate(struct work *w, int64_t session_id, int64_t identity_id, const char **token)
{
	BUG_ON(!db_in_tx(w));
	*token = new_token(w);
	return db_exec_one(w, &sql_rotate, DB_ARGS(DB_V(hash_of(w, *token)),
	    DB_OR_NULL(identity_id), DB_V(w->now), DB_V(session_id)));
}

int
session_end(struct work *w, int64_t session_id)
{
	return db_exec(w, &sql_end, DB_ARGS(DB_V(w->now), DB_V(session_id))) < 0 ? -1 : 0;
}

int
session_end_pid(struct work *w, const struct pid *pid, int64_t account_id)
{
	int64_t n = db_exec(w, &sql_end_pid, DB_ARGS(DB_V(w->now), DB_V(pid),
	    DB_V(account_id)));

	if (n == 0)
		return refuse(w, ERR_NOTFOUND, "no such session");
	return n < 0 ? -1 : 0;
}

int
session_end_others(struct work *w, int64_t account_id, int64_t keep)
{
	return db_exec(w, &sql_end_others, DB_ARGS(DB_V(w->now), DB_V(account_id),
	    DB_V(keep))) < 0 ? -1 : 0;
}

int
session_list(struct work *w, int64_t account_id, int staff, struct session_row **rows,
    size_t *n)
{
	static const struct db_col row_cols[] = {
		DB_COL(session_row, id), DB_COL(session_row, pid),
		DB_COL(session_row, created_at), DB_COL(session_row, seen_at),
		DB_COL(session_row, ip), DB_COL(session_row, agent),
	};
	int64_t idle = w->now - (staff ? w->conf->staff_idle : w->conf->session_idle);

	return db_list(w, &sql_list, row_cols, rows, n, DB_ARGS(DB_V(account_id),
	    DB_V(w->now), DB_V(idle)));
}

int
session_sweep(struct work *w)
{
	int64_t before = w->now - KEPT;

	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(before))) < 0 ? -1 : 0;
}
