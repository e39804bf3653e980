/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/scope.h"
#include "db/seal.h"
#include "db/step.h"
#include "invoice.h"
#include "modules/base/json.h"

#define DATA	"invoice.data"
#define FROM	" FROM invoice i"

const struct db_col invoice_cols[INVOICE_NCOLS] = {
	DB_COL(invoice, id), DB_COL(invoice, pid), DB_COL(invoice, no),
	DB_COL(invoice, group_id), DB_COL(invoice, refund_id), DB_COL(invoice, blue_id),
	DB_COL(invoice, account_id), DB_COL(invoice, company_id), DB_COL(invoice, person_id),
	DB_COL(invoice, point_id), DB_COL(invoice, orders), DB_COL(invoice, type),
	DB_COL(invoice, sends), DB_COL(invoice, title), DB_COL(invoice, tax_no),
	DB_COL(invoice, data), DB_COL(invoice, fen), DB_COL(invoice, state_code),
	DB_COL(invoice, paid_at), DB_COL(invoice, batch), DB_COL(invoice, code),
	DB_COL(invoice, number), DB_COL(invoice, issued_on), DB_COL(invoice, link),
	DB_COL(invoice, carrier), DB_COL(invoice, waybill), DB_COL(invoice, mails),
	DB_COL(invoice, words), DB_COL(invoice, version), DB_COL(invoice, created_at),
	DB_COL(invoice, red_fen), DB_COL(invoice, blue_number),
};

SCOPED_SQL(sql_get, "invoice.get", "SELECT " INVOICE_COLS FROM, "i.", " AND i.pid = ?", 1,
    INVOICE_NCOLS);
DB_SQL(sql_take_id, "invoice.take_id",
    "SELECT " INVOICE_COLS FROM " WHERE i.id = ? FOR UPDATE", 1, INVOICE_NCOLS);
DB_SQL(sql_take_of, "invoice.take_of",
    "SELECT " INVOICE_COLS FROM " WHERE i.group_id = ? AND i.refund_id = ? FOR UPDATE", 2,
    INVOICE_NCOLS);
DB_SQL(sql_take_no, "invoice.take_no",
    "SELECT " INVOICE_COLS FROM " WHERE i.no = ? FOR UPDATE", 1, INVOICE_NCOLS);
DB_SQL(sql_of_group, "invoice.of_group",
    "SELECT " INVOICE_COLS FROM " WHERE i.group_id = ? AND i.refund_id = 0", 1,
    INVOICE_NCOLS);
DB_SQL(sql_reds, "invoice.reds",
    "SELECT " INVOICE_COLS FROM " WHERE i.blue_id = ? ORDER BY i.id", 1, INVOICE_NCOLS);
DB_SQL(sql_taken, "invoice.number_taken",
    "SELECT COUNT(*) FROM invoice WHERE number = ? AND code = ? AND id <> ?", 3, 1);
DB_SQL(sql_add, "invoice.add",
    "INSERT INTO invoice (pid, no, group_id, refund_id, blue_id, account_id, company_id,"
    " person_id, point_id, orders, type, sends, title, tax_no, data, fen, state, paid_at,"
    " version, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)", 19, 0);
