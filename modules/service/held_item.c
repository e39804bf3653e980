/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "held_item.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

/* A certificate accepts these today. */
static int
live(const struct cert_platform *p)
{
	return strcmp(p->state, "ACTIVE") == 0 || strcmp(p->state, "PENDING") == 0 ||
	    strcmp(p->state, "DROP_AT_UPDATE") == 0;
}

static int
load_had(struct work *w, struct held_item *it)
{
	struct cert_platform *p;
	size_t n;

	if (cert_platforms(w, it->cert->id, &p, &n) < 0)
		return -1;
	it->had = ARENA_ARRAY(w->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		if (live(&p[i]))
			it->had[it->nhad++] = p[i].platform;
	return 0;
}

static int
read_asked(struct work *w, const struct json *codes, struct held_item *it)
{
	size_t n = js_is_array(codes) ? js_size(codes) : 0;

	it->asked = ARENA_ARRAY(w->arena, const char *, n + 1);
	it->now = ARENA_ARRAY(w->arena, const char *, it->nhad + n + 1);
	for (size_t i = 0; i < it->nhad && it->kind->platforms != HELD_ALL; i++)
		it->now[it->nnow++] = it->had[i];
	if (it->kind->platforms == HELD_KEEPS)
		return 0;
	for (size_t i = 0; i < n; i++) {
		const char *code = js_as_text(js_at(codes, i));

		if (code == NULL || strlen(code) > 16 || text_in(code, it->asked) ||
		    text_in(code, it->now))
			return fault_field(w, "platforms", "应用平台填写有误，已关联的平台不能重复新增");
		it->now[it->nnow++] = it->asked[it->nasked++] = code;
	}
	return 0;
}

static int
load_cert(struct work *w, const struct json *choice, int lock, struct held_item *it)
{
	const char *text = js_get_text(choice, "cert");
	struct pid pid;

	if (text == NULL || pid_parse(w, text, &pid) < 0) {
		fault_clear(w);
		return fault_field(w, "items", "请选择证书");
	}
	return (lock ? cert_take : cert_get)(w, &pid, &it->cert) < 0 ||
	    company_get(w, it->cert->company_id, &it->company) < 0 ||
	    person_get(w, it->cert->person_id, &it->holder) < 0 || load_had(w, it) < 0 ||
	    read_asked(w, js_get(choice, "platforms"), it) < 0 ? -1 : 0;
}

static int
by_pid(const void *a, const void *b)
{
	const char *x = js_get_text(*(struct json *const *)a, "cert");
	const char *y = js_get_text(*(struct json *const *)b, "cert");

	return strcmp(x == NULL ? "" : x, y == NULL ? "" : y);
}

static struct json **
sorted(struct work *w, const struct json *items, size_t n)
{
	struct json **list = ARENA_ARRAY(w->arena, struct json *, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = js_at(items, i);
	qsort(list, n, sizeof(*list), by_pid);
	return list;
}

static int
same_company(struct work *w, const struct held_item *items, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (items[i].cert->id == items[i - 1].cert->id)
			return fault_field(w, "items", "同一证书不能重复选择");
		if (items[i].cert->company_id != items[0].cert->company_id)
			return fault_field(w, "items", "不同企业的证书不能一起办理");
	}
	return 0;
}

int
held_items_load(struct work *w, const struct held_form *f, int lock,
    struct held_item **out, size_t *n)
{
	const struct held_kind *kind = held_kind_find(f->service);
	const struct catalog *cat;
	struct json **list;

	*n = js_is_array(f->items) ? js_size(f->items) : 0;
	if (kind == NULL)
		return fault_field(w, "service", "没有这项业务");
	if (*n == 0 || *n > HELD_MAX)
		return fault_field(w, "items", "请选择1到%d张证书", HELD_MAX);
	if (catalog_get(w, &cat) < 0)
		return -1;
	list = sorted(w, f->items, *n);
	*out = ARENA_ARRAY(w->arena, struct held_item, *n);
	for (size_t i = 0; i < *n; i++) {
		struct held_item *it = &(*out)[i];

		*it = (struct held_item){ .kind = kind, .cat = cat };
		if (load_cert(w, list[i], lock, it) < 0)
			return -1;
		it->policy = policy_find(cat, it->company.channel, kind->service,
		    it->cert->medium, it->cert->lock_type, w->now);
	}
	return same_company(w, *out, *n);
}
