/* SPDX-License-Identifier: MIT */
/* Publishing changes what is in force: agreements, page notices, contacts. */
#include <string.h>

#include "item.h"
#include "modules/base/text.h"

DB_SQL(sql_agreements, "content.agreements", "SELECT COUNT(*) FROM agreement WHERE code = ?",
    1, 1);
DB_SQL(sql_agree, "content.agree",
    "INSERT INTO agreement (pid, code, version, title, body, sha256, published_at)"
    " VALUES (?, ?, ?, ?, ?, UNHEX(SHA2(?, 256)), ?)", 7, 0);
DB_SQL(sql_sets, "content.sets",
    "INSERT INTO agreement_set (channel, event, agreement_id, position, valid_from, valid_to)"
    " SELECT s.channel, s.event, ?, s.position, ?, NULL FROM agreement_set s"
    " JOIN agreement a ON a.id = s.agreement_id WHERE a.code = ? AND s.valid_to IS NULL"
    " AND a.id <> ?", 4, 0);
DB_SQL(sql_end_sets, "content.endsets",
    "UPDATE agreement_set s JOIN agreement a ON a.id = s.agreement_id SET s.valid_to = ?"
    " WHERE a.code = ? AND a.id <> ? AND s.valid_to IS NULL", 3, 0);
DB_SQL(sql_end_place, "content.endplace",
    "UPDATE page_notice SET valid_to = ? WHERE channel = ? AND place = ?"
    " AND (valid_to IS NULL OR valid_to > ?)", 4, 0);
DB_SQL(sql_place, "content.place",
    "INSERT INTO page_notice (channel, place, position, words, valid_from, valid_to)"
    " VALUES (?, ?, ?, ?, ?, NULL)", 5, 0);
DB_SQL(sql_no_contacts, "content.nocontacts", "DELETE FROM contact WHERE channel = ?", 1, 0);
DB_SQL(sql_contact, "content.contact",
    "INSERT INTO contact (channel, position, words, value) VALUES (?, ?, ?, ?)", 4, 0);

int
content_agree(struct work *w, const struct content *c)
{
	struct pid pid = pid_new();
	int64_t n, id;

	if (db_int(w, &sql_agreements, &n, DB_ARGS(DB_V(c->slug))) < 0)
		return -1;
	if (n == 0)
		return refuse_say(w, ERR_INVALID, "slug", "没有代码为“%s”的协议", c->slug);
	if (db_exec_one(w, &sql_agree, DB_ARGS(DB_V(&pid), DB_V(c->slug),
		DB_V(arena_printf(w->arena, "%lld.0", (long long)n + 1)), DB_V(c->title),
		DB_V(c->body), DB_V(c->body), DB_V(w->now))) < 0)
		return -1;
	id = db_last_id(w);
	if (db_exec(w, &sql_sets, DB_ARGS(DB_V(id), DB_V(w->now), DB_V(c->slug), DB_V(id))) < 0 ||
	    db_exec(w, &sql_end_sets, DB_ARGS(DB_V(w->now), DB_V(c->slug), DB_V(id))) < 0)
		return -1;
	return 0;
}

/* Not text_normal(): Chinese commas and colons stay what they are. */
static const char *
trimmed(struct work *w, const char *s, size_t n)
{
	while (n > 0 && (*s == ' ' || *s == '\t' || *s == '\r'))
		s++, n--;
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r'))
		n--;
	return arena_strndup(w->arena, s, n);
}

/* The next line that is not empty, or NULL. */
static const char *
next_line(struct work *w, const char **body)
{
	while (**body != '\0') {
		size_t n = strcspn(*body, "\n");
		const char *line = trimmed(w, *body, n);

		*body += n + ((*body)[n] == '\n');
		if (*line != '\0')
			return line;
	}
	return NULL;
}

int
content_place(struct work *w, const struct content *c, int shown)
{
	const char *body = c->body, *line;

	if (db_exec(w, &sql_end_place, DB_ARGS(DB_V(w->now), DB_V(c->channel), DB_V(c->slug),
		DB_V(w->now))) < 0)
		return -1;
	for (int i = 1; shown && (line = next_line(w, &body)) != NULL; i++) {
		if (utf8_count(line) > 600)
			return fault_field(w, "body", "第%d行超过600字", i);
		if (db_exec_one(w, &sql_place, DB_ARGS(DB_V(c->channel), DB_V(c->slug), DB_V(i),
			DB_V(line), DB_V(w->now))) < 0)
			return -1;
	}
	return 0;
}

static int
one_contact(struct work *w, const struct content *c, int i, const char *line)
{
	const char *wide = strstr(line, "："), *colon = wide == NULL ? strchr(line, ':') : wide;
	const char *words, *value;

	if (colon == NULL || colon == line)
		return fault_field(w, "body", "第%d行应为“名称：内容”", i);
	words = trimmed(w, line, (size_t)(colon - line));
	colon += wide == NULL ? 1 : strlen("：");
	value = trimmed(w, colon, strlen(colon));
	if (*words == '\0' || *value == '\0')
		return fault_field(w, "body", "第%d行应为“名称：内容”", i);
	if (utf8_count(words) > 80 || utf8_count(value) > 200)
		return fault_field(w, "body", "第%d行过长", i);
	return db_exec_one(w, &sql_contact, DB_ARGS(DB_V(c->channel), DB_V(i), DB_V(words),
	    DB_V(value)));
}

int
content_contacts(struct work *w, const struct content *c, int shown)
{
	const char *body = c->body, *line;

	if (db_exec(w, &sql_no_contacts, DB_ARGS(DB_V(c->channel))) < 0)
		return -1;
	for (int i = 1; shown && (line = next_line(w, &body)) != NULL; i++)
		if (one_contact(w, c, i, line) < 0)
			return -1;
	return 0;
}
