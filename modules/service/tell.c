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

/* Where somebody is to be reached; n->account_id is known, or 0. */
static int
reach(struct work *w, struct notice *n)
{
	struct notify_choice choice;
	struct account a;
	struct person p;

	if (n->account_id == 0)
		return 0;
	if (n->phone == NULL && account_get(w, n->account_id, &a) == 0 && a.person_id != 0 &&
	    person_get(w, a.person_id, &p) == 0)
		n->phone = p.phone;
	if (w->fault.code == ERR_NOTFOUND)
		fault_clear(w);
	if (w->fault.code != ERR_NONE || choice_get(w, n->account_id, &choice) < 0)
		return -1;
	n->mail = choice.kinds & NOTIFY_MAIL ? choice.email : NULL;
	return 0;
}

static int
tell(struct work *w, struct notice *n)
{
	return reach(w, n) < 0 ? -1 : notify_send(w, n);
}

int
tell_by(struct work *w, int64_t account_id, unsigned kinds, const char *target,
    const char *event, const char *key, struct json *values)
{
	return tell(w, &(struct notice){ .event = event, .key = key, .kinds = kinds,
	    .account_id = account_id, .target = target, .values = values });
}

int
tell_account(struct work *w, int64_t account_id, const char *event, const char *key,
    struct json *values)
{
	return tell_by(w, account_id, 0, NULL, event, key, values);
}

int
tell_person(struct work *w, const struct person *p, const char *event, const char *key,
    struct json *values)
{
	struct account a;
	int has = account_find_person(w, p->id, &a);

	return has < 0 ? -1 : tell(w, &(struct notice){ .event = event, .key = key,
	    .phone = p->phone, .account_id = has ? a.id : 0, .target = "/my/identities",
	    .values = values });
}

int
tell_order(struct work *w, const struct order *o, const char *event, const char *key,
    struct json *values)
{
	const struct service *s = service_of(o->service, o->medium);

	js_put_text(values, "no", o->no);
	js_put_text(values, "service", s == NULL ? o->service : s->words);
	return tell_by(w, o->account_id, 0,
	    arena_printf(w->arena, "/my/orders/%s", pid_text(w, &o->pid)), event, key, values);
}

int
tell_applicant(struct work *w, const struct order *o, const char *event, int round,
    struct json *values)
{
	const char *key = round == 0 ? o->no : arena_printf(w->arena, "%s:%d", o->no, round);

	return tell_order(w, o, event, key, values);
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
