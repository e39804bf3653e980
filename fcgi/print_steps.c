/* SPDX-License-Identifier: MIT */
/* The step tables of every room, for docs/steps.md. */
#include "admin.h"
#include "modules/cert/steps.h"
#include "modules/order/steps.h"
#include "modules/pay/steps.h"
#include "modules/review/steps.h"

static void
head(FILE *to, const char *title, const char *more)
{
	fprintf(to, "\n## %s\n\n| from | act | to | who |%s\n|---|---|---|---|%s\n", title,
	    more, *more == '\0' ? "" : "---|");
}

static void
row(FILE *to, const char *from, const char *act, const char *next, unsigned who)
{
	fprintf(to, "| %s | %s | %s |", from, act, next);
	print_rights(who, to);
	fputs(" |", to);
}

static void
put_trait(FILE *to, const char *sign, unsigned traits)
{
	static const char *const names[] = { "paid", "reviewed", "first", "handed" };

	for (unsigned i = 0; i < 4; i++)
		if (traits & 1u << i)
			fprintf(to, " %s%s", sign, names[i]);
}

static void
order_table(FILE *to)
{
	head(to, "Order", " wants |");
	for (size_t i = 0; i < order_nsteps; i++) {
		const struct order_step *s = &order_steps[i];

		row(to, order_state_code(s->from), order_act_code(s->act),
		    order_state_code(s->to), s->who);
		put_trait(to, "", s->has);
		put_trait(to, "not ", s->hasnt);
		fprintf(to, "%s%s |\n", s->way == WAY_ANY ? "" : " way ",
		    s->way == WAY_ANY ? "" : order_way_code(s->way));
	}
}

static void
pay_table(FILE *to)
{
	static const char *const groups[] = { "", " open", " paid or closed", "" };

	head(to, "Payment attempt", " group |");
	for (size_t i = 0; i < pay_nsteps; i++) {
		const struct pay_step *s = &pay_steps[i];

		row(to, pay_state_code(s->from), pay_act_code(s->act), pay_state_code(s->to),
		    s->who);
		fprintf(to, "%s |\n", groups[s->group]);
	}
}

#define SIMPLE_TABLE(fn, title, table, n, state, act_code) \
static void \
fn(FILE *to) \
{ \
	head(to, title, ""); \
	for (size_t i = 0; i < n; i++) { \
		row(to, state(table[i].from), act_code(table[i].act), state(table[i].to), \
		    table[i].who); \
		fputs("\n", to); \
	} \
}

SIMPLE_TABLE(refund_table, "Refund", refund_steps, refund_nsteps, refund_state_code,
    refund_act_code)
SIMPLE_TABLE(review_table, "Review", review_steps, review_nsteps, review_state_code,
    review_act_code)
SIMPLE_TABLE(cert_table, "Certificate", cert_steps, cert_nsteps, cert_state_code,
    cert_act_code)
SIMPLE_TABLE(token_table, "Key", token_steps, token_nsteps, token_state_code,
    token_act_code)

void
print_steps(FILE *to)
{
	fputs("# Steps\n\nPrinted from the tables; what no row names is refused with 409.\n", to);
	order_table(to);
	pay_table(to);
	refund_table(to);
	review_table(to);
	cert_table(to);
	token_table(to);
}
