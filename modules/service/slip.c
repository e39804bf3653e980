/* SPDX-License-Identifier: MIT */
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/channel_word.h"
#include "modules/paper/paper.h"
#include "modules/person/person.h"
#include "slip.h"
#include "tell.h"

#define FORM	"slip"

static const char *
scope_of_voucher(struct work *w, const struct voucher *v)
{
	return arena_printf(w->arena, "voucher:%s", pid_text(w, &v->pid));
}

int
slip_ask(struct work *w, const struct order *o, const struct voucher *v)
{
	struct json *payload = js_object(w);

	js_put_text(payload, "order", pid_text(w, &o->pid));
	return task_add(w, "timer.slip", pid_text(w, &v->pid), payload, 0);
}

int
slip_has(struct work *w, const struct voucher *v, int *out)
{
	struct paper p;

	*out = v == NULL ? 0 : paper_current(w, scope_of_voucher(w, v), FORM, &p);
	return *out < 0 ? -1 : 0;
}

int
slip_bytes(struct work *w, const struct voucher *v, struct blob *pdf)
{
	struct paper p;
	int has = paper_current(w, scope_of_voucher(w, v), FORM, &p);

	if (has < 0)
		return -1;
	if (!has)
		return refuse_say(w, ERR_NOTFOUND, NULL, "领取凭证正在生成，请稍后再下载");
	return paper_bytes(w, &p, pdf);
}

/* ---- the clerk prints ---- */

static struct json *
order_values(struct work *w, const struct catalog *c, const struct order *o)
{
	const struct medium *m = catalog_medium(c, o->medium);
	struct json *j = js_object(w);

	js_put_text(j, "no", o->no);
	js_put_text(j, "service", service_words_of(o->service));
	js_put_text(j, "lock", catalog_lock_words(c, o->lock_type));
	js_put_text(j, "vendor", catalog_vendor_words(c, o->vendor));
	js_put_text(j, "medium", m == NULL ? o->medium : m->words);
	return j;
}

static int
holder_values(struct work *w, const struct order *o, struct json **out)
{
	struct json *j = js_object(w);
	struct person p;

	if (person_get(w, o->person_id, &p) < 0)
		return -1;
	js_put_text(j, "name", o->holder);
	js_put_text(j, "id_masked", person_id_masked(w, &p));
	js_put_text(j, "phone_masked", person_phone_masked(w, &p));
	*out = j;
	return 0;
}

static struct json *
point_values(struct work *w, const struct pickup_point *p)
{
	struct json *j = js_object(w);

	js_put_text(j, "words", p == NULL ? "" : p->words);
	js_put_text(j, "address", p == NULL ? "" : p->address);
	js_put_text(j, "hours", p == NULL ? "" : p->hours);
	js_put_text(j, "phone", p == NULL ? "" : p->phone);
	return j;
}

static struct json *
bring_values(struct work *w, const char *slip)
{
	const char *const lines[] = {
		arena_printf(w->arena, "本%s（打印件，或在手机上出示领取码及二维码）", slip),
		"证书持有人的居民身份证原件",
		"委托他人领取的，另带加盖公章的授权委托书及受托人身份证原件",
	};
	struct json *list = js_array(w);

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct json *j = js_object(w);

		js_put_text(j, "words", lines[i]);
		js_add(list, j);
	}
	return list;
}

static const char *
day_words(struct work *w, int64_t at)
{
	struct civil c = civil_of(at);

	return arena_printf(w->arena, "%04d年%02d月%02d日", c.year, c.month, c.day);
}

static int
values_of(struct work *w, const struct order *o, const struct voucher *v, struct json **out)
{
	struct json *j = js_object(w), *company = js_object(w), *holder;
	const struct catalog *c;
	const char *code, *slip;

	if (catalog_get(w, &c) < 0 || voucher_code(w, v, &code) < 0 ||
	    channel_word(w, o->channel, "slip", "领取凭证", &slip) < 0 ||
	    holder_values(w, o, &holder) < 0)
		return -1;
	js_put_text(company, "name", o->company);
	js_put(j, "order", order_values(w, c, o));
	js_put(j, "holder", holder);
	js_put(j, "company", company);
	js_put(j, "point", point_values(w, catalog_point_id(c, v->point_id)));
	js_put_text(j, "title", arena_printf(w->arena, "数字证书%s", slip));
	js_put_text(j, "code", code);
	js_put_text(j, "code_words", voucher_code_words(w, code));
	js_put(j, "bring", bring_values(w, slip));
	js_put_text(j, "issued", day_words(w, v->issued_at));
	*out = j;
	return 0;
}

int
run_slip(struct work *w, const struct task *t, int64_t *again)
{
	struct paper_ask ask = { .form = FORM };
	struct voucher *v;
	struct order *o;
	struct paper p;
	struct pid pid;
	int has;

	(void)again;
	if (pid_parse(w, js_get_text(t->payload, "order"), &pid) < 0 ||
	    order_get(w, &pid, &o) < 0 || voucher_of_order(w, o->id, &v) < 0 || v == NULL ||
	    slip_has(w, v, &has) < 0)
		return -1;
	if (has)
		return 0;
	ask.scope = scope_of_voucher(w, v);
	ask.no = o->no;
	ask.account_id = o->account_id;
	ask.company_id = o->company_id;
	ask.person_id = o->person_id;
	ask.point_id = v->point_id;
	return values_of(w, o, v, &ask.values) < 0 ? -1 : paper_make(w, &ask, &p);
}
