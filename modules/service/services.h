/* SPDX-License-Identifier: MIT */
/*
 * THE SERVICE TABLE: what the counter offers.  A row names the words people
 * see, the letters in order numbers, the form that is printed and the fields a
 * reviewer can mark.  Which road an order takes is policy data, not a row here.
 */
#ifndef SERVICE_SERVICES_H
#define SERVICE_SERVICES_H

#include "modules/order/order.h"

struct json;

enum order_field_flag {
	ORDER_FIELD_EDIT  = 1 << 0,	/* the applicant may correct it when marked */
	ORDER_FIELD_PRICE = 1 << 1,	/* decides the price: frozen after payment */
	ORDER_FIELD_PAPER = 1 << 2,	/* a stamped document, `name` is the slot */
};

struct order_field {
	const char	*name, *words;
	unsigned	 flags;
	/* The value as people read it; data is the order's or an older round's. */
	const char	*(*value)(struct work *w, const struct order *o,
			    const struct json *data);
};

struct service {
	const char			*code;		/* "new" */
	const char			*words;		/* 新办实体CA锁 */
	const char			*medium;	/* "UKEY"; NULL: that of the certificate */
	const char			*form;		/* form id of the printed application, or NULL */
	const char			*slot;		/* where its stamped scan goes, or NULL */
	/* Values of the form for an order being corrected; NULL: no form. */
	int (*values)(struct work *w, const struct order *o, struct json **out);
	const struct order_field	*fields;
	size_t				 nfields;
};

extern const struct service services[];
extern const size_t nservices;

/*
 * By code, or by key: one code may have a row per medium ("new" for keys first,
 * "new:MOBILE" for phones).  NULL: not offered.
 */
const struct service	*service_find(const char *code);
/* The row of a business on a medium; NULL: not offered. */
const struct service	*service_of(const char *code, const char *medium);
const char		*service_key(struct work *w, const struct service *s);
/* One that begins with persons and a printed form (apply.h); others: held.h. */
int	service_applied_for(const struct service *s);
/* Refuses with ERR_NOTFOUND. */
int	service_get(struct work *w, const char *code, const struct service **out);
/* The row an order was made by; ERR_NOTFOUND. */
int	service_of_order(struct work *w, const struct order *o, const struct service **out);
const struct order_field *order_field_find(const struct service *s, const char *name);

/*
 * What a reviewer may mark and the applicant then may correct: editable fields
 * and papers.  Fields that decide the price are frozen with the order (K1).
 */
int	order_field_open(const struct order_field *f);

/* The correctable data of an order as JSON: {handler, handler_phone, remark}. */
int	order_data(struct work *w, const char *text, struct json **out);

#endif
