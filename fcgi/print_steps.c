/* SPDX-License-Identifier: MIT */
/* The step tables of every room, for docs/steps.md. */
#include <ctype.h>

#include "admin.h"
#include "modules/service/machines.h"

static void
put_traits(FILE *to, const struct machine *m, const char *sign, unsigned traits)
{
	for (unsigned i = 0; i < m->ntraits; i++)
		if (traits & 1u << i)
			fprintf(to, " %s%s", sign, m->traits[i]);
}

static void
put_row(FILE *to, const struct machine *m, const struct step *s)
{
	fprintf(to, "| %s | %s | %s |", machine_state_code(m, s->from),
	    machine_act_code(m, s->act), machine_state_code(m, s->to));
	print_rights(s->who, to);
	fputs(" |", to);
	if (m->ntraits > 0) {
		put_traits(to, m, "", s->has);
		put_traits(to, m, "not ", s->hasnt);
		fprintf(to, "%s%s |", s->way == 0 ? "" : " way ",
		    s->way == 0 ? "" : m->ways[s->way].code);
	}
	fputc('\n', to);
}

static void
put_machine(FILE *to, const struct machine *m)
{
	const char *wants = m->ntraits > 0 ? " wants |" : "", *line = m->ntraits > 0 ? "---|" : "";

	fprintf(to, "\n## %c%s\n\n| from | act | to | who |%s\n|---|---|---|---|%s\n",
	    toupper((unsigned char)m->name[0]), m->name + 1, wants, line);
	for (size_t i = 0; i < m->nsteps; i++)
		put_row(to, m, &m->steps[i]);
}

void
print_steps(FILE *to)
{
	fputs("# Steps\n\nPrinted from the tables; what no row names is refused with 409.\n", to);
	for (size_t i = 0; i < n_machines; i++)
		put_machine(to, machines[i]);
}
