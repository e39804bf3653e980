/* SPDX-License-Identifier: MIT */
/* The object of GET /api/session: who is here and what the shell may show. */
#include <string.h>

#include "login.h"
#include "modules/account/account.h"
#include "modules/account/right.h"
#include "modules/account/session.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/person/identity.h"

static const char *const environments[] = { "demo", "test", "production" };

static struct json *
account_json(struct work *w, const struct session *s)
{
	struct json *o = js_object(w);

	js_put_text(o, "pid", pid_text(w, &s->account_pid));
	js_put_text(o, "username", s->username);
	js_put_text(o, "name", s->name);
	js_put_text(o, "kind", s->kind);
	js_put_bool(o, "must_change", s->must_change);
	js_put_bool(o, "must_enrol", s->must_enrol);
	return o;
}

static struct json *
company_json(struct work *w, const struct pid *pid, const char *name, const char *channel)
{
	struct json *o = js_object(w);

	js_put_text(o, "pid", pid_text(w, pid));
	js_put_text(o, "name", name);
	if (channel != NULL)
		js_put_text(o, "channel", channel);
	return o;
}

static struct json *
identity_json(struct work *w, const struct identity *i)
{
	struct json *o = js_object(w);

	js_put_text(o, "pid", pid_text(w, &i->pid));
	js_put_text(o, "type", i->type);
	js_put_text(o, "type_words", i->type_words);
	js_put_text(o, "state", i->state_code);
	js_put_text(o, "state_words", identity_state_words(i->state));
	js_put_bool(o, "selectable", identity_chosen(i));
	js_put(o, "company", company_json(w, &i->company_pid, i->company, NULL));
	return o;
}

static int
put_identities(struct work *w, const struct session *s, struct json *out)
{
	struct json *list = js_array(w);
	struct identity *rows = NULL;
	size_t n = 0;

	if (strcmp(s->kind, "member") == 0 && s->person_id != 0 &&
	    identity_list(w, s->person_id, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(list, identity_json(w, &rows[i]));
	js_put(out, "identities", list);
	js_put(out, "identity", s->identity_id == 0 ? NULL :
	    js_text(w, pid_text(w, &s->identity_pid)));
	js_put(out, "company", s->company_id == 0 ? NULL :
	    company_json(w, &s->company_pid, s->company, s->channel));
	return 0;
}

static int
put_roles(struct work *w, const struct session *s, struct json *out)
{
	struct json *list = js_array(w);
	const char **words;
	size_t n = 0;

	if (strcmp(s->kind, "staff") == 0 &&
	    account_roles(w, s->account_id, &words, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add_text(list, words[i]);
	js_put(out, "roles", list);
	js_put(out, "rights", rights_json(w, s->rights));
	return 0;
}

/* What the place is called: of the enterprise, else of the house. */
static struct json *
channel_json(struct work *w, const struct catalog *cat, const struct session *s)
{
	const char *code = s == NULL || s->channel == NULL ? w->conf->channel : s->channel;
	const struct channel *c = catalog_channel(cat, code);
	struct json *o = js_object(w);

	js_put_text(o, "code", code);
	js_put_text(o, "brand", c == NULL ? "" : c->brand);
	js_put_text(o, "product", c == NULL ? "" : c->product);
	js_put_text(o, "motto", c == NULL ? "" : c->motto);
	return o;
}

static struct json *
point_json(struct work *w, const struct catalog *cat, const struct session *s)
{
	const struct pickup_point *p = s->point_id == 0 ? NULL :
	    catalog_point_id(cat, s->point_id);
	struct json *o;

	if (p == NULL)
		return NULL;
	o = js_object(w);
	js_put_text(o, "pid", pid_text(w, &p->pid));
	js_put_text(o, "words", p->words);
	return o;
}

int
login_view(struct work *w, const struct session *s, struct json **out)
{
	struct json *o = js_object(w);
	const struct catalog *cat;

	if (catalog_get(w, &cat) < 0)
		return -1;
	js_put_bool(o, "signed_in", s != NULL);
	js_put_text(o, "environment", environments[w->conf->env]);
	js_put(o, "channel", channel_json(w, cat, s));
	*out = o;
	if (s == NULL)
		return 0;
	js_put(o, "account", account_json(w, s));
	js_put(o, "point", point_json(w, cat, s));
	if (put_identities(w, s, o) < 0)
		return -1;
	return put_roles(w, s, o);
}
