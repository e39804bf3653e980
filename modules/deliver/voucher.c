/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "db/seal.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "voucher.h"

#define COLS \
	"id, pid, order_id, point_id, code, state, version, issued_at, used_at, used_by"
#define NCOLS 10
#define WHERE_CODE	"voucher.code"		/* name of the sealed column */

static const struct db_col cols[NCOLS] = {
	DB_COL(voucher, id), DB_COL(voucher, pid), DB_COL(voucher, order_id),
	DB_COL(voucher, point_id), DB_COL(voucher, code), DB_COL(voucher, state),
	DB_COL(voucher, version), DB_COL(voucher, issued_at), DB_COL(voucher, used_at),
	DB_COL(voucher, used_by),
};

DB_SQL(sql_of_order, "voucher.of_order",
    "SELECT " COLS " FROM voucher WHERE order_id = ? ORDER BY id DESC LIMIT 1", 1, NCOLS);
DB_SQL(sql_find, "voucher.find",
    "SELECT " COLS " FROM voucher WHERE code_ix = ? AND point_id = ?", 2, NCOLS);
DB_SQL(sql_used, "voucher.used",
    "SELECT v.order_id, v.used_at, e.actor AS clerk FROM voucher v"
    " JOIN voucher_event e ON e.voucher_id = v.id AND e.act = 'USE'"
    " WHERE v.point_id = ? AND v.used_at >= ? AND v.used_at < ?"
    " ORDER BY v.used_at, v.id LIMIT 1000", 3, 3);
DB_SQL(sql_used_count, "voucher.used_count",
    "SELECT COUNT(*) FROM voucher WHERE point_id = ? AND used_at >= ? AND used_at < ?", 3, 1);
DB_SQL(sql_take, "voucher.take", "SELECT " COLS " FROM voucher WHERE id = ? FOR UPDATE",
    1, NCOLS);
DB_SQL(sql_add, "voucher.add",
    "INSERT INTO voucher (pid, order_id, live_order, point_id, code, code_ix, state, version,"
    " issued_at) VALUES (?, ?, ?, ?, ?, ?, 'ISSUED', 1, ?)", 7, 0);
DB_SQL(sql_move, "voucher.move",
    "UPDATE voucher SET state = ?, live_order = ?, used_at = ?, used_by = ?,"
    " version = version + 1 WHERE id = ? AND state = 'ISSUED' AND version = ?", 6, 0);
DB_SQL(sql_note, "voucher.note",
    "INSERT INTO voucher_event (voucher_id, act, from_state, to_state, actor_id, actor, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)", 7, 0);

const char *
voucher_state_words(const char *state)
{
	return strcmp(state, "ISSUED") == 0 ? "待领取" : strcmp(state, "USED") == 0 ? "已领取" :
	    "已作废";
}

const char *
voucher_code_words(struct work *w, const char *code)
{
	return arena_printf(w->arena, "%.5s-%s", code, code + 5);
}

/* The alphabet has no 0, 1 and 8: whoever types them means O, I and B. */
static char
code_char(char c)
{
	c = (char)toupper((unsigned char)c);
	c = c == '0' ? 'O' : c == '1' ? 'I' : c == '8' ? 'B' : c;
	return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7') ? c : '\0';
}

const char *
voucher_code_normal(struct work *w, const char *typed)
{
	char *out = arena_alloc(w->arena, VOUCHER_CODE_LEN + 1);
	size_t n = 0;

	for (const char *s = typed == NULL ? "" : typed; *s != '\0'; s++) {
		if (*s == ' ' || *s == '-')
			continue;
		if (n == VOUCHER_CODE_LEN || (out[n++] = code_char(*s)) == '\0')
			return NULL;
	}
	return n == VOUCHER_CODE_LEN ? out : NULL;
}

int
voucher_of_order(struct work *w, int64_t order_id, struct voucher **out)
{
	struct voucher *v = ARENA_NEW(w->arena, struct voucher);
	int found = db_maybe(w, &sql_of_order, cols, v, DB_ARGS(DB_V(order_id)));

	*out = found == 1 ? v : NULL;
	return found < 0 ? -1 : 0;
}

