/* SPDX-License-Identifier: MIT */
#include "modules/base/json.h"
#include "modules/person/person.h"
#include "people_view.h"
#include "person_mine.h"

int
person_mine(struct work *w, struct json **out)
{
	struct json *o = js_object(w), *person = js_object(w);
	struct person p;

	if (person_get(w, w->actor->person_id, &p) < 0)
		return -1;
	people_put_numbers(w, &p, person);
	js_put_bool(person, "complete", p.complete);
	js_put(person, "missing", people_missing(w, &p));
	js_put(o, "person", person);
	js_put(o, "approved", NULL);
	js_put(o, "current", NULL);
	js_put(o, "history", js_array(w));
	*out = o;
	return 0;
}
