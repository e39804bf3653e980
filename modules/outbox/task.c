/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "db/seal.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "task.h"

#define PAUSE_MAX	1800
#define SEALED_AS	"task.payload"

static const struct {
	const char	*name;
	int64_t		 lease;		/* seconds; above the longest work of the pool */
} pools[TASK__POOLS] = {
	[TASK_PAY] = { "pay", 60 }, [TASK_TALK] = { "talk", 60 },
	[TASK_SCAN] = { "scan", 120 }, [TASK_TIMER] = { "timer", 120 },
};

/* Pools with news since the last bell.  A process serves one request at a
 * time; a rollback leaves a ring too many, which costs one look. */
static unsigned news;

#define COLS "id, pid, kind, pool, tkey, state, error, due_at, tries, version," \
	" added_at, ended_at"

static const struct db_col task_cols[] = {
	DB_COL(task, id), DB_COL(task, pid), DB_COL(task, kind), DB_COL(task, pool),
	DB_COL(task, tkey), DB_COL(task, state), DB_COL(task, error),
	DB_COL(task, due_at), DB_COL(task, tries), DB_COL(task, version),
	DB_COL(task, added_at), DB_COL(task, ended_at),
};

DB_SQL(sql_add, "task.add",
    "INSERT INTO task (pid, kind, pool, tkey, payload, state, due_at, added_at)"
    " VALUES (?, ?, ?, ?, ?, 'QUEUED', ?, ?)", 7, 0);
DB_SQL(sql_due, "task.due",
    "SELECT id, due_at FROM task WHERE pool = ? AND due_at <= ?"
    " ORDER BY due_at LIMIT 64", 2, 2);
DB_SQL(sql_claim, "task.claim",
    "UPDATE task SET state = 'CLAIMED', due_at = ?, tries = tries + 1,"
    " version = version + 1 WHERE id = ? AND due_at = ?", 3, 0);
DB_SQL(sql_by_id, "task.by_id", "SELECT " COLS " FROM task WHERE id = ?", 1, 12);
DB_SQL(sql_payload, "task.payload", "SELECT payload FROM task WHERE id = ?", 1, 1);
DB_SQL(sql_done, "task.done",
    "UPDATE task SET state = 'DONE', due_at = NULL, payload = NULL, error = NULL,"
    " ended_at = ? WHERE id = ? AND state = 'CLAIMED' AND version = ?", 3, 0);
DB_SQL(sql_again, "task.again",
    "UPDATE task SET state = 'QUEUED', due_at = ?, tries = 0, error = NULL"
    " WHERE id = ? AND state = 'CLAIMED' AND version = ?", 3, 0);
DB_SQL(sql_later, "task.later",
    "UPDATE task SET state = 'QUEUED', due_at = ?, error = ?"
    " WHERE id = ? AND state = 'CLAIMED' AND version = ?", 4, 0);
DB_SQL(sql_dead, "task.dead",
    "UPDATE task SET state = 'DEAD', due_at = NULL, error = ?, ended_at = ?"
    " WHERE id = ? AND state = 'CLAIMED' AND version = ?", 4, 0);
DB_SQL(sql_next, "task.next",
    "SELECT COALESCE(MIN(due_at), 0) FROM task WHERE pool = ? AND due_at IS NOT NULL",
    1, 1);
DB_SQL(sql_list, "task.list",
    "SELECT " COLS " FROM task WHERE state = ? ORDER BY id DESC LIMIT ? OFFSET ?",
    3, 12);
DB_SQL(sql_list_open, "task.list_open",
    "SELECT " COLS " FROM task WHERE state IN ('QUEUED', 'CLAIMED', 'DEAD')"
    " ORDER BY id DESC LIMIT ? OFFSET ?", 2, 12);
DB_SQL(sql_get, "task.get", "SELECT " COLS " FROM task WHERE pid = ?", 1, 12);
DB_SQL(sql_retry, "task.retry",
    "UPDATE task SET state = 'QUEUED', due_at = ?, tries = 0, ended_at = NULL"
    " WHERE pid = ? AND state = 'DEAD'", 2, 0);
