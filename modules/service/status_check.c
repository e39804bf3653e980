/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "login.h"
#include "modules/account/account.h"
#include "modules/account/captcha.h"
#include "modules/account/limit.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/order/words.h"
#include "modules/person/person.h"
#include "services.h"
#include "status_check.h"

#define DIGITS	4

static const struct limit by_network = { "status.ip", 30, 3600,
    "来自您所在网络的查询过多，请一小时后再试" };
static const struct limit by_number = { "status.no", 5, 86400,
    "该订单号今天查询失败的次数已达上限，请明天再试，或登录后在订单管理中查看" };

static const char *
normal(struct work *w, const char *typed)
{
	char *no = text_normal(w->arena, typed);

	for (char *p = no; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	return no;
}

static int
ends_with(struct work *w, const char *phone, const char *digits)
{
	const char *p = phone == NULL ? "" : phone_normal(w->arena, phone);
	size_t n = strlen(p);

	return n >= DIGITS && crypto_same(p + n - DIGITS, digits, DIGITS);
}

/* Who is no longer there has no phone. */
static int
phone_of(struct work *w, int64_t person_id, const char **out)
{
	struct person p;

	*out = NULL;
	if (person_get(w, person_id, &p) == 0)
		*out = p.phone;
	else if (w->fault.code != ERR_NOTFOUND)
		return -1;
	fault_clear(w);
	return 0;
}

/* All three are looked at, whichever fits. */
static int
phone_fits(struct work *w, const struct order *o, const char *digits, int *yes)
{
	const char *holder, *applicant;
	struct account buyer;
	struct json *data;

	if (order_data(w, o->data, &data) < 0 || account_get(w, o->account_id, &buyer) < 0 ||
	    phone_of(w, o->person_id, &holder) < 0 ||
	    phone_of(w, buyer.person_id, &applicant) < 0)
		return -1;
	*yes = ends_with(w, holder, digits) | ends_with(w, applicant, digits) |
	    ends_with(w, js_get_text(data, "handler_phone"), digits);
	return 0;
}

static struct json *
found(struct work *w, const struct order *o)
{
	struct json *j = js_object(w), *state = js_object(w);

	js_put_text(state, "code", o->state_code);
	js_put_text(state, "words", order_state_words(o->state));
	js_put_text(j, "no", o->no);
	js_put(j, "state", state);
	js_put_text(j, "next", order_next_words(o));
	js_put_int(j, "at", o->updated_at);
	return j;
}

int
status_check(struct work *w, const struct status_ask *ask, struct json **out)
{
	const char *no = normal(w, ask->no);
	struct order *o;
	int yes = 0;

	if (captcha_use(w, ask->captcha, ask->answer) < 0 ||
	    limit_take(w, &by_network, login_network(w)) < 0 ||
	    limit_take(w, &by_number, no) < 0 || order_find_no(w, no, &o) < 0 ||
	    (o != NULL && phone_fits(w, o, ask->digits, &yes) < 0))
		return -1;
	if (!yes)
		return fault_field(w, "no", "没有查到订单，请核对订单号和手机号后四位");
	*out = found(w, o);
	return limit_give(w, &by_number, no);
}
