/* SPDX-License-Identifier: MIT */
/*
 * The demo driver: the telephone is a table.  Sealed all the same, because a
 * code is a code; the viewer and the tests read it through demo_messages().
 */
#include "db/seal.h"
#include "driver.h"
#include "modules/base/json.h"

struct demo_row {
	struct pid	 pid;
	const char	*kind;
	struct blob	 recipient, words;
	int64_t		 at;
};

DB_SQL(sql_put, "demo.put",
    "INSERT INTO demo_message (pid, kind, recipient, words, at) VALUES (?, ?, ?, ?, ?)",
    5, 0);
/* As they came: the clock of a test may go back. */
DB_SQL(sql_newest, "demo.newest",
    "SELECT pid, kind, recipient, words, at FROM demo_message"
    " ORDER BY id DESC LIMIT 50", 0, 5);

static enum outside
demo_send(struct work *w, const struct outgoing *m)
{
	const char *words = m->subject[0] == '\0' ? m->words :
	    arena_printf(w->arena, "%s\n%s", m->subject, m->words);

	if (db_exec_unique(w, &sql_put, DB_ARGS(DB_V(&m->pid), DB_V(m->kind),
		DB_V(seal_text(w, "demo_message.recipient", &m->pid, m->to)),
		DB_V(seal_text(w, "demo_message.words", &m->pid, words)),
		DB_V(w->now))) < 0)
		return OUTSIDE_RETRY;
	return OUTSIDE_OK;
}

const struct notify_driver notify_demo = { "demo", demo_send };

static int
add_message(struct work *w, const struct demo_row *r, struct json *list)
{
	const char *to, *words;
	struct json *o = js_object(w);

	if (seal_open(w, "demo_message.recipient", &r->pid, r->recipient, &to) < 0 ||
	    seal_open(w, "demo_message.words", &r->pid, r->words, &words) < 0)
		return -1;
	js_put_int(o, "at", r->at);
	js_put_text(o, "kind", r->kind);
	js_put_text(o, "to", to);
	js_put_text(o, "words", words);
	js_add(list, o);
	return 0;
}

int
demo_messages(struct work *w, struct json **out)
{
	static const struct db_col cols[] = {
		DB_COL(demo_row, pid), DB_COL(demo_row, kind), DB_COL(demo_row, recipient),
		DB_COL(demo_row, words), DB_COL(demo_row, at),
	};
	struct demo_row *rows;
	size_t n;

	if (db_list(w, &sql_newest, cols, &rows, &n, DB_NO_ARGS) < 0)
		return -1;
	*out = js_array(w);
	for (size_t i = 0; i < n; i++)
		if (add_message(w, &rows[i], *out) < 0)
			return -1;
	return 0;
}