DB_SQL(sql_counts, "task.counts",
    "SELECT pool, state, COUNT(*), COALESCE(MIN(due_at), 0) FROM task"
    " WHERE state IN ('QUEUED', 'CLAIMED', 'DEAD') GROUP BY pool, state", 0, 4);
DB_SQL(sql_sweep, "task.sweep",
    "DELETE FROM task WHERE state = 'DONE' AND ended_at < ? LIMIT 500", 1, 0);

const char *
task_pool_name(enum task_pool pool)
{
	return pools[pool].name;
}

int
task_pool_of(const char *kind)
{
	size_t n = strcspn(kind, ".");

	for (int i = 0; i < TASK__POOLS; i++)
		if (strlen(pools[i].name) == n && strncmp(pools[i].name, kind, n) == 0)
			return i;
	return -1;
}

/* ---- writing ---- */

int
task_add(struct work *w, const char *kind, const char *key, struct json *payload,
    int64_t due)
{
	int pool = task_pool_of(kind);
	struct pid pid = pid_new();
	struct blob sealed = { NULL, 0 };
	int64_t n;

	BUG_ON(pool < 0 || !db_in_tx(w));
	if (payload != NULL)
		sealed = seal_text(w, SEALED_AS, &pid, js_print(w, payload, NULL));
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(kind),
	    DB_V(pools[pool].name), DB_V(key), DB_V(sealed),
	    DB_V(due > 0 ? due : w->now), DB_V(w->now)));
	if (n == 1 && due <= w->now)
		news |= 1u << pool;
	return n < 0 ? -1 : 0;
}

/* ---- taking ---- */

struct candidate {
	int64_t	id, due_at;
};

/* One row changed means the task is ours; the lease is its new due time. */
static int
claim_one(struct work *w, enum task_pool pool, const struct candidate *c)
{
	return (int)db_exec(w, &sql_claim, DB_ARGS(DB_V(w->now + pools[pool].lease),
	    DB_V(c->id), DB_V(c->due_at)));
}

struct payload_row {
	struct blob	payload;
};

static int
read_payload(struct work *w, struct task *t)
{
	static const struct db_col cols[] = { DB_COL(payload_row, payload) };
	struct payload_row row;
	const char *text;

	if (db_one(w, &sql_payload, cols, &row, DB_ARGS(DB_V(t->id))) < 0 ||
	    seal_open(w, SEALED_AS, &t->pid, row.payload, &text) < 0)
		return -1;
	return text == NULL ? 0 : js_parse(w, text, strlen(text), &t->payload);
}

static int
read_claimed(struct work *w, int64_t id, struct task **out)
{
	*out = ARENA_NEW(w->arena, struct task);
	if (db_one(w, &sql_by_id, task_cols, *out, DB_ARGS(DB_V(id))) < 0 ||
	    read_payload(w, *out) < 0)
		return -1;
	return 1;
}

int
task_claim(struct work *w, enum task_pool pool, struct task **out)
{
	static const struct db_col cols[] = {
		DB_COL(candidate, id), DB_COL(candidate, due_at),
	};
	struct candidate *list;
	unsigned char dice;
	size_t n;

	BUG_ON(db_in_tx(w));
	if (db_list(w, &sql_due, cols, &list, &n,
		DB_ARGS(DB_V(pools[pool].name), DB_V(w->now))) < 0)
		return -1;
	crypto_random(&dice, 1);
	for (size_t i = 0; i < n; i++) {
		const struct candidate *c = &list[(i + dice) % n];
		int rc = claim_one(w, pool, c);

		if (rc != 0)
			return rc < 0 ? -1 : read_claimed(w, c->id, out);
	}
	return 0;
}

/* ---- ending ---- */

int
task_done(struct work *w, const struct task *t)
{
	return db_exec_one(w, &sql_done, DB_ARGS(DB_V(w->now), DB_V(t->id),
	    DB_V(t->version)));
}

int
task_again(struct work *w, const struct task *t, int64_t due)
{
	return db_exec_one(w, &sql_again, DB_ARGS(DB_V(due), DB_V(t->id),
	    DB_V(t->version)));
}

