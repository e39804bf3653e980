/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/step.h"
#include "item.h"

#define COLS	"id, pid, kind, channel, slug, n, title, body, state AS state_code, version," \
		" author, created_at, updated_at, published_at"

static const struct db_col cols[] = {
	DB_COL(content, id), DB_COL(content, pid), DB_COL(content, kind),
	DB_COL(content, channel), DB_COL(content, slug), DB_COL(content, n),
	DB_COL(content, title), DB_COL(content, body), DB_COL(content, state_code),
	DB_COL(content, version), DB_COL(content, author), DB_COL(content, created_at),
	DB_COL(content, updated_at), DB_COL(content, published_at),
};
static const struct db_col event_cols[] = {
	DB_COL(content_event, act), DB_COL(content_event, actor), DB_COL(content_event, words),
	DB_COL(content_event, at),
};

#define MEANT	" WHERE (? = '' OR kind = ?) AND (state = ?" \
		" OR (? = '' AND state IN ('DRAFT', 'PUBLISHED')))"
#define SAME	" WHERE kind = ? AND channel = ? AND slug = ?"

DB_SQL(sql_list, "content.list",
    "SELECT " COLS " FROM content" MEANT " ORDER BY updated_at DESC, id DESC LIMIT ?, ?", 6, 14);
DB_SQL(sql_count, "content.count", "SELECT COUNT(*) FROM content" MEANT, 4, 1);
DB_SQL(sql_published, "content.published",
    "SELECT " COLS " FROM content WHERE kind = ? AND channel = ? AND state = 'PUBLISHED'"
    " ORDER BY published_at DESC, id DESC LIMIT 500", 2, 14);
DB_SQL(sql_get, "content.get", "SELECT " COLS " FROM content WHERE pid = ?", 1, 14);
DB_SQL(sql_take, "content.take", "SELECT " COLS " FROM content WHERE pid = ? FOR UPDATE", 1, 14);
DB_SQL(sql_live, "content.live",
    "SELECT " COLS " FROM content" SAME " AND live = 1 FOR UPDATE", 3, 14);
DB_SQL(sql_versions, "content.versions",
    "SELECT " COLS " FROM content" SAME " ORDER BY n DESC LIMIT 100", 3, 14);
DB_SQL(sql_events, "content.events",
    "SELECT act, actor, words, at FROM content_event WHERE content_id = ? ORDER BY id", 1, 4);
DB_SQL(sql_last, "content.last", "SELECT COALESCE(MAX(n), 0) FROM content" SAME, 3, 1);
DB_SQL(sql_add, "content.add",
    "INSERT INTO content (pid, kind, channel, slug, n, title, body, state, version, author,"
    " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'DRAFT', 1, ?, ?, ?)", 10, 0);
DB_SQL(sql_write, "content.write",
    "UPDATE content SET title = ?, body = ?, author = ?, updated_at = ?, version = version + 1"
    " WHERE id = ? AND version = ? AND state = 'DRAFT'", 6, 0);
DB_SQL(sql_move, "content.move",
    "UPDATE content SET state = ?, published_at = ?, updated_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_note, "content.note",
    "INSERT INTO content_event (content_id, act, from_state, to_state, actor_id, actor,"
    " words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

static const struct step_book book = { &content_machine, &sql_move, &sql_note };

static const struct { const char *code, *words; } kinds[] = {
	{ "NOTICE", "通知公告" }, { "HELP", "帮助页面" }, { "PAGE", "栏目页面" },
	{ "PLACE", "页面提示" }, { "CONTACT", "联系方式" }, { "AGREEMENT", "协议" },
	{ "SMS", "短信模板" }, { "MAIL", "邮件模板" }, { "SITE", "站内消息模板" },
};

const char *
content_kind_words(const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].code, kind) == 0)
			return kinds[i].words;
	return NULL;
}

int
content_kind_ok(const char *kind)
{
	return content_kind_words(kind) != NULL;
}

int
content_slug_ok(const char *slug)
{
	size_t n = strlen(slug);

	/* The dot of an event (pay.paid); no address goes up a folder. */
	return n > 0 && n <= 40 && *slug != '.' && strstr(slug, "..") == NULL && strspn(slug,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") == n;
}

static void
read_states(struct content *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int s = content_state_of(rows[i].state_code);

		BUG_ON(s < 0);
		rows[i].state = (enum content_state)s;
	}
}