DB_SQL(sql_move, "invoice.move",
    "UPDATE invoice SET state = ?, paid_at = ?, batch = ?, code = ?, number = ?,"
    " issued_on = ?, link = ?, carrier = ?, waybill = ?, words = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 12, 0);
DB_SQL(sql_change, "invoice.change",
    "UPDATE invoice SET title = ?, tax_no = ?, data = ?, fen = ?, mails = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 7, 0);
DB_SQL(sql_note, "invoice.note",
    "INSERT INTO invoice_event (invoice_id, act, from_state, to_state, actor_id, actor,"
    " words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

static const struct step_book book = { &invoice_machine, &sql_move, &sql_note };

unsigned
invoice_traits(const struct invoice *v)
{
	return (strcmp(v->sends, "MAIL") == 0 ? (unsigned)INVOICE_MAIL : 0) |
	    (v->refund_id != 0 ? (unsigned)INVOICE_RED : 0);
}

int
invoice_open(struct work *w, struct invoice *v)
{
	int s = invoice_state_of(v->state_code);
	const char *plain;
	struct json *j;

	if (s < 0)
		return refuse(w, ERR_BUG, "invoice %s: state %s", v->no, v->state_code);
	v->state = (enum invoice_state)s;
	if (seal_open(w, DATA, &v->pid, v->data, &plain) < 0 ||
	    js_parse(w, plain, strlen(plain), &j) < 0)
		return -1;
	v->heading = (struct heading){ .name = v->title, .tax_no = v->tax_no };
	heading_fill(j, &v->heading);
	v->recipient = js_get(j, "recipient");
	if (js_is_null(v->recipient))
		v->recipient = NULL;
	return 0;
}

static struct blob
closed(struct work *w, const struct invoice *v)
{
	struct json *j = heading_data(w, &v->heading);

	js_put(j, "recipient", v->recipient);
	return seal_text(w, DATA, &v->pid, js_canonical(w, j));
}

/* ---- reading ---- */

int
invoice_get(struct work *w, const struct pid *pid, struct invoice **out)
{
	struct db_val v[SCOPE_ARGS_MAX + 1];
	size_t n = scope_args(w, v);
	const struct db_sql *sql;

	*out = ARENA_NEW(w->arena, struct invoice);
	v[n++] = DB_V(pid);
	if (scope_sql(w, &sql_get, &sql) < 0 ||
	    db_one(w, sql, invoice_cols, *out, SCOPE_ARGS(v, n)) < 0)
		return -1;
	return invoice_open(w, *out);
}

int
invoice_take_id(struct work *w, int64_t id, struct invoice **out)
{
	*out = ARENA_NEW(w->arena, struct invoice);
	return db_one(w, &sql_take_id, invoice_cols, *out, DB_ARGS(DB_V(id))) < 0 ? -1 :
	    invoice_open(w, *out);
}

static int
maybe(struct work *w, const struct db_sql *sql, struct db_args args, struct invoice **out)
{
	int rc;

	*out = ARENA_NEW(w->arena, struct invoice);
	rc = db_maybe(w, sql, invoice_cols, *out, args);
	return rc == 1 && invoice_open(w, *out) < 0 ? -1 : rc;
}

int
invoice_take_of(struct work *w, int64_t group_id, int64_t refund_id, struct invoice **out)
{
	return maybe(w, &sql_take_of, DB_ARGS(DB_V(group_id), DB_V(refund_id)), out);
}

int
invoice_of_group(struct work *w, int64_t group_id, struct invoice **out)
{
	return maybe(w, &sql_of_group, DB_ARGS(DB_V(group_id)), out);
}

int
invoice_take_no(struct work *w, const char *no, struct invoice **out)
{
	return maybe(w, &sql_take_no, DB_ARGS(DB_V(no)), out);
}

int
invoice_reds(struct work *w, int64_t blue_id, struct invoice **out, size_t *n)
{
	if (db_list(w, &sql_reds, invoice_cols, out, n, DB_ARGS(DB_V(blue_id))) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (invoice_open(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
invoice_number_taken(struct work *w, const char *code, const char *number, int64_t id,
    int *yes)
{
	int64_t n;

	if (db_int(w, &sql_taken, &n, DB_ARGS(DB_V(number), DB_V(code), DB_V(id))) < 0)
		return -1;
	*yes = n > 0;
	return 0;
}

/* ---- writing ---- */

int
invoice_add(struct work *w, struct invoice *v)
{
	BUG_ON(!db_in_tx(w));
	v->pid = pid_new();
	v->state = INVOICE_NOT_WANTED;
	v->state_code = invoice_state_code(v->state);
	v->title = v->heading.name;
	v->tax_no = v->heading.tax_no;
	v->code = v->batch = "";
	v->version = 1;
	v->created_at = w->now;
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&v->pid), DB_V(v->no), DB_V(v->group_id),
		DB_V(v->refund_id), DB_V(v->blue_id), DB_V(v->account_id), DB_V(v->company_id),
		DB_V(v->person_id), DB_OR_NULL(v->point_id), DB_V(v->orders), DB_V(v->type),
		DB_V(v->sends), DB_V(v->title), DB_V(v->tax_no), DB_V(closed(w, v)),
		DB_V(v->fen), DB_V(v->state_code), DB_OR_NULL(v->paid_at), DB_V(w->now))) < 0)
		return -1;
	v->id = db_last_id(w);
	return step_note(w, &book, DB_ARGS(DB_V(v->id)), INVOICE_ACT_OPEN, "NONE", v->state, NULL);
}

int
invoice_move(struct work *w, struct invoice *v, enum invoice_act act, const char *words)
{
	const struct step *s = step_ask(w, &invoice_machine, v->no, v->state, act,
	    invoice_traits(v), 0);

	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(v->id)), &v->version,
		DB_ARGS(DB_OR_NULL(v->paid_at), DB_V(v->batch), DB_V(v->code), DB_V(v->number),
		    DB_V(v->issued_on), DB_V(v->link), DB_V(v->carrier), DB_V(v->waybill),
		    DB_V(v->words)), words) < 0)
		return -1;
	v->state = s->to;
	v->state_code = invoice_state_code(v->state);
	return 0;
}

static int
write_and_note(struct work *w, struct invoice *v, enum invoice_act act, const char *words)
{
	BUG_ON(!db_in_tx(w));
	v->title = v->heading.name;
	v->tax_no = v->heading.tax_no;
	if (db_exec_one(w, &sql_change, DB_ARGS(DB_V(v->title), DB_V(v->tax_no),
		DB_V(closed(w, v)), DB_V(v->fen), DB_V(v->mails), DB_V(v->id),
		DB_V(v->version))) < 0)
		return -1;
	v->version++;
	return step_note(w, &book, DB_ARGS(DB_V(v->id)), (int)act, v->state_code, v->state,
	    words);
}

int
invoice_change(struct work *w, struct invoice *v, const char *words)
{
	return write_and_note(w, v, INVOICE_ACT_CHANGE, words);
}

int
invoice_fen_set(struct work *w, struct invoice *v, int64_t fen, const char *words)
{
	v->fen = fen;
	return write_and_note(w, v, INVOICE_ACT_CHANGE, words);
}

int
invoice_mailed(struct work *w, struct invoice *v, const char *words)
{
	v->mails++;
	return write_and_note(w, v, INVOICE_ACT_RESEND, words);
}
