/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/seal.h"
#include "modules/audit/event.h"
#include "modules/base/text.h"
#include "person.h"

#define IN_ID		"person.id_number"
#define IN_PHONE	"person.phone"

#define COLS "p.id, p.pid, p.name, p.id_number, p.phone, p.complete, p.version"
#define MEMBER_COLS COLS ", i.id AS identity_id, i.pid AS identity_pid, i.type," \
	" t.words AS type_words"
#define MEMBERS " FROM identity i JOIN person p ON p.id = i.person_id" \
	" JOIN identity_type t ON t.code = i.type" \
	" WHERE i.company_id = ? AND i.state = 'ACTIVE'"

DB_SQL(sql_get, "person.get", "SELECT " COLS " FROM person p WHERE p.id = ?", 1, 7);
DB_SQL(sql_get_member, "person.get_member",
    "SELECT " MEMBER_COLS MEMBERS " AND p.pid = ? ORDER BY t.place LIMIT 1", 2, 11);
DB_SQL(sql_list_members, "person.list_members",
    "SELECT " MEMBER_COLS MEMBERS " ORDER BY t.place, p.name, p.id", 1, 11);
#define IN_COMPANY " FROM person p WHERE p.id IN (SELECT i.person_id FROM identity i" \
	" WHERE i.company_id = ? AND i.state = 'ACTIVE') AND (? = '' OR LOCATE(?, p.name) > 0" \
	" OR p.id_number_ix = ? OR p.phone_ix = ?)"
DB_SQL(sql_list_company, "person.list_company",
    "SELECT " COLS IN_COMPANY " ORDER BY p.name, p.id LIMIT ? OFFSET ?", 7, 7);
DB_SQL(sql_count_company, "person.count_company", "SELECT COUNT(*)" IN_COMPANY, 5, 1);
DB_SQL(sql_find_id, "person.find_id",
    "SELECT " COLS " FROM person p WHERE p.id_number_ix = ?", 1, 7);
DB_SQL(sql_find_phone, "person.find_phone",
    "SELECT " COLS " FROM person p WHERE p.phone_ix = ? LIMIT 2", 1, 7);
DB_SQL(sql_add, "person.add",
    "INSERT INTO person (pid, name, id_number, id_number_ix, phone, phone_ix, complete,"
    " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", 9, 0);
DB_SQL(sql_set, "person.set",
    "UPDATE person SET name = ?, id_number = ?, id_number_ix = ?, phone = ?,"
    " phone_ix = ?, complete = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ?", 9, 0);

/* As stored: numbers still sealed. */
struct person_row {
	int64_t		 id;
	struct pid	 pid;
	const char	*name;
	struct blob	 id_number, phone;
	int		 complete;
	int64_t		 version;
	int64_t		 identity_id;
	struct pid	 identity_pid;
	const char	*type, *type_words;
};

#define PERSON_DB_COLS \
	DB_COL(person_row, id), DB_COL(person_row, pid), DB_COL(person_row, name), \
	DB_COL(person_row, id_number), DB_COL(person_row, phone), \
	DB_COL(person_row, complete), DB_COL(person_row, version)
static const struct db_col cols[] = { PERSON_DB_COLS };
static const struct db_col member_cols[] = {
	PERSON_DB_COLS, DB_COL(person_row, identity_id), DB_COL(person_row, identity_pid),
	DB_COL(person_row, type), DB_COL(person_row, type_words),
};

static int
unseal(struct work *w, const struct person_row *r, struct person *out)
{
	*out = (struct person){ .id = r->id, .pid = r->pid, .name = r->name,
	    .complete = r->complete, .version = r->version };
	if (seal_open(w, IN_ID, &r->pid, r->id_number, &out->id_number) < 0)
		return -1;
	return seal_open(w, IN_PHONE, &r->pid, r->phone, &out->phone);
}

static int
unseal_member(struct work *w, const struct person_row *r, struct member *out)
{
	out->identity_id = r->identity_id;
	out->identity_pid = r->identity_pid;
	out->type = r->type;
	out->type_words = r->type_words;
	return unseal(w, r, &out->person);
}

int
person_get(struct work *w, int64_t id, struct person *out)
{
	struct person_row r;

	if (db_one(w, &sql_get, cols, &r, DB_ARGS(DB_V(id))) < 0)
		return -1;
	return unseal(w, &r, out);
}

int
person_get_member(struct work *w, const struct pid *pid, int64_t company_id,
    struct member *out)
{
	struct person_row r;

	if (db_one(w, &sql_get_member, member_cols, &r, DB_ARGS(DB_V(company_id),
		DB_V(pid))) < 0)
		return -1;
	return unseal_member(w, &r, out);
}

int
person_list_members(struct work *w, int64_t company_id, struct member **out, size_t *n)
{
	struct person_row *rows;

	if (db_list(w, &sql_list_members, member_cols, &rows, n, DB_ARGS(DB_V(company_id))) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, struct member, *n + 1);
	for (size_t i = 0; i < *n; i++)
		if (unseal_member(w, &rows[i], &(*out)[i]) < 0)
			return -1;
	return 0;
}

/* ---- look-ups by number ---- */

const char *
person_id_normal(struct work *w, const char *s)
{
	char *t = text_normal(w->arena, s);
	size_t n = strlen(t);

	if (n > 0 && t[n - 1] == 'x')
		t[n - 1] = 'X';
	return t;
}

