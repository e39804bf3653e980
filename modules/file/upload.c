/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "file.h"
#include "upload.h"

#define FROM " FROM upload u JOIN file f ON f.id = u.file_id"
#define COLS "u.id, u.pid, u.scope, u.scope_pid, u.person_pid, u.slot, u.live, u.file_id," \
    " u.name, u.paper_version, u.account_id, u.company_id, u.at, u.state," \
    " f.pid, f.state, f.words, f.type, f.size, f.preview_id, f.width," \
    " f.height, f.pages"
#define NCOLS	23
#define PLACE "u.scope = ? AND u.scope_pid = ? AND u.person_pid = ? AND u.slot = ?"

static const struct db_col cols[] = {
	DB_COL(upload, id), DB_COL(upload, pid), DB_COL(upload, scope),
	DB_COL(upload, scope_pid), DB_COL(upload, person_pid), DB_COL(upload, slot),
	DB_COL(upload, live), DB_COL(upload, file_id), DB_COL(upload, name),
	DB_COL(upload, paper_version), DB_COL(upload, account_id),
	DB_COL(upload, company_id), DB_COL(upload, at), DB_COL(upload, state),
	DB_COL(upload, file_pid),
	DB_COL(upload, file_state), DB_COL(upload, file_words), DB_COL(upload, type),
	DB_COL(upload, size), DB_COL(upload, preview_id), DB_COL(upload, width),
	DB_COL(upload, height), DB_COL(upload, pages),
};

DB_SQL(sql_replace, "upload.replace",
    "UPDATE upload u SET live = NULL, state = 'REPLACED', ended_at = ?, ended_by = ?"
    " WHERE " PLACE " AND u.live = 1", 6, 0);
DB_SQL(sql_add, "upload.add",
    "INSERT INTO upload (pid, scope, scope_pid, person_pid, slot, live, file_id, name,"
    " paper_version, account_id, company_id, at, state)"
    " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 'KEPT')", 11, 0);
DB_SQL(sql_get, "upload.get", "SELECT " COLS FROM " WHERE u.pid = ?", 1, NCOLS);
DB_SQL(sql_current, "upload.current",
    "SELECT " COLS FROM " WHERE " PLACE " AND u.live = 1", 4, NCOLS);
DB_SQL(sql_list, "upload.list",
    "SELECT " COLS FROM " WHERE u.scope = ? AND u.scope_pid = ? AND u.live = 1"
    " ORDER BY u.person_pid, u.slot", 2, NCOLS);
DB_SQL(sql_history, "upload.history",
    "SELECT " COLS FROM " WHERE u.scope = ? AND u.scope_pid = ? ORDER BY u.at, u.id",
    2, NCOLS);
DB_SQL(sql_remove, "upload.remove",
    "UPDATE upload SET live = NULL, state = 'REMOVED', ended_at = ?, ended_by = ?"
    " WHERE id = ? AND live = 1", 3, 0);
DB_SQL(sql_move, "upload.move",
    "UPDATE upload SET scope = 'order', scope_pid = ?"
    " WHERE scope = 'draft' AND scope_pid = ? AND person_pid = ? AND slot = ?", 4, 0);

int
upload_get(struct work *w, const struct pid *pid, struct upload *out)
{
	return db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(pid)));
}

int
upload_current(struct work *w, const struct upload_place *at, struct upload *out)
{
	return db_maybe(w, &sql_current, cols, out, DB_ARGS(DB_V(at->scope),
	    DB_V(&at->scope_pid), DB_V(&at->person_pid), DB_V(at->slot)));
}

/* Two at the same moment: the unique key lets one in, the other is CONFLICT. */
int
upload_add(struct work *w, const struct upload_place *at, int64_t file_id,
    const char *name, int paper_version, struct upload *out)
{
	struct pid pid = pid_new();

	if (db_exec(w, &sql_replace, DB_ARGS(DB_V(w->now), DB_V(w->actor->account_id),
		DB_V(at->scope), DB_V(&at->scope_pid), DB_V(&at->person_pid),
		DB_V(at->slot))) < 0 ||
	    db_exec(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(at->scope), DB_V(&at->scope_pid),
		DB_V(&at->person_pid), DB_V(at->slot), DB_V(file_id), DB_V(name),
		DB_V(paper_version), DB_V(w->actor->account_id),
		DB_V(w->actor->company_id), DB_V(w->now))) < 0)
		return -1;
	return upload_get(w, &pid, out);
}

int
upload_list(struct work *w, const char *scope, const struct pid *scope_pid,
    struct upload **out, size_t *n)
{
	return db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(scope), DB_V(scope_pid)));
}

int
upload_history(struct work *w, const char *scope, const struct pid *scope_pid,
    struct upload **out, size_t *n)
{
	return db_list(w, &sql_history, cols, out, n, DB_ARGS(DB_V(scope), DB_V(scope_pid)));
}

int
upload_remove(struct work *w, const struct upload *u)
{
	return db_exec_one(w, &sql_remove, DB_ARGS(DB_V(w->now), DB_V(w->actor->account_id),
	    DB_V(u->id)));
}

int
upload_move(struct work *w, const struct pid *draft, const struct pid *person,
    const char *slot, const struct pid *order)
{
	return db_exec(w, &sql_move, DB_ARGS(DB_V(order), DB_V(draft), DB_V(person),
	    DB_V(slot))) < 0 ? -1 : 0;
}

/* The page knows three states; RECEIVED only means that nobody has begun. */
static const char *
shown_state(const struct upload *u)
{
	return strcmp(u->file_state, FILE_RECEIVED) == 0 ? FILE_CHECKING : u->file_state;
}

struct json *
upload_json(struct work *w, const struct upload *u)
{
	struct json *o = js_object(w);
	const char *url = arena_printf(w->arena, "/api/uploads/%s", pid_text(w, &u->pid));

	js_put_text(o, "pid", pid_text(w, &u->pid));
	js_put_text(o, "slot", u->slot);
	js_put_text(o, "person", pid_text(w, &u->person_pid));
	js_put_text(o, "name", u->name);
	js_put_text(o, "type", u->type);
	js_put_int(o, "size", u->size);
	js_put_text(o, "state", shown_state(u));
	js_put_text(o, "words", u->file_words);
	js_put_int(o, "width", u->width);
	js_put_int(o, "height", u->height);
	js_put_int(o, "pages", u->pages);
	js_put_int(o, "at", u->at);
	js_put_int(o, "paper_version", u->paper_version);
	js_put_bool(o, "current", u->live == 1);
	js_put_text(o, "preview", u->preview_id == 0 ? NULL :
	    arena_printf(w->arena, "%s/preview", url));
	js_put_text(o, "file", arena_printf(w->arena, "%s/file", url));
	return o;
}
