/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "parcel.h"

#define COLS \
	"id, pid, order_id, carrier, waybill, state, version, created_at, shipped_at, received_at"
#define NCOLS 10

static const struct db_col cols[NCOLS] = {
	DB_COL(parcel, id), DB_COL(parcel, pid), DB_COL(parcel, order_id),
	DB_COL(parcel, carrier), DB_COL(parcel, waybill), DB_COL(parcel, state),
	DB_COL(parcel, version), DB_COL(parcel, created_at), DB_COL(parcel, shipped_at),
	DB_COL(parcel, received_at),
};

DB_SQL(sql_of_order, "parcel.of_order", "SELECT " COLS " FROM parcel WHERE order_id = ?",
    1, NCOLS);
DB_SQL(sql_add, "parcel.add",
    "INSERT INTO parcel (pid, order_id, state, version, created_at)"
    " VALUES (?, ?, 'TO_SHIP', 1, ?)", 3, 0);
DB_SQL(sql_move, "parcel.move",
    "UPDATE parcel SET state = ?, carrier = ?, waybill = ?, shipped_at = ?, received_at = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 7, 0);
DB_SQL(sql_waybill, "parcel.waybill",
    "SELECT COUNT(*) FROM parcel WHERE carrier = ? AND waybill = ? AND id <> ?", 3, 1);
DB_SQL(sql_note, "parcel.note",
    "INSERT INTO parcel_event (parcel_id, act, from_state, to_state, actor_id, actor, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)", 7, 0);

static const struct {
	const char	*state, *words;
} states[] = {
	{ "TO_SHIP", "待发货" }, { "SHIPPED", "已发货" }, { "RECEIVED", "已收货" },
	{ "VOID", "已取消" },
};

const char *
parcel_state_words(const char *state)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (strcmp(states[i].state, state) == 0)
			return states[i].words;
	return state;
}

int
parcel_of_order(struct work *w, int64_t order_id, struct parcel **out)
{
	struct parcel *p = ARENA_NEW(w->arena, struct parcel);
	int found = db_maybe(w, &sql_of_order, cols, p, DB_ARGS(DB_V(order_id)));

	*out = found == 1 ? p : NULL;
	return found < 0 ? -1 : 0;
}

static int
note(struct work *w, const struct parcel *p, const char *act, const char *from)
{
	return db_exec(w, &sql_note, DB_ARGS(DB_V(p->id), DB_V(act), DB_V(from), DB_V(p->state),
	    DB_V(w->actor->account_id), DB_V(w->actor->name), DB_V(w->now))) < 0 ? -1 : 0;
}

int
parcel_add(struct work *w, int64_t order_id, struct parcel **out)
{
	struct parcel *p = ARENA_NEW(w->arena, struct parcel);

	*p = (struct parcel){ .pid = pid_new(), .order_id = order_id, .state = "TO_SHIP",
	    .version = 1, .created_at = w->now };
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&p->pid), DB_V(order_id), DB_V(w->now))) < 0)
		return -1;
	p->id = db_last_id(w);
	*out = p;
	return note(w, p, "OPEN", "NONE");
}

/* The chain has no branch, so the step table is one expected state. */
static int
move(struct work *w, struct parcel *p, const char *act, const char *from, const char *to)
{
	if (strcmp(p->state, from) != 0)
		return refuse(w, ERR_CONFLICT, "parcel %lld: no %s from %s", (long long)p->id,
		    act, p->state);
	if (db_exec_one(w, &sql_move, DB_ARGS(DB_V(to), DB_V(p->carrier), DB_V(p->waybill),
		DB_OR_NULL(p->shipped_at), DB_OR_NULL(p->received_at), DB_V(p->id),
		DB_V(p->version))) < 0)
		return -1;
	p->state = to;
	p->version++;
	return note(w, p, act, from);
}

int
parcel_ship(struct work *w, struct parcel *p, const char *carrier, const char *waybill)
{
	int64_t others;

	if (db_int(w, &sql_waybill, &others, DB_ARGS(DB_V(carrier), DB_V(waybill),
		DB_V(p->id))) < 0)
		return -1;
	if (others > 0)
		return refuse_say(w, ERR_INVALID, "waybill", "该运单号已用于另一笔订单，请核对");
	p->carrier = carrier;
	p->waybill = waybill;
	p->shipped_at = w->now;
	return move(w, p, "SHIP", "TO_SHIP", "SHIPPED");
}

int
parcel_receive(struct work *w, struct parcel *p)
{
	p->received_at = w->now;
	return move(w, p, "RECEIVE", "SHIPPED", "RECEIVED");
}

int
parcel_void(struct work *w, struct parcel *p)
{
	return move(w, p, "VOID", "TO_SHIP", "VOID");
}
