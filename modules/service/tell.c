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
phone_of(struct work *w, int64_t account_id, const char **out)
{
	struct account a;
	struct person p;

	*out = NULL;
	if (account_get(w, account_id, &a) < 0)
		return -1;
	if (a.person_id == 0)
		return 0;
	if (person_get(w, a.person_id, &p) < 0)
		return -1;
	*out = p.phone;
	return 0;
}

int
tell_account(struct work *w, int64_t account_id, const char *event, const char *key,
    struct json *values)
{
	const char *phone;

	return phone_of(w, account_id, &phone) < 0 ? -1 :
	    notify_sms(w, event, key, phone, values);
}

int
tell_applicant(struct work *w, const struct order *o, const char *event, int round,
    struct json *values)
{
	const char *key = round == 0 ? o->no : arena_printf(w->arena, "%s:%d", o->no, round);

	js_put_text(values, "no", o->no);
	js_put_text(values, "service", service_words_of(o->service));
	return tell_account(w, o->account_id, event, key, values);
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