int
content_list(struct work *w, const char *kind, const char *state, int64_t skip, int64_t size,
    struct content **rows, size_t *n)
{
	if (db_list(w, &sql_list, cols, rows, n, DB_ARGS(DB_V(kind), DB_V(kind), DB_V(state),
		DB_V(state), DB_V(skip), DB_V(size))) < 0)
		return -1;
	read_states(*rows, *n);
	return 0;
}

int
content_count(struct work *w, const char *kind, const char *state, int64_t *out)
{
	return db_int(w, &sql_count, out,
	    DB_ARGS(DB_V(kind), DB_V(kind), DB_V(state), DB_V(state)));
}

int
content_published(struct work *w, const char *kind, const char *channel,
    struct content **rows, size_t *n)
{
	if (db_list(w, &sql_published, cols, rows, n, DB_ARGS(DB_V(kind), DB_V(channel))) < 0)
		return -1;
	read_states(*rows, *n);
	return 0;
}

int
content_get(struct work *w, const struct pid *pid, struct content *out)
{
	if (db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

int
content_take(struct work *w, const struct pid *pid, struct content *out)
{
	if (db_one(w, &sql_take, cols, out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

#define NAME_OF(c)	DB_V((c)->kind), DB_V((c)->channel), DB_V((c)->slug)

int
content_take_live(struct work *w, const struct content *like, struct content *out)
{
	int rc = db_maybe(w, &sql_live, cols, out, DB_ARGS(NAME_OF(like)));

	if (rc == 1)
		read_states(out, 1);
	return rc;
}

int
content_versions(struct work *w, const struct content *c, struct content **rows, size_t *n)
{
	if (db_list(w, &sql_versions, cols, rows, n, DB_ARGS(NAME_OF(c))) < 0)
		return -1;
	read_states(*rows, *n);
	return 0;
}

int
content_events(struct work *w, const struct content *c, struct content_event **rows, size_t *n)
{
	return db_list(w, &sql_events, event_cols, rows, n, DB_ARGS(DB_V(c->id)));
}

int
content_add(struct work *w, struct content *c)
{
	int64_t last, made;

	if (db_int(w, &sql_last, &last, DB_ARGS(NAME_OF(c))) < 0)
		return -1;
	c->pid = pid_new();
	c->n = (int)last + 1;
	c->version = 1;
	c->state = CONTENT_DRAFT;
	c->author = w->actor->name;
	c->created_at = c->updated_at = w->now;
	made = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&c->pid), NAME_OF(c), DB_V(c->n),
	    DB_V(c->title), DB_V(c->body), DB_V(c->author), DB_V(w->now), DB_V(w->now)));
	if (made < 0)
		return -1;
	if (made == 0)
		return refuse_say(w, ERR_CONFLICT, "slug", "这项内容已有一份草稿，请先发布或删除它");
	c->id = db_last_id(w);
	return step_note(w, &book, DB_ARGS(DB_V(c->id)), CONTENT_ACT_OPEN, "NONE",
	    CONTENT_DRAFT, NULL);
}

int
content_write(struct work *w, struct content *c)
{
	if (db_exec_one(w, &sql_write, DB_ARGS(DB_V(c->title), DB_V(c->body),
		DB_V(w->actor->name), DB_V(w->now), DB_V(c->id), DB_V(c->version))) < 0)
		return -1;
	c->version++;
	c->author = w->actor->name;
	c->updated_at = w->now;
	return 0;
}

int
content_step(struct work *w, struct content *c, enum content_act act, const char *words)
{
	unsigned traits = strcmp(c->kind, "AGREEMENT") == 0 ? CONTENT_LASTING : 0;
	const struct step *s = step_ask(w, &content_machine, c->slug, (int)c->state, (int)act,
	    traits, 0);

	if (s == NULL)
		return -1;
	if (s->to == CONTENT_PUBLISHED)
		c->published_at = w->now;
	if (step_write(w, &book, s, DB_ARGS(DB_V(c->id)), &c->version,
		DB_ARGS(DB_V(c->published_at), DB_V(w->now)), words) < 0)
		return -1;
	c->state = (enum content_state)s->to;
	return 0;
}
