/* SPDX-License-Identifier: MIT */
/*
 * Models of the state machines for test_property_steps.  A model is written from
 * requirements section 7, not from the step table: it keeps facts (paid, reviewed,
 * made ...) and says which events they allow and which state they amount to.  It
 * shares no enum and no table with the house; it knows states and events by their
 * stored codes alone.  One file a subject: models_order.c what becomes of an order
 * and its money, models_cert.c certificates, keys and their ways to the holder,
 * models_desk.c dossiers, identities, texts, tariffs and messages.
 */
#ifndef TESTS_UNIT_MODELS_H
#define TESTS_UNIT_MODELS_H

#include <stddef.h>
#include <string.h>

/* What is so.  Each model uses what it needs.  A condition and what it brings about are one
 * expression: `allowed && set(...)`. */
struct facts {
	int	begun, paid, passed, waits, back, made, sent, handed, held, second, late, found;
	const char *end;		/* the final state it came to, NULL: it is not over */
	/* what its policy says */
	int	costs, reviewed, first, gives, renews, phone, unasked, two, open, lasting, activation, mail,
		red;
	const char *way;
};

/* One machine: `event` is 1 when it is allowed and told, 0 when it is refused, -1 when the
 * model does not know it; `state` is the code the facts amount to. */
struct model {
	const char	*machine;
	int		(*event)(struct facts *f, const char *event);
	const char	*(*state)(const struct facts *f);
};

/* Each list ends with a row without a machine. */
extern const struct model models_order[], models_cert[], models_desk[];

static inline int
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static inline int
end(struct facts *f, const char *state)
{
	f->end = state;
	return 1;
}

static inline int
set(int *fact, int value)
{
	*fact = value;
	return 1;
}

#endif