int
voucher_used(struct work *w, int64_t point_id, int64_t from, int64_t to,
    struct voucher_use **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(voucher_use, order_id), DB_COL(voucher_use, used_at),
		DB_COL(voucher_use, clerk),
	};

	return db_list(w, &sql_used, c, out, n, DB_ARGS(DB_V(point_id), DB_V(from), DB_V(to)));
}

int
voucher_used_count(struct work *w, int64_t point_id, int64_t from, int64_t to, int64_t *n)
{
	return db_int(w, &sql_used_count, n, DB_ARGS(DB_V(point_id), DB_V(from), DB_V(to)));
}

int
voucher_code(struct work *w, const struct voucher *v, const char **out)
{
	return seal_open(w, WHERE_CODE, &v->pid, v->code, out);
}

int
voucher_find(struct work *w, const char *code, struct voucher **out)
{
	struct voucher *v = ARENA_NEW(w->arena, struct voucher);
	struct blob ix = seal_index(w, WHERE_CODE, code);
	int found = db_maybe(w, &sql_find, cols, v, DB_ARGS(DB_V(ix),
	    DB_V(w->actor->point_id)));

	*out = v;
	if (found == 0)
		return refuse_say(w, ERR_NOTFOUND, "code",
		    "没有找到该领取码，请核对领取码和办理点");
	return found < 0 ? -1 : 0;
}

static int
note(struct work *w, const struct voucher *v, const char *act, const char *from)
{
	return db_exec(w, &sql_note, DB_ARGS(DB_V(v->id), DB_V(act), DB_V(from), DB_V(v->state),
	    DB_V(w->actor->account_id), DB_V(w->actor->name), DB_V(w->now))) < 0 ? -1 : 0;
}

static const char *
new_code(struct work *w)
{
	unsigned char dice[7];

	crypto_random(dice, sizeof(dice));
	return arena_strndup(w->arena, base32_text(w->arena, dice, sizeof(dice)),
	    VOUCHER_CODE_LEN);
}

int
voucher_add(struct work *w, int64_t order_id, int64_t point_id, struct voucher **out)
{
	struct voucher *v = ARENA_NEW(w->arena, struct voucher);
	const char *code = new_code(w);

	*v = (struct voucher){ .pid = pid_new(), .order_id = order_id, .point_id = point_id,
	    .state = "ISSUED", .version = 1, .issued_at = w->now };
	v->code = seal_text(w, WHERE_CODE, &v->pid, code);
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&v->pid), DB_V(order_id), DB_V(order_id),
		DB_V(point_id), DB_V(v->code), DB_V(seal_index(w, WHERE_CODE, code)),
		DB_V(w->now))) < 0)
		return -1;
	v->id = db_last_id(w);
	*out = v;
	return note(w, v, "ISSUE", "NONE");
}

int
voucher_take(struct work *w, int64_t id, struct voucher **out)
{
	*out = ARENA_NEW(w->arena, struct voucher);
	return db_one(w, &sql_take, cols, *out, DB_ARGS(DB_V(id)));
}

int
voucher_use(struct work *w, struct voucher *v)
{
	if (strcmp(v->state, "ISSUED") != 0)
		return refuse_say(w, ERR_CONFLICT, "code", "%s",
		    strcmp(v->state, "USED") == 0 ? "该领取码已使用过，不能重复领取" :
		    "该领取码已作废，请使用新的领取码");
	if (db_exec_one(w, &sql_move, DB_ARGS(DB_V("USED"), DB_V(v->order_id), DB_V(w->now),
		DB_V(w->actor->account_id), DB_V(v->id), DB_V(v->version))) < 0)
		return -1;
	v->state = "USED";
	v->version++;
	v->used_at = w->now;
	v->used_by = w->actor->account_id;
	return note(w, v, "USE", "ISSUED");
}

int
voucher_void(struct work *w, struct voucher *v)
{
	struct db_val none = { .type = DB_NULL };

	if (db_exec_one(w, &sql_move, DB_ARGS(DB_V("VOID"), none, none, none, DB_V(v->id),
		DB_V(v->version))) < 0)
		return -1;
	v->state = "VOID";
	v->version++;
	return note(w, v, "VOID", "ISSUED");
}
