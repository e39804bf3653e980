/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "step.h"

struct list {
	struct db_val	v[16];
	size_t		n;
};

static void
push(struct list *l, struct db_args a)
{
	BUG_ON(l->n + a.n > sizeof(l->v) / sizeof(*l->v));
	memcpy(l->v + l->n, a.v, a.n * sizeof(*a.v));
	l->n += a.n;
}

const struct step *
step_ask(struct work *w, const struct machine *m, const char *no, int from, int act,
    unsigned traits, int way)
{
	const struct step *s = machine_step(m, from, act, traits, way);

	if (s == NULL) {
		refuse(w, ERR_CONFLICT, "%s %s: no %s from %s", m->name, no,
		    machine_act_code(m, act), machine_state_code(m, from));
		return NULL;
	}
	if (!work_may(w, s->who)) {
		refuse(w, ERR_DENIED, "%s %s: %s is not for this actor", m->name, no,
		    machine_act_code(m, act));
		return NULL;
	}
	return s;
}

int
step_note(struct work *w, const struct step_book *b, struct db_args whose, int act,
    const char *from, int to, const char *words)
{
	struct list l = { .n = 0 };

	push(&l, whose);
	push(&l, DB_ARGS(DB_V(machine_act_code(b->machine, act)), DB_V(from),
	    DB_V(machine_state_code(b->machine, to)), DB_V(w->actor->account_id),
	    DB_V(w->actor->name), DB_V(words), DB_V(w->now)));
	return db_exec(w, b->note, (struct db_args){ l.v, l.n }) < 0 ? -1 : 0;
}

int
step_write(struct work *w, const struct step_book *b, const struct step *s,
    struct db_args whose, int *version, struct db_args more, const char *words)
{
	struct list l = { .n = 0 };

	BUG_ON(!db_in_tx(w));
	if (s->to == s->from)
		return 0;
	push(&l, DB_ARGS(DB_V(machine_state_code(b->machine, s->to))));
	push(&l, more);
	push(&l, DB_ARGS(whose.v[whose.n - 1], DB_V(*version)));
	if (db_exec_one(w, b->move, (struct db_args){ l.v, l.n }) < 0)
		return -1;
	++*version;
	return step_note(w, b, whose, s->act, machine_state_code(b->machine, s->from), s->to,
	    words);
}
