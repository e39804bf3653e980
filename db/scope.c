/* SPDX-License-Identifier: MIT */
#include "scope.h"

#define SEES_ALL	(RIGHT_VIEW | RIGHT_REVIEW | RIGHT_SECOND | RIGHT_MAKE | \
			 RIGHT_FINANCE | RIGHT_CLOCK)

enum scope
scope_of(const struct work *w)
{
	const struct actor *a = w->actor;

	if (a == NULL)
		return SCOPE_NONE;
	if (a->rights & SEES_ALL)
		return SCOPE_ALL;
	if ((a->rights & RIGHT_DESK) && a->point_id != 0)
		return SCOPE_POINT;
	if ((a->rights & RIGHT_COMPANY) && a->company_id != 0)
		return SCOPE_COMPANY;
	return a->rights & RIGHT_MEMBER ? SCOPE_OWN : SCOPE_NONE;
}

size_t
scope_args(const struct work *w, struct db_val *v)
{
	const struct actor *a = w->actor;

	switch (scope_of(w)) {
	case SCOPE_POINT:
		v[0] = DB_V(a->point_id);
		return 1;
	case SCOPE_COMPANY:
		v[0] = DB_V(a->company_id);
		return 1;
	case SCOPE_OWN:
		v[0] = DB_V(a->account_id);
		v[1] = DB_V(a->person_id);
		return 2;
	case SCOPE_NONE:
	case SCOPE_ALL:
	case SCOPE__MAX:
		break;
	}
	return 0;
}

int
scope_sql(struct work *w, const struct scoped_sql *s, const struct db_sql **out)
{
	*out = s->by[scope_of(w)];
	if (*out == NULL)
		return refuse(w, ERR_NOTFOUND, "actor has no scope");
	return 0;
}
