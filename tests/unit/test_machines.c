/* SPDX-License-Identifier: MIT */
/* What holds for every state machine of the house.  What a room promises
 * besides, such as money that is taken exactly once, stands in its own test. */
#include "test.h"
#include "db/step.h"
#include "modules/service/machines.h"

#define EVERY_MACHINE(m) \
	for (size_t m##_i = 0; m##_i < n_machines; m##_i++) \
		for (const struct machine *m = machines[m##_i]; m != NULL; m = NULL)

#define EVERY_TRAIT_SET(m, t)	for (unsigned t = 0; t < 1u << m->ntraits; t++)
#define EVERY_WAY(m, way)	for (int way = 0; way < (m->nways > 0 ? m->nways : 1); way++)
/* Way 0 is "not chosen yet": a road may wait there for ever. */
#define EVERY_CHOSEN_WAY(m, way) EVERY_WAY(m, way) if (way > 0 || m->nways == 0)

static void
one_question_has_one_row(void **state)
{
	(void)state;
	EVERY_MACHINE(m)
		EVERY_TRAIT_SET(m, t)
			EVERY_WAY(m, way)
				for (size_t i = 0; i < m->nsteps; i++) {
					const struct step *s = &m->steps[i];

					if (step_fits(s, t, way) &&
					    machine_step(m, s->from, s->act, t, way) != s)
						fail_msg("%s: row %zu is shadowed: %s %s", m->name, i,
						    m->states[s->from].code, m->acts[s->act].code);
				}
}

/* The states that can be reached from one, as bits. */
static unsigned
walk(const struct machine *m, int from, unsigned traits, int way, unsigned seen)
{
	if (seen & 1u << from)
		return seen;
	seen |= 1u << from;
	for (int act = 0; act < m->nacts; act++) {
		const struct step *s = machine_step(m, from, act, traits, way);

		if (s != NULL)
			seen = walk(m, s->to, traits, way, seen);
	}
	return seen;
}

static void
every_road_ends(void **state)
{
	(void)state;
	EVERY_MACHINE(m)
		EVERY_TRAIT_SET(m, t)
			EVERY_CHOSEN_WAY(m, way)
				for (int s = 0; s < m->nstates; s++)
					if ((walk(m, s, t, way, 0) & m->final) == 0)
						fail_msg("%s: no way out of %s with traits %#x way %d",
						    m->name, m->states[s].code, t, way);
}

static void
every_state_can_be_met(void **state)
{
	(void)state;
	EVERY_MACHINE(m) {
		unsigned met = 0;

		EVERY_TRAIT_SET(m, t)
			EVERY_CHOSEN_WAY(m, way)
				met |= walk(m, 0, t, way, 0);
		for (int s = 0; s < m->nstates; s++)
			if ((met & 1u << s) == 0)
				fail_msg("%s: nothing leads to %s", m->name, m->states[s].code);
	}
}

static void
nothing_leaves_a_final_state(void **state)
{
	(void)state;
	EVERY_MACHINE(m)
		for (size_t i = 0; i < m->nsteps; i++)
			if (machine_final(m, m->steps[i].from) &&
			    m->steps[i].to != m->steps[i].from)
				fail_msg("%s: row %zu leaves %s", m->name, i,
				    m->states[m->steps[i].from].code);
}

/* Asks as somebody with these rights; the fault, or ERR_NONE. */
static enum err
ask(const struct machine *m, const struct step *s, unsigned rights)
{
	struct work w = test_slip();
	struct actor who = { .rights = rights };
	const struct step *found;

	w.actor = &who;
	found = step_ask(&w, m, "1", s->from, s->act, s->has, s->way);
	assert_true((found == NULL) == (w.fault.code != ERR_NONE));
	test_slip_end(&w);
	return w.fault.code;
}

static void
every_step_is_for_those_of_its_row_only(void **state)
{
	(void)state;
	EVERY_MACHINE(m)
		for (const struct step *s = m->steps; s < m->steps + m->nsteps; s++) {
			assert_int_not_equal(s->who, 0);
			assert_int_equal(ask(m, s, s->who), ERR_NONE);
			assert_int_equal(ask(m, s, ~s->who), ERR_DENIED);
		}
}

static void
what_no_row_names_is_a_conflict_whoever_asks(void **state)
{
	(void)state;
	EVERY_MACHINE(m)
		for (int from = 0; from < m->nstates; from++)
			for (int act = 0; act < m->nacts; act++) {
				struct step s = { .from = from, .act = act };

				if (machine_step(m, from, act, 0, 0) == NULL)
					assert_int_equal(ask(m, &s, ~0u), ERR_CONFLICT);
			}
}

static void
every_code_is_read_back(void **state)
{
	(void)state;
	EVERY_MACHINE(m) {
		for (int s = 0; s < m->nstates; s++)
			assert_int_equal(machine_state_of(m, machine_state_code(m, s)), s);
		for (int a = 0; a < m->nacts; a++)
			assert_int_equal(machine_act_of(m, machine_act_code(m, a)), a);
		for (int way = 0; way < m->nways; way++)
			assert_int_equal(machine_word_of(m->ways, m->nways, m->ways[way].code), way);
		assert_int_equal(machine_state_of(m, "NONE"), -1);
		assert_int_equal(machine_act_of(m, "no such act"), -1);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(one_question_has_one_row),
	cmocka_unit_test(every_road_ends),
	cmocka_unit_test(every_state_can_be_met),
	cmocka_unit_test(nothing_leaves_a_final_state),
	cmocka_unit_test(every_step_is_for_those_of_its_row_only),
	cmocka_unit_test(what_no_row_names_is_a_conflict_whoever_asks),
	cmocka_unit_test(every_code_is_read_back),
};

TEST_MAIN(tests)
