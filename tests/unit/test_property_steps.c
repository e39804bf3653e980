/* SPDX-License-Identifier: MIT */
/*
 * Random sequences of events through every state machine of the house, beside
 * a model of it (models.h).
 *
 * An event that a model does not know yet: the machine goes its way, money and
 * keys are still counted, and the model rests until the next sequence; the
 * event is named in the output, and with CAPORTAL_LONG it is a failure.  A new
 * event is told in the model of its machine: two or three lines.
 *
 * 10^5 sequences a machine with CAPORTAL_LONG (`tests/run long`), else a tenth.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "models.h"
#include "modules/service/machines.h"

#define SEQUENCES	100000
#define EVENTS		24		/* of a sequence, at most */

static const struct model *const models[] = { models_order, models_cert, models_desk };

static const struct { const char *trait; size_t fact; } traits[] = {
	{ "paid",       offsetof(struct facts, costs) },
	{ "reviewed",   offsetof(struct facts, reviewed) },
	{ "first",      offsetof(struct facts, first) },
	{ "handed",     offsetof(struct facts, gives) },
	{ "updated",    offsetof(struct facts, renews) },
	{ "effect",     offsetof(struct facts, unasked) },
	{ "download",   offsetof(struct facts, phone) },
	{ "open group", offsetof(struct facts, open) },
	{ "two",        offsetof(struct facts, two) },
	{ "activation", offsetof(struct facts, activation) },
	{ "lasting",    offsetof(struct facts, lasting) },
	{ "mail",       offsetof(struct facts, mail) },
	{ "red",        offsetof(struct facts, red) },
};

/* What happens at most once on a road: money comes, money goes, a key goes. */
static const struct { const char *machine, *what, *events; } once[] = {
	{ "order",           "money taken",     " PAY " },
	{ "order",           "money returned",  " REFUND " },
	{ "order",           "key given",       " RECEIVE HANDOUT " },
	{ "order",           "certificate loaded", " DOWNLOADED " },
	{ "order",           "key updated",     " UPDATED " },
	{ "payment attempt", "money counted",   " SUCCEED ACCEPT " },
	{ "refund",          "money returned",  " SUCCEED " },
	{ "certificate",     "handed out",      " HANDOUT " },
	{ "key",             "personalised",    " PERSONALISE " },
	{ "key",             "key given",       " HANDOUT " },
	{ "parcel",          "parcel received", " RECEIVE " },
	{ "download",        "certificate loaded", " LOAD " },
	{ "invoice",         "invoice issued",  " ISSUE " },
	{ "invoice",         "invoice reddened", " RED_ISSUE " },
};
#define N(list)		(sizeof(list) / sizeof(*(list)))

/* ---- one sequence ---- */

struct road {
	const struct machine *m;
	const struct model *model;	/* NULL: none, or it rests */
	struct facts	 facts;
	unsigned	 traits, seen, ends;	/* ends: the states with a way out */
	int		 state, way, count[N(once)];
	char		 told[EVENTS * 32];
};

static uint64_t dice_state = 20211115;

static int
dice(int sides)
{
	dice_state ^= dice_state << 13;
	dice_state ^= dice_state >> 7;
	dice_state ^= dice_state << 17;
	return (int)((dice_state >> 11) % (unsigned)sides);
}

#define WRONG(r, what, ...) \
	fail_msg("%s, traits %#x, way %d:%s: " what, (r)->m->name, (r)->traits, (r)->way, \
	    (r)->told, __VA_ARGS__)

/* A trait of the policy; -1: the model does not know it. */
static int
give_trait(struct facts *f, const char *name)
{
	for (size_t i = 0; i < N(traits); i++)
		if (is(traits[i].trait, name))
			return set((int *)(void *)((char *)f + traits[i].fact), 1);
	return -1;
}

/* Review before payment means something only where there is a review. */
static int
possible(const struct facts *f)
{
	return !f->first || f->reviewed;
}

/* States from which a final one can be reached. */
static unsigned
way_out(const struct machine *m, unsigned has, int way)
{
	unsigned out = m->final, before;

	do {
		before = out;
		for (const struct step *s = m->steps; s < m->steps + m->nsteps; s++)
			if (step_fits(s, has, way) && (out & 1u << s->to))
				out |= 1u << s->from;
	} while (out != before);
	return out;
}

static void
begin(struct road *r, const struct machine *m, const struct model *model)
{
	do {
		*r = (struct road){ .m = m, .model = model };
		for (unsigned t = 0; t < m->ntraits; t++) {
			if (dice(2) == 0)
				continue;
			if (give_trait(&r->facts, m->traits[t]) < 0)
				r->model = NULL;
			r->traits |= 1u << t;
		}
		r->way = m->nways > 1 ? 1 + dice(m->nways - 1) : 0;
	} while (!possible(&r->facts));
	r->facts.way = m->nways > 0 ? m->ways[r->way].code : "";
	r->ends = way_out(m, r->traits, r->way);
	r->seen = 1u << 0;
}

