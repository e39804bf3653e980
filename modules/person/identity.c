/* SPDX-License-Identifier: MIT */
#include "identity.h"
#include "modules/audit/event.h"
#include "modules/base/arena.h"

#define COLS "i.id, i.pid, i.person_id, i.company_id, i.type, t.words AS type_words, i.state," \
	" c.pid AS company_pid, c.name AS company"
#define FROM " FROM identity i JOIN identity_type t ON t.code = i.type" \
	" JOIN company c ON c.id = i.company_id"

DB_SQL(sql_list, "identity.list",
    "SELECT " COLS FROM " WHERE i.person_id = ? AND i.live = 1 ORDER BY t.place, i.id", 1, 9);
DB_SQL(sql_get, "identity.get",
    "SELECT " COLS FROM " WHERE i.pid = ? AND i.person_id = ? AND i.state = 'ACTIVE'", 2, 9);
DB_SQL(sql_find, "identity.find",
    "SELECT " COLS FROM " WHERE i.person_id = ? AND i.company_id = ? AND i.type = ?"
    " AND i.live = 1", 3, 9);
DB_SQL(sql_admin, "identity.admin", "SELECT " COLS FROM " WHERE i.admin_of = ?", 1, 9);
DB_SQL(sql_add, "identity.add",
    "INSERT INTO identity (pid, person_id, company_id, type, state, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?)", 6, 0);
DB_SQL(sql_type, "identity.type",
    "SELECT COUNT(*) FROM identity_type WHERE code = ?", 1, 1);
DB_SQL(sql_type_find, "identity.type_find",
    "SELECT code FROM identity_type WHERE CONVERT(code USING utf8mb4) = ? OR LOCATE(?, words) > 0"
    " ORDER BY CONVERT(code USING utf8mb4) <> ?, place LIMIT 1", 3, 1);

static const struct db_col cols[] = {
	DB_COL(identity, id), DB_COL(identity, pid), DB_COL(identity, person_id),
	DB_COL(identity, company_id), DB_COL(identity, type), DB_COL(identity, type_words),
	DB_COL(identity, state), DB_COL(identity, company_pid), DB_COL(identity, company),
};

int
identity_list(struct work *w, int64_t person_id, struct identity **out, size_t *n)
{
	return db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(person_id)));
}

int
identity_get(struct work *w, const struct pid *pid, int64_t person_id,
    struct identity *out)
{
	return db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(pid), DB_V(person_id)));
}

int
identity_find(struct work *w, int64_t person_id, int64_t company_id, const char *type,
    struct identity *out)
{
	return db_maybe(w, &sql_find, cols, out, DB_ARGS(DB_V(person_id), DB_V(company_id),
	    DB_V(type)));
}

int
identity_admin(struct work *w, int64_t company_id, struct identity *out)
{
	return db_maybe(w, &sql_admin, cols, out, DB_ARGS(DB_V(company_id)));
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

int
identity_add(struct work *w, int64_t person_id, int64_t company_id, const char *type,
    const char *state, struct identity *out)
{
	struct pid pid = pid_new();
	int64_t n, known;

	BUG_ON(!db_in_tx(w));
	if (db_int(w, &sql_type, &known, DB_ARGS(DB_V(type))) < 0)
		return -1;
	if (!known)
		return fault_field(w, "identity", "没有这种身份");
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(person_id),
	    DB_V(company_id), DB_V(type), DB_V(state), DB_V(w->now)));
	if (n == 0)
		return fault_field(w, "identity", "该身份已存在，或企业已有管理员");
	if (n < 0)
		return -1;
	*out = (struct identity){ .id = db_last_id(w), .pid = pid, .person_id = person_id,
	    .company_id = company_id, .type = type, .state = state };
	return event_add(w, "identity", out->id, "ADD", arena_printf(w->arena, "%s %s", type,
	    state));
}
