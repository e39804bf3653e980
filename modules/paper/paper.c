/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "code.h"
#include "db/scope.h"
#include "db/seal.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/file/store.h"
#include "paper.h"

#define COLS \
	"id, pid, form_id, version, scope, code, no, mac_key_id, data_sha256, pdf_sha256," \
	" file_id, pages, missing, at, state"
#define NCOLS 15

static const struct db_col cols[NCOLS] = {
	DB_COL(paper, id), DB_COL(paper, pid), DB_COL(paper, form_id),
	DB_COL(paper, version), DB_COL(paper, scope), DB_COL(paper, code),
	DB_COL(paper, no), DB_COL(paper, mac_key_id), DB_COL(paper, data_sha256),
	DB_COL(paper, pdf_sha256), DB_COL(paper, file_id), DB_COL(paper, pages),
	DB_COL(paper, missing), DB_COL(paper, at), DB_COL(paper, state),
};

SCOPED_SQL(sql_get, "paper.get", "SELECT " COLS " FROM paper", "", " AND pid = ?", 1, NCOLS);
DB_SQL(sql_current, "paper.current",
    "SELECT " COLS " FROM paper WHERE scope = ? AND form_id = ? AND live = 1", 2, NCOLS);
DB_SQL(sql_take, "paper.take",
    "SELECT " COLS " FROM paper WHERE scope = ? AND form_id = ? AND live = 1 FOR UPDATE",
    2, NCOLS);
