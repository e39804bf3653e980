/* SPDX-License-Identifier: MIT */
/* Certificates of an import, and the keys that carry them. */
#include <string.h>

#include "import_row.h"
#include "modules/base/clock.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/company/company.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"

#define DAY	86400

struct holding {
	const struct import_row	*row;
	const struct catalog	*cat;
	const struct lock_type	*lock;
	const struct key_model	*model;		/* NULL: no key serial given */
	const char		*key_serial;
	struct company		 company;
	struct person		 holder;
	struct cert		 cert;
	struct cert_platform	*platforms;
	size_t			 n;
	int			 added;
};

/* ---- words to codes ---- */

static int
find_lock(struct work *w, struct holding *h)
{
	const char *t = h->row->lock_type;

	for (size_t i = 0; i < h->cat->n_locks; i++) {
		const struct lock_type *l = &h->cat->locks[i];

		if (strcmp(l->code, t) == 0 || strcmp(l->words, t) == 0 ||
		    strcmp(l->long_words, t) == 0) {
			h->lock = l;
			return 0;
		}
	}
	return fault_field(w, "lock_type", "没有锁类型“%s”", t);
}

static int
find_vendor(struct work *w, struct holding *h)
{
	const char *t = h->row->vendor;

	for (size_t i = 0; i < h->cat->n_vendors; i++)
		if (strcmp(h->cat->vendors[i].code, t) == 0 ||
		    strcmp(h->cat->vendors[i].words, t) == 0) {
			h->cert.vendor = h->cat->vendors[i].code;
			return 0;
		}
	return fault_field(w, "vendor", "没有证书厂商“%s”", t);
}

/* By code or words; else by the first letters of the key's serial. */
static int
find_model(struct work *w, struct holding *h)
{
	const char *t = h->row->key_model, *prefix = "";
	const struct media_vendor *v = NULL;

	if (text_empty(h->row->key_serial))
		return 0;
	h->key_serial = token_serial_normal(w, h->row->key_serial);
	if (h->key_serial == NULL)
		return fault_field(w, "key_serial", "介质序列号不正确");
	for (size_t i = 0; i < h->cat->n_media_vendors && v == NULL; i++) {
		prefix = h->cat->media_vendors[i].serial_prefix;
		if (*prefix != '\0' && strncmp(h->key_serial, prefix, strlen(prefix)) == 0)
			v = &h->cat->media_vendors[i];
	}
	for (size_t i = 0; i < h->cat->n_models && h->model == NULL; i++) {
		const struct key_model *m = &h->cat->models[i];

		if (text_empty(t) ? v != NULL && strcmp(m->media_vendor, v->code) == 0 :
		    strcmp(m->code, t) == 0 || strcmp(m->words, t) == 0)
			h->model = m;
	}
	return h->model != NULL ? 0 : fault_field(w, "key_model", "请填写介质型号");
}

static int
add_platform(struct work *w, struct holding *h, const char *text)
{
	const struct platform *p = catalog_platform(h->cat, text);

	if (p == NULL)
		p = catalog_platform_named(h->cat, text);
	if (p == NULL)
		return fault_field(w, "platforms", "没有平台“%s”", text);
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->platforms[i].platform, p->code) == 0)
			return 0;
	h->platforms[h->n++] = (struct cert_platform){ .platform = p->code,
	    .words = catalog_platform_words(h->cat, p->code, h->cert.medium) };
	return 0;
}

/* Separated by "|" or "、"; codes or any name they were printed with. */
static int
find_platforms(struct work *w, struct holding *h)
{
	const char *s = h->row->platforms;

	h->platforms = ARENA_ARRAY(w->arena, struct cert_platform, h->cat->n_platforms + 1);
	while (*s != '\0') {
		const char *wide = strstr(s, "、");
		size_t n = strcspn(s, "|");

		if (wide != NULL && (size_t)(wide - s) < n)
			n = (size_t)(wide - s);
		if (n > 0 && add_platform(w, h, text_normal(w->arena,
			arena_strndup(w->arena, s, n))) < 0)
			return -1;
		s += n;
		s += *s == '|' ? 1 : *s != '\0' ? strlen("、") : 0;
	}
	return h->n > 0 ? 0 : fault_field(w, "platforms", "请填写关联平台");
}

