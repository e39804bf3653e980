/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/step.h"
#include "identity.h"
#include "modules/base/arena.h"

#define COLS "i.id, i.pid, i.person_id, i.company_id, i.type, t.words AS type_words," \
	" i.state AS state_code, i.words, i.created_at, i.decided_at, i.version," \
	" c.pid AS company_pid, c.name AS company, c.state AS company_state"
#define NCOLS	14
#define FROM " FROM identity i JOIN identity_type t ON t.code = i.type" \
	" JOIN company c ON c.id = i.company_id"

DB_SQL(sql_list, "identity.list",
    "SELECT " COLS FROM " WHERE i.person_id = ? AND i.live = 1 ORDER BY t.place, i.id",
    1, NCOLS);
DB_SQL(sql_list_own, "identity.list_own",
    "SELECT " COLS FROM " WHERE i.person_id = ? AND (i.live = 1 OR (i.state = 'REJECTED'"
    " AND NOT EXISTS (SELECT 1 FROM identity x WHERE x.person_id = i.person_id"
    " AND x.company_id = i.company_id AND x.type = i.type AND x.id > i.id)))"
    " ORDER BY t.place, i.id LIMIT 200", 1, NCOLS);
DB_SQL(sql_get, "identity.get",
    "SELECT " COLS FROM " WHERE i.pid = ? AND i.person_id = ? AND i.live = 1", 2, NCOLS);
DB_SQL(sql_get_company, "identity.get_company",
    "SELECT " COLS FROM " WHERE i.pid = ? AND i.company_id = ? AND i.live = 1", 2, NCOLS);
DB_SQL(sql_list_member, "identity.list_member",
    "SELECT " COLS FROM " WHERE i.person_id = ? AND i.company_id = ? AND i.live = 1"
    " ORDER BY t.place, i.id", 2, NCOLS);
DB_SQL(sql_elsewhere, "identity.elsewhere",
    "SELECT COUNT(*) FROM identity WHERE person_id = ? AND company_id <> ? AND live = 1",
    2, 1);
DB_SQL(sql_requests, "identity.requests",
    "SELECT " COLS FROM " WHERE i.company_id = ? AND i.state = 'REQUESTED'"
    " ORDER BY i.created_at, i.id LIMIT ? OFFSET ?", 3, NCOLS);
DB_SQL(sql_requests_count, "identity.requests_count",
    "SELECT COUNT(*) FROM identity WHERE company_id = ? AND state = 'REQUESTED'", 1, 1);
DB_SQL(sql_find, "identity.find",
    "SELECT " COLS FROM " WHERE i.person_id = ? AND i.company_id = ? AND i.type = ?"
    " AND i.live = 1", 3, NCOLS);
DB_SQL(sql_admin, "identity.admin", "SELECT " COLS FROM " WHERE i.admin_of = ?", 1, NCOLS);
DB_SQL(sql_add, "identity.add",
    "INSERT INTO identity (pid, person_id, company_id, type, state, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?)", 6, 0);