/* Three of four are events the machine answers, the rest whatever the dice say. */
static int
next_event(const struct road *r)
{
	int answered[64], n = 0;

	for (int act = 0; act < r->m->nacts; act++)
		if (machine_step(r->m, r->state, act, r->traits, r->way) != NULL)
			answered[n++] = act;
	return n == 0 || dice(4) == 0 ? dice(r->m->nacts) : answered[dice(n)];
}

static void
count_once(struct road *r, const char *event)
{
	char word[40];

	snprintf(word, sizeof(word), " %s ", event);
	for (size_t i = 0; i < N(once); i++)
		if (is(once[i].machine, r->m->name) && strstr(once[i].events, word) != NULL &&
		    ++r->count[i] > 1)
			WRONG(r, "%s twice", once[i].what);
}

static void
compare(struct road *r, const char *event, int answered, unsigned *unknown, int act)
{
	int allowed = r->model->event(&r->facts, event);
	const char *code = machine_state_code(r->m, r->state);

	if (allowed < 0) {
		*unknown |= 1u << act;
		r->model = answered ? NULL : r->model;
		return;
	}
	if (allowed != answered)
		WRONG(r, "the table %s it, the model does not", answered ? "allows" : "refuses");
	if (!is(r->model->state(&r->facts), code))
		WRONG(r, "the table is in %s, the model in %s", code, r->model->state(&r->facts));
}

static void
happens(struct road *r, int act, unsigned *unknown)
{
	const struct step *s = machine_step(r->m, r->state, act, r->traits, r->way);
	const char *event = machine_act_code(r->m, act);
	size_t n = strlen(r->told);

	snprintf(r->told + n, sizeof(r->told) - n, " %s", event);
	if (s != NULL && s->to != s->from) {
		if (machine_final(r->m, s->from))
			WRONG(r, "%s is an end, and yet it moves", machine_state_code(r->m, s->from));
		count_once(r, event);
		r->state = s->to;
		r->seen |= 1u << s->to;
	}
	if ((r->ends & 1u << r->state) == 0)
		WRONG(r, "no way out of %s", machine_state_code(r->m, r->state));
	if (r->model != NULL)
		compare(r, event, s != NULL, unknown, act);
}

/* ---- the tests ---- */

static int
whole(void)
{
	return getenv("CAPORTAL_LONG") != NULL;
}

static const struct model *
model_of(const struct machine *m)
{
	for (size_t i = 0; i < N(models); i++)
		for (const struct model *one = models[i]; one->machine != NULL; one++)
			if (is(one->machine, m->name))
				return one;
	return NULL;
}

static void
name_unknown(const struct machine *m, unsigned unknown)
{
	for (int act = 0; act < m->nacts; act++)
		if (unknown & 1u << act)
			print_message("# the model of %s does not know %s yet\n", m->name,
			    machine_act_code(m, act));
	if (whole())
		assert_int_equal(unknown, 0);
}

static void
every_machine_goes_as_its_model(void **state)
{
	int sequences = whole() ? SEQUENCES : SEQUENCES / 10;

	(void)state;
	for (size_t i = 0; i < n_machines; i++) {
		const struct model *model = model_of(machines[i]);
		unsigned seen = 0, unknown = 0;
		struct road r;

		if (model == NULL && whole())
			fail_msg("%s has no model", machines[i]->name);
		for (int n = 0; n < sequences; n++) {
			int events = 1 + dice(EVENTS);

			begin(&r, machines[i], model);
			while (events-- > 0)
				happens(&r, next_event(&r), &unknown);
			seen |= r.seen;
		}
		for (int s = 0; s < machines[i]->nstates; s++)
			if ((seen & 1u << s) == 0)
				fail_msg("%s: nobody came to %s in %d sequences", machines[i]->name,
				    machine_state_code(machines[i], s), sequences);
		name_unknown(machines[i], unknown);
	}
	print_message("# %d sequences of each of %zu machines, 0 mismatches\n", sequences, n_machines);
}

/* Three attempts at one debt: whatever is told in whatever order, one counts at most, and what
 * came besides goes back. */
static void
one_of_several_payments_counts(void **state)
{
	const struct machine *m = NULL;
	int sequences = whole() ? SEQUENCES : SEQUENCES / 10, success, surplus;

	(void)state;
	for (size_t i = 0; i < n_machines; i++)
		if (is(machines[i]->name, "payment attempt"))
			m = machines[i];
	assert_non_null(m);
	success = machine_state_of(m, "SUCCESS");
	surplus = machine_state_of(m, "SURPLUS");
	for (int n = 0; n < sequences; n++) {
		int at[3] = { 0, 0, 0 }, open = 1, counted = 0;

		for (int e = 0; e < EVENTS; e++) {
			int a = dice(3), was = at[a];
			const struct step *s = machine_step(m, was, dice(m->nacts), open ? 1 : 0, 0);

			if (dice(20) == 0)
				open = 0;		/* cancelled, or out of time */
			if (s == NULL)
				continue;
			at[a] = s->to;
			if (s->to == success && was != success) {
				assert_true(s->has == 1);
				assert_int_equal(++counted, 1);
				open = 0;
			}
			if (was == success || was == surplus)
				assert_int_equal(at[a], was);
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_machine_goes_as_its_model),
	cmocka_unit_test(one_of_several_payments_counts),
};

TEST_MAIN(tests)