static int
find_dates(struct work *w, struct holding *h)
{
	struct civil from, to;

	if (date_parse(h->row->not_before, &from) < 0)
		return fault_field(w, "not_before", "生效日期应为2026-01-31这样的日期");
	if (date_parse(h->row->not_after, &to) < 0 || civil_epoch(&to) < civil_epoch(&from))
		return fault_field(w, "not_after", "到期日期应为2027-01-31这样的日期，且不早于生效日期");
	h->cert.not_before = h->cert.applied_at = h->cert.issued_at = h->cert.active_at =
	    civil_epoch(&from);
	h->cert.not_after = civil_epoch(&to) + DAY - 1;
	return 0;
}

/* ---- holder ---- */

static int
find_holder(struct work *w, struct holding *h)
{
	struct identity i;
	int rc;

	if (!id_number_ok(h->row->id_number))
		return fault_field(w, "id_number", "请填写持有人的身份证号");
	if ((rc = person_find_id_number(w, h->row->id_number, &h->holder)) < 0)
		return -1;
	if (rc == 1)
		rc = identity_find(w, h->holder.id, h->company.id, h->lock->identity, &i);
	if (rc == 0)
		return fault_field(w, "id_number", "持有人不是该企业的相应人员，请先导入人员");
	return rc < 0 ? -1 : 0;
}

static int
fill_cert(struct work *w, struct holding *h)
{
	struct cert *c = &h->cert;

	c->serial = cert_serial_normal(w, h->row->cert_serial);
	if (c->serial == NULL)
		return fault_field(w, "cert_serial", "证书序列号应为十六进制数字");
	c->lock_type = h->lock->code;
	c->company_id = h->company.id;
	c->person_id = h->holder.id;
	c->state = c->not_after < w->now ? CERT_EXPIRED : CERT_ACTIVE;
	return 0;
}

/* ---- writing ---- */

static int
give_key(struct work *w, struct holding *h)
{
	struct token t = { .serial = h->key_serial, .media_vendor = h->model->media_vendor,
	    .model = h->model->code };

	if (token_personalise(w, &t, h->cert.id, 0) < 0)
		return -1;
	t.first_handout_at = h->cert.not_before;
	return token_move(w, &t, TOKEN_ACT_HANDOUT, "旧平台已发放");
}

static int
hold_tx(struct work *w, void *arg)
{
	struct holding *h = arg;
	int known = cert_known(w, h->cert.vendor, h->cert.serial);

	if (known < 0)
		return -1;
	h->added = !known;
	if (known)
		return 0;
	if (cert_add(w, &h->cert, h->platforms, h->n) < 0)
		return -1;
	return h->model == NULL ? 0 : give_key(w, h);
}

int
import_cert(struct work *w, const struct import_row *r, enum import_end *end)
{
	struct holding h = { .row = r };

	h.cert.medium = text_empty(r->medium) ? "UKEY" : r->medium;
	if (catalog_get(w, &h.cat) < 0 ||
	    import_owner(w, r, &h.company) < 0 ||
	    find_lock(w, &h) < 0 || find_vendor(w, &h) < 0 || find_model(w, &h) < 0 ||
	    find_platforms(w, &h) < 0 || find_dates(w, &h) < 0 ||
	    find_holder(w, &h) < 0 || fill_cert(w, &h) < 0 ||
	    db_tx(w, hold_tx, &h) < 0)
		return -1;
	*end = h.added ? IMPORT_ADDED : IMPORT_KNOWN;
	return 0;
}
