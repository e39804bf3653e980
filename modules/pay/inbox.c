/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/outbox/task.h"
#include "pay.h"

DB_SQL(sql_add, "pay.inbox_add",
    "INSERT INTO pay_inbox (pid, provider, sha256, headers, body, state, received_at)"
    " VALUES (?, ?, ?, ?, ?, 'NEW', ?)", 6, 0);
DB_SQL(sql_get, "pay.inbox_get",
    "SELECT id, pid, provider, headers, state, body, received_at FROM pay_inbox"
    " WHERE pid = ?", 1, 7);
DB_SQL(sql_end, "pay.inbox_end",
    "UPDATE pay_inbox SET state = ?, verdict = ?, ended_at = ? WHERE id = ?"
    " AND state = 'NEW'", 4, 0);
DB_SQL(sql_sweep, "pay.inbox_sweep",
    "DELETE FROM pay_inbox WHERE state = 'REFUSED' AND received_at < ? LIMIT 500", 1, 0);

static void
digest(const char *headers, struct blob body, unsigned char out[HASH_LEN])
{
	struct hasher *h = hasher_new();

	hasher_add(h, headers, strlen(headers) + 1);
	hasher_add(h, body.p, body.n);
	hasher_end(h, out);
}

int
pay_inbox_add(struct work *w, const char *provider, struct json *headers, struct blob body)
{
	const char *text = js_canonical(w, headers);
	struct blob raw = body.p == NULL ? (struct blob){ (const void *)"", 0 } : body;
	unsigned char sha[HASH_LEN];
	struct pid pid = pid_new();
	struct json *p = js_object(w);
	int64_t n;

	digest(text, raw, sha);
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(provider),
	    DB_V(((struct blob){ sha, HASH_LEN })), DB_V(text), DB_V(raw), DB_V(w->now)));
	if (n <= 0)
		return (int)n;
	js_put_text(p, "inbox", pid_text(w, &pid));
	return task_add(w, "pay.inbox", pid_text(w, &pid), p, 0);
}

int
pay_inbox_get(struct work *w, const struct pid *pid, struct pay_inbox **out)
{
	static const struct db_col cols[] = {
		DB_COL(pay_inbox, id), DB_COL(pay_inbox, pid), DB_COL(pay_inbox, provider),
		DB_COL(pay_inbox, headers), DB_COL(pay_inbox, state),
		DB_COL(pay_inbox, body), DB_COL(pay_inbox, received_at),
	};

	*out = ARENA_NEW(w->arena, struct pay_inbox);
	return db_one(w, &sql_get, cols, *out, DB_ARGS(DB_V(pid)));
}

int
pay_inbox_end(struct work *w, const struct pay_inbox *in, const char *state,
    const char *verdict)
{
	return db_exec(w, &sql_end, DB_ARGS(DB_V(state), DB_V(verdict), DB_V(w->now),
	    DB_V(in->id))) < 0 ? -1 : 0;
}

int64_t
pay_inbox_sweep(struct work *w, int64_t before)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(before)));
}