static struct blob
index_of(struct work *w, const char *where, const char *normal)
{
	return normal == NULL ? (struct blob){ NULL, 0 } : seal_index(w, where, normal);
}

struct search {
	const char	*text;
	struct blob	 id_number, phone;	/* blind indexes of the text */
};

static struct search
search_of(struct work *w, const char *q)
{
	const char *text = text_normal(w->arena, q == NULL ? "" : q);

	return (struct search){ text, seal_index(w, IN_ID, person_id_normal(w, text)),
	    seal_index(w, IN_PHONE, phone_normal(w->arena, text)) };
}

int
person_list_company(struct work *w, int64_t company_id, const char *q, int64_t page,
    int64_t size, struct person **out, size_t *n)
{
	struct search s = search_of(w, q);
	int64_t offset = (page - 1) * size;
	struct person_row *rows;

	if (db_list(w, &sql_list_company, cols, &rows, n, DB_ARGS(DB_V(company_id),
		DB_V(s.text), DB_V(s.text), DB_V(s.id_number), DB_V(s.phone), DB_V(size),
		DB_V(offset))) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, struct person, *n + 1);
	for (size_t i = 0; i < *n; i++)
		if (unseal(w, &rows[i], &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
person_count_company(struct work *w, int64_t company_id, const char *q, int64_t *n)
{
	struct search s = search_of(w, q);

	return db_int(w, &sql_count_company, n, DB_ARGS(DB_V(company_id), DB_V(s.text),
	    DB_V(s.text), DB_V(s.id_number), DB_V(s.phone)));
}

int
person_find_id_number(struct work *w, const char *id_number, struct person *out)
{
	struct blob ix = seal_index(w, IN_ID, person_id_normal(w, id_number));
	struct person_row r;
	int rc = db_maybe(w, &sql_find_id, cols, &r, DB_ARGS(DB_V(ix)));

	return rc == 1 && unseal(w, &r, out) < 0 ? -1 : rc;
}

int
person_find_phone(struct work *w, const char *phone, struct person *out)
{
	struct blob ix = seal_index(w, IN_PHONE, phone_normal(w->arena, phone));
	struct person_row *rows;
	size_t n;

	if (db_list(w, &sql_find_phone, cols, &rows, &n, DB_ARGS(DB_V(ix))) < 0)
		return -1;
	if (n != 1)
		return 0;
	return unseal(w, &rows[0], out) < 0 ? -1 : 1;
}

/* ---- writing ---- */

size_t
person_missing(const struct person *p, const char *words[PERSON_MISSING_MAX])
{
	size_t n = 0;

	if (text_empty(p->name))
		words[n++] = "姓名";
	if (text_empty(p->id_number))
		words[n++] = "身份证号";
	if (text_empty(p->phone))
		words[n++] = "手机号";
	return n;
}

static void
normalise(struct work *w, struct person *p)
{
	const char *none[PERSON_MISSING_MAX];

	p->name = text_normal(w->arena, p->name);
	p->id_number = text_empty(p->id_number) ? NULL : person_id_normal(w, p->id_number);
	p->phone = text_empty(p->phone) ? NULL : phone_normal(w->arena, p->phone);
	p->complete = person_missing(p, none) == 0;
}

static int
known_already(struct work *w)
{
	return fault_field(w, "id_number", "该身份证号已登记");
}

int
person_add(struct work *w, struct person *p)
{
	int64_t n;

	BUG_ON(!db_in_tx(w));
	p->pid = pid_new();
	normalise(w, p);
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&p->pid), DB_V(p->name),
	    DB_V(seal_text(w, IN_ID, &p->pid, p->id_number)),
	    DB_V(index_of(w, IN_ID, p->id_number)),
	    DB_V(seal_text(w, IN_PHONE, &p->pid, p->phone)),
	    DB_V(index_of(w, IN_PHONE, p->phone)),
	    DB_V(p->complete), DB_V(w->now), DB_V(w->now)));
	if (n == 0)
		return known_already(w);
	if (n < 0)
		return -1;
	p->id = db_last_id(w);
	p->version = 1;
	return event_add(w, "person", p->id, "ADD", p->complete ? "complete" : "incomplete");
}

int
person_set(struct work *w, struct person *p)
{
	int64_t n;

	BUG_ON(!db_in_tx(w));
	normalise(w, p);
	n = db_exec(w, &sql_set, DB_ARGS(DB_V(p->name),
	    DB_V(seal_text(w, IN_ID, &p->pid, p->id_number)),
	    DB_V(index_of(w, IN_ID, p->id_number)),
	    DB_V(seal_text(w, IN_PHONE, &p->pid, p->phone)),
	    DB_V(index_of(w, IN_PHONE, p->phone)),
	    DB_V(p->complete), DB_V(w->now), DB_V(p->id), DB_V(p->version)));
	if (n < 0 && w->fault.code == ERR_CONFLICT) {
		fault_clear(w);
		return known_already(w);
	}
	if (n != 1)
		return n < 0 ? -1 : refuse(w, ERR_CONFLICT, "person was changed meanwhile");
	p->version++;
	return event_add(w, "person", p->id, "SET", p->complete ? "complete" : "incomplete");
}

/* ---- showing ---- */

const char *
person_id_masked(struct work *w, const struct person *p)
{
	return p->id_number == NULL ? "" : mask_id_number(w->arena, p->id_number);
}

const char *
person_phone_masked(struct work *w, const struct person *p)
{
	return p->phone == NULL ? "" : mask_phone(w->arena, p->phone);
}
