/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/seal.h"
#include "db/step.h"
#include "message.h"
#include "modules/base/text.h"

#define SEALED_TO	"message.recipient"
#define SEALED_WORDS	"message.words"

#define COLS_OF(event_words) \
		"m.id, m.pid, m.kind, m.event, " event_words " AS event_words, m.mkey, m.account_id," \
		" m.masked, m.recipient, m.words, m.title, m.target," \
		" m.state AS state_code, m.error, m.tries, m.version, m.created_at, m.due_at," \
		" m.sent_at, m.read_at"
#define COLS	COLS_OF("COALESCE(e.words, m.event)")
#define FROM	" FROM message m LEFT JOIN notify_event e ON e.event = m.event"
#define MINE	" WHERE m.account_id = ? AND m.kind = 'SITE' AND (? = 0 OR m.read_at = 0)"
#define MEANT	" WHERE (? = '' OR m.kind = ?) AND (? = '' OR m.state = ?)" \
		" AND (? = '' OR m.event = ?)"
#define NEWEST	" ORDER BY m.id DESC LIMIT ?, ?"
#define NCOLS	20

static const struct db_col cols[] = {
	DB_COL(message, id), DB_COL(message, pid), DB_COL(message, kind),
	DB_COL(message, event), DB_COL(message, event_words), DB_COL(message, mkey),
	DB_COL(message, account_id), DB_COL(message, masked), DB_COL(message, recipient),
	DB_COL(message, words), DB_COL(message, title), DB_COL(message, target),
	DB_COL(message, state_code), DB_COL(message, error), DB_COL(message, tries),
	DB_COL(message, version), DB_COL(message, created_at), DB_COL(message, due_at),
	DB_COL(message, sent_at), DB_COL(message, read_at),
};

DB_SQL(sql_add, "message.add",
    "INSERT INTO message (pid, kind, event, mkey, account_id, masked, recipient, recipient_ix,"
    " title, words, target, state, tries, error, created_at, due_at, sent_at, read_at, version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?, ?, 0, 1)", 15, 0);
DB_SQL(sql_get, "message.get", "SELECT " COLS FROM " WHERE m.pid = ?", 1, NCOLS);
/* Without the list of events: its row would be locked too. */
DB_SQL(sql_take, "message.take",
    "SELECT " COLS_OF("m.event") " FROM message m WHERE m.pid = ? FOR UPDATE", 1, NCOLS);
DB_SQL(sql_move, "message.move",
    "UPDATE message SET state = ?, sent_at = ?, due_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_note, "message.note",
    "INSERT INTO message_event (message_id, act, from_state, to_state, actor_id, actor, words,"
    " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);
DB_SQL(sql_said, "message.said",
    "SELECT COALESCE(MIN(created_at), 0) FROM message WHERE kind IN ('SMS', 'MAIL', 'SITE')"
    " AND mkey = ?", 1, 1);
DB_SQL(sql_tried, "message.tried", "UPDATE message SET tries = ?, error = ? WHERE id = ?", 3, 0);
DB_SQL(sql_wait, "message.wait", "UPDATE message SET due_at = ? WHERE id = ?", 2, 0);
DB_SQL(sql_inbox, "message.inbox", "SELECT " COLS FROM MINE NEWEST, 4, NCOLS);
DB_SQL(sql_inbox_count, "message.inbox_count", "SELECT COUNT(*) FROM message m" MINE, 2, 1);
DB_SQL(sql_known, "message.known",
    "SELECT COUNT(*) FROM message WHERE pid = ? AND account_id = ? AND kind = 'SITE'", 2, 1);
DB_SQL(sql_read, "message.read",
    "UPDATE message SET read_at = ? WHERE pid = ? AND account_id = ? AND kind = 'SITE'"
    " AND read_at = 0", 3, 0);
DB_SQL(sql_read_all, "message.read_all",
    "UPDATE message SET read_at = ? WHERE account_id = ? AND kind = 'SITE' AND read_at = 0",
    2, 0);
DB_SQL(sql_list, "message.list", "SELECT " COLS FROM MEANT NEWEST, 8, NCOLS);
DB_SQL(sql_list_to, "message.list_to",
    "SELECT " COLS FROM MEANT " AND m.recipient_ix = ?" NEWEST, 9, NCOLS);
DB_SQL(sql_count, "message.count", "SELECT COUNT(*) FROM message m" MEANT, 6, 1);
DB_SQL(sql_count_to, "message.count_to",
    "SELECT COUNT(*) FROM message m" MEANT " AND m.recipient_ix = ?", 7, 1);
DB_SQL(sql_sweep, "message.sweep",
    "DELETE FROM message WHERE created_at < ? ORDER BY id LIMIT 500", 1, 0);

static const struct step_book book = { &message_machine, &sql_move, &sql_note };

static void
read_states(struct message *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int s = message_state_of(rows[i].state_code);

		BUG_ON(s < 0);
		rows[i].state = (enum message_state)s;
	}
}

/* ---- writing ---- */

/* l***@163.com */
static const char *
masked(struct work *w, const char *kind, const char *to)
{
	const char *at = strchr(to, '@');

	if (strcmp(kind, "SMS") == 0)
		return mask_phone(w->arena, to);
	return at == NULL ? "" : arena_printf(w->arena, "%.1s***%s", to, at);
}

