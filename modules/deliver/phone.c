/* SPDX-License-Identifier: MIT */
/* Our side of the app: the driver of the sandbox. */
#include <string.h>

#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/outbox/signed.h"
#include "phone.h"

DB_SQL(sql_add, "sandbox_phone.add",
    "INSERT INTO sandbox_phone (token, words, vendor, years, state, expires_at)"
    " VALUES (?, ?, ?, ?, 'WAITING', ?)", 5, 0);
DB_SQL(sql_close, "sandbox_phone.close",
    "UPDATE sandbox_phone SET state = 'CLOSED' WHERE token = ? AND state = 'WAITING'", 1, 0);
DB_SQL(sql_look, "sandbox_phone.look",
    "SELECT state, serial, not_before, not_after FROM sandbox_phone WHERE token = ?", 1, 4);

static enum outside
open_link(struct work *w, const struct phone_wish *wish, const char **link)
{
	if (db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&wish->download), DB_V(wish->words),
		DB_V(wish->vendor), DB_V(wish->years), DB_V(wish->expires_at))) < 0)
		return OUTSIDE_RETRY;
	*link = arena_printf(w->arena, "%s/sandbox/phone/%s", w->conf->site_origin,
	    pid_text(w, &wish->download));
	return OUTSIDE_OK;
}

struct looked {
	const char	*state, *serial;
	int64_t		 not_before, not_after;
};

static enum outside
query(struct work *w, const struct pid *download, enum phone_found *found,
    struct phone_evidence *ev)
{
	static const struct db_col cols[] = {
		DB_COL(looked, state), DB_COL(looked, serial), DB_COL(looked, not_before),
		DB_COL(looked, not_after),
	};
	struct looked row;
	int rc = db_maybe(w, &sql_look, cols, &row, DB_ARGS(DB_V(download)));

	if (rc < 0)
		return OUTSIDE_RETRY;
	*found = rc == 0 ? PHONE_ABSENT :
	    strcmp(row.state, "LOADED") == 0 ? PHONE_LOADED : PHONE_WAITING;
	if (*found == PHONE_LOADED)
		*ev = (struct phone_evidence){ *download, row.serial, row.not_before,
		    row.not_after };
	return OUTSIDE_OK;
}

static enum outside
close_link(struct work *w, const struct pid *download)
{
	return db_exec(w, &sql_close, DB_ARGS(DB_V(download))) < 0 ? OUTSIDE_RETRY : OUTSIDE_OK;
}

static int
parse(struct work *w, const char *headers, struct blob body, int64_t received_at,
    struct phone_evidence *out)
{
	const char *download;
	struct json *j;

	if (sandbox_read(w, headers, body, received_at, &j) < 0)
		return -1;
	download = js_get_text(j, "download");
	*out = (struct phone_evidence){ .serial = js_get_text(j, "serial"),
	    .not_before = js_get_int(j, "not_before", 0),
	    .not_after = js_get_int(j, "not_after", 0) };
	if (download == NULL || out->serial == NULL || pid_parse(w, download, &out->download) < 0)
		return refuse(w, ERR_INVALID, "note of the app lacks a member");
	return 0;
}

const struct phone_driver phone_sandbox = { "sandbox", open_link, query, close_link, parse };

static const struct phone_driver *const drivers[] = { &phone_sandbox };

const struct phone_driver *
phone_driver(const struct work *w)
{
	for (size_t i = 0; i < sizeof(drivers) / sizeof(*drivers); i++)
		if (w->conf != NULL && strcmp(drivers[i]->name, w->conf->phone_driver) == 0)
			return drivers[i];
	return NULL;
}
