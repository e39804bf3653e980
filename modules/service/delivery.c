/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "address_book.h"
#include "delivery.h"
#include "modules/base/fields.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "point.h"

struct recipient {
	const char	*name, *phone, *address;
};

static const struct field recipient_fields[] = {
	FIELD_TEXT(recipient, name, 1, 30, "收件人", NULL),
	FIELD_TEXT(recipient, phone, 1, 20, "联系电话", NULL),
	FIELD_TEXT(recipient, address, 5, 120, "收件地址", NULL),
};

static int
read_recipient(struct work *w, const struct delivery_form *f, struct delivery *out)
{
	struct recipient r = { 0 };

	if (!text_empty(f->address))
		return address_book_recipient(w, f->address, &out->recipient);
	if (fields_read(w, f->recipient, recipient_fields, N_FIELDS(recipient_fields), &r) < 0)
		return -1;
	r.phone = phone_normal(w->arena, r.phone);
	if (!phone_ok(r.phone))
		return fault_field(w, "phone", "联系电话格式不正确");
	out->recipient = js_object(w);
	js_put_text(out->recipient, "name", r.name);
	js_put_text(out->recipient, "phone", r.phone);
	js_put_text(out->recipient, "address", r.address);
	return 0;
}

int
delivery_read(struct work *w, const struct delivery_form *f, struct delivery *out)
{
	*out = (struct delivery){ .way = WAY_NONE };
	if (strcmp(f->way, "MAIL") == 0) {
		out->way = WAY_MAIL;
		return read_recipient(w, f, out);
	}
	if (strcmp(f->way, "PICKUP") == 0) {
		out->way = WAY_PICKUP;
		return point_read(w, f->point, &out->point_id);
	}
	return text_empty(f->way) ? 0 : fault_field(w, "way", "请选择领取方式");
}

int
delivery_set(struct work *w, struct order *o, const struct delivery *d)
{
	static const struct delivery nothing = { .way = WAY_NONE };

	d = d == NULL ? &nothing : d;
	return order_way_set(w, o, d->way, d->point_id, d->recipient);
}