int
message_add(struct work *w, struct message *m, const char *to, const char *words)
{
	struct blob none = { NULL, 0 };
	int here = strcmp(m->kind, "SITE") == 0;
	int64_t n;

	m->pid = pid_new();
	m->masked = masked(w, m->kind, to);
	m->state = here ? MESSAGE_SENT : MESSAGE_QUEUED;
	m->created_at = m->due_at = w->now;
	m->sent_at = here ? w->now : 0;
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&m->pid), DB_V(m->kind), DB_V(m->event),
	    DB_V(m->mkey), DB_V(m->account_id), DB_V(m->masked),
	    DB_V(here ? none : seal_text(w, SEALED_TO, &m->pid, to)),
	    DB_V(here ? none : seal_index(w, SEALED_TO, to)), DB_V(m->title),
	    DB_V(seal_text(w, SEALED_WORDS, &m->pid, words)), DB_V(m->target),
	    DB_V(message_state_code(m->state)), DB_V(w->now), DB_V(w->now),
	    DB_V(m->sent_at)));
	if (n <= 0)
		return (int)n;
	m->id = db_last_id(w);
	m->version = 1;
	return 1;
}

int
message_get(struct work *w, const struct pid *pid, struct message *out)
{
	if (db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

int
message_take(struct work *w, const struct pid *pid, struct message *out)
{
	if (db_one(w, &sql_take, cols, out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

int
message_move(struct work *w, struct message *m, enum message_act act, const char *words)
{
	const struct step *s = step_ask(w, &message_machine, m->mkey, (int)m->state, (int)act,
	    0, 0);

	if (s == NULL)
		return -1;
	if (s->to == MESSAGE_SENT)
		m->sent_at = w->now;
	else
		m->due_at = w->now;
	if (step_write(w, &book, s, DB_ARGS(DB_V(m->id)), &m->version,
		DB_ARGS(DB_V(m->sent_at), DB_V(m->due_at)), words) < 0)
		return -1;
	m->state = (enum message_state)s->to;
	return 0;
}

int
message_tried(struct work *w, const struct message *m, int64_t tries, const char *error)
{
	size_t n = strlen(error);

	while (n > 400)
		n = 400;
	while (n > 0 && n == 400 && ((unsigned char)error[n] & 0xC0) == 0x80)
		n--;
	return db_exec(w, &sql_tried, DB_ARGS(DB_V(tries),
	    DB_V(arena_strndup(w->arena, error, n)), DB_V(m->id))) < 0 ? -1 : 0;
}

int
message_wait(struct work *w, const struct message *m, int64_t until)
{
	return db_exec(w, &sql_wait, DB_ARGS(DB_V(until), DB_V(m->id))) < 0 ? -1 : 0;
}

int
message_open(struct work *w, const struct message *m, const char **to, const char **words)
{
	return seal_open(w, SEALED_TO, &m->pid, m->recipient, to) < 0 ||
	    seal_open(w, SEALED_WORDS, &m->pid, m->words, words) < 0 ? -1 : 0;
}

int
message_said(struct work *w, const char *mkey, int64_t *at)
{
	return db_int(w, &sql_said, at, DB_ARGS(DB_V(mkey)));
}

/* ---- the inbox ---- */

int
message_inbox(struct work *w, int unread, int64_t page, int64_t size, struct message **out,
    size_t *n)
{
	if (db_list(w, &sql_inbox, cols, out, n, DB_ARGS(DB_V(w->actor->account_id),
		DB_V(unread), DB_V((page - 1) * size), DB_V(size))) < 0)
		return -1;
	read_states(*out, *n);
	return 0;
}

int
message_inbox_count(struct work *w, int64_t *total, int64_t *unread)
{
	int64_t me = w->actor->account_id;

	return db_int(w, &sql_inbox_count, total, DB_ARGS(DB_V(me), DB_V(0))) < 0 ||
	    db_int(w, &sql_inbox_count, unread, DB_ARGS(DB_V(me), DB_V(1))) < 0 ? -1 : 0;
}

int
message_read(struct work *w, const struct pid *pid)
{
	int64_t me = w->actor->account_id, n;

	if (db_int(w, &sql_known, &n, DB_ARGS(DB_V(pid), DB_V(me))) < 0)
		return -1;
	if (n == 0)
		return refuse(w, ERR_NOTFOUND, "no such message");
	return db_exec(w, &sql_read, DB_ARGS(DB_V(w->now), DB_V(pid), DB_V(me))) < 0 ? -1 : 0;
}

int
message_read_all(struct work *w)
{
	return db_exec(w, &sql_read_all, DB_ARGS(DB_V(w->now),
	    DB_V(w->actor->account_id))) < 0 ? -1 : 0;
}

/* ---- the log ---- */

#define ASKED(f)	DB_V((f)->kind), DB_V((f)->kind), DB_V((f)->state), DB_V((f)->state), \
			DB_V((f)->event), DB_V((f)->event)

int
message_list(struct work *w, const struct message_filter *f, struct message **out, size_t *n)
{
	int64_t skip = (f->page - 1) * f->size;
	int rc = *f->q == '\0' ?
	    db_list(w, &sql_list, cols, out, n, DB_ARGS(ASKED(f), DB_V(skip), DB_V(f->size))) :
	    db_list(w, &sql_list_to, cols, out, n, DB_ARGS(ASKED(f),
		DB_V(seal_index(w, SEALED_TO, f->q)), DB_V(skip), DB_V(f->size)));

	if (rc < 0)
		return -1;
	read_states(*out, *n);
	return 0;
}

int
message_count(struct work *w, const struct message_filter *f, int64_t *out)
{
	return *f->q == '\0' ? db_int(w, &sql_count, out, DB_ARGS(ASKED(f))) :
	    db_int(w, &sql_count_to, out, DB_ARGS(ASKED(f),
		DB_V(seal_index(w, SEALED_TO, f->q))));
}

int64_t
message_sweep(struct work *w, int64_t before)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(before)));
}
