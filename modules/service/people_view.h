/* SPDX-License-Identifier: MIT */
/* What the 管理员 sees of the people of the enterprise, and may change of them. */
#ifndef SERVICE_PEOPLE_VIEW_H
#define SERVICE_PEOPLE_VIEW_H

#include "modules/person/person.h"

struct json;

/* pid, name, id_masked, phone_masked: never more of a person's numbers. */
void	people_put_numbers(struct work *w, const struct person *p, struct json *o);
/* ["手机号"] */
struct json	*people_missing(struct work *w, const struct person *p);

struct people_open {
	int	name, id_number, phone;		/* may be written by the 管理员 */
};
int	people_open(struct work *w, const struct person *p, struct people_open *out);

#endif
