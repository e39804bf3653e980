/* SPDX-License-Identifier: MIT */
#include <ctype.h>

#include "db/step.h"
#include "token.h"

#define COLS \
	"id, pid, serial, media_vendor, model, state, cert_id, point_id, first_handout_at," \
	" version"
#define NCOLS 10

static const struct db_col cols[NCOLS] = {
	DB_COL(token, id), DB_COL(token, pid), DB_COL(token, serial),
	DB_COL(token, media_vendor), DB_COL(token, model), DB_COL(token, state_code),
	DB_COL(token, cert_id), DB_COL(token, point_id), DB_COL(token, first_handout_at),
	DB_COL(token, version),
};

DB_SQL(sql_find, "token.find", "SELECT " COLS " FROM token WHERE serial = ?", 1, NCOLS);
DB_SQL(sql_of_cert, "token.of_cert",
    "SELECT " COLS " FROM token WHERE cert_id = ? ORDER BY id DESC LIMIT 1", 1, NCOLS);
DB_SQL(sql_add, "token.add",
    "INSERT INTO token (pid, serial, media_vendor, model, state, point_id, version)"
    " VALUES (?, ?, ?, ?, 'IN_STOCK', ?, 1)", 5, 0);
DB_SQL(sql_move, "token.move",
    "UPDATE token SET state = ?, cert_id = ?, first_handout_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_note, "token.note",
    "INSERT INTO token_event (token_id, act, from_state, to_state, actor_id, actor, words,"
    " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

const char *
token_serial_normal(struct work *w, const char *typed)
{
	char *out = arena_alloc(w->arena, 41);
	size_t n = 0;

	for (const char *s = typed == NULL ? "" : typed; *s != '\0'; s++) {
		if (*s == ' ')
			continue;
		if ((!isalnum((unsigned char)*s) && *s != '-') || n == 40)
			return NULL;
		out[n++] = (char)toupper((unsigned char)*s);
	}
	return n >= 6 ? out : NULL;
}

static int
maybe(struct work *w, const struct db_sql *sql, struct db_args args, struct token **out)
{
	struct token *t = ARENA_NEW(w->arena, struct token);
	int found = db_maybe(w, sql, cols, t, args), state;

	*out = NULL;
	if (found <= 0)
		return found;
	state = token_state_of(t->state_code);
	if (state < 0)
		return refuse(w, ERR_BUG, "key %s: state %s", t->serial, t->state_code);
	t->state = (enum token_state)state;
	*out = t;
	return 0;
}

int
token_find(struct work *w, const char *serial, struct token **out)
{
	return maybe(w, &sql_find, DB_ARGS(DB_V(serial)), out);
}

int
token_of_cert(struct work *w, int64_t cert_id, struct token **out)
{
	return maybe(w, &sql_of_cert, DB_ARGS(DB_V(cert_id)), out);
}

static const struct step_book book = { &token_machine, &sql_move, &sql_note };

static int
serial_known(struct work *w)
{
	return refuse_say(w, ERR_INVALID, "key_serial", "该介质序列号已登记，请核对");
}

int
token_add(struct work *w, struct token *t)
{
	int64_t n;

	t->pid = pid_new();
	t->version = 1;
	t->state = TOKEN_IN_STOCK;
	t->state_code = token_state_code(t->state);
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&t->pid), DB_V(t->serial),
	    DB_V(t->media_vendor), DB_V(t->model), DB_OR_NULL(t->point_id)));
	if (n == 0)
		return serial_known(w);
	t->id = n < 0 ? 0 : db_last_id(w);
	return n < 0 ? -1 :
	    step_note(w, &book, DB_ARGS(DB_V(t->id)), TOKEN_ACT_STOCK, "NONE", t->state, NULL);
}

int
token_move(struct work *w, struct token *t, enum token_act act, const char *words)
{
	const struct step *s = step_ask(w, &token_machine, t->serial, t->state, act, 0, 0);

	if (s == NULL)
		return -1;
	if (s->to == TOKEN_HANDED_OUT && t->first_handout_at == 0)
		t->first_handout_at = w->now;
	if (step_write(w, &book, s, DB_ARGS(DB_V(t->id)), &t->version,
		DB_ARGS(DB_OR_NULL(t->cert_id), DB_OR_NULL(t->first_handout_at)), words) < 0)
		return -1;
	t->state = s->to;
	t->state_code = token_state_code(t->state);
	return 0;
}

int
token_personalise(struct work *w, struct token *t, int64_t cert_id, int blocked)
{
	const char *words = t->made_for;
	struct token *known;

	BUG_ON(cert_id == 0);
	if (blocked)
		return refuse_say(w, ERR_INVALID, "model", "该型号的介质已停止支持，不能用于制证");
	if (token_find(w, t->serial, &known) < 0)
		return -1;
	if (known == NULL && token_add(w, t) < 0)
		return -1;
	if (known != NULL && token_step(known->state, TOKEN_ACT_PERSONALISE) == NULL)
		return serial_known(w);
	if (known != NULL)
		*t = *known;
	t->cert_id = cert_id;
	return token_move(w, t, TOKEN_ACT_PERSONALISE, words);
}
