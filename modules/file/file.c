/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "file.h"
#include "limits.h"

#define COLS "id, pid, sha256, size, type, width, height, pages, key_id, at, account_id," \
    " company_id, purpose, state, words, preview_id, tries"

static const struct db_col cols[] = {
	DB_COL(file, id), DB_COL(file, pid), DB_COL(file, sha256), DB_COL(file, size),
	DB_COL(file, type), DB_COL(file, width), DB_COL(file, height), DB_COL(file, pages),
	DB_COL(file, key_id), DB_COL(file, at), DB_COL(file, account_id),
	DB_COL(file, company_id), DB_COL(file, purpose), DB_COL(file, state),
	DB_COL(file, words), DB_COL(file, preview_id), DB_COL(file, tries),
};

DB_SQL(sql_add, "file.add",
    "INSERT INTO file (pid, sha256, size, type, width, height, pages, key_id, at,"
    " account_id, company_id, purpose, state)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", 13, 0);
DB_SQL(sql_get, "file.get", "SELECT " COLS " FROM file WHERE pid = ?", 1, 17);
DB_SQL(sql_get_id, "file.get_id", "SELECT " COLS " FROM file WHERE id = ?", 1, 17);
DB_SQL(sql_take, "file.take", "SELECT " COLS " FROM file WHERE pid = ? FOR UPDATE", 1, 17);
DB_SQL(sql_move, "file.move",
    "UPDATE file SET state = ?, words = ? WHERE id = ? AND state = ? AND tries = ?", 5, 0);
DB_SQL(sql_start, "file.start",
    "UPDATE file SET tries = tries + 1 WHERE id = ? AND state = ? AND tries = ?", 3, 0);
DB_SQL(sql_finish, "file.finish",
    "UPDATE file SET preview_id = NULLIF(?, 0), pages = ? WHERE id = ? AND state = ?", 4, 0);
DB_SQL(sql_event, "file.event",
    "INSERT INTO file_event (file_id, from_state, to_state, words, at)"
    " VALUES (?, ?, ?, ?, ?)", 5, 0);
DB_SQL(sql_brought, "file.brought",
    "SELECT COUNT(*), COALESCE(SUM(size), 0) FROM file"
    " WHERE account_id = ? AND purpose = 'upload' AND at > ?", 2, 2);

static int
note(struct work *w, const struct file *f, const char *from, const char *to,
    const char *words)
{
	return db_exec(w, &sql_event, DB_ARGS(DB_V(f->id), DB_V(from), DB_V(to), DB_V(words),
	    DB_V(w->now))) < 0 ? -1 : 0;
}

int
file_add(struct work *w, struct file *f)
{
	BUG_ON(f->type == NULL || f->purpose == NULL || f->sha256.n != 32);
	f->at = w->now;
	if (w->actor != NULL) {
		f->account_id = w->actor->account_id;
		f->company_id = w->actor->company_id;
	}
	if (f->state == NULL)
		f->state = FILE_READY;
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&f->pid), DB_V(f->sha256), DB_V(f->size),
		DB_V(f->type), DB_V(f->width), DB_V(f->height), DB_V(f->pages),
		DB_V(f->key_id), DB_V(f->at), DB_V(f->account_id), DB_V(f->company_id),
		DB_V(f->purpose), DB_V(f->state))) < 0)
		return -1;
	f->id = db_last_id(w);
	return note(w, f, "", f->state, NULL);
}

int
file_get(struct work *w, const struct pid *pid, struct file *out)
{
	return db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(pid)));
}

int
file_get_id(struct work *w, int64_t id, struct file *out)
{
	return db_one(w, &sql_get_id, cols, out, DB_ARGS(DB_V(id)));
}

int
file_take(struct work *w, const struct pid *pid, struct file *out)
{
	return db_one(w, &sql_take, cols, out, DB_ARGS(DB_V(pid)));
}

static const struct {
	const char	*from, *to;
} steps[] = {
	{ FILE_RECEIVED, FILE_CHECKING },
	{ FILE_CHECKING, FILE_READY },
	{ FILE_CHECKING, FILE_REFUSED },
};

static int
may_step(const char *from, const char *to)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (strcmp(steps[i].from, from) == 0 && strcmp(steps[i].to, to) == 0)
			return 1;
	return 0;
}

int
file_move(struct work *w, struct file *f, const char *to, const char *words)
{
	const char *from = f->state;

	if (!may_step(from, to))
		return refuse(w, ERR_CONFLICT, "a file in state %s does not become %s", from, to);
	if (db_exec_one(w, &sql_move, DB_ARGS(DB_V(to), DB_V(words), DB_V(f->id), DB_V(from),
		DB_V(f->tries))) < 0)
		return -1;
	f->state = to;
	f->words = words;
	return note(w, f, from, to, words);
}

/* Also a second time: the clerk was ended while it had the file. */
int
file_start(struct work *w, struct file *f)
{
	if (strcmp(f->state, FILE_RECEIVED) == 0 && file_move(w, f, FILE_CHECKING, NULL) < 0)
		return -1;
	if (db_exec_one(w, &sql_start, DB_ARGS(DB_V(f->id), DB_V(FILE_CHECKING),
		DB_V(f->tries))) < 0)
		return -1;
	f->tries++;
	return 0;
}

int
file_finish(struct work *w, struct file *f, int64_t preview_id, int pages, const char *words)
{
	if (db_exec(w, &sql_finish, DB_ARGS(DB_V(preview_id), DB_V(pages), DB_V(f->id),
		DB_V(f->state))) < 0)
		return -1;
	f->preview_id = preview_id;
	f->pages = pages;
	return file_move(w, f, FILE_READY, words);
}

struct brought {
	int64_t	files, bytes;
};

int
file_quota(struct work *w, int64_t more_bytes)
{
	static const struct db_col sums[] = { DB_COL(brought, files), DB_COL(brought, bytes) };
	struct brought b;

	if (db_one(w, &sql_brought, sums, &b, DB_ARGS(DB_V(w->actor->account_id),
		DB_V(w->now - QUOTA_SECONDS))) < 0)
		return -1;
	if (b.files >= QUOTA_FILES || b.bytes + more_bytes > QUOTA_BYTES)
		return refuse_say(w, ERR_LIMIT, "file", "您在24小时内上传的文件过多，请稍后再试");
	return 0;
}
