/* SPDX-License-Identifier: MIT */
/*
 * A state machine as a table.  Pure: no SQL, no slip.  A room that has one
 * keeps in its steps.h and steps.c: X-macro lists of states and acts, the
 * enums `enum room_state` and `enum room_act` made from them, the table, and
 *
 *	const struct machine room_machine = {
 *		.name = "room", .states = states, .nstates = ROOM_STATE__MAX, ...
 *	};
 *
 * in steps.h `extern const struct machine room_machine;`, MACHINE_NAMES(room)
 * and, where rows are asked outside db/step.h, a typed room_step().
 *
 * A question is: this state, this act, these traits, this way.  At most one
 * row answers it; no row means that the act is refused with 409.  Rows begin
 * in state 0.  A row whose `to` is its `from` says "seen, changes nothing".
 * db/step.h writes steps; modules/service/machines.c lists all machines for
 * `caportal-admin print steps` and for tests/unit/test_machines, which asks
 * every question of every machine.
 */
#ifndef BASE_MACHINE_H
#define BASE_MACHINE_H

#include <stddef.h>

struct step {
	int		 from, act, to;
	unsigned	 who;		/* any of these rights (work.h) */
	unsigned	 has, hasnt;	/* traits, or-ed */
	int		 way;		/* 0: any */
};
#define ALWAYS	0, 0, 0			/* the last three columns of a row that does not ask */

/* What is stored, and what people read; words are NULL where nobody reads them. */
struct machine_word {
	const char	*code, *words;
};

#define MACHINE_WORD(name, words)	{ #name, words },	/* ROOM_STATES(MACHINE_WORD) */
#define MACHINE_CODE(name)		{ #name, NULL },	/* of lists without words */

struct machine {
	const char			*name;		/* English, for logs and pages */
	const struct machine_word	*states, *acts;
	int				 nstates, nacts;
	unsigned			 final;		/* 1u << state, or-ed: nobody moves next */
	const char *const		*traits;	/* names, from bit 0; NULL: none */
	unsigned			 ntraits;
	const struct machine_word	*ways;		/* 0 is "not chosen"; NULL: none */
	int				 nways;
	const struct step		*steps;
	size_t				 nsteps;
};

/* The row that answers, or NULL. */
const struct step	*machine_step(const struct machine *m, int from, int act,
			    unsigned traits, int way);
int			 step_fits(const struct step *s, unsigned traits, int way);
int			 machine_final(const struct machine *m, int state);

/* Codes and words; _of gives -1 when there is no such code. */
const char	*machine_state_code(const struct machine *m, int state);
const char	*machine_state_words(const struct machine *m, int state);
int		 machine_state_of(const struct machine *m, const char *code);
const char	*machine_act_code(const struct machine *m, int act);
const char	*machine_act_words(const struct machine *m, int act);
int		 machine_act_of(const struct machine *m, const char *code);
int		 machine_word_of(const struct machine_word *list, int n, const char *code);

/*
 * The same under the room's name and with its enums, so that an order's state
 * is not asked of the payments: room_state_code(s), room_state_words(s),
 * room_state_of(code), room_state_final(s), room_act_code(a),
 * room_act_words(a), room_act_of(code).
 */
#define MACHINE_NAMES(room) \
static inline const char * \
room##_state_code(enum room##_state s) \
{ \
	return machine_state_code(&room##_machine, (int)s); \
} \
static inline const char * \
room##_state_words(enum room##_state s) \
{ \
	return machine_state_words(&room##_machine, (int)s); \
} \
static inline int \
room##_state_of(const char *code) \
{ \
	return machine_state_of(&room##_machine, code); \
} \
static inline int \
room##_state_final(enum room##_state s) \
{ \
	return machine_final(&room##_machine, (int)s); \
} \
static inline const char * \
room##_act_code(enum room##_act a) \
{ \
	return machine_act_code(&room##_machine, (int)a); \
} \
static inline const char * \
room##_act_words(enum room##_act a) \
{ \
	return machine_act_words(&room##_machine, (int)a); \
} \
static inline int \
room##_act_of(const char *code) \
{ \
	return machine_act_of(&room##_machine, code); \
}

#endif
