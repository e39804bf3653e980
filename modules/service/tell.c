/* SPDX-License-Identifier: MIT */
#include "modules/account/account.h"
#include "modules/base/json.h"
#include "modules/notify/notify.h"
#include "modules/person/person.h"
#include "services.h"
#include "tell.h"

const char *
service_words_of(const char *service)
{
	const struct service *s = service_find(service);

	return s == NULL ? service : s->words;
}

static int
phone_of(struct work *w, const struct order *o, const char **out)
{
	struct account a;
	struct person p;

	*out = NULL;
	if (account_get(w, o->account_id, &a) < 0)
		return -1;
	if (a.person_id == 0)
		return 0;
	if (person_get(w, a.person_id, &p) < 0)
		return -1;
	*out = p.phone;
	return 0;
}

int
tell_applicant(struct work *w, const struct order *o, const char *event, int round,
    struct json *values)
{
	const char *phone, *key = round == 0 ? o->no :
	    arena_printf(w->arena, "%s:%d", o->no, round);

	if (phone_of(w, o, &phone) < 0)
		return -1;
	js_put_text(values, "no", o->no);
	js_put_text(values, "service", service_words_of(o->service));
	return notify_sms(w, event, key, phone, values);
}

int
holder_masked(struct work *w, const struct order *o, const char **id_masked)
{
	struct person p;

	if (person_get(w, o->person_id, &p) < 0)
		return -1;
	*id_masked = person_id_masked(w, &p);
	return 0;
}