int64_t
task_pause(int64_t tries, unsigned char dice)
{
	int64_t base = tries > 10 ? PAUSE_MAX : (int64_t)1 << (tries < 1 ? 1 : tries);

	if (base > PAUSE_MAX)
		base = PAUSE_MAX;
	return base + base * dice / 1024;
}

static const char *
shortened(struct work *w, const char *error)
{
	size_t n = error == NULL ? 0 : strlen(error);

	while (n > 400)
		n = 400;
	while (n > 0 && n == 400 && ((unsigned char)error[n] & 0xC0) == 0x80)
		n--;	/* not inside a character */
	return arena_strndup(w->arena, error == NULL ? "" : error, n);
}

int
task_failed(struct work *w, const struct task *t, int max_tries, const char *error)
{
	unsigned char dice;

	error = shortened(w, error);
	crypto_random(&dice, 1);
	if (t->tries < max_tries)
		return db_exec_one(w, &sql_later, DB_ARGS(
		    DB_V(w->now + task_pause(t->tries, dice)), DB_V(error),
		    DB_V(t->id), DB_V(t->version)));
	if (db_exec_one(w, &sql_dead, DB_ARGS(DB_V(error), DB_V(w->now), DB_V(t->id),
		DB_V(t->version))) < 0)
		return -1;
	return 1;
}

int
task_next_due(struct work *w, enum task_pool pool, int64_t *out)
{
	return db_int(w, &sql_next, out, DB_ARGS(DB_V(pools[pool].name)));
}

/* ---- the administrator's view ---- */

int
task_list(struct work *w, const char *state, int64_t skip, int64_t size,
    struct task **rows, size_t *n)
{
	if (state == NULL)
		return db_list(w, &sql_list_open, task_cols, rows, n,
		    DB_ARGS(DB_V(size), DB_V(skip)));
	return db_list(w, &sql_list, task_cols, rows, n,
	    DB_ARGS(DB_V(state), DB_V(size), DB_V(skip)));
}

int
task_get(struct work *w, const struct pid *pid, struct task **out)
{
	*out = ARENA_NEW(w->arena, struct task);
	return db_one(w, &sql_get, task_cols, *out, DB_ARGS(DB_V(pid)));
}

int
task_retry(struct work *w, const struct pid *pid)
{
	struct task *t;

	if (task_get(w, pid, &t) < 0)
		return -1;
	if (strcmp(t->state, "DEAD") != 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该任务不在失败状态，无需重试");
	news |= 1u << task_pool_of(t->kind);
	return db_exec_one(w, &sql_retry, DB_ARGS(DB_V(w->now), DB_V(pid)));
}

int
task_counts(struct work *w, struct task_count **rows, size_t *n)
{
	static const struct db_col cols[] = {
		DB_COL(task_count, pool), DB_COL(task_count, state),
		DB_COL(task_count, n), DB_COL(task_count, oldest_due),
	};

	return db_list(w, &sql_counts, cols, rows, n, DB_NO_ARGS);
}

int64_t
task_sweep(struct work *w, int64_t before)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(before)));
}

/* ---- the bell ---- */

static void
ring(int fd, const struct sockaddr_un *to, const char *pool)
{
	char text[16];
	int n = snprintf(text, sizeof(text), "%s\n", pool);

	/* Nobody listens or the queue is full: the clerk looks by itself. */
	(void)!sendto(fd, text, (size_t)n, MSG_DONTWAIT | MSG_NOSIGNAL,
	    (const struct sockaddr *)to, sizeof(*to));
}

void
task_bell(struct work *w)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd;

	if (news == 0 || w->conf == NULL)
		return;
	snprintf(to.sun_path, sizeof(to.sun_path), "%s/clerk.bell", w->conf->socket_dir);
	if ((fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) < 0)
		return;
	for (int i = 0; i < TASK__POOLS; i++)
		if (news & 1u << i)
			ring(fd, &to, pools[i].name);
	close(fd);
	news = 0;
}
