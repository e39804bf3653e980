/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "captcha.h"
#include "db/seal.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"

DB_SQL(sql_add, "captcha.add",
    "INSERT INTO captcha (pid, question, answer, ends_at) VALUES (?, ?, ?, ?)", 4, 0);
DB_SQL(sql_question, "captcha.question",
    "SELECT question, answer FROM captcha WHERE pid = ? AND used_at = 0 AND ends_at > ?",
    2, 2);
DB_SQL(sql_answer, "captcha.answer", "SELECT question, answer FROM captcha WHERE pid = ?",
    1, 2);
DB_SQL(sql_use, "captcha.use",
    "UPDATE captcha SET used_at = ? WHERE pid = ? AND used_at = 0 AND ends_at > ?", 3, 0);
DB_SQL(sql_sweep, "captcha.sweep", "DELETE FROM captcha WHERE ends_at < ? LIMIT 1000", 1, 0);

struct row {
	const char	*question;
	struct blob	 answer;
};
static const struct db_col cols[] = { DB_COL(row, question), DB_COL(row, answer) };

static unsigned
random_below(unsigned n)
{
	unsigned v;

	crypto_random(&v, sizeof(v));
	return v % n;		/* n is small: the bias is nothing a guesser could use */
}

/* Results stay between 0 and 99: nobody should need paper. */
static const char *
question(struct work *w, int *answer)
{
	int a = (int)random_below(40) + 10, b = (int)random_below(9) + 1;

	switch (random_below(3)) {
	case 0:
		*answer = a + b;
		return arena_printf(w->arena, "%d+%d", a, b);
	case 1:
		*answer = a - b;
		return arena_printf(w->arena, "%d-%d", a, b);
	default:
		a = (int)random_below(8) + 2;
		*answer = a * b;
		return arena_printf(w->arena, "%dx%d", a, b);
	}
}

static struct blob
index_of(struct work *w, const struct pid *pid, const char *answer)
{
	return seal_index(w, "captcha.answer",
	    arena_printf(w->arena, "%s:%s", pid_text(w, pid), answer));
}

int
captcha_make(struct work *w, struct pid *out)
{
	int answer;
	const char *q = question(w, &answer);

	*out = pid_new();
	return db_exec(w, &sql_add, DB_ARGS(DB_V(out), DB_V(q),
	    DB_V(index_of(w, out, arena_printf(w->arena, "%d", answer))),
	    DB_V(w->now + CAPTCHA_LIFE))) < 0 ? -1 : 0;
}

int
captcha_draw(struct work *w, const struct pid *captcha, const char **svg)
{
	struct row r;
	uint64_t seed;

	if (db_one(w, &sql_question, cols, &r, DB_ARGS(DB_V(captcha), DB_V(w->now))) < 0)
		return -1;
	crypto_random(&seed, sizeof(seed));
	*svg = captcha_svg(w->arena, r.question, seed);
	return 0;
}

struct using {
	struct pid	 pid;
	int64_t		 used;
};

static int
use_tx(struct work *w, void *arg)
{
	struct using *u = arg;

	u->used = db_exec(w, &sql_use, DB_ARGS(DB_V(w->now), DB_V(&u->pid), DB_V(w->now)));
	return u->used < 0 ? -1 : 0;
}

/* "042" and " 42" are 42. */
static const char *
plain(struct work *w, const char *typed)
{
	const char *s = text_normal(w->arena, typed);

	while (*s == '0' && s[1] != '\0')
		s++;
	return s;
}

int
captcha_use(struct work *w, const char *captcha, const char *answer)
{
	struct using u;
	struct blob is;
	struct row r;

	if (pid_parse(w, captcha, &u.pid) < 0) {
		fault_clear(w);
		return fault_field(w, "answer", "计算题已失效，请换一题");
	}
	if (db_tx(w, use_tx, &u) < 0)
		return -1;
	if (u.used == 0)
		return fault_field(w, "answer", "计算题已失效，请换一题");
	if (db_one(w, &sql_answer, cols, &r, DB_ARGS(DB_V(&u.pid))) < 0)
		return -1;
	is = index_of(w, &u.pid, plain(w, answer));
	if (is.n != r.answer.n || memcmp(is.p, r.answer.p, is.n) != 0)
		return fault_field(w, "answer", "计算结果不正确，请重新计算");
	return 0;
}

int
captcha_sweep(struct work *w)
{
	return db_exec(w, &sql_sweep, DB_ARGS(DB_V(w->now - CAPTCHA_LIFE))) < 0 ? -1 : 0;
}