DB_SQL(sql_add, "paper.add",
    "INSERT INTO paper (pid, form_id, version, scope, live, account_id, company_id,"
    " person_id, point_id, code, mac_key_id, no, data_sha256, pdf_sha256, file_id, pages,"
    " missing, at, state) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    18, 0);
DB_SQL(sql_supersede, "paper.supersede",
    "UPDATE paper SET state = 'SUPERSEDED', live = NULL WHERE id = ? AND live = 1", 1, 0);
DB_SQL(sql_accept, "paper.accept",
    "UPDATE paper SET state = 'ACCEPTED' WHERE id = ? AND live = 1 AND state = 'GENERATED'",
    1, 0);
DB_SQL(sql_note, "paper.note",
    "INSERT INTO paper_event (paper_id, from_state, to_state, actor_id, at)"
    " VALUES (?, ?, ?, ?, ?)", 5, 0);

static int
note(struct work *w, int64_t paper, const char *from, const char *to)
{
	int64_t who = w->actor == NULL ? 0 : w->actor->account_id;

	return db_exec(w, &sql_note, DB_ARGS(DB_V(paper), DB_V(from), DB_V(to), DB_V(who),
	    DB_V(w->now))) < 0 ? -1 : 0;
}

/* ---- reading ---- */

int
paper_get(struct work *w, const struct pid *pid, struct paper *out)
{
	struct db_val v[SCOPE_ARGS_MAX + 1];
	size_t n = scope_args(w, v);
	const struct db_sql *sql;

	v[n++] = DB_V(pid);
	return scope_sql(w, &sql_get, &sql) < 0 ||
	    db_one(w, sql, cols, out, SCOPE_ARGS(v, n)) < 0 ? -1 : 0;
}

int
paper_current(struct work *w, const char *scope, const char *form, struct paper *out)
{
	return db_maybe(w, &sql_current, cols, out, DB_ARGS(DB_V(scope), DB_V(form)));
}

static int
same_data(const struct paper *p, const unsigned char data[HASH_LEN])
{
	return p->data_sha256.n == HASH_LEN && memcmp(p->data_sha256.p, data, HASH_LEN) == 0;
}

static int
data_hash(struct work *w, const char *form, const struct json *values,
    unsigned char out[HASH_LEN])
{
	const char *hex;

	if (paper_hash(w, form, values, &hex) < 0)
		return -1;
	return hex_bytes(hex, out, HASH_LEN);
}

int
paper_fits(struct work *w, const struct paper *p, const struct json *values)
{
	unsigned char data[HASH_LEN];

	return data_hash(w, p->form_id, values, data) < 0 ? -1 : same_data(p, data);
}

int
paper_bytes(struct work *w, const struct paper *p, struct blob *pdf)
{
	struct file f;

	return file_get_id(w, p->file_id, &f) < 0 || store_read(w, &f, pdf) < 0 ? -1 : 0;
}

struct json *
paper_json(struct work *w, const struct paper *p)
{
	struct json *j = js_object(w);
	const char *pid = pid_text(w, &p->pid);

	js_put_text(j, "pid", pid);
	js_put_text(j, "url", arena_printf(w->arena, "/api/papers/%s", pid));
	js_put_text(j, "form_id", p->form_id);
	js_put_int(j, "version", p->version);
	js_put_text(j, "code", p->code);
	js_put_int(j, "pages", p->pages);
	js_put_int(j, "at", p->at);
	js_put_text(j, "state", p->state);
	js_put_text(j, "missing", p->missing);
	return j;
}

/* ---- making ---- */

struct making {
	const struct paper_ask	*ask;
	const struct paper	*before;	/* NULL: the first version */
	struct paper		*out;
	struct file		 file;
};

/* 60 random bits; the same for all versions, so people can quote it. */
static const char *
new_code(struct work *w)
{
	unsigned char random[10];

	crypto_random(random, sizeof(random));
	return arena_strndup(w->arena, base32_text(w->arena, random, sizeof(random)),
	    CODE_ID_LEN);
}

static const char *
missing_text(struct work *w, const struct paper_pdf *pdf)
{
	const char *s = NULL;

	for (unsigned i = 0; i < pdf->nmissing && (s == NULL || strlen(s) < 180); i++)
		s = arena_printf(w->arena, "%s%sU+%04X", s == NULL ? "" : s,
		    s == NULL ? "" : " ", (unsigned)pdf->missing[i]);
	return s;
}

/* Draws the next version and puts its bytes into the store. */
static int
draw(struct work *w, struct making *m, const unsigned char data[HASH_LEN])
{
	struct paper *p = m->out;
	struct paper_stamp stamp;
	struct paper_pdf pdf;

	*p = (struct paper){ .pid = pid_new(), .form_id = m->ask->form,
		.version = m->before == NULL ? 1 : m->before->version + 1,
		.scope = m->ask->scope, .no = m->ask->no == NULL ? "" : m->ask->no,
		.code = m->before == NULL ? new_code(w) : m->before->code,
		.mac_key_id = keyring_id(w->keys), .at = w->now, .state = PAPER_GENERATED };
	stamp = (struct paper_stamp){ .id = p->code, .version = p->version, .no = p->no,
		.at = p->at, .key = keyring_key(w->keys, KEY_PAPER) };
	if (p->version > PAPER_VERSION_MAX)
		return refuse_say(w, ERR_LIMIT, NULL, "生成次数过多，请联系客服");
	if (paper_render(w, m->ask->form, m->ask->values, &stamp, &pdf) < 0 ||
	    store_put_bytes(w, pdf.bytes, &m->file) < 0)
		return -1;
	m->file.type = "pdf";
	m->file.purpose = "paper";
	m->file.pages = p->pages = (int)pdf.pages;
	p->data_sha256 = (struct blob){ arena_memdup(w->arena, data, HASH_LEN), HASH_LEN };
	p->pdf_sha256 = m->file.sha256;
	p->missing = missing_text(w, &pdf);
	return 0;
}

/* The version we replace must still be the current one. */
static int
supersede(struct work *w, const struct making *m)
{
	struct paper now;
	int has = db_maybe(w, &sql_take, cols, &now, DB_ARGS(DB_V(m->ask->scope),
	    DB_V(m->ask->form)));

	if (has < 0)
		return -1;
	if (has != (m->before != NULL) || (has && now.id != m->before->id))
		return refuse(w, ERR_CONFLICT, "paper %s %s was made meanwhile", m->ask->form,
		    m->ask->scope);
	if (!has)
		return 0;
	if (db_exec_one(w, &sql_supersede, DB_ARGS(DB_V(now.id))) < 0)
		return -1;
	return note(w, now.id, now.state, PAPER_SUPERSEDED);
}

static int
add(struct work *w, void *arg)
{
	struct making *m = arg;
	const struct paper_ask *a = m->ask;
	struct paper *p = m->out;

	if (supersede(w, m) < 0 || file_add(w, &m->file) < 0)
		return -1;
	p->file_id = m->file.id;
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&p->pid), DB_V(p->form_id), DB_V(p->version),
		DB_V(p->scope), DB_V(a->account_id), DB_V(a->company_id), DB_V(a->person_id),
		DB_V(a->point_id), DB_V(p->code), DB_V(p->mac_key_id), DB_V(p->no),
		DB_V(p->data_sha256), DB_V(p->pdf_sha256), DB_V(p->file_id), DB_V(p->pages),
		DB_V(p->missing), DB_V(p->at), DB_V(p->state))) < 0)
		return -1;
	p->id = db_last_id(w);
	return note(w, p->id, "", p->state);
}

int
paper_make(struct work *w, const struct paper_ask *ask, struct paper *out)
{
	struct paper before;
	struct making m = { .ask = ask, .out = out };
	unsigned char data[HASH_LEN];
	int has, rc;

	if (data_hash(w, ask->form, ask->values, data) < 0 ||
	    (has = paper_current(w, ask->scope, ask->form, &before)) < 0)
		return -1;
	if (has && same_data(&before, data)) {
		*out = before;
		return 0;
	}
	m.before = has ? &before : NULL;
	if (draw(w, &m, data) < 0)
		return -1;
	rc = db_in_tx(w) ? add(w, &m) : db_tx(w, add, &m);
	if (rc < 0 && w->fault.code != ERR_BUSY)	/* BUSY: the row may be there */
		store_drop(w, &m.file.pid);
	return rc;
}

int
paper_accept(struct work *w, struct paper *p)
{
	if (db_exec_one(w, &sql_accept, DB_ARGS(DB_V(p->id))) < 0 ||
	    note(w, p->id, p->state, PAPER_ACCEPTED) < 0)
		return -1;
	p->state = PAPER_ACCEPTED;
	return 0;
}
