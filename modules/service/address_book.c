/* SPDX-License-Identifier: MIT */
#include "address_book.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/deliver/address.h"

static struct json *
address_json(struct work *w, const struct address *a)
{
	struct json *j = js_object(w);

	js_put_text(j, "pid", pid_text(w, &a->pid));
	js_put_text(j, "name", a->name);
	js_put_text(j, "phone", a->phone);
	js_put_text(j, "region", a->region);
	js_put_text(j, "address", a->address);
	js_put_text(j, "line", address_line(w, a));
	js_put_bool(j, "preferred", a->is_preferred);
	return j;
}

int
address_book_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct address *a;
	size_t n;

	if (address_list(w, &a, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, address_json(w, &a[i]));
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

/* ---- writing ---- */

struct writing {
	const struct pid		*pid;	/* NULL: a new one */
	const struct address_form	*f;
	struct address			*a;
};

static int
fill(struct work *w, const struct address_form *f, struct address *a)
{
	a->name = f->name;
	a->phone = phone_normal(w->arena, f->phone);
	a->region = f->region;
	a->address = f->address;
	return phone_ok(a->phone) ? 0 : fault_field(w, "phone", "联系电话格式不正确");
}

/* The first address, or the one that is asked for; taking it back is possible. */
static int
prefer(struct work *w, const struct writing *wr, size_t others)
{
	int wanted = wr->f->preferred || (wr->pid == NULL && others == 0);

	if (wanted == wr->a->is_preferred)
		return 0;
	wr->a->is_preferred = wanted;
	return address_prefer(w, wanted ? wr->a : NULL);
}

static int
add_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;
	struct address *all;
	size_t n;

	wr->a = ARENA_NEW(w->arena, struct address);
	if (fill(w, wr->f, wr->a) < 0 || address_list(w, &all, &n) < 0)
		return -1;
	if (n >= ADDRESS_MAX)
		return refuse_say(w, ERR_CONFLICT, NULL, "最多保存%d个收件地址，请先删除不用的地址",
		    ADDRESS_MAX);
	return address_add(w, wr->a) < 0 ? -1 : prefer(w, wr, n);
}

static int
set_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;

	if (address_get(w, wr->pid, &wr->a) < 0 || fill(w, wr->f, wr->a) < 0 ||
	    address_set(w, wr->a) < 0)
		return -1;
	return prefer(w, wr, 1);
}

int
address_book_add(struct work *w, const struct address_form *f, struct json **out)
{
	struct writing wr = { .f = f };

	if (db_tx(w, add_tx, &wr) < 0)
		return -1;
	*out = address_json(w, wr.a);
	return 0;
}

int
address_book_set(struct work *w, const struct pid *pid, const struct address_form *f,
    struct json **out)
{
	struct writing wr = { .pid = pid, .f = f };

	if (db_tx(w, set_tx, &wr) < 0)
		return -1;
	*out = address_json(w, wr.a);
	return 0;
}

static int
drop_tx(struct work *w, void *arg)
{
	struct address *a;

	return address_get(w, arg, &a) < 0 ? -1 : address_drop(w, a);
}

int
address_book_drop(struct work *w, const struct pid *pid)
{
	struct pid p = *pid;

	return db_tx(w, drop_tx, &p);
}

int
address_book_recipient(struct work *w, const char *text, struct json **out)
{
	struct address *a;
	struct pid pid;

	if (pid_parse(w, text, &pid) < 0 || address_get(w, &pid, &a) < 0)
		return -1;
	*out = js_object(w);
	js_put_text(*out, "name", a->name);
	js_put_text(*out, "phone", a->phone);
	js_put_text(*out, "address", address_line(w, a));
	return 0;
}
