/* SPDX-License-Identifier: MIT */
#include "modules/base/json.h"
#include "subject.h"

struct json *
subject_company(struct work *w, const struct company *c)
{
	struct json *o = js_object(w);

	js_put_text(o, "name", c->name);
	js_put_text(o, "credit_code", c->credit_code);
	js_put_text(o, "legal_name", c->legal_name);
	js_put_text(o, "region", c->region);
	js_put_text(o, "phone", c->phone);
	js_put_text(o, "address", c->address);
	return o;
}

struct json *
subject_person(struct work *w, const struct person *p)
{
	struct json *o = js_object(w);

	js_put_text(o, "name", p->name);
	js_put_text(o, "id_number", p->id_number);
	js_put_text(o, "phone", p->phone);
	return o;
}