DB_SQL(sql_move, "identity.move",
    "UPDATE identity SET state = ?, words = ?, decided_at = ?, decided_by = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 6, 0);
DB_SQL(sql_note, "identity.note",
    "INSERT INTO identity_event (identity_id, act, from_state, to_state, actor_id, actor,"
    " words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);
DB_SQL(sql_types, "identity.types",
    "SELECT code, words FROM identity_type ORDER BY place", 0, 2);
DB_SQL(sql_type, "identity.type",
    "SELECT COUNT(*) FROM identity_type WHERE code = ?", 1, 1);
DB_SQL(sql_type_find, "identity.type_find",
    "SELECT code FROM identity_type WHERE CONVERT(code USING utf8mb4) = ? OR LOCATE(?, words) > 0"
    " ORDER BY CONVERT(code USING utf8mb4) <> ?, place LIMIT 1", 3, 1);

static const struct db_col cols[] = {
	DB_COL(identity, id), DB_COL(identity, pid), DB_COL(identity, person_id),
	DB_COL(identity, company_id), DB_COL(identity, type), DB_COL(identity, type_words),
	DB_COL(identity, state_code), DB_COL(identity, words), DB_COL(identity, created_at),
	DB_COL(identity, decided_at), DB_COL(identity, version), DB_COL(identity, company_pid),
	DB_COL(identity, company), DB_COL(identity, company_state),
};

static const struct step_book book = { &identity_machine, &sql_move, &sql_note };

/* ---- reading ---- */

static int
decode(struct work *w, struct identity *i)
{
	int state = identity_state_of(i->state_code);

	if (state < 0)
		return refuse(w, ERR_BUG, "identity %lld: state %s", (long long)i->id,
		    i->state_code);
	i->state = (enum identity_state)state;
	return 0;
}

static int
list(struct work *w, const struct db_sql *sql, struct identity **out, size_t *n,
    struct db_args args)
{
	if (db_list(w, sql, cols, out, n, args) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (decode(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

static int
one(struct work *w, const struct db_sql *sql, struct identity *out, struct db_args args)
{
	return db_one(w, sql, cols, out, args) < 0 ? -1 : decode(w, out);
}

static int
maybe(struct work *w, const struct db_sql *sql, struct identity *out, struct db_args args)
{
	int found = db_maybe(w, sql, cols, out, args);

	return found == 1 && decode(w, out) < 0 ? -1 : found;
}

int
identity_list(struct work *w, int64_t person_id, struct identity **out, size_t *n)
{
	return list(w, &sql_list, out, n, DB_ARGS(DB_V(person_id)));
}

int
identity_list_own(struct work *w, int64_t person_id, struct identity **out, size_t *n)
{
	return list(w, &sql_list_own, out, n, DB_ARGS(DB_V(person_id)));
}

int
identity_get(struct work *w, const struct pid *pid, int64_t person_id,
    struct identity *out)
{
	return one(w, &sql_get, out, DB_ARGS(DB_V(pid), DB_V(person_id)));
}

int
identity_get_company(struct work *w, const struct pid *pid, int64_t company_id,
    struct identity *out)
{
	return one(w, &sql_get_company, out, DB_ARGS(DB_V(pid), DB_V(company_id)));
}

int
identity_list_member(struct work *w, int64_t person_id, int64_t company_id,
    struct identity **out, size_t *n)
{
	return list(w, &sql_list_member, out, n, DB_ARGS(DB_V(person_id), DB_V(company_id)));
}

int
identity_elsewhere(struct work *w, int64_t person_id, int64_t company_id, int64_t *n)
{
	return db_int(w, &sql_elsewhere, n, DB_ARGS(DB_V(person_id), DB_V(company_id)));
}

int
identity_list_requests(struct work *w, int64_t company_id, int64_t page, int64_t size,
    struct identity **out, size_t *n)
{
	int64_t offset = (page - 1) * size;

	return list(w, &sql_requests, out, n, DB_ARGS(DB_V(company_id), DB_V(size),
	    DB_V(offset)));
}

int
identity_count_requests(struct work *w, int64_t company_id, int64_t *n)
{
	return db_int(w, &sql_requests_count, n, DB_ARGS(DB_V(company_id)));
}

int
identity_find(struct work *w, int64_t person_id, int64_t company_id, const char *type,
    struct identity *out)
{
	return maybe(w, &sql_find, out, DB_ARGS(DB_V(person_id), DB_V(company_id),
	    DB_V(type)));
}

int
identity_admin(struct work *w, int64_t company_id, struct identity *out)
{
	return maybe(w, &sql_admin, out, DB_ARGS(DB_V(company_id)));
}

/* The same as session.open asks. */
int
identity_chosen(const struct identity *i)
{
	if (i->state == IDENTITY_ACTIVE)
		return strcmp(i->company_state, "APPROVED") == 0;
	return i->state == IDENTITY_FOUNDING && strcmp(i->company_state, "CLOSED") != 0;
}

/* ---- types ---- */

int
identity_types(struct work *w, struct identity_type **out, size_t *n)
{
	static const struct db_col type_cols[] = {
		DB_COL(identity_type, code), DB_COL(identity_type, words),
	};

	return db_list(w, &sql_types, type_cols, out, n, DB_NO_ARGS);
}

struct type_row {
	const char	*code;
};

int
identity_type_find(struct work *w, const char *text, const char **code)
{
	static const struct db_col type_cols[] = { DB_COL(type_row, code) };
	struct type_row row;
	int rc = db_maybe(w, &sql_type_find, type_cols, &row, DB_ARGS(DB_V(text), DB_V(text),
	    DB_V(text)));

	if (rc < 0)
		return -1;
	if (rc == 0)
		return fault_field(w, "identity", "没有身份“%s”", text);
	*code = row.code;
	return 0;
}

/* ---- writing ---- */

static int
taken(struct work *w)
{
	return fault_field(w, "identity", "该身份已存在，或企业已有管理员");
}

int
identity_add(struct work *w, int64_t person_id, int64_t company_id, const char *type,
    enum identity_state state, struct identity *out)
{
	struct pid pid = pid_new();
	int64_t n, known;

	BUG_ON(!db_in_tx(w));
	if (db_int(w, &sql_type, &known, DB_ARGS(DB_V(type))) < 0)
		return -1;
	if (!known)
		return fault_field(w, "identity", "没有这种身份");
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(person_id),
	    DB_V(company_id), DB_V(type), DB_V(identity_state_code(state)), DB_V(w->now)));
	if (n == 0)
		return taken(w);
	if (n < 0)
		return -1;
	*out = (struct identity){ .id = db_last_id(w), .pid = pid, .person_id = person_id,
	    .company_id = company_id, .type = type, .state = state, .words = "",
	    .state_code = identity_state_code(state), .created_at = w->now, .version = 1 };
	return step_note(w, &book, DB_ARGS(DB_V(out->id)), IDENTITY_ACT_OPEN, "NONE",
	    (int)state, type);
}

int
identity_move(struct work *w, struct identity *i, enum identity_act act, const char *words)
{
	const struct step *s = step_ask(w, &identity_machine, pid_text(w, &i->pid), i->state,
	    act, 0, 0);

	if (s == NULL)
		return -1;
	if (words != NULL)
		i->words = words;
	if (step_write(w, &book, s, DB_ARGS(DB_V(i->id)), &i->version,
		DB_ARGS(DB_V(i->words), DB_V(w->now), DB_V(w->actor->account_id)), words) < 0)
		return -1;
	i->state = s->to;
	i->state_code = identity_state_code(i->state);
	i->decided_at = w->now;
	return 0;
}

static int
founder_move(struct work *w, int64_t company_id, enum identity_act act, const char *words)
{
	struct identity i;
	int rc = identity_admin(w, company_id, &i);

	if (rc <= 0 || i.state != IDENTITY_FOUNDING)
		return rc < 0 ? -1 : 0;
	return identity_move(w, &i, act, words);
}

int
identity_confirm_founder(struct work *w, int64_t company_id)
{
	return founder_move(w, company_id, IDENTITY_ACT_CONFIRM, NULL);
}

int
identity_reject_founder(struct work *w, int64_t company_id, const char *words)
{
	return founder_move(w, company_id, IDENTITY_ACT_REFUSE, words);
}
