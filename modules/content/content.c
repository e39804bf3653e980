/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "content.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

DB_SQL(sql_list, "agreement.list",
    "SELECT a.id, a.pid, a.code, a.version, a.title, a.body, a.sha256"
    " FROM agreement_set s JOIN agreement a ON a.id = s.agreement_id"
    " WHERE s.channel = ? AND s.event = ? AND s.valid_from <= ?"
    " AND (s.valid_to IS NULL OR s.valid_to > ?) ORDER BY s.position, a.id", 4, 7);
DB_SQL(sql_tick, "agreement.tick",
    "INSERT INTO agreement_tick (account_id, agreement_id, event, object_pid, at, ip, sha256)"
    " SELECT ?, s.agreement_id, s.event, ?, ?, ?, a.sha256"
    " FROM agreement_set s JOIN agreement a ON a.id = s.agreement_id"
    " WHERE s.channel = ? AND s.event = ? AND s.valid_from <= ?"
    " AND (s.valid_to IS NULL OR s.valid_to > ?)", 8, 0);

static const struct db_col agreement_cols[] = {
	DB_COL(agreement, id), DB_COL(agreement, pid), DB_COL(agreement, code),
	DB_COL(agreement, version), DB_COL(agreement, title), DB_COL(agreement, body),
	DB_COL(agreement, sha256),
};

int
agreement_list(struct work *w, const char *channel, const char *event,
    struct agreement **out, size_t *n)
{
	return db_list(w, &sql_list, agreement_cols, out, n, DB_ARGS(DB_V(channel),
	    DB_V(event), DB_V(w->now), DB_V(w->now)));
}

struct json *
agreements_json(struct work *w, const struct agreement *list, size_t n)
{
	struct json *j = js_object(w), *items = js_array(w);

	for (size_t i = 0; i < n; i++) {
		const struct agreement *a = &list[i];
		struct json *item = js_object(w);

		js_put_text(item, "pid", pid_text(w, &a->pid));
		js_put_text(item, "code", a->code);
		js_put_text(item, "title", a->title);
		js_put_text(item, "version", a->version);
		js_put_text(item, "sha256", hex_text(w->arena, a->sha256.p, a->sha256.n));
		js_put_text(item, "body", a->body);
		js_add(items, item);
	}
	js_put(j, "items", items);
	return j;
}

static int
ticked_has(const struct json *ticked, const char *pid)
{
	for (size_t i = 0; js_is_array(ticked) && i < js_size(ticked); i++) {
		const char *one = js_as_text(js_at(ticked, i));

		if (one != NULL && strcmp(one, pid) == 0)
			return 1;
	}
	return 0;
}

int
agreement_need(struct work *w, const char *channel, const char *event,
    const struct json *ticked)
{
	struct agreement *list;
	size_t n;

	if (agreement_list(w, channel, event, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!ticked_has(ticked, pid_text(w, &list[i].pid)))
			return refuse_say(w, ERR_INVALID, "agreements",
			    "请先阅读并同意《%s》", list[i].title);
	return 0;
}

int
agreement_tick(struct work *w, const char *channel, const char *event, int64_t account_id,
    const struct pid *object)
{
	struct db_val none = { .type = DB_NULL };

	if (db_exec(w, &sql_tick, DB_ARGS(DB_V(account_id),
		object == NULL ? none : DB_V(object), DB_V(w->now), DB_V(w->ip),
		DB_V(channel), DB_V(event), DB_V(w->now), DB_V(w->now))) < 0)
		return -1;
	return 0;
}
