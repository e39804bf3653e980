/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "machine.h"

int
step_fits(const struct step *s, unsigned traits, int way)
{
	return (traits & s->has) == s->has && (traits & s->hasnt) == 0 &&
	    (s->way == 0 || s->way == way);
}

const struct step *
machine_step(const struct machine *m, int from, int act, unsigned traits, int way)
{
	for (size_t i = 0; i < m->nsteps; i++)
		if (m->steps[i].from == from && m->steps[i].act == act &&
		    step_fits(&m->steps[i], traits, way))
			return &m->steps[i];
	return NULL;
}

int
machine_final(const struct machine *m, int state)
{
	return (m->final & 1u << state) != 0;
}

int
machine_word_of(const struct machine_word *list, int n, const char *code)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			return i;
	return -1;
}

const char *
machine_state_code(const struct machine *m, int state)
{
	return m->states[state].code;
}

const char *
machine_state_words(const struct machine *m, int state)
{
	return m->states[state].words;
}

int
machine_state_of(const struct machine *m, const char *code)
{
	return machine_word_of(m->states, m->nstates, code);
}

const char *
machine_act_code(const struct machine *m, int act)
{
	return m->acts[act].code;
}

const char *
machine_act_words(const struct machine *m, int act)
{
	return m->acts[act].words;
}

int
machine_act_of(const struct machine *m, const char *code)
{
	return machine_word_of(m->acts, m->nacts, code);
}
