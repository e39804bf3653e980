/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/order/saved.h"
#include "order_saved.h"
#include "order_search.h"

static int
saved_json(struct work *w, const struct saved_filter *s, struct json **out)
{
	struct json *filter;

	if (js_parse(w, s->filter, strlen(s->filter), &filter) < 0)
		return -1;
	*out = js_object(w);
	js_put_text(*out, "pid", pid_text(w, &s->pid));
	js_put_text(*out, "name", s->name);
	js_put(*out, "filter", filter);
	return 0;
}

int
order_saved_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w), *j;
	struct saved_filter *s;
	size_t n;

	if (saved_list(w, &s, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (saved_json(w, &s[i], &j) < 0)
			return -1;
		js_add(items, j);
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

/* ---- writing ---- */

struct putting {
	const char		*name, *filter;
	struct saved_filter	 saved;
};

static int
known(const struct saved_filter *s, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(s[i].name, name) == 0)
			return 1;
	return 0;
}

static int
put_tx(struct work *w, void *arg)
{
	struct putting *p = arg;
	struct saved_filter *all;
	size_t n;

	if (saved_list(w, &all, &n) < 0)
		return -1;
	if (n >= SAVED_MAX && !known(all, n, p->name))
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "最多保存%d个常用查询，请先删除不用的", SAVED_MAX);
	return saved_put(w, p->name, p->filter, &p->saved);
}

int
order_saved_put(struct work *w, const char *name, const struct json *filter,
    struct json **out)
{
	struct putting p = { .name = name };
	struct order_filter f;
	struct json *kept;

	if (!js_is_object(filter))
		return fault_field(w, "filter", "查询条件格式不正确");
	if (order_search_read(w, filter, &f) < 0)
		return -1;
	kept = order_search_kept(w, filter);
	if (js_size(kept) == 0)
		return fault_field(w, "filter", "请先设置查询条件，再保存");
	p.filter = js_canonical(w, kept);
	if (db_tx(w, put_tx, &p) < 0)
		return -1;
	return saved_json(w, &p.saved, out);
}

int
order_saved_drop(struct work *w, const struct pid *pid)
{
	return saved_drop(w, pid);
}
