/* SPDX-License-Identifier: MIT */
/* The other side: the app in a phone.  Demo and test only. */
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/http_client.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/outbox/signed.h"
#include "modules/outbox/task.h"
#include "phone.h"

#define ROW "SELECT words, years, state, serial, not_before, not_after, expires_at" \
	" FROM sandbox_phone WHERE token = ?"

struct held {
	const char	*words;
	int		 years;
	const char	*state, *serial;
	int64_t		 not_before, not_after, expires_at;
};

static const struct db_col cols[] = {
	DB_COL(held, words), DB_COL(held, years), DB_COL(held, state), DB_COL(held, serial),
	DB_COL(held, not_before), DB_COL(held, not_after), DB_COL(held, expires_at),
};

DB_SQL(sql_get, "sandbox_phone.get", ROW, 1, 7);
DB_SQL(sql_take, "sandbox_phone.take", ROW " FOR UPDATE", 1, 7);
DB_SQL(sql_load, "sandbox_phone.load",
    "UPDATE sandbox_phone SET state = 'LOADED', serial = ?, not_before = ?, not_after = ?"
    " WHERE token = ? AND state = 'WAITING'", 4, 0);

int
phone_app_page(struct work *w, const struct pid *token, struct json **out)
{
	struct json *j = js_object(w);
	struct held h;

	if (db_one(w, &sql_get, cols, &h, DB_ARGS(DB_V(token))) < 0)
		return -1;
	js_put_text(j, "words", h.words);
	js_put_text(j, "state", strcmp(h.state, "WAITING") == 0 && h.expires_at <= w->now ?
	    "EXPIRED" : h.state);
	js_put_int(j, "expires_at", h.expires_at);
	js_put_int(j, "not_after", h.not_after);
	*out = j;
	return 0;
}

static struct json *
payload_of(struct work *w, const struct pid *token)
{
	struct json *p = js_object(w);

	js_put_text(p, "token", pid_text(w, token));
	return p;
}

int
phone_app_press(struct work *w, const struct pid *token)
{
	struct held h;

	if (db_one(w, &sql_take, cols, &h, DB_ARGS(DB_V(token))) < 0)
		return -1;
	return task_add(w, "talk.phone_press", pid_text(w, token), payload_of(w, token), 0);
}

/* `years` later, the day before: 2026-11-21 to the end of 2027-11-20. */
static int64_t
end_of(int64_t from, int years)
{
	struct civil day = civil_of(date_add_years(from, years));

	day.hour = day.minute = day.second = 0;
	return civil_epoch(&day) - 1;
}

int
phone_app_load(struct work *w, const struct pid *token)
{
	unsigned char serial[10];
	struct held h;

	if (db_one(w, &sql_take, cols, &h, DB_ARGS(DB_V(token))) < 0)
		return -1;
	if (strcmp(h.state, "WAITING") != 0 || h.expires_at <= w->now)
		return 0;		/* loaded before, closed or too late */
	crypto_random(serial, sizeof(serial));
	if (db_exec_one(w, &sql_load, DB_ARGS(DB_V(hex_text(w->arena, serial, sizeof(serial))),
		DB_V(w->now), DB_V(end_of(w->now, h.years)), DB_V(token))) < 0)
		return -1;
	return task_add(w, "talk.phone_notify", pid_text(w, token), payload_of(w, token), 0);
}

int
phone_app_send(struct work *w, const struct pid *token)
{
	struct json *note = js_object(w);
	const char *name = pid_text(w, token);
	struct http_request rq;
	struct held h;

	if (db_one(w, &sql_get, cols, &h, DB_ARGS(DB_V(token))) < 0)
		return -1;
	js_put_text(note, "download", name);
	js_put_text(note, "serial", h.serial);
	js_put_int(note, "not_before", h.not_before);
	js_put_int(note, "not_after", h.not_after);
	return sandbox_sign(w, w->conf->phone_notify_url, note, &rq) < 0 ? -1 :
	    sandbox_post(w, name, &rq);
}
