/* SPDX-License-Identifier: MIT */
#include "db/step.h"
#include "parcel.h"

#define COLS \
	"id, pid, order_id, carrier, waybill, state, version, created_at, shipped_at, received_at"
#define NCOLS 10

static const struct db_col cols[NCOLS] = {
	DB_COL(parcel, id), DB_COL(parcel, pid), DB_COL(parcel, order_id),
	DB_COL(parcel, carrier), DB_COL(parcel, waybill), DB_COL(parcel, state_code),
	DB_COL(parcel, version), DB_COL(parcel, created_at), DB_COL(parcel, shipped_at),
	DB_COL(parcel, received_at),
};

DB_SQL(sql_of_order, "parcel.of_order", "SELECT " COLS " FROM parcel WHERE order_id = ?",
    1, NCOLS);
DB_SQL(sql_add, "parcel.add",
    "INSERT INTO parcel (pid, order_id, state, version, created_at)"
    " VALUES (?, ?, ?, 1, ?)", 4, 0);
DB_SQL(sql_move, "parcel.move",
    "UPDATE parcel SET state = ?, carrier = ?, waybill = ?, shipped_at = ?, received_at = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 7, 0);
DB_SQL(sql_waybill, "parcel.waybill",
    "SELECT COUNT(*) FROM parcel WHERE carrier = ? AND waybill = ? AND id <> ?", 3, 1);
DB_SQL(sql_note, "parcel.note",
    "INSERT INTO parcel_event (parcel_id, act, from_state, to_state, actor_id, actor, words,"
    " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

static const struct step_book book = { &parcel_machine, &sql_move, &sql_note };

static int
decode(struct work *w, struct parcel *p)
{
	int state = parcel_state_of(p->state_code);

	if (state < 0)
		return refuse(w, ERR_BUG, "parcel %lld: state %s", (long long)p->id,
		    p->state_code);
	p->state = (enum parcel_state)state;
	return 0;
}

int
parcel_of_order(struct work *w, int64_t order_id, struct parcel **out)
{
	struct parcel *p = ARENA_NEW(w->arena, struct parcel);
	int found = db_maybe(w, &sql_of_order, cols, p, DB_ARGS(DB_V(order_id)));

	*out = found == 1 ? p : NULL;
	return found < 0 ? -1 : found == 0 ? 0 : decode(w, p);
}

struct sent_row {
	int64_t	order_id;
};

DB_SQL(sql_sent, "parcel.sent_between",
    "SELECT order_id FROM parcel WHERE shipped_at >= ? AND shipped_at < ?"
    " AND state IN ('SHIPPED', 'RECEIVED') ORDER BY shipped_at, id LIMIT 200", 2, 1);

int
parcel_sent_between(struct work *w, int64_t from, int64_t to, int64_t **out, size_t *n)
{
	static const struct db_col c[] = { DB_COL(sent_row, order_id) };
	struct sent_row *rows;

	if (db_list(w, &sql_sent, c, &rows, n, DB_ARGS(DB_V(from), DB_V(to))) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, int64_t, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = rows[i].order_id;
	return 0;
}

int
parcel_add(struct work *w, int64_t order_id, struct parcel **out)
{
	struct parcel *p = ARENA_NEW(w->arena, struct parcel);
	const char *state = parcel_state_code(PARCEL_TO_SHIP);

	*p = (struct parcel){ .pid = pid_new(), .order_id = order_id, .state_code = state,
	    .state = PARCEL_TO_SHIP, .version = 1, .created_at = w->now };
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&p->pid), DB_V(order_id), DB_V(state),
		DB_V(w->now))) < 0)
		return -1;
	p->id = db_last_id(w);
	*out = p;
	return step_note(w, &book, DB_ARGS(DB_V(p->id)), PARCEL_ACT_OPEN, "NONE", p->state, NULL);
}

static int
move(struct work *w, struct parcel *p, enum parcel_act act, const char *words)
{
	const struct step *s = step_ask(w, &parcel_machine, pid_text(w, &p->pid), p->state, act,
	    0, 0);

	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(p->id)), &p->version,
		DB_ARGS(DB_V(p->carrier), DB_V(p->waybill), DB_OR_NULL(p->shipped_at),
		    DB_OR_NULL(p->received_at)), words) < 0)
		return -1;
	p->state = s->to;
	p->state_code = parcel_state_code(p->state);
	return 0;
}

/* The old waybill stays in the history, the row holds the one under way. */
int
parcel_ship(struct work *w, struct parcel *p, const char *carrier, const char *waybill)
{
	int64_t others;

	if (db_int(w, &sql_waybill, &others, DB_ARGS(DB_V(carrier), DB_V(waybill),
		DB_V(p->id))) < 0)
		return -1;
	if (others > 0)
		return refuse_say(w, ERR_INVALID, "waybill", "该运单号已用于另一笔订单，请核对");
	if (p->state == PARCEL_RETURNED_TO_SENDER && move(w, p, PARCEL_ACT_AGAIN, NULL) < 0)
		return -1;
	p->carrier = carrier;
	p->waybill = waybill;
	p->shipped_at = w->now;
	return move(w, p, PARCEL_ACT_SHIP,
	    arena_printf(w->arena, "%s %s", carrier, waybill));
}

int
parcel_receive(struct work *w, struct parcel *p)
{
	p->received_at = w->now;
	return move(w, p, PARCEL_ACT_RECEIVE, NULL);
}

int
parcel_sent_back(struct work *w, struct parcel *p, const char *words)
{
	return move(w, p, PARCEL_ACT_SENT_BACK, words);
}

int
parcel_void(struct work *w, struct parcel *p)
{
	return move(w, p, PARCEL_ACT_VOID, NULL);
}
