/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "choice.h"
#include "db/seal.h"
#include "modules/base/conf.h"

#define SEALED_AS	"notify_choice.email"

struct choice_row {
	struct pid	 pid;
	const char	*days, *kinds;
	struct blob	 email;
};

DB_SQL(sql_get, "choice.get",
    "SELECT pid, days, kinds, email FROM notify_choice WHERE account_id = ?", 1, 4);
DB_SQL(sql_put, "choice.put",
    "INSERT INTO notify_choice (account_id, pid, days, kinds, email, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE pid = VALUES(pid), days = VALUES(days),"
    " kinds = VALUES(kinds), email = VALUES(email), updated_at = VALUES(updated_at)", 6, 0);

static const struct {
	const char	*code;
	unsigned	 bit;
} codes[] = { { "SMS", NOTIFY_SMS }, { "MAIL", NOTIFY_MAIL }, { "SITE", NOTIFY_SITE } };
#define NCODES	(sizeof(codes) / sizeof(*codes))

unsigned
notify_kind_of(const char *code)
{
	for (size_t i = 0; i < NCODES; i++)
		if (strcmp(codes[i].code, code) == 0)
			return codes[i].bit;
	return 0;
}

const char *
notify_kinds_text(struct work *w, unsigned kinds)
{
	const char *all = "";

	for (size_t i = 0; i < NCODES; i++)
		if (kinds & codes[i].bit)
			all = arena_printf(w->arena, "%s%s%s", all, *all == '\0' ? "" : " ",
			    codes[i].code);
	return all;
}

static unsigned
kinds_in(const char *text)
{
	unsigned kinds = 0;

	for (size_t i = 0; i < NCODES; i++)
		if (strstr(text, codes[i].code) != NULL)
			kinds |= codes[i].bit;
	return kinds;
}

int
choice_get(struct work *w, int64_t account_id, struct notify_choice *out)
{
	static const struct db_col cols[] = {
		DB_COL(choice_row, pid), DB_COL(choice_row, days), DB_COL(choice_row, kinds),
		DB_COL(choice_row, email),
	};
	struct choice_row row;
	int rc = db_maybe(w, &sql_get, cols, &row, DB_ARGS(DB_V(account_id)));

	*out = (struct notify_choice){ .days = w->conf->expiry_days,
	    .kinds = NOTIFY_SMS | NOTIFY_SITE };
	if (rc <= 0)
		return rc;
	out->days = row.days;
	out->kinds = kinds_in(row.kinds);
	return seal_open(w, SEALED_AS, &row.pid, row.email, &out->email);
}

int
choice_set(struct work *w, int64_t account_id, const struct notify_choice *c)
{
	struct pid pid = pid_new();

	return db_exec(w, &sql_put, DB_ARGS(DB_V(account_id), DB_V(&pid), DB_V(c->days),
	    DB_V(notify_kinds_text(w, c->kinds)), DB_V(seal_text(w, SEALED_AS, &pid, c->email)),
	    DB_V(w->now))) < 0 ? -1 : 0;
}
